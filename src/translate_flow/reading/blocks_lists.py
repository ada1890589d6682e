"""Number the items of an ordered list as a browser does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import regex
from lxml.html import HtmlElement

from translate_flow.domain.article import Kind, Segment
from translate_flow.reading.blocks_tags import tag_of

_TYPED = regex.compile(r"(?P<label>(?P<number>\d{1,3})[.)]|[•◦▪‣●■])\s+(?=\S)")

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_SMALL_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def labels(ordered: HtmlElement) -> dict[HtmlElement, str]:
    """The number of each item of an ``ol``, with a full stop.

    >>> from lxml import html
    >>> list(labels(html.fromstring('<ol start="3"><li>a</li><li value="7">b</li><li>c</li></ol>')).values())
    ['3.', '7.', '8.']
    """
    items = [child for child in ordered if tag_of(child) == "li"]
    backwards = ordered.get("reversed") is not None
    style = _STYLES.get(ordered.get("type") or "1", str)
    number = _number(ordered.get("start"), len(items) if backwards else 1)
    found = {}
    for item in items:
        number = _number(item.get("value"), number)
        found[item] = f"{style(number)}."
        number += -1 if backwards else 1
    return found


def typed(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, where paragraphs that follow each other with bullets, or numbers from 1 on, are items of a list.

    >>> [(s.kind.value, s.label, s.text) for s in typed([Segment(Kind.PARAGRAPH, t) for t in ("1. Mix", "2. Bake")])]
    [('item', '1.', 'Mix'), ('item', '2.', 'Bake')]
    """
    found = list(segments)
    run: list[int] = []
    for place, segment in enumerate([*segments, Segment(Kind.HEADING, "")]):
        if not _follows(segments, run, segment):
            if len(run) > 1:
                found[run[0] : run[-1] + 1] = [_item(segments[at]) for at in run]
            run = []
        if _follows(segments, run, segment):
            run.append(place)
    return found


def _follows(segments: Sequence[Segment], run: Sequence[int], segment: Segment) -> bool:
    """Whether a paragraph begins a list, or goes on with the one that ``run`` holds."""
    match = _TYPED.match(segment.text) if segment.kind is Kind.PARAGRAPH else None
    if match is None:
        return False
    first = _TYPED.match(segments[run[0]].text) if run else None
    if first is None:
        return match["number"] in {None, "1"}
    if match["number"] is None or first["number"] is None:
        return match["label"] == first["label"]
    return int(match["number"]) == int(first["number"]) + len(run)


def _item(segment: Segment) -> Segment:
    match = _TYPED.match(segment.text)
    label = match["label"] if match and match["number"] else ""
    return replace(segment, kind=Kind.ITEM, level=1, label=label, text=_TYPED.sub("", segment.text, count=1))


def task(item: HtmlElement) -> str:
    """The sign of a task list's item, which begins with a box: ``"☐"`` or ``"☑"``; empty for any other item."""
    first = next((e for e in item.iterdescendants() if tag_of(e) not in {"p", "label", "span"}), None)
    if first is None or (item.text or "").strip() or tag_of(first) != "input" or first.get("type") != "checkbox":
        return ""
    return "☑" if first.get("checked") is not None else "☐"


def _number(written: str | None, otherwise: int) -> int:
    sign = (written or "").strip()
    return int(sign) if sign.removeprefix("-").isdecimal() and len(sign) < 10 else otherwise


def _letters(number: int) -> str:
    if number < 1:
        return str(number)
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    digits = ""
    for value, sign in _ROMAN + _SMALL_ROMAN:
        count, number = divmod(number, value)
        digits += sign * count
    return digits


_STYLES: dict[str, Callable[[int], str]] = {
    "a": _letters,
    "A": lambda number: _letters(number).upper(),
    "i": _roman,
    "I": lambda number: _roman(number).upper(),
}
