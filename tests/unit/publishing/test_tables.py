"""Tables: cells are segments of their own, and an edition shows the table they came from."""

from __future__ import annotations

import re

import pytest

from bitexts import BOLD, bitext, pair
from translate_flow.domain.article import Kind
from translate_flow.domain.bitext import Bitext, Threshold, Unit
from translate_flow.publishing import EDITIONS


def cell(place: str, text: str, target: str = "", *, head: bool = False) -> Unit:
    return pair(text, target, kind=Kind.CELL, label=place, level=int(head))


VILLAGES = bitext(
    pair("Where people live", "Dónde vive la gente"),
    cell("1.1", "Village", "Pueblo", head=True),
    cell("1.2", "People", "Gente", head=True),
    cell("2.1", "Oak Hill", "Oak Hill"),
    cell("2.2", "120", "120"),
    cell("3.2", "7 | or 8", "7 | u 8"),
    pair("The end", "Fin"),
)


def edition(name: str, of: Bitext, *, bilingual: bool = False) -> str:
    return b"".join(EDITIONS[name].write(of, threshold=Threshold.ANY, bilingual=bilingual)).decode()


def rows(html: str) -> list[list[str]]:
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", inner).split())
            for inner in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    ]


def test_html_shows_rows_and_columns_again_with_a_gap_where_a_cell_is_empty():
    html = edition("html", VILLAGES)
    assert rows(html) == [["Pueblo", "Gente"], ["Oak Hill", "120"], ["", "7 | u 8"]]
    assert html.count('<th scope="col">') == 2
    assert html.index("Dónde") < html.index("<table>") < html.index("</table>") < html.index("Fin")


def test_markdown_writes_a_table_and_escapes_bars():
    text = edition("md", VILLAGES)
    assert "| Pueblo | Gente |\n| --- | --- |\n| Oak Hill | 120 |\n|  | 7 \\| u 8 |\n" in text


def test_markdown_gives_a_table_without_heads_an_empty_one():
    text = edition("md", bitext(cell("1.1", "a", "uno"), cell("1.2", "b", "dos")))
    assert "|  |  |\n| --- | --- |\n| uno | dos |\n" in text


def test_plain_text_writes_a_line_for_a_row():
    assert "Pueblo | Gente\nOak Hill | 120\n | 7 | u 8\n" in edition("txt", VILLAGES)


def test_cells_that_begin_anew_begin_a_table():
    two = bitext(cell("1.1", "a", "uno"), cell("1.2", "b", "dos"), cell("1.1", "c", "tres"), cell("1.2", "d", "cuatro"))
    assert edition("html", two).count("<table>") == 2


def test_paragraphs_of_one_cell_stay_in_it():
    of = bitext(cell("1.1", "a", "uno"), cell("1.1", "b", "dos"), cell("1.2", "c", "tres"))
    assert rows(edition("html", of)) == [["uno dos", "tres"]]
    assert "| uno<br>dos | tres |" in edition("md", of)


def test_inline_codes_live_in_cells():
    bold = pair("a <1>b</1>", "un <1>dos</1>", kind=Kind.CELL, label="1.1", codes=(BOLD,))
    assert "<strong>dos</strong>" in edition("html", bitext(bold))
    assert "**dos**" in edition("md", bitext(bold))


@pytest.mark.parametrize("name", list(EDITIONS))
def test_a_bilingual_edition_shows_both_texts_of_each_cell(name):
    text = edition(name, VILLAGES, bilingual=True)
    for word in ("Village", "Pueblo", "People", "Gente", "7 | or 8", "u 8"):
        assert word in text.replace("\\|", "|")
