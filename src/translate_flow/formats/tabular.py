"""The rows that tables share, safe to open in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from translate_flow.domain.bitext import Unit
from translate_flow.domain.inline import plain

HEADER = ("source", "target", "state", "kind")

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def rows(units: Iterable[Unit]) -> Iterator[tuple[str, ...]]:
    """`HEADER`, then one row per unit, without inline tags."""
    yield HEADER
    for unit in units:
        target = plain(unit.target.text, unit.segment.codes)
        yield unit.segment.plain, target, unit.target.state.value, unit.segment.kind.value


def guard(cell: str) -> str:
    """Keep a spreadsheet from running a cell (OWASP, CSV Injection), so that `unguard` gives the cell back.

    >>> guard("=A1"), guard("'=A1"), unguard(guard("'=A1")), guard("'tis")
    ("'=A1", "''=A1", "'=A1", "'tis")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """Undo `guard`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
