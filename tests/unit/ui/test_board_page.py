"""The board's page on a desk without accounts, and the picture of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from paging import desk_for_pages, shown
from translate_flow.bootstrap import Desk
from translate_flow.domain.board import Amount, Standing, Wanted
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import State
from translate_flow.ui.board_picture import picture
from translate_flow.workflow import board, commenting


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
    talked = Image.open(io.BytesIO(picture([replace(cell("a", "es", 5), comments=12)])))
    assert {colour for _, colour in talked.getcolors(1 << 20)} > {colour for _, colour in small.getcolors(1 << 20)}


def test_open_comments_are_a_risk_on_the_board_and_in_its_file(desk: Desk) -> None:
    commenting.add(desk.store, "fair", 2, "fr", "Who says so?", by=LOCAL_OWNER)
    [table] = [item.proto.body for item in shown("board").get("html") if "<table>" in item.proto.body]
    french, spanish = (table.partition(f"fair&amp;language={code}")[2].partition("</td>")[0] for code in ("fr", "es"))
    assert french.count("1 with open comments") == 2
    assert "open comments" not in spanish
    wanted = Wanted(date.today(), risky=True)
    header, line = b"".join(board.as_csv(desk.store, wanted)).decode("utf-8-sig").splitlines()
    cells = dict(zip(header.split(","), line.split(","), strict=True))
    assert (cells["language"], cells["flagged"], cells["comments"]) == ("fr", "0", "1")


def test_mentions_stand_in_the_work_of_whoever_they_name_as_text() -> None:
    def script() -> None:
        from datetime import UTC, datetime  # noqa: PLC0415 - what AppTest runs is this body alone

        from translate_flow.domain.comments import Comment, Mention  # noqa: PLC0415 - as above
        from translate_flow.ui.duties import mentions_panel  # noqa: PLC0415 - as above

        said = Comment(7, 1, "fr", "ana", datetime(2026, 6, 1, tzinfo=UTC), "*Why*, @ben?", "fair", "The fair", 2)
        mentions_panel([Mention(said, seen=False)])

    page = AppTest.from_function(script, default_timeout=60).run()
    assert not page.exception
    [line] = [item.value for item in page.markdown]
    assert line.startswith("**\u2068\\*Why\\*, @ben?\u2069**")
    assert "The fair" in line
    assert "ana" in line
    assert [item.key for item in page.button] == ["work:named:7", "work:heard"]


def test_whoever_is_named_nowhere_is_told_so(desk: Desk) -> None:
    page = shown("my_work")
    assert "No open comment names you." in [item.value for item in page.info]
