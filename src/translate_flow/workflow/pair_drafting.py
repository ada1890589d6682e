"""Draft articles of one language pair as one stream, read and stored piece by piece so that memory stays flat."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from translate_flow.checks import guard
from translate_flow.checks.confidence import APPROVED, together
from translate_flow.domain.bitext import Unit
from translate_flow.domain.inline import complete
from translate_flow.domain.memory import Grain, MemoryUnit
from translate_flow.domain.ports import Approved, Engine, Store, UnitOfWork
from translate_flow.domain.translation import NO_ORIGIN, Origin, OriginKind, State, Target
from translate_flow.errors import NotFoundError, ShelvedError
from translate_flow.matching.terms import Termbase
from translate_flow.workflow.asking import ask
from translate_flow.workflow.choosing import N_BEST, Choice, Chooser
from translate_flow.workflow.joining import Unassigned
from translate_flow.workflow.remembering import known_sentences
from translate_flow.workflow.repeats import Repeats
from translate_flow.workflow.sentences import Piece, assemble, pieces, reuse
from translate_flow.workflow.terminology import termbase

PAGE = 128
"""Segments read from the store at once."""

BATCH, PAUSE = 32, 1.0
"""Segments per transaction, and the seconds after which fewer are stored too. A stop loses no draft, a crash these."""

_Asked = tuple[str, Chooser]
"""A sentence, and who chooses among its hypotheses."""

REUSED = Origin(OriginKind.MEMORY, match=100)


@dataclass(slots=True)
class Work:
    """What there is to do in one article: the segments that wait for a draft, and what became of them so far.

    ``refused`` tells that it was archived or deleted meanwhile: no more of it is drafted then.
    """

    slug: str
    waiting: Sequence[int]
    collection: str = ""
    unassigned: tuple[Unassigned, ...] = ()
    done: int = 0
    saved: int = 0
    sentences: int = 0
    reused: int = 0
    spliced: int = 0
    seconds: float = 0.0
    demo: bool = False
    refused: ShelvedError | NotFoundError | None = None


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A segment that was read: its pieces, or the approved text that is reused."""

    article: Work
    unit: Unit
    parts: Sequence[Piece] = ()
    approved: Approved | None = None

    @property
    def sentences(self) -> list[str]:
        """What the engine is to translate."""
        return [piece.protected.asked for piece in self.parts if piece.translatable]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was approved before, of one page: segments by source hash, plain text by plain text."""

    segments: Mapping[str, Approved]
    sentences: Mapping[str, Approved]


class PairRun:
    """One run over articles of a language pair; ``stored`` is told how many segments each transaction kept."""

    def __init__(
        self, store: Store, engine: Engine, *, source: str, language: str, by: str, stored: Callable[[int], None]
    ) -> None:
        self._store, self._engine, self._by, self._stored = store, engine, by, stored
        self._source, self._language = source, language
        self._everybodys = self._chooser_for(self._terms(""))
        self._choosers = {"": self._everybodys}
        self._batch: list[tuple[Work, Target]] = []
        self._last = self._at = time.monotonic()

    def draft(self, articles: Iterable[Work]) -> None:
        """Draft everything that waits; what is drafted when an error comes is stored first.

        Raises:
            EngineError: the engine failed.

        """
        try:
            for article, target in self._targets(articles):
                self._clock(article)
                self._batch.append((article, target))
                if len(self._batch) >= BATCH or self._at - self._last > PAUSE:
                    self.keep()
        finally:
            self.keep()

    def _clock(self, article: Work) -> None:
        """Count the time since the draft before to the article."""
        now = time.monotonic()
        article.seconds += now - self._at
        self._at = now

    def _targets(self, articles: Iterable[Work]) -> Iterator[tuple[Work, Target]]:
        """A target for each segment in order; the engine sees the sentences of all as one stream."""
        queue: deque[_Prepared] = deque()

        def groups() -> Iterator[list[_Asked]]:
            for prepared in self._prepared(articles):
                queue.append(prepared)
                chooser = self._chooser(prepared.article.collection)
                yield [(sentence, chooser) for sentence in prepared.sentences]

        for choices in Repeats(groups(), ask=self._ask):
            prepared = queue.popleft()
            yield prepared.article, self._target(prepared, choices)

    def _chooser(self, collection: str) -> Chooser:
        """What chooses for articles of a collection; the same one for all that have no terms of their own."""
        if collection not in self._choosers:
            terms = self._terms(collection)
            shared = terms is self._everybodys.terms
            self._choosers[collection] = self._everybodys if shared else self._chooser_for(terms)
        return self._choosers[collection]

    def _chooser_for(self, terms: Termbase) -> Chooser:
        return Chooser(source=self._source, language=self._language, terms=terms)

    def _terms(self, collection: str) -> Termbase:
        with self._store.read() as uow:
            return termbase(uow, source=self._source, language=self._language, collection=collection)

    def _ask(self, wanted: Iterable[_Asked]) -> Iterator[Choice]:
        """The hypothesis that is taken for each sentence; the others are not kept."""
        asked: deque[_Asked] = deque()

        def noted() -> Iterator[str]:
            for item in wanted:
                asked.append(item)
                yield item[0]

        drafts = ask(self._engine, noted(), source=self._source, target=self._language, n_best=N_BEST)
        for draft in drafts:
            sentence, chooser = asked.popleft()
            yield chooser.choose(sentence, draft)

    def _prepared(self, articles: Iterable[Work]) -> Iterator[_Prepared]:
        for article in articles:
            for start in range(0, len(article.waiting), PAGE):
                if article.refused:
                    break
                yield from self._page(article, article.waiting[start : start + PAGE])

    def _page(self, article: Work, segments: Sequence[int]) -> list[_Prepared]:
        with self._store.read() as uow:
            units = uow.targets.units(segments, self._language)
            split = [pieces(unit.segment, source=self._source, target=self._language) for unit in units]
            known = self._known(uow, units, split)
        return [_prepare(article, unit, parts, known) for unit, parts in zip(units, split, strict=True)]

    def _known(self, uow: UnitOfWork, units: Sequence[Unit], split: Sequence[Sequence[Piece]]) -> _Known:
        hashes = {unit.segment.source_hash for unit in units}
        sentences = {piece.plain for parts in split for piece in parts if piece.translatable}
        wholes = {unit.segment.plain for unit in units if not unit.segment.codes and _worded(unit.segment.plain)}
        pair = {"source": self._source, "language": self._language}
        found = {
            **known_sentences(uow, sentences, **pair),
            **uow.memory.exact(wholes - sentences, grain=Grain.SEGMENT, **pair),
        }
        fitting = {text: Approved(unit.target, unit.origin) for text, unit in found.items() if self._fits(text, unit)}
        return _Known(uow.targets.approved_sources(hashes, **pair), fitting)

    def _fits(self, text: str, unit: MemoryUnit) -> bool:
        """Whether a unit may be filled in unasked: what the guard stops, or what would read as a tag, may not."""
        flags = guard.judge(text, unit.target, source_language=self._source, language=self._language)
        return not flags and "<" not in unit.target

    def _target(self, prepared: _Prepared, choices: Sequence[Choice]) -> Target:
        if prepared.approved is not None:
            prepared.article.reused += 1
            return _reused(prepared.unit, prepared.approved)
        prepared.article.sentences += len(choices)
        prepared.article.spliced += sum(piece.reused is not None for piece in prepared.parts)
        waiting = iter(choices)
        made = [next(waiting) if piece.translatable else None for piece in prepared.parts]
        chosen = [choice.hypothesis if choice else None for choice in made]
        text, sure = assemble(prepared.parts, chosen, codes=prepared.unit.segment.codes, language=self._language)
        scores = [choice.hypothesis.score for choice in choices if choice.hypothesis.score is not None]
        flags = dict.fromkeys(flag for choice in choices for flag in choice.flags)
        return _target(
            prepared.unit,
            text,
            origin=_origin(prepared.parts, choices),
            score=sum(scores) / len(scores) if scores else None,
            flags=(*flags, *(() if sure else ("codes",))),
            confidence=_together(prepared.parts, made),
        )

    def keep(self) -> None:
        """Store what is drafted and not stored yet; another thread may do it for one whose engine is silent."""
        batch, self._batch = self._batch, []
        if not batch:
            return
        with self._store.write(by=self._by) as uow:
            saved = frozenset[int]().union(*(_saved(uow, *each) for each in _by_article(batch)))
        self._last = time.monotonic()
        for article, target in batch:
            article.done += 1
            article.saved += target.segment in saved
            article.demo = article.demo or target.origin.demo
        self._stored(len(batch))


def _by_article(batch: Sequence[tuple[Work, Target]]) -> Iterator[tuple[Work, list[Target]]]:
    """The drafts of each article; those of one follow each other."""
    for _, drafts in groupby(batch, key=lambda each: each[0].slug):
        pairs = list(drafts)
        yield pairs[0][0], [target for _, target in pairs]


def _saved(uow: UnitOfWork, article: Work, drafts: Sequence[Target]) -> frozenset[int]:
    """Write the drafts of one article; one that was put away meanwhile keeps none, and does not stop the others."""
    try:
        return uow.targets.write_drafts(drafts)
    except ShelvedError as exc:
        article.refused = exc
        return frozenset()


def _prepare(article: Work, unit: Unit, parts: Sequence[Piece], known: _Known) -> _Prepared:
    """Approved text for the whole segment where there is some, else for the sentences that have some."""
    whole = known.segments.get(unit.segment.source_hash)
    if whole is None and not unit.segment.codes:
        whole = known.sentences.get(unit.segment.plain)
    if whole is not None:
        return _Prepared(article, unit, approved=whole)
    return _Prepared(article, unit, reuse(parts, known.sentences))


def _together(parts: Sequence[Piece], made: Sequence[Choice | None]) -> float:
    """The confidence of a segment; what was approved or is kept as it is cannot be wrong."""
    sure_of = [choice.confidence if choice else APPROVED for choice in made]
    return together([(share, len(piece.plain)) for share, piece in zip(sure_of, parts, strict=True)])


def _origin(parts: Sequence[Piece], choices: Sequence[Choice]) -> Origin:
    """Whose text it is: the engine's, approved sentences', a byline's set phrase, or nobody's: a copied source."""
    reused = [piece.reused for piece in parts if piece.reused]
    demo = any(approved.origin.demo for approved in reused)
    if choices:
        return replace(choices[0].origin, reused=len(reused), demo=choices[0].origin.demo or demo)
    if reused:
        return replace(REUSED, reused=len(reused), demo=demo)
    return Origin(OriginKind.MACHINE) if any(piece.kept_as for piece in parts) else NO_ORIGIN


def _reused(unit: Unit, approved: Approved) -> Target:
    """The whole segment from what was approved; text of the demo model stays that, whoever approved it."""
    whole = complete(approved.text, unit.segment.codes)
    origin = replace(REUSED, demo=approved.origin.demo)
    return _target(unit, approved.text, origin=origin, confidence=APPROVED, flags=() if whole else ("codes",))


def _worded(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _target(
    unit: Unit,
    text: str,
    *,
    origin: Origin,
    confidence: float,
    score: float | None = None,
    flags: tuple[str, ...] = (),
) -> Target:
    return Target(
        segment=unit.id,
        language=unit.target.language,
        text=text,
        state=State.DRAFT,
        version=unit.target.version,
        source_hash=unit.segment.source_hash,
        origin=origin,
        score=score,
        flags=flags,
        confidence=round(confidence, 4),
    )
