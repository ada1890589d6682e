"""A false alarm that somebody dismissed is told no more, as long as the texts say what they said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bitexts import BY_PERSON
from stores import new_store
from translate_flow.checks.issues import Severity
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.dismissals import Place
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.domain.translation import Action, State
from translate_flow.errors import InputError, NotAllowedError, NotFoundError, ShelvedError
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore
from translate_flow.workflow import checking, shelving
from translate_flow.workflow.checking import Checked, Verdict
from translate_flow.workflow.revising import revise

SPLITTER = SrxSplitter()
ARTICLE = Article("en", (Segment(Kind.PARAGRAPH, "The fair opens at 7."),))
TEXT = "La feria se abre a las 8."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = new_store(tmp_path / "desk.sqlite")
    with opened.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(ARTICLE, languages=["es", "fr"], slug="fair")
    say(opened, TEXT)
    yield opened
    opened.close()


def say(store: SqlStore, text: str) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        unit = uow.targets.bitext("fair", "es").units[0]
        wanted = replace(
            unit.target, text=text, state=State.DRAFT, origin=BY_PERSON, source_hash=unit.segment.source_hash
        )
        uow.targets.write(wanted, base=unit.target.version, action=Action.EDIT)


def segment_of(store: SqlStore) -> int:
    with store.read() as uow:
        return uow.targets.bitext("fair", "es").units[0].id


def judge(store: SqlStore, *, by: str = LOCAL_OWNER, text: str = TEXT, **said: object) -> None:
    checking.judge(store, Verdict(segment_of(store), "es", place_of(store), text, **said), by=by)


def place_of(store: SqlStore) -> Place:
    (found,) = looked(store, TEXT)
    return Place(found.issue.code, found.issue.finding.start, found.issue.finding.end)


def looked(store: SqlStore, text: str | None = None, **options: object) -> Sequence[Checked]:
    return checking.look(store, segment_of(store), language="es", text=text, splitter=SPLITTER, **options)


def told(found: Sequence[Checked]) -> list[tuple[str, str]]:
    """What is found, and what somebody said to it."""
    return [(item.issue.code, item.dismissal.note if item.dismissal else "") for item in found]


def test_a_segment_is_looked_at_as_it_is_typed_or_else_as_it_is_stored(store: SqlStore) -> None:
    assert told(looked(store)) == [("numbers", "")]
    assert told(looked(store, "La feria se abre a las 7.")) == []
    assert told(looked(store, "La feria  se abre a las 7")) == [("end_mark", ""), ("double_spaces", "")]
    assert told(looked(store, "  ")) == []


def test_severities_count_as_a_segment_is_typed(store: SqlStore) -> None:
    assert told(looked(store, severities={"numbers": None})) == []
    (found,) = looked(store, severities={"numbers": Severity.ERROR})
    assert found.issue.severity is Severity.ERROR


def test_what_was_dismissed_stays_so_until_the_target_changes_and_again_when_it_is_back(store: SqlStore) -> None:
    judge(store, note="the clock was  put\nforward")
    assert told(looked(store)) == [("numbers", "the clock was put forward")]
    (found,) = checking.check(store, "fair", language="es", splitter=SPLITTER)
    assert found.dismissal is not None
    assert found.dismissal.by == LOCAL_OWNER
    say(store, "La feria se abre a las 8 h.")
    assert told(looked(store)) == [("numbers", "")]
    assert told(looked(store, TEXT)) == [("numbers", "the clock was put forward")]


def test_what_was_dismissed_is_told_again_when_the_source_changes(store: SqlStore) -> None:
    judge(store, note="checked")
    changed = replace(ARTICLE.segments[0], text="The fair always opens at 7.")
    revise(store, "fair", replace(ARTICLE, segments=(changed,)), splitter=SPLITTER, by=LOCAL_OWNER)
    assert ("numbers", "checked") not in told(looked(store))


def test_a_dismissal_is_taken_back_and_twice_is_no_error(store: SqlStore) -> None:
    judge(store, note="first")
    judge(store, note="second")
    assert told(looked(store)) == [("numbers", "second")]
    judge(store, dismissed=False)
    judge(store, dismissed=False)
    assert told(looked(store)) == [("numbers", "")]


def test_who_may_only_propose_dismisses_nothing(store: SqlStore) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.people.add(Person("root", Role.ADMIN))
    with store.write(by="root") as uow:
        uow.people.add(Person("pip", Role.PROPOSER))
    with pytest.raises(NotAllowedError):
        judge(store, by="pip")
    assert told(looked(store)) == [("numbers", "")]


@pytest.mark.parametrize("note", ["x" * 501, "a\u202eb", "a\x00b"], ids=["long", "turned around", "control"])
def test_a_note_that_cannot_be_shown_is_refused_and_nothing_is_dismissed(store: SqlStore, note: str) -> None:
    with pytest.raises(InputError):
        judge(store, note=note)
    assert told(looked(store)) == [("numbers", "")]


@pytest.mark.parametrize("dismissed", [True, False])
@pytest.mark.parametrize(
    "place",
    [Place("no_such", 0, 1), Place("numbers", 2, 1), Place("numbers", 0, len(TEXT) + 1), Place("numbers", -1, 1)],
    ids=["code", "turned around", "beyond the text", "before the text"],
)
def test_a_verdict_on_what_no_check_can_find_is_refused(store: SqlStore, place: Place, dismissed: bool) -> None:
    with pytest.raises(InputError, match="reload the page"):
        checking.judge(store, Verdict(segment_of(store), "es", place, TEXT, dismissed=dismissed), by=LOCAL_OWNER)
    with store.read() as uow:
        assert uow.dismissals.at(segment_of(store), "es") == ()


def test_a_place_may_be_the_whole_text(store: SqlStore) -> None:
    verdict = Verdict(segment_of(store), "es", Place("codes", 0, len(TEXT)), TEXT)
    checking.judge(store, verdict, by=LOCAL_OWNER)
    with store.read() as uow:
        assert [item.place for item in uow.dismissals.at(segment_of(store), "es")] == [verdict.place]


def test_a_note_may_hold_what_its_script_needs(store: SqlStore) -> None:
    persian = "می\u200cرود"
    judge(store, note=persian)
    assert told(looked(store)) == [("numbers", persian)]


def test_nothing_is_dismissed_in_an_archived_article_or_one_that_is_not_there(store: SqlStore) -> None:
    verdict = Verdict(segment_of(store), "es", place_of(store), TEXT)
    with pytest.raises(NotFoundError):
        checking.judge(store, replace(verdict, language="de"), by=LOCAL_OWNER)
    shelving.archive(store, ["fair"], by=LOCAL_OWNER)
    with pytest.raises(ShelvedError):
        checking.judge(store, verdict, by=LOCAL_OWNER)
    number = segment_of(store)
    assert told(looked(store)) == [("numbers", "")]
    shelving.delete(store, ["fair"], by=LOCAL_OWNER, days=1)
    with pytest.raises(NotFoundError):
        checking.look(store, number, language="es", text=None, splitter=SPLITTER)
