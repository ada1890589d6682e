"""Turn pieces into HTML blocks: headings, paragraphs, quotes, figures, lists nested by level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from translate_flow.domain.article import Kind, Segment
from translate_flow.publishing.pieces import Piece, item_number

_FRAMES = {
    Kind.BYLINE: ("p", 'class="byline"', "{}"),
    Kind.PARAGRAPH: ("p", "", "{}"),
    Kind.VERSE: ("p", 'class="verse"', "{}"),
    Kind.QUOTE: ("blockquote", "", "<p>{}</p>"),
    Kind.CAPTION: ("figure", "", "<figcaption>{}</figcaption>"),
    Kind.CODE: ("pre", "", "<code>{}</code>"),
}
"""Per kind: the element, its own attributes, and what lies inside."""


def block(segment: Segment, inner: str, *, attributes: str, rank: int = 0) -> str:
    """One segment as a block; ``attributes`` (language, marks) start with a space when there are any.

    Without a ``rank`` a heading only looks like one: the second of two languages must not double the outline.
    """
    if segment.kind in {Kind.TITLE, Kind.HEADING}:
        own = "" if rank else f'class="{segment.kind.value}"'
        element = f"h{rank}" if rank else "p"
        return f"<{element}{_merge(own, attributes)}>{inner}</{element}>\n"
    element, own, frame = _FRAMES.get(segment.kind, _FRAMES[Kind.PARAGRAPH])
    return f"<{element}{_merge(own, attributes)}>{frame.format(inner)}</{element}>\n"


def _merge(own: str, attributes: str) -> str:
    """An element may carry one class attribute only."""
    if own.startswith('class="') and ' class="' in attributes:
        return attributes.replace(' class="', f" {own[:-1]} ", 1)
    return f" {own}{attributes}" if own else attributes


@dataclass(frozen=True, slots=True)
class _Open:
    level: int
    element: str
    signed: bool = False


class Lists:
    """Opens and closes lists while items pass by; each list stays open until an item or block that is not in it."""

    def __init__(self) -> None:
        """Start outside any list."""
        self._stack: list[_Open] = []

    def item(self, piece: Piece, inner: str, *, attributes: str) -> Iterator[str]:
        """The item, without its end, which comes when it is known that no deeper list follows in it."""
        segment = piece.segment
        opening = _opening(segment)
        yield from self._leave(opening)
        if self._stack and self._stack[-1].level >= opening.level:
            yield "</li>\n"
        else:
            self._stack.append(opening)
            yield f'<{opening.element} class="signed">\n' if opening.signed else f"<{opening.element}>\n"
        yield f"<li{_value(segment)}>{_text(segment, inner, attributes)}"

    def close(self) -> Iterator[str]:
        """End every list that is open."""
        while self._stack:
            yield f"</li>\n</{self._stack.pop().element}>\n"

    def _leave(self, opening: _Open) -> Iterator[str]:
        """End the lists that are deeper than the item, and one beside it that is of another kind."""
        while self._stack and (
            self._stack[-1].level > opening.level
            or (self._stack[-1].level == opening.level and self._stack[-1] != opening)
        ):
            yield f"</li>\n</{self._stack.pop().element}>\n"


def _opening(segment: Segment) -> _Open:
    if item_number(segment.label) is not None:
        return _Open(max(1, segment.level), "ol")
    return _Open(max(1, segment.level), "ul", signed=bool(segment.label))


def alone(segment: Segment, inner: str, *, attributes: str) -> str:
    """An item as a list of its own, as deep as it is: for a cell beside another."""
    opening = _opening(segment)
    signed = "signed " if opening.signed else ""
    item = f"<li{_value(segment)}>{_text(segment, inner, attributes)}</li>"
    level = min(opening.level, 6)
    return f'<{opening.element} class="{signed}level-{level}">{item}</{opening.element}>\n'


def _text(segment: Segment, inner: str, attributes: str) -> str:
    """Marks and language hold for the item's own text, not for the deeper list that may follow in it."""
    text = f"{_sign(segment)}{inner}"
    return f"<div{attributes}>{text}</div>" if attributes else text


def _value(segment: Segment) -> str:
    """The number of an item, as the article has it."""
    number = item_number(segment.label)
    return "" if number is None else f' value="{number}"'


def _sign(segment: Segment) -> str:
    """A label that HTML cannot count, such as ``a)``, written out."""
    if not segment.label or item_number(segment.label) is not None:
        return ""
    return f'<span class="sign">{escape(segment.label)}</span> '
