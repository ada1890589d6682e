"""Write an edition as CommonMark with footnotes, which reads back as the same article.

Bilingual editions alternate: each passage of the translation, then its source as a block quote, the cells of a table
too. Two columns would need a table, and a table cell holds neither a paragraph's length nor a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from translate_flow.domain.article import Kind
from translate_flow.domain.bitext import Bitext, Threshold
from translate_flow.domain.inline import Code, CodeKind, plain
from translate_flow.domain.languages import bcp47
from translate_flow.publishing.labels import Labels
from translate_flow.publishing.markdown_inline import markdown
from translate_flow.publishing.pieces import Layout, Piece, footnote_refs, item_number, lay_out
from translate_flow.publishing.tables import Cell, Table, gather

_BAR = re.compile(r"(?<!\\)\|")
"""A bar that is not escaped yet: in a table it would end the cell even inside code (GFM, tables)."""
_LABEL = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def write(bitext: Bitext, *, threshold: Threshold, bilingual: bool, labels: Labels) -> Iterator[bytes]:
    """YAML front matter, then the article: UTF-8, a blank line between blocks, no wrapping.

    Underline, superscript and subscript are raw HTML. Links that are neither web, mail nor inside the document become
    plain text. A numbered list keeps its numbers; labels such as ``a)`` open the item's text. Captions are paragraphs.

    Raises:
        FormatError: a character cannot stand in a document.

    """
    layout = lay_out(bitext, threshold=threshold, labels=labels, form="Markdown")
    document = _Document(bitext, layout, bilingual=bilingual)
    return (chunk.encode() for chunk in document.chunks())


def footnote_labels(layout: Layout, *, bilingual: bool) -> Mapping[str, str]:
    """Labels of the notes that some text points to, as Markdown can write them.

    A note without a mark would vanish when Markdown is rendered, so it is no footnote there.
    """
    shown = [*layout.head, *layout.body]
    refs = set[str]().union(*(footnote_refs(piece.text, piece.segment.codes) for piece in shown))
    if bilingual:
        refs = refs.union(*(footnote_refs(piece.segment.text, piece.segment.codes) for piece in shown))
    names = [name for name in dict.fromkeys(note.segment.label for note in layout.notes) if name in refs]
    taken = {name for name in names if _LABEL.fullmatch(name)}
    free = (str(number) for number in range(1, 2 * len(names) + 1) if str(number) not in taken)
    return {name: name if name in taken else next(free) for name in names}


@dataclass(frozen=True, slots=True)
class _Open:
    """A list item that deeper ones may lie in: ``indent`` is where its text starts."""

    level: int
    indent: int
    number: int | None


class _Document:
    def __init__(self, bitext: Bitext, layout: Layout, *, bilingual: bool) -> None:
        self._bitext, self._layout, self._bilingual = bitext, layout, bilingual
        self._labels = footnote_labels(layout, bilingual=bilingual)

    def chunks(self) -> Iterator[str]:
        yield self._front_matter()
        for piece in self._layout.head:
            yield "\n" + self._block(piece, rank=1)
        line = " · ".join(text for _, text in self._layout.notices)
        yield f"\n{markdown(f'<1>{line}</1>', (Code(1, CodeKind.ITALIC),), notes={})}\n"
        yield from self._body()
        yield from self._notes()

    def _front_matter(self) -> str:
        import yaml  # noqa: PLC0415 - only Markdown needs it

        fields: dict[str, str | int] = {"title": " ".join(self._first(Kind.TITLE).split()) or self._bitext.title}
        if byline := " ".join(self._first(Kind.BYLINE).split()):
            fields["byline"] = byline
        fields |= {"lang": bcp47(self._bitext.language), "source_lang": bcp47(self._bitext.source)}
        fields["approved_percent"] = self._layout.percent
        text: str = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=float("inf"))
        return f"---\n{text}---\n"

    def _first(self, kind: Kind) -> str:
        found = (piece for piece in self._layout.head if piece.segment.kind is kind)
        return next((plain(piece.text, piece.segment.codes) for piece in found), "")

    def _body(self) -> Iterator[str]:
        opened: list[_Open] = []
        previous: Kind | None = None
        for piece in self._layout.body if self._bilingual else gather(self._layout.body):
            if isinstance(piece, Table):
                opened.clear()
                yield "\n" + self._table(piece)
                previous = Kind.CELL
                continue
            kind = piece.segment.kind
            if kind is Kind.ITEM:
                yield from self._item(piece, opened)
            else:
                opened.clear()
                joined = kind is previous is Kind.QUOTE and not self._bilingual
                yield (">\n" if joined else "\n") + self._block(piece, rank=self._layout.rank(piece.segment))
            previous = kind

    def _table(self, table: Table) -> str:
        """A GFM table; it must have one row of heads, so that a table without any gets an empty one."""
        rows = [[self._cell(cell) for cell in row] for row in table.rows]
        head, *rest = rows if table.header else [[""] * len(rows[0]), *rows]
        lines = [head, ["---"] * len(head), *rest]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)

    def _cell(self, cell: Cell) -> str:
        texts = (markdown(p.text, p.segment.codes, notes=self._labels, single=True) for p in cell)
        return "<br>".join(_BAR.sub(r"\|", text) for text in texts)

    def _block(self, piece: Piece, *, rank: int) -> str:
        if piece.segment.kind is Kind.CODE:
            return _fenced(piece.segment.plain)
        if not self._bilingual:
            return self._passage(piece, piece.text, rank=rank)
        source = _prefixed(self._passage(piece, piece.segment.text, rank=0), "> ")
        return f"{self._passage(piece, piece.text, rank=rank)}\n{source}" if piece.translated else source

    def _passage(self, piece: Piece, text: str, *, rank: int) -> str:
        """One block; without a ``rank`` a heading is a paragraph."""
        kind = piece.segment.kind
        heading = rank > 0 and kind in {Kind.TITLE, Kind.HEADING}
        written = markdown(text, piece.segment.codes, notes=self._labels, single=heading)
        if heading:
            return f"{'#' * rank} {written}\n"
        return _prefixed(written, "> ") if kind is Kind.QUOTE else f"{written}\n"

    def _item(self, piece: Piece, opened: list[_Open]) -> Iterator[str]:
        level, number = max(1, piece.segment.level), item_number(piece.segment.label)
        before: _Open | None = None
        first = not opened
        while opened and opened[-1].level >= level:
            before = opened.pop()
        indent = opened[-1].indent if opened else 0
        marker = "- " if number is None else f"{number}. "
        yield _separator(before, number, indent, loose=self._bilingual or first)
        opened.append(_Open(level, indent + len(marker), number))
        yield _hung(self._item_text(piece, number), " " * indent + marker)

    def _item_text(self, piece: Piece, number: int | None) -> str:
        sign = f"{piece.segment.label} " if piece.segment.label and number is None else ""
        shown = markdown(sign + piece.text, piece.segment.codes, notes=self._labels) + "\n"
        if not self._bilingual:
            return shown
        source = _prefixed(markdown(sign + piece.segment.text, piece.segment.codes, notes=self._labels), "> ")
        return f"{shown}\n{source}" if piece.translated else source

    def _notes(self) -> Iterator[str]:
        defined: set[str] = set()
        for piece in self._layout.notes:
            label = piece.segment.label
            if label in self._labels and label not in defined:
                defined.add(label)
                yield "\n" + _hung(self._block(piece, rank=0), f"[^{self._labels[label]}]: ", width=4)
            else:
                yield f"\n{markdown(f'[{label}]', (), notes={})} {self._block(piece, rank=0)}"


def _separator(before: _Open | None, number: int | None, indent: int, *, loose: bool) -> str:
    """What stands between two items.

    A number that does not follow needs a new list, and an ordered list that starts past 1 a blank line: it cannot
    interrupt a paragraph (CommonMark, section 5.3).
    """
    continues = before is not None and before.number is not None and number == before.number + 1
    if before is not None and before.number is not None and number is not None and not continues:
        return f"\n{' ' * indent}<!-- -->\n\n"
    same_kind = before is not None and (before.number is None) == (number is None)
    return "\n" if loose or not (same_kind or number in {None, 1}) else ""


def _fenced(text: str) -> str:
    """A code block, verbatim; the fence is longer than any run of backticks inside."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}\n{text}\n{fence}\n"


def _prefixed(text: str, prefix: str) -> str:
    return "".join(_with_prefix(text.removesuffix("\n").split("\n"), prefix))


def _with_prefix(lines: Iterable[str], prefix: str) -> Iterator[str]:
    return (f"{prefix}{line}".rstrip(" ") + "\n" for line in lines)


def _hung(text: str, marker: str, *, width: int = 0) -> str:
    """The text behind a marker, its further lines indented below the first."""
    first, *rest = text.removesuffix("\n").split("\n")
    indent = " " * (width or len(marker))
    return f"{marker}{first}".rstrip(" ") + "\n" + "".join(f"{indent}{line}".rstrip(" ") + "\n" for line in rest)
