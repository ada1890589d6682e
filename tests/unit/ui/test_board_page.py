"""The board's page on a desk without accounts, and the picture of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from paging import desk_for_pages, shown
from translate_flow.bootstrap import Desk
from translate_flow.domain.board import Amount, Standing, Wanted
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import State
from translate_flow.ui.board_picture import picture
from translate_flow.workflow import board


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with desk_for_pages(tmp_path, monkeypatch, languages=["es", "fr"]) as desk:
        yield desk


def assigned(desk: Desk) -> list[tuple[str, str, str]]:
    cells = board.show(desk.store, Wanted(date.today())).cells
    return [
        (cell.standing.language, part.translator, str(part.span))
        for cell in cells
        for part in cell.standing.assignments
    ]


def test_the_local_owner_assigns_to_themselves(desk: Desk) -> None:
    page = shown("board")
    page.multiselect(key="assign:slugs").select("fair").run()
    page.multiselect(key="assign:languages").select("fr").run()
    page.selectbox(key="assign:edit").select(LOCAL_OWNER).run()
    page.text_input(key="assign:span").input("2-").run()
    page.button(key="assign:go").click().run()
    assert [message.value for message in page.success] == ["1 assignment is made\\."]
    assert assigned(desk) == [("fr", LOCAL_OWNER, "2-")]
    page.text_input(key="assign:span").input("").run()
    page.button(key="assign:clear").click().run()
    assert assigned(desk) == []


def test_an_assignment_that_says_nothing_is_told_in_place(desk: Desk) -> None:
    page = shown("board")
    page.multiselect(key="assign:slugs").select("fair").run()
    page.multiselect(key="assign:languages").select("fr").run()
    page.button(key="assign:go").click().run()
    assert "nothing to assign" in page.error[0].value
    assert assigned(desk) == []


def test_a_picture_has_a_row_for_each_article_and_a_column_for_each_language() -> None:
    def cell(slug: str, language: str, done: int) -> Standing:
        states = {state: Amount() for state in State} | {
            State.APPROVED: Amount(done, done),
            State.DRAFT: Amount(10 - done, 10 - done),
        }
        return Standing(slug, slug, "en", language, states, Amount(done, done))

    small = Image.open(io.BytesIO(picture([cell("a", "es", 5)])))
    large = Image.open(io.BytesIO(picture([cell("a", "es", 10), cell("b" * 80, "ar", 0)])))
    assert small.width < large.width
    assert small.height < large.height
    green, amber = (0x15, 0x80, 0x3D), (0xB7, 0x79, 0x1F)
    assert {green, amber} <= {colour for _, colour in small.getcolors(1 << 20)}
