"""Whoever may only propose finds in their work what became of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bitexts import BY_PERSON
from team import let_in
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.board import Proposals
from translate_flow.domain.people import LOCAL_OWNER, Role
from translate_flow.domain.translation import Action, State
from translate_flow.store import SqlStore
from translate_flow.workflow.board import work

FAIR = Article("en", (Segment(Kind.TITLE, "The fair"), *(Segment(Kind.PARAGRAPH, text) for text in "ABCDE")))


@pytest.fixture
def desk(store: SqlStore) -> SqlStore:
    """An article for two languages; pia proposes and ben reviews in both, ana translates."""
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(FAIR, languages=["es", "fr"], slug="fair")
    let_in(store, {"pia": Role.PROPOSER, "ana": Role.TRANSLATOR, "ben": Role.REVIEWER})
    return store


def do(store: SqlStore, place: int, by: str, action: Action, state: State, text: str, language: str = "es") -> None:
    with store.write(by=by) as uow:
        unit = uow.targets.bitext("fair", language).units[place]
        wanted = replace(unit.target, text=text, state=state, origin=BY_PERSON, source_hash=unit.segment.source_hash)
        uow.targets.write(wanted, base=unit.target.version, action=action)


def propose(store: SqlStore, *places: int, language: str = "es", by: str = "pia") -> None:
    for place in places:
        do(store, place, by, Action.EDIT, State.DRAFT, f"texto {place}", language)


def test_proposals_wait_are_accepted_or_are_changed(desk: SqlStore) -> None:
    propose(desk, 1, 2, 3, 4)
    assert work(desk, "pia").proposals == [Proposals("fair", "The fair", "es", 2, waiting=4)]
    do(desk, 1, "ben", Action.APPROVE, State.APPROVED, "texto 1")
    do(desk, 2, "ana", Action.CONFIRM, State.TRANSLATED, "otra cosa")
    do(desk, 4, "ana", Action.EDIT, State.DRAFT, "otra vez")
    assert work(desk, "pia").proposals == [Proposals("fair", "The fair", "es", 4, waiting=1, accepted=1, changed=2)]


def test_what_was_sent_back_is_told_there_and_not_among_the_proposals(desk: SqlStore) -> None:
    propose(desk, 1, 2)
    do(desk, 1, "ben", Action.SEND_BACK, State.NEEDS_WORK, "texto 1")
    found = work(desk, "pia")
    assert [item.place for item in found.sent_back] == [2]
    assert found.proposals == [Proposals("fair", "The fair", "es", 3, waiting=1)]


def test_a_text_that_was_proposed_again_counts_once_and_the_newest_article_comes_first(desk: SqlStore) -> None:
    propose(desk, 1, language="fr")
    do(desk, 2, "pia", Action.EDIT, State.DRAFT, "primero")
    propose(desk, 2)
    assert [(item.language, item.waiting) for item in work(desk, "pia").proposals] == [("es", 1), ("fr", 1)]


def test_who_may_confirm_what_they_write_proposes_nothing(desk: SqlStore) -> None:
    propose(desk, 1, language="fr")
    propose(desk, 1)
    with desk.write(by="root") as uow:
        uow.people.assign("pia", Role.PROPOSER, {"es": Role.TRANSLATOR})
    propose(desk, 1, by="ana")
    assert [item.language for item in work(desk, "pia").proposals] == ["fr"]
    assert work(desk, "ana").proposals == ()
