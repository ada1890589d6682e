"""Structure without markup: headings, lists, verse, quotes, captions and notes."""

from __future__ import annotations

import pytest

from translate_flow.domain.article import Kind
from translate_flow.domain.inline import CodeKind
from translate_flow.reading.cleaning import clean

A = "The bridge was closed on Monday after a lorry had hit one of its pillars, the district said."
B = "Nobody was hurt. The driver told the police that he had been looking for his glasses."
C = "Repairs will begin in June and cost about £90,000, most of which an insurer will pay."


def shape(*blocks: str) -> list[tuple[str, str, str]]:
    segments, _ = clean("\n\n".join(["The bridge that closed", A, *blocks, C]))
    return [(s.kind.value, s.label, s.plain) for s in segments[2:-1]]


@pytest.mark.parametrize(
    "heading", ["What happens next", "WHAT HAPPENS NEXT", "2. Background", "Why now?", "Der nächste Schritt", "背景"]
)
def test_a_short_line_before_a_longer_paragraph_is_a_heading(heading):
    assert shape(heading, B)[0] == ("heading", "", heading)


def test_a_heading_stands_before_a_paragraph_that_leads_into_a_list():
    lead = "They keep a list of such things on the wall beside the door:"
    assert [kind for kind, _, _ in shape("What can be repaired", lead, "- a lamp\n- a radio")][:2] == [
        "heading",
        "paragraph",
    ]


@pytest.mark.parametrize("line", ["It fell.", "“Really?”", "And then,", "– Yes", "nobody knows why it"])
def test_a_short_line_that_is_speech_or_a_sentence_is_no_heading(line):
    assert shape(line, B)[0] == ("paragraph", "", line)


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        (["- a saw", "- a rope"], ["", ""]),
        (["* a saw", "* a rope"], ["", ""]),
        (["• a saw", "• a rope"], ["", ""]),
        (["1. a saw", "2. a rope"], ["1.", "2."]),
        (["1) a saw", "2) a rope"], ["1)", "2)"]),
        (["a) a saw", "b) a rope"], ["a)", "b)"]),
        (["i. a saw", "ii. a rope"], ["i.", "ii."]),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_list_lines_are_items_with_their_labels(lines, labels, between):
    assert shape(between.join(lines)) == [
        ("item", label, text) for label, text in zip(labels, ["a saw", "a rope"], strict=True)
    ]


def test_a_list_below_a_list_is_one_level_deeper():
    segments, _ = clean(f"Tools\n\n{A}\n\n1. a saw\na) its blade\nb) its grip\n2. a rope\n\n{B}")
    assert [(s.label, s.level) for s in segments if s.kind is Kind.ITEM] == [("1.", 1), ("a)", 2), ("b)", 2), ("2.", 1)]


@pytest.mark.parametrize(
    "line",
    ["3. Mai war ein Montag, und die Brücke war noch offen.", "1999. It was a dry year and nobody wrote much down."],
)
def test_a_lone_number_that_opens_a_sentence_is_no_item(line):
    assert shape(line) == [("paragraph", "", line)]


def test_a_stanza_is_one_verse_segment_with_its_line_breaks():
    stanza = (
        "Open the gate for the coal and the corn,\nOpen the gate for the day newly born,\nClose it when we are gone."
    )
    assert shape(stanza) == [("verse", "", stanza)]


def test_speech_on_short_lines_is_no_verse():
    assert shape("“Yes,” she said.\n“No,” he said.\n“Then we wait.”") == [
        ("paragraph", "", "“Yes,” she said."),
        ("paragraph", "", "“No,” he said."),
        ("paragraph", "", "“Then we wait.”"),
    ]


def test_a_quotation_with_its_author_below_is_a_quote():
    assert [kind for kind, _, _ in shape("“Patience is what moss looks like from the outside.”", "— Edda Lund")] == [
        "quote",
        "quote",
    ]


def test_an_indented_paragraph_among_others_is_a_quote():
    assert shape(f"     {B}", B.replace("Nobody", "Somebody"))[0] == ("quote", "", B)


def test_a_mail_quote_is_a_quote_and_the_marks_are_told():
    segments, changes = clean(f"Hello\n\n{A}\n\n> It was not\n> the lorry.\n\n{B}")
    assert [s.plain for s in segments if s.kind is Kind.QUOTE] == ["It was not", "the lorry."]
    assert [c.reason for c in changes] == ["quote mark", "quote mark"]


@pytest.mark.parametrize(
    "caption",
    [
        "Photo: The bridge on Monday",
        "Figure 1: Plan",
        "Foto: Tom Ek",
        "Фото: мост",
        "写真：橋",
        "The bridge. Photograph: Tom Ek/Agency",
    ],
)
def test_picture_lines_are_captions(caption):
    assert shape(caption, B)[0] == ("caption", "", caption)


@pytest.mark.parametrize(
    ("marks", "notes"),
    [
        (("[1]", "[2]"), ("[1] First.", "[2] Second.")),
        (("¹", "²"), ("¹ First.", "² Second.")),
        (("1", "2"), ("Notes", "1. First.", "2. Second.")),
        (("*", "**"), ("* First.", "** Second.")),
    ],
)
def test_footnotes_become_notes_and_their_marks_inline_codes(marks, notes):
    text = "\n\n".join(["The bridge that closed", A[:-1] + "." + marks[0], B[:-1] + "." + marks[1], *notes])
    segments, _ = clean(text)
    found = [s for s in segments if s.kind is Kind.NOTE]
    assert [s.plain for s in found] == ["First.", "Second."]
    codes = [code for s in segments for code in s.codes]
    assert [(code.kind, code.ref) for code in codes] == [(CodeKind.FOOTNOTE, s.label) for s in found]
    assert [s.plain for s in segments[1:3]] == [A, B]


def test_a_bracket_that_no_note_answers_stays_text():
    segments, _ = clean(f"The bridge that closed\n\n{A} [1999]\n\n{B} [1]\n\n{C}")
    assert all(not segment.codes for segment in segments)
    assert segments[2].text.endswith("[1]")
