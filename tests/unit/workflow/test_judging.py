"""What the checks find is counted for every text, until it changes, is dismissed, or its terms are others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from stores import new_store
from translate_flow.checks.issues import Severity
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.board import Order, Standing, Wanted
from translate_flow.domain.dismissals import Place
from translate_flow.domain.judgements import Judgement
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.terms import Term
from translate_flow.domain.translation import Action
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore
from translate_flow.workflow import shelving
from translate_flow.workflow.checking import Verdict, check, judge
from translate_flow.workflow.judging import judge_changed
from translate_flow.workflow.reviewing import Operation, apply
from translate_flow.workflow.revising import revise

SPLITTER = SrxSplitter()
TEXTS = ("The harbour", "12 boats came in.", "Nobody left.", "The ferries wait.")
SPANISH = ("El puerto", "Entraron 13 barcos.", "Nadie se fue", "Los transbordadores esperan.")
WRONG = 2
"""A number that differs, and an end without its full stop."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = new_store(tmp_path / "desk.sqlite")
    with opened.write(by=LOCAL_OWNER) as uow:
        paragraphs = (Segment(Kind.TITLE, TEXTS[0]), *(Segment(Kind.PARAGRAPH, text) for text in TEXTS[1:]))
        uow.articles.add(Article("en", paragraphs), languages=["es", "fr"], slug="harbour")
    for place, text in enumerate(SPANISH):
        write(opened, place, text)
    yield opened
    opened.close()


def write(store: SqlStore, place: int, text: str, *, action: Action = Action.EDIT) -> None:
    with store.read() as uow:
        target = uow.targets.bitext("harbour", "es").units[place].target
    operation = Operation(f"{place}-{target.version}", target.segment, "es", action, text, target.version)
    assert apply(store, [operation], by=LOCAL_OWNER, splitter=SPLITTER)[0].outcome == "saved"


def judged(store: SqlStore) -> int:
    return judge_changed(store, splitter=SPLITTER)


def standings(store: SqlStore, **wanted: object) -> Sequence[Standing]:
    with store.read() as uow:
        return uow.board.page(replace(Wanted(date(2026, 12, 1)), **wanted), limit=9)


def failing(store: SqlStore) -> dict[str, int]:
    return {item.language: item.failing for item in standings(store)}


def test_every_text_is_judged_once_and_the_board_counts_the_segments_that_fail(store: SqlStore) -> None:
    assert failing(store) == {"es": 0, "fr": 0}
    assert judged(store) == len(SPANISH)
    assert failing(store) == {"es": WRONG, "fr": 0}
    assert judged(store) == 0


def test_what_fails_is_found_by_the_filter_and_comes_first_in_the_order_of_risk(store: SqlStore) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(Article("en", (Segment(Kind.TITLE, "Newer"),)), languages=["es"], slug="newer")
    judged(store)
    assert [(item.slug, item.language) for item in standings(store, risky=True)] == [("harbour", "es")]
    assert [item.slug for item in standings(store, languages=["es"], order=Order.RISK)] == ["harbour", "newer"]


def test_a_text_that_changes_is_judged_again_and_the_others_are_not(store: SqlStore) -> None:
    judged(store)
    write(store, 1, "Entraron 12 barcos.", action=Action.APPROVE)
    assert failing(store)["es"] == WRONG - 1
    assert judged(store) == 1
    assert failing(store)["es"] == WRONG - 1


def test_what_people_approved_fails_until_they_dismiss_it(store: SqlStore) -> None:
    write(store, 1, SPANISH[1], action=Action.APPROVE)
    judged(store)
    assert failing(store)["es"] == WRONG
    found = next(item for item in check(store, "harbour", language="es", splitter=SPLITTER) if item.unit.position == 1)
    place = Place(found.issue.code, found.issue.finding.start, found.issue.finding.end)
    verdict = Verdict(found.unit.id, "es", place, SPANISH[1], note="Thirteen by now.")
    judge(store, verdict, by=LOCAL_OWNER)
    assert judged(store) == 1
    assert failing(store)["es"] == WRONG - 1
    judge(store, replace(verdict, dismissed=False), by=LOCAL_OWNER)
    assert judged(store) == 1
    assert failing(store)["es"] == WRONG


def test_another_term_judges_the_texts_again_where_it_may_stand_in_whatever_form(store: SqlStore) -> None:
    judged(store)
    with store.write(by=LOCAL_OWNER) as uow:
        uow.terms.add([Term("ferry", "barca", "en", "es")])
    assert judged(store) == 1
    assert failing(store)["es"] == WRONG + 1
    with store.write(by=LOCAL_OWNER) as uow:
        uow.terms.remove("ferry", source="en", language="es")
    assert judged(store) == 1
    assert failing(store)["es"] == WRONG


def test_a_changed_source_is_judged_again(store: SqlStore) -> None:
    judged(store)
    now = ("13 boats came in.", *TEXTS[2:])
    changed = (Segment(Kind.TITLE, TEXTS[0]), *(Segment(Kind.PARAGRAPH, text) for text in now))
    revise(store, "harbour", Article("en", changed), splitter=SPLITTER, by=LOCAL_OWNER)
    assert judged(store) == 1
    assert failing(store)["es"] == WRONG - 1


def test_archived_articles_wait_until_they_are_open_again(store: SqlStore) -> None:
    shelving.archive(store, ["harbour"], by=LOCAL_OWNER)
    assert judged(store) == 0
    shelving.restore(store, ["harbour"], by=LOCAL_OWNER)
    assert judged(store) == len(SPANISH)


def test_what_the_settings_let_pass_does_not_fail(store: SqlStore) -> None:
    quiet = {"numbers": Severity.NOTE, "end_mark": None}
    judge_changed(store, splitter=SPLITTER, severities_into=lambda _: quiet)
    assert failing(store)["es"] == 0


def test_a_judgement_of_a_version_that_is_gone_is_not_kept(store: SqlStore) -> None:
    with store.read() as uow:
        target = uow.targets.bitext("harbour", "es").units[1].target
    write(store, 1, "Entraron 12 barcos.")
    with store.write(by=LOCAL_OWNER) as uow:
        uow.judgements.keep("es", {target.segment: Judgement(target.version, 3)})
    assert failing(store)["es"] == 0
    assert judged(store) == len(SPANISH)


class Meddler:
    """A dictionary during whose look-up somebody adds a term."""

    def __init__(self, store: SqlStore) -> None:
        self._store, self._asked = store, False

    def unknown(self, words: Collection[str], language: str) -> Mapping[str, str]:
        if not self._asked:
            self._asked = True
            with self._store.write(by=LOCAL_OWNER) as uow:
                uow.terms.add([Term("ferry", "barca", "en", "es")])
        return {}


def test_what_changes_while_the_checks_look_is_looked_at_again(store: SqlStore) -> None:
    assert judge_changed(store, splitter=SPLITTER, speller=Meddler(store)) == len(SPANISH)
    assert failing(store)["es"] == WRONG + 1
    assert judged(store) == 0
