"""Resolve OpenDocument styles: named and automatic ones, with their parents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_DEEPEST = 20
_BOLD = frozenset({"bold", "600", "700", "800", "900"})


class Styles:
    """The styles of one document by family and name."""

    def __init__(self, parts: Iterable[etree._Element]) -> None:
        """Gather the styles of all parts; a later part overrules an earlier one."""
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        for part in parts:
            for style in part.iter(f"{_STYLE}style"):
                self._styles[style.get(f"{_STYLE}family") or "", style.get(f"{_STYLE}name") or ""] = style
            for style in part.iter(f"{_TEXT}list-style"):
                self._lists[style.get(f"{_STYLE}name") or ""] = style

    def ancestry(self, family: str, name: str) -> list[str]:
        """The names that the style goes by, its own first, then its parents', in lower case with plain spaces."""
        names = []
        for style_name, style in self._chain(family, name):
            shown = style.get(f"{_STYLE}display-name") if style is not None else None
            names.append((shown or style_name).replace("_20_", " ").replace("_", " ").lower())
        return names

    def inline(self, name: str) -> list[str]:
        """The HTML elements that a text style amounts to, outermost first."""
        properties: dict[str, str] = {}
        names = self.ancestry("text", name)
        for _, style in reversed(list(self._chain("text", name))):
            for found in style.iter(f"{_STYLE}text-properties") if style is not None else ():
                properties.update({str(key): str(value) for key, value in found.attrib.items()})
        return [tag for tag, on in _amounts_to(properties, names).items() if on]

    def numbered(self, name: str, depth: int) -> bool:
        """Whether a list style counts its items at this depth (from 1)."""
        style = self._lists.get(name)
        levels = {level.get(f"{_TEXT}level"): level for level in style} if style is not None else {}
        level = levels.get(str(depth))
        return level is not None and etree.QName(level).localname == "list-level-style-number" and bool(_counts(level))

    def _chain(self, family: str, name: str) -> Iterator[tuple[str, etree._Element | None]]:
        for _ in range(_DEEPEST):
            if not name:
                return
            style = self._styles.get((family, name))
            yield name, style
            name = (style.get(f"{_STYLE}parent-style-name") or "") if style is not None else ""


def _counts(level: etree._Element) -> bool:
    return level.get(f"{_STYLE}num-format", "1") != ""


def _amounts_to(properties: Mapping[str, str], names: list[str]) -> dict[str, bool]:
    position = properties.get(f"{_STYLE}text-position", "").split(" ")[0]
    return {
        "strong": properties.get(f"{_FO}font-weight") in _BOLD or (not properties and "strong emphasis" in names),
        "em": properties.get(f"{_FO}font-style") in {"italic", "oblique"} or (not properties and "emphasis" in names),
        "u": properties.get(f"{_STYLE}text-underline-style", "none") != "none",
        "s": properties.get(f"{_STYLE}text-line-through-style", "none") != "none",
        "sup": position == "super" or (position.rstrip("%").isdecimal() and position.rstrip("%") != "0"),
        "sub": position == "sub" or (position.startswith("-") and position.strip("-%").isdecimal()),
        "code": "source text" in names,
    }
