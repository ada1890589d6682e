"""What the search in every article keeps beside its index."""

from __future__ import annotations

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Table, Text

from translate_flow.store.tables.metadata import metadata

# What `search_index`, SQLite's own, has still to take in: the triggers of segment and target write it. ``language`` is
# empty for a source; ``before`` is the text that the index holds, empty where it holds none.
search_queue = Table(
    "search_queue",
    metadata,
    Column("segment", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("before", Text, nullable=False),
    PrimaryKeyConstraint("segment", "language"),
)

search_language = Table(
    "search_language",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("language", Text, nullable=False, unique=True),
)
