"""Which segment of the next revision continues which: each case is the old article, the new one, and who is who."""

from __future__ import annotations

import pytest

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.matching.continuity import REACH, continued

A = "The ferry leaves the old harbour at seven every morning."
A_EDITED = "The ferry leaves the new harbour at eight every morning."
B = "A baker on the quay opens before the first boat comes in."
B_EDITED = "A baker on the quay opens an hour before the first boat."
C = "Nobody has counted the gulls since the lighthouse was closed."
OTHER = "Tickets cost two coins."


def paragraphs(*texts: str) -> list[Segment]:
    return [Segment(Kind.PARAGRAPH, text) for text in texts]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([A, B, C], [A, B, C], [0, 1, 2]),
        ([A, B, C], [C, A, B], [2, 0, 1]),
        ([A, B, C], [A, C], [0, 2]),
        ([A, C], [A, OTHER, C], [0, None, 1]),
        ([A, B, C], [A_EDITED, B, C], [0, 1, 2]),
        ([A, B, C], [A_EDITED, B_EDITED, C], [0, 1, 2]),
        ([A, B, C], [B, C, A_EDITED], [1, 2, 0]),
        ([], [A], [None]),
        ([A], [], []),
    ],
)
def test_each_segment_continues_the_one_a_person_would_name(old, new, expected):
    assert list(continued(paragraphs(*old), paragraphs(*new))) == expected


def test_of_two_equal_paragraphs_one_may_leave_or_come():
    assert set(continued(paragraphs(A, A, B), paragraphs(A, B))) in ({0, 2}, {1, 2})
    assert set(continued(paragraphs(A, B), paragraphs(A, A, B))) == {0, 1, None}


def test_another_paragraph_in_the_same_place_is_a_new_one():
    assert continued(paragraphs(A, B), paragraphs(A, C)) == (0, None)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Opne at noon", "Open at noon"),
        ("船は七時に港を出ます。", "船は八時に港を出ます。"),
        ("เรือออกเจ็ดโมงเช้า", "เรือออกแปดโมงเช้า"),
        (A, f"{A} On Sundays it stays where it is, and so does everybody else."),
    ],
)
def test_a_small_change_is_an_edit_in_every_script(before, after):
    assert continued(paragraphs(B, before, C), paragraphs(B, after, C)) == (0, 1, 2)


def test_a_rewritten_title_is_still_the_title():
    old = [Segment(Kind.TITLE, "Ferry stops"), *paragraphs(A)]
    new = [Segment(Kind.TITLE, "An island says goodbye"), *paragraphs(A)]
    assert continued(old, new) == (0, 1)


def test_a_paragraph_that_became_a_heading_keeps_its_translation():
    assert continued(paragraphs(A), [Segment(Kind.HEADING, A, level=2)]) == (0,)


def test_code_continues_code_alone():
    assert continued(paragraphs("x = 1"), [Segment(Kind.CODE, "x = 1")]) == (None,)


def test_another_link_behind_the_same_words_is_an_edit():
    old = Segment(Kind.PARAGRAPH, "See <1>the plan</1>.", (Code(1, CodeKind.LINK, "https://example.org/a"),))
    new = Segment(Kind.PARAGRAPH, "See <1>the plan</1>.", (Code(1, CodeKind.LINK, "https://example.org/b"),))
    assert continued([old], [new]) == (0,)


def test_an_archived_segment_comes_back_only_untouched():
    old = paragraphs(A, B, C)
    assert continued(old, paragraphs(A, C), archived=1) == (0, 2)
    assert continued(old, paragraphs(A, C + " Not one."), archived=1) == (0, None)


def test_no_segment_is_continued_twice_in_a_book_whose_every_line_changed():
    size = REACH * 3
    old = paragraphs(*(f"{A} Chapter {number}." for number in range(size)))
    new = paragraphs(*(f"{A_EDITED} Chapter {number}." for number in range(size)))
    found = continued(old, new)
    assert sorted(index for index in found if index is not None) == list(range(size))
