"""Articles that are put away while others work: what stops, what goes on, what is told, what is purged when."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shouting import Shouting
from stores import new_store
from translate_flow.cli.serving import drafting_work
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.shelves import Shelf
from translate_flow.domain.translation import Action, State
from translate_flow.errors import ConflictError, NotFoundError, ShelvedError
from translate_flow.jobs.attempts import Attempts
from translate_flow.jobs.claims import Claims
from translate_flow.jobs.running import Running
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore
from translate_flow.workflow import drafting, importing, revising, shelving
from translate_flow.workflow.drafting import Drafted, Failed
from translate_flow.workflow.reviewing import Operation, Outcome, apply

SPLITTER = SrxSplitter()
START = datetime(2026, 1, 1, tzinfo=UTC)
LONG = 300
"""Segments: more than are read from the store at once."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = new_store(tmp_path / "desk.sqlite")
    add(opened, "fair", 3)
    yield opened
    opened.close()


def article(count: int) -> Article:
    return Article("en", tuple(Segment(Kind.PARAGRAPH, f"The bread of day {n} is fresh.") for n in range(count)))


def add(store: SqlStore, slug: str, count: int) -> None:
    importing.store(store, article(count), languages=["es"], by=LOCAL_OWNER, slug=slug)


def archive(store: SqlStore, *slugs: str) -> None:
    shelving.archive(store, slugs, by=LOCAL_OWNER)


def delete(store: SqlStore, *slugs: str, days: int = 30) -> None:
    shelving.delete(store, slugs, by=LOCAL_OWNER, days=days, now=START)


def drafted(store: SqlStore, slug: str) -> int:
    with store.read() as uow:
        return sum(unit.target.state is State.DRAFT for unit in uow.targets.bitext(slug, "es").units)


def shelves(store: SqlStore) -> dict[str, str]:
    with store.read() as uow:
        return {entry.slug: entry.shelf.value for shelf in Shelf for entry in uow.articles.all(shelf)}


def test_all_of_several_are_moved_or_none(store: SqlStore) -> None:
    add(store, "mill", 1)
    for move in (archive, delete, lambda store, *slugs: shelving.restore(store, slugs, by=LOCAL_OWNER)):
        before = shelves(store)
        with pytest.raises(NotFoundError, match="no article named nowhere"):
            move(store, "fair", "mill", "nowhere")
        assert shelves(store) == before
    moved = shelving.archive(store, ["fair", "mill", "fair"], by=LOCAL_OWNER)
    assert [(entry.slug, entry.shelf) for entry in moved] == [("fair", Shelf.ARCHIVED), ("mill", Shelf.ARCHIVED)]
    with pytest.raises(NotFoundError):
        shelving.purge(store, ["fair", "nowhere"], by=LOCAL_OWNER, splitter=SPLITTER)
    assert set(shelves(store)) == {"fair", "mill"}


def test_what_is_archived_is_not_drafted_and_says_so_before_an_engine_is_asked(store: SqlStore) -> None:
    add(store, "mill", 1)
    archive(store, "fair")
    engine = Shouting()
    orders = [("mill", "es"), ("mill", "fr"), ("fair", "es")]
    with pytest.raises(ShelvedError, match=r"fair is archived .* translate-flow restore fair"):
        drafting.draft_all(store, orders, engine_for=lambda *_: engine, by=LOCAL_OWNER)
    assert (engine.seen, drafted(store, "mill")) == ([], 0)
    with store.read() as uow:
        assert uow.articles.get("mill").languages == ("es",)


@pytest.mark.parametrize("move", [archive, delete])
def test_an_article_that_is_put_away_while_it_is_drafted_stops_and_the_others_go_on(store: SqlStore, move) -> None:
    add(store, "long", LONG)
    add(store, "last", 3)
    engine = Shouting()

    def told(done: int, _total: int) -> None:
        if done:
            move(store, "long")

    orders = [("long", "es"), ("last", "es")]
    first, second = drafting.draft_all(store, orders, engine_for=lambda *_: engine, by=LOCAL_OWNER, progress=told)
    assert isinstance(first, Failed)
    assert isinstance(first.error, ShelvedError)
    assert isinstance(second, Drafted)
    assert (second.segments, drafted(store, "last")) == (3, 3)
    assert len([sentence for sentence in engine.seen if "bread" in sentence]) < LONG
    shelving.restore(store, ["long"], by=LOCAL_OWNER)
    kept = drafted(store, "long")
    assert 0 < kept < LONG
    again = drafting.draft(store, "long", language="es", engine_for=lambda *_: Shouting(), by=LOCAL_OWNER)
    assert again.segments == LONG - kept


