"""Write a bitext as comma-separated values: for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from translate_flow.domain.bitext import Bitext, Threshold
from translate_flow.formats.tabular import guard, rows
from translate_flow.formats.taking import take

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Without it Excel reads UTF-8 as the code page of the machine."""


def write(bitext: Bitext, *, threshold: Threshold) -> Iterator[bytes]:
    """RFC 4180 in UTF-8: a header line, then source, target, state and kind. Lost: as in TSV.

    Raises:
        FormatError: nothing reached the threshold, or a character is not text.

    """
    units = take(bitext, threshold=threshold, form="CSV")
    return (_BYTE_ORDER_MARK * (number == 0) + _line(row) for number, row in enumerate(rows(units)))


def _line(row: tuple[str, ...]) -> bytes:
    line = StringIO()
    csv.writer(line).writerow(map(guard, row))
    return line.getvalue().encode()
