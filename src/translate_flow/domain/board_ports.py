"""What planning asks of the store: who has which work, what they were told, how far everything is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from translate_flow.domain.assignment import Assignment, Notice, Span


class Assignments(Protocol):
    """Who translates and reviews what. Each change needs the right to coordinate in its language, and is audited.

    Whoever has other work than before gets a notice, unless they changed it themselves.
    """

    def put(self, wanted: Assignment) -> None:
        """Assign a part of an article; see `translate_flow.domain.assignment.planned` for what becomes of others.

        Raises:
            NotFoundError: there is no such article, it is not open for the language, or there is no such person.
            InputError: the article has no segment where the span begins.
            NotAllowedError: one of the two may not do what they are asked to, or the four-eyes rule forbids it.

        """

    def clear(self, slug: str, language: str, span: Span) -> None:
        """Take a part of an article from whoever has it.

        Raises:
            NotFoundError: there is no such article, or it is not open for the language.

        """

    def of(self, slug: str, language: str) -> Sequence[Assignment]:
        """The assignments of an article in a language, in reading order."""

    def notices(self, person: str, *, limit: int) -> Sequence[Notice]:
        """What a person was told, the newest first."""

    def see(self, numbers: Collection[int]) -> None:
        """Note that the author of this transaction has seen notices; others' stay as they are."""


class Planning(Protocol):
    """The part of a unit of work that planning uses."""

    @property
    def assignments(self) -> Assignments:
        """Who has which work, and what they were told."""
