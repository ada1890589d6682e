"""Small pages written by hand: too little text to judge by, so every paragraph stays."""

from __future__ import annotations

from itertools import product

import pytest

from translate_flow.domain.article import Kind
from translate_flow.reading.html import parse

HEADS = [
    ("", ""),
    ("<title>The mill</title>", ""),
    ("", "<h1>The mill</h1>"),
    ("<title>The mill</title>", "<h1>The mill</h1>"),
    ("<head><title>The mill</title></head>", "<header><h1>The mill</h1></header>"),
]
FRAMES = [
    "{}",
    "<main>{}</main>",
    "<article>{}</article>",
    "<section><div>{}</div></section>",
    "<div id=wrapper><div id=main>{}</div></div>",
    "<table><tr><td>{}</td></tr></table>",
]
FORMS = [
    "<p>{}</p>",
    "<div>{}</div>",
    "{}<br><br>",
    "<p><b>{}</b></p>",
    "<blockquote>{}</blockquote>",
]
TEXTS = [
    ("Bread", "Milk", "Bread", "Eggs"),
    (
        "The wheel turned day and night for the whole valley, and nobody ever asked it why.",
        "It stopped.",
        "Why?",
    ),
    ("It closed in 1902.", "Nobody saw it go.", "It was Tuesday.", "It rained.", "We left.", "We came back."),
    ("水车停了。", "没有人知道为什么。"),
]


PAGES = [title + frame.format(heading + "{}") for (title, heading), frame in product(HEADS, FRAMES)]


@pytest.mark.parametrize("texts", TEXTS)
@pytest.mark.parametrize("form", FORMS)
def test_a_small_page_loses_no_paragraph(form: str, texts: tuple[str, ...]) -> None:
    for page in PAGES:
        markup = page.format("".join(form.format(text) for text in texts))
        found = parse(markup.encode(), name="page.html", keep=frozenset()).segments
        assert [segment.plain for segment in found if segment.kind is not Kind.TITLE] == list(texts), markup


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<title>T</title>before<main><p>one</p></main>after<p>two</p>", ["before", "one", "after", "two"]),
        ("<title>T</title><section>a<p>b</p></section>tail<p>c</p>", ["a", "b", "tail", "c"]),
        ("<html><head><title>T</title><article><p>one</p></article></html>", ["one"]),
    ],
)
def test_what_stands_in_the_head_by_mistake_is_read_in_order(markup: str, expected: list[str]) -> None:
    found = parse(markup.encode(), name="page.html", keep=frozenset()).segments
    assert [segment.plain for segment in found if segment.kind is not Kind.TITLE] == expected


def test_a_small_page_loses_its_navigation_all_the_same() -> None:
    page = "<nav><a href=/>Start</a></nav><header>Site</header><p>One.</p><p>Two.</p><div class=sidebar>Old posts</div>"
    parsed = parse(page.encode(), name="page.html", keep=frozenset())
    assert [segment.plain for segment in parsed.segments] == ["One.", "Two."]
