"""Choose which blocks of a page are the article: trafilatura's judgement, mended by the blocks around.

Each block gets a mark of rare symbols in its first text; the blocks whose marks come out of trafilatura are the body.
So the text itself is taken from the page, with all its inline markup, and a paragraph trafilatura keeps cannot be lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from copy import deepcopy
from itertools import islice
from typing import Any

import regex
from lxml import etree
from lxml.html import HtmlElement

from translate_flow.domain.article import Kind
from translate_flow.domain.inline import CodeKind, Form, Tag, tokens
from translate_flow.reading import chrome
from translate_flow.reading.blocks import Block
from translate_flow.reading.blocks_tags import classes, tag_of
from translate_flow.reading.html_chrome import is_button, reason_of

_BASE, _DIGITS = 0x1D000, 240
"""Byzantine musical symbols: no word characters, printable, in no article. Three of them number a block."""
_MARK = regex.compile(f"[{chr(_BASE)}-{chr(_BASE + _DIGITS - 1)}]{{3}}")

_PROSE = 80
_SENTENCE_END = regex.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")
_STANDFIRST = regex.compile(
    r"stand-?first|(?:^|[\s_-])(?:dek|deck|lede|lead|intro|excerpt|description|summary|abstract|sub-?(?:title|head\w*)"
    r"|chap[oô]|chapeau|vorspann|teaser|entradilla|bajada|copete|sumario|sommario|ingress)(?:$|[\s_-])",
    regex.IGNORECASE,
)
_SMALL = 1_200
"""With so few characters outside its chrome a page was written by hand: there is too little to judge it by."""
_TOLD = 3
"""So many paragraphs that were kept show where the text stands on a small page."""
_LINKED = 3
"""A column whose links make up more than one part in so many is a menu."""
_ENOUGH = 0.4
"""The share of a page's prose outside its chrome that an extraction must hold to be believed."""
_BROAD = 0.4
"""An element with more than this share of the body is the body's frame, whatever its class says."""
_BROKEN = (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError, etree.LxmlError)
"""What trafilatura raises on pages it was not made for; they are read without it."""


def choose(root: HtmlElement, blocks: Sequence[Block]) -> dict[int, str]:
    """Which blocks are no part of the article: block number from 0 → reason.

    Tries trafilatura for precision, then with all its means, then the page's own markup; the first that holds enough
    of the page's prose is taken.
    """
    page = _Page(blocks)
    best: set[int] = set()
    for attempt in (_precise, _balanced, lambda *_: page.unframed):
        kept = attempt(root, blocks)
        best = kept if page.weight(kept) > page.weight(best) else best
        if best and page.weight(best & page.prose) >= _ENOUGH * page.weight(page.prose):
            break
    best = page.plainly(best) or page.unframed or page.shown
    return page.mended(best)


def _precise(root: HtmlElement, blocks: Sequence[Block]) -> set[int]:
    return _extracted(root, blocks, fast=True, favor_precision=True)


def _balanced(root: HtmlElement, blocks: Sequence[Block]) -> set[int]:
    return _extracted(root, blocks, fast=False, favor_precision=False)


def _extracted(root: HtmlElement, blocks: Sequence[Block], *, fast: bool, favor_precision: bool) -> set[int]:
    from trafilatura import bare_extraction  # noqa: PLC0415 - 0.3 s to import

    try:
        document: Any = bare_extraction(
            _marked(root, blocks),
            fast=fast,
            favor_precision=favor_precision,
            include_comments=False,
            include_tables=True,
            include_formatting=True,
            include_links=True,
            include_images=False,
        )
    except _BROKEN:
        return set()
    text = "".join(document.body.itertext()) if document is not None and document.body is not None else ""
    return {number for mark in _MARK.findall(text) if (number := _number(mark)) < len(blocks)}


def _marked(root: HtmlElement, blocks: Sequence[Block]) -> HtmlElement:
    """A copy of the page with the blocks' marks in it; the page itself is as before."""
    before: list[Callable[[], None]] = []
    for number, block in enumerate(blocks):
        if block.start is not None:
            before.append(_put(block.start, _mark(number), in_tail=block.in_tail))
    copy = deepcopy(root)
    for undo in reversed(before):
        undo()
    return copy


