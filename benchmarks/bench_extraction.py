"""How good extraction is, on gold articles and on three data sets of other people, in one table.

usage: bench_extraction.py [--gold DIR --corpus FILE] [--texts DIR] [--finre DIR] [--fewfc DIR] [--uner DIR]
                           [--ner auto|none|…] [--keep-aside a06,…] [--out FILE]
                           [--rules] [--fold tune|held] [--split train|valid]

Parts whose data is not named are left out. `--rules` adds for FinRE and FewFC how often each
pattern was right, for those who tune; tune on `--split train` and `--fold tune` only.
"""

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.evaluate import Evaluation, Score, evaluate
from kg.extraction.linking import ORGANISATIONS
from kg.extraction.pipeline import Extractor, article_of, make_extractor
from kg.model import Document, Entity, Extraction
from kg.store import Store

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

from data_sets import (
    EventSentence,
    Found,
    Pair,
    fewfc_sentences,
    finre_pairs,
    given,
    mapping,
    occurrences,
    uner_sentences,
)
from standoff import load_standoff
from training_text import load_texts

GROUPS = ("all", "core", "capital", "policy")
# Of these, FewFC annotates enough in a sentence that an unannotated one may be called wrong.
FEWFC_JUDGED = frozenset({"INVESTED_IN", "ACQUIRED", "REDUCED_STAKE_IN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One part of the report."""

    title: str
    notes: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        """The table as Markdown, with its notes."""
        lines = [f"## {self.title}", ""]
        lines += ["| " + " | ".join(self.header) + " |", "|" + " --- |" * len(self.header)]
        lines += ["| " + " | ".join(row) + " |" for row in self.rows]
        lines += ["", *(f"- {note}" for note in self.notes), ""]
        return "\n".join(lines)


def figures(score: Score) -> tuple[str, ...]:
    """Precision, recall, F1 and the counts they come from."""
    return (
        f"{score.precision:.3f}",
        f"{score.recall:.3f}",
        f"{score.f1:.3f}",
        f"{score.matched}/{score.predicted}/{score.gold}",
    )


PRF = ("P", "R", "F1", "right/found/gold")


@dataclass(slots=True)
class Tally:
    """Counts of right, found and wanted, by key."""

    matched: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def score(self, keys: Iterable[str] | None = None) -> Score:
        """The score over the keys, or over all."""
        wanted = set(keys) if keys is not None else {*self.predicted, *self.gold}
        return Score(
            matched=sum(self.matched[k] for k in wanted),
            predicted=sum(self.predicted[k] for k in wanted),
            gold=sum(self.gold[k] for k in wanted),
        )

    def rows(self) -> Iterator[tuple[str, ...]]:
        """One row for each key that gold has, most frequent first."""
        for key in sorted({*self.gold, *self.predicted}, key=lambda k: (-self.gold[k], k)):
            yield (key, *figures(self.score([key])))


# --- gold articles -------------------------------------------------------------------------------


def gold_table(gold: Path, corpus: Path, aside: Sequence[str], extractor: Extractor) -> Table:
    """Scores on the annotated articles, those tuned on and those kept aside apart."""
    from kg.reading import read

    result = read(corpus)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gold.kg"
        with Store.open(path, create=True) as store:
            store.add(result.document, [extractor.extract(a) for a in result.articles])
            for name, files in _parts(gold, aside):
                part = Path(folder) / name.replace(" ", "-")
                part.mkdir()
                for file in files:
                    shutil.copy(file, part)
                if files:
                    rows.append((name, str(len(files)), *_gold_row(evaluate(part, store))))
    header = ("part", "articles", *(f"{g} F1" for g in GROUPS))
    more = ("entities F1", "type acc.", "status acc.", "qualifier recall")
    return Table(
        title="Gold articles",
        notes=(
            "Two annotators agree at 0.92 / 0.98 / 0.84 / 0.97 (all, capital, policy, entities).",
        ),
        header=(*header, *more),
        rows=tuple(rows),
    )


def _parts(gold: Path, aside: Sequence[str]) -> Iterator[tuple[str, list[Path]]]:
    files = sorted(gold.glob("*.json"))
    yield "tuned on", [f for f in files if f.stem not in aside]
    yield "kept aside", [f for f in files if f.stem in aside]


def _gold_row(result: Evaluation) -> tuple[str, ...]:
    return (
        *(f"{result.groups[g].f1:.3f}" for g in GROUPS),
        f"{result.entities.f1:.3f}",
        f"{result.entity_type_accuracy:.3f}",
        f"{result.status_accuracy:.3f}",
        f"{result.qualifier_recall:.3f}",
    )


# --- statements between given names --------------------------------------------------------------


def ids_of(extraction: Extraction, names: Iterable[str]) -> dict[str, set[str]]:
    """The entity ids that each name stands for: by its spans, else by its spelling."""
    found: dict[str, set[str]] = {}
    for name in names:
        spans = set(occurrences(extraction.article.text, name))
        ids = {m.entity_id for m in extraction.mentions if (m.span.start, m.span.end) in spans}
        found[name] = ids or {e.id for e in extraction.entities if name in e.forms}
    return found


def statements_between(extraction: Extraction, names: Sequence[str]) -> list[Found]:
    """The statements both of whose ends are among the names."""
    ids = ids_of(extraction, names)
    found = []
    for s in extraction.statements:
        if not isinstance(s.object, Entity):
            continue
        for a in names:
            for b in names:
                if a != b and s.subject.id in ids[a] and s.object.id in ids[b]:
                    found.append(Found(s.type, a, b, s))
    return found


# --- FinRE ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class FinreResult:
    """Counts over the pairs of FinRE."""

    labels: Tally = field(default_factory=Tally)
    relations: Tally = field(default_factory=Tally)
    unmapped: int = 0
    on_unmapped: int = 0
    status: Counter[bool] = field(default_factory=Counter)
    lenient: Score = field(default_factory=Score)
    rules: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, pair: Pair, found: Sequence[Found]) -> None:
        """Count one pair."""
        if not pair.wanted and pair.labels != {"unknown"}:
            self.unmapped += 1
            self.on_unmapped += len(found)
            for f in found:
                self.rules[f.rule]["unmapped"] += 1
            return
        left = list({(f.relation, f.subject, f.object): f for f in found}.values())
        met: dict[str, bool] = {}
        for want in pair.wanted:
            hits = [f for f in left if want.met_by(f)]
            self.labels.gold[want.label] += 1
            self.labels.matched[want.label] += bool(hits)
            met[want.relations[0]] = met.get(want.relations[0], False) or bool(hits)
            if hits and want.status:
                self.status[hits[0].statement.status == want.status] += 1
        for relation, hit in met.items():
            self.relations.gold[relation] += 1
            self.relations.matched[relation] += hit
        for relation in {f.relation for f in left}:
            self.relations.predicted[relation] += 1
        almost = sum(any(w.almost_met_by(f) for f in left) for w in pair.wanted)
        extra = sum(not any(w.almost_met_by(f) for w in pair.wanted) for f in left)
        self.lenient += Score(matched=almost, predicted=almost + extra, gold=len(pair.wanted))
        for f in left:
            right = any(w.met_by(f) for w in pair.wanted)
            why = "right" if right else ("unknown" if pair.labels == {"unknown"} else "other")
            self.rules[f.rule][why] += 1


def finre(path: Path, extractor: Extractor) -> FinreResult:
    """Run extraction over the pairs of a FinRE file, each with its two names given."""
    result = FinreResult()
    judged = {m["relation"] for m in mapping()["finre"].values()}
    for pair in finre_pairs(path):
        extraction = extractor.extract(article_of(pair.text), given(pair.text, pair.names))
        found = statements_between(extraction, pair.names)
        result.add(pair, [f for f in found if f.relation in judged])
    return result


def finre_tables(path: Path, extractor: Extractor, rules: bool) -> Iterator[Table]:
    """The FinRE tables: by relation type, by label, and by rule if asked for."""
    r = finre(path, extractor)
    total = r.relations.score()
    strict = Score(
        matched=total.matched, predicted=total.predicted + r.on_unmapped, gold=total.gold
    )
    right, wrong = r.status[True], r.status[False]
    yield Table(
        title=f"FinRE {path.stem}: relations between two named companies",
        notes=(
            "One item a sentence and pair; the two mirrored lines of a pair are one item. Micro"
            " over the mapped labels; on `unknown` pairs all that is found is wrong.",
            f"{r.unmapped} pairs whose labels have no counterpart ({'、'.join(_unmapped('finre'))})"
            " are left out of `micro`; in `strict` whatever is found on them counts as wrong.",
            "`lenient` accepts a neighbouring type too, where the label covers more than one of ours"
            " (拥有 for a controlling shareholder, 增持 for a capital increase); see relations_map.yaml.",
            "Masked numbers (<N>) are read as numbers.",
            "The two names are given to the extractor; all else is its own work.",
            f"拟收购 read as planned where found: {right} of {right + wrong}.",
        ),
        header=("relation", *PRF),
        rows=(
            ("**micro**", *figures(total)),
            ("strict", *figures(strict)),
            ("lenient", *figures(r.lenient)),
            *r.relations.rows(),
        ),
    )
    yield Table(
        title=f"FinRE {path.stem}: recall by label",
        notes=(),
        header=("label", "recall", "found/gold"),
        rows=tuple(
            (k, f"{r.labels.matched[k] / n:.3f}", f"{r.labels.matched[k]}/{n}")
            for k, n in r.labels.gold.most_common()
        ),
    )
    if rules:
        yield rule_table(f"FinRE {path.stem}", r.rules)


def _unmapped(name: str) -> list[str]:
    keys = mapping()[f"{name}_without_counterpart"]
    return sorted({k.removeprefix("被") for k in keys})


def rule_table(title: str, rules: dict[str, Counter[str]]) -> Table:
    """How often each rule was right."""
    columns = ("right", "other", "unknown", "unmapped")
    rows = []
    for rule, c in sorted(rules.items(), key=lambda r: (-sum(r[1].values()), r[0])):
        judged = c["right"] + c["other"] + c["unknown"]
        share = f"{c['right'] / judged:.2f}" if judged else ""
        rows.append((rule, share, *(str(c[k]) for k in columns)))
    return Table(
        title=f"{title}: rules", notes=(), header=("rule", "precision", *columns), rows=tuple(rows)
    )


# --- FewFC ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class FewfcResult:
    """Counts over the event sentences of FewFC."""

    events: Tally = field(default_factory=Tally)
    judged: Score = field(default_factory=Score)
    values: Tally = field(default_factory=Tally)
    rules: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, sentence: EventSentence, found: Sequence[Found]) -> None:
        """Count one sentence."""
        for want in sentence.wanted:
            hits = [f for f in found if want.met_by(f)]
            self.events.gold[want.label] += 1
            self.events.matched[want.label] += bool(hits)
            for name, word in want.values if hits else ():
                self.values.gold[name] += 1
                said = [f.statement.qualifier(name) or "" for f in hits]
                self.values.matched[name] += any(_same_value(word, s) for s in said)
        self._judge(sentence, found)

    def _judge(self, sentence: EventSentence, found: Sequence[Found]) -> None:
        wanted = [w for w in sentence.wanted if FEWFC_JUDGED & set(w.relations)]
        made = {(f.relation, f.subject, f.object): f for f in found}
        made = {k: f for k, f in made.items() if f.relation in FEWFC_JUDGED}
        right = [f for f in made.values() if any(w.met_by(f) for w in sentence.wanted)]
        goals = {(bool("REDUCED_STAKE_IN" in w.relations), w.subject, w.object): w for w in wanted}
        met = [w for w in goals.values() if any(w.met_by(f) for f in found)]
        self.judged += Score(matched=len(met), predicted=0, gold=len(goals))
        extra = len({(f.subject, f.object) for f in made.values() if f not in right})
        self.judged += Score(matched=0, predicted=len(met) + extra, gold=0)
        for f in made.values():
            self.rules[f.rule]["right" if f in right else "other"] += 1


