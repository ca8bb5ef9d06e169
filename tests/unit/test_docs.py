"""The documentation says what the program has: commands, options, acts, data files, and the places it points to."""

from __future__ import annotations

import re
from pathlib import Path

import click
import make_commands
import pytest

from communique.cli import cli
from communique.record.move import ACTS
from communique.talks import WHATS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md"), *(ROOT / "decisions").glob("*.md"), *(ROOT / "examples").glob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PINNED = re.compile(r"[\w.-]+==[\w.]+( ; [^\\\n]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+\n?")
MACHINE = re.compile(r"(^|[^A-Za-z0-9_.~-])/(work|root|tmp|home)/|--(extra-)?index-url|--find-links")


def words(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def test_the_page_of_commands_is_what_the_program_says_of_itself() -> None:
    assert words("docs/commands.md") == make_commands.page(), "it lags: make commands"


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_and_option_is_documented(name: str) -> None:
    told = words("docs/commands.md").split(f"\n## communique {name}\n")[1].split("\n## ")[0]
    options = [text for one in cli.commands[name].params if isinstance(one, click.Option) for text in one.opts]
    assert [text for text in options if text not in told] == []
    assert f"`communique {name}" in words("README.md") + words("docs/how-it-works.md"), "no page leads to it"


def test_all_that_can_be_exported_is_described_by_its_name() -> None:
    design = words("docs/design.md")
    assert [what for what in WHATS if f"| `{what}` |" not in design] == []


def test_every_act_is_defined_in_the_guideline() -> None:
    acts = words("docs/annotation.md").split("\n## The twenty acts\n")[1].split("\n## ")[0]
    defined = re.findall(r"^\| `(\w+)` \|", acts, re.M)
    assert defined == list(ACTS)


def test_every_data_file_is_listed_with_its_source() -> None:
    files = {file.name for file in (ROOT / "src" / "communique" / "data").glob("*.json")}
    assert set(re.findall(r"^\| `([\w.]+\.json)` \|", words("docs/data.md"), re.M)) == files


def test_every_decision_is_numbered_and_listed_in_the_design() -> None:
    decisions = sorted(file.name for file in (ROOT / "decisions").glob("*.md"))
    assert [name[:4] for name in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    assert [name for name in decisions if name not in words("docs/design.md")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    targets = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target]
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_knows_the_machine_it_was_written_on(page: Path) -> None:
    assert not MACHINE.search(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_requirement_is_pinned_by_hash_and_names_no_place(name: str) -> None:
    pinned = [entry for entry in re.split(r"\n(?=\S)", words(name)) if not entry.startswith("#")]
    assert [entry for entry in pinned if not PINNED.fullmatch(entry)] == []
    assert "://" not in words(name) and len(pinned) > 50


def test_the_readme_can_be_read_in_five_minutes() -> None:
    assert len(words("README.md").splitlines()) <= 150
