"""Draft what is untranslated: approved text is reused, the rest goes through an engine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, Protocol

from translate_flow.domain.people import Right
from translate_flow.domain.ports import Engine, Store
from translate_flow.errors import EngineError, NotFoundError, ShelvedError, TranslateFlowError
from translate_flow.workflow.collections import engine_of
from translate_flow.workflow.joining import Unassigned, open_language
from translate_flow.workflow.lanes import Lanes
from translate_flow.workflow.pair_drafting import PairRun, Work

LANES = 2
"""Language pairs at once: while one loads its model or stores its last drafts, the other keeps the cores busy."""

PATIENCE = 5.0
"""Seconds in which a lane may end when drafting is stopped; one whose engine is silent is left behind."""

Told = Callable[[int, int], None]
"""Told how many segments of how many are done, after each batch is stored; when it raises, what was stored stays."""


class EngineFor(Protocol):
    """Chooses the engine for a language pair."""

    def __call__(self, source: str, target: str, wish: str = "", /) -> Engine:
        """The engine; ``wish`` names the one that an article's collection wants, empty where it says nothing.

        Raises:
            NoModelError: there is none.

        """


@dataclass(frozen=True, slots=True)
class Drafted:
    """What drafting did: ``sentences`` were translated by the engine, ``reused`` segments came from the memory.

    ``spliced`` counts the sentences of other segments that were approved before. ``seconds`` is the article's own share
    of its language pair's time, from the last draft of the article before to its own last. ``unassigned`` is work in a
    language that was opened for it and that could not be given out as the article's collection says.
    """

    slug: str
    language: str
    segments: int
    sentences: int
    reused: int
    engine: str
    seconds: float
    spliced: int = 0
    demo: bool = False
    unassigned: tuple[Unassigned, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that was not drafted into a language, or not to its end; what was stored until then stays.

    ``unassigned`` is as in `Drafted`: the language was opened all the same.
    """

    slug: str
    language: str
    error: TranslateFlowError
    unassigned: tuple[Unassigned, ...] = ()


def draft(
    store: Store,
    slug: str,
    *,
    language: str,
    engine_for: EngineFor,
    by: str,
    again: bool = False,
    progress: Told = lambda _done, _total: None,
) -> Drafted:
    """Draft an article into one language, opening it for the language when needed.

    Written are untranslated targets and machine drafts of an older source; with ``again`` every machine draft. A
    person's text is never touched.

    Raises:
        NotFoundError: there is no such article.
        ShelvedError: it is archived, or was put away meanwhile; what was drafted until then is kept.
        NoModelError: nothing installed translates the pair; nothing was changed.
        EngineError: the engine failed; what was drafted until then is kept.

    """
    desk = _Desk(store, engine_for=engine_for, by=by, again=again, progress=progress)
    (made,) = desk.pair(desk.stream(slug, language), [slug])
    if isinstance(made, Failed):
        raise made.error
    return made


def draft_all(
    store: Store,
    wanted: Iterable[tuple[str, str]],
    *,
    engine_for: EngineFor,
    by: str,
    again: bool = False,
    progress: Told = lambda _done, _total: None,
) -> list[Drafted | Failed]:
    """Draft articles into languages, each (slug, language) as `draft` does; results in the same order.

    All articles of a language pair are one stream of sentences to its engine, and `LANES` pairs run at once; where
    their collections name other engines, those have streams of their own. What one
    pair lacks does not stop the others. ``progress`` counts everything together, all pairs from the beginning, and is
    called by one thread at a time. A KeyboardInterrupt leaves an engine that is silent behind, and keeps every draft.

    Raises:
        NotFoundError: there is no such article; nothing was changed.
        ShelvedError: one is archived; nothing was changed. One that is put away meanwhile fails for itself.

    """
    desk = _Desk(store, engine_for=engine_for, by=by, again=again, progress=progress)
    orders = list(wanted)
    streams: dict[_Stream, list[str]] = {}
    for slug, language in orders:
        streams.setdefault(desk.stream(slug, language), []).append(slug)
    done = {(item.slug, item.language): item for item in desk.pairs(streams)}
    return [done[order] for order in orders]


class _StoppedError(Exception):
    """The request was stopped: the lanes end at their next transaction."""


class _Stream(NamedTuple):
    """A language pair, and the engine that the collections of its articles want for it."""

    source: str
    language: str
    wish: str


