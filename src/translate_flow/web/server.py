"""The HTTP routes beside Streamlit's own: what the editor reads and saves."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from translate_flow.domain.ports import Splitter, Store
from translate_flow.errors import InputError, NotAllowedError, NotFoundError, StoreError, TranslateFlowError
from translate_flow.web.messages import MOST_BYTES, answer_json, bitext_json, parse_operations
from translate_flow.web.security import TOKEN_HEADER, Gate, Tokens, is_from_elsewhere, person_of
from translate_flow.web.settings import LOOPBACK_NAMES
from translate_flow.workflow import reviewing

_PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

# The first that fits decides; everything else a person can mend is a 400.
_STATUS: tuple[tuple[type[TranslateFlowError], int], ...] = (
    (NotFoundError, 404),
    (NotAllowedError, 403),
    (StoreError, 503),
    (TranslateFlowError, 400),
)

Handler = Callable[[Request], Any]


class HasStore(Protocol):
    """The part of a desk that the routes need."""

    @property
    def store(self) -> Store:
        """The workspace's store."""

    @property
    def splitter(self) -> Splitter:
        """Finds the sentences that the memory learns."""


class _Refusal(Exception):  # noqa: N818 - an answer on its way out, not an error of ours
    """An HTTP status with its one line."""

    def __init__(self, status: int, line: str) -> None:
        super().__init__(line)
        self.status = status


def routes(desk: HasStore, *, tokens: Tokens | None = None) -> list[Route]:
    """The routes for `st.App`. Reads answer 200 with JSON, writes need `TOKEN_HEADER`, errors are one line of JSON."""
    api = _Api(desk, tokens or Tokens())
    return [
        Route("/healthz", _health, methods=["GET"]),
        Route("/api/session", _guarded(api.session), methods=["GET"]),
        Route("/api/segments", _guarded(api.segments), methods=["GET"]),
        Route("/api/ops", _guarded(api.operations), methods=["POST"]),
    ]


def middleware(*, hosts: Collection[str] = LOOPBACK_NAMES) -> list[Middleware]:
    """The gate before every request and websocket; ``hosts`` are the names this server answers to."""
    return [Middleware(Gate, hosts=hosts)]


async def _health(_request: Request) -> Response:
    return PlainTextResponse("ok\n", headers=_PRIVATE)


def _guarded(handler: Handler) -> Handler:
    """A handler that answers JSON, refuses other sites and strangers, and turns errors into one line."""

    async def handle(request: Request) -> Response:
        try:
            _admit(request)
            return JSONResponse(await handler(request), headers=_PRIVATE)
        except _Refusal as exc:
            return _error(exc.status, str(exc))
        except TranslateFlowError as exc:
            return _error(next(status for kind, status in _STATUS if isinstance(exc, kind)), str(exc))

    return handle


def _admit(request: Request) -> None:
    if not person_of(request):
        raise _Refusal(401, "nobody is signed in; reload the page")
    if is_from_elsewhere(request):
        raise _Refusal(403, "the request comes from another site")


def _error(status: int, line: str) -> Response:
    return JSONResponse({"error": " ".join(line.split())}, status_code=status, headers=_PRIVATE)


class _Api:
    """The handlers that speak JSON; what blocks runs in the thread pool."""

    def __init__(self, desk: HasStore, tokens: Tokens) -> None:
        self._desk = desk
        self._tokens = tokens

    async def session(self, request: Request) -> dict[str, Any]:
        """Who is asking, and the token for their writes; other sites cannot read it, for there is no CORS header."""
        person = person_of(request)
        return {"person": person, "token": self._tokens.token(person)}

    async def segments(self, request: Request) -> dict[str, Any]:
        """An article beside its translation, and the session."""
        article, language = (_asked(request, name) for name in ("article", "language"))
        bitext = await run_in_threadpool(lambda: reviewing.units(self._desk.store, article, language))
        return {**bitext_json(bitext), **await self.session(request)}

    async def operations(self, request: Request) -> dict[str, Any]:
        """Carry out a batch, and answer each operation in order."""
        person = person_of(request)
        if not self._tokens.accepts(person, request.headers.get(TOKEN_HEADER, "")):
            raise _Refusal(403, "token: missing or old; ask /api/session for a new one")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise _Refusal(415, "content-type: application/json is expected")
        wanted = parse_operations(await _body(request))
        desk = self._desk
        answers = await run_in_threadpool(
            lambda: reviewing.apply(desk.store, wanted, by=person, splitter=desk.splitter)
        )
        return {"answers": [answer_json(answer) for answer in answers]}


def _asked(request: Request, name: str) -> str:
    value = request.query_params.get(name, "")
    if not value:
        raise InputError(f"{name}: missing; ask for /api/segments?article=...&language=...")
    return value


async def _body(request: Request) -> bytes:
    """The body, read no further than the limit."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise _Refusal(413, f"the body is larger than {MOST_BYTES:,} bytes; send fewer operations at once")
    return bytes(body)
