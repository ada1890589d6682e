r"""Walk an HTML tree into blocks: each text of its own, as a segment with inline codes.

Every format but plain text comes through here. What becomes what:

- ``p``, ``div`` and any bare text are paragraphs; two line breaks in a row part them, one stays as ``"\n"``;
- three or more short lines between breaks, or a block named poem or stanza, are verse;
- ``h1``…``h6``, ``li``, ``blockquote``, ``figcaption``, ``pre`` give heading, item, quote, caption, code;
- each cell of a table of data is a segment of its own with its row and column: cells are translated, aligned and
  reused one by one; a table that only lays out a page gives paragraphs;
- a footnote is one segment, its paragraphs parted by ``"\n"``; its marks are codes with the same label.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import takewhile

import regex
from lxml import etree
from lxml.html import HtmlElement

from translate_flow.domain.article import Change, Kind, Segment
from translate_flow.domain.inline import CodeKind
from translate_flow.reading import blocks_notes
from translate_flow.reading.blocks_headings import headed
from translate_flow.reading.blocks_inline import Break, Close, Mark, Open, Token, build, settle, uncovered
from translate_flow.reading.blocks_lists import labels, task, typed
from translate_flow.reading.blocks_tables import places
from translate_flow.reading.blocks_tags import (
    BLOCKS,
    HEADINGS,
    INLINE,
    LEFT_OUT,
    LISTS,
    classes,
    is_caption,
    safe_address,
    skipped,
    tag_of,
    words_left_out,
)

_KINDS = {
    "li": Kind.ITEM, "dd": Kind.ITEM, "blockquote": Kind.QUOTE, "figcaption": Kind.CAPTION, "caption": Kind.CAPTION,
    "td": Kind.PARAGRAPH, "th": Kind.PARAGRAPH, "dt": Kind.PARAGRAPH,
    "pre": Kind.CODE, "listing": Kind.CODE, "xmp": Kind.CODE,
    **dict.fromkeys(HEADINGS, Kind.HEADING),
}  # fmt: skip
_COVERING = frozenset({CodeKind.BOLD, CodeKind.UNDERLINE})
_PERMALINK = frozenset({*_COVERING, CodeKind.LINK})
_POEM = regex.compile(
    r"(?:^|[\s_-])(?:poem|poetry|verse|stanza|strophe|lyrics|linegroup|line-block|lg)(?:$|[\s_-])", regex.I
)
_STANZA = regex.compile(r"(?:^|[\s_-])(?:stanza|strophe|linegroup|line-block|lg)(?:$|[\s_-])", regex.I)
_CODE_LIKE = regex.compile(r"[{}<>=;$\\|#]|\w\(|^\s*(?:def|import|class|if|for|return)\b", regex.M)
_EMOJI = regex.compile(r"\p{Emoji_Presentation}")
_LINE, _LINES = 70, 3
"""A line of verse has at most so many characters, and so many lines make verse without a name."""

_ADDRESSES = ("src", "data-src", "data-lazy-src", "data-original")
"""Where a picture's address stands; pages that load pictures late have an empty drawing in ``src``."""

_QUOTED = {"start": "“", "end": "”"}


@dataclass(frozen=True, slots=True)
class Block:
    """One text of the page, where it stands, and whose element's ``text`` (or ``tail``) begins it.

    ``left_out`` is the reason why a page's button or a picture without a name is no part of the text, else empty.
    """

    segment: Segment
    element: HtmlElement
    start: HtmlElement | None
    in_tail: bool = False
    left_out: str = ""

    @property
    def plain(self) -> str:
        """The block's text without tags."""
        return self.segment.plain

    @property
    def worded(self) -> bool:
        """Whether it holds a letter, a digit or an emoji; else it is a picture or an ornament."""
        return any(char.isalnum() for char in self.plain) or bool(_EMOJI.search(self.plain))


