"""A search finds what is written now, in every article and language, and nothing that is not there any more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bitexts import BY_PERSON
from earlier import without_collections, without_judgements
from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.revisions import Rewrite
from translate_flow.domain.translation import Action, State
from translate_flow.store import SqlStore, open_store
from translate_flow.workflow.searching import SOURCES, follow, search

LATER_TABLES = (
    *("article_revision", "assignment", "notice", "standing", "last_segment", "mention", "comment"),
    *("collection", "collection_language", "dismissal", "preference", "effort"),
)
"""The tables that came after the search."""

MARKET = ("The harbour market", "Boats come in before six.", "東京の魚市場は早く開く。")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    store = new_store(tmp_path / "desk.sqlite")
    add(store, "market", *MARKET)
    yield store
    store.close()


def add(store: SqlStore, slug: str, *texts: str) -> None:
    segments = tuple(Segment(Kind.PARAGRAPH, text) for text in texts)
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(Article("en", segments), languages=["es", "ja"], slug=slug)


def translate(store: SqlStore, text: str, *, place: int = 0, language: str = "es", slug: str = "market") -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        unit = uow.targets.bitext(slug, language).units[place]
        hashed = replace(unit.target, text=text, origin=BY_PERSON, source_hash=unit.segment.source_hash)
        target = replace(hashed, state=State.DRAFT if text else State.UNTRANSLATED)
        uow.targets.write(target, base=unit.target.version, action=Action.EDIT)


def texts(store: SqlStore, asked: str, language: str | None = None) -> list[str]:
    return [found.passage.text for found in search(store, asked, language=language).found]


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("harbour", 0),
        ("HARBOUR market", 0),
        ("markets", 0),
        ("boat", 1),
        ("before six", 1),
        ("魚市場", 2),
        ("魚", 2),
        ("早く", 2),
    ],
)
def test_words_are_found_as_written_inflected_and_in_scripts_without_spaces(store, asked, place):
    assert texts(store, asked) == [MARKET[place]]


@pytest.mark.parametrize("asked", ["submarine", "harbour submarine", "市魚", "", "—", '" OR "', "harb*", "NOT x"])
def test_what_is_not_there_is_not_found(store, asked):
    assert texts(store, asked) == []


def test_a_translation_is_found_as_soon_as_it_is_written_and_its_earlier_text_no_more(store):
    translate(store, "El mercado del puerto")
    assert texts(store, "mercado") == ["El mercado del puerto"]
    translate(store, "La feria del puerto")
    translate(store, "La plaza del puerto")
    assert (texts(store, "mercado"), texts(store, "feria"), texts(store, "plaza")) == ([], [], ["La plaza del puerto"])
    translate(store, "")
    assert texts(store, "puerto") == []


def test_a_search_may_be_for_one_language_or_for_the_sources(store):
    translate(store, "El market de los barcos")
    translate(store, "マーケット market", language="ja")
    assert texts(store, "market", "es") == ["El market de los barcos"]
    assert texts(store, "market", SOURCES) == [MARKET[0]]
    assert len(texts(store, "market")) == 3
    assert texts(store, "market", "fr") == []


def test_what_is_found_says_where_it_stands_and_beside_what(store):
    translate(store, "El mercado del puerto")
    (found,) = search(store, "mercados").found
    passage = found.passage
    assert (passage.slug, passage.position, passage.language, passage.state) == ("market", 0, "es", State.DRAFT)
    assert (passage.source, passage.source_language) == (MARKET[0], "en")
    assert [passage.text[start:end] for start, end in found.marks] == ["mercado"]
    (source,) = search(store, "boats").found
    assert (source.passage.position, source.passage.language, source.passage.state) == (1, "en", None)


def test_a_source_that_changed_or_left_is_found_as_it_is_now(store):
    with store.write(by=LOCAL_OWNER) as uow:
        first, second, _ = uow.articles.segments("market")
        changed = Article("en", (Segment(Kind.PARAGRAPH, "The harbour fair"), second.segment))
        uow.articles.revise("market", Rewrite(changed, [first.id, second.id]))
    assert (texts(store, "market"), texts(store, "fair"), texts(store, "魚")) == ([], ["The harbour fair"], [])


def test_what_was_translated_for_an_older_source_is_found_as_stale(store):
    translate(store, "El mercado del puerto")
    assert [found.passage.stale for found in search(store, "mercado").found] == [False]
    with store.write(by=LOCAL_OWNER) as uow:
        first, *others = uow.articles.segments("market")
        changed = Article("en", (Segment(Kind.PARAGRAPH, "The harbour fair"), *(each.segment for each in others)))
        uow.articles.revise("market", Rewrite(changed, [first.id, *(each.id for each in others)]))
    assert [found.passage.stale for found in search(store, "mercado").found] == [True]
    (source,) = search(store, "fair").found
    assert [(each.language, each.stale) for each in source.renderings] == [("es", True), ("ja", False)]


def test_the_index_is_whole_after_any_number_of_changes(store, tmp_path):
    for number in range(30):
        translate(store, f"El mercado {number}", place=number % 3)
        if number % 7 == 0:
            follow(store)
    add(store, "other", "Another text")
    follow(store)
    store.close()
    with sqlite3.connect(tmp_path / "desk.sqlite") as database:
        database.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")
        held = database.execute("SELECT count(*) FROM search_index WHERE search_index MATCH 'mercado'").fetchone()[0]
    assert held == 3


def test_what_was_there_before_there_was_a_search_is_found(store, tmp_path):
    translate(store, "El mercado del puerto")
    follow(store)
    store.close()
    with sqlite3.connect(tmp_path / "desk.sqlite") as database:
        for table in ("search_index", "search_queue", "search_language", *LATER_TABLES):
            database.execute(f"DROP TABLE {table}")
        for name in ("segment", "target"):
            for event in ("insert", "update", "delete"):
                database.execute(f"DROP TRIGGER search_{name}_{event}")
        database.execute("DROP INDEX ix_revision_decided")
        for column in ("archived", "deleted", "deleted_by", "until"):
            database.execute(f"ALTER TABLE article DROP COLUMN {column}")
        without_collections(database)
        without_judgements(database)
        database.execute("UPDATE alembic_version SET version_num = '0007'")
    database.close()
    again = open_store(tmp_path / "desk.sqlite")
    assert texts(again, "mercado") == ["El mercado del puerto"]
    assert texts(again, "boats") == [MARKET[1]]
    again.close()


def test_inline_codes_are_not_shown_and_marks_fit_the_text_that_is(store):
    bold = Segment(Kind.PARAGRAPH, "See <1>the old</1> quay", (Code(1, CodeKind.BOLD),))
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(Article("en", (bold,)), languages=["es"], slug="quay")
    translate(store, "Ver <1>el viejo</1> muelle", slug="quay")
    for asked, text in (("quay", "See the old quay"), ("muelle", "Ver el viejo muelle")):
        (found,) = search(store, asked).found
        assert (found.passage.text, found.passage.source) == (text, "See the old quay")
        assert [text[start:end] for start, end in found.marks] == [asked]


def test_a_source_comes_with_its_translations_and_a_translation_with_its_source(store):
    translate(store, "Los barcos llegan antes de las seis.", place=1)
    [source] = search(store, "boats", language=SOURCES).found
    assert [(each.language, each.text, each.state) for each in source.renderings] == [
        ("es", "Los barcos llegan antes de las seis.", State.DRAFT),
        ("ja", "", State.UNTRANSLATED),
    ]
    [target] = search(store, "barcos").found
    assert (target.passage.source, target.passage.state, target.renderings) == (MARKET[1], State.DRAFT, ())
    assert source.passage.segment == target.passage.segment


def test_translations_beside_a_source_are_plain(store):
    with store.write(by=LOCAL_OWNER) as uow:
        made = Article("en", (Segment(Kind.PARAGRAPH, "The <1>lighthouse</1>", (Code(1, CodeKind.BOLD),)),))
        uow.articles.add(made, languages=["es"], slug="light")
    translate(store, "El <1>faro</1>", slug="light")
    [found] = search(store, "lighthouse", language=SOURCES).found
    assert [each.text for each in found.renderings] == ["El faro"]
