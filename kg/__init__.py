"""Knowledge graph of companies, policies and technologies from Chinese industry news.

>>> import kg
>>> kg.open  # doctest: +ELLIPSIS
<function open at ...>
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Graph, build, extract, open

__all__ = ["Graph", "build", "extract", "open"]


class _Front(ModuleType):
    """The package as programs see it: ``kg.build`` is the function, also once the module is loaded.

    The functions live in ``kg.api``, which sees the loaders, questions and pages, which all import
    kg: it is loaded when one of them is used.
    """

    def __getattr__(self, name: str) -> Any:
        if name in __all__:
            return getattr(import_module("kg.api"), name)
        raise AttributeError(f"module 'kg' has no attribute {name!r}")

    def __setattr__(self, name: str, value: object) -> None:
        # Importing the module kg.build would put it in the place of the function.
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Front
