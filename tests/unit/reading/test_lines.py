"""Lines and the spaces inside them."""

from __future__ import annotations

import pytest

from translate_flow.reading.lines import split, tidy


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_every_line_end_counts_as_one(end):
    assert [(line.number, line.text) for line in split(f"a{end}b{end}{end}c")] == [
        (1, "a"),
        (2, "b"),
        (3, ""),
        (4, "c"),
    ]


@pytest.mark.parametrize(
    ("raw", "tidied"),
    [
        ("two  spaces", "two spaces"),
        ("a\ttab", "a tab"),
        ("no\u00a0break", "no break"),
        ("zero\u200bwidth and a soft\u00adhyphen", "zerowidth and a softhyphen"),
        ("eﬃcient ﬁle", "efficient file"),
        ("cafe\u0301", "café"),
        ("quoi\u00a0? non\u202f!", "quoi\u00a0? non\u202f!"),
        ("«\u00a0oui\u00a0»", "«\u00a0oui\u00a0»"),
        ("25\u00a0km, 12\u00a0000 € et 5\u00a0%", "25\u00a0km, 12\u00a0000 € et 5\u00a0%"),
        ("2004\u00a0the year", "2004 the year"),
        ("نیم\u200cفاصله", "نیم\u200cفاصله"),
        ("👩\u200d🌾 works", "👩\u200d🌾 works"),
    ],
)
def test_spaces_come_into_order_and_typography_stays(raw, tidied):
    assert tidy(raw) == tidied


@pytest.mark.parametrize(("raw", "reason"), [("a  b", "spaces"), ("ﬁne", "characters"), ("a b", "")])
def test_a_line_tells_why_it_changed(raw, reason):
    assert split(raw)[0].reason == reason


def test_mail_marks_come_off_quoted_lines_but_not_off_a_lone_sign():
    assert [(line.text, line.depth) for line in split("> one\n> > two\n\n> 5 is more than 4")] == [
        ("one", 1),
        ("two", 2),
        ("", 0),
        ("> 5 is more than 4", 0),
    ]
