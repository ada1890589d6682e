"""What people may do to targets, and what a repeated, late or forbidden operation does."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace

import pytest

from bitexts import BY_PERSON
from fakes import MemoryStore
from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.people import LOCAL_OWNER, Role
from translate_flow.domain.ports import Store
from translate_flow.domain.terms import Term
from translate_flow.domain.translation import NO_ORIGIN, Action, Origin, OriginKind, State, Target
from translate_flow.errors import NotFoundError
from translate_flow.segmentation import SrxSplitter
from translate_flow.workflow import reviewing
from translate_flow.workflow.reviewing import Answer, Operation, Outcome

SPLITTER = SrxSplitter()
MACHINE = Origin(OriginKind.MACHINE, engine="argos", model="en_es 1.0 abc", demo=True)
ARTICLE = Article(
    "en",
    (
        Segment(Kind.TITLE, "The river"),
        Segment(Kind.PARAGRAPH, "It <1>rose</1> at night.", (Code(1, CodeKind.BOLD),)),
        Segment(Kind.PARAGRAPH, "Nobody slept."),
        Segment(Kind.CODE, "print(1)"),
    ),
)
_numbers = itertools.count(1)


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path) -> Store:
    store = MemoryStore() if request.param == "memory" else new_store(tmp_path / "data" / "desk.sqlite")
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(ARTICLE, languages=["es"], slug="river")
    return store


@pytest.fixture
def desk(store) -> Desk:
    return Desk(store)


class Desk:
    """Shortcuts over a store: segments by their place in the article."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def target(self, place: int) -> Target:
        return reviewing.units(self.store, "river", "es").units[place].target

    def segment(self, place: int) -> int:
        return reviewing.units(self.store, "river", "es").units[place].id

    def draft(self, place: int, text: str, flags: tuple[str, ...] = ()) -> None:
        unit = reviewing.units(self.store, "river", "es").units[place]
        drafted = replace(
            unit.target,
            text=text,
            state=State.DRAFT,
            origin=MACHINE,
            score=-0.5,
            confidence=0.5,
            flags=flags,
            source_hash=unit.segment.source_hash,
        )
        with self.store.write(by=LOCAL_OWNER) as uow:
            assert uow.targets.write_drafts([drafted]) == {drafted.segment}

    def operation(self, place: int, action: Action, text: str, **fields) -> Operation:
        base = fields.pop("base", None)
        return Operation(
            id=fields.pop("id", f"op-{next(_numbers)}"),
            segment=self.segment(place),
            language="es",
            action=action,
            text=text,
            base=self.target(place).version if base is None else base,
            **fields,
        )

    def do(self, place: int, action: Action, text: str, *, by: str = LOCAL_OWNER, **fields) -> Answer:
        [answer] = reviewing.apply(
            self.store, [self.operation(place, action, text, **fields)], by=by, splitter=SPLITTER
        )
        return answer

    def history(self, place: int):
        with self.store.read() as uow:
            return uow.targets.history(self.segment(place), "es")


@pytest.mark.parametrize(
    ("action", "state"),
    [
        (Action.EDIT, State.DRAFT),
        (Action.CONFIRM, State.TRANSLATED),
        (Action.APPROVE, State.APPROVED),
        (Action.SEND_BACK, State.NEEDS_WORK),
    ],
)
def test_each_action_saves_the_text_and_leads_to_its_state(desk, action, state):
    answer = desk.do(0, action, "El río")
    assert (answer.outcome, answer.text, answer.state, answer.version) == (Outcome.SAVED, "El río", state, 1)
    stored = desk.target(0)
    assert (stored.text, stored.state, stored.version) == ("El río", state, 1)
    assert [(r.author, r.action, r.from_state) for r in desk.history(0)] == [(LOCAL_OWNER, action, State.UNTRANSLATED)]


def test_editing_an_approved_segment_reopens_it(desk):
    desk.do(0, Action.APPROVE, "El río")
    assert desk.do(0, Action.EDIT, "El rio").state is State.DRAFT


def test_an_approved_draft_keeps_the_machine_as_its_origin(desk):
    desk.draft(2, "Nadie durmió.")
    answer = desk.do(2, Action.APPROVE, "Nadie durmió.")
    assert (answer.state, answer.origin) == (State.APPROVED, MACHINE)
    assert desk.target(2).score == -0.5


