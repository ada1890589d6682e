"""Sentences are sent to an engine once each, in a stream that is read only as far as the engine reads."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.domain.ports import Draft
from translate_flow.workflow.repeats import Repeats


class Reader:
    """Answers in capitals and reads ``ahead`` sentences before its first answer."""

    def __init__(self, ahead: int) -> None:
        self.ahead, self.seen = ahead, []

    def __call__(self, sentences) -> Iterator[Draft]:
        sentences = iter(sentences)
        while window := list(itertools.islice(sentences, self.ahead)):
            self.seen += window
            yield from (Draft(sentence.upper()) for sentence in window)


GROUPS = st.lists(st.lists(st.sampled_from("abcdefg"), max_size=4), max_size=40)


@given(groups=GROUPS, ahead=st.integers(1, 9), remembered=st.integers(1, 5))
def test_every_group_gets_the_drafts_of_its_sentences_in_order(groups, ahead, remembered):
    drafts = Repeats(groups, ask=Reader(ahead), remembered=remembered)
    assert [[draft.text for draft in group] for group in drafts] == [[s.upper() for s in group] for group in groups]


@given(groups=GROUPS, ahead=st.integers(1, 9))
def test_a_sentence_is_sent_once_while_it_is_remembered(groups, ahead):
    reader = Reader(ahead)
    list(Repeats(groups, ask=reader))
    assert reader.seen == list(dict.fromkeys(itertools.chain.from_iterable(groups)))


def test_an_endless_stream_is_read_as_far_as_the_engine_reads():
    read = itertools.count()
    drafts = iter(Repeats(([str(number)] for number in read), ask=Reader(8)))
    assert [next(drafts)[0].text for _ in range(3)] == ["0", "1", "2"]
    assert next(read) == 8


def test_what_was_said_long_ago_is_asked_again():
    reader = Reader(1)
    list(Repeats([["first"], *([str(number)] for number in range(50)), ["first"]], ask=reader, remembered=50))
    assert reader.seen.count("first") == 2


def test_an_empty_stream_asks_nothing():
    reader = Reader(3)
    assert list(Repeats([[], []], ask=reader)) == [[], []]
    assert reader.seen == []


def test_an_engine_error_reaches_the_reader():
    def broken(sentences):
        yield Draft(next(iter(sentences)))
        raise RuntimeError("out of breath")

    drafts = iter(Repeats([["a"], ["b"]], ask=broken))
    assert next(drafts)[0].text == "a"
    with pytest.raises(RuntimeError):
        next(drafts)
