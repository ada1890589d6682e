"""Read translation memories as TMX 1.1 to 1.4b, little by little, refusing what is damaged or hostile."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import PurePosixPath
from typing import BinaryIO

from lxml import etree

from translate_flow.domain.languages import agree, check, family
from translate_flow.domain.memory import Grain, LeftOut, MemoryUnit
from translate_flow.domain.translation import NO_ORIGIN, Origin, OriginKind, State
from translate_flow.errors import ConfigError, FormatError, LimitError
from translate_flow.formats.xml_stream import XML_LANG
from translate_flow.strict_xml import Strict, refusal

MAX_UNIT_BYTES = 8_000_000
"""Between the ends of two units; the largest real one, with all languages of the European Union, has some 100 KB."""

MAX_TEXT = 20_000
"""Characters of one text: a unit is a sentence or a paragraph."""

MAX_OWN_TEXT = 500_000
"""The same for files that the desk wrote: its segments may be longer. Two of them always fit into a unit."""

CREATOR = "translate-flow"
"""What ``creationtool`` says in the desk's own files."""

_NATIVE = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""What holds codes of the original format, and no text of the sentence (TMX 1.4b, section 3.3)."""

_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z")

UNFINISHED = frozenset({State.UNTRANSLATED.value, State.DRAFT.value, State.NEEDS_WORK.value})
"""States, as our own files name them, in which nobody has confirmed a target yet."""


_LONGEST_TAG = 35
"""Characters of a language tag that are read (RFC 5646, 4.4.1); more is no tag of a language."""


@dataclass(frozen=True, slots=True)
class _Variant:
    """One language's text of a unit, in a tag of the desk's; ``written`` is the tag as the file has it."""

    element: etree._Element
    written: str
    text: str

    @property
    def language(self) -> str:
        """The desk's code.

        Raises:
            ConfigError: it is not a language.

        """
        return _code(self.written)


def read(
    stream: BinaryIO, *, name: str, source: str = "", language: str = "", left_out: Counter[LeftOut] | None = None
) -> Iterator[MemoryUnit]:
    """The units of a memory, in order; inline codes are left out, as is text in them.

    A unit of several languages gives one pair for each of them with its source: the language that ``source`` agrees
    with, else the one that ``srclang`` names, else (``*all*``) its first. ``language`` takes only pairs into it.
    Left out are pairs without text, and those that say (``x-state``, ``x-stale``) that nobody confirmed them, as well
    as notes and other programs' properties; ``left_out`` counts them.
    ``name`` stands in errors; ``stream`` is read once, and no more of it is held than one unit.

    Raises:
        FormatError: not well-formed, not TMX, with declarations or entities of its own, or in an unknown language.
        LimitError: a unit or a text is out of proportion.

    """
    gauge = _Gauge(stream, name)
    walk = _STRICT.walk(gauge, tag=("{*}tmx", "{*}header", "{*}tu"))
    with _STRICT.told(name, walk):
        yield from _Reading(name, source=source, language=language, left_out=left_out).units(walk, gauge)


def _names_tmxs_dtd(_root: etree._Element, system: str) -> bool:
    file = PurePosixPath(system.replace("\\", "/")).name.lower()
    return file.startswith("tmx") and file.endswith(".dtd")


_STRICT = Strict("TMX", "export it anew", doctype=_names_tmxs_dtd)


class _Gauge:
    """A stream that refuses to go on when no unit ends for too long."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream, self._name = stream, name
        self._since = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._since += len(data)
        if self._since > MAX_UNIT_BYTES:
            raise LimitError(f"{self._name}: no unit ends within {MAX_UNIT_BYTES:,} bytes; is this a TMX file?")
        return data

    def ended(self) -> None:
        """A unit ended."""
        self._since = 0


