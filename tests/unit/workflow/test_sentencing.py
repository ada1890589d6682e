"""Where a sentence of a segment ends is corrected by a person, and the correction stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bitexts import BY_PERSON
from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.parting import sentence_starts
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import Action, State
from translate_flow.errors import ConflictError, NotFoundError, ShelvedError, StructureError
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore
from translate_flow.workflow import shelving
from translate_flow.workflow.restructuring import split
from translate_flow.workflow.revising import preview, revise, undo
from translate_flow.workflow.segmenting import segment as with_sentences
from translate_flow.workflow.sentencing import end_sentence, run_on

SPLITTER = SrxSplitter()
# The splitter cannot know that the square is named short here, and that the sentence goes on after it.
STREET = "We met at <1>Quay Sq.</1> <2>Ida</2> was late. It rained."
CODES = (Code(1, CodeKind.BOLD), Code(2, CodeKind.LINK, ref="https://example.org/ida"))
ARTICLE = Article(
    "en",
    (
        Segment(Kind.TITLE, "Late"),
        Segment(Kind.PARAGRAPH, STREET, CODES),
        Segment(Kind.PARAGRAPH, "The bus was full."),
        Segment(Kind.CODE, "print(1)"),
    ),
)
SPANISH = "Nos vimos en <1>Quay Sq.</1> <2>Ida</2> llegó tarde. Llovió."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = new_store(tmp_path / "desk.sqlite")
    with opened.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(with_sentences(ARTICLE, splitter=SPLITTER), languages=["es"], slug="late")
        unit = uow.targets.bitext("late", "es").units[1]
        made = replace(unit.target, text=SPANISH, source_hash=unit.segment.source_hash, origin=BY_PERSON)
        uow.targets.write(replace(made, state=State.APPROVED), base=0, action=Action.APPROVE)
    yield opened
    opened.close()


def number(store: SqlStore, place: int = 1) -> int:
    with store.read() as uow:
        return uow.articles.segments("late")[place].id


def sentences(store: SqlStore, place: int = 1) -> list[str]:
    with store.read() as uow:
        segment = uow.articles.segments("late")[place].segment
    return [segment.text[span.start : span.end] for span in segment.sentences]


def starts(store: SqlStore) -> list[int]:
    with store.read() as uow:
        return list(sentence_starts(uow.articles.segments("late")[1].segment))


def test_a_sentence_goes_on_where_a_person_says_so_and_ends_there_again(store: SqlStore) -> None:
    apart = ["We met at <1>Quay Sq.</1> ", "<2>Ida</2> was late. ", "It rained."]
    assert (sentences(store), starts(store)) == (apart, [19, 33])
    run_on(store, number(store), 19, by=LOCAL_OWNER, seen=1)
    assert sentences(store) == ["We met at <1>Quay Sq.</1> <2>Ida</2> was late. ", "It rained."]
    end_sentence(store, number(store), 19, by=LOCAL_OWNER, seen=1)
    assert sentences(store) == apart


def test_the_same_correction_twice_is_one(store: SqlStore) -> None:
    for _ in range(2):
        end_sentence(store, number(store), 10, by=LOCAL_OWNER, seen=1)
    assert sentences(store)[:2] == ["We met at ", "<1>Quay Sq.</1> "]
    for _ in range(2):
        run_on(store, number(store), 10, by=LOCAL_OWNER, seen=1)
    assert starts(store) == [19, 33]


def test_a_correction_changes_no_translation_and_no_revision(store: SqlStore) -> None:
    with store.read() as uow:
        before = uow.targets.bitext("late", "es").units[1].target
    run_on(store, number(store), 19, by=LOCAL_OWNER, seen=1)
    with store.read() as uow:
        assert uow.targets.bitext("late", "es").units[1].target == before
        assert uow.articles.get("late").revision == 1


def test_a_correction_stays_when_the_article_is_revised_elsewhere_and_that_is_undone(store: SqlStore) -> None:
    run_on(store, number(store), 19, by=LOCAL_OWNER, seen=1)
    corrected = sentences(store)
    longer = replace(ARTICLE, segments=(*ARTICLE.segments[:2], Segment(Kind.PARAGRAPH, "The bus was late.")))
    revise(store, "late", longer, splitter=SPLITTER, by=LOCAL_OWNER)
    assert sentences(store) == corrected
    undo(store, "late", splitter=SPLITTER, by=LOCAL_OWNER)
    assert sentences(store) == corrected


def test_what_is_split_afterwards_keeps_the_corrected_sentences(store: SqlStore) -> None:
    run_on(store, number(store), 19, by=LOCAL_OWNER, seen=1)
    split(store, number(store), 33, splitter=SPLITTER, by=LOCAL_OWNER)
    assert sentences(store) == ["We met at <1>Quay Sq.</1> <2>Ida</2> was late."]
    assert sentences(store, 2) == ["It rained."]
    end_sentence(store, number(store), 10, by=LOCAL_OWNER, seen=2)
    split(store, number(store), 10, splitter=SPLITTER, by=LOCAL_OWNER)
    assert [sentences(store, place) for place in (1, 2)] == [
        ["We met at"], ["<1>Quay Sq.</1> <2>Ida</2> was late."],
    ]  # fmt: skip


def test_the_same_text_once_more_is_no_revision_for_a_corrected_sentence(store: SqlStore) -> None:
    run_on(store, number(store), 19, by=LOCAL_OWNER, seen=1)
    assert not preview(store, "late", ARTICLE, splitter=SPLITTER).differs


@pytest.mark.parametrize(("at", "reason"), [(0, "place"), (12, "place"), (43, "place"), (900, "place")])
def test_a_sentence_begins_between_words_or_not_at_all(store: SqlStore, at: int, reason: str) -> None:
    before = sentences(store)
    with pytest.raises(StructureError) as refused:
        end_sentence(store, number(store), at, by=LOCAL_OWNER, seen=1)
    assert (refused.value.reason, sentences(store)) == (reason, before)


def test_code_has_no_sentences(store: SqlStore) -> None:
    with pytest.raises(StructureError, match="code has no sentences"):
        end_sentence(store, number(store, 3), 5, by=LOCAL_OWNER, seen=1)


def test_who_saw_an_older_text_corrects_nothing(store: SqlStore) -> None:
    segment = number(store)
    split(store, segment, 33, splitter=SPLITTER, by=LOCAL_OWNER)
    with pytest.raises(ConflictError, match="revised meanwhile"):
        run_on(store, segment, 19, by=LOCAL_OWNER, seen=1)


def test_a_segment_that_left_or_is_archived_has_no_sentences_to_correct(store: SqlStore) -> None:
    segment = number(store, 2)
    revise(store, "late", replace(ARTICLE, segments=ARTICLE.segments[:2]), splitter=SPLITTER, by=LOCAL_OWNER)
    with pytest.raises(NotFoundError, match="no longer in the article"):
        run_on(store, segment, 4, by=LOCAL_OWNER, seen=2)
    shelving.archive(store, ["late"], by=LOCAL_OWNER)
    with pytest.raises(ShelvedError):
        run_on(store, number(store), 19, by=LOCAL_OWNER, seen=2)
