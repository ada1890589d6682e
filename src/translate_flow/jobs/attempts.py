"""Remember across the death of a worker how often a job was begun in vain, and why it was ended."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock

# What failed so long ago that nobody will ask why.
_KEPT_SECONDS = 30 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Attempt:
    """How often a job was begun since it last got further, with which engine, and the verdict where it was ended.

    ``left`` is the fewest segments of a run that were ever left to do, ``empty`` how many had no target when the
    last one started; None where nobody told.
    """

    count: int = 0
    left: int | None = None
    empty: int | None = None
    engine: str = ""
    verdict: str = ""


class Attempts:
    """One small file per job, beside the job database: written before native code runs, that may take the process.

    Threads may share one: those of the jobs and the one that watches them change the same files.
    """

    def __init__(self, database: Path) -> None:
        """Nothing is written before a job is begun."""
        self._folder = database.with_suffix(".attempts")
        self._lock = Lock()

    def read(self, job: str) -> Attempt:
        """What is known of a job; a file that says nothing sensible counts for none."""
        try:
            content = json.loads(self._file(job).read_bytes())
        except (OSError, ValueError, RecursionError):
            return Attempt()
        return _attempt(content) if isinstance(content, Mapping) else Attempt()

    def begin(self, job: str) -> None:
        """Count one more attempt."""
        self._change(job, lambda known: replace(known, count=known.count + 1))

    def advance(self, job: str, *, left: int) -> None:
        """Forget the attempts so far if the job got further than any: fewer segments are left to do."""

        def further(known: Attempt) -> Attempt:
            return replace(known, count=0, left=left) if known.left is None or left < known.left else known

        self._change(job, further)

    def name(self, job: str, engine: str) -> None:
        """Keep which engine is at work."""
        self._change(job, lambda known: replace(known, engine=engine))

    def condemn(self, job: str, verdict: str) -> None:
        """Keep why the job was ended, for whoever asks."""
        self._change(job, lambda known: replace(known, verdict=verdict))

    def start(self, job: str, *, empty: int) -> int:
        """Count this attempt as the first if the earlier ones left fewer segments empty; gives back its number."""

        def started(known: Attempt) -> Attempt:
            further = known.empty is not None and empty < known.empty
            return replace(known, count=1 if further else known.count, empty=empty)

        return self._change(job, started).count

    def excuse(self, job: str) -> None:
        """Count the running attempt for none: the worker ends, and not because of it."""
        self._change(job, lambda known: replace(known, count=max(0, known.count - 1)))

    def forget(self, job: str) -> None:
        """The job ended in order."""
        with self._lock:
            self._file(job).unlink(missing_ok=True)

    def prune(self) -> None:
        """Delete what is old."""
        for file in self._folder.glob("*.json"):
            if file.stat().st_mtime < time.time() - _KEPT_SECONDS:
                file.unlink(missing_ok=True)

    def _change(self, job: str, change: Callable[[Attempt], Attempt]) -> Attempt:
        """Read and write as one step, so that no thread undoes what another has just written."""
        with self._lock:
            known = self.read(job)
            changed = change(known)
            if changed != known:
                self._write(job, changed)
            return changed

    def _write(self, job: str, attempt: Attempt) -> None:
        self._folder.mkdir(exist_ok=True)
        file = self._file(job)
        scratch = file.with_suffix(".new")
        scratch.write_text(json.dumps(asdict(attempt)), encoding="utf-8")
        scratch.replace(file)

    def _file(self, job: str) -> Path:
        return self._folder / f"{Path(job).name}.json"


def _attempt(content: Mapping[str, object]) -> Attempt:
    def number(key: str) -> int | None:
        value = content.get(key)
        return value if isinstance(value, int) else None

    return Attempt(
        number("count") or 0,
        number("left"),
        number("empty"),
        str(content.get("engine") or ""),
        str(content.get("verdict") or ""),
    )
