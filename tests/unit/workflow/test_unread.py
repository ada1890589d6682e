"""A machine's draft that was approved faster than anybody reads is told; what was read or changed is not."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from translate_flow.checks.issues import Severity
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.board import Wanted
from translate_flow.domain.dismissals import Place
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import Action, Origin, OriginKind, State, Target
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore, open_store
from translate_flow.workflow.checking import USUAL, Checked, Verdict, check, judge, look
from translate_flow.workflow.judging import judge_changed
from translate_flow.workflow.reviewing import Operation, apply

SPLITTER = SrxSplitter()
TEXTS = ("The mill stands.", "The river rose.", "The bell rang.", "The boats left.")
SPANISH = ("El molino sigue en pie.", "El río creció.", "La campana sonó.", "Los barcos se fueron.")
MACHINE = Origin(OriginKind.MACHINE, engine="apertium")
_NUMBERS = itertools.count(1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[SqlStore]:
    """An article with a machine's draft of everything."""
    opened = open_store(path)
    with opened.write(by=LOCAL_OWNER) as uow:
        paragraphs = tuple(Segment(Kind.PARAGRAPH, text) for text in TEXTS)
        uow.articles.add(Article("en", paragraphs), languages=["es"], slug="mill")
        drafts = [
            Target(unit.id, "es", text, State.DRAFT, source_hash=unit.segment.source_hash, origin=MACHINE)
            for unit, text in zip(uow.targets.bitext("mill", "es").units, SPANISH, strict=True)
        ]
        uow.targets.write_drafts(drafts)
    yield opened
    opened.close()


def approve(store: SqlStore, place: int, text: str = "") -> None:
    with store.read() as uow:
        target = uow.targets.bitext("mill", "es").units[place].target
    operation = Operation(
        f"unread-{next(_NUMBERS)}", target.segment, "es", Action.APPROVE, text or target.text, target.version
    )
    apply(store, [operation], by=LOCAL_OWNER, splitter=SPLITTER)


def shift(path: Path, place: int, seconds: float) -> None:
    """Let the approval at a place have come at that many seconds after noon."""
    noon = 1_800_000_000_000
    with sqlite3.connect(path) as database:
        database.execute(
            "UPDATE revision SET at = ? WHERE action = 'approve' AND segment = "
            "(SELECT id FROM segment WHERE position = ?)",
            (noon + int(seconds * 1000), place),
        )


def unread(store: SqlStore) -> list[int]:
    found = check(store, "mill", language="es", splitter=SPLITTER)
    return [item.unit.position for item in found if item.issue.code == "unread"]


def test_what_came_sooner_than_it_can_be_read_is_told_and_the_first_is_not(store: SqlStore, path: Path) -> None:
    for place, seconds in enumerate((0, 0.4, 30, 31.9)):
        approve(store, place)
        shift(path, place, seconds)
    assert unread(store) == [1, 3]


def test_what_somebody_changed_was_read(store: SqlStore, path: Path) -> None:
    for place, text in enumerate(("", "El río subió.", "")):
        approve(store, place, text)
        shift(path, place, place / 2)
    assert unread(store) == [2]


def test_where_a_workspace_takes_it_seriously_it_fails_on_the_board(store: SqlStore, path: Path) -> None:
    for place, seconds in enumerate((0, 0.4, 30, 31.9)):
        approve(store, place)
        shift(path, place, seconds)
    severe = dict.fromkeys(USUAL) | {"unread": Severity.WARNING}
    judge_changed(store, splitter=SPLITTER, severities_into=lambda _: severe)
    with store.read() as uow:
        (standing,) = uow.board.page(Wanted(date(2026, 12, 1)), limit=9)
    assert standing.failing == 2


def test_it_may_be_switched_off(store: SqlStore, path: Path) -> None:
    for place in range(2):
        approve(store, place)
        shift(path, place, place / 2)
    assert check(store, "mill", language="es", splitter=SPLITTER, severities={"unread": None}) == []


def hurry(store: SqlStore, path: Path) -> None:
    """Approve the first two segments 1.5 seconds after each other."""
    for place in range(2):
        approve(store, place)
        shift(path, place, place * 1.5)


def second(store: SqlStore) -> int:
    with store.read() as uow:
        return uow.targets.bitext("mill", "es").units[1].id


def looked(store: SqlStore, text: str | None = None, **options: int) -> list[Checked]:
    found = look(store, second(store), language="es", text=text, splitter=SPLITTER, **options)
    return [item for item in found if item.issue.code == "unread"]


def test_a_workspace_says_how_fast_is_too_fast_and_nothing_is_with_0(store: SqlStore, path: Path) -> None:
    hurry(store, path)
    for seconds, told in ((1, 0), (2, 1)):
        found = check(store, "mill", language="es", splitter=SPLITTER, unread_seconds=seconds)
        assert len([item for item in found if item.issue.code == "unread"]) == told
        assert len(looked(store, unread_seconds=seconds)) == told
    shift(path, 1, 0)
    assert looked(store, unread_seconds=0) == []


def test_it_is_told_of_the_one_segment_until_its_text_is_another(store: SqlStore, path: Path) -> None:
    hurry(store, path)
    assert [len(looked(store, text)) for text in (None, SPANISH[1], "El río subió.")] == [1, 1, 0]


def test_who_did_read_it_says_so_and_may_take_that_back(store: SqlStore, path: Path) -> None:
    hurry(store, path)
    for dismissed in (True, False):
        place = Place("unread", 0, len(SPANISH[1]))
        judge(store, Verdict(second(store), "es", place, SPANISH[1], dismissed=dismissed, note="Read."), by=LOCAL_OWNER)
        (beside,) = looked(store)
        found = check(store, "mill", language="es", splitter=SPLITTER)
        (listed,) = [item for item in found if item.issue.code == "unread"]
        assert [bool(item.dismissal) for item in (beside, listed)] == [dismissed, dismissed]
