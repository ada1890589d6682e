"""What people set and spend at their own work: false alarms of the checks, what they prefer, time and keys."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from translate_flow.store.tables.metadata import metadata

# Places are code points of the plain target; ``digest`` is that of the texts for which the word holds.
dismissal = Table(
    "dismissal",
    metadata,
    Column("segment", ForeignKey("segment.id", ondelete="CASCADE"), nullable=False),
    Column("language", Text, nullable=False),
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("code", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("segment", "language", "code", "start", "end"),
    Index("ix_dismissal_article_language", "article", "language"),
)

# ``value`` is JSON; no foreign key, for whoever owns a desk without accounts prefers something too.
preference = Table(
    "preference",
    metadata,
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("person", "name"),
)

# One row for each save that came with any: what a person spent on a target since its version ``base``. The numbers are
# as large as a browser may count them.
effort = Table(
    "effort",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("segment", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("base", Integer, nullable=False),
    Column("person", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("milliseconds", BigInteger, nullable=False),
    Column("typed", BigInteger, nullable=False),
    Column("deleted", BigInteger, nullable=False),
    Column("other", BigInteger, nullable=False),
    ForeignKeyConstraint(["segment", "language"], ["target.segment", "target.language"], ondelete="CASCADE"),
    Index("ix_effort_segment", "segment", "language"),
    Index("ix_effort_language", "language", "at"),
    Index("ix_effort_person", "person", "at"),
)
