"""Headings that are set in bold only: told from names, questions, table heads and plain bold paragraphs."""

from __future__ import annotations

import pytest
from lxml import html

from translate_flow.domain.article import Kind
from translate_flow.reading import blocks

TEXT = "<p>The trees on the street were planted in 1974, and some of them have decay at the base.</p>"


def outline(markup: str) -> list[tuple[Kind, str, int]]:
    found = blocks.arrange(blocks.read(html.document_fromstring(f"<html><body>{markup}</body></html>")))
    return [(s.kind, s.text, s.level) for s in found]


def headings(markup: str) -> list[tuple[str, int]]:
    return [(text, level) for kind, text, level in outline(markup) if kind is Kind.HEADING]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"{TEXT}<p><strong>1. Trees affected</strong></p>{TEXT}", [("1. Trees affected", 2)]),
        (f"{TEXT}<p><b><span>What <i>you</i> need</span></b></p>{TEXT}", [("What <1>you</1> need", 2)]),
        (f"{TEXT}<p><u>How to comment</u></p>{TEXT}", [("How to comment", 2)]),
        (f"{TEXT}<p><b>You need:</b></p><ul><li>a saw</ul>", [("You need:", 2)]),
        (f"<h2>Trees</h2>{TEXT}<p><b>Oaks</b></p>{TEXT}", [("Trees", 2), ("Oaks", 3)]),
        (f"{TEXT}<p><b>Oaks</b></p>{TEXT}<p><b>Limes</b></p>{TEXT}", [("Oaks", 2), ("Limes", 2)]),
        (f"<div>{TEXT}<br><b>Cutting</b><br><br>Cut it.</div>", [("Cutting", 2)]),
        (f"<table><tr><td>{TEXT * 2}<p><b>Oaks</b></p>{TEXT}</td></tr></table>", [("Oaks", 2)]),
    ],
)
def test_a_line_in_bold_that_heads_text_is_a_heading(markup: str, expected: list[tuple[str, int]]) -> None:
    assert headings(markup) == expected


@pytest.mark.parametrize(
    "markup",
    [
        f"{TEXT}<p><b>Take care.</b></p>{TEXT}",
        f"{TEXT}<p><b>Trees</b> are old</p>{TEXT}",
        f"{TEXT}<p><b>Oaks</b></p><p><b>Limes</b></p>",
        f"{TEXT}<p><b>How did you begin?</b></p>{TEXT}",
        f"{TEXT}<p><b>Ada Berg</b></p>{TEXT}<p><b>Ada Berg</b></p>{TEXT}",
        f"{TEXT}<p><b>Ada Berg</b></p>",
        f"{TEXT}<p><b>By Ada Berg</b></p>{TEXT}",
        f"{TEXT}<p><b>Hear this:</b></p>{TEXT}",
        f"{TEXT}<p><b>Ada Berg</b></p><p>Head of Parks</p>",
        f"<p><b>A short history of the street trees of Wrenford</b></p>{TEXT}",
        "<table><tr><td><b>Street</b></td><td>Trees</td></tr></table>",
        f"<dl><dt><b>Oak</b></dt><dd>{TEXT}</dd></dl>",
        f"{TEXT}<p><b>{'long ' * 20}</b></p>{TEXT}",
    ],
)
def test_other_bold_lines_stay_paragraphs(markup: str) -> None:
    assert headings(markup) == []
