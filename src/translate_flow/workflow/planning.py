"""What a revision would do to an article and its translations, found out without writing anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.bitext import Threshold, Unit
from translate_flow.domain.board import Amount
from translate_flow.domain.ports import Entry, Splitter, StoredSegment, UnitOfWork
from translate_flow.domain.translation import Target
from translate_flow.domain.words import count_words
from translate_flow.errors import ConflictError
from translate_flow.matching.changes import Changed, Changes, How, compare
from translate_flow.matching.continuity import continued
from translate_flow.workflow.composing import Composer, Known

_LEAST_SHARED = 0.1
"""A byline or a rubric recurs in other articles too: a new version shares more of its segments."""


class Fate(StrEnum):
    """What a segment's target is after the revision; ``open`` is any text that waits for its approval anyway."""

    APPROVED = "approved"
    STALE = "stale"
    OPEN = "open"
    UNTRANSLATED = "untranslated"


@dataclass(frozen=True, slots=True)
class Effect:
    """What the revision does in one language.

    ``before`` was approved for its source; ``after`` says how much of the new text is what (`Fate`). ``spliced``
    targets were put together from others, ``archived`` ones had a text and leave the article with their segment.
    """

    language: str
    before: Amount
    after: Mapping[Fate, Amount]
    spliced: Amount
    archived: Amount

    @property
    def amounts(self) -> Mapping[str, Amount]:
        """All of it by name, in the order in which it is shown."""
        after = {fate.value: self.after[fate] for fate in Fate}
        return {"approved_before": self.before, **after, "spliced": self.spliced, "archived": self.archived}


