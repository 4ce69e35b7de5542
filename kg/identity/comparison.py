"""Two names side by side: what agrees, what is missing, what contradicts; one outcome an aspect.

The outcomes carry the weights of `kg.identity.scoring`; they are also the reasons that a person reads.
"""

from rapidfuzz.distance import LCSseq

from kg.identity.parts import SHORT_REGIONS, NameParts
from kg.identity.pinyin import latin, syllables


def outcomes(one: NameParts, other: NameParts) -> tuple[str, ...]:
    """The outcome of every aspect, in a fixed order; the order of the names does not matter.

    >>> from kg.identity.parts import parts_of
    >>> outcomes(parts_of("京东"), parts_of("京东方"))[0]
    'brand begins the other'
    """
    one, other = sorted((one, other), key=lambda p: (len(p.key), p.key))
    return (
        _brand(one, other),
        _length(one, other),
        _region(one, other),
        _business(one, other),
        _group(one, other),
        _form(one, other),
    )


def _brand(one: NameParts, other: NameParts) -> str:
    if one.bare == other.bare:
        return "all but form equal"
    if one.brand == other.brand:
        return "brand equal"
    if _regional(one, other) or _regional(other, one):
        return "brand equal with region"
    if latin(one.brand) != latin(other.brand) and _spoken(one) == _spoken(other):
        return "brand in pinyin"
    short, long = sorted((one.brand, other.brand), key=len)
    if long.startswith(short):
        return "brand begins the other"
    if LCSseq.distance(short, long) == len(long) - len(short) and short[0] == long[0]:
        return "brand shortens the other"
    return "brand differs"


def _spoken(parts: NameParts) -> str:
    return parts.brand if latin(parts.brand) else "".join(syllables(parts.brand))


def _regional(one: NameParts, other: NameParts) -> bool:
    """Whether `one` has the other's brand behind the short form of its region: 深振业, 深圳振业."""
    place = SHORT_REGIONS.get(one.brand[0])
    fits = one.brand[1:] in {other.brand, other.bare} and place is not None
    return fits and other.region in {"", place}


def _length(one: NameParts, other: NameParts) -> str:
    size = min(len(one.brand), len(other.brand))
    return f"brand of {size if size < 4 else '4 or more'} characters"


def _region(one: NameParts, other: NameParts) -> str:
    if one.region == other.region:
        return "same region" if one.region else "no region"
    if one.region and other.region:
        return "other region"
    return "region in the longer" if other.region else "region in the shorter"


def _business(one: NameParts, other: NameParts) -> str:
    ours, theirs = set(one.business), set(other.business)
    if ours == theirs:
        return "same business" if ours else "no business word"
    if ours and theirs:
        return "business in part" if ours & theirs or _contained(one, other) else "other business"
    return "business in the longer" if theirs else "business in the shorter"


def _contained(one: NameParts, other: NameParts) -> bool:
    """Whether one's words of business shorten the other's: 石化 of 石油化工."""
    ours, theirs = sorted(("".join(one.business), "".join(other.business)), key=len)
    return LCSseq.distance(ours, theirs) == len(theirs) - len(ours)


def _group(one: NameParts, other: NameParts) -> str:
    if one.group == other.group:
        return "both groups" if one.group else "no group"
    member = other if one.group else one
    return "group and member" if member.form else "group and bare name"


def _form(one: NameParts, other: NameParts) -> str:
    if one.registered and other.registered:
        return "two registered names"
    return "a registered name" if one.registered or other.registered else "no registered name"
