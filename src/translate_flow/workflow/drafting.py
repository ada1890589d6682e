"""Draft what is untranslated: approved text is reused, the rest goes through an engine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from translate_flow.domain.ports import Engine, Store
from translate_flow.errors import EngineError
from translate_flow.workflow.pair_drafting import PairRun, Work

LANES = 2
"""Language pairs at once: while one loads its model or stores its last drafts, the other keeps the cores busy."""

EngineFor = Callable[[str, str], Engine]
"""Chooses the engine for a (source, target) pair; raises NoModelError where there is none."""

Told = Callable[[int, int], None]
"""Told how many segments of how many are done, after each batch is stored; when it raises, what was stored stays."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What drafting did: ``sentences`` were translated by the engine, ``reused`` segments came from the memory.

    ``seconds`` is the time from the start of the article's language pair to its last draft.
    """

    slug: str
    language: str
    segments: int
    sentences: int
    reused: int
    engine: str
    seconds: float
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that was not drafted into a language, or not to its end; what was stored until then stays."""

    slug: str
    language: str
    error: EngineError


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
        NoModelError: nothing installed translates the pair; nothing was changed.
        EngineError: the engine failed; what was drafted until then is kept.

    """
    desk = _Desk(store, engine_for=engine_for, by=by, again=again, progress=progress)
    (made,) = desk.pair(desk.source(slug), language, [slug])
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

    All articles of a language pair are one stream of sentences to its engine, and `LANES` pairs run at once. What one
    pair lacks does not stop the others. ``progress`` counts everything together and is called by one thread at a time.

    Raises:
        NotFoundError: there is no such article; nothing was changed.

    """
    desk = _Desk(store, engine_for=engine_for, by=by, again=again, progress=progress)
    orders = list(wanted)
    pairs: dict[tuple[str, str], list[str]] = {}
    for slug, language in orders:
        pairs.setdefault((desk.source(slug), language), []).append(slug)
    done = {(item.slug, item.language): item for item in desk.pairs(pairs)}
    return [done[order] for order in orders]


class _StoppedError(Exception):
    """The request was stopped: the lanes end at their next transaction."""


class _Desk:
    """What every pair of one request shares."""

    def __init__(self, store: Store, *, engine_for: EngineFor, by: str, again: bool, progress: Told) -> None:
        self._store, self._engine_for, self._by, self._again = store, engine_for, by, again
        self._tell = progress
        self._lock = threading.Lock()
        self._done = self._total = 0
        self._stopped = False

    def source(self, slug: str) -> str:
        """The language an article is written in."""
        with self._store.read() as uow:
            return uow.articles.get(slug).language

    def pairs(self, pairs: dict[tuple[str, str], list[str]]) -> list[Drafted | Failed]:
        with ThreadPoolExecutor(LANES, thread_name_prefix="draft") as lanes:
            running = [lanes.submit(self.pair, source, target, slugs) for (source, target), slugs in pairs.items()]
            try:
                return [item for future in running for item in future.result()]
            except BaseException:
                self._stopped = True
                lanes.shutdown(wait=False, cancel_futures=True)
                raise

    def pair(self, source: str, language: str, slugs: Sequence[str]) -> list[Drafted | Failed]:
        """Draft articles of one source language into ``language``."""
        try:
            engine = self._engine_for(source, language)
        except EngineError as exc:
            return [Failed(slug, language, exc) for slug in slugs]
        articles = [self._open(slug, language) for slug in dict.fromkeys(slugs)]
        with self._lock:
            self._total += sum(len(article.waiting) for article in articles)
        run = PairRun(self._store, engine, source=source, language=language, by=self._by, stored=self._stored)
        error = _error_of(run, articles)
        return [_result(article, language, engine, error=error) for article in articles]

    def _open(self, slug: str, language: str) -> Work:
        with self._store.write(by=self._by) as uow:
            uow.articles.add_language(slug, language)
            return Work(slug, uow.targets.waiting(slug, language, again=self._again))

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
    if error is not None and article.done < len(article.waiting):
        return Failed(article.slug, language, error)
    return Drafted(
        slug=article.slug,
        language=language,
        segments=article.saved,
        sentences=article.sentences,
        reused=article.reused,
        engine=engine.name,
        seconds=round(article.seconds, 3),
        demo=article.demo,
    )
