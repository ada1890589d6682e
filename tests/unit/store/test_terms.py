"""The termbase in a real database file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.terms import Term
from translate_flow.errors import NotAllowedError, NotFoundError
from translate_flow.store import SqlStore, open_store
from translate_flow.store.connection import sqlite_engine

PORT = Term("port", "puerto", "en", "es", "noun", ("muelle", "dársena"), case_sensitive=True, note="ships")
BUS = Term("bus", "ônibus", "en-GB", "pt-BR")


def added(store: SqlStore, *terms: Term) -> int:
    with store.write(by=LOCAL_OWNER) as uow:
        return uow.terms.add(terms)


def test_a_term_comes_back_whole_after_reopening(store: SqlStore, tmp_path: Path) -> None:
    assert added(store, PORT, BUS) == 2
    store.close()
    again = open_store(tmp_path / "data" / "desk.sqlite")
    with again.read() as uow:
        assert list(uow.terms.all()) == [PORT, BUS]
    again.close()


def test_the_same_source_target_and_languages_update(store: SqlStore) -> None:
    added(store, PORT, BUS)
    changed = replace(PORT, note="harbour", forbidden=(), case_sensitive=False, part_of_speech="")
    assert added(store, changed, replace(PORT, target="puerto de mar")) == 2
    with store.read() as uow:
        assert list(uow.terms.all(source="en", language="es")) == [changed, replace(PORT, target="puerto de mar")]


def test_of_two_alike_in_one_call_the_last_is_kept(store: SqlStore) -> None:
    assert added(store, PORT, replace(PORT, note="last")) == 1
    with store.read() as uow:
        assert [term.note for term in uow.terms.all()] == ["last"]


def test_languages_compare_by_primary_subtag(store: SqlStore) -> None:
    added(store, PORT, BUS)
    with store.read() as uow:
        assert list(uow.terms.all(source="en", language="pt")) == [BUS]
        assert list(uow.terms.all(source="en-US", language="pt-PT")) == [BUS]
        assert list(uow.terms.all(source="en")) == [PORT, BUS]
        assert list(uow.terms.all(language="es-MX")) == [PORT]
        assert list(uow.terms.all(source="es", language="en")) == []


@pytest.mark.parametrize("text", ["POR", "puert", "DÁRS"])
def test_a_search_finds_either_side_and_forbidden_variants_in_any_case(store: SqlStore, text: str) -> None:
    added(store, PORT, BUS)
    with store.read() as uow:
        assert list(uow.terms.search(text)) == [PORT]


def test_a_search_takes_signs_literally_and_stops_at_its_limit(store: SqlStore) -> None:
    added(store, *(Term(f"term {number}", "x", "en", "es") for number in range(5)), Term("100 %", "y", "en", "es"))
    with store.read() as uow:
        assert [term.source for term in uow.terms.search("%")] == ["100 %"]
        assert list(uow.terms.search("_")) == []
        assert len(uow.terms.search("term", limit=3)) == 3
        assert list(uow.terms.search("term", source="fr")) == []


def test_terms_come_a_page_at_a_time_by_their_source_in_any_case(store: SqlStore) -> None:
    added(store, *(Term(word, "x", "en", "es") for word in ("Quay", "boat", "Anchor", "dock")), BUS)
    with store.read() as uow:
        pages = [uow.terms.search("", source="en", language="es", limit=3, offset=offset) for offset in (0, 3, 6)]
    assert [[term.source for term in page] for page in pages] == [["Anchor", "boat", "dock"], ["Quay"], []]


def test_terms_are_counted_as_they_are_found(store: SqlStore) -> None:
    added(store, PORT, replace(PORT, source="airport", target="aeropuerto"), BUS)
    with store.read() as uow:
        assert (uow.terms.count(), uow.terms.count("PORT"), uow.terms.count(language="pt")) == (3, 2, 1)
        assert uow.terms.count("dársena", language="pt") == 0


def test_the_pairs_are_told_exactly_the_most_terms_first(store: SqlStore) -> None:
    added(store, BUS, PORT, replace(PORT, source="dock"))
    with store.read() as uow:
        assert list(uow.terms.pairs()) == [("en", "es", 2), ("en-GB", "pt-BR", 1)]


def test_one_term_is_looked_up_and_discarded_by_its_exact_languages(store: SqlStore) -> None:
    british = replace(PORT, source_language="en-GB", note="")
    added(store, PORT, british)
    before = stamp(store)
    with store.write(by=LOCAL_OWNER) as uow:
        assert uow.terms.stored(replace(PORT, note="", forbidden=())) == PORT
        uow.terms.discard(PORT)
        assert uow.terms.stored(PORT) is None
        assert list(uow.terms.all()) == [british]
    assert stamp(store) != before


def test_terms_are_removed_one_or_all_of_a_source(store: SqlStore) -> None:
    added(store, PORT, replace(PORT, target="oporto"), BUS)
    with store.write(by=LOCAL_OWNER) as uow:
        assert uow.terms.remove("port", "oporto", source="en", language="es") == 1
        assert uow.terms.remove("port", source="en", language="fr") == 0
        assert uow.terms.remove("port", source="en", language="es") == 1
        assert list(uow.terms.all()) == [BUS]


def test_the_stamp_changes_with_every_write_and_only_then(store: SqlStore) -> None:
    stamps = [stamp(store)]
    added(store, PORT)
    stamps.append(stamp(store))
    added(store, replace(PORT, note="x"))
    stamps.append(stamp(store))
    with store.write(by=LOCAL_OWNER) as uow:
        uow.terms.remove("port", source="en", language="es")
    stamps.append(stamp(store))
    assert len(set(stamps)) == 4
    with store.write(by=LOCAL_OWNER) as uow:
        uow.terms.remove("port", source="en", language="es")
        uow.terms.add([])
    assert stamp(store) == stamps[-1]


def stamp(store: SqlStore) -> str:
    with store.read() as uow:
        return uow.terms.stamp()


def test_somebody_without_an_account_may_not_write_terms(store: SqlStore) -> None:
    added(store, PORT)
    with pytest.raises(NotAllowedError), store.write(by="stranger") as uow:
        uow.terms.add([BUS])
    with pytest.raises(NotAllowedError), store.write(by="stranger") as uow:
        uow.terms.remove("port", source="en", language="es")
    with pytest.raises(NotAllowedError), store.write(by="stranger") as uow:
        uow.terms.discard(PORT)
    with store.read() as uow:
        assert list(uow.terms.all()) == [PORT]


def test_a_translator_may_not_set_terms_and_a_reviewer_may(store: SqlStore, tmp_path: Path) -> None:
    with sqlite_engine(tmp_path / "data" / "desk.sqlite").begin() as connection:
        connection.execute(text("INSERT INTO person (name, role) VALUES ('ann', 'translator'), ('bea', 'reviewer')"))
    with pytest.raises(NotAllowedError), store.write(by="ann") as uow:
        uow.terms.add([PORT])
    with store.write(by="bea") as uow:
        assert uow.terms.add([PORT]) == 1


def test_more_terms_than_one_statement_takes_are_kept(store: SqlStore) -> None:
    many = [Term(f"term {number}", "x", "en", "es") for number in range(12_000)]
    assert added(store, *many) == 12_000
    assert added(store, *(replace(term, note="n") for term in many)) == 12_000
    with store.read() as uow:
        assert {term.note for term in uow.terms.all()} == {"n"}


def test_a_segment_tells_its_article_and_language(store: SqlStore) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(Article("fr", (Segment(Kind.TITLE, "Le port"),)), languages=["es"], slug="port")
    with store.read() as uow:
        (segment,) = uow.articles.segments("port")
        assert uow.articles.home(segment.id) == ("port", "fr", "")
        with pytest.raises(NotFoundError, match="999"):
            uow.articles.home(999)