def test_a_changed_draft_is_a_persons_that_still_names_its_engine_and_the_demo(desk):
    desk.draft(2, "Nadie durmió.")
    answer = desk.do(2, Action.EDIT, "Nadie pudo dormir.")
    assert answer.origin == replace(MACHINE, kind=OriginKind.PERSON)
    assert desk.target(2).score is None


def test_a_text_typed_from_nothing_is_a_persons_alone(desk):
    assert desk.do(2, Action.EDIT, "Nadie durmió.").origin == BY_PERSON


def test_emptying_a_target_makes_it_untranslated_without_an_origin(desk):
    desk.draft(2, "Nadie durmió.")
    answer = desk.do(2, Action.EDIT, "")
    assert (answer.state, answer.origin) == (State.UNTRANSLATED, NO_ORIGIN)


@pytest.mark.parametrize("blank", ["  \n", "\u200b", "\u2800\u3164"])
def test_a_text_of_blanks_is_kept_as_none_and_cannot_be_approved(desk, blank):
    desk.draft(2, "Nadie durmió.")
    refused = desk.do(2, Action.APPROVE, blank)
    assert (refused.outcome, refused.reason, refused.text) == (Outcome.REFUSED, "empty", blank)
    answer = desk.do(2, Action.EDIT, blank)
    assert (answer.text, answer.state, answer.origin) == ("", State.UNTRANSLATED, NO_ORIGIN)
    again = desk.do(2, Action.EDIT, blank)
    assert (again.outcome, again.text, again.version) == (Outcome.SAVED, "", answer.version)


def test_an_operation_sent_again_is_answered_the_same_and_runs_once(desk):
    operation = desk.operation(0, Action.APPROVE, "El río")
    first, second = reviewing.apply(desk.store, [operation, operation], by=LOCAL_OWNER, splitter=SPLITTER)
    assert first == second
    assert desk.target(0).version == 1


@pytest.mark.parametrize(
    "other",
    [
        {"text": "Un río"},
        {"action": Action.CONFIRM},
        {"base": 1},
        {"version": 0},
        {"language": "fr"},
        {"segment": 999},
    ],
)
def test_another_operation_under_the_id_of_one_is_refused_and_does_nothing(desk, other):
    operation = desk.operation(0, Action.EDIT, "El río")
    changed = replace(operation, **other)
    first, second, third = reviewing.apply(
        desk.store, [operation, changed, operation], by=LOCAL_OWNER, splitter=SPLITTER
    )
    assert (second.outcome, second.reason, second.text) == (Outcome.REFUSED, "reused", changed.text)
    assert third == first
    assert (desk.target(0).text, desk.target(0).version, desk.target(1).version) == ("El río", 1, 0)


def test_an_answer_that_was_kept_without_what_was_asked_is_told_again_as_it_is(desk):
    operation = desk.operation(0, Action.EDIT, "El río")
    [first] = reviewing.apply(desk.store, [operation], by=LOCAL_OWNER, splitter=SPLITTER)
    with desk.store.write(by=LOCAL_OWNER) as uow:
        kept = json.loads(uow.operations.answer(f"{LOCAL_OWNER}:{operation.id}"))
        del kept["digest"]
        uow.operations.remember(f"{LOCAL_OWNER}:older", json.dumps(kept))
    older = replace(operation, id="older", text="Un río")
    assert reviewing.apply(desk.store, [older], by=LOCAL_OWNER, splitter=SPLITTER) == [first]


def test_an_old_operation_that_arrives_late_again_does_not_undo_newer_work(desk):
    operation = desk.operation(0, Action.EDIT, "El río")
    reviewing.apply(desk.store, [operation], by=LOCAL_OWNER, splitter=SPLITTER)
    desk.do(0, Action.APPROVE, "El río grande")
    [again] = reviewing.apply(desk.store, [operation], by=LOCAL_OWNER, splitter=SPLITTER)
    assert (again.outcome, again.version) == (Outcome.SAVED, 1)
    assert desk.target(0).text == "El río grande"


def test_an_operation_over_an_older_version_overwrites_nothing_and_is_told_the_newer_text(desk):
    desk.do(0, Action.EDIT, "El río")
    desk.do(0, Action.EDIT, "El gran río")
    answer = desk.do(0, Action.APPROVE, "Un río", base=1)
    assert (answer.outcome, answer.text, answer.version) == (Outcome.CONFLICT, "El gran río", 2)
    assert (answer.state, answer.by) == (State.DRAFT, LOCAL_OWNER)
    assert desk.target(0).text == "El gran río"


