"""A line from a browser to a server that can be cut, and mended again."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Line:
    """Carries bytes between a port of its own and a server's."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._whole = threading.Event()
        self._whole.set()
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def cut(self) -> None:
        """Break what is open and refuse what comes."""
        self._whole.clear()
        with self._guard:
            broken, self._open = self._open, set()
        for end in broken:
            _close(end)

    def mend(self) -> None:
        self._whole.set()

    def close(self) -> None:
        _close(self._door)
        self.cut()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                self._take(self._door.accept()[0])

    def _take(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self._to), timeout=10) if self._whole.is_set() else None
        except OSError:
            far = None
        if far is None:
            near.close()
            return
        far.settimeout(None)
        with self._guard:
            self._open |= {near, far}
        if not self._whole.is_set():
            self.cut()
        for one, other in ((near, far), (far, near)):
            threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
        with self._guard:
            self._open -= {one, other}
        _close(one)
        _close(other)


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def line(to: int) -> Iterator[Line]:
    """A line to a port, for as long as it is needed."""
    made = Line(to)
    try:
        yield made
    finally:
        made.close()
