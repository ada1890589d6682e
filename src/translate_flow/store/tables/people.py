"""People, how they sign in, what was done, and answers to operations that a browser may send again."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from translate_flow.store.tables.metadata import metadata

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

# A role of "password" is no invitation: it lets the person named in ``display`` set a new password.
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

operation = Table(
    "operation",
    metadata,
    Column("id", Text, primary_key=True),
    Column("answer", Text, nullable=False),
    Column("at", BigInteger, nullable=False, index=True),
)
