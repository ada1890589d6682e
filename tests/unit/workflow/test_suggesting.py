"""What stands beside a target: matches with their differences, terms with how they are used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.memory import MemoryUnit
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.terms import Term, Use
from translate_flow.errors import NotFoundError
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore
from translate_flow.workflow import shelving
from translate_flow.workflow.segmenting import segment as segment_all
from translate_flow.workflow.suggesting import Change, Suggestions, difference, suggest

SOURCE = "The <1>church</1> opened its doors to forty volunteers of the town."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = new_store(tmp_path / "desk.sqlite")
    unit = MemoryUnit(
        "The church opened its doors to thirty volunteers of the town.", "La parroquia abrió sus puertas.", "en", "es"
    )
    church = Term("church", "parroquia", "en", "es", forbidden=("iglesia",))
    with opened.write(by=LOCAL_OWNER) as uow:
        segment = Segment(Kind.PARAGRAPH, SOURCE, (Code(1, CodeKind.BOLD),))
        uow.articles.add(Article("en", (segment,)), languages=["es"], slug="town")
        uow.memory.add([unit])
        uow.terms.add([church, Term("volunteer", "voluntario", "en", "es")])
    yield opened
    opened.close()


def beside(store: SqlStore, text: str | None = None, *, matches: bool = True) -> Suggestions:
    with store.read() as uow:
        [unit] = uow.targets.bitext("town", "es").units
    return suggest(store, unit.id, "es", text=text, matches=matches)


def test_a_match_comes_with_what_differs_in_its_source(store):
    [found] = beside(store).matches
    assert found.match.unit.target == "La parroquia abrió sus puertas."
    assert not found.same
    changed = [(passage.change, passage.text) for passage in found.passages if passage.change is not Change.SAME]
    assert changed == [(Change.GONE, "thirty"), (Change.NEW, "forty")]


def test_terms_follow_what_is_typed(store):
    uses = [
        [needed.hit.use for needed in beside(store, text).terms]
        for text in (None, "La <1>parroquia</1>", "La <1>iglesia</1> y voluntarios")
    ]
    assert uses == [[Use.MISSING, Use.MISSING], [Use.USED, Use.MISSING], [Use.FORBIDDEN, Use.USED]]


def test_a_forbidden_word_comes_with_the_span_in_the_plain_text_and_what_replaces_it(store):
    church, _ = beside(store, "La <1>Iglesia</1> abrió").terms
    assert church.replace == (3, 10, "Parroquia")


def test_while_somebody_types_the_memory_is_not_asked(store):
    found = beside(store, "La", matches=False)
    assert (found.matches, len(found.terms)) == ((), 2)


def test_a_term_stands_once_with_its_worst_use(store):
    with store.write(by=LOCAL_OWNER) as uow:
        segment = Segment(Kind.PARAGRAPH, "The church is a church, by volunteers.")
        uow.articles.add(Article("en", (segment,)), languages=["es"], slug="twice")
        [unit] = uow.targets.bitext("twice", "es").units
    found = suggest(store, unit.id, "es", text="La parroquia es una iglesia, por voluntarios.")
    assert [(needed.hit.term.source, needed.hit.use) for needed in found.terms] == [
        ("church", Use.FORBIDDEN),
        ("volunteer", Use.USED),
    ]
    assert found.terms[0].replace == (20, 27, "parroquia")


def test_a_match_for_a_sentence_is_compared_with_that_sentence(store):
    text = "The church opened its doors to ninety volunteers of the town. Nobody slept in the long and rainy night."
    with store.write(by=LOCAL_OWNER) as uow:
        article = segment_all(Article("en", (Segment(Kind.PARAGRAPH, text),)), splitter=SrxSplitter())
        uow.articles.add(article, languages=["es"], slug="night")
        [unit] = uow.targets.bitext("night", "es").units
    [found] = suggest(store, unit.id, "es").matches
    assert found.match.sentence == "The church opened its doors to ninety volunteers of the town."
    changed = [passage.text for passage in found.passages if passage.change is not Change.SAME]
    assert changed == ["thirty", "ninety"]


def test_a_segment_that_is_not_there_is_told(store):
    with pytest.raises(NotFoundError):
        suggest(store, 999, "es")


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_passages_of_a_difference_give_both_texts_back(before, now):
    passages = difference(before, now)
    assert "".join(passage.text for passage in passages if passage.change is not Change.NEW) == before
    assert "".join(passage.text for passage in passages if passage.change is not Change.GONE) == now


def test_texts_too_long_to_compare_word_by_word_are_told_whole():
    before, now = "a b " * 2000, "a c " * 2000
    assert [passage.text for passage in difference(before, now)] == [before, now]


def test_a_segment_of_a_deleted_article_has_no_suggestions_and_one_of_an_archived_article_has(store):
    with store.read() as uow:
        [unit] = uow.targets.bitext("town", "es").units
    shelving.archive(store, ["town"], by=LOCAL_OWNER)
    assert suggest(store, unit.id, "es").matches
    shelving.delete(store, ["town"], by=LOCAL_OWNER, days=30)
    with pytest.raises(NotFoundError, match=f"no segment {unit.id}"):
        suggest(store, unit.id, "es")


@pytest.mark.parametrize(
    ("before", "now"),
    [("1,200", "1,300"), ("4.500", "6.000"), ("3rd", "4th"), ("1990s", "1980s"), ("12’000", "12’500")],
)
def test_a_number_changes_whole(before: str, now: str) -> None:
    passages = difference(f"It took {before} boats.", f"It took {now} boats.")
    assert [passage.text for passage in passages] == ["It took ", before, now, " boats."]
