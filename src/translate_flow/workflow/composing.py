"""What becomes of a translation when its source is revised: kept, carried over, put together anew, or stale.

The rule is what a careful reviewer would accept unseen. A target stays as far as it was (approved, say) where its new
source is, word for word, a run of sentences that followed each other in the old text, whatever paragraphs they stand
in now, and

- the targets of all of them were that far and made for that very source;
- each paragraph that is only partly in it can be cut for sure: its target has as many sentences as it, each about as
  long, with the same numbers (`counterparts.side_by_side`);
- every inline code found its place.

Anything else waits for a person. An edited segment keeps its whole target and is stale; where sentences left, came
from elsewhere or changed their order, what is known is put together, the new wording's old translation in its place,
and that is a draft for the older source. Where a paragraph cannot be cut, whoever continues it keeps its target whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from translate_flow.domain.article import Segment
from translate_flow.domain.inline import plain
from translate_flow.domain.ports import Splitter
from translate_flow.domain.translation import NO_ORIGIN, Origin, OriginKind, State, Target
from translate_flow.matching.carrying import carried
from translate_flow.matching.changes import Changed, How, Place, spans
from translate_flow.matching.counterparts import side_by_side
from translate_flow.segmentation.tagged import tagged_spans
from translate_flow.workflow.sentences import gap

_CODES = "codes"
_STAY = frozenset({How.UNTOUCHED, How.MOVED, How.BACK})
_ACCEPTED = frozenset({State.TRANSLATED, State.APPROVED, State.PUBLISHED})
_RANK = list(State)


@dataclass(frozen=True, slots=True)
class Known:
    """A segment of the old text with its target in one language."""

    segment: Segment
    target: Target

    @property
    def current(self) -> bool:
        """Whether the target was made for what the segment said last."""
        return bool(self.target.text) and self.target.source_hash == self.segment.source_hash


@dataclass(frozen=True, slots=True)
class _Group:
    """Old sentences ``first`` to ``last`` of one segment, which stand in the new one's ``begin`` to ``end``."""

    index: int
    first: int
    last: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A group's translation; ``sure`` when all its codes found their place."""

    group: _Group
    text: str
    sure: bool


