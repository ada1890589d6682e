"""The gate on its own: peers, websockets, and other kinds of traffic."""

from __future__ import annotations

import asyncio

import pytest

from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.web.security import PERSON_HEADER, Gate, Tokens


def passed(scope: dict, **options) -> tuple[list[dict], list[dict]]:
    """The scopes that got through the gate, and the messages that came back."""
    seen: list[dict] = []
    sent: list[dict] = []

    async def app(scope, receive, send) -> None:
        seen.append(scope)

    async def receive() -> dict:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message) -> None:
        sent.append(message)

    asyncio.run(Gate(app, **options)(scope, receive, send))
    return seen, sent


def scope(*, kind: str = "http", peer: str | None = "127.0.0.1", host: str = "localhost", headers=()) -> dict:
    return {
        "type": kind,
        "client": (peer, 1234) if peer is not None else None,
        "headers": [(b"host", host.encode()), *headers],
        "path": "/",
        "method": "GET",
    }


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_whoever_sits_at_this_computer_is_the_local_owner(kind, peer):
    [let_in], _ = passed(scope(kind=kind, peer=peer))
    assert dict(let_in["headers"])[PERSON_HEADER.encode()] == LOCAL_OWNER.encode()


@pytest.mark.parametrize("peer", ["192.168.0.7", "::ffff:10.0.0.1", "2001:db8::1", "unix", "", None])
def test_a_peer_from_elsewhere_is_refused(peer):
    seen, sent = passed(scope(peer=peer))
    assert (seen, sent[0]["status"]) == ([], 403)


def test_a_websocket_from_elsewhere_is_closed_before_it_opens():
    assert passed(scope(kind="websocket", host="evil.example")) == (
        [],
        [{"type": "websocket.close", "code": 1008}],
    )


@pytest.mark.parametrize("origin", ["http://localhost:9999", "http://127.0.0.1:1234", "https://evil.example", "null"])
def test_a_websocket_of_another_page_is_closed_even_from_this_computer(origin):
    seen, sent = passed(scope(kind="websocket", host="localhost:8501", headers=[(b"origin", origin.encode())]))
    assert (seen, sent) == ([], [{"type": "websocket.close", "code": 1008}])


def test_a_websocket_of_the_desks_own_page_is_let_in():
    own = [(b"origin", b"http://localhost:8501")]
    assert len(passed(scope(kind="websocket", host="localhost:8501", headers=own))[0]) == 1


def test_an_identity_that_the_client_sent_never_gets_through():
    forged = [(b"X-Translate-Flow-Person", b"mallory"), (PERSON_HEADER.encode(), b"mallory")]
    [let_in], _ = passed(scope(headers=forged))
    assert [value for name, value in let_in["headers"] if name.lower() == PERSON_HEADER.encode()] == [b"local"]


@pytest.mark.parametrize("name", [b"X-Forwarded-For", b"x-forwarded-proto", b"Forwarded"])
def test_what_a_proxy_on_this_computer_passes_on_is_not_the_local_owners(name):
    seen, sent = passed(scope(headers=[(name.lower(), b"192.0.2.7")]))
    assert (seen, sent[0]["status"]) == ([], 403)


def test_a_configured_name_is_answered():
    seen, _ = passed(scope(host="desk.example:8443"), hosts={"desk.example"})
    assert len(seen) == 1


def test_the_start_of_the_server_passes():
    seen, _ = passed({"type": "lifespan"})
    assert seen == [{"type": "lifespan"}]


def test_a_token_is_one_persons_and_one_servers():
    tokens = Tokens()
    assert tokens.accepts("ana", tokens.token("ana"))
    assert not tokens.accepts("ben", tokens.token("ana"))
    assert not Tokens().accepts("ana", tokens.token("ana"))
