"""Who has which work, what they were told, and the sums that the board reads."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Text

from translate_flow.domain.translation import State
from translate_flow.store.tables.metadata import metadata

# What `translate_flow.store.standings` sums up of an open article in a language, written with each target and comment.
standing = Table(
    "standing",
    metadata,
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("language", Text, nullable=False),
    *(Column(f"{state.value}_{unit}", Integer, nullable=False) for state in State for unit in ("segments", "words")),
    Column("done_segments", Integer, nullable=False),
    Column("done_words", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    Column("segments", Integer, nullable=False),
    Column("stale", Integer, nullable=False),
    Column("flagged", Integer, nullable=False),
    Column("doubtful", Integer, nullable=False),
    Column("comments", Integer, nullable=False, server_default="0"),
    Column("failing", Integer, nullable=False, server_default="0"),
    Column("active", BigInteger),
    Column("active_by", Text, nullable=False),
    PrimaryKeyConstraint("article", "language"),
    Index("ix_standing_language", "language"),
)

# Who has which segments of an article in a language, by their place in it, from 1; ``due`` is a day: 2026-12-24.
assignment = Table(
    "assignment",
    metadata,
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("language", Text, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("translator", Text, nullable=False, index=True),
    Column("reviewer", Text, nullable=False, index=True),
    Column("due", Text),
    PrimaryKeyConstraint("article", "language", "first"),
)

notice = Table(
    "notice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("task", Text, nullable=False),
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("language", Text, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("due", Text),
    Column("seen", BigInteger),
    Index("ix_notice_person", "person", "id"),
)
