"""What became of a target, step by step."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.domain.translation import Action
from translate_flow.errors import NotFoundError
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore
from translate_flow.workflow.history import Step, history
from translate_flow.workflow.reviewing import Operation, Outcome, apply

_NUMBERS = itertools.count(1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = new_store(tmp_path / "desk.sqlite")
    with opened.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(Article("en", (Segment(Kind.PARAGRAPH, "The mill"),)), languages=["es"], slug="mill")
        uow.people.add(Person("ana", Role.ADMIN))
    with opened.write(by="ana") as uow:
        uow.people.add(Person("ben", Role.REVIEWER))
    yield opened
    opened.close()


def segment_of(store: SqlStore) -> tuple[int, int]:
    with store.read() as uow:
        unit = uow.targets.bitext("mill", "es").units[0]
        return unit.id, unit.target.version


def do(store: SqlStore, action: Action, text: str, *, by: str = "ana", version: int | None = None) -> None:
    segment, base = segment_of(store)
    operation = Operation(f"history-{next(_NUMBERS)}", segment, "es", action, text, base, version)
    (answer,) = apply(store, [operation], by=by, splitter=SrxSplitter())
    assert answer.outcome is Outcome.SAVED


def steps(store: SqlStore) -> list[Step]:
    return list(history(store, segment_of(store)[0], "es"))


def told(step: Step) -> tuple[str, str, str]:
    """Who did what, and the change: gone in brackets, new in braces."""
    signs = {"same": "{}", "gone": "[{}]", "new": "<{}>"}
    change = "".join(signs[passage.change].format(passage.text) for passage in step.passages)
    return step.revision.author, step.revision.action, change


def test_each_step_says_who_did_what_and_what_it_changed_the_newest_first(store: SqlStore) -> None:
    do(store, Action.EDIT, "El molino")
    do(store, Action.CONFIRM, "El molino viejo")
    do(store, Action.SEND_BACK, "El molino viejo", by="ben")
    do(store, Action.RESTORE, "El molino", version=1)
    assert [told(step) for step in steps(store)] == [
        ("ana", "restore", "El molino[ viejo]"),
        ("ben", "send_back", "El molino viejo"),
        ("ana", "confirm", "El molino< viejo>"),
        ("ana", "edit", "<El molino>"),
    ]


def test_what_one_person_types_at_a_stretch_is_one_step_and_another_s_is_not(store: SqlStore) -> None:
    for text in ("E", "El mo", "El molino"):
        do(store, Action.EDIT, text)
    do(store, Action.EDIT, "El molino viejo", by="ben")
    do(store, Action.EDIT, "El viejo molino", by="ben")
    assert [told(step) for step in steps(store)] == [
        ("ben", "edit", "El <viejo >molino"),
        ("ana", "edit", "<El molino>"),
    ]
    assert [step.revision.version for step in steps(store)] == [5, 3]


def test_a_deleted_article_tells_no_history(store: SqlStore) -> None:
    do(store, Action.EDIT, "El molino")
    segment = segment_of(store)[0]
    with store.write(by="ana") as uow:
        uow.shelves.archive("mill")
    assert len(history(store, segment, "es")) == 1
    with store.write(by="ana") as uow:
        uow.shelves.delete("mill", until=datetime.now(UTC) + timedelta(days=1))
    with pytest.raises(NotFoundError):
        history(store, segment, "es")


def test_nothing_has_no_history_and_what_is_not_there_is_refused(store: SqlStore) -> None:
    assert steps(store) == []
    with pytest.raises(NotFoundError):
        history(store, segment_of(store)[0], "de")
    with pytest.raises(NotFoundError):
        history(store, 999, "es")
