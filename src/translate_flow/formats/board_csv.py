"""Write the board as CSV, a line for each article and language."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import timedelta
from io import StringIO

from translate_flow.domain.board import Standing
from translate_flow.domain.translation import State
from translate_flow.formats.tabular import guard

HEADER = (
    *("slug", "title", "source", "language", "segments", "words"),
    *(f"{state.value}_{unit}" for state in State for unit in ("segments", "words")),
    *("done_words", "percent", "stale", "flagged", "failing", "doubtful", "comments", "last_activity", "last_by"),
    *("translators", "reviewers", "due", "minutes_left"),
)


def write(rows: Iterable[tuple[Standing, timedelta | None]]) -> Iterator[bytes]:
    """`HEADER` and the rows as UTF-8 with a byte order mark, cells safe to open in a spreadsheet.

    Times are UTC in ISO 8601; several names in a cell are separated by ``;``; what nobody knows is empty.
    """
    yield b"\xef\xbb\xbf" + _line(HEADER)
    for standing, left in rows:
        yield _line([guard(str(cell)) for cell in _cells(standing, left)])


def _cells(item: Standing, left: timedelta | None) -> Iterator[object]:
    yield from (item.slug, item.title, item.source, item.language, item.all.segments, item.all.words)
    for state in State:
        yield from (item.states[state].segments, item.states[state].words)
    yield from (item.done.words, f"{item.percent:.1f}")
    yield from (item.stale, item.flagged, item.failing, item.doubtful, item.comments)
    yield from (item.active.isoformat(timespec="seconds") if item.active else "", item.active_by)
    yield ";".join(dict.fromkeys(part.translator for part in item.assignments if part.translator))
    yield ";".join(dict.fromkeys(part.reviewer for part in item.assignments if part.reviewer))
    yield item.due or ""
    yield round(left / timedelta(minutes=1)) if left is not None else ""


def _line(cells: Iterable[object]) -> bytes:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode("utf-8", "replace")
