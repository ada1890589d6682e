"""The board's address says what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from paging import desk_for_pages, shown
from translate_flow.bootstrap import Desk
from translate_flow.domain.board import Order


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with desk_for_pages(tmp_path, monkeypatch, languages=["es", "fr"]) as desk:
        yield desk


def in_address(page: AppTest) -> dict[str, Any]:
    return {name: page.query_params[name] for name in page.query_params}


def test_a_link_to_the_board_shows_what_its_address_says_and_leaves_out_what_it_does_not_know(desk: Desk) -> None:
    asked = {"text": "fair", "language": "es", "work": "draft", "order": "risk", "due": "none", "page": "4"}
    page = shown("board", query={**asked, "person": "nobody-here", "risky": "perhaps", "other": "kept"})
    assert page.text_input(key="board:text").value == "fair"
    assert page.multiselect(key="board:languages").value == ["es"]
    assert [page.selectbox(key=f"board:{box}").value for box in ("waits", "due", "order", "person")] == [
        "draft", "none", Order.RISK, "",
    ]  # fmt: skip
    assert not page.checkbox(key="board:risky").value
    assert in_address(page) == {name: value for name, value in asked.items() if name != "page"} | {"other": "kept"}


def test_what_is_chosen_on_the_board_stands_in_its_address_until_it_is_taken_away(desk: Desk) -> None:
    page = shown("board")
    assert not page.query_params
    page.selectbox(key="board:order").select(Order.RISK).run()
    page.multiselect(key="board:languages").set_value(["fr", "es"]).run()
    assert in_address(page) == {"order": "risk", "language": ["fr", "es"]}
    page.selectbox(key="board:order").select(Order.NEWEST).run()
    page.multiselect(key="board:languages").set_value([]).run()
    assert not page.query_params


def test_an_address_that_the_browser_went_back_to_goes_before_what_the_boxes_held(desk: Desk) -> None:
    page = shown("board")
    page.selectbox(key="board:order").select(Order.RISK).run()
    page.query_params.clear()
    page.run()
    assert page.selectbox(key="board:order").value == Order.NEWEST
    assert not page.query_params


@pytest.mark.parametrize("number", ["0", "-3", "x", "9" * 5000, "٣x", ""])
def test_no_page_number_of_an_address_breaks_the_board(desk: Desk, number: str) -> None:
    page = shown("board", query={"page": number})
    assert "fair" in "".join(item.proto.body for item in page.get("html"))
