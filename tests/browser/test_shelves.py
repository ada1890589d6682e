"""Whole articles put away and brought back by keyboard, and an editor that was open meanwhile."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.served import Desk, settled
from translate_flow.domain.people import LOCAL_OWNER

TEXT = "The quay {n}\n\nIt is old.\n"
MENU = {"en": "More", "ar": "المزيد"}
LONG = {"timeout": 30_000}


@pytest.fixture
def quay(desk: Desk, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """An article under a name of its own, the only open one."""
    number = abs(hash(request.node.name)) % 10**6
    slug = f"quay-{number}"
    path = tmp_path / "quay.txt"
    path.write_text(TEXT.format(n=number), encoding="utf-8")
    for row in desk.run("status", "--json").json():
        desk.run("delete", row["slug"], "--now", "--yes")
    desk.run("import", str(path), "--source", "en", "--to", "es", "--as", slug)
    return slug


def standing(desk: Desk, slug: str) -> str:
    for shelf in ("archived", "deleted"):
        if any(row["slug"] == slug for row in desk.run("status", f"--{shelf}", "--json").json()):
            return shelf
    return "open" if desk.run("status", slug, "--json").json() else ""


def open_articles(page: Page, desk: Desk, *, ui: str = "en") -> None:
    page.goto(f"{desk.url}/?ui={ui}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(**LONG)
    settled(page)


def press(page: Page, name: str | re.Pattern[str]) -> None:
    """Press a button by keyboard, once the page is at rest."""
    button = page.get_by_role("button", name=name)
    expect(button).to_be_visible(**LONG)
    settled(page)
    button.focus()
    page.keyboard.press("Enter")


def choose_shelf(page: Page, place: int) -> None:
    """Go to a shelf with the arrow keys, from the first."""
    expect(page.get_by_role("radio")).to_have_count(3, **LONG)
    settled(page)
    page.get_by_role("radio").first.focus()
    for _ in range(place):
        page.keyboard.press("ArrowDown")
        settled(page)
    expect(page.get_by_role("radio").nth(place)).to_be_checked()
    settled(page)


@pytest.mark.parametrize(("what", "shelf"), [("Archive", "archived"), ("Delete", "deleted")])
def test_an_article_is_put_away_and_undone_by_keyboard(
    page: Page, desk: Desk, quay: str, what: str, shelf: str
) -> None:
    open_articles(page, desk)
    press(page, re.compile("^More The quay"))
    press(page, re.compile(f"^{what} The quay"))
    expect(page.get_by_text(f"{what}d: ")).to_be_visible(**LONG)
    assert standing(desk, quay) == shelf
    press(page, "Undo")
    expect(page.get_by_text("Restored: ")).to_be_visible(**LONG)
    expect(page.get_by_role("button", name=re.compile("^Review Spanish"))).to_be_visible()
    assert standing(desk, quay) == "open"


def test_a_deleted_article_is_restored_from_its_list_or_deleted_for_good_by_keyboard(
    page: Page, desk: Desk, quay: str
) -> None:
    desk.run("archive", quay)
    desk.run("delete", quay)
    open_articles(page, desk)
    choose_shelf(page, 2)
    expect(page.get_by_text("It can be restored until")).to_be_visible(**LONG)
    press(page, re.compile("^Restore The quay"))
    expect(page.get_by_text("No article is deleted.")).to_be_visible(**LONG)
    assert standing(desk, quay) == "archived"
    desk.run("delete", quay)
    open_articles(page, desk)
    choose_shelf(page, 2)
    press(page, re.compile("^Delete for good The quay"))
    box = page.get_by_label(f"Type {quay} to confirm")
    expect(box).to_be_visible(**LONG)
    now = page.get_by_role("button", name=re.compile("^Delete for good now"))
    expect(now).to_be_disabled()
    box.fill(quay)
    box.press("Enter")
    expect(now).to_be_enabled(**LONG)
    press(page, re.compile("^Delete for good now"))
    expect(page.get_by_text("Deleted for good: ")).to_be_visible(**LONG)
    assert "no article named" in desk.run("status", quay, expect=1).err


def test_an_archived_article_is_read_but_not_changed_until_it_is_restored(page: Page, desk: Desk, quay: str) -> None:
    desk.run("archive", quay)
    open_articles(page, desk)
    choose_shelf(page, 1)
    press(page, re.compile("^Read The quay"))
    expect(page.get_by_text("This article is archived")).to_be_visible(**LONG)
    grid = page.locator(".tf-grid")
    expect(grid).to_have_attribute("data-ready", "ready", timeout=60_000)
    expect(grid.locator(".row").first).to_contain_text("The quay")
    assert grid.locator("textarea.area:not([readonly]):not([disabled])").count() == 0
    expect(page.get_by_role("button", name=re.compile("by machine"))).to_have_count(0)
    grid.locator("textarea.area").focus()
    page.keyboard.press("Control+Enter")
    expect(grid.get_by_role("alert")).to_contain_text("This article is archived: restore it first.")
    press(page, re.compile("^Restore The quay"))
    expect(grid.locator("textarea.area:not([readonly]):not([disabled])")).to_have_count(1, timeout=60_000)
    expect(page.get_by_text("This article is archived")).to_have_count(0)
    assert standing(desk, quay) == "open"


@pytest.mark.parametrize("shelf", ["archived", "deleted"])
def test_an_approval_in_a_tab_that_was_open_is_refused_and_its_text_is_kept_until_it_can_be_saved(
    server, open_editor, river, shelf: str
) -> None:
    editor = open_editor(river, query="&seg=5")
    with server.store.write(by=LOCAL_OWNER) as uow:
        uow.shelves.archive(river)
        if shelf == "deleted":
            uow.shelves.delete(river, until=datetime.now(UTC) + timedelta(days=1))
    editor.area.fill("Un texto largo que nadie quiere perder.")
    editor.page.keyboard.press("Control+Enter")
    row = editor.row(5)
    expect(row.get_by_text("not saved")).to_be_visible()
    editor.row(5).click()
    expect(editor.page.get_by_role("alert")).to_contain_text(f"This article is {shelf}: restore it first.")
    expect(editor.area).to_have_value("Un texto largo que nadie quiere perder.")
    with server.store.write(by=LOCAL_OWNER) as uow:
        uow.shelves.restore(river)
        if shelf == "deleted":
            uow.shelves.restore(river)
    editor.page.reload()
    editor.wait()
    editor.at(5)
    expect(editor.area).to_have_value("Un texto largo que nadie quiere perder.")
    editor.area.click()
    editor.page.keyboard.press("Control+Enter")
    editor.saved()
    target = server.targets(river)[4]
    assert (target.text, target.state) == ("Un texto largo que nadie quiere perder.", "approved")


@pytest.mark.parametrize(("ui", "scheme"), [("en", "light"), ("en", "dark"), ("ar", "light")])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_axe_finds_no_violation_on_any_shelf(
    chromium: Browser, desk: Desk, quay: str, ui: str, scheme: Literal["light", "dark"], place: int
) -> None:
    for slug, command in (("put-aside", "archive"), ("thrown-away", "delete")):
        if not standing_or_none(desk, slug):
            desk.run("import", "-", "--source", "en", "--to", "es", "--as", slug, stdin=b"The mill\n\nIt turned.\n")
        desk.run(command, slug)
    with chromium.new_context(viewport={"width": 1366, "height": 768}, color_scheme=scheme) as context:
        page = context.new_page()
        open_articles(page, desk, ui=ui)
        choose_shelf(page, place)
        if not place:
            press(page, re.compile(f"^{MENU[ui]} "))
            expect(page.get_by_test_id("stPopoverBody")).to_be_visible(**LONG)
            settled(page)
        found = Axe().run(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert [(each["id"], each["nodes"][0]["target"]) for each in found.response["violations"]] == []


def standing_or_none(desk: Desk, slug: str) -> bool:
    rows = [*desk.run("status", "--archived", "--json").json(), *desk.run("status", "--deleted", "--json").json()]
    return any(row["slug"] == slug for row in rows)
