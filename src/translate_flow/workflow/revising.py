"""The article changed: what stayed keeps its translations, what was edited becomes stale, nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from translate_flow.domain.article import Article, Kind
from translate_flow.domain.ports import Entry, Store, StoredSegment
from translate_flow.errors import ConflictError, NotFoundError
from translate_flow.matching.continuity import continued
from translate_flow.workflow.importing import targets_for


@dataclass(frozen=True, slots=True)
class Revised:
    """What a revision did, in segments: ``moved`` ones are ``untouched`` too, but stand elsewhere in the order."""

    entry: Entry
    untouched: int
    moved: int
    edited: int
    new: int
    gone: int


def known(store: Store, slug: str) -> Entry | None:
    """The article of that name, None where there is none."""
    with store.read() as uow:
        try:
            return uow.articles.get(slug)
        except NotFoundError:
            return None


def revise(
    store: Store, slug: str, article: Article, *, languages: Sequence[str] = (), by: str, origin: str = ""
) -> Revised:
    """Put a prepared article in the place of the stored one, in one transaction, and open it for more languages.

    Untouched segments keep targets, states and history, wherever they stand now. Edited ones keep their targets,
    which become stale: readable, never exported as approved. Segments that are gone are archived with their targets
    and come back with them when a later revision holds them again.

    Raises:
        ConflictError: the new text is in another language.
        NotFoundError: there is no such article.

    """
    with store.write(by=by) as uow:
        entry = uow.articles.get(slug)
        if article.language != entry.language:
            raise ConflictError(
                f"{slug} is in {entry.language}, the new text in {article.language}; choose another name with --as, "
                f"or say --source {entry.language}"
            )
        kept = uow.articles.segments(slug)
        pairs = _pairs(kept, article)
        if _differs(kept, article, pairs):
            uow.articles.revise(slug, article, continues=[item.id if item else None for item in pairs], origin=origin)
        for language in targets_for(entry.language, languages):
            uow.articles.add_language(slug, language)
        return _summary(uow.articles.get(slug), kept, article, pairs)


def _pairs(kept: Sequence[StoredSegment], article: Article) -> list[StoredSegment | None]:
    """For each segment of the new text the stored one it continues."""
    ordered = sorted(kept, key=lambda item: item.archived)
    archived = sum(item.archived for item in kept)
    found = continued([item.segment for item in ordered], article.segments, archived=archived)
    pairs = [None if index is None else ordered[index] for index in found]
    return _best(_returned(pairs, kept, article), kept)


def _returned(
    pairs: Sequence[StoredSegment | None], kept: Sequence[StoredSegment], article: Article
) -> list[StoredSegment | None]:
    """The pairs, where a new segment says what an archived one said before it was edited."""
    free = [item for item in kept if item.archived and item.former and item not in pairs]
    result = list(pairs)
    for place, segment in enumerate(article.segments):
        if result[place] is None and (item := next((i for i in free if segment.source_hash in i.former), None)):
            result[place] = item
            free.remove(item)
    return result


def _best(pairs: Sequence[StoredSegment | None], kept: Sequence[StoredSegment]) -> list[StoredSegment | None]:
    """The pairs, where of equal stored segments those stay whose targets are furthest."""
    used = {item.id for item in pairs if item}
    spare = sorted((item for item in kept if item.id not in used and item.done), key=lambda item: -item.done)
    result = list(pairs)
    for item in spare:
        equal = [
            (other.done, place)
            for place, other in enumerate(result)
            if other and other.done < item.done and _same(other, item)
        ]
        if equal:
            result[min(equal)[1]] = item
    return result


def _same(one: StoredSegment, other: StoredSegment) -> bool:
    code = {one.segment.kind is Kind.CODE, other.segment.kind is Kind.CODE}
    return one.segment.source_hash == other.segment.source_hash and len(code) == 1


def _differs(kept: Sequence[StoredSegment], article: Article, pairs: Sequence[StoredSegment | None]) -> bool:
    """Whether the new text is not just the stored one."""
    current = [item for item in kept if not item.archived]
    return current != list(pairs) or [item.segment for item in current] != list(article.segments)


def _summary(
    entry: Entry, kept: Sequence[StoredSegment], article: Article, pairs: Sequence[StoredSegment | None]
) -> Revised:
    continued_ids = [item.id for item in pairs if item]
    untouched = [
        item.id
        for item, segment in zip(pairs, article.segments, strict=True)
        if item and item.segment.source_hash == segment.source_hash
    ]
    before = [item.id for item in kept if not item.archived]
    return Revised(
        entry,
        untouched=len(untouched),
        moved=len(untouched) - _in_order(before, untouched),
        edited=len(continued_ids) - len(untouched),
        new=pairs.count(None),
        gone=len(set(before) - set(continued_ids)),
    )


def _in_order(before: Sequence[int], after: Sequence[int]) -> int:
    """How many of ``after`` stand in the order of ``before``: the length of the longest common subsequence."""
    return LCSseq.similarity(before, after)
