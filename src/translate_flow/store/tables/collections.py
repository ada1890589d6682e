"""Series and topics, and what is meant for each article that comes in."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, PrimaryKeyConstraint, Table, Text

from translate_flow.store.tables.metadata import metadata

# ``due`` is a day: 2026-12-24.
collection = Table(
    "collection",
    metadata,
    Column("name", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("days", Integer),
    Column("due", Text),
    Column("created", BigInteger, nullable=False),
    Column("created_by", Text, nullable=False),
)

# ``place`` is that among the languages that articles are opened for; empty where this one is not among them.
collection_language = Table(
    "collection_language",
    metadata,
    Column("collection", ForeignKey("collection.name", ondelete="CASCADE"), nullable=False),
    Column("language", Text, nullable=False),
    Column("place", Integer),
    Column("engine", Text, nullable=False),
    Column("translator", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    PrimaryKeyConstraint("collection", "language"),
)
