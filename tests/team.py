"""People on a desk of the tests."""

from __future__ import annotations

from collections.abc import Mapping

from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.domain.ports import Store


def let_in(store: Store, roles: Mapping[str, Role], *, language: str = "") -> None:
    """The admin ``root``, and others by name: with their role everywhere, or as readers with it in one language."""
    with store.write(by=LOCAL_OWNER) as uow:
        uow.people.add(Person("root", Role.ADMIN))
    with store.write(by="root") as uow:
        for name, role in roles.items():
            uow.people.add(Person(name, Role.READER, {language: role}) if language else Person(name, role))
