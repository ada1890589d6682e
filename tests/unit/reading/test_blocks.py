"""The shared walk from an HTML tree to segments: white space, codes, kinds, notes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.inline import CodeKind, complete
from translate_flow.reading import blocks
from translate_flow.reading.blocks_inline import Break, Close, Mark, Open, Token, build, settle


def segments(markup: str) -> tuple[Segment, ...]:
    return blocks.arrange(blocks.read(html.document_fromstring(f"<html><body>{markup}</body></html>")))


def only(markup: str) -> Segment:
    (segment,) = segments(markup)
    return segment


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>  a \n b\t\tc </p>", "a b c"),
        ("<p>a<b> b </b>c</p>", "a <1>b</1> c"),
        ("<p>a<b> </b>b</p>", "a b"),
        ("<p>a<b></b>b</p>", "ab"),
        ("<p>a<b><i></i></b> b</p>", "a b"),
        ("<p><b>a</b><b>b</b></p>", "<1>ab</1>"),
        ("<p><b>a</b> <strong>b</strong></p>", "<1>a b</1>"),
        ("<p><b><i>a</i></b><b><i>b</i></b></p>", "<1><2>ab</2></1>"),
        ("<p><b><b>a</b></b></p>", "<1>a</1>"),
        ("<p><a href=/x>a</a><a href=/y>b</a></p>", "<1>a</1><2>b</2>"),
        ("<p><code>a</code> <code>b</code></p>", "<1>a</1> <2>b</2>"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>a <br> <b>b</b></p>", "a\n<1>b</1>"),
        ("<p><b>a<br></b>b</p>", "<1>a</1>\nb"),
        ("<p>a<br></p>", "a"),
        ("<p>12&nbsp;km</p>", "12\u00a0km"),
        ("<p>&nbsp;a&nbsp;</p>", "a"),
        ("<p><b>&nbsp;</b>a</p>", "a"),
        ("<p>a&shy;b</p>", "ab"),
        ("<p>&lt;1&gt; and <b>x</b></p>", "<1> and <2>x</2>"),
        ("<p>a <q>b</q></p>", "a “b”"),
        ("<p>see <a href='#part'>below</a></p>", "see below"),
        ("<p>x<sup>2</sup> and H<sub>2</sub>O</p>", "x<1>2</1> and H<2>2</2>O"),
        ("<p>so <img class=emoji alt=😀 src=e.png> it goes</p>", "so 😀 it goes"),
        ("<p>a <img src=dot.gif width=1 height=1>b</p>", "a b"),
        ("<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を読む</p>", "漢字を読む"),
        ("<h2><b>All bold</b></h2>", "All bold"),
        ("<h2>Part <b>bold</b></h2>", "Part <1>bold</1>"),
        ("<h1><a href=/here>Title</a></h1>", "Title"),
        ("<h2><button>Opens</button></h2>", "Opens"),
    ],
)
def test_inline_markup_is_settled_as_a_browser_shows_it(markup: str, text: str) -> None:
    segment = only(markup)
    assert segment.text == text
    assert complete(segment.text, segment.codes)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h3>T</h3>", [(Kind.HEADING, "T", 3, "")]),
        ("<div role=heading aria-level=2>T</div>", [(Kind.HEADING, "T", 2, "")]),
        (
            "<ul><li>a<ol><li>b</ol><li>c</ul>",
            [(Kind.ITEM, "a", 1, ""), (Kind.ITEM, "b", 2, "1."), (Kind.ITEM, "c", 1, "")],
        ),
        ("<ol start=4 type=a><li>x<li>y</ol>", [(Kind.ITEM, "x", 1, "d."), (Kind.ITEM, "y", 1, "e.")]),
        ("<ol reversed type=I><li>x<li>y</ol>", [(Kind.ITEM, "x", 1, "II."), (Kind.ITEM, "y", 1, "I.")]),
        ("<ul><li><p>a</p><p>b</p></ul>", [(Kind.ITEM, "a", 1, ""), (Kind.PARAGRAPH, "b", 0, "")]),
        ("<blockquote>a<p>b</p></blockquote>", [(Kind.QUOTE, "a", 0, ""), (Kind.QUOTE, "b", 0, "")]),
        (
            "<figure><img src=x alt=y><figcaption>c</figcaption></figure>",
            [(Kind.PARAGRAPH, "", 0, ""), (Kind.CAPTION, "c", 0, "")],
        ),
        ("<pre><code>a\n  b</code></pre>", [(Kind.CODE, "a\n  b", 0, "")]),
        ("<p>One line<br>and another<br>and a third</p>", [(Kind.VERSE, "One line\nand another\nand a third", 0, "")]),
        ("<div class=stanza><p>a</p><p>b</p></div>", [(Kind.VERSE, "a\nb", 0, "")]),
        ("<p class=poem>a<br>b</p>", [(Kind.VERSE, "a\nb", 0, "")]),
        (
            "<div>a<p>b</p>c</div>",
            [(Kind.PARAGRAPH, "a", 0, ""), (Kind.PARAGRAPH, "b", 0, ""), (Kind.PARAGRAPH, "c", 0, "")],
        ),
        ("<dl><dt>a<dd>b</dl>", [(Kind.PARAGRAPH, "a", 0, ""), (Kind.ITEM, "b", 1, "")]),
        (
            "<table><caption>t</caption><tr><th>a<td>b</table>",
            [(Kind.CAPTION, "t", 0, ""), (Kind.PARAGRAPH, "a", 0, ""), (Kind.PARAGRAPH, "b", 0, "")],
        ),
        ("<details><summary>s</summary>d</details>", [(Kind.PARAGRAPH, "s", 0, ""), (Kind.PARAGRAPH, "d", 0, "")]),
    ],
)
def test_each_block_has_its_kind(markup: str, expected: list[tuple[Kind, str, int, str]]) -> None:
    assert [(s.kind, s.plain, s.level, s.label) for s in segments(markup)] == expected


REF = "<sup><a href=#x>1</a></sup>"
SHARED = "<p><a id=x></a>1. X<br><a id=y></a>2. Y</p>"
NOTE = "<p id=n1>Said so.</p>"


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>a<sup><a href=#n1>1</a></sup></p>{NOTE}",
        f"<p>a<a href=#n1><sup>1</sup></a></p>{NOTE}",
        f"<p>a<a href=#n1>[1]</a></p>{NOTE}",
        f"<p>a[<a href=#n1>1</a>]</p>{NOTE}",
        f"<p>a<a href=#n1 class=footnote-ref>1</a></p>{NOTE}",
        f"<p>a<a href=#n1 role=doc-noteref>1</a></p>{NOTE}",
        "<p>a<sup><a href=#n1 id=r1>1</a></sup></p><ol><li id=n1><p>Said so. <a href=#r1>↑</a></p></li></ol>",
        "<p>a<sup id=r1><a href=#n1>1</a></sup></p><div id=n1><a href=#r1>1</a> Said so.</div>",
        "<p>a<a name=_ftnref1 href=#_ftn1>[1]</a></p><div><p><a name=_ftn1 href=#_ftnref1>[1]</a> Said so.</p></div>",
        "<p>a<sup><a href=#n1>1</a></sup></p><p id=n1>[1] Said so.</p>",
        "<p>a<sup><a href=#n1>1</a></sup></p><p id=n1><sup>1</sup> Said so.</p>",
        "<p>a<sup><a href=#n1>1</a></sup></p><table><tr id=n1><td>1.</td><td>Said so.</td></tr></table>",
    ],
)
def test_a_footnote_is_known_by_its_shape(markup: str) -> None:
    text, note = segments(markup)
    assert (text.text, [(c.kind, c.ref) for c in text.codes]) == ("a<1/>", [(CodeKind.FOOTNOTE, "1")])
    assert (note.kind, note.text.strip(), note.label) == (Kind.NOTE, "Said so.", "1")


@pytest.mark.parametrize(
    ("markup", "plains"),
    [
        ("<p><a href=#s1>1</a> <a href=#s1>History</a></p><h2 id=s1>History</h2>", ["1 History", "History"]),
        ("<p>x<sup>2</sup></p><p id=n2>No note.</p>", ["x2", "No note."]),
        ("<p>a<sup><a href=#gone>1</a></sup></p>", ["a1"]),
        (
            f"<p>a{REF} b<sup><a href=#y>2</a></sup></p>{SHARED}",
            ["a1 b2", "1. X\n2. Y"],
        ),
    ],
)
def test_what_only_looks_like_a_footnote_keeps_its_text(markup: str, plains: list[str]) -> None:
    found = segments(markup)
    assert [s.plain for s in found] == plains
    assert all(s.kind is not Kind.NOTE for s in found)


def test_notes_come_after_everything_else() -> None:
    found = segments(f"<p>a<sup><a href=#n1>1</a></sup></p>{NOTE}<p>b</p>")
    assert [s.kind for s in found] == [Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.NOTE]


def test_a_picture_inside_a_sentence_is_a_code_and_alone_it_is_an_ornament() -> None:
    inside = only("<p>see <img src=a.png alt=Map> here</p>")
    assert [(c.kind, c.ref, c.alt) for c in inside.codes] == [(CodeKind.IMAGE, "a.png", "Map")]
    found = blocks.read(html.document_fromstring("<p><img src=a.png alt=Map></p><p>* * *</p><p>text</p>"))
    assert [block.worded for block in found] == [False, False, True]
    told = [blocks.ornament(block, line) for line, block in enumerate(found[:2], start=1)]
    assert [(c.line, c.before, c.reason) for c in told] == [(1, "Map", "image"), (2, "* * *", "separator")]


KINDS = st.sampled_from([CodeKind.BOLD, CodeKind.ITALIC, CodeKind.LINK, CodeKind.CODE])
LEAVES = st.one_of(
    st.text(alphabet="ab \u00a0<1>\n", max_size=5), st.just(Break()), st.just(Mark(CodeKind.FOOTNOTE, "1"))
)
TREES = st.recursive(
    LEAVES.map(lambda leaf: [leaf]),
    lambda inner: st.tuples(KINDS, st.lists(inner, max_size=3)).map(
        lambda pair: [Open(pair[0]), *(token for tokens in pair[1] for token in tokens), Close()]
    ),
    max_leaves=12,
)


@given(st.lists(TREES, max_size=5))
def test_settled_tokens_are_complete_and_have_no_blank_at_any_edge(trees: list[list[Token]]) -> None:
    tokens = [token for tree in trees for token in tree]
    text, codes = build(settle(tokens))
    assert complete(text, codes)
    assert text == text.strip()
    assert all(f"<{c.id}> " not in text and f" </{c.id}>" not in text for c in codes if not c.standalone)
    assert all(f"<{c.id}></{c.id}>" not in text for c in codes)


@given(st.lists(TREES, max_size=5))
def test_settling_changes_nothing_but_white_space(trees: list[list[Token]]) -> None:
    tokens = [token for tree in trees for token in tree]
    before = "".join(token for token in tokens if isinstance(token, str))
    after = "".join(token for token in settle(tokens) if isinstance(token, str))
    assert "".join(after.split()) == "".join(before.split())
