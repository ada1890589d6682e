"""Cutting segments into sentences and putting the translations together."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_flow.domain.article import Kind, Segment, Sentence
from translate_flow.domain.inline import Code, CodeKind, Form, complete, plain, tokens
from translate_flow.domain.ports import Draft, Link
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


# properties of the whole way: cut, ask, place, restore, join

TEXTS = ["The ", "car ", "3.5 ", "{name} ", "%s ", "https://a.org/x ", "<br/> ", "X1 ", "計画", "(x)", ". ", "\n", "a"]
MADE = ["El ", "coche ", "X1 ", "X2 ", "x1 ", "X1X ", "3.5 ", "計画", "<1>", "</2>", "<3/>", "<br/> ", ". "]
KINDS = [CodeKind.BOLD, CodeKind.CODE, CodeKind.LINK, CodeKind.FOOTNOTE]


@st.composite
def coded_segments(draw: st.DrawFn) -> Segment:
    """Pairs that nest and marks, in sentences that are cut anywhere between the parts."""
    codes: list[Code] = []
    opened: list[int] = []
    parts: list[str] = []
    for step in draw(st.lists(st.sampled_from(["open", "close", "text", "text"]), max_size=16)):
        if step == "open":
            codes.append(Code(len(codes) + 1, draw(st.sampled_from(KINDS))))
            parts.append(f"<{len(codes)}/>" if codes[-1].standalone else f"<{len(codes)}>")
            opened += [] if codes[-1].standalone else [len(codes)]
        elif step == "close" and opened:
            parts.append(f"</{opened.pop()}>")
        elif step == "text":
            parts.append(draw(st.sampled_from(TEXTS)))
    parts += [f"</{number}>" for number in reversed(opened)]
    ends = {draw(st.integers(0, len(parts))) for _ in range(3)} | {len(parts)}
    cuts = sorted({len("".join(parts[:end])) for end in ends} | {0})
    spans = tuple(Sentence(start, end) for start, end in itertools.pairwise(cuts))
    return Segment(Kind.PARAGRAPH, "".join(parts), tuple(codes), sentences=spans)


@st.composite
def drafted(draw: st.DrawFn) -> tuple[Segment, list[Draft | None]]:
    """A segment, and what an engine that may lose, repeat and invent anything makes of its pieces."""
    whole = draw(coded_segments())
    drafts: list[Draft | None] = []
    for piece in pieces(whole):
        asked = piece.protected.asked
        text = draw(st.one_of(st.just(asked), st.lists(st.sampled_from(MADE), max_size=8).map("".join)))
        ends = st.tuples(st.integers(0, len(asked)), st.integers(0, 5), st.integers(0, len(text)), st.integers(0, 5))
        links = tuple(Link(a, a + b, c, c + d) for a, b, c, d in draw(st.lists(ends, max_size=5)))
        drafts.append(Draft(text, links=links) if piece.translatable else None)
    return whole, drafts


@given(drafted())
@settings(max_examples=250)
def test_no_code_is_ever_lost_doubled_or_broken_whatever_the_engine_does(
    case: tuple[Segment, list[Draft | None]],
) -> None:
    whole, drafts = case
    target, _ = assemble(pieces(whole), drafts, codes=whole.codes, language="es")
    assert complete(target, whole.codes)


@given(drafted())
@settings(max_examples=250)
def test_what_must_stay_survives_letter_for_letter(case: tuple[Segment, list[Draft | None]]) -> None:
    whole, drafts = case
    parts = pieces(whole)
    target, _ = assemble(parts, drafts, codes=whole.codes, language="es")
    said = plain(target, whole.codes)
    kept = [passage for piece in parts for _, passage in piece.protected.passages]
    assert all(plain(passage, whole.codes) in said for passage in kept)


@given(coded_segments())
@settings(max_examples=200)
def test_an_engine_that_copies_changes_no_tag_and_no_word(whole: Segment) -> None:
    drafts = [Draft(piece.protected.asked) if piece.translatable else None for piece in pieces(whole)]
    target, _ = assemble(pieces(whole), drafts, codes=whole.codes, language="en")
    assert "".join(plain(target, whole.codes).split()) == "".join(plain(whole.text, whole.codes).split())
    assert opening(target, whole.codes) == opening(whole.text, whole.codes)


def opening(text: str, codes: tuple[Code, ...]) -> list[str]:
    """The pairs of a text in the order in which they open."""
    return [str(token) for token in tokens(text, codes) if not isinstance(token, str) and token.form is Form.OPEN]
