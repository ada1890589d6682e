"""Articles in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, count
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, case, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from translate_flow.domain.article import SLUG, Article, Change, Kind, Sentence, slugified
from translate_flow.domain.assignment import NotBack
from translate_flow.domain.people import Right
from translate_flow.domain.ports import Entry, Home, StoredSegment
from translate_flow.domain.revisions import ArticleRevision, Replaced, Rewrite
from translate_flow.domain.shelves import Shelf
from translate_flow.domain.translation import State
from translate_flow.errors import ConflictError, InputError, NotFoundError
from translate_flow.store import tables
from translate_flow.store.article_revisions import listed, replaced
from translate_flow.store.audit import SqlAudit
from translate_flow.store.numbering import next_segment
from translate_flow.store.people import SqlPeople
from translate_flow.store.revision_writer import RevisionWriter
from translate_flow.store.rows import (
    change_row,
    deleted_article,
    empty_target_row,
    maybe_moment,
    moment,
    no_article,
    now,
    segment_from,
    segment_row,
    sentences_text,
)
from translate_flow.store.shelved import STANDS, refuse_shelved
from translate_flow.store.standings import sum_up

_NAMELESS = "article"
"""What an article is named whose title has nothing that a name may hold."""


class SqlArticles:
    """The article tables, through the connection of a unit of work."""

    def __init__(
        self, connection: Connection, *, by: str, require: Callable[[Right], None], people: SqlPeople, audit: SqlAudit
    ) -> None:
        """``require`` checks a right before each write."""
        self._connection, self._by, self._require = connection, by, require
        self._people, self._audit = people, audit

    def add(self, article: Article, *, languages: Sequence[str], slug: str = "", origin: str = "") -> Entry:
        """Keep an article with an untranslated target per segment and language.

        Raises:
            ConflictError: the slug is taken.
            InputError: the slug holds other characters than a-z, 0-9 and ``-``, or more than 80 of them.

        """
        self._require(Right.COORDINATE)
        number = self._insert_article(article, slug=_checked(slug), origin=origin)
        first = next_segment(self._connection)
        rows = [
            {"id": first + n, **segment_row(item, article=number, position=n)}
            for n, item in enumerate(article.segments)
        ]
        self._connection.execute(insert(tables.segment), rows)
        if article.changes:
            self._connection.execute(insert(tables.change), [change_row(item, number) for item in article.changes])
        final = slug or self._free_slug(slugified(article.title) or _NAMELESS)
        self._connection.execute(update(tables.article).where(tables.article.c.id == number).values(slug=final))
        for language in languages:
            self.add_language(final, language)
        self._audit.note("article imported", final, _told(from_=origin, into=languages))
        return self.get(final)

    def _free_slug(self, name: str) -> str:
        """The name, or where an article has it, on whichever shelf, the first of that name with a number."""
        slug = tables.article.c.slug
        # "." follows "-": a range of the index, however many articles are named alike.
        alike = or_(slug == name, and_(slug > f"{name}-", slug < f"{name}."))
        taken = set(self._connection.execute(select(slug).where(alike)).scalars())
        numbered = (f"{name}-{number}" for number in count(2))
        return next(free for free in chain([name], numbered) if free not in taken)

    def _insert_article(self, article: Article, *, slug: str, origin: str) -> int:
        values = {
            "slug": slug or f"new-{now()}",
            "language": article.language,
            "title": article.title,
            "byline": article.byline,
            "origin": origin,
            "created": now(),
            "created_by": self._by,
        }
        try:
            query = insert(tables.article).values(values).returning(tables.article.c.id)
            return int(self._connection.execute(query).scalar_one())
        except IntegrityError as exc:
            raise ConflictError(self._taken(slug)) from exc

    def _taken(self, slug: str) -> str:
        """Why a name is not free, and what to do."""
        shelf = self.anywhere(slug).shelf
        if shelf is Shelf.OPEN:
            return f"there is an article named {slug} already; choose another name with --as"
        return (
            f"the name {slug} belongs to an article that is {shelf}; choose another with --as,"
            f" or run: translate-flow restore {slug}"
        )

    def segments(self, slug: str) -> tuple[StoredSegment, ...]:
        """The segments in reading order, then those that left the article."""
        table, number = tables.segment.c, self.get(slug).id
        query = select(tables.segment).where(table.article == number)
        rows = self._connection.execute(query.order_by(table.gone.is_not(None), table.position, table.id))
        former, done = self._former(number), self._done(number)
        return tuple(
            StoredSegment(
                row.id,
                segment_from(row),
                archived=row.gone is not None,
                former=frozenset(former.get(row.id, ())),
                done=done.get(row.id, 0),
            )
            for row in rows
        )

    def _former(self, article: int) -> dict[int, list[str]]:
        """What each segment said before, as hashes."""
        earlier, segment = tables.earlier_source.c, tables.segment.c
        query = select(earlier.segment, earlier.source_hash).join(tables.segment, segment.id == earlier.segment)
        found: dict[int, list[str]] = {}
        for row in self._connection.execute(query.where(segment.article == article)):
            found.setdefault(row.segment, []).append(row.source_hash)
        return found

    def _done(self, article: int) -> dict[int, int]:
        """How far each segment's targets are, summed over the languages."""
        target = tables.target.c
        rank = case({state.value: place for place, state in enumerate(State)}, value=target.state, else_=0)
        query = select(target.segment, func.sum(rank).label("done")).where(target.article == article)
        return {row.segment: row.done for row in self._connection.execute(query.group_by(target.segment))}

    def revise(self, slug: str, rewrite: Rewrite) -> Sequence[NotBack]:
        """Put another text in the place of the stored one, as the article's next revision.

        Returns the work on an earlier text that does not come back to its people.
        """
        self._require(Right.COORDINATE)
        refuse_shelved(self._connection, tables.article.c.slug == slug)
        before = self.get(slug)
        refused = RevisionWriter(self._connection, before, rewrite, by=self._by, people=self._people).write()
        self._note_revision(slug, rewrite, number=before.revision + 1)
        for item in refused:
            self._audit.note("not assigned", f"{slug} {item.language}", f"{item.person} may not {item.task} any more")
        sum_up(self._connection, article=before.id)
        return refused

    def _note_revision(self, slug: str, rewrite: Rewrite, *, number: int) -> None:
        if rewrite.undoes is None:
            self._audit.note("article revised", slug, _told(f"revision {number}", from_=rewrite.origin))
        else:
            self._audit.note("revision undone", slug, f"revision {rewrite.undoes}")

    def resentence(self, segment: int, sentences: Sequence[Sentence]) -> None:
        """Say where the sentences of a segment's text end."""
        self._require(Right.COORDINATE)
        refuse_shelved(self._connection, tables.article.c.slug == self.home(segment).slug)
        columns = tables.segment.c
        values = {columns.sentences: sentences_text(sentences)}
        self._connection.execute(update(tables.segment).where(columns.id == segment).values(values))

    def revisions(self, slug: str) -> Sequence[ArticleRevision]:
        """The revisions of an article, the newest first."""
        return listed(self._connection, self.get(slug))

    def replaced(self, slug: str) -> Replaced | None:
        """What the last revision replaced."""
        return replaced(self._connection, self.get(slug))

    def add_language(self, slug: str, language: str) -> None:
        """Open an article for one more language."""
        self._require(Right.COORDINATE)
        refuse_shelved(self._connection, tables.article.c.slug == slug)
        entry = self.get(slug)
        if language in entry.languages:
            return
        at = now()
        self._connection.execute(insert(tables.article_language).values(article=entry.id, language=language))
        source = select(tables.segment.c.id).where(
            tables.segment.c.article == entry.id, tables.segment.c.kind != Kind.CODE.value
        )
        rows = [
            {
                "segment": number,
                "language": language,
                "article": entry.id,
                **empty_target_row(by=self._by, at=at),
            }
            for number in self._connection.execute(source).scalars()
        ]
        if rows:
            self._connection.execute(insert(tables.target), rows)
        sum_up(self._connection, article=entry.id, language=language)

    def get(self, slug: str) -> Entry:
        """Find one article by slug, if it is not deleted."""
        entry = self.anywhere(slug)
        if entry.shelf is Shelf.DELETED:
            raise deleted_article(slug)
        return entry

    def anywhere(self, slug: str) -> Entry:
        """Find one article by slug, wherever it stands."""
        row = self._connection.execute(_entries().where(tables.article.c.slug == slug)).first()
        if row is None:
            raise no_article(slug)
        return _entry(row)

    def all(self, shelf: Shelf = Shelf.OPEN) -> Iterator[Entry]:
        """Every article of a shelf, newest first."""
        query = _entries().where(STANDS[shelf]).order_by(tables.article.c.id.desc())
        return (_entry(row) for row in self._connection.execute(query))

    def changes(self, slug: str) -> tuple[Change, ...]:
        """What cleaning dropped or altered, by line."""
        table = tables.change.c
        query = select(tables.change).where(table.article == self.get(slug).id).order_by(table.line, table.id)
        rows = self._connection.execute(query)
        return tuple(Change(row.line, row.before, row.after, row.reason) for row in rows)

    def home(self, segment: int, *, even_deleted: bool = True) -> Home:
        """The article that a segment belongs to."""
        article = tables.article.c
        query = (
            select(article.slug, article.language, article.collection, article.deleted)
            .join(tables.segment, tables.segment.c.article == article.id)
            .where(tables.segment.c.id == segment)
        )
        row = self._connection.execute(query).first()
        if row is None or not (even_deleted or row.deleted is None):
            raise NotFoundError(f"there is no segment {segment}; reload the page")
        return Home(row.slug, row.language, row.collection)


