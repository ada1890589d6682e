"""Signing in with an OpenID Connect provider: a real one on this computer, a real browser between it and the desk."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import BrowserContext, Page, expect

from browser.served import Desk, settled

GOOD = b"four big blue whales"
SECRETS = """[auth]
redirect_uri = "{desk}/oauth2callback"
cookie_secret = "a text long enough that nobody guesses it"

[auth.harbour]
client_id = "translate-flow"
client_secret = "not a secret here"
server_metadata_url = "http://localhost:{port}/.well-known/openid-configuration"
"""
PEOPLE = (
    User(sub="17", claims={"email": "ana@example.org", "email_verified": True, "name": "Ana Ruiz"}),
    User(sub="18", claims={"email": "ben@example.org", "email_verified": False, "name": "Ben"}),
    User(sub="19", claims={"email": "cleo@example.org", "email_verified": True, "preferred_username": "Cleo.K"}),
)


@pytest.fixture(scope="module")
def provider() -> Iterator[int]:
    """The port of a provider that knows `PEOPLE`, and asks nobody for a password."""
    logging.getLogger("oidc_provider_mock").setLevel(logging.ERROR)
    with run_server_in_thread(user_claims=PEOPLE) as server:
        yield server.server_port


@pytest.fixture(scope="module", autouse=True)
def team(desk: Desk, provider: int) -> None:
    """Accounts that the provider knows by their addresses; the desk reads its settings when somebody first asks."""
    for name, role in (("root", "admin"), ("ana", "translator"), ("ben", "translator")):
        email = ["--email", f"{name}@example.org"] if role == "translator" else []
        desk.run("users", "add", name, "--role", role, "--password-stdin", *email, stdin=GOOD)
    secrets = desk.run.root / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir()
    secrets.write_text(SECRETS.format(desk=desk.url, port=provider))


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab that may leave the desk."""
    return context.new_page()


def come_from_provider(page: Page, subject: str) -> None:
    """Follow the link to the provider, and say there who one is."""
    page.get_by_role("link", name="Sign in with Harbour").press("Enter")
    page.get_by_placeholder("sub").fill(subject)
    page.get_by_role("button", name="Authorize", exact=True).click()


def test_who_has_the_verified_address_comes_to_the_page_they_asked_for(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.url}/terms")
    come_from_provider(page, "17")
    expect(page.get_by_text("Signed in as ana")).to_be_visible(timeout=60_000)
    assert page.url.startswith(f"{desk.url}/terms")
    kept = {cookie["name"] for cookie in page.context.cookies()}
    assert not {name for name in kept if name.startswith("_streamlit_user")}


def test_signing_out_does_not_sign_in_again_by_itself(page: Page, desk: Desk) -> None:
    page.goto(desk.url)
    come_from_provider(page, "17")
    expect(page.get_by_text("Signed in as ana")).to_be_visible(timeout=60_000)
    settled(page)
    page.goto(f"{desk.url}/account")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto(desk.url)
    expect(page.get_by_label("Password")).to_be_visible()


@pytest.mark.parametrize("subject", ["18", "19", "20"])
def test_an_unverified_or_unknown_address_lets_nobody_in(page: Page, desk: Desk, subject: str) -> None:
    page.goto(desk.url)
    come_from_provider(page, subject)
    expect(page.get_by_role("alert")).to_contain_text("ask for an invitation")
    page.goto(desk.url)
    expect(page.get_by_label("Password")).to_be_visible()


def test_an_invitation_makes_the_account_of_who_signs_in_elsewhere(page: Page, desk: Desk) -> None:
    link = desk.run("users", "invite", "--role", "reviewer").out.strip()
    page.goto(f"{desk.url}{link}")
    assert Axe().run(page).violations_count == 0
    come_from_provider(page, "19")
    expect(page.get_by_text("Signed in as cleo.k")).to_be_visible(timeout=60_000)
    assert "cleo.k" in desk.run("users", "list").out


def test_a_made_up_provider_leads_back_to_the_door(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.url}/login/with?provider=evil")
    expect(page.get_by_label("Password")).to_be_visible()
    page.goto(f"{desk.url}/auth/login?provider=evil")
    expect(page.get_by_label("Password")).to_be_visible()
