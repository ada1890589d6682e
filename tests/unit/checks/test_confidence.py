"""Confidence orders drafts: what is worse in any way a program can see comes first, and all is between 0 and 1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.checks.confidence import confidence, together

SOURCE = "The mayor refused to answer a single question about the bridge."
TARGET = "El alcalde se negó a responder a una sola pregunta sobre el puente."


def sure(target=TARGET, source=SOURCE, *, score=-0.2, flags=()):
    return confidence(source, target, score=score, flags=flags, source_language="en", language="es")


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"score": -0.1}, {"score": -0.9}),
        ({}, {"flags": ("numbers",)}),
        ({"flags": ("numbers",)}, {"flags": ("numbers", "length")}),
        ({}, {"target": "El alcalde se negó."}),
        ({}, {"target": f"{TARGET} {TARGET} {TARGET}"}),
        ({}, {"target": "El mayor se negó a answer a una sola question sobre el bridge."}),
        ({"source": "The mayor refused.", "target": "El alcalde se negó."}, {}),
        ({"score": -0.05}, {"score": None}),
        ({"score": None}, {"score": -1.5}),
    ],
)
def test_what_is_worse_is_ranked_lower(better, worse):
    assert sure(**better) > sure(**worse)


@pytest.mark.parametrize("target", ["El alcalde rechazó contestar a una sola pregunta sobre el puente.", TARGET])
def test_lengths_as_usual_make_no_difference(target):
    assert sure(target) == pytest.approx(sure())


@given(st.text(max_size=40), st.text(max_size=40), st.one_of(st.none(), st.floats(-1e6, 1e6)), st.integers(0, 7))
def test_whatever_the_text_it_is_between_nothing_and_one(source, target, score, flags):
    assert 0 <= sure(target, source, score=score, flags=("x",) * flags) <= 1


def test_a_segment_is_judged_by_its_weakest_sentence_first_of_all():
    one_bad, all_middling = [(0.9, 40), (0.9, 40), (0.1, 40)], [(0.6, 40), (0.6, 40), (0.6, 40)]
    assert together(one_bad) < together(all_middling)


def test_of_equally_weak_segments_the_one_with_less_good_text_is_weaker():
    assert together([(0.9, 10), (0.1, 90)]) < together([(0.9, 90), (0.1, 10)])


def test_one_sentence_is_the_segment():
    assert together([(0.7, 12)]) == pytest.approx(0.7)


@pytest.mark.parametrize(("sentences", "expected"), [([], 1.0), ([(0.4, 0)], 0.4)])
def test_a_segment_without_words_is_still_judged(sentences, expected):
    assert together(sentences) == expected
