"""Web pages: the article comes out whole, the page around it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.inline import CodeKind, complete
from translate_flow.errors import InputError, LimitError
from translate_flow.reading.html import parse
from translate_flow.reading.html_depth import nests_deeper
from translate_flow.reading.parsed import Parsed

PAGES = Path(__file__).parents[2] / "data" / "structured"

BODY = "<p>{}</p>"


def read(page: str | bytes, *, keep: frozenset[int] = frozenset()) -> Parsed:
    return parse(page.encode() if isinstance(page, str) else page, name="page.html", keep=keep)


def page(name: str) -> Parsed:
    return read((PAGES / f"{name}.html").read_bytes())


def outline(parsed: Parsed) -> list[tuple[Kind, str]]:
    return [(segment.kind, segment.plain) for segment in parsed.segments]


def coded(segments: tuple[Segment, ...]) -> list[tuple[CodeKind, str]]:
    return [(code.kind, code.ref) for segment in segments for code in segment.codes]


@pytest.mark.parametrize("name", ["blog", "newspaper", "encyclopedia"])
def test_a_page_gives_its_article_and_nothing_else(name: str) -> None:
    rows = (PAGES / f"{name}.expected.tsv").read_text("utf-8").splitlines()
    expected = [(Kind(kind), text.replace("\\n", "\n")) for kind, text in (row.split("\t") for row in rows)]
    assert outline(page(name)) == expected


@pytest.mark.parametrize("name", ["blog", "newspaper", "encyclopedia"])
def test_every_code_of_a_page_stands_in_its_text_once(name: str) -> None:
    assert all(complete(segment.text, segment.codes) for segment in page(name).segments)


BLOG_CODES = """
bold
link https://bees.example.org/drying
italic
bold
italic
link https://slow-orchard.example/2024/10/jars/
"""
NEWSPAPER_CODES = """
italic
bold
link https://harbour.example/people/rasmussen
italic
bold
italic
"""
ENCYCLOPEDIA_CODES = """
bold
link https://encyclo.example/wiki/Aqueduct
footnote 1
footnote 2
italic
footnote 1
footnote a
subscript
italic
link https://archive.example/1938
"""


@pytest.mark.parametrize(
    ("name", "expected"), [("blog", BLOG_CODES), ("newspaper", NEWSPAPER_CODES), ("encyclopedia", ENCYCLOPEDIA_CODES)]
)
def test_bold_italics_links_and_footnote_marks_survive(name: str, expected: str) -> None:
    assert [f"{kind} {ref}".strip() for kind, ref in coded(page(name).segments)] == expected.split("\n")[1:-1]


def test_notes_carry_the_labels_of_their_marks() -> None:
    assert [s.label for s in page("encyclopedia").segments if s.kind is Kind.NOTE] == ["1", "2", "a"]


def test_the_language_is_the_one_the_page_declares() -> None:
    assert page("blog").language == "en-GB"


def test_dropped_blocks_are_told_with_their_reasons() -> None:
    reasons = {change.before: change.reason for change in page("newspaper").changes}
    assert reasons["We used to set our clocks by the horn"] == "pull quote"
    assert reasons["The Morning Tide"] == "newsletter"
    assert reasons["Read more: Why the bridge across the strait was never built"] == "related"
    assert reasons["Advertisement"] == "advertisement"
    assert reasons["World"] == "navigation"


def test_every_text_of_a_page_is_either_read_or_told_as_dropped() -> None:
    parsed = page("blog")
    lines = {change.line for change in parsed.changes}
    everything = read((PAGES / "blog.html").read_bytes(), keep=frozenset(lines))
    assert everything.changes == ()
    assert len(everything.segments) == len(parsed.segments) + len(lines)


def test_a_dropped_block_is_restored_in_its_place() -> None:
    parsed = page("newspaper")
    quote = next(c.line for c in parsed.changes if c.reason == "pull quote")
    restored = [s.plain for s in read((PAGES / "newspaper.html").read_bytes(), keep=frozenset({quote})).segments]
    place = restored.index("We used to set our clocks by the horn")
    assert restored[place - 1].startswith("On Friday its successor")
    assert restored[place + 1].startswith("“We used to set")


def test_a_page_of_one_sentence_is_read() -> None:
    assert outline(read("<p>Hello, <b>world</b>.</p>")) == [(Kind.PARAGRAPH, "Hello, world.")]


def test_a_short_page_loses_its_navigation_all_the_same() -> None:
    parsed = read("<nav><a href=/>Home</a></nav><header>Site</header><h1>Short</h1><p>Body.</p><footer>© me</footer>")
    assert outline(parsed) == [(Kind.TITLE, "Short"), (Kind.PARAGRAPH, "Body.")]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<html><body><h1>T<p>One<p>Two <b>bold<p>Three</html>", ["One", "Two bold", "Three"]),
        ("<p>One</div></span></p><p>Two", ["One", "Two"]),
        ("<b><p>One</p><p>Two</p></b>", ["One", "Two"]),
        ("plain text, no tags", ["plain text, no tags"]),
        ("<div>One<br><br>Two<br/>\n<br/>Three</div>", ["One", "Two", "Three"]),
        ("<frameset><frame src=a><noframes><p>No frames here.</p></noframes></frameset>", ["No frames here."]),
        (f"<p title='{'x' * 2_000_000}'>One</p>", ["One"]),
        ("<div>" * 10_000 + "<p>Deep down.</p>" + "</div>" * 10_000 + "<p>After.</p>", ["Deep down.", "After."]),
        ("<!-- c --><p>On<!-- hidden -->e</p><!-- d -->", ["One"]),
        ("<table><tr><td>One<td>Two<tr><td><p>Three</p><p>Four</p></table>", ["One", "Two", "Three", "Four"]),
    ],
)  # fmt: skip
def test_odd_markup_loses_no_text(markup: str, expected: list[str]) -> None:
    plains = [s.plain for s in read(markup).segments if s.kind is not Kind.TITLE]
    assert [text for text in plains if text != "T"] == expected


def test_inline_tags_nested_ten_thousand_deep_are_read() -> None:
    assert "core" in " ".join(s.plain for s in read("<p>" + "<b>" * 10_000 + "core" + "</b>" * 10_000).segments)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Text<script>alert('no')</script></p>",
        "<p>Text<style>p{color:red}</style></p>",
        "<p>Text<noscript>no</noscript></p>",
        "<p>Text<template>no</template></p>",
        "<p>Text<svg><title>no</title><script>no</script></svg></p>",
        "<p>Text<textarea>no</textarea><select><option>no</select></p>",
        "<p>Text<iframe>no</iframe></p>",
    ],
)
def test_scripts_styles_and_forms_never_become_text(markup: str) -> None:
    assert [s.plain for s in read(markup).segments] == ["Text"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java&#10;script:alert(1)",
        "&#1;javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_a_hostile_address_makes_no_link(address: str) -> None:
    (segment,) = read(f'<p>See <a href="{address}">here</a>.</p>').segments
    assert (segment.text, segment.codes) == ("See here.", ())


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("windows-1251", "cp1251"), ("koi8-r", "koi8-r"), ("utf-8", "utf-8"), ("iso-8859-5", "iso8859-5")],
)
def test_the_charset_is_the_one_the_page_declares(charset: str, encoding: str) -> None:
    text = "Ночной паром снова ходит через пролив, и город не знает, радоваться ли."
    data = f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'.encode(encoding)
    assert [s.plain for s in read(data).segments] == [text]


def test_a_byte_order_mark_wins_over_the_declared_charset() -> None:
    data = "\ufeff<meta charset=windows-1252><p>Çay içtik, sonra yürüdük.</p>".encode()
    assert [s.plain for s in read(data).segments] == ["Çay içtik, sonra yürüdük."]


def test_the_site_name_is_cut_from_a_title_that_only_the_head_has() -> None:
    head = "<head><title>Bread without an oven - The Pan</title><meta property=og:site_name content='The Pan'></head>"
    parsed = read(f"<html>{head}<body><p>{'A long sentence about bread and fire. ' * 8}</p></body></html>")
    assert outline(parsed)[0] == (Kind.TITLE, "Bread without an oven")


def test_a_title_with_a_dash_of_its_own_stays_whole() -> None:
    markup = f"<title>Salt – a short history</title><h1>Salt – a short history</h1><p>{'It was dear once. ' * 20}</p>"
    assert outline(read(markup))[0] == (Kind.TITLE, "Salt – a short history")


@pytest.mark.parametrize("page", [b"<html></html>", b"<html><head></head></html>", b"<p></p>", b"<p>&nbsp;</p>"])
def test_a_page_without_text_gives_no_segment(page: bytes) -> None:
    assert read(page).segments == ()


def test_a_page_without_an_element_is_refused() -> None:
    with pytest.raises(InputError, match=r"page\.html: there is no text in this page"):
        read("<!-- nothing -->")


def test_a_page_of_five_thousand_paragraphs_keeps_them_all() -> None:
    texts = [f"Paragraph number {n} tells of a day on which nothing of note happened at all." for n in range(5_000)]
    markup = "<article>" + "".join(f"<p>{text}</p>" for text in texts) + "</article>"
    assert [s.plain for s in read(markup).segments] == texts


def test_a_first_teaser_article_does_not_hide_the_real_one() -> None:
    teasers = "".join(
        f"<article class=card><h3><a href=/{n}>Card {n}</a></h3><p>Short.</p><p>More.</p></article>" for n in range(3)
    )
    texts = [
        f"This is sentence {n} of the long article that the page is really about, and it goes on." for n in range(12)
    ]
    markup = f"<body><div>{teasers}</div><div class=story-wrap>{''.join(BODY.format(t) for t in texts)}</div></body>"
    assert [text for text in (s.plain for s in read(markup).segments) if text in texts] == texts


@pytest.mark.parametrize(
    "opening", ["<div>", "<ul><li>", "<b><div></b>", "<span><div></span>", "<div><table><tr><td></div>"]
)
def test_a_page_nested_a_hundred_thousand_deep_is_refused_before_it_is_walked(opening: str) -> None:
    with pytest.raises(LimitError, match=r"page\.html: its elements nest too deep; copy the article's text"):
        read("<p>Before.</p>" + opening * 100_000 + "deep")


@pytest.mark.parametrize(
    "markup",
    [
        "<p>One." * 13_000,
        "<ul>" + "<li>Item." * 13_000,
        "<table>" + "<tr><td>One.<td>Two.</tr>" * 13_000,
        "<table>" + "<tr><td><p>One.<td>Two." * 13_000,
        "<div><b>One.</b><br><img src=a></div>" * 13_000,
    ],
)
def test_paragraphs_items_and_cells_in_a_row_nest_no_deeper(markup: str) -> None:
    assert not nests_deeper(markup, 10)


def test_a_title_in_linked_data_holds_nothing_that_no_document_can_hold() -> None:
    data = '{"@type": "Article", "headline": "Salt \\ud800 and iron", "author": {"name": "Ana \\udc00 Bo"}}'
    parsed = read(f'<script type="application/ld+json">{data}</script><p>{"It was dear once. " * 20}</p>')
    assert outline(parsed)[:2] == [(Kind.TITLE, "Salt and iron"), (Kind.BYLINE, "Ana Bo")]
