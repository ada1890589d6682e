"""What a revision changed, sentence by sentence: where each sentence of the new text stood in the old one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, takewhile

import regex

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.inline import plain
from translate_flow.matching.continuity import ANYWHERE, REACH, SINGLE, Words, continued

_SPACE = regex.compile(r"[^\S\n]+")
_BREAK = regex.compile(r" ?\n[ \n]*")
_MOST = 100
"""How many equal sentences are looked through for one of the same segment."""


class How(StrEnum):
    """What became of a segment; ``markup`` is a change of inline codes or white space alone, ``back`` one that left."""

    UNTOUCHED = "untouched"
    MOVED = "moved"
    MARKUP = "markup"
    EDITED = "edited"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    BACK = "back"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One sentence of the old text: the index of its segment, and its own within it."""

    segment: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of one segment of the new text.

    ``continues`` is the index of the old segment that it is now, ``draws`` those that it has sentences of. For each of
    its sentences ``sentences`` has the place of the old one that says the same, None where there is none, and
    ``instead`` the old ones in whose place it stands. ``run`` tells that all of it is old sentences which followed each
    other in the old text, in this order.
    """

    how: How
    continues: int | None
    draws: tuple[int, ...] = ()
    sentences: tuple[Place | None, ...] = ()
    instead: tuple[tuple[Place, ...], ...] = ()
    run: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """One `Changed` for each new segment; ``gone`` are the old segments of which nothing is left, by index."""

    segments: tuple[Changed, ...]
    gone: tuple[int, ...]


def spans(segment: Segment) -> list[str]:
    """The sentences of a segment with their tags; the whole text where they were never found."""
    return [segment.text[item.start : item.end] for item in segment.sentences] or [segment.text]


def said(text: str) -> str:
    r"""A plain text as it is compared: runs of blanks count as one, line breaks stay.

    >>> said(" two  spaces \n and a line ")
    'two spaces\nand a line'
    """
    return _BREAK.sub("\n", _SPACE.sub(" ", text)).strip()


def compare(
    old: Sequence[Segment], new: Sequence[Segment], *, archived: int = 0, continues: Sequence[int | None] | None = None
) -> Changes:
    """What became of ``old`` in ``new``.

    ``continues`` are pairs that are known already (see `continuity.continued`, which finds them otherwise); those of
    segments that say the same are kept, the others give way to the segment that shares the most sentences. The last
    ``archived`` of ``old`` left the article earlier: no sentence is taken from them. Code takes part as a whole only.
    """
    pairs = continued(old, new, archived=archived) if continues is None else continues
    return _Comparison(old, new, pairs, current=len(old) - archived).changes()


class _Comparison:
    """The sentences of two texts, and which became which, from the surest on."""

    def __init__(
        self, old: Sequence[Segment], new: Sequence[Segment], pairs: Sequence[int | None], *, current: int
    ) -> None:
        self._old, self._new, self._current = old, new, current
        self._pairs = list(pairs)
        self._fixed = [self._stays(number) for number in range(len(new))]
        self._old_keys, self._new_keys = [_keys(segment) for segment in old], [_keys(segment) for segment in new]
        self._places = [Place(index, place) for index in range(current) for place in range(len(self._old_keys[index]))]
        self._taken: set[int] = set()
        self._found: list[list[int | None]] = [[None] * len(keys) for keys in self._new_keys]
        self._instead: list[list[tuple[int, ...]]] = [[()] * len(found) for found in self._found]
        self._rewritten: list[list[int]] = [[] for _ in new]

    def changes(self) -> Changes:
        self._keep_whole()
        self._find_sentences()
        self._continue_most_shared()
        self._replace()
        self._find_rewritten()
        here = (self._pairs[number] for number in range(len(self._new)) if self._untouched(number))
        ordered = _increasing([index for index in here if index is not None and index < self._current])
        drawn = [self._draws(number) for number in range(len(self._new))]
        users = Counter(index for draws in drawn for index in draws)
        shared = {index for index, count in users.items() if count > 1}
        segments = tuple(self._changed(number, drawn[number], ordered, shared) for number in range(len(self._new)))
        left = set(range(self._current)) - set(self._pairs) - set(users)
        return Changes(segments, tuple(sorted(left)))

    def _stays(self, number: int) -> bool:
        """Whether a pair is not to be questioned."""
        index = self._pairs[number]
        if index is None:
            return False
        before, now = self._old[index], self._new[number]
        return index >= self._current or now.kind in SINGLE or now.kind is Kind.CODE or _says_the_same(before, now)

    def _untouched(self, number: int) -> bool:
        index = self._pairs[number]
        return index is not None and self._old[index].source_hash == self._new[number].source_hash

    def _keep_whole(self) -> None:
        for number, index in enumerate(self._pairs):
            if index is None or index >= self._current or not _says_the_same(self._old[index], self._new[number]):
                continue
            mine = list(range(*self._reach(index)))
            self._taken.update(mine)
            if len(mine) == len(self._found[number]):
                self._found[number] = [*mine]

    def _find_sentences(self) -> None:
        """Each sentence takes the old one after the one before it, else one of its own segment, else the next free."""
        free = self._free()
        last = -1
        for number, segment in enumerate(self._new):
            if self._fixed[number] and (segment.kind not in SINGLE or None not in self._found[number]):
                last = max((at for at in self._found[number] if at is not None), default=last)
                continue
            for position, key in enumerate(self._new_keys[number]):
                at = self._best(free.get(key, []), last, self._pairs[number])
                self._found[number][position] = at
                if at is not None:
                    self._taken.add(at)
                    last = at

    def _free(self) -> dict[str, list[int]]:
        free: dict[str, list[int]] = {}
        for at, place in enumerate(self._places):
            if at not in self._taken and (key := self._old_keys[place.segment][place.sentence]):
                free.setdefault(key, []).append(at)
        return free

    def _best(self, places: list[int], last: int, own: int | None) -> int | None:
        """The best of the places that are still free, which is no longer on the list then."""
        if not places:
            return None
        after = bisect_right(places, last)
        mine = next((at for at in places[:_MOST] if self._places[at].segment == own), None)
        if after < len(places) and places[after] == last + 1:
            return places.pop(after)
        if mine is not None:
            places.remove(mine)
            return mine
        return places.pop(after if after < len(places) else 0)

    def _continue_most_shared(self) -> None:
        """Who has most of an old segment continues it; a pair that is not sure holds where nobody has."""
        kept = [index if fixed else None for index, fixed in zip(self._pairs, self._fixed, strict=True)]
        claimed = {index for index in kept if index is not None}
        shared = [(number, index) for _, number, index in sorted(self._shares())]
        unsure = [(number, index) for number, index in enumerate(self._pairs) if index is not None]
        for number, index in (*shared, *unsure):
            if kept[number] is None and index not in claimed:
                kept[number] = index
                claimed.add(index)
        self._pairs = kept

    def _shares(self) -> Iterator[tuple[int, int, int]]:
        """What each new segment has of each old one: negated letters, new number, old index."""
        for number, found in enumerate(self._found):
            shares: dict[int, int] = {}
            for at, key in zip(found, self._new_keys[number], strict=True):
                if at is not None and not self._fixed[number]:
                    index = self._places[at].segment
                    shares[index] = shares.get(index, 0) + len(key)
            yield from ((-letters, number, index) for index, letters in shares.items())

    def _replace(self) -> None:
        """Give the sentences that are new the old ones that stood between the same neighbours."""
        for number, found in enumerate(self._found):
            own = self._pairs[number]
            if own is None or own >= self._current or not any(at is None for at in found):
                continue
            anchors = [(-1, None), *((i, at) for i, at in enumerate(found) if at is not None), (len(found), None)]
            for (left, before), (right, behind) in pairwise(anchors):
                if right - left > 1:
                    self._stand_in(number, range(left + 1, right), self._between(before, behind, own))

    def _between(self, before: int | None, behind: int | None, own: int) -> list[int]:
        """The old sentences that nobody took right after one, else right before another, else anywhere in ``own``."""
        if before is None and behind is None:
            return [at for at in range(*self._reach(own)) if at not in self._taken]
        found = [] if before is None else self._left_after(before)
        return found or ([] if behind is None else self._left_before(behind))

    def _left_after(self, at: int) -> list[int]:
        end = self._reach(self._places[at].segment)[1]
        return list(takewhile(lambda other: other not in self._taken, range(at + 1, end)))

    def _left_before(self, at: int) -> list[int]:
        begin = self._reach(self._places[at].segment)[0]
        return list(takewhile(lambda other: other not in self._taken, range(at - 1, begin - 1, -1)))[::-1]

    def _reach(self, index: int) -> tuple[int, int]:
        """Where the sentences of an old segment begin and end."""
        begin = bisect_left(self._places, Place(index, 0))
        return begin, bisect_left(self._places, Place(index + 1, 0))

    def _stand_in(self, number: int, positions: range, old: list[int]) -> None:
        """One for one where there are as many; else the first stands for all of them."""
        self._taken.update(old)
        if len(old) == len(positions):
            for position, at in zip(positions, old, strict=True):
                self._instead[number][position] = (at,)
        elif old:
            self._instead[number][positions[0]] = tuple(old)

    def _find_rewritten(self) -> None:
        """Pair sentences that are left with the most similar old ones that are left, of equals with the nearest.

        Where a paragraph was split or joined and a part of it edited, its sentences are other ones in another segment.
        """
        for _, _, at, number, position in sorted(self._similar()):
            if at not in self._taken and not self._instead[number][position]:
                self._instead[number][position] = (at,)
                self._rewritten[number].append(at)
                self._taken.add(at)

    def _similar(self) -> Iterator[tuple[float, int, int, int, int]]:
        """Negated similarity, distance, old place, new number and position.

        Of segments that are new or gone as a whole `continued` has found those that are alike.
        """
        left, right = self._left_over(), self._still_new()
        begun = {self._places[at].segment for at in self._taken}
        slope = len(left) / len(right) if right else 0
        words = {at: Words(self._old_keys[self._places[at].segment][self._places[at].sentence]) for at in left}
        for row, (number, position) in enumerate(right):
            wanted, known = Words(self._new_keys[number][position]), self._is_begun(number)
            middle = round(row * slope)
            for column in range(max(0, middle - REACH), min(len(left), middle + REACH + 1)):
                at = left[column]
                if known or self._places[at].segment in begun:
                    score = words[at].similarity(wanted, least=ANYWHERE)
                    if score:
                        yield -score, abs(column - middle), at, number, position

    def _left_over(self) -> list[int]:
        """The old sentences that nobody took."""
        return [at for at in range(len(self._places)) if at not in self._taken]

    def _still_new(self) -> list[tuple[int, int]]:
        """The new sentences that nothing stands for, by segment and position."""
        return [
            (number, position)
            for number, found in enumerate(self._found)
            for position, at in enumerate(found)
            if at is None and not self._fixed[number] and not self._instead[number][position]
        ]

    def _is_begun(self, number: int) -> bool:
        """Whether something of the new segment is old."""
        return any(at is not None for at in self._found[number]) or any(self._instead[number])

    def _draws(self, number: int) -> tuple[int, ...]:
        found = [*(at for at in self._found[number] if at is not None), *self._rewritten[number]]
        return tuple(dict.fromkeys(self._places[at].segment for at in found))

    def _changed(self, number: int, draws: tuple[int, ...], ordered: set[int], shared: set[int]) -> Changed:
        found = self._found[number]
        return Changed(
            self._how(number, draws, ordered, shared),
            self._pairs[number],
            draws,
            tuple(None if at is None else self._places[at] for at in found),
            tuple(tuple(self._places[at] for at in places) for places in self._instead[number]),
            run=None not in found and all(b == a + 1 for a, b in pairwise(at for at in found if at is not None)),
        )

    def _how(self, number: int, draws: tuple[int, ...], ordered: set[int], shared: set[int]) -> How:
        index = self._pairs[number]
        if index is not None and self._untouched(number):
            if index >= self._current:
                return How.BACK
            return How.UNTOUCHED if index in ordered else How.MOVED
        if index is not None and _says_the_same(self._old[index], self._new[number]):
            return How.MARKUP
        if len(draws) > 1:
            return How.MERGED
        if draws and draws[0] in shared:
            return How.SPLIT
        return How.NEW if index is None else How.EDITED


def _says_the_same(one: Segment, other: Segment) -> bool:
    code = {one.kind is Kind.CODE, other.kind is Kind.CODE}
    return len(code) == 1 and (one.source_hash == other.source_hash or said(one.plain) == said(other.plain))


def _keys(segment: Segment) -> list[str]:
    """What the sentences say; nothing for code."""
    if segment.kind is Kind.CODE:
        return []
    return [said(plain(span, segment.codes)) for span in spans(segment)]


def _increasing(values: Sequence[int | None]) -> set[int]:
    """The members of a longest increasing subsequence (patience sorting)."""
    ends: list[int] = []
    piles: list[tuple[int, int]] = []
    for value in values:
        if value is not None:
            pile = bisect_left(ends, value)
            ends[pile : pile + 1] = [value]
            piles.append((pile, value))
    chosen: set[int] = set()
    wanted = len(ends) - 1
    ceiling = float("inf")
    for pile, value in reversed(piles):
        if pile == wanted and value < ceiling:
            chosen.add(value)
            wanted, ceiling = wanted - 1, value
    return chosen
