"""The article changes: preview a revision, apply it in one transaction, take the last one back; nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from translate_flow.domain.article import Article
from translate_flow.domain.bitext import Threshold
from translate_flow.domain.ports import Entry, Splitter, Store, UnitOfWork
from translate_flow.domain.revisions import ArticleRevision, Replaced
from translate_flow.domain.translation import Action, Target
from translate_flow.errors import ConflictError, NotFoundError
from translate_flow.workflow.importing import targets_for
from translate_flow.workflow.planning import Plan, plan
from translate_flow.workflow.remembering import remember


@dataclass(frozen=True, slots=True)
class Revised:
    """What a revision did, in segments: ``moved`` ones are ``untouched`` too, but stand elsewhere in the order.

    ``gone`` are those of which nothing is left; ``plan`` is the whole effect.
    """

    entry: Entry
    untouched: int
    moved: int
    edited: int
    split: int
    merged: int
    markup: int
    new: int
    gone: int
    plan: Plan


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking a revision back did: ``kept`` targets were worked on since and stayed as they are."""

    entry: Entry
    number: int
    restored: int
    kept: int


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
) -> Revised:
    """Put a prepared article in the place of the stored one, in one transaction, and open it for more languages.

    Untouched segments keep targets, states and history, wherever they stand now; `workflow.composing` says what
    becomes of the others. Stale targets are readable, never exported as approved. Segments that are gone are archived
    with their targets and come back with them when a later revision holds them again.

    Raises:
        ConflictError: the new text is in another language.
        NotFoundError: there is no such article.

    """
    with store.write(by=by) as uow:
        found = plan(uow, slug, article, splitter=splitter)
        if found.differs:
            uow.articles.revise(
                slug,
                article,
                continues=found.continues,
                origin=origin,
                targets=found.targets,
                effect=found.counts,
            )
            _learn(uow, slug, found.targets, splitter)
        for language in targets_for(found.entry.language, languages):
            uow.articles.add_language(slug, language)
        return _revised(uow.articles.get(slug), found)


def _revised(entry: Entry, found: Plan) -> Revised:
    counts = dict(found.counts)
    untouched = counts.pop("untouched") + counts["moved"]
    return Revised(entry, untouched=untouched, plan=found, **counts)


def _learn(uow: UnitOfWork, slug: str, targets: Mapping[tuple[int, str], Target], splitter: Splitter) -> None:
    """Teach the memory what is approved for a source that it has not seen in this shape."""
    for language in {language for _, language in targets}:
        places = {place for place, code in targets if code == language}
        for unit in uow.targets.bitext(slug, language).units:
            if unit.position in places and unit.reached(Threshold.APPROVED):
                remember(uow, unit, splitter=splitter)


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
    the revision brought are archived with what was translated meanwhile. To undo an undoing brings the revision back.
    ``number`` is the revision that the person saw as the last one.

    Raises:
        ConflictError: there is no revision to take back, or a newer one came meanwhile.
        NotFoundError: there is no such article.

    """
    with store.write(by=by) as uow:
        last = uow.articles.replaced(slug)
        if last is None:
            raise ConflictError(f"{slug} has no revision to take back; translate-flow revisions {slug} lists them")
        if number is not None and number != last.number:
            raise ConflictError(f"{slug} was revised again meanwhile; look at revision {last.number} first")
        back = _untouched_since(uow, last)
        entry = uow.articles.revise(
            slug, last.article, continues=last.segments, origin=last.origin, targets=back, undoes=last.number
        )
        _learn(uow, slug, back, splitter)
        return Undone(entry, last.number, restored=len(back), kept=len(last.targets) - len(back))


def _untouched_since(uow: UnitOfWork, last: Replaced) -> Mapping[tuple[int, str], Target]:
    """The targets to bring back, by place and language: those that no person has worked on since."""
    places = {segment: place for place, segment in enumerate(last.segments)}
    back: dict[tuple[int, str], Target] = {}
    for target in last.targets:
        if target.segment in places and _is_machines(uow, target):
            back[places[target.segment], target.language] = target
    return back


def _is_machines(uow: UnitOfWork, target: Target) -> bool:
    """Whether nothing but drafts came after the version that the revision gave."""
    if uow.targets.unit(target.segment, target.language).target.version == target.version:
        return True
    since = (item for item in uow.targets.history(target.segment, target.language) if item.version > target.version)
    return all(item.action is Action.DRAFT for item in since)
