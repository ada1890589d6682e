"""Read a word alignment off a model's attention, and compose two of them through a pivot language."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import regex
from numpy.typing import NDArray

from translate_flow.domain.ports import Link
from translate_flow.engines.tokenizing import Span

_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
    r"|[\p{L}\p{M}\p{N}]+(?:['’.,·-][\p{L}\p{M}\p{N}]+)*"
    r"|[^\s]"
)


def words(text: str) -> list[Span]:
    """The spans of words, punctuation marks and characters of scripts without spaces.

    >>> words("It’s 3.5 km.")
    [(0, 4), (5, 8), (9, 11), (11, 12)]
    """
    return [match.span() for match in _WORD.finditer(text)]


def links(
    attention: Sequence[Sequence[float]],
    *,
    source: Sequence[Span],
    target: Sequence[Span],
    source_words: Sequence[Span],
    target_words: Sequence[Span],
) -> tuple[Link, ...]:
    """Link each target word to the source word it attends to most.

    ``attention[t][s]`` is token ``t``'s share on source token ``s``; ``source`` and ``target`` are the spans of the
    tokens. Shares are added over the tokens of a source word and over those of a target word.
    """
    if not source_words or not target_words:
        return ()
    given = np.asarray(attention, dtype=np.float32)[: len(target), : len(source)]
    shares = _by_word(target, target_words) @ given @ _by_word(source, source_words).T
    best: list[int] = shares.argmax(axis=1).tolist()
    linked = shares.max(axis=1) > 0
    found = zip(best, target_words, linked, strict=True)
    pairs = [(source_words[index], word) for index, word, is_linked in found if is_linked]
    return tuple(Link(*there, *here) for there, here in pairs)


def _by_word(tokens: Sequence[Span], words: Sequence[Span]) -> NDArray[np.float32]:
    """Which tokens (columns) show a part of which word (rows): 1 where they do."""
    members = np.zeros((len(words), len(tokens)), dtype=np.float32)
    first = 0
    for index, (start, end) in enumerate(tokens):
        while first < len(words) and words[first][1] <= start:
            first += 1
        for row in range(first, len(words)):
            if words[row][0] >= end:
                break
            members[row, index] = 1.0
    return members


def compose(first: Sequence[Link], second: Sequence[Link]) -> tuple[Link, ...]:
    """Links from the source of ``first`` to the target of ``second`` wherever they meet in the language between."""
    return tuple(
        dict.fromkeys(
            Link(a.source_start, a.source_end, b.target_start, b.target_end)
            for b in second
            for a in first
            if a.target_start < b.source_end and b.source_start < a.target_end
        )
    )


def shift(found: Sequence[Link], *, source: int, target: int) -> tuple[Link, ...]:
    """The same links, moved by some characters on either side."""
    return tuple(
        Link(link.source_start + source, link.source_end + source, link.target_start + target, link.target_end + target)
        for link in found
    )
