"""An article beside its translation into one language: what the editor shows and the writers write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.translation import State, Target


class Threshold(StrEnum):
    """The least state a target must have reached to be taken."""

    APPROVED = "approved"
    TRANSLATED = "translated"
    ANY = "any"


_REACHED = {
    Threshold.APPROVED: frozenset({State.APPROVED, State.PUBLISHED}),
    Threshold.TRANSLATED: frozenset({State.TRANSLATED, State.APPROVED, State.PUBLISHED}),
    Threshold.ANY: frozenset(State) - {State.UNTRANSLATED},
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One segment and its target; ``id`` is the segment's number in the store, ``position`` counts from 0.

    One that ``left`` is not in its article any more.
    """

    id: int
    position: int
    segment: Segment
    target: Target
    left: bool = False

    @property
    def stale(self) -> bool:
        """Whether the source changed after the target was made."""
        return bool(self.target.text) and self.target.source_hash != self.segment.source_hash

    @property
    def effective_state(self) -> State:
        """The state that rights are asked for: what was signed off for an older source counts as translated."""
        signed = self.target.state in _REACHED[Threshold.APPROVED]
        return State.TRANSLATED if signed and self.stale else self.target.state

    def reached(self, threshold: Threshold) -> bool:
        """Whether the target may be taken at this threshold; a stale one only at ``any``."""
        if not self.target.text or (self.stale and threshold is not Threshold.ANY):
            return False
        return self.target.state in _REACHED[threshold]


@dataclass(frozen=True, slots=True)
class Bitext:
    """All units of an article in one target language, in reading order."""

    slug: str
    source: str
    language: str
    units: tuple[Unit, ...]

    @property
    def title(self) -> str:
        """The source title without tags."""
        return next((unit.segment.plain for unit in self.units if unit.segment.kind is Kind.TITLE), self.slug)

    def at(self, threshold: Threshold) -> Iterator[Unit]:
        """The units that reached ``threshold``, in order."""
        return (unit for unit in self.units if unit.reached(threshold))
