"""The page that searches: what it says of what it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bitexts import BY_PERSON
from paging import desk_for_pages, shown
from translate_flow.bootstrap import Desk
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import Action, State
from translate_flow.workflow import importing, revising


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with desk_for_pages(tmp_path, monkeypatch, languages=["es"]) as desk:
        yield desk


def translate(desk: Desk, state: State, action: Action) -> None:
    with desk.store.write(by=LOCAL_OWNER) as uow:
        unit = uow.targets.bitext("fair", "es").units[1]
        hashed = replace(unit.target, source_hash=unit.segment.source_hash, origin=BY_PERSON)
        uow.targets.write(replace(hashed, text="Llovió.", state=state), base=unit.target.version, action=action)


def told(text: str) -> set[str]:
    """How the translations stand that are shown where this is searched for."""
    page = shown("search", state={"search:text": text})
    [html] = [item.proto.body for item in page.get("html") if "tf-found" in item.proto.body]
    return set(re.findall(r"<bdi>Spanish</bdi> · (.*?)</(?:bdi></p|bdi></a)", html))


@pytest.mark.parametrize(
    ("state", "action", "before", "after"),
    [
        (State.APPROVED, Action.APPROVE, "<bdi>approved", "<bdi>approved before the source changed"),
        (State.DRAFT, Action.EDIT, "<bdi>draft", "<bdi>draft</bdi> · <bdi>stale"),
    ],
)
def test_what_was_approved_for_an_older_source_is_not_called_approved(
    desk: Desk, state: State, action: Action, before: str, after: str
) -> None:
    translate(desk, state, action)
    assert told("llovió") == told("rained") == {before}
    made = importing.prepare(b"The fair\n\nIt rained much.\n", name="x.txt", splitter=desk.splitter, language="en")
    revising.revise(desk.store, "fair", made, splitter=desk.splitter, by=LOCAL_OWNER)
    assert told("llovió") == told("rained") == {after}
