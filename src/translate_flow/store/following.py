"""Let assigned parts go with their segments when an article is revised, and come back to who may still do them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby

from sqlalchemy import Connection, and_, select

from translate_flow.domain.assignment import WHOLE, Assignment, NotBack, Span, Task, doers, followed, owners
from translate_flow.domain.people import Right
from translate_flow.domain.ports import Entry
from translate_flow.errors import NotAllowedError, NotFoundError
from translate_flow.store import tables
from translate_flow.store.assignments import assignment_from, notify, replace_assignments, unsaid
from translate_flow.store.people import SqlPeople

_ASSIGNMENT, _ARTICLE = tables.assignment.c, tables.article.c

Parts = Sequence[Assignment]
"""Assignments of an article in one language, in reading order."""


def parts_of(connection: Connection, article: int) -> Mapping[str, Parts]:
    """The assignments of an article by language, in reading order."""
    query = select(tables.assignment, _ARTICLE.slug).join(tables.article, _ARTICLE.id == _ASSIGNMENT.article)
    chosen = query.where(_ASSIGNMENT.article == article).order_by(_ASSIGNMENT.language, _ASSIGNMENT.first)
    found = [assignment_from(row) for row in connection.execute(chosen)]
    return {language: list(items) for language, items in groupby(found, key=lambda item: item.language)}


class Following:
    """What becomes of the assignments of one article in one revision."""

    def __init__(
        self,
        connection: Connection,
        entry: Entry,
        *,
        before: Sequence[int],
        now: Sequence[int | None],
        by: str,
        people: SqlPeople,
    ) -> None:
        """``before`` and ``now`` are the numbers of its segments in the old and in the new order, None for new ones."""
        self._connection, self._entry, self._by, self._accounts = connection, entry, by, people
        self._before, self._now = before, now

    def apply(self, *, earlier: Mapping[str, Parts]) -> list[NotBack]:
        """Write them anew; where an earlier text comes back, ``earlier`` tells by language who had which part of it.

        Returns what does not come back to them.
        """
        stored = parts_of(self._connection, self._entry.id)
        refused: list[NotBack] = []
        for language in sorted(stored.keys() | earlier.keys()):
            parts, back = stored.get(language, ()), earlier.get(language, ())
            if back or [item.span for item in parts] != [WHOLE]:
                after = self._after(parts, [self._able(item) for item in back])
                kept = [item for item in after if item.people() or item.due]
                replace_assignments(self._connection, self._entry.id, language, kept)
                self._tell(language, parts, kept)
                refused += self._refused(language, self._after(parts, back), kept)
        return refused

    def _able(self, part: Assignment) -> Assignment:
        """The part, asking only those who could be given it now."""
        translator = self._still(part.translator, Right.EDIT, part.language)
        reviewer = self._still(part.reviewer, Right.APPROVE, part.language)
        if translator and translator == reviewer and self._accounts.is_watched(part.language, author=translator):
            reviewer = ""
        return replace(part, translator=translator, reviewer=reviewer)

    def _still(self, name: str, right: Right, language: str) -> str:
        """The name, empty where they may not any more."""
        try:
            self._accounts.check_able(name, right, language=language)
        except (NotAllowedError, NotFoundError):
            return ""
        return name

    def _refused(self, language: str, wanted: Parts, given: Parts) -> list[NotBack]:
        count = len(self._now)
        lost = {(name, task) for _, task, name in doers(wanted, count=count) - doers(given, count=count)}
        return [NotBack(language, name, task) for name, task in sorted(lost)]

    def _after(self, parts: Parts, earlier: Parts) -> Parts:
        """Who had segments last has them still; those that had left are whose they were when they left.

        Whoever was given the whole article since has the whole of it.
        """
        count = len(self._now)
        if [item.span for item in parts] == [WHOLE] and parts != self._made_of(earlier):
            return parts
        back = owners(earlier, count=count)
        known = {number: back.get(place) for place, number in enumerate(self._now, 1)} if earlier else {}
        have = owners(parts, count=len(self._before))
        known |= {number: have.get(place) for place, number in enumerate(self._before, 1)}
        order = [known.get(number) for number in self._now]
        fresh = {place for place, number in enumerate(self._now, 1) if number not in known}
        after = followed(order, fresh=fresh)
        return earlier if _within(after, count) == _within(earlier, count) else after

    def _tell(self, language: str, before: Parts, after: Parts) -> None:
        """A notice for whoever has nothing left; who has the same texts at other places has nothing to be told."""
        left = self._people(before) - self._people(after) - {self._by}
        for name in sorted(left):
            span = next(item.span for item in before if name in item.people())
            notify(self._connection, name, self._entry.id, language, [(Task.TAKEN, span, None)], by=self._by)

    def _made_of(self, earlier: Parts) -> Parts:
        """What the revision that is taken back had made of the parts before it."""
        had, places = owners(earlier, count=len(self._now)), {it: place for place, it in enumerate(self._now, 1)}
        order = [had.get(places.get(number, 0)) for number in self._before]
        return followed(order, fresh={place for place, number in enumerate(self._before, 1) if number not in places})

    def tell_changed(self, places: Collection[int]) -> None:
        """Tell everybody whose part has segments among these ``places`` that wait for a translation again.

        One notice for each, from the first of these segments to the last.
        """
        for language, parts in parts_of(self._connection, self._entry.id).items():
            have = owners(parts, count=len(self._now))
            waiting = [place for place in self._unsaid(language) if place in places and place in have]
            for name in sorted(frozenset(chain.from_iterable(have[place].people() for place in waiting)) - {self._by}):
                theirs = [place for place in waiting if name in have[place].people()]
                news = [(Task.CHANGED, Span(theirs[0], theirs[-1]), None)]
                notify(self._connection, name, self._entry.id, language, news, by=self._by)

    def _unsaid(self, language: str) -> Sequence[int]:
        """The places in the article that have no translation of what they say now, in reading order."""
        segment, target = tables.segment.c, tables.target.c
        query = (
            select(segment.position + 1)
            .join(tables.target, and_(target.segment == segment.id, target.language == language))
            .where(segment.article == self._entry.id, segment.gone.is_(None), unsaid())
        )
        return self._connection.execute(query.order_by(segment.position)).scalars().all()

    @staticmethod
    def _people(parts: Parts) -> frozenset[str]:
        return frozenset(chain.from_iterable(item.people() for item in parts))


def _within(parts: Parts, count: int) -> Parts:
    """The same, none of them open to an end that may come to lie further on."""
    return [replace(item, span=Span(item.span.first, min(item.span.last, count))) for item in parts]
