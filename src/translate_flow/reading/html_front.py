"""Find the title, the byline and the language of a web page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import regex
from lxml.html import HtmlElement

from translate_flow.domain.article import Kind
from translate_flow.domain.inline import CodeKind
from translate_flow.reading.blocks import Block
from translate_flow.reading.blocks_front import known_title, same
from translate_flow.reading.blocks_headings import covered
from translate_flow.reading.blocks_tags import tag_of
from translate_flow.reading.bylines import is_byline, is_name
from translate_flow.reading.encoding import storable
from translate_flow.reading.html_chrome import reason_of

_SEPARATOR = regex.compile(r"\s+(?:[|•·»«‹›—–-]|::|//|/)\s+|\s*\|\s*")
_NOT_A_PERSON = regex.compile(
    r"https?:|www\.|[@»›|]|wikimedia|wikipedia|^(?:admin|administrator|editor|staff|unknown|user|webmaster)$", regex.I
)
_BEFORE_BYLINE, LONG_LINE = 12, 160
"""How many blocks below the title the byline may stand, and what length is a paragraph's and no byline's."""
_NO_BYLINE = frozenset(
    ["navigation", "related", "footer", "comments", "share", "form", "newsletter", "advertisement", "tags", "hidden"]
)
"""Parts of a page that name other people than the author."""
_STOPS = (".", "!", "?", "…", "。", "؟", "।", "”", "»", '"')
_LEAD = regex.compile(r"^(?:by|von|par|por|di|door|av|af|автор:?|autor:?|author:?)\s+", regex.I)


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the body: the title, the number of its block (or None), the author, the language."""

    title: str
    title_block: int | None
    author: str
    language: str


def find(root: HtmlElement, blocks: Sequence[Block], *, body: set[int]) -> Front:
    """Read the front matter; ``body`` are the numbers of the blocks that were chosen."""
    from trafilatura import extract_metadata  # noqa: PLC0415 - 0.3 s to import

    known = extract_metadata(deepcopy(root), extensive=False)
    site = _meta(root, "og:site_name") or known.sitename or ""
    told = (_meta(root, "og:title"), *_headlines(root), _page_title(root))
    declared = list(filter(known_title, told)) or list(filter(known_title, [known.title or ""]))
    number = _heading(blocks, declared, site=site, body=body)
    if number is None:
        number = _line(blocks, declared, site=site, body=body)
    title = blocks[number].plain if number is not None else _from_meta(declared, site)
    author = storable(_author(root, known.author or "", site))
    return Front(storable(title), number, author, _language(root))


def _meta(root: HtmlElement, key: str) -> str:
    found = root.xpath("//meta[@property=$key or @name=$key or @itemprop=$key]/@content", key=key)
    return " ".join(str(found[0]).split()) if found else ""


def _page_title(root: HtmlElement) -> str:
    return " ".join((root.findtext(".//head/title") or root.findtext(".//title") or "").split())


def _heading(blocks: Sequence[Block], declared: Sequence[str], *, site: str, body: set[int]) -> int | None:
    """The heading that is the title: one the page declares as such, else the only ``h1`` near the body."""
    tops = _ranked(blocks, 2)
    keys = [same(title) for title in declared]
    part = _part(blocks, tops, declared, body=body)
    exact = next(
        (n for n in _ranked(blocks, 4) if same(blocks[n].plain) in keys and not _is_site(blocks[n], site)), None
    )
    if exact is not None or part is not None:
        return exact if exact is not None else part
    first = [
        n for n in tops if blocks[n].segment.level == 1 and not _is_site(blocks[n], site) and not _is_logo(blocks[n])
    ]
    inside = next(
        (n for n in first if any(len(same(blocks[n].plain)) > 3 and same(blocks[n].plain) in key for key in keys)), None
    )
    if inside is not None:
        return inside
    near = [n for n in first if not body or n <= min(body) or n in body]
    return near[-1] if near and (len(near) == 1 or not declared) else (near[0] if near else None)


