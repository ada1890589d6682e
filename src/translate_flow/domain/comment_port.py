"""What use cases ask of the comments on segments: a protocol that the store implements."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from translate_flow.domain.comments import Comment, Mention, Tally


class Comments(Protocol):
    """The comments of a workspace; everybody who reads may read them.

    Whoever may propose in a language comments there, resolves and reopens; authors may do so with their own comments.
    """

    def add(self, segment: int, language: str, text: str) -> Comment:
        """Say something about a segment, and tell those who are named, the author left out.

        Raises:
            NotFoundError: there is no such segment, or it isn't translated into the language.
            ShelvedError: its article is archived or deleted.
            InputError: the text says nothing, or is too long.

        """

    def resolve(self, number: int, *, resolved: bool = True) -> Comment:
        """Settle a comment, or open it again; one that is so already stays as it is.

        Raises:
            NotFoundError: there is no such comment.
            ShelvedError: its article is archived or deleted.

        """

    def remove(self, number: int) -> None:
        """Take a comment out: its author, or whoever coordinates its language; the audit log keeps whose it was.

        Raises:
            NotFoundError: there is no such comment.
            ShelvedError: its article is archived or deleted.

        """

    def follow(self, gone: int, into: int) -> None:
        """Let what was said about a segment that left its article go on at the one that its text went into.

        Raises:
            NotAllowedError: the author may not coordinate.

        """

    def put_back(self, places: Mapping[int, int]) -> None:
        """Let comments stand where they stood: segment numbers by comment numbers, removed comments left out.

        Raises:
            NotAllowedError: the author may not coordinate.

        """

    def thread(self, segment: int, language: str) -> Sequence[Comment]:
        """What was said about a segment in a language, the oldest first; nothing of a deleted article."""

    def listed(self, slug: str, language: str, *, only_open: bool = False) -> Sequence[Comment]:
        """The comments on an article in a language by their segments, those on archived ones last.

        Raises:
            NotFoundError: there is no such article, or it is not open for the language.

        """

    def tallies(self, slug: str, language: str) -> Mapping[int, Tally]:
        """How many comments the segments of an article have in a language; those without any are left out."""

    def mentions(self, person: str, *, limit: int) -> Sequence[Mention]:
        """Comments in open articles that name a person: unseen ones and those still open, the newest first."""

    def see(self, numbers: Collection[int]) -> None:
        """Note that the author of this transaction has seen the comments that name them."""
