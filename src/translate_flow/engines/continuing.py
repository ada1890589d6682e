"""Complete along a route of packages, whose models load and whose pivots are drafted while nobody waits."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from translate_flow.engines.packages import Package
from translate_flow.errors import EngineError

BUDGET = 0.11
"""Seconds that a completion may decode: with the way to the page and back it is there within 150 ms."""

_DRAFTS = 512
_ROUTE_SECONDS = 5.0


class Continues(Protocol):
    """What completing needs of a loaded model (`models.Model`, which holds a `Completer`)."""

    def draft(self, sentence: str) -> str:
        """The translation of one sentence."""

    def complete(self, sentence: str, prefix: str, *, n_best: int, until: float) -> tuple[str, ...]:
        """See Completer."""


class Shelves(Protocol):
    """What completing needs of the loaded models (`shelf.Shelf`)."""

    def get(self, package: Package) -> Continues:
        """The loaded model; this may take seconds."""

    def ready(self, package: Package) -> Continues | None:
        """The model if it is loaded, at once."""


Work = tuple[Package, str]
"""A package, and a sentence that it has to draft; empty where it is only loaded."""


class Continuing:
    """Completes along a route of packages; what takes long is done in a thread of its own, for who types does not wait.

    Through a pivot only the last step is continued: the steps before it are drafted once and remembered. Models are the
    shelf's to keep: each is asked for anew, and one that made room is loaded again.
    """

    def __init__(self, shelf: Shelves, route: Callable[[str, str], Sequence[Package]]) -> None:
        """``route`` finds the packages between two languages."""
        self._shelf, self._route = shelf, route
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="completing")
        self._known: dict[tuple[str, str], tuple[float, Sequence[Package]]] = {}
        self._lock = threading.Lock()
        self._begun: set[Work] = set()
        self._drafts: OrderedDict[Work, str] = OrderedDict()
        self._failed: dict[Package, EngineError] = {}

    def complete(self, sentence: str, prefix: str, *, source: str, target: str, n_best: int) -> tuple[str, ...]:
        """See `domain.ports.Engine`.

        Raises:
            EngineError: a model failed meanwhile; it is tried again the next time.

        """
        until = time.monotonic() + BUDGET
        *before, last = self._fresh_route(source, target)
        passed = self._through(before, sentence)
        model = self._shelf.ready(last)
        if model is None:
            self._begin((last, ""))
        if model is None or passed is None:
            return ()
        return model.complete(passed, prefix, n_best=n_best, until=until)

    def _fresh_route(self, source: str, target: str) -> Sequence[Package]:
        """The route; looking it up reads the folder of packages, which is done every few seconds only."""
        now = time.monotonic()
        seen, route = self._known.get((source, target), (-_ROUTE_SECONDS, ()))
        if now - seen > _ROUTE_SECONDS:
            route = self._route(source, target)
            self._known[source, target] = now, route
        return route

    def _through(self, packages: Sequence[Package], sentence: str) -> str | None:
        """The sentence as the last package reads it; None where that is still being drafted."""
        for package in packages:
            if not sentence:
                break
            with self._lock:
                drafted = self._drafts.get((package, sentence))
            if drafted is None:
                self._begin((package, sentence))
                return None
            sentence = drafted
        return sentence

    def _begin(self, work: Work) -> None:
        """Have it done, unless it is being done; what failed is told once and then tried again."""
        with self._lock:
            if failure := self._failed.pop(work[0], None):
                raise failure
            if work not in self._begun:
                self._begun.add(work)
                self._pool.submit(self._do, work)

    def _do(self, work: Work) -> None:
        package, sentence = work
        try:
            model = self._shelf.get(package)
            drafted = model.draft(sentence) if sentence else ""
        except Exception as exc:  # noqa: BLE001 - told to who types next, whatever it is
            self._note(work, _failure(package, exc))
        else:
            self._note(work, drafted)

    def _note(self, work: Work, result: str | EngineError) -> None:
        with self._lock:
            self._begun.discard(work)
            if isinstance(result, EngineError):
                self._failed[work[0]] = result
            elif work[1]:
                self._drafts[work] = result
                while len(self._drafts) > _DRAFTS:
                    self._drafts.popitem(last=False)


def _failure(package: Package, exc: Exception) -> EngineError:
    if isinstance(exc, EngineError):
        return exc
    return EngineError(f"{package.model}: the model failed: {exc}; install the package again")
