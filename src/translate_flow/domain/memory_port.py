"""The port to the translation memory of a workspace."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from translate_flow.domain.memory import Grain, MemoryUnit


class Memory(Protocol):
    """The translation memory of a workspace.

    A unit is kept once for the same source, target and languages; where several say the same, the newest tells the
    rest. Languages agree as `translate_flow.domain.languages.agree` says: units for es serve es-MX and the other way
    round, those for es-ES don't.
    """

    def add(self, units: Iterable[MemoryUnit]) -> int:
        """Keep units from outside, read one by one and written in bulk; returns how many were not there yet.

        A unit without a source or a target is left out. Needs the right to coordinate.
        """

    def tidy(self) -> None:
        """Put the search index in order, once after much was added; needs the right to coordinate."""

    def learn(self, segment: int, language: str, units: Sequence[MemoryUnit]) -> None:
        """Put ``units`` in the place of what this segment's approved target taught; none makes it forget.

        A unit that another segment teaches too, or that was added, stays. It asks no right of its own: it follows a
        write of the target, which did, in the same transaction.
        """

    def exact(self, sources: Collection[str], *, grain: Grain, source: str, language: str) -> Mapping[str, MemoryUnit]:
        """Units by plain source text, for those of ``sources`` that are known; runs of white space count as one space.

        This text is taken without being asked, so only units whose language is written by the same standard serve
        (`translate_flow.domain.languages.interchangeable`), those of ``language`` itself first; the source language
        has to agree. The newest wins, of two as new the one of ``grain``.
        """

    def candidates(
        self, text: str, *, source: str, language: str, limit: int = 50, least: int = 75, besides: int | None = None
    ) -> Sequence[MemoryUnit]:
        """The units whose fuzzy match score with ``text`` is at least ``least``, best first, at most ``limit``.

        Left out is what nobody but the segment ``besides`` taught.
        """

    def all(self, *, source: str = "", language: str = "") -> Iterator[MemoryUnit]:
        """Every unit whose languages agree with those given, oldest entry first, read little by little."""

    def pairs(self) -> Sequence[tuple[str, str, int]]:
        """Source and target languages, exactly, and how many units they have; the most first."""

    def newest(self) -> int:
        """The number of the newest unit: another one as soon as something was added; 0 where there is none."""

    def holding(self, beginnings: Sequence[str], *, need: int, source: str, language: str) -> Iterator[MemoryUnit]:
        """Units of which one side holds at least ``need`` of ``beginnings``, the newest entry first.

        ``beginnings`` are in lower case, of words or of text without spaces. The languages agree. It is a coarse sieve:
        what a beginning stands inside of may be another word.
        """

    def backlog(self, limit: int) -> Sequence[tuple[int, str]]:
        """Segments and languages whose approved targets `learn` has not seen yet."""

    def postpone(self, targets: Collection[tuple[int, str]]) -> None:
        """Put segments and languages on the backlog, for too many to be learnt in the transaction that wrote them."""
