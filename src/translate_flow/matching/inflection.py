"""Tell whether two words are forms of one: letter case, spelling variants and simple inflection.

Stems come from the Snowball stemmers; they also join words that are merely related (*informe* and *información*), so a
common stem counts only where the two endings are as short as inflection makes them. Languages without a stemmer have
their forms compared without letter case only. Irregular forms, compounds and prefixes (Hebrew's, say) stay apart.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import cache, lru_cache
from threading import Lock
from typing import NamedTuple

import regex
import snowballstemmer

_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_ENDING = 3
_LONG_ENDINGS = {"et": 8, "eu": 8, "fi": 8, "hu": 8, "hy": 8, "lt": 5, "ta": 8, "tr": 12}
"""Letters that inflection may add or change at the end; languages that string endings together need more."""
_CHANGES_AT_START = frozenset({"ar", "ga", "sr"})
"""Their stemmers undo articles, mutations or another alphabet: comparing endings would say nothing."""
_ENGLISH = re.compile(r"(?:e|e?s|e?d|ing|y|ie[sd]|(?:b|d|g|k|l|m|n|p|r|t|v|z)(?:ed|ing))?")
"""What ends an English inflected form, a doubled consonant included; *-er*, *-ic* or *-ity* make another word."""
_ACCENTS_SHIFT = frozenset({"de", "ru"})
"""*Hafen, Häfen* and *ёлка, елка* are forms of a word; *papá, papa* or *νόμος, νομός* are two."""

_ABBREVIATIONS = regex.compile(r"(\p{Lu}{2,})s")
"""*NGOs*: the stemmer finds no vowel that would make its *s* a plural."""

_STEMMED = range(3, 65)
_VARIANTS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "\xad": "", "ـ": ""})
_POINTED = regex.compile(r"[\p{Hebrew}\p{Arabic}]\p{Mn}")
_TURKIC = str.maketrans({"İ": "i", "I": "ı"})


class Forms(NamedTuple):
    """A word as it is compared: as written, without case, without ending."""

    written: str
    folded: str
    stem: str


class Likeness(IntEnum):
    """How much a word is one that is looked for."""

    OTHER = 0
    INFLECTED = 1
    SAME = 2


@lru_cache(maxsize=65_536)
def forms(word: str, language: str) -> Forms:
    """The forms of a word in a language, by its primary subtag.

    >>> forms("Häfen", "de").stem == forms("Hafen", "de").stem, forms("Häfen", "xx").stem
    (True, 'häfen')
    """
    written = unicodedata.normalize("NFC", word).translate(_VARIANTS)
    folded = _folded(written, language)
    plural = _ABBREVIATIONS.fullmatch(written) if language == "en" else None
    return Forms(written, folded, _stem(_folded(plural[1], language) if plural else folded, language))


def likeness(wanted: Forms, word: Forms, language: str) -> Likeness:
    """Whether ``word`` is ``wanted``, whatever its case, or an inflected form of it.

    An abbreviation in capitals is no word in small letters: *IT* is not *It*, but *NGOs* is *NGO* and *Nato* is *NATO*.
    """
    if wanted.stem != word.stem or (_shouted(wanted.written) and not _abbreviated(word.written, wanted.written)):
        return Likeness.OTHER
    if wanted.folded == word.folded:
        return Likeness.SAME
    return Likeness.INFLECTED if _inflected(wanted.folded, word.folded, language) else Likeness.OTHER


def _shouted(written: str) -> bool:
    return len(written) > 1 and written.isupper()


def _abbreviated(written: str, abbreviation: str) -> bool:
    return _shouted(written[:2]) or (len(abbreviation) > 3 and written[:1].isupper())


def _folded(written: str, language: str) -> str:
    """Without case, width and vowel points."""
    text = unicodedata.normalize("NFKC", written.translate(_TURKIC) if language in {"tr", "az"} else written).casefold()
    if _POINTED.search(text):
        text = "".join(char for char in text if unicodedata.category(char) != "Mn")
    return unicodedata.normalize("NFC", text)


def _stem(folded: str, language: str) -> str:
    if len(folded) not in _STEMMED:
        return folded
    stemmer, lock = _stemmer(language)
    if stemmer is None:
        return folded
    with lock:  # a stemmer keeps the word it works on
        return str(stemmer.stemWord(folded)) or folded


@cache
def _stemmer(language: str) -> tuple[snowballstemmer.stemmer | None, Lock]:
    name = _ALGORITHMS.get(language, "")
    return (snowballstemmer.stemmer(name) if name in snowballstemmer.algorithms() else None), Lock()


@lru_cache(maxsize=65_536)
def _inflected(wanted: str, word: str, language: str) -> bool:
    if language in _CHANGES_AT_START:
        return True
    bare, other = _bare(wanted), _bare(word)
    if bare == other:
        return language in _ACCENTS_SHIFT
    common = next((at for at, pair in enumerate(zip(bare, other, strict=False)) if pair[0] != pair[1]), None)
    common = min(len(bare), len(other)) if common is None else common
    endings = bare[common:], other[common:]
    if language == "en":
        return all(map(_ENGLISH.fullmatch, endings))
    return max(map(len, endings)) <= _LONG_ENDINGS.get(language, _ENDING)


def _bare(folded: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", folded) if not unicodedata.combining(char))
