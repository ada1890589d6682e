"""What an approval teaches the memory, what makes it forget, and what is offered."""

from __future__ import annotations

import itertools
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from earlier import without_collections, without_judgements
from fakes import MemoryStore
from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.bitext import Unit
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.memory import Grain, Match, MemoryUnit
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.ports import Store
from translate_flow.domain.translation import Action, Origin, OriginKind, State
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import open_store
from translate_flow.workflow.remembering import catch_up, known_sentences, matches, sentence_pairs
from translate_flow.workflow.reviewing import Operation, Outcome, apply
from translate_flow.workflow.revising import revise
from translate_flow.workflow.segmenting import segment as with_sentences

SPLITTER = SrxSplitter()
MACHINE = Origin(OriginKind.MACHINE, engine="argos", model="en_es 1.0")
TITLE, TWO, CODE, LIKE = range(4)
ARTICLE = with_sentences(
    Article(
        "en",
        (
            Segment(Kind.TITLE, "The river"),
            Segment(Kind.PARAGRAPH, "It <1>rose</1> at night. Nobody slept.", (Code(1, CodeKind.BOLD),)),
            Segment(Kind.CODE, "print(1)"),
            Segment(Kind.PARAGRAPH, "It rose at night. Nobody woke."),
        ),
    ),
    splitter=SPLITTER,
)
SPANISH = "<1>Subió</1> de noche. Nadie durmió."
LATER_TABLES = (
    *("memory_index", "memory_lesson", "memory_unit", "memory_backlog", "term_stamp"),
    *("search_index", "search_queue", "search_language", "article_revision"),
    *("person_language", "person_identity", "session", "invitation", "four_eyes", "audit"),
    *("assignment", "notice", "standing", "last_segment", "mention", "comment", "collection", "collection_language"),
    *("dismissal", "preference", "effort"),
)
"""The tables that came with the memory and after it."""

_numbers = itertools.count(1)


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path: Path) -> Store:
    store = MemoryStore() if request.param == "memory" else new_store(tmp_path / "desk.sqlite")
    add(store, "river")
    return store


def add(store: Store, slug: str) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(ARTICLE, languages=["es"], slug=slug)


def unit(store: Store, place: int, slug: str = "river"):
    with store.read() as uow:
        return uow.targets.bitext(slug, "es").units[place]


def do(store: Store, place: int, action: Action, text: str, slug: str = "river", **fields) -> None:
    found = unit(store, place, slug)
    wish = Operation(f"operation-{next(_numbers)}", found.id, "es", action, text, found.target.version, **fields)
    [answer] = apply(store, [wish], by=LOCAL_OWNER, splitter=SPLITTER)
    assert answer.outcome is Outcome.SAVED


def offers(store: Store, found: Unit) -> list[Match]:
    with store.read() as uow:
        return list(matches(uow, found))


def pairs(store: Store) -> set[tuple[str, str]]:
    with store.read() as uow:
        return {(unit.source, unit.target) for unit in uow.memory.all()}


WHOLE = ("It rose at night. Nobody slept.", "Subió de noche. Nadie durmió.")
FIRST, SECOND = ("It rose at night.", "Subió de noche."), ("Nobody slept.", "Nadie durmió.")


def test_an_approval_teaches_the_segment_and_its_sentences_without_tags(store):
    do(store, TWO, Action.APPROVE, SPANISH)
    assert pairs(store) == {WHOLE, FIRST, SECOND}
    with store.read() as uow:
        units = {unit.source: unit for unit in uow.memory.all()}
    assert units[WHOLE[0]].grain is Grain.SEGMENT
    assert units[FIRST[0]].grain is Grain.SENTENCE
    assert {(u.article, u.author, u.source_language, u.language) for u in units.values()} == {
        ("river", LOCAL_OWNER, "en", "es")
    }


@pytest.mark.parametrize("action", [Action.EDIT, Action.CONFIRM, Action.SEND_BACK])
def test_what_is_not_approved_teaches_nothing(store, action):
    do(store, TITLE, action, "El río")
    assert pairs(store) == set()


