"""Run work side by side in threads that may be left behind: one that hangs must not keep a person from stopping."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Lanes(Generic[Made]):
    """Works off ``work`` in ``count`` daemon threads; an executor's would be waited for at the end of the process."""

    def __init__(self, work: Iterable[Callable[[], Made]], *, count: int) -> None:
        self._futures: list[Future[Made]] = []
        self._waiting: deque[tuple[Future[Made], Callable[[], Made]]] = deque()
        for item in work:
            future: Future[Made] = Future()
            self._futures.append(future)
            self._waiting.append((future, item))
        lanes = range(min(count, len(self._futures)))
        self._threads = [threading.Thread(target=self._run, name=f"lane-{lane}", daemon=True) for lane in lanes]

    def results(self) -> Iterator[Made]:
        """What each piece of work gave, in the order of the work; what one raises is raised here."""
        for thread in self._threads:
            thread.start()
        for future in self._futures:
            yield future.result()

    def stop(self, *, patience: float) -> bool:
        """Begin no more work, and wait up to ``patience`` seconds for what runs; returns whether all of it ended."""
        self._waiting.clear()
        until = time.monotonic() + patience
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _run(self) -> None:
        while True:
            try:
                future, work = self._waiting.popleft()
            except IndexError:
                return
            try:
                future.set_result(work())
            except BaseException as exc:  # noqa: BLE001 - it is raised where the result is asked for
                future.set_exception(exc)
