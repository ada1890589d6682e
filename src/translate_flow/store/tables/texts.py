"""Articles, their segments and targets, and the history of both."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from translate_flow.store.tables.metadata import metadata

article = Table(
    "article",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("language", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("byline", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("revision", Integer, nullable=False, server_default="1"),
    # When it was put aside or into the bin; out of the bin it comes back to where it was. ``until`` is the time up to
    # which it can be restored, as it was told to whoever deleted it: a setting that changes later takes nothing away.
    Column("archived", BigInteger),
    Column("deleted", BigInteger),
    Column("deleted_by", Text, nullable=False, server_default=""),
    Column("until", BigInteger),
    # Empty where it is in none. No foreign key: SQLite adds one only by deleting the table, and all that leads to it.
    Column("collection", Text, nullable=False, server_default="", index=True),
)

article_language = Table(
    "article_language",
    metadata,
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("language", Text, nullable=False),
    PrimaryKeyConstraint("article", "language"),
)

change = Table(
    "cleaning_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("line", Integer, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

SAID = ("kind", "level", "label", "text", "codes", "sentences", "source_hash")
"""What a segment says, now or in an earlier revision of its article."""


def _said(*, indexed: bool) -> tuple[Column[Any], ...]:
    """Columns for `SAID`; the hash is looked up among the segments of today only."""
    *names, source_hash = SAID
    columns = (Column(name, Integer if name == "level" else Text, nullable=False) for name in names)
    return *columns, Column(source_hash, Text, nullable=False, index=indexed)


segment = Table(
    "segment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    *_said(indexed=True),
    Column("words", Integer, nullable=False),
    # The article's revision that no longer held it; empty while it is part of the article.
    Column("gone", Integer),
    Index("ix_segment_article_position", "article", "position"),
)

# One row, once an article was purged: the last number that a segment had by then.
last_segment = Table("last_segment", metadata, Column("number", Integer, primary_key=True))

# What a segment said before a revision of its article changed it; ``revision`` is the last one that held this.
earlier_source = Table(
    "earlier_source",
    metadata,
    Column("segment", ForeignKey("segment.id", ondelete="CASCADE"), nullable=False),
    Column("revision", Integer, nullable=False),
    *_said(indexed=False),
    Column("replaced", BigInteger, nullable=False),
    Column("replaced_by", Text, nullable=False),
    PrimaryKeyConstraint("segment", "revision"),
)

# The revisions of an article after its import. ``effect`` counts segments, ``replaced`` is the text before with the
# targets that changed (JSON), ``undoes`` the number of the revision that it took back.
article_revision = Table(
    "article_revision",
    metadata,
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("undoes", Integer),
    Column("effect", Text, nullable=False),
    Column("replaced", Text, nullable=False),
    PrimaryKeyConstraint("article", "number"),
)

_UNJUDGED = "failing IS NULL AND text <> ''"
UNJUDGED = text("target.failing IS NULL AND target.text <> ''")
"""Texts that the checks have not seen since they are what they are; ``ix_target_unjudged`` holds no others."""

# ``failing`` counts what the checks find in it, at the level of a warning or worse.
target = Table(
    "target",
    metadata,
    Column("segment", ForeignKey("segment.id", ondelete="CASCADE"), nullable=False),
    Column("language", Text, nullable=False),
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("text", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("source_hash", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("score", Float),
    Column("flags", Text, nullable=False),
    Column("confidence", Float),
    Column("failing", Integer),
    Column("changed", BigInteger, nullable=False),
    Column("changed_by", Text, nullable=False),
    PrimaryKeyConstraint("segment", "language"),
    Index("ix_target_language_state", "language", "state"),
    Index("ix_target_article_language_state", "article", "language", "state"),
    Index("ix_target_unjudged", "article", "language", sqlite_where=text(_UNJUDGED), postgresql_where=text(_UNJUDGED)),
)

# In words and not as parameters: SQLite uses an index of some rows only where a query says literally which.
_DECIDED = "action IN ('approve', 'confirm')"
DECIDED = text(f"revision.{_DECIDED}")
"""Confirmations and approvals; ``ix_revision_decided`` holds no others."""
_EDITED = "action = 'edit'"
EDITED = text(f"revision.{_EDITED}")
"""What people wrote and did not confirm with it; ``ix_revision_edited`` holds nothing else."""

revision = Table(
    "revision",
    metadata,
    Column("segment", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("from_state", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("source_hash", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("segment", "language", "version"),
    ForeignKeyConstraint(["segment", "language"], ["target.segment", "target.language"], ondelete="CASCADE"),
    Index("ix_revision_decided", "language", "at", sqlite_where=text(_DECIDED), postgresql_where=text(_DECIDED)),
    Index("ix_revision_edited", "author", "at", sqlite_where=text(_EDITED), postgresql_where=text(_EDITED)),
)
