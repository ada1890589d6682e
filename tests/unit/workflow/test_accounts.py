"""Accounts: signing in, the lock after wrong passwords, invitations, new passwords."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stores import new_store, place_at
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.errors import ConfigError, ConflictError, InputError, NotAllowedError
from translate_flow.store import SqlStore, open_store
from translate_flow.workflow import accounts, passwords

GOOD = "four big blue whales"
OTHER = "seven small red foxes"


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a workspace with an admin and a translator: to hash a password takes long, by design."""
    path = tmp_path_factory.mktemp("team") / "desk.sqlite"
    opened = new_store(path)
    accounts.add(opened, "Root", role=Role.ADMIN, by=LOCAL_OWNER, password=GOOD)
    accounts.add(opened, "ann", role=Role.TRANSLATOR, by="root", password=GOOD, languages={"es": Role.REVIEWER})
    opened.close()
    return path


@pytest.fixture
def store(team: Path, tmp_path: Path) -> Iterator[SqlStore]:
    """That workspace, for each test anew."""
    place_at(tmp_path / "desk.sqlite", like=team)
    opened = open_store(tmp_path / "desk.sqlite")
    yield opened
    opened.close()


def person(store: SqlStore, name: str) -> Person:
    with store.read() as uow:
        return uow.people.get(name)


def test_a_workspace_has_no_accounts_until_one_is_made(tmp_path: Path, store: SqlStore) -> None:
    empty = new_store(tmp_path / "other.sqlite")
    assert (accounts.exist(empty), accounts.exist(store)) == (False, True)
    empty.close()


def test_signing_in_opens_a_session_and_signing_out_ends_it(store: SqlStore) -> None:
    signed = accounts.sign_in(store, " Ann ", GOOD)
    assert (signed.person, accounts.whose(store, signed.token)) == ("ann", "ann")
    accounts.sign_out(store, signed.token)
    assert accounts.whose(store, signed.token) == ""


def test_the_database_holds_neither_passwords_nor_tokens(store: SqlStore, tmp_path: Path) -> None:
    token = accounts.sign_in(store, "ann", GOOD).token
    invitation = accounts.invite(store, role=Role.READER, by="root")
    store.close()
    held = b"".join(path.read_bytes() for path in tmp_path.glob("desk.sqlite*"))
    assert b"$argon2id$" in held
    assert not [secret for secret in (GOOD, token, invitation) if secret.encode() in held]


@pytest.mark.parametrize(("name", "password"), [("ann", "wrong"), ("zoe", GOOD), ("", ""), ("ann", "")])
def test_it_is_not_told_whether_the_name_or_the_password_is_wrong(store: SqlStore, name: str, password: str) -> None:
    with pytest.raises(NotAllowedError, match="the name or the password is wrong"):
        accounts.sign_in(store, name, password)


def test_who_is_kept_out_cannot_sign_in(store: SqlStore) -> None:
    with store.write(by="root") as uow:
        uow.people.disable("ann")
    with pytest.raises(NotAllowedError):
        accounts.sign_in(store, "ann", GOOD)


def test_five_wrong_passwords_lock_for_half_a_minute_and_each_further_one_for_twice_as_long(store: SqlStore) -> None:
    start = datetime(2030, 1, 1, tzinfo=UTC)

    def wrong(at: datetime) -> None:
        with pytest.raises(NotAllowedError, match="is wrong"):
            accounts.sign_in(store, "ann", "no", now=at)

    for _ in range(4):
        wrong(start)
    assert person(store, "ann").locked is None
    wrong(start)
    assert person(store, "ann").locked == start + timedelta(seconds=30)
    with pytest.raises(NotAllowedError, match="too many"):
        accounts.sign_in(store, "ann", GOOD, now=start + timedelta(seconds=29))
    wrong(start + timedelta(seconds=31))
    assert person(store, "ann").locked == start + timedelta(seconds=91)
    assert accounts.sign_in(store, "ann", GOOD, now=start + timedelta(seconds=92)).person == "ann"
    assert person(store, "ann").locked is None


def test_a_right_password_forgets_the_wrong_ones(store: SqlStore) -> None:
    for password in ("no", "no", "no", "no", GOOD, "no", "no", "no", "no"):
        try:
            accounts.sign_in(store, "ann", password)
        except NotAllowedError:
            continue
    assert person(store, "ann").locked is None


def test_an_invitation_makes_one_account_with_its_roles(store: SqlStore) -> None:
    token = accounts.invite(store, role=Role.READER, by="root", languages={"fr": Role.TRANSLATOR}, display="Bea")
    invitation = accounts.invited(store, token)
    assert invitation is not None
    assert (invitation.role, invitation.display) == (Role.READER, "Bea")
    signed = accounts.accept(store, token, name="bea", password=OTHER)
    assert accounts.whose(store, signed.token) == "bea"
    assert person(store, "bea") == Person("bea", Role.READER, {"fr": Role.TRANSLATOR}, "Bea")
    with pytest.raises(NotAllowedError, match="used up"):
        accounts.accept(store, token, name="bob", password=OTHER)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.READER])
