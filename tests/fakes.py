"""Small real implementations of the ports, kept in memory: for tests of use cases."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from fake_terms import MemoryTerms, pairs
from translate_flow.domain.article import Article, Change, Kind, Segment
from translate_flow.domain.assignment import NotBack
from translate_flow.domain.bitext import Bitext, Unit
from translate_flow.domain.languages import agree, interchangeable
from translate_flow.domain.memory import Grain, MemoryUnit
from translate_flow.domain.people import LOCAL_OWNER, Right, Role, may
from translate_flow.domain.ports import Approved, Entry, Home, Progress, StoredSegment
from translate_flow.domain.revisions import ArticleRevision, Replaced, Rewrite
from translate_flow.domain.terms import Term
from translate_flow.domain.translation import Action, OriginKind, Revision, State, Target
from translate_flow.domain.words import count_words
from translate_flow.errors import ConflictError, NotAllowedError, NotFoundError
from translate_flow.matching.memory import same_text, score, tokens
from translate_flow.store.recent import Recent

_DONE = frozenset({State.APPROVED, State.PUBLISHED})
_START = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass
class Kept:
    """Everything the fake store holds; a transaction works on a copy."""

    entries: dict[str, Entry] = field(default_factory=dict)
    changes: dict[str, tuple[Change, ...]] = field(default_factory=dict)
    segments: dict[str, dict[int, Segment]] = field(default_factory=dict)
    archived: dict[str, dict[int, Segment]] = field(default_factory=dict)
    former: dict[int, list[str]] = field(default_factory=dict)
    said: dict[str, Segment] = field(default_factory=dict)
    log: dict[str, list[ArticleRevision]] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    replaced: dict[str, Replaced] = field(default_factory=dict)
    targets: dict[tuple[int, str], Target] = field(default_factory=dict)
    revisions: dict[tuple[int, str], list[Revision]] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    terms: dict[tuple[str, ...], Term] = field(default_factory=dict)
    stamp: str = ""
    lessons: dict[tuple[int, str], tuple[MemoryUnit, ...]] = field(default_factory=dict)
    added: list[MemoryUnit] = field(default_factory=list)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))


class MemoryArticles:
    """The articles port in memory."""

    def __init__(self, kept: Kept, uow: MemoryUnitOfWork) -> None:
        self._kept, self._uow = kept, uow

    def add(self, article: Article, *, languages: Sequence[str], slug: str = "", origin: str = "") -> Entry:
        self._uow.require(Right.COORDINATE)
        number = next(self._kept.numbers)
        slug = slug or f"article-{number}"
        if slug in self._kept.entries:
            raise ConflictError(f"{slug} is taken")
        words = sum(count_words(segment.plain) for segment in article.segments)
        self._kept.entries[slug] = Entry(
            number, slug, article.language, article.title, article.byline, (), len(article.segments), words, _START
        )
        self._kept.changes[slug] = article.changes
        self._kept.origins[slug] = origin
        self._kept.segments[slug] = {next(self._kept.numbers): segment for segment in article.segments}
        for language in languages:
            self.add_language(slug, language)
        return self.get(slug)

    def segments(self, slug: str) -> Sequence[StoredSegment]:
        here = self._kept.segments[self.get(slug).slug]
        gone = self._kept.archived.get(slug, {})
        return [self._segment(number, segment) for number, segment in here.items()] + [
            self._segment(number, segment, archived=True) for number, segment in gone.items()
        ]

    def _segment(self, number: int, segment: Segment, *, archived: bool = False) -> StoredSegment:
        states = [target.state for (owner, _), target in self._kept.targets.items() if owner == number]
        done = sum(list(State).index(state) for state in states)
        return StoredSegment(number, segment, archived, frozenset(self._kept.former.get(number, ())), done)

    def revise(self, slug: str, rewrite: Rewrite) -> Sequence[NotBack]:
        self._uow.require(Right.COORDINATE)
        entry = self.get(slug)
        before = dict(self._kept.segments[slug])
        old_changes = self._kept.changes[slug]
        known = {item.id: item.segment for item in self.segments(slug)}
        numbers = [next(self._kept.numbers) if number is None else number for number in rewrite.continues]
        self._kept.segments[slug] = dict(zip(numbers, rewrite.article.segments, strict=True))
        self._kept.archived[slug] = {number: item for number, item in known.items() if number not in numbers}
        self._kept.changes[slug] = rewrite.article.changes
        for number, segment in self._kept.segments[slug].items():
            if number in known and known[number].source_hash != segment.source_hash:
                self._kept.former.setdefault(number, []).append(known[number].source_hash)
                self._kept.said[known[number].source_hash] = known[number]
        words = sum(count_words(segment.plain) for segment in rewrite.article.segments)
        self._kept.entries[slug] = replace(
            entry,
            title=rewrite.article.title,
            byline=rewrite.article.byline,
            segments=len(numbers),
            words=words,
            revision=entry.revision + 1,
        )
        replaced = list(self._revise_targets(entry, numbers, rewrite.article.segments, known, rewrite.targets))
        number = entry.revision + 1
        was = Article(entry.language, tuple(before.values()), old_changes)
        self._kept.replaced[slug] = Replaced(number, was, tuple(before), self._kept.origins[slug], tuple(replaced))
        self._kept.origins[slug] = rewrite.origin
        log = self._kept.log.setdefault(slug, [])
        log.append(ArticleRevision(number, _START, self._uow.by, rewrite.origin, dict(rewrite.effect), rewrite.undoes))
        return ()

    def _revise_targets(
        self,
        entry: Entry,
        numbers: Sequence[int],
        segments: Sequence[Segment],
        known: Mapping[int, Segment],
        targets: Mapping[tuple[int, str], Target],
    ) -> Iterator[Target]:
        for place, (number, segment) in enumerate(zip(numbers, segments, strict=True)):
            edited = number in known and known[number].source_hash != segment.source_hash
            for language in entry.languages:
                before = self._kept.targets.setdefault((number, language), Target(number, language))
                wanted = targets.get((place, language))
                if wanted or edited:
                    saved = self._uow.targets.mark(replace(wanted or before, segment=number, language=language), before)
                    yield replace(before, version=saved.version)

    def revisions(self, slug: str) -> Sequence[ArticleRevision]:
        self.get(slug)
        return self._kept.log.get(slug, [])[::-1]

    def replaced(self, slug: str) -> Replaced | None:
        self.get(slug)
        return self._kept.replaced.get(slug)

    def add_language(self, slug: str, language: str) -> None:
        entry = self.get(slug)
        if language in entry.languages:
            return
        self._uow.require(Right.COORDINATE)
        self._kept.entries[slug] = replace(entry, languages=(*entry.languages, language))
        for number in [*self._kept.segments[slug], *self._kept.archived.get(slug, {})]:
            self._kept.targets[number, language] = Target(number, language)

    def get(self, slug: str) -> Entry:
        if slug not in self._kept.entries:
            raise NotFoundError(f"there is no article named {slug}")
        return self._kept.entries[slug]

    def anywhere(self, slug: str) -> Entry:
        return self.get(slug)

    def all(self) -> Iterator[Entry]:
        return iter(sorted(self._kept.entries.values(), key=lambda entry: -entry.id))

    def changes(self, slug: str) -> tuple[Change, ...]:
        return self._kept.changes[slug]

    def home(self, segment: int, *, even_deleted: bool = True) -> Home:
        for slug, entry in self._kept.entries.items():
            if segment in self._kept.segments[slug] or segment in self._kept.archived.get(slug, {}):
                return Home(slug, entry.language, entry.collection)
        raise NotFoundError(f"there is no segment {segment}")


class MemoryTargets:
    """The targets port in memory."""

    def __init__(self, kept: Kept, uow: MemoryUnitOfWork) -> None:
        self._kept, self._uow = kept, uow

    def bitext(self, slug: str, language: str) -> Bitext:
        entry = self._uow.articles.get(slug)
        if language not in entry.languages:
            raise NotFoundError(f"{slug} is not open for {language}")
        return Bitext(slug, entry.language, language, tuple(self._units(slug, language)))

    def _units(self, slug: str, language: str) -> Iterator[Unit]:
        for position, (number, segment) in enumerate(self._kept.segments[slug].items()):
            yield Unit(number, position, segment, self._kept.targets[number, language])

    def unit(self, segment: int, language: str) -> Unit:
        kept = self._kept
        for left, all_ in ((False, kept.segments.values()), (True, kept.archived.values())):
            for held in all_:
                if segment in held and (segment, language) in kept.targets:
                    position = list(held).index(segment)
                    return Unit(segment, position, held[segment], kept.targets[segment, language], left=left)
        raise NotFoundError(f"segment {segment} has no target in {language}")

    def write(self, target: Target, *, base: int, action: Action) -> Target:
        approves = target.state in _DONE or action is Action.SEND_BACK
        self._uow.require(Right.APPROVE if approves else Right.EDIT, language=target.language)
        stored = self.unit(target.segment, target.language).target
        if stored.version != base:
            raise ConflictError(f"version {stored.version}, not {base}")
        return self._save(target, before=stored, action=action)

    def mark(self, target: Target, before: Target) -> Target:
        return self._save(target, before=before, action=Action.SOURCE)

    def sources(self, slug: str, language: str) -> Mapping[int, Segment]:
        here = {**self._kept.archived.get(slug, {}), **self._kept.segments[slug]}
        said = {**{segment.source_hash: segment for segment in here.values()}, **self._kept.said}
        stale = [unit for unit in self.bitext(slug, language).units if unit.stale]
        return {unit.id: said[unit.target.source_hash] for unit in stale if unit.target.source_hash in said}

    def proposed(self, slug: str, language: str, *, by: Sequence[str]) -> Mapping[int, str]:
        return {}

    def _save(self, target: Target, *, before: Target, action: Action) -> Target:
        key = (target.segment, target.language)
        saved = replace(target, version=before.version + 1)
        self._kept.targets[key] = saved
        fields = (
            *key,
            saved.version,
            saved.text,
            saved.state,
            before.state,
            action,
            saved.source_hash,
            saved.origin,
            self._uow.by,
            _START,
        )
        self._kept.revisions.setdefault(key, []).append(Revision(*fields))
        return saved

    def units(self, segments: Sequence[int], language: str) -> tuple[Unit, ...]:
        return tuple(self.unit(segment, language) for segment in segments if (segment, language) in self._kept.targets)

    def waiting(self, slug: str, language: str, *, again: bool = False) -> Sequence[int]:
        return [unit.id for unit in self.bitext(slug, language).units if self._waits(unit, again=again)]

    def _waits(self, unit: Unit, *, again: bool) -> bool:
        machine = unit.target.state is State.DRAFT and unit.target.origin.kind is not OriginKind.PERSON
        wanted = unit.target.state is State.UNTRANSLATED or (machine and (again or unit.stale))
        return wanted and unit.segment.kind is not Kind.CODE

    def write_drafts(self, drafts: Sequence[Target]) -> frozenset[int]:
        self._uow.require(Right.EDIT)
        return frozenset(draft.segment for draft in drafts if self._write_draft(draft))

    def _write_draft(self, draft: Target) -> bool:
        unit = self.unit(draft.segment, draft.language)
        stored = unit.target
        machine = stored.state in {State.UNTRANSLATED, State.DRAFT} and stored.origin.kind is not OriginKind.PERSON
        if not machine or stored.version != draft.version or unit.segment.source_hash != draft.source_hash:
            return False
        self._save(draft, before=stored, action=Action.DRAFT)
        return True

    def history(self, segment: int, language: str) -> tuple[Revision, ...]:
        return tuple(self._kept.revisions.get((segment, language), ()))

    def progress(self, slug: str = "") -> Iterator[Progress]:
        for entry in self._uow.articles.all():
            if slug in {"", entry.slug}:
                yield from (self._progress(entry.slug, language) for language in entry.languages)

    def _progress(self, slug: str, language: str) -> Progress:
        units = [unit for unit in self._units(slug, language) if unit.segment.kind is not Kind.CODE]
        states = {state: sum(unit.target.state is state for unit in units) for state in State}
        words = {unit.id: count_words(unit.segment.plain) for unit in units}
        done = sum(words[unit.id] for unit in units if unit.target.state in _DONE and not unit.stale)
        approved = sum(unit.target.state in _DONE and not unit.stale for unit in units)
        stale = sum(unit.stale for unit in units)
        accepted = _DONE | {State.TRANSLATED}
        flagged = sum(bool(unit.target.flags) and unit.target.state not in accepted for unit in units)
        return Progress(slug, language, len(units), sum(words.values()), states, done, approved, stale, flagged)

    def approved_sources(self, hashes: Collection[str], *, source: str, language: str) -> Mapping[str, Approved]:
        found = {}
        for slug, entry in self._kept.entries.items():
            for item in self._uow.articles.segments(slug) if entry.language == source else ():
                target = self._kept.targets.get((item.id, language), Target(item.id, language))
                current = target.source_hash == item.segment.source_hash
                if item.segment.source_hash in hashes and target.state in _DONE and current:
                    found[item.segment.source_hash] = Approved(target.text, target.origin)
        return found


class MemoryMemory:
    """The memory port in memory: every unit is compared with every text."""

    def __init__(self, kept: Kept, uow: MemoryUnitOfWork) -> None:
        self._kept, self._uow = kept, uow

    def add(self, units: Iterable[MemoryUnit]) -> int:
        self._uow.require(Right.COORDINATE)
        before = len(self._units())
        self._kept.added += [unit for unit in units if unit.source.strip() and unit.target.strip()]
        return len(self._units()) - before

    def tidy(self) -> None:
        self._uow.require(Right.COORDINATE)

    def learn(self, segment: int, language: str, units: Sequence[MemoryUnit]) -> None:
        self._kept.lessons[segment, language] = tuple(units)

    def _units(self, *, besides: int | None = None) -> list[MemoryUnit]:
        lessons = [unit for (owner, _), taught in self._kept.lessons.items() if owner != besides for unit in taught]
        found = {}
        for unit in sorted([*self._kept.added, *lessons], key=lambda unit: unit.changed or _START):
            found[unit.source, unit.target, unit.source_language, unit.language] = unit
        return list(found.values())

    def exact(self, sources: Collection[str], *, grain: Grain, source: str, language: str) -> Mapping[str, MemoryUnit]:
        found = {}

        def merit(unit: MemoryUnit) -> tuple[bool, datetime, bool]:
            return unit.language == language, unit.changed or _START, unit.grain is grain

        for unit in sorted(self._units(), key=merit):
            if interchangeable(unit.language, language) and agree(unit.source_language, source):
                found |= {text: unit for text in sources if same_text(text, unit.source)}
        return found

    def candidates(
        self, text: str, *, source: str, language: str, limit: int = 50, least: int = 75, besides: int | None = None
    ) -> Sequence[MemoryUnit]:
        scored = [
            (101 if same_text(text, unit.source) else score(tokens(text), tokens(unit.source)), unit)
            for unit in self._units(besides=besides)
            if agree(unit.source_language, source) and agree(unit.language, language)
        ]
        return [unit for reached, unit in sorted(scored, key=lambda pair: -pair[0]) if reached >= least][:limit]

    def all(self, *, source: str = "", language: str = "") -> Iterator[MemoryUnit]:
        for unit in self._units():
            if agree(unit.source_language, source or unit.source_language) and agree(
                unit.language, language or unit.language
            ):
                yield unit

    def pairs(self) -> Sequence[tuple[str, str, int]]:
        return pairs(self._units())

    def newest(self) -> int:
        return len(list(self._units()))

    def holding(self, beginnings: Sequence[str], *, need: int, source: str, language: str) -> Iterator[MemoryUnit]:
        for unit in reversed(list(self.all(source=source, language=language))):
            sides = (unit.source.lower(), unit.target.lower())
            if any(sum(each in side for each in beginnings) >= need for side in sides):
                yield unit

    def backlog(self, limit: int) -> Sequence[tuple[int, str]]:
        return ()

    def postpone(self, targets: Collection[tuple[int, str]]) -> None:
        """Whoever postpones learns right after; what is lost by a death in between is the real store's to prove."""


