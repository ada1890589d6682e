"""What people say about segments, and who was named there."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Text

from translate_flow.store.tables.metadata import metadata

# A number is never given twice: a page that is old must not settle another comment than the one it shows.
comment = Table(
    "comment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("segment", ForeignKey("segment.id", ondelete="CASCADE"), nullable=False),
    Column("language", Text, nullable=False),
    Column("article", ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("author", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("resolved", BigInteger),
    Column("resolved_by", Text, nullable=False),
    Index("ix_comment_segment_language", "segment", "language"),
    Index("ix_comment_article_language", "article", "language"),
    sqlite_autoincrement=True,
)

mention = Table(
    "mention",
    metadata,
    Column("comment", ForeignKey("comment.id", ondelete="CASCADE"), nullable=False),
    Column("person", Text, nullable=False),
    Column("seen", BigInteger),
    PrimaryKeyConstraint("comment", "person"),
    Index("ix_mention_person", "person", "comment"),
)
