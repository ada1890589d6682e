"""Read an article from Markdown: CommonMark with tables, strikethrough, footnotes and front matter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

import regex

from translate_flow.domain.article import Kind
from translate_flow.domain.inline import CodeKind
from translate_flow.errors import LimitError
from translate_flow.reading import blocks as walker
from translate_flow.reading import markdown_front, markdown_tags
from translate_flow.reading.blocks import Block
from translate_flow.reading.blocks_front import settled
from translate_flow.reading.encoding import decode
from translate_flow.reading.html_choice import link_share
from translate_flow.reading.html_tree import parse_whole
from translate_flow.reading.parsed import Parsed

_MANY_QUOTES = regex.compile(r"^((?: {0,3}> ?){20})(?: {0,3}> ?)+", regex.MULTILINE)
_ALL = 0.9
"""A line of links has a bar or a dot between them."""
_DEEPEST = 100


def parse(data: bytes, *, name: str, keep: frozenset[int]) -> Parsed:
    """Read Markdown; ``Change.line`` counts its blocks from 1. Raw HTML is read for its text alone.

    Raises:
        InputError: no known encoding, or front matter with a number that is too long.
        LimitError: it nests too deep.

    """
    text = regex.sub(r"\r\n?", "\n", decode(data, name=name))
    front, language, body = markdown_front.part(text, name=name)
    if not body.strip():
        body = "\n"
    root = parse_whole(f"<body>{_rendered(body, name=name)}</body>", name=name)
    blocks = walker.read(root)
    menu = _menu(blocks)
    segments, changes = settled(blocks, front, keep=keep, reason=lambda block: "navigation" if block in menu else "")
    return Parsed(segments, changes, language)


def _menu(blocks: Sequence[Block]) -> list[Block]:
    """The paragraphs at the end that are nothing but links to other pages of the same site: "Back to the index"."""
    last = takewhile(lambda block: not block.worded or _leads_on(block), reversed(blocks))
    menu = [block for block in last if block.worded]
    return menu if len(menu) < len(blocks) else []


def _leads_on(block: Block) -> bool:
    links = [code.ref for code in block.segment.codes if code.kind is CodeKind.LINK]
    inside = all(not regex.match(r"[a-z][a-z0-9+.-]*:|//", ref, regex.IGNORECASE) for ref in links)
    return block.segment.kind is Kind.PARAGRAPH and bool(links) and inside and link_share(block) > _ALL


def _rendered(body: str, *, name: str) -> str:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only this format needs it
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415 - as above
    from mdit_py_plugins.tasklists import tasklists_plugin  # noqa: PLC0415 - as above

    reader = MarkdownIt("commonmark", {"typographer": False, "maxNesting": _DEEPEST})
    reader.enable(["table", "strikethrough"]).use(footnote_plugin).use(tasklists_plugin).use(markdown_tags.use)
    environment: dict[str, Any] = {}
    tokens = reader.parse(_MANY_QUOTES.sub(r"\1", body), environment)
    # the parser leaves out what nests deeper, without a word
    if max((token.level for token in tokens), default=0) >= _DEEPEST - 2:
        msg = f"{name}: its lists and quotes nest more than {_DEEPEST // 2} deep; flatten them"
        raise LimitError(msg)
    return str(reader.renderer.render(tokens, reader.options, environment))
