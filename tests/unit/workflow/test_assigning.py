"""Assigning in bulk: all of it or none, with a deadline that is still to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.assignment import Detail, Span
from translate_flow.domain.people import LOCAL_OWNER, Person, Right, Role
from translate_flow.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from translate_flow.store import SqlStore
from translate_flow.workflow import accounts
from translate_flow.workflow.assigning import (
    able,
    assign,
    assigned,
    clear,
    everybody,
    left_out,
    notices,
    put_back,
    seen,
    unseen,
)

TODAY = date(2026, 6, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """Two articles for two languages; a translator of both, a coordinator of Spanish."""
    opened = new_store(tmp_path / "desk.sqlite")
    with opened.write(by=LOCAL_OWNER) as uow:
        for slug in ("fair", "mill"):
            uow.articles.add(Article("en", (Segment(Kind.PARAGRAPH, slug),)), languages=["es", "fr"], slug=slug)
        uow.people.add(Person("root", Role.ADMIN))
    with opened.write(by="root") as uow:
        uow.people.add(Person("ana", Role.TRANSLATOR))
        uow.people.add(Person("cora", Role.READER, {"es": Role.COORDINATOR}))
    yield opened
    opened.close()


def test_several_articles_and_languages_are_assigned_at_once(store: SqlStore) -> None:
    found = assign(store, ["fair", "mill"], ["es", "fr"], translator="ana", due=TODAY, today=TODAY, by="root")
    assert [(item.slug, item.language) for item in found] == [
        ("fair", "es"), ("fair", "fr"), ("mill", "es"), ("mill", "fr"),
    ]  # fmt: skip
    assert len(notices(store, "ana")) == 4


@pytest.mark.parametrize(
    ("slugs", "languages", "by", "error"),
    [
        (["fair", "nowhere"], ["es"], "root", NotFoundError),
        (["fair"], ["es", "de"], "root", NotFoundError),
        (["fair"], ["es", "fr"], "cora", NotAllowedError),
    ],
)
def test_one_that_cannot_be_assigned_leaves_all_as_they_were(store, slugs, languages, by, error) -> None:
    with pytest.raises(error):
        assign(store, slugs, languages, translator="ana", by=by)
    with store.read() as uow:
        assert uow.assignments.of("fair", "es") == ()
    assert notices(store, "ana") == ()


def test_a_deadline_that_has_passed_is_refused(store: SqlStore) -> None:
    with pytest.raises(InputError, match="2026-05-31 has passed"):
        assign(store, ["fair"], ["es"], due=date(2026, 5, 31), today=TODAY, by="root")


@pytest.mark.parametrize(("slugs", "fields"), [(["fair"], {}), ([], {"translator": "ana"})])
def test_an_assignment_that_says_nothing_is_refused(store: SqlStore, slugs: list[str], fields: dict[str, str]) -> None:
    with pytest.raises(InputError, match="nothing to assign"):
        assign(store, slugs, ["es"], by="root", **fields)


def test_work_is_taken_back_in_bulk(store: SqlStore) -> None:
    assign(store, ["fair", "mill"], ["es"], translator="ana", by="root")
    assert clear(store, ["fair", "mill"], ["es"], by="root") == []


def test_who_may_do_the_work_is_found_by_every_language_of_it(store: SqlStore) -> None:
    assert [person.name for person in able(store, Right.EDIT, languages=["es"])] == ["ana", "cora", "root"]
    assert [person.name for person in able(store, Right.EDIT, languages=["es", "fr"])] == ["ana", "root"]


@pytest.mark.parametrize(("name", "languages"), [("root", ["es", "fr"]), ("cora", ["es"]), ("ana", []), ("nemo", [])])
def test_a_person_assigns_where_they_coordinate(store: SqlStore, name: str, languages: list[str]) -> None:
    found = [code for code in ("es", "fr") if accounts.may(store, name, Right.COORDINATE, language=code)]
    assert found == languages


def test_a_notice_that_was_seen_says_so(store: SqlStore) -> None:
    assign(store, ["fair"], ["es"], translator="ana", by="root")
    assert unseen(store, "ana") == 1
    seen(store, [notice.id for notice in notices(store, "ana")], by="ana")
    assert unseen(store, "ana") == 0
    assert [notice.seen for notice in notices(store, "ana")] == [True]


def test_who_left_may_still_be_looked_for_but_is_given_nothing(store: SqlStore) -> None:
    with store.write(by="root") as uow:
        uow.people.disable("ana")
    assert [person.name for person in everybody(store)] == ["cora", "root"]
    assert [person.name for person in everybody(store, gone=True)] == ["ana", "cora", "root"]


def test_one_range_for_several_articles_is_cut_to_each_and_refused_where_one_of_them_has_nothing_of_it(
    store: SqlStore,
) -> None:
    longer = Article("en", tuple(Segment(Kind.PARAGRAPH, text) for text in "ABC"))
    with store.write(by="root") as uow:
        uow.articles.add(longer, languages=["es"], slug="long")
    found = assign(store, ["fair", "long"], ["es"], span=Span(1, 99), translator="ana", by="root")
    assert [str(item.span) for item in found] == ["1-1", "1-3"]
    for change in (assign, clear):
        more = {"translator": "cora"} if change is assign else {}
        with pytest.raises(InputError, match="fair has 1 segment, so 2-99 names none"):
            change(store, ["long", "fair"], ["es"], span=Span(2, 99), by="root", **more)
    with store.read() as uow:
        assert [item.translator for item in uow.assignments.of("long", "es")] == ["ana"]


@pytest.fixture
def reviewed(store: SqlStore) -> SqlStore:
    """With a reviewer of both languages, and a translator who was kept out."""
    with store.write(by="root") as uow:
        uow.people.add(Person("ben", Role.REVIEWER))
        uow.people.add(Person("gil", Role.TRANSLATOR))
        uow.people.disable("gil")
    return store


@pytest.mark.parametrize(
    ("unset", "left"),
    [
        ({Detail.TRANSLATOR}, [("", "ben", TODAY)]),
        ({Detail.REVIEWER}, [("ana", "", TODAY)]),
        ({Detail.DUE}, [("ana", "ben", None)]),
        ({Detail.TRANSLATOR, Detail.REVIEWER, Detail.DUE}, []),
    ],
)
def test_each_detail_is_left_open_again_by_itself(reviewed: SqlStore, unset: set[Detail], left: list[object]) -> None:
    assign(reviewed, ["fair"], ["es"], translator="ana", reviewer="ben", due=TODAY, today=TODAY, by="root")
    found = assign(reviewed, ["fair"], ["es"], unset=unset, by="root")
    assert [(item.translator, item.reviewer, item.due) for item in found] == left


def test_one_detail_is_left_open_while_another_is_settled(reviewed: SqlStore) -> None:
    assign(reviewed, ["fair"], ["es"], translator="ana", due=TODAY, today=TODAY, by="root")
    (found,) = assign(reviewed, ["fair"], ["es"], reviewer="ben", unset={Detail.TRANSLATOR}, by="root")
    assert (found.translator, found.reviewer, found.due) == ("", "ben", TODAY)
    with pytest.raises(InputError, match="the translator is both ana and to be left open"):
        assign(reviewed, ["fair"], ["es"], translator="ana", unset={Detail.TRANSLATOR}, by="root")


def test_everybody_has_again_just_what_they_had(reviewed: SqlStore) -> None:
    assign(reviewed, ["fair", "mill"], ["es"], translator="ana", by="root")
    assign(reviewed, ["fair"], ["es"], reviewer="ben", due=TODAY, today=TODAY, by="root")
    before = assigned(reviewed, ["fair", "mill"], ["es"])
    clear(reviewed, ["fair", "mill"], ["es"], by="root")
    assign(reviewed, ["mill"], ["es"], reviewer="ben", by="root")
    since = assigned(reviewed, ["fair", "mill"], ["es"])
    put_back(reviewed, ["fair", "mill"], ["es"], before, seen=since, by="root")
    assert assigned(reviewed, ["fair", "mill"], ["es"]) == before


def test_what_somebody_assigned_since_is_not_taken_back_with_it(reviewed: SqlStore) -> None:
    clear(reviewed, ["fair"], ["es"], by="root")
    seen = assigned(reviewed, ["fair"], ["es"])
    assign(reviewed, ["fair"], ["es"], translator="ana", by="cora")
    with pytest.raises(ConflictError, match="somebody assigned work there since"):
        put_back(reviewed, ["fair"], ["es"], [], seen=seen, by="root")
    assert [item.translator for item in assigned(reviewed, ["fair"], ["es"])] == ["ana"]


def test_who_translates_elsewhere_or_was_kept_out_is_known_to_be_left_out(reviewed: SqlStore) -> None:
    with reviewed.write(by="root") as uow:
        uow.people.add(Person("eva", Role.READER, {"es": Role.TRANSLATOR}))
    assert [person.name for person in left_out(reviewed, languages=["es"])] == ["gil"]
    assert [person.name for person in left_out(reviewed, languages=["es", "fr"])] == ["cora", "eva", "gil"]
