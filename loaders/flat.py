r"""Lists in one text, for formats that know no lists: joined with ``|``.

A bar inside a value is written ``\|`` and a backslash ``\\``, so nothing is lost.
"""

from collections.abc import Iterable

BAR = "|"


def flatten(values: Iterable[str]) -> str:
    """The values in one text.

    >>> flatten(["京东方", "BOE"])
    '京东方|BOE'
    """
    return BAR.join(v.replace("\\", "\\\\").replace(BAR, "\\" + BAR) for v in values)


def unflatten(text: str) -> tuple[str, ...]:
    """The values of a text that `flatten` wrote; an empty text is no value.

    >>> unflatten("京东方|BOE")
    ('京东方', 'BOE')
    """
    if not text:
        return ()
    values, current, escaped = [], [], False
    for char in text:
        if escaped or char not in ("\\", BAR):
            current.append(char)
            escaped = False
        elif char == "\\":
            escaped = True
        else:
            values.append("".join(current))
            current = []
    return (*values, "".join(current))