@dataclass(frozen=True, slots=True)
class _Pair:
    """A language pair that an engine can draft, and what waits in its articles."""

    source: str
    language: str
    engine: Engine
    articles: Sequence[Work]


class _Desk:
    """What every pair of one request shares."""

    def __init__(self, store: Store, *, engine_for: EngineFor, by: str, again: bool, progress: Told) -> None:
        self._store, self._engine_for, self._by, self._again = store, engine_for, by, again
        self._tell = progress
        self._lock = threading.Lock()
        self._done = self._total = 0
        self._stopped = False
        self._runs: list[PairRun] = []

    def stream(self, slug: str, language: str) -> _Stream:
        """The stream that an open article belongs to."""
        with self._store.read() as uow:
            entry = uow.articles.get(slug)
            entry.require_open()
            wish = engine_of(uow, entry.collection, language)
        return _Stream(entry.language, language, wish)

    def pairs(self, streams: dict[_Stream, list[str]]) -> list[Drafted | Failed]:
        """Draft several pairs; all are opened first, so that the whole is known from the beginning."""
        opened = [self._opened(stream, slugs) for stream, slugs in streams.items()]
        lanes = Lanes([partial(self._run, item) for item in opened], count=LANES)
        try:
            return [item for made in lanes.results() for item in made]
        except BaseException:
            self._stopped = True
            if not lanes.stop(patience=PATIENCE):
                self._keep_all()
            raise

    def pair(self, stream: _Stream, slugs: Sequence[str]) -> list[Drafted | Failed]:
        """Draft articles of one language pair."""
        return self._run(self._opened(stream, slugs))

    def _opened(self, stream: _Stream, slugs: Sequence[str]) -> _Pair | list[Drafted | Failed]:
        source, language, wish = stream
        try:
            engine = self._engine_for(source, language, wish)
        except EngineError as exc:
            return [Failed(slug, language, exc) for slug in slugs]
        articles = [self._open_or_refuse(slug, language) for slug in dict.fromkeys(slugs)]
        self._total += sum(len(article.waiting) for article in articles)
        return _Pair(source, language, engine, articles)

    def _run(self, pair: _Pair | list[Drafted | Failed]) -> list[Drafted | Failed]:
        if isinstance(pair, list):
            return pair
        run = PairRun(
            self._store, pair.engine, source=pair.source, language=pair.language, by=self._by, stored=self._stored
        )
        self._runs.append(run)
        error = _error_of(run, pair.articles)
        return [_result(article, pair.language, pair.engine, error=error) for article in pair.articles]

    def _keep_all(self) -> None:
        """Store what lanes that were left behind have drafted and not stored."""
        for run in self._runs:
            with suppress(_StoppedError):
                run.keep()

    def _open_or_refuse(self, slug: str, language: str) -> Work:
        """An article that was put away since it was asked for is refused for itself."""
        try:
            return self._open(slug, language)
        except (ShelvedError, NotFoundError) as exc:
            return Work(slug, (), refused=exc)

    def _open(self, slug: str, language: str) -> Work:
        with self._store.write(by=self._by) as uow:
            # before an engine is asked for anything, be it only of time
            uow.require(Right.EDIT, language=language)
            entry = uow.articles.get(slug)
            unassigned = () if language in entry.languages else open_language(uow, slug, language)
            waiting = uow.targets.waiting(slug, language, again=self._again)
            return Work(slug, waiting, collection=entry.collection, unassigned=unassigned)

    def _stored(self, segments: int) -> None:
        with self._lock:
            if self._stopped:
                raise _StoppedError
            self._done += segments
            self._tell(self._done, self._total)


def _error_of(run: PairRun, articles: Sequence[Work]) -> EngineError | None:
    try:
        run.draft(articles)
    except EngineError as exc:
        return exc
    return None


def _result(article: Work, language: str, engine: Engine, *, error: EngineError | None) -> Drafted | Failed:
    unfinished = error if article.done < len(article.waiting) else None
    if failure := article.refused or unfinished:
        return Failed(article.slug, language, failure, article.unassigned)
    return Drafted(
        slug=article.slug,
        language=language,
        segments=article.saved,
        sentences=article.sentences,
        reused=article.reused,
        engine=engine.name,
        seconds=round(article.seconds, 3),
        spliced=article.spliced,
        demo=article.demo,
        unassigned=article.unassigned,
    )
