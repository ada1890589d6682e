"""Collections in the database: what they keep, what they hold, what removing one leaves, what the audit log says."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from earlier import without_collections, without_judgements
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.board import Wanted
from translate_flow.domain.collections import Collection, Held, Member
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.domain.shelves import Shelf
from translate_flow.domain.terms import Term
from translate_flow.errors import ConflictError, NotAllowedError, NotFoundError
from translate_flow.store import SqlStore, open_store

SERIES = Collection(
    "spring",
    title="Spring series",
    languages=("fr", "es"),
    engine="argos",
    engines={"es": "apertium", "ca": "apertium"},
    translators={"es": "ana"},
    reviewers={"es": "ben", "fr": "ben"},
    days=14,
)
PORT = Term("port", "puerto", "en", "es")


@pytest.fixture
def team(store: SqlStore) -> SqlStore:
    """Two articles for Spanish and French, a translator, a reviewer."""
    with store.write(by=LOCAL_OWNER) as uow:
        for slug in ("fair", "mill"):
            article = Article("en", (Segment(Kind.TITLE, slug.title()), Segment(Kind.PARAGRAPH, "It rained.")))
            uow.articles.add(article, languages=["es", "fr"], slug=slug)
        uow.people.add(Person("root", Role.ADMIN))
    with store.write(by="root") as uow:
        uow.people.add(Person("ana", Role.TRANSLATOR))
        uow.people.add(Person("ben", Role.REVIEWER))
    return store


def added(store: SqlStore, collection: Collection = SERIES) -> SqlStore:
    with store.write(by="root") as uow:
        uow.collections.add(collection)
    return store


def log(store: SqlStore) -> list[tuple[str, str, str]]:
    with store.read() as uow:
        return [(item.action, item.subject, item.detail) for item in uow.audit.entries(limit=3)]


@pytest.mark.parametrize("collection", [SERIES, Collection("plain"), Collection("late", due=date(2026, 12, 24))])
def test_a_collection_comes_back_as_it_was_kept(team: SqlStore, collection: Collection) -> None:
    added(team, collection)
    with team.read() as uow:
        assert uow.collections.get(collection.name) == collection


def test_a_change_takes_the_place_of_every_default(team: SqlStore) -> None:
    added(team)
    other = Collection("spring", languages=("de",), due=date(2026, 12, 24))
    with team.write(by="root") as uow:
        uow.collections.change(other, seen=SERIES)
        assert uow.collections.get("spring") == other
    assert log(team)[0] == ("collection changed", "spring", "languages de, due 2026-12-24")


def test_what_is_no_longer_as_it_was_seen_is_not_changed(team: SqlStore) -> None:
    added(team)
    with pytest.raises(ConflictError, match="changed meanwhile; look again"), team.write(by="root") as uow:
        uow.collections.change(replace(SERIES, title="Mine"), seen=replace(SERIES, title="As it was"))
    with team.read() as uow:
        assert uow.collections.get("spring") == SERIES


def test_names_are_in_the_order_of_titles(team: SqlStore) -> None:
    added(added(added(team), Collection("autumn", title="winter")), Collection("zero", title="a start"))
    with team.read() as uow:
        assert list(uow.collections.names().items()) == [
            ("zero", "a start"),
            ("spring", "Spring series"),
            ("autumn", "winter"),
        ]


def test_archived_articles_are_told_as_such_and_deleted_ones_are_not(team: SqlStore) -> None:
    added(team)
    with team.write(by="root") as uow:
        uow.articles.add(Article("en", (Segment(Kind.PARAGRAPH, "Soon."),)), languages=[], slug="alone")
        for slug in ("fair", "mill", "alone"):
            uow.collections.put("spring", slug)
        uow.shelves.archive("fair")
        uow.shelves.delete("mill", until=datetime(2999, 1, 1, tzinfo=UTC))
        assert list(uow.collections.articles("spring")) == [
            Member("alone", "", opened=False),
            Member("fair", "Fair", shelf=Shelf.ARCHIVED),
        ]


def test_what_is_in_a_collection_already_is_not_put_in_once_more(team: SqlStore) -> None:
    added(team)
    with team.write(by="root") as uow:
        uow.collections.put("spring", "fair")
        before = uow.audit.entries(limit=9)
        uow.collections.put("spring", "fair")
        assert uow.audit.entries(limit=9) == before


def test_a_name_is_given_once(team: SqlStore) -> None:
    added(team)
    with pytest.raises(ConflictError, match="spring already"):
        added(team, Collection("spring"))


@pytest.mark.parametrize(
    ("change", "error", "said"),
    [
        ({"translators": {"es": "nemo"}}, NotFoundError, "no person named nemo"),
        ({"reviewers": {"es": "ana"}}, NotAllowedError, "ana may not approve in es"),
    ],
)
def test_nobody_is_named_for_what_they_may_not_do(team: SqlStore, change, error, said) -> None:
    with pytest.raises(error, match=said):
        added(team, replace(SERIES, **change))
    added(team)
    with pytest.raises(error, match=said), team.write(by="root") as uow:
        uow.collections.change(replace(SERIES, **change), seen=SERIES)


def test_somebody_who_lost_a_role_does_not_keep_the_rest_from_being_changed(team: SqlStore) -> None:
    added(team)
    with team.write(by="root") as uow:
        uow.people.disable("ana")
        uow.collections.change(replace(SERIES, title="Spring"), seen=SERIES)
        assert uow.collections.get("spring").title == "Spring"


def test_collections_are_listed_by_title_with_what_they_hold(team: SqlStore) -> None:
    added(added(team), Collection("autumn", title="autumn series"))
    with team.write(by="root") as uow:
        uow.collections.put("spring", "fair")
        uow.collections.put("spring", "mill")
        uow.terms.add([PORT, replace(PORT, collection="spring")])
        assert list(uow.collections.all()) == [
            Held(Collection("autumn", title="autumn series"), articles=0, terms=0),
            Held(SERIES, articles=2, terms=1),
        ]
        assert uow.collections.held("spring") == Held(SERIES, articles=2, terms=1)
        assert list(uow.collections.articles("spring")) == [Member("mill", "Mill"), Member("fair", "Fair")]
        assert list(uow.collections.articles("")) == []


def test_an_article_is_in_one_collection_at_most(team: SqlStore) -> None:
    added(added(team), Collection("autumn"))
    with team.write(by="root") as uow:
        uow.collections.put("spring", "fair")
        uow.collections.put("autumn", "fair")
        assert uow.articles.get("fair").collection == "autumn"
        assert list(uow.collections.articles("spring")) == []
        uow.collections.take("fair")
        uow.collections.take("mill")
        assert {entry.collection for entry in uow.articles.all()} == {""}
    assert log(team) == [
        ("taken out of collection", "fair", "autumn"),
        ("put into collection", "fair", "spring → autumn"),
        ("put into collection", "fair", "spring"),
    ]


@pytest.mark.parametrize(("name", "slug"), [("nowhere", "fair"), ("spring", "nothing")])
def test_what_is_not_there_cannot_be_put_together(team: SqlStore, name: str, slug: str) -> None:
    added(team)
    with pytest.raises(NotFoundError), team.write(by="root") as uow:
        uow.collections.put(name, slug)


def test_a_removed_collection_leaves_its_articles(team: SqlStore) -> None:
    added(team)
    with team.write(by="root") as uow:
        uow.collections.put("spring", "fair")
        uow.collections.remove("spring")
    with team.read() as uow:
        assert uow.articles.get("fair").collection == ""
        assert list(uow.collections.all()) == []
    assert log(team)[0] == ("collection removed", "spring", "articles in it: 1")


def test_a_collection_with_terms_stays_until_they_are_deleted(team: SqlStore) -> None:
    added(team)
    with team.write(by="root") as uow:
        uow.terms.add([PORT, replace(PORT, collection="spring")])
    with pytest.raises(ConflictError, match=r"spring has terms of its own \(1\)"), team.write(by="root") as uow:
        uow.collections.remove("spring")
    with team.write(by="root") as uow:
        uow.terms.clear("spring")
        uow.collections.remove("spring")
        assert list(uow.terms.all()) == [PORT]


def test_the_board_shows_the_articles_of_a_collection_alone(team: SqlStore) -> None:
    added(team)
    wanted = Wanted(date(2026, 6, 1), collection="spring")
    with team.write(by="root") as uow:
        assert uow.board.count(wanted) == 0
        uow.collections.put("spring", "mill")
        assert [item.slug for item in uow.board.page(wanted, limit=9)] == ["mill", "mill"]
        assert [(item.language, item.all.segments) for item in uow.board.sums(wanted)] == [("es", 2), ("fr", 2)]


def test_the_same_term_may_be_everybodys_and_each_collections(team: SqlStore) -> None:
    added(team)
    own = replace(PORT, forbidden=("muelle",), collection="spring")
    with team.write(by="root") as uow:
        assert uow.terms.add([PORT, own]) == 2
        assert list(uow.terms.all()) == [PORT]
        assert list(uow.terms.search("PORT", collection="spring")) == [own]
        assert (uow.terms.count("port"), uow.terms.count("muelle"), uow.terms.count(collection="spring")) == (1, 0, 1)
        assert uow.terms.stored(replace(own, forbidden=())) == own
        assert uow.terms.remove("port", source="en", language="es", collection="spring") == 1
        assert list(uow.terms.all()) == [PORT]


def test_a_term_is_of_a_collection_that_there_is(team: SqlStore) -> None:
    with pytest.raises(NotFoundError, match="no collection named nowhere"), team.write(by="root") as uow:
        uow.terms.add([replace(PORT, collection="nowhere")])


def test_what_was_there_before_there_were_collections_is_everybodys(team: SqlStore, tmp_path: Path) -> None:
    with team.write(by="root") as uow:
        uow.terms.add([PORT])
    team.close()
    path = tmp_path / "data" / "desk.sqlite"
    with sqlite3.connect(path) as database:
        for table in ("collection_language", "collection", "dismissal", "preference", "effort"):
            database.execute(f"DROP TABLE {table}")
        without_collections(database)
        without_judgements(database)
        database.execute("UPDATE alembic_version SET version_num = '0012'")
    database.close()
    again = open_store(path)
    added(again)
    with again.write(by="root") as uow:
        assert uow.terms.add([replace(PORT, collection="spring")]) == 1
        assert list(uow.terms.all()) == [PORT]
        assert uow.articles.get("fair").collection == ""
    again.close()
