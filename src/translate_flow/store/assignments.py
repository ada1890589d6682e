"""Assignments and notices in the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, delete, func, insert, or_, select, true, update
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from translate_flow.domain.assignment import END, WHOLE, Assignment, Detail, Notice, Span, Task, cleared, news, planned
from translate_flow.domain.people import Right
from translate_flow.domain.shelves import Shelf
from translate_flow.errors import InputError, NotAllowedError
from translate_flow.store import tables
from translate_flow.store.audit import SqlAudit
from translate_flow.store.people import SqlPeople
from translate_flow.store.rights import Require
from translate_flow.store.rows import moment, now, opened
from translate_flow.store.shelved import STANDS, refuse_shelved

_ASSIGNMENT, _NOTICE, _ARTICLE = tables.assignment.c, tables.notice.c, tables.article.c
_STANDING = tables.standing.c


class SqlAssignments:
    """The tables of who has which work, through the connection of a unit of work."""

    def __init__(
        self, connection: Connection, *, by: str, require: Require, people: SqlPeople, audit: SqlAudit
    ) -> None:
        """``require`` checks a right before each write."""
        self._connection, self._by, self._require = connection, by, require
        self._people, self._audit = people, audit

    def put(self, wanted: Assignment, *, unset: Collection[Detail] = frozenset()) -> None:
        """Assign a part of an article, cut where that ends."""
        self._require(Right.COORDINATE, language=wanted.language)
        refuse_shelved(self._connection, _ARTICLE.slug == wanted.slug)
        article = opened(self._connection, wanted.slug, wanted.language)[0]
        count = self._count(article)
        wanted = replace(wanted, span=_fitted(wanted.slug, wanted.span, count=count))
        self._check_able(wanted)
        before = _inside(self.of(wanted.slug, wanted.language), count=count)
        after = _inside(planned(before, wanted, unset=unset), count=count)
        self._look_twice(item for item in after if item.span.common(wanted.span))
        self._audit.note("assigned", f"{wanted.slug} {wanted.language}", _told(wanted, unset))
        self._replace(article, wanted.language, before, after)

    def _check_able(self, wanted: Assignment) -> None:
        for name, right in ((wanted.translator, Right.EDIT), (wanted.reviewer, Right.APPROVE)):
            if name:
                self._people.check_able(name, right, language=wanted.language)

    def put_back(self, slug: str, language: str, before: Sequence[Assignment]) -> None:
        """Let everybody have of an article in a language just what they had."""
        self._require(Right.COORDINATE, language=language)
        refuse_shelved(self._connection, _ARTICLE.slug == slug)
        article = opened(self._connection, slug, language)[0]
        for item in before:
            self._check_able(item)
        self._look_twice(before)
        self._audit.note("assignments put back", f"{slug} {language}", "; ".join(map(_told, before)))
        after = _inside(before, count=self._count(article))
        self._replace(article, language, self.of(slug, language), after)

    def clear(self, slug: str, language: str, span: Span) -> None:
        """Take a part of an article from whoever has it."""
        self._require(Right.COORDINATE, language=language)
        refuse_shelved(self._connection, _ARTICLE.slug == slug)
        article = opened(self._connection, slug, language)[0]
        count = self._count(article)
        span = span if span == WHOLE else _fitted(slug, span, count=count)
        before = _inside(self.of(slug, language), count=count)
        self._audit.note("assignment cleared", f"{slug} {language}", str(span))
        self._replace(article, language, before, _inside(cleared(before, span), count=count))

    def of(self, slug: str, language: str) -> tuple[Assignment, ...]:
        """The assignments of an article in a language, in reading order."""
        query = select(tables.assignment, _ARTICLE.slug).join(tables.article, _ARTICLE.id == _ASSIGNMENT.article)
        chosen = query.where(_ARTICLE.slug == slug, _ASSIGNMENT.language == language).order_by(_ASSIGNMENT.first)
        return tuple(assignment_from(row) for row in self._connection.execute(chosen))

    def _count(self, article: int) -> int:
        segment = tables.segment.c
        query = select(func.count()).where(segment.article == article, segment.gone.is_(None))
        return self._connection.execute(query).scalar_one()

    def _look_twice(self, assignments: Iterable[Assignment]) -> None:
        """Where four eyes are the rule, nobody is asked to review what they translate."""
        for item in assignments:
            alone = item.translator and item.translator == item.reviewer
            if alone and self._people.is_watched(item.language, author=item.translator):
                raise NotAllowedError(
                    f"in {item.language} nobody approves their own translation; choose another reviewer"
                    f" than {item.translator}"
                )

    def _replace(self, article: int, language: str, before: Sequence[Assignment], after: Sequence[Assignment]) -> None:
        replace_assignments(self._connection, article, language, after)
        self._tell(article, language, before, after)

    def _tell(self, article: int, language: str, before: Sequence[Assignment], after: Sequence[Assignment]) -> None:
        """A notice for everybody whose work is another now."""
        names = frozenset().union(*(item.people() for item in (*before, *after))) - {self._by}
        for name in sorted(names):
            notify(self._connection, name, article, language, news(before, after, name), by=self._by)

    def notices(self, person: str, *, limit: int) -> tuple[Notice, ...]:
        """What a person was told about open articles and still holds, the newest first."""
        newest = select(_NOTICE.id).where(_NOTICE.person == person).order_by(_NOTICE.id.desc()).limit(limit)
        here = and_(_STANDING.article == _NOTICE.article, _STANDING.language == _NOTICE.language)
        query = (
            select(tables.notice, _ARTICLE.slug, _ARTICLE.title, _STANDING.segments)
            .join(tables.article, _ARTICLE.id == _NOTICE.article)
            .join(tables.standing, here)
            .where(_NOTICE.id.in_(newest.subquery().select()), STANDS[Shelf.OPEN], _holds())
            .order_by(_NOTICE.id.desc())
        )
        return tuple(_notice(row) for row in self._connection.execute(query))

    def see(self, numbers: Collection[int]) -> None:
        """Note that notices were seen; each person's are their own."""
        mine = (_NOTICE.person == self._by, _NOTICE.id.in_(numbers), _NOTICE.seen.is_(None))
        self._connection.execute(update(tables.notice).where(*mine).values(seen=now()))


