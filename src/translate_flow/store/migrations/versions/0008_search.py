"""Search in every source and target: an index, and a queue of what it has not taken in, filled by triggers."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the tables; everything that is there already waits in the queue."""
    op.create_table(
        "search_queue",
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("segment", "language", name=op.f("pk_search_queue")),
    )
    op.create_table(
        "search_language",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_language")),
        sa.UniqueConstraint("language", name=op.f("uq_search_language_language")),
    )
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(terms, content='', columnsize=0, detail=none, tokenize='ascii')"
    )
    op.execute("INSERT INTO search_queue (segment, language, before) SELECT id, '', '' FROM segment")
    op.execute("INSERT INTO search_queue (segment, language, before) SELECT segment, language, '' FROM target")
    _follow("segment", key="id", language="''")
    _follow("target", key="segment", language="ROW.language")


def _follow(table: str, *, key: str, language: str) -> None:
    """What a text was is kept the first time it changes: that is what the index holds."""
    keep = "INSERT OR IGNORE INTO search_queue (segment, language, before) VALUES"
    for event, row, before in (("INSERT", "NEW", "''"), ("UPDATE", "NEW", "OLD.text"), ("DELETE", "OLD", "OLD.text")):
        name = language.replace("ROW", row)
        when = "OF text" if event == "UPDATE" else ""
        changed = "WHEN OLD.text IS NOT NEW.text" if event == "UPDATE" else ""
        op.execute(
            f"CREATE TRIGGER search_{table}_{event.lower()} AFTER {event} {when} ON {table} {changed}"
            f" BEGIN {keep} ({row}.{key}, {name}, {before}); END"
        )
