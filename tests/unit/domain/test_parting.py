"""A segment is parted and joined without losing a word, a code or a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.inline import Code, CodeKind, complete
from translate_flow.domain.parting import PARTED, joined, parted
from translate_flow.errors import StructureError

BOLD, LINK, NOTE = (
    Code(1, CodeKind.BOLD),
    Code(2, CodeKind.LINK, ref="https://example.org"),
    Code(3, CodeKind.FOOTNOTE, ref="1"),
)
TAGGED = Segment(Kind.PARAGRAPH, "The <1>ferry</1> left.<3/> See <2>the map</2> again.", (BOLD, LINK, NOTE))


def texts(*segments: Segment) -> list[str]:
    return [segment.text for segment in segments]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (16, ["The <1>ferry</1> left.<3/>", "See <2>the map</2> again."]),
        (15, ["The <1>ferry</1> left.<3/>", "See <2>the map</2> again."]),
        (4, ["The", "<1>ferry</1> left.<3/> See <2>the map</2> again."]),
        (9, ["The <1>ferry</1>", "left.<3/> See <2>the map</2> again."]),
        (20, ["The <1>ferry</1> left.<3/> See", "<2>the map</2> again."]),
        (27, ["The <1>ferry</1> left.<3/> See <2>the map</2>", "again."]),
    ],
)
def test_a_cut_keeps_each_code_on_its_side(at: int, expected: list[str]) -> None:
    parts = parted(TAGGED, at, "en")
    assert texts(*parts) == expected
    assert all(complete(part.text, part.codes) for part in parts)
    assert [code.id for part in parts for code in part.codes] == [1, 3, 2] or sorted(
        code.id for part in parts for code in part.codes
    ) == [1, 2, 3]


@pytest.mark.parametrize("at", [1, 6, 18])
def test_a_word_is_not_cut_but_where_words_have_no_spaces_between_them(at: int) -> None:
    with pytest.raises(StructureError) as refused:
        parted(TAGGED, at, "en")
    assert refused.value.reason == "place"
    first, second = parted(Segment(Kind.PARAGRAPH, "鐘は二度鳴った。"), 2, "ja")
    assert (first.text, second.text) == ("鐘は", "二度鳴った。")


@pytest.mark.parametrize("at", [23, 24])
def test_formatting_is_not_cut(at: int) -> None:
    with pytest.raises(StructureError) as refused:
        parted(TAGGED, at, "en")
    assert refused.value.reason == "codes"


@pytest.mark.parametrize("at", [0, 3, 7, 99])
def test_nothing_is_left_without_words(at: int) -> None:
    with pytest.raises(StructureError) as refused:
        parted(Segment(Kind.PARAGRAPH, "   word"), at, "en")
    assert refused.value.reason == "place"


@pytest.mark.parametrize("kind", sorted(set(Kind) - PARTED))
def test_what_there_is_one_of_and_what_is_no_prose_is_neither_parted_nor_joined(kind: Kind) -> None:
    segment = Segment(kind, "It rained. Nobody left.")
    for refuse in (lambda: parted(segment, 11, "en"), lambda: joined(segment, segment, "en")):
        with pytest.raises(StructureError) as refused:
            refuse()
        assert refused.value.reason == "kind"


def test_an_item_keeps_its_number_on_the_first_part_alone() -> None:
    first, second = parted(Segment(Kind.ITEM, "Wash it. Dry it.", level=2, label="3."), 9, "en")
    assert (first.label, first.level, second.label, second.level) == ("3.", 2, "", 2)


@pytest.mark.parametrize(
    ("language", "kind", "expected"),
    [
        ("en", Kind.PARAGRAPH, "It rained. Nobody left."),
        ("ja", Kind.PARAGRAPH, "It rained.Nobody left."),
        ("en", Kind.VERSE, "It rained.\nNobody left."),
    ],
)
def test_two_are_joined_as_the_language_and_the_kind_want_it(language: str, kind: Kind, expected: str) -> None:
    assert joined(Segment(kind, "It rained."), Segment(kind, "Nobody left."), language).text == expected


def test_the_codes_of_the_second_are_numbered_after_those_of_the_first() -> None:
    both = joined(TAGGED, Segment(Kind.PARAGRAPH, "A <1>bell</1> rang 5 < 6.", (BOLD,)), "en")
    assert both.text == f"{TAGGED.text} A <4>bell</4> rang 5 < 6."
    assert both.codes == (*TAGGED.codes, Code(4, CodeKind.BOLD))


def test_two_kinds_are_not_joined() -> None:
    with pytest.raises(StructureError, match="a paragraph and a quote cannot be merged"):
        joined(Segment(Kind.PARAGRAPH, "a"), Segment(Kind.QUOTE, "b"), "en")


@given(st.lists(st.text(alphabet="abcé漢. <1>", min_size=1), min_size=2, max_size=6), st.integers(0, 60))
def test_what_is_parted_and_joined_again_says_the_same(words: list[str], at: int) -> None:
    segment = Segment(Kind.PARAGRAPH, " ".join(words))
    try:
        parts = parted(segment, at, "ja")
    except StructureError:
        return
    assert "".join(joined(*parts, "ja").plain.split()) == "".join(segment.text.split())
