"""Read and write a termbase as a table: for spreadsheets."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from translate_flow.domain.terms import Term, checked, merged
from translate_flow.errors import FormatError
from translate_flow.formats.tabular import guard, unguard
from translate_flow.formats.termbases import Read, Wanted, Written, check_count

HEADER = ("source", "target", "source_language", "language", "part_of_speech", "forbidden", "case", "note")

_NAMES = {
    **{name: name for name in HEADER},
    "term": "source", "source_term": "source", "translation": "target", "target_term": "target",
    "source_lang": "source_language", "target_language": "language", "target_lang": "language", "to": "language",
    "pos": "part_of_speech", "case_sensitive": "case", "comment": "note", "notes": "note", "deprecated": "forbidden",
}  # fmt: skip
"""What a column may be called; small letters, spaces and hyphens as underscores."""

_YES = frozenset({"yes", "y", "true", "1", "x", "sensitive"})
_NO = frozenset({"", "no", "n", "false", "0", "insensitive"})
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_DELIMITERS = (",", ";", "\t")
_VARIANT = re.compile(r"((?:\\.|[^;])*)(?:;|$)", re.DOTALL)


class _Row(NamedTuple):
    line: int
    cells: dict[str, str]


def read(data: bytes, *, name: str, wanted: Wanted) -> Read:
    """A table with a header line, columns in any order, separated by comma, semicolon or tab.

    UTF-8, or UTF-16 with a byte order mark. ``forbidden`` holds variants separated by semicolons, ``case`` yes or no.
    The languages may stand in columns or be the ones wanted. An apostrophe that an export put before a formula sign
    goes.

    Raises:
        FormatError: no such table, or a row that is no term; the text names the line.

    """
    text = _decoded(data, name)
    skipped = _SEPARATOR_LINE.match(text)
    lines_before = 1 if skipped else 0
    rows = _rows(text[skipped.end() :] if skipped else text, name, lines_before, skipped[1] if skipped else "")
    every = list(_terms(rows, name, wanted))
    kept = [term for term in every if wanted.source_fits(term.source_language) and wanted.language_fits(term.language)]
    if not kept:
        found = ", ".join(sorted({f"{term.source_language}→{term.language}" for term in every})) or "no row"
        msg = f"{name}: no term {wanted}; it has {found}"
        raise FormatError(msg)
    left_out = len(every) - len(kept)
    notes = (f"{name}: {left_out} terms of other languages were left out",) if left_out else ()
    return Read(merged(kept), notes)


def write(terms: Sequence[Term]) -> Written:
    """RFC 4180 in UTF-8 with a byte order mark, every field of a term; a cell that looks like a formula is guarded."""
    return Written(_lines(terms))


def _lines(terms: Sequence[Term]) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf" + _line(HEADER)
    for term in terms:
        forbidden = "; ".join(re.sub(r"([;\\])", r"\\\1", variant) for variant in term.forbidden)
        case = "yes" if term.case_sensitive else ""
        languages = term.source_language, term.language
        yield _line((term.source, term.target, *languages, term.part_of_speech, forbidden, case, term.note))


def _line(cells: Sequence[str]) -> bytes:
    line = StringIO()
    csv.writer(line).writerow(map(guard, cells))
    return line.getvalue().encode()


def _decoded(data: bytes, name: str) -> str:
    mark, encoding = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", "utf-8"))
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as exc:
        line = data[: exc.start].count(b"\n") + 1
        msg = f"{name}: line {line}: not {encoding.upper()}; save it again as “CSV UTF-8”"
        raise FormatError(msg) from exc


def _rows(text: str, name: str, lines_before: int, delimiter: str) -> Iterator[_Row]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter or _delimiter(text), strict=True)
    line = 1 + lines_before
    columns: list[str] = []
    try:
        for cells in reader:
            if not columns and any(cells):
                columns = _columns(cells, f"{name}: line {line}")
            elif any(cell.strip() for cell in cells):
                yield _Row(line, _cells(columns, cells, f"{name}: line {line}"))
            line = reader.line_num + 1 + lines_before
    except csv.Error as exc:
        msg = f"{name}: line {line}: {exc}; check the quotation marks"
        raise FormatError(msg) from exc
    if not columns:
        msg = f"{name}: empty; the first line names the columns: {','.join(HEADER)}"
        raise FormatError(msg)


def _delimiter(text: str) -> str:
    """The one that makes most known columns of the first line."""
    first = text.lstrip().partition("\n")[0]
    return max(_DELIMITERS, key=lambda delimiter: sum(map(_known, first.split(delimiter))))


def _known(cell: str) -> bool:
    return _plain(cell) in _NAMES


def _plain(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", cell.strip().strip('"').strip().casefold())


def _columns(cells: Sequence[str], place: str) -> list[str]:
    columns = [_NAMES.get(_plain(cell), "") for cell in cells]
    if not {"source", "target"} <= set(columns):
        msg = f"{place}: the first line must name the columns source and target; others are {', '.join(HEADER[2:])}"
        raise FormatError(msg)
    twice = next((name for name in columns if name and columns.count(name) > 1), "")
    if twice:
        msg = f"{place}: two columns are {twice}; rename one"
        raise FormatError(msg)
    unknown = next((cell for cell, column in zip(cells, columns, strict=True) if cell.strip() and not column), "")
    if unknown:
        msg = (
            f"{place}: the column {unknown.strip()[:40]!r} is unknown; delete it, or call it one of {', '.join(HEADER)}"
        )
        raise FormatError(msg)
    return columns


def _cells(columns: Sequence[str], cells: Sequence[str], place: str) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        msg = f"{place}: more cells than columns; put quotation marks around a text that holds the separator"
        raise FormatError(msg)
    return {column: unguard(cell.strip()) for column, cell in zip(columns, cells, strict=False) if column}


def _terms(rows: Iterator[_Row], name: str, wanted: Wanted) -> Iterator[Term]:
    for count, row in enumerate(rows, start=1):
        check_count(count, name=name)
        yield _term(row, name, wanted)


def _term(row: _Row, name: str, wanted: Wanted) -> Term:
    place = f"{name}: line {row.line}"
    cells = row.cells
    term = Term(
        source=cells.get("source", ""),
        target=cells.get("target", ""),
        source_language=cells.get("source_language", "") or wanted.source,
        language=cells.get("language", "") or wanted.language,
        part_of_speech=cells.get("part_of_speech", ""),
        forbidden=tuple(_variants(cells.get("forbidden", ""))),
        case_sensitive=_case(cells.get("case", ""), place),
        note=cells.get("note", ""),
    )
    return checked(term, place=place)


def _variants(cell: str) -> Iterator[str]:
    return (re.sub(r"\\([;\\])", r"\1", part) for part in _VARIANT.findall(cell))


def _case(cell: str, place: str) -> bool:
    word = cell.casefold()
    if word not in _YES | _NO:
        msg = f"{place}: case is {cell[:20]!r}; write yes where letter case matters, no or nothing elsewhere"
        raise FormatError(msg)
    return word in _YES
