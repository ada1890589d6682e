"""The time and the keys that people spend on segments, what came of it; and the port to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from translate_flow.domain.board import Timed

IDLE_SECONDS = 30
"""How much of a pause counts as work: nobody can tell thinking from being away, and who is away stays longer."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What somebody spent on a segment, as their browser counted it.

    ``milliseconds`` are those in which its field had the keyboard, of each pause `IDLE_SECONDS` at most (a workspace
    may say otherwise). Of the keys that changed the text ``typed`` put in one character, ``deleted`` took something
    away, and ``other`` put in more at once: what was pasted, offered, or copied. What was typed is not kept.
    """

    milliseconds: int = 0
    typed: int = 0
    deleted: int = 0
    other: int = 0

    @property
    def keys(self) -> int:
        """All that changed the text."""
        return self.typed + self.deleted + self.other


NOTHING_SPENT = Spent()


@dataclass(frozen=True, slots=True)
class Worked:
    """A segment that a person worked on: its words, what they spent, and what they made of a machine's draft.

    ``engine`` drafted the text that they began with, however many worked on it since; empty where nothing did.
    ``draft`` and ``final`` are None unless they were the first to take up a draft, for a source that is the same
    still, and left it translated or approved.
    """

    person: str
    language: str
    engine: str
    words: int
    spent: Spent
    draft: str | None = None
    final: str | None = None


class Efforts(Protocol):
    """What people spent on segments. Who may see whose is for the use case to say."""

    def add(self, segment: int, language: str, spent: Spent, *, base: int) -> None:
        """Note what the author of this transaction spent on a target since its version ``base``.

        Raises:
            NotAllowedError: they may not even propose in the language.

        """

    def worked(self, *, since: datetime, limit: int, language: str = "", person: str = "") -> Sequence[Worked]:
        """What was worked on since then, segment by segment and person by person, the newest ``limit`` of them.

        One ``language`` or ``person`` alone where they are named. Archived articles count: that work was done. Deleted
        ones do not.
        """

    def timed(self, language: str, *, limit: int) -> Timed:
        """What everybody spent on the segments of the newest ``limit`` decisions that stand approved."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What work on segments came to; a segment that two people worked on counts for each of them.

    ``time`` is that of all together, ``median`` that of one; ``words`` are those of the source. ``ter`` and ``chrf``,
    0 to 100 both, are of the ``compared`` drafts that became a finished text at the hands of whoever took them up: how
    many words of a hundred were changed, and how near the draft was. None where there is nothing to divide by.
    """

    segments: int
    words: int
    time: timedelta
    median: timedelta
    words_per_hour: float | None
    keys_per_word: float | None
    compared: int
    ter: float | None
    chrf: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of a language: whole, or of one ``engine`` (empty where nothing drafted) or of one ``person``."""

    language: str
    figures: Figures
    engine: str | None = None
    person: str | None = None
