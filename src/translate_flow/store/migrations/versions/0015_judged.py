"""What the checks find in each target is counted, and on the board."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_UNJUDGED = sa.text("failing IS NULL AND text <> ''")


def upgrade() -> None:
    """Add the columns; the checks have looked at nothing yet."""
    op.add_column("target", sa.Column("failing", sa.Integer(), nullable=True))
    op.add_column("standing", sa.Column("failing", sa.Integer(), nullable=False, server_default="0"))
    op.create_index(
        op.f("ix_target_unjudged"),
        "target",
        ["article", "language"],
        unique=False,
        sqlite_where=_UNJUDGED,
        postgresql_where=_UNJUDGED,
    )
