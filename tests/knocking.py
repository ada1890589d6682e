"""A server of ours on a real socket, and a small browser that keeps its cookies and may lie in every header."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import uvicorn
from starlette.types import ASGIApp


@contextmanager
def served(app: ASGIApp) -> Iterator[int]:
    """The port of an application on this computer, until the end of the block."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    assert server.started, "the server does not start"
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(20)


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


@dataclass
class Browser:
    """Asks under the name ``host``."""

    port: int
    host: str = "desk.example"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Reply:
        return self._ask("GET", path, None, headers)

    def post(self, path: str, form: Mapping[str, str] | bytes = b"", **headers: str) -> Reply:
        body = form if isinstance(form, bytes) else urlencode(form).encode()
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", **headers})

    def _ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        kept = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())} if self.cookies else {}
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers={"Host": self.host, **kept, **given})
        reply = connection.getresponse()
        for line in reply.headers.get_all("set-cookie") or []:
            self._keep(line)
        found = {key.lower(): value for key, value in reply.getheaders()}
        answer = Reply(reply.status, found, reply.read().decode())
        connection.close()
        return answer

    def _keep(self, line: str) -> None:
        for key, morsel in SimpleCookie(line).items():
            if morsel.value and morsel["max-age"] != "0":
                self.cookies[key] = morsel.value
            else:
                self.cookies.pop(key, None)