@pytest.mark.parametrize("action", [Action.EDIT, Action.CONFIRM, Action.SEND_BACK])
def test_what_is_no_longer_approved_is_forgotten(store, action):
    do(store, TWO, Action.APPROVE, SPANISH)
    do(store, TWO, action, SPANISH + " ¡De veras!")
    assert pairs(store) == set()


def test_approving_another_text_replaces_what_was_learnt(store):
    do(store, TITLE, Action.APPROVE, "El río")
    do(store, TITLE, Action.APPROVE, "El rio")
    assert pairs(store) == {("The river", "El rio")}


def test_an_approval_that_is_restored_is_learnt_again(store):
    do(store, TITLE, Action.APPROVE, "El río")
    do(store, TITLE, Action.EDIT, "El rio")
    do(store, TITLE, Action.RESTORE, "El río", version=1)
    assert pairs(store) == {("The river", "El río")}


def test_an_approved_draft_that_nobody_reworded_keeps_the_machine_as_its_origin(store):
    found = unit(store, TITLE)
    drafted = replace(
        found.target, text="El río", state=State.DRAFT, origin=MACHINE, source_hash=found.segment.source_hash
    )
    with store.write(by=LOCAL_OWNER) as uow:
        uow.targets.write_drafts([drafted])
    do(store, TITLE, Action.APPROVE, "El río")
    with store.read() as uow:
        assert [unit.origin for unit in uow.memory.all()] == [MACHINE]


def test_a_source_that_changes_or_leaves_makes_nothing_forgotten(store):
    do(store, TWO, Action.APPROVE, SPANISH)
    changed = replace(ARTICLE.segments[TWO], text="It <1>rose</1> at noon. Nobody slept.")
    revise(
        store, "river", replace(ARTICLE, segments=(ARTICLE.segments[TITLE], changed)), splitter=SPLITTER, by=LOCAL_OWNER
    )
    assert pairs(store) == {WHOLE, FIRST, SECOND}
    revise(store, "river", replace(ARTICLE, segments=(ARTICLE.segments[TITLE],)), splitter=SPLITTER, by=LOCAL_OWNER)
    assert pairs(store) == {WHOLE, FIRST, SECOND}


def test_a_segment_is_offered_what_others_taught_and_not_its_own(store):
    do(store, TWO, Action.APPROVE, SPANISH)
    assert offers(store, unit(store, TWO)) == []
    [offered] = offers(store, unit(store, LIKE))
    # 5 of 6 words: it rose at night nobody slept/woke
    assert ((offered.unit.source, offered.unit.target), offered.score, offered.penalty) == (WHOLE, 83, 0)


def test_where_nothing_is_like_the_whole_a_match_for_a_sentence_is_offered_as_such(store):
    with store.write(by=LOCAL_OWNER) as uow:
        uow.memory.add([MemoryUnit("Nobody slept!", "¡Nadie durmió!", "en", "es")])
    [offered] = offers(store, unit(store, TWO))
    # all words of the sentence, 2 of the 6 of the whole; a point off for the mark, one for another article
    assert (offered.unit.target, offered.sentence, offered.rank) == ("¡Nadie durmió!", "Nobody slept.", 98)


def test_sentences_are_not_offered_where_the_whole_has_a_match(store):
    do(store, TWO, Action.APPROVE, SPANISH)
    assert [match.sentence for match in offers(store, unit(store, LIKE))] == [""]


def test_the_same_text_in_another_article_is_offered_with_the_penalty_of_another_article(store):
    add(store, "flood")
    do(store, TITLE, Action.APPROVE, "El río")
    [offered] = offers(store, unit(store, TITLE, "flood"))
    assert (offered.score, offered.rank) == (100, 99)


def test_known_sentences_are_found_by_their_plain_text(store):
    do(store, TWO, Action.APPROVE, SPANISH)
    with store.read() as uow:
        found = known_sentences(uow, ["It rose at night.", "Nobody woke."], source="en", language="es")
    assert {text: unit.target for text, unit in found.items()} == dict([FIRST])


