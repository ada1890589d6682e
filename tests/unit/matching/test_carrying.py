"""A translation under other codes: each case is the old source, the new one, the old target, and what becomes of it."""

from __future__ import annotations

import pytest

from translate_flow.domain.inline import Code, CodeKind
from translate_flow.matching.carrying import carried

BOLD, ITALIC = Code(1, CodeKind.BOLD), Code(1, CodeKind.ITALIC)
BOLD_2 = Code(2, CodeKind.BOLD)
LINK, MOVED_LINK = Code(1, CodeKind.LINK, "https://a.example"), Code(1, CodeKind.LINK, "https://b.example")
NOTE, NOTE_2 = Code(1, CodeKind.FOOTNOTE, "1"), Code(1, CodeKind.FOOTNOTE, "2")


@pytest.mark.parametrize(
    ("before", "old", "now", "new", "target", "expected"),
    [
        ("A <1>mill</1>.", [LINK], "A <1>mill</1>.", [MOVED_LINK], "Un <1>molino</1>.", "Un <1>molino</1>."),
        ("A <1>mill</1>.", [BOLD], "A <1>mill</1>.", [ITALIC], "Un <1>molino</1>.", "Un <1>molino</1>."),
        ("A <1>mill</1>.", [BOLD], "A <2>mill</2>.", [BOLD_2], "Un <1>molino</1>.", "Un <2>molino</2>."),
        ("A <1>mill</1>.", [BOLD], "A mill.", [], "Un <1>molino</1>.", "Un molino."),
        ("A mill.<1/>", [NOTE], "A mill.<1/>", [NOTE_2], "Un molino.<1/>", "Un molino.<1/>"),
        ("A <1/> mill.", [Code(1, CodeKind.IMAGE, "a.png")], "A mill.", [], "Un <1/> molino.", "Un molino."),
        (
            "At the Casa Rosada.",
            [],
            "At the <1>Casa Rosada</1>.",
            [BOLD],
            "En la Casa Rosada.",
            "En la <1>Casa Rosada</1>.",
        ),
        ("A <1>mill</1>.", [LINK], "The <1>mill</1>.", [LINK], "Un <1>molino</1>.", "Un <1>molino</1>."),
        ("A <1>mill</1>.", [BOLD], "A <1>water mill</1>.", [BOLD], "Un <1>molino</1>.", "Un <1>molino</1>."),
        ("A  <1>mill</1>.", [BOLD], "A <1>mill</1>.", [BOLD], "Un <1>molino</1>.", "Un <1>molino</1>."),
    ],
)
def test_codes_that_stayed_changed_or_left_are_carried_for_sure(before, old, now, new, target, expected):
    made = carried(before, now, target, old=old, new=new)
    assert (made.text, made.sure) == (expected, True)


def test_a_code_that_came_and_whose_words_nobody_can_tell_stays_out_and_is_told():
    made = carried("A mill here.", "A <1>mill</1> here.", "Un molino aquí.", old=[], new=[BOLD])
    assert (made.text, made.sure) == ("Un molino aquí.", False)


def test_what_a_translator_left_out_before_is_no_new_fault_while_the_source_is_the_same():
    assert carried("A <1>mill</1>.", "A <2>mill</2>.", "Un molino.", old=[BOLD], new=[BOLD_2]).sure
    assert not carried("A <1>mill</1>.", "A <1>mill</1>.", "Un molino.", old=[BOLD], new=[ITALIC]).sure


def test_a_sign_that_would_read_as_a_new_tag_is_told():
    assert not carried("See <1>.", "See <1> <2>b</2>.", "Ver <2>.", old=[], new=[BOLD_2]).sure
