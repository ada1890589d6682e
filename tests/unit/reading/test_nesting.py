"""Markup nested in ways that no standard allows: it is read all the same, and no word of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_flow.domain.article import Kind
from translate_flow.domain.inline import complete
from translate_flow.reading import html, markdown
from translate_flow.reading.parsed import Parsed

TAGS = ["p", "b", "i", "a", "pre", "table", "tr", "td", "li", "ul", "br", "code", "div", "sup", "q", "h2", "blockquote"]

tags = st.sampled_from(TAGS)
pieces = st.one_of(
    tags.map(lambda tag: f'<{tag} href="http://example.org/">' if tag == "a" else f"<{tag}>"),
    tags.map(lambda tag: f"</{tag}>"),
    st.just(" "),
    st.just(None),
)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A run of tags in any order with numbered words between them, and those words."""
    markup, words = "", []
    for piece in draw(st.lists(pieces, min_size=1, max_size=25)):
        if piece is None:
            words.append(f"word{len(words)}.")
        markup += f" {words[-1]} " if piece is None else piece
    return markup, words


def told(parsed: Parsed) -> str:
    texts = [segment.plain for segment in parsed.segments] + [change.before for change in parsed.changes]
    return "".join("".join(texts).split())


def read_html(markup: str) -> Parsed:
    return html.parse(f"<p>First.</p>{markup}".encode(), name="a.html", keep=frozenset())


def read_markdown(markup: str) -> Parsed:
    return markdown.parse(f"First.\n\n{markup}".encode(), name="a.md", keep=frozenset())


@given(pages())
@settings(max_examples=150)
def test_tags_of_a_page_in_any_order_are_read_and_no_word_is_lost(page: tuple[str, list[str]]) -> None:
    markup, words = page
    parsed = read_html(markup)
    assert [word for word in words if word not in told(parsed)] == []
    assert all(complete(segment.text, segment.codes) for segment in parsed.segments)


@given(pages())
@settings(max_examples=150)
def test_tags_in_markdown_in_any_order_are_read_and_no_word_is_lost(page: tuple[str, list[str]]) -> None:
    markup, words = page
    parsed = read_markdown(markup)
    assert [word for word in words if word not in told(parsed)] == []
    assert all(complete(segment.text, segment.codes) for segment in parsed.segments)


LONG = "The mill stood by the river, and its wheel turned for two hundred years without a rest."


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<p>{LONG} <b><pre>f(x);</pre></b> {LONG}", [Kind.PARAGRAPH, Kind.CODE, Kind.PARAGRAPH]),
        (f'<p>{LONG}<table><a href="http://x.org"><pre>f(x);', [Kind.PARAGRAPH, Kind.CODE]),
        (f"<p>{LONG}</p><b><i><pre>f(x);</pre></i> {LONG}</b>", [Kind.PARAGRAPH, Kind.CODE, Kind.PARAGRAPH]),
    ],
)
def test_verbatim_text_inside_an_inline_element_is_a_block_of_its_own(markup: str, expected: list[Kind]) -> None:
    assert [
        segment.kind for segment in html.parse(markup.encode(), name="a.html", keep=frozenset()).segments
    ] == expected


def test_verbatim_text_inside_raw_markup_of_markdown_is_read() -> None:
    found = markdown.parse(b"Intro text\n\n<table><b>\n\n    code\n", name="a.md", keep=frozenset()).segments
    assert [(segment.kind, segment.text) for segment in found] == [(Kind.PARAGRAPH, "Intro text"), (Kind.CODE, "code")]


def test_verbatim_text_inside_a_note_is_a_line_of_the_note() -> None:
    page = f'<p>{LONG}<sup><a href="#n1">1</a></sup></p><div id=n1>1. Before <pre>f(x);</pre> after.</div>'
    note = html.parse(page.encode(), name="a.html", keep=frozenset()).segments[-1]
    assert (note.kind, note.text) == (Kind.NOTE, "Before\nf(x);\nafter.")
