"""Accounts that an OpenID Connect provider vouches for."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add addresses and identities; everybody signs in with a password until they have one."""
    op.add_column("person", sa.Column("email", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "person_identity",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["person.name"], name=op.f("fk_person_identity_person_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_person_identity")),
        sa.UniqueConstraint("person", "issuer", name=op.f("uq_person_identity_person")),
    )