def _ranked(blocks: Sequence[Block], lowest: int) -> list[int]:
    """The headings down to a level, the highest first."""
    found = [
        n for n, b in enumerate(blocks) if b.segment.kind is Kind.HEADING and b.segment.level <= lowest and b.worded
    ]
    return sorted(found, key=lambda n: blocks[n].segment.level)


def _is_site(block: Block, site: str) -> bool:
    return same(block.plain) == same(site)


def _line(blocks: Sequence[Block], declared: Sequence[str], *, site: str, body: set[int]) -> int | None:
    """A line that is the title although it is no heading element, as on pages from before style sheets."""
    start = min((n for n in body if len(blocks[n].plain) >= LONG_LINE), default=len(blocks))
    lines = [n for n in range(start) if _is_line(blocks[n])]
    first, *rest = sorted(body)[:2] or [-1]
    headings = any(block.segment.kind is Kind.HEADING for block in blocks)
    alone = first in lines and not headings and _is_large(blocks[first])
    large = first if alone and not any(_is_large(blocks[n]) for n in rest) else None
    if declared:
        keys = {key for title in declared for key in _likely(title)} - {"", same(site)}
        told = next((n for n in reversed(lines) if same(blocks[n].plain) in keys), None)
        near = large is not None and any(key in same(blocks[large].plain) for key in keys)
        return large if told is None and near else told
    return large


def _is_line(block: Block) -> bool:
    linked = any(code.kind is CodeKind.LINK for code in block.segment.codes)
    return block.segment.kind is Kind.PARAGRAPH and block.worded and not linked and "\n" not in block.plain


def _is_large(block: Block) -> bool:
    around = (block.start, *block.start.iterancestors()) if block.start is not None else ()
    large = any(tag_of(e) == "font" and regex.match(r"\+?[4-7]$|\+[1-3]$", e.get("size") or "") for e in around)
    line = len(block.plain) <= LONG_LINE // 2 and not block.plain.endswith((".", "。", ":", ","))
    return line and (large or covered(block.segment))


def _likely(title: str) -> set[str]:
    """The whole of a declared title, its last part and its longest: the others are the site's name."""
    parts = _SEPARATOR.split(title)
    return {same(title), same(parts[-1]), same(max(parts, key=len))}


def _part(blocks: Sequence[Block], tops: Sequence[int], declared: Sequence[str], *, body: set[int]) -> int | None:
    """The heading that is one part of a declared title (``Headline | Site``): the longest, the last before the body."""
    parts = {same(part) for title in declared for part in _SEPARATOR.split(title)} - {""}
    start = min((n for n in body if blocks[n].segment.kind is Kind.PARAGRAPH), default=len(blocks))
    found = [n for n in tops if same(blocks[n].plain) in parts]
    longest = max((same(blocks[n].plain) for n in found), key=len, default="")
    equal = [n for n in found if same(blocks[n].plain) == longest]
    return max((n for n in equal if n < start), default=min(equal, default=None))


def visible_author(
    blocks: Sequence[Block], *, title_block: int | None, body: set[int], dropped: Mapping[int, str]
) -> int | None:
    """The number of the block between title and body that names the author; ``dropped`` is what `choose` gives."""
    start = 0 if title_block is None else title_block + 1
    sentences = 0
    for number in range(start, min(len(blocks), start + _BEFORE_BYLINE)):
        text = blocks[number].plain
        if number not in body and dropped.get(number) in _NO_BYLINE:
            continue
        sentences += number in body and len(text) >= LONG_LINE // 2 and text.endswith(_STOPS)
        if sentences > 1 or (number in body and len(text) >= LONG_LINE):
            return None
        if is_byline(text) or (
            blocks[number].segment.kind is Kind.PARAGRAPH and is_name(text) and len(text.split()) < 5
        ):
            return number
    return None


