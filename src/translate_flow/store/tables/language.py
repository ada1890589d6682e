"""What helps to translate: the memory and the termbase."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from translate_flow.store.tables.metadata import metadata

# A unit of the translation memory. ``identity`` and ``source_key`` are 64-bit hashes; ``folded`` are the source's
# tokens, ``words`` of them, for scoring; ``kept`` is 1 when it was added from outside, and so stays when no segment
# teaches it. ``memory_index`` beside it is SQLite's own (`translate_flow.store.memory_index`).
memory_unit = Table(
    "memory_unit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("identity", BigInteger, nullable=False, unique=True),
    Column("source_key", BigInteger, nullable=False, index=True),
    Column("words", Integer, nullable=False),
    Column("folded", Text, nullable=False),
    Column("source_language", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("kept", Integer, nullable=False),
    Column("changed", BigInteger),
    Column("grain", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),
)

# Which approved target taught which unit; ``segment`` is no foreign key, for the memory outlives articles.
memory_lesson = Table(
    "memory_lesson",
    metadata,
    Column("segment", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("unit", ForeignKey("memory_unit.id", ondelete="CASCADE"), nullable=False, index=True),
    PrimaryKeyConstraint("segment", "language", "unit"),
)

# Targets approved before there was a memory, until it has learnt them.
memory_backlog = Table(
    "memory_backlog",
    metadata,
    Column("segment", Integer, nullable=False),
    Column("language", Text, nullable=False),
    PrimaryKeyConstraint("segment", "language"),
)

term = Table(
    "term",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("source_language", Text, nullable=False),
    Column("language", Text, nullable=False),
    # The primary subtags of both, such as "en pt".
    Column("pair", Text, nullable=False),
    Column("part_of_speech", Text, nullable=False),
    Column("forbidden", Text, nullable=False),
    Column("case_sensitive", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    # What a search looks in: source, target and forbidden variants without letter case.
    Column("folded", Text, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("changed_by", Text, nullable=False),
    # Whose term it is: a collection's, or everybody's where it is empty; no foreign key, for unique needs a value.
    Column("collection", Text, nullable=False, server_default=""),
    UniqueConstraint("source", "target", "source_language", "language", "collection"),
    Index("ix_term_collection", "collection", "pair"),
)

# One row: what `translate_flow.domain.ports.Terms.stamp` answers.
term_stamp = Table(
    "term_stamp",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("stamp", Text, nullable=False),
)
