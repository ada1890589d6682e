"""The pages of the termbase and the memory: what a person finds, changes, brings in and takes home there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.served import Desk, settled

TERMS = ["source,target,source_language,language,part_of_speech,forbidden,case,note"]
TERMS += [f"word {number:02d},palabra {number:02d},en,es,,,," for number in range(30)]
TERMS += ["port,puerto,en,es,noun,muelle,yes,for ships", "port,ميناء,en,ar,,مرفأ,,"]
UNITS = "The river rose at night.\tEl río creció de noche.\nThe rivers are cold.\tLos ríos están fríos.\n"
TMX = """<?xml version="1.0"?><tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence"
 o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body>
<tu><tuv xml:lang="en"><seg>The mill is old.</seg></tuv><tuv xml:lang="fr"><seg>Le moulin est vieux.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>The mill is closed.</seg></tuv><tuv xml:lang="fr"><seg> </seg></tuv></tu>
</body></tmx>"""


@pytest.fixture(scope="module")
def stocked(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with thirty-two terms and two units."""
    folder = tmp_path_factory.mktemp("stock")
    (folder / "terms.csv").write_text("\n".join(TERMS), encoding="utf-8")
    (folder / "units.tsv").write_text(UNITS, encoding="utf-8")
    desk.run("terms", "import", str(folder / "terms.csv"))
    desk.run("memory", "import", str(folder / "units.tsv"), "--source", "en", "--to", "es")
    return desk


def terms(desk: Desk, text: str) -> list[dict[str, object]]:
    return desk.run("terms", "search", text, "--json").json()


def open_terms(page: Page, desk: Desk, *, to: str = "es", text: str = "") -> None:
    page.goto(f"{desk.url}/terms?source=en&language={to}")
    if text:
        box = page.get_by_label("Search in terms and translations")
        expect(box).to_be_visible(timeout=30_000)
        settled(page)
        box.fill(text)
        box.press("Enter")
        expect(page.get_by_text("1 term", exact=True)).to_be_visible()
        expect(page.locator(".tf-term")).to_have_count(1)


def open_memory(page: Page, desk: Desk, text: str) -> None:
    page.goto(f"{desk.url}/memory")
    box = page.get_by_label("Words to look for, in either language")
    expect(box).to_be_visible(timeout=30_000)
    settled(page)
    box.fill(text)
    box.press("Enter")


def import_memory(page: Page, file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file, timeout=30_000)
    page.get_by_text("Use the pairs in both directions").click()
    page.get_by_role("button", name="Import the memory").click()


def test_an_empty_memory_says_how_it_fills_and_what_came_in_first(page: Page, desk: Desk, tmp_path: Path) -> None:
    page.goto(f"{desk.url}/memory")
    expect(page.get_by_text("The memory is empty.")).to_be_visible(timeout=30_000)
    import_memory(page, tmp_path / "bell.tmx", TMX.replace("mill", "bell").replace("moulin", "clocher"))
    expect(page.get_by_text("2 units were taken, 2 of them are new")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("2 units in the memory")).to_be_visible()


def test_a_page_of_terms_has_twenty_and_the_next_the_rest(page: Page, stocked: Desk) -> None:
    open_terms(page, stocked)
    edits = page.get_by_role("button", name=re.compile("^Edit "))
    expect(edits).to_have_count(20, timeout=30_000)
    expect(page.get_by_text("31 terms", exact=True)).to_be_visible()
    page.get_by_label("Page", exact=True).fill("2")
    page.keyboard.press("Enter")
    expect(edits).to_have_count(11)


def test_the_buttons_of_the_rows_have_names_of_their_own(page: Page, stocked: Desk) -> None:
    open_terms(page, stocked)
    expect(page.get_by_role("button", name=re.compile("^Delete "))).to_have_count(20, timeout=30_000)
    names = [button.inner_text() for button in page.get_by_role("button", name=re.compile("^(Edit|Delete) ")).all()]
    assert len(set(names)) == 40


