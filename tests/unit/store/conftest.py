"""A real database in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stores import new_store
from translate_flow.store import SqlStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = new_store(tmp_path / "data" / "desk.sqlite")
    yield opened
    opened.close()