def read(root: HtmlElement) -> list[Block]:
    """All blocks below ``root``, in document order; notes stand where the document has them."""
    walk = _Walk(blocks_notes.find(root))
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "end":
            walk.leave(element)
        elif not walk.enter(element):
            events.skip_subtree()
    walk.flush()
    return walk.blocks


def arrange(blocks: Iterable[Block]) -> tuple[Segment, ...]:
    """The segments, notes after all others; lines in bold that head the text below them are headings."""
    segments = typed(headed(list(blocks)))
    notes = [segment for segment in segments if segment.kind is Kind.NOTE]
    return (*(segment for segment in segments if segment.kind is not Kind.NOTE), *notes)


def ornament(block: Block, line: int) -> Change:
    """The change that says why a block without a word is gone."""
    picture = next((code for code in block.segment.codes if code.kind is CodeKind.IMAGE), None)
    before = block.plain or ((picture.alt or picture.ref) if picture else "")
    return Change(line, before, "", "image" if picture else "separator")


@dataclass(slots=True)
class _Frame:
    """An open block element: what its own text is, and what it has given already."""

    element: HtmlElement
    kind: Kind | None
    given: bool = False


@dataclass(slots=True)
class _Walk:
    """The state of one walk: open blocks, open inline codes, the run of inline tokens that is being gathered."""

    notes: blocks_notes.Notes
    blocks: list[Block] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)
    inline: list[tuple[HtmlElement, Open | None]] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    start: HtmlElement | None = None
    in_tail: bool = False
    joined: HtmlElement | None = None
    labels: dict[HtmlElement, str] = field(default_factory=dict)
    cells: dict[HtmlElement, str] = field(default_factory=dict)

    def enter(self, element: HtmlElement) -> bool:
        """Take an element's begin and first text; False when nothing inside is wanted."""
        tag = tag_of(element)
        if element in self.notes.marks:
            self.tokens.append(Mark(CodeKind.FOOTNOTE, self.notes.marks[element]))
            return False
        if not tag or skipped(element) or element in self.notes.back:
            self._leave_out(element, tag)
            return False
        if tag in {"br", "img", "wbr", "math"}:
            self._single(element, tag)
            return False
        if tag in BLOCKS:
            self._begin(element, tag)
        else:
            self._open(element, tag)
        if _KINDS.get(tag) is Kind.CODE:
            self._verbatim(element)
            return False
        self._text(element.text, element, in_tail=False)
        return True

    def leave(self, element: HtmlElement) -> None:
        """Take an element's end and the text after it."""
        if self.frames and self.frames[-1].element is element:
            self._end(element)
        elif self.inline and self.inline[-1][0] is element:
            self._close(element)
        self._text(element.tail, element, in_tail=True)

    def flush(self) -> None:
        """End the run: it becomes a block when it holds anything."""
        tokens = settle([*self.tokens, *(Close() for _, code in self.inline if code)])
        self.tokens = [code for _, code in self.inline if code]
        start, in_tail, self.start = self.start, self.in_tail, None
        if tokens:
            self._give(tokens, start, in_tail=in_tail)

    def _text(self, text: str | None, element: HtmlElement, *, in_tail: bool) -> None:
        if not text:
            return
        if text.strip() and self.start is None:
            self.start, self.in_tail = element, in_tail
        self.tokens.append(text)

    def _single(self, element: HtmlElement, tag: str) -> None:
        if tag == "br":
            self._line_break()
        elif tag == "math":
            self.tokens.append(element.get("alttext") or "".join(element.xpath(".//text()[not(ancestor::annotation)]")))
        elif tag == "img":
            self._picture(element)

    def _leave_out(self, element: HtmlElement, tag: str) -> None:
        """Words that no reader of the article sees, such as a button's: a block beside the text around them."""
        text = words_left_out(element) if tag in LEFT_OUT else ""
        if any(char.isalnum() for char in text):
            self.blocks.append(Block(Segment(Kind.PARAGRAPH, text), element, None, left_out=LEFT_OUT[tag]))

    def _picture(self, element: HtmlElement) -> None:
        found = _image(element)
        if found is None:
            nameless = build([Mark(CodeKind.IMAGE)])
            self.blocks.append(Block(Segment(Kind.PARAGRAPH, *nameless), element, None, left_out="image"))
        else:
            self.tokens += found

    def _line_break(self) -> None:
        """A second break with nothing between begins a new paragraph, except inside a note or stanza."""
        trailing = next((t for t in reversed(self.tokens) if not (isinstance(t, str) and not t.strip())), None)
        if isinstance(trailing, Break) and self.joined is None and not self._in_verbatim():
            self.flush()
        self.tokens.append(Break())

    def _in_verbatim(self) -> bool:
        return any(frame.kind is Kind.CODE for frame in self.frames)

    def _begin(self, element: HtmlElement, tag: str) -> None:
        self._boundary()
        if tag == "ol":
            self.labels |= labels(element)
        if tag == "table":
            self.cells |= places(element)
        self.frames.append(_Frame(element, _kind(element, tag)))
        if self.joined is None and (element in self.notes.bodies or _STANZA.search(element.get("class") or "")):
            self.flush()
            self.joined = element

    def _end(self, element: HtmlElement) -> None:
        if self.joined is element:
            self.flush()
            self.joined = None
        self._boundary()
        self.frames.pop()

    def _boundary(self) -> None:
        if self.joined is None:
            self.flush()
        else:
            self.tokens.append(Break())

    def _open(self, element: HtmlElement, tag: str) -> None:
        active = {code.kind for _, code in self.inline if code}
        code = None if element in self.notes.raised else _code(element, tag)
        if code is not None and code.kind in active:
            code = None
        self.inline.append((element, code))
        if tag == "q":
            self.tokens.append(_QUOTED["start"])
        if code:
            self.tokens.append(code)

    def _close(self, element: HtmlElement) -> None:
        _, code = self.inline.pop()
        if code:
            self.tokens.append(Close())
        if tag_of(element) == "q":
            self.tokens.append(_QUOTED["end"])

    def _verbatim(self, element: HtmlElement) -> None:
        """Give a ``pre`` as it stands: code when it looks like code, else verse; in a note, lines of the note."""
        for line_break in list(element.iter("br")):
            line_break.tail = "\n" + (line_break.tail or "")
        texts = element.xpath(".//text()[not(parent::script or parent::style)]")
        text = "".join(texts).strip("\r\n").rstrip()
        if not text.strip():
            return
        if self.joined in self.notes.bodies or self.joined not in {None, element}:
            self._lines(text, element)
            return
        kind = Kind.VERSE if _is_verse_in_pre(element, text) else Kind.CODE
        lines = "\n".join(line.strip() for line in text.splitlines()) if kind is Kind.VERSE else text
        self.blocks.append(Block(Segment(kind, lines), element, _first_text(element)))

    def _lines(self, text: str, element: HtmlElement) -> None:
        for line in text.splitlines():
            self._text(line, element, in_tail=False)
            self.tokens.append(Break())

    def _give(self, tokens: list[Token], start: HtmlElement | None, *, in_tail: bool) -> None:
        frame = next((frame for frame in reversed(self.frames) if frame.kind), None)
        element = self.frames[-1].element if self.frames else None
        if element is None and start is None:
            return
        segment = self._segment(tokens, frame)
        if segment.kind is Kind.PARAGRAPH and start is not None and not in_tail and _in_caption(start):
            segment = replace(segment, kind=Kind.CAPTION)
        self.blocks.append(Block(segment, element if element is not None else start, start, in_tail))
        if frame:
            frame.given = True

    def _segment(self, tokens: list[Token], frame: _Frame | None) -> Segment:
        if self.joined is not None and self.joined in self.notes.bodies:
            return Segment(Kind.NOTE, *build(tokens), label=self.notes.bodies[self.joined])
        kind = frame.kind if frame and frame.kind else Kind.PARAGRAPH
        if kind is Kind.HEADING and frame:
            level = _level(frame.element)
            return Segment(kind, *build(uncovered(tokens, _PERMALINK if level == 1 else _COVERING)), level=level)
        text, codes = build(tokens)
        if kind is Kind.ITEM and frame:
            return self._item(Segment(kind, text, codes), frame)
        if kind is Kind.PARAGRAPH and (cell := self._cell()) is not None:
            return Segment(Kind.CELL, text, codes, level=int(tag_of(cell) == "th"), label=self.cells[cell])
        if kind is Kind.PARAGRAPH and self._is_verse(text):
            kind = Kind.VERSE
        return Segment(kind, text, codes)

    def _cell(self) -> HtmlElement | None:
        """The cell of a table of data that the walk is in."""
        return next((frame.element for frame in reversed(self.frames) if frame.element in self.cells), None)

    def _item(self, segment: Segment, frame: _Frame) -> Segment:
        """The first text of a list item is the item; what follows in it are paragraphs."""
        if frame.given:
            return replace(segment, kind=Kind.PARAGRAPH)
        depth = sum(tag_of(open_.element) in LISTS for open_ in self.frames)
        return replace(segment, level=max(1, depth), label=self.labels.get(frame.element) or task(frame.element))

    def _is_verse(self, text: str) -> bool:
        lines = text.split("\n")
        if len(lines) < 2:
            return False
        named = any(_POEM.search(frame.element.get("class") or "") for frame in self.frames[-4:])
        return named or (len(lines) >= _LINES and max(map(len, lines)) <= _LINE)


