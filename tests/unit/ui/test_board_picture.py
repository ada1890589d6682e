"""The picture of the board: what is drawn, and what is told in it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from boards import standing
from paging import desk_for_pages
from translate_flow.bootstrap import Desk
from translate_flow.domain.assignment import Span
from translate_flow.domain.board import Amount, Standing, Wanted
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.ui.board_files import words_for
from translate_flow.ui.board_picture import Words, picture
from translate_flow.workflow import assigning, board


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with desk_for_pages(tmp_path, monkeypatch, languages=["es", "fr"]) as desk:
        yield desk


def words(*standings: Standing, **more: Any) -> Words:
    """What stands in the picture of these, in English unless told otherwise."""
    told: dict[str, Any] = {
        "title": "Board",
        "lines": ["Made on Jun 1, 2026", "Person: ana"],
        "names": {item.slug: item.title for item in standings},
        "languages": {item.language: item.language for item in standings},
        "percents": {(item.slug, item.language): "50%" for item in standings},
        "facts": {(item.slug, item.language): [] for item in standings},
        "keys": [("done", "approved"), ("untranslated", "untranslated")],
        "bubble": "Segments with open comments",
    }
    return Words(**told | more)


def drawn(*standings: Standing, **more: Any) -> Image.Image:
    return Image.open(io.BytesIO(picture(standings, words(*standings, **more))))


def colours(image: Image.Image) -> set[object]:
    return {colour for _, colour in image.getcolors(1 << 20) or ()}


GREEN, AMBER, VIOLET = (0x15, 0x80, 0x3D), (0xB7, 0x79, 0x1F), (0x7C, 0x3A, 0xED)


SLATE, STRIPE = (0x47, 0x55, 0x69), (0xCB, 0xD5, 0xE1)


def test_a_picture_has_a_row_for_each_article_and_a_column_for_each_language() -> None:
    small = drawn(standing("a", "es", 5))
    large = drawn(*(standing(slug, code, 5) for slug in ("a", "b" * 80) for code in ("es", "ar", "fr", "de", "it")))
    assert small.width < large.width
    assert small.height < large.height
    assert {GREEN, AMBER} <= colours(small)


def test_what_was_approved_for_an_older_source_is_striped_in_a_colour_of_its_own_and_never_green() -> None:
    fresh = standing("a", "es", 10)
    half, stale = replace(fresh, done=Amount(6, 6)), replace(fresh, done=Amount())
    legend = {"keys": [("untranslated", "")]}
    assert not {SLATE, STRIPE} & colours(drawn(fresh, **legend))
    assert {GREEN, SLATE, STRIPE} <= colours(drawn(half, **legend))
    assert GREEN not in colours(drawn(stale, **legend))
    assert (half.percent, half.outdated) == (60, Amount(4, 4))
    assert {SLATE, STRIPE} <= colours(drawn(fresh, keys=[("outdated", "")]))


def test_a_picture_says_when_it_was_made_what_it_shows_and_what_its_signs_mean() -> None:
    item = standing("a", "es", 10)
    whole = drawn(item)
    for less in ({"lines": ["", ""]}, {"title": ""}, {"keys": [("done", ""), ("untranslated", "")]}, {"bubble": ""}):
        assert ImageChops.difference(whole, drawn(item, **less)).getbbox(), less
    assert VIOLET in colours(whole)


def test_a_picture_shows_titles_and_language_names_and_neither_slugs_nor_tags() -> None:
    item = standing("a", "es", 5)
    named = drawn(item, names={"a": "The fair"}, languages={"es": "Spanish"})
    assert ImageChops.difference(named, drawn(item)).getbbox()
    assert ImageChops.difference(named, drawn(item, names={"a": "The fair"})).getbbox()


def test_a_picture_has_room_for_every_line_that_is_told_of_a_cell() -> None:
    items = [standing(slug, "es", 5) for slug in ("a", "b")]
    bare = drawn(*items)
    lines = ["5 words left", "Due Dec 3, 2026", "ana → ben", "1 segment flagged"]
    for told in lines:
        one = drawn(*items, facts={("a", "es"): [told], ("b", "es"): []})
        assert ImageChops.difference(one.crop((0, 0, *bare.size)), bare).getbbox(), told
    full = drawn(*items, facts={("a", "es"): lines, ("b", "es"): []})
    assert full.height > bare.height
    above = ImageChops.difference(full.crop((0, 0, *bare.size)), bare).getbbox()
    assert above
    assert bands(full, GREEN) == 2


def bands(image: Image.Image, colour: tuple[int, int, int]) -> int:
    """How many bars one above the other have a colour, the legend's sign apart."""
    rows = [colour in colours(image.crop((380, y, image.width, y + 1))) for y in range(image.height)]
    return sum(now and not before for before, now in zip([False, *rows], rows, strict=False))


def test_the_picture_of_the_board_tells_words_left_deadlines_people_and_risks(desk: Desk) -> None:
    assigning.assign(
        desk.store, ["fair"], ["es"], translator=LOCAL_OWNER, due=date(2999, 12, 3), by=LOCAL_OWNER,
        span=Span(2, 2),
    )  # fmt: skip
    told = words_for(Wanted(date(2999, 12, 1)), board.show(desk.store, Wanted(date(2999, 12, 1))))
    assert told.facts["fair", "fr"] == ["4 words left"]
    assert [re.sub("[\u2068\u2069]", "", line) for line in told.facts["fair", "es"]] == [
        "4 words left", "Due Dec 3, 2999", "you → – · segment 2",
    ]  # fmt: skip
    late = words_for(Wanted(date(2999, 12, 4)), board.show(desk.store, Wanted(date(2999, 12, 4))))
    assert late.facts["fair", "es"][1] == "Overdue since Dec 3, 2999"


def test_a_title_that_no_font_of_this_machine_has_gives_way_to_the_slug() -> None:
    item = standing("a", "es", 5)
    assert not ImageChops.difference(drawn(item, names={"a": "\U0010fffe"}), drawn(item)).getbbox()


def test_a_picture_is_read_from_the_right_where_the_language_is() -> None:
    item = standing("a", "es", 10)
    left, right = (
        drawn(item, right_to_left=way).convert("L").point(lambda shade: 255 - shade) for way in (False, True)
    )
    ink = [image.resize((2, 1), Image.Resampling.BOX).tobytes() for image in (left, right)]
    assert ink[0][0] > ink[0][1]
    assert ink[1][0] < ink[1][1]