class Composer:
    """Makes the targets of a revision in one language out of those that are there."""

    def __init__(self, old: Sequence[Known], *, language: str, splitter: Splitter) -> None:
        """``old`` are the segments in the order that `Changed` counts them in."""
        self._old, self._language, self._splitter = old, language, splitter
        self._cut = cache(self._cut_anew)

    def target(self, changed: Changed, segment: Segment) -> Target:
        """The target of a new segment; its number and version are those of the one it continues, else 0."""
        index = changed.continues
        base = Target(0, self._language) if index is None else self._old[index].target
        if changed.how in _STAY or (base.text and base.source_hash == segment.source_hash):
            return base
        if changed.how is How.MARKUP and index is not None:
            return self._under_other_codes(self._old[index], segment) if base.text else base
        groups = list(_groups(changed))
        parts = [self._part(group, segment) for group in groups]
        known = [part for part in parts if part is not None and part.text]
        if None in parts or not known:
            return base
        made = replace(base, text=self._joined(known, segment), score=None, confidence=None)
        if changed.run and len(known) == len(parts) and self._stands(known):
            return self._as_far(made, known, segment)
        return base if made.text == base.text else self._draft(made, known)

    def _under_other_codes(self, known: Known, segment: Segment) -> Target:
        base = known.target
        made = carried(known.segment.text, segment.text, base.text, old=known.segment.codes, new=segment.codes)
        if made.sure and known.current:
            return replace(base, text=made.text, source_hash=segment.source_hash, flags=_without_codes(base.flags))
        state = base.state if made.text == base.text else _lowered(base.state)
        flags = base.flags if made.sure else _with_codes(base.flags)
        return replace(base, text=made.text, state=state, origin=_origin([base], state), flags=flags)

    def _part(self, group: _Group, segment: Segment) -> _Part | None:
        """The translation of a group; empty where there is none yet, None where it cannot be cut out."""
        known = self._old[group.index]
        if not known.target.text.strip():
            return _Part(group, "", sure=False)
        sentences = spans(known.segment)
        text, whole = known.target.text, group.last - group.first + 1 == len(sentences)
        if not whole:
            cut = self._cut(group.index)
            if cut is None:
                return None
            text = "".join(cut[group.first : group.last + 1]).strip()
        before = "".join(sentences[group.first : group.last + 1])
        now = "".join(spans(segment)[group.begin : group.end + 1])
        made = carried(before, now, text, old=known.segment.codes, new=segment.codes)
        return _Part(group, made.text, made.sure)

    def _cut_anew(self, index: int) -> list[str] | None:
        """The sentences of a target with their tags, None where it is not sure which is whose."""
        known = self._old[index]
        there = replace(known.segment, text=known.target.text, sentences=())
        cut = spans(replace(there, sentences=tagged_spans(there, self._splitter, self._language)))
        sources, targets = (
            [plain(text, known.segment.codes).strip() for text in side] for side in (spans(known.segment), cut)
        )
        return cut if side_by_side(sources, targets) else None

    def _joined(self, parts: Sequence[_Part], segment: Segment) -> str:
        """The parts with what separates them: as the source does, in the way of the target's language."""
        sentences = spans(segment)
        written: list[str] = []
        for place, part in enumerate(parts):
            last = sentences[part.group.end]
            space = gap(last[len(last.rstrip()) :], self._language) if place + 1 < len(parts) else ""
            written.append((part.text.strip() if len(parts) > 1 else part.text) + space)
        return "".join(written)

    def _stands(self, parts: Sequence[_Part]) -> bool:
        return all(part.sure and self._old[part.group.index].current for part in parts)

    def _as_far(self, made: Target, parts: Sequence[_Part], segment: Segment) -> Target:
        """The target for today's source, as far as the least of those it is made of."""
        drawn = self._drawn(parts)
        state = min((target.state for target in drawn), key=_RANK.index)
        if State.NEEDS_WORK in {target.state for target in drawn}:
            state = State.NEEDS_WORK
        alone = drawn[0] if len(drawn) == 1 else made
        flags = tuple(dict.fromkeys(chain.from_iterable(target.flags for target in drawn)))
        return replace(
            made,
            state=state,
            source_hash=segment.source_hash,
            origin=_origin(drawn, state),
            score=alone.score,
            confidence=alone.confidence,
            flags=flags,
        )

    def _draft(self, made: Target, parts: Sequence[_Part]) -> Target:
        """A draft for the older source, of what is known."""
        drawn = self._drawn(parts)
        needs_work = any(target.state is State.NEEDS_WORK for target in drawn)
        flags = _without_codes(made.flags)
        state = State.NEEDS_WORK if needs_work else State.DRAFT
        return replace(
            made,
            state=state,
            source_hash=made.source_hash or drawn[0].source_hash,
            origin=_origin(drawn, state),
            flags=flags if all(part.sure for part in parts) else _with_codes(flags),
        )

    def _drawn(self, parts: Sequence[_Part]) -> list[Target]:
        return [self._old[index].target for index in dict.fromkeys(part.group.index for part in parts)]


def _groups(changed: Changed) -> Iterator[_Group]:
    """Old sentences that follow each other in one segment as one group; new ones between them belong to it."""
    group: _Group | None = None
    for at, place in _placed(changed):
        if group and (place.segment, place.sentence) == (group.index, group.last + 1):
            group = replace(group, last=place.sentence, end=at)
            continue
        if group:
            yield group
        group = _Group(place.segment, place.sentence, place.sentence, at, at)
    if group:
        yield group


def _placed(changed: Changed) -> Iterator[tuple[int, Place]]:
    """Each old sentence with the number of the new one that it stands in."""
    for at, (place, instead) in enumerate(zip(changed.sentences, changed.instead, strict=True)):
        yield from ((at, each) for each in ([place] if place else instead))


def _origin(drawn: Sequence[Target], state: State) -> Origin:
    """Whose text it is: a person's as soon as one is in it, for that no machine writes over.

    What a person accepted of a machine is theirs too, once it is no longer accepted as it stands now.
    """
    lowered = state not in _ACCEPTED and any(target.state in _ACCEPTED for target in drawn)
    theirs = lowered or any(target.origin.kind is OriginKind.PERSON for target in drawn)
    first = drawn[0].origin if drawn else NO_ORIGIN
    kind = OriginKind.PERSON if theirs else first.kind
    return replace(first, kind=kind, demo=any(target.origin.demo for target in drawn))


def _lowered(state: State) -> State:
    return State.DRAFT if _RANK.index(state) >= _RANK.index(State.TRANSLATED) else state


def _with_codes(flags: Sequence[str]) -> tuple[str, ...]:
    return (*_without_codes(flags), _CODES)


def _without_codes(flags: Sequence[str]) -> tuple[str, ...]:
    return tuple(flag for flag in flags if flag != _CODES)
