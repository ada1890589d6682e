"""Tables of data give cells with their places; layout tables and lists typed by hand give what they are."""

from __future__ import annotations

import io

import docx
import pytest
from lxml import html

from translate_flow.domain.article import Kind, Segment
from translate_flow.reading import blocks, read

HEAD = "<tr><th>Village</th><th>People</th></tr>"
ROW = "<tr><td>Oak Hill</td><td>120</td></tr>"


def cells(markup: str) -> list[tuple[str, int, str]]:
    found = blocks.arrange(blocks.read(html.document_fromstring(markup)))
    return [(s.label, s.level, s.plain) for s in found if s.kind is Kind.CELL]


def test_cells_know_their_row_and_column_and_heads_are_told():
    assert cells(f"<table>{HEAD}{ROW}</table>") == [
        ("1.1", 1, "Village"),
        ("1.2", 1, "People"),
        ("2.1", 0, "Oak Hill"),
        ("2.2", 0, "120"),
    ]


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        ("<tr><td colspan=2>a</td><td>b</td></tr><tr><td>c</td><td>d</td><td>e</td></tr>", "1.1 1.3 2.1 2.2 2.3"),
        ("<tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr>", "1.1 1.2 2.2"),
        ("<thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody>", "1.1 1.2 2.1 2.2"),
        ("<tr><td colspan=999999999>a</td></tr><tr><td>b</td><td>c</td></tr>", "1.1 2.1 2.2"),
        ("<tr><td colspan=-1>a</td><td rowspan=x>b</td></tr><tr><td></td><td>d</td></tr>", "1.1 1.2 2.2"),
    ],
)
def test_spans_count(rows, places):
    assert [place for place, _, _ in cells(f"<table>{rows}</table>")] == places.split()


@pytest.mark.parametrize(
    ("markup", "inner"),
    [
        ("<table><tr><td>Menu</td><td><h1>Title</h1><p>Text.</p></td></tr><tr><td>a</td><td>b</td></tr></table>", []),
        (
            f"<table><tr><td><table>{HEAD}{ROW}</table></td><td>x</td></tr><tr><td>a</td><td>b</td></tr></table>",
            ["Village", "People", "Oak Hill", "120"],
        ),
        ("<table><tr><td><p>One.</p></td></tr><tr><td><p>Two.</p></td></tr></table>", []),
        (f"<table><tr><td>{'long text ' * 80}</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", []),
    ],
)
def test_a_table_that_lays_out_a_page_gives_no_cells_of_its_own(markup, inner):
    assert [text for _, _, text in cells(markup)] == inner


def test_a_word_table_gives_cells():
    document = docx.Document()
    document.add_paragraph("Where people live, as counted in the autumn of last year by the district.")
    table = document.add_table(rows=2, cols=2)
    for row, texts in enumerate((("Village", "People"), ("Oak Hill", "120"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    stream = io.BytesIO()
    document.save(stream)
    found = read(stream.getvalue(), name="villages.docx").segments
    assert [(s.label, s.text) for s in found if s.kind is Kind.CELL] == [
        ("1.1", "Village"),
        ("1.2", "People"),
        ("2.1", "Oak Hill"),
        ("2.2", "120"),
    ]


def outline(markup: str) -> list[tuple[str, str, str]]:
    found: tuple[Segment, ...] = blocks.arrange(blocks.read(html.document_fromstring(markup)))
    return [(s.kind.value, s.label, s.text) for s in found]


def test_paragraphs_numbered_by_hand_are_a_list_when_they_follow_each_other():
    assert outline("<p>1. Mix.</p><p>2. Bake.</p><p>Eat.</p>") == [
        ("item", "1.", "Mix."),
        ("item", "2.", "Bake."),
        ("paragraph", "", "Eat."),
    ]
    assert outline("<p>• Salt</p><p>• Oil</p>") == [("item", "", "Salt"), ("item", "", "Oil")]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>1. Mix.</p><p>Then wait.</p><p>2. Bake.</p>",
        "<p>3. Mai war es.</p><p>4. Juni auch.</p>",
        "<p>1. Only one.</p>",
        "<p>1. Mix.</p><p>3. Bake.</p>",
        "<p>– Who is there?</p><p>– Nobody.</p>",
    ],
)
def test_other_paragraphs_with_numbers_or_dashes_stay_paragraphs(markup):
    assert {kind for kind, _, _ in outline(markup)} == {"paragraph"}


def test_a_word_document_without_styles_has_its_first_bold_line_as_title():
    document = docx.Document()
    document.add_paragraph().add_run("THE BUS AND ITS BELL").bold = True
    document.add_paragraph("by Desmond Vale")
    document.add_paragraph("When I started on the buses you stopped the driver by shouting, for the cord was broken.")
    stream = io.BytesIO()
    document.save(stream)
    article = read(stream.getvalue(), name="bus.docx")
    assert (article.title, article.byline) == ("THE BUS AND ITS BELL", "by Desmond Vale")
    assert article.segments[0].codes == ()
