"""What a newcomer meets on the pages: the right choice stands there already, and says what it means."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.served import Desk, add_language, choose, paste, settled

RIGHT_END = """node => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect().right;
}"""
BREAD = "# Bread day\n\nThe **bread** is fresh.\n\n```\nbake(1)\n```\n"


@pytest.fixture(scope="module")
def bread(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An article drafted in Spanish and open for Welsh, into which nothing here can draft."""
    source = tmp_path_factory.mktemp("bread") / "bread.md"
    source.write_text(BREAD, encoding="utf-8")
    desk.run("import", str(source), "--source", "en", "--to", "es", "--to", "cy", "--as", "bread")
    desk.run("draft", "bread", "--to", "es")
    return "bread"


def open_downloads(page: Page, desk: Desk, slug: str) -> None:
    page.goto(f"{desk.url}/review?article={slug}&language=es")
    page.get_by_text("Export and download").click()


def test_an_edition_takes_drafts_unless_told_otherwise_and_parallel_texts_do_not(
    page: Page, desk: Desk, bread: str
) -> None:
    open_downloads(page, desk, bread)
    take = page.get_by_role("combobox", name="Take what is")
    expect(take).to_have_value("approved", timeout=30_000)
    expect(page.get_by_text("Nothing has reached the state “approved” yet.")).to_contain_text("there, drafts included")
    choose(page, "Format", "MD")
    expect(take).to_have_value("there, drafts included", timeout=30_000)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download bread.es.md").click()
    assert "The **bread** is fresh." not in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_page_never_sends_a_person_to_the_command_line_for_what_the_page_can_do(
    page: Page, desk: Desk, bread: str
) -> None:
    open_downloads(page, desk, bread)
    expect(page.get_by_text("Nothing has reached the state")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("--state")).to_have_count(0)


def test_enter_adds_the_one_language_that_was_typed(page: Page, desk: Desk) -> None:
    paste(page, desk, "The mill is old.\n\nThe river is cold and the night was long.", "Span")
    chosen = page.get_by_test_id("stMultiSelect")
    expect(chosen.get_by_text("Spanish")).to_be_visible()
    expect(chosen.get_by_text("Esperanto")).to_have_count(0)
    add_language(page, "Portu")
    expect(chosen.get_by_text("Portuguese", exact=True)).to_be_visible()


def test_languages_that_can_be_drafted_come_first_and_the_others_are_named(page: Page, desk: Desk) -> None:
    paste(page, desk, "The mill is old.\n\nThe river is warm and the day was long.", "Welsh")
    expect(page.get_by_text("No engine here can draft into: Welsh.")).to_be_visible()
    expect(page.get_by_text("Draft by machine right away")).to_have_count(0)
    page.get_by_role("combobox", name="Translate into").click()
    expect(page.get_by_role("option").first).to_contain_text("⚡")
    expect(page.get_by_role("option", name="Select all")).to_have_count(0)
    page.keyboard.press("Escape")
    add_language(page, "Span")
    expect(page.get_by_role("checkbox", name="Draft by machine right away")).to_be_checked()
    expect(page.get_by_text("No engine here can draft into: Welsh.")).to_be_visible()


def test_a_draft_is_offered_only_where_an_engine_can_make_it(page: Page, desk: Desk, bread: str) -> None:
    page.goto(f"{desk.url}/review?article={bread}&language=cy")
    expect(page.get_by_text("No engine here can draft into: Welsh.")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="by machine")).to_have_count(0)
    page.goto(desk.url)
    expect(page.get_by_role("button", name="No engine").first).to_be_visible(timeout=30_000)


