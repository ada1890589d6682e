"""What becomes of the translation of one paragraph or two: each test brings a small article in its next version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bitexts import BY_PERSON
from fakes import MemoryStore
from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.bitext import Threshold, Unit
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.memory import Grain
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.ports import Store
from translate_flow.domain.translation import Action, Origin, OriginKind, State
from translate_flow.segmentation import SrxSplitter
from translate_flow.workflow.revising import revise, undo
from translate_flow.workflow.segmenting import segment as with_sentences
from village import sentences

SPLITTER = SrxSplitter()
MACHINE = Origin(OriginKind.MACHINE, engine="argos", model="en_es 1.0")
A, B, C = "The mill is old.", "Its wheel turns no more.", "Children fish below it."
D, E = "The baker bought it in May.", "She wants her own flour."
SPANISH = {
    A: "El molino es viejo.",
    B: "Su rueda ya no gira.",
    C: "Los niños pescan debajo.",
    D: "La panadera lo compró en mayo.",
    E: "Ella quiere su propia harina.",
}
NEW = "Nobody knows who built it."


def article(*paragraphs: str | Segment) -> Article:
    segments = (item if isinstance(item, Segment) else Segment(Kind.PARAGRAPH, item) for item in paragraphs)
    return with_sentences(Article("en", tuple(segments)), splitter=SPLITTER)


def spanish(text: str) -> str:
    for english, translated in SPANISH.items():
        text = text.replace(english, translated)
    return text


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = MemoryStore() if request.param == "memory" else new_store(tmp_path / "desk.sqlite")
    yield opened
    if request.param == "sqlite":
        opened.close()


def begin(store: Store, *paragraphs: str | Segment, states: Sequence[State] = (), texts: Sequence[str] = ()) -> None:
    """Keep an article whose targets are in these states (approved where none is said), with these texts."""
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(article(*paragraphs), languages=["es"], slug="mill")
        for place, unit in enumerate(uow.targets.bitext("mill", "es").units):
            text = texts[place] if place < len(texts) else spanish(unit.segment.text)
            state = states[place] if place < len(states) else State.APPROVED
            fields = {"state": state, "source_hash": unit.segment.source_hash, "origin": BY_PERSON}
            if state is not State.UNTRANSLATED:
                uow.targets.write(replace(unit.target, text=text, **fields), base=0, action=Action.APPROVE)


def bring(store: Store, *paragraphs: str | Segment) -> list[tuple[str, State, bool]]:
    revise(store, "mill", article(*paragraphs), splitter=SPLITTER, by=LOCAL_OWNER)
    return [(unit.target.text, unit.target.state, unit.stale) for unit in units(store)]


def units(store: Store) -> Sequence[Unit]:
    with store.read() as uow:
        return uow.targets.bitext("mill", "es").units


HERONS = "Herons fish below it."


def test_a_sentence_that_was_split_off_and_edited_brings_its_translation_as_a_draft(store: Store) -> None:
    begin(store, f"{A} {B} {C}")
    first, second = bring(store, f"{A} {B}", HERONS)
    assert first == (f"{SPANISH[A]} {SPANISH[B]}", State.APPROVED, False)
    assert second == (SPANISH[C], State.DRAFT, True)


def test_a_sentence_that_was_joined_on_and_edited_brings_its_translation_as_a_draft(store: Store) -> None:
    begin(store, f"{A} {B}", C)
    assert bring(store, f"{A} {B} {HERONS}") == [(f"{SPANISH[A]} {SPANISH[B]} {SPANISH[C]}", State.DRAFT, True)]


def approved(*sentences: str) -> tuple[str, State, bool]:
    return " ".join(SPANISH[each] for each in sentences), State.APPROVED, False


def test_each_part_of_a_split_paragraph_keeps_its_approved_sentences(store):
    begin(store, f"{A} {B} {C}", D)
    assert bring(store, f"{A} {B}", C, D) == [approved(A, B), approved(C), approved(D)]


def test_what_the_parts_say_is_learnt_by_the_memory(store):
    begin(store, f"{A} {B} {C}")
    bring(store, f"{A} {B}", C)
    with store.read() as uow:
        found = uow.memory.exact([f"{A} {B}", C], grain=Grain.SEGMENT, source="en", language="es")
    assert {source: unit.target for source, unit in found.items()} == {
        f"{A} {B}": f"{SPANISH[A]} {SPANISH[B]}",
        C: SPANISH[C],
    }


def test_a_translation_of_fewer_sentences_is_not_cut_and_stays_whole_with_the_part_that_goes_on(store):
    whole = "El molino es viejo y su rueda ya no gira; los niños pescan debajo."
    begin(store, f"{A} {B} {C}", texts=[whole])
    assert bring(store, f"{A} {B}", C) == [(whole, State.APPROVED, True), ("", State.UNTRANSLATED, False)]


def test_a_sentence_far_too_long_for_its_source_is_not_cut_off(store):
    odd = f"{SPANISH[A]} Sí. {SPANISH[B]} {SPANISH[C]}".replace(". Su", ", su", 1)
    begin(store, f"{A} {B} {C}", texts=["Sí. " + " ".join([SPANISH[A][:-1], "y", odd])])
    assert [stale for _, _, stale in bring(store, f"{A} {B}", C)] == [True, False]


def test_merged_paragraphs_are_approved_when_all_of_them_were(store):
    begin(store, A, f"{B} {C}")
    assert bring(store, f"{A} {B} {C}") == [approved(A, B, C)]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (State.TRANSLATED, State.TRANSLATED),
        (State.DRAFT, State.DRAFT),
        (State.NEEDS_WORK, State.NEEDS_WORK),
        (State.PUBLISHED, State.APPROVED),
    ],
)
def test_merged_paragraphs_are_as_far_as_the_least_of_them(store, other, expected):
    begin(store, A, B, states=[State.APPROVED, other])
    assert bring(store, f"{A} {B}") == [(f"{SPANISH[A]} {SPANISH[B]}", expected, False)]


def test_half_a_translation_is_a_draft_for_the_older_source(store):
    begin(store, A, B, states=[State.APPROVED, State.UNTRANSLATED])
    assert bring(store, f"{A} {B}") == [(SPANISH[A], State.DRAFT, True)]


def test_paragraphs_merged_in_another_order_wait_for_a_person(store):
    begin(store, A, B)
    assert bring(store, f"{B} {A}") == [(f"{SPANISH[B]} {SPANISH[A]}", State.DRAFT, True)]


def test_an_edited_sentence_leaves_the_whole_translation_as_it_was_and_stale(store):
    begin(store, f"{A} {B} {C}")
    assert bring(store, f"{A} {B.replace('no more', 'again')} {C}") == [
        (f"{SPANISH[A]} {SPANISH[B]} {SPANISH[C]}", State.APPROVED, True)
    ]


def test_an_added_sentence_leaves_the_whole_translation_as_it_was_and_stale(store):
    begin(store, f"{A} {B}")
    assert bring(store, f"{A} {NEW} {B}") == [(f"{SPANISH[A]} {SPANISH[B]}", State.APPROVED, True)]


def test_a_sentence_left_out_in_the_middle_leaves_a_draft_without_it(store):
    begin(store, f"{A} {B} {C}")
    assert bring(store, f"{A} {C}") == [(f"{SPANISH[A]} {SPANISH[C]}", State.DRAFT, True)]


def test_a_last_sentence_left_out_leaves_the_others_approved(store):
    begin(store, f"{A} {B} {C}")
    assert bring(store, f"{A} {B}") == [approved(A, B)]


def test_a_sentence_that_moved_to_another_paragraph_takes_its_translation_along(store):
    begin(store, f"{A} {B}", f"{D} {E}")
    assert bring(store, A, f"{D} {E} {B}") == [
        approved(A),
        (f"{SPANISH[D]} {SPANISH[E]} {SPANISH[B]}", State.DRAFT, True),
    ]


def test_what_is_put_together_of_a_persons_text_is_a_persons(store):
    begin(store, f"{A} {B} {C}")
    bring(store, f"{A} {C}")
    assert units(store)[0].target.origin.kind is OriginKind.PERSON


def test_a_stale_translation_does_not_become_current_by_being_moved_about(store):
    begin(store, f"{A} {B}")
    bring(store, f"{A.replace('old', 'very old')} {B}")
    assert all(stale or not text for text, _, stale in bring(store, A.replace("old", "very old"), B))


def test_the_same_text_under_another_link_stays_approved(store):
    link = Code(1, CodeKind.LINK, "https://a.example")
    begin(store, Segment(Kind.PARAGRAPH, f"<1>{A}</1> {B}", (link,)))
    moved = Segment(Kind.PARAGRAPH, f"<1>{A}</1> {B}", (replace(link, ref="https://b.example"),))
    assert bring(store, moved) == [(f"<1>{SPANISH[A]}</1> {SPANISH[B]}", State.APPROVED, False)]


def test_new_bold_that_nobody_can_place_is_flagged_and_stale(store):
    begin(store, f"{A} {B}")
    bold = Segment(Kind.PARAGRAPH, f"{A} {B}".replace("wheel", "<1>wheel</1>"), (Code(1, CodeKind.BOLD),))
    assert bring(store, bold) == [(f"{SPANISH[A]} {SPANISH[B]}", State.APPROVED, True)]
    assert units(store)[0].target.flags == ("codes",)


def test_codes_are_numbered_anew_where_paragraphs_merge(store):
    def linked(*sentences: str) -> Segment:
        codes = tuple(Code(number, CodeKind.BOLD) for number in range(1, len(sentences) + 1))
        text = " ".join(f"<{number}>{line}</{number}>" for number, line in enumerate(sentences, 1))
        return Segment(Kind.PARAGRAPH, text, codes)

    begin(store, linked(A), linked(B))
    assert bring(store, linked(A, B)) == [(f"<1>{SPANISH[A]}</1> <2>{SPANISH[B]}</2>", State.APPROVED, False)]


def test_a_fresh_part_tells_which_source_its_draft_was_made_for(store):
    begin(store, f"{A} {B} {C}", f"{D} {E}")
    bring(store, f"{A} {E}", f"{B} {C} {D}")
    with store.read() as uow:
        sources = uow.targets.sources("mill", "es")
    stale = [unit for unit in units(store) if unit.stale]
    assert stale
    assert all(sources[unit.id].source_hash == unit.target.source_hash for unit in stale)


SENTENCES = [sentence.english for sentence in sentences()[:12]]
KNOWN = {sentence.english: sentence.known["es"] for sentence in sentences()[:12]}
STRANGE = ["Nobody asked.", "The road is closed until Sunday evening."]
PARAGRAPHS = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True), min_size=1, max_size=5)
REVISED = st.lists(st.lists(st.sampled_from(SENTENCES + STRANGE), min_size=1, max_size=4), min_size=1, max_size=5)


def lines(unit: Unit) -> list[str]:
    return [unit.segment.text[span.start : span.end].strip() for span in unit.segment.sentences]


@settings(max_examples=150)
@given(PARAGRAPHS, REVISED, REVISED)
def test_whatever_the_author_does_what_is_approved_is_right_and_undoing_brings_all_back(old, new, newer):
    store = MemoryStore()
    texts = [" ".join(KNOWN[line] for line in paragraph) for paragraph in old]
    begin(store, *map(" ".join, old), texts=texts)
    for text in (new, newer):
        before = [(unit.segment, unit.target.text, unit.target.state, unit.stale) for unit in units(store)]
        made = revise(store, "mill", article(*map(" ".join, text)), splitter=SPLITTER, by=LOCAL_OWNER)
        after = units(store)
        for unit in after:
            if unit.reached(Threshold.APPROVED):
                assert unit.target.text == " ".join(KNOWN[line] for line in lines(unit))
        if made.plan.differs:
            undo(store, "mill", splitter=SPLITTER, by=LOCAL_OWNER)
            assert [(u.segment, u.target.text, u.target.state, u.stale) for u in units(store)] == before
            undo(store, "mill", splitter=SPLITTER, by=LOCAL_OWNER)
            assert [unit.target.text for unit in units(store)] == [unit.target.text for unit in after]
