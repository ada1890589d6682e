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
    wanted = tokens(approved)
    if not wanted:
        return 100.0 if tokens(draft) else 0.0
    return min(100.0, 100 * Levenshtein.distance(tokens(draft), wanted) / len(wanted))
