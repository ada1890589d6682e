"""The port to the collections of a workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from translate_flow.domain.collections import Collection, Held, Member


class Collections(Protocol):
    """Series and topics. Each change needs the right to coordinate everywhere, and is audited."""

    def all(self) -> Sequence[Held]:
        """Every collection, by its title, with what it holds."""

    def every(self) -> Sequence[Collection]:
        """Every collection, in no order, without counting what it holds."""

    def names(self) -> Mapping[str, str]:
        """What people call each collection, by its name and in the order of the titles."""

    def held(self, name: str) -> Held:
        """One collection with what it holds.

        Raises:
            NotFoundError: there is none of that name.

        """

    def get(self, name: str) -> Collection:
        """One collection.

        Raises:
            NotFoundError: there is none of that name.

        """

    def articles(self, name: str) -> Sequence[Member]:
        """The articles of a collection, the newest first; without a name those that are in none.

        Archived ones are among them, deleted ones are not.
        """

    def add(self, collection: Collection) -> None:
        """Keep a new collection.

        Raises:
            ConflictError: there is one of that name.
            NotFoundError: there is no such person.
            NotAllowedError: a person may not do what they are meant for.

        """

    def change(self, collection: Collection, *, seen: Collection) -> None:
        """Put a collection in the place of the one ``seen`` of its name; people who stay are not looked at again.

        Raises:
            ConflictError: it is no longer as it was ``seen``.
            NotFoundError: there is none of that name, or no such person.
            NotAllowedError: a person may not do what they are meant for.

        """

    def remove(self, name: str) -> None:
        """Delete a collection; its articles stay, in no collection.

        Raises:
            NotFoundError: there is none of that name.
            ConflictError: it has terms of its own.

        """

    def put(self, name: str, slug: str) -> None:
        """Put an article into a collection, and out of the one that it was in; where it is already nothing changes.

        Raises:
            NotFoundError: there is no such collection or article.
            ShelvedError: the article is archived or deleted.

        """

    def take(self, slug: str) -> None:
        """Take an article out of its collection, if it is in one.

        Raises:
            NotFoundError: there is no such article.
            ShelvedError: it is archived or deleted.

        """
