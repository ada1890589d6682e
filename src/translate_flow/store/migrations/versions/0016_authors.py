"""Who wrote what, the newest first."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the index."""
    edited = sa.text("action = 'edit'")
    op.create_index(
        "ix_revision_edited",
        "revision",
        ["author", "at"],
        if_not_exists=True,
        sqlite_where=edited,
        postgresql_where=edited,
    )
