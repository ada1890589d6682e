"""Find which segment of an article each segment of its next revision continues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import regex
from rapidfuzz.distance import Indel

from translate_flow.domain.article import Kind, Segment

# Share of common words in order, 2·common / sum, above which a changed segment counts as the same one, rewritten:
# less is asked between the same two neighbours than anywhere in the article.
IN_PLACE = 0.4
ANYWHERE = 0.6
# The same share in characters, for a spelling mended in a text of few words; unrelated sentences reach 0.5 by chance.
SPELLING = 0.75
SHORT = 12
# How far from its own place, in segments, a rewritten segment is looked for: a book must not be compared with itself.
REACH = 100
# Scripts without spaces are compared by character.
_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]"
)
SINGLE = frozenset({Kind.TITLE, Kind.BYLINE})
"""An article has one of each at most: it continues itself, whatever it says now."""


def continued(old: Sequence[Segment], new: Sequence[Segment], *, archived: int = 0) -> tuple[int | None, ...]:
    """For each segment of ``new`` the index of the one of ``old`` that it continues, None where it is a new one.

    Each old segment is continued at most once. Untouched segments are found first, in order and then moved ones;
    the title continues the title and the byline the byline; of the rest, a segment continues the most similar one.
    The last ``archived`` segments of ``old`` left the article earlier: they come back only when untouched. Code is
    continued by code alone, for it has no translations.
    """
    pairing = _Pairing(old, new, current=len(old) - archived)
    pairing.untouched_in_order()
    pairing.untouched_elsewhere()
    pairing.only_one_of_its_kind()
    pairing.rewritten_in_place()
    pairing.rewritten_elsewhere()
    return tuple(pairing.found)


class Words:
    """The plain text of a segment or a sentence, ready to be compared."""

    def __init__(self, text: str, *, is_code: bool = False) -> None:
        """Code is like code alone."""
        self._code, self._text = is_code, text
        self._words = [hash(word) for word in _WORD.findall(self._text)]

    def similarity(self, other: Words, *, least: float) -> float:
        """What both share in order, 0 to 1, and 0 below ``least``: words, in short texts characters too."""
        if self._code != other._code:
            return 0.0
        words = Indel.normalized_similarity(self._words, other._words, score_cutoff=least)
        if words or len(self._words) > SHORT:
            return words
        return Indel.normalized_similarity(self._text, other._text, score_cutoff=SPELLING)


class _Pairing:
    """The pairs found so far, step by step from the surest."""

    def __init__(self, old: Sequence[Segment], new: Sequence[Segment], *, current: int) -> None:
        self._old, self._new, self._current = old, new, current
        self.found: list[int | None] = [None] * len(new)
        self._taken: set[int] = set()

    def untouched_in_order(self) -> None:
        keys = [_key(item) for item in self._old[: self._current]], [_key(item) for item in self._new]
        for block in SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks():
            for step in range(block.size):
                self._pair(block.a + step, block.b + step)

    def untouched_elsewhere(self) -> None:
        waiting: dict[tuple[bool, str], list[int]] = {}
        for index in reversed(self._free(len(self._old))):
            waiting.setdefault(_key(self._old[index]), []).append(index)
        for number in self._open():
            if places := waiting.get(_key(self._new[number])):
                self._pair(places.pop(), number)

    def only_one_of_its_kind(self) -> None:
        for kind in SINGLE:
            left = [index for index in self._free() if self._old[index].kind is kind]
            right = [number for number in self._open() if self._new[number].kind is kind]
            if len(left) == len(right) == 1:
                self._pair(left[0], right[0])

    def rewritten_in_place(self) -> None:
        for left, right in list(self._gaps()):
            self._most_similar(left, right, least=IN_PLACE)

    def rewritten_elsewhere(self) -> None:
        self._most_similar(self._free(), self._open(), least=ANYWHERE)

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """What stands unpaired between two pairs that are neighbours on the new side, on both sides."""
        before = 0
        run: list[int] = []
        for number, index in [*enumerate(self.found), (len(self._new), self._current)]:
            if index is None:
                run.append(number)
                continue
            yield [item for item in range(before, min(index, self._current)) if item not in self._taken], run
            run, before = [], index + 1

    def _most_similar(self, left: Sequence[int], right: Sequence[int], *, least: float) -> None:
        """Pair the most similar first; of equals, those that keep the order."""
        for _, _, index, number in sorted(self._similar(left, right, least=least)):
            if index not in self._taken and self.found[number] is None:
                self._pair(index, number)

    def _similar(
        self, left: Sequence[int], right: Sequence[int], *, least: float
    ) -> Iterator[tuple[float, int, int, int]]:
        """The pairs that are similar enough: negated similarity, distance in the order, old index, new index."""
        slope = len(right) / len(left) if left else 0
        wanted = [_words(self._new[number]) for number in right]
        for row, index in enumerate(left):
            middle, old = round(row * slope), _words(self._old[index])
            for column in range(max(0, middle - REACH), min(len(right), middle + REACH + 1)):
                score = old.similarity(wanted[column], least=least)
                if score:
                    yield -score, abs(row - column), index, right[column]

    def _pair(self, index: int, number: int) -> None:
        self.found[number] = index
        self._taken.add(index)

    def _free(self, end: int | None = None) -> list[int]:
        return [index for index in range(self._current if end is None else end) if index not in self._taken]

    def _open(self) -> list[int]:
        return [number for number, index in enumerate(self.found) if index is None]


def _words(segment: Segment) -> Words:
    return Words(segment.plain, is_code=_is_code(segment))


def _key(segment: Segment) -> tuple[bool, str]:
    return _is_code(segment), segment.source_hash


def _is_code(segment: Segment) -> bool:
    return segment.kind is Kind.CODE