def _kind(element: HtmlElement, tag: str) -> Kind | None:
    kind = _KINDS.get(tag) or (Kind.HEADING if _level(element) else None)
    return Kind.CAPTION if kind in {None, Kind.PARAGRAPH} and is_caption(element) else kind


def _in_caption(start: HtmlElement) -> bool:
    """Whether the text begins in an inline element that is named a caption: ``<img><span class="caption">``."""
    inline = takewhile(lambda element: tag_of(element) not in BLOCKS, (start, *start.iterancestors()))
    return any(is_caption(element) for element in inline)


def _code(element: HtmlElement, tag: str) -> Open | None:
    if tag == "a":
        address = safe_address(element.get("href") or "")
        return Open(CodeKind.LINK, address) if address and not address.startswith("#") else None
    return Open(INLINE[tag]) if tag in INLINE else None


def _image(element: HtmlElement) -> list[Token] | None:
    """An emoji or a formula drawn as a picture is its text; a counting pixel is nothing; None: it has no name."""
    alt = " ".join((element.get("alt") or "").split())
    if classes(element) & {"emoji", "wp-smiley", "mwe-math-fallback-image-inline", "latex"}:
        return [alt]
    if {element.get("width"), element.get("height")} & {"0", "1"}:
        return []
    address = next(filter(None, (safe_address(element.get(key) or "") for key in _ADDRESSES)), "")
    return [Mark(CodeKind.IMAGE, address, alt)] if address or alt else None


def _level(element: HtmlElement) -> int:
    tag = tag_of(element)
    if tag in HEADINGS:
        return int(tag[1])
    if element.get("role") == "heading":
        level = element.get("aria-level") or "2"
        return min(6, max(1, int(level))) if level.isdecimal() else 2
    return 0


def _is_verse_in_pre(element: HtmlElement, text: str) -> bool:
    if _POEM.search(element.get("class") or ""):
        return True
    plain = not len(element) and len(text.splitlines()) >= _LINES and not _CODE_LIKE.search(text)
    return plain and all(len(line.strip()) <= _LINE for line in text.splitlines())


def _first_text(element: HtmlElement) -> HtmlElement | None:
    return next((e for e in element.iter() if isinstance(e.tag, str) and e.text and e.text.strip()), None)