def _put(element: HtmlElement, mark: str, *, in_tail: bool) -> Callable[[], None]:
    slot = "tail" if in_tail else "text"
    text = getattr(element, slot) or ""
    lead = len(text) - len(text.lstrip())
    setattr(element, slot, f"{text[:lead]}{mark}{text[lead:]}")
    return lambda: setattr(element, slot, text)


def _mark(number: int) -> str:
    return "".join(chr(_BASE + number // _DIGITS**place % _DIGITS) for place in range(3))


def _number(mark: str) -> int:
    return sum((ord(char) - _BASE) * _DIGITS**place for place, char in enumerate(mark))


def opening(blocks: Sequence[Block], dropped: dict[int, str], title: int) -> set[int]:
    """What stands between title and body and belongs to the article: a standfirst, the lead picture's caption."""
    body = [n for n in range(title + 1, len(blocks)) if n not in dropped]
    between = range(title + 1, body[0] if body else title)
    return {n for n in between if _belongs(blocks[n], dropped[n]) and _opens(blocks[n])}


def _belongs(block: Block, reason: str) -> bool:
    """Whether nothing but its place speaks against a block; magazines call a standfirst a teaser, too."""
    teaser = reason == "related" and any("teaser" in name.lower() for name in classes(block.element))
    return reason in {"header", "boilerplate"} or teaser


def _opens(block: Block) -> bool:
    near = (block.element, *islice(block.element.iterancestors(), 1))
    names = " ".join(f"{element.get('class') or ''} {element.get('id') or ''}" for element in near)
    shaped = bool(_SENTENCE_END.search(block.plain)) and len(block.plain) >= _PROSE // 2
    caption = block.segment.kind is Kind.CAPTION
    return (caption or shaped or bool(_STANDFIRST.search(names))) and link_share(block) < 0.5


def link_share(block: Block) -> float:
    """How much of a block's text is inside links, 0 to 1."""
    inside = linked = total = 0
    for token in tokens(block.segment.text, block.segment.codes):
        if isinstance(token, Tag):
            inside += (token.code.kind is CodeKind.LINK) * {Form.OPEN: 1, Form.CLOSE: -1, Form.EMPTY: 0}[token.form]
        else:
            total += len(token.strip())
            linked += len(token.strip()) if inside else 0
    return linked / total if total else 0.0


def _is_menu(block: Block) -> bool:
    """Several links of a word or two and nothing else."""
    links = sum(code.kind is CodeKind.LINK for code in block.segment.codes)
    return links > 1 and link_share(block) > 0.9 and len(block.plain.split()) <= 3 * links


def _button(block: Block) -> str:
    return "form" if block.segment.kind is not Kind.HEADING and is_button(block.start, block.plain) else ""


def _colophon(block: Block) -> str:
    """Short lines with a copyright notice among them."""
    lines = block.plain.split("\n")
    notice = len(lines) > 1 and any(chrome.at_end(line) == "copyright" for line in lines)
    return "footer" if notice and all(len(line) <= _PROSE for line in lines) else ""


class _Page:
    """The blocks of one page, and what their frames say about them."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Judge every block by the elements around it alone."""
        self.blocks = blocks
        everything = range(len(blocks))
        self.shown = {n for n in everything if not blocks[n].left_out}
        self._frame(everything)
        outside = {n for n in everything if not self.framed(n) and blocks[n].worded}
        self.unframed = {n for n in outside if not any(tag_of(a) == "header" for a in self._around(n))}
        self.prose = {n for n in outside if self._is_prose(n)}

    def plainly(self, kept: set[int]) -> set[int]:
        """On a small page what was kept and every block beside it that is no link; elsewhere what was kept."""
        texts = {n for n in self.unframed if link_share(self.blocks[n]) < 0.8}
        if self.weight(texts) > _SMALL or 2 * len(texts) < len(self.unframed):
            return kept
        home = self._common(kept & self.prose) if len(kept & self.prose) >= _TOLD else None
        return kept | {n for n in texts if home is None or home in self._around(n)}

    def _common(self, numbers: Collection[int]) -> HtmlElement | None:
        """The innermost element around all of these blocks."""
        first, *rest = [self._around(n) for n in sorted(numbers)]
        return next((element for element in first if all(element in around for around in rest)), None)

    def weight(self, numbers: Collection[int]) -> int:
        """Characters in these blocks."""
        return sum(len(self.blocks[n].plain) for n in numbers)

    def framed(self, number: int) -> str:
        """The reason that the nearest telling element around the block gives; broad elements tell nothing."""
        if self.blocks[number].left_out:
            return self.blocks[number].left_out
        for around in self._around(number):
            if around in self._broad or tag_of(around) in {"body", "html"}:
                continue
            if around not in self._reasons:
                self._reasons[around] = reason_of(around) or self._beside(around)
            if self._reasons[around]:
                return self._reasons[around]
        return ""

    def _beside(self, element: HtmlElement) -> str:
        """A column of links beside the column that holds the text, in a page laid out as a table."""
        if tag_of(element) != "td" or element.getparent() not in self._columns:
            return ""
        linked = sum(len("".join(link.itertext()).strip()) for link in element.iter("a"))
        return "navigation" if _LINKED * linked > len(" ".join("".join(element.itertext()).split())) else ""

    def mended(self, kept: set[int]) -> dict[int, str]:
        """Drop what a frame, a phrase or a repetition gives away; take back what stands among the body."""
        self._frame(kept)
        body = {n for n in kept if not self.framed(n)} or set(kept)
        body |= self._missed(body)
        body |= self._noted(body)
        dropped = {n: self._reason(n) for n in range(len(self.blocks)) if n not in body}
        for number in sorted(body):
            reason = self._phrase(number)
            if reason:
                dropped[number] = reason
        dropped |= self._headed([n for n in sorted(body) if n not in dropped])
        return {**dropped, **self._ends([n for n in sorted(body) if n not in dropped])}

    def _headed(self, body: list[int]) -> dict[int, str]:
        """Boxes whose heading says that they hold comments, related stories and the like."""
        dropped: dict[int, str] = {}
        for number in body:
            block = self.blocks[number]
            box = block.element.getparent()
            reason = chrome.starter(block.plain) if block.segment.kind is Kind.HEADING else ""
            if reason and box is not None and box not in self._broad:
                dropped |= {n: reason for n in body if n >= number and box in self._around(n)}
        return dropped

    def _frame(self, numbers: Collection[int]) -> None:
        self._broad = self._frames(numbers)
        self._columns = {element.getparent() for element in self._broad if tag_of(element) in {"td", "th"}}
        self._reasons: dict[HtmlElement, str] = {}

    def _frames(self, numbers: Collection[int]) -> set[HtmlElement]:
        total = self.weight(numbers)
        share: Counter[HtmlElement] = Counter()
        for number in numbers:
            size = len(self.blocks[number].plain)
            for around in self._around(number):
                share[around] += size
        return {e for e, size in share.items() if size > _BROAD * total and tag_of(e) not in {"nav", "aside", "footer"}}

    def _is_prose(self, number: int) -> bool:
        block = self.blocks[number]
        long = len(block.plain) >= (_PROSE if block.plain.isascii() else _PROSE // 2)
        return long and bool(_SENTENCE_END.search(block.plain)) and link_share(block) < 0.5

    def _missed(self, body: set[int]) -> set[int]:
        """Blocks that trafilatura left out although they stand beside those it took."""
        homes, frame = self._homes(body)
        first = {home: min(self.prose & numbers or numbers) for home, numbers in homes.items()}
        last = {home: max(numbers) for home, numbers in homes.items()}
        missed = set()
        for number, block in enumerate(self.blocks):
            home = next((around for around in self._around(number) if around in homes), None)
            if number in body or home is None or self.framed(number) or not block.worded:
                continue
            if first[home] < number < last[home]:
                fits = self._fits_within(number, loosely=home is frame)
            else:
                fits = home is not frame and self._fits_beside(number, before=number < first[home])
            if fits:
                missed.add(number)
        return missed

    def _around(self, number: int) -> tuple[HtmlElement, ...]:
        element = self.blocks[number].element
        return (element, *element.iterancestors())

    def _homes(self, body: set[int]) -> tuple[dict[HtmlElement, set[int]], HtmlElement | None]:
        """The elements that hold the body's paragraphs, each with the numbers of the body's blocks inside.

        Where every paragraph is wrapped on its own, the innermost broad element, given besides, stands in for them.
        """
        parents: Counter[HtmlElement] = Counter()
        for number in body & self.prose:
            element = self.blocks[number].element
            parent = element.getparent() if tag_of(element) == "p" else element
            if parent is not None:
                parents[parent] += 1
        homes = {element for element, count in parents.items() if count > 1 or element in self._broad}
        outer = {around for element in self._broad for around in element.iterancestors()}
        frame = next((element for element in self._broad - outer - homes if tag_of(element) != "p"), None)
        held: dict[HtmlElement, set[int]] = {
            element: set() for element in homes | ({frame} if frame is not None else set())
        }
        for number in body:
            for around in self._around(number):
                if around in held:
                    held[around].add(number)
        return {home: numbers for home, numbers in held.items() if numbers}, frame

    def _fits_within(self, number: int, *, loosely: bool) -> bool:
        block = self.blocks[number]
        heading = block.segment.kind is Kind.HEADING
        shaped = block.segment.kind is not Kind.PARAGRAPH or number in self.prose
        linked = link_share(block) > 0.8 and not heading
        return not chrome.anywhere(block.plain) and not linked and (shaped or not loosely)

    def _fits_beside(self, number: int, *, before: bool) -> bool:
        """Before the body a standfirst or a heading, after it a last paragraph."""
        block = self.blocks[number]
        heading = before and block.segment.kind is Kind.HEADING and block.segment.level > 1 and link_share(block) < 0.5
        return (heading or self._is_prose(number)) and not chrome.at_end(block.plain)

    def _noted(self, body: set[int]) -> set[int]:
        """The notes that the body refers to."""
        codes = (code for n in body for code in self.blocks[n].segment.codes)
        marks = {code.ref for code in codes if code.kind is CodeKind.FOOTNOTE}
        return {n for n, b in enumerate(self.blocks) if b.segment.kind is Kind.NOTE and b.segment.label in marks}

    def _phrase(self, number: int) -> str:
        block = self.blocks[number]
        if block.segment.kind in {Kind.NOTE, Kind.CODE, Kind.VERSE}:
            return ""
        if not block.worded:
            return "image" if block.segment.codes else "separator"
        return _button(block) or chrome.anywhere(block.plain)

    def _ends(self, body: list[int]) -> dict[int, str]:
        """Lines of chrome in a row at either end of the body; a heading with nothing below it at the end."""
        dropped: dict[int, str] = {}
        texts = [n for n in body if self.blocks[n].segment.kind is not Kind.NOTE]
        for run in (texts, texts[::-1]):
            for number in run:
                block = self.blocks[number]
                orphan = run is not texts and block.segment.kind is Kind.HEADING and block.segment.level > 1
                reason = chrome.at_end(block.plain) or ("boilerplate" if orphan else "")
                reason = reason or ("navigation" if _is_menu(block) else "") or _colophon(block)
                if not reason or number in dropped:
                    break
                dropped[number] = reason
        return dropped if len(dropped) < len(texts) else {}

    def _reason(self, number: int) -> str:
        block = self.blocks[number]
        if not block.worded:
            return "image" if block.segment.codes else "separator"
        header = any(tag_of(around) == "header" for around in self._around(number))
        told = self.framed(number) or _button(block) or chrome.at_end(block.plain)
        return told or ("header" if header else "boilerplate")
