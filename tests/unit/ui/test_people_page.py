"""The page of the people: who sees it, the first account, every change it makes and every refusal it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import translate_flow.store
from paging import desk_for_pages, shown
from translate_flow.bootstrap import Desk
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.ui.people_words import action_names
from translate_flow.workflow import accounts, administering, importing, password_links

GOOD = "four big blue whales"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with desk_for_pages(tmp_path, monkeypatch, languages=["es", "fr"]) as desk:
        yield desk


@pytest.fixture
def team(desk: Desk) -> Desk:
    """The admin root, and ana, who translates, reviews into Spanish and has an address."""
    accounts.begin(desk.store, "root", password=GOOD, by=LOCAL_OWNER)
    with desk.store.write(by="root") as uow:
        uow.people.add(
            Person("ana", Role.TRANSLATOR, {"es": Role.REVIEWER}, "Ana *Ruiz*", "ana@example.org"), password="hash"
        )
    return desk


def kept(desk: Desk, name: str) -> Person:
    return next(each for each in administering.everybody(desk.store) if each.name == name)


def roles(desk: Desk, name: str) -> tuple[Role, dict[str, Role]]:
    person = kept(desk, name)
    return person.role, dict(person.languages)


def newest(desk: Desk) -> tuple[str, str, str, str]:
    (event,) = administering.log(desk.store, size=1).entries
    return event.by, event.action, event.subject, event.detail


def html(page: AppTest) -> str:
    return " ".join(block.body for block in page.get("html"))


def plain(text: str) -> str:
    return re.sub(r"[\u2068\u2069\\]", "", text)


def told(page: AppTest, kind: str) -> list[str]:
    return [plain(item.value) for item in page.get(kind)]


def chosen(name: str, *, by: str = "root") -> AppTest:
    return shown("people", by=by).selectbox(key="people:chosen").select(name).run()


def wish(page: AppTest, key: str, everywhere: Role, **languages: Role) -> AppTest:
    """Fill the fields of roles that begin with a key."""
    page.selectbox(key=f"{key}:role").select(everywhere).run()
    if everywhere is not Role.ADMIN:
        page.multiselect(key=f"{key}:languages").set_value(list(languages)).run()
    for language, role in languages.items():
        page.selectbox(key=f"{key}:role:{language}").select(role).run()
    return page


ANA, ROOT = "people:ana:translator, es reviewer", "people:root:admin"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_who_does_not_keep_the_accounts_is_shown_nothing_of_them(team: Desk, role: Role) -> None:
    with team.store.write(by="root") as uow:
        uow.people.add(Person("eve", role))
    page = shown("people", by="eve")
    assert told(page, "info") == ["Accounts are kept by the admins of this desk."]
    assert not [*page.button, *page.text_input, *page.selectbox, *page.get("html")]


def test_the_local_owner_is_shown_nothing_once_there_are_accounts(team: Desk) -> None:
    assert told(shown("people"), "info") == ["Accounts are kept by the admins of this desk."]


def test_an_admin_sees_every_account_with_its_roles(team: Desk) -> None:
    shows = plain(html(shown("people", by="root")))
    for text in ("Ana *Ruiz*", "Spanish: reviewer", "ana@example.org", "translator", "signed out"):
        assert text in shows


def begin(page: AppTest, name: str, password: str = GOOD, again: str = GOOD) -> AppTest:
    page.text_input(key="people:first:name").input(name)
    page.text_input(key="people:first:password").input(password)
    page.text_input(key="people:first:again").input(again)
    return page.button(key="people:first:go").click().run()


def test_the_first_account_is_the_admins_and_what_it_means_is_said_before(desk: Desk) -> None:
    page = shown("people")
    assert "no accounts" in told(page, "info")[0]
    assert "everybody has to sign in" in told(page, "warning")[0]
    assert administering.everybody(desk.store) == ()
    begin(page, "Ruth")
    assert not page.exception
    assert "ruth is made" in told(page, "success")[0]
    assert kept(desk, "ruth").role is Role.ADMIN
    assert accounts.sign_in(desk.store, "ruth", GOOD).person == "ruth"
    assert not page.text_input
    assert "/login" in html(page)


@pytest.mark.parametrize(
    ("name", "password", "again", "said"),
    [
        ("ruth", GOOD, "four big blue whale", "not the same"),
        ("ruth", "", "", "too short"),
        ("ruth", "short", "short", "too short"),
        ("local", GOOD, GOOD, "cannot be a person's name"),
        ("", GOOD, GOOD, "cannot be a person's name"),
    ],
)
def test_a_first_account_that_cannot_be_is_told_and_not_made(
    desk: Desk, name: str, password: str, again: str, said: str
) -> None:
    page = begin(shown("people"), name, password, again)
    assert said in told(page, "error")[0]
    assert administering.everybody(desk.store) == ()


def test_roles_are_changed_told_before_and_taken_back(team: Desk) -> None:
    page = wish(chosen("ana"), ANA, Role.PROPOSER, fr=Role.COORDINATOR)
    assert "ana is translator · Spanish: reviewer and becomes proposer · French: coordinator." in told(page, "markdown")
    assert not [text for text in told(page, "caption") if text.startswith("Open invitations")]
    page.button(key=f"{ANA}:go").click().run()
    assert not page.exception
    assert roles(team, "ana") == (Role.PROPOSER, {"fr": Role.COORDINATOR})
    assert newest(team) == ("root", "roles changed", "ana", "translator, es reviewer -> proposer, fr coordinator")
    assert told(page, "info")[0] == "ana is now proposer · French: coordinator."
    page.button(key="people:undo").click().run()
    assert told(page, "success") == ["Taken back."]
    assert roles(team, "ana") == (Role.TRANSLATOR, {"es": Role.REVIEWER})


def test_roles_that_nobody_touched_are_not_saved(team: Desk) -> None:
    assert chosen("ana").button(key=f"{ANA}:go").disabled


def test_the_last_admin_keeps_the_right_and_is_told_why(team: Desk) -> None:
    page = wish(chosen("root"), ROOT, Role.REVIEWER)
    assert "You will not keep the accounts any more" in told(page, "warning")[0]
    assert "Open invitations that root made end." in told(page, "caption")
    page.button(key=f"{ROOT}:go").click().run()
    (said,) = told(page, "error")
    assert said.startswith("No admin who can sign in would be left.")
    assert roles(team, "root") == (Role.ADMIN, {})
    page.button(key="people:root:door:out").click().run()
    assert "No admin who can sign in would be left" in told(page, "error")[0]
    assert not kept(team, "root").disabled


def test_a_second_admin_lets_the_first_one_go(team: Desk) -> None:
    page = wish(chosen("ana"), ANA, Role.ADMIN)
    page.button(key=f"{ANA}:go").click().run()
    assert roles(team, "ana") == (Role.ADMIN, {})
    wish(chosen("root"), ROOT, Role.READER).button(key=f"{ROOT}:go").click().run()
    assert roles(team, "root") == (Role.READER, {})


def test_roles_that_somebody_else_changed_meanwhile_are_drawn_anew_and_not_overwritten(team: Desk) -> None:
    page = wish(chosen("ana"), ANA, Role.PROPOSER)
    administering.change_roles(team.store, "ana", Role.READER, {}, by="root")
    page.button(key=f"{ANA}:go").click().run()
    assert roles(team, "ana") == (Role.READER, {})
    assert page.selectbox(key="people:ana:reader:role").value is Role.READER


def test_what_somebody_else_changed_since_is_not_taken_back(team: Desk) -> None:
    page = wish(chosen("ana"), ANA, Role.PROPOSER)
    page.button(key=f"{ANA}:go").click().run()
    administering.change_roles(team.store, "ana", Role.READER, {}, by="root")
    page.button(key="people:undo").click().run()
    assert "Somebody else changed this meanwhile" in told(page, "error")[0]
    assert roles(team, "ana") == (Role.READER, {})


def test_a_page_of_somebody_who_lost_the_right_changes_nothing(team: Desk) -> None:
    administering.change_roles(team.store, "ana", Role.ADMIN, {}, by="root")
    page = wish(chosen("ana", by="root"), "people:ana:admin", Role.READER)
    administering.change_roles(team.store, "root", Role.READER, {}, by="ana")
    page.button(key="people:ana:admin:go").click().run()
    assert roles(team, "ana") == (Role.ADMIN, {})
    assert told(page, "info") == ["Accounts are kept by the admins of this desk."]


def test_somebody_is_kept_out_and_let_in_again(team: Desk) -> None:
    token = accounts.sign_in(team.store, "root", GOOD).token
    page = chosen("ana")
    assert any("signed out everywhere" in text for text in told(page, "markdown"))
    page.button(key="people:ana:door:out").click().run()
    assert kept(team, "ana").disabled
    assert "kept out" in html(page)
    page.button(key="people:undo").click().run()
    assert not kept(team, "ana").disabled
    page.button(key="people:ana:door:out").click().run()
    page.button(key="people:ana:door:in").click().run()
    assert not kept(team, "ana").disabled
    assert newest(team)[:3] == ("root", "person enabled", "ana")
    assert accounts.whose(team.store, token) == "root"


def test_when_somebody_was_last_seen_is_shown(team: Desk) -> None:
    accounts.sign_in(team.store, "root", GOOD)
    seen = administering.seen(team.store)
    assert list(seen) == ["root"]
    assert f"{seen['root']:%b} {seen['root'].day}, {seen['root'].year}" in html(shown("people", by="root"))


def test_many_accounts_are_searched_and_shown_a_page_at_a_time(team: Desk) -> None:
    with team.store.write(by="root") as uow:
        for number in range(40):
            uow.people.add(Person(f"guest-{number:02}", Role.READER, email=f"guest{number}@example.org"))
    page = shown("people", by="root")
    assert "guest18@" in html(page)
    assert "guest39@" not in html(page)
    page.number_input(key="people:page").set_value(3).run()
    assert "guest39@" in html(page)
    page.selectbox(key="people:chosen").select("root").run()
    page.text_input(key="people:search").input("SPANISH").run()
    assert not page.exception
    assert "ana@example.org" in html(page)
    assert page.selectbox(key="people:chosen").options == ["Choose an account", "ana (Ana *Ruiz*)"]
    page.text_input(key="people:search").input("nobody*").run()
    assert told(page, "info") == ["No account holds “nobody*”.", "No invitation is open."]


def test_an_invitation_is_made_with_its_roles_shown_once_and_taken(team: Desk) -> None:
    page = wish(shown("people", by="root"), "people:invite", Role.PROPOSER, es=Role.REVIEWER)
    page.text_input(key="people:invite:display").input("Zoe *Q*").run()
    page.button(key="people:invite:go").click().run()
    (link,) = [item.value for item in page.code]
    token = link.partition("token=")[2]
    found = accounts.invited(team.store, token)
    assert found
    assert (found.role, found.languages, found.display) == (Role.PROPOSER, {"es": Role.REVIEWER}, "Zoe *Q*")
    assert newest(team) == ("root", "invited", "Zoe *Q*", "proposer, es reviewer")
    assert any(f"{found.expires.year}" in text for text in told(page, "markdown") if "Copy this link" in text)
    page.button(key="people:invite:copied").click().run()
    assert not page.code
    accounts.accept(team.store, token, name="zoe", password=GOOD)
    assert roles(team, "zoe") == (Role.PROPOSER, {"es": Role.REVIEWER})


def test_an_open_invitation_is_withdrawn_and_its_link_shown_no_more(team: Desk) -> None:
    page = shown("people", by="root")
    page.button(key="people:invite:go").click().run()
    token = page.code[0].value.partition("token=")[2]
    page.button(key=f"spoken:withdraw:{accounts.digest(token)}").click().run()
    assert not page.exception
    assert accounts.invited(team.store, token) is None
    assert newest(team) == ("root", "invitation withdrawn", "somebody", "reader")
    assert "worth nothing" in told(page, "success")[0]
    assert not page.code


def test_an_invitation_that_is_gone_already_is_told(team: Desk) -> None:
    page = shown("people", by="root")
    page.button(key="people:invite:go").click().run()
    token = page.code[0].value.partition("token=")[2]
    accounts.accept(team.store, token, name="zoe", password=GOOD)
    page.run()
    assert "No invitation is open." in told(page, "info")
    assert not page.code


def test_four_eyes_are_set_by_language_and_taken_back(team: Desk) -> None:
    page = shown("people", by="root")
    assert page.button(key="people:eyes::go").disabled
    page.multiselect(key="people:eyes:").set_value(["es", "fr"]).run()
    page.button(key="people:eyes::go").click().run()
    assert administering.four_eyes(team.store) == ["es", "fr"]
    page.multiselect(key="people:eyes:es fr").set_value(["fr"]).run()
    page.button(key="people:eyes:es fr:go").click().run()
    assert administering.four_eyes(team.store) == ["fr"]
    assert newest(team)[1:3] == ("four eyes off", "es")
    page.button(key="people:undo").click().run()
    assert administering.four_eyes(team.store) == ["es", "fr"]


def test_the_log_is_shown_by_person_and_action_a_page_at_a_time(team: Desk) -> None:
    for number in range(30):
        administering.set_four_eyes(team.store, on=["es"] if number % 2 else ["fr"], by="root")
        accounts.sign_in(team.store, "root", GOOD)
    page = shown("people", by="root")
    assert "63 entries" in told(page, "caption")
    assert "article imported" not in html(page)
    page.number_input(key="people:log:page").set_value(2).run()
    assert "article imported" in html(page)
    page.selectbox(key="people:log:what").select("four eyes on").run()
    assert "30 entries" in told(page, "caption")
    assert "signed in" not in html(page).split("<tbody>")[-1]
    page.selectbox(key="people:log:what").select("").run()
    page.selectbox(key="people:log:who").select("ana").run()
    assert "1 entry" in told(page, "caption")  # what was done to her
    box = page.selectbox(key="people:log:who")
    box.select_index(box.options.index("the command line")).run()
    assert "2 entries" in told(page, "caption")


def test_words_of_strangers_in_the_log_are_text(team: Desk) -> None:
    made = importing.prepare(b"It turns.\n", name="x.txt", splitter=team.splitter, language="en")
    importing.store(team.store, made, languages=["es"], by="root", slug="mill", origin="<img src=x>.txt")
    shows = html(shown("people", by="root"))
    assert "&lt;img src=x&gt;.txt, into es" in shows
    assert "<img" not in shows


def test_every_action_that_is_noted_has_a_name() -> None:
    folder = Path(translate_flow.store.__file__).parents[1]
    calls = [
        call
        for part in ("store", "workflow")
        for file in (folder / part).glob("*.py")
        for call in re.findall(r"note\(([^,\n]*)", file.read_text(encoding="utf-8"))
    ]
    noted = {text for call in calls for text in re.findall(r'"([a-z ]+)"', call)}
    assert {"article imported", "person enabled", "four eyes off", "not assigned", "invited"} <= noted
    assert noted - action_names().keys() == set()


def test_a_link_for_a_new_password_is_shown_until_it_was_copied(team: Desk) -> None:
    page = chosen("ana").button(key="people:ana:password:go").click().run()
    (link,) = [code.value for code in page.code]
    token = link.partition("/new-password?token=")[2]
    assert password_links.whose(team.store, token) == "ana"
    assert not page.button(key="people:ana:password:copied").click().run().code


def test_an_address_is_changed_and_taken_back(team: Desk) -> None:
    page = chosen("ana")
    page.text_input(key="people:ana:email:ana@example.org:to").input("new@example.org").run()
    page = page.button(key="people:ana:email:ana@example.org:go").click().run()
    assert kept(team, "ana").email == "new@example.org"
    page.button(key="people:undo").click().run()
    assert kept(team, "ana").email == "ana@example.org"


def test_what_is_no_address_is_refused_in_words(team: Desk) -> None:
    page = chosen("ana")
    page.text_input(key="people:ana:email:ana@example.org:to").input("ana").run()
    page = page.button(key="people:ana:email:ana@example.org:go").click().run()
    assert told(page, "error") == ["This is no e-mail address; take one such as ana@example.org."]
    assert kept(team, "ana").email == "ana@example.org"
