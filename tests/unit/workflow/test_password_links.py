"""Links for a new password: who makes them, and what makes them worth nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stores import new_store
from translate_flow.domain.people import LOCAL_OWNER, Role
from translate_flow.errors import AddressError, AddressTakenError, NotAllowedError, NotFoundError
from translate_flow.store import SqlStore
from translate_flow.workflow import accounts, administering, password_links

GOOD, FRESH = "four big blue whales", "nine quiet green owls"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[SqlStore]:
    """Two admins, and ana, who translates."""
    store = new_store(tmp_path / "desk.sqlite")
    accounts.begin(store, "root", password=GOOD, by=LOCAL_OWNER)
    accounts.add(store, "second", role=Role.ADMIN, by="root", password=GOOD, email="two@example.org")
    accounts.add(store, "ana", role=Role.TRANSLATOR, by="root", password=GOOD)
    yield store
    store.close()


def test_only_an_admin_makes_one(team: SqlStore) -> None:
    with pytest.raises(NotAllowedError):
        password_links.make(team, "root", by="ana")


def test_nobody_gets_one_who_is_not_there_or_kept_out(team: SqlStore) -> None:
    administering.keep_out(team, "ana", by="root")
    for name in ("nobody", "ana"):
        with pytest.raises(NotFoundError):
            password_links.make(team, name, by="root")


ENDS: dict[str, Callable[[SqlStore], object]] = {
    "another link": lambda store: password_links.make(store, "ana", by="root"),
    "a new password": lambda store: accounts.set_password(store, "ana", FRESH, by="root"),
    "who has it is kept out": lambda store: administering.keep_out(store, "ana", by="root"),
    "who made it is kept out": lambda store: administering.keep_out(store, "second", by="root"),
    "who made it is no admin": lambda store: administering.change_roles(store, "second", Role.READER, {}, by="root"),
}


@pytest.mark.parametrize("ending", ENDS)
def test_a_link_is_worth_nothing_after(team: SqlStore, ending: str) -> None:
    token = password_links.make(team, "ana", by="second")
    assert password_links.whose(team, token) == "ana"
    ENDS[ending](team)
    assert password_links.whose(team, token) == ""
    with pytest.raises(NotFoundError, match="used up or over"):
        password_links.use(team, token, password=FRESH)


def test_a_link_ends_by_itself(team: SqlStore) -> None:
    with team.write(by="root") as uow:
        uow.sessions.link_password(accounts.digest("old"), "ana", expires=datetime.now(UTC) - timedelta(seconds=1))
    assert password_links.whose(team, "old") == ""


def test_an_address_is_changed_by_an_admin_to_one_that_is_nobody_elses(team: SqlStore) -> None:
    assert administering.change_email(team, "ana", "Ana@Example.org", by="root").email == "ana@example.org"
    (told,) = administering.log(team, size=1).entries
    assert (told.action, told.subject, told.detail) == ("email changed", "ana", "- -> ana@example.org")
    for address, kind in (("two@example.org", AddressTakenError), ("ana at home", AddressError)):
        with pytest.raises(kind):
            administering.change_email(team, "ana", address, by="root")
    with pytest.raises(NotAllowedError):
        administering.change_email(team, "ana", "", by="ana")
    assert administering.change_email(team, "ana", "", by="root").email == ""
