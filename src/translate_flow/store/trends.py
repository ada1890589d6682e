"""Pace and quality of the work, from the history of targets: an index leads to decisions, a limit bounds each look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, exists, func, select, text

from translate_flow.domain.board import SIGNED_OFF, Approvals, Edited, Timed
from translate_flow.domain.shelves import Shelf
from translate_flow.domain.translation import Action
from translate_flow.domain.words import count_words
from translate_flow.store import tables
from translate_flow.store.rows import milliseconds, moment, origin_from, segment_from
from translate_flow.store.shelved import STANDS

_REVISION, _SEGMENT = tables.revision.c, tables.segment.c
_SIGNED = [state.value for state in SIGNED_OFF]
_DAY = 24 * 3600 * 1000
_DAY_OF = (_REVISION.at - _REVISION.at % _DAY).label("day")
_MILLISECOND = timedelta(milliseconds=1)
# Asked of one decision after the other, so that the index by time leads on and the limit stops it. What is archived was
# done all the same.
_KEPT = ~(
    select(_SEGMENT.id)
    .join(tables.article, tables.article.c.id == _SEGMENT.article)
    .where(_SEGMENT.id == _REVISION.segment, STANDS[Shelf.DELETED])
    .correlate(tables.revision)
    .exists()
)


class SqlTrends:
    """What the history tells, through the connection of a unit of work."""

    def __init__(self, connection: Connection) -> None:
        """Everybody who reads may know."""
        self._connection = connection

    def timed(self, language: str, *, pause: timedelta, limit: int) -> Timed:
        """How long the newest confirmations and approvals in a language took."""
        asked = {"asked": language, "newest": limit, "longest": pause // _MILLISECOND}
        decisions, words, gap = self._connection.execute(_TIMED, asked).one()
        return Timed(decisions, words or 0, (gap or 0) * _MILLISECOND)

    def approvals(self, *, since: date) -> Sequence[Approvals]:
        """Words approved per day and language, by day."""
        start = milliseconds(datetime(since.year, since.month, since.day, tzinfo=UTC))
        words: Counter[tuple[int, str]] = Counter()
        for row in self._connection.execute(_first_approvals(start)):
            words[row.day, row.language] += row.words
        for row in self._connection.execute(_first_approvals_earlier(start)):
            words[row.day, row.language] += count_words(segment_from(row).plain) - row.words
        return [Approvals(moment(day).date(), code, count) for (day, code), count in sorted(words.items())]

    def hurried(self, slug: str, language: str, *, within: timedelta) -> frozenset[int]:
        """Segments of an article that stand approved, ``within`` that time after the same person's decision before."""
        target, before = tables.target.c, tables.revision.alias("before")
        earlier = exists().where(
            text("before.action IN ('approve', 'confirm')"),
            before.c.language == language,
            before.c.at.between(_REVISION.at - within // _MILLISECOND, _REVISION.at),
            before.c.author == _REVISION.author,
            before.c.segment != _REVISION.segment,
        )
        query = (
            select(target.segment)
            .join(tables.article, tables.article.c.id == target.article)
            .join(tables.revision, and_(_REVISION.segment == target.segment, _REVISION.version == target.version))
            .where(tables.article.c.slug == slug, target.language == language, _REVISION.language == language)
            .where(_REVISION.action == Action.APPROVE.value, earlier)
        )
        return frozenset(self._connection.execute(query).scalars())

    def edited(self, language: str, *, limit: int) -> Sequence[Edited]:
        """The newest approved texts that began as a machine's draft of the same source."""
        draft, first = tables.revision.alias("draft"), tables.revision.alias("first")
        last = (
            select(func.max(first.c.version))
            .where(first.c.segment == _REVISION.segment, first.c.language == _REVISION.language)
            .where(first.c.action == Action.DRAFT.value, first.c.version < _REVISION.version)
            .correlate(tables.revision)
            .scalar_subquery()
        )
        same = and_(
            draft.c.segment == _REVISION.segment,
            draft.c.language == _REVISION.language,
            draft.c.source_hash == _REVISION.source_hash,
        )
        query: Any = (
            select(_REVISION.text, draft.c.text.label("draft"), draft.c.origin)
            .select_from(tables.revision)
            .join(draft, and_(same, draft.c.version == last))
            .where(tables.DECIDED, _REVISION.language == language, *_newly_approved(), _KEPT)
            .order_by(_REVISION.at.desc())
            .limit(limit)
        )
        rows = self._connection.execute(query)
        found = [(row, origin_from(row.origin).engine) for row in rows]
        return [Edited(engine, language, row.draft, row.text) for row, engine in found if engine]


def _newly_approved() -> tuple[ColumnElement[bool], ...]:
    return (_REVISION.state.in_(_SIGNED), _REVISION.from_state.not_in(_SIGNED))


def _first_approvals(start: int) -> Select[Any]:
    """Words of the sources of today, by the day on which a target was first approved for what it was approved for."""
    return _firsts(start, _DAY_OF, _REVISION.language, func.sum(_SEGMENT.words).label("words")).group_by(
        _DAY_OF, _REVISION.language
    )


def _first_approvals_earlier(start: int) -> Select[Any]:
    """Those approved for what a segment said before, with what that was: others' words may have come to it since."""
    said = tables.earlier_source.alias("said")
    last = select(func.max(said.c.revision)).where(
        said.c.segment == _REVISION.segment, said.c.source_hash == _REVISION.source_hash
    )
    earlier = tables.earlier_source.c
    columns = [earlier[name] for name in tables.SAID]
    return (
        _firsts(start, _DAY_OF, _REVISION.language, _SEGMENT.words, *columns)
        .join(tables.earlier_source, earlier.segment == _REVISION.segment)
        .where(_SEGMENT.source_hash != _REVISION.source_hash)
        .where(earlier.revision == last.correlate(tables.revision).scalar_subquery())
    )


def _firsts(start: int, *columns: ColumnElement[Any]) -> Select[Any]:
    """Approvals from a time on, without those of what had been approved before for the same source.

    What a split or a merge brought approved was approved with the segment that it comes from.
    """
    past = tables.revision.alias("past")
    before = exists().where(
        past.c.segment == _REVISION.segment,
        past.c.language == _REVISION.language,
        past.c.version < _REVISION.version,
        past.c.state.in_(_SIGNED),
        past.c.source_hash == _REVISION.source_hash,
    )
    return (
        select(*columns)
        .select_from(tables.revision)
        .join(tables.segment, _SEGMENT.id == _REVISION.segment)
        .join(tables.article, tables.article.c.id == _SEGMENT.article)
        .where(~STANDS[Shelf.DELETED], tables.DECIDED, _REVISION.at >= start, _REVISION.state.in_(_SIGNED), ~before)
        .where(_REVISION.language.in_(select(tables.article_language.c.language)))
    )


def _timed() -> Select[int, Any, Any]:
    newest = (
        select(_REVISION.author, _REVISION.at, _REVISION.segment)
        .where(tables.DECIDED, _REVISION.language == bindparam("asked"), _KEPT)
        .order_by(_REVISION.at.desc())
        .limit(bindparam("newest"))
        .subquery()
    ).c
    before = func.lag(newest.at).over(partition_by=newest.author, order_by=newest.at)
    gaps = select(newest.segment, (newest.at - before).label("gap")).subquery()
    return (
        select(func.count().label("decisions"), func.sum(_SEGMENT.words), func.sum(gaps.c.gap))
        .join_from(gaps, tables.segment, _SEGMENT.id == gaps.c.segment)
        .where(gaps.c.gap <= bindparam("longest"))
    )


# Put together once, for a board asks it of each of its languages.
_TIMED = _timed()
