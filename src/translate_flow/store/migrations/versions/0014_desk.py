"""False alarms of the checks, and what people prefer."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "dismissal",
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["segment"], ["segment.id"], name=op.f("fk_dismissal_segment_segment"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_dismissal_article_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("segment", "language", "code", "start", "end", name=op.f("pk_dismissal")),
    )
    op.create_index(op.f("ix_dismissal_article_language"), "dismissal", ["article", "language"], unique=False)
    op.create_table(
        "preference",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person", "name", name=op.f("pk_preference")),
    )
