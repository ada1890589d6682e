"""How a route answers: JSON, one line for each error, nothing to strangers and other sites."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from translate_flow.errors import (
    InputError,
    NoModelError,
    NotAllowedError,
    NotFoundError,
    StoreError,
    TranslateFlowError,
)
from translate_flow.web.security import TOKEN_HEADER, Tokens, is_from_elsewhere, person_of

# Far below what a database's integer holds.
_DIGITS = 15

PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

# The first that fits decides; everything else a person can mend is a 400.
_STATUS: tuple[tuple[type[TranslateFlowError], int], ...] = (
    (NotFoundError, 404),
    (NotAllowedError, 403),
    (StoreError, 503),
    (NoModelError, 422),
    (TranslateFlowError, 400),
)

Handler = Callable[[Request], Any]


class Refusal(Exception):  # noqa: N818 - an answer on its way out, not an error of ours
    """An HTTP status with its one line."""

    def __init__(self, status: int, line: str) -> None:
        super().__init__(line)
        self.status = status


def guarded(handler: Handler) -> Handler:
    """A handler that answers JSON, refuses other sites and strangers, and turns errors into one line."""

    async def handle(request: Request) -> Response:
        try:
            _admit(request)
            return JSONResponse(await handler(request), headers=PRIVATE)
        except Refusal as exc:
            return _error(exc.status, str(exc))
        except TranslateFlowError as exc:
            return _error(next(status for kind, status in _STATUS if isinstance(exc, kind)), str(exc))

    return handle


def _admit(request: Request) -> None:
    if not person_of(request):
        raise Refusal(401, "nobody is signed in; reload the page")
    if is_from_elsewhere(request):
        raise Refusal(403, "the request comes from another site")


def _error(status: int, line: str) -> Response:
    return JSONResponse({"error": " ".join(line.split())}, status_code=status, headers=PRIVATE)


def asked(request: Request, name: str, *, example: str) -> str:
    """A parameter of the query.

    Raises:
        InputError: it is missing or empty; the text shows the ``example``.

    """
    value = request.query_params.get(name, "")
    if not value:
        raise InputError(f"{name}: missing; ask for {example}")
    return value


def asked_number(request: Request, name: str, *, example: str) -> int:
    """A number from the address's query.

    Raises:
        InputError: it is left out, or no number.

    """
    found = asked(request, name, example=example)
    if not found.isdecimal() or len(found) > _DIGITS:
        raise InputError(f"{name}: no number; ask for {example}")
    return int(found)


async def posted(request: Request, tokens: Tokens, *, most: int) -> bytes:
    """The body of a request by the page itself: with its token, JSON, read no further than ``most`` bytes.

    Raises:
        Refusal: it is not that.

    """
    if not tokens.accepts(person_of(request), request.headers.get(TOKEN_HEADER, "")):
        raise Refusal(403, "token: missing or old; ask /api/session for a new one")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refusal(415, "content-type: application/json is expected")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise Refusal(413, f"the body is larger than {most:,} bytes; send less at once")
    return bytes(body)
