"""Write units of a translation memory as TMX 1.4b, such that reading them gives them back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from itertools import chain

from lxml import etree

from translate_flow.domain.export import NOT_XML
from translate_flow.domain.languages import bcp47
from translate_flow.domain.memory import Grain, MemoryUnit
from translate_flow.errors import FormatError
from translate_flow.formats.tmx import framed
from translate_flow.formats.tmx_reading import MAX_OWN_TEXT
from translate_flow.formats.xml_stream import XML_LANG

_SEGTYPES = {Grain.SEGMENT: "paragraph", Grain.SENTENCE: "sentence"}


def write(units: Iterable[MemoryUnit]) -> Iterator[bytes]:
    """One ``<tu>`` per unit, written as the units come; a refusal of the first comes before any byte.

    Raises:
        FormatError: there is no unit, or one that could not be read again: XML cannot hold a character of it, or a text
            has more than `MAX_OWN_TEXT` characters.

    """
    remaining = iter(units)
    first = next(remaining, None)
    if first is None:
        msg = (
            "the memory holds nothing for these languages; approve segments, or run: translate-flow memory import FILE"
        )
        raise FormatError(msg)
    return framed(chain([_tu(first)], map(_tu, remaining)), source="*all*", datatype="plaintext")


def _tu(unit: MemoryUnit) -> etree._Element:
    element = etree.Element("tu", segtype=_SEGTYPES[unit.grain], srclang=bcp47(unit.source_language))
    for name, value in _props(unit):
        etree.SubElement(element, "prop", type=name).text = _checked(value, unit)
    source = etree.SubElement(element, "tuv", {XML_LANG: bcp47(unit.source_language)})
    etree.SubElement(source, "seg").text = _checked(unit.source, unit)
    target = etree.SubElement(element, "tuv", {XML_LANG: bcp47(unit.language), **_made(unit)})
    etree.SubElement(target, "seg").text = _checked(unit.target, unit)
    return element


def _made(unit: MemoryUnit) -> dict[str, str]:
    at = f"{unit.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}" if unit.changed else ""
    author = _checked(unit.author, unit)
    return {name: value for name, value in (("changedate", at), ("changeid", author)) if value}


def _props(unit: MemoryUnit) -> Iterator[tuple[str, str]]:
    origin = unit.origin
    found = {
        "x-article": unit.article,
        "x-origin": origin.kind.value,
        "x-engine": origin.engine,
        "x-model": origin.model,
        "x-pivot": " ".join(origin.pivot),
        "x-match": "" if origin.match is None else str(origin.match),
        "x-demo": "yes" if origin.demo else "",
        "x-reused": str(origin.reused or ""),
    }
    return ((name, value) for name, value in found.items() if value)


def _checked(text: str, unit: MemoryUnit) -> str:
    if found := NOT_XML.search(text):
        msg = (
            f"the unit {unit.source[:40]!r} holds the character U+{ord(found.group()):04X}, which TMX cannot hold; "
            "correct the segment it was approved in, and approve it again"
        )
        raise FormatError(msg)
    if len(text) > MAX_OWN_TEXT:
        msg = (
            f"the unit {unit.source[:40]!r} has a text of {len(text):,} characters, and TMX is read back up to "
            f"{MAX_OWN_TEXT:,}; split the segment it was approved in, and approve its parts"
        )
        raise FormatError(msg)
    return text