class _Reading:
    """One pass through one file."""

    def __init__(self, name: str, *, source: str, language: str, left_out: Counter[LeftOut] | None) -> None:
        self._left_out = Counter[LeftOut]() if left_out is None else left_out
        self._name, self._source, self._language = name, source, language
        self._header: dict[str, str] = {}

    def units(self, walk: etree.iterparse[tuple[str, etree._Element]], gauge: _Gauge) -> Iterator[MemoryUnit]:
        begun = False
        for event, element in walk:
            kind = etree.QName(element).localname
            if kind == "tmx" and event == "start":
                begun = True
                _STRICT.check_doctype(element, name=self._name)
            elif not begun:
                break
            elif event == "end" and kind != "tmx":
                gauge.ended()
                if kind == "header":
                    self._header = {str(key): str(value) for key, value in element.attrib.items()}
                else:
                    yield from self._pairs(element)
                _drop(element)
        if not begun:
            raise refusal(self._name, 1, "this is not TMX, its first element is another; export it as TMX")

    def _pairs(self, unit: etree._Element) -> Iterator[MemoryUnit]:
        notes = {str(prop.get("type")): prop.text or "" for prop in unit.iter("{*}prop")}
        if notes.get("x-state") in UNFINISHED or notes.get("x-stale") == "yes":
            self._left_out[LeftOut.UNCONFIRMED] += 1
            return
        variants = [self._variant(child) for child in unit.iterchildren("{*}tuv")]
        worded = [variant for variant in variants if variant.text]
        origin = self._source_of(unit, worded)
        taken = [item for item in worded if origin and item is not origin and self._wanted(origin, item)]
        self._count(unit, variants, pairs=len(taken), sources=int(origin is not None))
        if origin is not None:
            yield from (self._pair(unit, notes, origin, variant) for variant in taken)

    def _count(self, unit: etree._Element, variants: list[_Variant], *, pairs: int, sources: int) -> None:
        """Count what of a unit no pair holds; one whose source is empty has no other language for that."""
        empty = [item for item in variants if not item.text]
        if empty and not sources:
            self._left_out[LeftOut.EMPTY] += 1
            return
        asked = [item for item in empty if not self._language or _is(item.written, self._language)]
        self._left_out[LeftOut.EMPTY] += len(asked)
        self._left_out[LeftOut.OTHER_LANGUAGE] += len(variants) - len(empty) - sources - pairs
        if pairs and self._header.get("creationtool") != CREATOR:
            self._left_out[LeftOut.NOTES] += next(unit.iter("{*}note"), None) is not None
            self._left_out[LeftOut.PROPERTIES] += next(unit.iter("{*}prop"), None) is not None

    def _variant(self, element: etree._Element) -> _Variant:
        written = element.get(XML_LANG) or element.get("lang") or ""
        if not written:
            raise self._error(element, "a <tuv> without xml:lang; name its language there")
        segments = [self._text(seg) for seg in element.iterchildren("{*}seg")]
        text = (segments[0] if segments else "").strip()
        most = MAX_OWN_TEXT if self._header.get("creationtool") == CREATOR else MAX_TEXT
        if len(text) > most:
            line = f"{self._name}: line {element.sourceline}"
            raise LimitError(f"{line}: a text of {len(text):,} characters; at most {most:,}, split it")
        return _Variant(element, written, text)

    def _text(self, element: etree._Element) -> str:
        parts = [element.text or ""]
        for child in element:
            inner = etree.QName(child).localname if isinstance(child.tag, str) else "an entity"
            if inner == "hi":
                parts.append(self._text(child))
            elif inner not in _NATIVE:
                raise self._error(child, f"{inner} in a <seg>, which TMX does not have; write it as text or as <ph>")
            parts.append(child.tail or "")
        return "".join(parts)

    def _source_of(self, unit: etree._Element, variants: list[_Variant]) -> _Variant | None:
        if self._source:
            return next((item for item in variants if _is(item.written, self._source)), None)
        named = unit.get("srclang") or self._header.get("srclang", "*all*")
        if named.lower() == "*all*":
            return variants[0] if variants else None
        same = (item for item in variants if item.written.lower() == named.lower())
        return next(same, next((item for item in variants if _is(item.written, _code_or(named))), None))

    def _wanted(self, origin: _Variant, other: _Variant) -> bool:
        if self._language and not _is(other.written, self._language):
            return False
        try:
            return family(origin.language) != family(other.language)
        except ConfigError as exc:
            raise self._error(other.element, f"{exc}; or take what you need with --source and --to") from exc

    def _pair(self, unit: etree._Element, notes: dict[str, str], origin: _Variant, other: _Variant) -> MemoryUnit:
        sentence = (unit.get("segtype") or self._header.get("segtype")) == "sentence"
        return MemoryUnit(
            source=origin.text,
            target=other.text,
            source_language=origin.language,
            language=other.language,
            grain=Grain.SENTENCE if sentence else Grain.SEGMENT,
            origin=_origin(notes),
            article=notes.get("x-article", ""),
            author=_first(unit, other, "changeid", "creationid"),
            changed=_moment(_first(unit, other, "changedate", "creationdate")),
        )

    def _error(self, element: etree._Element, what: str) -> FormatError:
        return refusal(self._name, element, what)


def _drop(element: etree._Element) -> None:
    """Forget what was read: iterparse itself keeps the whole tree."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _first(unit: etree._Element, variant: _Variant, *attributes: str) -> str:
    """The first attribute that is there: of the target, else of the unit."""
    places = (variant.element, unit)
    return next((value for place in places for name in attributes if (value := place.get(name))), "")


def _moment(written: str) -> datetime | None:
    """``20240131T120000Z`` (TMX 1.4b, section 2.1); None for anything else."""
    parts = _DATE.fullmatch(written)
    with suppress(ValueError):
        return datetime(*map(int, parts.groups()), tzinfo=UTC) if parts else None  # type: ignore[misc,arg-type] # six of them
    return None


def _origin(notes: dict[str, str]) -> Origin:
    """Whose text it is, where the desk itself wrote the file."""
    words = notes.get("x-origin", "").split()
    if not words or words[0] not in set(OriginKind):
        return NO_ORIGIN
    return Origin(
        kind=OriginKind(words[0]),
        engine=notes.get("x-engine", ""),
        model=notes.get("x-model", ""),
        pivot=tuple(notes.get("x-pivot", "").split()),
        match=_number(notes.get("x-match", ""), digits=3),
        demo=notes.get("x-demo") == "yes",
        reused=_number(notes.get("x-reused", ""), digits=6) or 0,
    )


def _number(written: str, *, digits: int) -> int | None:
    return int(written) if written.isdecimal() and len(written) <= digits else None


@cache
def _code(written: str) -> str:
    """The desk's code for a tag; what CLDR has no name for, such as a variant of an editor's own, is cut off.

    Raises:
        ConfigError: it is not a language.

    """
    try:
        return check(written[:_LONGEST_TAG])
    except ConfigError:
        shorter, _, rest = written.replace("_", "-").rpartition("-")
        if shorter and rest:
            return _code(shorter[:_LONGEST_TAG])
        raise


def _code_or(written: str) -> str:
    with suppress(ConfigError):
        return _code(written)
    return written


@cache
def _is(written: str, wanted: str) -> bool:
    with suppress(ConfigError):
        return agree(_code(written), wanted)
    return False
