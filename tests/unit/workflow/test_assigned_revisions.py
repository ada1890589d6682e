"""Assigned parts of an article go with their text when the article is revised, and back when that is undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from stores import new_store
from team import let_in
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.assignment import WHOLE, Assignment, NotBack, Span, Task, parsed
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.domain.translation import Action, State
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore
from translate_flow.workflow.assigning import assign, notices
from translate_flow.workflow.restructuring import split
from translate_flow.workflow.revising import revise, undo

SPLITTER = SrxSplitter()
TEXTS = {
    "a": "The ferry leaves the old harbour at seven every morning.",
    "b": "A baker on the quay opens before the first boat comes in.",
    "c": "Nobody has counted the gulls since the lighthouse was closed.",
    "d": "Two sisters mend nets in the shed behind the customs house.",
    "e": "On Sundays a brass band plays under the plane trees.",
    "A": "The ferry leaves the new harbour at eight every morning.",
    "x": "Rain fell on the roof of the school for a week.",
    "y": "Somebody painted all the benches green overnight.",
}


def article(letters: str) -> Article:
    return Article("en", tuple(Segment(Kind.PARAGRAPH, TEXTS[letter]) for letter in letters))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """The paragraphs a to e in Spanish, and people to translate them."""
    opened = new_store(tmp_path / "desk.sqlite")
    with opened.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(article("abcde"), languages=["es"], slug="ferry")
    let_in(opened, {"ana": Role.TRANSLATOR, "ben": Role.TRANSLATOR})
    yield opened
    opened.close()


def give(store: SqlStore, **parts: str) -> None:
    for name, span in parts.items():
        assign(store, ["ferry"], ["es"], span=parsed(span), translator=name, by="root")


def change(store: SqlStore, letters: str) -> None:
    revise(store, "ferry", article(letters), splitter=SPLITTER, by="root", origin="ferry.txt")


def parts(store: SqlStore) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with store.read() as uow:
        for item in uow.assignments.of("ferry", "es"):
            found.setdefault(item.translator, []).append(str(item.span))
    return found


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ({"ana": "1-2", "ben": "3-"}, "Abcde", {"ana": ["1-2"], "ben": ["3-"]}),
        ({"ana": "1-2", "ben": "3-"}, "axbcde", {"ana": ["1-3"], "ben": ["4-"]}),
        ({"ana": "1-2", "ben": "3-"}, "xabcde", {"ana": ["1-3"], "ben": ["4-"]}),
        ({"ana": "1-2", "ben": "3-"}, "abcdex", {"ana": ["1-2"], "ben": ["3-"]}),
        ({"ana": "1-2", "ben": "3-"}, "acde", {"ana": ["1-1"], "ben": ["2-"]}),
        ({"ana": "1-2", "ben": "3-"}, "cdeab", {"ben": ["1-3"], "ana": ["4-5"]}),
        ({"ana": "1-2", "ben": "3-5"}, "eabcd", {"ben": ["1-1", "4-5"], "ana": ["2-3"]}),
        ({"ana": "2-3"}, "abxcde", {"ana": ["2-4"]}),
        ({"ana": "2-3"}, "axbcde", {"ana": ["3-4"]}),
        ({"ana": "2-3"}, "ade", {}),
        ({"ana": "1-"}, "xy", {"ana": ["1-"]}),
    ],
    ids=[
        "edited", "inserted within", "inserted at the beginning", "added at the end", "left out", "parts change places",
        "one moves to the front", "inserted in a part alone", "inserted before a part alone", "all of it gone",
        "whole article rewritten",
    ],
)  # fmt: skip
def test_parts_go_with_their_text(store: SqlStore, before, text, after) -> None:
    give(store, **before)
    change(store, text)
    assert parts(store) == after


@pytest.mark.parametrize("text", ["Abcde", "axbcde", "ade", "cdeab", "eabxcd", "xy", "e"])
def test_undoing_a_revision_brings_every_part_back_to_its_text(store: SqlStore, text: str) -> None:
    give(store, ana="2-3", ben="4-")
    change(store, text)
    undo(store, "ferry", splitter=SPLITTER, by="root")
    assert parts(store) == {"ana": ["2-3"], "ben": ["4-"]}


def test_what_was_assigned_since_stays_when_a_revision_is_undone(store: SqlStore) -> None:
    give(store, ana="2-3")
    change(store, "axbcde")
    give(store, ben="3-4")
    undo(store, "ferry", splitter=SPLITTER, by="root")
    assert parts(store) == {"ben": ["2-3"]}


def test_who_was_given_the_whole_article_since_has_the_whole_of_it_when_a_revision_is_undone(store: SqlStore) -> None:
    give(store, ana="2-3", ben="4-")
    change(store, "ade")
    give(store, ben="1-")
    undo(store, "ferry", splitter=SPLITTER, by="root")
    assert parts(store) == {"ben": ["1-"]}


def test_who_came_to_have_the_whole_article_by_a_revision_has_their_part_when_it_is_undone(store: SqlStore) -> None:
    give(store, ana="1-2", ben="3-")
    change(store, "cde")
    assert parts(store) == {"ben": ["1-"]}
    undo(store, "ferry", splitter=SPLITTER, by="root")
    assert parts(store) == {"ana": ["1-2"], "ben": ["3-"]}


def test_a_revision_takes_work_only_from_who_has_nothing_left(store: SqlStore) -> None:
    give(store, ana="2-3", ben="4-")
    [given] = notices(store, "ben")
    change(store, "ade")
    assert notices(store, "ben") == (replace(given, segments=3),)
    [news] = notices(store, "ana")
    assert (news.task, news.span) == (Task.TAKEN, Span(2, 3))


def translated(store: SqlStore) -> None:
    with store.write(by="root") as uow:
        for unit in uow.targets.bitext("ferry", "es").units:
            said = {"text": f"Traducción de {unit.segment.text}", "source_hash": unit.segment.source_hash}
            wanted = replace(unit.target, **said, state=State.TRANSLATED)
            uow.targets.write(wanted, base=unit.target.version, action=Action.CONFIRM)


def told(store: SqlStore, name: str) -> list[tuple[Task, str]]:
    return [(notice.task, str(notice.span)) for notice in notices(store, name) if notice.task is not Task.TRANSLATE]


@pytest.mark.parametrize(
    ("text", "ana", "ben"),
    [
        ("Abcde", ["1-1"], []),
        ("xabcdAy", ["1-1"], ["6-7"]),
        ("axbcde", ["2-2"], []),
        ("bacde", [], []),
        ("abcd", [], []),
    ],
    ids=["edited", "new at both ends", "new within", "only moved", "only left out"],
)
def test_whoever_has_a_part_that_says_something_else_is_told_where(store: SqlStore, text, ana, ben) -> None:
    give(store, ana="1-2", ben="3-")
    translated(store)
    change(store, text)
    assert told(store, "ana") == [(Task.CHANGED, span) for span in ana]
    assert told(store, "ben") == [(Task.CHANGED, span) for span in ben]


def test_a_changed_text_is_no_news_any_more_once_it_is_translated_or_taken_back(store: SqlStore) -> None:
    give(store, ana="1-2", ben="3-")
    translated(store)
    change(store, "abcdex")
    assert told(store, "ben") == [(Task.CHANGED, "6-6")]
    translated(store)
    assert told(store, "ben") == []
    change(store, "Abcdex")
    undo(store, "ferry", splitter=SPLITTER, by="root")
    assert told(store, "ana") == []


def test_who_translated_the_text_that_is_taken_back_is_told(store: SqlStore) -> None:
    give(store, ana="1-2")
    translated(store)
    change(store, "Abcde")
    translated(store)
    undo(store, "ferry", splitter=SPLITTER, by="root")
    assert told(store, "ana") == [(Task.CHANGED, "1-1")]


def test_splitting_an_untranslated_segment_is_no_news(store: SqlStore) -> None:
    give(store, ana="1-2")
    with store.read() as uow:
        first = uow.targets.bitext("ferry", "es").units[0]
    split(store, first.id, len("The ferry leaves "), splitter=SPLITTER, by="root")
    assert parts(store) == {"ana": ["1-3"]}
    assert told(store, "ana") == []


def test_a_whole_article_stays_whole(store: SqlStore) -> None:
    assign(store, ["ferry"], ["es"], translator="ana", by="root")
    change(store, "cxe")
    with store.read() as uow:
        assert [item.span for item in uow.assignments.of("ferry", "es")] == [WHOLE]


def left_out(store: SqlStore, name: str) -> None:
    with store.write(by="root") as uow:
        uow.people.disable(name)


def demoted(store: SqlStore, name: str) -> None:
    with store.write(by="root") as uow:
        uow.people.assign(name, Role.READER, {"fr": Role.TRANSLATOR})


@pytest.mark.parametrize("lost", [left_out, demoted])
def test_a_part_does_not_come_back_to_who_may_not_do_it_any_more_and_that_is_told(store: SqlStore, lost) -> None:
    give(store, ana="2-3", ben="4-")
    change(store, "ade")
    lost(store, "ana")
    undone = undo(store, "ferry", splitter=SPLITTER, by="root")
    assert parts(store) == {"ben": ["4-"]}
    assert undone.not_back == (NotBack("es", "ana", Task.TRANSLATE),)
    with store.read() as uow:
        events = [(item.action, item.subject, item.detail) for item in uow.audit.entries(limit=2)]
    assert events == [
        ("not assigned", "ferry es", "ana may not translate any more"),
        ("revision undone", "ferry", "revision 2"),
    ]


def test_what_else_a_part_says_comes_back_without_the_one_who_may_not(store: SqlStore) -> None:
    with store.write(by="root") as uow:
        uow.people.add(Person("rita", Role.REVIEWER))
    due = date(2030, 1, 2)
    assign(store, ["ferry"], ["es"], span=Span(2, 3), translator="ana", reviewer="rita", due=due, by="root")
    change(store, "ade")
    left_out(store, "ana")
    undo(store, "ferry", splitter=SPLITTER, by="root")
    with store.read() as uow:
        assert uow.assignments.of("ferry", "es") == (Assignment("ferry", "es", Span(2, 3), "", "rita", due),)


def test_where_four_eyes_became_the_rule_nobody_is_given_back_the_review_of_their_own(store: SqlStore) -> None:
    with store.write(by="root") as uow:
        uow.people.add(Person("rita", Role.REVIEWER))
    assign(store, ["ferry"], ["es"], span=Span(2, 3), translator="rita", reviewer="rita", by="root")
    change(store, "ade")
    with store.write(by="root") as uow:
        uow.people.set_four_eyes("es", on=True)
    undone = undo(store, "ferry", splitter=SPLITTER, by="root")
    with store.read() as uow:
        assert uow.assignments.of("ferry", "es") == (Assignment("ferry", "es", Span(2, 3), "rita"),)
    assert undone.not_back == (NotBack("es", "rita", Task.REVIEW),)


def test_what_somebody_else_has_by_now_is_not_told_as_left_open(store: SqlStore) -> None:
    give(store, ana="2-3")
    change(store, "abcdex")
    give(store, ben="2-3")
    left_out(store, "ana")
    undone = undo(store, "ferry", splitter=SPLITTER, by="root")
    assert (parts(store), undone.not_back) == ({"ben": ["2-3"]}, ())
