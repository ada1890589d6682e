"""Find words that a dictionary does not have, names and what the source has too left out."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from translate_flow.checks.issues import Finding, Pair
from translate_flow.domain.literals import LITERAL
from translate_flow.domain.spelling import Speller

_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")
_ENDED = regex.compile(r"(?:^|[.!?…:¿¡«“\"„\n]|[-–—])\s*$")
_SHORTEST = 3


def spelling(pair: Pair, speller: Speller, *, known: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Words that the dictionary of the language does not have; what each may be meant for is told and no fix.

    A word with a capital inside of a sentence is a name or an abbreviation, one that the source has too is kept on
    purpose, and those ``known`` (casefolded) are terms: none of them is looked up.
    """
    kept = {place for match in LITERAL.finditer(pair.target) for place in range(*match.span())}
    source = {match[0].casefold() for match in _WORD.finditer(pair.source)}
    found = [
        match
        for match in _WORD.finditer(pair.target)
        if match.start() not in kept
        and len(match[0]) >= _SHORTEST
        and not _is_name(pair.target, match)
        and match[0].casefold() not in source | known
    ]
    wrong = speller.unknown({match[0] for match in found}, pair.language)
    for match in found:
        if match[0] in wrong:
            yield Finding(match.start(), match.end(), wanted=wrong[match[0]])


def _is_name(text: str, match: regex.Match[str]) -> bool:
    word = match[0]
    if word == word.lower():
        return False
    begins = word[1:] == word[1:].lower() and _ENDED.search(text, 0, match.start()) is not None
    return not begins
