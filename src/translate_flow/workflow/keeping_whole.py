"""When segments are split or merged no word of a translation is left behind: what cannot be parted stays together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from translate_flow.domain.article import Segment
from translate_flow.domain.inline import complete, plain, tokens
from translate_flow.domain.parting import last_code, renumbered, seam
from translate_flow.domain.ports import StoredSegment, UnitOfWork
from translate_flow.domain.translation import State, Target
from translate_flow.workflow.planning import Plan

_CODES = "codes"


def whole(uow: UnitOfWork, found: Plan, kept: Sequence[StoredSegment], place: int) -> Plan:
    """The plan of a split or merge at a place, with the targets kept whole where it would leave words of them out.

    ``kept`` are the segments as they stand; of a merge those at ``place`` and after it become one, of a split the one
    at ``place`` becomes two.
    """
    merged = len(found.article.segments) < len(kept)
    old = kept[place : place + 2] if merged else kept[place : place + 1]
    new = range(place, place + 1) if merged else range(place, place + 2)
    changed = dict(_kept_whole(uow, found, old, new))
    if not changed:
        return found
    # The first one continues: its history leads to what is put together now.
    continues = [number if number != old[-1].id or at == place else None for at, number in enumerate(found.continues)]
    continues[place] = old[0].id
    return replace(found, targets={**found.targets, **changed}, continues=tuple(continues))


def _kept_whole(
    uow: UnitOfWork, found: Plan, old: Sequence[StoredSegment], new: range
) -> Iterator[tuple[tuple[int, str], Target]]:
    for language in found.entry.languages:
        there = {unit.id: unit.target for unit in uow.targets.units([item.id for item in old], language)}
        before = [(item.segment, there[item.id]) for item in old if item.id in there]
        after = [_after(found, at, language, there) for at in new]
        if _words(before) == _words(list(zip(_segments(found, new), after, strict=True))):
            continue
        made = _together(before, found.article.segments[new[0]], language)
        empty = Target(made.segment, language)
        yield from (((at, language), made if at == new[0] else empty) for at in new)


def _segments(found: Plan, places: range) -> Sequence[Segment]:
    return [found.article.segments[at] for at in places]


def _after(found: Plan, place: int, language: str, there: Mapping[int, Target]) -> Target:
    """What the plan makes of a place: another target, or the one that goes on as it is."""
    number = found.continues[place]
    going_on = there.get(number) if number is not None else None
    return found.targets.get((place, language)) or going_on or Target(0, language)


def _words(texts: Sequence[tuple[Segment, Target]]) -> str:
    """All that is said, without spaces and tags."""
    return "".join("".join(plain(target.text, segment.codes).split()) for segment, target in texts)


def _together(before: Sequence[tuple[Segment, Target]], segment: Segment, language: str) -> Target:
    """Every text in one, under the codes of the new segment; a draft, for somebody has to look where it is cut."""
    text, after = "", 0
    for said, target in before:
        if target.text.strip():
            between = seam(segment, language) if text else ""
            text += between + renumbered(_with_codes(target.text, said, segment, after), said.codes, after)
        after += last_code(said)
    first = next(target for _, target in before if target.text.strip())
    flags = () if complete(text, segment.codes) else (_CODES,)
    fresh = replace(first, score=None, confidence=None, flags=flags, source_hash=segment.source_hash)
    return replace(fresh, text=text, state=State.DRAFT)


def _with_codes(text: str, said: Segment, segment: Segment, after: int) -> str:
    """A text without the tags of codes that the new segment does not have."""
    there = {code.id for code in segment.codes}
    return "".join(
        str(token) for token in tokens(text, said.codes) if isinstance(token, str) or token.code.id + after in there
    )