@pytest.mark.parametrize(
    ("source", "target", "sure"),
    [
        ("It rose. We fled.", "Subió. Huimos.", True),
        ("It rose. We fled.", "Subió y huimos.", False),  # one sentence for two
        ("It rose. We fled to the hills behind the old town before dawn came.",
         "Subió y huimos a las colinas detrás del casco antiguo antes del alba. Sí.", False),  # not as long
        ("We saw 12 boats. They saw 7 of us.", "Vimos 7 botes. Ellos vieron 12 nuestros.", False),  # numbers crossed
        ("We saw 12 boats. They saw 7 of us.", "Vimos 12 botes. Ellos nos vieron a los 7.", True),
        ("We saw 12 boats. They saw us.", "Vimos doce botes. Ellos nos vieron.", True),
    ],
)  # fmt: skip
def test_sentences_are_taught_only_where_it_is_sure_which_is_whose(source, target, sure):
    [segment] = with_sentences(Article("en", (Segment(Kind.PARAGRAPH, source),)), splitter=SPLITTER).segments
    assert bool(sentence_pairs(segment, target, language="es", splitter=SPLITTER)) is sure


def draft(store: Store, place: int, text: str) -> None:
    found = unit(store, place)
    fields = {"text": text, "state": State.DRAFT, "origin": MACHINE, "source_hash": found.segment.source_hash}
    with store.write(by=LOCAL_OWNER) as uow:
        assert uow.targets.write_drafts([replace(found.target, **fields)])


def test_sentences_that_changed_places_with_each_other_are_not_taught(store):
    draft(store, TWO, "<1>Subía</1> en la noche. Nadie durmió.")
    do(store, TWO, Action.APPROVE, "Nadie durmió. <1>Subió</1> de noche.")
    assert pairs(store) == {(WHOLE[0], "Nadie durmió. Subió de noche.")}


def test_sentences_that_a_person_mended_are_taught_beside_those_they_were_drafted_for(store):
    draft(store, TWO, "<1>Subía</1> a noche. Nada dormía.")
    do(store, TWO, Action.APPROVE, SPANISH)
    assert pairs(store) == {WHOLE, FIRST, SECOND}


def test_what_was_approved_before_there_was_a_memory_is_learnt_once_with_its_date(tmp_path: Path):
    path = tmp_path / "desk.sqlite"
    store = open_store(path)
    add(store, "river")
    do(store, TWO, Action.APPROVE, SPANISH)
    do(store, TITLE, Action.EDIT, "El río")
    approved_at = unit_history(store)[-1].at
    store.close()
    _without_memory(path)
    store = open_store(path)
    assert pairs(store) == set()
    assert catch_up(store, splitter=SPLITTER) == 1
    assert pairs(store) == {WHOLE, FIRST, SECOND}
    with store.read() as uow:
        assert {unit.changed for unit in uow.memory.all()} == {approved_at.replace(microsecond=0)}
    assert catch_up(store, splitter=SPLITTER) == 0
    store.close()


def unit_history(store: Store):
    found = unit(store, TWO)
    with store.read() as uow:
        return uow.targets.history(found.id, "es")


def _without_memory(path: Path) -> None:
    """The database as the version before left it, without what came later either."""
    with sqlite3.connect(path) as connection:
        for trigger in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger[0]}")
        for table in LATER_TABLES:
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP INDEX ix_revision_decided")
        without_collections(connection)
        without_judgements(connection)
        connection.execute("DROP TABLE term")
        connection.execute("ALTER TABLE target DROP COLUMN confidence")
        for column in ("archived", "deleted", "deleted_by", "until"):
            connection.execute(f"ALTER TABLE article DROP COLUMN {column}")
        for column in ("display", "email", "password", "disabled", "failures", "locked", "created"):
            connection.execute(f"ALTER TABLE person DROP COLUMN {column}")
        connection.execute("UPDATE alembic_version SET version_num = '0002'")
    connection.close()
