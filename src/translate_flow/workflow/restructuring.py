"""Split a segment of an article in two, or merge two: a revision like any other, which can be undone.

No word of a translation is left behind: what cannot be parted for sure stays together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from translate_flow.domain.article import Article, Segment
from translate_flow.domain.inline import complete, plain, tokens
from translate_flow.domain.parting import joined, last_code, parted, renumbered, seam
from translate_flow.domain.ports import Splitter, Store, StoredSegment, UnitOfWork
from translate_flow.domain.translation import Action, OriginKind, State, Target
from translate_flow.errors import ConflictError, NotFoundError, StructureError
from translate_flow.workflow.planning import Plan, plan
from translate_flow.workflow.revising import Revised, Undone, apply, learn, take_back
from translate_flow.workflow.segmenting import segment as with_sentences

_CODES = "codes"
_OURS = frozenset({Action.SOURCE, Action.DRAFT})

Recast = Callable[[Sequence[Segment], int, str], Sequence[Segment]]
"""Makes the segments of an article others, around a place, in the article's language."""


def split(store: Store, number: int, at: int, *, splitter: Splitter, by: str, seen: int | None = None) -> Revised:
    """Split a segment before code point ``at`` of its plain text.

    Translations go with their sentences, as in every revision: those that are approved stay approved where they can be
    told apart. Where they cannot, the first part keeps the whole translation, as a draft. ``seen`` is the article's
    revision that the person looked at.

    Raises:
        StructureError: the segment cannot be split there.
        ConflictError: the article was revised meanwhile.
        NotFoundError: the segment is not in an article any more.
        NotAllowedError: ``by`` may not coordinate.
        ShelvedError: the article is archived.

    """

    def recast(segments: Sequence[Segment], place: int, language: str) -> Sequence[Segment]:
        return [*segments[:place], *parted(segments[place], at, language), *segments[place + 1 :]]

    return _recast(store, number, recast, splitter=splitter, by=by, seen=seen)


def merge(store: Store, number: int, *, splitter: Splitter, by: str, seen: int | None = None) -> Revised:
    """Merge a segment with the one after it, and their translations: as a draft where a sentence runs over the seam.

    Raises:
        StructureError: there is none after it, or they cannot be merged.
        ConflictError: the article was revised meanwhile.
        NotFoundError: the segment is not in an article any more.
        NotAllowedError: ``by`` may not coordinate.
        ShelvedError: the article is archived.

    """

    def recast(segments: Sequence[Segment], place: int, language: str) -> Sequence[Segment]:
        if place + 1 == len(segments):
            raise StructureError("alone", "there is no segment after this one; merge the one before with it")
        both = joined(segments[place], segments[place + 1], language)
        return [*segments[:place], both, *segments[place + 2 :]]

    return _recast(store, number, recast, splitter=splitter, by=by, seen=seen)


def unsplit(store: Store, number: int, *, splitter: Splitter, by: str, seen: int) -> Undone:
    """Take back what was split or merged last in the article of a segment, which may have left it by that.

    Raises:
        ConflictError: the article was revised again meanwhile.
        StructureError: somebody has worked since on a part that would leave the article.
        NotFoundError: there is no such segment.
        NotAllowedError: ``by`` may not coordinate.
        ShelvedError: the article is archived.

    """
    with store.write(by=by) as uow:
        slug = uow.articles.home(number).slug
        if _worked_on(uow, slug):
            raise StructureError("worked", "somebody has worked on a part of it since; merge the parts instead")
        before = [item.id for item in _current(uow, slug)]
        undone, taught = take_back(uow, slug, number=seen)
        _rejoin(uow, before, {item.id for item in _current(uow, slug)})
    learn(store, taught, splitter=splitter, by=by)
    return undone


def _rejoin(uow: UnitOfWork, before: Sequence[int], now: Collection[int]) -> None:
    """What was said about a part that leaves goes on at the segment before it, of which it was a part."""
    for whole, part in pairwise(before):
        if part not in now:
            uow.comments.follow(part, whole)


