"""Beside the segment that is worked on stand matches from the memory and terms, by key and by click."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.samples import RIVER
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.memory import MemoryUnit
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.terms import Term
from translate_flow.domain.translation import State
from translate_flow.segmentation import SrxSplitter
from translate_flow.workflow.segmenting import segment as segmented

SOURCE = RIVER.segments[4].plain
EVIL = '<img src=x onerror="window.hacked=1">'
MATCH = f"Treinta voluntarios formaron una fila y pasaron cajas {EVIL} durante horas."


@pytest.fixture(scope="module", autouse=True)
def taught(server) -> None:
    """A memory and a termbase for the fifth segment of the sample."""
    terms = [
        Term("school", "colegio", "en", "es", note=EVIL),
        Term("church", "parroquia", "en", "es", forbidden=("iglesia",)),
    ]
    with server.store.write(by=LOCAL_OWNER) as uow:
        uow.memory.add([MemoryUnit(SOURCE.replace("Forty", "Thirty"), MATCH, "en", "es", article="older")])
        uow.terms.add(terms)


def test_a_match_shows_what_differs_and_whose_it_is_and_goes_in_by_key(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    match = editor.page.locator(".match")
    expect(match).to_contain_text("older")
    expect(match.locator("ins")).to_have_text("Forty")
    expect(match.locator("del")).to_have_text("Thirty")
    expect(match).to_contain_text(re.compile(r"\d\d%"))
    editor.area.click()
    editor.page.keyboard.press("Alt+Digit1")
    expect(editor.area).to_have_value(MATCH)
    editor.page.keyboard.press("Control+KeyZ")
    expect(editor.area).not_to_have_value(MATCH)
    match.click()
    expect(editor.area).to_have_value(MATCH)
    editor.saved()
    assert server.targets(river)[4].text == MATCH
    assert editor.page.evaluate("window.hacked") is None


def test_a_forbidden_word_is_replaced_and_a_missing_term_put_in_where_the_caret_is(open_editor, river):
    editor = open_editor(river, query="&seg=5")
    school, church = editor.page.locator(".term").nth(0), editor.page.locator(".term").nth(1)
    expect(school).to_have_attribute("aria-label", re.compile("school → colegio: missing"))
    expect(church).to_have_attribute("aria-label", re.compile("a forbidden word stands in its place"))
    church.click()
    expect(editor.area).to_have_value(re.compile("a la parroquia y pasaron"))
    expect(church).to_have_attribute("aria-label", re.compile("used"))
    editor.end()
    editor.page.keyboard.press("Alt+Digit4")
    expect(editor.area).to_have_value(re.compile(r"horas\. colegio$"))
    expect(school).to_have_attribute("aria-label", re.compile("used"))


@pytest.mark.parametrize(
    ("text", "caret", "then"),
    [
        ("La iglesia vieja", 6, "La iglesia colegio vieja"),
        ("La iglesia vieja", 11, "La iglesia colegio vieja"),
        ("La <1>iglesia</1>", 4, "La <1>colegio iglesia</1>"),
    ],
)
def test_a_term_goes_in_at_the_edge_of_a_word_or_a_tag(open_editor, river, text, caret, then):
    editor = open_editor(river, query="&seg=5")
    expect(editor.page.locator(".term").first).to_be_visible()
    editor.area.fill(text)
    editor.area.evaluate("(area, at) => area.setSelectionRange(at, at)", caret)
    editor.page.keyboard.press("Alt+Digit4")
    expect(editor.area).to_have_value(then)


def test_wrong_terms_take_a_second_press_to_approve(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    expect(editor.page.locator(".term").first).to_be_visible()
    editor.area.click()
    editor.page.keyboard.press("Control+Enter")
    notes = editor.page.locator(".notes")
    expect(notes).to_contain_text("A required term is missing, or a forbidden word is used.")
    expect(notes).to_contain_text("again to approve anyway")
    assert server.targets(river)[4].state is not State.APPROVED
    editor.page.keyboard.press("Control+Enter")
    editor.saved()
    assert server.targets(river)[4].state is State.APPROVED


def test_a_match_for_a_sentence_is_told_as_such_and_goes_in_at_the_caret(server, open_editor):
    text = "The ferry left before dawn. Nobody waved from the cold and empty quay."
    server.add("ferry", segmented(Article("en", (Segment(Kind.PARAGRAPH, text),)), splitter=SrxSplitter()))
    with server.store.write(by=LOCAL_OWNER) as uow:
        uow.memory.add([MemoryUnit("The ferry left before dawn.", "El ferri salió antes del alba.", "en", "es")])
    editor = open_editor("ferry", query="&seg=1")
    match = editor.page.locator(".match")
    expect(match).to_contain_text("for one sentence")
    editor.area.fill("Antes.")
    editor.page.keyboard.press("Alt+Digit1")
    expect(editor.area).to_have_value("Antes. El ferri salió antes del alba.")


def test_a_place_in_the_plain_text_is_found_among_tags_and_wide_characters(open_editor, river):
    codes = [{"id": 1, "kind": "bold", "alone": False}]
    text = "🎉 <1>La</1> iglesia <9>"
    told = open_editor(river).page.evaluate(
        """async ([text, codes]) => {
            const { placeOf } = await import("/_stcore/bidi-components/translate-flow.segment_grid/tags.js");
            return [0, 1, 2, 5, 12, 99].map((at) => text.slice(placeOf(text, codes, at)));
        }""",
        [text, codes],
    )
    assert told == [text, " <1>La</1> iglesia <9>", "La</1> iglesia <9>", "iglesia <9>", " <9>", ""]


def test_where_nothing_is_known_nothing_stands(open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.page.locator(".beside").wait_for()
    with editor.page.expect_response("**/api/suggestions"):
        editor.page.keyboard.press("Alt+ArrowDown")
    editor.at(6)
    expect(editor.page.locator(".beside")).to_be_hidden()
