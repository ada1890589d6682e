"""What is kept of what the checks find: of each target how many things are wrong in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol


class Unjudged(NamedTuple):
    """Segments of an article whose texts in a language the checks have not seen."""

    slug: str
    language: str
    segments: Sequence[int]


class Judgement(NamedTuple):
    """How many things are wrong in a target of that version, at the level of a warning or worse."""

    version: int
    failing: int


class Judgements(Protocol):
    """The counts of a workspace: a text that changes has none until it is judged again."""

    def unjudged(self, limit: int) -> Unjudged | None:
        """Up to ``limit`` segments of one article and language, None where every text is judged."""

    def keep(self, language: str, found: Mapping[int, Judgement]) -> None:
        """Keep the counts of segments; where the target is of another version by now, it waits for the next look."""
