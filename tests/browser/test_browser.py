"""What a reader sees and does: every view, the day slider, a phone, the dark, paper, no script, the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.serving import serving
from playwright.sync_api import Browser, Page, expect

from communique.page.address import Address, Served
from communique.page.app import application
from communique.page.edition import Edition
from communique.page.kinds import KINDS
from communique.talks import Talks

LISTED = [kind for kind in KINDS if not kind.items]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A page of a reader whose every request outside and every error of script fails the test."""
    context = browser.new_context(base_url=served, reduced_motion="reduce")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on(
        "console", lambda message: wrong.append(message.text) if message.type == "error" and "404" not in message.text else None
    )
    opened.on(
        "request", lambda request: wrong.append(request.url) if urlsplit(request.url).netloc != urlsplit(served).netloc else None
    )
    yield opened
    context.close()
    assert not wrong


def one_of_each(talks: Talks) -> list[str]:
    """The path of every listed view, and of one single thing of each kind."""
    sight = Edition(talks.ledger).sight(None)
    ids = {
        "reports": "05-experts-in-april", "threads": next(iter(sight.threads)), "parties": "Orsania",
        "copies": next(one.id for one in sight.view.record.origins if len(one.reports) > 1),
    }  # fmt: skip
    return [Served().href(Address(kind.name, ids[kind.name] if kind.items else None)) for kind in KINDS]


def test_every_view_can_be_read_by_all(page: Page, talks: Talks) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for path in one_of_each(talks):
            page.goto(path)
            expect(page.locator("h1").first).to_be_visible()
            found = Axe().run(page, options={"runOnly": ["color-contrast"]} if scheme == "dark" else None)
            assert found.violations_count == 0, f"{path} ({scheme}): {found.generate_report()}"


def test_nothing_runs_off_a_phone(page: Page, talks: Talks) -> None:
    page.set_viewport_size(PHONE)
    for path in one_of_each(talks):
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"], f"{path} is {wide} wide"


def test_the_slider_turns_the_page_back(page: Page) -> None:
    page.goto("/")
    slider = page.get_by_role("slider", name="As of which day")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator("main")).to_contain_text("as of 27 Feb 2019")
    expect(page.locator("footer")).to_contain_text("nothing published later is told here")
    assert "as-of=2019-02-27" in page.url
    page.locator("main").get_by_role("link").first.click()
    assert "as-of=2019-02-27" in page.url, "the day goes with the reader"
    page.go_back()
    page.get_by_role("link", name="latest").click()
    expect(page.locator("main")).to_contain_text("as of 5 Apr 2019")


@pytest.mark.parametrize("script", [True, False])
def test_a_day_that_is_being_derived_is_shown_when_it_is(browser: Browser, talks: Talks, script: bool) -> None:
    edition, answers = Edition(talks.ledger), iter(3 * [False])
    app = application(lambda: edition, ["127.0.0.1"], prepared=lambda edition, day: day is None or next(answers, True))
    with serving(app) as address:
        page = browser.new_context(base_url=address, java_script_enabled=script).new_page()
        page.goto(f"/timeline?as-of={edition.days[0]}")
        expect(page.locator(".deriving")).to_contain_text("27 Feb 2019 is being derived")
        expect(page.locator(".acts").first).to_be_visible(timeout=20_000)
        expect(page.locator("[data-deriving]")).to_have_count(0)
        page.context.close()


def test_going_back_shows_the_day_before(page: Page) -> None:
    page.goto("/")
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator("main")).to_contain_text("as of 27 Feb 2019")
    page.go_back()
    expect(page.locator("main")).to_contain_text("as of 5 Apr 2019")


def test_a_line_leads_to_its_very_words(page: Page) -> None:
    page.goto("/")
    cite = page.locator("main .cite").first
    words = cite.get_attribute("title")
    cite.click()
    anchor = page.url.partition("#")[2]
    page.locator(".no, a.n").evaluate_all("all => all.forEach(one => one.remove())")
    paragraph = page.locator(".body", has=page.locator(f"mark:has(#{anchor})"))
    assert words and " ".join(words.removesuffix("…").split()) in " ".join(paragraph.inner_text().split())


def test_focus_lights_up_the_words_of_a_move(page: Page) -> None:
    page.goto("/reports/05-experts-in-april")
    page.locator(".note").first.focus()
    expect(page.locator("mark.lit").first).to_be_visible()


def test_all_is_there_without_script(browser: Browser, served: str, talks: Talks) -> None:
    context = browser.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    expect(page.locator(".matrix").first).to_be_visible()
    page.locator("a[rel=prev]").click()
    expect(page.locator("main")).to_contain_text("as of 3 Apr 2019")
    page.locator(".asof input[name=as-of]").fill("2019-03-15")
    page.get_by_role("button", name="Go").click()
    expect(page.locator("main")).to_contain_text("as of 15 Mar 2019")
    context.close()


def test_the_keyboard_alone_reaches_the_words(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#page")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "cite":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/**")


def test_paper_shows_the_text_and_no_controls(page: Page) -> None:
    page.goto("/")
    page.emulate_media(media="print")
    expect(page.locator(".masthead nav")).to_be_hidden()
    expect(page.locator(".matrix").first).to_be_visible()


def test_files_open_from_a_disk(browser: Browser, written: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((written / "index.html").as_uri())
    expect(page.locator(".matrix").first).to_be_visible()
    page.get_by_role("slider").focus()
    page.keyboard.press("Home")
    expect(page.locator("main")).to_contain_text("as of 30 Mar 2019")
    page.locator("main .cite").first.click()
    expect(page.locator("mark").first).to_be_visible()
    assert all(url.startswith("file:") for url in asked)
    context.close()
