"""What a translation memory holds and finds: units, and how well one matches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from translate_flow.domain.translation import NO_ORIGIN, Origin


class Grain(StrEnum):
    """How much text a unit holds: a whole segment, or one sentence of one."""

    SEGMENT = "segment"
    SENTENCE = "sentence"


class LeftOut(StrEnum):
    """What a file of a memory holds and the memory does not keep."""

    EMPTY = "empty"
    """Pairs without text on a side."""
    UNCONFIRMED = "unconfirmed"
    """Pairs that nobody confirmed, as their file says."""
    OTHER_LANGUAGE = "other_language"
    """Texts in languages that were not asked for, or in the source's own."""
    NOTES = "notes"
    """Units whose notes are not kept; the units are."""
    PROPERTIES = "properties"
    """Units whose properties of another program, such as levels of confirmation, are not kept; the units are."""


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """A source and its approved translation, both plain text without inline tags.

    ``article`` is the slug it was approved in, empty for an imported one; ``origin`` is whose text it was when it was
    approved; ``changed`` is when, None where the file it came from does not say.
    """

    source: str
    target: str
    source_language: str
    language: str
    grain: Grain = Grain.SEGMENT
    origin: Origin = NO_ORIGIN
    article: str = ""
    author: str = ""
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A unit that holds words somebody looks for: their share (0 to 100), and where they are in each side.

    Spans are in code points of the plain texts, in order.
    """

    unit: MemoryUnit
    score: int
    source: tuple[tuple[int, int], ...]
    target: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that resembles what is to be translated.

    ``sentence`` is the one sentence of the segment that the unit resembles, empty where it resembles the whole.
    ``score`` is OmegaT's fuzzy match score, 0 to 100; ``penalty`` is taken off for what makes the unit less
    trustworthy: a machine's text, another article, an old age.
    """

    unit: MemoryUnit
    score: int
    penalty: int = 0
    sentence: str = ""

    @property
    def rank(self) -> int:
        """The score after penalties; matches are offered in falling order of it."""
        return max(0, self.score - self.penalty)
