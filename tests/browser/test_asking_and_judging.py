"""Asking and judging in a browser: what is offered while one types, searches that are kept, letters that answer, and undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.serving import serving
from playwright.sync_api import Browser, Page, expect

from communique import open as open_talks
from communique.page.app import application
from communique.page.gate import Gate
from communique.page.serve import Current
from communique.talks import Talks

SAMPLES = Path(__file__).resolve().parents[2] / "examples" / "strait"


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Talks:
    """The sample reports in a ledger of their own, which is judged."""
    held = open_talks(tmp_path_factory.mktemp("judged") / "talks.db")
    held.read(str(SAMPLES), engine="fast")
    return held


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate()


@pytest.fixture(scope="module")
def room(judged: Talks, gate: Gate) -> Iterator[str]:
    """The address of a server that may be judged at."""
    current = Current(judged.ledger)
    with serving(application(current, ["127.0.0.1"], gate, current.judged)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, room: str) -> Iterator[Page]:
    """A page whose every error of script fails the test."""
    context = browser.new_context(base_url=room, reduced_motion="reduce")
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert not wrong


def test_a_query_is_completed_by_the_keyboard(page: Page) -> None:
    page.goto("/ask")
    field = page.get_by_role("combobox", name="What is asked")
    expect(field).to_be_focused()
    page.keyboard.type("by:vel")
    expect(page.get_by_role("option").first).to_contain_text("Velmar")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Velmar")
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("Enter")
    expect(field).to_have_value("by:Velmar ")
    page.keyboard.type("act:rej")
    expect(page.get_by_role("option").first).to_contain_text("reject")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.type("ect")
    page.keyboard.press("Enter")
    expect(page.locator("#moves")).to_contain_text("move")
    expect(page.locator(".hits .act").first).to_have_text("rejects")


def test_a_search_is_kept_in_the_browser_as_a_link(page: Page) -> None:
    page.goto("/ask?q=act:reject")
    page.get_by_role("button", name="Keep this search").click()
    page.goto("/ask")
    page.get_by_role("link", name="act:reject", exact=True).click()
    expect(page.get_by_role("combobox")).to_have_value("act:reject")
    assert not page.context.cookies()
    page.get_by_role("button", name="Forget act:reject").click()
    page.goto("/ask")
    expect(page.locator(".saved")).to_be_hidden()


def strike(page: Page, letter: str) -> None:
    """Strike a letter once the page listens: its script runs after its text is there."""
    page.wait_for_load_state("load")
    page.keyboard.press(letter)


def enter(page: Page, gate: Gate) -> None:
    page.goto(f"/review?token={gate.token}")
    assert "token" not in page.url
    if not page.get_by_label("Judging as").count():
        page.get_by_label("Who judges?").fill("ann")
        page.get_by_role("button", name="Begin").click()
    expect(page.get_by_label("Judging as")).to_have_value("ann")


def test_a_line_is_judged_where_it_stands(page: Page, gate: Gate, judged: Talks) -> None:
    enter(page, gate)
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto("/ask?q=act:reject")
    page.wait_for_load_state("load")
    lines = page.locator(".hits > .line").count()
    button = page.get_by_role("button", name="Reject this").nth(5)
    button.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 0 and page.evaluate("document.documentElement.scrollWidth") <= 390
    button.click()
    expect(page.locator(".hits > .line")).to_have_count(lines - 1)
    assert "/ask?q=act" in page.url and judged.judgements()[-1]["kind"] == "retract"
    page.wait_for_function(f"Math.abs(scrollY - {before}) < 300")  # one comes back to the line
    assert Axe().run(page).violations_count == 0
    expect(page.locator(".since-judged")).to_contain_text("Judged last: rejected, ann")
    page.locator(".since-judged").get_by_role("button", name="Undo: rejected").click()
    expect(page.locator(".hits > .line")).to_have_count(lines)
    assert not judged.judgements()[-2]["stands"]


def test_letters_answer_and_undo(page: Page, gate: Gate, judged: Talks) -> None:
    enter(page, gate)
    first = page.locator(".context").first.inner_text()
    strike(page, "n")
    expect(page.locator("#question .more")).to_contain_text("2 of")
    strike(page, "b")
    expect(page.locator("#question .more")).to_contain_text("1 of")
    strike(page, "a")
    expect(page.locator("#news"), "the record is derived first").to_contain_text("by ann is recorded: accept", timeout=60_000)
    assert judged.judgements()[-1]["stands"]
    strike(page, "u")
    expect(page.locator("#news"), "the record is derived first").to_contain_text("undo", timeout=60_000)
    assert page.locator(".context").first.inner_text() == first, "what was undone is asked again"
    assert not judged.judgements()[-2]["stands"]


def test_letters_are_letters_in_a_field_and_can_be_switched_off(page: Page, gate: Gate, judged: Talks) -> None:
    enter(page, gate)
    made = len(judged.judgements())
    strike(page, "c")
    expect(page.get_by_label("act", exact=True)).to_be_focused()
    page.get_by_label("place", exact=True).focus()
    page.keyboard.type("arcana")
    expect(page.get_by_label("place", exact=True)).to_have_value("arcana")
    page.get_by_label("single letters answer").uncheck()
    page.locator("h1").click()
    strike(page, "a")
    page.reload()
    expect(page.get_by_label("single letters answer")).not_to_be_checked()
    assert len(judged.judgements()) == made


def test_a_correction_is_seen_on_the_other_pages(page: Page, gate: Gate, judged: Talks) -> None:
    enter(page, gate)
    move = next(row for row in judged.export("moves") if row["act"] == "reject")
    page.goto("/ask?q=act:reject")
    page.locator(".hits .judge a").first.click()
    page.locator("summary", has_text="Correct").click()
    page.get_by_label("act", exact=True).select_option("deny")
    page.get_by_role("button", name="Save corrections").click()
    expect(page.locator("#news"), "the record is derived first").to_contain_text("correct act = deny", timeout=60_000)
    assert move and judged.judgements()[-1]["value"] == "deny"
    page.goto("/ask?q=act:deny sure:yes")
    expect(page.locator("#moves")).not_to_contain_text("0 moves")


def test_judging_can_be_read_by_all_and_needs_no_script(browser: Browser, room: str, gate: Gate, judged: Talks) -> None:
    context = browser.new_context(base_url=room, java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    enter(page, gate)
    made = len(judged.judgements())
    page.get_by_role("button", name="Reject").click()
    expect(page.locator("#news"), "the record is derived first").to_contain_text("is recorded: reject", timeout=60_000)
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("#news"), "the record is derived first").to_contain_text("undo", timeout=60_000)
    assert len(judged.judgements()) == made + 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
    for scheme in ("light", "dark"):
        context = browser.new_context(base_url=room, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        enter(page, gate)
        for summary in page.locator("details.form summary").all():
            summary.click()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        context.close()


def test_a_form_from_elsewhere_is_refused(browser: Browser, room: str, gate: Gate, judged: Talks, tmp_path: Path) -> None:
    context = browser.new_context(base_url=room)
    page = context.new_page()
    enter(page, gate)
    made = len(judged.judgements())
    csrf = page.locator("input[name=csrf]").first.get_attribute("value")
    evil = tmp_path / "evil.html"
    evil.write_text(
        f'<form method="post" action="{room}/review"><input name="csrf" value="{csrf}"><input name="kind" value="undo">'
        '<input name="subject" value="1"><button>Win</button></form>'
    )
    page.goto(evil.as_uri())
    page.get_by_role("button", name="Win").click()
    expect(page.locator("body")).to_contain_text("Who may judge is not known")
    assert len(judged.judgements()) == made, "the browser does not even send the cookie along"
    context.close()
