"""The board's own reckoning: speed, time left, effort."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bitexts import BY_PERSON, MACHINE
from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.board import Timed, Wanted
from translate_flow.domain.efforts import Spent
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import Action, State
from translate_flow.matching.effort import effort
from translate_flow.store import SqlStore
from translate_flow.workflow.board import LEAST, approved_by_day, as_csv, efforts, show, words_per_minute

MINUTE = timedelta(minutes=1)
ARTICLE = Article("en", tuple(Segment(Kind.PARAGRAPH, f"Sentence number {word}.") for word in "ABCD"))


@pytest.mark.parametrize(
    ("timed", "speed"),
    [
        (Timed(LEAST, 200, 20 * MINUTE), 10),
        (Timed(LEAST, 200, 40 * MINUTE), 5),
        (Timed(LEAST - 1, 200, 20 * MINUTE), None),
        (Timed(LEAST, 200, timedelta()), None),
        (Timed(LEAST, 0, MINUTE), None),
        (Timed(), None),
    ],
)
def test_the_speed_is_words_by_minutes_where_enough_was_timed(timed: Timed, speed: float | None) -> None:
    assert words_per_minute(timed) == speed


@pytest.mark.parametrize(
    ("draft", "approved", "percent"),
    [
        ("The old bridge.", "The old bridge.", 0),
        ("The old bridge", "The new bridge", 100 / 3),
        ("", "The new bridge", 100),
        ("one two three four five six", "seven", 100),
        ("left over", "", 100),
    ],
)
def test_effort_is_the_share_of_tokens_that_were_edited(draft: str, approved: str, percent: float) -> None:
    assert effort(draft, approved) == pytest.approx(percent)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """An article whose first two segments were drafted and approved, one of them edited."""
    opened = new_store(tmp_path / "desk.sqlite")
    with opened.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(ARTICLE, languages=["es"], slug="letters")
        units = uow.targets.bitext("letters", "es").units[:2]
        drafts = [
            replace(
                unit.target,
                text="Frase número",
                state=State.DRAFT,
                origin=MACHINE,
                source_hash=unit.segment.source_hash,
            )
            for unit in units
        ]
        uow.targets.write_drafts(drafts)
        for unit, text in zip(uow.targets.bitext("letters", "es").units, ("Frase número", "Frase letra"), strict=False):
            approved = replace(unit.target, text=text, state=State.APPROVED, origin=BY_PERSON)
            uow.targets.write(approved, base=unit.target.version, action=Action.APPROVE)
    yield opened
    opened.close()


def test_effort_is_told_per_engine_and_language(store: SqlStore) -> None:
    [found] = efforts(store)
    assert (found.engine, found.language, found.percent, found.segments) == ("argos", "es", pytest.approx(25), 2)


def test_no_time_is_told_where_nobody_can_know_it(store: SqlStore) -> None:
    [cell] = show(store, Wanted(date(2026, 6, 1))).cells
    assert (cell.left, cell.standing.left.words, round(cell.standing.percent)) == (None, 6, 50)


def test_a_page_is_a_part_and_the_file_is_everything(store: SqlStore) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        for number in range(25):
            uow.articles.add(ARTICLE, languages=["es"], slug=f"more-{number}")
    wanted = Wanted(date(2026, 6, 1))
    assert (show(store, wanted).total, len(show(store, wanted).cells)) == (26, 20)
    assert len(show(store, wanted, number=2).cells) == 6
    lines = list(csv.DictReader(io.StringIO(b"".join(as_csv(store, wanted)).decode("utf-8-sig"))))
    assert len(lines) == 26
    assert [(row["approved_words"], row["percent"]) for row in lines if row["slug"] == "letters"] == [("6", "50.0")]


def test_a_title_that_begins_as_a_formula_is_none_in_the_file(store: SqlStore) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(Article("en", (Segment(Kind.TITLE, "=1+1"),)), languages=["es"], slug="sum")
    assert b",'=1+1," in b"".join(as_csv(store, Wanted(date(2026, 6, 1))))


def test_approvals_of_the_last_days_are_told(store: SqlStore) -> None:
    with store.read() as uow:
        unit = uow.targets.bitext("letters", "es").units[0]
        day = uow.targets.history(unit.id, "es")[-1].at.date()
    found = approved_by_day(store, today=day, days=2)
    assert [(item.day, item.language, item.words) for item in found] == [(day - timedelta(1), "es", 0), (day, "es", 6)]
    assert approved_by_day(store, today=day + timedelta(days=30), days=2) == []
    assert approved_by_day(store, today=day, languages=["fr"]) == []


@pytest.mark.parametrize(("measured", "left"), [(LEAST, timedelta(minutes=2)), (LEAST - 1, None)])
def test_the_time_left_is_told_by_what_was_measured_where_enough_was(tmp_path: Path, measured: int, left) -> None:
    article = Article("en", tuple(Segment(Kind.PARAGRAPH, f"Sentence number {place}.") for place in range(LEAST + 4)))
    store = new_store(tmp_path / "desk.sqlite")
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(article, languages=["es"], slug="many")
        for place, unit in enumerate(uow.targets.bitext("many", "es").units[:LEAST]):
            wanted = replace(unit.target, text="Frase.", state=State.APPROVED, source_hash=unit.segment.source_hash)
            uow.targets.write(wanted, base=0, action=Action.APPROVE)
            if place < measured:
                uow.efforts.add(unit.id, "es", Spent(30_000), base=0)
    [cell] = show(store, Wanted(date(2026, 6, 1))).cells
    assert (cell.standing.left.words, cell.left) == (12, left)
    store.close()
