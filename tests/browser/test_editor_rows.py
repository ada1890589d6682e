"""What the editor shows of a segment, and what a click and a key do to it."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

from browser.samples import RIVER, arabic, drafted, numbered
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.board import Wanted
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.translation import Action, State, Target

_NUMBERS = itertools.count(1)
BOLD_AND_LINK = (Code(1, CodeKind.BOLD), Code(2, CodeKind.LINK, ref="a"))


@pytest.fixture
def tagged(server):
    """Makes an article of two tagged sentences, whose draft of the first one is given."""

    def make(text: str, *flags: str) -> str:
        segments = (
            Segment(Kind.PARAGRAPH, "The <1>old</1> <2>mill</2>.", BOLD_AND_LINK),
            Segment(Kind.PARAGRAPH, "Go."),
        )

        def draft(target: Target, position: int) -> Target:
            return replace(target, text=("" if position else text), state=State.DRAFT, flags=flags)

        slug = f"tagged-{next(_NUMBERS)}"
        server.add(slug, Article("en", segments), drafts=draft)
        return slug

    return make


def test_a_click_on_the_source_of_a_row_opens_it(open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.row(7).locator(".source").click()
    editor.at(7)
    expect(editor.area).to_be_focused()


def test_words_of_a_source_can_be_selected_without_opening_its_row(open_editor, river):
    editor = open_editor(river, query="&seg=5")
    box = editor.row(7).locator(".source").bounding_box()
    middle = box["y"] + box["height"] / 2
    editor.page.mouse.move(box["x"] + 20, middle)
    editor.page.mouse.down()
    editor.page.mouse.move(box["x"] + 160, middle, steps=5)
    editor.page.mouse.up()
    assert editor.page.evaluate("getSelection().toString()") in RIVER.segments[6].text
    assert editor.page.evaluate("getSelection().toString().length") > 3
    assert editor.number == 5


def test_the_flag_of_a_draft_without_some_tags_names_them(open_editor, tagged):
    editor = open_editor(tagged("El <1>viejo</1> molino.", "codes"), query="&seg=2")
    flag = editor.row(1).locator(".badge.flag")
    expect(flag).to_have_attribute("title", re.compile(r"missing: \u2066<2></2>\u2069"))
    expect(editor.row(1).locator(".target")).to_have_attribute("aria-label", re.compile("missing"))


def test_the_filter_of_what_is_flagged_counts_as_the_board_does(server, open_editor, tagged):
    slug = tagged("El <1>viejo</1> molino.", "codes")
    server.write(slug, 1, "Ve.", action=Action.CONFIRM)
    changed = (
        Segment(Kind.PARAGRAPH, "The <1>old</1> <2>mill</2>.", BOLD_AND_LINK),
        Segment(Kind.PARAGRAPH, "Go now."),
    )
    server.revise(slug, Article("en", changed))
    with server.store.read() as uow:
        [standing] = [item for item in uow.board.page(Wanted(date.today()), limit=99, offset=0) if item.slug == slug]
    assert (standing.flagged, standing.stale) == (1, 1)
    editor = open_editor(slug)
    expect(editor.page.locator('[data-filter="flagged"]')).to_contain_text("1")
    expect(editor.page.locator('[data-filter="stale"]')).to_contain_text("1")
    editor.page.locator('[data-filter="flagged"]').click()
    expect(editor.page.locator(".row:visible")).to_have_count(1)
    editor.at(1)


def test_the_flag_of_tags_that_an_engine_placed_by_guess_says_so(open_editor, tagged):
    editor = open_editor(tagged("El <1>viejo</1> <2>molino</2>.", "codes"))
    expect(editor.page.locator(".notes")).to_have_text("The placement of the formatting is a guess; please check it.")
    editor.end()
    editor.page.keyboard.type(" Sí.")
    expect(editor.page.locator(".notes")).to_be_hidden()


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("El <1>viejo</1> molino.", "missing: \u2066<2></2>\u2069", "crossed"),
        ("El <1>viejo <2>molino</1>.</2>", "crossed or repeated", "missing"),
        ("El <1>viejo</1> <1>molino</1> <2>ya</2>.", "crossed or repeated", "missing"),
    ],
)
def test_approving_broken_tags_takes_a_second_press_and_says_why(server, open_editor, tagged, text, said, unsaid):
    slug = tagged(text)
    editor = open_editor(slug)
    editor.area.click()
    editor.page.keyboard.press("Control+Enter")
    notes = editor.page.locator(".notes")
    expect(notes).to_contain_text("again to approve anyway")
    expect(notes).to_contain_text(said)
    expect(notes).not_to_contain_text(unsaid)
    assert (editor.number, server.targets(slug)[0].state) == (1, State.DRAFT)
    editor.page.keyboard.press("Control+Enter")
    editor.at(2)
    editor.saved()
    assert server.targets(slug)[0].state is State.APPROVED


def test_tags_in_a_text_that_runs_right_to_left_are_shown_as_they_read(server, open_editor):
    server.add("reading-ar", RIVER, language="ar", drafts=arabic)
    editor = open_editor("reading-ar", to="ar", query="&seg=3")
    chips = editor.page.locator(".reading .chip")
    assert chips.all_inner_texts() == ["‹1›", "‹/1›", "‹2›", "‹/2›", "‹3/›"]
    first, second = chips.nth(0).bounding_box(), chips.nth(1).bounding_box()
    assert first["x"] > second["x"] + second["width"]
    editor.page.keyboard.press("Alt+ArrowDown")
    editor.at(4)
    expect(editor.page.locator(".reading")).to_be_hidden()


def test_an_interface_that_runs_right_to_left_turns_the_columns_around(open_editor, river):
    editor = open_editor(river, query="&seg=5&ui=ar")
    source, target = editor.row(6).locator(".source").bounding_box(), editor.row(6).locator(".target").bounding_box()
    assert target["x"] < source["x"]


def test_a_key_that_is_held_down_approves_one_segment_only(server, open_editor):
    server.add("held", numbered(4), drafts=drafted)
    editor = open_editor("held")
    editor.area.click()
    keyboard = editor.page.keyboard
    keyboard.down("Control")
    for _ in range(3):
        keyboard.down("Enter")
    keyboard.up("Enter")
    keyboard.up("Control")
    editor.at(2)
    editor.saved()
    assert [target.state for target in server.targets("held")] == [State.APPROVED, *[State.DRAFT] * 3]


def test_progress_is_told_in_words_and_in_segments(server, open_editor):
    segments = (
        Segment(Kind.PARAGRAPH, "One two three."),
        Segment(Kind.CODE, "x = 1"),
        Segment(Kind.PARAGRAPH, "Four."),
    )
    server.add("share", Article("en", segments), drafts=drafted)
    editor = open_editor("share")
    editor.area.click()
    editor.page.keyboard.press("Control+Enter")
    expect(editor.page.locator(".done")).to_have_text("75% of the words approved · 1 of 2 segments")


def test_the_list_fills_the_window_of_a_small_laptop_once_somebody_works(chromium, server, open_editor):
    server.add("tall", numbered(30), drafts=drafted)
    with chromium.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce") as context:
        editor = open_editor("tall", within=context)
        editor.row(3).locator(".source").click()
        editor.at(3)
        box = editor.page.locator(".rows").bounding_box()
        shown = editor.page.locator(".row").evaluate_all(
            "rows => rows.map((row) => row.getBoundingClientRect())"
            ".filter((box) => box.top >= 0 && box.bottom <= innerHeight).length"
        )
    assert box["y"] + box["height"] <= 720
    assert box["height"] >= 500
    assert shown >= 7


@pytest.mark.parametrize("interface", ["en", "ar"])
def test_the_words_in_the_search_box_are_not_cut(open_editor, river, interface):
    query = open_editor(river, query=f"&ui={interface}").page.locator(".query")
    assert query.evaluate("box => box.scrollWidth <= box.clientWidth")


def test_while_the_server_is_away_the_editor_says_so_and_nothing_covers_it(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    server.kill()
    # Streamlit gives up after six attempts, each one later than the one before.
    editor.page.locator('.saved[data-state="offline"]').wait_for(timeout=120_000)
    expect(editor.page.get_by_role("dialog")).to_have_count(0)
    editor.end()
    editor.page.keyboard.type(" Solo.")
    expect(editor.area).to_have_value(re.compile(r"Solo\.$"))
    server.start()
    editor.saved(timeout=30_000)
    assert server.targets(river)[4].text.endswith(" Solo.")


def test_the_riskiest_come_first_and_approving_goes_on_in_that_order(open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.page.keyboard.press("Alt+KeyR")
    editor.at(3)
    expect(editor.area).to_be_focused()
    numbers = [int(row.get_attribute("data-number")) for row in editor.page.locator(".row").all()]
    assert numbers[:3] == [3, 1, 2]
    assert numbers[-1] == 11
    editor.page.keyboard.press("Alt+KeyT")
    editor.page.keyboard.press("Control+Enter")
    editor.at(1)
    expect(editor.area).to_have_value(re.compile("La noche"))
    editor.page.keyboard.press("Alt+KeyR")
    numbers = [int(row.get_attribute("data-number")) for row in editor.page.locator(".row").all()]
    assert numbers == list(range(1, 17))


def test_among_the_riskiest_flags_come_before_doubt_and_doubt_before_what_nobody_can_tell(open_editor, river):
    row = {"kind": "paragraph", "source": "a", "codes": [], "text": "b", "state": "draft", "flags": [], "version": 1}
    rows = [
        {**row, "id": 1, "confidence": 0.9},
        {**row, "id": 2},
        {**row, "id": 3, "confidence": 0.2},
        {**row, "id": 4, "confidence": 0.8, "flags": ["numbers"]},
        {**row, "id": 5, "confidence": 0.1, "state": "approved"},
        {**row, "id": 6, "kind": "code"},
    ]
    told = open_editor(river).page.evaluate(
        """async (rows) => {
            const { Model, isUnsure } = await import("/_stcore/bidi-components/translate-flow.segment_grid/model.js");
            const ordered = new Model(rows).order(true);
            return [ordered.map((item) => item.id), ordered.filter(isUnsure).map((item) => item.id)];
        }""",
        rows,
    )
    assert told == [[4, 3, 1, 2, 5, 6], [3]]


def test_a_segment_of_characters_that_nobody_sees_is_not_approved_and_is_sent_once(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    sent = []
    editor.page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/ops") else None)
    editor.area.fill("\u200b\u2800 ")
    editor.saved()
    assert (server.targets(river)[4].text, server.targets(river)[4].state) == ("", State.UNTRANSLATED)
    editor.page.keyboard.press("Control+Enter")
    expect(editor.page.get_by_text("There is no translation yet: type one first.").first).to_be_attached()
    editor.end()
    editor.page.keyboard.type("Cantaron.")
    editor.saved()
    assert server.targets(river)[4].text.endswith("Cantaron.")
    assert len(sent) == 2
