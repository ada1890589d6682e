"""Write an edition as plain text: for mail, for a voice, for any screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.bitext import Bitext, Threshold
from translate_flow.domain.inline import Code, CodeKind, render
from translate_flow.publishing.labels import Labels
from translate_flow.publishing.pieces import Piece, lay_out, note_signs
from translate_flow.publishing.tables import Table, gather

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


def write(bitext: Bitext, *, threshold: Threshold, bilingual: bool, labels: Labels) -> Iterator[bytes]:
    """UTF-8, one line per paragraph, a blank line between blocks; footnotes stand at the end as ``[1]``.

    Bilingual: each passage is followed by its source behind ``[en]``. Lost: emphasis, addresses of links and pictures.

    Raises:
        FormatError: a character cannot stand in a document.

    """
    document = _Document(bitext, threshold=threshold, bilingual=bilingual, labels=labels)
    return (chunk.encode() for chunk in document.chunks())


class _Document:
    def __init__(self, bitext: Bitext, *, threshold: Threshold, bilingual: bool, labels: Labels) -> None:
        self._layout = lay_out(bitext, threshold=threshold, labels=labels, form="a text file")
        self._signs = note_signs(self._layout.notes)
        self._labels, self._bilingual, self._source = labels, bilingual, bitext.source

    def chunks(self) -> Iterator[str]:
        for piece in self._layout.head:
            yield f"{self._block(piece)}\n"
        yield "".join(f"{text}\n" for _, text in self._layout.notices)
        yield from self._body()
        if self._layout.notes:
            yield f"\n\n{self._labels.footnotes}\n"
        for note in self._layout.notes:
            yield "\n" + self._block(note)

    def _body(self) -> Iterator[str]:
        """Items of a list follow each other without a blank line; a heading has two before it."""
        previous: Kind | None = None
        for piece in self._layout.body if self._bilingual else gather(self._layout.body):
            if isinstance(piece, Table):
                yield "\n" + self._table(piece)
                previous = Kind.CELL
                continue
            kind = piece.segment.kind
            in_list = kind is previous is Kind.ITEM and not self._bilingual
            yield "" if in_list else "\n\n" if kind in {Kind.TITLE, Kind.HEADING} else "\n"
            yield self._block(piece)
            previous = kind

    def _table(self, table: Table) -> str:
        """A line per row, its cells apart by a bar: columns set by blanks would fall apart in any other font."""
        rows = ([" ".join(self._flat(piece) for piece in cell) for cell in row] for row in table.rows)
        return "".join(f"{' | '.join(row).rstrip()}\n" for row in rows)

    def _flat(self, piece: Piece) -> str:
        return " ".join(self._passage(piece.segment, piece.text).split())

    def _block(self, piece: Piece) -> str:
        if piece.segment.kind is Kind.CODE:
            return _hung(piece.segment.plain, "    ")
        source = _hung(self._passage(piece.segment, piece.segment.text).strip(" \n"), f"[{self._source}] ")
        if not self._bilingual:
            return self._passage(piece.segment, piece.text)
        return f"{self._passage(piece.segment, piece.text)}{source}" if piece.translated else source

    def _passage(self, segment: Segment, text: str) -> str:
        plain = render(text, segment.codes, literal=str, enclose=self._enclose)
        if segment.kind is Kind.ITEM:
            return _hung(plain, "  " * (max(1, segment.level) - 1) + f"{segment.label or '-'} ")
        if segment.kind is Kind.NOTE:
            return _hung(plain, f"[{self._signs[segment.label]}] ")
        if segment.kind is Kind.QUOTE:
            return "".join(f"> {line}\n" for line in _LINE_BREAK.split(plain))
        return _hung(plain, "")

    def _enclose(self, code: Code, content: str) -> str:
        if code.kind is CodeKind.FOOTNOTE:
            return f"[{self._signs.get(code.ref, code.ref)}]"
        if code.kind is CodeKind.IMAGE:
            return f"[{code.alt or self._labels.image}]"
        return content


def _hung(text: str, marker: str) -> str:
    """The text behind its marker, further lines below its start."""
    first, *rest = _LINE_BREAK.split(text)
    return f"{marker}{first}\n" + "".join(f"{' ' * len(marker)}{line}\n" for line in rest)
