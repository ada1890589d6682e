"""Targets know how far their draft can be relied on."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column; what was drafted before was never judged."""
    op.add_column("target", sa.Column("confidence", sa.Float(), nullable=True))