def _same_value(wanted: str, said: str) -> bool:
    digits = re.compile(r"\d+(?:[.,]\d+)*")
    a, b = set(digits.findall(wanted)), set(digits.findall(said))
    return bool(a & b) if a else bool(said) and (wanted in said or said in wanted)


def fewfc(folder: Path, fold: str, extractor: Extractor, *, inject: bool) -> FewfcResult:
    """Run extraction over the event sentences, with the names given or not."""
    result = FewfcResult()
    for sentence in fewfc_sentences(folder, fold):
        if not sentence.wanted:
            continue
        names = sentence.spans if inject else ()
        extraction = extractor.extract(article_of(sentence.text), names)
        result.add(sentence, statements_between(extraction, list(sentence.names)))
    return result


def fewfc_tables(folder: Path, fold: str, extractor: Extractor, rules: bool) -> Iterator[Table]:
    """The FewFC table, with the names given and without, and the rules if asked for."""
    rows, values = [], []
    for inject in (True, False):
        r = fewfc(folder, fold, extractor, inject=inject)
        said = "names given" if inject else "names found"
        rows.append((f"**deals**, {said}", *figures(r.judged)))
        rows += [
            (f"{k}, {said}", "", f"{r.events.score([k]).recall:.3f}", "", _of(r.events, k))
            for k, _ in r.events.gold.most_common()
        ]
        values.append(
            (said, *(_recall(r.values, k) for k in ("amount", "stake", "shares", "date")))
        )
        if rules and inject:
            yield rule_table(f"FewFC {fold}", r.rules)
    yield Table(
        title=f"FewFC train, fold {fold}: who deals with whom",
        notes=(
            "Deals are INVESTED_IN, ACQUIRED and REDUCED_STAKE_IN between annotated names; other"
            " relations are annotated only where an event of the ten types speaks of them, so that"
            " only their recall means something.",
            "投资 and the buyer's side of 股份股权转让 may be found as INVESTED_IN, ACQUIRED or"
            " HOLDS_STAKE_IN: the data set calls purchases and increases of holdings 投资 too.",
            f"No counterpart: {'、'.join(_unmapped('fewfc'))}.",
            "Folds by hash of the sentence id: a quarter is held.",
        ),
        header=("what", *PRF),
        rows=tuple(rows),
    )
    yield Table(
        title=f"FewFC train, fold {fold}: values on the relations found",
        notes=(
            "A value is right when a number of it is, or for words when one contains the other.",
        ),
        header=("", "amount", "stake", "shares", "date"),
        rows=tuple(values),
    )


