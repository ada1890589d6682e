"""The termbase at work: find terms for the editor and for drafting, bring termbases in, hand them out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from translate_flow.domain.inline import plain
from translate_flow.domain.ports import Store, UnitOfWork
from translate_flow.domain.terms import TermHit
from translate_flow.matching.terms import Termbase

_KEPT = 8
"""Termbases that stay built; one of 20,000 terms takes about a second to build and 40 MB to keep."""


class _Recent:
    """The termbases used last. Their stamps make them right for ever, in whichever workspace."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._built: OrderedDict[tuple[str, str, str], Termbase] = OrderedDict()
        self._lock = Lock()

    def get(self, uow: UnitOfWork, source: str, language: str) -> Termbase:
        key = uow.terms.stamp(), source, language
        with self._lock:
            if key not in self._built:
                terms = uow.terms.all(source=source, language=language)
                self._built[key] = Termbase(terms, source=source, language=language)
            self._built.move_to_end(key)
            while len(self._built) > self._size:
                self._built.popitem(last=False)
            return self._built[key]


_RECENT = _Recent(_KEPT)


def termbase(uow: UnitOfWork, *, source: str, language: str) -> Termbase:
    """The terms of a language pair, ready to be found; kept built while they stay the same."""
    return _RECENT.get(uow, source, language)


def hits(store: Store, segment: int, language: str, *, text: str | None = None) -> Sequence[TermHit]:
    """How the target of a segment uses the terms of its source; spans are in the plain texts, without inline tags.

    ``text`` is what is typed now, with its tags; the stored target when left out.

    Raises:
        NotFoundError: there is no such segment, or it has no target in ``language``.

    """
    with store.read() as uow:
        unit = uow.targets.unit(segment, language)
        terms = termbase(uow, source=uow.articles.language_of(segment), language=language)
    target = unit.target.text if text is None else text
    return terms.hits(unit.segment.plain, plain(target, unit.segment.codes))
