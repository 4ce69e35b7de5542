"""Our own annotations of sentences that are not ours: kept apart from their text, in ``data/standoff``.

usage: standoff.py [--finre DIR] [--fewfc DIR] --out FILE MARKED…

A line of a file there is one sentence: the hash of its text, its mentions as offsets, its statements. Who has the data set
gets the sentence back by its hash; nothing of the text is in the file. Sentences are marked in the format of
``data/training``, each a passage of its own, and turned into such lines by this command.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from annotated import AnnotationError, Fact, Marked, Passage, read_passages
from data_sets import fewfc_sentences, finre_pairs
from training_text import Text, is_held

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "data" / "standoff"
_HASH = 20


def sentences(finre: Path | None, fewfc: Path | None) -> dict[str, str]:
    """The texts of the parts of FinRE and FewFC that may be trained on, by their hashes."""
    texts: set[str] = set()
    apart: set[str] = set()
    if finre:
        texts.update(p.text for p in finre_pairs(finre / "train.txt"))
        apart.update(p.text for p in finre_pairs(finre / "valid.txt"))
    if fewfc:
        texts.update(s.text for s in fewfc_sentences(fewfc, "tune"))
        apart.update(s.text for s in fewfc_sentences(fewfc, "held"))
    texts -= apart
    return {hash_of(text): text for text in texts}


def hash_of(text: str) -> str:
    """What a sentence goes by.

    >>> len(hash_of("甲持有乙5%股份。"))
    20
    """
    return sha256(text.encode()).hexdigest()[:_HASH]


def apart(passage: Passage) -> dict[str, Any]:
    """The annotations of a passage of one sentence without its text; what is quoted becomes offsets."""
    text = passage.text.rstrip("\n")

    def spot(words: str) -> list[int]:
        at = text.index(words)
        return [at, at + len(words)]

    facts = [
        [
            f.type,
            f.subject,
            spot(f.object) if f.literal else f.object,
            f.status,
            {n: words if n == "approved_by" else spot(words) for n, words in f.qualifiers},
        ]
        for f in passage.facts
    ]
    mentions = [[m.start, m.end, m.id, m.type] for m in passage.mentions]
    return {"sentence": hash_of(text), "mentions": mentions, "facts": facts}


def together(line: dict[str, Any], text: str) -> Passage:
    """The passage that `apart` took its annotations from.

    Raises:
        AnnotationError: `text` is another sentence.

    >>> marked = Marked(start=0, end=2, id="c1", type="Company")
    >>> one = Passage(source="", title="", text="砺芯扩产。", lines=((0, 5),), mentions=(marked,), facts=())
    >>> together(apart(one), one.text).mentions == one.mentions
    True
    """
    if line["sentence"] != hash_of(text):
        raise AnnotationError(f"{line['sentence']} is not the hash of {text[:20]!r}")
    return Passage(
        source=line["sentence"],
        title="",
        text=text,
        lines=((0, len(text)),),
        mentions=tuple(Marked(start=a, end=b, id=i, type=t) for a, b, i, t in line["mentions"]),
        facts=tuple(_fact(text, *told) for told in line["facts"]),
    )


def _fact(
    text: str, kind: str, subject: str, obj: str | list[int], status: str, said: dict[str, Any]
) -> Fact:
    literal = isinstance(obj, list)
    return Fact(
        type=kind,
        subject=subject,
        object=text[slice(*obj)] if isinstance(obj, list) else obj,
        literal=literal,
        status=status,
        qualifiers=tuple(
            (name, text[slice(*spot)] if isinstance(spot, list) else spot)
            for name, spot in said.items()
        ),
        line=0,
    )


def read_standoff(finre: Path | None, fewfc: Path | None, folder: Path = FOLDER) -> list[Passage]:
    """All sentences annotated in `folder` of which the text is at hand, in the order of the files."""
    texts = sentences(finre, fewfc)
    found, lacking = [], 0
    for path in sorted(folder.glob("*.jsonl")):
        for row in path.read_text(encoding="utf-8").splitlines():
            line = json.loads(row)
            if (text := texts.get(line["sentence"])) is not None:
                found.append(together(line, text))
            else:
                lacking += 1
    if lacking:
        sys.stderr.write(f"{lacking} annotated sentences are not in the data sets named\n")
    return found


def load_standoff(finre: Path | None, fewfc: Path | None, folder: Path = FOLDER) -> list[Text]:
    """The same as training text, one in seven held out by the hash of its sentence."""
    return [Text(p, is_held(p.text)) for p in read_standoff(finre, fewfc, folder)]


def lines_of(items: Iterable[Passage | AnnotationError], texts: dict[str, str]) -> Iterator[str]:
    """One JSON line a passage; what is no sentence of the data sets, or cannot be read, is told on stderr."""
    for item in items:
        if isinstance(item, AnnotationError):
            sys.stderr.write(f"{item}\n")
            continue
        line = apart(item)
        if line["sentence"] not in texts:
            sys.stderr.write(f"{item.source}: no sentence of the data sets\n")
            continue
        yield json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def main() -> int:
    """Turn marked sentences into lines without text; exit code 1 where there is none."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    ap.add_argument("--finre", type=Path)
    ap.add_argument("--fewfc", type=Path)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("marked", type=Path, nargs="+", metavar="MARKED")
    args = ap.parse_args()
    texts = sentences(args.finre, args.fewfc)
    lines = list(lines_of(read_passages(args.marked), texts))
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    sys.stdout.write(f"{len(lines)} sentences\n")
    return 0 if lines else 1


if __name__ == "__main__":
    sys.exit(main())
