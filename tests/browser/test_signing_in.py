"""A desk with accounts: signing in, being kept out, and being invited."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from browser.served import Desk, settled

GOOD = "four big blue whales"
ARTICLE = b"The harbour market\n\nThe boats come in before six and sell what they caught.\n"


@pytest.fixture(scope="module", autouse=True)
def team(desk: Desk) -> None:
    """An article, an admin, and one person of each lower role, each with the same password."""
    desk.run("import", "-", "--to", "es", "--source", "en", "--as", "harbour", stdin=ARTICLE)
    for name in ("root", "reader", "proposer", "translator", "reviewer"):
        role = "admin" if name == "root" else name
        desk.run("users", "add", name, "--role", role, "--password-stdin", stdin=GOOD.encode())


def sign_in(page: Page, desk: Desk, name: str, to: str = "/") -> None:
    page.goto(f"{desk.url}{to}")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(GOOD)
    page.get_by_label("Password").press("Enter")
    expect(page.get_by_text(f"Signed in as {name}")).to_be_visible(timeout=60_000)


def test_who_signs_in_comes_to_the_page_they_asked_for(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "translator", "/review?article=harbour&language=es")
    assert page.url.startswith(f"{desk.url}/review?")
    expect(page.get_by_text("The harbour market").first).to_be_visible(timeout=30_000)


def test_a_wrong_password_lets_nobody_in_and_is_told(page: Page, desk: Desk) -> None:
    page.goto(desk.url)
    page.get_by_label("Name").fill("reviewer")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("The name or the password is wrong")


def test_a_page_of_somebody_who_was_kept_out_stops_working(page: Page, desk: Desk) -> None:
    desk.run("users", "add", "leaver", "--role", "translator", "--password-stdin", stdin=GOOD.encode())
    sign_in(page, desk, "leaver")
    desk.run("users", "remove", "leaver")
    page.get_by_role("link", name="Library").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible(timeout=30_000)
    assert page.evaluate("async () => (await fetch('/api/session')).status") == 401
    page.get_by_role("link", name="Sign in").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_nothing_is_stored_from_a_page_of_a_session_that_has_ended(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "root", "/bring_in")
    page.get_by_role("tab", name="Paste a text").click()
    page.get_by_label("Article text, as copied from a page or a mail").fill("The ghost\n\nNobody saw it.\n")
    page.get_by_role("button", name="Preview").click()
    store = page.get_by_role("button", name="Store the article")
    expect(store).to_be_visible(timeout=30_000)
    settled(page)
    desk.run("users", "password", "root", "--password-stdin", stdin=GOOD.encode())
    store.click()
    expect(page.get_by_text("You are signed out.")).to_be_visible(timeout=30_000)
    assert [row["slug"] for row in desk.run("status", "--json").json()] == ["harbour"]


def test_an_invitation_leads_to_the_desk_and_the_account_out_of_it(page: Page, desk: Desk) -> None:
    path = desk.run("users", "invite", "--role", "translator").out.strip()
    page.goto(f"{desk.url}{path}")
    page.get_by_label("Name", exact=True).fill("guest")
    page.get_by_label("Name that others see").fill("A guest")
    page.get_by_label("Password").fill(GOOD)
    page.get_by_role("button", name="Make my account").click()
    page.get_by_role("link", name="Signed in as guest").click(timeout=60_000)
    expect(page.get_by_text("A guest")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto(desk.url)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_a_page_of_who_is_signed_in(chromium: Browser, desk: Desk, scheme: str) -> None:
    with chromium.new_context(viewport={"width": 1366, "height": 768}, color_scheme=scheme) as context:
        page = context.new_page()
        sign_in(page, desk, "reader")
        settled(page)
        assert [each["id"] for each in Axe().run(page).response["violations"]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("interface", ["en", "ar"])
def test_axe_finds_no_violation_at_the_door(chromium: Browser, desk: Desk, scheme: str, interface: str) -> None:
    path = desk.run("users", "invite").out.strip()
    with chromium.new_context(viewport={"width": 1366, "height": 768}, color_scheme=scheme) as context:
        page = context.new_page()
        for address in (f"/login?ui={interface}", f"{path}&ui={interface}", f"/invitation?token=x&ui={interface}"):
            page.goto(f"{desk.url}{address}")
            assert page.locator("html").get_attribute("dir") == ("rtl" if interface == "ar" else "ltr")
            assert [each["id"] for each in Axe().run(page).response["violations"]] == []


@pytest.mark.parametrize(
    ("name", "offered", "writes", "said"),
    [
        ("reader", [], False, "You may not do that in this language"),
        ("proposer", ["copy_source"], True, "You may not do that in this language"),
        ("translator", ["copy_source", "confirm"], True, "There is no translation yet"),
        ("reviewer", ["copy_source", "send_back", "confirm", "approve"], True, "There is no translation yet"),
    ],
)
def test_the_editor_offers_what_the_role_may_and_no_more(
    page: Page, desk: Desk, name: str, offered: list[str], writes: bool, said: str
) -> None:
    sign_in(page, desk, name, "/review?article=harbour&language=es")
    area = page.locator("textarea.area")
    expect(area).to_be_visible(timeout=30_000)
    assert area.evaluate("(node) => node.readOnly") is not writes
    buttons = page.locator(".actions [data-action]").evaluate_all("(all) => all.map((node) => node.dataset.action)")
    assert [button for button in buttons if button != "skip"] == offered
    area.press("Control+Enter")
    expect(page.get_by_role("alert").filter(has_text=said)).to_be_visible()


def test_a_reader_is_offered_no_writes_on_the_pages(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "reader")
    settled(page)
    expect(page.get_by_role("button", name="Add languages")).to_have_count(0)
    for path, heading in (("/bring_in", "Import an article"), ("/memory", "Memory")):
        page.goto(f"{desk.url}{path}")
        expect(page.get_by_role("heading", name=heading)).to_be_visible(timeout=30_000)
        settled(page)
        expect(page.locator("input[type=file]")).to_have_count(0)


def opened(page: Page, desk: Desk, name: str) -> Locator:
    """The editor of the article, signed in as somebody."""
    sign_in(page, desk, name, "/review?article=harbour&language=es")
    grid = page.locator(".tf-grid")
    expect(grid.locator("textarea.area")).to_be_visible(timeout=60_000)
    return grid


def test_the_key_that_approves_confirms_for_who_may_not_approve(page: Page, desk: Desk) -> None:
    grid = opened(page, desk, "translator")
    area = grid.locator("textarea.area")
    area.fill("El mercado del puerto")
    area.press("Control+Enter")
    expect(grid.locator(".row").first).to_contain_text("translated", timeout=30_000)
    expect(grid.locator(".saved")).to_have_text("All changes saved", timeout=30_000)


def test_a_key_that_somebody_may_not_press_says_so_in_sight(page: Page, desk: Desk) -> None:
    grid = opened(page, desk, "proposer")
    area = grid.locator("textarea.area")
    area.fill("Algo")
    area.press("Control+Enter")
    expect(grid.get_by_role("alert")).to_contain_text("You may not do that in this language")
    expect(area).to_have_value("Algo")


def test_a_reviewer_sees_what_is_only_proposed_and_by_whom_until_somebody_takes_it_up(
    chromium: Browser, desk: Desk
) -> None:
    desk.run("import", "-", "--source", "en", "--to", "es", "--as", "pier", stdin=b"The pier\n\nThe pier is long.\n")
    with chromium.new_context() as context:
        page = context.new_page()
        sign_in(page, desk, "proposer", "/review?article=pier&language=es")
        page.locator("textarea.area").fill("El muelle")
        expect(page.locator(".saved")).to_have_text("All changes saved", timeout=30_000)
    with chromium.new_context() as context:
        page = context.new_page()
        sign_in(page, desk, "reviewer", "/review?article=pier&language=es")
        row = page.locator(".row").first
        expect(row.locator(".badge.proposed")).to_have_text("proposed by proposer", timeout=30_000)
        page.locator('[data-filter="proposed"]').click()
        expect(page.locator(".row:visible")).to_have_count(1)
        page.locator("textarea.area").press("Control+Enter")
        expect(row.locator(".badge.proposed")).to_have_count(0)
        expect(page.locator(".saved")).to_have_text("All changes saved", timeout=30_000)
        page.reload()
        expect(row).to_contain_text("approved", timeout=30_000)
        expect(page.locator(".badge.proposed")).to_have_count(0)