def _fitted(slug: str, span: Span, *, count: int) -> Span:
    """The span, cut where the article ends; one that is open to its end stays so."""
    if span.first > count:
        segments = "1 segment" if count == 1 else f"{count} segments"
        raise InputError(f"{slug} has {segments}, so {span} names none; choose other segments")
    return span if span.last == END else Span(span.first, min(span.last, count))


def _inside(parts: Iterable[Assignment], *, count: int) -> list[Assignment]:
    """Those that begin within the article: what is left beyond its end is nobody's work."""
    return [part for part in parts if part.span.first <= count]


def _holds() -> ColumnElement[bool]:
    """Whether what a notice says is still so: the person has the work, and nothing newer was told about it.

    One that says that work was taken holds until something else is told about it, one of a changed text for as long as
    something there waits.
    """
    newer = tables.notice.alias("newer")
    later = (
        select(newer.c.id)
        .where(newer.c.person == _NOTICE.person, newer.c.id > _NOTICE.id, _overlaps(newer.c))
        .where(or_(newer.c.task == _NOTICE.task, _NOTICE.task == Task.TAKEN.value))
        .correlate(tables.notice)
        .exists()
    )
    mine = case((_NOTICE.task == Task.TRANSLATE.value, _ASSIGNMENT.translator), else_=_ASSIGNMENT.reviewer)
    has = select(_ASSIGNMENT.article).where(mine == _NOTICE.person, _overlaps(_ASSIGNMENT))
    so = case(
        (_NOTICE.task == Task.TAKEN.value, true()),
        (_NOTICE.task == Task.CHANGED.value, _waits()),
        else_=has.correlate(tables.notice).exists(),
    )
    return and_(~later, so)


def _waits() -> ColumnElement[bool]:
    """Whether some of the segments that a notice speaks of has no translation of what it says now."""
    target, segment = tables.target.c, tables.segment.c
    query = (
        select(segment.id)
        .select_from(tables.segment)
        .join(tables.target, and_(target.segment == segment.id, target.language == _NOTICE.language))
        .where(segment.article == _NOTICE.article, segment.gone.is_(None), unsaid())
        .where(segment.position >= _NOTICE.first - 1, segment.position < _NOTICE.last)
    )
    return query.correlate(tables.notice).exists()


def unsaid() -> ColumnElement[bool]:
    """Whether a target is empty or was made for what its segment said before."""
    return or_(tables.target.c.text == "", tables.target.c.source_hash != tables.segment.c.source_hash)


def _overlaps(other: ReadOnlyColumnCollection[str, Any]) -> ColumnElement[bool]:
    """Whether a notice speaks of the same segments, or of some of them."""
    same = and_(other.article == _NOTICE.article, other.language == _NOTICE.language)
    return and_(same, other.first <= _NOTICE.last, other.last >= _NOTICE.first)


def assignment_from(row: Row[Any] | SimpleNamespace) -> Assignment:
    """An assignment from a row of `assignment` with its article's slug."""
    due = date.fromisoformat(row.due) if row.due else None
    return Assignment(row.slug, row.language, Span(row.first, row.last), row.translator, row.reviewer, due)


def replace_assignments(connection: Connection, article: int, language: str, items: Sequence[Assignment]) -> None:
    """Put these assignments in the place of all that an article has in a language."""
    connection.execute(
        delete(tables.assignment).where(_ASSIGNMENT.article == article, _ASSIGNMENT.language == language)
    )
    if items:
        connection.execute(insert(tables.assignment), [assignment_row(item, article) for item in items])


def notify(
    connection: Connection,
    person: str,
    article: int,
    language: str,
    told: Iterable[tuple[Task, Span, date | None]],
    *,
    by: str,
) -> None:
    """Tell a person what their work is now."""
    common = {"person": person, "at": now(), "by": by, "article": article, "language": language}
    rows = [
        {**common, "task": task.value, "first": span.first, "last": span.last, "due": _day(due)}
        for task, span, due in told
    ]
    if rows:
        connection.execute(insert(tables.notice), rows)


def assignment_row(item: Assignment, article: int) -> dict[str, Any]:
    """An assignment as a row of `assignment`."""
    return {
        "article": article,
        "language": item.language,
        "first": item.span.first,
        "last": item.span.last,
        "translator": item.translator,
        "reviewer": item.reviewer,
        "due": _day(item.due),
    }


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        id=row.id,
        at=moment(row.at),
        by=row.by,
        task=Task(row.task),
        slug=row.slug,
        title=row.title,
        language=row.language,
        span=Span(row.first, row.last),
        due=date.fromisoformat(row.due) if row.due else None,
        seen=row.seen is not None,
        segments=row.segments,
    )


def _day(due: date | None) -> str | None:
    return due.isoformat() if due else None


def _told(item: Assignment, unset: Collection[Detail] = frozenset()) -> str:
    facts = [
        f"segments {item.span}",
        f"translator {item.translator}" if item.translator else "",
        f"reviewer {item.reviewer}" if item.reviewer else "",
        f"due {item.due}" if item.due else "",
        *(f"no {detail}" for detail in sorted(unset)),
    ]
    return ", ".join(fact for fact in facts if fact)
