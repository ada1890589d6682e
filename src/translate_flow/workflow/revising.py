"""The article changes: preview a revision, apply it in one transaction, take the last one back; nothing is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from translate_flow.domain.article import Article
from translate_flow.domain.assignment import NotBack
from translate_flow.domain.bitext import Threshold
from translate_flow.domain.ports import Entry, Splitter, Store, UnitOfWork
from translate_flow.domain.revisions import ArticleRevision, Replaced, Rewrite
from translate_flow.domain.translation import Action, Target
from translate_flow.errors import ConflictError, NotFoundError
from translate_flow.workflow.importing import targets_for
from translate_flow.workflow.joining import Unassigned, open_language
from translate_flow.workflow.planning import Plan, plan
from translate_flow.workflow.remembering import learn_postponed

_AT_ONCE = 100
"""Targets that the memory learns before whoever revised goes on; the worker sees to the rest of the backlog."""


@dataclass(frozen=True, slots=True)
class Revised:
    """A revised article, and the whole effect of the revision.

    ``unassigned`` is work in languages that it opened and that could not be given out as the article's collection says.
    """

    entry: Entry
    plan: Plan
    unassigned: tuple[Unassigned, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking a revision back did: ``kept`` targets were worked on since and stayed as they are.

    ``not_back`` is work that came back without those who had it, for they may not do it any more.
    """

    entry: Entry
    number: int
    restored: int
    kept: int
    not_back: tuple[NotBack, ...] = ()


def known(store: Store, slug: str) -> Entry | None:
    """The article of that name, None where there is none."""
    with store.read() as uow:
        try:
            return uow.articles.get(slug)
        except NotFoundError:
            return None


def preview(store: Store, slug: str, article: Article, *, splitter: Splitter) -> Plan:
    """The whole effect of a revision; nothing is written.

    Raises:
        ConflictError: the new text is in another language.
        NotFoundError: there is no such article.

    """
    with store.read() as uow:
        return plan(uow, slug, article, splitter=splitter)


def revise(
    store: Store,
    slug: str,
    article: Article,
    *,
    splitter: Splitter,
    languages: Sequence[str] = (),
    by: str,
    origin: str = "",
    seen: int | None = None,
) -> Revised:
    """Put a prepared article in the place of the stored one, in one transaction, and open it for more languages.

    Untouched segments keep targets, states and history, wherever they stand now; `workflow.composing` says what
    becomes of the others. Stale targets are readable, never exported as approved. Segments that are gone are archived
    with their targets and come back with them when a later revision holds them again. ``seen`` is the revision that the
    person looked at when they decided.

    Raises:
        ConflictError: the new text is in another language, or the article was revised since it was seen.
        NotFoundError: there is no such article.

    """
    with store.write(by=by) as uow:
        found = plan(uow, slug, article, splitter=splitter)
        if seen is not None and seen != found.entry.revision:
            raise ConflictError(
                f"{slug} was revised meanwhile, revision {found.entry.revision}; look at the effect again"
            )
        taught = apply(uow, found, origin=origin) if found.differs else ()
        targets = targets_for(found.entry.language, languages)
        unassigned = tuple(told for language in targets for told in open_language(uow, slug, language))
        revised = Revised(uow.articles.get(slug), found, unassigned)
    learn(store, taught, splitter=splitter, by=by)
    return revised


def learn(store: Store, taught: Sequence[tuple[int, str]], *, splitter: Splitter, by: str) -> None:
    """Have the memory learn what a revision taught, as much of it as somebody who waits has time for."""
    learn_postponed(store, taught[:_AT_ONCE], splitter=splitter, by=by)


def apply(uow: UnitOfWork, found: Plan, *, origin: str) -> Sequence[tuple[int, str]]:
    """Write the revision that a plan describes; returns what the memory has to `learn` of it."""
    rewrite = Rewrite(found.article, found.continues, origin, found.targets, found.counts)
    uow.articles.revise(found.entry.slug, rewrite)
    if found.absorbed:
        now = [item.id for item in uow.articles.segments(found.entry.slug) if not item.archived]
        for number, place in found.absorbed.items():
            uow.comments.follow(number, now[place])
    return _postponed(uow, found.entry.slug, found.targets.keys())


