"""Articles are archived and deleted; the numbers of segments that were purged are never given again."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the columns and the table; every article is open."""
    for column in (
        sa.Column("archived", sa.BigInteger(), nullable=True),
        sa.Column("deleted", sa.BigInteger(), nullable=True),
        sa.Column("deleted_by", sa.Text(), nullable=False, server_default=""),
        sa.Column("until", sa.BigInteger(), nullable=True),
    ):
        op.add_column("article", column)
    op.create_table(
        "last_segment",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_last_segment")),
    )
