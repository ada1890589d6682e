"""The terms port in memory, for tests of use cases."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from translate_flow.domain.languages import primary
from translate_flow.domain.memory import MemoryUnit
from translate_flow.domain.people import Right
from translate_flow.domain.terms import Build, Term
from translate_flow.store.recent import Recent

Built = TypeVar("Built")


class Kept(Protocol):
    """Where the terms are kept; a transaction works on a copy."""

    terms: dict[tuple[str, ...], Term]
    stamp: str


class Asked(Protocol):
    """Whose transaction it is."""

    require: Callable[..., None]


class MemoryTerms:
    """The terms port in memory."""

    def __init__(self, kept: Kept, uow: Asked, recent: Recent) -> None:
        self._kept, self._uow, self._recent = kept, uow, recent

    def add(self, terms: Iterable[Term]) -> int:
        wanted = {_key(term): term for term in terms}
        self._uow.require(Right.APPROVE)
        self._kept.terms |= wanted
        self._kept.stamp = uuid.uuid4().hex
        return len(wanted)

    def all(self, *, source: str = "", language: str = "", collection: str = "") -> Sequence[Term]:
        return [
            term
            for term in self._kept.terms.values()
            if term.collection == collection
            and (not source or primary(term.source_language) == primary(source))
            and (not language or primary(term.language) == primary(language))
        ]

    def search(
        self,
        text: str,
        *,
        source: str = "",
        language: str = "",
        collection: str = "",
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[Term]:
        found = sorted(self.all(source=source, language=language, collection=collection), key=_folded)
        return [term for term in found if text.casefold() in _folded(term)][offset : offset + limit]

    def count(self, text: str = "", *, source: str = "", language: str = "", collection: str = "") -> int:
        found = self.search(text, source=source, language=language, collection=collection, limit=len(self._kept.terms))
        return len(found)

    def pairs(self) -> Sequence[tuple[str, str, int]]:
        return pairs(self._kept.terms.values())

    def stored(self, term: Term) -> Term | None:
        return self._kept.terms.get(_key(term))

    def discard(self, term: Term) -> None:
        self._uow.require(Right.APPROVE)
        self._kept.terms.pop(_key(term), None)
        self._kept.stamp = uuid.uuid4().hex

    def remove(self, source_text: str, target: str = "", *, source: str, language: str, collection: str = "") -> int:
        self._uow.require(Right.APPROVE)
        found = self.all(source=source, language=language, collection=collection)
        gone = [term for term in found if term.source == source_text and target in {"", term.target}]
        self._kept.terms = {key: term for key, term in self._kept.terms.items() if term not in gone}
        self._kept.stamp = uuid.uuid4().hex if gone else self._kept.stamp
        return len(gone)

    def clear(self, collection: str) -> None:
        self._uow.require(Right.APPROVE)
        self._kept.terms = {key: term for key, term in self._kept.terms.items() if term.collection != collection}
        self._kept.stamp = uuid.uuid4().hex

    def built(self, build: Build[Built], *, source: str, language: str, collection: str = "") -> Built:
        terms = self.all(source=source, language=language, collection=collection)
        key = build, self._kept.stamp, source, language, collection
        return self._recent.get(key, lambda: build(terms, source=source, language=language))


def _key(term: Term) -> tuple[str, ...]:
    return term.source, term.target, term.source_language, term.language, term.collection


def _folded(term: Term) -> str:
    return "\n".join((term.source, term.target, *term.forbidden)).casefold()


def pairs(found: Iterable[Term | MemoryUnit]) -> Sequence[tuple[str, str, int]]:
    """How many there are of each pair of languages, the most first."""
    counts = Counter((each.source_language, each.language) for each in found)
    return [(*pair, count) for pair, count in counts.most_common()]
