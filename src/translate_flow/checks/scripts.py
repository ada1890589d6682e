"""Tell whether a translation is written in a script of its language."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

import regex

_COMPOSED = MappingProxyType(
    {
        "Jpan": ("Hani", "Hira", "Kana"),
        "Kore": ("Hang", "Hani"),
        "Hans": ("Hani", "Bopo"),
        "Hant": ("Hani", "Bopo"),
        "Aran": ("Arab",),
    }
)
"""ISO 15924 codes that name several of Unicode's scripts, or a variant of one (UAX #24)."""

_ALSO = MappingProxyType(
    {"sr": ("Latn",), "bs": ("Cyrl",), "uz": ("Cyrl",), "az": ("Cyrl",), "kk": ("Latn", "Arab"), "ky": ("Arab",)}
    | {"pa": ("Arab",), "ku": ("Arab",), "sd": ("Deva",), "mn": ("Mong",), "tg": ("Arab",), "tt": ("Latn",)}
)
"""Further scripts in use where the language's code names none."""

_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*")
_LATIN = regex.compile(r"\p{sc=Latn}")
_INVENTED = 0.3
"""Share of the letters that may be of words of another script which are not the source's: Latin names and brands."""


def script(source: str, target: str, _source_language: str, language: str) -> bool:
    """Whether too much of the target is in a script that its language is not written in (CLDR's likely subtags).

    Words of the source are left to `copied`; other Latin words, be they names or brands, are tolerated up to a point.
    A word of two letters or more in any third script is wrong at once.

    >>> script("He left.", "Он ушёл.", "en", "es"), script("An iPhone by Apple", "iPhone от Apple", "en", "ru")
    (True, False)
    """
    own = letter_of(language)
    if own is None or not _letter_beside(language).search(target):
        return False
    words = _WORD.findall(target)
    foreign = [word for word in words if not own.search(word)]
    known = {word.casefold() for word in _WORD.findall(source)} if foreign else set()
    invented = [word for word in foreign if word.casefold() not in known]
    third = any(len(word) > 1 and not _LATIN.search(word) for word in invented)
    return third or sum(map(len, invented)) > _INVENTED * sum(map(len, words))


@cache
def letter_of(language: str) -> regex.Pattern[str] | None:
    """A pattern of a letter in the language's scripts; None where nothing is known."""
    codes = [part for code in written_in(language) for part in _COMPOSED.get(code, (code,))]
    try:
        return regex.compile("[" + "".join(rf"\p{{sc={code}}}" for code in codes) + "]") if codes else None
    except regex.error:
        return None


@cache
def _letter_beside(language: str) -> regex.Pattern[str]:
    """A pattern of a letter or mark that is not in the language's scripts, where `letter_of` has one."""
    return regex.compile(rf"(?V1)[[\p{{L}}\p{{M}}]--{own.pattern}]" if (own := letter_of(language)) else r"\p{L}")


def written_in(language: str) -> tuple[str, ...]:
    """ISO 15924 codes of the scripts of a BCP 47 tag; empty where CLDR knows none.

    >>> written_in("ja"), written_in("sr"), written_in("sr-Latn"), written_in("zz")
    (('Jpan',), ('Cyrl', 'Latn'), ('Latn',), ())
    """
    from babel.core import get_global  # noqa: PLC0415 - heavy, and not needed to look at lengths or numbers

    short, *rest = language.split("-")
    named = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    if named:
        return (named.title(),)
    likely = str(get_global("likely_subtags").get(short, "")).split("_")
    return (likely[1], *_ALSO.get(short, ())) if len(likely) > 1 else ()
