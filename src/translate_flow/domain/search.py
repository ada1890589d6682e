"""What a search across articles and languages finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from translate_flow.domain.translation import State


@dataclass(frozen=True, slots=True)
class Passage:
    """The plain text of a segment in one language: its source where ``language`` is the article's own, else its target.

    ``position`` counts segments from 0, ``segment`` is the number of this one in the store; ``state`` is None for a
    source; ``archived`` tells of the article, ``stale`` that a target was made for an older source.
    """

    slug: str
    title: str
    position: int
    language: str
    text: str
    source: str
    source_language: str
    state: State | None = None
    archived: bool = False
    segment: int = 0
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Rendering:
    """The target of a segment in a language, plain; its text is empty where nothing is translated yet.

    ``stale`` where it was made for an older source: whatever its state, nobody has looked at it since.
    """

    language: str
    text: str
    state: State
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A passage, how well it holds what was searched for (0 to 100), and where (start and end in code points).

    ``renderings`` are the targets of a source, by language; none for a passage that is a target itself.
    """

    passage: Passage
    score: int
    marks: tuple[tuple[int, int], ...]
    renderings: tuple[Rendering, ...] = ()


class Search(Protocol):
    """An index of every source and target; it follows their changes when it is told to."""

    def follow(self, limit: int) -> int:
        """Take in up to so many changes; returns how many there were."""

    def waiting(self) -> int:
        """How many changes it has not taken in yet."""

    def find(self, query: str, *, limit: int) -> Iterator[Passage]:
        """The passages that a query of `matching.searching` finds, of the newest segments first, as they are read."""

    def renderings(self, segments: Sequence[int]) -> Mapping[int, Sequence[Rendering]]:
        """The targets of segments, by language."""
