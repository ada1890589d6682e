"""Wrapped paragraphs are joined; verse, lists and addresses are not."""

from __future__ import annotations

import textwrap

import pytest

from translate_flow.reading.lines import split
from translate_flow.reading.wrapping import join, units

LONG = (
    "The river has been measured at the same stone since 1902, and the notebooks of the ferrymen are kept in a box. "
    "They wrote down the level every morning, in pencil, before the first crossing, and added a word about the wind. "
    "Most of the words are rude."
)
OTHER = (
    "From 1950 on the district used a gauge made of brass. The two series agree to within two centimetres, except in "
    "one cold winter when the stick froze and the man who should have read it stayed in bed with a book."
)


def texts(text: str) -> list[str]:
    return [unit.text for unit in units(split(text))]


@pytest.mark.parametrize("width", [40, 52, 60, 66, 72, 78, 80, 96, 110])
def test_paragraphs_wrapped_at_any_usual_width_are_joined(width):
    assert texts("\n\n".join(textwrap.fill(p, width) for p in (LONG, OTHER))) == [LONG, OTHER]


@pytest.mark.parametrize("width", [60, 72, 80])
def test_indented_first_lines_part_paragraphs_without_blank_lines(width):
    text = "\n".join(textwrap.fill(p, width, initial_indent="    ") for p in (LONG, OTHER, LONG))
    assert texts(text) == [LONG, OTHER, LONG]


def test_wrapped_text_without_spaces_is_joined_without_spaces():
    text = (
        "町は二年間の工事を終え、古い水車小屋を再び公開した。土曜日は子どもの入場が無料になり、"
        "喫茶店は春に開く予定だと町長は話した。見学は午前十時からで、雨の日は休みになるという。"
    )
    assert texts("\n".join(textwrap.wrap(text, 24))) == [text]


def test_long_paragraphs_with_one_break_between_are_not_joined():
    assert texts("\n".join([LONG, OTHER, LONG])) == [LONG, OTHER, LONG]


def test_lists_verse_and_addresses_in_wrapped_text_keep_their_lines():
    poem = [
        "Open the gate for the coal and the corn,",
        "Open the gate for the day newly born,",
        "Close it behind when the boatmen are gone.",
    ]
    address = ["Repair Workshop", "14 Mill Lane", "Lower Alder AL4 2QP"]
    items = ["- tea", "- somebody who can count", "- a band"]
    wrapped = [textwrap.fill(p, 72) for p in (LONG, OTHER)]
    text = "\n\n".join([wrapped[0], *("\n".join(part) for part in (poem, address, items)), wrapped[1]])
    assert texts(text) == [LONG, *poem, *address, *items, OTHER]


def test_a_list_item_with_a_hanging_indent_is_joined():
    item = "- tea and sandwiches from eleven o'clock, preferably with a table of their own"
    text = "\n\n".join(
        [
            textwrap.fill(LONG, 72),
            textwrap.fill(item, 72, subsequent_indent="  ") + "\n- a band",
            textwrap.fill(OTHER, 72),
        ]
    )
    assert texts(text) == [LONG, item, "- a band", OTHER]


@pytest.mark.parametrize(
    ("line", "following", "joined"),
    [
        ("the infor-", "mation", "the information"),
        ("a well-", "known stick", "a well-known stick"),
        ("the Anglo-", "Saxon stone", "the Anglo-Saxon stone"),
        ("the soft\u00ad", "ened", "the softened"),
        ("he said—", "and left", "he said—and left"),
        ("水車", "小屋", "水車小屋"),
        ("한국", "사람", "한국 사람"),
    ],
)
def test_two_lines_join_as_they_were_before_the_break(line, following, joined):
    assert join(line, following) == joined


def test_a_hyphen_stays_where_the_text_writes_the_word_with_one():
    assert join("the mail-", "coach", whole="A mail-coach came.") == "the mail-coach"


def test_a_paragraph_that_a_page_number_cuts_is_one_paragraph():
    first = textwrap.fill(LONG, 72).splitlines()
    text = "\n".join([*first[:2], "", "                 4", "", *first[2:], "", textwrap.fill(OTHER, 72)])
    found = units(split(text))
    assert [unit.text for unit in found if not unit.reason] == [LONG, OTHER]
    assert [unit.text for unit in found if unit.reason == "page number"] == ["4"]
