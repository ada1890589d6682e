"""A new store without the wait: to make its tables takes longer than most tests take."""

from __future__ import annotations

import functools
import shutil
import tempfile
from pathlib import Path

from translate_flow.store import SqlStore, open_store


def new_store(path: Path) -> SqlStore:
    """A store in a new file, copied from one that was opened the ordinary way."""
    place_at(path)
    return open_store(path)


def place_at(path: Path) -> None:
    """A database without a row, for whoever opens it there."""
    assert not path.exists(), f"{path} is a database already"
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(Path(_folder().name) / "desk.sqlite", path)


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Kept as long as this process runs."""
    folder = tempfile.TemporaryDirectory()
    path = Path(folder.name) / "desk.sqlite"
    open_store(path).close()
    assert not path.with_name("desk.sqlite-wal").exists(), "a copy would lack what is still in the log"
    return folder
