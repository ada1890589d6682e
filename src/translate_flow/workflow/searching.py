"""Search in every article and language at once."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from translate_flow.domain.languages import check
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.ports import Store, UnitOfWork
from translate_flow.domain.search import Found, Passage
from translate_flow.matching.concordance import held_in, words
from translate_flow.matching.searching import queries

SOURCES = ""
"""In the place of a language: the articles as they were written."""

_LOOKED_AT = 200
"""Passages that are scored, those of the newest segments; more hold words that are in almost every text."""

_BATCH = 2_000
_PATIENCE = 0.5
_LEAST = 60


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, best first, whether there is ``more``, and how many texts are ``waiting`` to be searchable."""

    found: Sequence[Found]
    more: bool
    waiting: int


def search(store: Store, text: str, *, language: str | None = None, limit: int = 50) -> Results:
    """Passages that hold the words of ``text``, as they are or inflected; of equals those of the newest segments.

    ``language`` is a target language, `SOURCES`, or None for everything. What changed since the last search is taken
    in first, for half a second at most; a passage that was drafted a moment ago is found.
    """
    if language:
        language = check(language)
    asked = words(text)
    waiting = follow(store, patience=_PATIENCE)
    if not asked:
        return Results((), more=False, waiting=waiting)
    found: dict[tuple[str, int, str], Found] = {}
    with store.read() as uow:
        passages = (uow.search.find(query, limit=_LOOKED_AT) for query in queries(asked, language=language))
        for passage in chain.from_iterable(passages):
            _take(found, asked, passage)
            if len(found) > limit:
                break
        ranked = sorted(found.values(), key=lambda each: -each.score)
        shown = _beside(uow, ranked[:limit])
    return Results(shown, more=len(ranked) > limit, waiting=waiting)


def _beside(uow: UnitOfWork, found: Sequence[Found]) -> Sequence[Found]:
    """The same, each source with its translations."""
    segments = [each.passage.segment for each in found if each.passage.state is None]
    renderings = uow.search.renderings(segments) if segments else {}
    return [
        each if each.passage.state else replace(each, renderings=tuple(renderings[each.passage.segment]))
        for each in found
    ]


def _take(found: dict[tuple[str, int, str], Found], asked: Sequence[str], passage: Passage) -> None:
    score, marks = held_in(asked, passage.text)
    if score >= _LEAST:
        found.setdefault((passage.slug, passage.position, passage.language), Found(passage, score, marks))


def follow(store: Store, *, patience: float = float("inf")) -> int:
    """Take in what changed, for about ``patience`` seconds; returns how many texts still wait."""
    ends = time.monotonic() + patience
    with store.read() as uow:
        waiting = uow.search.waiting()
    while waiting > 0 and time.monotonic() < ends:
        with store.write(by=LOCAL_OWNER) as uow:
            waiting -= uow.search.follow(_BATCH)
    return max(0, waiting)
