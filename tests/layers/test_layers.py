"""The package is built in layers: imports point up one list only, and no file outgrows a reader's patience."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "communique"
LAYERS = ("record", "read", "clean", "parse", "extract", "endpoint", "assemble", "store", "ask", "show", "views", "judging", "page", "summary", "talks", "session", "options", "review", "web", "cli", "__main__")
EVERYWHERE = {"errors", "data"}
# Inside extract: who, when and whose words know nothing of one another; the scene brings them together; acts read the scene.
READERS = (
    {"lexicon"}, {"provisos"}, {"misparsed"}, {"clauses"}, {"factuality"}, {"dates", "voices", "parties"}, {"offices", "sources", "quantities"}, {"turns"}, {"scene"}, {"agencies", "carriers", "conditions"}, {"hops"}, {"acts", "chains", "ties"}, {"moments", "addressees", "confidence", "terms"}, {"trained"}, {"moves"}, {"engine"}, {"llm"}, {"__init__"},
)  # fmt: skip
NETWORK = {"socket", "ssl", "http", "urllib", "httpx", "requests", "asyncio", "ftplib", "smtplib", "xmlrpc"}
SERVER = {"starlette", "uvicorn", "jinja2"}
LONGEST = 400  # lines
FILES = sorted(PACKAGE.rglob("*.py"))


def imported(tree: ast.AST, within: str = "communique") -> set[str]:
    """The parts of a package that a module imports, wherever in it the import stands."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {name.removeprefix(within + ".").split(".")[0] for name in names if name.startswith(within + ".")}
    return found


def test_the_package_is_here() -> None:
    assert {file.relative_to(PACKAGE).parts[0].removesuffix(".py") for file in FILES} <= {*LAYERS, *EVERYWHERE, "__init__"}
    assert len(FILES) > len(LAYERS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_imports_point_up_the_list(file: Path) -> None:
    layer = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    parts = imported(ast.parse(file.read_text(encoding="utf-8"))) - EVERYWHERE
    if layer == "__init__":  # the public names, loaded when they are asked for
        assert parts <= {"summary", "talks"}
    elif layer in EVERYWHERE:
        assert not parts
    else:
        later = parts - set(LAYERS[: LAYERS.index(layer) + 1])
        assert not later, f"{layer} is built before {', '.join(sorted(later))}"


@pytest.mark.parametrize("file", [file for file in FILES if "extract" in file.parts], ids=lambda file: file.name)
def test_readers_of_a_report_know_only_earlier_ones(file: Path) -> None:
    part = file.relative_to(PACKAGE / "extract").parts[0].removesuffix(".py")
    rank = next(rank for rank, parts in enumerate(READERS) if part in parts)
    later = imported(ast.parse(file.read_text(encoding="utf-8")), "communique.extract") - {part}.union(*READERS[:rank])
    assert not later, f"{part} is read before {', '.join(sorted(later))}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_only_the_endpoint_knows_a_network(file: Path) -> None:
    found = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
        if name != "urllib.parse"  # reads addresses, asks nobody
    }
    assert "endpoint" in file.parts or not found & NETWORK
    assert "page" in file.parts or not found & SERVER, "the page alone is served"
    if file.relative_to(PACKAGE).parts[0] not in ("endpoint", "show", "summary.py", "talks.py"):
        assert "endpoint" not in imported(ast.parse(file.read_text(encoding="utf-8"))), "only the façade starts it"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_no_file_is_too_long(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_an_import_down_the_list_would_be_seen() -> None:
    source = "import json\nfrom communique.show.words import acted\ndef f():\n    import communique.cli\n"
    assert imported(ast.parse(source)) == {"show", "cli"}
