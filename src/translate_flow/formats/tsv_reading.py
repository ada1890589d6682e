"""Read pairs from tab-separated values: the source in the first column, the target in the second."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from translate_flow.domain.export import NOT_XML
from translate_flow.domain.memory import LeftOut, MemoryUnit
from translate_flow.errors import ConfigError, FormatError, LimitError
from translate_flow.formats.tabular import HEADER, unguard
from translate_flow.formats.tmx_reading import MAX_TEXT, UNFINISHED

_MAX_LINE = 8 * MAX_TEXT
_ESCAPED = re.compile(r"\\([tnr\\])")
_MEANT = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}


def read(
    stream: BinaryIO, *, name: str, source: str = "", language: str = "", left_out: Counter[LeftOut] | None = None
) -> Iterator[MemoryUnit]:
    """The pairs of a file in UTF-8, line by line, as `translate_flow.formats.tsv` writes them.

    Under that format's header line drafts are left out; without one every line with text on both sides is taken.
    Further columns are ignored. What is left out is counted in ``left_out``.

    Raises:
        ConfigError: a language is missing, for the file names none.
        FormatError: a line is no UTF-8, has no tab, or holds a control character.
        LimitError: a line is out of proportion.

    """
    if not (source and language):
        raise ConfigError(f"{name}: a table names no languages; say --source and --to")
    own, missed = False, Counter[LeftOut]() if left_out is None else left_out
    for number, line in enumerate(_lines(stream, name), start=1):
        cells = [unguard(_ESCAPED.sub(lambda found: _MEANT[found.group(1)], cell)) for cell in line.split("\t")]
        if number == 1 and tuple(cells[:2]) == HEADER[:2]:
            own = tuple(cells) == HEADER
            continue
        if len(cells) < 2 or NOT_XML.search(line):
            raise FormatError(f"{name}: line {number}: not two columns of text with a tab between; correct it")
        if own and len(cells) > 2 and cells[2] in UNFINISHED:
            missed[LeftOut.UNCONFIRMED] += 1
        elif not (cells[0].strip() and cells[1].strip()):
            missed[LeftOut.EMPTY] += 1
        else:
            yield MemoryUnit(cells[0].strip(), cells[1].strip(), source, language)


def _lines(stream: BinaryIO, name: str) -> Iterator[str]:
    number = 0
    while data := stream.readline(_MAX_LINE + 1):
        number += 1
        if len(data) > _MAX_LINE:
            raise LimitError(f"{name}: line {number}: more than {_MAX_LINE:,} bytes; is this a table of pairs?")
        try:
            line = data.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as exc:
            raise FormatError(f"{name}: line {number}: not UTF-8; save the file as UTF-8") from exc
        if line.strip():
            yield line
