"""The translation memory: units, who taught them, a search index; what is approved already waits to be learnt."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables, and note the targets that were approved before."""
    _units()
    _lessons()
    _backlog()
    _index()


def _units() -> None:
    op.create_table(
        "memory_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.BigInteger(), nullable=False),
        sa.Column("source_key", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("source_language", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=True),
        sa.Column("grain", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memory_unit")),
        sa.UniqueConstraint("identity", name=op.f("uq_memory_unit_identity")),
    )
    op.create_index(op.f("ix_memory_unit_source_key"), "memory_unit", ["source_key"], unique=False)


def _lessons() -> None:
    op.create_table(
        "memory_lesson",
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit"], ["memory_unit.id"], name=op.f("fk_memory_lesson_unit_memory_unit"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("segment", "language", "unit", name=op.f("pk_memory_lesson")),
    )
    op.create_index(op.f("ix_memory_lesson_unit"), "memory_lesson", ["unit"], unique=False)


def _backlog() -> None:
    op.create_table(
        "memory_backlog",
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("segment", "language", name=op.f("pk_memory_backlog")),
    )
    op.execute(
        "INSERT INTO memory_backlog (segment, language)"
        " SELECT segment, language FROM target WHERE state IN ('approved', 'published')"
    )


def _index() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE memory_index USING fts5(terms, content='', columnsize=0, detail=none, tokenize='ascii')"
    )
    op.execute("INSERT INTO memory_index (memory_index, rank) VALUES ('hashsize', 16777216)")
