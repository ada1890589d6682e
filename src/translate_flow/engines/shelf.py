"""Keep models loaded, those used last, within a limit of memory."""

from __future__ import annotations

import ctypes
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import cache
from pathlib import Path

from translate_flow.engines.decoding import Decoding
from translate_flow.engines.models import Model, load
from translate_flow.engines.packages import Package

Key = tuple[Path, str]


class Shelf:
    """The loaded models of a process. Each is loaded once, by the thread that asks first; nobody else waits for it.

    A model that makes room is freed as soon as nobody translates with it; the system gets its memory back when the next
    one is loaded.
    """

    def __init__(self, *, decoding: Decoding | None = None, loader: Callable[..., Model] = load) -> None:
        self._decoding = decoding or Decoding()
        self._load = loader
        self._lock = threading.Lock()
        self._models: OrderedDict[Key, tuple[Package, Future[Model]]] = OrderedDict()

    def get(self, package: Package) -> Model:
        """The loaded model; a package that was installed anew is loaded anew.

        Raises:
            PackageError: it cannot be loaded.

        """
        key = package.path, package.fingerprint
        with self._lock:
            known = self._models.get(key)
            future: Future[Model] = known[1] if known else Future()
            self._models[key] = package, future
            self._models.move_to_end(key)
            self._make_room()
        if not known:
            self._fill(key, package, future)
        return future.result()

    def ready(self, package: Package) -> Model | None:
        """The model if it is loaded, at once; it counts as used then."""
        key = package.path, package.fingerprint
        with self._lock:
            known = self._models.get(key)
            if known is None or not known[1].done():
                return None
            self._models.move_to_end(key)
            return known[1].result()

    def _make_room(self) -> None:
        while len(self._models) > 1 and self.megabytes > self._decoding.memory_mb:
            self._models.popitem(last=False)

    def _fill(self, key: Key, package: Package, future: Future[Model]) -> None:
        _give_back()
        try:
            future.set_result(self._load(package, decoding=self._decoding))
        except BaseException as exc:  # noqa: BLE001 - handed to everyone who waits for it
            with self._lock:
                self._models.pop(key, None)
            future.set_exception(exc)

    @property
    def megabytes(self) -> float:
        """What the models on the shelf take, by the size of their files."""
        return sum(package.size for package, _ in self._models.values()) / 1e6


def _give_back() -> None:
    """Return what was freed to the system; glibc keeps it, and models in turn would come to take the memory of many."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # other C libraries have no such call, and less need of it
            ctypes.CDLL(None).malloc_trim(0)


@cache
def shared_shelf(decoding: Decoding) -> Shelf:
    """The shelf of this process for these settings: however many engines there are, a direction is loaded once."""
    return Shelf(decoding=decoding)
