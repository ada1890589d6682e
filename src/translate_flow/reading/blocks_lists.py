"""Number the items of an ordered list as a browser does."""

from __future__ import annotations

from collections.abc import Callable

from lxml.html import HtmlElement

from translate_flow.reading.blocks_tags import tag_of

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
