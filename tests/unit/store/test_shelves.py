"""Articles that were put away: nothing reaches them but the way back, and a purge leaves nothing but the memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bitexts import BY_PERSON
from translate_flow.domain.article import Article, Change, Kind, Segment
from translate_flow.domain.assignment import WHOLE, Assignment
from translate_flow.domain.board import Wanted
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.domain.ports import Entry, UnitOfWork
from translate_flow.domain.revisions import Rewrite
from translate_flow.domain.shelves import Shelf
from translate_flow.domain.translation import Action, State
from translate_flow.errors import ConflictError, NotFoundError, ShelvedError
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore, open_store
from translate_flow.workflow.remembering import remember
from translate_flow.workflow.searching import follow, search

SPLITTER = SrxSplitter()
TEXTS = ("Market day", "The market opens early.", "print(1)", "Nobody slept that night.")
KINDS = (Kind.TITLE, Kind.PARAGRAPH, Kind.CODE, Kind.PARAGRAPH)
ARTICLE = Article(
    "en",
    tuple(Segment(kind, text) for kind, text in zip(KINDS, TEXTS, strict=True)),
    (Change(3, "Share this", "", "share line"),),
)
REVISED = replace(ARTICLE, segments=(*ARTICLE.segments[:3], Segment(Kind.PARAGRAPH, "Everybody slept that night.")))
UNTIL = datetime(2999, 1, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[SqlStore]:
    """Two articles with everything that may belong to one: history, revisions, work, notices, memory, search."""
    opened = open_store(path, owned=True)
    with opened.write(by=LOCAL_OWNER) as uow:
        uow.people.add(Person("root", Role.ADMIN))
        uow.people.add(Person("ana", Role.REVIEWER))
        for slug in ("market", "mill"):
            uow.articles.add(ARTICLE, languages=["es", "fr"], slug=slug)
    for slug in ("market", "mill"):
        fill(opened, slug)
    follow(opened)
    with opened.write(by="ana") as uow:
        for slug in ("market", "mill"):
            write(uow, slug, 3, "Todos durmieron.", Action.EDIT, State.DRAFT)
    yield opened
    opened.close()


def fill(store: SqlStore, slug: str) -> None:
    with store.write(by="ana") as uow:
        write(uow, slug, 1, f"El mercado de {slug} abre temprano.", Action.APPROVE, State.APPROVED)
        write(uow, slug, 0, "Día de mercado", Action.SEND_BACK, State.NEEDS_WORK)
        remember(uow, uow.targets.bitext(slug, "es").units[1], splitter=SPLITTER)
    with store.write(by="root") as uow:
        uow.assignments.put(Assignment(slug, "es", translator="ana", reviewer="root"))
        numbers = [unit.id for unit in uow.targets.bitext(slug, "es").units]
        uow.articles.revise(slug, Rewrite(REVISED, numbers, origin="x.txt"))
        uow.memory.postpone([(numbers[0], "es")])


def write(uow: UnitOfWork, slug: str, place: int, text: str, action: Action, state: State) -> None:
    unit = uow.targets.bitext(slug, "es").units[place]
    wanted = replace(
        unit.target, text=text, state=state, source_hash=unit.segment.source_hash, origin=BY_PERSON, confidence=0.1
    )
    uow.targets.write(wanted, base=unit.target.version, action=action)


def rows(path: Path, *but: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, those in which SQLite keeps the indexes of words included."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    with closing(sqlite3.connect(path)) as database:
        names = [name for (name,) in database.execute(tables)]
        return {
            name: sorted(database.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in sorted(names)
            if name not in but
        }


def archive(store: SqlStore, slug: str = "market") -> None:
    with store.write(by="root") as uow:
        uow.shelves.archive(slug)


def delete(store: SqlStore, slug: str = "market") -> None:
    with store.write(by="root") as uow:
        uow.shelves.delete(slug, until=UNTIL)


def restore(store: SqlStore, slug: str = "market", **seen: Shelf) -> None:
    with store.write(by="root") as uow:
        uow.shelves.restore(slug, **seen)


def entry(store: SqlStore, slug: str = "market") -> Entry:
    with store.read() as uow:
        return uow.articles.anywhere(slug)


AWAY = {Shelf.ARCHIVED: archive, Shelf.DELETED: delete}


def machine(uow: UnitOfWork, *slugs: str) -> None:
    units = [uow.targets.bitext(slug, "fr").units[0] for slug in slugs]
    drafts = [replace(unit.target, text="x", state=State.DRAFT, source_hash=unit.segment.source_hash) for unit in units]
    uow.targets.write_drafts(drafts)


WRITES: dict[str, Callable[[UnitOfWork], object]] = {
    "change a target": lambda uow: write(uow, "market", 1, "otra cosa", Action.EDIT, State.DRAFT),
    "draft": lambda uow: machine(uow, "market"),
    "draft beside an open article": lambda uow: machine(uow, "mill", "market"),
    "open a language": lambda uow: uow.articles.add_language("market", "de"),
    "open a language that is open": lambda uow: uow.articles.add_language("market", "es"),
    "revise": lambda uow: uow.articles.revise("market", Rewrite(ARTICLE, [None] * 4)),
    "assign": lambda uow: uow.assignments.put(Assignment("market", "es", translator="root")),
    "take an assignment back": lambda uow: uow.assignments.clear("market", "es", WHOLE),
}


@pytest.mark.parametrize("what", WRITES)
def test_an_archived_article_refuses_every_write_and_names_the_remedy(store, path, what):
    archive(store)
    before = rows(path)
    said = "market is archived and cannot be changed; run: translate-flow restore market"
    with pytest.raises(ShelvedError, match=said), store.write(by="root") as uow:
        WRITES[what](uow)
    assert rows(path) == before


@pytest.mark.parametrize("what", [name for name in WRITES if name != "draft beside an open article"])
def test_a_deleted_article_refuses_every_write(store, path, what):
    delete(store)
    before = rows(path)
    refused = pytest.raises((ShelvedError, NotFoundError), match="translate-flow restore market")
    with refused, store.write(by="root") as uow:
        WRITES[what](uow)
    assert rows(path) == before


def test_a_target_of_a_deleted_article_that_somebody_holds_refuses_to_be_written(store):
    with store.read() as uow:
        unit = uow.targets.bitext("market", "es").units[1]
    delete(store)
    with pytest.raises(ShelvedError) as refused, store.write(by="root") as uow:
        uow.targets.write(replace(unit.target, text="x"), base=unit.target.version, action=Action.EDIT)
    assert (refused.value.slug, refused.value.shelf) == ("market", Shelf.DELETED)


@pytest.mark.parametrize("way", [(archive,), (delete,), (archive, delete)])
def test_what_comes_back_is_as_it_was_to_the_last_row(store, path, way):
    before = rows(path, "audit")
    for move in way:
        move(store)
    assert rows(path, "audit")["standing"] != before["standing"]
    for _ in way:
        restore(store)
    assert rows(path, "audit") == before


def test_an_archived_article_comes_out_of_the_bin_into_the_archive(store):
    archive(store)
    since = entry(store).archived
    delete(store)
    assert (entry(store).shelf, entry(store).until, entry(store).deleted_by) == (Shelf.DELETED, UNTIL, "root")
    restore(store)
    assert (entry(store).shelf, entry(store).archived, entry(store).until) == (Shelf.ARCHIVED, since, None)


def test_two_who_restore_the_same_article_do_not_take_it_two_steps(store):
    archive(store)
    delete(store)
    restore(store, seen=Shelf.DELETED)
    with pytest.raises(ConflictError, match="archived meanwhile"):
        restore(store, seen=Shelf.DELETED)
    assert entry(store).shelf is Shelf.ARCHIVED


def test_a_move_that_leads_nowhere_changes_nothing(store, path):
    restore(store)
    archive(store)
    before = rows(path)
    archive(store)
    assert rows(path) == before
    delete(store)
    before = rows(path)
    with store.write(by="root") as uow:
        uow.shelves.delete("market", until=UNTIL + timedelta(days=9))
    assert rows(path) == before
    with pytest.raises(ShelvedError):
        archive(store)


@pytest.mark.parametrize("shelf", AWAY)
def test_what_is_put_away_is_in_nobodys_way(store, shelf):
    AWAY[shelf](store)
    with store.read() as uow:
        assert {item.slug for item in uow.articles.all()} == {"mill"}
        assert {item.slug for item in uow.articles.all(shelf)} == {"market"}
        assert {item.slug for item in uow.targets.progress()} == {"mill"}
        wanted = Wanted(UNTIL.date())
        assert {item.slug for item in uow.board.page(wanted, limit=9)} == {"mill"}
        assert uow.board.count(wanted) == 1
        alone = uow.board.page(wanted, limit=9)
        assert [item.states for item in uow.board.sums(wanted)] == [item.states for item in alone]
        assert {item.slug for item in uow.board.work("ana", limit=9)} == {"mill"}
        assert {item.slug for item in uow.board.sent_back("ana", limit=9)} == {"mill"}
        assert {item.slug for item in uow.assignments.notices("ana", limit=9)} == {"mill"}
        assert uow.shelves.counts() == {**dict.fromkeys(Shelf, 0), Shelf.OPEN: 1, shelf: 1}


def approved(store: SqlStore) -> set[str]:
    hashes = [segment.source_hash for segment in ARTICLE.segments]
    with store.read() as uow:
        return {item.text for item in uow.targets.approved_sources(hashes, source="en", language="es").values()}


def test_an_archived_article_is_read_found_and_reused(store):
    archive(store, "mill")
    with store.read() as uow:
        assert uow.targets.bitext("mill", "es").units[1].target.state is State.APPROVED
        assert [item.slug for item in uow.targets.progress("mill")] == ["mill", "mill"]
    assert approved(store) == {"El mercado de mill abre temprano."}
    told = {(item.passage.slug, item.passage.archived) for item in search(store, "temprano").found}
    assert told == {("market", False), ("mill", True)}


def test_a_deleted_article_is_neither_read_nor_found_nor_reused(store):
    delete(store, "mill")
    for read in (
        lambda uow: uow.articles.get("mill"),
        lambda uow: uow.targets.bitext("mill", "es"),
        lambda uow: uow.articles.segments("mill"),
        lambda uow: uow.articles.changes("mill"),
        lambda uow: uow.articles.revisions("mill"),
    ):
        with pytest.raises(NotFoundError, match=r"mill is deleted.*restore mill"), store.read() as uow:
            read(uow)
    assert approved(store) == {"El mercado de market abre temprano."}
    assert {item.passage.slug for item in search(store, "temprano").found} == {"market"}


def test_what_is_deleted_takes_no_place_of_what_a_search_finds(store):
    with store.write(by="root") as uow:
        many = Article("en", tuple(Segment(Kind.PARAGRAPH, f"The market, part {n}") for n in range(120)))
        uow.articles.add(many, languages=[], slug="many")
    delete(store, "many")
    assert {item.passage.slug for item in search(store, "market", limit=5).found} == {"market", "mill"}


@pytest.mark.parametrize(("move", "shelf"), [(archive, "archived"), (delete, "deleted")])
def test_the_name_of_an_article_that_is_put_away_is_taken(store, move, shelf):
    move(store)
    said = f"belongs to an article that is {shelf}; .* translate-flow restore market"
    with pytest.raises(ConflictError, match=said), store.write(by="root") as uow:
        uow.articles.add(ARTICLE, languages=[], slug="market")


def pointing(path: Path, article: int, segments: set[int]) -> dict[str, int]:
    """How many rows of which table belong to an article, by their columns ``article`` and ``segment``."""
    found = {}
    with closing(sqlite3.connect(path)) as database:
        for name in rows(path):
            columns = {row[1] for row in database.execute(f"PRAGMA table_info({name})")}
            mine = [f"segment IN ({','.join(map(str, segments))})"] if "segment" in columns else []
            mine += [f"article = {article}"] if "article" in columns and name != "memory_unit" else []
            query = f"SELECT count(*) FROM {name} WHERE {' OR '.join(mine) or 'false'}"
            found[name] = database.execute(query).fetchone()[0]
    return {name: count for name, count in found.items() if count}


@pytest.mark.parametrize("way", [(), (archive,), (delete,), (archive, delete)])
def test_a_purge_leaves_no_row_but_what_the_memory_keeps(store, path, way):
    number = entry(store).id
    with store.read() as uow:
        segments = {item.id for item in uow.articles.segments("market")}
        units = set(uow.memory.all())
    before = pointing(path, number, segments)
    assert {"target", "revision", "earlier_source", "cleaning_change", "standing", "assignment"} <= set(before)
    assert {"article_language", "article_revision", "notice", "search_queue", "memory_lesson"} <= set(before)
    assert "memory_backlog" in before
    for move in way:
        move(store)
    with store.write(by="root") as uow:
        uow.shelves.purge("market")
    assert set(pointing(path, number, segments)) == {"memory_lesson"}
    with store.read() as uow:
        assert set(uow.memory.all()) == units
    assert {item.passage.slug for item in search(store, "market").found} == {"mill"}
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")
        held = database.execute("SELECT count(*) FROM search_index WHERE search_index MATCH 'durmieron'").fetchone()[0]
    assert held == 1
    with store.write(by="root") as uow:
        assert uow.articles.add(ARTICLE, languages=["es"], slug="market").segments == 3


def test_a_new_article_never_gets_the_numbers_of_a_purged_one(store):
    with store.write(by="root") as uow:
        old = {item.id for slug in ("market", "mill") for item in uow.articles.segments(slug)}
        taught = set(uow.memory.all())
        for slug in ("market", "mill"):
            uow.shelves.purge(slug)
        uow.articles.add(ARTICLE, languages=["es"], slug="new")
        uow.articles.revise("new", Rewrite(ARTICLE, [None] * 4))
        new = {item.id for item in uow.articles.segments("new")}
    assert len(new) == 8
    assert not new & old
    fill(store, "new")
    with store.read() as uow:
        assert taught < set(uow.memory.all())


def test_only_what_nobody_brought_back_in_time_is_due(store):
    delete(store)
    with store.write(by="root") as uow:
        uow.shelves.delete("mill", until=UNTIL - timedelta(days=1))
    with store.read() as uow:
        assert uow.shelves.due(UNTIL - timedelta(days=2)) == []
        assert uow.shelves.due(UNTIL - timedelta(seconds=1)) == ["mill"]
        assert uow.shelves.due(UNTIL) == ["mill", "market"]
    restore(store, "mill")
    with store.read() as uow:
        assert uow.shelves.due(UNTIL) == ["market"]


def test_every_move_is_in_the_audit_log(store):
    archive(store)
    delete(store)
    restore(store)
    with store.write(by="root") as uow:
        uow.shelves.purge("market")
        events = [(event.by, event.action, event.subject, event.detail) for event in uow.audit.entries(limit=4)]
    assert events == [
        ("root", "article purged", "market", ""),
        ("root", "article restored", "market", "was deleted, is archived"),
        ("root", "article deleted", "market", "until 2999-01-01T00:00:00+00:00"),
        ("root", "article archived", "market", ""),
    ]