class MemoryOperations:
    """The operations port in memory."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def answer(self, operation: str) -> str | None:
        return self._kept.answers.get(operation)

    def remember(self, operation: str, answer: str) -> None:
        self._kept.answers[operation] = answer


class NoComments:
    """Nothing is said here, so nothing has to move."""

    def follow(self, gone: int, into: int) -> None: ...

    def put_back(self, places: Mapping[int, int]) -> None: ...


class MemoryUnitOfWork:
    """One transaction over the kept state."""

    def __init__(self, kept: Kept, *, by: str, role: Role | None, recent: Recent) -> None:
        self.by, self._role = by, role
        self.articles = MemoryArticles(kept, self)
        self.targets = MemoryTargets(kept, self)
        self.memory = MemoryMemory(kept, self)
        self.operations = MemoryOperations(kept)
        self.terms = MemoryTerms(kept, self, recent)
        self.comments = NoComments()

    def require(self, right: Right, *, language: str = "") -> None:
        if self._role is None or not may(self._role, right):
            raise NotAllowedError(f"{self.by or 'nobody'} may not {right.value}")


class MemoryStore:
    """The store port in memory: a transaction that fails leaves nothing behind."""

    def __init__(self, roles: Mapping[str, Role] | None = None) -> None:
        self.kept = Kept()
        self.recent = Recent(8)
        self.roles = dict(roles) if roles is not None else {LOCAL_OWNER: Role.ADMIN}

    @contextmanager
    def write(self, *, by: str) -> Iterator[MemoryUnitOfWork]:
        working = copy.deepcopy(self.kept)
        yield MemoryUnitOfWork(working, by=by, role=self.roles.get(by), recent=self.recent)
        self.kept = working

    @contextmanager
    def read(self) -> Iterator[MemoryUnitOfWork]:
        yield MemoryUnitOfWork(copy.deepcopy(self.kept), by="", role=None, recent=self.recent)