def test_a_term_says_all_that_there_is_to_it_in_its_own_language(page: Page, stocked: Desk) -> None:
    open_terms(page, stocked, text="puerto")
    row = page.locator(".tf-term")
    expect(row).to_contain_text("noun · never: muelle · only in this letter case · for ships")
    expect(row.locator('[lang="es"]').first).to_have_text("puerto")
    open_terms(page, stocked, to="ar")
    expect(row.locator('[lang="ar"]').first).to_have_attribute("dir", "rtl", timeout=30_000)


def test_a_term_is_added_and_one_that_is_known_is_not_overwritten(page: Page, stocked: Desk) -> None:
    open_terms(page, stocked)
    page.get_by_role("button", name="Add a term").click(timeout=30_000)
    form = page.get_by_role("dialog")
    form.get_by_label("Term (English)").fill("quay")
    form.get_by_label("Translation (Spanish)").fill("muelle")
    form.get_by_label("Never use, one a line").fill("malecón\ndique")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The term is saved.")).to_be_visible()
    (found,) = terms(stocked, "quay")
    assert (found["target"], found["forbidden"]) == ("muelle", ["malecón", "dique"])
    page.get_by_role("button", name="Add a term").click()
    form.get_by_label("Term (English)").fill("quay")
    form.get_by_label("Translation (Spanish)").fill("muelle")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("already")).to_be_visible()
    assert terms(stocked, "quay") == [found]


def test_a_term_is_changed_by_keyboard(page: Page, stocked: Desk) -> None:
    open_terms(page, stocked, text="word 07")
    page.get_by_role("button", name=re.compile("^Edit .*word 07")).focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_label("Note").fill("seen")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The term is saved.")).to_be_visible()
    assert [found["note"] for found in terms(stocked, "word 07")] == ["seen"]


def test_a_deleted_term_comes_back_whole(page: Page, stocked: Desk) -> None:
    before = terms(stocked, "puerto")
    open_terms(page, stocked, text="puerto")
    page.get_by_role("button", name=re.compile("^Delete .*puerto")).click()
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    assert terms(stocked, "puerto") == []
    undo.click()
    expect(page.get_by_text("Put back:")).to_be_visible()
    assert terms(stocked, "puerto") == before


def test_an_import_says_what_it_took_and_left_out(page: Page, stocked: Desk, tmp_path: Path) -> None:
    upload(page, stocked, tmp_path / "more.csv", "source,target,language\nsail,voile,fr\nsail,vela,es\n", to="fr")
    expect(page.get_by_text("1 term was taken.")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("1 terms of other languages were left out")).to_be_visible()
    assert [found["language"] for found in terms(stocked, "sail")] == ["fr"]


def test_a_damaged_import_names_file_and_line_and_changes_nothing(page: Page, stocked: Desk, tmp_path: Path) -> None:
    upload(page, stocked, tmp_path / "bad.csv", "source,target\nanvil,enclume\n—,x\n", to="fr")
    expect(page.get_by_text("bad.csv: line 3:")).to_contain_text("Nothing was changed.", timeout=30_000)
    assert terms(stocked, "anvil") == []


def upload(page: Page, desk: Desk, file: Path, text: str, *, to: str) -> None:
    file.write_text(text, encoding="utf-8")
    open_terms(page, desk, to=to)
    page.get_by_text("Import and export").click(timeout=30_000)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Import the terms").click(timeout=30_000)


@pytest.mark.parametrize(
    ("name", "holds"), [("terms-en-ar.tbx", "<term>ميناء</term>"), ("terms-en-ar.csv", "port,ميناء")]
)
def test_the_terms_of_a_pair_are_taken_home(page: Page, stocked: Desk, name: str, holds: str) -> None:
    open_terms(page, stocked, to="ar")
    page.get_by_text("Import and export").click(timeout=30_000)
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download {name}").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert holds in text
    assert "palabra" not in text


def test_a_pair_without_terms_says_what_to_do(page: Page, stocked: Desk) -> None:
    open_terms(page, stocked, to="cy")
    expect(page.get_by_text("There is no term yet for English → Welsh.")).to_be_visible(timeout=30_000)


