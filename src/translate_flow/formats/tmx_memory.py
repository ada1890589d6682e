"""Write units of a translation memory as TMX 1.4b, such that reading them gives them back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from io import BytesIO
from itertools import chain
from typing import Final

from lxml import etree

from translate_flow import __version__
from translate_flow.domain.export import NOT_XML
from translate_flow.domain.languages import bcp47
from translate_flow.domain.memory import Grain, MemoryUnit
from translate_flow.errors import FormatError

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_CHUNK = 32 * 1024
_SEGTYPES = {Grain.SEGMENT: "paragraph", Grain.SENTENCE: "sentence"}
_HEADER = {
    "creationtool": "translate-flow",
    "creationtoolversion": __version__,
    "segtype": "paragraph",
    "o-tmf": "translate-flow",
    "adminlang": "en",
    "srclang": "*all*",
    "datatype": "plaintext",
}


def write(units: Iterable[MemoryUnit]) -> Iterator[bytes]:
    """One ``<tu>`` per unit, written as the units come; a refusal of the first comes before any byte.

    Raises:
        FormatError: there is no unit, or XML cannot hold a character of one.

    """
    remaining = iter(units)
    first = next(remaining, None)
    if first is None:
        msg = (
            "the memory holds nothing for these languages; approve segments, or run: translate-flow memory import FILE"
        )
        raise FormatError(msg)
    return _stream(_tu(first), remaining)


def _stream(first: etree._Element, units: Iterable[MemoryUnit]) -> Iterator[bytes]:
    buffer = BytesIO()
    with etree.xmlfile(buffer, encoding="utf-8") as xml:
        xml.write_declaration()
        xml.write_doctype('<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
        with xml.element("tmx", version="1.4"):
            xml.write("\n", etree.Element("header", _HEADER), "\n")
            with xml.element("body"):
                for element in chain([first], map(_tu, units)):
                    xml.write("\n", element)
                    if buffer.tell() > _CHUNK:
                        yield _drain(buffer)
                xml.write("\n")
    yield _drain(buffer) + b"\n"


def _drain(buffer: BytesIO) -> bytes:
    chunk = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return chunk


def _tu(unit: MemoryUnit) -> etree._Element:
    element = etree.Element("tu", segtype=_SEGTYPES[unit.grain], srclang=bcp47(unit.source_language))
    for name, value in _props(unit):
        etree.SubElement(element, "prop", type=name).text = _checked(value, unit)
    source = etree.SubElement(element, "tuv", {_XML_LANG: bcp47(unit.source_language)})
    etree.SubElement(source, "seg").text = _checked(unit.source, unit)
    target = etree.SubElement(element, "tuv", {_XML_LANG: bcp47(unit.language), **_made(unit)})
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
    }
    return ((name, value) for name, value in found.items() if value)


def _checked(text: str, unit: MemoryUnit) -> str:
    if found := NOT_XML.search(text):
        msg = (
            f"the unit {unit.source[:40]!r} holds the character U+{ord(found.group()):04X}, which TMX cannot hold; "
            "correct the segment it was approved in, and approve it again"
        )
        raise FormatError(msg)
    return text
