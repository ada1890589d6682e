"""Runs commands in forks of one process that has loaded the package: to load it takes longer than most of them."""

from __future__ import annotations

import gc
import json
import os
import sys
from typing import Any

import translate_flow.store.migrations.upgrading  # noqa: F401 - the first command in a workspace loads it
from translate_flow.cli import main
from translate_flow.segmentation import SrxSplitter
from translate_flow.workflow import importing


def become(asked: dict[str, Any]) -> None:
    """Turn this process into the one that was asked for: its files, its environment, its arguments."""
    for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
        opened = os.open(asked[name], os.O_RDONLY if descriptor == 0 else os.O_WRONLY)
        os.dup2(opened, descriptor)
        os.close(opened)
        setattr(sys, name, os.fdopen(descriptor, "r" if descriptor == 0 else "w", encoding="utf-8", closefd=False))
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv = ["translate-flow", *asked["arguments"]]


def warm() -> None:
    """Compile what English is read and split by: a command that imports would spend most of its time on it."""
    text = b"The mill\n\nThe mill is old, as Mr. Hale says. The river is cold.\n"
    importing.prepare(text, name="mill.txt", splitter=SrxSplitter(), language="en")


def serve() -> None:
    """A command for each line of JSON; its exit code is the answer."""
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            become(asked)
            main()
            return
        status = os.waitpid(child, 0)[1]
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    warm()
    gc.freeze()  # or each fork goes through all of this, and copies it, when it ends
    serve()
