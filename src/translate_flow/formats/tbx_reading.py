"""Read a termbase from TBX: version 3 (ISO 30042:2019) in either style, and version 2 (martif)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations
from typing import NamedTuple

from lxml import etree

from translate_flow.domain.languages import check, primary
from translate_flow.domain.terms import Term, checked, merged
from translate_flow.errors import ConfigError, FormatError
from translate_flow.formats.termbases import Read, Wanted, check_count
from translate_flow.formats.xml_stream import XML_LANG
from translate_flow.strict_xml import Strict, refusal

_ROOTS = frozenset({"tbx", "martif"})
_CONCEPTS = frozenset({"conceptEntry", "termEntry"})
_LANGUAGES = frozenset({"langSec", "langSet"})
_TERMS = frozenset({"termSec", "tig", "ntig"})
_STATUS = frozenset({"administrativeStatus", "normativeAuthorization"})
_PREFERRED = ("preferred", "standardized")
_FORBIDDEN = ("deprecated", "superseded", "notrecommended", "obsolete", "forbidden", "rejected")
_PARTS_OF_SPEECH = {value.lower(): value for value in ("noun", "verb", "adjective", "adverb", "properNoun", "other")}
_TOLD = 12
_STRUCTURE = _CONCEPTS | _LANGUAGES | _TERMS | {"term", "termGrp", "termNoteGrp", "note", "partOfSpeech"} | _STATUS


def _may_name_a_dtd(root: etree._Element, _system: str) -> bool:
    """Version 2 files name one of their own."""
    return _local(root) == "martif"


_STRICT = Strict("TBX", "export it again", doctype=_may_name_a_dtd)


class _Entry(NamedTuple):
    text: str
    line: int
    status: str
    part_of_speech: str
    notes: tuple[str, ...]

    @property
    def forbidden(self) -> bool:
        return self.status.startswith(_FORBIDDEN)


class _Section(NamedTuple):
    """One language of a concept; preferred terms come first."""

    language: str
    good: tuple[_Entry, ...]
    bad: tuple[_Entry, ...]


def read(data: bytes, *, name: str, wanted: Wanted) -> Read:
    """The terms of every ordered pair of languages, or of those wanted.

    Deprecated, superseded and not recommended terms of the target language become forbidden variants, those of the
    source language are left out. Definitions, contexts, subject fields and all else that a `Term` has no place for is
    left out too; the notes count what.

    Raises:
        FormatError: not TBX, not well-formed, with declarations, or without a term wanted; the text names the line.
        LimitError: more terms than may be read.

    """
    root = _root(data, name)
    lost: Counter[str] = Counter()
    seen: set[str] = set()
    terms = merged(_terms(root, name, wanted, lost, seen))
    if not terms:
        msg = f"{name}: no term {wanted}; it has {', '.join(sorted(seen)) or 'no terms'}"
        raise FormatError(msg)
    return Read(terms, _told(lost, name))


def _told(lost: Counter[str], name: str) -> tuple[str, ...]:
    counts = [f"{count} {what}" for what, count in (+lost).most_common()]
    more = ", …" if len(counts) > _TOLD else ""
    return (f"{name}: left out: {', '.join(counts[:_TOLD])}{more}",) if counts else ()


def _root(data: bytes, name: str) -> etree._Element:
    root = _STRICT.root(data, name=name)
    if _local(root) not in _ROOTS:
        what = f"the root is <{_local(root)}>, not <tbx> or <martif>; is this TBX?"
        raise refusal(name, root, what)
    return root


def _terms(root: etree._Element, name: str, wanted: Wanted, lost: Counter[str], seen: set[str]) -> Iterator[Term]:
    count = 0
    for concept in _descendants(root, _CONCEPTS):
        sections = list(_sections(concept, lost))
        seen.update(section.language for section in sections)
        lost.update(_left_out(concept))
        lost.update(_unused(sections, wanted))
        shared = _notes(concept)
        for source, target in permutations(sections, 2):
            if _asked(source.language, target.language, wanted):
                count += len(source.good) * len(target.good)
                check_count(count, name=name)
                yield from _pairs(source, target, shared, name)


def _asked(source: str, language: str, wanted: Wanted) -> bool:
    fits = wanted.source_fits(source) and wanted.language_fits(language)
    return fits and primary(source) != primary(language)


def _pairs(source: _Section, target: _Section, shared: tuple[str, ...], name: str) -> Iterator[Term]:
    forbidden = tuple(entry.text for entry in target.bad)
    for one in source.good:
        for other in target.good:
            term = Term(
                source=one.text,
                target=other.text,
                source_language=source.language,
                language=target.language,
                part_of_speech=other.part_of_speech or one.part_of_speech,
                forbidden=tuple(variant for variant in forbidden if variant != other.text),
                note="; ".join(dict.fromkeys((*shared, *one.notes, *other.notes))),
            )
            yield checked(term, place=f"{name}: line {other.line}")


def _unused(sections: Iterable[_Section], wanted: Wanted) -> Mapping[str, int]:
    """Deprecated terms that forbid nothing: of a language that is source only, or without a term to use instead."""
    as_target = [section for section in sections if wanted.language_fits(section.language)]
    sources = [item for item in sections if wanted.source_fits(item.language) and item not in as_target]
    return {
        "deprecated source terms": sum(len(section.bad) for section in sources),
        "deprecated terms without a preferred one": sum(len(item.bad) for item in as_target if not item.good),
    }


def _sections(concept: etree._Element, lost: Counter[str]) -> Iterator[_Section]:
    for element in _children(concept, _LANGUAGES):
        code = element.get(XML_LANG) or element.get("lang") or ""
        try:
            language = check(code)
        except ConfigError:
            lost[f"sections of the language {code[:20]!r}"] += 1
            continue
        entries = [_entry(section, _notes(element)) for section in _descendants(element, _TERMS)]
        entries.sort(key=lambda entry: not entry.status.startswith(_PREFERRED))
        good = tuple(entry for entry in entries if entry.text and not entry.forbidden)
        yield _Section(language, good, tuple(entry for entry in entries if entry.text and entry.forbidden))


def _entry(section: etree._Element, notes: tuple[str, ...]) -> _Entry:
    term = next(_descendants(section, {"term"}), None)
    values = {_category(element): _text(element) for element in section.iter(etree.Element)}
    status = next((values[name] for name in sorted(_STATUS & values.keys())), "")
    return _Entry(
        "" if term is None else _text(term),
        int(getattr(section, "sourceline", 0) or 0),  # the stubs lack its type
        status.lower(),
        _PARTS_OF_SPEECH.get(values.get("partOfSpeech", "").lower(), values.get("partOfSpeech", "")),
        (*notes, *_notes(section)),
    )


def _category(element: etree._Element) -> str:
    """The data category: an attribute in style DCA and in version 2, the element's own name in style DCT."""
    return element.get("type") or _local(element)


def _notes(parent: etree._Element) -> tuple[str, ...]:
    return tuple(text for note in _children(parent, {"note"}) if (text := _text(note)))


def _left_out(concept: etree._Element) -> Iterator[str]:
    """The categories that a term has no place for; a group is told by what it groups."""
    for element in concept.iterdescendants(etree.Element):
        name, parent = _category(element), element.getparent()
        grouped = name == "note" and parent is not None and _local(parent) not in _CONCEPTS | _LANGUAGES | _TERMS
        if grouped or (name not in _STRUCTURE and not _local(element).endswith("Grp")):
            yield name[:40]


def _text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _children(parent: etree._Element, names: Iterable[str]) -> Iterator[etree._Element]:
    return (element for element in parent.iterchildren(etree.Element) if _local(element) in names)


def _descendants(parent: etree._Element, names: Iterable[str]) -> Iterator[etree._Element]:
    return (element for element in parent.iterdescendants(etree.Element) if _local(element) in names)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname
