"""A local server that speaks LibreTranslate's protocol, drafts with a real engine, and fails on order."""

from __future__ import annotations

import json
import socket
import struct
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from translate_flow.domain.ports import Engine

Fault = Callable[["Handler"], None]


@dataclass
class Served:
    """What the server does and what it was asked: faults answer the next translations, or lists of languages."""

    engine: Engine
    languages: object
    faults: deque[Fault] = field(default_factory=deque)
    list_faults: deque[Fault] = field(default_factory=deque)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    batch_limit: int = 1000
    alternatives_limit: int = 1000
    ended: Event = field(default_factory=Event)
    url: str = ""

    def fail(self, *faults: Fault) -> None:
        self.faults.extend(faults)

    def fail_lists(self, *faults: Fault) -> None:
        self.list_faults.extend(faults)

    @property
    def translated(self) -> list[dict[str, Any]]:
        return [body for path, body in self.asked if path == "/translate"]


class Handler(BaseHTTPRequestHandler):
    """Answers as LibreTranslate does (docs.libretranslate.com/guides/api_usage)."""

    protocol_version = "HTTP/1.1"
    served: Served

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._take({})
        if self.served.list_faults:
            return self.served.list_faults.popleft()(self)
        if self.path != "/languages":
            return self.answer(404, "<html>", plain=True)
        return self.answer(200, self.served.languages)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._take(body)
        if self.served.faults:
            return self.served.faults.popleft()(self)
        if len(body["q"]) > self.served.batch_limit:
            return self.answer(400, {"error": "Invalid request: request exceeds text limit"})
        if body.get("alternatives", 0) > self.served.alternatives_limit:
            return self.answer(400, {"error": "Invalid request: alternatives parameter must be <= 0"})
        return self.answer(200, self.drafted(body))

    def _take(self, body: dict[str, Any]) -> None:
        self.served.asked.append((self.path, body))

    def drafted(self, body: dict[str, Any]) -> dict[str, Any]:
        more = body.get("alternatives", 0)
        pair = {"source": body["source"], "target": body["target"]}
        texts = [draft.text for draft in self.served.engine.translate(body["q"], **pair)]
        found: dict[str, Any] = {"translatedText": texts}
        if more:
            found["alternatives"] = [[f"{text} ({number})" for number in range(more)] for text in texts]
        return found

    def answer(self, status: int, content: object, *, plain: bool = False, **headers: str) -> None:
        data = str(content).encode() if plain else json.dumps(content).encode()
        self.send_response(status)
        for name, value in {"Content_Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)


def says(status: int, content: object, *, plain: bool = False, **headers: str) -> Fault:
    """A fault that answers with a status and a JSON value, or text that is none."""
    return lambda handler: handler.answer(status, content, plain=plain, **headers)


def resets(handler: Handler) -> None:
    """Break the connection as a killed server does: the peer gets a reset, no answer."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def breaks_off(handler: Handler) -> None:
    """Promise more bytes than come."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"translatedText": ["hal')
    handler.close_connection = True


def overflows(handler: Handler) -> None:
    """Send more than anyone takes, without saying how much."""
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(20):
            handler.wfile.write(b" " * (1 << 20))
    except OSError:
        pass
    handler.close_connection = True


def hangs(handler: Handler) -> None:
    """Say nothing as long as the server lives."""
    handler.served.ended.wait()
    handler.close_connection = True


def drips(handler: Handler) -> None:
    """Send a header that never ends, a byte at a time, as long as the server lives and somebody listens."""
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not handler.served.ended.wait(0.01):
            handler.wfile.write(b"x")
    except OSError:
        pass
    handler.close_connection = True


@contextmanager
def serving(engine: Engine, *, languages: object, **options: Any) -> Iterator[Served]:
    """Serve on a free port until the block ends."""
    served = Served(engine, languages, **options)
    own = type("Own", (Handler,), {"served": served})
    with ThreadingHTTPServer(("127.0.0.1", 0), own) as server:
        server.daemon_threads = True
        served.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield served
        finally:
            served.ended.set()
            server.shutdown()
            thread.join()
