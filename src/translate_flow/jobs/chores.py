"""What a worker sees to beside the jobs, every few seconds."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable, Sequence

_PAUSE_SECONDS = 5.0

Chore = Callable[[], object]


def see_to(chores: Sequence[Chore], *, stop: threading.Event, pause: float = _PAUSE_SECONDS) -> threading.Thread:
    """Do each chore now and again until ``stop`` is set, in a thread that ends with the process.

    One that fails is written to standard error, which is the worker's log, and tried again the next time.
    """

    def watch() -> None:
        while not stop.is_set():
            for chore in chores:
                try:
                    chore()
                except Exception:  # noqa: BLE001 - whatever it was, the others and the jobs go on
                    traceback.print_exc()
            stop.wait(pause)

    thread = threading.Thread(target=watch, name="chores", daemon=True)
    thread.start()
    return thread
