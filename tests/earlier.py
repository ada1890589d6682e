"""Columns that came later, taken back: a database as an earlier version left it."""

from __future__ import annotations

import sqlite3

_TERM = """CREATE TABLE term (
 id INTEGER NOT NULL CONSTRAINT pk_term PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL,
 source_language TEXT NOT NULL, language TEXT NOT NULL, pair TEXT NOT NULL, part_of_speech TEXT NOT NULL,
 forbidden TEXT NOT NULL, case_sensitive BOOLEAN NOT NULL, note TEXT NOT NULL, folded TEXT NOT NULL,
 changed BIGINT NOT NULL, changed_by TEXT NOT NULL,
 CONSTRAINT uq_term_source UNIQUE (source, target, source_language, language))"""


def without_collections(database: sqlite3.Connection) -> None:
    """Articles and everybody's terms as they were before there were collections, whose tables are another matter."""
    database.execute("DROP INDEX ix_article_collection")
    database.execute("ALTER TABLE article DROP COLUMN collection")
    columns = [name for _, name, *_ in database.execute("PRAGMA table_info(term)") if name != "collection"]
    database.execute("ALTER TABLE term RENAME TO later")
    database.execute(_TERM)
    database.execute(f"INSERT INTO term ({', '.join(columns)}) SELECT {', '.join(columns)} FROM later")
    database.execute("DROP TABLE later")
    database.execute("CREATE INDEX ix_term_pair ON term (pair)")


def without_judgements(database: sqlite3.Connection) -> None:
    """Targets, and sums where there are any, as they were before the findings of the checks were counted."""
    database.execute("DROP INDEX ix_target_unjudged")
    database.execute("ALTER TABLE target DROP COLUMN failing")
    if database.execute("SELECT 1 FROM sqlite_master WHERE name = 'standing'").fetchone():
        database.execute("ALTER TABLE standing DROP COLUMN failing")
