"""Split a segment of an article in two, or merge two: a revision like any other, which can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from translate_flow.domain.article import Article, Segment
from translate_flow.domain.parting import joined, parted
from translate_flow.domain.ports import Splitter, Store, StoredSegment, UnitOfWork
from translate_flow.domain.translation import Action
from translate_flow.errors import ConflictError, NotFoundError, StructureError
from translate_flow.workflow.keeping_whole import whole
from translate_flow.workflow.planning import plan
from translate_flow.workflow.revising import Revised, Undone, apply, learn, undo
from translate_flow.workflow.segmenting import segment as with_sentences

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
    with store.read() as uow:
        slug = uow.articles.home(number).slug
        if _worked_on(uow, slug):
            raise StructureError("worked", "somebody has worked on a part of it since; merge the parts instead")
    return undo(store, slug, splitter=splitter, by=by, number=seen)


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
        found = plan(uow, entry.slug, with_sentences(article, splitter=splitter), splitter=splitter)
        taught = apply(uow, whole(uow, found, kept, place), origin="")
        now = [item.id for item in _current(uow, entry.slug)]
        for item in kept[place : place + 2]:
            if item.id not in now:
                uow.comments.follow(item.id, now[place])
        revised = Revised(uow.articles.get(entry.slug), found)
    learn(store, taught, splitter=splitter, by=by)
    return revised


def _current(uow: UnitOfWork, slug: str) -> list[StoredSegment]:
    return [item for item in uow.articles.segments(slug) if not item.archived]
