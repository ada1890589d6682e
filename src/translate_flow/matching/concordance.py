"""Find the words of a search in both sides of a memory's units, and say how well a unit holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from translate_flow.domain.memory import Held, MemoryUnit
from translate_flow.matching.memory import gram, spans, tokens

LEAST = 60
"""The share of the words that a unit must hold: both of two, two of three."""
MOST_WORDS = 12

_NEAR = 0.7
# Inflection mostly changes the last two letters; of fewer letters than this not enough would be left.
_ENDING, _SHORTEST = 2, 4

_Hit = tuple[tuple[int, int], float]


def words(text: str) -> tuple[str, ...]:
    """What to look for: words in lower case, and runs of text without spaces, each once, at most `MOST_WORDS`.

    >>> words("The river, the 東京")
    ('the', 'river', '東京')
    """
    chunks = (groupby(tokens(chunk), key=gram) for chunk in text.split())
    found = (word for chunk in chunks for size, run in chunk for word in _words(size, run))
    return tuple(dict.fromkeys(found))[:MOST_WORDS]


def _words(size: int, run: Iterable[str]) -> Iterable[str]:
    return run if size == 1 else ("".join(run),)


@lru_cache(maxsize=256)
def beginning(word: str) -> str:
    """What a word and its inflected forms have in common, as a rule.

    >>> beginning("rivers"), beginning("tax"), beginning("東京都知事")
    ('rive', 'tax', '東京都知事')
    """
    return word if gram(word[0]) > 1 else word[: max(_SHORTEST, len(word) - _ENDING)]


def needed(count: int) -> int:
    """How many of ``count`` words a unit must hold.

    >>> [needed(count) for count in (1, 2, 3, 4, 5)]
    [1, 2, 2, 3, 3]
    """
    return -(-count * LEAST // 100)


def best(asked: Sequence[str], units: Iterable[MemoryUnit], *, limit: int) -> list[Held]:
    """The units that hold the words best, at most ``limit``; of equals those with the words in a row, then the newest.

    A word counts whole where a side has it, and by its likeness (Levenshtein, from 0.7 on) where it has one with the
    same beginning. The score is the share of the words, 0 to 100, of the side that has more of them.
    """
    found = (_held(asked, unit) for unit in units)
    row = f" {' '.join(token for word in asked for token in tokens(word))} "
    return nsmallest(limit, (held for held in found if held.score >= LEAST), key=lambda held: _order(row, held))


def held_in(asked: Sequence[str], text: str) -> tuple[int, tuple[tuple[int, int], ...]]:
    """How well one text holds the words, 0 to 100, and where."""
    hits = _hits(asked, text)
    score = sum(max((likeness for _, likeness in found), default=0.0) for found in hits)
    return int(100 * score / len(asked)), tuple(sorted({span for found in hits for span, _ in found}))


def _held(asked: Sequence[str], unit: MemoryUnit) -> Held:
    (score, source), (other, target) = (held_in(asked, text) for text in (unit.source, unit.target))
    return Held(unit, max(score, other), source, target)


def _hits(asked: Sequence[str], text: str) -> list[list[_Hit]]:
    """For each word, where a text has it and how like it."""
    found = list(spans(text))
    return [_runs(word, text) if gram(word[0]) > 1 else _alike(word, found) for word in asked]


def _runs(word: str, text: str) -> list[_Hit]:
    return [((start, start + len(word)), 1.0) for start in _places(word, text)]


def _alike(word: str, found: Iterable[tuple[str, tuple[int, int]]]) -> list[_Hit]:
    return [(span, likeness) for token, span in found if (likeness := _likeness(word, token))]


def _places(word: str, text: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))


def _likeness(word: str, token: str) -> float:
    if word == token or not token.startswith(beginning(word)):
        return float(word == token)
    return Levenshtein.normalized_similarity(word, token, score_cutoff=_NEAR)


def _order(row: str, held: Held) -> tuple[int, bool, float]:
    changed = held.unit.changed
    apart = all(row not in f" {' '.join(tokens(text))} " for text in (held.unit.source, held.unit.target))
    return -held.score, apart, -changed.timestamp() if changed else 0.0
