"""Inline codes: bold, links, footnote marks, kept in a segment's text as numbered tags.

A text holds ``<1>bold</1>`` for a paired code and ``<2/>`` for a standalone one; the code table beside it says
what 1 and 2 are. Only numbers in the table are codes: everything else that looks like a tag is literal text, and
`InlineBuilder` never gives out a number that the literal text already uses, so nothing needs escaping.
The model is XLIFF 2.1's ``<pc>`` and ``<ph>`` (section 4.7.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_TAG = re.compile(r"<(/?)([1-9][0-9]{0,5})(/?)>")


class CodeKind(StrEnum):
    """What an inline code does to the text; the last two stand alone, the others enclose."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    FOOTNOTE = "footnote"
    IMAGE = "image"


HTML_ELEMENTS = {
    CodeKind.BOLD: "strong",
    CodeKind.ITALIC: "em",
    CodeKind.UNDERLINE: "u",
    CodeKind.STRIKE: "s",
    CodeKind.CODE: "code",
    CodeKind.SUPERSCRIPT: "sup",
    CodeKind.SUBSCRIPT: "sub",
}
"""What HTML calls the codes that enclose; a link is not among them, for its address must be judged first."""

STANDALONE = frozenset({CodeKind.FOOTNOTE, CodeKind.IMAGE})


@dataclass(frozen=True, slots=True)
class Code:
    """One inline code; ``ref`` is a link's address, an image's source, a footnote's label; ``alt`` an image's text."""

    id: int
    kind: CodeKind
    ref: str = ""
    alt: str = ""

    @property
    def standalone(self) -> bool:
        """Whether the code is a single ``<n/>`` and encloses nothing."""
        return self.kind in STANDALONE


class Form(StrEnum):
    """The three ways a tag is written."""

    OPEN = "open"
    CLOSE = "close"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag in a text: which code, which form."""

    code: Code
    form: Form

    def __str__(self) -> str:
        """Write the tag as it stands in a text."""
        return {Form.OPEN: "<{}>", Form.CLOSE: "</{}>", Form.EMPTY: "<{}/>"}[self.form].format(self.code.id)


def tokens(text: str, codes: Collection[Code]) -> Iterator[str | Tag]:
    """Split ``text`` into literal strings and tags, in order; joined with ``str`` they give ``text`` back."""
    table = {code.id: code for code in codes}
    literal = 0
    for match in _TAG.finditer(text):
        tag = _tag(match, table)
        if tag is None:
            continue
        if match.start() > literal:
            yield text[literal : match.start()]
        yield tag
        literal = match.end()
    if literal < len(text):
        yield text[literal:]


def _tag(match: re.Match[str], table: dict[int, Code]) -> Tag | None:
    closing, number, empty = match.groups()
    code = table.get(int(number))
    if code is None or (closing and empty) or code.standalone != bool(empty):
        return None
    return Tag(code, Form.EMPTY if empty else Form.CLOSE if closing else Form.OPEN)


def plain(text: str, codes: Collection[Code]) -> str:
    """The text without its tags: what a reader sees, what an engine translates."""
    return "".join(token for token in tokens(text, codes) if isinstance(token, str)) if codes else text


def complete(text: str, codes: Collection[Code]) -> bool:
    """Whether every code of the table stands in ``text`` exactly once, and the pairs nest."""
    seen: list[int] = []
    depth: list[int] = []
    for token in tokens(text, codes):
        if isinstance(token, str):
            continue
        if token.form is Form.CLOSE:
            if not depth or depth.pop() != token.code.id:
                return False
            continue
        seen.append(token.code.id)
        if token.form is Form.OPEN:
            depth.append(token.code.id)
    return not depth and sorted(seen) == sorted(code.id for code in codes)


def render(
    text: str,
    codes: Collection[Code],
    *,
    literal: Callable[[str], str],
    enclose: Callable[[Code, str], str],
) -> str:
    """Turn a text into markup: ``literal`` escapes strings, ``enclose`` writes a code around its (rendered) content.

    Standalone codes get empty content. A tag without its partner, or one that crosses another, is left out: a
    half-typed target must still be readable.
    """
    pairs = _pairs(text, codes)
    stack: list[tuple[Code | None, list[str]]] = [(None, [])]
    for number, token in enumerate(tokens(text, codes)):
        if isinstance(token, str):
            stack[-1][1].append(literal(token))
        elif token.form is Form.EMPTY:
            stack[-1][1].append(enclose(token.code, ""))
        elif number in pairs and token.form is Form.OPEN:
            stack.append((token.code, []))
        elif number in pairs:
            _, parts = stack.pop()
            stack[-1][1].append(enclose(token.code, "".join(parts)))
    return "".join(stack[0][1])


def _pairs(text: str, codes: Collection[Code]) -> frozenset[int]:
    """Which tokens, by number, are tags of a pair that nests in all others."""
    open_at: list[tuple[int, int]] = []
    paired: set[int] = set()
    for number, token in enumerate(tokens(text, codes)):
        if isinstance(token, str) or token.form is Form.EMPTY:
            continue
        if token.form is Form.OPEN:
            open_at.append((token.code.id, number))
            continue
        while any(code == token.code.id for code, _ in open_at):
            code, start = open_at.pop()
            if code == token.code.id:
                paired |= {start, number}
                break
    return frozenset(paired)


class InlineBuilder:
    """Collects text and codes while a reader walks a document.

    >>> builder = InlineBuilder()
    >>> builder.text("A "); builder.open(CodeKind.BOLD); builder.text("b"); builder.close()
    >>> builder.build()[0]
    'A <1>b</1>'
    """

    def __init__(self) -> None:
        """Start empty."""
        self._parts: list[str | tuple[Form, int]] = []
        self._codes: list[Code] = []
        self._open: list[int] = []

    def text(self, literal: str) -> None:
        """Append literal text."""
        if literal:
            self._parts.append(literal)

    def open(self, kind: CodeKind, *, ref: str = "") -> None:
        """Open a paired code."""
        self._open.append(self._add(kind, ref, ""))
        self._parts.append((Form.OPEN, self._open[-1]))

    def close(self) -> None:
        """Close the code that was opened last."""
        self._parts.append((Form.CLOSE, self._open.pop()))

    def mark(self, kind: CodeKind, *, ref: str = "", alt: str = "") -> None:
        """Append a standalone code."""
        self._parts.append((Form.EMPTY, self._add(kind, ref, alt)))

    def _add(self, kind: CodeKind, ref: str, alt: str) -> int:
        self._codes.append(Code(len(self._codes), kind, ref, alt))
        return len(self._codes) - 1

    def build(self) -> tuple[str, tuple[Code, ...]]:
        """The text with tags, and its code table, numbered from 1 past every number the literal text uses."""
        literal = "".join(part if isinstance(part, str) else "\0" for part in self._parts)
        used = {int(m.group(2)) for m in _TAG.finditer(literal)}
        first = max(used, default=0) + 1
        codes = tuple(Code(code.id + first, code.kind, code.ref, code.alt) for code in self._codes)
        return "".join(self._write(part, codes) for part in self._parts), codes

    @staticmethod
    def _write(part: str | tuple[Form, int], codes: Sequence[Code]) -> str:
        return part if isinstance(part, str) else str(Tag(codes[part[1]], part[0]))
