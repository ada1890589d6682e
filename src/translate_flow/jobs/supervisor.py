"""Keep one worker process alive beside the page."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

# A worker that ran starts again soon; one that cannot start, such as beside another one, does not keep a core busy.
_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 30.0
_RAN_SECONDS = 20.0
_STOP_SECONDS = 10.0


class Supervisor:
    """Starts ``translate-flow worker`` and starts it again when it dies; its output goes to ``log``."""

    def __init__(self, workspace: Path, *, log: Path) -> None:
        """Nothing runs before `start`."""
        self._workspace = workspace
        self._log = log
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Start the worker and watch it."""
        self._log.parent.mkdir(parents=True, exist_ok=True)
        self._thread.start()

    def stop(self) -> None:
        """End the worker; a job that runs is taken up at the next start."""
        self._stop.set()
        self._thread.join(_STOP_SECONDS * 2)

    def _watch(self) -> None:
        pause = _PAUSE_SECONDS
        while not self._stop.is_set():
            started = time.monotonic()
            with self._log.open("ab") as log, self._spawn(log.fileno()) as process:
                self._wait(process)
            ran = time.monotonic() - started > _RAN_SECONDS
            pause = _PAUSE_SECONDS if ran else min(pause * 2, _LONGEST_PAUSE_SECONDS)
            self._stop.wait(pause)

    def _spawn(self, log: int) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "translate_flow",
            "--workspace",
            str(self._workspace),
            "worker",
            "--supervised",
        ]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log)  # noqa: S603 - our own module

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        while process.poll() is None:
            if self._stop.wait(0.2):
                _end(process)
                return


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