def _is_logo(block: Block) -> bool:
    names = " ".join(
        f"{e.get('class') or ''} {e.get('id') or ''}"
        for e in (block.element, block.element.getparent())
        if e is not None
    )
    return (
        bool(regex.search(r"logo|site-?(?:title|name|branding)|brand", names, regex.I))
        or reason_of(block.element) == "navigation"
    )


def _from_meta(declared: Sequence[str], site: str) -> str:
    """The first declared title without the site's name before or after it."""
    title = declared[0] if declared else ""
    parts = [part for part in _SEPARATOR.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    if same(parts[-1]) == same(site):
        return _head_of(title, parts[-1])
    if same(parts[0]) == same(site):
        return title[title.index(parts[1]) :].strip()
    bar = regex.search(r"\||»|::", title)
    short = len(parts[-1].split()) <= 3 and len(_head_of(title, parts[-1]).split()) >= 4
    return _head_of(title, parts[-1]) if bar or (short and not site) else title


def _head_of(title: str, last: str) -> str:
    return title[: title.rindex(last)].rstrip(" |•·»«‹›—–-:/")


def _author(root: HtmlElement, known: str, site: str) -> str:
    """Names parted by commas: schema.org first, since it parts them itself, else what trafilatura found.

    Trafilatura also parts "Parks and Open Spaces".
    """
    names = list(dict.fromkeys(name for name in (*_authors(root), *_marked(root)) if _is_person(name, site)))
    if not names:
        names = [name for part in known.split(";") if _is_person(name := part.strip(), site)]
    return ", ".join(names[:8])


def _is_person(name: str, site: str) -> bool:
    return 1 < len(name) <= 80 and not _NOT_A_PERSON.search(name) and same(name) != same(site)


def _linked_data(root: HtmlElement) -> Iterator[Mapping[str, Any]]:
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            yield from _objects(json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError):
            continue


def _objects(data: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - JSON
    if isinstance(data, list):
        for item in data:
            yield from _objects(item)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph", []))


def _is_article(thing: Mapping[str, Any]) -> bool:
    kinds = thing.get("@type")
    return any(
        str(kind).endswith(("Article", "Posting", "Report")) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _headlines(root: HtmlElement) -> list[str]:
    from html import unescape  # noqa: PLC0415 - shares its name with this package's module

    found = [thing.get("headline") for thing in _linked_data(root) if _is_article(thing)]
    return [storable(unescape(text)) for text in found if isinstance(text, str) and text.strip()]


def _authors(root: HtmlElement) -> Iterator[str]:
    for thing in _linked_data(root):
        authors = thing.get("author") if _is_article(thing) else None
        for author in authors if isinstance(authors, list) else [authors]:
            name = author.get("name") if isinstance(author, dict) else author
            organisation = isinstance(author, dict) and "Organization" in str(author.get("@type"))
            if isinstance(name, str) and not organisation:
                yield _LEAD.sub("", storable(name))


def _marked(root: HtmlElement) -> Iterator[str]:
    """Authors as microdata of the page tell them, not those of comments; JSON-LD has the say where there is any."""
    if next(_authors(root), ""):
        return
    for author in root.xpath("//*[@itemprop='author']"):
        names = author.xpath("descendant-or-self::*[@itemprop='name'][not(self::meta)]") or [author]
        text = " ".join("".join(names[0].itertext()).split())
        if not any(reason_of(around) == "comments" for around in author.iterancestors()):
            yield _LEAD.sub("", text)


def _language(root: HtmlElement) -> str:
    html = root.get("lang") or root.get("xml:lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    header = root.xpath("//meta[translate(@http-equiv, 'CLAN', 'clan')='content-language']/@content")
    body = root.xpath("//body/@lang | //article/@lang")
    found = [html, *header, *body, _meta(root, "og:locale"), _meta(root, "language"), _meta(root, "dc.language")]
    return next((str(code).split(",")[0].strip().replace("_", "-") for code in found if code and str(code).strip()), "")
