"""Let assigned parts go with their segments when an article is revised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby

from sqlalchemy import Connection, select

from translate_flow.domain.assignment import WHOLE, Assignment, Span, Task, followed, owners
from translate_flow.domain.ports import Entry
from translate_flow.store import tables
from translate_flow.store.assignments import assignment_from, notify, replace_assignments

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
        self, connection: Connection, entry: Entry, *, before: Sequence[int], now: Sequence[int | None], by: str
    ) -> None:
        """``before`` and ``now`` are the numbers of its segments in the old and in the new order, None for new ones."""
        self._connection, self._entry, self._by = connection, entry, by
        self._before, self._now = before, now

    def apply(self, *, earlier: Mapping[str, Parts]) -> None:
        """Write them anew; where an earlier text comes back, ``earlier`` tells by language who had which part of it."""
        stored = parts_of(self._connection, self._entry.id)
        for language in stored.keys() | earlier.keys():
            parts, back = stored.get(language, ()), earlier.get(language, ())
            if back or [item.span for item in parts] != [WHOLE]:
                after = self._after(parts, back)
                replace_assignments(self._connection, self._entry.id, language, after)
                self._tell(language, parts, after)

    def _after(self, parts: Parts, earlier: Parts) -> Parts:
        """Who had segments last has them still; those that had left are whose they were when they left."""
        count = len(self._now)
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

    @staticmethod
    def _people(parts: Parts) -> frozenset[str]:
        return frozenset(chain.from_iterable(item.people() for item in parts))


def _within(parts: Parts, count: int) -> Parts:
    """The same, none of them open to an end that may come to lie further on."""
    return [replace(item, span=Span(item.span.first, min(item.span.last, count))) for item in parts]
