"""Tell tables of data from tables that only lay out a page, and give each cell of the former its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from lxml.html import HtmlElement

from translate_flow.reading.blocks_tags import HEADINGS, tag_of

_CELLS = frozenset({"td", "th"})
_TEXTS = frozenset({"p", "div", "br"})
_NO_DATA = frozenset(
    {"table", "ul", "ol", "dl", "blockquote", "pre", "figure", "form", "article", "section", *HEADINGS}
)
"""What a cell of data does not hold."""

_LONGEST, _MOST_TEXTS = 600, 3
_WIDEST = 200
"""A cell spans at most so many columns: what more says is a slip, and would cost memory."""


def places(table: HtmlElement) -> Mapping[HtmlElement, str]:
    """Row and column of each cell, from 1 (``"2.1"``), spans counted; empty where the table only lays out a page."""
    rows = [list(_cells(row)) for row in _rows(table)]
    cells = [cell for row in rows for cell in row]
    if len(rows) < 2 or max(map(len, rows)) < 2 or not all(_is_data(cell) for cell in cells):
        return {}
    found: dict[HtmlElement, str] = {}
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows, start=1):
        for cell in row:
            column = next(at for at in count(1) if (number, at) not in taken)
            found[cell] = f"{number}.{column}"
            taken |= {
                (number + down, column + right)
                for down in range(_span(cell, "rowspan"))
                for right in range(_span(cell, "colspan"))
            }
    return found


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table:
        if tag_of(child) == "tr":
            yield child
        elif tag_of(child) in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if tag_of(row) == "tr")


def _cells(row: HtmlElement) -> Iterator[HtmlElement]:
    return (cell for cell in row if tag_of(cell) in _CELLS)


def _is_data(cell: HtmlElement) -> bool:
    inside = [tag_of(element) for element in cell.iterdescendants()]
    texts = sum(tag in _TEXTS for tag in inside)
    return not _NO_DATA & set(inside) and texts <= _MOST_TEXTS and len("".join(cell.itertext())) <= _LONGEST


def _span(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return min(_WIDEST, max(1, int(value))) if value.isascii() and value.isdigit() else 1
