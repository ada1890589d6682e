"""Read the numbers of a sentence: what each may mean, with its word of scale, its sign and its parts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import regex

from translate_flow.checks.scales import scale_at
from translate_flow.domain.literals import STAND_IN, without_literals

_SPACED = regex.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d])")
_NUMBER = regex.compile(r"((?<![\w])\p{Lu}+-?)?(\d{1,40}(?:[.,'’]\d{1,40}){0,12})")
_DIGIT = regex.compile(r"\p{N}")
_SEPARATOR = regex.compile(r"[.,'’]")
_ARABIC = str.maketrans("٫٬، ⁄", ".,, /")
_VULGAR = regex.compile(r"[ \u00a0]?([¼-¾⅐-⅞↉])")
_FRACTION = regex.compile(r"(?<![\d.,/-])(?:(\d{1,4}) )?([1-9])/([2-9]|10)(?![\d/]|[.,]\d)")
_MINUS = regex.compile(r"(?<!\d\s?)(?<![\w.])[-−]$")
_FAR = 16
"""Characters between the ends of a range, such as 3 to 5 million."""

_READINGS = 4
_AND_HALF = regex.compile(r"(?i)\s(?:and a half|et demie?|y medi[oa]|e mezzo|e meio|i mig)(?!\p{L})")
"""What adds half of a word of scale after it: 1 million et demi."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: the ``values`` it may be read as, and its ``parts`` where it may be a time or a date.

    ``bare`` are the readings without the word of scale that follows, empty where none does, and ``power`` is the power
    of ten that word stands for; ``coded`` numbers belong to a name, such as ``F1``, and are never put in words.
    """

    values: frozenset[Fraction]
    parts: tuple[Fraction, ...] = ()
    coded: bool = False
    bare: frozenset[Fraction] = frozenset()
    power: int = 0
    negative: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A number with where it begins and ends, its word of scale included."""

    number: Number
    start: int
    end: int


def found(text: str, language: str = "") -> list[Number]:
    """The numbers of a plain text in order; those inside addresses and placeholders are left out.

    With a language, the words of scale that follow are multiplied in: ``3 million``, ``1億2000万``.

    >>> [sorted(map(str, item.values)) for item in found("1,234.5 of 10 000 on 12.05.2020")]
    [['2469/2'], ['10000'], ['12'], ['5'], ['2020']]
    >>> [sorted(map(str, item.values)) for item in found("3億5000万と2½", "ja")]
    [['350000000'], ['5/2']]
    """
    if not _DIGIT.search(text):
        return []
    plain = _plain(text)
    places = list(_places(plain, language))
    return [place.number for place in (_ranges(list(_chains(places, plain))) if language else places)]


def _plain(text: str) -> str:
    """The text in NFC with digits, marks and fractions of ASCII, and blanks for what must stay as it is."""
    rest = unicodedata.normalize("NFC", STAND_IN.sub(" ", without_literals(text)))
    digits = "".join(str(unicodedata.decimal(char, char)) for char in rest)
    written = _VULGAR.sub(lambda match: " " + unicodedata.normalize("NFKC", match[1]), digits).translate(_ARABIC)
    return _SPACED.sub(lambda match: "".join(match[0].split()), written)


def _places(text: str, language: str) -> Iterator[_Place]:
    shares = {match.start(): match for match in _FRACTION.finditer(text)}
    past = 0
    for match in _NUMBER.finditer(text):
        if match.start() < past:
            continue
        share = shares.get(match.start())
        past = (share or match).end()
        numbers = [_share(share)] if share else list(_read(match[2], coded=bool(match[1])))
        if _MINUS.search(text, max(0, match.start() - 3), match.start()):
            numbers[0] = replace(numbers[0], negative=True)
        if language:
            numbers[-1], past = _multiplied(numbers[-1], text, past, language)
        yield from (_Place(number, match.start(), past) for number in numbers)


def _share(match: regex.Match[str]) -> Number:
    """1/2 and 2 1/2; it may be a date or a score as well, so its parts may stand for it."""
    whole, above, below = (int(part or 0) for part in match.groups())
    return Number(frozenset({whole + Fraction(above, below)}), () if whole else (Fraction(above), Fraction(below)))


def _read(written: str, *, coded: bool) -> Iterator[Number]:
    parts = _SEPARATOR.split(written)
    values = frozenset(map(Fraction, _values(parts, _SEPARATOR.findall(written))))
    plain = tuple(map(Fraction, parts))
    if values:
        yield Number(values, plain if len(parts) > 1 and all(len(part) < 3 for part in parts) else (), coded)
    else:
        yield from (Number(frozenset({part})) for part in plain)


def _values(parts: Sequence[str], marks: Sequence[str]) -> Iterator[str]:
    """Readings in plain decimal notation: marks as separators of thousands, the last one perhaps a decimal point.

    Three digits that end in nought are thousands, for nobody writes one and a half as 1.500.
    """
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and not parts[0].startswith("0")
    thousands = grouped and len(set(marks)) == 1
    if not marks or thousands:
        yield "".join(parts)
    decimal = len(marks) == 1 or (len(set(marks[:-1])) == 1 and marks[-1] != marks[0])
    rounded = thousands and parts[-1].endswith("0")
    if marks and decimal and not rounded and all(len(part) in {2, 3} for part in parts[1:-1]):
        yield f"{''.join(parts[:-1])}.{parts[-1]}"


def _multiplied(number: Number, text: str, place: int, language: str) -> tuple[Number, int]:
    """The number with the word of scale at a place; a doubtful word leaves the number as another reading."""
    power, end, sure = scale_at(text, place, language)
    if not power:
        return number, place
    values = frozenset(value * 10**power for value in number.values)
    if not sure:
        return replace(number, values=values | number.values, bare=number.values), end
    if match := _AND_HALF.match(text, end):
        values, end = frozenset(value + Fraction(10**power, 2) for value in values), match.end()
    return replace(number, values=values, parts=(), bare=number.values, power=power), end


def _chains(places: Sequence[_Place], text: str) -> Iterator[_Place]:
    """Add up what is one number in several steps: 1億2000万, 3万5000, 2 करोड़ 50 लाख."""
    last: _Place | None = None
    for place in places:
        if last and _continues(last, place, text):
            sums = {one + other for one in last.number.values for other in place.number.values}
            number = replace(last.number, values=frozenset(sorted(sums)[:_READINGS]), power=place.number.power)
            last = _Place(number, last.start, place.end)
            continue
        if last:
            yield last
        last = place
    if last:
        yield last


def _continues(last: _Place, place: _Place, text: str) -> bool:
    gap = text[last.end : place.start]
    joined = gap == "" or (gap in {" ", "\u00a0"} and place.number.power > 0)
    return joined and last.number.power > 0 and max(place.number.values) < 10**last.number.power


def _ranges(places: Sequence[_Place]) -> Iterator[_Place]:
    """Let a word of scale go for both ends of a range as well: 3 to 5 million, 200～300万."""
    for place, after in zip(places, [*places, None][1:], strict=True):
        near = after is not None and after.number.power and after.start - place.end <= _FAR
        if not near or after is None or place.number.bare or place.number.coded:
            yield place
            continue
        more = frozenset(value * 10**after.number.power for value in place.number.values)
        yield replace(place, number=replace(place.number, values=place.number.values | more))
