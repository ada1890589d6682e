"""What the review says of a revision that was taken back a moment ago."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from paging import desk_for_pages, shown
from translate_flow.domain.assignment import Span
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.workflow import administering, assigning, importing, revising


def test_who_does_not_get_their_work_back_is_told_with_the_undo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk_for_pages(tmp_path, monkeypatch, languages=["es"]) as desk:
        with desk.store.write(by=LOCAL_OWNER) as uow:
            uow.people.add(Person("root", Role.ADMIN))
        with desk.store.write(by="root") as uow:
            uow.people.add(Person("ana", Role.TRANSLATOR))
        assigning.assign(desk.store, ["fair"], ["es"], span=Span(2, 2), translator="ana", by="root")
        shorter = importing.prepare(b"The fair\n", name="x.txt", splitter=desk.splitter, language="en")
        revising.revise(desk.store, "fair", shorter, splitter=desk.splitter, by="root")
        administering.keep_out(desk.store, "ana", by="root")
        page = shown("review", by="root")
        page.button(key="undo:fair:2").click().run()
        assert not page.exception
        (said,) = [re.sub(r"[\u2068\u2069\\]", "", warning.value) for warning in page.warning]
        assert said.strip().startswith("Not given back to who had it, for they may not do it any more:")
        assert "Spanish · Translate · ana" in said
