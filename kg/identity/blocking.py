"""Under which keys names meet that may be one company: only those are compared.

A key that many names share says nothing; `MANY` bounds every block, and with it the work.
"""

from kg.identity.names import name_key, without_legal_form
from kg.identity.parts import SHORT_REGIONS, parts_of
from kg.identity.pinyin import latin, syllables

MANY = 40
"""A key of more entities than this leads nowhere."""

_SPELT = 4

SCORED = frozenset({"Company", "Fund", "Organization"})
"""Types whose names are taken apart and scored."""


def block_keys(entity_type: str, name: str) -> frozenset[str]:
    """The keys of a name: its form without legal form, and for companies its brand.

    ``=`` marks a name without its legal form, ``~`` a brand, ``@`` how a brand is spelt in pinyin.

    >>> sorted(block_keys("Company", "深圳市振业（集团）股份有限公司"))
    ['=深圳市振业(集团)', '@zhenye', '~振业']
    >>> sorted(block_keys("Company", "深振业A"))
    ['@shenzhenye', '~振业', '~深振业']
    """
    bare = without_legal_form(name)
    keys = {f"={bare}"} if bare != name_key(name) else set()
    if entity_type not in SCORED:
        return frozenset(keys)
    parts = parts_of(name)
    keys |= {f"~{parts.brand}", f"~{parts.bare}"}
    if latin(parts.brand):
        keys.add(f"@{parts.brand}")
    elif len(parts.brand) <= _SPELT and (spelt := syllables(parts.brand)):
        keys.add(f"@{''.join(spelt)}")
    if len(parts.brand) >= 3 and parts.brand[0] in SHORT_REGIONS:
        keys.add(f"~{parts.brand[1:]}")
    return frozenset(keys)
