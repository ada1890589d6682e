"""How much of a draft people changed before they approved it."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from translate_flow.matching.memory import tokens


def effort(draft: str, approved: str) -> float:
    """Edits for each hundred tokens of the approved text: 0 where it was taken as it is.

    Insertions, deletions and substitutions of tokens, divided by the length of what was approved: TER (Snover and
    others 2006) without its shifts, in percent and at most 100.

    >>> round(effort("the old bridge", "the very old bridges"))
    50
    >>> effort("", "")
    0.0
    """
    changed, length = edits(draft, approved)
    return rate(changed, length)


def edits(draft: str, final: str) -> tuple[int, int]:
    """The edits between two texts, and the tokens of the second: what a pair adds to the `rate` of many."""
    wanted = tokens(final)
    return Levenshtein.distance(tokens(draft), wanted), len(wanted)


def rate(changed: int, length: int) -> float:
    """Edits for each hundred tokens, at most 100."""
    if not length:
        return 100.0 if changed else 0.0
    return min(100.0, 100 * changed / length)
