"""Comments and mentions in the database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, delete, func, insert, or_, select, update

from translate_flow.domain.comments import Comment, Mention, Tally, checked, mentioned
from translate_flow.domain.people import Right
from translate_flow.domain.shelves import Shelf
from translate_flow.errors import NotFoundError
from translate_flow.store import tables
from translate_flow.store.audit import SqlAudit
from translate_flow.store.people import SqlPeople
from translate_flow.store.rights import Require
from translate_flow.store.rows import moment, now, opened
from translate_flow.store.shelved import STANDS, refuse_shelved
from translate_flow.store.standings import sum_up

_COMMENT, _MENTION = tables.comment.c, tables.mention.c
_SEGMENT, _ARTICLE, _TARGET = tables.segment.c, tables.article.c, tables.target.c


class SqlComments:
    """The tables of what people say, through the connection of a unit of work."""

    def __init__(
        self, connection: Connection, *, by: str, require: Require, people: SqlPeople, audit: SqlAudit
    ) -> None:
        """``require`` checks a right before each write."""
        self._connection, self._by, self._require = connection, by, require
        self._people, self._audit = people, audit

    def add(self, segment: int, language: str, text: str) -> Comment:
        """Say something about a segment, and tell those who are named, the author left out."""
        self._require(Right.PROPOSE, language=language)
        kept, article = checked(text), self._article(segment, language)
        refuse_shelved(self._connection, _ARTICLE.id == article)
        self._require_part(segment)
        said = {"segment": segment, "language": language, "article": article, "author": self._by}
        values = {**said, "at": now(), "text": kept, "resolved_by": ""}
        number = self._connection.execute(insert(tables.comment).values(values).returning(_COMMENT.id)).scalar_one()
        self._tell(number, kept)
        sum_up(self._connection, article=article, language=language)
        return self._get(number)

    def _article(self, segment: int, language: str) -> int:
        here = (_TARGET.segment == segment, _TARGET.language == language)
        found = self._connection.execute(select(_TARGET.article).where(*here)).scalar()
        if found is None:
            raise NotFoundError(f"segment {segment} has no target in {language}; reload the page")
        return int(found)

    def _require_part(self, segment: int) -> None:
        """What left the article shows its comments to nobody who could answer."""
        here = (_SEGMENT.id == segment, _SEGMENT.gone.is_(None))
        if self._connection.execute(select(_SEGMENT.id).where(*here)).first() is None:
            raise NotFoundError(f"segment {segment} is no longer in the article; reload the page")

    def _tell(self, number: int, text: str) -> None:
        others = {person.name for person in self._people.all() if not person.disabled} - {self._by}
        rows = [{"comment": number, "person": name} for name in sorted(mentioned(text, others))]
        if rows:
            self._connection.execute(insert(tables.mention), rows)

    def resolve(self, number: int, *, resolved: bool = True) -> Comment:
        """Settle a comment, or open it again; one that is so already stays as it is."""
        stored = self._get(number)
        self._check(stored, Right.PROPOSE)
        if (stored.resolved is not None) == resolved:
            return stored
        values = {"resolved": now() if resolved else None, "resolved_by": self._by if resolved else ""}
        self._connection.execute(update(tables.comment).where(_COMMENT.id == number).values(values))
        self._sum_up(stored)
        return self._get(number)

    def remove(self, number: int) -> None:
        """Take a comment out."""
        stored = self._get(number)
        self._check(stored, Right.COORDINATE)
        self._connection.execute(delete(tables.comment).where(_COMMENT.id == number))
        where = f"segment {stored.place}" if stored.place else "an archived segment"
        self._audit.note("comment removed", f"{stored.slug} {stored.language}", f"{where}, by {stored.author}")
        self._sum_up(stored)

    def follow(self, gone: int, into: int) -> None:
        """Let what was said about a segment that left its article go on at the one that its text went into."""
        self._require(Right.COORDINATE)
        self._move(_COMMENT.segment == gone, into)

    def put_back(self, places: Mapping[int, int]) -> None:
        """Let comments stand where they stood."""
        self._require(Right.COORDINATE)
        for number, segment in places.items():
            self._move(and_(_COMMENT.id == number, _COMMENT.segment != segment), segment)

    def _move(self, which: ColumnElement[bool], into: int) -> None:
        query = update(tables.comment).where(which).values(segment=into)
        moved = self._connection.execute(query.returning(_COMMENT.article, _COMMENT.language))
        for article, language in {(row.article, row.language) for row in moved}:
            sum_up(self._connection, article=article, language=language)

    def _check(self, stored: Comment, right: Right) -> None:
        """A comment is its author's, as long as they are let in; others need the right in its language."""
        own = stored.author == self._by and any(
            person.name == self._by and not person.disabled for person in self._people.all()
        )
        if not own:
            self._require(right, language=stored.language)
        refuse_shelved(self._connection, _ARTICLE.slug == stored.slug)

    def _sum_up(self, stored: Comment) -> None:
        sum_up(self._connection, article=self._article(stored.segment, stored.language), language=stored.language)

    def _get(self, number: int) -> Comment:
        found = self._read(_comments().where(_COMMENT.id == number))
        if not found:
            raise NotFoundError(f"there is no comment {number} any more; list them: translate-flow comments ARTICLE")
        return found[0]

    def thread(self, segment: int, language: str) -> tuple[Comment, ...]:
        """What was said about a segment in a language, the oldest first."""
        here = (_COMMENT.segment == segment, _COMMENT.language == language)
        return self._read(_comments().where(*here, ~STANDS[Shelf.DELETED]).order_by(_COMMENT.id))

    def listed(self, slug: str, language: str, *, only_open: bool = False) -> tuple[Comment, ...]:
        """The comments on an article in a language by their segments, those on archived ones last."""
        article = opened(self._connection, slug, language)[0]
        query = _comments().where(_COMMENT.article == article, _COMMENT.language == language)
        if only_open:
            query = query.where(_COMMENT.resolved.is_(None), _SEGMENT.gone.is_(None))
        return self._read(query.order_by(_SEGMENT.gone.is_not(None), _SEGMENT.position, _SEGMENT.id, _COMMENT.id))

    def tallies(self, slug: str, language: str) -> Mapping[int, Tally]:
        """How many comments the segments of an article have in a language."""
        waiting = func.sum(case((_COMMENT.resolved.is_(None), 1), else_=0))
        query = (
            select(_COMMENT.segment, waiting.label("waiting"), func.count().label("all"))
            .join(tables.article, _ARTICLE.id == _COMMENT.article)
            .where(_ARTICLE.slug == slug, _COMMENT.language == language)
            .group_by(_COMMENT.segment)
        )
        return {row.segment: Tally(row.waiting, row.all) for row in self._connection.execute(query)}

    def mentions(self, person: str, *, limit: int) -> tuple[Mention, ...]:
        """Comments that name a person and that they have not seen, or that are still open: the newest first."""
        query = (
            _comments()
            .join(tables.mention, _MENTION.comment == _COMMENT.id)
            .where(_MENTION.person == person, _SEGMENT.gone.is_(None), STANDS[Shelf.OPEN])
            .where(or_(_MENTION.seen.is_(None), _COMMENT.resolved.is_(None)))
            .order_by(_COMMENT.id.desc())
            .limit(limit)
        )
        mine = (_MENTION.person == person, _MENTION.seen.is_(None))
        unseen = set(self._connection.execute(select(_MENTION.comment).where(*mine)).scalars())
        return tuple(Mention(comment, seen=comment.id not in unseen) for comment in self._read(query))

    def see(self, numbers: Collection[int]) -> None:
        """Note that comments were seen by one of those whom they name: whoever writes this."""
        mine = (_MENTION.person == self._by, _MENTION.comment.in_(numbers), _MENTION.seen.is_(None))
        self._connection.execute(update(tables.mention).where(*mine).values(seen=now()))

    def _read(self, query: Select[Any]) -> tuple[Comment, ...]:
        chosen = query.with_only_columns(_COMMENT.id)
        named: dict[int, set[str]] = {}
        for row in self._connection.execute(select(tables.mention).where(_MENTION.comment.in_(chosen))):
            named.setdefault(row.comment, set()).add(row.person)
        rows = self._connection.execute(query)
        return tuple(_comment(row, frozenset(named.get(row.id, ()))) for row in rows)


def _comments() -> Select[Any]:
    return (
        select(tables.comment, _ARTICLE.slug, _ARTICLE.title, _SEGMENT.position, _SEGMENT.gone)
        .join(tables.segment, _SEGMENT.id == _COMMENT.segment)
        .join(tables.article, _ARTICLE.id == _COMMENT.article)
    )


def _comment(row: Row[Any], mentions: frozenset[str]) -> Comment:
    return Comment(
        id=row.id,
        segment=row.segment,
        language=row.language,
        author=row.author,
        at=moment(row.at),
        text=row.text,
        slug=row.slug,
        title=row.title,
        place=row.position + 1 if row.gone is None else None,
        mentions=mentions,
        resolved=moment(row.resolved) if row.resolved is not None else None,
        resolved_by=row.resolved_by,
    )
