"""What became of each segment: each case is the old paragraphs, the new ones, and what a person would say of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.matching.changes import Changes, How, Place, compare, said
from translate_flow.segmentation import SrxSplitter
from translate_flow.workflow.segmenting import segment

A1, A2, A3 = "The mill stands by the river.", "Its wheel has not turned for years.", "Children fish below the weir."
B1, B2 = "The baker bought it last spring.", "She wants to grind her own flour again."
C1, C2 = "A carpenter looks at the beams on Friday.", "Nobody knows what he will say."
NEW1, NEW2 = "Three hundred people signed a letter.", "A bridge is to be built beside it."


def text(*paragraphs: str, kind: Kind = Kind.PARAGRAPH) -> tuple[Segment, ...]:
    article = Article("en", tuple(Segment(kind, item) for item in paragraphs))
    return segment(article, splitter=SrxSplitter()).segments


def told(changes: Changes) -> list[tuple[str, int | None]]:
    return [(item.how.value, item.continues) for item in changes.segments]


A, B, C = f"{A1} {A2} {A3}", f"{B1} {B2}", f"{C1} {C2}"


@pytest.mark.parametrize(
    ("old", "new", "expected", "gone"),
    [
        ([A, B, C], [A, B, C], [("untouched", 0), ("untouched", 1), ("untouched", 2)], ()),
        ([A, B, C], [C, A, B], [("moved", 2), ("untouched", 0), ("untouched", 1)], ()),
        (
            [A, B, C],
            [f"{A1} {A2.replace('years', 'decades')} {A3}", B, C],
            [("edited", 0), ("untouched", 1), ("untouched", 2)],
            (),
        ),
        ([A, B, C], [f"{A1} {A2}", A3, B, C], [("split", 0), ("split", None), ("untouched", 1), ("untouched", 2)], ()),
        ([A, B, C], [f"{A} {B}", C], [("merged", 0), ("untouched", 2)], ()),
        ([A, B, C], [A, NEW1, B, C], [("untouched", 0), ("new", None), ("untouched", 1), ("untouched", 2)], ()),
        ([A, B, C], [A, C], [("untouched", 0), ("untouched", 2)], (1,)),
        ([A, B], [f"{A1}", f"{A2} {A3} {B1}", B2], [("split", None), ("merged", 0), ("split", 1)], ()),
        (
            [A, B],
            [f"{A1} {A2}", A3.replace("Children", "Herons"), B],
            [("split", 0), ("split", None), ("untouched", 1)],
            (),
        ),
        ([A, C1, B], [f"{A} {C1.replace('Friday', 'Sunday')}", B], [("merged", 0), ("untouched", 2)], ()),
        ([A, B], [f"{A1} {A2}", NEW1, B], [("edited", 0), ("new", None), ("untouched", 1)], ()),
        ([], [A], [("new", None)], ()),
        ([A], [], [], (0,)),
    ],
)
def test_each_segment_is_called_what_a_person_would_call_it(old, new, expected, gone):
    changes = compare(text(*old), text(*new))
    assert told(changes) == expected
    assert changes.gone == gone


def test_sentences_know_where_they_stood():
    changes = compare(text(A, B), text(f"{A3} {B1}", f"{A1} {A2}", B2))
    assert changes.segments[0].sentences == (Place(0, 2), Place(1, 0))
    assert [item.run for item in changes.segments] == [True, True, True]


def test_sentences_in_another_order_are_no_run():
    assert not compare(text(A), text(f"{A2} {A1} {A3}")).segments[0].run


def test_a_sentence_left_out_in_the_middle_breaks_the_run():
    changed = compare(text(A), text(f"{A1} {A3}")).segments[0]
    assert (changed.how, changed.run, changed.sentences) == (How.EDITED, False, (Place(0, 0), Place(0, 2)))


def test_an_edited_sentence_stands_for_the_old_one_between_the_same_neighbours():
    changed = compare(text(A), text(f"{A1} {NEW1} {A3}")).segments[0]
    assert changed.sentences == (Place(0, 0), None, Place(0, 2))
    assert changed.instead == ((), (Place(0, 1),), ())


def test_a_sentence_that_was_split_off_and_edited_stands_for_what_it_was() -> None:
    changes = compare(text(A), text(f"{A1} {A2}", A3.replace("Children", "Herons")))
    assert changes.segments[1].instead == ((Place(0, 2),),)
    assert changes.segments[1].draws == (0,)


def test_a_sentence_that_was_joined_on_and_edited_stands_for_what_it_was() -> None:
    changes = compare(text(A, C1), text(f"{A} {C1.replace('Friday', 'Sunday')}"))
    assert changes.segments[0].instead == ((), (), (), (Place(1, 0),))
    assert changes.segments[0].draws == (0, 1)


def test_an_added_sentence_stands_for_none():
    changed = compare(text(B), text(f"{B1} {NEW1} {B2}")).segments[0]
    assert changed.instead == ((), (), ())


def test_a_rewritten_paragraph_stands_for_all_of_the_old_one():
    changed = compare(text(B), text(B.replace("spring", "autumn").replace("flour", "oats") + f" {NEW2}")).segments[0]
    assert changed.instead == ((Place(0, 0), Place(0, 1)), (), ())


def test_of_equal_sentences_each_takes_the_one_of_its_own_paragraph():
    old, new = text(f"{A1} Yes.", f"{B1} Yes."), text(f"Yes. {A1}", f"{NEW1} {B1} Yes.")
    changes = compare(old, new)
    assert [item.draws for item in changes.segments] == [(0,), (1,)]


def test_markup_alone_is_told_apart_from_an_edit():
    (plain_one,) = text(A)
    bold = replace(plain_one, text=A.replace("mill", "<1>mill</1>"), codes=(Code(1, CodeKind.BOLD),), sentences=())
    changed = compare([plain_one], [bold]).segments[0]
    assert (changed.how, changed.continues) == (How.MARKUP, 0)


def test_white_space_alone_is_no_edit():
    assert compare(text(A), text(A.replace(" wheel", "\u00a0wheel"))).segments[0].how is How.MARKUP
    assert said("a\n\nb") == said("a \n b") != said("a b")


def test_the_title_continues_the_title_whatever_it_says():
    old = (Segment(Kind.TITLE, "The old mill"), *text(A))
    changes = compare(old, (Segment(Kind.TITLE, "Flour again"), *text(A)))
    assert told(changes) == [("edited", 0), ("untouched", 1)]


def test_an_untouched_title_takes_no_sentence_of_the_text_that_says_the_same():
    title = text(B1, kind=Kind.TITLE)
    changes = compare((*title, *text(f"{B1} {B2}")), (*title, *text(B1, B2)))
    assert told(changes) == [("untouched", 0), ("split", None), ("split", 1)]


def test_code_is_never_taken_apart():
    changes = compare(text("a = 1. b = 2.", kind=Kind.CODE), text("a = 1."))
    assert told(changes) == [("new", None)]


def test_what_left_earlier_lends_no_sentence_and_comes_back_whole():
    assert told(compare(text(A, B), text(A, B1), archived=1)) == [("untouched", 0), ("new", None)]
    assert told(compare(text(A, B), text(A, B), archived=1)) == [("untouched", 0), ("back", 1)]


SENTENCES = st.sampled_from([A1, A2, A3, B1, B2, C1, C2, NEW1, NEW2, "Yes."])
PARAGRAPHS = st.lists(st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join), max_size=8)


@given(PARAGRAPHS, PARAGRAPHS)
def test_no_old_sentence_is_used_twice_and_none_is_lost_unnoticed(old, new):
    before, after = text(*old), text(*new)
    changes = compare(before, after)
    used = [place for item in changes.segments for place in item.sentences if place]
    used += [place for item in changes.segments for places in item.instead for place in places]
    assert len(used) == len(set(used))
    assert all(
        len(item.sentences) == len(item.instead) == len(segment.sentences)
        for item, segment in zip(changes.segments, after, strict=True)
    )
    continued = [item.continues for item in changes.segments if item.continues is not None]
    assert len(continued) == len(set(continued))
    drawn = {index for item in changes.segments for index in item.draws}
    assert set(range(len(before))) == set(continued) | drawn | set(changes.gone)


@given(PARAGRAPHS, PARAGRAPHS)
def test_a_sentence_is_only_taken_for_one_that_says_the_same(old, new):
    before, after = text(*old), text(*new)
    for item, segment_ in zip(compare(before, after).segments, after, strict=True):
        for place, span in zip(item.sentences, segment_.sentences, strict=True):
            if place:
                there = before[place.segment].sentences[place.sentence]
                assert said(before[place.segment].text[there.start : there.end]) == said(
                    segment_.text[span.start : span.end]
                )


@given(st.lists(SENTENCES, min_size=1, max_size=20, unique=True), st.data())
def test_other_paragraph_breaks_leave_nothing_but_runs(sentences, data):
    def broken() -> list[str]:
        cuts = sorted(data.draw(st.sets(st.integers(1, len(sentences)), max_size=6)) | {len(sentences)})
        return [" ".join(sentences[a:b]) for a, b in zip([0, *cuts], cuts, strict=False)]

    changes = compare(text(*broken()), text(*broken()))
    assert all(item.run for item in changes.segments)
    assert changes.gone == ()


def test_two_thousand_segments_of_the_same_sentence_are_compared():
    old, new = text(*[f"{A1} Yes. Yes."] * 2000), text(*[f"Yes. {A1} Yes."] * 2000)
    assert {item.how for item in compare(old, new).segments} <= {How.SPLIT, How.MERGED, How.EDITED}
