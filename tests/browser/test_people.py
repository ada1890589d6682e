"""Accounts kept on their page: by keyboard, in dark and light, right to left; a guest comes in by the link."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browser.served import Desk, picked, served, settled, tabbed

GOOD = "four big blue whales"
READY = 60_000
TABS = 4


@pytest.fixture(scope="module")
def team(desk: Desk) -> Desk:
    """The admin root, ana with roles in two languages, somebody who is kept out, an invitation and a rule."""
    desk.run("users", "add", "root", "--password-stdin", stdin=GOOD.encode())
    roles = ("--role", "translator", "--language", "es=reviewer", "--language", "fr=reviewer")
    desk.run("users", "add", "ana", *roles, "--email", "ana@example.org")
    desk.run("users", "add", "cem", "--display", "Cem *C*", "--email", "cem@example.org")
    desk.run("users", "remove", "cem")
    desk.run("users", "invite", "--display", "Zoe", "--language", "es=translator")
    desk.run("users", "four-eyes", "es")
    return desk


def signed_in(context: BrowserContext, desk: Desk, name: str, to: str = "/people") -> Page:
    page = context.new_page()
    page.goto(f"{desk.url}{to}")
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(GOOD)
    page.locator("[name=password]").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=READY)
    settled(page)
    return page


def at_tab(page: Page, number: int) -> Locator:
    """Lead the focus to the tabs and along them by keyboard; gives what the chosen one shows."""
    tabbed(page, page.get_by_role("tab", selected=True))
    for _ in range(number):
        page.keyboard.press("ArrowRight")
    chosen = page.get_by_role("tab").nth(number)
    if chosen.get_attribute("aria-selected") != "true":
        page.keyboard.press("Enter")
    expect(chosen).to_have_attribute("aria-selected", "true")
    settled(page)
    return page.get_by_role("tabpanel").nth(number)


def typed(page: Page, key: str, text: str) -> None:
    """Type into a field of the page by keyboard alone, and let the page take it."""
    tabbed(page, page.locator(f".st-key-{key} input").first)
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    settled(page)


def pressed(page: Page, aim: Locator) -> None:
    tabbed(page, aim)
    page.keyboard.press("Enter")
    settled(page)


def account(page: Page, text: str) -> Locator:
    """The row of an account."""
    return page.get_by_role("region", name="Accounts").locator("tbody tr", has_text=text)


def test_an_admin_invites_by_keyboard_and_the_guest_signs_in(
    chromium: Browser, context: BrowserContext, team: Desk
) -> None:
    page = signed_in(context, team, "root")
    at_tab(page, 1)
    picked(page, "people-invite-role", "translator")
    typed(page, "people-invite-display", "Gil Guest")
    pressed(page, page.get_by_role("button", name="Make a link"))
    link = page.get_by_test_id("stCode").locator("code").inner_text()
    assert link.startswith(f"{team.url}/invitation?token=")
    with chromium.new_context() as elsewhere:
        guest = elsewhere.new_page()
        guest.goto(link)
        assert guest.get_by_label("Name that others see").input_value() == "Gil Guest"
        guest.get_by_label("Name", exact=True).fill("gil")
        guest.get_by_label("Password").fill(GOOD)
        guest.get_by_label("Password").press("Enter")
        expect(guest.get_by_text("Signed in as gil")).to_be_visible(timeout=READY)
        expect(guest.get_by_role("link", name="Memory")).to_be_visible()
        expect(guest.get_by_role("link", name="People")).to_have_count(0)
        guest.goto(f"{team.url}/people")
        expect(guest.get_by_text("Signed in as gil")).to_be_visible(timeout=READY)
        expect(guest.locator(".tf-people")).to_have_count(0)
    pressed(page, page.get_by_role("button", name="I have copied it"))
    expect(page.get_by_test_id("stCode")).to_have_count(0)
    [gil] = [row for row in team.run("users", "list", "--json").json() if row["name"] == "gil"]
    assert (gil["role"], gil["display"]) == ("translator", "Gil Guest")
    page.get_by_role("tab", name="Accounts").click()
    expect(account(page, "Gil Guest")).to_contain_text("translator")


def test_roles_are_changed_and_people_kept_out_by_keyboard_and_both_taken_back(
    context: BrowserContext, team: Desk
) -> None:
    page = signed_in(context, team, "root")
    picked(page, "people-chosen", "ana")
    row = account(page, "ana@example.org")
    for field, ask, go, shows in (
        ("coordinator", "Change the roles", "Change them now", "coordinator"),
        ("", "Keep out", "Keep out now", "kept out"),
    ):
        if field:
            picked(page, "people-ana-translator--es-reviewer--fr-reviewer-role", field)
        pressed(page, page.get_by_role("button", name=ask))
        page.get_by_role("button", name=go).press("Enter")
        expect(row).to_contain_text(shows, timeout=READY)
        settled(page)
        expect(page.get_by_role("button", name=go)).to_be_hidden()
        page.get_by_role("button", name="Undo").press("Enter")
        expect(row).not_to_contain_text(shows, timeout=READY)
        settled(page)


def test_the_first_account_is_made_on_the_page_and_signs_in(
    context: BrowserContext, tmp_path: Path, shared: Path
) -> None:
    with served(tmp_path, shared) as desk:
        page = context.new_page()
        page.goto(f"{desk.url}/people")
        expect(page.get_by_text("As soon as it is made everybody has to sign in")).to_be_visible(timeout=READY)
        settled(page)
        page.get_by_label("Name, in small letters and digits").fill("ruth")
        page.get_by_label("Password, at least 10 characters").fill(GOOD)
        page.get_by_label("The same password again").fill(GOOD)
        page.get_by_role("button", name="Make the first account").click()
        page.get_by_role("link", name="Sign in").click(timeout=READY)
        page.get_by_label("Name").fill("ruth")
        page.get_by_label("Password").fill(GOOD)
        page.get_by_label("Password").press("Enter")
        expect(account(page, "ruth")).to_contain_text("admin", timeout=READY)


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_axe_finds_no_violation_and_nothing_scrolls_sideways(
    chromium: Browser, team: Desk, scheme: Literal["light", "dark"], language: str
) -> None:
    size = {"width": 1366, "height": 768}
    told = []
    with chromium.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce") as context:
        page = signed_in(context, team, "root", f"/people?ui={language}")
        expect(page.locator(".tf-people").first).to_have_css("direction", "rtl" if language == "ar" else "ltr")
        picked(page, "people-chosen", "ana")
        for number in range(TABS):
            page.get_by_role("tab").nth(number).click()
            settled(page)
            if number == 1:
                page.locator(".st-key-people-invite-go button").click()
                expect(page.get_by_test_id("stCode")).to_be_visible(timeout=READY)
            found = Axe().run(page).response["violations"]
            told += [f"{number} {each['id']}: {[node['target'] for node in each['nodes'][:3]]}" for each in found]
            assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert told == []
