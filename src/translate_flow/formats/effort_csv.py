"""Write post-edit figures as CSV, a line for each language, engine and person."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from io import StringIO

from translate_flow.domain.efforts import Line
from translate_flow.formats.tabular import guard

HEADER = (
    *("language", "of", "name", "segments", "words", "seconds", "median_seconds", "words_per_hour", "keys_per_word"),
    *("compared", "ter", "chrf"),
)

_SECOND = timedelta(seconds=1)


def write(lines: Iterable[Line]) -> Iterator[bytes]:
    """`HEADER` and the lines as UTF-8 with a byte order mark, cells safe to open in a spreadsheet.

    ``of`` is ``language``, ``engine`` or ``person``, ``name`` that of the latter two; what nobody knows is empty.
    """
    yield b"\xef\xbb\xbf" + _row(HEADER)
    for line in lines:
        yield _row([guard(str(cell)) for cell in cells(line)])


def cells(line: Line) -> Sequence[object]:
    """What stands under `HEADER`; numbers are rounded to a digit, None is empty."""
    found = line.figures
    of = "engine" if line.engine is not None else "person" if line.person is not None else "language"
    numbers = (found.time / _SECOND, found.median / _SECOND, found.words_per_hour, found.keys_per_word)
    return [
        *(line.language, of, line.engine or line.person or "", found.segments, found.words),
        *map(_rounded, numbers),
        *(found.compared, _rounded(found.ter), _rounded(found.chrf)),
    ]


def _rounded(value: float | None) -> object:
    return "" if value is None else round(value, 1)


def _row(values: Iterable[object]) -> bytes:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(values)
    return out.getvalue().encode("utf-8", "replace")