def _of(tally: Tally, key: str) -> str:
    return f"{tally.matched[key]}/{tally.gold[key]}"


def _recall(tally: Tally, key: str) -> str:
    return f"{tally.score([key]).recall:.3f} ({tally.matched[key]}/{tally.gold[key]})"


# --- UNER ----------------------------------------------------------------------------------------


def uner_table(path: Path, extractor: Extractor) -> Table:
    """Scores of persons, places and organisations on encyclopedia text."""
    kinds = {"Person": "PER", "Place": "LOC", **dict.fromkeys(ORGANISATIONS, "ORG")}
    tally = Tally()
    for text, gold in uner_sentences(path):
        draft = extractor.doc(article_of(text))._.kg
        found = {(m.start, m.end, kinds[m.type]) for m in draft.mentions if m.type in kinds}
        for _, _, kind in gold:
            tally.gold[kind] += 1
        for span in found:
            tally.predicted[span[2]] += 1
            tally.matched[span[2]] += span in gold
    return Table(
        title=f"UNER {path.stem}: names in encyclopedia text",
        notes=("Exact spans. ORG is any of our organisation types.",),
        header=("type", *PRF),
        rows=(("**micro**", *figures(tally.score())), *tally.rows()),
    )


# --- annotated passages, held out ------------------------------------------------------------------


