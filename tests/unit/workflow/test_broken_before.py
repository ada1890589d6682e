"""Ways in which somebody once broke the desk, each closed for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shouting import Shouting
from stores import new_store
from team import let_in
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.people import LOCAL_OWNER, Role
from translate_flow.domain.translation import NO_ORIGIN, Action, Origin, OriginKind, State
from translate_flow.errors import ConfigError
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore
from translate_flow.workflow.commenting import Act, Wish, carry_out
from translate_flow.workflow.drafting import draft
from translate_flow.workflow.reviewing import Answer, Operation, apply
from translate_flow.workflow.revising import revise
from translate_flow.workflow.searching import search
from translate_flow.workflow.segmenting import segment

SPLITTER = SrxSplitter()
ONE, TWO, THREE = "The mill is old.", "The bakery opens early.", "The river rose at night."
MACHINE = Origin(OriginKind.MACHINE, engine="argos")


def article(*paragraphs: str) -> Article:
    texts = tuple(Segment(Kind.PARAGRAPH, text) for text in paragraphs)
    return segment(Article("en", texts), splitter=SPLITTER)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """Two paragraphs for Spanish, two reviewers and a translator."""
    opened = new_store(tmp_path / "desk.sqlite")
    with opened.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(article(f"{ONE} {TWO} {THREE}", "A second paragraph."), languages=["es"], slug="mill")
    let_in(opened, {"rita": Role.REVIEWER, "remi": Role.REVIEWER, "tere": Role.TRANSLATOR})
    yield opened
    opened.close()


def ask(store: SqlStore, by: str, action: Action, text: str, *, base: int | None = None) -> Answer:
    with store.read() as uow:
        target = uow.targets.bitext("mill", "es").units[0].target
    wanted = Operation(
        f"{by}-{action}-{target.version}", target.segment, "es", action, text, target.version if base is None else base
    )
    return apply(store, [wanted], by=by, splitter=SPLITTER)[0]


def approve_draft(store: SqlStore) -> None:
    """A machine's draft of the first paragraph, approved as it came."""
    with store.write(by="root") as uow:
        unit = uow.targets.bitext("mill", "es").units[0]
        text = "El molino es viejo. La panadería abre temprano. El río creció de noche."
        approved = replace(
            unit.target, text=text, state=State.APPROVED, origin=MACHINE, source_hash=unit.segment.source_hash
        )
        uow.targets.write(approved, base=0, action=Action.APPROVE)


@pytest.mark.parametrize("before", ["", "Una traducción."])
def test_who_rewords_while_sending_back_approves_it_no_more_than_who_typed_it(store: SqlStore, before: str) -> None:
    with store.write(by="root") as uow:
        uow.people.set_four_eyes("es", on=True)
    if before:
        assert ask(store, "tere", Action.CONFIRM, before).outcome == "saved"
    assert ask(store, "rita", Action.SEND_BACK, "Todo de Rita.").outcome == "saved"
    refused = ask(store, "rita", Action.APPROVE, "Todo de Rita.")
    assert (refused.outcome, refused.reason) == ("refused", "four_eyes")
    assert ask(store, "remi", Action.APPROVE, "Todo de Rita.").outcome == "saved"


def test_who_only_sent_it_back_may_approve_what_the_translator_made_of_it(store: SqlStore) -> None:
    with store.write(by="root") as uow:
        uow.people.set_four_eyes("es", on=True)
    ask(store, "tere", Action.CONFIRM, "Una traducción.")
    ask(store, "rita", Action.SEND_BACK, "Una traducción.")
    ask(store, "tere", Action.CONFIRM, "Una traducción mejor.")
    assert ask(store, "rita", Action.APPROVE, "Una traducción mejor.").outcome == "saved"


def test_no_machine_writes_over_what_a_revision_put_together_of_approved_sentences(store: SqlStore) -> None:
    approve_draft(store)
    changed = f"{THREE} {ONE} The bakery opens very late on Mondays."
    revise(store, "mill", article(changed, "A second paragraph."), splitter=SPLITTER, by="root")
    with store.read() as uow:
        before = uow.targets.bitext("mill", "es").units[0]
    assert (before.target.state, before.stale) == (State.DRAFT, True)
    draft(store, "mill", language="es", engine_for=lambda *_: Shouting(), by="root")
    with store.read() as uow:
        assert uow.targets.bitext("mill", "es").units[0].target == before.target


def test_an_automatic_name_that_is_taken_leads_to_the_next(store: SqlStore) -> None:
    with store.write(by="root") as uow:
        uow.articles.add(article("Any."), languages=[], slug="article-3")
        uow.articles.add(article("Any."), languages=[], slug="article-4")
        assert uow.articles.add(article("Any."), languages=[]).slug not in {"article-3", "article-4"}
        assert uow.articles.add(article("Any."), languages=[]).slug.startswith("article-")


@pytest.mark.parametrize("shelf", ["archived", "deleted"])
def test_a_conflict_in_an_article_that_was_put_away_tells_that_and_nothing_of_its_text(store: SqlStore, shelf) -> None:
    ask(store, "tere", Action.CONFIRM, "Un secreto.")
    with store.write(by="root") as uow:
        uow.shelves.archive("mill")
        unit = uow.targets.bitext("mill", "es").units[0]
        if shelf == "deleted":
            uow.shelves.delete("mill", until=datetime.now(UTC) + timedelta(days=1))
    late = Operation("a-late-edit", unit.id, "es", Action.EDIT, "Lo mío.", 0)
    (answer,) = apply(store, [late], by="tere", splitter=SPLITTER)
    assert (answer.outcome, answer.reason, answer.text) == ("refused", shelf, "Lo mío.")


def test_nothing_is_said_about_a_segment_that_left_the_article(store: SqlStore) -> None:
    with store.read() as uow:
        number = uow.targets.bitext("mill", "es").units[1].id
    revise(store, "mill", article(f"{ONE} {TWO} {THREE}"), splitter=SPLITTER, by="root")
    answer = carry_out(store, Wish("a-late-comment", Act.ADD, number, "es", "@tere please look"), by="rita")
    assert (answer.reason, answer.thread) == ("gone", ())


def test_a_language_that_is_none_is_refused_before_it_is_searched_in(store: SqlStore) -> None:
    with pytest.raises(ConfigError):
        search(store, "mill", language="x' OR")


def test_an_origin_of_a_machine_stays_where_all_of_it_is_approved_still(store: SqlStore) -> None:
    approve_draft(store)
    revise(store, "mill", article(f"{ONE} {TWO}", THREE, "A second paragraph."), splitter=SPLITTER, by="root")
    with store.read() as uow:
        units = uow.targets.bitext("mill", "es").units
    assert [(each.target.state, each.target.origin) for each in units] == [
        (State.APPROVED, MACHINE), (State.APPROVED, MACHINE), (State.UNTRANSLATED, NO_ORIGIN),
    ]  # fmt: skip
