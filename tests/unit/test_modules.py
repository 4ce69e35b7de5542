"""What every module of the project keeps to."""

import ast
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("kg", "ontology", "loaders", "queries", "viz", "tools", "benchmarks")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def bound(module: ast.Module) -> list[str]:
    """The names that the statements of a module bind, a name as often as it is bound."""
    names = []
    for node in module.body:
        if isinstance(node, ast.Assign):
            names += [t.id for t in node.targets if isinstance(t, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.append(node.target.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.append(node.name)
    return names


def test_a_name_bound_twice_is_seen() -> None:
    """The check below would find a second pattern of one name."""
    assert Counter(bound(ast.parse("_A = 1\n_A: int = 2\ndef _a() -> None: ...")))["_A"] == 2


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_module_binds_a_name_twice(path: Path) -> None:
    """The second silently takes the place of the first, in the functions above it too."""
    times = Counter(bound(ast.parse(path.read_text(encoding="utf-8"))))
    assert [name for name, n in times.items() if n > 1] == []
