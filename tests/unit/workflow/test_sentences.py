"""Cutting segments into sentences and putting the translations together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.domain.article import Kind, Segment, Sentence
from translate_flow.domain.ports import Draft
from translate_flow.workflow.sentences import assemble, pieces


def segment(*sentences: str) -> Segment:
    spans, start = [], 0
    for sentence in sentences:
        spans.append(Sentence(start, start + len(sentence)))
        start += len(sentence)
    return Segment(Kind.PARAGRAPH, "".join(sentences), sentences=tuple(spans))


@given(st.lists(st.text(alphabet="aB. \n1", min_size=1, max_size=12), min_size=1, max_size=5))
def test_pieces_joined_give_the_text_back(sentences: list[str]) -> None:
    whole = segment(*sentences)
    assert "".join(piece.tagged + piece.space for piece in pieces(whole)) == whole.text


@pytest.mark.parametrize(
    ("sentences", "language", "target"),
    [
        (("One. ", "Two."), "es", "ONE. TWO."),
        (("One. ", "Two."), "ja", "ONE.TWO."),
        (("One. ", "Two."), "zh-Hant", "ONE.TWO."),
        (("一。", "二。"), "es", "一。 二。"),
        (("One. ", "\nTwo."), "es", "ONE. \nTWO."),
        (("One.  ", "Two. "), "es", "ONE.  TWO."),
    ],
)
def test_sentences_are_joined_as_the_target_language_writes(
    sentences: tuple[str, ...], language: str, target: str
) -> None:
    parts = pieces(segment(*sentences))
    made = [Draft(part.plain.upper()) if part.translatable else None for part in parts]
    assert assemble(parts, made, codes=(), language=language) == (target, True)
