"""Sum up how far an article is in a language, in the transaction that changes it.

A board over a million targets has to filter and to sort by these sums: summed up anew for each look they take seconds.
They are summed up anew for each write instead, of that one article in that one language: an index leads to its targets,
so that it takes a fraction of a commit, and nothing that is added and subtracted could ever go wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
)

from translate_flow.domain.article import Kind
from translate_flow.domain.board import DOUBTFUL, SIGNED_OFF, UNACCEPTED
from translate_flow.domain.translation import Action, State
from translate_flow.store import tables

_TARGET, _SEGMENT, _OPEN = tables.target.c, tables.segment.c, tables.article_language.c
_STANDING = tables.standing.c
# SQLite takes at most 32,766 variables in one statement.
_CHUNK = 10_000


def sum_up(connection: Connection, *, article: int, language: str = "") -> None:
    """Sum an article up in a language, or in all of its languages."""
    everywhere = select(_OPEN.language).where(_OPEN.article == article)
    for code in [language] if language else connection.execute(everywhere).scalars().all():
        here = {"of_article": article, "in_language": code}
        connection.execute(_FORGET, here)
        connection.execute(_SUM_UP, here)


def sum_up_around(connection: Connection, segments: Sequence[int], *, language: str) -> None:
    """Sum up the articles that segments belong to, in one language."""
    for start in range(0, len(segments), _CHUNK):
        chosen = _SEGMENT.id.in_(segments[start : start + _CHUNK])
        for article in connection.execute(select(_SEGMENT.article).where(chosen).distinct()).scalars().all():
            sum_up(connection, article=article, language=language)


def fresh(connection: Connection, slug: str) -> Sequence[Row[Any]]:
    """The sums of an article in each of its languages, counted now: of a shelved one none are kept."""
    article = tables.article.c
    query = select(_OPEN.article, _OPEN.language).join(tables.article, article.id == _OPEN.article)
    found: list[Row[Any]] = []
    for row in connection.execute(query.where(article.slug == slug).order_by(_OPEN.language)):
        found += connection.execute(_TOLD, {"of_article": row.article, "in_language": row.language}).all()
    return found


def _fresh() -> Select[Any]:
    """The sums of an article in a language, also where there is nothing to translate."""
    columns = [column.label(name) for name, column in _sums().items()]
    by = func.coalesce(_last("changed_by"), "").label("active_by")
    return (
        select(_OPEN.article, _OPEN.language, *columns, _last("changed").label("active"), by)
        .join(tables.target, and_(_TARGET.article == _OPEN.article, _TARGET.language == _OPEN.language), isouter=True)
        .join(
            tables.segment,
            and_(_SEGMENT.id == _TARGET.segment, _SEGMENT.gone.is_(None), _SEGMENT.kind != Kind.CODE.value),
            isouter=True,
        )
        .where(_OPEN.article == bindparam("of_article"), _OPEN.language == bindparam("in_language"))
        .group_by(_OPEN.article, _OPEN.language)
    )


def _sums() -> dict[str, ColumnElement[Any]]:
    stale = and_(_TARGET.text != "", _TARGET.source_hash != _SEGMENT.source_hash)
    done = and_(_in(SIGNED_OFF), _TARGET.source_hash == _SEGMENT.source_hash)
    found: dict[str, ColumnElement[Any]] = {}
    for state in State:
        found |= _both(state.value, _TARGET.state == state.value)
    return {
        **found,
        **_both("done", done),
        "words": func.coalesce(func.sum(_SEGMENT.words), 0),
        "segments": func.count(_SEGMENT.id),
        "stale": _count(stale),
        "flagged": _count(and_(_in(UNACCEPTED), _TARGET.flags != "[]")),
        "doubtful": _count(and_(_in(UNACCEPTED), _TARGET.confidence < DOUBTFUL)),
        "comments": _commented(),
        "failing": _count(_TARGET.failing > 0),
    }


def _in(states: Sequence[State]) -> ColumnElement[bool]:
    return _TARGET.state.in_([state.value for state in states])


def _both(name: str, condition: ColumnElement[bool]) -> dict[str, ColumnElement[Any]]:
    words = func.coalesce(func.sum(case((condition, _SEGMENT.words), else_=0)), 0)
    return {f"{name}_segments": _count(condition), f"{name}_words": words}


def _count(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(case((and_(_SEGMENT.id.is_not(None), condition), 1), else_=0)), 0)


def _commented() -> ColumnElement[Any]:
    """Segments of today on which a comment is open."""
    said, own = tables.comment.alias("said"), tables.segment.alias("own")
    waiting = (
        select(func.count(said.c.segment.distinct()))
        .join(own, and_(own.c.id == said.c.segment, own.c.gone.is_(None)))
        .where(said.c.article == _OPEN.article, said.c.language == _OPEN.language, said.c.resolved.is_(None))
        .correlate(tables.article_language)
    )
    return waiting.scalar_subquery()


def _last(what: str) -> ColumnElement[Any]:
    """When somebody last worked on a target or who did, also on one whose segment has left the article since.

    Whoever revises an article works on none: what they carry over or leave untouched in each language is others'.
    """
    other, of = tables.target.alias("other"), tables.segment.alias("of")
    past = tables.revision.alias("past")
    its = (past.c.segment == other.c.segment, past.c.language == other.c.language)
    brought = exists().where(*its, past.c.version == 1, past.c.action == Action.SOURCE.value)
    worked = exists().where(*its, past.c.action != Action.SOURCE.value)
    last = (
        select(other.c[what])
        .join(of, of.c.id == other.c.segment)
        .where(of.c.kind != Kind.CODE.value, or_(~brought, worked))
        .where(other.c.article == _OPEN.article, other.c.language == _OPEN.language, other.c.version > 0)
        .order_by(other.c.changed.desc(), other.c.segment.desc())
        .limit(1)
        .correlate(tables.article_language)
    )
    return last.scalar_subquery()


# Put together once: that takes ten times as long as to run them.
_FORGET = delete(tables.standing).where(
    _STANDING.article == bindparam("of_article"), _STANDING.language == bindparam("in_language")
)
_FRESH = _fresh()
_SLUG = select(tables.article.c.slug).where(tables.article.c.id == _OPEN.article).correlate(tables.article_language)
_TOLD = _FRESH.add_columns(_SLUG.scalar_subquery().label("slug"))
_SUM_UP = insert(tables.standing).from_select(_FRESH.selected_columns.keys(), _FRESH)
