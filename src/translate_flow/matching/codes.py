"""Put the inline codes of a sentence into its translation.

A pair goes around the words that its words became, a standalone mark behind the word it followed; both snap to word
boundaries. A code that begins or ends in another sentence takes the rest, or the beginning, of this one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from translate_flow.domain.inline import Code, CodeKind, tokens
from translate_flow.domain.ports import Link
from translate_flow.matching.correspondence import Correspondence, Word, correspond
from translate_flow.matching.nesting import Node, Role, in_order, keeps_shape, parse, tree
from translate_flow.matching.windows import best_head, best_run, best_tail

_UNKNOWN = -0.01
"""What a target word of unknown origin costs inside a window: it may be bridged, and is not sought."""

_GUESSED = 0.2
"""What a word's position counts for, beside a link's 1."""

_SEEN = 0.65
"""Share of a code's words that must be found in the window for it to be sure; articles and auxiliaries vanish."""

_TAKEN = float("-inf")
_PHRASE = 3
"""Words within which a mark still stands behind its own: adjectives may come last."""

_OPENING = "¿¡"
_CLASSES = {
    "quote": "\"'“”„‟«»‘’‚‹›「」『』",
    "bracket": "()[]{}（）【】",
    "stop": ".!?…。！？؟।",
    "pause": ",;:、，；：،؛",
}
_ONE_FOR_ONE = frozenset({"quote", "bracket"})
_CLASS = {char: name for name, chars in _CLASSES.items() for char in chars}


@dataclass(frozen=True, slots=True)
class Placed:
    """A translation with the tags of its source; not ``sure`` when one of them was placed by position alone."""

    text: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Region:
    """Where a node went: target words ``first:last``, target characters ``start:end``."""

    first: int
    last: int
    start: int
    end: int


def place(source: str, codes: tuple[Code, ...], target: str, links: tuple[Link, ...] = ()) -> Placed:
    """Write every tag of ``source`` into ``target``, each exactly once, nested as in the source.

    ``source`` is one sentence with its tags, some perhaps without their partner; ``target`` is plain; ``links`` are in
    code points of the plain sentences. The text without its tags is ``target``, except that what would read as one of
    these tags in ``target`` gets other brackets.
    """
    target, harmless = _disarm(target, codes)
    plain, tags = parse(source, codes)
    if not tags:
        return Placed(target, sure=harmless)
    nodes = tree(tags, len(plain))
    if nodes is None or not target.strip():
        return Placed(in_order(tags, len(plain), target), sure=False)
    placer = _Placer(plain, target, correspond(plain, target, links))
    text = _apart(placer.write(nodes), source, codes)
    return Placed(text, sure=placer.sure and harmless)


def mend(source: str, codes: tuple[Code, ...], made: Placed) -> Placed:
    """``made``; where its tags are not those of ``source`` in a sound order, its text with them at their share of it.

    The last line of defence: whatever an engine does to a sentence, no code is lost and none is broken.
    """
    if keeps_shape(source, made.text, codes):
        return made
    plain, tags = parse(source, codes)
    return Placed(in_order(tags, len(plain), parse(made.text, codes)[0]), sure=False)


def _apart(text: str, source: str, codes: Sequence[Code]) -> str:
    """The target with a blank on each side of a picture where the source has one: engines see the blanks as one."""
    for tag in (f"<{code.id}/>" for code in codes if code.kind is CodeKind.IMAGE):
        before, _, after = source.partition(tag)
        if after[:1].isspace():
            text = re.sub(rf"{tag}(?=[^\W_])", f"{tag} ", text)
        if before[-1:].isspace():
            text = re.sub(rf"(?<=[^\W_]){tag}", f" {tag}", text)
    return text


def _disarm(target: str, codes: Sequence[Code]) -> tuple[str, bool]:
    parts = (part if isinstance(part, str) else "‹" + str(part)[1:-1] + "›" for part in tokens(target, codes))
    safe = "".join(parts)
    return safe, safe == target


