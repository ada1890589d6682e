"""Terms that a translation must use, and how a target uses them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, TypeVar

from translate_flow.domain.export import NOT_XML
from translate_flow.domain.languages import check, primary
from translate_flow.errors import ConfigError, FormatError

_Built_co = TypeVar("_Built_co", covariant=True)

LONGEST = 250
LONGEST_NOTE = 10_000
MOST_FORBIDDEN = 100


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the termbase: ``source`` is to be translated as ``target``, and never as one of ``forbidden``.

    ``part_of_speech`` is TBX's word for it (noun, verb, adjective, …) or empty; with ``case_sensitive`` both sides
    count only as they are written. ``collection`` names whose term it is; empty where it is everybody's.
    """

    source: str
    target: str
    source_language: str
    language: str
    part_of_speech: str = ""
    forbidden: tuple[str, ...] = ()
    case_sensitive: bool = False
    note: str = ""
    collection: str = ""


class Use(StrEnum):
    """How a target uses a term of its source."""

    USED = "used"
    MISSING = "missing"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term found in a source, and how the target uses it.

    ``start`` and ``end`` are in code points of the plain source; ``found`` is the span of the target that uses it, or
    that holds a forbidden variant, None where there is neither.
    """

    term: Term
    start: int
    end: int
    use: Use
    found: tuple[int, int] | None = None


class Build(Protocol[_Built_co]):
    """Makes something of the terms of a language pair, such as an index; the same one each time."""

    def __call__(self, terms: Sequence[Term], /, *, source: str, language: str) -> _Built_co:
        """What is made of ``terms``."""


def checked(term: Term, *, place: str) -> Term:
    """The term as it may be kept: spaces folded, codes of languages canonical, each forbidden variant once.

    ``place`` is where it came from, for the error's text.

    Raises:
        FormatError: a side is empty, too long or no text, a forbidden variant is the target itself, or the languages
            are unknown or the same.

    """
    clean = replace(
        term,
        source=_line(term.source),
        target=_line(term.target),
        source_language=_language(term.source_language, place),
        language=_language(term.language, place),
        part_of_speech=_line(term.part_of_speech),
        forbidden=tuple(dict.fromkeys(line for variant in term.forbidden if (line := _line(variant)))),
        note=_line(term.note),
    )
    for problem in _problems(clean):
        msg = f"{place}: {problem}"
        raise FormatError(msg)
    return clean


def folded(text: str) -> str:
    """A text without letter case and width, as terms are compared."""
    return unicodedata.normalize("NFKC", text).casefold()


def merged(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Each source, target and pair of languages once, in order; forbidden variants and notes are put together."""
    found: dict[tuple[str, ...], Term] = {}
    for term in terms:
        key = term.source, term.target, term.source_language, term.language
        known = found.get(key)
        found[key] = _joined(known, term) if known else term
    return tuple(found.values())


def _joined(one: Term, other: Term) -> Term:
    notes = dict.fromkeys(note for note in (one.note, other.note) if note)
    return replace(
        one,
        part_of_speech=one.part_of_speech or other.part_of_speech,
        forbidden=tuple(dict.fromkeys((*one.forbidden, *other.forbidden))),
        case_sensitive=one.case_sensitive or other.case_sensitive,
        note="; ".join(notes),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _language(code: str, place: str) -> str:
    if not code.strip():
        msg = f"{place}: a language is missing; name both, such as en and es (--source en --to es)"
        raise FormatError(msg)
    try:
        return check(code)
    except ConfigError as exc:
        msg = f"{place}: {exc}"
        raise FormatError(msg) from exc


def _problems(term: Term) -> Iterator[str]:
    """What is wrong with a term, and how to put it right."""
    texts = (term.source, term.target, term.part_of_speech, *term.forbidden)
    for what, text in (("source", term.source), ("target", term.target)):
        if not any(char.isalnum() for char in text):
            yield f"the {what} has no letter or digit; write the term there"
    if len(longest := max(texts, key=len)) > LONGEST:
        yield f"{longest[:30]!r}… is longer than {LONGEST} characters; a term is a few words"
    if len(term.note) > LONGEST_NOTE or len(term.forbidden) > MOST_FORBIDDEN:
        yield f"the note has over {LONGEST_NOTE:,} characters or there are over {MOST_FORBIDDEN} variants; shorten it"
    if found := NOT_XML.search("".join((*texts, term.note))):
        yield f"the character U+{ord(found.group()):04X} is not text; delete it"
    if term.target in term.forbidden:
        yield f"{term.target!r} is both the target and forbidden; take it out of one"
    if primary(term.source_language) == primary(term.language):
        yield f"source and target are both {term.language}; a term goes into another language"
