r"""Write a bitext as tab-separated values: one line per pair, for line tools.

Nothing is quoted, so ``cut``, ``awk`` and ``paste`` work. A tab, line feed, carriage return or backslash in a text is
written ``\t``, ``\n``, ``\r``, ``\\``, as PostgreSQL's COPY does. Spreadsheets give quotes a meaning: use CSV there.
"""

from __future__ import annotations

from collections.abc import Iterator

from translate_flow.domain.bitext import Bitext, Threshold
from translate_flow.formats.tabular import guard, rows
from translate_flow.formats.taking import take

_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def write(bitext: Bitext, *, threshold: Threshold) -> Iterator[bytes]:
    """UTF-8, a header line, then source, target, state and kind. Lost: inline codes, levels, labels, origin.

    Raises:
        FormatError: nothing reached the threshold, or a character is not text.

    """
    units = take(bitext, threshold=threshold, form="TSV")
    return (("\t".join(map(_cell, row)) + "\n").encode() for row in rows(units))


def _cell(text: str) -> str:
    return guard(text).translate(_ESCAPES)
