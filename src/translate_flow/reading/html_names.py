"""Take those names off a page's elements that tell what a text is about, not that it belongs to the page around it.

A content system makes ids of headings (``social-history``), and a class of one chance word (``ad-hoc``) would otherwise
take a whole section out of the article, here and in trafilatura.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import regex
from lxml.html import HtmlElement

from translate_flow.domain.article import Kind
from translate_flow.reading import chrome
from translate_flow.reading.blocks import Block
from translate_flow.reading.blocks_tags import HEADINGS, tag_of
from translate_flow.reading.html_choice import link_share
from translate_flow.reading.html_chrome import doubtful, told

_TEXTS = HEADINGS | {"p"}
_LONG = 40
"""A sentence of so many characters is prose, not a label."""
_SENTENCE_END = regex.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")
_NUMBERING = regex.compile(r"^[\W\d]+")
_COUNTED = regex.compile(r"[-_]\d{1,2}$")
_PREFIXED = regex.compile(r"^(?:h|sec|section)[-_:.]")
_BEGINNING = 12
"""An id that was cut short still holds so many letters of its heading."""


@dataclass(slots=True)
class _Held:
    """What an element holds: characters of prose and of all texts, links or buttons on lines of their own."""

    first: Block
    prose: int = 0
    total: int = 0
    linked: bool = False

    @property
    def is_prose(self) -> bool:
        return self.prose > self.total / 2 and not self.linked


def clear(blocks: Sequence[Block]) -> None:
    """Change the classes and ids of the elements around the blocks: names without evidence go, all others stay."""
    held = _held(blocks)
    beside = {block.element.getparent() for block in blocks if tag_of(block.element) == "p" and _is_prose(block)}
    for element, found in held.items():
        inside = element.getparent() in beside or any(tag_of(e) in {"article", "main"} for e in element.iterancestors())
        for key in ("class", "id"):
            names = (element.get(key) or "").split()
            kept = [n for n in names if not told(n) or not _says_nothing(n, key, element, found, inside=inside)]
            if len(kept) < len(names):
                element.set(key, " ".join(kept))


def _held(blocks: Sequence[Block]) -> dict[HtmlElement, _Held]:
    held: dict[HtmlElement, _Held] = {}
    for block in blocks:
        size, prose = len(block.plain), _is_prose(block)
        linked = bool(block.left_out) or (block.worded and link_share(block) > 0.8)
        for element in (block.element, *block.element.iterancestors()):
            found = held.setdefault(element, _Held(block))
            found.total += size
            found.prose += size if prose else 0
            found.linked = found.linked or linked
    return held


def _is_prose(block: Block) -> bool:
    text = block.plain
    long = len(text) >= (_LONG if text.isascii() else _LONG // 2) and bool(_SENTENCE_END.search(text))
    return long and link_share(block) < 0.5 and not chrome.at_end(text)


def _says_nothing(name: str, key: str, element: HtmlElement, found: _Held, *, inside: bool) -> bool:
    tag = tag_of(element)
    if key == "id" and (tag in HEADINGS or (tag == "p" and found.is_prose) or _is_heading(name, found.first)):
        return True
    if not doubtful(name):
        return False
    if tag in HEADINGS or (tag == "p" and key == "id"):
        return True
    compound = bool(regex.search(r"[-_:/]|[a-z][A-Z]", name))
    return found.is_prose and (compound or inside)


def _is_heading(name: str, first: Block) -> bool:
    """Whether the id was made of the heading that opens the element; one that heads chrome is evidence itself."""
    if first.segment.kind is not Kind.HEADING or chrome.starter(first.plain):
        return False
    heads = {_letters(first.plain), _letters(_NUMBERING.sub("", first.plain))} - {""}
    whole = _letters(name)
    slugs = {whole, _letters(_COUNTED.sub("", name)), _letters(_PREFIXED.sub("", name))}
    return bool(slugs & heads) or (len(whole) >= _BEGINNING and any(head.startswith(whole) for head in heads))


def _letters(text: str) -> str:
    """Letters and digits alone, without case and accents: what a heading and the id made of it have in common."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())
