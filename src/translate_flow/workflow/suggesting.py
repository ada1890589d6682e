"""What stands beside a target while somebody works on it: matches from the memory, terms and how they are used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from translate_flow.domain.inline import plain
from translate_flow.domain.memory import Match
from translate_flow.domain.ports import Store
from translate_flow.domain.terms import Term, TermHit, Use
from translate_flow.matching.replacing import replacement
from translate_flow.workflow import remembering, terminology

MOST_MATCHES = 3
"""Matches shown at once: as many as there are keys for."""

MOST_TERMS = 24
_WORSE = {Use.USED: 0, Use.MISSING: 1, Use.FORBIDDEN: 2}
# Digits joined by a decimal or thousands sign are one word: half a changed number misleads.
_TOKEN = re.compile(r"\d+(?:[.,'’\u00a0\u202f]\d+)+|\w+|\s+|.", re.DOTALL)
_LONGEST = 4_000
"""Code points that are compared word by word; the time grows with their square."""


class Change(StrEnum):
    """What became of a passage between a match's source and the source now."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of the two sources; those not ``NEW`` joined give the match's, those not ``GONE`` the source now."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A match, and how its source differs from what is to be translated."""

    match: Match
    passages: tuple[Passage, ...]

    @property
    def same(self) -> bool:
        """Whether the sources are equal."""
        return all(passage.change is Change.SAME for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Needed:
    """A term, how the target uses it, and what could be replaced: a span of the plain target, and with what."""

    hit: TermHit
    replace: tuple[int, int, str] | None


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Matches, the best first, and terms in the order of the source, each once: with its worst use."""

    matches: tuple[Found, ...]
    terms: tuple[Needed, ...]


def suggest(store: Store, segment: int, language: str, *, text: str | None = None, matches: bool = True) -> Suggestions:
    """What helps with a segment.

    ``text`` is what is typed now, tags included; the stored target when left out. Without ``matches`` only the terms
    are looked at: what the memory has does not change while somebody types.

    Raises:
        NotFoundError: there is no such segment, it is not open for the language, or its article is deleted.

    """
    with store.read() as uow:
        uow.articles.home(segment, even_deleted=False)
        unit = uow.targets.unit(segment, language)
        found = remembering.matches(uow, unit, limit=MOST_MATCHES) if matches else ()
        hits = _each_once(terminology.hits(uow, unit, text=text))[:MOST_TERMS]
    typed = unit.target.text if text is None else text
    target = plain(typed, unit.segment.codes)
    source = unit.segment.plain
    return Suggestions(
        tuple(Found(match, difference(match.unit.source, match.sentence or source)) for match in found),
        tuple(Needed(hit, replacement(source, target, hit)) for hit in hits),
    )


def _each_once(hits: Sequence[TermHit]) -> list[TermHit]:
    """Each term where the source has it first, with what most needs a look of how its places are translated."""
    found: dict[Term, TermHit] = {}
    for hit in hits:
        known = found.get(hit.term)
        if known is None or _WORSE[hit.use] > _WORSE[known.use]:
            found[hit.term] = hit
    return list(found.values())


def difference(before: str, now: str) -> tuple[Passage, ...]:
    """Word by word, what is the same in two sources, gone from the first, new in the second.

    >>> [(passage.change.value, passage.text) for passage in difference("The old mill", "The mill race")]
    [('same', 'The '), ('gone', 'old '), ('same', 'mill'), ('new', ' race')]
    """
    if before == now:
        return (Passage(Change.SAME, now),)
    if max(len(before), len(now)) > _LONGEST:
        return (Passage(Change.GONE, before), Passage(Change.NEW, now))
    return tuple(_passages(_TOKEN.findall(before), _TOKEN.findall(now)))


def _passages(before: Sequence[str], now: Sequence[str]) -> Iterator[Passage]:
    for _, a, b, c, d in SequenceMatcher(str.isspace, before, now, autojunk=False).get_opcodes():
        gone, new = "".join(before[a:b]), "".join(now[c:d])
        if gone == new:
            yield Passage(Change.SAME, new)
            continue
        if gone:
            yield Passage(Change.GONE, gone)
        if new:
            yield Passage(Change.NEW, new)
