"""Accounts in the database: the first one, the last admin, four eyes, sessions, the audit log."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bitexts import BY_PERSON
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.people import LOCAL_OWNER, Invitation, Person, Role
from translate_flow.domain.revisions import Rewrite
from translate_flow.domain.translation import Action, State
from translate_flow.errors import ConflictError, LastAdminError, NotAllowedError, NotFoundError
from translate_flow.store import SqlStore, open_store

HOUR = timedelta(hours=1)


def add(store: SqlStore, name: str, role: Role, by: str = "root", **languages: Role) -> None:
    with store.write(by=by) as uow:
        uow.people.add(Person(name, role, languages))


@pytest.fixture
def team(store: SqlStore) -> SqlStore:
    """An admin, two reviewers of Spanish, one of French, and an article."""
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(Article("en", (Segment(Kind.PARAGRAPH, "Bread."),)), languages=["es", "fr"], slug="bread")
    add(store, "root", Role.ADMIN, by=LOCAL_OWNER)
    with store.write(by="root") as uow:
        uow.people.set_four_eyes("es", on=True)
        uow.people.set_four_eyes("fr", on=True)
    add(store, "ana", Role.READER, es=Role.REVIEWER)
    add(store, "ben", Role.READER, es=Role.REVIEWER)
    return store


def do(store: SqlStore, by: str, action: Action, state: State, text: str = "", language: str = "es") -> None:
    with store.write(by=by) as uow:
        unit = uow.targets.bitext("bread", language).units[0]
        wanted = replace(unit.target, text=text or unit.target.text, state=state, origin=BY_PERSON)
        uow.targets.write(wanted, base=unit.target.version, action=action)


def test_the_first_account_is_an_admin_and_ends_the_reign_of_the_local_owner(store: SqlStore) -> None:
    with pytest.raises(NotAllowedError, match="first person"):
        add(store, "ann", Role.TRANSLATOR, by=LOCAL_OWNER)
    add(store, "root", Role.ADMIN, by=LOCAL_OWNER)
    with pytest.raises(NotAllowedError):
        add(store, "eve", Role.ADMIN, by=LOCAL_OWNER)


def test_a_name_is_taken_once(team: SqlStore) -> None:
    with pytest.raises(ConflictError, match="ana is taken"):
        add(team, "ana", Role.READER)


def test_a_workspace_never_loses_its_last_admin(team: SqlStore) -> None:
    with pytest.raises(NotAllowedError, match="without an admin"), team.write(by="root") as uow:
        uow.people.assign("root", Role.REVIEWER, {})
    with pytest.raises(NotAllowedError, match="without an admin"), team.write(by="root") as uow:
        uow.people.disable("root")
    with team.read() as uow:
        assert uow.people.get("root") == Person("root", Role.ADMIN, {})


@pytest.mark.parametrize(
    ("password", "elsewhere", "goes"), [("", False, False), ("hash", False, True), ("", True, True)]
)
def test_an_admin_who_cannot_sign_in_is_none(tmp_path: Path, password: str, *, elsewhere: bool, goes: bool) -> None:
    store = open_store(tmp_path / "people.sqlite", elsewhere=elsewhere)
    with store.write(by=LOCAL_OWNER) as uow:
        uow.people.add(Person("root", Role.ADMIN), password="hash")
    with store.write(by="root") as uow:
        uow.people.add(Person("second", Role.ADMIN, email="second@example.org"), password=password)
    with nullcontext() if goes else pytest.raises(LastAdminError, match="sign in"), store.write(by="root") as uow:
        uow.people.disable("root")
    store.close()


def test_the_address_of_the_last_admin_is_kept_where_it_is_their_only_way_in(tmp_path: Path) -> None:
    store = open_store(tmp_path / "people.sqlite", elsewhere=True)
    with store.write(by=LOCAL_OWNER) as uow:
        uow.people.add(Person("root", Role.ADMIN, email="root@example.org"))
    with pytest.raises(LastAdminError), store.write(by="root") as uow:
        uow.people.set_email("root", "")
    with store.write(by="root") as uow:
        uow.people.set_email("root", "ruth@example.org")
    store.close()


def test_what_others_may_is_changed_although_no_admin_can_sign_in(team: SqlStore) -> None:
    with team.write(by="root") as uow:
        uow.people.assign("ana", Role.READER, {})
        uow.people.disable("ben")
    with team.read() as uow:
        assert (uow.people.get("ana").role, uow.people.get("ben").disabled) == (Role.READER, True)


def test_new_roles_take_the_place_of_the_old_ones(team: SqlStore) -> None:
    with team.write(by="root") as uow:
        uow.people.assign("ana", Role.TRANSLATOR, {"fr": Role.REVIEWER})
    with team.read() as uow:
        ana = uow.people.get("ana")
    assert (ana.role, ana.languages) == (Role.TRANSLATOR, {"fr": Role.REVIEWER})
    with pytest.raises(NotFoundError, match="users list"), team.write(by="root") as uow:
        uow.people.assign("zoe", Role.READER, {})


def test_who_translated_may_not_approve_and_another_may(team: SqlStore) -> None:
    do(team, "ana", Action.EDIT, State.DRAFT, "Pan.")
    with pytest.raises(NotAllowedError, match="own translation"):
        do(team, "ana", Action.APPROVE, State.APPROVED)
    do(team, "ben", Action.APPROVE, State.APPROVED)


def test_confirming_counts_as_translating(team: SqlStore) -> None:
    do(team, "ana", Action.EDIT, State.DRAFT, "Pan.")
    do(team, "ben", Action.CONFIRM, State.TRANSLATED)
    with pytest.raises(NotAllowedError, match="own translation"):
        do(team, "ben", Action.APPROVE, State.APPROVED)
    do(team, "ana", Action.APPROVE, State.APPROVED)


def test_changing_the_text_while_approving_is_translating_too(team: SqlStore) -> None:
    do(team, "ana", Action.EDIT, State.DRAFT, "Pan.")
    with pytest.raises(NotAllowedError, match="own translation"):
        do(team, "ben", Action.APPROVE, State.APPROVED, "El pan.")


def test_what_is_approved_cannot_come_back_approved_by_its_translator(team: SqlStore) -> None:
    do(team, "ana", Action.EDIT, State.DRAFT, "Pan.")
    do(team, "ben", Action.APPROVE, State.APPROVED)
    do(team, "ana", Action.EDIT, State.DRAFT, "Panes.")
    with pytest.raises(NotAllowedError, match="own translation"):
        do(team, "ana", Action.RESTORE, State.APPROVED, "Otro pan.")


def test_who_rewrites_what_is_approved_cannot_sign_it_off_alone(team: SqlStore) -> None:
    do(team, "ana", Action.EDIT, State.DRAFT, "Pan.")
    do(team, "ben", Action.APPROVE, State.APPROVED)
    with pytest.raises(NotAllowedError, match="own translation"):
        do(team, "ben", Action.APPROVE, State.APPROVED, "Panes.")


def test_where_nobody_else_may_approve_one_may_do_both(team: SqlStore) -> None:
    do(team, "root", Action.EDIT, State.DRAFT, "Du pain.", "fr")
    do(team, "root", Action.APPROVE, State.APPROVED, language="fr")
    with team.read() as uow:
        assert uow.targets.bitext("bread", "fr").units[0].target.state is State.APPROVED


def test_a_session_is_its_persons_until_it_is_over_closed_or_they_are_kept_out(team: SqlStore) -> None:
    with team.write(by="ana") as uow:
        uow.sessions.open("one", "ana", lasts=HOUR)
        uow.sessions.open("over", "ana", lasts=timedelta(0))
        uow.sessions.open("closed", "ana", lasts=HOUR)
        uow.sessions.close("closed")
    with team.read() as uow:
        assert [uow.sessions.person(digest) for digest in ("one", "over", "closed", "never")] == ["ana", "", "", ""]
    with team.write(by="root") as uow:
        uow.people.disable("ana")
    with team.read() as uow:
        assert uow.sessions.person("one") == ""


def test_a_new_password_ends_every_session_and_nobody_sets_anothers(team: SqlStore) -> None:
    with team.write(by="ana") as uow:
        uow.sessions.open("one", "ana", lasts=HOUR)
        uow.people.set_password("ana", "hash")
    with team.read() as uow:
        assert (uow.sessions.person("one"), uow.people.password("ana")) == ("", "hash")
    with pytest.raises(NotAllowedError), team.write(by="ben") as uow:
        uow.people.set_password("ana", "other")


def test_an_invitation_comes_back_until_it_is_taken_or_over(team: SqlStore) -> None:
    soon = (datetime.now(UTC) + HOUR).replace(microsecond=0)
    wanted = Invitation(Role.READER, {"es": Role.TRANSLATOR}, soon, "Zoe")
    with team.write(by="root") as uow:
        uow.sessions.invite("good", wanted)
        uow.sessions.invite("late", replace(wanted, expires=soon - 2 * HOUR))
        assert uow.sessions.invitation("good") == wanted
        assert uow.sessions.invitation("late") is None
        uow.sessions.take("good")
        assert uow.sessions.invitation("good") is None
    with pytest.raises(NotAllowedError), team.write(by="ana") as uow:
        uow.sessions.invite("mine", wanted)


def test_the_audit_log_says_who_did_what_and_nothing_that_was_rolled_back(team: SqlStore) -> None:
    with pytest.raises(NotAllowedError), team.write(by="root") as uow:
        uow.people.disable("root")
    with team.write(by="root") as uow:
        uow.people.assign("ana", Role.TRANSLATOR, {"fr": Role.REVIEWER})
    with team.read() as uow:
        told = [(event.by, event.action, event.subject, event.detail) for event in uow.audit.entries(limit=2)]
    assert told == [
        ("root", "roles changed", "ana", "reader, es reviewer -> translator, fr reviewer"),
        ("root", "person added", "ben", "reader, es reviewer"),
    ]


def test_the_audit_log_tells_articles_that_come_in_and_change_and_the_roles_of_invitations(team: SqlStore) -> None:
    article = Article("en", (Segment(Kind.PARAGRAPH, "Rolls."),))
    later = datetime.now(UTC) + HOUR
    with team.write(by="root") as uow:
        uow.articles.add(article, languages=["es", "fr"], slug="rolls", origin="rolls.txt")
        uow.articles.revise("rolls", Rewrite(article, [None], origin="new.txt"))
        uow.articles.revise("rolls", Rewrite(article, [None], undoes=2))
        uow.sessions.invite("digest", Invitation(Role.READER, {"fr": Role.REVIEWER}, later))
        uow.sessions.withdraw("digest")
        told = [(event.action, event.subject, event.detail) for event in uow.audit.entries(limit=5)]
    assert told == [
        ("invitation withdrawn", "somebody", "reader, fr reviewer"),
        ("invited", "somebody", "reader, fr reviewer"),
        ("revision undone", "rolls", "revision 2"),
        ("article revised", "rolls", "revision 2, from new.txt"),
        ("article imported", "rolls", "from rolls.txt, into es fr"),
    ]


def test_an_import_that_is_refused_leaves_nothing_in_the_audit_log(team: SqlStore) -> None:
    again = Article("en", (Segment(Kind.PARAGRAPH, "Rolls."),))
    with pytest.raises(ConflictError), team.write(by="root") as uow:
        uow.articles.add(again, languages=["es"], slug="bread")
    with team.read() as uow:
        assert [event.subject for event in uow.audit.entries(limit=9) if event.action == "article imported"] == [
            "bread"
        ]
