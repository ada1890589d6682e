"""The HTTP routes beside Streamlit's own: what the editor reads and saves."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from translate_flow.web.answering import PRIVATE, asked, asked_number, guarded, posted
from translate_flow.web.assisting import Assistance, HasAids
from translate_flow.web.checking import check_routes
from translate_flow.web.commenting import comment_routes
from translate_flow.web.door import HasStore, door_routes
from translate_flow.web.elsewhere import Providers
from translate_flow.web.messages import MOST_BYTES, answer_json, opened_json, parse_operations, step_json
from translate_flow.web.preferring import keys_json, preference_routes
from translate_flow.web.presence import presence_routes
from translate_flow.web.restructuring import structure_routes
from translate_flow.web.security import Gate, Tokens, person_of
from translate_flow.web.settings import LOOPBACK_NAMES
from translate_flow.workflow import accounts, reviewing
from translate_flow.workflow.history import history
from translate_flow.workflow.preferring import keys_of

_HISTORY = "/api/history?segment=12&language=es"
_SEGMENTS = "/api/segments?article=...&language=..."


def routes(desk: HasAids, *, tokens: Tokens | None = None, providers: Providers | None = None) -> list[Route]:
    """The routes for `st.App`. Reads answer 200 with JSON, writes need `TOKEN_HEADER`, errors are one line of JSON."""
    tokens = tokens or Tokens()
    api, assistance = _Api(desk, tokens), Assistance(desk, tokens)
    return [
        Route("/healthz", _health, methods=["GET"]),
        Route("/api/session", guarded(api.session), methods=["GET"]),
        Route("/api/segments", guarded(api.segments), methods=["GET"]),
        Route("/api/history", guarded(api.history), methods=["GET"]),
        Route("/api/ops", guarded(api.operations), methods=["POST"]),
        Route("/api/complete", guarded(assistance.complete), methods=["POST"]),
        Route("/api/differences", guarded(assistance.differences), methods=["POST"]),
        Route("/api/suggestions", guarded(assistance.suggestions), methods=["POST"]),
        *check_routes(desk, tokens),
        *comment_routes(desk, tokens),
        *preference_routes(desk, tokens),
        *structure_routes(desk, tokens),
        *presence_routes(desk, tokens),
        *door_routes(desk, providers),
    ]


def middleware(*, hosts: Collection[str] = LOOPBACK_NAMES, desk: HasStore | None = None) -> list[Middleware]:
    """The gate before every request and websocket; ``hosts`` are the names this server answers to without accounts."""
    return [Middleware(Gate, hosts=hosts, accounts=_Accounts(desk) if desk else None)]


class _Accounts:
    """What the gate asks, over the desk's store; opened when it is first asked for."""

    def __init__(self, desk: HasStore) -> None:
        self._desk = desk

    def exist(self) -> bool:
        return accounts.exist(self._desk.store)

    def whose(self, token: str) -> str:
        return accounts.whose(self._desk.store, token)


async def _health(_request: Request) -> Response:
    return PlainTextResponse("ok\n", headers=PRIVATE)


class _Api:
    """The handlers that speak JSON; what blocks runs in the thread pool."""

    def __init__(self, desk: HasAids, tokens: Tokens) -> None:
        self._desk = desk
        self._tokens = tokens

    async def session(self, request: Request) -> dict[str, Any]:
        """Who is asking, and the token for their writes; other sites cannot read it, for there is no CORS header."""
        person = person_of(request)
        return {"person": person, "token": self._tokens.token(person)}

    async def segments(self, request: Request) -> dict[str, Any]:
        """An article beside its translation, and the session."""
        article, language = (asked(request, name, example=_SEGMENTS) for name in ("article", "language"))
        opened = await run_in_threadpool(lambda: reviewing.opened(self._desk.store, article, language))
        person = person_of(request)
        keys = await run_in_threadpool(lambda: keys_of(self._desk.store, person))
        return {**opened_json(opened), **await self.session(request), "keys": keys_json(keys)}

    async def history(self, request: Request) -> dict[str, Any]:
        """What became of a segment's target, the newest first."""
        segment = asked_number(request, "segment", example=_HISTORY)
        language = asked(request, "language", example=_HISTORY)
        found = await run_in_threadpool(lambda: history(self._desk.store, segment, language))
        return {"steps": [step_json(step) for step in found]}

    async def operations(self, request: Request) -> dict[str, Any]:
        """Carry out a batch, and answer each operation in order."""
        wanted = parse_operations(await posted(request, self._tokens, most=MOST_BYTES))
        person = person_of(request)
        desk = self._desk
        answers = await run_in_threadpool(
            lambda: reviewing.apply(desk.store, wanted, by=person, splitter=desk.splitter)
        )
        return {"answers": [answer_json(answer) for answer in answers]}
