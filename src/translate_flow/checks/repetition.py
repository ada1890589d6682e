"""Find the loops that a decoder falls into: words or letters that come again and again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

_TOKEN = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]|[\p{L}\p{M}\p{N}]+", flags=regex.V1
)
_LONGEST = 24
"""Words of the longest loop that is looked for."""

_LONG_LOOP = 6
"""Words from which a loop counts when it goes round only twice."""

_LETTERS = 10
"""Times that a letter, or two or three, may follow themselves inside a word ("Goooool")."""


def repetition(source: str, target: str, _source_language: str = "", _language: str = "") -> bool:
    """Whether the target goes in circles where the source does not.

    A loop is one or more words said three times in a row, a phrase of six words or more said twice, or letters over
    and over inside a word. What the source repeats ("ha, ha, ha") the target may.

    >>> repetition("He laughed.", "Se rió, se rió, se rió."), repetition("Ha, ha, ha!", "¡Ja, ja, ja!")
    (True, False)
    """
    return _rounds(target) > _rounds(source)


def _rounds(text: str) -> int:
    """How often the worst loop of a text goes round; 0 where there is none."""
    words = [token.casefold() for token in _TOKEN.findall(text)]
    return max([*_word_loops(words), *_letter_loops(text)], default=0)


def _word_loops(words: Sequence[str]) -> Iterator[int]:
    # One character of a script without spaces says less than a word: 人人人 is a loop only when it goes on.
    least = 4 if words and all(len(word) == 1 for word in words) else 3
    for period in range(1, min(_LONGEST, len(words) // 2) + 1):
        rounds = 1 + _longest_echo(words, period) // period
        if rounds >= least or (rounds > 1 and period >= _LONG_LOOP):
            yield rounds


def _letter_loops(text: str) -> Iterator[int]:
    letters = [char if char.isalpha() else None for char in text]
    for period in (1, 2, 3):
        rounds = 1 + _longest_echo(letters, period) // period
        if rounds > _LETTERS:
            yield rounds


def _longest_echo(items: Sequence[str | None], period: int) -> int:
    """The longest run of items that equal the one ``period`` before them."""
    best = run = 0
    for before, item in zip(items, items[period:], strict=False):
        run = run + 1 if item is not None and item == before else 0
        best = max(best, run)
    return best
