"""False alarms in the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from translate_flow.domain.dismissals import Dismissal, Place, checked_note
from translate_flow.domain.people import Right
from translate_flow.errors import NotFoundError
from translate_flow.store import tables
from translate_flow.store.judgements import judge_again
from translate_flow.store.rights import Require
from translate_flow.store.rows import moment, now, opened
from translate_flow.store.shelved import refuse_shelved

_DISMISSAL, _ARTICLE, _TARGET = tables.dismissal.c, tables.article.c, tables.target.c


class SqlDismissals:
    """The table of what is not told any more, through the connection of a unit of work."""

    def __init__(self, connection: Connection, *, by: str, require: Require) -> None:
        """``require`` checks a right before each write."""
        self._connection, self._by, self._require = connection, by, require

    def add(self, segment: int, language: str, place: Place, *, digest: str, note: str = "") -> None:
        """Dismiss what was found at a place; one of another text there gives way."""
        article = self._writable(segment, language)
        kept = checked_note(note)
        self._clear(segment, language, place)
        found = {"code": place.code, "start": place.start, "end": place.end, "digest": digest}
        values = {"segment": segment, "language": language, "article": article, **found}
        said = {"note": kept, "by": self._by, "at": now()}
        self._connection.execute(insert(tables.dismissal).values(**values, **said))

    def remove(self, segment: int, language: str, place: Place) -> None:
        """Tell it again."""
        self._writable(segment, language)
        self._clear(segment, language, place)

    def _writable(self, segment: int, language: str) -> int:
        """The number of the segment's article, where the author may edit it."""
        self._require(Right.EDIT, language=language)
        here = (_TARGET.segment == segment, _TARGET.language == language)
        article = self._connection.execute(select(_TARGET.article).where(*here)).scalar()
        if article is None:
            raise NotFoundError(f"segment {segment} has no target in {language}; reload the page")
        refuse_shelved(self._connection, _ARTICLE.id == article)
        return int(article)

    def _judge_again(self, segment: int, language: str) -> None:
        judge_again(self._connection, _TARGET.segment == segment, _TARGET.language == language)

    def _clear(self, segment: int, language: str, place: Place) -> None:
        here = (_DISMISSAL.segment == segment, _DISMISSAL.language == language)
        there = (_DISMISSAL.code == place.code, _DISMISSAL.start == place.start, _DISMISSAL.end == place.end)
        self._connection.execute(delete(tables.dismissal).where(*here, *there))
        self._judge_again(segment, language)

    def at(self, segment: int, language: str) -> tuple[Dismissal, ...]:
        """What was dismissed at a segment, whether or not it still holds."""
        here = (_DISMISSAL.segment == segment, _DISMISSAL.language == language)
        return tuple(map(_dismissal, self._connection.execute(select(tables.dismissal).where(*here))))

    def listed(self, slug: str, language: str) -> Mapping[int, list[Dismissal]]:
        """The same for every segment of an article that has any."""
        article = opened(self._connection, slug, language)[0]
        here = (_DISMISSAL.article == article, _DISMISSAL.language == language)
        found: dict[int, list[Dismissal]] = {}
        for row in self._connection.execute(select(tables.dismissal).where(*here)):
            found.setdefault(row.segment, []).append(_dismissal(row))
        return found


def _dismissal(row: Row[Any]) -> Dismissal:
    return Dismissal(Place(row.code, row.start, row.end), row.digest, row.note, row.by, moment(row.at))
