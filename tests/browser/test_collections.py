"""Collections as a coordinator and a reader meet them: by keyboard, in dark and light, right to left."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.served import Desk, choose, picked, settled, tabbed

ARTICLE = b"The harbour market\n\nThe boats come in before six.\n\nThey sell what they caught.\n"
READY = 30_000


@pytest.fixture(scope="module")
def harbour(desk: Desk) -> Desk:
    """An article in no collection, and a collection with one."""
    desk.run("import", "-", "--to", "es,fr", "--source", "en", "--as", "harbour", stdin=ARTICLE)
    desk.run("collections", "add", "winter", "--title", "Winter series", "--to", "es", "--days", "7")
    desk.run("import", "-", "--source", "en", "--as", "snow", "--in", "winter", stdin=b"Snow\n\nIt snowed all night.\n")
    return desk


def opened(context: BrowserContext, desk: Desk, to: str) -> Page:
    page = context.new_page()
    page.goto(f"{desk.url}/{to}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=READY)
    settled(page)
    return page


def typed(page: Page, key: str, text: str) -> None:
    """Type into a field of the page by keyboard alone, and let the page take it."""
    tabbed(page, page.locator(f".st-key-{key} input").first)
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    settled(page)


def test_a_collection_is_made_filled_and_found_by_keyboard(context: BrowserContext, harbour: Desk) -> None:
    page = opened(context, harbour, "collections")
    form = page.get_by_text("New collection")
    tabbed(page, page.locator("summary", has=form))
    page.keyboard.press("Enter")
    typed(page, "collection--name", "spring")
    typed(page, "collection--title", "Spring series")
    picked(page, "collection--languages", "French")
    tabbed(page, page.get_by_role("button", name="Make the collection"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("The collection is saved.")).to_be_visible(timeout=READY)
    expect(page.locator(".tf-collections tbody tr", has_text="Spring series")).to_contain_text("French")
    settled(page)
    tabbed(page, page.locator("summary", has=page.get_by_text("Put articles in, or take them out")))
    page.keyboard.press("Enter")
    picked(page, "collection-spring-put", "The harbour market")
    tabbed(page, page.get_by_role("button", name="Put in"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 article was put in.")).to_be_visible(timeout=READY)
    settled(page)
    page.get_by_role("link", name="On the board").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".tf-board tbody tr", has_text="The harbour market")).to_be_visible(timeout=READY)
    expect(page.locator(".tf-board tbody tr", has_text="Snow")).to_have_count(0)
    expect(page.get_by_role("combobox", name="Collection")).to_have_value("Spring series")


def test_a_collection_leads_to_its_articles_in_the_list(context: BrowserContext, harbour: Desk) -> None:
    page = opened(context, harbour, "collections?collection=winter")
    page.get_by_role("link", name="In the list of articles").click()
    expect(page.get_by_role("heading", name="Snow")).to_be_visible(timeout=READY)
    expect(page.get_by_role("heading", name="The harbour market")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_an_import_offers_the_languages_of_its_collection(context: BrowserContext, harbour: Desk) -> None:
    page = opened(context, harbour, "bring_in")
    page.get_by_role("tab", name="Paste a text").click()
    page.get_by_label("Article text, as copied from a page or a mail").fill("Ice\n\nThe lake froze over at night.")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="Preview")).to_be_visible(timeout=READY)
    settled(page)
    choose(page, "Collection", "Winter series")
    expect(page.get_by_test_id("stMultiSelect").get_by_text("Spanish")).to_be_visible(timeout=READY)
    settled(page)
    page.get_by_text("Draft by machine right away").click()
    settled(page)
    page.get_by_role("button", name="Store the article").click()
    page.wait_for_url("**/review*", timeout=READY)
    found = harbour.run("collections", "show", "winter", "--json").json()
    assert len(found["slugs"]) == 2


def test_a_term_is_added_to_a_collection_alone(context: BrowserContext, harbour: Desk) -> None:
    page = opened(context, harbour, "terms?source=en&language=es&collection=winter")
    expect(page.get_by_role("combobox", name="Whose terms")).to_have_value("Winter series", timeout=READY)
    page.get_by_role("button", name="Add a term").click()
    page.get_by_label("Term (English)").fill("snow")
    page.get_by_label("Translation (Spanish)").fill("nieve")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_text("The term is saved.")).to_be_visible(timeout=READY)
    rows = harbour.run("terms", "search", "snow", "--collection", "winter", "--json").json()
    assert [row["target"] for row in rows] == ["nieve"]
    assert harbour.run("terms", "search", "snow", "--json").json() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_no_violation_and_nothing_scrolls_sideways(
    chromium: Browser, harbour: Desk, scheme: Literal["light", "dark"], language: str
) -> None:
    size = {"width": 1366, "height": 768}
    with chromium.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce") as context:
        page = opened(context, harbour, f"collections?collection=winter&ui={language}")
        expect(page.get_by_text("Winter series").first).to_be_visible(timeout=READY)
        for summary in page.locator("summary").all():
            summary.click()
            settled(page)
        table = page.locator(".tf-collections")
        expect(table).to_have_css("direction", "rtl" if language == "ar" else "ltr")
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found = Axe().run(page)
    told = [f"{each['id']}: {[node['target'] for node in each['nodes'][:3]]}" for each in found.response["violations"]]
    assert told == []
    assert not wide
