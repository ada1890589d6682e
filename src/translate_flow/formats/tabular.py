"""The rows that tables share, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from translate_flow.domain.bitext import Unit
from translate_flow.domain.inline import plain

HEADER = ("source", "target", "state", "kind")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(units: Iterable[Unit]) -> Iterator[tuple[str, ...]]:
    """`HEADER`, then one row per unit, without inline tags."""
    yield HEADER
    for unit in units:
        target = plain(unit.target.text, unit.segment.codes)
        yield unit.segment.plain, target, unit.target.state.value, unit.segment.kind.value


def guard(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula: it gets an apostrophe in front (OWASP, CSV Injection).

    >>> guard("=HYPERLINK(A1)"), guard("a = b")
    ("'=HYPERLINK(A1)", 'a = b')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def unguard(cell: str) -> str:
    """A cell without the apostrophe that `guard` gave it.

    >>> unguard("'=HYPERLINK(A1)"), unguard("'tis")
    ('=HYPERLINK(A1)', "'tis")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
