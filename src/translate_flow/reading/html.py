"""Read an article from a web page: the text of the article, with inline codes, none of the page around it."""

from __future__ import annotations

from dataclasses import replace

from lxml.html import HtmlElement

from translate_flow.domain.article import Change, Kind, Segment
from translate_flow.domain.inline import CodeKind
from translate_flow.reading import blocks as walker
from translate_flow.reading import chrome, html_choice, html_front, html_names
from translate_flow.reading.blocks import Block
from translate_flow.reading.blocks_front import same
from translate_flow.reading.blocks_headings import bare
from translate_flow.reading.bylines import is_byline, is_name
from translate_flow.reading.dates import is_dateline
from translate_flow.reading.html_front import Front
from translate_flow.reading.html_tree import parse_page
from translate_flow.reading.parsed import Parsed


def parse(data: bytes, *, name: str, keep: frozenset[int]) -> Parsed:
    """Read a page; ``Change.line`` counts its blocks (paragraphs, headings, items, cells, …) from 1, chrome included.

    Addresses of links are made absolute when the page says where it stood (``base``, canonical link, ``og:url``).
    No script, style or hidden instruction gets into a text, and no ``javascript:`` or ``data:`` address into a link.

    Raises:
        InputError: the page has no element, or is in no known encoding.
        LimitError: it nests too deep.

    """
    root = parse_page(data, name=name)
    _absolute(root)
    blocks = walker.read(root)
    html_names.clear(blocks)
    dropped = html_choice.choose(root, blocks)
    body = {number for number in range(len(blocks)) if number not in dropped}
    front = html_front.find(root, blocks, body=body)
    if front.title_block is not None:
        body |= html_choice.opening(blocks, dropped, front.title_block) | {front.title_block}
    seen = html_front.visible_author(blocks, title_block=front.title_block, body=body, dropped=dropped)
    named = None if front.author else seen
    dropped = {n: reason for n, reason in dropped.items() if n not in body} | _front_matter(blocks, front, body)
    if named is not None:
        dropped[named] = "byline"
    gone = {number: reason for number, reason in dropped.items() if number + 1 not in keep}
    changes = tuple(_change(blocks[number], number + 1, reason) for number, reason in sorted(gone.items()))
    return Parsed(_segments(blocks, front, gone), changes, front.language)


def _absolute(root: HtmlElement) -> None:
    found = root.xpath("//base/@href | //link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    base = next(
        (str(address).strip() for address in found if str(address).strip().startswith(("http://", "https://"))), ""
    )
    if not base:
        return
    for link in root.iter("a", "img"):
        for key in ("href", "src"):
            address = link.get(key) or ""
            if address and not address.startswith("#"):
                link.set(key, _joined(base, address))


def _joined(base: str, address: str) -> str:
    from urllib.parse import urljoin  # noqa: PLC0415 - one of two places that need it

    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address


def _front_matter(blocks: list[Block], front: Front, body: set[int]) -> dict[int, str]:
    """Blocks of the body that repeat the title, or tell author, date and the like before the first paragraph."""
    found: dict[int, str] = {}
    lead = True
    for number in sorted(body - {front.title_block}):
        block = blocks[number]
        lead = lead and len(block.plain) < html_front.LONG_LINE
        short = lead and block.segment.kind in {Kind.PARAGRAPH, Kind.VERSE}
        reasons = [_lead_reason(line, front) for line in block.plain.split("\n")] if short else []
        if block.segment.kind is Kind.HEADING and _is_title(block.plain, front):
            found[number] = "repeated title"
        elif lead and block.segment.kind is Kind.HEADING and is_dateline(block.plain):
            found[number] = "date"
        elif reasons and all(reasons):
            found[number] = reasons[0]
    return found


def _is_title(text: str, front: Front) -> bool:
    return bool(same(front.title)) and same(text) == same(front.title)


def _lead_reason(text: str, front: Front) -> str:
    if _is_title(text, front):
        return "repeated title"
    if is_dateline(text):
        return "date"
    names = [name for name in front.author.split(", ") if name]
    named = bool(names) and any(same(name) in same(text) for name in names) and len(text.split()) <= 4 * len(names) + 8
    return "byline" if named or is_byline(text) else chrome.at_end(text)


def _change(block: Block, line: int, reason: str) -> Change:
    return (
        Change(line, block.plain, "", reason) if block.worded else replace(walker.ornament(block, line), reason=reason)
    )


def _segments(blocks: list[Block], front: Front, gone: dict[int, str]) -> tuple[Segment, ...]:
    heads: list[Segment] = []
    title = bare(blocks[front.title_block].segment) if front.title_block is not None else None
    if title is not None and not any(code.kind is CodeKind.LINK for code in title.codes):
        heads.append(replace(title, kind=Kind.TITLE, level=0))
    elif front.title:
        heads.append(Segment(Kind.TITLE, front.title))
    byline = front.author or _shown_author(blocks, gone)
    if byline:
        heads.append(Segment(Kind.BYLINE, byline))
    rest = [block for number, block in enumerate(blocks) if number not in gone and number != front.title_block]
    return (*heads, *walker.arrange(rest))


def _shown_author(blocks: list[Block], gone: dict[int, str]) -> str:
    """The line of the page that was taken for the byline; one without a word of introduction is a name alone."""
    told = [blocks[n].plain for n, reason in sorted(gone.items()) if reason in {"byline", "repeated title"}]
    lines = [line for text in told for line in text.split("\n")]
    return next((line for line in lines if is_byline(line) or is_name(line)), "")
