"""Signing in: who gets in, where they are sent, and what strangers, other sites and guessers see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from knocking import Browser, served
from translate_flow.bootstrap import Desk, create_workspace
from translate_flow.domain.people import LOCAL_OWNER, Role
from translate_flow.web.security import SESSION_COOKIE, person_of
from translate_flow.web.server import middleware, routes
from translate_flow.workflow import accounts, administering, password_links

GOOD = "four big blue whales"
HTML = "text/html,*/*"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    create_workspace(tmp_path)
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


@pytest.fixture
def client(desk: Desk) -> Iterator[Browser]:
    """A browser that calls the desk by a name of its own, and a page that says whom it sees."""

    async def page(request) -> PlainTextResponse:
        return PlainTextResponse(person_of(request))

    async def socket(opened) -> None:
        await opened.accept()
        await opened.close()

    pages = [Route("/", page), Route("/review", page), WebSocketRoute("/socket", socket)]
    app = Starlette(routes=[*routes(desk), *pages], middleware=middleware(desk=desk))
    with served(app) as port:
        yield Browser(port)


@pytest.fixture
def root(desk: Desk) -> None:
    """An admin."""
    accounts.add(desk.store, "root", role=Role.ADMIN, by=LOCAL_OWNER, password=GOOD, display="Ruth")


def signed_in(client: Browser, name: str = "root", password: str = GOOD) -> Browser:
    assert client.post("/login", {"name": name, "password": password}).status == 303
    return client


def upgraded(client: Browser, **headers: str) -> int:
    """The status of asking for a websocket: 101 where it opens."""
    asked = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13"}
    return client.get("/socket", Sec_WebSocket_Key="A" * 22 + "==", **asked, **headers).status


def test_without_accounts_nobody_from_elsewhere_gets_in(client: Browser) -> None:
    assert client.get("/login", accept=HTML).status == 403


@pytest.mark.usefixtures("root")
def test_a_stranger_is_sent_to_sign_in_and_then_where_they_wanted_to_go(client: Browser) -> None:
    sent = client.get("/review?article=a&language=es", accept=HTML)
    assert (sent.status, sent.location) == (303, "/login?next=%2Freview%3Farticle%3Da%26language%3Des")
    assert 'value="/review?article=a&amp;language=es"' in client.get(sent.location).text
    form = {"name": "root", "password": GOOD, "next": "/review?article=a&language=es"}
    done = client.post("/login", form)
    assert (done.status, done.location) == (303, "/review?article=a&language=es")
    assert client.get("/review").text == "root"


@pytest.mark.usefixtures("root")
def test_the_cookie_is_out_of_the_reach_of_scripts_and_other_sites(client: Browser) -> None:
    cookie = client.post("/login", {"name": "root", "password": GOOD}).headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=lax", "path=/"))


@pytest.mark.usefixtures("root")
def test_what_a_page_asks_for_itself_is_refused_in_one_line(client: Browser) -> None:
    assert client.get("/api/session").status == 401
    assert upgraded(client) == 403


@pytest.mark.usefixtures("root")
def test_a_websocket_opens_for_who_is_signed_in_and_for_no_other_site(client: Browser) -> None:
    client = signed_in(client)
    assert upgraded(client) == 101
    assert upgraded(client, origin="https://evil.example") == 403


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("token", ["", "x", "'--"])
def test_a_made_up_session_is_worth_nothing(client: Browser, token: str) -> None:
    client.cookies[SESSION_COOKIE] = token
    assert client.get("/").status == 401


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    "onward", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:x", "/\n/x"]
)
def test_nobody_is_led_elsewhere_after_signing_in(client: Browser, onward: str) -> None:
    done = client.post("/login", {"name": "root", "password": GOOD, "next": onward})
    assert done.location == "/"


@pytest.mark.usefixtures("root")
def test_a_wrong_password_is_told_without_naming_it_and_keeps_the_name(client: Browser) -> None:
    page = client.post("/login", {"name": "root", "password": "wrong word"}, accept_language="es")
    assert page.status == 403
    assert 'value="root"' in page.text
    assert "wrong word" not in page.text
    assert SESSION_COOKIE not in client.cookies


@pytest.mark.usefixtures("root")
def test_after_five_wrong_ones_the_right_one_has_to_wait(client: Browser) -> None:
    for _ in range(5):
        client.post("/login", {"name": "root", "password": "wrong"})
    page = client.post("/login", {"name": "root", "password": GOOD})
    assert (page.status, SESSION_COOKIE in client.cookies) == (403, False)


@pytest.mark.usefixtures("root")
def test_a_locked_account_looks_like_one_that_is_not_there(client: Browser) -> None:
    for _ in range(5):
        client.post("/login", {"name": "root", "password": "wrong"})
    locked, nobody = (client.post("/login", {"name": name, "password": "wrong"}).text for name in ("root", "rood"))
    assert locked.replace('"root"', '"rood"') == nobody


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "!", "password": GOOD}, "tomar de 2 a 40"),
        ({"name": "bea", "password": "short"}, "demasiado corta"),
        ({"name": "root", "password": GOOD}, "ya está en uso"),
    ],
)
@pytest.mark.usefixtures("root")
def test_why_an_account_cannot_be_made_is_told_in_the_language_of_the_page(
    client: Browser, desk: Desk, given: dict[str, str], said: str
) -> None:
    token = accounts.invite(desk.store, role=Role.TRANSLATOR, by="root")
    page = client.post("/invitation", {**given, "token": token}, accept_language="es")
    assert (page.status, said in page.text) == (403, True)


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("path", ["/login", "/logout", "/account/password", "/invitation", "/new-password"])
@pytest.mark.parametrize("forged", [{"sec_fetch_site": "cross-site"}, {"origin": "https://evil.example"}])
def test_a_form_of_another_site_is_refused(client: Browser, desk: Desk, path: str, forged: dict[str, str]) -> None:
    client = signed_in(client)
    form = {"name": "root", "password": GOOD, "old": GOOD, "new": "seven small red foxes"}
    assert client.post(path, form, **forged).status == 403
    assert client.get("/").text == "root"
    assert accounts.sign_in(desk.store, "root", GOOD).person == "root"


@pytest.mark.usefixtures("root")
def test_signing_out_ends_the_session_and_not_only_the_cookie(client: Browser) -> None:
    client = signed_in(client)
    token = client.cookies[SESSION_COOKIE]
    assert client.post("/logout").location == "/login"
    client.cookies[SESSION_COOKIE] = token
    assert client.get("/").status == 401


@pytest.mark.usefixtures("root")
def test_an_invitation_makes_an_account_and_signs_in(client: Browser, desk: Desk) -> None:
    token = accounts.invite(desk.store, role=Role.TRANSLATOR, by="root", display="Bea <b>")
    assert client.get(f"/invitation?token={token}").status == 200
    form = {"token": token, "name": "bea", "password": "short", "display": "Bea"}
    again = client.post("/invitation", form)
    assert (again.status, 'value="bea"' in again.text) == (403, True)
    long = client.post("/invitation", {**form, "password": GOOD, "display": "x" * 81}, accept_language="en")
    assert (long.status, "at most 80 characters" in long.text) == (403, True)
    assert client.post("/invitation", {**form, "password": GOOD}).status == 303
    assert client.get("/").text == "bea"
    assert client.get(f"/invitation?token={token}").status == 404


@pytest.mark.usefixtures("root")
def test_a_link_sets_a_new_password_once_and_ends_every_session(client: Browser, desk: Desk) -> None:
    elsewhere = accounts.sign_in(desk.store, "root", GOOD).token
    token = password_links.make(desk.store, "root", by="root")
    assert "root" in client.get(f"/new-password?token={token}").text
    weak = client.post("/new-password", {"token": token, "password": "short"}, accept_language="en")
    assert (weak.status, "too short" in weak.text) == (403, True)
    assert accounts.whose(desk.store, elsewhere) == "root"
    fresh = "nine quiet green owls"
    assert client.post("/new-password", {"token": token, "password": fresh}).status == 303
    assert client.get("/").text == "root"
    assert accounts.whose(desk.store, elsewhere) == ""
    assert accounts.sign_in(desk.store, "root", fresh).person == "root"
    assert client.post("/new-password", {"token": token, "password": GOOD}).status == 404
    told = [(event.by, event.action) for event in administering.log(desk.store, size=9).entries]
    assert told.count(("root", "password changed")) == told.count(("root", "password link made")) == 1


@pytest.mark.usefixtures("root")
def test_a_link_for_a_password_makes_no_account_and_an_invitation_sets_no_password(client: Browser, desk: Desk) -> None:
    link = password_links.make(desk.store, "root", by="root")
    invitation = accounts.invite(desk.store, role=Role.READER, by="root", display="root")
    assert client.get(f"/invitation?token={link}").status == 404
    assert client.get(f"/new-password?token={invitation}").status == 404
    assert len(administering.invitations(desk.store)) == 1


@pytest.mark.usefixtures("root")
def test_the_account_shows_roles_and_changes_the_password(client: Browser) -> None:
    client = signed_in(client)
    assert {"Ruth", "admin"} <= set(
        client.get("/account", accept_language="en").text.replace("<p>", "</p>").split("</p>")
    )
    wrong = client.post("/account/password", {"old": "no", "new": "seven small red foxes"})
    assert (wrong.status, "old password is wrong" in wrong.text) == (403, True)
    assert client.post("/account/password", {"old": GOOD, "new": "seven small red foxes"}).status == 303
    assert client.get("/").text == "root"
    assert signed_in(client, password="seven small red foxes").get("/").text == "root"


@pytest.mark.usefixtures("root")
def test_the_account_names_languages_in_the_language_of_the_page(desk, client: Browser) -> None:
    with desk.store.write(by="root") as uow:
        uow.people.assign("root", Role.ADMIN, {"pt-BR": Role.REVIEWER})
    page = signed_in(client).get("/account", accept_language="de").text
    assert "Portugiesisch (Brasilien): " in page
    assert "pt-BR" not in page


@pytest.mark.usefixtures("root")
def test_what_a_person_typed_is_text_on_the_page(client: Browser) -> None:
    page = client.post("/login", {"name": '"><script>alert(1)</script>', "password": "x"})
    assert "<script>" not in page.text
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


@pytest.mark.usefixtures("root")
def test_a_form_is_read_no_further_than_it_can_be_ours(client: Browser) -> None:
    assert client.post("/login", b"name=" + b"x" * 20_000).status == 413
    assert client.post("/login", {f"field{number}": "" for number in range(21)}).status == 400


def test_a_signed_in_identity_cannot_be_sent_along(client: Browser, root: None) -> None:
    assert client.get("/", x_translate_flow_person="root").status == 401
