"""Inline codes: numbered tags that literal text can never be taken for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.domain.inline import Code, CodeKind, InlineBuilder, complete, plain, render, tokens

BOLD, LINK, MARK = (
    Code(1, CodeKind.BOLD),
    Code(2, CodeKind.LINK, "https://example.org"),
    Code(3, CodeKind.FOOTNOTE, "1"),
)
CODES = (BOLD, LINK, MARK)


@given(st.text(alphabet="<>/12345ab ", max_size=40))
def test_tokens_joined_give_the_text_back(text: str) -> None:
    assert "".join(str(token) for token in tokens(text, CODES)) == text


@given(st.lists(st.sampled_from(["a", "<1>", "</2>", "<3/>", "<12>", " "]), max_size=8))
def test_a_builder_never_mistakes_literal_text_for_a_code(parts: list[str]) -> None:
    builder = InlineBuilder()
    builder.open(CodeKind.BOLD)
    builder.text("".join(parts))
    builder.close()
    builder.mark(CodeKind.FOOTNOTE, ref="1")
    text, codes = builder.build()
    assert plain(text, codes) == "".join(parts)
    assert complete(text, codes)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("<1>a</1> <2>b</2><3/>", True),
        ("<1><2>a</2></1><3/>", True),
        ("<1>a <2>b</1></2><3/>", False),
        ("<1>a</1> <2>b</2>", False),
        ("<1>a</1><1>a</1> <2>b</2><3/>", False),
        ("</1>a<1> <2>b</2><3/>", False),
    ],
)
def test_complete_means_each_code_once_and_nested(text: str, whole: bool) -> None:
    assert complete(text, CODES) is whole


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("<1>a & b</1>", "[bold:a &amp; b]"),
        ("a<3/>", "a[footnote:]"),
        ("<1>half open", "half open"),
        ("<1>a <2>b</1> c</2>", "[bold:a b] c"),
        ("<1>a <2>b</2>", "a [link:b]"),
        ("a </1> b", "a  b"),
        ("<9>not ours</9>", "&lt;9&gt;not ours&lt;/9&gt;"),
    ],
)
def test_render_writes_codes_and_drops_broken_tags(text: str, markup: str) -> None:
    def literal(part: str) -> str:
        return part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert render(text, CODES, literal=literal, enclose=lambda code, inner: f"[{code.kind}:{inner}]") == markup


def test_literal_text_that_looks_like_a_tag_only_when_its_pieces_meet_is_no_code():
    builder = InlineBuilder()
    builder.open(CodeKind.BOLD)
    builder.text("<1")
    builder.text(">")
    builder.close()
    text, codes = builder.build()
    assert (text, plain(text, codes)) == ("<2><1></2>", "<1>")
