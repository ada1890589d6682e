"""A real database in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from translate_flow.store import SqlStore, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(tmp_path / "data" / "desk.sqlite")
    yield opened
    opened.close()
