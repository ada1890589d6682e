"""Who a provider vouches for gets in where this desk knows them, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from stores import new_store
from translate_flow.domain.people import LOCAL_OWNER, Identity, Role
from translate_flow.domain.ports import Store
from translate_flow.errors import ConfigError, ConflictError, NotAllowedError
from translate_flow.workflow import accounts
from translate_flow.workflow.identities import StrangerError, sign_in_as

ANA = Identity("https://id.example", "17", "ana@example.org", "Ana.Ruiz", "Ana Ruiz")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A workspace with an admin, and Ana, whose address is known."""
    store = new_store(tmp_path / "desk.sqlite")
    accounts.add(store, "root", role=Role.ADMIN, by=LOCAL_OWNER)
    accounts.add(store, "ana", role=Role.TRANSLATOR, by="root", email="Ana@Example.org")
    yield store
    store.close()


def people(store: Store) -> dict[str, Role]:
    with store.read() as uow:
        return {person.name: person.role for person in uow.people.all()}


@pytest.mark.parametrize("other", ["", "ana.ruiz@example.org"])
def test_another_address_ends_what_the_old_one_let_in(store, other):
    sign_in_as(store, ANA)
    with store.write(by="root") as uow:
        uow.people.set_email("ana", other)
    with pytest.raises(StrangerError):
        sign_in_as(store, ANA)


def test_a_verified_address_lets_its_person_in(store):
    signed = sign_in_as(store, ANA)
    assert accounts.whose(store, signed.token) == "ana"


def test_after_the_first_time_the_identity_counts_and_not_the_address(store):
    sign_in_as(store, ANA)
    assert sign_in_as(store, replace(ANA, email="")).person == "ana"
    assert sign_in_as(store, replace(ANA, email="ana@elsewhere.example")).person == "ana"


def test_another_identity_with_the_same_address_is_not_let_in(store):
    sign_in_as(store, ANA)
    with pytest.raises(NotAllowedError, match="another account"):
        sign_in_as(store, replace(ANA, subject="18"))


def test_the_same_person_may_come_from_two_providers(store):
    sign_in_as(store, ANA)
    assert sign_in_as(store, replace(ANA, issuer="https://other.example")).person == "ana"


@pytest.mark.parametrize("email", ["", "bea@example.org"])
def test_a_stranger_is_not_let_in_and_no_account_is_made(store, email):
    before = people(store)
    with pytest.raises(StrangerError):
        sign_in_as(store, replace(ANA, subject="99", email=email))
    with pytest.raises(StrangerError):
        sign_in_as(store, replace(ANA, subject="99", email=email), invitation="made up")
    assert people(store) == before


def test_who_is_kept_out_stays_out(store):
    sign_in_as(store, ANA)
    with store.write(by="root") as uow:
        uow.people.disable("ana")
    with pytest.raises(NotAllowedError, match="kept out"):
        sign_in_as(store, ANA)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Bea.Groß", "bea.gross"),
        ("ana", "ana-2"),
        ("Root", "root-2"),
        ("", "person"),
        ("日本", "person"),
        ("local", "local-2"),
    ],
)
def test_an_invitation_makes_one_account_named_as_elsewhere(store, name, kept):
    token = accounts.invite(store, role=Role.REVIEWER, by="root")
    bea = Identity("https://id.example", "20", "bea@example.org", name)
    assert sign_in_as(store, bea, invitation=token).person == kept
    assert people(store)[kept] is Role.REVIEWER
    with pytest.raises(StrangerError):
        sign_in_as(store, replace(bea, subject="21", email=""), invitation=token)
    assert sign_in_as(store, bea).person == kept


def test_two_accounts_have_no_address_in_common(store):
    with pytest.raises(ConflictError, match="somebody else"):
        accounts.add(store, "bea", role=Role.READER, by="root", email="ana@example.ORG")


def test_what_is_no_address_is_refused(store):
    with pytest.raises(ConfigError, match="no e-mail address"):
        accounts.add(store, "bea", role=Role.READER, by="root", email="bea at home")


def test_a_link_is_told_to_the_audit_log(store):
    sign_in_as(store, ANA)
    with store.read() as uow:
        assert ("linked", "ana", "https://id.example") in {
            (event.action, event.subject, event.detail) for event in uow.audit.entries(limit=10)
        }


def test_a_name_that_a_provider_tells_is_cleaned(store):
    token = accounts.invite(store, role=Role.READER, by="root")
    told = Identity("https://id.example", "18", name="bea", display="Bea\x00\n\u202e" + "a" * 100)
    sign_in_as(store, told, invitation=token)
    with store.read() as uow:
        assert uow.people.get("bea").display == "Bea " + "a" * 76
