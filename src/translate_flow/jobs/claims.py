"""Claim articles for drafting, so that no two processes draft the same one into the same language."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import IO

from translate_flow.jobs.locks import opened

Order = tuple[str, str]
"""An article's slug and the language it is to be drafted into."""

_LOOK_SECONDS = 0.2


class Claims:
    """The orders of a workspace that are being drafted: each is a locked byte of one file.

    The operating system lets go of the bytes of a process that ends, however it ends. Bytes of one file, because a
    desk drafts more articles at once than a process may open files. Such locks are a process's, so its threads are
    told apart here; and closing the file anywhere in the process would let go of all of them (POSIX, fcntl), so it
    stays open: make one object for a workspace in a process.
    """

    def __init__(self, path: Path) -> None:
        """``path`` is locked and never written; it is made when something is claimed first."""
        self._path = path
        self._file: IO[str] | None = None
        self._own: set[int] = set()
        self._lock = Lock()

    @contextmanager
    def some(self, orders: Iterable[Order], *, waits: Callable[[], None]) -> Iterator[Sequence[Order]]:
        """Hold those of ``orders`` that nobody else drafts now; where others draft all, wait until one is free.

        Nothing is held while waiting, so nobody can wait for each other. ``waits`` is called several times a second
        as long as it takes, and may raise to give up.

        Raises:
            StoreError: the workspace cannot be written.

        """
        wanted = list(dict.fromkeys(orders))
        held = self._held(wanted)
        while wanted and not held:
            waits()
            time.sleep(_LOOK_SECONDS)
            held = self._held(wanted)
        try:
            yield held
        finally:
            for order in held:
                self._let_go(_place(order))

    def _held(self, orders: Iterable[Order]) -> list[Order]:
        return [order for order in orders if self._take(_place(order))]

    def _take(self, place: int) -> bool:
        with self._lock:
            if place in self._own:
                return False
            if self._file is None:
                self._file = opened(self._path)
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
            except (BlockingIOError, PermissionError):  # POSIX leaves the choice between the two
                return False
            self._own.add(place)
            return True

    def _let_go(self, place: int) -> None:
        with self._lock:
            if self._file is not None:
                fcntl.lockf(self._file, fcntl.LOCK_UN, 1, place)
            self._own.discard(place)


def _place(order: Order) -> int:
    """The byte of an order, of 2^62; two that share one would wait for each other and do no harm."""
    return int.from_bytes(blake2b("\0".join(order).encode(), digest_size=8).digest()) >> 2
