"""What the board tells of the past, through revisions of an article: the last work, and words approved per day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bitexts import BY_PERSON
from stores import new_store
from translate_flow.domain.bitext import Unit
from translate_flow.domain.board import Standing, Wanted
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.domain.translation import Action, State
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore
from translate_flow.workflow import board, importing, revising
from translate_flow.workflow.restructuring import merge, split

SPLITTER = SrxSplitter()
TEXT = "The ferry\n\nThe ferry left at nine. Nobody was late.\n\nWe heard it.\n"
SPANISH = ("El transbordador", "El transbordador salió a las nueve. Nadie llegó tarde.", "Lo oímos.")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """An article for Spanish and French, imported by cora, of which ana translated all into Spanish."""
    opened = new_store(tmp_path / "desk.sqlite")
    with opened.write(by=LOCAL_OWNER) as uow:
        uow.people.add(Person("cora", Role.ADMIN))
    with opened.write(by="cora") as uow:
        uow.people.add(Person("ana", Role.REVIEWER))
    importing.store(opened, made(TEXT), languages=["es", "fr"], by="cora", slug="ferry")
    for place, text in enumerate(SPANISH):
        decide(opened, place, State.TRANSLATED, Action.CONFIRM, text=text)
    yield opened
    opened.close()


def made(text: str) -> importing.Prepared:
    return importing.prepare(text.encode(), name="x.txt", splitter=SPLITTER, language="en")


def units(store: SqlStore) -> tuple[Unit, ...]:
    with store.read() as uow:
        return tuple(uow.targets.bitext("ferry", "es").units)


def decide(store: SqlStore, place: int, state: State, action: Action, *, text: str = "", by: str = "ana") -> None:
    unit = units(store)[place]
    wanted = replace(unit.target, state=state, origin=BY_PERSON, source_hash=unit.segment.source_hash)
    with store.write(by=by) as uow:
        uow.targets.write(replace(wanted, text=text or unit.target.text), base=unit.target.version, action=action)


def revise(store: SqlStore, text: str) -> None:
    revising.revise(store, "ferry", made(text), splitter=SPLITTER, by="cora")


def standing(store: SqlStore, language: str) -> Standing:
    cells = board.show(store, Wanted(date.today())).cells
    return next(cell.standing for cell in cells if cell.standing.language == language)


def test_whoever_revises_an_article_has_worked_in_none_of_its_languages(store: SqlStore) -> None:
    before = standing(store, "es")
    revise(store, TEXT.replace("nine", "ten").replace("We heard it.", "We heard it.\n\nThe bell rang."))
    assert (before.active_by, standing(store, "es").active_by) == ("ana", "ana")
    assert standing(store, "es").active == before.active
    assert (standing(store, "fr").active, standing(store, "fr").active_by) == (None, "")


def test_whoever_splits_or_merges_segments_has_translated_nothing_of_them(store: SqlStore) -> None:
    before = standing(store, "es")
    split(store, units(store)[1].id, 24, splitter=SPLITTER, by="cora")
    assert (standing(store, "es").active, standing(store, "es").active_by) == (before.active, "ana")
    merge(store, units(store)[2].id, splitter=SPLITTER, by="cora")
    assert (standing(store, "es").active, standing(store, "es").active_by) == (before.active, "ana")
    assert standing(store, "fr").active is None


def test_work_on_what_has_left_the_article_was_work(store: SqlStore) -> None:
    revise(store, "A new story\n\nWith nothing of the other.\n")
    assert standing(store, "es").active_by == "ana"


def test_work_on_what_a_revision_brought_is_somebodys(store: SqlStore) -> None:
    split(store, units(store)[1].id, 24, splitter=SPLITTER, by="cora")
    decide(store, 2, State.APPROVED, Action.APPROVE, by="cora")
    assert standing(store, "es").active_by == "cora"


def approve_all(store: SqlStore) -> None:
    for place in range(len(units(store))):
        decide(store, place, State.APPROVED, Action.APPROVE)


def approved(store: SqlStore) -> int:
    """Words approved in Spanish in all of this test."""
    with store.read() as uow:
        return sum(item.words for item in uow.trends.approvals(since=date(2000, 1, 1)) if item.language == "es")


def test_what_was_sent_back_and_approved_again_counts_once(store: SqlStore) -> None:
    approve_all(store)
    assert approved(store) == 13
    decide(store, 1, State.NEEDS_WORK, Action.SEND_BACK)
    assert approved(store) == 13
    decide(store, 1, State.APPROVED, Action.APPROVE)
    assert approved(store) == 13


def test_words_count_once_however_their_segments_are_split_and_merged_and_approved_again(store: SqlStore) -> None:
    approve_all(store)
    split(store, units(store)[1].id, 24, splitter=SPLITTER, by="cora")
    assert approved(store) == 13
    decide(store, 2, State.NEEDS_WORK, Action.SEND_BACK)
    decide(store, 2, State.APPROVED, Action.APPROVE)
    assert approved(store) == 13
    merge(store, units(store)[2].id, splitter=SPLITTER, by="cora")
    assert approved(store) == 13
    approve_all(store)
    assert approved(store) == 13


def test_words_of_a_changed_source_count_once_they_are_approved_as_they_are_now(store: SqlStore) -> None:
    approve_all(store)
    revise(store, TEXT.replace("left at nine", "left long before nine"))
    assert approved(store) == 13
    decide(store, 1, State.APPROVED, Action.APPROVE)
    assert approved(store) == 13 + 9
