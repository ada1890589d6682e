"""Locks on files, which the operating system releases when a process dies."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from translate_flow.errors import StoreError


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Be the only worker of a workspace.

    Raises:
        StoreError: another one holds the lock.

    """
    with opened(path) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise StoreError("a worker of this workspace is running already; there is nothing to do") from exc
        yield


@contextmanager
def waiting(path: Path) -> Iterator[None]:
    """Hold the lock, after whoever holds it now."""
    with opened(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def opened(path: Path) -> IO[str]:
    """A file to lock, made when it is not there; what it holds stays.

    Raises:
        StoreError: it cannot be written.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a")
    except OSError as exc:
        raise StoreError(f"{path}: cannot be written ({exc.strerror or exc}); the workspace must be writable") from exc
