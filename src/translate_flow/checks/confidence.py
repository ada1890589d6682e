"""Say how far a draft can be relied on, so that people may review the riskiest first."""

from __future__ import annotations

import math
from collections.abc import Sequence

from translate_flow.checks.copied import share_copied
from translate_flow.checks.lengths import weight
from translate_flow.domain.words import count_words

APPROVED = 1.0
"""The confidence of an approved translation that is used again as it is."""

_UNSCORED = 0.75
"""What stands for the probability where an engine has none: Apertium's sentences are right about as often as that."""

_POWER = 2.0
_USUAL = 0.2
"""How far, in natural logarithms, lengths may differ from the usual at no cost: a fifth more or less says nothing."""

_SHORT, _LONG = 2.0, 0.5
"""The power of what the length lacks beyond that, and of what it has too much."""

_COPIED = 2.0
_WORDS = 0.02
_FLAG = 0.6
_SLACK = 3


def confidence(
    source: str,
    target: str,
    *,
    score: float | None,
    flags: Sequence[str],
    source_language: str,
    language: str,
) -> float:
    """How far the draft of one plain sentence can be relied on, 0 to 1: a rank, not a percentage.

    The product of five shares: the square of the tokens' mean probability, ``exp(2 score)``, 0.75 where the engine has
    none; agreement in length, the square of what is missing beyond a fifth, or the root of what is too much, lengths
    brought to what English takes; ``1 - 2c`` for the share ``c`` of common words that stayed as they were (a
    rule-based engine copies what it doesn't know); ``1 - 0.02 ln(1 + words)``, for long sentences hold more that can go
    wrong; and 0.6 for each flag of the guard. `bench.confidence` shows how well it ranks, and on what it was tuned.

    >>> good = confidence("A big house.", "Una casa grande.", score=-0.1, flags=(), source_language="en", language="es")
    >>> cut = confidence("A big house.", "Casa.", score=-0.1, flags=(), source_language="en", language="es")
    >>> 0 < cut < good < 1
    True
    """
    probability = _UNSCORED if score is None else math.exp(_POWER * min(0.0, score))
    length = _agreement(weight(source, source_language), weight(target, language))
    known = max(0.0, 1 - _COPIED * share_copied(source, target))
    simple = max(0.0, 1 - _WORDS * math.log1p(count_words(source)))
    return probability * length * known * simple * _FLAG ** len(flags)


def _agreement(before: float, after: float) -> float:
    """1 for lengths that differ as languages do, towards 0 for others."""
    ratio = math.log((after + _SLACK) / (before + _SLACK))
    return math.exp(-(_SHORT if ratio < 0 else _LONG) * max(0.0, abs(ratio) - _USUAL))


def together(sentences: Sequence[tuple[float, int]]) -> float:
    """The confidence of a segment from its sentences', each with its length (in any unit).

    Half of it is the weakest sentence's, for that is what a reviewer has to find; half the mean by length. A segment
    without sentences has nothing that could be wrong.

    >>> round(together([(0.9, 30), (0.3, 10)]), 3)
    0.525
    """
    total = sum(length for _, length in sentences)
    if not total:
        return min((share for share, _ in sentences), default=APPROVED)
    mean = sum(share * length for share, length in sentences) / total
    return (min(share for share, _ in sentences) + mean) / 2
