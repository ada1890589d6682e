"""Open a workspace's database: settings of every connection, upgrade of the schema."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError

from translate_flow.errors import StoreError
from translate_flow.store.migrations import HEAD
from translate_flow.store.unit_of_work import SqlStore

# FULL, because NORMAL may lose an acknowledged save at power loss; the cache is in KiB.
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=30000",
    "temp_store=MEMORY",
    "cache_size=-65536",
    "trusted_schema=OFF",
)


def open_store(path: Path, *, owned: bool = False, elsewhere: bool = False) -> SqlStore:
    """Open the SQLite file at ``path``, created and upgraded as needed; see `SqlStore` for the options.

    Raises:
        StoreError: the file is no database, cannot be written, or was written by a newer version.

    """
    engine = sqlite_engine(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _upgrade(engine)
    except (DatabaseError, OSError) as exc:
        cause = exc.orig if isinstance(exc, DatabaseError) else exc
        raise StoreError(
            f"{path}: cannot be opened as a workspace database ({cause}); check the path and its rights"
        ) from exc
    return SqlStore(engine, owned=owned, elsewhere=elsewhere)


def sqlite_engine(path: Path) -> Engine:
    """An engine whose writers take the lock at once: a deferred one would fail instead of wait."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own record type is private
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    # what titles are found and sorted by; SQLite's own knows the letters of ASCII alone
    connection.create_function("lower", 1, _without_case_and_marks, deterministic=True)


def _without_case_and_marks(text: str | None) -> str | None:
    if text is None or text.isascii():
        return text and text.lower()
    return "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter))


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _upgrade(engine: Engine) -> None:
    """Bring the schema to the newest revision, one upgrader at a time."""
    with engine.connect() as connection:
        known = connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'")).scalar()
        if known and connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD:
            return
    from translate_flow.store.migrations.upgrading import upgrade  # noqa: PLC0415 - alembic is needed only here

    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        upgrade(connection)
