"""The whole way in the browser: import, draft, edit, approve, reload, export, read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.served import Desk, choose, paste, served

ARTICLE = """\
Home > News > The market opens again
The market opens again
Ana Ruiz | Reporter
Share on Facebook

The council opened the new market on Monday. The mayor thanked the volunteers.

The old bridge was repaired.

The library is closed.
"""


def test_an_article_goes_the_whole_way_in_the_browser(page: Page, desk: Desk) -> None:
    paste(page, desk, ARTICLE, "Spanish")
    expect(page.get_by_text("breadcrumb", exact=False).first).to_be_visible()
    page.get_by_role("button", name="Store the article").click()
    grid = page.locator(".tf-grid")
    target = grid.locator("textarea.area")
    expect(target).to_have_value(re.compile("mercado"), timeout=60_000)
    target.fill("El mercado abre de nuevo")
    page.keyboard.press("Control+Enter")
    expect(grid.get_by_text("1 of 5 segments")).to_be_visible()
    expect(grid.get_by_text("All changes saved")).to_be_visible()
    page.reload()
    expect(grid.get_by_text("1 of 5 segments")).to_be_visible(timeout=30_000)
    page.get_by_text("Export and download").click()
    page.get_by_role("button", name=re.compile("Download .*tmx")).scroll_into_view_if_needed()
    expect(page.get_by_role("button", name=re.compile("Download .*tmx"))).to_be_in_viewport()
    choose(page, "Format", "TSV")
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("Download .*tsv")).click()
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert lines[1].split("\t")[:2] == ["The market opens again", "El mercado abre de nuevo"]


def test_the_draft_button_drafts_while_the_page_watches(page: Page, desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "bridge.txt"
    source.write_text("The bridge\n\nThe old bridge was repaired.\n", encoding="utf-8")
    desk.run("import", str(source), "--source", "en", "--to", "es", "--as", "bridge")
    page.goto(f"{desk.url}/review?article=bridge&language=es")
    page.get_by_role("button", name="Draft 2 segments by machine").click()
    grid = page.locator(".tf-grid")
    expect(grid.locator("textarea.area")).to_have_value(re.compile("puente"), timeout=60_000)
    expect(page.get_by_role("button", name="segments by machine")).to_have_count(0)


def test_several_languages_are_drafted_with_one_button_while_the_list_watches(
    page: Page, desk: Desk, tmp_path: Path
) -> None:
    source = tmp_path / "weirs.txt"
    source.write_text("The weirs\n\nThe old weir was repaired.\n", encoding="utf-8")
    desk.run("import", str(source), "--source", "en", "--to", "es", "--to", "ca", "--as", "weirs")
    page.goto(desk.url)
    card = page.locator("[data-testid=stVerticalBlock]").filter(has=page.get_by_role("heading", name="The weirs")).last
    card.get_by_role("button", name="Draft 2 languages").click()
    expect(card.get_by_text("2 drafts to review")).to_have_count(2, timeout=60_000)
    expect(card.get_by_role("button", name="Draft")).to_have_count(0)


def test_a_dropped_line_is_taken_back_before_storing(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.url}/bring_in")
    page.get_by_role("tab", name="Paste a text").click()
    page.get_by_label("Article text, as copied from a page or a mail").fill(ARTICLE)
    page.keyboard.press("Control+Enter")
    preview = page.locator(".tf-preview")
    expect(preview).to_contain_text("The library is closed.", timeout=30_000)
    expect(preview).not_to_contain_text("Share on Facebook")
    page.locator("label", has_text="Share on Facebook").click()
    expect(preview).to_contain_text("Share on Facebook")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Desk]:
    """A desk into which nothing is brought."""
    with served(tmp_path_factory.mktemp("empty"), shared) as made:
        yield made


@pytest.mark.parametrize("path", ["", "review", "library"])
def test_an_empty_desk_says_what_to_do_next(context: BrowserContext, empty: Desk, path: str) -> None:
    page = context.new_page()
    page.goto(f"{empty.url}/{path}")
    page.get_by_role("button", name="Import an article").click(timeout=30_000)
    expect(page.get_by_role("heading", name="Import an article")).to_be_visible()


def test_a_reader_takes_the_edition_and_sees_how_much_is_approved(page: Page, desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "bread.md"
    source.write_text("# Bread day\n\nThe **bread** is fresh.\n", encoding="utf-8")
    desk.run("import", str(source), "--source", "en", "--to", "es", "--as", "bread")
    desk.run("draft", "bread")
    page.goto(f"{desk.url}/library?article=bread&language=es")
    expect(page.get_by_text("0% of the words approved")).to_be_visible(timeout=30_000)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download bread.es.html").click()
    assert "<strong>" in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_bad_upload_says_why_and_stores_nothing(page: Page, desk: Desk, tmp_path: Path) -> None:
    before = desk.run("status", "--json")
    bad = tmp_path / "picture.txt"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    page.goto(f"{desk.url}/bring_in")
    page.locator("input[type=file]").set_input_files(bad)
    expect(page.get_by_role("alert").get_by_text("picture.txt", exact=False)).to_be_visible(timeout=30_000)
    assert desk.run("status", "--json") == before


def test_an_article_that_is_not_there_is_said_so(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.url}/library?article=no-such-article")
    expect(page.get_by_text("no-such-article", exact=False)).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("path", ["", "bring_in", "review", "library"])
def test_the_page_runs_right_to_left_in_arabic(page: Page, desk: Desk, path: str) -> None:
    page.goto(f"{desk.url}/{path}?ui=ar")
    view = page.locator("[data-testid=stAppViewContainer]")
    expect(view).to_have_css("direction", "rtl", timeout=30_000)
