"""Which sentence of a segment is being typed, and what is suggested there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shouting import Shouting
from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.collections import Collection
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.terms import Term
from translate_flow.errors import NotFoundError
from translate_flow.segmentation import SrxSplitter, tagged_spans
from translate_flow.store import SqlStore
from translate_flow.workflow import shelving
from translate_flow.workflow.completing import Typing, complete, locate

SPLITTER = SrxSplitter()
BOLD, LINK = Code(1, CodeKind.BOLD), Code(2, CodeKind.LINK, ref="a")


def segment(text: str, *codes: Code, kind: Kind = Kind.PARAGRAPH) -> Segment:
    made = Segment(kind, text, codes)
    return replace(made, sentences=tagged_spans(made, SPLITTER, "en"))


TWO = segment("The <1>gauge</1> read four. Nobody slept.", BOLD)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = new_store(tmp_path / "desk.sqlite")
    pump = segment("Run {pump} now. Call www.example.org today.")
    with opened.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(Article("en", (TWO, pump)), languages=["es"], slug="river")
    yield opened
    opened.close()


def suggested(store: SqlStore, place: int, before: str, *, deadline: float = 60) -> tuple[str, ...]:
    with store.read() as uow:
        units = uow.targets.bitext("river", "es").units
    typing = Typing(units[place].id, "es", before)
    return complete(store, typing, engine_for=lambda *_: Shouting(), splitter=SPLITTER, deadline=deadline)


@pytest.mark.parametrize(
    ("before", "sentence", "prefix"),
    [
        ("", "The gauge read four.", ""),
        ("El <1>med", "The gauge read four.", "El med"),
        ("El <1>medidor</1> ", "The gauge read four.", "El medidor "),
        ("El medidor marcaba cuatro.", "The gauge read four.", "El medidor marcaba cuatro."),
        ("El medidor marcaba cuatro. ", "Nobody slept.", ""),
        ("El medidor marcaba cuatro. Nadie", "Nobody slept.", "Nadie"),
    ],
)
def test_as_many_sentences_into_the_source_as_into_the_target(before, sentence, prefix):
    place = locate(TWO, before, source="en", language="es", splitter=SPLITTER)
    assert place is not None
    assert (place.piece.plain, place.prefix) == (sentence, prefix)


@pytest.mark.parametrize(
    ("source", "before"),
    [
        (TWO, "Uno. Dos. Tres"),
        (TWO, "El <1"),
        (segment("x = 1", kind=Kind.CODE), ""),
        (segment("* * *"), ""),
        (segment("Marta Ruiz", kind=Kind.BYLINE), ""),
    ],
    ids=["more sentences than the source", "half a tag", "code", "no word", "a name"],
)
def test_where_it_is_unsure_nothing_is_asked(source, before):
    assert locate(source, before, source="en", language="es", splitter=SPLITTER) is None


def test_what_follows_is_suggested(store):
    assert suggested(store, 0, "THE <1>GAU") == ("GE READ FOUR.",)
    assert suggested(store, 0, "Una. NOBODY ") == ("SLEPT.",)
    assert suggested(store, 0, "Nadie") == ()


def test_what_no_translation_may_change_is_suggested_as_it_is(store):
    assert suggested(store, 1, "RUN ") == ("{pump} NOW.",)
    assert suggested(store, 1, "RUN {pump} ") == ("NOW.",)
    assert suggested(store, 1, "RUN {pump} NOW. CALL ") == ("www.example.org TODAY.",)


def test_what_puts_a_forbidden_term_there_is_not_suggested(store):
    with store.write(by=LOCAL_OWNER) as uow:
        uow.terms.add([Term("gauge", "medidor", "en", "es", forbidden=("gauge",))])
    assert suggested(store, 0, "THE <1>GAU") == ()
    assert suggested(store, 0, "THE <1>GAUGE</1> ") == ("READ FOUR.",)
    assert suggested(store, 0, "Una. NOBODY ") == ("SLEPT.",)


def test_an_answer_that_comes_late_is_none(store):
    assert suggested(store, 0, "THE ", deadline=0) == ()


def test_the_engine_of_the_articles_collection_is_asked(store):
    asked = []

    def engine_for(*wanted: str) -> Shouting:
        asked.append(wanted)
        return Shouting()

    with store.write(by=LOCAL_OWNER) as uow:
        uow.collections.add(Collection("spring", engine="argos", engines={"es": "apertium"}))
        uow.collections.put("spring", "river")
        unit = uow.targets.bitext("river", "es").units[0]
    complete(store, Typing(unit.id, "es", ""), engine_for=engine_for, splitter=SPLITTER, deadline=60)
    assert asked == [("en", "es", "apertium")]


def test_a_segment_that_is_not_there_is_told(store):
    with pytest.raises(NotFoundError):
        complete(store, Typing(999, "es", ""), engine_for=lambda *_: Shouting(), splitter=SPLITTER)


def test_nothing_is_completed_in_a_deleted_article(store: SqlStore) -> None:
    with store.read() as uow:
        typing = Typing(uow.targets.bitext("river", "es").units[0].id, "es", "")
    shelving.delete(store, ["river"], by=LOCAL_OWNER, days=30)
    with pytest.raises(NotFoundError, match=f"no segment {typing.segment}"):
        complete(store, typing, engine_for=lambda *_: Shouting(), splitter=SPLITTER)
