"""Write a revision of an article: what continues, what is new, what is archived, and what all of it replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.assignment import NotBack
from translate_flow.domain.ports import Entry
from translate_flow.domain.revisions import Rewrite
from translate_flow.domain.translation import Action, State, Target
from translate_flow.store import tables
from translate_flow.store.article_revisions import earlier_parts, replaced_text
from translate_flow.store.following import Following
from translate_flow.store.numbering import next_segment
from translate_flow.store.people import SqlPeople
from translate_flow.store.rows import (
    change_row,
    effect_text,
    empty_target_row,
    now,
    revision_row,
    segment_row,
    target_from,
    target_row,
)


class RevisionWriter:
    """One revision of one article, written through the connection of a unit of work."""

    def __init__(self, connection: Connection, entry: Entry, wanted: Rewrite, *, by: str, people: SqlPeople) -> None:
        """``entry`` is the article as it is stored; ``people`` tells who may still do what they are given back."""
        self._connection, self._entry, self._wanted, self._by = connection, entry, wanted, by
        self._people = people
        self._number, self._at = entry.revision + 1, now()
        query = select(tables.segment).where(tables.segment.c.article == entry.id)
        self._stored: Mapping[int, Row[Any]] = {row.id: row for row in connection.execute(query)}
        self._before = self._read_targets()

    def write(self) -> Sequence[NotBack]:
        """Put the new text in the place of the stored one; returns the work that does not come back to its people."""
        wanted = self._wanted
        placed = list(enumerate(zip(wanted.continues, wanted.article.segments, strict=True)))
        following = self._following()
        earlier = {} if wanted.undoes is None else earlier_parts(self._connection, self._entry)
        edited = self._edited([(number, segment) for _, (number, segment) in placed if number is not None])
        self._describe(self._changed_targets(edited))
        self._archive({number for number in self._stored if number not in set(wanted.continues)})
        self._keep_source(edited)
        self._continue([(place, number, segment) for place, (number, segment) in placed if number is not None])
        self._begin([(place, segment) for place, (number, segment) in placed if number is None])
        refused = following.apply(earlier=earlier)
        if wanted.origin or wanted.undoes:  # who only splits or merges says nothing new
            following.tell_changed({place + 1 for place, (number, _) in placed if number is None or number in edited})
        return refused

    def _following(self) -> Following:
        current = sorted((row for row in self._stored.values() if row.gone is None), key=lambda row: row.position)
        before = [row.id for row in current]
        now = self._wanted.continues
        return Following(self._connection, self._entry, before=before, now=now, by=self._by, people=self._people)

    def _read_targets(self) -> Mapping[tuple[int, str], Target]:
        columns = [column.label(f"target_{column.name}") for column in tables.target.c]
        rows = self._connection.execute(select(*columns).where(tables.target.c.article == self._entry.id))
        return {(row.target_segment, row.target_language): target_from(row) for row in rows}

    def _edited(self, placed: Sequence[tuple[int, Segment]]) -> list[int]:
        """The stored segments that will say something else."""
        return [number for number, segment in placed if segment.source_hash != self._stored[number].source_hash]

    def _archive(self, numbers: set[int]) -> None:
        leaving = [{"key": number} for number in numbers if self._stored[number].gone is None]
        if leaving:
            query = update(tables.segment).where(tables.segment.c.id == bindparam("key")).values(gone=self._number)
            self._connection.execute(query, leaving)

    def _continue(self, placed: Sequence[tuple[int, int, Segment]]) -> None:
        rows = [
            {"key": number, "gone": None, **self._row(number, segment, position=place)}
            for place, number, segment in placed
        ]
        if rows:
            self._connection.execute(update(tables.segment).where(tables.segment.c.id == bindparam("key")), rows)

    def _row(self, number: int, segment: Segment, *, position: int) -> dict[str, Any]:
        """A segment that goes on; the sentences of a text that stays are kept, for a person may have corrected them."""
        row, stored = segment_row(segment, article=self._entry.id, position=position), self._stored[number]
        return {**row, "sentences": stored.sentences} if row["text"] == stored.text else row

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

    def _changed_targets(self, edited: Sequence[int]) -> list[Target]:
        """Save the targets that change, and give those they replace, with the version that took their place.

        Each target of an edited segment gets a new version: a save over the old one is then a conflict.
        """
        after = dict(self._after(set(edited)))
        if not after:
            return []
        keys = tables.target.c
        self._connection.execute(
            update(tables.target).where(keys.segment == bindparam("at"), keys.language == bindparam("to")),
            [{"at": number, "to": language, **target_row(it)} for (number, language), it in after.items()],
        )
        self._note([(self._before[key].state, target) for key, target in after.items()])
        return [replace(self._before[key], version=target.version) for key, target in after.items()]

    def _after(self, edited: set[int]) -> Iterator[tuple[tuple[int, str], Target]]:
        places = {number: place for place, number in enumerate(self._wanted.continues)}
        for (number, language), before in self._before.items():
            target = self._wanted.targets.get((places.get(number, -1), language))
            if target or number in edited:
                yield (
                    (number, language),
                    replace(target or before, segment=number, language=language, version=before.version + 1),
                )

    def _note(self, written: Sequence[tuple[State, Target]]) -> None:
        """Write the history of targets."""
        rows = [
            revision_row(target, before=before, action=Action.SOURCE, by=self._by, at=self._at)
            for before, target in written
        ]
        if rows:
            self._connection.execute(insert(tables.revision), rows)

    def _begin(self, placed: Sequence[tuple[int, Segment]]) -> None:
        """Keep new segments with a target in each language, empty where the revision has none for it."""
        rows, made = [], []
        for number, (place, segment) in enumerate(placed, start=next_segment(self._connection)):
            row = segment_row(segment, article=self._entry.id, position=place)
            self._connection.execute(insert(tables.segment).values(id=number, **row))
            key = {"segment": number, "article": self._entry.id}
            if segment.kind is not Kind.CODE:
                for language in self._entry.languages:
                    target = self._first(place, language, key["segment"])
                    made += [target] if target else []
                    written = target_row(target) if target else {}
                    empty = empty_target_row(by=self._by, at=self._at)
                    rows.append({**key, "language": language, **empty, **written})
        if rows:
            self._connection.execute(insert(tables.target), rows)
        self._note([(State.UNTRANSLATED, target) for target in made])

    def _first(self, place: int, language: str, number: int) -> Target | None:
        target = self._wanted.targets.get((place, language))
        return replace(target, segment=number, language=language, version=1) if target and target.text else None

    def _describe(self, changed: Sequence[Target]) -> None:
        """Keep what is replaced, then tell the article its new title and number."""
        self._connection.execute(
            insert(tables.article_revision).values(
                article=self._entry.id,
                number=self._number,
                at=self._at,
                by=self._by,
                origin=self._wanted.origin,
                undoes=self._wanted.undoes,
                effect=effect_text(self._wanted.effect),
                replaced=replaced_text(self._connection, self._entry, list(self._stored.values()), changed),
            )
        )
        article, number = self._wanted.article, self._entry.id
        values = {"title": article.title, "byline": article.byline, "revision": self._number}
        query = update(tables.article).where(tables.article.c.id == number)
        # What was only split or merged still comes from where it came.
        origin = self._wanted.origin or tables.article.c.origin
        self._connection.execute(query.values(**values, origin=origin))
        self._connection.execute(delete(tables.change).where(tables.change.c.article == number))
        if article.changes:
            self._connection.execute(insert(tables.change), [change_row(item, number) for item in article.changes])