def _worked_on(uow: UnitOfWork, slug: str) -> bool:
    """Whether a person changed what the last revision brought into the article."""
    last, entry = uow.articles.replaced(slug), uow.articles.get(slug)
    there = set(last.segments) if last else set()
    fresh = [
        (unit.id, language)
        for language in entry.languages
        for unit in uow.targets.bitext(slug, language).units
        if unit.id not in there and unit.target.version > 1
    ]
    return any(step.action not in _OURS for each in fresh for step in uow.targets.history(*each))


def _recast(store: Store, number: int, recast: Recast, *, splitter: Splitter, by: str, seen: int | None) -> Revised:
    with store.write(by=by) as uow:
        entry = uow.articles.get(uow.articles.home(number).slug)
        if seen is not None and seen != entry.revision:
            raise ConflictError(f"{entry.slug} was revised meanwhile; look at it again")
        kept = _current(uow, entry.slug)
        place = next((at for at, item in enumerate(kept) if item.id == number), None)
        if place is None:
            raise NotFoundError(f"segment {number} is no longer in the article; reload the page")
        segments = recast([item.segment for item in kept], place, entry.language)
        article = Article(entry.language, tuple(segments), uow.articles.changes(entry.slug))
        found = plan(uow, entry.slug, _sentenced(article, splitter), splitter=splitter)
        taught = apply(uow, _whole(uow, found, kept, place), origin="")
        now = [item.id for item in _current(uow, entry.slug)]
        for item in kept[place : place + 2]:
            if item.id not in now:
                uow.comments.follow(item.id, now[place])
        revised = Revised(uow.articles.get(entry.slug), found)
    learn(store, taught, splitter=splitter, by=by)
    return revised


def _sentenced(article: Article, splitter: Splitter) -> Article:
    """With sentences in the segments that have none; in the others a person may have corrected them."""
    made = with_sentences(article, splitter=splitter).segments
    both = zip(article.segments, made, strict=True)
    return replace(article, segments=tuple(own if own.sentences else other for own, other in both))


def _current(uow: UnitOfWork, slug: str) -> list[StoredSegment]:
    return [item for item in uow.articles.segments(slug) if not item.archived]


def _whole(uow: UnitOfWork, found: Plan, kept: Sequence[StoredSegment], place: int) -> Plan:
    """The plan of a split or merge at a place, with the targets kept whole where it would leave words of them out.

    ``kept`` are the segments as they stand; of a merge those at ``place`` and after it become one, of a split the one
    at ``place`` becomes two.
    """
    merged = len(found.article.segments) < len(kept)
    old = kept[place : place + 2] if merged else kept[place : place + 1]
    new = range(place, place + 1) if merged else range(place, place + 2)
    targets, cut = {}, False
    for language in found.entry.languages:
        there = {unit.id: unit.target for unit in uow.targets.units([item.id for item in old], language)}
        before = [(item.segment, there[item.id]) for item in old if item.id in there]
        after = [_after(found, at, language, there) for at in new]
        if _words(before) != _words(list(zip(_segments(found, new), after, strict=True))):
            made = _together(before, found.article.segments[place], language)
            after, cut = [made, *(Target(0, language) for _ in new[1:])], True
        targets.update({(at, language): target for at, target in zip(new, after, strict=True)})
    if not cut:
        return found
    # The first one goes on: its history leads to what is put together now. So every language is told what it has here.
    continues = [None if number in {item.id for item in old} else number for number in found.continues]
    continues[place] = old[0].id
    return replace(found, targets={**found.targets, **targets}, continues=tuple(continues))


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
    told = [target for _, target in before if target.text.strip()]
    first = next((target for target in told if target.origin.kind is OriginKind.PERSON), told[0])
    flags = () if complete(text, segment.codes) else (_CODES,)
    fresh = replace(first, score=None, confidence=None, flags=flags, source_hash=segment.source_hash)
    return replace(fresh, text=text, state=State.DRAFT)


def _with_codes(text: str, said: Segment, segment: Segment, after: int) -> str:
    """A text without the tags of codes that the new segment does not have."""
    there = {code.id for code in segment.codes}
    return "".join(
        str(token) for token in tokens(text, said.codes) if isinstance(token, str) or token.code.id + after in there
    )
