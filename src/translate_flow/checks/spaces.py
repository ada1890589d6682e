"""Find blanks that are doubled, at an edge, missing or wrong before a mark, and characters that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from translate_flow.checks.issues import Finding, Pair
from translate_flow.domain.languages import primary
from translate_flow.domain.literals import LITERAL

_RUN = regex.compile(r"[^\S\n\r]{2,}")
_EDGES = regex.compile(r"^\s+|\s+$")
_INVISIBLE = regex.compile(r"[\u200b\u2060\ufeff\u00ad\u180e\p{Cc}--[\n\t\r]]+", flags=regex.V1)
_BREAKS_ALLOWED = frozenset({"th", "lo", "km", "my", "bo"})
"""Languages without spaces, in which a zero-width space says where a line may be broken."""

_SPACED = frozenset({"fr", "br"})
"""Languages with a blank before marks of two parts."""

_BEFORE_MARK = regex.compile(r"(?<=[\p{L}\p{N}\p{M})\]»”\"'’])[^\S\n]+(?=[,.;:!?](?:\s|$|[)»”\"]))")
_FRENCH_MARK = regex.compile(r"(?<=[\p{L}\p{N}\p{M})\]”\"'’%])([^\S\n]*)([;:!?]+|»)(?!\d|//|\w)")
_FRENCH_OPEN = regex.compile(r"«([^\S\n]*)(?=\S)")
_NARROW, _WIDE = "\u202f", "\u00a0"
_FIRM = frozenset({_NARROW, _WIDE, "\u2009"})


def double_spaces(pair: Pair) -> Iterator[Finding]:
    """Runs of blanks where one would do; where the source has such runs as well, they may be meant."""
    if not _RUN.search(pair.source.strip()):
        for match in _RUN.finditer(pair.target):
            if match.start() > 0 and match.end() < len(pair.target):
                yield Finding(*match.span(), fix=next((blank for blank in match[0] if blank in _FIRM), " "))


def edge_spaces(pair: Pair) -> Iterator[Finding]:
    """Blanks before the first or after the last character, where the source has none."""
    for match in _EDGES.finditer(pair.target):
        edge = pair.source[:1] if match.start() == 0 else pair.source[-1:]
        if match[0] and not edge.isspace():
            yield Finding(*match.span(), fix="")


def invisible(pair: Pair) -> Iterator[Finding]:
    """Zero-width spaces, soft hyphens, byte order marks and control characters that the source does not have.

    Joiners and marks of direction are letters' business in many scripts, and stay.
    """
    allowed = set(pair.source) | ({"\u200b"} if primary(pair.language) in _BREAKS_ALLOWED else set())
    for match in _INVISIBLE.finditer(pair.target):
        if not set(match[0]) <= allowed:
            yield Finding(*match.span(), fix="")


def space_before_mark(pair: Pair) -> Iterator[Finding]:
    """A blank before a comma, stop, colon, question or exclamation mark, in languages that have none there."""
    if primary(pair.language) in _SPACED:
        return
    if primary(pair.source_language) not in _SPACED and _BEFORE_MARK.search(pair.source):
        return
    for match in _BEFORE_MARK.finditer(pair.target):
        yield Finding(*match.span(), fix="")


def french_spaces(pair: Pair) -> Iterator[Finding]:
    """No blank before ``;:!?»`` or after ``«`` in French; in Canada only ``:`` and the quotation marks have one."""
    yield from (finding for finding in _french(pair) if finding.start == finding.end)


def breaking_spaces(pair: Pair) -> Iterator[Finding]:
    """A blank in those places at which a line may break, so that the mark may come to stand alone on the next."""
    yield from (finding for finding in _french(pair) if finding.start < finding.end)


def _french(pair: Pair) -> Iterator[Finding]:
    if primary(pair.language) != "fr":
        return
    kept = [match.span() for match in LITERAL.finditer(pair.target)]
    for match in _FRENCH_MARK.finditer(pair.target):
        wanted = _before(match[2], pair.language)
        if not any(start <= match.start(2) < end for start, end in kept):
            yield from _blank(match, wanted)
    for match in _FRENCH_OPEN.finditer(pair.target):
        yield from _blank(match, _WIDE)


def _before(mark: str, language: str) -> str:
    """The blank before a mark: a wide one before a colon and in quotation marks, else a narrow one."""
    if mark[0] in ":»":
        return _WIDE
    return "" if language == "fr-CA" else _NARROW


def _blank(match: regex.Match[str], wanted: str) -> Iterator[Finding]:
    there = match[1]
    if there not in _FIRM and (wanted or there):
        yield Finding(*match.span(1), wanted=wanted, fix=wanted)