def test_a_conflict_is_not_remembered_so_that_it_is_told_the_newest_text_each_time(desk):
    desk.do(0, Action.EDIT, "El río")
    operation = desk.operation(0, Action.EDIT, "Un río", base=0)
    reviewing.apply(desk.store, [operation], by=LOCAL_OWNER, splitter=SPLITTER)
    desk.do(0, Action.EDIT, "El gran río")
    [again] = reviewing.apply(desk.store, [operation], by=LOCAL_OWNER, splitter=SPLITTER)
    assert again.text == "El gran río"


def test_two_people_who_want_the_same_do_not_conflict(desk):
    desk.do(0, Action.APPROVE, "El río")
    answer = desk.do(0, Action.APPROVE, "El río", base=0)
    assert (answer.outcome, answer.version) == (Outcome.SAVED, 1)


def test_an_edit_that_changes_nothing_leaves_no_revision(desk):
    desk.draft(2, "Nadie durmió.")
    assert desk.do(2, Action.EDIT, "Nadie durmió.").version == 1
    assert len(desk.history(2)) == 1


@pytest.mark.parametrize("action", [Action.CONFIRM, Action.APPROVE, Action.SEND_BACK])
@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_target_is_refused_a_verdict(desk, action, text):
    answer = desk.do(0, action, text)
    assert (answer.outcome, answer.reason) == (Outcome.REFUSED, "empty")
    assert desk.history(0) == ()


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\uffffb", "a\ud800b"])
def test_characters_that_no_xml_can_hold_are_refused(desk, text):
    assert desk.do(0, Action.EDIT, text).reason == "control"
    assert desk.target(0).text == ""


def test_code_is_never_translated(desk):
    answer = desk.do(3, Action.EDIT, "imprime(1)")
    assert (answer.outcome, desk.target(3).text) == (Outcome.REFUSED, "")


def test_a_person_cannot_claim_to_be_a_machine(desk):
    answer = desk.do(0, Action.DRAFT, "El río")
    assert (answer.outcome, answer.reason) == (Outcome.REFUSED, "action")


def test_a_refused_operation_does_not_stop_those_after_it(desk):
    gone = Operation("gone", 999_999, "es", Action.EDIT, "x", 0)
    answers = reviewing.apply(
        desk.store, [gone, desk.operation(0, Action.EDIT, "El río")], by=LOCAL_OWNER, splitter=SPLITTER
    )
    assert [(a.outcome, a.reason) for a in answers] == [(Outcome.REFUSED, "gone"), (Outcome.SAVED, "")]


def test_somebody_without_a_role_changes_nothing(desk):
    assert desk.do(0, Action.EDIT, "El río", by="mallory").reason == "not_allowed"
    assert desk.target(0).text == ""


def test_what_changes_nothing_is_refused_to_who_may_not_do_it(desk):
    desk.do(0, Action.APPROVE, "El río")
    answer = desk.do(0, Action.APPROVE, "El río", by="mallory")
    assert (answer.outcome, answer.reason) == (Outcome.REFUSED, "not_allowed")


def test_a_translator_edits_and_confirms_but_does_not_approve():
    store = MemoryStore({LOCAL_OWNER: Role.ADMIN, "tere": Role.TRANSLATOR})
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(ARTICLE, languages=["es"], slug="river")
    desk = Desk(store)
    assert desk.do(0, Action.EDIT, "El río", by="tere").outcome is Outcome.SAVED
    assert desk.do(0, Action.CONFIRM, "El río", by="tere").state is State.TRANSLATED
    assert desk.do(0, Action.APPROVE, "El río", by="tere").reason == "not_allowed"
    assert desk.do(0, Action.SEND_BACK, "El río", by="tere").reason == "not_allowed"


def test_nobody_gets_the_answer_to_anothers_operation():
    store = MemoryStore({LOCAL_OWNER: Role.ADMIN, "tere": Role.TRANSLATOR})
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(ARTICLE, languages=["es"], slug="river")
    desk = Desk(store)
    desk.do(0, Action.EDIT, "El río", id="same")
    answer = desk.do(0, Action.EDIT, "Un río", id="same", base=0, by="tere")
    assert answer.outcome is Outcome.CONFLICT


@pytest.mark.parametrize(
    ("text", "flags"),
    [("Creció de noche.", ("codes",)), ("<1>Creció</1> de noche.", ()), ("<1>Creció de noche.", ("codes",))],
)
def test_a_changed_text_is_flagged_exactly_when_its_inline_codes_are_not_whole(desk, text, flags):
    desk.draft(1, "Se levantó.", flags=("codes",))
    assert desk.do(1, Action.EDIT, text).flags == flags