def _entries() -> Select[Any]:
    """Articles with their counts, one look-up in an index for each: finding one must not read them all."""
    article, segment, language = tables.article.c, tables.segment.c, tables.article_language.c
    translatable = (segment.article == article.id, segment.gone.is_(None), segment.kind != Kind.CODE.value)
    return select(
        tables.article,
        select(func.count()).where(*translatable).correlate(tables.article).scalar_subquery().label("segments"),
        select(func.sum(segment.words)).where(*translatable).correlate(tables.article).scalar_subquery().label("words"),
        select(func.group_concat(language.language, ","))
        .where(language.article == article.id)
        .correlate(tables.article)
        .scalar_subquery()
        .label("languages"),
    )


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        slug=row.slug,
        language=row.language,
        title=row.title,
        byline=row.byline,
        languages=tuple(sorted((row.languages or "").split(","))) if row.languages else (),
        segments=row.segments or 0,
        words=row.words or 0,
        created=moment(row.created),
        revision=row.revision,
        archived=maybe_moment(row.archived),
        deleted=maybe_moment(row.deleted),
        deleted_by=row.deleted_by,
        until=maybe_moment(row.until),
        collection=row.collection,
    )


def _told(*facts: str, from_: str, into: Sequence[str] = ()) -> str:
    """What the audit log says of a text that came in."""
    more = (f"from {from_}" if from_ else "", f"into {' '.join(into)}" if into else "")
    return ", ".join(fact for fact in (*facts, *more) if fact)


def _checked(slug: str) -> str:
    if slug and not SLUG.fullmatch(slug):
        raise InputError(f"{slug!r} cannot be an article's name; use up to 80 of a-z, 0-9 and -, such as spring-fair")
    return slug
