"""Tell how deep a page nests before anything walks it: some parsers take the square of the depth."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import regex

from translate_flow.reading.blocks_tags import BLOCKS

_TAG = regex.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_VOID = frozenset(
    ["area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source"]
)
_ENDS = {
    "li": {"li", "p"}, "dt": {"dt", "dd", "p"}, "dd": {"dt", "dd", "p"}, "option": {"option"},
    "td": {"td", "th", "p"}, "th": {"td", "th", "p"}, "tr": {"tr", "td", "th", "p"},
}  # fmt: skip
"""What a start tag ends that stands right before it; every other block ends a ``p``."""
_ROWS = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
_BARRIER = frozenset({"table", "td", "th", "caption", "template", "object", "applet", "marquee", "button"})
"""No end tag inside one of these ends an element around it (HTML Standard, 13.2.4.2)."""
_LOOKED_AT = 64
"""How far up an end tag looks for its element; what it does not find counts as open, which errs on the safe side."""


def nests_deeper(text: str, limit: int) -> bool:
    """Whether the elements nest deeper than ``limit``; never too few are counted, and a run is linear in the text.

    >>> nests_deeper("<div>" * 3 + "</div>" * 3, 2), nests_deeper("<p>a<p>b<p>c", 2)
    (True, False)
    """
    stack: list[str] = []
    inside: Counter[str] = Counter()
    for match in _TAG.finditer(text):
        name = match[2].lower()
        if match[1]:
            _close(name, stack, inside)
        elif name not in _VOID:
            _open(name, stack, inside)
        if len(stack) > limit:
            return True
    return False


def _open(name: str, stack: list[str], inside: Counter[str]) -> None:
    ended = _ENDS.get(name) or ({"p"} if name in BLOCKS else set())
    while stack and stack[-1] in ended:
        inside[stack.pop()] -= 1
    stack.append(name)
    inside[name] += 1


def _close(name: str, stack: list[str], inside: Counter[str]) -> None:
    """End the element and all inside it, where the parser would: a ``</b>`` does not end a ``div`` in the ``b``."""
    if not inside[name]:
        return
    held = {"table"} if name in _ROWS else _BARRIER if name in BLOCKS else BLOCKS | _BARRIER
    for number, opened in enumerate(islice(reversed(stack), _LOOKED_AT), start=1):
        if opened == name:
            inside.subtract(stack[-number:])
            del stack[-number:]
            return
        if opened in held:
            return
