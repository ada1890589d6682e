"""Tell whether a date's day and month changed places."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

import regex

from translate_flow.domain.languages import primary

Day = tuple[int, int]
"""A day and a month, both from 1."""

_DAY_FIRST = frozenset(
    """
    ar bg ca cs da de el es fi fr gl hi hr id it nb nl pl pt ro ru sk sl sr sv tr uk
    """.split()  # noqa: SIM905 - words read better than quotes
)
"""Languages that write the day before the month between slashes, in nearly every country (CLDR's short dates)."""

_YEAR_FIRST = regex.compile(r"(?<![\d./-])\d{4}\s?[-./年년]\s?(\d{1,2})\s?[-./月월]\s?(\d{1,2})(?!\d|[./-]\d)")
_YEAR_LAST = regex.compile(r"(?<![\d./-])(\d{1,2})([-./])(\d{1,2})\2\d{4}(?!\d|[./-]\d)")
_EAST = regex.compile(r"(?<!\d)(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]")
_BEFORE = r"(?<![\d.,:/])(\d{1,2})(?:\.|st|nd|rd|th|er|º|ª|°)?\s(?:(?:de|of|d['’]|di|del)\s?)?"
_AFTER = r"\s(\d{1,2})(?:st|nd|rd|th)?(?![\d:/]|[.,]\d)"


def swapped(source: str, target: str, source_language: str, language: str) -> bool:
    """Whether a day of the source stands in the target with its month as the day and its day as the month.

    Dates are read in figures, with the year, and with the names of months (CLDR); ``05/12/2020`` may be either day in
    English, so it is never wrong.

    >>> swapped("On 5 May 2020", "El 5 de mayo", "en", "es"), swapped("On 12 May", "El 5 de diciembre", "en", "es")
    (False, True)
    """
    before = list(_dates(source, source_language))
    after = list(_dates(target, language)) if before else []
    there = frozenset[Day]().union(*after)
    return any(not readings & there and bool(_turned(readings) & there) for readings in before)


def _turned(readings: frozenset[Day]) -> frozenset[Day]:
    return frozenset((month, day) for day, month in readings)


def _dates(text: str, language: str) -> Iterator[frozenset[Day]]:
    """The days that each date of a text may be."""
    plain = "".join(str(unicodedata.decimal(char, char)) for char in unicodedata.normalize("NFC", text))
    for pattern in (_YEAR_FIRST, _EAST):
        yield from (_days((int(match[2]), int(match[1]))) for match in pattern.finditer(plain))
    for match in _YEAR_LAST.finditer(plain):
        first, second = int(match[1]), int(match[3])
        sure = match[2] == "." or primary(language) in _DAY_FIRST
        yield _days((first, second)) if sure else _days((first, second), (second, first))
    yield from _in_words(plain, primary(language))


def _days(*pairs: Day) -> frozenset[Day]:
    """Those of the pairs that are days of the year."""
    return frozenset((day, month) for day, month in pairs if 1 <= month <= 12 and 1 <= day <= 31)


def _in_words(text: str, short: str) -> Iterator[frozenset[Day]]:
    months = _months(short)
    if not months:
        return
    for match in _named(short).finditer(text):
        month = months.get((match[2] or match[3]).casefold(), 0)
        yield _days((int(match[1] or match[4]), month))


@cache
def _named(short: str) -> regex.Pattern[str]:
    names = "|".join(sorted(map(regex.escape, _months(short)), key=len, reverse=True))
    return regex.compile(rf"(?i){_BEFORE}({names})(?!\p{{L}})|(?<!\p{{L}})({names}){_AFTER}")


@cache
def _months(short: str) -> dict[str, int]:
    """The names of months in a language, in small letters; empty where CLDR knows none or they are figures."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - heavy, and most sentences hold no date

    try:
        months = Locale.parse(short).months
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        unicodedata.normalize("NFC", name).casefold(): number
        for style in ("abbreviated", "wide")
        for use in ("stand-alone", "format")
        for number, name in months[use][style].items()
        if not any(char.isdecimal() for char in name)
    }
