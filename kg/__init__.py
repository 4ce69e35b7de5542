"""Knowledge graph of companies, policies and technologies from Chinese industry news.

>>> import kg
>>> kg.open  # doctest: +ELLIPSIS
<function open at ...>
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Graph, build, extract, open

__all__ = ["Graph", "build", "extract", "open"]


def __getattr__(name: str) -> Any:
    # kg.api sees the loaders, questions and pages, which all import kg: it loads when it is used.
    if name in __all__:
        return getattr(import_module("kg.api"), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
