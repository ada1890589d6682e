"""Tell whether the numbers of a sentence are in its translation, in whichever way that language writes them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import regex

from translate_flow.checks.numerals import named, roman
from translate_flow.domain.literals import LITERAL, STAND_IN

_SPACED = regex.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d])")
_NUMBER = regex.compile(r"((?<![\w])\p{Lu}+-?)?(\d+(?:[.,'’]\d+)*)")
_SEPARATOR = regex.compile(r"[.,'’]")
_ARABIC = str.maketrans("٫٬، ", ".,, ")
_SMALL = 12
_MOST = 300
"""Numbers on one side up to which they are compared; more are a table, not a sentence."""

_CLOCK = regex.compile(r"(?i)\b[ap]\.?\s?m\b\.?|[上下]午|午[前後]|[صم](?!\p{L})")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: the ``values`` it may be read as, and its ``parts`` where it may be a time or a date.

    ``coded`` ones belong to a name, such as ``F1``, and are never put in words.
    """

    values: frozenset[str]
    parts: tuple[str, ...] = ()
    coded: bool = False


def numbers(source: str, target: str, source_language: str, language: str) -> bool:
    """Whether a number of the source is missing from the target or another stands in its place.

    Numbers are compared by what they may mean: ``1,234.5``, ``1.234,5`` and ``١٬٢٣٤٫٥`` are one, so are ``3 billion``
    and ``3000 millones``, ``20th`` and ``XX``, ``1960s`` and ``60``, ``3 p.m.`` and ``15``. Small ones may be words,
    as long as no other number has come in.

    >>> numbers("It cost $1,234.50.", "Costó 1.234,50 dólares.", "en", "es"), numbers("In 1950", "En 1590", "en", "es")
    (False, True)
    """
    before, after = found(source), found(target)
    if max(len(before), len(after)) > _MOST:
        return False
    clock = bool(_CLOCK.search(source) or _CLOCK.search(target))
    lost, added = _unmatched(before, after, clock=clock)
    strange = any(not _spelled(item, source, source_language) for item in added)
    return any(strange or not _spelled(item, target, language) for item in lost)


def found(text: str) -> list[Number]:
    """The numbers of a plain text in order; those inside addresses and placeholders are left out.

    >>> [sorted(item.values) for item in found("1,234.5 of 10 000 on 12.05.2020")]
    [['1234.5'], ['10000'], ['12'], ['5'], ['2020']]
    """
    ascii_digits = "".join(str(unicodedata.decimal(char, char)) for char in STAND_IN.sub(" ", LITERAL.sub(" ", text)))
    joined = _SPACED.sub(lambda match: "".join(match[0].split()), ascii_digits.translate(_ARABIC))
    return [number for match in _NUMBER.finditer(joined) for number in _read(match[2], coded=bool(match[1]))]


def _read(written: str, *, coded: bool) -> Iterator[Number]:
    parts = _SEPARATOR.split(written)
    values = frozenset(map(_plain, _values(parts, _SEPARATOR.findall(written))))
    plain = tuple(map(_plain, parts))
    if values:
        yield Number(values, plain if len(parts) > 1 and all(len(part) < 3 for part in parts) else (), coded)
    else:
        yield from (Number(frozenset({part})) for part in plain)


def _plain(value: str) -> str:
    """Without leading noughts: 06 is 6."""
    return value.lstrip("0") if value.lstrip("0")[:1].isdecimal() else "0" + value.lstrip("0")


def _values(parts: Sequence[str], marks: Sequence[str]) -> Iterator[str]:
    """Readings in plain decimal notation: marks as separators of thousands, the last one perhaps a decimal point."""
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    if not marks or (grouped and len(set(marks)) == 1):
        yield "".join(parts)
    decimal = len(marks) == 1 or (len(set(marks[:-1])) == 1 and marks[-1] != marks[0])
    if marks and decimal and all(len(part) in {2, 3} for part in parts[1:-1]):
        yield f"{''.join(parts[:-1])}.{parts[-1]}"


def _unmatched(before: Sequence[Number], after: Sequence[Number], *, clock: bool) -> tuple[list[Number], list[Number]]:
    """What each side has for itself: equal numbers pair off first, then those that are another way to say the same."""
    left, right = list(before), list(after)
    for alike in (_equal, partial(_alike, clock=clock)):
        for item in list(left):
            partner = next((other for other in right if alike(item, other)), None)
            if partner:
                left.remove(item)
                right.remove(partner)
    return [item for item in left if not _within(item, after)], [item for item in right if not _within(item, before)]


def _equal(one: Number, other: Number) -> bool:
    return bool(one.values & other.values)


def _alike(one: Number, other: Number, *, clock: bool) -> bool:
    return any(
        _scaled(value, text, sure=(len(one.values) == 1, len(other.values) == 1)) or _another(value, text, clock=clock)
        for value in one.values
        for text in other.values
    )


def _within(item: Number, others: Sequence[Number]) -> bool:
    """Whether the other side holds a time or a date part by part: 14.30 and 14:30."""
    if item.parts:
        return set(item.parts) <= {value for other in others for value in other.values}
    return any(item.values & set(other.parts) for other in others)


def _scaled(one: str, other: str, *, sure: tuple[bool, bool]) -> bool:
    """Whether two numbers differ by a word such as thousand, 万 or crore; the lesser must leave no doubt what it is."""
    if _significant(one) != _significant(other):
        return False
    apart = _power(one) - _power(other)
    return apart == 0 or (abs(apart) >= 3 and sure[apart > 0])


def _another(one: str, other: str, *, clock: bool) -> bool:
    """Whether two numbers name one decade (1960s, 60), or one hour on dials of 12 and 24."""
    if not (one.isdecimal() and other.isdecimal() and max(len(one), len(other)) <= 4):
        return False
    low, high = sorted((int(one), int(other)))
    decade = 1800 <= high <= 2100 and high % 100 == low
    return decade or (clock and low <= 12 and high == low + 12)


def _significant(value: str) -> str:
    """The digits without leading and trailing noughts: 3000 and 3 differ in their power of ten only."""
    return value.replace(".", "").strip("0")


def _power(value: str) -> int:
    """The power of ten of the last significant digit."""
    whole, _, rest = value.partition(".")
    if rest.rstrip("0"):
        return -len(rest.rstrip("0"))
    return len(whole) - len(whole.rstrip("0"))


def _spelled(item: Number, text: str, language: str) -> bool:
    """Whether a text may say the number in words, or in Roman numerals; where the words are unknown, small ones."""
    whole = next((int(value) for value in item.values if value.isdecimal() and len(value) <= 9), None)
    if whole is None:
        return False
    if whole == 0 or item.coded:
        return whole == 0
    known = True if roman(whole, text) else named(whole, text, language)
    return whole <= _SMALL if known is None else known
