"""A real Neo4j Community server on this machine: for the tests, and to play with.

usage: python tools/neo4j_server.py [--port 7687] [--home out/neo4j] [--fetch-only]

The server comes from Maven Central into a cache folder (`$KG_NEO4J_CACHE`, otherwise ``.cache`` in
the repository; 128 MB, once). It is GPLv3 and stays a process of its own: nothing of it is part of
this project. It listens on the loopback address only, with authentication on.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

VERSION = "5.26.0"
USER = "neo4j"
_ROOT = Path(__file__).parents[1]
_POM = Path(__file__).with_name("neo4j_pom.xml")
_FOLDERS = ("conf", "data", "logs", "run", "import")
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_HOST = "127.0.0.1"


class Unavailable(Exception):
    """There is no server to be had here; the text says what is missing and how to get it."""


def jars() -> Path:
    """The folder of the server's jars, fetched with Maven when it is not there yet.

    Raises:
        Unavailable: Java or Maven is missing, or Maven fails.
    """
    lib = Path(os.environ.get("KG_NEO4J_CACHE") or _ROOT / ".cache") / f"neo4j-{VERSION}" / "lib"
    _java()
    if not lib.is_dir():
        _fetch(lib)
    return lib


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        raise Unavailable("no Java: install OpenJDK 17 (Debian: openjdk-17-jre-headless)")
    return java


def _fetch(lib: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable(
            f"Neo4j {VERSION} is not in {lib.parent} and Maven is missing: install it"
        )
    lib.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=lib.parent) as folder:
        whole = Path(folder) / "lib"
        pom = shutil.copy(_POM, Path(folder) / "pom.xml")
        got = subprocess.run(
            [maven, "-q", "-B", "-f", str(pom), "package", f"-Dlib={whole}"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        if got.returncode or not whole.is_dir():
            last = (got.stdout + got.stderr).strip().splitlines()[-3:]
            raise Unavailable("Maven could not fetch Neo4j: " + " ".join(last))
        try:
            whole.rename(lib)
        except OSError:
            # Another process was first; its jars are as good as ours.
            if not lib.is_dir():
                raise


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


class Server:
    """A server process over a folder of its own."""

    def __init__(
        self,
        home: Path,
        password: str,
        *,
        port: int | None = None,
        settings: Mapping[str, str] | None = None,
        heap: str = "512m",
        java: Sequence[str] = (),
    ) -> None:
        """`settings` are those of neo4j.conf, `java` further options of the virtual machine."""
        self.home, self.password, self.heap = home.resolve(), password, heap
        self.java = tuple(java)
        self.port = port or free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._configure(settings or {})

    @property
    def address(self) -> str:
        """Host and port."""
        return f"{_HOST}:{self.port}"

    @property
    def uri(self) -> str:
        """Where to connect to."""
        return f"bolt://{self.address}"

    @property
    def _conf(self) -> Path:
        return self.home / "conf" / "neo4j.conf"

    def _configure(self, settings: Mapping[str, str]) -> None:
        fresh = not (self.home / "data").is_dir()
        for folder in _FOLDERS:
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        lines = {
            "server.bolt.listen_address": self.address,
            "server.bolt.advertised_address": self.address,
            "server.http.enabled": "false",
            "server.https.enabled": "false",
            "dbms.usage_report.enabled": "false",
            "server.memory.pagecache.size": "128m",
            # Otherwise it waits five seconds for each of two pools that have nothing left to do.
            "internal.server.bolt.thread_pool_shutdown_wait_time": "1s",
            **settings,
        }
        text = "".join(f"{key}={value}\n" for key, value in lines.items())
        self._conf.write_text(text, encoding="utf-8")
        if fresh:
            self.admin(["dbms", "set-initial-password", self.password])

    def admin(self, arguments: Iterable[str], folder: Path | None = None) -> str:
        """Run ``neo4j-admin`` over this server's data, in `folder`, and return what it said.

        Raises:
            Unavailable: it ended with an error.
        """
        lib = jars()
        run = subprocess.run(
            [_java(), "-cp", f"{lib}/*", "org.neo4j.cli.AdminTool", *arguments],
            env=os.environ | {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        if run.returncode:
            raise Unavailable(f"neo4j-admin failed: {run.stdout[-2000:]}{run.stderr[-2000:]}")
        return run.stdout

    def start(self, wait: float = 120) -> None:
        """Start it and wait until it answers.

        Raises:
            Unavailable: it ended, or did not answer in `wait` seconds.
        """
        lib = jars()
        opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED]
        log = self.home / "logs" / "console.log"
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                [
                    *(
                        _java(),
                        "-Xms128m",
                        f"-Xmx{self.heap}",
                        *self.java,
                        *opened,
                        "-cp",
                        f"{lib}/*",
                    ),
                    *("org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}"),
                    *(f"--config-dir={self.home / 'conf'}", "--console-mode"),
                ],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                # Ctrl-C is for whoever started the server, not for the server.
                start_new_session=True,
            )
        end = time.monotonic() + wait
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > end:
                self.kill()
                tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
                raise Unavailable(f"Neo4j did not start: {tail}")
            time.sleep(0.25)

    def _answers(self) -> bool:
        """Whether a Bolt handshake succeeds; an open port alone comes too early."""
        import neo4j

        secure = "server.bolt.tls_level=REQUIRED" in self._conf.read_text(encoding="utf-8")
        uri = f"bolt+ssc://{self.address}" if secure else self.uri
        with neo4j.GraphDatabase.driver(uri, auth=(USER, self.password)) as driver:
            try:
                driver.verify_connectivity()
            except neo4j.exceptions.DriverError:
                return False
        return True

    def stop(self) -> None:
        """Shut it down in good order; stopping twice is harmless."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, as when the power fails."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(how)
            try:
                self._process.wait(60)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._process = None

    def pause(self) -> None:
        """Stop answering without closing anything."""
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Go on after `pause`."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)


def main() -> None:
    """Run a server in the foreground until Ctrl-C; its data stays in --home."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--port", type=int, default=7687)
    parser.add_argument("--home", type=Path, default=_ROOT / "out" / "neo4j")
    parser.add_argument("--fetch-only", action="store_true", help="only fill the cache")
    options = parser.parse_args()
    say = sys.stderr.write
    try:
        say(f"Neo4j Community {VERSION}: fetched to the cache once (128 MB), then started\n")
        jars()
        if options.fetch_only:
            return
        server = Server(options.home, "playground", port=options.port)
        server.start()
    except Unavailable as missing:
        sys.exit(f"neo4j_server: {missing}")
    say(
        f"It answers at {server.uri} (this machine only), user {USER}, password {server.password}."
        "\nIn another terminal:\n"
        f"  export NEO4J_URI={server.uri} NEO4J_PASSWORD={server.password}\n"
        "  .venv/bin/kg load neo4j --store out/sample.kg\n"
        "  .venv/bin/kg investors 砺芯半导体 --on neo4j\n"
        "Ctrl-C stops it; the data stays.\n"
    )
    try:
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
    finally:
        server.stop()


if __name__ == "__main__":
    main()
