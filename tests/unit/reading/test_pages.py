"""Copies of PDFs and old text files: page furniture goes, indented paragraphs and underlined headings are told."""

from __future__ import annotations

import pytest

from translate_flow.domain.article import Kind
from translate_flow.reading.cleaning import clean
from translate_flow.reading.lines import split
from translate_flow.reading.pages import furniture

PAGE = [
    "The gauge at the mill was read every morning by the ferryman,",
    "who wrote the level down in pencil and added a word about the",
    "wind. Most of the words are rude, and some of them are funny.",
    "In the winter of 1913 nothing was written for eleven days, as",
    "the stick had frozen and the man stayed in bed with his book.",
    "When the thaw came he wrote the eleven levels down from his",
    "memory, and nobody has ever been able to prove him wrong. The",
    "district bought a gauge of brass in 1950 and hung the stick",
    "above the bar of the inn, where it is read on feast days and",
    "found to agree with the brass to within two centimetres. The",
    "notebooks are kept in a biscuit tin, and the tin is kept in",
    "the church, because the school has had water in its cellar.",
]
FIRST = [*PAGE, "The last of the ferrymen retired when the bridge was opened and"]
SECOND = ["took his pencil with him, together with the ferry's bell.", *PAGE]


def paged(*furniture_lines: str) -> str:
    return "\n".join(["The Ferryman's Pencil", "", *FIRST, *furniture_lines, *SECOND, "42"])


def test_a_page_number_and_a_running_head_between_two_pages_go_and_the_sentence_is_one_again():
    segments, changes = clean(paged("41", "R. Vale / Review of Rivers 12 (2018) 41-44"))
    assert segments[0].plain == "The Ferryman's Pencil"
    assert any("was opened and took his pencil with him" in segment.plain for segment in segments)
    told = {change.before: change.reason for change in changes if change.reason != "wrapped"}
    assert told == {"41": "page number", "R. Vale / Review of Rivers 12 (2018) 41-44": "header", "42": "page number"}


def test_the_line_a_journal_prints_above_its_article_is_no_title():
    segments, changes = clean("Review of Rivers, Vol. 12, No. 3 (2018)\n" + paged("41"))
    assert [segment.plain for segment in segments if segment.kind is Kind.TITLE] == ["The Ferryman's Pencil"]
    assert (1, "header") in [(change.line, change.reason) for change in changes]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(["41", "42", *PAGE]),
        "\n".join([*PAGE, "12", *PAGE, "7", *PAGE]),
        "\n".join(["The year 1913", *PAGE]),
        "\n".join(["Vol. 3 of 2018 was the last one.", "It was thin."]),
    ],
)
def test_other_numbers_are_left_alone(text):
    assert furniture(split(text)) == {}


def test_paragraphs_that_begin_with_an_indent_are_told_apart_however_long_their_last_line():
    said = [
        ['   "I am buying," said the ferryman. "I am not selling yet."'],
        ['   "And what will you do with it all?"'],
    ]
    parts = [["   " + PAGE[0], *PAGE[1:3]], *said, ["   " + PAGE[3], *PAGE[4:12]], ["   " + PAGE[5], *PAGE[6:12]]]
    segments, _ = clean("\n".join(line for part in parts for line in part))
    assert [segment.plain for segment in segments] == [" ".join(line.strip() for line in part) for part in parts]
    assert {segment.kind for segment in segments} == {Kind.PARAGRAPH}


MAIL = f"""** The River Post
------------------------------------------------------------
Issue 88 | Friday, 3 June 2022

** The day the ferry ran backwards
------------------------------------------------------------

By Imogen Vale

{PAGE[0]}
{PAGE[1]}
{PAGE[2]}

What the skipper says
=====================

{PAGE[3]}
{PAGE[4]}
"""


def test_the_underlined_line_above_the_byline_is_the_title_and_the_others_are_headings():
    segments, _ = clean(MAIL)
    seen = [(segment.kind, segment.level, segment.plain) for segment in segments]
    assert seen[:2] == [(Kind.TITLE, 0, "The day the ferry ran backwards"), (Kind.BYLINE, 0, "By Imogen Vale")]
    assert (Kind.HEADING, 1, "What the skipper says") in seen


def test_a_rule_between_two_paragraphs_underlines_nothing():
    first, second = " ".join(PAGE[:3]), " ".join(PAGE[3:5])
    segments, changes = clean(f"Title of it\n\n{first}\n-----\n{second}")
    assert [segment.plain for segment in segments] == ["Title of it", first, second]
    assert [(change.before, change.reason) for change in changes] == [("-----", "separator")]
