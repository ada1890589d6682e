"""Articles have revisions: segments leave and come back, and keep what they said before."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns and the table; every stored article is at its first revision."""
    op.add_column("article", sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("segment", sa.Column("gone", sa.Integer(), nullable=True))
    op.create_table(
        "earlier_source",
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("sentences", sa.Text(), nullable=False),
        sa.Column("source_hash", sa.Text(), nullable=False),
        sa.Column("replaced", sa.BigInteger(), nullable=False),
        sa.Column("replaced_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["segment"], ["segment.id"], name=op.f("fk_earlier_source_segment_segment"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("segment", "revision", name=op.f("pk_earlier_source")),
    )