def passage_tables(args: argparse.Namespace, extractor: Extractor) -> Iterator[Table]:
    """Scores on annotated text that no network was trained on, and how far probabilities can be believed."""
    own = [t.passage for t in load_texts(args.texts) if t.held]
    real = [t.passage for t in load_standoff(args.finre, args.fewfc) if t.held]
    scored = [("of our own", own, *_scored(own, extractor))]
    if real:
        scored.append(("sentences of FinRE and FewFC", real, *_scored(real, extractor)))
    header = ("part", "passages", *(f"{g} F1" for g in GROUPS))
    yield Table(
        title="Annotated passages held out",
        notes=(
            "One in seven, by a hash of the text: nothing was trained on it. Those of our own have the same authors as the rest;",
            "the others are real news of other publishers and years, annotated by us whole (data/standoff).",
            "How far shares of the networks can be believed was fitted on these passages too: see the tables below as a check of the fit.",
            *(
                f"{name}: all P {r.groups['all'].precision:.3f}, R {r.groups['all'].recall:.3f}; "
                f"entities P {r.entities.precision:.3f}, R {r.entities.recall:.3f}."
                for name, _, r, _ in scored
            ),
        ),
        header=(*header, "entities F1", "type acc.", "status acc.", "qualifier recall"),
        rows=tuple((name, str(len(part)), *_gold_row(r)) for name, part, r, _ in scored),
    )
    for name, _, result, told in scored:
        yield Table(
            title=f"Held out, {name}, by relation",
            notes=(),
            header=("relation", *PRF),
            rows=tuple(
                (k, *figures(v)) for k, v in sorted(result.types.items(), key=lambda t: -t[1].gold)
            ),
        )
        yield _reliability(name, told)


