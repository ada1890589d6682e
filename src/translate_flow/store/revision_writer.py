"""Write a revision of an article: what continues, what is new, what is archived."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.ports import Entry
from translate_flow.domain.translation import Action
from translate_flow.store import tables
from translate_flow.store.rows import change_row, empty_target_row, now, revision_row, segment_row, target_from


class RevisionWriter:
    """One revision of one article, written through the connection of a unit of work."""

    def __init__(self, connection: Connection, entry: Entry, *, by: str) -> None:
        """``entry`` is the article as it is stored."""
        self._connection, self._entry, self._by = connection, entry, by
        self._number, self._at = entry.revision + 1, now()
        query = select(tables.segment).where(tables.segment.c.article == entry.id)
        self._stored: Mapping[int, Row[Any]] = {row.id: row for row in connection.execute(query)}

    def write(self, article: Article, *, continues: Sequence[int | None], origin: str) -> None:
        """Put ``article`` in the place of the stored one; see `translate_flow.domain.ports.Articles.revise`."""
        placed = list(enumerate(zip(continues, article.segments, strict=True)))
        self._archive({number for number in self._stored if number not in set(continues)})
        self._continue([(place, number, segment) for place, (number, segment) in placed if number is not None])
        self._begin([(place, segment) for place, (number, segment) in placed if number is None])
        self._describe(article, origin=origin)

    def _archive(self, numbers: set[int]) -> None:
        leaving = [{"key": number} for number in numbers if self._stored[number].gone is None]
        if leaving:
            query = update(tables.segment).where(tables.segment.c.id == bindparam("key")).values(gone=self._number)
            self._connection.execute(query, leaving)

    def _continue(self, placed: Sequence[tuple[int, int, Segment]]) -> None:
        rows = [
            {"key": number, "gone": None, **segment_row(segment, article=self._entry.id, position=place)}
            for place, number, segment in placed
        ]
        edited = [row["key"] for row in rows if row["source_hash"] != self._stored[row["key"]].source_hash]
        self._keep_source(edited)
        self._mark_targets(edited)
        if rows:
            self._connection.execute(update(tables.segment).where(tables.segment.c.id == bindparam("key")), rows)

    def _keep_source(self, numbers: Sequence[int]) -> None:
        rows = [
            {
                "segment": number,
                "revision": self._last(number),
                "replaced": self._at,
                "replaced_by": self._by,
                **{name: self._stored[number]._mapping[name] for name in tables.SAID},
            }
            for number in numbers
        ]
        if rows:
            self._connection.execute(insert(tables.earlier_source), rows)

    def _last(self, number: int) -> int:
        """The last revision that held what the segment says until now; one that left held it until then."""
        gone = self._stored[number].gone
        return gone - 1 if gone else self._entry.revision

    def _mark_targets(self, numbers: Sequence[int]) -> None:
        """Give each target of an edited segment a new version: a save over the old one is then a conflict."""
        revisions = list(self._marked(numbers))
        if not revisions:
            return
        keys = tables.target.c
        self._connection.execute(
            update(tables.target)
            .where(keys.segment == bindparam("segment_key"), keys.language == bindparam("language_key"))
            .values(version=bindparam("version_now")),
            [
                {"segment_key": row["segment"], "language_key": row["language"], "version_now": row["version"]}
                for row in revisions
            ],
        )
        self._connection.execute(insert(tables.revision), revisions)

    def _marked(self, numbers: Sequence[int]) -> Iterator[dict[str, Any]]:
        columns = [column.label(f"target_{column.name}") for column in tables.target.c]
        for number in numbers:
            for row in self._connection.execute(select(*columns).where(tables.target.c.segment == number)):
                target = target_from(row)
                after = replace(target, version=target.version + 1)
                yield revision_row(after, before=target.state, action=Action.SOURCE, by=self._by, at=self._at)

    def _begin(self, placed: Sequence[tuple[int, Segment]]) -> None:
        """Keep new segments, with an untranslated target in each language."""
        targets = []
        for place, segment in placed:
            row = segment_row(segment, article=self._entry.id, position=place)
            number = self._connection.execute(insert(tables.segment).values(row).returning(tables.segment.c.id))
            key = {"segment": int(number.scalar_one()), "article": self._entry.id}
            if segment.kind is not Kind.CODE:
                targets += [
                    {**key, "language": language, **empty_target_row(by=self._by, at=self._at)}
                    for language in self._entry.languages
                ]
        if targets:
            self._connection.execute(insert(tables.target), targets)

    def _describe(self, article: Article, *, origin: str) -> None:
        values = {"title": article.title, "byline": article.byline, "origin": origin, "revision": self._number}
        number = self._entry.id
        self._connection.execute(update(tables.article).where(tables.article.c.id == number).values(values))
        self._connection.execute(delete(tables.change).where(tables.change.c.article == number))
        if article.changes:
            self._connection.execute(insert(tables.change), [change_row(item, number) for item in article.changes])
