"""A new revision of an article on the pages: seen before it is stored, taken back by one click, told in the editor."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.samples import RIVER
from browser.served import Desk, choose, settled
from translate_flow.domain.translation import Action, State

BEFORE = "The fair\n\nThe mayor came. It rained all day.\n\nNobody left before the evening.\n"
AFTER = "The fair\n\nThe mayor came.\n\nIt rained all day.\n\nNobody left before the morning.\n"
SPANISH = ["La feria", "Vino el alcalde. Llovió todo el día.", "Nadie se fue antes de la noche."]
NAMES = {"en": ("Store as", "Store the revision"), "ar": ("الحفظ بصفة", "حفظ المراجعة")}


@pytest.fixture
def fair(desk: Desk, tmp_path: Path, request: pytest.FixtureRequest) -> tuple[str, Path]:
    """An article approved in Spanish under a name of its own, and the file of its next version."""
    path = tmp_path / "fair.txt"
    slug = f"fair-{abs(hash(request.node.name)) % 10**6}"
    path.write_text(BEFORE, encoding="utf-8")
    desk.run("import", str(path), "--to", "es", "--source", "en", "--as", slug)
    path.write_text(AFTER, encoding="utf-8")
    return slug, path


def approve_all(page: Page, desk: Desk, slug: str) -> None:
    page.goto(f"{desk.url}/review?article={slug}&language=es")
    page.locator('.tf-grid[data-ready="ready"]').wait_for(timeout=60_000)
    settled(page)
    for number, text in enumerate(SPANISH, 1):
        page.locator(f'.row.active[data-number="{number}"]').wait_for()
        page.locator("textarea.area").fill(text)
        page.keyboard.press("Control+Enter")
    page.locator('.saved[data-state="saved"]').wait_for()


def open_revision(page: Page, desk: Desk, slug: str, path: Path, *, ui: str = "en") -> None:
    """Upload the new text on the page for a new version of the article."""
    page.goto(f"{desk.url}/bring_in?ui={ui}&revises={slug}")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_role("combobox", name=NAMES[ui][0])).to_be_visible(timeout=30_000)
    expect(page.locator(".tf-effect")).to_be_visible(timeout=30_000)
    settled(page)


def states(desk: Desk, slug: str) -> tuple[int, int]:
    (row,) = desk.run("status", slug, "--json").json()
    return row["approved"], row["stale"]


def test_a_revision_is_seen_before_it_is_stored_and_one_click_takes_it_back(page: Page, desk: Desk, fair) -> None:
    slug, path = fair
    approve_all(page, desk, slug)
    open_revision(page, desk, slug, path)
    cells = page.locator(".tf-effect tbody tr, .tf-effect > tr").first.locator("th, td")
    expect(cells.first).to_have_text("Spanish")
    assert cells.all_inner_texts()[1:5] == ["14 (3)", "9 (3)", "5 (1)", "0 (0)"]
    expect(page.locator(".tf-edits del").last).to_have_text("evening")
    expect(page.locator(".tf-edits ins").last).to_have_text("morning")
    assert states(desk, slug) == (3, 0)
    store = page.get_by_role("button", name="Store the revision")
    store.focus()
    page.keyboard.press("Enter")
    page.locator('.row[data-number="4"] .change').wait_for(timeout=60_000)
    assert states(desk, slug) == (4, 1)
    settled(page)
    expect(page.get_by_text("Revision 2 is stored. Untouched: 1 · Edited: 1 · Split: 2")).to_be_visible()
    undo = page.locator(".st-key-revision-undo button")
    undo.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Revision 2 is taken back.")).to_be_visible(timeout=30_000)
    expect(page.locator(".tf-grid .row")).to_have_count(3)
    assert states(desk, slug) == (3, 0)
    settled(page)
    page.get_by_text("Revisions").click()
    expect(page.get_by_text("takes back revision 2")).to_be_visible()
    expect(page.get_by_role("button", name="Undo the last revision")).to_be_visible()


def test_the_preview_reads_from_the_right_and_the_texts_in_their_own_direction(page: Page, desk: Desk, fair) -> None:
    slug, path = fair
    open_revision(page, desk, slug, path, ui="ar")
    expect(page.locator(".tf-edits dd").first).to_have_attribute("dir", "ltr")
    heads = page.locator(".tf-effect thead th")
    left = "node => node.getBoundingClientRect().left"
    assert heads.first.evaluate(left) > heads.last.evaluate(left)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_new_version_begins_at_the_article_by_keyboard_and_may_become_an_article_of_its_own(
    page: Page, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "harvest.txt"
    path.write_text(BEFORE.replace("The fair", "The harvest"), encoding="utf-8")
    desk.run("import", str(path), "--to", "es", "--source", "en")
    path.write_text(AFTER.replace("The fair", "The harvest"), encoding="utf-8")
    page.goto(desk.url)
    way = page.get_by_role("button", name="New version The harvest")
    expect(way).to_be_visible(timeout=30_000)
    settled(page)
    way.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("becomes a new version of")).to_contain_text("The harvest", timeout=30_000)
    assert page.url.endswith("/bring_in?revises=the-harvest")
    page.goto(f"{desk.url}/bring_in")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text("store this as its new version?")).to_contain_text("the-harvest", timeout=30_000)
    expect(page.locator(".tf-effect")).to_be_visible(timeout=30_000)
    settled(page)
    choose(page, "Store as", "A separate article")
    store = page.get_by_role("button", name="Store the article")
    expect(store).to_be_visible(timeout=30_000)
    settled(page)
    store.press("Enter")
    other = page.get_by_role("button", name="New version The harvest (the-harvest-2)")
    expect(other).to_be_visible(timeout=60_000)


def test_the_same_text_again_cannot_be_stored_as_a_revision(page: Page, desk: Desk, fair) -> None:
    slug, path = fair
    path.write_text(BEFORE, encoding="utf-8")
    page.goto(f"{desk.url}/bring_in?revises={slug}")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text("Nothing: the text is the stored one.")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Store the revision")).to_be_disabled()


@pytest.mark.parametrize(("ui", "scheme"), [("en", "light"), ("ar", "dark")])
def test_axe_finds_no_violation_in_the_preview_of_a_revision(
    chromium: Browser, desk: Desk, fair, ui: str, scheme: Literal["light", "dark"]
) -> None:
    slug, path = fair
    with chromium.new_context(color_scheme=scheme, viewport={"width": 1366, "height": 768}) as context:
        page = context.new_page()
        open_revision(page, desk, slug, path, ui=ui)
        found = Axe().run(page, options={"rules": {"presentation-role-conflict": {"enabled": False}}})
    assert [(each["id"], each["nodes"][0]["target"]) for each in found.response["violations"]] == []


def test_a_stale_row_shows_what_changed_in_the_original_until_it_is_accepted(server, open_editor, river) -> None:
    source = RIVER.segments[4]
    first, _, rest = source.text.partition(" ")
    changed = replace(source, text=f"Yesterday {rest} Then it snowed.")
    server.revise(river, replace(RIVER, segments=(*RIVER.segments[:4], changed, *RIVER.segments[5:])))
    editor = open_editor(river, query="&seg=5")
    change = editor.row(5).locator(".change")
    expect(change.get_by_text("What changed in the original")).to_be_visible()
    expect(change.locator("del").first).to_have_text(first)
    expect(change.locator("ins").first).to_have_text("Yesterday")
    lines = [
        change.locator(name).first.evaluate("node => getComputedStyle(node).textDecorationLine")
        for name in ("del", "ins")
    ]
    assert lines == ["line-through", "underline"]
    editor.area.click()
    editor.page.keyboard.press("Control+Enter")
    editor.saved()
    expect(change).to_have_count(0)


def test_whoever_approves_goes_on_to_what_was_approved_before_its_source_changed(server, open_editor, river) -> None:
    for place in range(3, 8):
        server.write(river, place, f"Texto {place}.", action=Action.APPROVE)
    changed = replace(RIVER.segments[6], text=RIVER.segments[6].text.replace("three", "four"))
    server.revise(river, replace(RIVER, segments=(*RIVER.segments[:6], changed, *RIVER.segments[7:])))
    editor = open_editor(river, query="&seg=4")
    editor.at(4)
    approved, stale = (editor.page.locator(f'[data-filter="{name}"]') for name in ("approved", "stale"))
    expect(approved).to_contain_text("4")
    expect(stale).to_contain_text("1")
    stale.click()
    expect(editor.page.locator(".row:visible")).to_have_count(1)
    editor.page.locator('[data-filter="all"]').click()
    editor.row(4).click()
    editor.area.click()
    editor.page.keyboard.press("Control+Enter")
    editor.at(7)
    editor.page.keyboard.press("Control+Enter")
    editor.at(9)
    editor.saved()
    expect(approved).to_contain_text("5")
    expect(stale).to_be_hidden()
    again = server.targets(river)[6]
    assert (again.state, again.source_hash) == (State.APPROVED, changed.source_hash)


def test_markup_in_an_old_source_is_shown_and_never_run(server, open_editor, river) -> None:
    source = RIVER.segments[4]
    evil = replace(source, text=f"{source.text} <img src=x onerror='window.hacked=1'>")
    server.revise(river, replace(RIVER, segments=(*RIVER.segments[:4], evil, *RIVER.segments[5:])))
    editor = open_editor(river)
    expect(editor.row(5).locator(".change ins").last).to_contain_text("<img")
    assert editor.page.locator(".row img").count() == 0
    assert editor.page.evaluate("window.hacked") is None


def test_what_changed_keeps_its_direction_in_an_arabic_interface(
    server, open_editor, river, context: BrowserContext
) -> None:
    source = RIVER.segments[4]
    changed = replace(source, text=f"{source.text} Then it snowed.")
    server.revise(river, replace(RIVER, segments=(*RIVER.segments[:4], changed, *RIVER.segments[5:])))
    editor = open_editor(river, query="&ui=ar")
    change = editor.row(5).locator(".change")
    expect(change.locator("[lang=en]")).to_have_attribute("dir", "ltr")