def _scored(
    passages: Sequence[Any], extractor: Extractor
) -> tuple[Evaluation, list[tuple[float, str, bool]]]:
    """How well passages are read, and of each statement confidence, kind of rule and verdict."""
    document = Document(source="passages", media_type="text/plain", sha256="0" * 64, title="")
    told: list[tuple[float, str, bool]] = []
    with tempfile.TemporaryDirectory() as temporary:
        gold = Path(temporary) / "gold"
        gold.mkdir()
        read = []
        for n, passage in enumerate(passages):
            article = replace(
                article_of(passage.text, title=passage.source), document=document, ordinal=n
            )
            read.append(extractor.extract(article))
            record = passage_record(passage)
            (gold / f"{n:05d}.json").write_text(json.dumps(record), encoding="utf-8")
            told += judged_statements(read[-1], record)
        with Store.open(Path(temporary) / "passages.kg", create=True) as store:
            store.add(document, read)
            return evaluate(gold, store), told


def passage_record(passage: Any) -> dict[str, Any]:
    """A passage in the form of a gold file."""
    forms: dict[str, tuple[str, set[str]]] = {}
    for m in passage.mentions:
        forms.setdefault(m.id, (m.type, set()))[1].add(passage.text[m.start : m.end])
    used = {key for f in passage.facts for key in (f.subject, f.object)}
    entities = []
    for key, (kind, names) in forms.items():
        if key in used or kind not in {"Place", "Media"}:
            name, *aliases = sorted(names, key=lambda n: (-len(n), n))
            entities.append({"id": key, "type": kind, "name": name, "aliases": aliases})
    relations = [
        {
            "type": f.type,
            "subject": f.subject,
            "object": f.object,
            "status": f.status,
            "qualifiers": dict(f.qualifiers),
            "evidence": passage.text[slice(*passage.lines[f.line])],
        }
        for f in passage.facts
    ]
    return {
        "article": passage.source,
        "title": passage.source,
        "entities": entities,
        "relations": relations,
    }


