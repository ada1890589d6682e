"""The command line as a person runs it: a process of its own, a workspace of its own."""

from __future__ import annotations

import atexit
import functools
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_OWN = ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "ARGOS_PACKAGES_DIR")
_KEPT = ("PATH", "LANG", "CI", "PYTHONPATH")
_ORDINARY = {*_OWN, *_KEPT}


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Desk:
    """Runs translate-flow in one workspace, with models and caches of its own."""

    root: Path
    environment: dict[str, str]
    prefix: tuple[str, ...] = ()

    def command(self, *arguments: str) -> list[str]:
        return [*self.prefix, sys.executable, "-m", "translate_flow", *self._of_workspace(arguments)]

    def _of_workspace(self, arguments: Sequence[str]) -> list[str]:
        return ["--workspace", str(self.root), *arguments]

    def __call__(self, *arguments: str, expect: int = 0, stdin: bytes | None = None) -> Ran:
        # What Python and its libraries take from the environment as they start needs a start.
        plain = not self.prefix and self.environment.keys() <= _ORDINARY
        ran = self._forked(arguments, stdin) if plain else self._started(arguments, stdin)
        assert ran.code == expect, f"{arguments}: {ran}"
        return ran

    def _started(self, arguments: Sequence[str], stdin: bytes | None) -> Ran:
        done = subprocess.run(
            self.command(*arguments), env=self.environment, input=stdin, capture_output=True, timeout=240, check=False
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def _forked(self, arguments: Sequence[str], stdin: bytes | None) -> Ran:
        with tempfile.TemporaryDirectory() as folder:
            files = {name: Path(folder) / name for name in ("stdin", "stdout", "stderr")}
            for file in files.values():
                file.touch()
            files["stdin"].write_bytes(stdin or b"")
            asked = {"arguments": self._of_workspace(arguments), "environment": self.environment}
            code = _zygote().run({**asked, **{name: str(file) for name, file in files.items()}})
            return Ran(code, *(files[name].read_bytes().decode() for name in ("stdout", "stderr")))

    @property
    def packages(self) -> Path:
        return Path(self.environment["ARGOS_PACKAGES_DIR"])


class _Zygote:
    """A process that has loaded the package, and forks for every command."""

    def __init__(self) -> None:
        script = Path(__file__).with_name("zygote.py")
        self._process = subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._one_at_a_time = threading.Lock()

    def run(self, asked: dict[str, Any]) -> int:
        """The exit code of a command; a signal counts below zero, as `subprocess` tells it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._one_at_a_time:
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            return int(self._process.stdout.readline())

    def end(self) -> None:
        """Let it go: it ends where there is nothing more to read."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)


@functools.cache
def _zygote() -> _Zygote:
    made = _Zygote()
    atexit.register(made.end)
    return made


def desk_in(folder: Path, name: str) -> Desk:
    """A desk that shares nothing with this machine's user; desks of one folder share their models."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    own = dict(zip(_OWN, (str(home / part) for part in ("", "cache", "share", "config", "packages")), strict=True))
    kept = {key: value for key, value in os.environ.items() if key in _KEPT}
    return Desk(folder / name, {**kept, **own})
