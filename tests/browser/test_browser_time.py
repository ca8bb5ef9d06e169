"""The timeline before a reader: by keys from act to act and on to the words, on a phone, on paper, without script."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

PHONE = {"width": 390, "height": 844}


def test_arrow_keys_go_from_act_to_act(browser: Browser, served: str) -> None:
    page = browser.new_page(base_url=served)
    page.goto("/timeline")
    marks = page.locator("a.dot")
    assert marks.count() > 20
    assert page.locator("a.dot[tabindex='0']").count() == 1, "one stop of the Tab key"
    held = "document.activeElement.getAttribute('href') || document.activeElement.id"
    marks.first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(held) == marks.nth(1).get_attribute("href")
    page.keyboard.press("ArrowDown")
    pressure = page.locator(".band.pressure a.dot")
    assert page.evaluate(held) in pressure.evaluate_all("all => all.map(one => one.getAttribute('href'))")
    page.keyboard.press("End")
    last = pressure.last.get_attribute("href")
    assert last and page.evaluate(held) == last
    page.keyboard.press("Enter")
    assert page.evaluate(held) == last.removeprefix("#"), "and on to its line, from which the words are one key away"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('li').id") == last.removeprefix("#")
    page.close()


def test_a_phone_and_paper_have_the_list(browser: Browser, served: str) -> None:
    page = browser.new_page(base_url=served, viewport=PHONE)
    page.goto("/timeline")
    expect(page.locator("svg[data-chart]")).to_be_hidden()
    expect(page.locator(".acts .on").first).to_be_visible()
    page.set_viewport_size({"width": 1200, "height": 900})
    expect(page.locator("svg[data-chart]")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("svg[data-chart]")).to_be_hidden()
    expect(page.locator(".acts .on").last).to_be_visible()
    page.close()


def test_without_script_every_act_is_a_link(browser: Browser, served: str) -> None:
    context = browser.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    page.goto("/timeline")
    assert page.locator("a.dot[tabindex]").count() == 0
    page.locator("select[name=by]").select_option("Velmar")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".sub").first).to_contain_text("by Velmar")
    expect(page.locator("option[selected]", has_text="Velmar").first).to_be_attached()
    page.goto("/parties")
    page.locator("table.dealings td a").first.click()
    assert "/timeline" in page.url and "by=" in page.url and "to=" in page.url
    context.close()
