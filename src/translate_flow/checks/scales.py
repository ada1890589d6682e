"""Words that multiply the number before them: million, 億, लाख."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from types import MappingProxyType

import regex

from translate_flow.domain.languages import primary

SCALES: MappingProxyType[str, tuple[tuple[int, str], ...]] = MappingProxyType(
    {
        "en": (
            (2, "hundreds?"),
            (3, "thousands?"),
            (5, "lakhs?|lacs?"),
            (6, "millions?"),
            (7, "crores?"),
            (9, "billions?"),
            (12, "trillions?"),
        ),
        "es": ((3, "mil(?:es)?"), (6, "mill[oó]n(?:es)?"), (12, "bill[oó]n(?:es)?"), (18, "trill[oó]n(?:es)?")),
        "fr": ((3, "mille|milliers?"), (6, "millions?"), (9, "milliards?"), (12, "billions?"), (18, "trillions?")),
        "de": (
            (2, "hundert"),
            (3, r"tausend|tsd\.?"),
            (6, r"million(?:en)?|mill\."),
            (9, r"milliarden?|mia\."),
            (12, r"billion(?:en)?|bio\."),
            (15, "billiarden?"),
            (18, "trillion(?:en)?"),
        ),
        "it": ((3, "mila|mille|migliaia"), (6, "milion[ei]"), (9, "miliard[oi]"), (12, "bilion[ei]")),
        "pt": (
            (3, "mil|milhares"),
            (6, "milh(?:ão|ões)|mi"),
            (9, "bilh(?:ão|ões)|bi"),
            (12, "trilh(?:ão|ões)|bili(?:ão|ões)"),
        ),
        "ca": ((3, "mil|milers"), (6, "mili(?:ó|ons)"), (12, "bili(?:ó|ons)")),
        "nl": ((3, "duizend"), (6, "miljoen(?:en)?"), (9, "miljard(?:en)?"), (12, "biljoen(?:en)?")),
        "pl": ((3, r"tysi[ąę]c\w*|tys\.?"), (6, r"milion\w*"), (9, r"miliard\w*"), (12, r"bilion\w*|bln")),
        "ru": (
            (3, r"тысяч\w*|тыс\.?"),
            (6, r"миллион\w*|млн\.?"),
            (9, r"миллиард\w*|млрд\.?"),
            (12, r"триллион\w*|трлн\.?"),
        ),
        "uk": (
            (3, r"тисяч\w*|тис\.?"),
            (6, r"мільйон\w*|млн\.?"),
            (9, r"мільярд\w*|млрд\.?"),
            (12, r"трильйон\w*|трлн\.?"),
        ),
        "tr": (
            (2, "yüz"),
            (3, "bin(?:[ei]|den|lik|lerce)?"),
            (6, r"milyon\w*"),
            (9, r"milyar\w*"),
            (12, r"trilyon\w*"),
        ),
        "ar": ((3, "[أا]لفا?|آلاف"), (6, r"مليون\w*|ملايين"), (9, r"مليار\w*|بليون"), (12, r"تريليون\w*")),
        "hi": (
            (2, "सौ"),
            (3, "हज़ार|हजार"),
            (5, "लाख"),
            (6, "मिलियन"),
            (7, "करोड़|करोड"),
            (9, "अरब|बिलियन"),
            (11, "खरब"),
            (12, "ट्रिलियन"),
        ),
        "zh": ((2, "百"), (3, "千"), (4, "[万萬]"), (8, "[亿億]"), (12, "兆")),
        "ja": ((2, "百"), (3, "千"), (4, "万"), (8, "億"), (12, "兆")),
        "ko": ((2, "백"), (3, "천"), (4, "만"), (8, "억"), (12, "조")),
    }
)
"""Powers of ten and their words (CLDR's spell-out rules), by language; a billion is 9 in some and 12 in others."""

_BRIEF = ((3, "k"), (6, "m|mio|mln|mn|mdd"), (9, "b|bn|mld|mrd|mds?"), (12, "t|tn"))
"""What is written for them everywhere; it may be a unit as well, as in 3 m."""

_DOUBTFUL = frozenset({"अरब", "조", "兆", "mi", "bi"})
"""Words that also say another thing after a number: Arab, article, mega."""

_GREATEST = 24
"""The power from which no further word is read."""

_UNSPACED = frozenset({"zh", "ja", "ko"})


def knows(language: str) -> bool:
    """Whether the words of a language are in the table."""
    return primary(language) in SCALES


def scale_at(text: str, place: int, language: str) -> tuple[int, int, bool]:
    """The power of ten that the words at a place stand for, where they end, and whether they leave no doubt.

    Words in a row multiply: ``mil millones`` is 9. The text is in NFC; a power of 0 says that there is none.

    >>> scale_at("3 mil millones", 1, "es"), scale_at("3 m", 1, "en"), scale_at("3 km", 1, "en")
    ((9, 14, True), (6, 3, False), (0, 1, True))
    """
    power, end, sure = 0, place, True
    while power < _GREATEST and (match := _word(primary(language)).match(text, end)):
        power, end = power + _power(match), match.end()
        sure = sure and match[0].strip(" \u00a0\u202f-") not in _DOUBTFUL
    if power or not (match := _brief().match(text, place)):
        return power, end, sure
    return _power(match), match.end(), False


def scales_in(text: str, language: str) -> Iterator[int]:
    """The powers of all words of scale in a text, those in a row as one."""
    place, normal = 0, unicodedata.normalize("NFC", text)
    while match := _word(primary(language)).search(normal, place):
        power, place, _ = scale_at(normal, match.start(), language)
        yield power


def _power(match: regex.Match[str]) -> int:
    return int(str(match.lastgroup)[1:])


@cache
def _word(short: str) -> regex.Pattern[str]:
    return _compiled(SCALES.get(short, ()), bounded=short not in _UNSPACED)


@cache
def _brief() -> regex.Pattern[str]:
    return _compiled(_BRIEF, bounded=True)


def _compiled(table: tuple[tuple[int, str], ...], *, bounded: bool) -> regex.Pattern[str]:
    """One pattern with a group named ``p`` and the power for each row; words of alphabets have to end."""
    rows = "|".join(f"(?P<p{power}>{unicodedata.normalize('NFC', words)})" for power, words in table)
    before, after = (r"(?:[ \u00a0\u202f-]|(?<!\p{L}))", r"(?![\p{L}\p{M}])") if bounded else (" ?", "")
    return regex.compile(rf"(?i){before}(?:{rows or '(?!)'}){after}")
