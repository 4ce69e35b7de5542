"""The documentation keeps up with the program."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import kg.model
from ontology.vocabulary import vocabulary

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
SKIPPED = {"out", "dist", "build", "node_modules", "__pycache__"}
BINARY = {".bin", ".docx", ".gz", ".ico", ".kg", ".npz", ".onnx", ".pdf", ".png", ".pyc", ".zip"}


def terms() -> set[str]:
    """The words that the glossary defines."""
    return set(re.findall(r"^\| ([a-z ]+) \|", GLOSSARY, re.MULTILINE)) - {"term"}


def files(folder: Path = ROOT) -> Iterator[Path]:
    """The text files of the repository; caches and what was built are left out."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in {".ci", ".gitignore"}
        if path.is_dir() and not hidden and path.name not in SKIPPED:
            yield from files(path)
        elif path.is_file() and not hidden and path.suffix not in BINARY:
            yield path


def test_the_readme_names_every_command() -> None:
    """Each command of ``kg`` is shown in the README, and the README shows no other."""
    from kg.cli.main import COMMANDS

    assert set(re.findall(r"(?:`|/| )kg ([a-z]+)", README)) == set(COMMANDS)


def test_the_python_example_uses_what_is_there() -> None:
    """Every function and method in the README's Python example exists and takes those arguments."""
    import kg

    example = re.findall(r"```python\n(.*?)```", README, re.DOTALL)[0]
    methods = set(re.findall(r"graph\.(\w+)\(", example))
    assert {"entity", "investors", "exposure", "to_networkx"} <= methods
    assert [name for name in sorted(methods) if not callable(getattr(kg.Graph, name, None))] == []
    inspect.signature(kg.build).bind(["digest.txt"], store="graph.kg", published="2024-05-31")
    inspect.signature(kg.open).bind("graph.kg")


def test_decision_records_are_numbered_once_each() -> None:
    """No two records share a number, and the heading of each carries its own."""
    assert len({p.name[:4] for p in ADRS}) == len(ADRS)
    for path in ADRS:
        number = int(path.name[:4])
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {number}. "), path.name
        assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequences",
        ], path.name


def test_the_architecture_page_links_every_decision() -> None:
    """Whoever reads the architecture page finds each decision record from there."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [p.name for p in ADRS if f"adr/{p.name}" not in page] == []


def test_links_between_pages_lead_somewhere() -> None:
    """Every relative link in a Markdown page points to a file that is there."""
    for page in (p for p in files() if p.suffix == ".md"):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links {target}"


def test_the_glossary_defines_every_value_passed_between_stages() -> None:
    """Each class of ``kg.model`` has its word in the glossary."""
    classes = [
        name
        for name, item in inspect.getmembers(kg.model, inspect.isclass)
        if item.__module__ == "kg.model"
    ]
    words = {re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower() for name in classes}
    assert len(words) > 10
    assert words - terms() == set()


def test_the_glossary_defines_the_words_of_the_house() -> None:
    """The words that messages use are defined, and so is each status."""
    assert {
        "mention",
        "surface",
        "alias",
        "gazetteer",
        "judgement",
        "statement",
        "evidence",
        "reject",
    } <= terms()
    assert [code for code in vocabulary().statuses if code not in GLOSSARY] == []


def test_the_changelog_has_a_section_for_what_comes_next() -> None:
    """The newest section is the unreleased one or a numbered version."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.match(
        r"\[Unreleased\]|\[?\d+\.\d+\.\d+", re.findall(r"^## (.*)$", text, re.MULTILINE)[0]
    )


def test_no_file_names_a_machine_or_a_registry() -> None:
    """The repository builds anywhere: no path of one machine, no host to download from."""
    # Written in pieces, so that this file does not find itself.
    paths = "|".join(f"/{folder}/" for folder in ("work", "root", "tmp", r"home/\w+", r"Users/\w+"))
    hosts = "|".join(
        (r"python" + r"hosted\.org", r"py" + r"pi\.org", r"npm" + r"js\.org", r"index" + "-url")
    )
    found = re.compile(rf"(?<![\w.])(?:{paths})|{hosts}")
    named = [
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in files()
        for hit in found.finditer(path.read_text(encoding="utf-8"))
    ]
    assert named == []
