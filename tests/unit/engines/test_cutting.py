"""A sentence too long for a model is cut, and its parts are joined again."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate_flow.domain.ports import Hypothesis, Link
from translate_flow.engines.cutting import LONGEST, cut, join
from translate_flow.engines.packages import installed
from translate_flow.engines.tokenizing import SentencePieceTokenizer

LONG = [
    "One clause, and another; " * 40 + "the end.",
    "word " * 300,
    "x" * 1000,
    "市長は計画を拒否した、" * 60 + "。",
    "a " + "y" * 500 + " b",
]


@pytest.fixture
def tokenizer(packages: Path) -> SentencePieceTokenizer:
    return SentencePieceTokenizer(installed(packages)[0].path / "sentencepiece.model")


@pytest.mark.parametrize("sentence", LONG)
def test_the_parts_of_a_long_sentence_are_short_enough_and_give_it_back(sentence, tokenizer):
    parts = cut(sentence, tokenizer)
    assert len(parts) > 1
    assert "".join(part.text for part in parts) == sentence
    assert all(len(part.tokens) <= LONGEST for part in parts)
    assert all(sentence.startswith(part.text, part.at) for part in parts)


def test_a_sentence_is_cut_at_a_clause_rather_than_inside_one(tokenizer):
    parts = cut("One clause, and another; " * 40 + "the end.", tokenizer)
    assert {part.text.rstrip()[-1] for part in parts} <= set(",;.")


@pytest.mark.parametrize("sentence", ["The end.", "", "  "])
def test_a_short_sentence_stays_whole(sentence, tokenizer):
    (part,) = cut(sentence, tokenizer)
    assert (part.at, part.text) == (0, sentence)


def test_links_of_the_parts_move_to_where_their_words_stand():
    sentence = "One, two"
    first, second = Hypothesis("Uno,", -0.5, (Link(0, 3, 0, 3),)), Hypothesis("dos", -1.5, (Link(0, 3, 0, 3),))
    joined = join(sentence, [(0, first), (5, second)])
    assert (joined.text, joined.score) == ("Uno, dos", -1.0)
    assert [
        (sentence[k.source_start : k.source_end], joined.text[k.target_start : k.target_end]) for k in joined.links
    ] == [
        ("One", "Uno"),
        ("two", "dos"),
    ]