class _Placer:
    """Finds a region for each node, from the outside in, and writes the tags there."""

    def __init__(self, source: str, target: str, found: Correspondence) -> None:
        self._source = source
        self._target = target
        self._found = found
        self.sure = True

    def write(self, tree: list[Node]) -> str:
        """The target with all tags."""
        lead = len(self._target) - len(self._target.lstrip())
        whole = _Region(0, len(self._found.target), lead, len(self._target.rstrip()))
        inner = self._write(tree, whole, (0, len(self._source)))
        return self._target[:lead] + inner + self._target[whole.end :]

    def _write(self, nodes: list[Node], region: _Region, around: tuple[int, int]) -> str:
        placed = sorted(
            self._place_all(nodes, region, around), key=lambda pair: (pair[1].start, pair[1].end, pair[0].role)
        )
        parts, at = [], region.start
        for node, where in placed:
            parts.append(self._target[at : where.start])
            parts.append(str(node.tags[0] or ""))
            parts.append(self._write(node.children, where, (node.start, node.end)))
            parts.append(str(node.tags[1] or ""))
            at = where.end
        return "".join([*parts, self._target[at : region.end]])

    def _place_all(self, nodes: list[Node], region: _Region, around: tuple[int, int]) -> Iterator[tuple[Node, _Region]]:
        """Codes of other sentences first: they bound the room. Then pairs that hold words, then what sits between."""
        taken: list[_Region] = []
        points: list[Node] = []
        room = region
        for node in sorted(nodes, key=lambda node: node.role is Role.WITHIN):
            where = self._place(node, room, taken, around)
            if where is None:
                points.append(node)
                continue
            if node.role is Role.CLOSES:
                room = _Region(where.last, room.last, where.end, room.end)
            elif node.role is Role.OPENS:
                room = _Region(room.first, where.first, room.start, where.start)
            taken.append(where)
            yield node, where
        yield from ((node, self._at_point(node, room, taken)) for node in points)

    def _inside(self, node: Node) -> range:
        """The source words a node touches."""
        hit = [s for s, word in enumerate(self._found.source) if word.start < node.end and node.start < word.end]
        return range(hit[0], hit[-1] + 1) if hit else range(0)

    def _place(self, node: Node, room: _Region, taken: list[_Region], around: tuple[int, int]) -> _Region | None:
        """Where a node goes; None for one that encloses no word and waits until the others have their room."""
        inside = self._inside(node)
        outside = self._source[around[0] : node.start] + self._source[node.end : around[1]]
        bounds = node.role is not Role.WITHIN
        if node.start == node.end or not inside:
            return self._at_point(node, room, taken) if bounds else None
        if not outside.strip():
            return room
        first, last = self._window(inside, node.role, room, taken)
        if first == last:
            self.sure = False
            return self._at_point(node, room, taken) if bounds else None
        where = self._characters(node, first, last, room)
        return _clip(where, taken)

    # windows of words

    def _window(self, inside: range, role: Role, room: _Region, taken: Sequence[_Region]) -> tuple[int, int]:
        """The target words to enclose: by what is known of them, and where nothing is, by position."""
        values = [self._weigh(t, inside) for t in range(room.first, room.last)]
        for region in taken:
            for t in range(max(region.first, room.first), min(region.last, room.last)):
                values[t - room.first] = _TAKEN
        first, last = _SEARCH[role](values)
        first, last = first + room.first, last + room.first
        self._judge(inside, room, first, last)
        return self._past_article(inside, first, last), last

    def _weigh(self, t: int, inside: range) -> float:
        if self._found.origins[t]:
            return _value(self._found.origins[t], inside)
        guess = _value(self._found.guesses[t], inside)
        return guess * _GUESSED if guess > 0 or not self._found.linked else _UNKNOWN

    def _past_article(self, inside: range, first: int, last: int) -> int:
        """Where a window begins when its first word is an article that the source has outside.

        A model's attention gives the articles of the target to their noun. So a word that says nothing its window
        doesn't say without it belongs to a word before the code that is found nowhere, where there is one.
        """
        origins, target = self._found.origins, self._found.target
        if last - first < 2 or not origins[first] or not self._lacks_article(inside.start, first):
            return first
        apart = target[first].end < target[first + 1].start or target[first].text.endswith(("'", "’"))
        return first + 1 if apart and origins[first] <= frozenset().union(*origins[first + 1 : last]) else first

    def _lacks_article(self, start: int, first: int) -> bool:
        """Whether a word close before source word ``start`` is found nowhere, and none between before ``first``."""
        for s in range(start - 1, max(-1, start - 1 - _PHRASE), -1):
            places = [t for t, found in enumerate(self._found.origins) if s in found]
            if not places or min(places) < first:
                return not places
        return False

    def _judge(self, inside: range, room: _Region, first: int, last: int) -> None:
        """Sure when nearly all that came from the code's words is in the window, and hardly anything else."""
        origins = self._found.origins
        came = [t for t in range(room.first, room.last) if _value(origins[t], inside) > 0]
        kept = [t for t in came if first <= t < last]
        strange = [t for t in range(first, last) if t not in kept and (origins[t] or not self._found.linked)]
        seen = {s for t in kept for s in origins[t] if s in inside}
        self.sure &= (
            len(kept) >= 0.75 * len(came) and len(strange) <= len(kept) / 3 and len(seen) >= _SEEN * len(inside)
        )

    # from words to characters

    def _characters(self, node: Node, first: int, last: int, room: _Region) -> _Region:
        target, (left, right) = self._found.target, self._edges(node)
        start = target[first].start + self._cut(node.start, target[first])
        end = target[last - 1].end
        if cut := self._cut(node.end, target[last - 1]):
            end = target[last - 1].start + cut
        if start == target[first].start:
            low = target[first - 1].end if first else 0
            start = self._grow_left(start, max(low, room.start), left, ends=right)
        if end == target[last - 1].end:
            high = target[last].start if last < len(target) else len(self._target)
            end = self._grow_right(end, min(high, room.end), right)
        bounded = max(room.start, start), min(room.end, end)
        start = room.start if node.role is Role.CLOSES else bounded[0]
        end = room.end if node.role is Role.OPENS else bounded[1]
        return _Region(first, last, start, max(start, end))

    def _edges(self, node: Node) -> tuple[str, str]:
        """The punctuation a node encloses before its first and after its last word."""
        inside = self._inside(node)
        words = self._found.source
        return self._source[node.start : words[inside[0]].start], self._source[words[inside[-1]].end : node.end]

    def _cut(self, at: int, word: Word) -> int:
        """How far into a word that was copied unchanged a boundary lies; 0 at its edges and in all other words."""
        for origin in self._found.source:
            if origin.start < at < origin.end:
                if origin.text == word.text:
                    return at - origin.start
                self.sure = False
        return 0

    def _grow_left(self, at: int, low: int, enclosed: str, *, ends: str) -> int:
        free = _OPENING if "?" in ends or "!" in ends else ""
        return at - _matching(reversed(self._target[low:at]), enclosed, free=free)

    def _grow_right(self, at: int, high: int, enclosed: str) -> int:
        return at + _matching(self._target[at:high], enclosed)

    # marks, and pairs without a word

    def _at_point(self, node: Node, room: _Region, taken: Sequence[_Region]) -> _Region:
        at, k = self._point(node.start, room, taken)
        for region in taken:
            if region.start < at < region.end:
                at = region.end if 2 * at >= region.start + region.end else region.start
        at = max(room.start, min(at, room.end))
        if node.role is Role.CLOSES:
            return _Region(room.first, k, room.start, at)
        return _Region(k, room.last, at, room.end) if node.role is Role.OPENS else _Region(k, k, at, at)

    def _point(self, at: int, room: _Region, taken: Sequence[_Region]) -> tuple[int, int]:
        """Character and word index in the target for a place in the source."""
        for t in range(room.first, room.last):
            if cut := self._cut_at(at, t):
                return self._found.target[t].start + cut, t
        before = [s for s, word in enumerate(self._found.source) if word.start < at]
        if not before:
            return self._edge(at, room), room.first
        if len(before) == len(self._found.source):
            return self._behind(at, before[-1], room.last, room), room.last
        k = self._split(before, room, taken)
        follows = at > 0 and not self._source[at - 1].isspace()
        if follows and k > room.first:
            return self._behind(at, before[-1], k, room), k
        return (self._found.target[k].start if k < room.last else room.end), k

    def _cut_at(self, at: int, t: int) -> int:
        origins = (self._found.source[s] for s in self._found.origins[t])
        word = self._found.target[t]
        return next((at - o.start for o in origins if o.start < at < o.end and o.text == word.text), 0)

    def _edge(self, at: int, room: _Region) -> int:
        """Before all words: the very start, or behind the opening punctuation when the source has it so."""
        passed = self._source[:at].strip()
        if not passed or room.first >= room.last:
            return room.start
        return self._grow_right(room.start, self._found.target[room.first].start, passed)

    def _behind(self, at: int, word: int, k: int, room: _Region) -> int:
        """Behind target word ``k - 1``, and behind the punctuation that the place stands behind in the source."""
        if k <= room.first:
            return room.start
        passed = self._source[self._found.source[word].end : at]
        if k == room.last and not self._source[at:].strip():
            return room.end
        high = self._found.target[k].start if k < len(self._found.target) else len(self._target)
        return self._grow_right(self._found.target[k - 1].end, min(high, room.end), passed)

    def _split(self, before: Sequence[int], room: _Region, taken: Sequence[_Region]) -> int:
        """The boundary with the words from before the place on its left and the others on its right."""
        earlier = range(len(before))
        origins = self._found.origins if self._found.linked else self._found.guesses
        values = (_value(origins[t], earlier) if origins[t] else 0.0 for t in range(room.first, room.last))
        sums = list(accumulate(values, initial=0.0))
        for k in range(1, len(sums)):
            sums[k] += 0.5 * (before[-1] in origins[room.first + k - 1])
        free = [k for k in range(len(sums)) if not any(r.first < room.first + k < r.last for r in taken)]
        best = max(free, key=lambda k: sums[k])
        self.sure &= bool(best) and bool(self._found.origins[room.first + best - 1])
        self.sure &= self._near(before[-1], room.first + best)
        return room.first + best

    def _near(self, word: int, k: int) -> bool:
        """Whether what became of the source's word stands right before target word ``k``, or nobody knows where."""
        places = [t for t, found in enumerate(self._found.origins) if word in found]
        return not places or any(k - _PHRASE <= t < k for t in places)


def _value(origins: frozenset[int], inside: range) -> float:
    """What a target word adds to a window: 1 when it came from the code's words, -1 when from others."""
    return 2 * sum(s in inside for s in origins) / len(origins) - 1 if origins else _UNKNOWN


def _matching(chars: Iterable[str], enclosed: str, *, free: str = "") -> int:
    """How many of ``chars``, from the word outward, match the punctuation enclosed in the source.

    Quotes and brackets match one for one, so that a neighbour keeps its own; stops and pauses match in any number.
    """
    budget = Counter(_CLASS.get(char, char) for char in enclosed if not char.isspace())
    count = 0
    for char in chars:
        kind = _CLASS.get(char, char)
        if char not in free and budget[kind] < 1:
            break
        budget[kind] -= kind in _ONE_FOR_ONE
        count += 1
    return count


def _clip(where: _Region, taken: Sequence[_Region]) -> _Region:
    start, end = where.start, where.end
    for region in taken:
        if region.start <= start < region.end:
            start = region.end
        if region.start < end <= region.end:
            end = region.start
    return _Region(where.first, where.last, start, max(start, end))


_SEARCH = {Role.WITHIN: best_run, Role.CLOSES: best_head, Role.OPENS: best_tail}
