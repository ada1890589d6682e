"""The time and the keys of an operation are kept with it: once, and only where it was saved."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.efforts import Spent
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import Action
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore, open_store
from translate_flow.workflow.reviewing import Answer, Operation, Outcome, apply

SPENT = Spent(1_500, typed=4, deleted=1)
_numbers = itertools.count(1)


@pytest.fixture
def store(tmp_path: Path) -> SqlStore:
    store = open_store(tmp_path / "desk.sqlite")
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(Article("en", (Segment(Kind.TITLE, "The river"),)), languages=["es"], slug="river")
    return store


def wish(store: SqlStore, text: str = "El río", action: Action = Action.EDIT, **fields) -> Operation:
    with store.read() as uow:
        [unit] = uow.targets.bitext("river", "es").units
    known = {"base": unit.target.version, "spent": SPENT, **fields}
    return Operation(f"operation-{next(_numbers)}", unit.id, "es", action, text, **known)


def do(store: SqlStore, operation: Operation) -> Answer:
    [answer] = apply(store, [operation], by=LOCAL_OWNER, splitter=SrxSplitter())
    return answer


def spent(store: SqlStore) -> Spent:
    with store.read() as uow:
        found = uow.efforts.worked(since=datetime(2000, 1, 1, tzinfo=UTC), limit=9)
    return found[0].spent if found else Spent()


def test_what_a_save_took_is_kept_with_it(store):
    assert do(store, wish(store)).outcome is Outcome.SAVED
    assert spent(store) == SPENT


def test_a_save_that_is_sent_twice_counts_once(store):
    operation = wish(store)
    assert do(store, operation) == do(store, operation)
    assert spent(store) == SPENT


def test_what_was_spent_is_no_part_of_what_an_operation_asks_for(store):
    operation = wish(store)
    first = do(store, operation)
    assert do(store, replace(operation, spent=Spent())) == first


def test_a_save_that_changes_nothing_keeps_what_it_took(store):
    do(store, wish(store))
    do(store, wish(store, spent=Spent(500)))
    assert spent(store) == Spent(2_000, typed=4, deleted=1)


def test_a_conflict_and_a_refusal_keep_nothing(store):
    do(store, wish(store, spent=Spent()))
    assert do(store, wish(store, "Otro río", base=0)).outcome is Outcome.CONFLICT
    assert do(store, wish(store, "", Action.CONFIRM)).outcome is Outcome.REFUSED
    assert spent(store) == Spent()
