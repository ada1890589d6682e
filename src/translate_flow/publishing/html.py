"""Write an edition as one HTML file that needs nothing else: no script, no picture, no request."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from translate_flow.domain.article import Kind
from translate_flow.domain.bitext import Bitext, Threshold
from translate_flow.domain.inline import plain
from translate_flow.domain.languages import autonym, bcp47, direction
from translate_flow.publishing.html_blocks import Lists, alone, block
from translate_flow.publishing.html_inline import Inline
from translate_flow.publishing.labels import Labels
from translate_flow.publishing.pieces import Layout, Mark, Piece, lay_out, note_signs
from translate_flow.publishing.tables import Cell, Table, gather


def write(bitext: Bitext, *, threshold: Threshold, bilingual: bool, labels: Labels) -> Iterator[bytes]:
    """Semantic HTML 5 with its style inside; bilingual in two columns, segment beside segment, source first.

    Pictures become links with their description, and links that are neither web, mail nor inside the page become
    plain text. A content security policy forbids everything but the style.

    Raises:
        FormatError: HTML cannot hold a character.

    """
    layout = lay_out(bitext, threshold=threshold, labels=labels, form="HTML")
    page = _Page(bitext, layout, labels, bilingual=bilingual)
    return (chunk.encode() for chunk in page.chunks())


class _Page:
    """One document on its way out: keeps which footnote marks and lists are open."""

    def __init__(self, bitext: Bitext, layout: Layout, labels: Labels, *, bilingual: bool) -> None:
        self._bitext, self._layout, self._labels, self._bilingual = bitext, layout, labels, bilingual
        self._inline = Inline(note_signs(layout.notes), image=labels.image)

    def chunks(self) -> Iterator[str]:
        yield from self._opening()
        yield '<article class="bilingual">\n' if self._bilingual else "<article>\n"
        yield from self._header()
        yield from self._body()
        yield from self._notes()
        yield "</article>\n</body>\n</html>\n"

    def _opening(self) -> Iterator[str]:
        style = files(__package__).joinpath("edition.css").read_text("utf-8")
        digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
        title = next((p for p in self._layout.head if p.segment.kind is Kind.TITLE), None)
        name = plain(title.text, title.segment.codes) if title else self._bitext.title
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        yield f"<!DOCTYPE html>\n<html{_language(self._bitext.language)}>\n"
        yield f'<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield '<meta name="color-scheme" content="light dark">\n<meta name="generator" content="Translate Flow">\n'
        yield f"<title>{escape(' '.join(name.split()))}</title>\n<style>{style}</style>\n</head>\n<body>\n"

    def _header(self) -> Iterator[str]:
        yield "<header>\n"
        for piece in self._layout.head:
            yield self._row(piece, rank=1)
        yield from self._notices()
        if self._bilingual:
            yield self._pair(
                self._column(self._labels.source, self._bitext.source),
                self._column(self._labels.translation, self._bitext.language),
                kind="columns",
            )
        yield "</header>\n"

    def _notices(self) -> Iterator[str]:
        yield '<ul class="notices">\n'
        for mark, text in self._layout.notices:
            meter = f'<progress max="100" value="{self._layout.percent}" aria-hidden="true"></progress> '
            yield f'<li class="{mark or "share"}">{meter if mark is None else ""}{self._label(text)}</li>\n'
        yield "</ul>\n"

    def _column(self, label: str, language: str) -> str:
        return f"<p>{self._label(label)} <strong{_language(language)}>{escape(autonym(language))}</strong></p>\n"

    def _label(self, text: str) -> str:
        return f"<span{_language(self._labels.language)}>{escape(text)}</span>"

    def _body(self) -> Iterator[str]:
        lists = Lists()
        for piece in gather(self._layout.body):
            if isinstance(piece, Table):
                yield from lists.close()
                yield from self._table(piece)
            elif piece.segment.kind is Kind.ITEM and not self._bilingual:
                yield from lists.item(piece, self._shown(piece), attributes=self._attributes(piece))
            else:
                yield from lists.close()
                yield self._row(piece, rank=self._layout.rank(piece.segment))
        yield from lists.close()

    def _table(self, table: Table) -> Iterator[str]:
        """Bilingual, each cell holds both texts: two tables beside each other would be too narrow to read."""
        yield '<div class="table">\n<table>\n'
        for number, row in enumerate(table.rows):
            yield "<tr>\n" + "".join(self._cell(cell, heads=number < table.header) for cell in row) + "</tr>\n"
        yield "</table>\n</div>\n"

    def _cell(self, cell: Cell, *, heads: bool) -> str:
        if not cell:
            return "<td></td>\n"
        scope = ' scope="col"' if heads else ' scope="row"' if any(piece.segment.level for piece in cell) else ""
        element = "th" if scope else "td"
        inner = "".join(self._row(piece, rank=0) for piece in cell)
        return f"<{element}{scope}>{inner}</{element}>\n"

    def _row(self, piece: Piece, *, rank: int, after: str = "") -> str:
        """A block, or two beside each other; ``after`` follows the text that a footnote's mark leads to.

        Code is the same in both languages and takes the whole width.
        """
        if not self._bilingual or piece.segment.kind is Kind.CODE:
            return self._block(piece, self._shown(piece) + after, rank=rank)
        if not piece.translated:
            gap = f'<p class="missing gap" title="{escape(self._labels.missing)}">—</p>\n'
            return self._pair(self._block(piece, self._shown(piece) + after, rank=rank), gap)
        return self._pair(self._source(piece), self._block(piece, self._shown(piece) + after, rank=rank))

    def _block(self, piece: Piece, inner: str, *, rank: int) -> str:
        if piece.segment.kind is Kind.ITEM:
            return alone(piece.segment, inner, attributes=self._attributes(piece))
        return block(piece.segment, inner, attributes=self._attributes(piece), rank=rank)

    def _source(self, piece: Piece) -> str:
        inner = self._inline.html(piece.segment.text, piece.segment.codes, anchored=False)
        write = alone if piece.segment.kind is Kind.ITEM else block
        return write(piece.segment, inner, attributes="")

    def _pair(self, left: str, right: str, *, kind: str = "pair") -> str:
        source, target = _language(self._bitext.source), _language(self._bitext.language)
        return f'<div class="{kind}">\n<div{source}>{left}</div>\n<div{target}>{right}</div>\n</div>\n'

    def _shown(self, piece: Piece) -> str:
        if piece.segment.kind is Kind.CODE:
            return escape(piece.segment.plain)
        demo = ""
        if Mark.DEMO in piece.marks:
            demo = f'<small class="tag"{_language(self._labels.language)}>{escape(self._labels.demo)}</small> '
        return demo + self._inline.html(piece.text, piece.segment.codes, anchored=True)

    def _attributes(self, piece: Piece) -> str:
        """The language where it is not that of the page or cell, and the marks as classes."""
        if piece.segment.kind is Kind.CODE:
            return ' dir="ltr" translate="no"'
        alien = not piece.translated and not self._bilingual
        language = _language(self._bitext.source) if alien else ""
        return f'{language} class="{" ".join(piece.marks)}"' if piece.marks else language

    def _notes(self) -> Iterator[str]:
        if not self._layout.notes:
            return
        yield '<section class="notes" role="doc-endnotes">\n'
        yield f"<h2>{self._label(self._labels.footnotes)}</h2>\n"
        known: set[str] = set()
        for piece in self._layout.notes:
            yield self._note(piece, first=piece.segment.label not in known)
            known.add(piece.segment.label)
        yield "</section>\n"

    def _note(self, piece: Piece, *, first: bool) -> str:
        """Where a label is used twice, its marks lead to the first note of that name."""
        label = piece.segment.label
        anchor = f' id="{self._inline.note_id(label)}"' if first else ""
        back = escape(self._labels.back)
        links = (
            f' <a class="back" href="#{mark}" role="doc-backlink" aria-label="{back}">↩</a>'
            for mark in (self._inline.backlinks(label) if first else ())
        )
        sign = f'<p class="sign">{escape(self._inline.sign(label))}</p>'
        return f'<div class="note"{anchor}>\n{sign}\n{self._row(piece, rank=0, after="".join(links))}</div>\n'


def _language(code: str) -> str:
    return f' lang="{bcp47(code)}" dir="{direction(code)}"'
