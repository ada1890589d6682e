"""Targets: the optimistic lock, the history, and what a machine may touch."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from pathlib import Path

import pytest

from bitexts import BY_PERSON
from contention import add_words
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.bitext import Unit
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import Action, Origin, OriginKind, State, Target
from translate_flow.errors import ConflictError, NotAllowedError, NotFoundError
from translate_flow.store import SqlStore

BOLD = Code(1, CodeKind.BOLD)
ARTICLE = Article(
    "en",
    (
        Segment(Kind.TITLE, "Market day"),
        Segment(Kind.PARAGRAPH, "Bread is <1>fresh</1>.", (BOLD,)),
        Segment(Kind.CODE, "x = 1"),
    ),
)
MACHINE = Origin(OriginKind.MACHINE, engine="argos", model="m 1", pivot=("en",), demo=True)


def added(store: SqlStore, *languages: str, slug: str = "market") -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(ARTICLE, languages=languages, slug=slug)


def units(store: SqlStore, language: str = "es", slug: str = "market") -> tuple[Unit, ...]:
    with store.read() as uow:
        return uow.targets.bitext(slug, language).units


def written(store: SqlStore, unit: Unit, text: str, action: Action, state: State) -> Target:
    target = replace(unit.target, text=text, state=state, source_hash=unit.segment.source_hash, origin=BY_PERSON)
    with store.write(by=LOCAL_OWNER) as uow:
        return uow.targets.write(target, base=unit.target.version, action=action)


def drafted(unit: Unit, text: str = "machine text") -> Target:
    source_hash = unit.segment.source_hash
    return replace(unit.target, text=text, state=State.DRAFT, source_hash=source_hash, origin=MACHINE, score=-0.5)


def test_a_bitext_comes_back_as_it_was_put_in(store: SqlStore) -> None:
    added(store, "es")
    assert [unit.segment for unit in units(store)] == list(ARTICLE.segments)
    assert [unit.target.state for unit in units(store)] == [State.UNTRANSLATED] * 3


def test_every_write_appends_a_revision_with_author_and_former_state(store: SqlStore) -> None:
    added(store, "es")
    written(store, units(store)[0], "Día de mercado", Action.EDIT, State.DRAFT)
    written(store, units(store)[0], "Día de mercado", Action.APPROVE, State.APPROVED)
    with store.read() as uow:
        history = uow.targets.history(units(store)[0].id, "es")
    assert [(r.version, r.from_state, r.state, r.author) for r in history] == [
        (1, State.UNTRANSLATED, State.DRAFT, LOCAL_OWNER),
        (2, State.DRAFT, State.APPROVED, LOCAL_OWNER),
    ]


def test_a_write_over_an_old_version_is_refused_and_changes_nothing(store: SqlStore) -> None:
    added(store, "es")
    seen = units(store)[0]
    written(store, seen, "first", Action.EDIT, State.DRAFT)
    with pytest.raises(ConflictError):
        written(store, seen, "second", Action.EDIT, State.DRAFT)
    assert units(store)[0].target.text == "first"


def test_an_error_inside_a_transaction_leaves_nothing_behind(store: SqlStore) -> None:
    def fail_after_adding() -> None:
        with store.write(by=LOCAL_OWNER) as uow:
            uow.articles.add(ARTICLE, languages=["es"], slug="market")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_adding()
    with store.read() as uow:
        assert list(uow.articles.all()) == []


def test_a_machine_draft_keeps_its_origin_and_score(store: SqlStore) -> None:
    added(store, "es")
    with store.write(by=LOCAL_OWNER) as uow:
        assert uow.targets.write_drafts([drafted(units(store)[1])]) == {units(store)[1].id}
    target = units(store)[1].target
    assert (target.origin, target.score, target.version, target.state) == (MACHINE, -0.5, 1, State.DRAFT)


@pytest.mark.parametrize(
    ("action", "state"),
    [(Action.EDIT, State.DRAFT), (Action.CONFIRM, State.TRANSLATED), (Action.APPROVE, State.APPROVED)],
)
def test_a_machine_never_writes_over_a_person(store: SqlStore, action: Action, state: State) -> None:
    added(store, "es")
    written(store, units(store)[1], "by hand", action, state)
    with store.write(by=LOCAL_OWNER) as uow:
        assert uow.targets.write_drafts([drafted(units(store)[1])]) == frozenset()
    assert units(store)[1].target.text == "by hand"


def test_a_draft_of_an_older_version_is_dropped(store: SqlStore) -> None:
    added(store, "es")
    stale = drafted(units(store)[1])
    with store.write(by=LOCAL_OWNER) as uow:
        uow.targets.write_drafts([stale])
        assert uow.targets.write_drafts([stale]) == frozenset()


def test_a_draft_of_another_source_is_dropped(store: SqlStore) -> None:
    added(store, "es")
    with store.write(by=LOCAL_OWNER) as uow:
        assert (
            uow.targets.write_drafts([replace(drafted(units(store)[1]), source_hash="of an older text")]) == frozenset()
        )


def test_a_draft_keeps_its_flags_and_its_confidence(store: SqlStore) -> None:
    added(store, "es")
    with store.write(by=LOCAL_OWNER) as uow:
        uow.targets.write_drafts([replace(drafted(units(store)[1]), flags=("numbers",), confidence=0.25)])
    assert (units(store)[1].target.flags, units(store)[1].target.confidence) == (("numbers",), 0.25)
    assert units(store)[0].target.confidence is None


@pytest.mark.parametrize(
    ("state", "flagged"),
    [(State.DRAFT, 1), (State.NEEDS_WORK, 1), (State.TRANSLATED, 0), (State.APPROVED, 0)],
)
def test_flagged_counts_the_flagged_segments_that_nobody_accepted(store: SqlStore, state: State, flagged: int) -> None:
    added(store, "es")
    target = replace(drafted(units(store)[1]), state=state, flags=("numbers", "length"))
    with store.write(by=LOCAL_OWNER) as uow:
        uow.targets.write(target, base=0, action=Action.EDIT)
        uow.targets.write_drafts([drafted(units(store)[0])])
        assert [row.flagged for row in uow.targets.progress("market")] == [flagged]


def test_code_is_never_a_target(store: SqlStore) -> None:
    added(store, "es")
    code = units(store)[2]
    with store.read() as uow, pytest.raises(NotFoundError):
        uow.targets.unit(code.id, "es")


def test_progress_counts_segments_and_source_words_per_state(store: SqlStore) -> None:
    added(store, "es", "fr")
    written(store, units(store)[1], "El pan es <1>fresco</1>.", Action.APPROVE, State.APPROVED)
    with store.read() as uow:
        spanish, french = sorted(uow.targets.progress("market"), key=lambda row: row.language)
    assert (spanish.segments, spanish.words, spanish.approved_words, spanish.percent) == (2, 5, 3, 60.0)
    assert spanish.states[State.APPROVED] == 1
    assert spanish.states[State.UNTRANSLATED] == 1
    assert french.percent == 0.0


def test_an_approved_text_is_found_again_by_its_source(store: SqlStore) -> None:
    added(store, "es")
    added(store, "es", slug="other")
    written(store, units(store)[0], "Día de mercado", Action.APPROVE, State.APPROVED)
    written(store, units(store)[1], "sin aprobar", Action.CONFIRM, State.TRANSLATED)
    hashes = {segment.source_hash for segment in ARTICLE.segments}
    with store.read() as uow:
        found = uow.targets.approved_sources(hashes, source="en", language="es")
        assert uow.targets.approved_sources(hashes, source="en", language="fr") == {}
    assert {key: item.text for key, item in found.items()} == {ARTICLE.segments[0].source_hash: "Día de mercado"}


def test_somebody_without_an_account_may_not_write(store: SqlStore) -> None:
    added(store, "es")
    draft = drafted(units(store)[1])
    with pytest.raises(NotAllowedError), store.write(by="stranger") as uow:
        uow.targets.write_drafts([draft])
    with pytest.raises(NotAllowedError), store.read() as uow:
        uow.articles.add_language("market", "fr")
    assert len(units(store)) == 3


def test_four_processes_on_one_target_lose_no_update(store: SqlStore, tmp_path: Path) -> None:
    added(store, "es")
    path = tmp_path / "data" / "desk.sqlite"
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.starmap(add_words, [(path, 10)] * 4)
    assert units(store)[0].target.text.split() == ["x"] * 40
    assert units(store)[0].target.version == 40
