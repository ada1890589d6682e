"""The command line as a person runs it: a process of its own, a workspace of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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
        return [*self.prefix, sys.executable, "-m", "translate_flow", "--workspace", str(self.root), *arguments]

    def __call__(self, *arguments: str, expect: int = 0, stdin: bytes | None = None) -> Ran:
        done = subprocess.run(
            self.command(*arguments), env=self.environment, input=stdin, capture_output=True, timeout=240, check=False
        )
        ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert ran.code == expect, f"{arguments}: {ran}"
        return ran

    @property
    def packages(self) -> Path:
        return Path(self.environment["ARGOS_PACKAGES_DIR"])


def desk_in(folder: Path, name: str) -> Desk:
    """A desk that shares nothing with this machine's user; desks of one folder share their models."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    own = {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "share"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "ARGOS_PACKAGES_DIR": str(home / "packages"),
    }
    kept = {key: value for key, value in os.environ.items() if key in {"PATH", "LANG", "CI", "PYTHONPATH"}}
    return Desk(folder / name, {**kept, **own})
