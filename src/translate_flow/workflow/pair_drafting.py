"""Draft articles of one language pair as one stream, read and stored piece by piece so that memory stays flat."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from translate_flow.domain.bitext import Unit
from translate_flow.domain.ports import Draft, Engine, Store
from translate_flow.domain.translation import NO_ORIGIN, Origin, OriginKind, State, Target
from translate_flow.errors import EngineError
from translate_flow.workflow.repeats import Repeats
from translate_flow.workflow.sentences import Piece, assemble, pieces

PAGE = 128
"""Segments read from the store at once."""

FEW, MANY = 16, 256
"""Segments per transaction: after `PAUSE` seconds the few, in a fast run the many. A stop loses no draft."""

PAUSE = 0.5

REUSED = Origin(OriginKind.MEMORY, match=100)


@dataclass(slots=True)
class Article:
    """An article on its way: the segments that wait for a draft, and what became of them."""

    slug: str
    waiting: Sequence[int]
    done: int = 0
    saved: int = 0
    sentences: int = 0
    reused: int = 0
    seconds: float = 0.0
    demo: bool = False


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A segment that was read: its pieces, or the approved text that is reused."""

    article: Article
    unit: Unit
    parts: Sequence[Piece] = ()
    approved: str | None = None

    @property
    def sentences(self) -> list[str]:
        """What the engine is to translate."""
        return [piece.protected.asked for piece in self.parts if piece.translatable]


class PairRun:
    """One run over articles of a language pair; ``stored`` is told how many segments each transaction kept."""

    def __init__(
        self, store: Store, engine: Engine, *, source: str, language: str, by: str, stored: Callable[[int], None]
    ) -> None:
        self._store, self._engine, self._by, self._stored = store, engine, by, stored
        self._source, self._language = source, language
        self._started = time.monotonic()
        self._batch: list[tuple[Article, Target]] = []
        self._last = self._started

    def draft(self, articles: Iterable[Article]) -> None:
        """Draft everything that waits; what is drafted when an error comes is stored first.

        Raises:
            EngineError: the engine failed.

        """
        try:
            for article, target in self._targets(articles):
                self._batch.append((article, target))
                if len(self._batch) >= (FEW if time.monotonic() - self._last > PAUSE else MANY):
                    self._keep()
        finally:
            self._keep()

    def _targets(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Target]]:
        """A target for each segment in order; the engine sees the sentences of all as one stream."""
        queue: deque[_Prepared] = deque()

        def groups() -> Iterator[list[str]]:
            for prepared in self._prepared(articles):
                queue.append(prepared)
                yield prepared.sentences

        for drafts in Repeats(groups(), ask=self._ask):
            prepared = queue.popleft()
            yield prepared.article, self._target(prepared, drafts)

    def _ask(self, sentences: Iterable[str]) -> Iterator[Draft]:
        yield from self._engine.translate(sentences, source=self._source, target=self._language)
        raise EngineError(f"{self._engine.name} gave fewer drafts than it was asked for; draft again")

    def _prepared(self, articles: Iterable[Article]) -> Iterator[_Prepared]:
        for article in articles:
            for start in range(0, len(article.waiting), PAGE):
                units, approved = self._page(article.waiting[start : start + PAGE])
                yield from (self._prepare(article, unit, approved) for unit in units)

    def _page(self, segments: Sequence[int]) -> tuple[Sequence[Unit], Mapping[str, str]]:
        with self._store.read() as uow:
            units = uow.targets.units(segments, self._language)
            hashes = {unit.segment.source_hash for unit in units}
            return units, uow.targets.approved_sources(hashes, source=self._source, language=self._language)

    def _prepare(self, article: Article, unit: Unit, approved: Mapping[str, str]) -> _Prepared:
        known = approved.get(unit.segment.source_hash)
        if known is not None:
            return _Prepared(article, unit, approved=known)
        return _Prepared(article, unit, pieces(unit.segment, source=self._source, target=self._language))

    def _target(self, prepared: _Prepared, drafts: Sequence[Draft]) -> Target:
        if prepared.approved is not None:
            prepared.article.reused += 1
            return _target(prepared.unit, prepared.approved, origin=REUSED)
        prepared.article.sentences += len(drafts)
        waiting = iter(drafts)
        made = [next(waiting) if piece.translatable else None for piece in prepared.parts]
        text, sure = assemble(prepared.parts, made, codes=prepared.unit.segment.codes, language=self._language)
        scores = [item.score for item in drafts if item.score is not None]
        return _target(
            prepared.unit,
            text,
            origin=_origin(prepared.parts, drafts),
            score=sum(scores) / len(scores) if scores else None,
            flags=() if sure else ("codes",),
        )

    def _keep(self) -> None:
        batch, self._batch = self._batch, []
        if not batch:
            return
        with self._store.write(by=self._by) as uow:
            saved = uow.targets.write_drafts([target for _, target in batch])
        self._last = time.monotonic()
        for article, target in batch:
            article.done += 1
            article.saved += target.segment in saved
            article.demo = article.demo or target.origin.demo
            article.seconds = self._last - self._started
        self._stored(len(batch))


def _origin(parts: Sequence[Piece], drafts: Sequence[Draft]) -> Origin:
    """Whose text it is: the engine's, a byline's set phrase, or nobody's where the source was copied."""
    if drafts:
        return drafts[0].origin
    return Origin(OriginKind.MACHINE) if any(piece.kept_as for piece in parts) else NO_ORIGIN


def _target(
    unit: Unit, text: str, *, origin: Origin, score: float | None = None, flags: tuple[str, ...] = ()
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
    )
