"""Sentences of tagged text: whole tags, whole text, tags on the right side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.inline import Code, CodeKind, InlineBuilder, Tag, plain, tokens
from translate_flow.segmentation import SrxSplitter, tagged_spans

SPLITTER = SrxSplitter()
CODES = (
    Code(1, CodeKind.BOLD), Code(2, CodeKind.LINK, "https://example.org"), Code(3, CodeKind.FOOTNOTE, "1"),
    Code(4, CodeKind.IMAGE, "a.png"), Code(5, CodeKind.FOOTNOTE, "2"),
)  # fmt: skip


def cut(text: str, kind: Kind = Kind.PARAGRAPH, language: str = "en") -> list[str]:
    segment = Segment(kind, text, CODES)
    return [text[span.start : span.end] for span in tagged_spans(segment, SPLITTER, language)]


@pytest.mark.parametrize(
    ("marked", "why"),
    [
        ("<1>One.</1> |Two.", "a closing tag goes with the sentence before"),
        ("<1>One. </1>|Two.", "even after the blank"),
        ("One. |<1>Two.</1>", "an opening tag goes with the sentence after"),
        ("One.|<1> Two.</1>", "even before the blank, so that each sentence keeps its pair"),
        ("<1>One.</1> |<2>Two.</2>", "pairs side by side"),
        ("One.<3/> |Two.", "a footnote mark goes with the full stop"),
        ("One. <3/>|Two.", "even after a blank"),
        ("One.<3/><5/> |Two.", "as do two"),
        ("<1>One.</1><3/> |Two.", "and one after a closing tag"),
        ("One. |<4/>Two.", "an image opens its sentence"),
        ("One <4/>. |Two.", "or stands within one"),
        ("One<3/>. |Two<3/>.", "a mark before the stop stays"),
        ("<1>One. |Two.</1>", "a tag round two sentences is cut"),
        ("<1>One. |<2>Two.</2> |Three.</1>", "nested too"),
        ("He said <1>no.</1> |She <2>left</2>. |So <1>be</1> it.", "many"),
        ("A <9>tag</9> that is none. |Two <3> three.", "what is in no table is literal text"),
        ("One.  <3/>  |Two.", "blanks on either side"),
        ("<4/>", "a text of one mark is one sentence"),
    ],
)
def test_tags_go_with_their_sentence(marked: str, why: str) -> None:
    assert cut(marked.replace("|", "")) == marked.split("|"), why


def test_every_line_of_verse_is_a_break_and_blank_lines_go_with_the_line_before() -> None:
    text = "\nThe <1>rose\nis red. So\n \n</1>are you,\nand so on"
    assert cut(text, Kind.VERSE) == ["\nThe <1>rose\n", "is red. ", "So\n \n</1>", "are you,\n", "and so on"]


def test_code_is_one_span_and_nothing_has_none() -> None:
    assert cut("a. B.\nc. D.", Kind.CODE) == ["a. B.\nc. D."]
    assert cut("") == []


@st.composite
def segments(draw: st.DrawFn) -> Segment:
    words = st.sampled_from(
        ["One", "two", ".", "! ", "? ", " ", "\n", "“", "”", "<1>", "</7>", "<3/>", "É. ", "。", "\u200f", "Dr. "]
    )
    builder, depth = InlineBuilder(), 0
    for step in draw(st.lists(st.one_of(words, st.sampled_from(["open", "close", "note", "image"])), max_size=25)):
        if step == "open":
            builder.open(CodeKind.BOLD)
            depth += 1
        elif step == "close":
            if depth:
                builder.close()
                depth -= 1
        elif step in {"note", "image"}:
            builder.mark(CodeKind.FOOTNOTE if step == "note" else CodeKind.IMAGE, ref="1")
        else:
            builder.text(step)
    for _ in range(depth):
        builder.close()
    text, codes = builder.build()
    return Segment(draw(st.sampled_from([Kind.PARAGRAPH, Kind.VERSE, Kind.CODE, Kind.TITLE])), text, codes)


@given(segments(), st.sampled_from(["en", "fr", "ja"]))
def test_sentences_joined_give_the_tagged_text_and_no_tag_is_cut(segment: Segment, language: str) -> None:
    spans = tagged_spans(segment, SPLITTER, language)
    edges = [span.start for span in spans] + [len(segment.text)]
    assert edges == sorted(set(edges))
    assert (edges[0] == 0) or not segment.text
    assert [span.end for span in spans] == edges[1:]
    parts = [segment.text[span.start : span.end] for span in spans]
    tags = [str(token) for part in parts for token in tokens(part, segment.codes) if isinstance(token, Tag)]
    assert tags == [str(token) for token in tokens(segment.text, segment.codes) if isinstance(token, Tag)]


@given(segments())
def test_tags_do_not_change_where_the_plain_text_is_cut(segment: Segment) -> None:
    bare = replace(segment, text=segment.plain, codes=())
    with_tags = [segment.text[s.start : s.end] for s in tagged_spans(segment, SPLITTER, "en")]
    without = [bare.text[s.start : s.end] for s in tagged_spans(bare, SPLITTER, "en")]
    found = [plain(part, segment.codes).strip() for part in with_tags]
    assert [part for part in found if part] == [part.strip() for part in without if part.strip()]