def test_the_invitations_of_who_is_no_admin_any_more_let_nobody_in(store: SqlStore, role: Role) -> None:
    accounts.add(store, "eve", role=Role.ADMIN, by="root", password=GOOD)
    token, other = (accounts.invite(store, role=Role.ADMIN, by=name) for name in ("eve", "root"))
    with store.write(by="root") as uow:
        uow.people.assign("eve", role, {})
    with pytest.raises(NotAllowedError):
        accounts.accept(store, token, name="eve2", password=OTHER)
    assert accounts.accept(store, other, name="fay", password=OTHER).person == "fay"


def test_an_invitation_is_not_lost_by_a_bad_name_or_password(store: SqlStore) -> None:
    token = accounts.invite(store, role=Role.READER, by="root")
    with pytest.raises(ConflictError):
        accounts.accept(store, token, name="ann", password=OTHER)
    with pytest.raises(ConfigError):
        accounts.accept(store, token, name="bea", password="short")
    assert accounts.accept(store, token, name="bea", password=OTHER).person == "bea"


def test_an_invitation_to_a_workspace_without_accounts_makes_an_admin_or_nobody(tmp_path: Path) -> None:
    empty = new_store(tmp_path / "other.sqlite")
    token = accounts.invite(empty, role=Role.READER, by=LOCAL_OWNER)
    with pytest.raises(NotAllowedError, match="first person"):
        accounts.accept(empty, token, name="eve", password=OTHER)
    empty.close()


def test_a_new_password_takes_the_old_one_and_ends_other_sessions(store: SqlStore) -> None:
    elsewhere = accounts.sign_in(store, "ann", GOOD)
    with pytest.raises(NotAllowedError, match="old password"):
        accounts.change_password(store, "ann", old="wrong", new=OTHER)
    here = accounts.change_password(store, "ann", old=GOOD, new=OTHER)
    assert (accounts.whose(store, elsewhere.token), accounts.whose(store, here.token)) == ("", "ann")
    assert accounts.sign_in(store, "ann", OTHER).person == "ann"


def test_guesses_at_the_old_password_are_counted_as_any_others(store: SqlStore) -> None:
    for _ in range(5):
        with pytest.raises(NotAllowedError, match="old password"):
            accounts.change_password(store, "ann", old="wrong", new=OTHER)
    with pytest.raises(accounts.LockedError):
        accounts.change_password(store, "ann", old=GOOD, new=OTHER)


def test_only_an_admin_sets_another_persons_password(store: SqlStore) -> None:
    with pytest.raises(NotAllowedError):
        accounts.set_password(store, "root", OTHER, by="ann")
    accounts.set_password(store, "ann", OTHER, by="root")
    assert accounts.sign_in(store, "ann", OTHER).person == "ann"


@pytest.mark.parametrize("name", ["a", "local", "nobody", "an n", "ann@home", "../x", "", "x" * 41, "-a"])
def test_a_name_that_would_puzzle_is_refused(store: SqlStore, name: str) -> None:
    with pytest.raises(ConfigError, match="cannot be a person's name"):
        accounts.add(store, name, role=Role.READER, by="root")


@pytest.mark.parametrize("password", ["short", "x" * 10, "xyz" * 10, "Ann-2026!!", "annannannann", "y" * 1001])
def test_a_password_that_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(ConfigError, match="password"):
        passwords.hashed(password, name="ann")


def test_a_hash_that_is_none_fits_no_password() -> None:
    assert not passwords.fits("", "")
    assert not passwords.fits("", "nobody's password")
    assert not passwords.fits("plain", "plain")


def test_admins_and_readers_are_so_everywhere_or_nowhere(store: SqlStore) -> None:
    with pytest.raises(ConfigError, match="no role for one language"):
        accounts.add(store, "eve", role=Role.READER, by="root", languages={"es": Role.ADMIN})


def test_the_name_that_others_see_is_kept_on_one_line(store: SqlStore) -> None:
    accounts.add(store, "bea", role=Role.READER, by="root", display=" Bea\u2028\t de la\r\nMar ")
    assert person(store, "bea").display == "Bea de la Mar"
    accounts.add(store, "cem", role=Role.READER, by="root", display="ن" * 79 + "\u200c")
    assert len(person(store, "cem").display) == 80


@pytest.mark.parametrize(
    ("display", "said"),
    [("x" * 81, "81 characters, and 80 are the most"), ("a\u202eb", "delete it"), ("a\x00b", "delete it")],
    ids=["long", "turned around", "control"],
)
def test_a_name_that_cannot_be_shown_is_refused_wherever_one_is_given(store: SqlStore, display: str, said: str) -> None:
    token = accounts.invite(store, role=Role.READER, by="root")
    with pytest.raises(InputError, match=said):
        accounts.add(store, "bea", role=Role.READER, by="root", display=display)
    with pytest.raises(InputError, match=said):
        accounts.invite(store, role=Role.READER, by="root", display=display)
    with pytest.raises(InputError, match=said):
        accounts.accept(store, token, name="bea", password=OTHER, display=display)
    assert accounts.accept(store, token, name="bea", password=OTHER).person == "bea"


def test_the_first_account_has_a_name_that_can_be_shown_or_is_not_made(tmp_path: Path) -> None:
    empty = new_store(tmp_path / "other.sqlite")
    with pytest.raises(InputError):
        accounts.begin(empty, "root", password=GOOD, by=LOCAL_OWNER, display="a\u2066b")
    assert not accounts.exist(empty)
    empty.close()
