"""Where a whole article stands: open for work, archived, or deleted and still to be had back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Shelf(StrEnum):
    """An archived article is kept for good and is read-only; a deleted one is hidden, and purged after a while."""

    OPEN = "open"
    ARCHIVED = "archived"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Titled:
    """An article by its name, with its title and language."""

    slug: str
    title: str
    language: str


class Shelves(Protocol):
    """Moves whole articles. Each move needs the right to coordinate everywhere, purging that to administer.

    Every move is audited; one that leads where the article is already changes nothing. Whatever belongs to the article
    stays as it is, and refuses every write until the article is open again.
    """

    def archive(self, slug: str) -> None:
        """Put an open article aside.

        Raises:
            NotFoundError: there is none of that name.
            ShelvedError: it is deleted.

        """

    def delete(self, slug: str, *, until: datetime) -> None:
        """Put an article into the bin, from where it can be restored until then.

        Raises:
            NotFoundError: there is none of that name.

        """

    def restore(self, slug: str, *, seen: Shelf | None = None) -> None:
        """Bring a deleted article back to where it came from, an archived one back to work.

        Raises:
            NotFoundError: there is none of that name.
            ConflictError: it is no longer where it was ``seen``.

        """

    def purge(self, slug: str, *, seen: Shelf | None = None) -> None:
        """Delete an article for good with all that belongs to it; what it taught the memory stays.

        Raises:
            NotFoundError: there is none of that name.
            ConflictError: it is no longer where it was ``seen``.

        """

    def due(self, at: datetime) -> Sequence[str]:
        """The deleted articles that could be restored until ``at`` or earlier, the first ones first."""

    def titles(self) -> Sequence[Titled]:
        """Every open article, the newest first, without counting what it holds."""

    def counts(self) -> Mapping[Shelf, int]:
        """How many articles stand where."""