@pytest.mark.parametrize(
    ("move", "error", "said"),
    [
        (archive, ShelvedError, "fair is archived and cannot be changed"),
        (delete, NotFoundError, "the article fair is deleted"),
        (
            lambda store, slug: shelving.purge(store, [slug], by=LOCAL_OWNER, splitter=SPLITTER),
            NotFoundError,
            "no article named fair",
        ),
    ],
)
def test_a_job_that_was_asked_for_before_ends_with_the_refusal(store: SqlStore, tmp_path, move, error, said) -> None:
    move(store, "fair")
    work = drafting_work(store, lambda _: lambda *_: Shouting(), claims=Claims(tmp_path / "lock"))
    running = Running("job", tell=lambda *_: None, attempts=Attempts(tmp_path / "jobs.sqlite"))
    with pytest.raises(error, match=said) as refused:
        work("fair", "es", by=LOCAL_OWNER, engine="", again=False, progress=running)
    kept = pickle.loads(pickle.dumps(refused.value))
    assert (type(kept), str(kept)) == (error, str(refused.value))


@pytest.mark.parametrize(("move", "reason"), [(archive, "archived"), (delete, "deleted")])
def test_an_approval_in_a_tab_that_was_open_is_refused_with_its_text(store: SqlStore, move, reason) -> None:
    with store.read() as uow:
        target = uow.targets.bitext("fair", "es").units[0].target
    move(store, "fair")
    approval = Operation("one", target.segment, "es", Action.APPROVE, "El pan es fresco.", target.version)
    (answer,) = apply(store, [approval], by=LOCAL_OWNER, splitter=SPLITTER)
    assert (answer.outcome, answer.reason, answer.text) == (Outcome.REFUSED, reason, "El pan es fresco.")
    shelving.restore(store, ["fair"], by=LOCAL_OWNER)
    (answer,) = apply(store, [approval], by=LOCAL_OWNER, splitter=SPLITTER)
    assert (answer.outcome, answer.state) == (Outcome.SAVED, State.APPROVED)


def test_a_revision_of_an_archived_article_is_refused_with_its_preview(store: SqlStore) -> None:
    revising.revise(store, "fair", article(4), splitter=SPLITTER, by=LOCAL_OWNER)
    archive(store, "fair")
    for ask in (
        lambda: revising.preview(store, "fair", article(5), splitter=SPLITTER),
        lambda: revising.revise(store, "fair", article(5), splitter=SPLITTER, by=LOCAL_OWNER),
        lambda: revising.undo(store, "fair", splitter=SPLITTER, by=LOCAL_OWNER),
        lambda: importing.open_languages(store, "fair", ["fr"], by=LOCAL_OWNER),
    ):
        with pytest.raises(ShelvedError):
            ask()


def test_the_bin_is_emptied_of_what_is_due_and_of_nothing_else(store: SqlStore) -> None:
    for slug in ("mill", "quay"):
        add(store, slug, 1)
    delete(store, "fair", days=30)
    delete(store, "mill", days=31)
    archive(store, "quay")
    almost = START + timedelta(days=30) - timedelta(milliseconds=1)
    assert shelving.empty_bin(store, now=almost) == []
    assert shelving.empty_bin(store, now=START + timedelta(days=30)) == ["fair"]
    assert shelves(store) == {"mill": "deleted", "quay": "archived"}
    assert shelving.empty_bin(store, now=START + timedelta(days=999)) == ["mill"]
    assert shelves(store) == {"quay": "archived"}


def test_a_second_deletion_does_not_make_the_time_shorter_or_longer(store: SqlStore) -> None:
    delete(store, "fair", days=30)
    for days in (1, 90):
        delete(store, "fair", days=days)
        with store.read() as uow:
            assert uow.articles.anywhere("fair").until == START + timedelta(days=30)


def test_an_import_under_the_name_of_a_deleted_article_says_what_to_do(store: SqlStore) -> None:
    delete(store, "fair")
    with pytest.raises(ConflictError, match="translate-flow restore fair"):
        add(store, "fair", 1)


def test_somebody_who_restores_while_another_purges_gets_one_or_the_other_whole(store: SqlStore) -> None:
    add(store, "long", LONG)
    delete(store, "long")
    said: list[Exception] = []

    def restore() -> None:
        try:
            shelving.restore(store, ["long"], by=LOCAL_OWNER)
        except NotFoundError as exc:
            said.append(exc)

    thread = threading.Thread(target=restore)
    thread.start()
    purged = shelving.empty_bin(store, now=START + timedelta(days=99))
    thread.join()
    assert (purged, bool(said), "long" in shelves(store)) in [(["long"], True, False), ([], False, True)]


def test_what_was_restored_meanwhile_is_not_purged(store: SqlStore) -> None:
    shelving.delete(store, ["fair"], by=LOCAL_OWNER, days=30)
    shelving.restore(store, ["fair"], by=LOCAL_OWNER)
    with pytest.raises(ConflictError, match="is open meanwhile"):
        shelving.purge(store, ["fair"], by=LOCAL_OWNER, splitter=SPLITTER, seen=Shelf.DELETED)
    assert "fair" in shelves(store)


def test_an_article_that_is_wanted_again_comes_back_from_wherever_it_is(store: SqlStore) -> None:
    shelving.archive(store, ["fair"], by=LOCAL_OWNER)
    shelving.delete(store, ["fair"], by=LOCAL_OWNER, days=30)
    known = shelving.opened_again(store, "fair", by=LOCAL_OWNER)
    assert known is not None
    assert known.shelf is Shelf.OPEN
    assert shelving.opened_again(store, "nowhere", by=LOCAL_OWNER) is None
