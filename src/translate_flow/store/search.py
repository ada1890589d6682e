"""Search in every source and target: an FTS5 index that follows the tables by a queue which their triggers fill.

The index has no content of its own, so that what it forgets has to be told to it: the queue keeps the text that it last
took in. A passage has the number ``segment * LANGUAGES + language``, where 0 is the source.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Row, Select, and_, bindparam, delete, func, insert, outerjoin, select, tuple_

from translate_flow.domain.inline import plain
from translate_flow.domain.search import Passage, Rendering
from translate_flow.domain.translation import State
from translate_flow.matching.searching import indexed
from translate_flow.store import tables
from translate_flow.store.rows import codes_from

LANGUAGES = 4096
"""More languages than a workspace ever has."""

_QUEUE, _SEGMENT, _TARGET, _ARTICLE = (
    table.c for table in (tables.search_queue, tables.segment, tables.target, tables.article)
)
_CHUNK = 500
_PAGE = 50
"""Passages that are read at once: most searches want no more."""
_FIND = "SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
_NEWEST = 2**63 - 1
_PUT = "INSERT INTO search_index (rowid, terms) VALUES (?, ?)"
_FORGET = "INSERT INTO search_index (search_index, rowid, terms) VALUES ('delete', ?, ?)"


class SqlSearch:
    """The index, through the connection of a unit of work."""

    def __init__(self, connection: Connection) -> None:
        """Work on the connection of a unit of work."""
        self._connection = connection

    def waiting(self) -> int:
        """How many changes it has not taken in yet."""
        return self._connection.execute(select(func.count()).select_from(tables.search_queue)).scalar_one()

    def follow(self, limit: int) -> int:
        """Take in up to so many changes; returns how many there were."""
        return self._take_in(self._connection.execute(_changes().limit(limit)).all())

    def forget(self) -> None:
        """Take in at once what segments left behind that are there no more."""
        self._take_in(self._connection.execute(_changes().where(_SEGMENT.id.is_(None))).all())

    def _take_in(self, rows: Sequence[Row[Any]]) -> int:
        numbers = self._numbers({row.language for row in rows})
        places = [(row, row.segment * LANGUAGES + numbers[row.language]) for row in rows]
        before = [(number, indexed(row.before, row.language)) for row, number in places if row.before]
        after = [(number, indexed(row.text, row.language)) for row, number in places if row.text]
        cursor = self._cursor()
        cursor.executemany(_FORGET, before)
        cursor.executemany(_PUT, after)
        self._settle([(row.segment, row.language) for row in rows])
        return len(rows)

    def _settle(self, taken: Sequence[tuple[int, str]]) -> None:
        for start in range(0, len(taken), _CHUNK):
            done = tuple_(_QUEUE.segment, _QUEUE.language).in_(taken[start : start + _CHUNK])
            self._connection.execute(delete(tables.search_queue).where(done))

    def _numbers(self, languages: Collection[str]) -> Mapping[str, int]:
        """The number of each language, given to those that have none yet; a source's is 0."""
        known = self._known()
        fresh = sorted(set(languages) - set(known))
        if fresh:
            last = max(known.values())
            rows = [{"number": last + place, "language": language} for place, language in enumerate(fresh, start=1)]
            self._connection.execute(insert(tables.search_language), rows)
            known = self._known()
        return known

    def _known(self) -> dict[str, int]:
        rows = self._connection.execute(select(tables.search_language))
        return {"": 0, **{row.language: row.number for row in rows}}

    def find(self, query: str, *, limit: int) -> Iterator[Passage]:
        """The passages that a query finds, of the newest segments first, read as they are asked for."""
        languages, last = {number: language for language, number in self._known().items()}, _NEWEST
        # Until there are enough: what a deleted article holds must not take the place of others' passages.
        while limit > 0 and (rows := self._cursor().execute(_FIND, (query, last, _PAGE)).fetchall()):
            places = [(each // LANGUAGES, languages.get(each % LANGUAGES, "")) for (each,) in rows]
            (last,) = rows[-1]
            found = dict(self._passages(places))
            shown = [found[place] for place in places if place in found][:limit]
            limit -= len(shown)
            yield from shown

    def renderings(self, segments: Sequence[int]) -> Mapping[int, Sequence[Rendering]]:
        """The targets of segments, by language."""
        found: dict[int, list[Rendering]] = {segment: [] for segment in segments}
        for row in self._connection.execute(_RENDERINGS, {"segments": list(segments)}):
            text = plain(row.text, codes_from(row.codes))
            found[row.segment].append(Rendering(row.language, text, State(row.state), bool(row.stale)))
        return found

    def _passages(self, places: Sequence[tuple[int, str]]) -> Iterator[tuple[tuple[int, str], Passage]]:
        for language in {language for _, language in places}:
            segments = [segment for segment, other in places if other == language]
            asked = {"segments": segments, **({"language": language} if language else {})}
            for row in self._connection.execute(_IN_LANGUAGE if language else _SOURCES, asked):
                yield (row.id, language), _passage(row, language)

    def _cursor(self) -> sqlite3.Cursor:
        # Rows by the hundred, in a table that SQLAlchemy does not know: the driver itself is thrice as fast.
        return cast("sqlite3.Cursor", self._connection.connection.cursor())


_STALE = and_(_TARGET.text != "", _TARGET.source_hash != _SEGMENT.source_hash).label("stale")
# Statements built once: composing one takes SQLAlchemy longer than SQLite takes to answer it.
_SOURCES = (
    select(
        *(_SEGMENT.id, _SEGMENT.position, _SEGMENT.text.label("source"), _SEGMENT.codes),
        *(_ARTICLE.slug, _ARTICLE.title, _ARTICLE.language.label("own"), _ARTICLE.archived),
    )
    .join(tables.article, _ARTICLE.id == _SEGMENT.article)
    .where(_SEGMENT.gone.is_(None), _ARTICLE.deleted.is_(None), _SEGMENT.id.in_(bindparam("segments", expanding=True)))
)
_IN_LANGUAGE = _SOURCES.add_columns(_TARGET.text, _TARGET.state, _STALE).join(
    tables.target, and_(_TARGET.segment == _SEGMENT.id, _TARGET.language == bindparam("language"))
)
_RENDERINGS = (
    select(_TARGET.segment, _TARGET.language, _TARGET.text, _TARGET.state, _SEGMENT.codes, _STALE)
    .join(tables.segment, _SEGMENT.id == _TARGET.segment)
    .where(_TARGET.segment.in_(bindparam("segments", expanding=True)))
    .order_by(_TARGET.segment, _TARGET.language)
)


def _changes() -> Select[Any]:
    """Changes with the text of today, empty where there is none any more; the oldest segments first."""
    is_source = _QUEUE.language == ""
    text = func.coalesce(_TARGET.text, func.iif(is_source, _SEGMENT.text, ""), "").label("text")
    joined = outerjoin(
        outerjoin(tables.search_queue, tables.segment, _SEGMENT.id == _QUEUE.segment),
        tables.target,
        and_(_TARGET.segment == _QUEUE.segment, _TARGET.language == _QUEUE.language),
    )
    query = select(_QUEUE.segment, _QUEUE.language, _QUEUE.before, text).select_from(joined)
    return query.order_by(_QUEUE.segment, _QUEUE.language)


def _passage(row: Row[Any], language: str) -> Passage:
    place, codes = (row.slug, row.title, row.position), codes_from(row.codes)
    source, archived = plain(row.source, codes), row.archived is not None
    if not language:
        return Passage(*place, row.own, source, source, row.own, None, archived, row.id)
    state, stale = State(row.state), bool(row.stale)
    return Passage(*place, language, plain(row.text, codes), source, row.own, state, archived, row.id, stale)
