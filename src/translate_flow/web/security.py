"""Who is asking: the gate before every request, and the token that every write must carry."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Callable, Collection
from typing import Protocol
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.web.settings import LOOPBACK_NAMES, PERSON_HEADER

TOKEN_HEADER = "x-translate-flow-token"  # noqa: S105 - the name of a header, not a secret
"""Carries the token of `Tokens` on every write."""

SESSION_COOKIE = "translate_flow_session"

OPEN_PATHS = frozenset(
    {"/login", "/login/with", "/invitation", "/new-password", "/healthz", "/auth/login", "/oauth2callback"}
)
"""What strangers may ask for on a desk with accounts; the last two are Streamlit's, on the way to a provider."""

_POLICY_VIOLATION = 1008  # RFC 6455, section 7.4.1


class Accounts(Protocol):
    """What the gate asks about accounts; answers come from the database."""

    def exist(self) -> bool:
        """Whether there are any."""

    def whose(self, token: str) -> str:
        """The person of a session; empty where the token is worth nothing."""


class Gate:
    """Finds out who is asking; a pure ASGI middleware, websockets included.

    A desk with accounts lets in whoever is signed in, from anywhere, and sends others to sign in. Without accounts it
    lets in whoever sits at this computer, as the local owner. Refused are then peers that are not on a loopback
    address, and names in the ``Host`` header that are not in ``hosts``: a page of another site whose name was pointed
    at 127.0.0.1 (DNS rebinding) still sends that site's name. A websocket is refused to pages of other sites, other
    ports of this computer among them: no browser guards it as it does a read.
    """

    def __init__(
        self, app: ASGIApp, *, hosts: Collection[str] = LOOPBACK_NAMES, accounts: Accounts | None = None
    ) -> None:
        """``hosts`` are the names, without ports, that this server answers to while there are no ``accounts``."""
        self._app = app
        self._hosts = frozenset(hosts)
        self._accounts = accounts
        self._guarded = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with the person's name, or refuse it."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        guarded = await self._is_guarded()
        person = await self._signed_in(connection) if guarded else self._local(connection)
        open_to_all = guarded and scope["type"] == "http" and scope["path"] in OPEN_PATHS
        foreign = scope["type"] == "websocket" and is_from_elsewhere(connection)
        if foreign or not (person or open_to_all):
            await _refuse(scope, receive, send, _to_sign_in if guarded else _not_from_here)
            return
        name = PERSON_HEADER.encode()
        headers = [(key, value) for key, value in scope["headers"] if key.lower() != name]
        await self._app({**scope, "headers": [*headers, (name, person.encode())]}, receive, send)

    async def _is_guarded(self) -> bool:
        # Accounts are kept out, never deleted: once there are some, there always will be.
        if not self._guarded and self._accounts is not None:
            self._guarded = await run_in_threadpool(self._accounts.exist)
        return self._guarded

    async def _signed_in(self, connection: HTTPConnection) -> str:
        token = connection.cookies.get(SESSION_COOKIE, "")
        return await run_in_threadpool(self._accounts.whose, token) if self._accounts and token else ""

    def _local(self, connection: HTTPConnection) -> str:
        # What a proxy on this computer passes on is not from this computer.
        if any(name.startswith(("x-forwarded", "forwarded")) for name in connection.headers):
            return ""
        peer = connection.client.host if connection.client else ""
        host = _hostname(f"//{connection.headers.get('host', '')}")
        return LOCAL_OWNER if _is_loopback(peer) and host in self._hosts else ""


async def _refuse(scope: Scope, receive: Receive, send: Send, answer: Callable[[HTTPConnection], Response]) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        return
    await answer(HTTPConnection(scope))(scope, receive, send)


def _not_from_here(_connection: HTTPConnection) -> Response:
    text = "this desk has no accounts yet and answers only on its own computer; open it at http://localhost\n"
    return PlainTextResponse(text, status_code=403)


def _to_sign_in(connection: HTTPConnection) -> Response:
    """The way to sign in for who opens a page, one line for what a page asks for by itself."""
    if "text/html" not in connection.headers.get("accept", ""):
        return PlainTextResponse("nobody is signed in; reload the page\n", status_code=401)
    query = f"?{connection.url.query}" if connection.url.query else ""
    onward = quote(f"{connection.url.path}{query}", safe="")
    return RedirectResponse(f"/login?next={onward}", status_code=303, headers={"Cache-Control": "no-store"})


def _is_loopback(peer: str) -> bool:
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def _hostname(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def person_of(connection: HTTPConnection) -> str:
    """Who is asking, as `Gate` found out; empty behind no gate."""
    return connection.headers.get(PERSON_HEADER, "")


def is_from_elsewhere(connection: HTTPConnection) -> bool:
    """Whether a browser says that another site made the request (Fetch Metadata, else ``Origin``)."""
    site = connection.headers.get("sec-fetch-site", "same-origin")
    origin = connection.headers.get("origin")
    return site not in {"same-origin", "none"} or (origin is not None and not _same_origin(connection, origin))


def _same_origin(connection: HTTPConnection, origin: str) -> bool:
    try:
        return urlsplit(origin).netloc.lower() == connection.headers.get("host", "").lower()
    except ValueError:
        return False


class Tokens:
    """Tokens against forged requests: one per person, good as long as this server process runs."""

    def __init__(self) -> None:
        """Draw the secret."""
        self._secret = secrets.token_bytes(32)

    def token(self, person: str) -> str:
        """The token that ``person`` must send, 64 hex digits."""
        return hmac.new(self._secret, person.encode(), hashlib.sha256).hexdigest()

    def accepts(self, person: str, token: str) -> bool:
        """Whether ``token`` is the person's; compared in constant time."""
        return hmac.compare_digest(self.token(person).encode(), token.encode("utf-8", "replace"))
