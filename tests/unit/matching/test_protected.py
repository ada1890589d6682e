"""Protected passages: named for the engine, in their place again afterwards, never lost, never altered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.domain.inline import Code, CodeKind
from translate_flow.matching.protected import protect, restore

CODES = (Code(1, CodeKind.CODE), Code(2, CodeKind.BOLD), Code(3, CodeKind.CODE))


@pytest.mark.parametrize(
    ("tagged", "asked"),
    [
        ("Run <1>pump --start</1> to begin.", "Run X1 to begin."),
        ("Press <1>Start</1>, then <3>reset</3>.", "Press X1, then X2."),
        ("<2>Bold words</2> stay words.", "Bold words stay words."),
        ("Hello {name}, you have %d of {{ count }} at ${place}.", "Hello X1, you have X2 of X3 at X4."),
        ("See https://example.org/a_b?c=1, or me@example.org.", "See X1, or X2."),
        ("(https://example.org/Mill_(grinding))", "(X1)"),
        (r"In $PATH, C:\Users\ann and /usr/local/bin.", "In X1, X2 and X3."),
        ("A 50 % share, 100%, $40 and 1/2.", "A 50 % share, 100%, $40 and 1/2."),
        ("The X1 engine runs {it}.", "The X1 engine runs X2."),
        ("of a command</1> that is long", "X1 that is long"),
        ("It ends in <1>a command", "It ends in X1"),
        ("<2>Run <1>it</1></2> now.", "Run X1 now."),
        ("请打开{name}，再见。", "请打开X1，再见。"),
        ("請執行<1>pump</1>命令", "請執行X1命令"),
        ("The {n}th of {a}{b}.", "The X1 of X2."),
        ("Nothing here.", "Nothing here."),
        ("A <br/> and <a href='x y'> and </i>.", "A X1 and X2 and X3."),
        ("If 1 <b and c> 2, I <3 you.", "If 1 <b and c> 2, I <3 you."),
        ("Say <name> to Vec<String>.", "Say X1 to X2."),
        ("Run <1>a <3>b</3> c</1> now.", "Run X1 now."),
        ("a\0b", "X1"),
    ],
)
def test_what_must_stay_is_named_for_the_engine(tagged, asked):
    assert protect(tagged, CODES).asked == asked


@pytest.mark.parametrize(("tagged", "worded"), [("<1>pump --start</1>.", False), ("{name}", False), ("Use {it}", True)])
def test_a_sentence_of_protected_passages_has_no_word_to_translate(tagged, worded):
    assert protect(tagged, CODES).worded is worded


@pytest.mark.parametrize(
    ("tagged", "made", "restored", "sure"),
    [
        ("Press <1>a</1>, then <3>b c</3>.", "Luego X2; antes X1.", "Luego <3>b c</3>; antes <1>a</1>.", True),
        ("Run <1>a <2>b</2></1>.", "Corra X1.", "Corra <1>a <2>b</2></1>.", True),
        ("请打开{name}。", "Abra X1字.", "Abra {name}字.", True),
        ("Press {a} and {b}.", "Pulse X1.", "Pulse {a}. {b}", False),
        ("Press {a}.", "Pulse X1 y X1.", "Pulse {a} y .", False),
        ("Press {a}.", "Pulse X1 X1X.", "Pulse {a} X1X.", False),
        ("Press {a}.", "Pulse x1.", "Pulse x1. {a}", False),
        ("Twice {n} and {n}.", "X2 y X1.", "{n} y {n}.", True),
    ],
)
def test_passages_come_back_once_and_whole_and_what_the_engine_lost_is_told(tagged, made, restored, sure):
    assert restore(protect(tagged, CODES), made) == (restored, sure)


@given(
    st.lists(
        st.sampled_from(["<1>", "</1>", "<3>x</3>", "word ", "X1 ", "{a}", "字", "https://a.org/x ", "%s ", ". "]),
        max_size=12,
    )
)
def test_an_engine_that_copies_gives_the_sentence_back(parts):
    tagged = "".join(parts)
    protected = protect(tagged, CODES)
    assert restore(protected, protected.tagged) == (tagged, True)


@pytest.mark.parametrize("unit", ["a", "a.", "X1", "字", "{", "www.", "a@", "</a ", "/a"])
def test_a_text_made_to_stall_the_patterns_comes_through(unit):
    text = unit * 20_000
    assert restore(protect(text, CODES), protect(text, CODES).tagged) == (text, True)
