"""The port to the termbase of a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from translate_flow.domain.terms import Build, Term

_Built = TypeVar("_Built")


class Terms(Protocol):
    """The termbase of a workspace. Languages are compared by their primary subtag, unless said otherwise.

    Everybody's terms are apart from each collection's: what names no ``collection`` is about everybody's alone.
    """

    def add(self, terms: Iterable[Term]) -> int:
        """Keep terms; returns how many.

        One with the source, target, both languages (exactly) and collection of a stored term replaces it.

        Raises:
            NotFoundError: there is no such collection.

        """

    def all(self, *, source: str = "", language: str = "", collection: str = "") -> Sequence[Term]:
        """The terms of a language pair, or of every pair, in the order they were first added."""

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
        """Terms whose source, target or forbidden variants hold ``text``, in any case.

        They come by their source, whatever its case; ``offset`` are passed over, then at most ``limit`` given.
        """

    def count(self, text: str = "", *, source: str = "", language: str = "", collection: str = "") -> int:
        """How many terms `search` would find without a limit."""

    def pairs(self) -> Sequence[tuple[str, str, int]]:
        """Source and target languages, exactly, and how many terms they have, whosever; the most first."""

    def stored(self, term: Term) -> Term | None:
        """The term with this one's source, target, both languages (exactly) and collection, as it is kept now."""

    def discard(self, term: Term) -> None:
        """Delete the term with this one's source, target, both languages (exactly) and collection, if there is one."""

    def remove(self, source_text: str, target: str = "", *, source: str, language: str, collection: str = "") -> int:
        """Delete the terms of a source text, all or those with this target; returns how many there were."""

    def clear(self, collection: str) -> None:
        """Delete all terms of a collection."""

    def stamp(self) -> str:
        """Changes with every write of terms; empty while nothing was ever written."""

    def built(self, build: Build[_Built], *, source: str, language: str, collection: str = "") -> _Built:
        """What ``build`` makes of a pair's terms; a store keeps the ones used last, while their terms are the same."""
