"""Collections of articles with their defaults, and terms of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the tables; every article is in no collection yet, every term is everybody's."""
    op.create_table(
        "collection",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_collection")),
    )
    _languages()
    op.add_column("article", sa.Column("collection", sa.Text(), nullable=False, server_default=""))
    op.create_index(op.f("ix_article_collection"), "article", ["collection"], unique=False)
    _terms()


def _languages() -> None:
    op.create_table(
        "collection_language",
        sa.Column("collection", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("translator", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collection"],
            ["collection.name"],
            name=op.f("fk_collection_language_collection_collection"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("collection", "language", name=op.f("pk_collection_language")),
    )


def _terms() -> None:
    """The same source and target may be a term of several collections."""
    op.drop_index("ix_term_pair", "term")
    key = ["source", "target", "source_language", "language", "collection"]
    with op.batch_alter_table("term") as batch:
        batch.add_column(sa.Column("collection", sa.Text(), nullable=False, server_default=""))
        batch.drop_constraint("uq_term_source", type_="unique")
        batch.create_unique_constraint("uq_term_source", key)
    op.create_index("ix_term_collection", "term", ["collection", "pair"], unique=False)
