"""Which word of a sentence became which word of its translation, from an engine's links or from what both share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from translate_flow.domain.ports import Link

_WORD = regex.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.)[^\s<>\"“”«»]*[\p{L}\p{N}/=_-]"  # web address
    r"|[\w.+-]{1,64}@\w[\w-]{0,63}(?:\.\w[\w-]{0,63})+"  # mail address (RFC 5321)
    r"|[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"  # scripts without spaces
    r"|\p{L}{1,5}['’](?=[aeiouyhàâáéèêëíîïóôúûœæ]\p{L})"  # an elided article: l’, d’, dell’
    r"|[\p{L}\p{M}\p{N}_]+(?:['’.,:/·-][\p{L}\p{M}\p{N}_]+)*%?",
    regex.IGNORECASE,
)
_SHARED_LENGTH = 4
"""Letters from which an identical word counts as the same word without a link."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or address and its place; punctuation is none. These are what a code never cuts."""

    start: int
    end: int
    text: str


def words(text: str) -> tuple[Word, ...]:
    """The words of a plain text, in order.

    >>> [word.text for word in words("L’appel (3.5 %) at https://a.org/x, please.")]
    ['L’', 'appel', '3.5', 'at', 'https://a.org/x', 'please']
    """
    return tuple(Word(*match.span(), match[0]) for match in _WORD.finditer(text))


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Which source words each target word came from, as sets of indices.

    ``origins[t]`` rests on a link or a shared word and is empty when unknown; ``guesses[t]`` fills the unknown ones by
    position. ``linked`` tells whether there were any links.
    """

    source: tuple[Word, ...]
    target: tuple[Word, ...]
    origins: tuple[frozenset[int], ...]
    guesses: tuple[frozenset[int], ...]
    linked: bool


def correspond(source: str, target: str, links: Sequence[Link]) -> Correspondence:
    """Relate the words of two plain sentences.

    Words and numbers copied into the translation relate to each other; for the rest the links decide.
    """
    left, right = words(source), words(target)
    shared = _shared(left, right, strict=bool(links))
    linked = _linked(left, right, links)
    origins = tuple(frozenset({shared[t]}) if t in shared else linked[t] for t in range(len(right)))
    known = [(right[t], left[s]) for t, found in enumerate(origins) if len(found) == 1 for s in found]
    claimed = frozenset[int]().union(*origins) if links else frozenset[int]()
    free = [s for s in range(len(left)) if s not in claimed]
    guesses = tuple(found or _guess(word, left, right, known, free) for found, word in zip(origins, right, strict=True))
    return Correspondence(left, right, origins, guesses, bool(links))


def _shared(left: Sequence[Word], right: Sequence[Word], *, strict: bool) -> dict[int, int]:
    """Target index → source index of words found once on each side. ``strict`` keeps what can only be a copy."""
    counts = Counter(word.text.casefold() for word in left), Counter(word.text.casefold() for word in right)
    places = {word.text.casefold(): s for s, word in enumerate(left)}
    return {
        t: places[key]
        for t, word in enumerate(right)
        if counts[0][key := word.text.casefold()] == counts[1][key] == 1 and _telling(word.text, strict=strict)
    }


def _telling(text: str, *, strict: bool) -> bool:
    if any(char.isdigit() for char in text) or "@" in text or "//" in text:
        return True
    return len(text) >= _SHARED_LENGTH and (not strict or text[0].isupper())


def _linked(left: Sequence[Word], right: Sequence[Word], links: Sequence[Link]) -> list[frozenset[int]]:
    found: list[set[int]] = [set() for _ in right]
    for link in links:
        ends = [t for t, word in enumerate(right) if word.start < link.target_end and link.target_start < word.end]
        begins = [s for s, word in enumerate(left) if word.start < link.source_end and link.source_start < word.end]
        for t in ends:
            found[t].update(begins)
    return [frozenset(indices) for indices in found]


def _guess(
    word: Word,
    left: Sequence[Word],
    right: Sequence[Word],
    known: Sequence[tuple[Word, Word]],
    free: Sequence[int],
) -> frozenset[int]:
    """Of the source words no link claims, the one nearest to the same share of the way between known words."""
    if not free:
        return frozenset()
    before = [(target.end, source.end) for target, source in known if target.end <= word.start]
    behind = [(target.start, source.start) for target, source in known if target.start >= word.end]
    t0, s0 = max(before, default=(0, 0))
    t1, s1 = min(behind, default=(right[-1].end, left[-1].end))
    middle = (word.start + word.end) / 2
    at = s0 + (middle - t0) / max(1, t1 - t0) * (s1 - s0)
    return frozenset({min(free, key=lambda s: abs((left[s].start + left[s].end) / 2 - at))})
