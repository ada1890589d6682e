"""Opening a database: settings, upgrades, files that are none."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from translate_flow.errors import StoreError
from translate_flow.store import open_store
from translate_flow.store.connection import sqlite_engine
from translate_flow.store.tables import metadata


def test_the_migrated_schema_is_the_one_in_tables(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    open_store(path).close()
    with sqlite_engine(path).connect() as connection:
        fts = ("memory_index", "search_index")  # FTS5 keeps tables of its own beside each
        options = {"include_name": lambda name, *_: not str(name).startswith(fts)}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_a_database_that_is_up_to_date_opens_without_what_upgrades_it(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    open_store(path).close()
    look = "import sys, pathlib; from translate_flow.store import open_store; open_store(pathlib.Path(sys.argv[1]))"
    command = [sys.executable, "-c", f"{look}; print('alembic' in sys.modules)", str(path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 30000), ("trusted_schema", 0)],
)
def test_each_connection_has_the_settings(tmp_path: Path, pragma: str, value: object) -> None:
    with sqlite_engine(tmp_path / "desk.sqlite").connect() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_eight_openers_at_once_upgrade_once(tmp_path: Path) -> None:
    errors: list[Exception] = []

    def opener() -> None:
        try:
            open_store(tmp_path / "desk.sqlite").close()
        except StoreError as exc:
            errors.append(exc)

    threads = [threading.Thread(target=opener) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    path.write_bytes(b"my shopping list, quite long enough to be read as a header" * 4)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"desk\.sqlite"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    open_store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer"):
        open_store(path)
