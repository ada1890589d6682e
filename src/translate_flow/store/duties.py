"""What one person has to do, in the database: their parts of articles, and what came back to them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, and_, case, false, func, literal, or_, select

from translate_flow.domain.article import Kind
from translate_flow.domain.assignment import Span, Task
from translate_flow.domain.board import SIGNED_OFF, UNACCEPTED, Amount, Piece, SentBack
from translate_flow.domain.shelves import Shelf
from translate_flow.domain.translation import Action, State
from translate_flow.store import tables
from translate_flow.store.rows import moment, segment_from
from translate_flow.store.shelved import STANDS

_TARGET, _SEGMENT, _ARTICLE = tables.target.c, tables.segment.c, tables.article.c
_ASSIGNMENT, _REVISION, _STANDING = tables.assignment.c, tables.revision.c, tables.standing.c
_STALE = _TARGET.source_hash != _SEGMENT.source_hash
_UNACCEPTED = _TARGET.state.in_([state.value for state in UNACCEPTED])
_SIGNED = _TARGET.state.in_([state.value for state in SIGNED_OFF])
_WAITING: dict[Task, ColumnElement[bool]] = {
    Task.TRANSLATE: or_(_STANDING.stale > 0, *(_STANDING[f"{state.value}_segments"] > 0 for state in UNACCEPTED)),
    Task.REVIEW: _STANDING.segments > _STANDING.done_segments,
}
_TRANSLATING = [action.value for action in (Action.EDIT, Action.CONFIRM, Action.RESTORE)]


def pieces(connection: Connection, person: str, *, limit: int, watched: Collection[str]) -> tuple[Piece, ...]:
    """The unfinished parts that a person has, the first deadline first; ``watched`` are the languages under four eyes.

    So many parts at most are counted, of articles in which something waits: nobody's work is ever read whole.
    """
    asked = [_counted(_parts(person, task, limit), task, own=_own(person, task, watched)) for task in _WAITING]
    found = [_read(row) for query in asked for row in connection.execute(query)]
    order = sorted(found, key=_order)
    return tuple(item for item in order if (item.left + item.waiting + item.own).segments)[:limit]


def _order(item: Piece) -> tuple[bool, date, str, str, Span]:
    """What can be done comes before what somebody else has to do first."""
    return (not item.left.segments, item.due or date.max, item.title, item.language, item.span)


def _parts(person: str, task: Task, limit: int) -> FromClause:
    """The parts of articles that a person has, where something waits in the language of the article."""
    mine = _ASSIGNMENT.translator if task is Task.TRANSLATE else _ASSIGNMENT.reviewer
    same = and_(_STANDING.article == _ASSIGNMENT.article, _STANDING.language == _ASSIGNMENT.language)
    query = select(tables.assignment).join(tables.standing, same).where(mine == person, _WAITING[task])
    order = (_ASSIGNMENT.due.asc().nulls_last(), _ASSIGNMENT.article.desc(), _ASSIGNMENT.language, _ASSIGNMENT.first)
    return query.order_by(*order).limit(limit).subquery()


def _own(person: str, task: Task, watched: Collection[str]) -> ColumnElement[bool]:
    """What a reviewer may not approve, having translated it."""
    if task is Task.TRANSLATE or not watched:
        return false()
    return and_(_TARGET.language.in_(watched), func.coalesce(_translator(), "") == person)


def _counted(part: FromClause, task: Task, *, own: ColumnElement[bool]) -> Select[Any]:
    columns = (part.c.article, part.c.language, part.c.first, part.c.last, part.c.due)
    reviewing = task is Task.REVIEW
    to_translate = or_(_UNACCEPTED, _STALE)
    left = and_(_reviewable(part), ~own) if reviewing else to_translate
    waiting = and_(to_translate, ~_reviewable(part)) if reviewing else false()
    return (
        select(
            *columns,
            _ARTICLE.slug,
            _ARTICLE.title,
            literal(task.value).label("task"),
            func.count().label("segments"),
            func.sum(_SEGMENT.words).label("words"),
            *_both("left", left),
            *_both("waiting", waiting),
            *_both("own", and_(_reviewable(part), own)),
        )
        .join_from(part, tables.article, _ARTICLE.id == part.c.article)
        .join(tables.segment, and_(_SEGMENT.article == part.c.article, _SEGMENT.gone.is_(None)))
        .join(tables.target, and_(_TARGET.segment == _SEGMENT.id, _TARGET.language == part.c.language))
        .where(_SEGMENT.kind != Kind.CODE.value)
        .where(_SEGMENT.position >= part.c.first - 1, _SEGMENT.position < part.c.last)
        .group_by(*columns, _ARTICLE.slug, _ARTICLE.title)
    )


def _both(name: str, condition: ColumnElement[bool]) -> tuple[ColumnElement[Any], ...]:
    counted = (("segments", literal(1)), ("words", _SEGMENT.words))
    return tuple(func.sum(case((condition, unit), else_=0)).label(f"{name}_{what}") for what, unit in counted)


def _reviewable(part: FromClause) -> ColumnElement[bool]:
    """What is translated and not signed off for the source as it is now.

    Reviewers may approve drafts as they are, and what was translated for an older source; where a translator has the
    part these are theirs to confirm first.
    """
    accepted = and_(~_UNACCEPTED, ~_SIGNED, ~_STALE)
    alone = or_(and_(_TARGET.state == State.DRAFT.value, ~_STALE), and_(~_UNACCEPTED, _STALE))
    return or_(accepted, and_(alone, part.c.translator == ""))


def _read(row: Row[Any]) -> Piece:
    return Piece(
        task=Task(row.task),
        slug=row.slug,
        title=row.title,
        language=row.language,
        span=Span(row.first, row.last),
        due=date.fromisoformat(row.due) if row.due else None,
        all=Amount(row.segments, row.words),
        left=Amount(row.left_segments, row.left_words),
        waiting=Amount(row.waiting_segments, row.waiting_words),
        own=Amount(row.own_segments, row.own_words),
    )


def sent_back(connection: Connection, person: str, *, limit: int) -> tuple[SentBack, ...]:
    """Segments that wait for the person who last translated them, else for the one who has to, the newest first."""
    query = (
        select(_TARGET.language, _TARGET.changed, _TARGET.changed_by, tables.segment)
        .add_columns(_ARTICLE.slug, _ARTICLE.title)
        .join(tables.segment, and_(_SEGMENT.id == _TARGET.segment, _SEGMENT.gone.is_(None)))
        .join(tables.article, _ARTICLE.id == _TARGET.article)
        .where(_TARGET.state == State.NEEDS_WORK.value, _TARGET.language.in_(_languages()), STANDS[Shelf.OPEN])
        .where(func.coalesce(_translator(), _assigned(), "") == person)
        .order_by(_TARGET.changed.desc(), _TARGET.segment)
        .limit(limit)
    )
    return tuple(
        SentBack(
            row.slug,
            row.title,
            row.language,
            row.position + 1,
            segment_from(row).plain,
            row.changed_by,
            moment(row.changed),
        )
        for row in connection.execute(query)
    )


def _languages() -> Any:  # noqa: ANN401 - a select
    """Named, so that the index by language and state leads to what was sent back."""
    return select(tables.standing.c.language).where(tables.standing.c.needs_work_segments > 0)


def _translator() -> ColumnElement[Any]:
    """Who last wrote or confirmed a target by hand."""
    mine = (_REVISION.segment == _TARGET.segment, _REVISION.language == _TARGET.language)
    query = select(_REVISION.author).where(*mine, _REVISION.action.in_(_TRANSLATING))
    return query.order_by(_REVISION.version.desc()).limit(1).correlate(tables.target).scalar_subquery()


def _assigned() -> ColumnElement[Any]:
    here = (_ASSIGNMENT.article == _TARGET.article, _ASSIGNMENT.language == _TARGET.language)
    place = (_ASSIGNMENT.first <= _SEGMENT.position + 1, _ASSIGNMENT.last > _SEGMENT.position)
    query = select(_ASSIGNMENT.translator).where(*here, *place, _ASSIGNMENT.translator != "").limit(1)
    return query.correlate(tables.target, tables.segment).scalar_subquery()
