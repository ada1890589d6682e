"""The time and the keys that people spend on segments, in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, FromClause, Row, Select, and_, func, insert, select

from translate_flow.domain.board import SIGNED_OFF, Timed
from translate_flow.domain.efforts import Spent, Worked
from translate_flow.domain.people import Right
from translate_flow.domain.shelves import Shelf
from translate_flow.domain.translation import Action, State
from translate_flow.store import tables
from translate_flow.store.rights import Require
from translate_flow.store.rows import milliseconds, now, origin_from
from translate_flow.store.shelved import STANDS

_EFFORT, _SEGMENT, _TARGET, _REVISION = tables.effort.c, tables.segment.c, tables.target.c, tables.revision.c
_COUNTS = ("milliseconds", "typed", "deleted", "other")
_FINISHED = [state.value for state in (State.TRANSLATED, *SIGNED_OFF)]


class SqlEfforts:
    """The table of what was spent, through the connection of a unit of work."""

    def __init__(self, connection: Connection, *, by: str, require: Require) -> None:
        """``require`` checks a right before each write."""
        self._connection, self._by, self._require = connection, by, require

    def add(self, segment: int, language: str, spent: Spent, *, base: int) -> None:
        """Note what the author of this transaction spent on a target."""
        self._require(Right.PROPOSE, language=language)
        counts = {name: getattr(spent, name) for name in _COUNTS}
        place = {"segment": segment, "language": language, "base": base}
        self._connection.execute(insert(tables.effort).values(**place, person=self._by, at=now(), **counts))

    def worked(self, *, since: datetime, limit: int, language: str = "", person: str = "") -> Sequence[Worked]:
        """What was worked on since then, the newest first."""
        wanted = [_EFFORT.at >= milliseconds(since)]
        wanted += [_EFFORT.language == language] if language else []
        wanted += [_EFFORT.person == person] if person else []
        mine = (
            select(_EFFORT.segment, _EFFORT.language, _EFFORT.person, func.min(_EFFORT.base).label("began"), *_sums())
            .join(tables.segment, _SEGMENT.id == _EFFORT.segment)
            .join(tables.article, tables.article.c.id == _SEGMENT.article)
            .where(*wanted, ~STANDS[Shelf.DELETED])
            .group_by(_EFFORT.segment, _EFFORT.language, _EFFORT.person)
            .order_by(func.max(_EFFORT.at).desc(), func.max(_EFFORT.id).desc())
            .limit(limit)
            .subquery()
        )
        return [_worked(row) for row in self._connection.execute(_with_texts(mine))]

    def timed(self, language: str, *, limit: int) -> Timed:
        """What everybody spent on what was approved last."""
        newest = (
            select(_REVISION.segment)
            .where(tables.DECIDED, _REVISION.language == language)
            .order_by(_REVISION.at.desc())
            .limit(limit)
            .subquery()
        )
        stands = and_(_TARGET.segment == _EFFORT.segment, _TARGET.language == _EFFORT.language)
        spent = (
            select(_EFFORT.segment, func.sum(_EFFORT.milliseconds).label("milliseconds"))
            .join(tables.target, stands)
            .join(tables.article, tables.article.c.id == _TARGET.article)
            .where(_EFFORT.language == language, _EFFORT.segment.in_(select(newest.c.segment)))
            .where(_TARGET.state.in_([state.value for state in SIGNED_OFF]), ~STANDS[Shelf.DELETED])
            .group_by(_EFFORT.segment)
            .subquery()
        )
        sums = func.count(), func.sum(_SEGMENT.words), func.sum(spent.c.milliseconds)
        query = select(*sums).join_from(spent, tables.segment, _SEGMENT.id == spent.c.segment)
        segments, words, time = self._connection.execute(query).one()
        return Timed(segments, int(words or 0), timedelta(milliseconds=int(time or 0)))


def _sums() -> Sequence[Any]:
    return [func.sum(_EFFORT[name]).label(name) for name in _COUNTS]


def _with_texts(mine: FromClause) -> Select[Any]:
    """What somebody spent, with the version that they began with and the last one that is theirs."""
    began, left, own = tables.revision.alias("began"), tables.revision.alias("left"), tables.revision.alias("own")
    last = (
        select(func.max(own.c.version))
        .where(own.c.segment == mine.c.segment, own.c.language == mine.c.language, own.c.author == mine.c.person)
        .correlate(mine)
        .scalar_subquery()
    )
    columns = [
        *(began.c.action, began.c.origin, began.c.text.label("draft"), left.c.text.label("final"), left.c.state),
        (began.c.source_hash == left.c.source_hash).label("same"),
    ]
    return (
        select(mine, _SEGMENT.words, *columns)
        .join_from(mine, tables.segment, _SEGMENT.id == mine.c.segment)
        .outerjoin(began, and_(*_of(began, mine), began.c.version == mine.c.began))
        .outerjoin(left, and_(*_of(left, mine), left.c.version == last))
    )


def _of(revision: FromClause, mine: FromClause) -> Sequence[Any]:
    return revision.c.segment == mine.c.segment, revision.c.language == mine.c.language


def _worked(row: Row[Any]) -> Worked:
    engine = origin_from(row.origin).engine if row.origin else ""
    pair = engine and row.action == Action.DRAFT.value and row.same and row.state in _FINISHED
    return Worked(
        person=row.person,
        language=row.language,
        engine=engine,
        words=row.words,
        # sums of PostgreSQL's large integers are decimals
        spent=Spent(*(int(row._mapping[name]) for name in _COUNTS)),
        draft=row.draft if pair else None,
        final=row.final if pair else None,
    )
