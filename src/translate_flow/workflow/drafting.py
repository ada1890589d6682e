"""Draft what is untranslated: approved repeats are reused, the rest goes through an engine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from translate_flow.domain.article import Kind
from translate_flow.domain.bitext import Bitext, Unit
from translate_flow.domain.ports import Draft, Engine, Store
from translate_flow.domain.translation import NO_ORIGIN, Origin, OriginKind, State, Target
from translate_flow.workflow.asking import ask
from translate_flow.workflow.sentences import Piece, assemble, pieces

# Segments per transaction: results appear while the rest is running, and a stop loses at most this much.
BATCH = 32

EngineFor = Callable[[str, str], Engine]
"""Chooses the engine for a (source, target) pair; raises NoModelError where there is none."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What drafting did: ``sentences`` went through the engine, ``reused`` segments came from approved repeats."""

    slug: str
    language: str
    segments: int
    sentences: int
    reused: int
    engine: str
    seconds: float
    demo: bool = False


def draft(
    store: Store,
    slug: str,
    *,
    language: str,
    engine_for: EngineFor,
    by: str,
    again: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Drafted:
    """Draft an article into one language, opening it for the language when needed.

    Written are untranslated targets and machine drafts of an older source; with ``again`` every machine draft. A
    person's text is never touched. ``progress`` is told how many segments of how many are done, after each batch is
    stored; when it raises, what was stored stays.

    Raises:
        NotFoundError: there is no such article.
        NoModelError: nothing installed translates the pair; nothing was changed.
        EngineError: the engine failed; what was drafted until then is kept.

    """
    started = time.monotonic()
    source = _source(store, slug)
    engine = engine_for(source, language)
    with store.write(by=by) as uow:
        uow.articles.add_language(slug, language)
        bitext = uow.targets.bitext(slug, language)
        waiting = [unit for unit in bitext.units if _waits(unit, again=again)]
        hashes = {unit.segment.source_hash for unit in waiting}
        approved = uow.targets.approved_sources(hashes, source=source, language=language)
    run = _Run(store, engine, bitext, by=by, total=len(waiting), progress=progress)
    run.reuse([unit for unit in waiting if unit.segment.source_hash in approved], approved)
    run.translate([unit for unit in waiting if unit.segment.source_hash not in approved])
    return Drafted(
        slug=slug,
        language=language,
        segments=run.saved,
        sentences=run.sentences,
        reused=run.reused,
        engine=engine.name,
        seconds=round(time.monotonic() - started, 3),
        demo=run.demo,
    )


def _source(store: Store, slug: str) -> str:
    with store.read() as uow:
        return uow.articles.get(slug).language


def _waits(unit: Unit, *, again: bool) -> bool:
    """Whether a machine may write here and has something to do."""
    if unit.segment.kind is Kind.CODE:
        return False
    if unit.target.state is State.UNTRANSLATED:
        return True
    by_machine = unit.target.state is State.DRAFT and unit.target.origin.kind is not OriginKind.PERSON
    return by_machine and (again or unit.stale)


class _Run:
    """One drafting run: stores batch by batch and counts."""

    def __init__(
        self, store: Store, engine: Engine, bitext: Bitext, *, by: str, total: int, progress: Callable[[int, int], None]
    ) -> None:
        self._store, self._engine, self._bitext, self._by = store, engine, bitext, by
        self._total, self._progress, self._done = total, progress, 0
        self.saved = self.sentences = self.reused = 0
        self.demo = False

    def reuse(self, units: Sequence[Unit], approved: Mapping[str, str]) -> None:
        """Fill the units whose very source was approved before."""
        origin = Origin(OriginKind.MEMORY, match=100)
        targets = [_target(unit, approved[unit.segment.source_hash], origin=origin) for unit in units]
        self.reused = self._keep(targets)

    def translate(self, units: Sequence[Unit]) -> None:
        """Send the rest through the engine, and keep the result batch by batch."""
        targets = self._drafts(units)
        while batch := list(islice(targets, BATCH)):
            self.demo = self.demo or any(target.origin.demo for target in batch)
            self._keep(batch)

    def _drafts(self, units: Sequence[Unit]) -> Iterator[Target]:
        """Targets in the order of the units; the engine sees all their sentences as one stream."""
        split = [pieces(unit.segment, source=self._bitext.source, target=self._bitext.language) for unit in units]
        texts = [piece.protected.asked for parts in split for piece in parts if piece.translatable]
        self.sentences = len(texts)
        source, language = self._bitext.source, self._bitext.language
        drafts = ask(self._engine, texts, source=source, target=language) if texts else iter(())
        for unit, parts in zip(units, split, strict=True):
            made = [next(drafts) if piece.translatable else None for piece in parts]
            text, sure = assemble(parts, made, codes=unit.segment.codes, language=language)
            scores = [item.score for item in made if item is not None and item.score is not None]
            yield _target(
                unit,
                text,
                origin=_origin(parts, made),
                score=sum(scores) / len(scores) if scores else None,
                flags=() if sure else ("codes",),
            )

    def _keep(self, targets: Sequence[Target]) -> int:
        if not targets:
            return 0
        with self._store.write(by=self._by) as uow:
            saved = uow.targets.write_drafts(targets)
        self.saved += saved
        self._done += len(targets)
        self._progress(self._done, self._total)
        return saved


def _origin(parts: Sequence[Piece], made: Sequence[Draft | None]) -> Origin:
    """Whose text it is: the engine's, a byline's set phrase, or nobody's where the source was copied."""
    engines = (item.origin for item in made if item)
    return next(engines, Origin(OriginKind.MACHINE) if any(piece.kept_as for piece in parts) else NO_ORIGIN)


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
