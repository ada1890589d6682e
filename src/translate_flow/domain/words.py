"""Count words the way the field does: UAX #29 words that hold a letter or digit (GMX-V 1.0, OmegaT).

Han, Kana and Thai have no spaces; there UAX #29 breaks after every character, which is how their trade counts.
"""

from __future__ import annotations

import regex

_BREAK = regex.compile(r"\b", flags=regex.WORD | regex.V1)
_COUNTS = regex.compile(r"[\p{L}\p{N}]")
_RUN = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]+")


def count_words(text: str) -> int:
    """Number of words in plain text (no inline tags).

    >>> count_words("It's 3.5 km to the U.N., she said.")
    8
    >>> count_words("市議会は承認した")
    8
    """
    without_spaces = sum(1 for run in _RUN.findall(text) for char in run if char.isalpha())
    spaced = _BREAK.split(_RUN.sub(" ", text))
    return without_spaces + sum(1 for word in spaced if _COUNTS.search(word))
