"""Comments on segments, whom they name, and how many segments have open ones."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the tables and the sum; nobody has said anything yet, so that it is right everywhere."""
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("resolved", sa.BigInteger(), nullable=True),
        sa.Column("resolved_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["segment"], ["segment.id"], name=op.f("fk_comment_segment_segment"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_comment_article_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sqlite_autoincrement=True,
    )
    for owner in ("segment", "article"):
        op.create_index(op.f(f"ix_comment_{owner}_language"), "comment", [owner, "language"], unique=False)
    op.create_table(
        "mention",
        sa.Column("comment", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment"], ["comment.id"], name=op.f("fk_mention_comment_comment"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("comment", "person", name=op.f("pk_mention")),
    )
    op.create_index(op.f("ix_mention_person"), "mention", ["person", "comment"], unique=False)
    op.add_column("standing", sa.Column("comments", sa.Integer(), nullable=False, server_default="0"))
