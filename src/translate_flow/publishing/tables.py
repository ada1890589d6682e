"""Gather the cells of a table, which are segments of their own, into the table again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from translate_flow.domain.article import Kind, cell_place
from translate_flow.publishing.pieces import Piece

Cell = tuple[Piece, ...]
"""The paragraphs of one cell; none where the article has no text there."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all of one length; the first ``header`` rows head the columns."""

    rows: tuple[tuple[Cell, ...], ...]
    header: int


def gather(body: Iterable[Piece]) -> Iterator[Piece | Table]:
    """The pieces in order, each run of cells as one table; a run ends where the cells begin anew.

    Lost: that a cell spans several columns or rows; it stands in the first of them, beside empty ones.
    """
    run: list[Piece] = []
    for piece in body:
        if run and (piece.segment.kind is not Kind.CELL or _place(piece) < _place(run[-1])):
            yield _table(run)
            run = []
        if piece.segment.kind is Kind.CELL:
            run.append(piece)
        else:
            yield piece
    if run:
        yield _table(run)


def _place(piece: Piece) -> tuple[int, int]:
    return cell_place(piece.segment)


def _table(run: Sequence[Piece]) -> Table:
    cells: dict[tuple[int, int], list[Piece]] = {}
    for piece in run:
        cells.setdefault(_place(piece), []).append(piece)
    rows = sorted({row for row, _ in cells})
    columns = range(1, max(column for _, column in cells) + 1)
    heads = [all(p.segment.level for column in columns for p in cells.get((row, column), ())) for row in rows]
    header = heads.index(False) if False in heads else len(heads) - 1
    return Table(tuple(tuple(tuple(cells.get((row, column), ())) for column in columns) for row in rows), header)
