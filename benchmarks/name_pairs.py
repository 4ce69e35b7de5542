"""A labelled set of pairs of names, built from public facts; used for training and for measuring.

Positives: full, short and former names of A-share companies; pairs that FinRE marks 自己. Negatives: A-share
companies that share a brand; companies of FinRE that share a brand and are in another relation, such as a
parent and its subsidiary; and the kinds that must never be joined, made from the gazetteers (products and
their makers, phases of funds, companies of one family, places and their governments). The data sets are read
from the paths given; nothing of them is part of this repository.
"""

import csv
import itertools
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.identity.blocking import block_keys
from kg.identity.names import name_key
from kg.identity.parts import parts_of

GAZETTEERS = Path(__file__).parents[1] / "ontology" / "gazetteers"
_SHARED_BY = 60
_PHASES = ("一期", "二期", "三期")


@dataclass(frozen=True, slots=True, order=True)
class NamePair:
    """Two names with types, whether they name one thing, and what kind of pair they are."""

    first: str
    second: str
    same: bool
    kind: str
    first_type: str = "Company"
    second_type: str = "Company"

    @property
    def fold(self) -> int:
        """0 for training, 1 for measuring; pairs of one brand are on one side."""
        brand = min(parts_of(self.first).brand, parts_of(self.second).brand)
        return sha256(brand.encode()).digest()[0] % 2


def pairs(a_share: Path | None, finre: Path | None) -> list[NamePair]:
    """All pairs, sorted; without a path its kinds are left out."""
    found = {*_families(), *_phases(), *_products(), *_governments()}
    if a_share:
        found |= {*_listed(a_share)}
    if finre:
        found |= {*_related(finre)}
    return sorted(found)


def blocked(first: str, second: str) -> bool:
    """Whether the two names meet under a key, so that they are compared at all."""
    return bool(block_keys("Company", first) & block_keys("Company", second))


def _listed(path: Path) -> Iterator[NamePair]:
    owners: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        full, former = row.get("full"), row.get("former", [])
        # The compilation marks delisted companies; no newspaper writes that.
        short = row["short"].removesuffix("(退)")
        for name in (full, short, *former):
            if name:
                owners[name].add(row["code"])
        if full:
            yield _pair(full, short, True, "A-share full and short name")
            for old in former:
                yield _pair(full, old, True, "A-share full and former name")
    yield from _look_alikes(owners)


def _look_alikes(owners: dict[str, set[str]]) -> Iterator[NamePair]:
    """Names of different companies that meet under a key."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for name in sorted(owners):
        for key in block_keys("Company", name):
            blocks[key].append(name)
    for names in blocks.values():
        if len(names) <= _SHARED_BY:
            for a, b in itertools.combinations(names, 2):
                if not owners[a] & owners[b]:
                    yield _pair(a, b, False, "A-share companies of one brand")


def _related(folder: Path) -> Iterator[NamePair]:
    relations: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file in ("train.txt", "valid.txt"):
        for line in (folder / file).read_text(encoding="utf-8").splitlines():
            if line.count("\t") >= 3:
                head, tail, relation, _ = line.split("\t", 3)
                relations[min(head, tail), max(head, tail)].add(relation)
    for (a, b), said in relations.items():
        if name_key(a) == name_key(b) or "<N>" in a + b:
            continue
        if "自己" in said:
            yield _pair(a, b, True, "FinRE 自己")
        elif said != {"unknown"} and blocked(a, b):
            yield _pair(a, b, False, "FinRE parent, subsidiary or partner of one brand")


def _rows(file: str) -> Iterator[tuple[str, list[str]]]:
    with (GAZETTEERS / file).open(encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            forms = [row["name"], *row["aliases"].split("|")]
            yield row["name"], [a for a in forms if a and not a.startswith("?")]


def _families() -> Iterator[NamePair]:
    """Companies of one brand that are listed as different ones: 京东物流 and 京东健康."""
    families: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, forms in _rows("companies_other.csv"):
        for form in forms:
            families[parts_of(form).brand].append((name, form))
    for family in families.values():
        for (a, one), (b, other) in itertools.combinations(family, 2):
            if a != b and one != other:
                yield _pair(one, other, False, "companies of one family")


def _phases() -> Iterator[NamePair]:
    for name, _ in itertools.islice(_rows("funds.csv"), 0, None, 10):
        if name.endswith("基金"):
            for one, other in itertools.combinations(("", *_PHASES), 2):
                kind = "phases of a fund"
                yield NamePair(name + one, name + other, False, kind, "Fund", "Fund")


def _products() -> Iterator[NamePair]:
    """Makers and what they make, both taken for companies: 华为 and 华为云, 腾讯 and 腾讯会议."""
    makers = {f for _, forms in _rows("companies_other.csv") for f in forms if len(f) <= 4}
    names = {name for name, _ in _rows("terms_product.csv")} | {"华为云", "腾讯云", "腾讯会议"}
    for product in sorted(names - makers):
        for size in (2, 3, 4):
            if product[:size] in makers and product != product[:size]:
                yield _pair(product[:size], product, False, "a maker and its product")
    yield _pair("京东", "京东方", False, "a maker and its product")


def _governments() -> Iterator[NamePair]:
    for name, _ in itertools.islice(_rows("places.csv"), 0, None, 5):
        if name.endswith(("省", "市", "区", "县")):
            for body in (f"{name}政府", f"{name}人民政府"):
                kind = "a place and its government"
                yield NamePair(name, body, False, kind, "Place", "GovernmentBody")


def _pair(one: str, other: str, same: bool, kind: str) -> NamePair:
    return NamePair(min(one, other), max(one, other), same, kind)
