"""What pages say: errors without the command line's remedies, foreign text kept to itself."""

from __future__ import annotations

import pytest

from translate_flow.errors import FormatError, ShelvedError
from translate_flow.ui.widgets import foreign, isolated, literal, spoken, told


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("no model for en→de; run: translate-flow models install en de", "no model for en→de"),
        ("the language could not be told; name it, such as --source en", "the language could not be told"),
        ("26 MB is more than the limit; split the document", "26 MB is more than the limit; split the document"),
        ("busy; try again; or run: translate-flow doctor", "busy; try again"),
        ("an en-dash -- stays", "an en-dash -- stays"),
    ],
)
def test_an_error_on_a_page_names_no_remedy_of_the_command_line(error, said):
    assert told(FormatError(error)) == said


@pytest.mark.parametrize("shelf", ["archived", "deleted"])
def test_who_meets_an_article_that_was_put_away_is_told_the_way_back(shelf):
    said = told(ShelvedError("fair", shelf))
    assert said == f"“{isolated('fair')}” is {shelf} and cannot be changed. Restore it first, or ask a coordinator to."


def test_markup_in_a_text_is_no_markup_on_a_page():
    assert literal("a *b* <c>") == "a \\*b\\* \\<c\\>"


@pytest.mark.parametrize("name", ["material/bolt", "smile", "+1", "streamlit"])
def test_the_name_of_a_picture_in_a_text_stays_text(name):
    said = literal(f"a :{name}: b")
    assert f":{name}:" not in said.replace("\\", "")
    assert said.replace("\\", "").replace("\N{WORD JOINER}", "") == f"a :{name}: b"


def test_a_colon_that_begins_no_picture_stays_as_it_is():
    assert literal("Note: it rained at 12:30, see material/bolt").replace("\\", "") == (
        "Note: it rained at 12:30, see material/bolt"
    )


def test_a_text_of_unknown_direction_is_isolated():
    assert isolated("Hello!") == "\u2068Hello!\u2069"


def test_the_buttons_of_a_list_are_heard_with_what_they_are_for():
    assert spoken("Edit", "port → *puerto*") == "Edit :gray[port → \\*puerto\\*]"


def test_foreign_text_says_its_language_and_direction_and_brings_no_markup():
    assert foreign("a<b> & c", "zh") == '<span lang="zh-Hans" dir="ltr">a&lt;b&gt; &amp; c</span>'
    assert foreign("ميناء", "ar") == '<span lang="ar" dir="rtl">ميناء</span>'


@pytest.mark.parametrize(
    ("marks", "inner"),
    [
        (((0, 2), (3, 5)), "<mark>&lt;a</mark> <mark>b&gt;</mark>"),
        (((0, 2), (1, 4)), "<mark>&lt;a</mark> b&gt;"),
    ],
)
def test_marks_are_kept_apart_from_what_they_mark(marks, inner):
    assert foreign("<a b>", "en", marks) == f'<span lang="en" dir="ltr">{inner}</span>'
