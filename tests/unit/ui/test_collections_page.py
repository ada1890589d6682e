"""The page of collections, and what it changes on the others, on a desk without accounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from paging import desk_for_pages, shown
from team import let_in
from translate_flow.bootstrap import Desk
from translate_flow.domain.collections import Collection
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.domain.terms import Term
from translate_flow.settings import ENGINE_NAMES
from translate_flow.ui import i18n
from translate_flow.workflow import collections, importing, shelving, terminology

SPRING = Collection("spring", title="Spring *series*", languages=("fr",), translators={"fr": LOCAL_OWNER}, days=7)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with desk_for_pages(tmp_path, monkeypatch, languages=["es", "fr"]) as desk:
        yield desk


@pytest.fixture
def spring(desk: Desk) -> Desk:
    collections.add(desk.store, SPRING, by=LOCAL_OWNER, engines=ENGINE_NAMES)
    return desk


def kept(desk: Desk, name: str = "spring") -> Collection:
    return collections.find(desk.store, name)


def chosen() -> AppTest:
    page = shown("collections")
    return page.selectbox(key="collection:chosen").select("spring").run()


def html(page: AppTest) -> str:
    return " ".join(block.body for block in page.get("html"))


def test_a_collection_is_made_and_shown(desk: Desk) -> None:
    page = shown("collections")
    assert "no collection yet" in page.info[0].value
    page.text_input(key="collection::name").input("spring").run()
    page.text_input(key="collection::title").input("Spring series").run()
    page.multiselect(key="collection::languages").select("es").run()
    page.selectbox(key="collection::engine").select("argos").run()
    page.selectbox(key="collection::engine:es").select("apertium").run()
    page.selectbox(key="collection::translator:es").select(LOCAL_OWNER).run()
    page.number_input(key="collection::days").set_value(14).run()
    page.button(key="collection::save").click().run()
    assert not page.exception
    assert kept(desk) == Collection(
        "spring",
        title="Spring series",
        languages=("es",),
        engine="argos",
        engines={"es": "apertium"},
        translators={"es": LOCAL_OWNER},
        days=14,
    )
    assert [message.value for message in page.success] == ["The collection is saved\\."]
    assert page.selectbox(key="collection:chosen").value == "spring"
    assert page.text_input(key="collection::name").value == ""


def test_what_cannot_be_is_told_in_place(spring: Desk) -> None:
    page = shown("collections")
    page.text_input(key="collection::name").input("spring").run()
    page.button(key="collection::save").click().run()
    assert "spring already" in page.error[0].value
    page.number_input(key="collection::days").set_value(1).run()
    page.text_input(key="collection::name").input("Autumn!").run()
    page.button(key="collection::save").click().run()
    assert "cannot be a collection" in page.error[0].value.replace("\\", "")
    assert len(collections.names(spring.store)) == 1


def test_a_deadline_that_has_passed_is_told_in_place_and_not_kept(spring: Desk) -> None:
    yesterday = date.today() - timedelta(days=1)
    page = shown("collections")
    page.text_input(key="collection::name").input("late").run()
    page.date_input(key="collection::due").set_value(yesterday).run()
    page.button(key="collection::save").click().run()
    assert f"{yesterday} has passed" in page.error[0].value.replace("\\", "")
    assert list(collections.names(spring.store)) == ["spring"]


def test_defaults_are_changed(spring: Desk) -> None:
    page = chosen()
    page.multiselect(key="collection:spring:languages").select("de").run()
    page.selectbox(key="collection:spring:translator:fr").select("").run()
    page.button(key="collection:spring:save").click().run()
    assert not page.exception
    assert kept(spring) == Collection("spring", title="Spring *series*", languages=("fr", "de"), days=7)


def test_a_change_that_somebody_made_meanwhile_is_shown_and_not_undone(spring: Desk) -> None:
    page = chosen()
    page.number_input(key="collection:spring:days").set_value(3).run()
    theirs = replace(SPRING, title="Theirs")
    collections.change(spring.store, theirs, seen=SPRING, by=LOCAL_OWNER, engines=ENGINE_NAMES)
    page.button(key="collection:spring:save").click().run()
    assert not page.exception
    assert page.error[0].value.startswith("Somebody changed the collection meanwhile")
    assert kept(spring) == theirs
    assert page.text_input(key="collection:spring:title:1").value == "Theirs"
    page.number_input(key="collection:spring:days:1").set_value(3).run()
    assert not page.error
    for title in ("Ours", "Ours at last"):
        page.text_input(key="collection:spring:title:1").input(title).run()
        page.button(key="collection:spring:save").click().run()
        assert not page.error
        assert kept(spring) == replace(SPRING, title=title, days=3)


def test_who_comes_back_to_the_form_sees_what_others_changed(spring: Desk) -> None:
    page = chosen()
    page.selectbox(key="collection:chosen").select("").run()
    theirs = replace(SPRING, title="Theirs")
    collections.change(spring.store, theirs, seen=SPRING, by=LOCAL_OWNER, engines=ENGINE_NAMES)
    page.selectbox(key="collection:chosen").select("spring").run()
    assert page.text_input(key="collection:spring:title").value == "Theirs"
    page.number_input(key="collection:spring:days").set_value(3).run()
    page.button(key="collection:spring:save").click().run()
    assert kept(spring) == replace(theirs, days=3)


def test_archived_articles_are_shown_as_such_and_not_moved(spring: Desk) -> None:
    for slug, languages in (("mill", ["fr"]), ("alone", []), ("ark", ["fr"])):
        made = importing.prepare(b"It turns.\n", name="x.txt", splitter=spring.splitter, language="en", title=slug)
        importing.store(spring.store, made, languages=languages, by=LOCAL_OWNER, slug=slug)
    collections.put(spring.store, "spring", ["mill", "alone"], by=LOCAL_OWNER)
    for slug in ("mill", "ark"):
        shelving.archive(spring.store, [slug], by=LOCAL_OWNER)
    page = chosen()
    assert "mill (archived)" in html(page)
    assert "article=mill" in html(page)
    assert "article=alone" not in html(page)  # the review begins with a language
    assert page.multiselect(key="collection:spring:take").options == ["alone"]
    assert page.multiselect(key="collection:spring:put").options == ["The fair"]


def test_articles_are_put_in_with_their_work_given_out_and_taken_out(spring: Desk) -> None:
    page = chosen()
    page.multiselect(key="collection:spring:put").select("fair").run()
    page.button(key="collection:spring:put:go").click().run()
    assert [message.value for message in page.success] == ["1 article was put in\\."]
    assert [member.slug for member in collections.articles(spring.store, "spring")] == ["fair"]
    assert "The fair" in html(page)
    with spring.store.read() as uow:
        assert [item.translator for item in uow.assignments.of("fair", "fr")] == [LOCAL_OWNER]
    page.multiselect(key="collection:spring:take").select("fair").run()
    page.button(key="collection:spring:take:go").click().run()
    assert not page.exception
    assert collections.articles(spring.store, "spring") == []


def test_who_may_not_coordinate_sees_a_collection_and_no_form(spring: Desk) -> None:
    with spring.store.write(by=LOCAL_OWNER) as uow:
        uow.people.add(Person("root", Role.ADMIN))
    page = chosen()
    assert not page.expander  # the local owner is nobody once there are accounts
    assert "Spring *series*" in html(page)


def test_what_is_not_given_out_is_told_once(desk: Desk) -> None:
    late = Collection("spring", due=date(2001, 1, 1))
    collections.add(desk.store, late, by=LOCAL_OWNER, engines=ENGINE_NAMES, today=date(2001, 1, 1))
    page = chosen()
    page.multiselect(key="collection:spring:put").select("fair").run()
    page.button(key="collection:spring:put:go").click().run()
    assert page.warning[0].value.count("has passed") == 2
    assert "French" in page.warning[0].value
    assert not page.run().warning


def test_a_collection_goes_with_its_terms_only_when_that_is_said(spring: Desk) -> None:
    terminology.add(spring.store, Term("port", "puerto", "en", "es", collection="spring"), by=LOCAL_OWNER)
    page = chosen()
    assert page.button(key="collection:spring:remove").disabled
    page.checkbox(key="collection:spring:terms").check().run()
    page.button(key="collection:spring:remove").click().run()
    assert not page.exception
    assert collections.names(spring.store) == {}


def test_the_lists_show_the_articles_of_a_collection_alone(spring: Desk) -> None:
    made = importing.prepare(b"The mill\n\nIt turns.\n", name="x.txt", splitter=spring.splitter, language="en")
    importing.bring_in(spring.store, made, languages=["es"], by=LOCAL_OWNER, slug="mill", collection="spring")
    page = shown("articles")
    assert len(page.header) == 2
    page.selectbox(key="collection").select("spring").run()
    assert [heading.value.strip("\u2068\u2069") for heading in page.header] == ["The mill"]
    board = shown("board")
    board.selectbox(key="board:collection").select("spring").run()
    assert "1 article" in [caption.value for caption in board.caption]


def test_terms_are_everybodys_or_a_collections(spring: Desk) -> None:
    terminology.add(spring.store, Term("port", "puerto", "en", "es"), by=LOCAL_OWNER)
    page = shown("terms")
    assert "puerto" in html(page)
    page.selectbox(key="terms:collection").select("spring").run()
    assert "puerto" not in html(page)
    terminology.add(spring.store, Term("port", "dársena", "en", "es", collection="spring"), by=LOCAL_OWNER)
    assert "dársena" in html(page.run())
    page.button(key="spoken:delete:en:es:port:dársena").click().run()
    assert terminology.search(spring.store, "", collection="spring") == []
    page.button(key="terms:undo").click().run()
    assert [term.target for term in terminology.search(spring.store, "", collection="spring")] == ["dársena"]
    assert [term.target for term in terminology.search(spring.store, "")] == ["puerto"]


def test_an_import_into_a_collection_opens_its_languages(spring: Desk) -> None:
    page = shown("bring_in")
    page.text_area(key="paste").input("The mill is old.\n\nThe river is cold and the night was long.").run()
    (box,) = [item for item in page.selectbox if str(item.key).startswith("in:")]
    box.select("spring").run()
    assert [item.value for item in page.multiselect] == [["fr"]]


def imported_into_spring(*, by: str = "") -> AppTest:
    page = shown("bring_in", by=by)
    page.text_area(key="paste").input("The mill is old.\n\nThe river is cold and the night was long.").run()
    (box,) = [item for item in page.selectbox if str(item.key).startswith("in:")]
    return box.select("spring").run()


def told(page: AppTest) -> str:
    return "\n".join(message.value for message in page.info).translate(dict.fromkeys(map(ord, "\\\u2068\u2069")))


def test_the_preview_of_an_import_says_what_the_collection_will_do(desk: Desk) -> None:
    wanted = Collection("spring", title="Spring *series*", languages=("fr", "es"), engines={"fr": "argos"}, days=7)
    with desk.store.write(by=LOCAL_OWNER) as uow:
        uow.collections.add(wanted)
    page = imported_into_spring()
    assert told(page).splitlines() == [
        "**What the collection “Spring *series*” does with this article**",
        "",
        "- Opened for French · assigned to nobody · drafts by argos",
        "- Opened for Spanish · assigned to nobody",
        f"- To be finished by {i18n.date(date.today() + timedelta(days=7))}",
    ]


def test_the_preview_of_an_import_names_people_and_a_deadline_that_has_passed(desk: Desk) -> None:
    people = {"translators": {"fr": LOCAL_OWNER}, "reviewers": {"fr": LOCAL_OWNER}}
    with desk.store.write(by=LOCAL_OWNER) as uow:
        uow.collections.add(Collection("spring", languages=("fr",), due=date(2001, 1, 1), **people))
    page = imported_into_spring()
    assert told(page).splitlines()[2:] == [
        "- Opened for French · translated by you · reviewed by you",
        "- The collection’s deadline, Jan 1, 2001, has passed: none is set.",
    ]
    page.multiselect[0].set_value([]).run()
    assert "nothing is given out" in told(page)


def test_the_preview_of_an_import_says_who_lost_the_role_for_the_work(desk: Desk) -> None:
    let_in(desk.store, {"ana": Role.TRANSLATOR})
    with desk.store.write(by="root") as uow:
        uow.collections.add(Collection("spring", languages=("fr",), translators={"fr": "ana"}))
        uow.people.assign("ana", Role.READER, {})
    assert "not given to ana, whose role no longer allows it" in told(imported_into_spring(by="root"))


def test_what_a_second_import_opens_and_cannot_give_out_is_kept_to_be_told(desk: Desk) -> None:
    late = Collection("spring", due=date(2001, 1, 1))
    collections.add(desk.store, late, by=LOCAL_OWNER, engines=ENGINE_NAMES, today=date(2001, 1, 1))
    page = shown("bring_in")
    for languages in (["fr"], ["fr", "es"]):
        page.text_area(key="paste").input("The mill is old.\n\nThe river is cold and the night was long.").run()
        (box,) = [item for item in page.selectbox if str(item.key).startswith("in:")]
        box.select("spring").run()
        page.multiselect[0].set_value(languages).run()
        (store,) = [item for item in page.button if str(item.key).startswith("store:")]
        store.click().run()  # it ends with the way to another page, which a script of one page has not
        told = page.session_state["collections:unassigned"]
        assert [item.language for item in told] == languages[-1:]
        page.run()
