"""Tokens are found in the sentence, and words are linked by attention or by dictionary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.domain.ports import Link
from translate_flow.engines.attention import compose, links, shift, words
from translate_flow.engines.dictionary import Lexicon
from translate_flow.engines.tokenizing import SentencePieceTokenizer, locate


@pytest.mark.parametrize(
    ("surfaces", "text", "expected"),
    [
        (["The", "mayor", "’", "s"], "The  mayor’s", ["The", "mayor", "’", "s"]),
        (["", "fi", "n"], "ﬁn", ["", "ﬁ", "n"]),
        (["one", "nowhere", "two"], "one two", ["one", "", "two"]),
        (["½"], "½ cup", ["½"]),
    ],
)
def test_tokens_are_found_in_the_text_they_came_from(surfaces, text, expected):
    assert [text[start:end] for start, end in locate(surfaces, text)] == expected


def test_a_character_of_several_byte_tokens_is_one_character(packages):
    tokenizer = SentencePieceTokenizer(next(packages.glob("*en_es*/sentencepiece.model")))
    sentence = "plan 🎉 ﬁnally at a_b."
    tokens = tokenizer.encode(sentence)
    shown = [sentence[start:end] for start, end in locate(tokenizer.surfaces(tokens), sentence)]
    assert "".join(shown) == sentence.replace(" ", "")
    assert "🎉" in shown


def test_an_underscore_survives_the_tokenizer(packages):
    tokenizer = SentencePieceTokenizer(next(packages.glob("*en_es*/sentencepiece.model")))
    assert tokenizer.decode(tokenizer.encode("See a_b and {user_name}")) == "See a_b and {user_name}"


@given(st.lists(st.text(max_size=4), max_size=12), st.text(max_size=40))
def test_spans_never_leave_the_text_and_never_go_back(surfaces, text):
    spans = locate(surfaces, text)
    assert len(spans) == len(surfaces)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)


def test_a_word_of_several_tokens_is_linked_as_a_whole():
    source, target = "red cars stop", "coches rojos paran"
    pieces, made = ["red", "car", "s", "stop"], ["coche", "s", "rojos", "paran"]
    attention = [[0.1, 0.5, 0.2, 0.2], [0.3, 0.3, 0.3, 0.1], [0.8, 0.1, 0.1, 0], [0, 0.1, 0.1, 0.8]]
    found = links(
        attention,
        source=locate(pieces, source),
        target=locate(made, target),
        source_words=words(source),
        target_words=words(target),
    )
    shown = [(source[a.source_start : a.source_end], target[a.target_start : a.target_end]) for a in found]
    assert shown == [("cars", "coches"), ("red", "rojos"), ("stop", "paran")]


def test_links_meet_in_the_language_between():
    first = (Link(0, 3, 6, 10), Link(4, 7, 0, 5))
    second = (Link(0, 5, 0, 2), Link(6, 10, 3, 9))
    assert compose(first, second) == (Link(4, 7, 0, 2), Link(0, 3, 3, 9))
    assert compose(first, ()) == ()


def test_moved_links_keep_their_length():
    assert shift((Link(0, 3, 1, 2),), source=10, target=20) == (Link(10, 13, 21, 22),)


def test_a_lexicon_links_inflected_forms_each_word_once():
    lexicon = Lexicon()
    table = {"The": "El", "the": "El", "old": "viejo", "houses": "casas", "and": "y", "garden": "jardín", "is": "es"}
    lexicon.learn(["The old houses and the garden"], lambda words: [table[word] for word in words])
    source, target = "The old houses and the garden", "Las casas viejas y el jardín"
    shown = {
        source[a.source_start : a.source_end]: target[a.target_start : a.target_end]
        for a in lexicon.links(source, target)
    }
    assert shown == {"old": "viejas", "houses": "casas", "and": "y", "the": "el", "garden": "jardín"}


def test_a_lexicon_asks_for_each_word_once():
    asked: list[str] = []

    def translate(words):
        asked.extend(words)
        return words

    lexicon = Lexicon()
    for _ in range(2):
        lexicon.learn(["one two, one 3 …"], translate)
    assert asked == ["one", "two"]
