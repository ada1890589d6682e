"""Keys that a person chose are theirs alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stores import new_store
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.errors import NotAllowedError
from translate_flow.store import SqlStore
from translate_flow.workflow.preferring import Key, choose_keys, keys_of

NEXT = {"next": Key("KeyJ", alt=True)}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = new_store(tmp_path / "desk.sqlite")
    yield opened
    opened.close()


def staffed(store: SqlStore) -> SqlStore:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.people.add(Person("ana", Role.ADMIN))
    with store.write(by="ana") as uow:
        uow.people.add(Person("ben", Role.READER))
        uow.people.add(Person("old", Role.READER))
        uow.people.disable("old")
    return store


def test_whoever_owns_a_desk_without_accounts_chooses_keys(store: SqlStore) -> None:
    choose_keys(store, NEXT, by=LOCAL_OWNER)
    assert keys_of(store, LOCAL_OWNER) == NEXT


def test_the_keys_of_one_person_are_not_another_s_and_new_ones_take_the_place_of_all(store: SqlStore) -> None:
    staffed(store)
    choose_keys(store, NEXT, by="ben")
    choose_keys(store, {"undo": Key("F2")}, by="ana")
    assert (keys_of(store, "ben"), keys_of(store, "ana")) == (NEXT, {"undo": Key("F2")})
    choose_keys(store, {"skip": Key("F3")}, by="ben")
    assert keys_of(store, "ben") == {"skip": Key("F3")}
    choose_keys(store, {}, by="ben")
    assert keys_of(store, "ben") == {}


@pytest.mark.parametrize("name", ["", "nobody", "old", LOCAL_OWNER])
def test_who_has_no_account_keeps_nothing(store: SqlStore, name: str) -> None:
    staffed(store)
    with pytest.raises(NotAllowedError):
        choose_keys(store, NEXT, by=name)
    assert keys_of(store, name) == {}
