"""Tell whether a sentence was left in its own language."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import regex

from translate_flow.checks.headings import heading_stayed
from translate_flow.checks.scripts import letter_of
from translate_flow.domain.languages import primary
from translate_flow.domain.literals import without_literals

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
_PHRASE = 12
"""Letters from which two or three words that stayed as they are may be called untranslated."""

_LIST = regex.compile(r"[,;/&|]")
_ENDINGS = MappingProxyType(
    {"es": "aeiouáéíóúnsrldzyjx", "it": "aeiouàèéìòùnrl", "pt": "aeiouáâãéêíóôõúmnsrlzx", "gl": "aeiouáéíóúnsrlz"}
)
"""The letters that words of a language end in, where those are few."""

_BETRAYS = MappingProxyType(
    {
        "en": regex.compile(r"(?:ing|ness|ship|ght|ck|sh|th|ly|ful|less|[bdfgkmnpt]y|ee\w|oo\w|ow|ew|aw)$"),
        "de": regex.compile(r"(?:ung|keit|heit|isch\w*|lich\w*|chen|tzt?|ß\w*)$"),
        "es": regex.compile(r"ñ|(?:ción|dad|miento|mente|illo|illa|ando|iendo)$"),
        "fr": regex.compile(r"(?:eux|euse|eau|eaux|ité|ées?|ique|oire|ième)$"),
    }
)
"""The shapes of words by which a language gives itself away."""
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
    >>> copied("Opening concert", "Opening concert", "en", "es"), copied("Error fatal", "Error fatal", "en", "es")
    (True, False)
    """
    close = _are_close(source_language, language)
    left, right = _words(source), _words(target)
    run = _longest_run(left, right)
    common = [word for word in left if _is_common(word)]
    there = set(right)
    stayed = sum(word in there for word in common)
    whole = len(common) >= _COMMON and stayed >= (1.0 if close else _SHARE) * len(common)
    if not close and left == right and _stayed(source, left, source_language, language):
        return True
    return run >= (_CLOSE_RUN if close else _RUN) or (whole and run >= _COMMON and not close)


def _stayed(source: str, words: Sequence[str], source_language: str, language: str) -> bool:
    own = letter_of(language)
    other = bool(words) and own is not None and not any(map(own.search, words))
    if other:
        return heading_stayed(words, source_language, listed=_LIST.search(source) is not None)
    return _phrase_stayed(source, words, source_language, language)


def _phrase_stayed(source: str, words: Sequence[str], source_language: str, language: str) -> bool:
    """Whether a phrase that stayed word for word has a word that can't be of the target's language.

    Names are left alone, and so are lists of single words, which may well be the same.
    """
    long = len(words) > 1 and sum(map(len, words)) >= _PHRASE
    if not long or _LIST.search(source) or not any(map(_is_common, words[1:])):
        return False
    return any(_is_strange(word, source_language, language) for word in (words[0], *filter(_is_common, words[1:])))


def _is_strange(word: str, source_language: str, language: str) -> bool:
    own = letter_of(language)
    if own is not None and not own.search(word):
        return True
    betrays, endings = _BETRAYS.get(primary(source_language)), _ENDINGS.get(primary(language))
    strange = endings is not None and word[-1] not in endings
    return len(word) > _SHORT and (strange or (betrays is not None and betrays.search(word) is not None))


def share_copied(source: str, target: str) -> float:
    """The share of the target's words that stand in the source as they are, 0 to 1; names and short words left out.

    >>> share_copied("He mended the sluice.", "Reparó la sluice.")
    0.3333333333333333
    """
    there, words = set(_words(source)), _words(target)
    stayed = sum(len(word) > _SHORT and _is_common(word) and word in there for word in words)
    return stayed / len(words) if words else 0.0


def _words(text: str) -> list[str]:
    return _WORD.findall(_UNSPACED.sub(lambda match: f" {match[0]} ", without_literals(text)))[:_MOST]


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
