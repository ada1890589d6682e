"""Tell whether a sentence was left in its own language."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from translate_flow.domain.languages import primary
from translate_flow.domain.literals import LITERAL

_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")
_CLOSE = (
    frozenset({"nb", "nn", "da", "sv", "no"}),
    frozenset({"es", "pt", "gl", "ast", "ca", "oc", "an"}),
    frozenset({"hr", "bs", "sr", "sl", "me", "sh"}),
    frozenset({"cs", "sk"}),
    frozenset({"id", "ms"}),
    frozenset({"nl", "af"}),
    frozenset({"ru", "uk", "be", "bg", "mk"}),
    frozenset({"zh", "ja", "yue"}),
)
"""Languages that may say a short sentence in the same words."""

_RUN, _CLOSE_RUN = 5, 9
"""Common words in a row that no translation keeps, and how many between close languages."""

_COMMON, _SHARE = 3, 0.8
_SHORT = 3
"""Letters up to which a word may well be the same in two languages."""

_MOST = 400
"""Words of a sentence that are looked at."""

_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


def copied(source: str, target: str, source_language: str, language: str) -> bool:
    """Whether most of the source, or a long stretch of it, stands untranslated in the target.

    Common words are those that begin small: names, titles and codes may stay, and so may a word or two that both
    languages share.

    >>> copied("He left the house early.", "He left the house early.", "en", "es")
    True
    >>> copied("Kofi Annan", "Kofi Annan", "en", "es")
    False
    """
    close = _are_close(source_language, language)
    left, right = _words(source), _words(target)
    run = _longest_run(left, right)
    common = [word for word in left if _is_common(word)]
    there = set(right)
    stayed = sum(word in there for word in common)
    whole = len(common) >= _COMMON and stayed >= (1.0 if close else _SHARE) * len(common)
    return run >= (_CLOSE_RUN if close else _RUN) or (whole and run >= _COMMON and not close)


def share_copied(source: str, target: str) -> float:
    """The share of the target's words that stand in the source as they are, 0 to 1; names and short words left out.

    >>> share_copied("He mended the sluice.", "Reparó la sluice.")
    0.3333333333333333
    """
    there, words = set(_words(source)), _words(target)
    stayed = sum(len(word) > _SHORT and _is_common(word) and word in there for word in words)
    return stayed / len(words) if words else 0.0


def _words(text: str) -> list[str]:
    return _WORD.findall(_UNSPACED.sub(lambda match: f" {match[0]} ", LITERAL.sub(" ", text)))[:_MOST]


def _is_common(word: str) -> bool:
    """Begins small, or is written in a script that knows no capitals."""
    return word[0].islower() or not word[0].isupper()


def _longest_run(left: Sequence[str], right: Sequence[str]) -> int:
    """Common words in the longest stretch that both hold; dynamic programming over two rows."""
    best = 0
    before = [0] * (len(right) + 1)
    for word in left:
        row = [0] * (len(right) + 1)
        for at, other in enumerate(right):
            if word == other:
                row[at + 1] = before[at] + _is_common(word)
        best = max(best, *row)
        before = row
    return best


def _are_close(one: str, other: str) -> bool:
    short = {primary(one), primary(other)}
    return len(short) == 1 or any(short <= family for family in _CLOSE)
