"""Where the fetched tagger lies, and from which archive it comes."""

import os
from pathlib import Path

PACKAGE = "foolnltk"
VERSION = "0.1.7"
SHA256 = "296dac1ca37b647d81ee8c37bb123f2b4cda4aec305893952b39e5686b7416f6"
# Raise it when the layout of the file changes, so that older files are made anew.
LAYOUT = 1
FETCH_COMMAND = "python -m kg.extraction.taggers.fetch"


def cache_folder(folder: Path | None = None) -> Path:
    """`folder`, else $KG_CACHE, else ~/.cache/cn-industry-kg."""
    if folder is not None:
        return folder
    named = os.environ.get("KG_CACHE")
    return Path(named) if named else Path.home() / ".cache" / "cn-industry-kg"


def bilstm_file(folder: Path | None = None) -> Path:
    """The file that holds the fetched tagger, whether it is there or not."""
    return cache_folder(folder) / f"bilstm-{SHA256[:12]}-{LAYOUT}.onnx"
