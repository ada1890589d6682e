"""Tell whether the sentences of a translation are surely those of its source, one for one and in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import sqrt

from rapidfuzz import fuzz

_NUMBER = re.compile(r"\d+")
_ASKS, _CRIES = re.compile(r"[?？؟;]\W*$"), re.compile(r"[!！]\W*$")
# Gale and Church (1993): the length of a translation varies with a variance of 6.8 a character of its source; beyond
# two and a half standard deviations it is rather another sentence's.
_VARIANCE = 6.8
_DEVIATIONS = 2.5
_LIKE = 35.0
"""Percent of its letters that a sentence shares at least with the draft of the one it stands for."""

_SHARE = 1.4
"""How many times its share of the source a sentence may take of a translation that was typed without a draft."""


def correspond(sources: Sequence[str], targets: Sequence[str], *, draft: Sequence[str] = ()) -> bool:
    """Whether each target is surely the translation of the source at its place.

    There are as many on both sides, each about as long as its source lets expect (Gale and Church, 1993), with the
    numbers of the text in the same sentences. Each is then more like the ``draft`` of its own source than like any
    other: a draft is made sentence by sentence. Where there is none of as many sentences, lengths have to agree more
    closely, and questions and exclamations to stand in the same places.

    >>> correspond(["It rained.", "We left."], ["Nos fuimos.", "Llovió."], draft=["Llovió.", "Nos íbamos."])
    False
    """
    if not side_by_side(sources, targets):
        return False
    if len(sources) == 1:
        return True
    if len(draft) == len(targets):
        return _like_their_own(targets, draft)
    return _shares_agree(sources, targets) and list(map(_mood, sources)) == list(map(_mood, targets))


def side_by_side(sources: Sequence[str], targets: Sequence[str]) -> bool:
    """Whether an approved text may be cut where its source is: as many sentences, each as long, with its numbers.

    This asks less than `correspond`: a reviewer read both beside each other and found every sentence there.
    """
    return len(sources) == len(targets) and _about_as_long(sources, targets) and _same_numbers(sources, targets)


def _about_as_long(sources: Sequence[str], targets: Sequence[str]) -> bool:
    """Whether each target is as long as the ratio of the whole says; one of no length is no sentence."""
    if not all(sources) or not all(targets):
        return False
    ratio = sum(map(len, targets)) / sum(map(len, sources))
    return all(
        abs(len(target) - ratio * len(source)) <= _DEVIATIONS * sqrt(_VARIANCE * len(source)) * max(ratio, 1)
        for source, target in zip(sources, targets, strict=True)
    )


def _same_numbers(sources: Sequence[str], targets: Sequence[str]) -> bool:
    """Whether the numbers stand in the same sentences, where both sides have the same ones at all."""
    ones, others = ([sorted(_NUMBER.findall(text)) for text in side] for side in (sources, targets))
    same_in_all = sorted(number for each in ones for number in each) == sorted(n for each in others for n in each)
    return ones == others or not same_in_all


def _like_their_own(targets: Sequence[str], draft: Sequence[str]) -> bool:
    for place, target in enumerate(targets):
        likeness = [fuzz.ratio(target.casefold(), other.casefold()) for other in draft]
        if likeness[place] < max(_LIKE, *likeness):
            return False
    return True


def _shares_agree(sources: Sequence[str], targets: Sequence[str]) -> bool:
    before, after = sum(map(len, sources)), sum(map(len, targets))
    shares = (len(target) * before / (len(source) * after) for source, target in zip(sources, targets, strict=True))
    return all(1 / _SHARE <= share <= _SHARE for share in shares)


def _mood(sentence: str) -> tuple[bool, bool]:
    return bool(_ASKS.search(sentence)), bool(_CRIES.search(sentence))
