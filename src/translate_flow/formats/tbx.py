"""Write a termbase as TBX-Basic (ISO 30042:2019, style DCA), and read what `translate_flow.formats.tbx_reading` can."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from translate_flow.domain.languages import bcp47
from translate_flow.domain.terms import Term
from translate_flow.formats.tbx_reading import read
from translate_flow.formats.termbases import Written
from translate_flow.formats.xml_stream import XML, XML_LANG, Writer, lines, stream

__all__ = ["read", "write"]

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_PREFIXES: Final = {None: _NAMESPACE, "xml": XML}
"""lxml's stream invents a prefix for XML's own namespace where none is named."""

_PARTS_OF_SPEECH = frozenset({"noun", "verb", "adjective", "adverb", "properNoun", "other"})
"""The values of TBX-Basic; it knows no others."""


def write(terms: Sequence[Term]) -> Written:
    """One concept per term: its source, its target as preferred, its forbidden variants as deprecated.

    Lost, and told: the case rule, which TBX-Basic has no word for, and parts of speech beyond its six (*other* then).
    """
    return Written(_stream(terms), tuple(_losses(terms)))


def _losses(terms: Sequence[Term]) -> Iterator[str]:
    cased = sum(term.case_sensitive for term in terms)
    if cased:
        yield f"TBX has no case rule: {cased} case-sensitive terms lose theirs; csv keeps it"
    unknown = {term.part_of_speech for term in terms} - _PARTS_OF_SPEECH - {""}
    if unknown:
        yield f"TBX-Basic has no part of speech {', '.join(sorted(unknown)[:5])}: written as other; csv keeps it"


def _stream(terms: Sequence[Term]) -> Iterator[bytes]:
    ((main, _),) = Counter(term.source_language for term in terms).most_common(1)
    attributes = {XML_LANG: bcp47(main), "type": "TBX-Basic", "style": "dca"}
    concepts = (_concept(term, number) for number, term in enumerate(terms, start=1))

    def document(xml: Writer) -> Iterator[None]:
        with xml.element("tbx", attributes, nsmap=_PREFIXES):
            xml.write("\n", _header(), "\n")
            with xml.element("text"), xml.element("body"):
                yield from lines(xml, concepts)

    return stream(document)


def _header() -> etree._Element:
    header = etree.Element("tbxHeader")
    source = etree.SubElement(etree.SubElement(header, "fileDesc"), "sourceDesc")
    etree.SubElement(source, "p").text = "Exported by Translate Flow"
    return header


def _concept(term: Term, number: int) -> etree._Element:
    concept = etree.Element("conceptEntry", id=f"c{number}")
    _section(_language(concept, term.source_language), term.source, term)
    target = _language(concept, term.language)
    _section(target, term.target, term, status="preferredTerm-admn-sts", note=term.note)
    for variant in term.forbidden:
        _section(target, variant, term, status="deprecatedTerm-admn-sts")
    return concept


def _language(concept: etree._Element, language: str) -> etree._Element:
    return etree.SubElement(concept, "langSec", {XML_LANG: bcp47(language)})


def _section(parent: etree._Element, text: str, term: Term, *, status: str = "", note: str = "") -> None:
    section = etree.SubElement(parent, "termSec")
    etree.SubElement(section, "term").text = text
    if term.part_of_speech:
        value = term.part_of_speech if term.part_of_speech in _PARTS_OF_SPEECH else "other"
        etree.SubElement(section, "termNote", type="partOfSpeech").text = value
    if status:
        etree.SubElement(section, "termNote", type="administrativeStatus").text = status
    if note:
        etree.SubElement(section, "note").text = note
