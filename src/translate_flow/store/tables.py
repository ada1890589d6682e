"""The tables of a workspace. Times are milliseconds since 1970 (UTC); small value objects are JSON."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from translate_flow.domain.translation import State

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

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
    Column("changed", BigInteger, nullable=False),
    Column("changed_by", Text, nullable=False),
    PrimaryKeyConstraint("segment", "language"),
    Index("ix_target_language_state", "language", "state"),
    Index("ix_target_article_language_state", "article", "language", "state"),
)

# In words and not as parameters: SQLite uses an index of some rows only where a query says literally which.
_DECIDED = "action IN ('approve', 'confirm')"
DECIDED = text(f"revision.{_DECIDED}")
"""Confirmations and approvals; ``ix_revision_decided`` holds no others."""

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
)

# What `translate_flow.store.standings` sums up of an article in a language, written with each of its targets.
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
    Column("active", BigInteger),
    Column("active_by", Text, nullable=False),
    PrimaryKeyConstraint("article", "language"),
    Index("ix_standing_language", "language"),
)

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

operation = Table(
    "operation",
    metadata,
    Column("id", Text, primary_key=True),
    Column("answer", Text, nullable=False),
    Column("at", BigInteger, nullable=False, index=True),
)

person = Table(
    "person",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("display", Text, nullable=False, server_default=""),
    # By which a provider knows them; without letter case.
    Column("email", Text, nullable=False, server_default=""),
    # An argon2 hash; empty for who signs in elsewhere, or not at all.
    Column("password", Text, nullable=False, server_default=""),
    Column("disabled", Boolean, nullable=False, server_default="0"),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("locked", BigInteger),
    Column("created", BigInteger, nullable=False, server_default="0"),
)

person_language = Table(
    "person_language",
    metadata,
    Column("person", ForeignKey("person.name", ondelete="CASCADE"), nullable=False),
    Column("language", Text, nullable=False),
    Column("role", Text, nullable=False),
    PrimaryKeyConstraint("person", "language"),
)

# Who somebody is at an OpenID Connect provider: one identity at each.
person_identity = Table(
    "person_identity",
    metadata,
    Column("issuer", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("person", ForeignKey("person.name", ondelete="CASCADE"), nullable=False),
    PrimaryKeyConstraint("issuer", "subject"),
    UniqueConstraint("person", "issuer"),
)

# ``digest`` is the SHA-256 of the token that a browser holds: who reads this table cannot sign in with it.
session = Table(
    "session",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("person", ForeignKey("person.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("created", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False, index=True),
)

invitation = Table(
    "invitation",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("languages", Text, nullable=False),
    Column("display", Text, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("expires", BigInteger, nullable=False),
)

# Languages in which nobody approves what they translated themselves.
four_eyes = Table("four_eyes", metadata, Column("language", Text, primary_key=True))

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
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
    Column("pair", Text, nullable=False, index=True),
    Column("part_of_speech", Text, nullable=False),
    Column("forbidden", Text, nullable=False),
    Column("case_sensitive", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    # What a search looks in: source, target and forbidden variants without letter case.
    Column("folded", Text, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("changed_by", Text, nullable=False),
    UniqueConstraint("source", "target", "source_language", "language"),
)

# One row: what `translate_flow.domain.ports.Terms.stamp` answers.
term_stamp = Table(
    "term_stamp",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("stamp", Text, nullable=False),
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
