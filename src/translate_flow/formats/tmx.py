"""Write a bitext as TMX 1.4b: what every translation memory reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from html import escape as escape_html
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from translate_flow import __version__
from translate_flow.domain.bitext import Bitext, Threshold, Unit
from translate_flow.domain.inline import Code, CodeKind, render
from translate_flow.domain.languages import bcp47
from translate_flow.domain.translation import Origin
from translate_flow.formats.taking import take
from translate_flow.formats.tmx_reading import CREATOR
from translate_flow.formats.xml_stream import XML_LANG, Writer, lines, stream

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_PARSER = etree.XMLParser(huge_tree=True, resolve_entities=False)
"""Reads our own markup only, so a long paragraph is no attack."""

_TYPES = {
    CodeKind.BOLD: "bold",
    CodeKind.ITALIC: "italic",
    CodeKind.UNDERLINE: "ulined",
    CodeKind.LINK: "link",
    CodeKind.FOOTNOTE: "fnote",
    CodeKind.IMAGE: "image",
}
"""The types that TMX 1.4b recommends; the rest are ours and start with ``x-``."""

_TAGS = {
    CodeKind.BOLD: "b",
    CodeKind.ITALIC: "i",
    CodeKind.UNDERLINE: "u",
    CodeKind.STRIKE: "s",
    CodeKind.CODE: "code",
    CodeKind.LINK: "a",
    CodeKind.SUPERSCRIPT: "sup",
    CodeKind.SUBSCRIPT: "sub",
}


def write(bitext: Bitext, *, threshold: Threshold) -> Iterator[bytes]:
    """One ``<tu>`` per segment, its inline codes as ``<bpt>``, ``<ept>`` and ``<ph>`` around native HTML.

    Lost: heading and list levels, labels, scores. A tag without its partner is left out, as everywhere.

    Raises:
        FormatError: nothing reached the threshold, or XML cannot hold a character.

    """
    units = take(bitext, threshold=threshold, form="TMX")
    elements = (_translation_unit(bitext, unit) for unit in units)
    return framed(elements, source=bcp47(bitext.source), datatype="html")


def framed(elements: Iterable[etree._Element], *, source: str, datatype: str) -> Iterator[bytes]:
    """A TMX file of the desk's around ``<tu>`` elements; ``source`` is the header's ``srclang``."""
    header = {
        "creationtool": CREATOR,
        "creationtoolversion": __version__,
        "segtype": "paragraph",
        "o-tmf": CREATOR,
        "adminlang": "en",
        "srclang": source,
        "datatype": datatype,
    }

    def document(xml: Writer) -> Iterator[None]:
        xml.write_doctype(_DOCTYPE)
        with xml.element("tmx", version="1.4"):
            xml.write("\n", etree.Element("header", header), "\n")
            with xml.element("body"):
                yield from lines(xml, elements)

    return stream(document)


def _translation_unit(bitext: Bitext, unit: Unit) -> etree._Element:
    element = etree.Element("tu", tuid=f"{bitext.slug}-{unit.position}")
    for name, value in _props(unit):
        etree.SubElement(element, "prop", type=name).text = value
    codes = unit.segment.codes
    for language, text in ((bitext.source, unit.segment.text), (bitext.language, unit.target.text)):
        variant = etree.SubElement(element, "tuv", {XML_LANG: bcp47(language)})
        variant.append(_seg(text, codes))
    return element


def _props(unit: Unit) -> Iterator[tuple[str, str]]:
    yield "x-kind", unit.segment.kind.value
    yield "x-state", unit.target.state.value
    yield "x-origin", _origin(unit.target.origin)
    if unit.target.origin.demo:
        yield "x-demo", "yes"
    if unit.stale:
        yield "x-stale", "yes"


def _origin(origin: Origin) -> str:
    match = "" if origin.match is None else f"{origin.match}%"
    pivot = f"via {' '.join(origin.pivot)}" if origin.pivot else ""
    return " ".join(part for part in (origin.kind.value, match, origin.engine, origin.model, pivot) if part)


def _seg(text: str, codes: tuple[Code, ...]) -> etree._Element:
    """Well-formed by construction: `render` nests, everything else is escaped."""
    order = {code.id: number for number, code in enumerate(codes, start=1)}
    markup = render(text, codes, literal=_escape, enclose=partial(_enclose, order=order, pairs=count(1)))
    return etree.fromstring(f"<seg>{markup}</seg>", _PARSER)


def _escape(text: str) -> str:
    """A bare carriage return would come back as a line feed (XML 1.0, section 2.11)."""
    return escape(text, {"\r": "&#13;"})


def _enclose(code: Code, content: str, *, order: dict[int, int], pairs: Iterator[int]) -> str:
    """``i`` pairs begin and end inside a segment, ``x`` pairs source and target (TMX 1.4b, sections 4.2 and 4.3)."""
    attributes = f'x="{order[code.id]}" type={quoteattr(_TYPES.get(code.kind, f"x-{code.kind.value}"))}'
    begin = _escape(_native(code))
    if code.standalone:
        return f"<ph {attributes}>{begin}</ph>"
    pair, end = next(pairs), _escape(f"</{_TAGS[code.kind]}>")
    return f'<bpt i="{pair}" {attributes}>{begin}</bpt>{content}<ept i="{pair}">{end}</ept>'


def _native(code: Code) -> str:
    if code.kind is CodeKind.FOOTNOTE:
        return f'<sup role="doc-noteref">{escape_html(code.ref)}</sup>'
    if code.kind is CodeKind.IMAGE:
        return f'<img src="{escape_html(code.ref)}" alt="{escape_html(code.alt)}">'
    return f'<a href="{escape_html(code.ref)}">' if code.kind is CodeKind.LINK else f"<{_TAGS[code.kind]}>"
