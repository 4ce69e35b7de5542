"""Handing many ids to one SQL statement."""

import json
from collections.abc import Iterable

GIVEN = "(SELECT value FROM json_each(?))"
"""The place of ids in SQL, for use behind IN; its parameter is made by `as_json`."""


def as_json(ids: Iterable[str]) -> str:
    """The ids as one parameter.

    >>> as_json({"b", "a"})
    '["a", "b"]'
    """
    return json.dumps(sorted(ids))
