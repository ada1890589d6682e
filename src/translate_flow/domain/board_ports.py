"""What planning asks of the store: who has which work, what they were told, how far everything is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Protocol

from translate_flow.domain.assignment import Assignment, Detail, Notice, Span
from translate_flow.domain.board import Approvals, Edited, Piece, Proposals, SentBack, Standing, Timed, Wanted


class Assignments(Protocol):
    """Who translates and reviews what. Each change needs the right to coordinate in its language, and is audited.

    Whoever has other work than before gets a notice, unless they changed it themselves.
    """

    def put(self, wanted: Assignment, *, unset: Collection[Detail] = frozenset()) -> None:
        """Assign a part of an article; see `translate_flow.domain.assignment.planned` for what becomes of others.

        Raises:
            NotFoundError: there is no such article, it is not open for the language, or there is no such person.
            ShelvedError: the article is archived or deleted.
            InputError: the article has no segment where the span begins.
            NotAllowedError: one of the two may not do what they are asked to, or the four-eyes rule forbids it.

        """

    def clear(self, slug: str, language: str, span: Span) -> None:
        """Take a part of an article from whoever has it.

        Raises:
            NotFoundError: there is no such article, or it is not open for the language.
            ShelvedError: the article is archived or deleted.

        """

    def put_back(self, slug: str, language: str, before: Sequence[Assignment]) -> None:
        """Let everybody have of an article in a language just what they had; raises as `put` does."""

    def of(self, slug: str, language: str) -> Sequence[Assignment]:
        """The assignments of an article in a language, in reading order."""

    def notices(self, person: str, *, limit: int) -> Sequence[Notice]:
        """What a person was told about open articles, the newest first, without what something newer made void.

        So many of the newest at most are looked at.
        """

    def see(self, numbers: Collection[int]) -> None:
        """Note that the author of this transaction has seen notices; others' stay as they are."""


class Board(Protocol):
    """How far open articles are in their languages, for whoever may read: everybody."""

    def count(self, wanted: Wanted) -> int:
        """How many articles have a language that is wanted."""

    def page(self, wanted: Wanted, *, limit: int, offset: int = 0) -> Sequence[Standing]:
        """The wanted languages of so many articles, those of an article together, by their tags."""

    def sums(self, wanted: Wanted) -> Sequence[Standing]:
        """All that is wanted, summed up by language: without articles, people and deadlines."""

    def languages(self) -> Sequence[str]:
        """Every language that an article is open for."""

    def work(self, person: str, *, limit: int, watched: Collection[str] = ()) -> Sequence[Piece]:
        """What a person has to do: unfinished parts of articles, the first deadline first, those without one last.

        In ``watched`` languages what they translated themselves waits for another reviewer.
        """

    def sent_back(self, person: str, *, limit: int) -> Sequence[SentBack]:
        """Segments that wait for the person who translated them, the newest first."""

    def proposals(self, person: str, *, limit: int) -> Sequence[Proposals]:
        """What became of the newest texts that a person wrote, so many at most; what was sent back is not among them.

        The article of the newest comes first.
        """


class Trends(Protocol):
    """What the history of targets tells about the pace and the quality of work; each answer is bounded.

    Archived articles count: that work was done. Deleted ones do not.
    """

    def timed(self, language: str, *, pause: timedelta, limit: int) -> Timed:
        """How long the newest confirmations and approvals in a language took, ``limit`` of them at most.

        Each is timed from the one that its author made before it in that language, and counts the words of its own
        segment. Where more than ``pause`` lies between, the author was doing something else: it counts for nothing.
        """

    def approvals(self, *, since: date) -> Sequence[Approvals]:
        """Words approved per day and language, by day; each counts once, on the day of its first approval.

        Sending it back takes nothing from that day, approving it again adds nothing to another, and splits and merges
        leave all days as they are. A source that was changed is another: it counts once more when it is approved.
        """

    def hurried(self, slug: str, language: str, *, within: timedelta) -> frozenset[int]:
        """Segments of an article that stand approved, ``within`` that time after the same person's decision before."""

    def edited(self, language: str, *, limit: int) -> Sequence[Edited]:
        """The newest approved texts that began as a machine's draft of the same source."""


class Planning(Protocol):
    """The part of a unit of work that planning uses."""

    @property
    def assignments(self) -> Assignments:
        """Who has which work, and what they were told."""

    @property
    def board(self) -> Board:
        """How far everything is."""

    @property
    def trends(self) -> Trends:
        """How fast and how well it goes."""
