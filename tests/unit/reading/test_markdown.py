"""Markdown: front matter, inline codes, footnotes, and nothing of raw markup but its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate_flow.domain.article import Change, Kind
from translate_flow.domain.inline import CodeKind, complete
from translate_flow.errors import InputError, LimitError
from translate_flow.reading.markdown import parse
from translate_flow.reading.parsed import Parsed

LETTER = Path(__file__).parents[2] / "data" / "structured" / "letter.md"


def read(text: str | bytes, *, keep: frozenset[int] = frozenset()) -> Parsed:
    return parse(text.encode() if isinstance(text, str) else text, name="a.md", keep=keep)


def outline(parsed: Parsed) -> list[tuple[Kind, str, int, str]]:
    return [(s.kind, s.plain, s.level, s.label) for s in parsed.segments]


WINTER = (
    "In the winter of 1911 the sea took eleven metres of cliff, "
    "and the keeper wrote to the board that he could now fish from his bed."
)
LAMP = "The lamp went out for one night\nand was lit again the next. Nobody Almost nobody noticed."


def test_a_document_gives_title_byline_and_every_block() -> None:
    assert outline(read(LETTER.read_bytes())) == [
        (Kind.TITLE, "The lighthouse that moved", 0, ""),
        (Kind.BYLINE, "Tove Lindqvist", 0, ""),
        (Kind.PARAGRAPH, WINTER, 0, ""),
        (Kind.PARAGRAPH, "The board sent a mining engineer, who measured for a week.", 0, ""),
        (Kind.HEADING, "Rails and soap", 2, ""),
        (Kind.ITEM, "They laid rails.", 1, "1."),
        (Kind.ITEM, "They greased them with soft soap.", 1, "2."),
        (Kind.ITEM, "Two barrels a day.", 2, ""),
        (Kind.ITEM, "They pulled.", 1, "3."),
        (Kind.QUOTE, "It made no more noise than a cow getting up.", 0, ""),
        (Kind.QUOTE, "We had expected thunder.", 0, ""),
        (Kind.CELL, "Day", 1, "1.1"),
        (Kind.CELL, "Metres", 1, "1.2"),
        (Kind.CELL, "1", 0, "2.1"),
        (Kind.CELL, "4", 0, "2.2"),
        (Kind.CODE, "pull(4);", 0, ""),
        (Kind.PARAGRAPH, LAMP, 0, ""),
        (Kind.PARAGRAPH, "A line from raw markup.", 0, ""),
        (Kind.NOTE, "His notebook says eight days.", 0, "1"),
    ]


def test_inline_codes_are_kept_and_complete() -> None:
    segments = read(LETTER.read_bytes()).segments
    assert all(complete(s.text, s.codes) for s in segments)
    assert [(c.kind, c.ref) for s in segments for c in s.codes] == [
        (CodeKind.BOLD, ""),
        (CodeKind.ITALIC, ""),
        (CodeKind.LINK, "https://example.org/engineer"),
        (CodeKind.FOOTNOTE, "1"),
        (CodeKind.CODE, ""),
        (CodeKind.BOLD, ""),
        (CodeKind.STRIKE, ""),
        (CodeKind.BOLD, ""),
        (CodeKind.ITALIC, ""),
    ]


def test_a_heading_that_repeats_the_front_matters_title_is_dropped_and_told() -> None:
    parsed = read(LETTER.read_bytes())
    assert parsed.changes == (Change(1, "The lighthouse that moved", "", "repeated title"),)
    assert parsed.language == "en-GB"


def test_the_repeated_title_can_be_restored() -> None:
    kinds = [s.kind for s in read(LETTER.read_bytes(), keep=frozenset({1})).segments]
    assert kinds[:3] == [Kind.TITLE, Kind.BYLINE, Kind.HEADING]


def test_without_front_matter_the_first_heading_is_the_title() -> None:
    assert outline(read("# Salt *and* iron\n\nText."))[0] == (Kind.TITLE, "Salt and iron", 0, "")


@pytest.mark.parametrize(
    ("front", "title", "byline"),
    [
        ("---\ntitle: Why: a question\nauthor: Ana\n---\n", "Why: a question", "Ana"),
        ("---\ntitle: T\nauthors:\n  - name: Ana\n  - Bo\n...\n", "T", "Ana, Bo"),
        ('+++\ntitle = "T"\nauthor = "Ana"\n+++\n', "T", "Ana"),
        ("\ufeff---\r\ntitle: T\r\nbyline: By Ana\r\n---\r\n", "T", "By Ana"),
        ("---\nTitle: 1984\n---\n", "1984", ""),
    ],
)
def test_front_matter_is_read_in_the_ways_people_write_it(front: str, title: str, byline: str) -> None:
    segments = read(f"{front}\nBody text.\n").segments
    assert next(s.plain for s in segments if s.kind is Kind.TITLE) == title
    assert next((s.plain for s in segments if s.kind is Kind.BYLINE), "") == byline
    assert segments[-1].plain == "Body text."


def test_two_rules_around_a_sentence_are_no_front_matter() -> None:
    assert [s.plain for s in read("---\nJust a sentence.\n\n---\n\nBody.").segments] == ["Just a sentence.", "Body."]


def test_an_alias_bomb_in_front_matter_does_no_harm() -> None:
    pairs = zip("abcdefgh", "bcdefghi", strict=True)
    bomb = "a: &a [x, x, x]\n" + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairs)
    assert [s.plain for s in read(f"---\n{bomb}title: T\nauthor: *i\n---\nBody.").segments] == ["T", "Body."]


@pytest.mark.parametrize(
    "attack", ["[x](javascript:alert(1))", '<a href="javascript:alert(1)">x</a>', "<javascript:alert(1)>"]
)
def test_a_hostile_address_makes_no_link(attack: str) -> None:
    assert all(code.kind is not CodeKind.LINK for s in read(f"See {attack}.").segments for code in s.codes)


def test_quotes_nested_thousands_deep_are_still_one_quote() -> None:
    assert [(s.kind, s.plain) for s in read(">" * 5_000 + " deep").segments] == [(Kind.QUOTE, "deep")]


def test_lists_that_nest_past_the_limit_are_refused_and_not_cut() -> None:
    with pytest.raises(LimitError, match=r"a\.md: its lists and quotes nest more than"):
        read("\n".join("  " * n + "- item" for n in range(300)))


def test_lists_nested_thirty_deep_are_read() -> None:
    assert [s.level for s in read("\n".join("  " * n + "- item" for n in range(30))).segments] == list(range(1, 31))


def test_a_task_keeps_its_box_as_its_sign() -> None:
    segments = read("- [ ] A black folder\n- [x] Water\n- Tea [x]\n").segments
    assert [(s.plain, s.label) for s in segments] == [("A black folder", "☐"), ("Water", "☑"), ("Tea [x]", "")]


@pytest.mark.parametrize(
    "last", ["[Back to index](index.md)", "[Before](one.md) | [After](three.md)", "[Home](/)\n\n[Up](../)"]
)
def test_links_to_other_pages_of_the_site_at_the_end_are_navigation(last: str) -> None:
    parsed = read(f"# Minutes\n\nWe are eight.\n\n---\n\n{last}\n")
    assert [s.plain for s in parsed.segments] == ["Minutes", "We are eight."]
    assert "navigation" in {change.reason for change in parsed.changes}


@pytest.mark.parametrize("last", ["[A book](https://example.org/)", "See [the minutes](m.md).", "- [Others](m.md)"])
def test_other_links_at_the_end_are_text(last: str) -> None:
    assert len(read(f"# Minutes\n\nWe are eight.\n\n{last}\n").segments) == 3


def test_a_page_of_links_alone_is_kept() -> None:
    assert [s.plain for s in read("[One](one.md)\n\n[Two](two.md)\n").segments] == ["One", "Two"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            "Use <name> and Vec<String> here, then List<int> too.",
            "Use <name> and Vec<String> here, then List<int> too.",
        ),
        ("A Set<B>, and <b>bold</b> x<i>2</i>.", "A Set<B>, and <1>bold</1> x<2>2</2>."),
        ("The <title> of a page, its <body> and a <select>.", "The <title> of a page, its <body> and a <select>."),
        ("<name>\ngoes **here**", "<name> goes <1>here</1>"),
        ("<div>\nDear <name>,\n</div>", "Dear <name>,"),
        ("Close </name> it", "Close </name> it"),
        ("<script>\nHere nothing ends.", "<script> Here nothing ends."),
        ("<!-- Here nothing ends.", "<!-- Here nothing ends."),
        ("Draw <svg><path d=1/></svg> a <path>.", "Draw a <path>."),
    ],
)
def test_words_in_angle_brackets_that_are_no_markup_are_text(markup: str, text: str) -> None:
    parsed = read(markup)
    assert ([s.text for s in parsed.segments], parsed.changes) == ([text], ())


def test_what_never_ends_hides_nothing_of_what_follows() -> None:
    for opening in ("<script>", "<style>", "<textarea>", "<!--", "<title>", "<select>", "<noscript>"):
        parsed = read(f"Before.\n\n{opening}\nin it\n\nAfter.")
        told = " ".join([s.plain for s in parsed.segments] + [change.before for change in parsed.changes])
        assert ("Before." in told, "in it" in told, "After." in told) == (True, True, True), opening


def test_a_drawing_in_markdown_is_no_text_though_its_elements_are_not_html() -> None:
    parsed = read("Before.\n\n<svg>\n<g><path d=1/></g>\n\n<circle r=2/>\n\n</svg>\n\nAfter a <path>.")
    assert [s.plain for s in parsed.segments] == ["Before.", "After a <path>."]


@pytest.mark.parametrize("digits", ["1" + "0" * 6_000, "0x" + "f" * 6_000])
def test_a_number_too_long_for_python_is_refused_with_a_remedy(digits: str) -> None:
    with pytest.raises(InputError, match=r"a\.md: a number in the front matter is too long; put it in quotes"):
        read(f"+++\ntitle = {digits}\n+++\n\nHello world.\n")


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: T\na: " + "[" * 5_000 + "\n---",
        "---\ntitle: T\na: " + "{a: " * 5_000 + "\n---",
        "---\ntitle: T\nauthor: &a {name: *a}\n---",
        "---\ntitle: T\nauthor: &a [name: *a]\n---",
        '+++\ntitle = "T"\na = ' + "[" * 5_000 + "\n+++",
        '+++\ntitle = "T"\nauthor' + ".name" * 2_000 + " = 1\n+++",
    ],
)
def test_front_matter_nested_deep_or_round_in_a_circle_is_still_front_matter(front: str) -> None:
    texts = [(s.kind, s.plain) for s in read(f"{front}\n\nHello world.\n").segments if s.kind is not Kind.BYLINE]
    assert texts == [(Kind.TITLE, "T"), (Kind.PARAGRAPH, "Hello world.")]


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("---\ntitle: 1984-06-04\n---", "1984-06-04"),
        ("+++\ntitle = 1984-06-04\n+++", "1984-06-04"),
        ("---\ntitle: No\n---", "No"),
        ("---\ntitle: 1.50\n---", "1.50"),
        ("---\ntitle: 2024-13-45\n---", "2024-13-45"),
        ("---\ntitle: [Salt, Iron]\n---", "Salt, Iron"),
        ("---\ntitle: !odd Salt\n---", "Salt"),
        ("---\ntitle: 1" + "0" * 6_000 + "\n---", "1" + "0" * 6_000),
        ("---\ntitle: null\n---", ""),
        ("---\ntitle:\n---", ""),
        ('---\ntitle: "x \\ud800 y"\n---', "x y"),
        ('---\ntitle: "x \\0 y"\n---', "x y"),
        ('---\ntitle: "so \\ud83d\\ude00"\n---', "so 😀"),
    ],
)
def test_a_title_is_what_was_written_whatever_type_it_looks_like(front: str, title: str) -> None:
    assert next((s.plain for s in read(f"{front}\n\nHello.").segments if s.kind is Kind.TITLE), "") == title


def test_norwegian_is_declared_although_yaml_takes_its_code_for_a_no() -> None:
    assert read("---\nlang: no\n---\n\nHei.").language == "no"


def test_raw_markup_nested_past_the_parser_loses_no_text() -> None:
    found = read("Before.\n\n" + "<div>" * 1_000 + "deep" + "</div>" * 1_000 + "\n\nAfter.").segments
    assert [s.plain for s in found] == ["Before.", "deep", "After."]