_KINDS = {"model": "network", "structure": "structure"}


def judged_statements(
    extraction: Extraction, record: dict[str, Any]
) -> Iterator[tuple[float, str, bool]]:
    """Confidence and kind of rule of each statement, and whether the passage states it."""
    names = {e["id"]: {e["name"], *e["aliases"]} for e in record["entities"]}
    facts = [
        (r["type"], names[r["subject"]], names.get(r["object"], {r["object"]}))
        for r in record["relations"]
    ]
    for s in extraction.statements:
        if not isinstance(s.object, Entity):
            continue
        ends = (set(s.subject.forms), set(s.object.forms))
        right = any(
            s.type == kind
            and (
                (a & ends[0] and b & ends[1])
                or (s.type in {"PARTNERS_WITH", "COMPETES_WITH"} and a & ends[1] and b & ends[0])
            )
            for kind, a, b in facts
        )
        rule = s.evidence[0].rule
        yield s.confidence, _KINDS.get(rule.partition(".")[0], "patterns"), right


def _reliability(name: str, told: Sequence[tuple[float, str, bool]]) -> Table:
    """How often a confidence is right, in tenths."""
    rows = []
    for kind in ("network", "patterns", "structure"):
        for low in range(3, 10):
            here = [
                (c, r)
                for c, k, r in told
                if k == kind and low / 10 <= c < (low + 1) / 10 + (low == 9)
            ]
            if here:
                mean = sum(c for c, _ in here) / len(here)
                share = sum(r for _, r in here) / len(here)
                span = f"{low / 10:.1f}–{(low + 1) / 10:.1f}"
                rows.append((kind, span, str(len(here)), f"{mean:.2f}", f"{share:.2f}"))
    return Table(
        title=f"Held out, {name}: how far a confidence can be believed",
        notes=(
            "A statement between entities is right when the passage states it of the same two.",
            "Structure is what names say of themselves (a department's ministry, a policy's subject in its title);"
            " these passages seldom mark names inside names, so that much of it counts as wrong.",
        ),
        header=("stated by", "confidence", "statements", "mean", "right"),
        rows=tuple(rows),
    )


# --- the report ----------------------------------------------------------------------------------


def report(args: argparse.Namespace) -> Iterator[Table]:
    """The tables whose data is named."""
    extractor = make_extractor(args.ner)
    if args.gold and args.corpus:
        yield gold_table(args.gold, args.corpus, args.keep_aside.split(","), extractor)
    if args.texts:
        yield from passage_tables(args, extractor)
    if args.finre:
        yield from finre_tables(args.finre / f"{args.split}.txt", extractor, args.rules)
    if args.fewfc:
        yield from fewfc_tables(args.fewfc, args.fold, extractor, args.rules)
    if args.uner:
        yield uner_table(args.uner / "zh_gsdsimp-dev.iob2", extractor)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    for name in ("gold", "corpus", "texts", "finre", "fewfc", "uner", "out"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--ner", default="auto")
    parser.add_argument("--keep-aside", default="")
    parser.add_argument("--split", default="valid", choices=("train", "valid"))
    parser.add_argument("--fold", default="held", choices=("tune", "held"))
    parser.add_argument("--rules", action="store_true")
    return parser.parse_args()


def main() -> int:
    """Print the report, and write it if asked to."""
    args = arguments()
    parts = [f"# Extraction, --ner {args.ner}\n"]
    for table in report(args):
        parts.append(table.markdown())
        print(parts[-1], flush=True)
    if args.out:
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text("\n".join(parts), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