def _postponed(uow: UnitOfWork, slug: str, targets: Collection[tuple[int, str]]) -> Sequence[tuple[int, str]]:
    """Put on the memory's backlog what is approved for a source that it has not seen in this shape."""
    found = [
        (unit.id, language)
        for language in sorted({language for _, language in targets})
        for unit in uow.targets.bitext(slug, language).units
        if (unit.position, language) in targets and unit.reached(Threshold.APPROVED)
    ]
    uow.memory.postpone(found)
    return found


def revisions(store: Store, slug: str) -> Sequence[ArticleRevision]:
    """The revisions of an article, the newest first.

    Raises:
        NotFoundError: there is no such article.

    """
    with store.read() as uow:
        return uow.articles.revisions(slug)


def undo(store: Store, slug: str, *, splitter: Splitter, by: str, number: int | None = None) -> Undone:
    """Take the last revision of an article back, in one transaction: as a revision of its own, so that nothing is lost.

    The text before it is the article again, and the targets that it changed are as they were. Those that a person
    worked on since stay as they are: current where they were made for the text that is back, else stale. Segments that
    the revision brought are archived with what was translated meanwhile. Parts go back to who may still do them. To
    undo an undoing brings the revision back. ``number`` is the revision that the person saw as the last one.

    Raises:
        ConflictError: there is no revision to take back, or a newer one came meanwhile.
        NotFoundError: there is no such article.

    """
    with store.write(by=by) as uow:
        undone, taught = take_back(uow, slug, number=number)
    learn(store, taught, splitter=splitter, by=by)
    return undone


def take_back(uow: UnitOfWork, slug: str, *, number: int | None) -> tuple[Undone, Sequence[tuple[int, str]]]:
    """`undo` within a transaction; returns also what the memory has to `learn` of it.

    Raises:
        ConflictError: there is no revision to take back, or a newer one came meanwhile.
        NotFoundError: there is no such article.

    """
    last = uow.articles.replaced(slug)
    if last is None:
        raise ConflictError(f"{slug} has no revision to take back; translate-flow revisions {slug} lists them")
    if number is not None and number != last.number:
        raise ConflictError(f"{slug} was revised again meanwhile; look at revision {last.number} first")
    back = _untouched_since(uow, last)
    effect = {"restored": len(back), "kept": len(last.targets) - len(back)}
    rewrite = Rewrite(last.article, last.segments, last.origin, back, effect, undoes=last.number)
    not_back = tuple(uow.articles.revise(slug, rewrite))
    uow.comments.put_back(dict(last.comments))
    entry, taught = uow.articles.get(slug), _postponed(uow, slug, back.keys())
    return Undone(entry, last.number, **effect, not_back=not_back), taught


def _untouched_since(uow: UnitOfWork, last: Replaced) -> Mapping[tuple[int, str], Target]:
    """The targets to bring back, by place and language: those that no person has worked on since."""
    places = {segment: place for place, segment in enumerate(last.segments)}
    wanted = [target for target in last.targets if target.segment in places]
    now = dict(_versions(uow, wanted))
    return {
        (places[target.segment], target.language): target
        for target in wanted
        if now[target.segment, target.language] == target.version or _only_drafted(uow, target)
    }


def _versions(uow: UnitOfWork, wanted: Sequence[Target]) -> Iterator[tuple[tuple[int, str], int]]:
    for language in {target.language for target in wanted}:
        numbers = [target.segment for target in wanted if target.language == language]
        for unit in uow.targets.units(numbers, language):
            yield (unit.id, language), unit.target.version


def _only_drafted(uow: UnitOfWork, target: Target) -> bool:
    """Whether nothing but drafts came after the version that the revision gave."""
    since = (item for item in uow.targets.history(target.segment, target.language) if item.version > target.version)
    return all(item.action is Action.DRAFT for item in since)