def test_accepting_a_draft_clears_the_flags_that_a_person_has_now_looked_at(desk):
    desk.draft(1, "<1>Creció</1> de noche.", flags=("codes",))
    assert desk.do(1, Action.CONFIRM, "<1>Creció</1> de noche.").flags == ()


def test_the_confidence_in_a_draft_stays_when_it_is_accepted_and_goes_when_a_person_changes_it(desk):
    desk.draft(2, "Nadie durmió.")
    desk.do(2, Action.CONFIRM, "Nadie durmió.")
    assert desk.target(2).confidence == 0.5
    desk.do(2, Action.EDIT, "Nadie pudo dormir.")
    assert desk.target(2).confidence is None


def test_undo_brings_back_text_state_and_origin_of_the_version_before(desk):
    desk.draft(2, "Nadie durmió.")
    desk.do(2, Action.APPROVE, "Nadie pudo dormir.")
    answer = desk.do(2, Action.RESTORE, "Nadie durmió.", version=1)
    assert (answer.text, answer.state, answer.origin, answer.version) == ("Nadie durmió.", State.DRAFT, MACHINE, 3)


def test_redo_is_a_restore_of_the_undone_version(desk):
    desk.draft(2, "Nadie durmió.")
    desk.do(2, Action.APPROVE, "Nadie durmió.")
    desk.do(2, Action.RESTORE, "Nadie durmió.", version=1)
    assert desk.do(2, Action.RESTORE, "Nadie durmió.", version=2).state is State.APPROVED


def test_undo_of_the_first_change_leads_back_to_untranslated(desk):
    desk.do(0, Action.APPROVE, "El río")
    answer = desk.do(0, Action.RESTORE, "", version=0)
    assert (answer.state, answer.text, answer.origin) == (State.UNTRANSLATED, "", NO_ORIGIN)


def test_a_restore_with_typed_text_is_an_edit_on_top_of_the_earlier_version(desk):
    desk.draft(2, "Nadie durmió.")
    desk.do(2, Action.SEND_BACK, "Nadie durmió.")
    desk.do(2, Action.APPROVE, "Nadie durmió ayer.")
    answer = desk.do(2, Action.RESTORE, "Nadie durmió ayer.", version=2)
    assert (answer.state, answer.text, answer.origin.kind) == (
        State.NEEDS_WORK,
        "Nadie durmió ayer.",
        OriginKind.PERSON,
    )


def test_a_restore_to_a_version_that_never_was_is_refused(desk):
    desk.do(0, Action.EDIT, "El río")
    assert desk.do(0, Action.RESTORE, "El río", version=7).reason == "gone"


def test_nothing_is_overwritten_without_a_revision(desk):
    texts = ["El río", "Un río", "Río", ""]
    for text in texts:
        desk.do(0, Action.EDIT, text)
    assert [revision.text for revision in desk.history(0)] == texts


def test_units_of_an_unknown_article_are_refused(desk):
    with pytest.raises(NotFoundError):
        reviewing.units(desk.store, "nowhere", "es")


@pytest.mark.parametrize("action", [Action.EDIT, Action.SEND_BACK])
def test_only_accepting_a_stale_target_makes_it_current(desk, action):
    unit = reviewing.units(desk.store, "river", "es").units[0]
    with desk.store.write(by=LOCAL_OWNER) as uow:
        old = replace(unit.target, text="El arroyo", state=State.TRANSLATED, source_hash="0" * 32)
        uow.targets.write(old, base=0, action=Action.CONFIRM)
    desk.do(0, action, "El río")
    assert reviewing.units(desk.store, "river", "es").units[0].stale
    desk.do(0, Action.CONFIRM, "El río")
    assert not reviewing.units(desk.store, "river", "es").units[0].stale


def test_a_forbidden_word_stays_flagged_while_a_person_types_and_after_approval(desk):
    with desk.store.write(by=LOCAL_OWNER) as uow:
        uow.terms.add([Term("river", "río", "en", "es", forbidden=("arroyo",))])
    typed = desk.do(0, Action.EDIT, "El arroyo")
    approved = desk.do(0, Action.APPROVE, "El arroyo")
    mended = desk.do(0, Action.EDIT, "El río")
    assert [answer.flags for answer in (typed, approved, mended)] == [("terms",), ("terms",), ()]
