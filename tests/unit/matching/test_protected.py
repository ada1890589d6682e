"""Protected passages: named for the engine, in their place again afterwards, never lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.domain.inline import Code, CodeKind, plain
from translate_flow.domain.ports import Draft, Link
from translate_flow.domain.translation import NO_ORIGIN
from translate_flow.matching.protected import insist, protect, unprotect

CODES = (Code(1, CodeKind.CODE), Code(2, CodeKind.BOLD), Code(3, CodeKind.CODE))


@pytest.mark.parametrize(
    ("tagged", "asked"),
    [
        ("Run <1>pump --start</1> to begin.", "Run X1 to begin."),
        ("Press <1>Start</1>, then <3>reset</3>.", "Press X1, then X2."),
        ("<2>Bold words</2> stay words.", "Bold words stay words."),
        ("Hello {name}, you have %d of {{ count }} at ${place}.", "Hello X1, you have X2 of X3 at X4."),
        ("See https://example.org/a_b?c=1, or me@example.org.", "See X1, or X2."),
        ("A 50 % share, 100%.", "A 50 % share, 100%."),
        ("The X1 engine runs {it}.", "The X1 engine runs X2."),
        ("of a command</1> that is long", "X1 that is long"),
        ("It ends in <1>a command", "It ends in X1"),
        ("Run <1>see https://example.org</1>.", "Run X1."),
        ("请打开{name}，再见。", "请打开X1，再见。"),
        ("The {n}th of {a}{b}.", "The X1 of X2."),
        ("Nothing here.", "Nothing here."),
    ],
)
def test_what_must_stay_is_named_for_the_engine(tagged, asked):
    assert protect(tagged, CODES).asked == asked


@pytest.mark.parametrize(("tagged", "worded"), [("<1>pump --start</1>.", False), ("{name}", False), ("Use {it}", True)])
def test_a_sentence_of_protected_passages_has_no_word_to_translate(tagged, worded):
    assert protect(tagged, CODES).worded is worded


def test_passages_come_back_where_the_engine_put_their_names():
    protected = protect("Press <1>Start</1>, then <3>reset now</3>.", CODES)
    made = unprotect(protected, Draft("Luego X2; antes pulse X1.", NO_ORIGIN))
    assert made is not None
    assert made.text == "Luego reset now; antes pulse Start."


def test_links_point_to_the_same_words_as_before():
    protected = protect("Press <1>the start button</1> twice.", CODES)
    links = (Link(0, 5, 0, 5), Link(6, 8, 6, 8), Link(9, 14, 9, 18))
    made = unprotect(protected, Draft("Pulse X1 dos veces.", NO_ORIGIN, links=links))
    assert made is not None
    source, target = "Press the start button twice.", made.text
    pairs = [(source[k.source_start : k.source_end], target[k.target_start : k.target_end]) for k in made.links]
    assert pairs == [("Press", "Pulse"), ("the start button", "the start button"), ("twice", "dos veces")]


@pytest.mark.parametrize("text", ["Pulse dos veces.", "Pulse X1 y X1.", "Pulse X12.", "Pulse x1."])
def test_a_name_that_is_lost_doubled_or_changed_is_told(text):
    assert unprotect(protect("Press <1>Start</1> twice.", CODES), Draft(text, NO_ORIGIN)) is None


def test_what_the_second_draft_lost_stands_at_its_end_and_is_told():
    protected = protect("Press {a} and {b}.", CODES)
    assert insist(protected, Draft("Pulse {a} y {b}.", NO_ORIGIN)) == (Draft("Pulse {a} y {b}.", NO_ORIGIN), True)
    made, sure = insist(protected, Draft("Pulse {a}.", NO_ORIGIN))
    assert (made.text, sure) == ("Pulse {a}. {b}", False)


@given(
    st.lists(
        st.sampled_from(["<1>", "</1>", "word ", "X1 ", "{a}", "字", "https://a.org/x ", "%s ", ". "]), max_size=12
    )
)
def test_an_engine_that_copies_gives_the_sentence_back(parts):
    tagged = "".join(parts)
    protected = protect(tagged, CODES)
    made = unprotect(protected, Draft(protected.asked, NO_ORIGIN))
    assert made is not None
    assert made.text == plain(tagged, CODES)