def test_a_search_of_the_memory_marks_the_words_and_puts_near_ones_after(page: Page, stocked: Desk) -> None:
    open_memory(page, stocked, "river")
    items = page.locator(".tf-held li")
    expect(items).to_have_count(2, timeout=30_000)
    expect(items.nth(0)).to_contain_text("100% · imported")
    assert page.locator(".tf-held mark").all_inner_texts() == ["river", "rivers"]


def test_a_search_of_the_memory_finds_what_was_written_in_the_other_language(page: Page, stocked: Desk) -> None:
    open_memory(page, stocked, "noche")
    expect(page.locator('.tf-held [lang="es"] mark')).to_have_text("noche", timeout=30_000)


def test_what_is_searched_for_is_never_markup(page: Page, stocked: Desk) -> None:
    open_memory(page, stocked, "<img src=x onerror=window.hacked=1>")
    expect(page.get_by_text("Nothing in the memory holds")).to_contain_text("<img src=x", timeout=30_000)
    assert page.evaluate("window.hacked") is None


def test_an_import_into_the_memory_tells_pairs_and_what_was_left_out(page: Page, stocked: Desk, tmp_path: Path) -> None:
    page.goto(f"{stocked.url}/memory")
    page.get_by_test_id("stExpander").get_by_text("Import", exact=True).click(timeout=30_000)
    import_memory(page, tmp_path / "mill.tmx", TMX)
    told = page.get_by_text("2 units were taken, 2 of them are new")
    expect(told).to_contain_text("English → French (1), French → English (1)", timeout=30_000)
    expect(page.get_by_text("1 empty text")).to_be_visible()
    found = stocked.run("memory", "search", "Le moulin est vieux.", "--source", "fr", "--to", "en", "--json").json()
    assert found[0]["target"] == "The mill is old."


def test_a_pair_of_the_memory_is_taken_home(page: Page, stocked: Desk) -> None:
    page.goto(f"{stocked.url}/memory")
    page.get_by_test_id("stExpander").get_by_text("Export", exact=True).click(timeout=30_000)
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download memory.en.es.tmx").click()
    assert "<seg>El río creció de noche.</seg>" in Path(download.value.path()).read_text(encoding="utf-8")


def _hits(page: Page) -> None:
    box = page.locator(".st-key-memory-search input")
    box.fill("river")
    box.press("Enter")


VIEWS: dict[str, tuple[str, Callable[[Page], None], str]] = {
    "form": (
        "terms?source=en&language=es",
        lambda page: page.locator(".st-key-terms-add button").click(),
        '[role="dialog"] form, [role="dialog"] [data-testid="stForm"]',
    ),
    "deleted": (
        "terms?source=en&language=ar",
        lambda page: page.locator('[class*="spoken-delete"] button').click(),
        ".st-key-terms-undo",
    ),
    "files": ("terms?source=en&language=es", lambda page: page.locator("summary").first.click(), "[class*='upload-']"),
    "found": ("memory", _hits, ".tf-held"),
    "memory files": ("memory", lambda page: page.locator("summary").last.click(), "[class*='upload-']"),
}


@pytest.mark.parametrize(("locale", "scheme"), [("en", "light"), ("ar", "dark")])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_violation_in_a_view(
    chromium: Browser, stocked: Desk, view: str, locale: str, scheme: Literal["light", "dark"]
) -> None:
    path, act, shown = VIEWS[view]
    stocked.run("terms", "add", "port", "ميناء", "--source", "en", "--to", "ar")
    with chromium.new_context(locale=locale, color_scheme=scheme, viewport={"width": 1366, "height": 768}) as context:
        page = context.new_page()
        page.goto(f"{stocked.url}/{path}")
        expect(page.get_by_role("combobox").last).to_be_enabled(timeout=30_000)
        act(page)
        expect(page.locator(shown).first).to_be_visible(timeout=30_000)
        # What the last run left fades until it is gone.
        expect(page.locator('[data-stale="true"]')).to_have_count(0, timeout=30_000)
        # Streamlit's upload field is built so.
        found = Axe().run(page, options={"rules": {"presentation-role-conflict": {"enabled": False}}})
    assert [(each["id"], each["nodes"][0]["target"]) for each in found.response["violations"]] == []
