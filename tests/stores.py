"""A new store without the wait: to make its tables takes longer than most tests take."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

from translate_flow.store import SqlStore, open_store


def new_store(path: Path) -> SqlStore:
    """A store in a new file, copied from one that was opened the ordinary way."""
    place_at(path)
    return open_store(path)


def place_at(path: Path, *, like: Path | None = None) -> None:
    """A database without a row, or like one that is closed, for whoever opens it there."""
    source = like or _folder() / "desk.sqlite"
    assert not path.exists(), f"{path} is a database already"
    assert not source.with_name(f"{source.name}-wal").exists(), "a copy would lack what is still in the log"
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, path)


@functools.cache
def _folder() -> Path:
    """Where it is copied from, as long as this process runs."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    open_store(Path(folder.name) / "desk.sqlite").close()
    return Path(folder.name)
