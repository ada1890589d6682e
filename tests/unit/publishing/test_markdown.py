"""The Markdown edition reads back as the same texts and codes, whatever the texts hold."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from bitexts import BOLD, LINK, MARK, PICTURE, bitext, pair, sample
from translate_flow.domain.article import Kind
from translate_flow.domain.bitext import Bitext, Threshold
from translate_flow.domain.inline import Code, CodeKind, InlineBuilder, Tag, tokens
from translate_flow.publishing import EDITIONS

TAGS = {
    "strong": "bold", "em": "italic", "u": "underline", "s": "strike", "a": "link", "code": "code",
    "sup": "superscript", "sub": "subscript",
}  # fmt: skip
Run = tuple[str, frozenset[str]]


def parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("strikethrough").use(footnote_plugin).use(front_matter_plugin)


def edition(of: Bitext, *, bilingual: bool = False, threshold: Threshold = Threshold.APPROVED) -> str:
    return b"".join(EDITIONS["md"].write(of, threshold=threshold, bilingual=bilingual)).decode()


def merged(runs: Iterator[tuple[str, tuple[str, ...]]]) -> list[Run]:
    """One run per stretch of text under the same codes."""
    found: list[Run] = []
    for text, codes in runs:
        around = frozenset(codes)
        if found and found[-1][1] == around:
            found[-1] = (found[-1][0] + text, around)
        elif text:
            found.append((text, around))
    return found


def read(inline: Token) -> Iterator[tuple[str, tuple[str, ...]]]:
    around: list[str] = []
    for token in inline.children or ():
        if token.type == "html_inline":
            tag = token.content.strip("</>")
            around.remove(TAGS[tag]) if token.content.startswith("</") else around.append(TAGS[tag])
        elif token.type == "code_inline":
            yield token.content, (*around, "code")
        elif token.type in {"hardbreak", "softbreak"}:
            yield "\n", tuple(around)
        elif token.type == "footnote_ref":
            yield f"[^{token.meta['label']}]", (*around, "footnote")
        elif token.type == "image":
            alt = "".join(child.content for child in token.children or ())
            yield f"{alt}({token.attrs['src']})", (*around, "image")
        elif token.nesting:
            kind = TAGS[token.tag] + (f" {token.attrs['href']}" if token.attrs.get("href") else "")
            around.append(kind) if token.nesting == 1 else around.pop()
        else:
            yield token.content, tuple(around)


def written(text: str, codes: tuple[Code, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    around: list[str] = []
    for token in tokens(text, codes):
        if isinstance(token, str):
            yield token, tuple(around)
        elif token.code.kind is CodeKind.FOOTNOTE:
            yield f"[^{token.code.ref}]", (*around, "footnote")
        elif token.code.kind is CodeKind.IMAGE:
            yield f"{token.code.alt}({token.code.ref})", (*around, "image")
        else:
            change(around, token)


def change(around: list[str], tag: Tag) -> None:
    kind = tag.code.kind.value + (f" {tag.code.ref}" if tag.code.ref else "")
    around.append(kind) if tag.form == "open" else around.pop()


def body(markdown: str) -> list[Token]:
    """The inline tokens after the notices."""
    inline = [token for token in parser().parse(markdown) if token.type == "inline"]
    notices = next(place for place, token in enumerate(inline) if "% approved" in token.content)
    return inline[notices + 1 :]


AWKWARD = [
    "*a*", "_a_", "**", "`", "``a``", "[a](b)", "[a]: b", "![a](b)", "<b>", "<!-- -->", "&amp;", "&#42;", "# a", "1. a",
    "1) a", "- a", "+ a", "> a", "---", "===", "~~a~~", "^[a]", "[^1]", "[^1]: a", "a|b", "    a", "\ta", "a  ", " ",
    "\\", "a\\", "!", "a\nb", "a\n- b", "a\n1. b", "a\n===", "a\n\nb", "\na", "a\n", "a\n    b", "|a|\n|-|", "*", "(x)",
    ":", "#", "a #", "\u00a0a\u00a0", "「日本」", "العربية", "$a$", "€", "日本", "a\n```\nb", "x\n<div>\ny", "\u200b",
    "http://a.b", "12345678901. a",
]  # fmt: skip
ANY = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
LITERAL = st.sampled_from(AWKWARD) | st.text(ANY | st.sampled_from("\n*_`[]()<>!~#&\\ "), min_size=1, max_size=6)
WORDED = LITERAL.filter(str.strip)
LABELS = st.sampled_from(["", "1.", "2.", "7.", "a)"])
PAIRED = [kind for kind in CodeKind if kind not in {CodeKind.FOOTNOTE, CodeKind.IMAGE, CodeKind.CODE, CodeKind.LINK}]
ADDRESSES = ["https://example.org/a_b*c", "http://x.org/?a=1&amp;b=(2)", "mailto:a@b.org", "#top", "https://x.org/a`b"]


@st.composite
def coded(draw: st.DrawFn) -> tuple[str, tuple[Code, ...]]:
    builder = InlineBuilder()

    def fill(depth: int, *, linked: bool, used: frozenset[CodeKind]) -> None:
        for _ in range(draw(st.integers(1, 3))):
            kind = draw(st.sampled_from(["text", "text", "pair", "link", "code", "note", "image"]))
            if kind == "note" and not linked:
                builder.mark(CodeKind.FOOTNOTE, ref="1")
            elif kind == "image":
                builder.mark(
                    CodeKind.IMAGE, ref="https://example.org/p.png", alt=draw(st.sampled_from(["", "a [b] *c*"]))
                )
            elif kind == "code" and CodeKind.CODE not in used:
                builder.open(CodeKind.CODE)
                builder.text(draw(LITERAL))
                builder.close()
            elif kind == "link" and depth and not linked:
                builder.open(CodeKind.LINK, ref=draw(st.sampled_from(ADDRESSES)))
                builder.text("x")
                fill(depth - 1, linked=True, used=used)
                builder.close()
            elif kind == "pair" and depth:
                chosen = draw(st.sampled_from(PAIRED))
                builder.open(chosen)
                fill(depth - 1, linked=linked, used=used | {chosen})
                builder.close()
            else:
                builder.text(draw(LITERAL))

    fill(2, linked=False, used=frozenset())
    return builder.build()


PARSER = parser()
BLOCKS = [Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTE, Kind.ITEM, Kind.VERSE, Kind.CAPTION]


def address(kind: str) -> str:
    """Parsers may escape an address as they like: compare what it means."""
    return PARSER.normalizeLink(kind)


def same(left: list[Run], right: list[Run]) -> bool:
    def normal(runs: list[Run]) -> list[tuple[str, frozenset[str]]]:
        return [(text, frozenset(map(address, codes))) for text, codes in runs]

    return normal(left) == normal(right)


@given(coded(), st.sampled_from(BLOCKS))
@example(("Wow!<1>x</1>", (Code(1, CodeKind.LINK, "https://a.b"),)), Kind.PARAGRAPH)
@example(("<1/>(x)", (Code(1, CodeKind.FOOTNOTE, "1"),)), Kind.PARAGRAPH)
@example(("<1/>: x", (Code(1, CodeKind.FOOTNOTE, "1"),)), Kind.ITEM)
@example(("<1>「日本」</1>です", (BOLD,)), Kind.PARAGRAPH)
@example(("<1>a</1><2>b</2>", (BOLD, Code(2, CodeKind.BOLD))), Kind.PARAGRAPH)
def test_any_text_and_codes_come_back(drawn, kind):
    text, codes = drawn
    note = pair("Note", "Nota", kind=Kind.NOTE, label="1")
    inline = body(edition(bitext(pair("x", text, kind=kind, codes=codes, level=2), note)))
    expected = merged(written(text, codes))
    assert same(merged(read(inline[0])), expected), edition(bitext(pair("x", text, kind=kind, codes=codes), note))


@given(st.lists(st.tuples(WORDED, st.sampled_from(BLOCKS), st.integers(1, 3), LABELS), min_size=1, max_size=6))
def test_every_block_stays_a_block_of_its_own(blocks):
    units = [pair("x", text, kind=kind, level=level, label=label) for text, kind, level, label in blocks]
    inline = body(edition(bitext(*units)))
    signs = [f"{label} " if kind is Kind.ITEM and label == "a)" else "" for _, kind, _, label in blocks]
    assert ["".join(text for text, _ in read(token)) for token in inline] == [
        sign + text for sign, (text, *_) in zip(signs, blocks, strict=True)
    ]


@given(st.lists(st.tuples(WORDED, WORDED, st.sampled_from(BLOCKS)), min_size=1, max_size=4))
def test_a_bilingual_edition_alternates_target_and_source(blocks):
    units = [pair(source, target, kind=kind, level=1) for source, target, kind in blocks]
    inline = body(edition(bitext(*units), bilingual=True))
    assert ["".join(text for text, _ in read(token)) for token in inline] == [
        text for source, target, _ in blocks for text in (target, source)
    ]


@given(st.text(ANY | st.sampled_from("`~\n "), min_size=1))
def test_a_code_block_is_verbatim_inside_a_longer_fence(text):
    found = [token for token in parser().parse(edition(bitext(pair(text, kind=Kind.CODE)))) if token.type == "fence"]
    assert [token.content for token in found] == [f"{text}\n"]


@pytest.mark.parametrize("language", ["es", "ar", "ja"])
def test_a_whole_article_keeps_its_structure(language):
    parsed = parser().parse(edition(sample(language)))
    kinds = [token.type for token in parsed if token.nesting == 1 or token.type == "fence"]
    assert kinds == [
        "heading_open", "paragraph_open", "paragraph_open", "paragraph_open", "heading_open", "ordered_list_open",
        "list_item_open", "paragraph_open", "bullet_list_open", "list_item_open", "paragraph_open", "blockquote_open",
        "paragraph_open", "paragraph_open", "paragraph_open", "fence", "footnote_block_open", "footnote_open",
        "paragraph_open",
    ]  # fmt: skip


def test_bold_and_links_are_written_as_markdown():
    text = edition(bitext(pair("<1>a</1> <2>b</2>", "<1>uno</1> y <2>dos</2>.", codes=(BOLD, LINK))))
    assert "**uno** y [dos](https://example.org/plan?a=1&b=2)." in text


def test_front_matter_names_title_byline_and_languages():
    of = bitext(pair("T", 'Dos: "uno" #1', kind=Kind.TITLE), pair("By A", "Por A", kind=Kind.BYLINE), language="zh")
    front = parser().parse(edition(of))[0]
    assert yaml.safe_load(front.content) == {
        "title": 'Dos: "uno" #1', "byline": "Por A", "lang": "zh-Hans", "source_lang": "en", "approved_percent": 100,
    }  # fmt: skip


def test_numbers_that_jump_stay_as_they_are():
    units = [
        pair("x", text, kind=Kind.ITEM, level=1, label=label) for text, label in (("a", "1."), ("b", "2."), ("c", "5."))
    ]
    starts = [
        token.attrs.get("start", 1)
        for token in parser().parse(edition(bitext(*units)))
        if token.type == "ordered_list_open"
    ]
    assert starts == [1, 5]


def test_a_note_that_nothing_points_to_is_still_printed():
    text = edition(bitext(pair("x", "y"), pair("Lost", "Perdida", kind=Kind.NOTE, label="7")))
    assert "Perdida" in parser().render(text)
    assert "[7]" in parser().render(text)


def test_a_mark_without_a_note_is_printed_as_its_label():
    text = edition(bitext(pair("x<3/>", "y<3/>", codes=(MARK,))))
    assert "y[1]" in parser().render(text)


def test_a_label_that_markdown_cannot_write_is_numbered():
    star = Code(1, CodeKind.FOOTNOTE, "* *")
    of = bitext(pair("x<1/>", "y<1/>", codes=(star,)), pair("n", "m", kind=Kind.NOTE, label="* *"))
    assert "y[^1]" in edition(of)
    assert "[^1]: m" in edition(of)


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "/relative", "file:///etc/passwd", "https://a b"]
)
def test_an_unsafe_link_becomes_its_text(target):
    text = edition(bitext(pair("<1>a</1>", "<1>uno</1>", codes=(Code(1, CodeKind.LINK, target),))))
    assert text.endswith("\nuno\n")


def test_a_picture_keeps_its_address_and_description():
    assert "![A night bus](https://example.org/bus.jpg)" in edition(bitext(pair("<1/>", "<1/>", codes=(PICTURE,))))


@pytest.mark.parametrize("target", ["<1>sin cierre", "</1>al revés", "<1><2>cruz</1></2>", "<9>ajeno</9>"])
def test_a_target_with_broken_tags_is_still_exported(target):
    text = edition(bitext(pair("<1>a</1> <2>b</2>", target, codes=(BOLD, LINK))))
    assert any(word in text for word in ("sin cierre", "al revés", "cruz", "ajeno"))
