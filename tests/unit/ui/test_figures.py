"""Post-edit figures on the pages: one's own under My work, everybody's on the board for who coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from paging import desk_for_pages, shown
from translate_flow.bootstrap import Desk
from translate_flow.domain.efforts import Spent
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.domain.translation import Action
from translate_flow.workflow.reviewing import Operation, apply

PANEL, MINE = "board:figures", "work:figures"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Ana translated the title into Spanish and Ben into French, in a minute and a half each."""
    with desk_for_pages(tmp_path, monkeypatch, languages=["es", "fr"]) as desk:
        with desk.store.write(by=LOCAL_OWNER) as uow:
            uow.people.add(Person("root", Role.ADMIN))
        with desk.store.write(by="root") as uow:
            uow.people.add(Person("ana", Role.TRANSLATOR))
            uow.people.add(Person("ben", Role.REVIEWER, {"es": Role.COORDINATOR}))
            segment = uow.targets.bitext("fair", "es").units[0].id
        for by, language in (("ana", "es"), ("ben", "fr")):
            made = Operation(f"by-{by}", segment, language, Action.CONFIRM, "Feria", 0, spent=Spent(90_000, typed=5))
            assert apply(desk.store, [made], by=by, splitter=desk.splitter)[0].outcome == "saved"
        yield desk


def rows(page: AppTest) -> list[list[str]]:
    [table] = [item.proto.body for item in page.get("html") if "tf-figures" in item.proto.body] or [""]
    cells = [re.findall("<td>(.*?)</td>", row) for row in table.split("<tr>")]
    return [[cell.strip("\u2066\u2067\u2068\u2069") for cell in row] for row in cells if row]


def test_ones_own_figures_stand_under_ones_work_once_they_are_asked_for(desk: Desk) -> None:
    assert rows(shown("my_work", by="ana")) == []
    figures = ["1", "2", "1.5", "90", "80", "2.5", "–", "–"]
    assert rows(shown("my_work", by="ana", state={MINE: True})) == [
        ["Spanish", "All", *figures],
        ["Spanish", "Without a draft", *figures],
    ]


def test_who_did_nothing_yet_is_told_so(desk: Desk) -> None:
    page = shown("my_work", by="root", state={MINE: True})
    assert [item.value for item in page.info if item.value.startswith("Nothing was measured")]


def test_anothers_work_shows_no_figures(desk: Desk) -> None:
    page = shown("my_work", by="ben", query={"person": "ana"})
    assert [item.key for item in page.checkbox] == []


def test_the_board_shows_everybodys_in_the_languages_that_one_coordinates(desk: Desk) -> None:
    assert [row[:2] for row in rows(shown("board", by="ben", state={PANEL: True}))] == [
        ["Spanish", "All"],
        ["Spanish", "Without a draft"],
        ["Spanish", "ana"],
    ]
    assert {row[1] for row in rows(shown("board", by="root", state={PANEL: True}))} >= {"ana", "ben"}
    assert rows(shown("board", by="root", state={PANEL: True}, query={"language": "fr"}))[2][:2] == ["French", "ben"]


def test_who_coordinates_no_language_is_not_offered_any(desk: Desk) -> None:
    page = shown("board", by="ana", state={PANEL: True})
    assert PANEL not in [item.key for item in page.checkbox]
    assert rows(page) == []
