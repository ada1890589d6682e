"""Assignments and notices, what the board shows summed up, and an index of who decided what when."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the tables, and sum up what there is; nothing is assigned yet."""
    _assignment()
    _notice()
    decided = sa.text("action IN ('approve', 'confirm')")
    op.create_index(
        "ix_revision_decided", "revision", ["language", "at"], sqlite_where=decided, postgresql_where=decided
    )
    _standing()
    op.execute(_summed_up())


STATES = ("untranslated", "draft", "needs_work", "translated", "approved", "published")
UNACCEPTED = "t.state IN ('untranslated', 'draft', 'needs_work')"


def _standing() -> None:
    counts = [f"{state}_{unit}" for state in (*STATES, "done") for unit in ("segments", "words")]
    counts += ["words", "segments", "stale", "flagged", "doubtful"]
    op.create_table(
        "standing",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.Column("active", sa.BigInteger(), nullable=True),
        sa.Column("active_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_standing_article_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "language", name=op.f("pk_standing")),
    )
    op.create_index(op.f("ix_standing_language"), "standing", ["language"], unique=False)


def _summed_up() -> str:
    """The statement that fills the table; the program's own says the same of one article."""
    pairs = [(state, f"t.state = '{state}'") for state in STATES]
    pairs.append(("done", "t.state IN ('approved', 'published') AND t.source_hash = s.source_hash"))
    sums = {}
    for name, condition in pairs:
        sums[f"{name}_segments"] = _sum(condition)
        sums[f"{name}_words"] = _sum(condition, of="s.words")
    sums |= {
        "words": "coalesce(sum(s.words), 0)",
        "segments": "count(s.id)",
        "stale": _sum("t.text <> '' AND t.source_hash <> s.source_hash"),
        "flagged": _sum(f"{UNACCEPTED} AND t.flags <> '[]'"),
        "doubtful": _sum(f"{UNACCEPTED} AND t.confidence < 0.25"),
        "active": "max(CASE WHEN t.version > 0 AND s.id IS NOT NULL THEN t.changed END)",
        "active_by": (
            "coalesce((SELECT o.changed_by FROM target o WHERE o.article = l.article AND o.language = l.language"
            " AND o.version > 0 ORDER BY o.changed DESC, o.segment DESC LIMIT 1), '')"
        ),
    }
    return (
        f"INSERT INTO standing (article, language, {', '.join(sums)})"  # noqa: S608 - made of the names above alone
        f" SELECT l.article, l.language, {', '.join(sums.values())} FROM article_language l"
        " LEFT JOIN target t ON t.article = l.article AND t.language = l.language"
        " LEFT JOIN segment s ON s.id = t.segment AND s.gone IS NULL AND s.kind <> 'code'"
        " GROUP BY l.article, l.language"
    )


def _sum(condition: str, *, of: str = "1") -> str:
    return f"coalesce(sum(CASE WHEN s.id IS NOT NULL AND {condition} THEN {of} ELSE 0 END), 0)"


def _assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("translator", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_assignment_article_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "language", "first", name=op.f("pk_assignment")),
    )
    for role in ("translator", "reviewer"):
        op.create_index(op.f(f"ix_assignment_{role}"), "assignment", [role], unique=False)


def _notice() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("seen", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_notice_article_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_person"), "notice", ["person", "id"], unique=False)
