"""Keep what is dear to build, the ones used last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

_Built = TypeVar("_Built")


class Recent:
    """What was built and used last, by its key; threads may share one. What a key stands for must never change."""

    def __init__(self, size: int) -> None:
        """``size`` of them are kept."""
        self._size = size
        self._built: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, build: Callable[[], _Built]) -> _Built:
        """What is kept under ``key``, else what ``build`` makes now."""
        known = self._used(key)
        # outside the lock, so that nobody waits who asks for another; two at once may build the same
        return cast("_Built", known if known is not None else self._keep(key, build()))

    def _used(self, key: Hashable) -> object | None:
        with self._lock:
            if key in self._built:
                self._built.move_to_end(key)
            return self._built.get(key)

    def _keep(self, key: Hashable, built: object) -> object:
        with self._lock:
            kept = self._built.setdefault(key, built)
            self._built.move_to_end(key)
            while len(self._built) > self._size:
                self._built.popitem(last=False)
            return kept
