"""False alarms: what a check found and somebody looked at, so that it is told no more; and the port to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from translate_flow.domain.lines import checked_line

MOST_NOTE = 500
"""Code points of the note of a dismissal."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a check of that ``code`` found, from code point ``start`` to before ``end`` of the plain target."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Somebody's word that what a check found is right.

    It holds as long as the source and the target say what they said: ``digest`` is theirs, see `digest_of`.
    """

    place: Place
    digest: str
    note: str
    by: str
    at: datetime


class Dismissals(Protocol):
    """The false alarms of a workspace. Whoever may edit in a language dismisses there, and takes that back."""

    def add(self, segment: int, language: str, place: Place, *, digest: str, note: str = "") -> None:
        """Dismiss what was found at a place; one of another text there gives way.

        Raises:
            NotFoundError: there is no such segment, or it isn't translated into the language.
            ShelvedError: its article is archived or deleted.
            InputError: the note is too long.

        """

    def remove(self, segment: int, language: str, place: Place) -> None:
        """Tell it again; where nothing was dismissed nothing changes.

        Raises:
            NotFoundError: there is no such segment, or it isn't translated into the language.
            ShelvedError: its article is archived or deleted.

        """

    def at(self, segment: int, language: str) -> Sequence[Dismissal]:
        """What was dismissed at a segment, whether or not it still holds."""

    def listed(self, slug: str, language: str) -> Mapping[int, Sequence[Dismissal]]:
        """The same for every segment of an article that has any."""


def digest_of(source: str, target: str) -> str:
    """What a dismissal is bound to: two plain texts as they stand."""
    return sha256(f"{source}\0{target}".encode()).hexdigest()[:32]


def checked_note(note: str) -> str:
    """The note of a dismissal as it is kept: on one line.

    Raises:
        InputError: it is too long, or holds characters that no text may hold.

    """
    return checked_line(note, most=MOST_NOTE, what="the note")
