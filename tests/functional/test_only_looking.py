"""What only looks changes nothing: neither a workspace that is still empty nor a memory that has yet to learn."""

from __future__ import annotations

import sqlite3
import subprocess
import time
from contextlib import closing

import pytest

from commandline import Desk
from translate_flow.bootstrap import open_desk
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import Action
from translate_flow.workflow import importing
from translate_flow.workflow.reviewing import Operation, apply


def files(desk: Desk) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((desk.root / "data").iterdir())}


def rows(desk: Desk, table: str) -> int:
    with closing(sqlite3.connect(desk.root / "data" / "translate-flow.sqlite")) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.fixture
def untaught(desk: Desk) -> Desk:
    """A desk with an approved segment that its memory knows nothing of, as after an upgrade."""
    opened = open_desk(desk.root)
    text = b"The river\n\nNobody slept that night.\n"
    made = importing.prepare(text, name="river.txt", splitter=opened.splitter, language="en")
    importing.store(opened.store, made, languages=["es"], by=LOCAL_OWNER, slug="river")
    with opened.store.read() as uow:
        target = uow.targets.bitext("river", "es").units[1].target
    approval = Operation("one", target.segment, "es", Action.APPROVE, "Nadie durmió aquella noche.", target.version)
    assert apply(opened.store, [approval], by=LOCAL_OWNER, splitter=opened.splitter)[0].outcome == "saved"
    opened.store.close()
    forget(desk)
    return desk


def forget(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.root / "data" / "translate-flow.sqlite")) as connection, connection:
        connection.execute("INSERT INTO memory_backlog SELECT segment, language FROM memory_lesson")
        for table in ("memory_lesson", "memory_unit"):
            connection.execute(f"DELETE FROM {table}")


def test_looking_at_an_empty_workspace_makes_no_database(desk: Desk) -> None:
    assert desk("status", "--json").json() == []
    assert "no article named river" in desk("status", "river", expect=1).err
    desk("doctor")
    assert files(desk) == {}


@pytest.mark.parametrize("command", ["status", "doctor"])
def test_looking_teaches_the_memory_nothing(untaught: Desk, command: str) -> None:
    before = files(untaught)
    untaught(command)
    assert files(untaught) == before


@pytest.mark.parametrize(
    "command",
    [
        ("draft", "--engine", "demo"),
        ("memory", "export", "-o", "-"),
        ("memory", "search", "Nobody slept.", "--to", "es"),
    ],
)
def test_what_uses_the_memory_teaches_it_first(untaught: Desk, command: tuple[str, ...]) -> None:
    assert (rows(untaught, "memory_backlog"), rows(untaught, "memory_unit")) == (1, 0)
    untaught(*command)
    assert (rows(untaught, "memory_backlog"), rows(untaught, "memory_unit")) == (0, 1)


def test_the_worker_teaches_it_for_the_page_whenever_something_waits(untaught: Desk) -> None:
    worker = subprocess.Popen(untaught.command("worker"), env=untaught.environment, stdout=subprocess.DEVNULL)
    try:
        wait_until_learnt(untaught, worker)
        forget(untaught)
        wait_until_learnt(untaught, worker)
    finally:
        worker.terminate()
        worker.wait(60)
    assert rows(untaught, "memory_unit") == 1


def wait_until_learnt(untaught: Desk, worker: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while rows(untaught, "memory_backlog"):
        assert worker.poll() is None
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
