"""Tell whether the numbers of a sentence are in its translation, in whichever way that language writes them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial

import regex

from translate_flow.checks.dates import swapped
from translate_flow.checks.han_numerals import LANGUAGES
from translate_flow.checks.numerals import named, named_part, roman
from translate_flow.checks.readings import Number, found
from translate_flow.checks.scales import knows, scales_in
from translate_flow.checks.signs import sign_lost
from translate_flow.domain.languages import primary

_SMALL = 12
_COMMON = 4
"""Denominators of fractions that have words of their own in any language."""

_MOST = 300
"""Numbers on one side up to which they are compared; more are a table, not a sentence."""

_STEPS = frozenset(10**power for power in range(3, 16))
_CLOCK = regex.compile(r"(?i)\b[ap]\.?\s?m\b\.?|[上下]午|午[前後]|[صم](?!\p{L})")


def numbers(source: str, target: str, source_language: str, language: str) -> bool:
    """Whether a number of the source is missing from the target or another stands in its place.

    Numbers are compared by what they may mean: ``1,234.5``, ``1.234,5`` and ``١٬٢٣٤٫٥`` are one, so are ``3 billion``
    and ``3000 millones``, ``20th`` and ``XX``, ``1960s`` and ``60``, ``3 p.m.`` and ``15``. Small ones may be words,
    as long as no other number has come in. A minus that is lost, and a day that has changed places with its month, are
    wrong as well. Where the words of scale are unknown (`scales.knows`), powers of a thousand are not looked at.

    >>> numbers("It cost $1,234.50.", "Costó 1.234,50 dólares.", "en", "es"), numbers("In 1950", "En 1590", "en", "es")
    (False, True)
    """
    exact = knows(source_language) and knows(language)
    before = found(source, source_language if exact else "")
    after = found(target, language if exact else "")
    if max(len(before), len(after)) > _MOST:
        return False
    clock = bool(_CLOCK.search(source) or _CLOCK.search(target))
    lost, added = _unmatched(before, after, exact=exact, clock=clock)
    strange = any(not _spelled(item, source, source_language) for item in added)
    missing = any(strange or not _spelled(item, target, language) for item in lost)
    return (
        missing
        or sign_lost(source, target, before, after, languages=(source_language, language))
        or (bool(before and after) and swapped(source, target, source_language, language))
    )


def _unmatched(
    before: Sequence[Number], after: Sequence[Number], *, exact: bool, clock: bool
) -> tuple[list[Number], list[Number]]:
    """What each side has for itself: equal numbers pair off first, then those that are another way to say the same."""
    left, right = list(before), list(after)
    for alike in (_equal, partial(_alike, exact=exact, clock=clock)):
        for item in list(left):
            partner = next((other for other in right if alike(item, other)), None)
            if partner:
                left.remove(item)
                right.remove(partner)
    lost = [item for item in left if not _within(item, after, clock=clock)]
    return lost, [item for item in right if not _within(item, before, clock=clock)]


def _equal(one: Number, other: Number) -> bool:
    return bool(one.values & other.values)


def _alike(one: Number, other: Number, *, exact: bool, clock: bool) -> bool:
    return any(
        (not exact and _scaled(value, text, sure=(len(one.values) == 1, len(other.values) == 1)))
        or _another(value, text, clock=clock)
        for value in one.values
        for text in other.values
    )


def _within(item: Number, others: Sequence[Number], *, clock: bool) -> bool:
    """Whether the other side holds a time or a date part by part: 14.30 and 14:30, or 2:30 p.m."""
    if item.parts:
        return set(item.parts) <= _hours(frozenset[Fraction]().union(*(other.values for other in others)), clock=clock)
    return any(_hours(item.values, clock=clock) & set(other.parts) for other in others)


def _hours(values: frozenset[Fraction], *, clock: bool) -> frozenset[Fraction]:
    """The values and, where a clock is meant, what they are on the other dial, of 12 or 24 hours."""
    if not clock:
        return values
    return (
        values | {value + 12 for value in values if value <= 12} | {value - 12 for value in values if 12 <= value <= 24}
    )


def _scaled(one: Fraction, other: Fraction, *, sure: tuple[bool, bool]) -> bool:
    """Whether two numbers differ by a word such as thousand, 万 or crore; the lesser must leave no doubt what it is."""
    if not (one and other):
        return False
    ratio = max(one, other) / min(one, other)
    return sure[one > other] and ratio in _STEPS


def _another(one: Fraction, other: Fraction, *, clock: bool) -> bool:
    """Whether two numbers name one decade (1960s, 60), or one hour on dials of 12 and 24."""
    low, high = sorted((one, other))
    if low.denominator != 1 or high.denominator != 1:
        return False
    decade = 1800 <= high <= 2100 and high % 100 == low
    return decade or (clock and low <= 12 and high == low + 12)


def _spelled(item: Number, text: str, language: str) -> bool:
    """Whether a text may say the number in words, or in Roman numerals; where the words are unknown, small ones.

    A word of scale has to be there as well, unless the words for the number say it, as 三百万 does.
    """
    if item.coded:
        return 0 in item.values
    scaled = item.power > 0 and item.power in set(scales_in(text, language))
    return any(_said(value, text, language) for value in (*item.values, *(item.bare if scaled else ())))


def _said(value: Fraction, text: str, language: str) -> bool:
    if value.denominator != 1:
        part = named_part(value, text, language)
        return value.denominator <= _COMMON if part is None else part
    whole = int(value)
    if whole == 0 or _round_millions(whole, text, language):
        return True
    known = True if roman(whole, text) else named(whole, text, language)
    return whole <= _SMALL if known is None else known


def _round_millions(whole: int, text: str, language: str) -> bool:
    """Whether a text says a number such as 2,000,000 with a number in words and a word of scale.

    Chinese, Japanese and Korean say it as one word, which `named` reads.
    """
    if primary(language) in LANGUAGES:
        return False
    return any(
        power >= 3 and whole % 10**power == 0 and _counted(whole // 10**power, text, language)
        for power in set(scales_in(text, language))
    )


def _counted(count: int, text: str, language: str) -> bool:
    return 0 < count < 1000 and named(count, text, language) is not False
