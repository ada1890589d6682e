"""The board in the database: filtered, sorted and cut by the sums of `translate_flow.store.standings`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, literal, or_, select, tuple_

from translate_flow.domain.assignment import Assignment
from translate_flow.domain.board import TO_EDIT, Amount, Due, Order, Piece, Proposals, SentBack, Standing, Waits, Wanted
from translate_flow.domain.translation import State
from translate_flow.store import tables
from translate_flow.store.assignments import assignment_from
from translate_flow.store.duties import pieces, sent_back
from translate_flow.store.proposals import proposals
from translate_flow.store.rows import moment

_STANDING, _ARTICLE, _ASSIGNMENT = tables.standing.c, tables.article.c, tables.assignment.c
_WEEK = timedelta(days=7)
_LEFT = _STANDING.words - _STANDING.done_words
_RISKS = _STANDING.flagged + _STANDING.failing + _STANDING.doubtful + _STANDING.comments + _STANDING.stale
_UNFINISHED = _STANDING.segments > _STANDING.done_segments

_SUMMED = (
    *(f"{name}_{unit}" for name in (*(state.value for state in State), "done") for unit in ("segments", "words")),
    *("stale", "flagged", "failing", "doubtful", "comments"),
)
_first_due = (
    select(func.min(_ASSIGNMENT.due))
    .where(_ASSIGNMENT.article == _STANDING.article, _ASSIGNMENT.language == _STANDING.language)
    .correlate(tables.standing)
    .scalar_subquery()
)


def _segments(*states: State) -> ColumnElement[bool]:
    return or_(*(_STANDING[f"{state.value}_segments"] > 0 for state in states))


_WAITS: dict[Waits, ColumnElement[bool]] = {
    Waits.DRAFT: _segments(State.UNTRANSLATED),
    Waits.EDIT: _segments(*TO_EDIT),
    Waits.SENT_BACK: _segments(State.NEEDS_WORK),
    Waits.REVIEW: or_(_segments(State.TRANSLATED), _STANDING.stale > 0),
    Waits.NOTHING: ~_UNFINISHED,
}
_DUES: dict[Due, Callable[[Wanted], ColumnElement[bool]]] = {
    Due.OVERDUE: lambda wanted: and_(_UNFINISHED, _first_due < wanted.today.isoformat()),
    Due.WEEK: lambda wanted: and_(
        _UNFINISHED, _first_due >= wanted.today.isoformat(), _first_due <= (wanted.today + _WEEK).isoformat()
    ),
    Due.NONE: lambda _: and_(_UNFINISHED, _first_due.is_(None)),
}
_ORDERS: dict[Order, Sequence[ColumnElement[Any]]] = {
    Order.NEWEST: (),
    Order.TITLE: (func.lower(_ARTICLE.title),),
    Order.DUE: (func.min(_first_due).asc().nulls_last(),),
    Order.ACTIVE: (func.max(_STANDING.active).desc().nulls_last(),),
    Order.LEFT: (func.sum(_LEFT).desc(),),
    Order.RISK: (func.sum(_RISKS).desc(),),
}


class SqlBoard:
    """What the board shows, through the connection of a unit of work."""

    def __init__(self, connection: Connection) -> None:
        """Everybody who reads may see it."""
        self._connection = connection

    def count(self, wanted: Wanted) -> int:
        """How many articles have a language that is wanted."""
        query = _chosen(wanted, func.count(_STANDING.article.distinct()))
        return int(self._connection.execute(query).scalar_one())

    def languages(self) -> tuple[str, ...]:
        """Every language that an article is open for."""
        return tuple(
            self._connection.execute(select(_STANDING.language).distinct().order_by(_STANDING.language)).scalars()
        )

    def page(self, wanted: Wanted, *, limit: int, offset: int = 0) -> tuple[Standing, ...]:
        """The wanted languages of so many articles: their numbers first, then all that there is to say of these."""
        order = (*_ORDERS[wanted.order], _STANDING.article.desc())
        query = _chosen(wanted, _STANDING.article).group_by(_STANDING.article).order_by(*order)
        numbers = self._connection.execute(query.limit(limit).offset(offset)).scalars().all()
        place = {number: index for index, number in enumerate(numbers)}
        columns = (tables.standing, _ARTICLE.slug, _ARTICLE.title, _ARTICLE.language.label("source"))
        cells = _chosen(wanted, *columns).where(_STANDING.article.in_(numbers)).order_by(_STANDING.language)
        rows = sorted(self._connection.execute(cells), key=lambda row: place[row.article])
        work = self._assignments(numbers)
        return tuple(_standing(row, work.get((row.article, row.language), ())) for row in rows)

    def sums(self, wanted: Wanted) -> tuple[Standing, ...]:
        """All that is wanted, summed up by language."""
        sums = [func.sum(_STANDING[name]).label(name) for name in _SUMMED]
        nothing = [literal("").label(name) for name in ("slug", "title", "source", "active_by")]
        query = _chosen(wanted, _STANDING.language, *sums, *nothing, func.max(_STANDING.active).label("active"))
        rows = self._connection.execute(query.group_by(_STANDING.language).order_by(_STANDING.language))
        return tuple(_standing(row, ()) for row in rows)

    def work(self, person: str, *, limit: int, watched: Collection[str] = ()) -> tuple[Piece, ...]:
        """What a person has to do."""
        return pieces(self._connection, person, limit=limit, watched=watched)

    def sent_back(self, person: str, *, limit: int) -> tuple[SentBack, ...]:
        """Segments that wait for the person who translated them."""
        return sent_back(self._connection, person, limit=limit)

    def proposals(self, person: str, *, limit: int) -> tuple[Proposals, ...]:
        """What became of the newest texts that a person wrote."""
        return proposals(self._connection, person, limit=limit)

    def _assignments(self, articles: Sequence[int]) -> dict[tuple[int, str], list[Assignment]]:
        query = select(tables.assignment, _ARTICLE.slug).join(tables.article, _ARTICLE.id == _ASSIGNMENT.article)
        chosen = query.where(_ASSIGNMENT.article.in_(articles)).order_by(_ASSIGNMENT.first)
        found: dict[tuple[int, str], list[Assignment]] = {}
        for row in self._connection.execute(chosen):
            found.setdefault((row.article, row.language), []).append(assignment_from(row))
        return found


def _chosen(wanted: Wanted, *columns: Any) -> Select[Any]:  # noqa: ANN401 - columns, tables and functions alike
    """These columns of the languages of articles that every filter lets through."""
    query = select(*columns).select_from(tables.standing).join(tables.article, _ARTICLE.id == _STANDING.article)
    return query.where(*_filters(wanted))


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [
        _STANDING.language.in_(wanted.languages) if wanted.languages else None,
        _works(wanted.person) if wanted.person else None,
        _WAITS[wanted.waits] if wanted.waits else None,
        _DUES[wanted.due](wanted) if wanted.due else None,
        _RISKS > 0 if wanted.risky else None,
        _ARTICLE.slug == wanted.slug if wanted.slug else None,
        _holds(wanted.text) if wanted.text else None,
        _ARTICLE.collection == wanted.collection if wanted.collection else None,
    ]
    return [condition for condition in found if condition is not None]


def _works(person: str) -> ColumnElement[bool]:
    has = select(_ASSIGNMENT.article, _ASSIGNMENT.language)
    mine = has.where(or_(_ASSIGNMENT.translator == person, _ASSIGNMENT.reviewer == person))
    return or_(_STANDING.active_by == person, tuple_(_STANDING.article, _STANDING.language).in_(mine))


def _holds(words: str) -> ColumnElement[bool]:
    return or_(_ARTICLE.title.icontains(words, autoescape=True), _ARTICLE.slug.icontains(words, autoescape=True))


def _standing(row: Row[Any], assignments: Sequence[Assignment]) -> Standing:
    fields = row._mapping
    return Standing(
        slug=row.slug,
        title=row.title,
        source=row.source,
        language=row.language,
        states={state: Amount(fields[f"{state.value}_segments"], fields[f"{state.value}_words"]) for state in State},
        done=Amount(row.done_segments, row.done_words),
        stale=row.stale,
        flagged=row.flagged,
        failing=row.failing,
        doubtful=row.doubtful,
        comments=row.comments,
        active=moment(row.active) if row.active else None,
        active_by=row.active_by,
        assignments=tuple(assignments),
    )
