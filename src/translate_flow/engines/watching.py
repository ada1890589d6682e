"""Watch over one exchange with a server: say that it takes long, and end it when it takes too long as a whole."""

from __future__ import annotations

import socket
import threading
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import Any, Self

Opened = Callable[[socket.socket], None]


class Watch:
    """Shuts the connection down after ``seconds``: a socket's own timeout starts anew with every byte that drips in.

    ``slow`` is called once, from another thread, when there is no answer after ``patience`` seconds.
    """

    def __init__(self, seconds: float, *, patience: float, slow: Callable[[], object]) -> None:
        self._seconds, self._patience, self._slow = seconds, min(patience, seconds), slow
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self.over = False

    def __enter__(self) -> Self:
        threading.Thread(target=self._guard, name="watch", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()

    def opened(self, connection: socket.socket) -> None:
        """Take the socket that is to be shut down.

        Raises:
            TimeoutError: the time was over before it was open.

        """
        with self._lock:
            if self.over:
                raise TimeoutError("no connection in time")
            self._socket = connection

    def _guard(self) -> None:
        if self._done.wait(self._patience):
            return
        self._slow()
        if not self._done.wait(self._seconds - self._patience):
            self._end()

    def _end(self) -> None:
        with self._lock:
            self.over = True
            if self._socket is not None:
                with suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)


class WatchedRequest(urllib.request.Request):
    """A request whose connection a `Watch` may shut down."""

    def __init__(self, url: str, *, watch: Watch, data: bytes | None, headers: dict[str, str]) -> None:
        super().__init__(url, data=data, headers=headers)
        self.opened = watch.opened


class WatchedHTTP(urllib.request.HTTPHandler):
    """Opens http addresses of `WatchedRequest`."""

    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        """See HTTPHandler."""
        return self.do_open(_connecting(_Plain, req), req)


class WatchedHTTPS(urllib.request.HTTPSHandler):
    """Opens https addresses of `WatchedRequest`."""

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        """See HTTPSHandler."""
        return self.do_open(_connecting(_Secure, req), req)


class _Plain(HTTPConnection):
    opened: Opened

    def connect(self) -> None:
        super().connect()
        self.opened(self.sock)


class _Secure(HTTPSConnection):
    opened: Opened

    def connect(self) -> None:
        super().connect()
        self.opened(self.sock)


def _connecting(kind: type[_Plain | _Secure], request: urllib.request.Request) -> Callable[..., Any]:
    """What urllib calls for a connection; the request comes along in it."""

    def connect(*arguments: Any, **options: Any) -> _Plain | _Secure:  # noqa: ANN401 - urllib's own arguments
        connection = kind(*arguments, **options)
        if isinstance(request, WatchedRequest):
            connection.opened = request.opened
        return connection

    return connect