def test_the_draft_button_counts_what_is_left_after_typing_by_hand(page: Page, desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "wall.txt"
    source.write_text("The wall\n\nThe wall is old.\n\nThe wall is long.\n", encoding="utf-8")
    desk.run("import", str(source), "--source", "en", "--to", "es", "--as", "wall")
    page.goto(f"{desk.url}/review?article=wall&language=es")
    expect(page.get_by_role("button", name="Draft 3 segments by machine")).to_be_visible(timeout=30_000)
    page.locator("textarea.area").fill("El muro")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Draft 2 segments by machine")).to_be_visible(timeout=30_000)


def test_pasted_markup_is_read_as_html_and_a_person_may_say_otherwise(page: Page, desk: Desk) -> None:
    text = '<meta charset="iso-8859-1"><h1>The café</h1><p>It was <b>closed</b> for the whole night.</p>'
    paste(page, desk, text, "Span")
    preview = page.locator(".tf-preview")
    expect(preview.locator("dd.title")).to_have_text("The café")
    expect(preview.locator("b, strong")).to_have_text("closed")
    choose(page, "Format", "Text")
    expect(preview.locator("b, strong")).to_have_count(0)


def test_the_preview_counts_the_segments_that_will_be_stored(page: Page, desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "loaf.md"
    source.write_text(BREAD, encoding="utf-8")
    stored = desk.run("import", str(source), "--source", "en", "--as", "loaf", "--json").json()[0]["segments"]
    page.goto(f"{desk.url}/bring_in")
    page.locator("input[type=file]").set_input_files(source)
    expect(page.get_by_text(f"{stored} segments")).to_be_visible(timeout=30_000)
    assert stored == 2


def test_the_interface_language_is_remembered(context: BrowserContext, page: Page, desk: Desk) -> None:
    page.goto(desk.url)
    choose(page, "Interface language", "Español")
    expect(page.get_by_role("heading", name="Artículos")).to_be_visible()
    page.wait_for_function("document.cookie.includes('translate_flow_ui=es')")
    again = context.new_page()
    again.goto(f"{desk.url}/library")
    expect(again.get_by_role("combobox", name="Idioma de la interfaz")).to_have_value("Español", timeout=30_000)


def test_a_box_says_what_was_chosen_in_the_language_that_was_switched_to(page: Page, desk: Desk, bread: str) -> None:
    page.goto(f"{desk.url}/review?article={bread}&language=cy")
    expect(page.get_by_role("combobox", name="Language", exact=True)).to_have_value("Welsh", timeout=30_000)
    choose(page, "Interface language", "Español")
    expect(page.get_by_role("combobox", name="Idioma", exact=True)).to_have_value("galés")


@pytest.mark.parametrize(("locale", "heading"), [("fr-CA", "Articles"), ("de-AT", "Artikel"), ("sv-SE", "Articles")])
def test_a_first_visit_is_in_the_language_of_the_browser(
    chromium: Browser, desk: Desk, locale: str, heading: str
) -> None:
    switch = {"fr-CA": "Français", "de-AT": "Deutsch", "sv-SE": "English"}[locale]
    with chromium.new_context(locale=locale) as context:
        page = context.new_page()
        page.goto(desk.url)
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible(timeout=30_000)
        expect(page.get_by_role("combobox").last).to_have_value(switch, timeout=30_000)


def test_text_of_another_direction_keeps_its_punctuation_in_arabic(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.url}/bring_in?ui=ar")
    page.get_by_role("tab").nth(1).click()
    page.locator("textarea").fill(
        "The market opens\n\nShare on Facebook!\n\nThe council opened the market on Monday.\n"
    )
    page.get_by_test_id("stButton").get_by_role("button").first.click()
    dropped = page.locator("label", has_text="Share on Facebook!")
    expect(dropped).to_contain_text("\u2068Share on Facebook!\u2069", timeout=30_000)


def test_the_line_under_a_title_begins_where_the_title_does_in_arabic(page: Page, desk: Desk, bread: str) -> None:
    page.goto(f"{desk.url}/?ui=ar")
    caption = page.get_by_test_id("stCaptionContainer").first
    expect(caption).to_be_visible(timeout=30_000)
    title = page.locator("h2").first
    # The page turns around only when its style has come, which may be after its words.
    expect(title).to_have_css("direction", "rtl", timeout=30_000)
    assert abs(caption.evaluate(RIGHT_END) - title.evaluate(RIGHT_END)) < 4


def test_the_tab_is_named_after_the_article_and_storing_leads_to_the_address_of_its_review(
    page: Page, desk: Desk
) -> None:
    paste(page, desk, "The lamp\n\nThe lamp was lit for the whole night in the old house.", "Span")
    page.get_by_role("button", name="Store the article").click()
    page.locator('.tf-grid[data-ready="ready"]').wait_for(timeout=60_000)
    page.wait_for_url("**/review?*language=es*")
    expect(page).to_have_title("The lamp · Spanish · Review · Translate Flow")
    page.goto(f"{desk.url}/library?article=nothing")
    page.goto(f"{desk.url}/bring_in")
    expect(page).to_have_title("Import · Translate Flow")


def test_a_reader_reads_the_edition_on_the_page(page: Page, desk: Desk, bread: str) -> None:
    page.goto(f"{desk.url}/library?article={bread}")
    language = page.get_by_role("combobox", name="Language", exact=True)
    expect(language).to_have_value("Spanish – 0% approved", timeout=30_000)
    edition = page.frame_locator("iframe")
    expect(edition.locator("strong")).to_be_visible()
    expect(edition.get_by_text("Traducción automática sin revisar")).to_be_visible()
    language.click()
    assert page.get_by_role("option").all_inner_texts() == [
        "Spanish – 0% approved",
        "Welsh – nothing translated yet",
    ]


def test_an_edition_on_the_page_runs_nothing(page: Page, desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "evil.md"
    source.write_text("# Evil\n\nThe <script>top.hacked = 1</script> bread is `<img src=x onerror=top.hacked=1>`.\n")
    desk.run("import", str(source), "--source", "en", "--to", "es", "--as", "evil")
    desk.run("draft", "evil")
    page.goto(f"{desk.url}/library?article=evil&language=es")
    expect(page.frame_locator("iframe").locator("h1")).to_be_visible(timeout=30_000)
    assert page.frame_locator("iframe").locator("script, img").count() == 0
    assert page.evaluate("window.hacked") is None


PAGES = ["", "bring_in", "review", "library", "terms", "memory", "people"]


@pytest.mark.parametrize(("locale", "scheme"), [("en", "light"), ("ar", "dark")])
def test_axe_finds_no_violation_on_any_page(
    chromium: Browser, desk: Desk, bread: str, locale: str, scheme: Literal["light", "dark"]
) -> None:
    with chromium.new_context(locale=locale, color_scheme=scheme) as context:
        page = context.new_page()
        told = {path: _violations(page, f"{desk.url}/{path}?article={bread}&language=es") for path in PAGES}
    assert told == {path: [] for path in PAGES}


def _violations(page: Page, address: str) -> list[object]:
    page.goto(address)
    expect(page.get_by_role("combobox").last).to_be_enabled(timeout=30_000)
    settled(page)  # what is still being drawn is paler
    # Streamlit's upload field is built so.
    found = Axe().run(page, options={"rules": {"presentation-role-conflict": {"enabled": False}}})
    return [(each["id"], each["nodes"][0]["target"]) for each in found.response["violations"]]
