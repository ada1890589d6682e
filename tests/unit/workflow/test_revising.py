"""A revised article: what was approved stays approved, what was edited becomes stale, what left comes back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bitexts import BY_PERSON
from fakes import MemoryStore
from shouting import Shouting
from stores import new_store
from translate_flow.domain.article import Article, Change, Kind, Segment
from translate_flow.domain.bitext import Unit
from translate_flow.domain.memory import Grain
from translate_flow.domain.people import LOCAL_OWNER, Role
from translate_flow.domain.ports import Store
from translate_flow.domain.translation import Action, State
from translate_flow.errors import ConfigError, ConflictError, NotAllowedError, NotFoundError
from translate_flow.matching.changes import How
from translate_flow.segmentation import SrxSplitter
from translate_flow.workflow.drafting import draft
from translate_flow.workflow.remembering import catch_up
from translate_flow.workflow.reviewing import Operation, Outcome, apply
from translate_flow.workflow.revising import known, preview, revise, revisions, undo
from translate_flow.workflow.segmenting import segment

SPLITTER = SrxSplitter()
TITLE = "The last ferry"
A = "The ferry leaves the old harbour at seven every morning."
A_EDITED = "The ferry leaves the new harbour at eight every morning."
B = "A baker on the quay opens before the first boat comes in."
C = "Nobody has counted the gulls since the lighthouse was closed."


def article(*texts: str, title: str = TITLE, language: str = "en") -> Article:
    paragraphs = (Segment(Kind.PARAGRAPH, text) for text in texts)
    return Article(language, (Segment(Kind.TITLE, title), *paragraphs), (Change(1, "Menu", "", "navigation"),))


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """The ferry article with every segment approved in Spanish."""
    opened = MemoryStore() if request.param == "memory" else new_store(tmp_path / "desk.sqlite")
    with opened.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(article(A, B, C), languages=["es"], slug="ferry")
    for unit in units(opened):
        approve(opened, unit)
    yield opened
    if request.param == "sqlite":
        opened.close()


def units(store: Store, language: str = "es") -> tuple[Unit, ...]:
    with store.read() as uow:
        return uow.targets.bitext("ferry", language).units


def approve(store: Store, unit: Unit) -> None:
    target = replace(
        unit.target,
        text=f"es: {unit.segment.text}",
        state=State.APPROVED,
        source_hash=unit.segment.source_hash,
        origin=BY_PERSON,
    )
    with store.write(by=LOCAL_OWNER) as uow:
        uow.targets.write(target, base=unit.target.version, action=Action.APPROVE)


def shown(store: Store) -> list[tuple[str, str, State, bool]]:
    return [(unit.segment.text, unit.target.text, unit.target.state, unit.stale) for unit in units(store)]


def current(text: str) -> tuple[str, str, State, bool]:
    return text, f"es: {text}", State.APPROVED, False


def run(store: Store, new: Article, **options) -> tuple[int, int, int, int, int]:
    """Segments whose targets stayed or came back, those of them that moved, edited, new and gone ones."""
    counts = revise(store, "ferry", new, splitter=SPLITTER, by=LOCAL_OWNER, **options).plan.counts
    stayed = counts["untouched"] + counts["moved"] + counts["back"]
    return stayed, counts["moved"], counts["edited"], counts["new"], counts["gone"]


def test_moved_paragraphs_stay_approved(store):
    assert run(store, article(C, A, B)) == (4, 1, 0, 0, 0)
    assert shown(store) == [current(text) for text in (TITLE, C, A, B)]


def test_an_edited_paragraph_keeps_its_translation_as_a_stale_one(store):
    assert run(store, article(A_EDITED, B, C)) == (3, 0, 1, 0, 0)
    assert shown(store)[1] == (A_EDITED, f"es: {A}", State.APPROVED, True)
    with store.read() as uow:
        progress = next(iter(uow.targets.progress("ferry")))
    assert (progress.stale, progress.segments) == (1, 4)


def test_a_new_paragraph_is_untranslated_and_nothing_else_changes(store):
    assert run(store, article(A, "Tickets cost two coins.", B, C)) == (4, 0, 0, 1, 0)
    assert shown(store)[2] == ("Tickets cost two coins.", "", State.UNTRANSLATED, False)
    assert [row for row in shown(store) if row[1]] == [current(text) for text in (TITLE, A, B, C)]


def test_a_paragraph_that_left_comes_back_with_its_translation(store):
    assert run(store, article(A, C)) == (3, 0, 0, 0, 1)
    assert shown(store) == [current(text) for text in (TITLE, A, C)]
    assert run(store, article(A, B, C))[3:] == (0, 0)
    assert shown(store) == [current(text) for text in (TITLE, A, B, C)]


def test_a_paragraph_that_was_edited_and_left_comes_back_as_it_was_with_its_translation(store):
    run(store, article(A_EDITED, B, C))
    run(store, article(B, C))
    assert run(store, article(A, B, C))[3:] == (0, 0)
    assert shown(store) == [current(text) for text in (TITLE, A, B, C)]


def test_of_two_equal_paragraphs_the_translated_one_stays(store):
    run(store, article(A, B, C, A))
    untranslated = next(unit for unit in units(store) if not unit.target.text)
    assert untranslated.segment.text == A
    run(store, article(B, C, A))
    assert shown(store) == [current(text) for text in (TITLE, B, C, A)]


def test_a_paragraph_that_left_does_not_count_any_more(store):
    run(store, article(A, C))
    with store.read() as uow:
        assert next(iter(uow.targets.progress("ferry"))).segments == 3
        assert uow.articles.get("ferry").segments == 3


def test_what_left_is_still_reused_elsewhere(store):
    run(store, article(A, C))
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(article(B, title="Bread"), languages=["es"], slug="bread")
    made = draft(store, "bread", language="es", engine_for=lambda *_: Shouting(), by=LOCAL_OWNER)
    assert made.reused == 1


def test_the_same_text_again_changes_nothing(store):
    assert run(store, article(A, B, C)) == (4, 0, 0, 0, 0)
    with store.read() as uow:
        assert uow.articles.get("ferry").revision == 1
    assert run(store, article(A, B)) == (3, 0, 0, 0, 1)
    with store.read() as uow:
        assert uow.articles.get("ferry").revision == 2


def test_title_byline_and_cleaning_are_those_of_the_new_text(store):
    run(store, replace(article(A, B, C, title="No more ferries"), changes=(Change(9, "Share", "", "share"),)))
    with store.read() as uow:
        assert uow.articles.get("ferry").title == "No more ferries"
        assert uow.articles.changes("ferry") == (Change(9, "Share", "", "share"),)


def test_further_languages_are_opened_for_the_new_text(store):
    run(store, article(A, B), languages=["fr"])
    assert [unit.target.state for unit in units(store, "fr")] == [State.UNTRANSLATED] * 3


def test_the_change_of_the_source_stands_in_the_history(store):
    run(store, article(A_EDITED, B, C))
    edited = units(store)[1]
    with store.read() as uow:
        history = uow.targets.history(edited.id, "es")
    assert [(item.action, item.text) for item in history] == [
        (Action.APPROVE, f"es: {A}"),
        (Action.SOURCE, f"es: {A}"),
    ]


def test_whoever_still_sees_the_old_source_cannot_approve_the_new_one(store):
    seen = units(store)[1]
    run(store, article(A_EDITED, B, C))
    wish = Operation("op-00001", seen.id, "es", Action.APPROVE, "El ferry sale.", seen.target.version)
    assert apply(store, [wish], by=LOCAL_OWNER, splitter=SPLITTER)[0].outcome is Outcome.CONFLICT
    assert shown(store)[1] == (A_EDITED, f"es: {A}", State.APPROVED, True)


def test_what_is_typed_into_a_paragraph_that_left_meanwhile_is_kept(store):
    seen = units(store)[2]
    run(store, article(A, C))
    wish = Operation("op-00001", seen.id, "es", Action.EDIT, "Un panadero.", seen.target.version)
    [answer] = apply(store, [wish], by=LOCAL_OWNER, splitter=SPLITTER)
    assert (answer.outcome, answer.reason) == (Outcome.SAVED, "left")
    run(store, article(A, B, C))
    assert (B, "Un panadero.", State.DRAFT, False) in shown(store)


def test_a_text_in_another_language_is_refused(store):
    with pytest.raises(ConflictError, match="--as"):
        run(store, article(A, B, C, language="fr"))
    assert shown(store) == [current(text) for text in (TITLE, A, B, C)]


def test_a_wrong_language_leaves_the_article_as_it_was(store):
    with pytest.raises(ConfigError):
        run(store, article(A), languages=["en"])
    assert shown(store) == [current(text) for text in (TITLE, A, B, C)]


def test_who_saw_an_older_revision_stores_nothing(store: Store) -> None:
    revise(store, "ferry", article(A_EDITED, B, C), splitter=SPLITTER, by=LOCAL_OWNER, seen=1)
    after = [unit.segment.text for unit in units(store)]
    with pytest.raises(ConflictError, match="revised meanwhile, revision 2"):
        revise(store, "ferry", article(B, C), splitter=SPLITTER, by=LOCAL_OWNER, seen=1)
    assert [unit.segment.text for unit in units(store)] == after


def test_what_left_without_a_translation_does_not_take_the_place_of_what_is_approved(store: Store) -> None:
    plain = "The lamp above the door was lit again last night."
    revise(store, "ferry", article(A, B, C, plain), splitter=SPLITTER, by=LOCAL_OWNER)
    revise(store, "ferry", article(A, B, C), splitter=SPLITTER, by=LOCAL_OWNER)
    revise(store, "ferry", article(A, B, C, plain.replace("again", "twice")), splitter=SPLITTER, by=LOCAL_OWNER)
    approve(store, units(store)[4])
    said = units(store)[4].target.text
    revise(store, "ferry", article(A, B, C, plain), splitter=SPLITTER, by=LOCAL_OWNER)
    last = units(store)[4]
    assert (last.segment.text, last.target.text, last.stale) == (plain, said, True)


def test_only_a_coordinator_may_revise():
    store = MemoryStore({LOCAL_OWNER: Role.ADMIN, "tere": Role.TRANSLATOR})
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(article(A), languages=["es"], slug="ferry")
    with pytest.raises(NotAllowedError):
        revise(store, "ferry", article(B), splitter=SPLITTER, by="tere")


def test_an_unknown_article_is_named(store):
    assert known(store, "boat") is None
    with pytest.raises(NotFoundError, match="boat"):
        revise(store, "boat", article(A), splitter=SPLITTER, by=LOCAL_OWNER)


def unapproved(store: Store, place: int, text: str, *, action: Action = Action.EDIT) -> None:
    """What a person types meanwhile."""
    target = units(store)[place].target
    wish = Operation(f"op-{place}-{target.version:05}", target.segment, "es", action, text, target.version)
    assert apply(store, [wish], by=LOCAL_OWNER, splitter=SPLITTER)[0].outcome is Outcome.SAVED


def take_back(store: Store, **options) -> tuple[int, int]:
    made = undo(store, "ferry", splitter=SPLITTER, by=options.pop("by", LOCAL_OWNER), **options)
    return made.restored, made.kept


def test_undoing_a_revision_brings_text_order_and_approvals_back(store):
    run(store, article(C, A_EDITED, title="No more ferries"))
    assert take_back(store) == (2, 0)
    assert shown(store) == [current(text) for text in (TITLE, A, B, C)]
    with store.read() as uow:
        assert (uow.articles.get("ferry").title, uow.articles.get("ferry").revision) == (TITLE, 3)


def test_undoing_an_undoing_brings_the_revision_back(store):
    run(store, article(C, A_EDITED))
    revised = shown(store)
    take_back(store)
    take_back(store)
    assert shown(store) == revised


def test_what_a_person_wrote_since_is_kept_and_stale_where_its_source_is_gone_again(store):
    run(store, article(A_EDITED, B, C))
    unapproved(store, 1, "El ferry sale a las ocho.", action=Action.APPROVE)
    unapproved(store, 2, "Una panadera.")
    assert take_back(store) == (0, 1)
    assert shown(store)[1] == (A, "El ferry sale a las ocho.", State.APPROVED, True)
    assert shown(store)[2] == (B, "Una panadera.", State.DRAFT, False)


def test_what_only_a_machine_wrote_since_gives_way_to_what_was_there(store):
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(article(A, title="Boats"), languages=["es"], slug="boats")
    draft(store, "boats", language="es", engine_for=lambda *_: Shouting(), by=LOCAL_OWNER)
    revise(store, "boats", article(A_EDITED, title="Boats"), splitter=SPLITTER, by=LOCAL_OWNER)
    draft(store, "boats", language="es", engine_for=lambda *_: Shouting(), by=LOCAL_OWNER)
    made = undo(store, "boats", splitter=SPLITTER, by=LOCAL_OWNER)
    with store.read() as uow:
        unit = uow.targets.bitext("boats", "es").units[1]
    assert (made.restored, unit.stale, unit.segment.text) == (1, False, A)


def test_what_was_written_into_a_new_paragraph_comes_back_with_it(store):
    run(store, article(A, "Tickets cost two coins.", B, C))
    unapproved(store, 2, "Los billetes cuestan dos monedas.", action=Action.APPROVE)
    take_back(store)
    assert len(shown(store)) == 4
    take_back(store)
    assert shown(store)[2] == ("Tickets cost two coins.", "Los billetes cuestan dos monedas.", State.APPROVED, False)


def test_revisions_tell_what_they_did_the_newest_first(store):
    run(store, article(A_EDITED, B, C), origin="ferry2.txt")
    take_back(store)
    first, second = revisions(store, "ferry")[::-1]
    assert (first.number, first.by, first.origin, first.undoes) == (2, LOCAL_OWNER, "ferry2.txt", None)
    assert (first.effect["edited"], first.effect["untouched"]) == (1, 3)
    assert (second.number, second.undoes) == (3, 2)


def test_an_article_that_was_never_revised_has_nothing_to_take_back(store):
    assert revisions(store, "ferry") == []
    with pytest.raises(ConflictError, match="no revision"):
        take_back(store)


def test_a_revision_that_came_meanwhile_is_not_taken_back_unseen(store):
    run(store, article(A_EDITED, B, C))
    run(store, article(A_EDITED, B))
    with pytest.raises(ConflictError, match="revision 3"):
        take_back(store, number=2)
    assert take_back(store, number=3) == (0, 0)


def test_only_a_coordinator_may_take_a_revision_back():
    store = MemoryStore({LOCAL_OWNER: Role.ADMIN, "tere": Role.REVIEWER})
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(article(A), languages=["es"], slug="ferry")
    run(store, article(B))
    with pytest.raises(NotAllowedError):
        take_back(store, by="tere")


def test_taking_back_stands_in_the_audit_log(tmp_path):
    store = new_store(tmp_path / "desk.sqlite")
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(article(A), languages=["es"], slug="ferry")
    run(store, article(B))
    take_back(store)
    with store.read() as uow:
        (event, *_) = uow.audit.entries(limit=1)
    store.close()
    assert (event.action, event.subject, event.detail) == ("revision undone", "ferry", "revision 2")


def test_the_memory_goes_back_with_the_paragraph(store):
    run(store, article(f"{A} {B}", C))
    take_back(store)
    with store.read() as uow:
        found = uow.memory.exact([B, f"{A} {B}"], grain=Grain.SEGMENT, source="en", language="es")
    assert {source: unit.target for source, unit in found.items()} == {B: f"es: {B}"}


def test_after_a_large_revision_the_memory_learns_the_rest_later(tmp_path: Path) -> None:
    opened = new_store(tmp_path / "desk.sqlite")
    texts = [f"Boat number {number} came in before noon." for number in range(240)]
    with opened.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(segment(article(*texts), splitter=SPLITTER), languages=["es"], slug="ferry")
    for unit in units(opened):
        approve(opened, unit)
    pairs = [" ".join(texts[at : at + 2]) for at in range(0, len(texts), 2)]
    revise(opened, "ferry", segment(article(*pairs), splitter=SPLITTER), splitter=SPLITTER, by=LOCAL_OWNER)
    assert set(learnt(opened, pairs)) < set(pairs)
    catch_up(opened, splitter=SPLITTER)
    assert set(learnt(opened, pairs)) == set(pairs)
    opened.close()


def learnt(store: Store, sources: Sequence[str]) -> Collection[str]:
    with store.read() as uow:
        return uow.memory.exact(sources, grain=Grain.SEGMENT, source="en", language="es").keys()


def test_a_preview_tells_what_comes_back_and_what_goes(store: Store) -> None:
    run(store, article(A, C))
    found = preview(store, "ferry", article(B, C), splitter=SPLITTER)
    assert (found.counts["back"], found.counts["gone"], found.counts["untouched"]) == (1, 1, 2)
    assert [(edit.number, edit.how, edit.before, edit.now) for edit in found.edits] == [(2, How.BACK, "", B)]
    assert found.gone == (A,)
