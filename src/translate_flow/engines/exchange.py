"""Exchange JSON with one HTTP server: bounded in time and size, retried where that may help, never redirected."""

from __future__ import annotations

import json
import logging
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from ipaddress import ip_address
from urllib.parse import urlsplit

from translate_flow.engines.watching import Watch, WatchedHTTP, WatchedHTTPS, WatchedRequest
from translate_flow.errors import EngineError

ATTEMPTS = 5
LONGEST_WAIT = 60.0
"""Seconds a server may ask us to wait; more is told to the person instead."""

_ANSWER_LIMIT = 8 << 20
_CHUNK = 1 << 16
_HEADERS = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "translate-flow"}
_FIRST_WAIT = 0.5
# limits are told per minute (LibreTranslate's, flask-limiter's), and so many seconds the doubling waits are together
_FIRST_WAIT_AT_LIMIT = 4.0
# of the longest silence: after that somebody who watches is told what is waited for
_PATIENCE = 1 / 3
_BUSY = frozenset({429, 502, 503, 504})
"""Answers of a server or proxy that may be another one in a moment (RFC 9110, RFC 6585)."""

# shown on standard error where nothing else was set up: whoever waits learns why
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the HTTP status, the JSON value (None where it was none), and the wait asked for in seconds."""

    status: int
    content: object = None
    wait: float | None = None

    @property
    def error(self) -> str:
        """What the server says is wrong, in one line; empty where it does not say."""
        said = self.content.get("error") if isinstance(self.content, dict) else None
        return _line(said) if isinstance(said, str) else ""


class Exchange:
    """Asks one server, at ``url``. ``wait`` is called with the seconds before another try."""

    def __init__(self, url: str, *, name: str, wait: Callable[[float], object] = time.sleep) -> None:
        """Nothing is opened before `ask`; ``name`` is what errors call the server."""
        self._url = url.rstrip("/")
        self._name = name
        self._wait = wait
        handlers = [urllib.request.ProxyHandler({})] if _local(self._url) else []
        self._opener = urllib.request.build_opener(_AsAnswered, WatchedHTTP, WatchedHTTPS, *handlers)

    def ask(
        self, path: str, body: Mapping[str, object] | None = None, *, timeout: float, attempts: int = ATTEMPTS
    ) -> Answer:
        """The server's answer; a body is posted. ``timeout`` bounds each silence in seconds, twice that each try.

        A broken connection and an answer that says "later" are tried again, at most ``attempts`` times in all, each
        time after twice as long a wait; the first is half a second, or what the server asks for. Each wait is told.

        Raises:
            EngineError: the server cannot be reached, is silent, breaks off, sends us elsewhere, or more than we take.

        """
        for attempt in range(1, attempts + 1):
            first = _FIRST_WAIT
            try:
                answer = self._once(path, body, timeout=timeout, told=attempts > 1)
            except (OSError, HTTPException) as exc:
                # what was silent for so long once is not asked as often as what answers at once
                if attempt >= (min(attempts, 2) if _silent(exc) else attempts):
                    raise self._failure(exc) from exc
                why = _line(_reason(exc))
            else:
                asked = answer.wait or 0.0
                if answer.status not in _BUSY or attempt == attempts or asked > LONGEST_WAIT:
                    return answer
                first = asked or (_FIRST_WAIT_AT_LIMIT if answer.status == 429 else _FIRST_WAIT)
                why = "it asks for fewer requests" if answer.status == 429 else f"HTTP status {answer.status}"
            seconds = min(first * 2 ** (attempt - 1), LONGEST_WAIT)
            _log.warning("%s: %s; trying again in %g s", self._name, why, seconds)
            self._wait(seconds)
        raise AssertionError("the last attempt returns or raises")

    def _failure(self, error: BaseException) -> EngineError:
        """What went wrong: a server that took the request and is silent runs, one that is not there does not."""
        reason = _line(_reason(error))
        if isinstance(error, TimeoutError):
            return EngineError(
                f"{self._name} took the request and does not answer ({reason}); it hangs or has too much to do: see its"
                " log, or start it again"
            )
        return EngineError(f"{self._name} cannot be reached ({reason}); start it, or check its address")

    def _once(self, path: str, body: Mapping[str, object] | None, *, timeout: float, told: bool) -> Answer:
        url, data = self._url + path, None if body is None else json.dumps(body).encode()
        with Watch(2 * timeout, patience=timeout * _PATIENCE, slow=self._tell_slow if told else _nothing) as watch:
            try:
                answer = self._answer(WatchedRequest(url, watch=watch, data=data, headers=_HEADERS), timeout)
            except (OSError, HTTPException) as exc:
                if watch.over:
                    raise TimeoutError("no complete answer in time") from exc
                raise
            if watch.over:
                raise TimeoutError("no complete answer in time")
            return answer

    def _tell_slow(self) -> None:
        _log.warning("%s has not answered yet; waiting for it", self._name)

    def _answer(self, request: WatchedRequest, timeout: float) -> Answer:
        with self._opener.open(request, timeout=timeout) as response:
            if response.status in range(300, 400):
                raise EngineError(
                    f"{self._name} sends us to {_line(response.headers.get('Location', 'another address'))};"
                    " nothing is sent there: name that address in translate-flow.yaml if it is the right one"
                )
            return Answer(response.status, _value(self._read(response)), _asked_wait(response))

    def _read(self, response: HTTPResponse) -> bytes:
        content = bytearray()
        while chunk := response.read1(_CHUNK):
            content += chunk
            if len(content) > _ANSWER_LIMIT:
                raise EngineError(f"{self._name} sent more than {_ANSWER_LIMIT:,} bytes; nothing of it was used")
        if response.length:
            raise ConnectionResetError(f"broken off, {response.length:,} bytes before the end")
        return bytes(content)


def _nothing() -> None:
    """Whoever asks for the languages sees the answer, or the error, at once."""


class _AsAnswered(urllib.request.HTTPErrorProcessor):
    """Takes every answer as it is: no redirect is followed, no status is an exception."""

    def http_response(self, request: urllib.request.Request, response: HTTPResponse) -> HTTPResponse:  # noqa: ARG002 - urllib's signature
        """See HTTPErrorProcessor."""
        return response

    https_response = http_response


def _local(url: str) -> bool:
    """Whether the address is this machine's own, which no proxy can reach."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _value(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _asked_wait(response: HTTPResponse) -> float | None:
    """``Retry-After`` in seconds; its other form, a date, is left to our own waits."""
    stated = response.headers.get("Retry-After", "").strip()
    return float(stated) if stated.isascii() and stated.isdigit() and len(stated) < 10 else None


def _reason(error: BaseException) -> BaseException | str:
    return error.reason if isinstance(error, urllib.error.URLError) else error


def _silent(error: BaseException) -> bool:
    return isinstance(_reason(error), TimeoutError)


def _line(said: object) -> str:
    return " ".join(str(said).split())[:300] or type(said).__name__