@dataclass(frozen=True, slots=True)
class Edit:
    """A segment that no longer says what it said, or that was not there; both texts are plain.

    ``before`` is empty for one that is new or back again.
    """

    number: int
    how: How
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole effect of a revision.

    ``continues`` are numbers of stored segments, beside the new ones; ``targets`` are those that change, by place in
    the new text and language. ``absorbed`` are the stored segments that leave with sentences in the new text: their
    numbers, and the place there. ``gone`` are the plain texts of which nothing is left. ``differs`` is false when the
    new text is just the stored one.
    """

    entry: Entry
    article: Article
    changes: Changes
    continues: tuple[int | None, ...]
    targets: Mapping[tuple[int, str], Target]
    absorbed: Mapping[int, int]
    effects: tuple[Effect, ...]
    edits: tuple[Edit, ...]
    gone: tuple[str, ...]
    differs: bool

    @property
    def counts(self) -> Mapping[str, int]:
        """Segments by what became of them; ``gone`` are those of which nothing is left."""
        found = Counter(item.how for item in self.changes.segments)
        return {**{how.value: found[how] for how in How}, "gone": len(self.changes.gone)}

    @property
    def resembles_another(self) -> bool:
        """Whether hardly anything of the old text is in the new one, as where somebody took another article's.

        The title does not count: it is always paired with the old one.
        """
        told = zip(self.article.segments, self.changes.segments, strict=True)
        found = [item.how is not How.NEW for segment, item in told if segment.kind is not Kind.TITLE]
        return bool(self.changes.gone) and sum(found) < _LEAST_SHARED * len(found)


def plan(uow: UnitOfWork, slug: str, article: Article, *, splitter: Splitter) -> Plan:
    """Find out what a prepared article would do in the place of the stored one.

    Raises:
        ConflictError: the new text is in another language.
        NotFoundError: there is no such article.
        ShelvedError: it is archived.

    """
    entry = uow.articles.get(slug)
    entry.require_open()
    if article.language != entry.language:
        raise ConflictError(
            f"{slug} is in {entry.language}, the new text in {article.language}; choose another name with --as, "
            f"or say --source {entry.language}"
        )
    # Of what left the article, only what holds a translation has anything to bring back.
    kept = [item for item in uow.articles.segments(slug) if item.done or not item.archived]
    pairs = _pairs(kept, article)
    changes = _compared(kept, article, pairs)
    languages = [_Language(uow, kept, article, changes, language=code, splitter=splitter) for code in entry.languages]
    return Plan(
        entry,
        article,
        changes,
        tuple(None if item.continues is None else kept[item.continues].id for item in changes.segments),
        {(place, each.code): target for each in languages for place, target in each.changed()},
        _absorbed(kept, changes),
        tuple(each.effect() for each in languages),
        tuple(_edits(kept, article, changes)),
        tuple(kept[index].segment.plain for index in changes.gone),
        differs=_differs(kept, article, changes),
    )


def _absorbed(kept: Sequence[StoredSegment], changes: Changes) -> Mapping[int, int]:
    going_on = {item.continues for item in changes.segments}
    drawn = [(index, place) for place, item in enumerate(changes.segments) for index in item.draws]
    return {kept[index].id: place for index, place in reversed(drawn) if index not in going_on}


class _Language:
    """The targets of one language, before and after."""

    def __init__(
        self,
        uow: UnitOfWork,
        kept: Sequence[StoredSegment],
        article: Article,
        changes: Changes,
        *,
        language: str,
        splitter: Splitter,
    ) -> None:
        self.code, self._kept, self._changes = language, kept, changes
        found = {unit.id: unit.target for unit in uow.targets.units([item.id for item in kept], language)}
        self._old = [Known(item.segment, found.get(item.id, Target(item.id, language))) for item in kept]
        composer = Composer(self._old, language=language, splitter=splitter)
        self._new = {
            place: (changed, segment, composer.target(changed, segment))
            for place, (changed, segment) in enumerate(zip(changes.segments, article.segments, strict=True))
            if segment.kind is not Kind.CODE
        }

    def changed(self) -> Iterator[tuple[int, Target]]:
        """The targets that are not as they were, by place."""
        for place, (changed, _, target) in self._new.items():
            if target != self._before(changed):
                yield place, target

    def effect(self) -> Effect:
        current = [known for known, item in zip(self._old, self._kept, strict=True) if not item.archived]
        staying = {changed.continues for changed in self._changes.segments}
        leaving = [known for index, known in enumerate(current) if index not in staying and known.target.text]
        fates = {fate: Amount() for fate in Fate}
        for _, segment, target in self._new.values():
            fates[_fate(segment, target)] += _amount([segment])
        return Effect(
            self.code,
            _amount(known.segment for known in current if _fate(known.segment, known.target) is Fate.APPROVED),
            fates,
            _amount(segment for changed, segment, target in self._new.values() if self._is_spliced(changed, target)),
            _amount(known.segment for known in leaving),
        )

    def _before(self, changed: Changed) -> Target:
        return Target(0, self.code) if changed.continues is None else self._old[changed.continues].target

    def _is_spliced(self, changed: Changed, target: Target) -> bool:
        return bool(target.text) and target.text != self._before(changed).text


def _fate(segment: Segment, target: Target) -> Fate:
    unit = Unit(0, 0, segment, target)
    if segment.kind is Kind.CODE or not target.text:
        return Fate.UNTRANSLATED
    if unit.stale:
        return Fate.STALE
    return Fate.APPROVED if unit.reached(Threshold.APPROVED) else Fate.OPEN


def _amount(segments: Iterable[Segment]) -> Amount:
    return sum((Amount(1, count_words(segment.plain)) for segment in segments), Amount())


def _edits(kept: Sequence[StoredSegment], article: Article, changes: Changes) -> Iterator[Edit]:
    for number, (changed, segment) in enumerate(zip(changes.segments, article.segments, strict=True), 1):
        if changed.how in {How.UNTOUCHED, How.MOVED}:
            continue
        drawn = changed.draws or (() if changed.continues is None else (changed.continues,))
        there = sorted(drawn) if changed.how is not How.BACK else ()
        before = " ".join(kept[index].segment.plain.strip() for index in there)
        yield Edit(number, changed.how, before, segment.plain)


def _pairs(kept: Sequence[StoredSegment], article: Article) -> list[int | None]:
    """For each segment of the new text the index of the stored one it continues."""
    archived = sum(item.archived for item in kept)
    found = continued([item.segment for item in kept], article.segments, archived=archived)
    return _best(_returned(found, kept, article), kept)


def _returned(pairs: Sequence[int | None], kept: Sequence[StoredSegment], article: Article) -> list[int | None]:
    """The pairs, where a new segment says what an archived one said before it was edited."""
    taken = set(pairs)
    waiting = {
        former: index
        for index, item in reversed(list(enumerate(kept)))
        if item.archived and index not in taken
        for former in item.former
    }
    result = list(pairs)
    for place, segment in enumerate(article.segments):
        if result[place] is None and (index := waiting.get(segment.source_hash)) is not None and index not in taken:
            result[place] = index
            taken.add(index)
    return result


def _best(pairs: Sequence[int | None], kept: Sequence[StoredSegment]) -> list[int | None]:
    """The pairs, where of equal stored segments those stay whose targets are furthest."""
    used = set(pairs)
    spare = sorted((i for i, item in enumerate(kept) if i not in used and item.done), key=lambda i: -kept[i].done)
    result = list(pairs)
    equal: dict[tuple[bool, str], list[int]] = {}
    for place, index in enumerate(result if spare else ()):
        if index is not None:
            equal.setdefault(_key(kept[index]), []).append(place)
    for index in spare:
        less = [
            (kept[other].done, place)
            for place in equal.get(_key(kept[index]), ())
            for other in [result[place]]
            if other is not None and kept[other].done < kept[index].done
        ]
        if less:
            result[min(less)[1]] = index
    return result


def _key(item: StoredSegment) -> tuple[bool, str]:
    return item.segment.kind is Kind.CODE, item.segment.source_hash


def _compared(kept: Sequence[StoredSegment], article: Article, pairs: Sequence[int | None]) -> Changes:
    archived = sum(item.archived for item in kept)
    return compare([item.segment for item in kept], article.segments, archived=archived, continues=pairs)


def _differs(kept: Sequence[StoredSegment], article: Article, changes: Changes) -> bool:
    """Whether the new text is not just the stored one."""
    current = [item.segment for item in kept if not item.archived]
    order = [item.continues for item in changes.segments]
    return order != list(range(len(current))) or _said(current) != _said(article.segments)


def _said(segments: Sequence[Segment]) -> Sequence[Segment]:
    """Segments without their sentences: a person may have corrected those."""
    return [replace(segment, sentences=()) for segment in segments]
