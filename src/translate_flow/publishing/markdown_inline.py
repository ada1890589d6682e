"""Turn a segment's text into CommonMark that reads back as the same text and codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from translate_flow.domain.inline import HTML_ELEMENTS, Code, CodeKind, Form
from translate_flow.publishing.pieces import balanced, safe_link

_DELIMITERS = {CodeKind.BOLD: ("**",), CodeKind.ITALIC: ("_", "*"), CodeKind.STRIKE: ("~~",)}

_LINE_BREAK: Final = re.compile(r"\r\n|\r")
_ALWAYS: Final = re.compile(r"[\\`*_\[\]<~^|]|&(?=[#A-Za-z])")
_LINE_START: Final = re.compile(r"(?m)^(?:([-+=#>])|([0-9]{1,9})(?=[.)]))")
_EDGES: Final = re.compile(r"^[^\S\x85]+|[^\S\x85]+$")
_PLAIN_ADDRESS: Final = re.compile(r"(?:[^\s\x00-\x1f<>()\\&]|&(?![#A-Za-z0-9]+;))+")
_BESIDE: Final = "."
"""Stands for the mark of a neighbouring code: whichever it will be, it is punctuation."""


@dataclass(frozen=True, slots=True)
class Node:
    """A code and what it encloses."""

    code: Code
    children: tuple[str | Node, ...] = ()


Tree = tuple["str | Node", ...]


def markdown(text: str, codes: Collection[Code], *, notes: Mapping[str, str], single: bool = False) -> str:
    r"""The text as inline Markdown.

    A line break becomes a hard break (backslash and line feed), in a ``single`` line (headings) a character reference.
    ``notes`` maps a footnote's label to the one in the document; a mark without a note is printed as ``[label]``.

    >>> markdown("2 * 3 = <1>six</1>", (Code(1, CodeKind.BOLD),), notes={})
    '2 \\* 3 = **six**'
    """
    tree = _simplify(_tree(_LINE_BREAK.sub("\n", text), codes), notes, linked=False)
    return _keep_edges(_Inline(notes, single=single).write(tree, inside=frozenset(), edge=""))


def _tree(text: str, codes: Collection[Code]) -> Tree:
    stack: list[list[str | Node]] = [[]]
    for token in balanced(text, codes):
        if isinstance(token, str):
            stack[-1].append(token)
        elif token.form is Form.EMPTY:
            stack[-1].append(Node(token.code))
        elif token.form is Form.OPEN:
            stack.append([])
        else:
            children = tuple(stack.pop())
            stack[-1].append(Node(token.code, children))
    return tuple(stack[0])


def _simplify(tree: Tree, notes: Mapping[str, str], *, linked: bool) -> Tree:
    """Resolve what cannot be a code in a document, so that every node left is written; then join the strings."""
    flat: list[str | Node] = []
    for node in (part for child in tree for part in _resolved(child, notes, linked=linked)):
        if isinstance(node, str) and flat and isinstance(flat[-1], str):
            flat[-1] += node
        elif node:
            flat.append(node)
    return tuple(flat)


def _resolved(node: str | Node, notes: Mapping[str, str], *, linked: bool) -> Iterable[str | Node]:
    if isinstance(node, str):
        return (node,)
    code = node.code
    if code.kind is CodeKind.FOOTNOTE:
        return (node,) if code.ref in notes else (f"[{code.ref}]",)
    if code.kind is CodeKind.IMAGE:
        return (node,) if safe_link(code.ref) else (code.alt,)
    is_link = code.kind is CodeKind.LINK
    children = _simplify(node.children, notes, linked=linked or is_link)
    if is_link and (linked or not safe_link(code.ref) or not children):
        return children
    return (Node(code, children),)


class _Inline:
    """Writes a tree from left to right, choosing marks that a parser will see, given what stands beside them."""

    def __init__(self, notes: Mapping[str, str], *, single: bool) -> None:
        self._notes, self._single = notes, single

    def write(self, tree: Tree, *, inside: frozenset[str], edge: str) -> str:
        """``inside`` holds the delimiter characters around the tree; ``edge`` is empty at the start of a block."""
        out = ""
        for place, node in enumerate(tree):
            following = tree[place + 1] if place + 1 < len(tree) else None
            if isinstance(node, str):
                line_start = out.endswith("\n") or not (out or edge)
                out += self._literal(node, line_start=line_start, after_code=place > 0, before_code=bool(following))
            else:
                after = following[0] if isinstance(following, str) else _BESIDE if following else edge
                out += self._node(node, before=out[-1:] or edge, after=after, inside=inside)
        return out

    def _literal(self, text: str, *, line_start: bool, after_code: bool, before_code: bool) -> str:
        """Backslashes before what would be a mark; ``![`` and ``[^1](``, ``[^1]:`` could arise at the seams."""
        escaped = _ALWAYS.sub(r"\\\g<0>", text)
        if self._single:
            escaped = escaped.replace("#", "\\#")
            return _seams(escaped, after_code=after_code, before_code=before_code).replace("\n", "&#10;")
        escaped = _LINE_START.sub(lambda m: m[0] if not (m.start() or line_start) else _escape_start(m), escaped)
        return _seams(escaped, after_code=after_code, before_code=before_code).replace("\n", "\\\n")

    def _node(self, node: Node, *, before: str, after: str, inside: frozenset[str]) -> str:
        code = node.code
        if code.kind is CodeKind.FOOTNOTE:
            return f"[^{self._notes[code.ref]}]"
        if code.kind is CodeKind.IMAGE:
            return f"![{self._image_text(code.alt)}]({_address(code.ref)})"
        if code.kind is CodeKind.LINK:
            return f"[{self.write(node.children, inside=inside, edge=_BESIDE)}]({_address(code.ref)})"
        if code.kind is CodeKind.CODE and (span := _code_span(node, before)):
            return span
        return self._delimited(node, before, after, inside) or self._tagged(node, inside)

    def _image_text(self, alt: str) -> str:
        return _ALWAYS.sub(r"\\\g<0>", alt).replace("\n", "&#10;")

    def _delimited(self, node: Node, before: str, after: str, inside: frozenset[str]) -> str:
        for delimiter in _DELIMITERS.get(node.code.kind, ()):
            mark = delimiter[0]
            if mark in inside or mark == before:
                continue
            content = self.write(node.children, inside=inside | {mark}, edge=_BESIDE)
            if _flanks(content, before, after, whole_words=mark == "_"):
                return f"{delimiter}{content}{delimiter}"
        return ""

    def _tagged(self, node: Node, inside: frozenset[str]) -> str:
        """Raw HTML (CommonMark, section 6.6) for what Markdown has no mark for, or where it would not be seen."""
        tag = HTML_ELEMENTS[node.code.kind]
        return f"<{tag}>{self.write(node.children, inside=inside, edge=_BESIDE)}</{tag}>"


def _seams(escaped: str, *, after_code: bool, before_code: bool) -> str:
    if after_code and escaped.startswith(("(", ":")):
        escaped = f"\\{escaped}"
    return f"{escaped[:-1]}\\!" if before_code and escaped.endswith("!") else escaped


def _escape_start(match: re.Match[str]) -> str:
    symbol, number = match.groups()
    return f"\\{symbol}" if symbol else f"{number}\\"


def _flanks(content: str, before: str, after: str, *, whole_words: bool) -> bool:
    """Whether a delimiter on each side of ``content`` opens and closes (CommonMark, section 6.2), to any parser.

    Older parsers do not count symbols as punctuation; what stands here satisfies both readings.
    """
    if not content or content[0].isspace() or content[-1].isspace():
        return False
    if whole_words and not (_apart(before) and _apart(after)):
        return False
    return (_is_word(content[0]) or _apart(before)) and (_is_word(content[-1]) or _apart(after))


def _apart(character: str) -> bool:
    """White space, punctuation, or the edge of the block."""
    return not character or character.isspace() or unicodedata.category(character)[0] == "P" or character in "$+<=>^`|~"


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] not in "PSZ"


def _code_span(node: Node, before: str) -> str:
    """Backticks, one more than the longest run inside; empty where a code span could not hold the text."""
    text = "".join(child for child in node.children if isinstance(child, str))
    whole = all(isinstance(child, str) for child in node.children)
    if not whole or not text.strip() or "\n" in text or before == "`":
        return ""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" or (text[0] == text[-1] == " ") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _address(address: str) -> str:
    if _PLAIN_ADDRESS.fullmatch(address):
        return address
    return "<" + re.sub(r"[<>\\&]", r"\\\g<0>", address) + ">"


def _keep_edges(written: str) -> str:
    """White space at either end of a line, and a last line break, survive only as character references."""
    while written.endswith("\\\n"):
        written = f"{written[:-2]}&#10;"
    return "\n".join(_EDGES.sub(_references, line) for line in written.split("\n"))


def _references(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in match[0])
