"""Tell headings that are only set in bold or underlined from paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.inline import Code, CodeKind, Form, InlineBuilder, Tag, tokens
from translate_flow.reading.blocks_tags import tag_of
from translate_flow.reading.bylines import is_byline, is_name
from translate_flow.reading.dates import is_dateline

if TYPE_CHECKING:
    from translate_flow.reading.blocks import Block

_EMPHATIC = frozenset({CodeKind.BOLD, CodeKind.UNDERLINE})
_WORDS, _LETTERS, _OPENING = 14, 90, 6
"""A heading has at most so many words and characters; one that opens the text fewer, or it is a standfirst."""
_ENDS_WITH_STOP = regex.compile(r"[.,;!?…。，；！？،؛؟।][\"'”’»)\]]*$")
_CELLS = frozenset({"td", "th"})
_LAYOUT = 4
"""A table cell with so many blocks is a column of a page, not a datum."""
_NO_HEADING = frozenset({"dt", "th", "caption", "figure", "address", "summary", "legend"})


def covered(segment: Segment) -> bool:
    """Whether all the words are bold, or all underlined."""
    return any(_inside(segment, code) for code in segment.codes if code.kind in _EMPHATIC)


def _inside(segment: Segment, wanted: Code) -> bool:
    """Whether no word stands outside this one code."""
    inside = False
    for token in tokens(segment.text, segment.codes):
        if isinstance(token, Tag):
            inside = token.form is Form.OPEN if token.code == wanted else inside
        elif not inside and any(char.isalnum() for char in token):
            return False
    return True


def headed(blocks: Sequence[Block]) -> list[Segment]:
    """The blocks' segments in order, where lines in bold with text below them are headings.

    Their level is one below the heading they stand under. Names of speakers, which come again, stay paragraphs, and so
    do questions: those of an interview look the same.
    """
    likely = _likely(blocks)
    said = Counter(blocks[n].plain.casefold() for n in likely)
    segments, level = [], 1
    for number, block in enumerate(blocks):
        segment = block.segment
        if segment.kind is Kind.HEADING:
            level = segment.level
        elif number in likely and said[block.plain.casefold()] == 1 and _leads(blocks, number, likely):
            segment = replace(bare(segment), kind=Kind.HEADING, level=min(6, max(2, level + 1)))
        segments.append(segment)
    return segments


def _likely(blocks: Sequence[Block]) -> set[int]:
    cells = Counter(cell for block in blocks for cell in _cells(block))
    data = {cell for cell, count in cells.items() if count < _LAYOUT}
    return {n for n, block in enumerate(blocks) if _looks(block) and not any(cell in data for cell in _cells(block))}


def _looks(block: Block) -> bool:
    text = block.plain
    return (
        block.segment.kind is Kind.PARAGRAPH
        and "\n" not in text
        and len(text) <= _LETTERS
        and len(text.split()) <= _WORDS
        and any(char.isalpha() for char in text)
        and tag_of(block.element) not in _NO_HEADING
        and not _ENDS_WITH_STOP.search(text)
        and covered(block.segment)
        and not is_byline(text)
        and not is_dateline(text)
    )


def _cells(block: Block) -> list[object]:
    return [e for e in (block.element, *block.element.iterancestors()) if tag_of(e) in _CELLS][:1]


def _leads(blocks: Sequence[Block], number: int, likely: set[int]) -> bool:
    """Whether text follows that the line can be the heading of."""
    if number + 1 >= len(blocks) or number + 1 in likely:
        return False
    text, after = blocks[number].plain, blocks[number + 1]
    if number == 0 and len(text.split()) > _OPENING:
        return False
    if text.endswith((":", "：")):
        return after.segment.kind is Kind.ITEM
    role = len(after.plain) <= _LETTERS and not _ENDS_WITH_STOP.search(after.plain)
    signed = is_name(text) and role and after.segment.kind is Kind.PARAGRAPH
    return not signed and after.segment.kind not in {Kind.HEADING, Kind.NOTE, Kind.CAPTION}


def bare(segment: Segment) -> Segment:
    """The segment without the codes that cover it all: a bold heading is just a heading."""
    gone = {code for code in segment.codes if code.kind in _EMPHATIC and _inside(segment, code)}
    builder = InlineBuilder()
    for token in tokens(segment.text, segment.codes):
        if not isinstance(token, Tag):
            builder.text(token)
        elif token.code not in gone:
            _copy(builder, token)
    text, codes = builder.build()
    return replace(segment, text=text, codes=codes)


def _copy(builder: InlineBuilder, tag: Tag) -> None:
    if tag.form is Form.OPEN:
        builder.open(tag.code.kind, ref=tag.code.ref)
    elif tag.form is Form.CLOSE:
        builder.close()
    else:
        builder.mark(tag.code.kind, ref=tag.code.ref, alt=tag.code.alt)
