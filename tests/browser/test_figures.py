"""Post-edit figures as they are seen: of what was done in the editor a moment ago."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.driving import Editor
from browser.served import Desk, settled


@pytest.fixture(scope="module")
def worked(chromium: Browser, desk: Desk) -> Desk:
    """A desk whose owner translated a segment by hand."""
    desk.run("import", "-", "--to", "es", "--source", "en", "--as", "fair", stdin=b"The fair\n\nIt rained.\n")
    with chromium.new_context(viewport={"width": 1366, "height": 768}) as context:
        page = context.new_page()
        page.goto(f"{desk.url}/review?article=fair&language=es&seg=1")
        editor = Editor(page).wait()
        settled(page)
        editor.end()
        page.keyboard.type("La feria")
        page.keyboard.press("Control+Enter")
        editor.at(2)
        editor.saved()
    return desk


def asked(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} label").click()
    expect(page.locator(".tf-figures")).to_be_visible(timeout=30_000)
    settled(page)


@pytest.mark.parametrize(("locale", "scheme"), [("en", "light"), ("ar", "dark")])
@pytest.mark.parametrize(("path", "key"), [("my_work", "work-figures"), ("board", "board-figures")])
def test_figures_are_shown_and_axe_finds_no_violation(
    chromium: Browser, worked: Desk, path: str, key: str, locale: str, scheme: Literal["light", "dark"]
) -> None:
    with chromium.new_context(color_scheme=scheme, viewport={"width": 1366, "height": 768}) as context:
        page = context.new_page()
        page.goto(f"{worked.url}/{path}?ui={locale}")
        expect(page.locator(f".st-key-{key} label")).to_be_visible(timeout=60_000)
        settled(page)
        asked(page, key)
        cells = page.locator(".tf-figures tbody tr").first.locator("td")
        assert cells.nth(7).inner_text() == "4"  # eight letters for two words
        table, whole = (page.locator(place).bounding_box() for place in (".tf-figures", "[data-testid=stMain]"))
        assert table["x"] >= whole["x"]
        assert table["x"] + table["width"] <= whole["x"] + whole["width"]
        found = Axe().run(page)
    assert [(each["id"], each["nodes"][0]["target"]) for each in found.response["violations"]] == []
