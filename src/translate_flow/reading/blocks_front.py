"""Settle title and byline of a document that was written as one: no page around it, but a title page and metadata."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import regex

from translate_flow.domain.article import Change, Kind, Segment
from translate_flow.reading import blocks as walker
from translate_flow.reading.blocks import Block
from translate_flow.reading.blocks_headings import bare, covered
from translate_flow.reading.blocks_tags import classes
from translate_flow.reading.bylines import is_byline, is_name

TITLE, BYLINE = "tf-title", "tf-byline"
"""Classes that readers put on the element whose style says it is the title, or names the author."""
DELETED, COMMENT, PAGE_HEAD, PAGE_FOOT = "tf-deleted", "tf-comment", "tf-page-head", "tf-page-foot"
"""Classes that readers put on what an editor struck out or wrote in the margin, and on what stands on every page."""

_LEFT_OUT = {DELETED: "deleted", COMMENT: "comments", PAGE_HEAD: "header", PAGE_FOOT: "footer"}

_NO_LETTER = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
_NO_TITLE = regex.compile(
    r"^(?:untitled.*|(?:document|dokument|documento|doc|new page|index)\s*\d*|microsoft word.*|word document"
    r"|powerpoint.*|title|unbenannt.*|sans titre.*|(?:documento |página )?sin título.*|.*\.(?:docx?|odt|html?))$",
    regex.IGNORECASE,
)
_NO_AUTHOR = regex.compile(
    r"^(?:python-docx|microsoft(?: office)?(?: user)?|windows(?: user)?|(?:office )?user|admin\w*|author|owner|root"
    r"|default|unknown|un-named|apache poi|libreoffice.*|odfdo.*|pandoc|calibre.*)$",
    regex.IGNORECASE,
)
_NAME = 4
"""A name without a word of introduction has at most so many words."""
_TITLE_WORDS = 25
_BEFORE_BYLINE = 4
"""How many blocks below the title the byline may stand: a subtitle, a date, a place come first."""


@dataclass(frozen=True, slots=True)
class Front:
    """What a document's metadata say; both may be empty or a program's default.

    ``shown`` tells that the metadata are part of the text (front matter), so that a heading like the title repeats it.
    """

    title: str = ""
    author: str = ""
    shown: bool = False


def same(text: str) -> str:
    """The text to compare titles and names by: letters and digits only, no case."""
    return _NO_LETTER.sub("", text).casefold()


def left_out(block: Block) -> str:
    """Why a block is no part of a word processor's document; empty when it is one."""
    return next((_LEFT_OUT[name] for name in classes(block.element) if name in _LEFT_OUT), "")


def settled(
    blocks: Sequence[Block],
    front: Front,
    *,
    keep: frozenset[int],
    reason: Callable[[Block], str] = lambda _: "",
) -> tuple[tuple[Segment, ...], tuple[Change, ...]]:
    """Segments with the title first and the byline second, notes last; and what was left out of them.

    Left out, with ``Change.line`` counting blocks from 1: blocks for which ``reason`` gives one, blocks without a word,
    and the title where it stands again.
    """
    numbered = list(enumerate(blocks, start=1))
    dropped = {line: block.left_out or reason(block) for line, block in numbered}
    rest = [(line, block) for line, block in numbered if not dropped[line] and block.worded]
    title = _title(rest, front)
    byline = _byline(rest, title, front)
    heading = title.plain if title else known_title(front.title)
    repeated = _repetitions(rest, heading, title)
    changes = []
    kept = []
    for line, block in numbered:
        change = _change(line, block, dropped[line] or ("repeated title" if line in repeated else ""))
        if change and line not in keep:
            changes.append(change)
        elif block is not title and block is not byline:
            kept.append(block)
    return (*_heads(heading, title, byline, front), *walker.arrange(kept)), tuple(changes)


def known_title(text: str) -> str:
    """The title that metadata give, empty where it is only what a program calls a new document.

    >>> known_title("Untitled Document"), known_title(" The  mill ")
    ('', 'The mill')
    """
    return _known(text, _NO_TITLE)


def _known(text: str, unknown: regex.Pattern[str]) -> str:
    text = " ".join(text.split())
    return "" if unknown.match(text) else text


def _title(blocks: list[tuple[int, Block]], front: Front) -> Block | None:
    """The block styled as the title, else the first heading where the metadata have no other title."""
    styled = next((block for _, block in blocks if TITLE in classes(block.element)), None)
    if styled is not None:
        return styled
    known = known_title(front.title)
    equal = (
        next((b for _, b in blocks[:6] if same(b.plain) == same(known)), None) if known and not front.shown else None
    )
    tops = [block for _, block in blocks if block.segment.kind is Kind.HEADING and block.segment.level == 1]
    leading = tops[:1] if tops and tops[0] in [block for _, block in blocks[:3]] else []
    return equal or (None if known else leading[0] if leading else _opening([block for _, block in blocks[:3]]))


def _opening(blocks: Sequence[Block]) -> Block | None:
    """A first line all in bold above a byline or above prose: the title of a document without styles."""
    if len(blocks) < 2 or blocks[0].segment.kind not in {Kind.PARAGRAPH, Kind.HEADING}:
        return None
    first = blocks[0].plain
    short = len(first.split()) <= _TITLE_WORDS and not first.rstrip().endswith((".", ":", ",", ";"))
    return blocks[0] if short and covered(blocks[0].segment) else None


def _byline(blocks: list[tuple[int, Block]], title: Block | None, front: Front) -> Block | None:
    near = [block for _, block in blocks]
    start = near.index(title) + 1 if title in near else 0
    styled = next((block for block in near if BYLINE in classes(block.element)), None)
    author = same(_known(front.author, _NO_AUTHOR))
    lines = [b for b in near[start : start + _BEFORE_BYLINE] if b.segment.kind is Kind.PARAGRAPH]
    told = next((b for b in lines if is_byline(b.plain) or (author and same(b.plain) == author)), None)
    alone = next((b for b in near[start : start + 1] if title and not author and _is_alone(b)), None)
    return styled or told or alone


def _is_alone(block: Block) -> bool:
    """Whether the line right below the title is a person's name and no more."""
    return block.segment.kind is Kind.PARAGRAPH and is_name(block.plain) and len(block.plain.split()) <= _NAME


def _repetitions(blocks: list[tuple[int, Block]], heading: str, title: Block | None) -> set[int]:
    headings = [(n, b) for n, b in blocks if b is not title and (b.segment.kind is Kind.HEADING or n <= _BEFORE_BYLINE)]
    return {line for line, block in headings if heading and same(block.plain) == same(heading)}


def _change(line: int, block: Block, reason: str) -> Change | None:
    if block.worded or block.segment.kind is Kind.CODE:
        return Change(line, block.plain, "", reason) if reason else None
    change = walker.ornament(block, line)
    return replace(change, reason=reason) if reason else change


def _heads(heading: str, title: Block | None, byline: Block | None, front: Front) -> list[Segment]:
    heads = []
    if title is not None:
        heads.append(replace(bare(title.segment), kind=Kind.TITLE, level=0))
    elif heading:
        heads.append(Segment(Kind.TITLE, heading))
    author = _known(front.author, _NO_AUTHOR)
    if byline is not None:
        heads.append(replace(byline.segment, kind=Kind.BYLINE))
    elif author:
        heads.append(Segment(Kind.BYLINE, author))
    return heads
