"""What may come next stands after the caret; it is taken by key, sent away by key, and never in the way."""

from __future__ import annotations

import itertools

from playwright.sync_api import expect

from browser.samples import RIVER

SIREN = "A SIREN THAT SOMEBODY TESTS."
"""What the tests' engine makes of the tenth segment."""


def test_tab_takes_the_suggestion_and_the_browsers_undo_takes_it_back(server, open_editor, river):
    editor = open_editor(river, query="&seg=10")
    editor.offered("A SIR", "EN THAT SOMEBODY TESTS.")
    editor.page.keyboard.press("Tab")
    expect(editor.area).to_have_value(SIREN)
    expect(editor.suggestion).to_be_hidden()
    expect(editor.area).to_be_focused()
    editor.page.keyboard.press("Control+KeyZ")
    expect(editor.area).to_have_value("A SIR")
    editor.page.keyboard.press("Control+Shift+KeyZ")
    editor.saved()
    assert server.targets(river)[9].text == SIREN


def test_a_word_is_taken_by_key_and_typing_along_asks_nothing(open_editor, river):
    editor = open_editor(river, query="&seg=10")
    editor.offered("A SIR", "EN THAT SOMEBODY TESTS.")
    asked: list[str] = []
    editor.page.on("request", lambda request: asked.append(request.url))
    editor.page.keyboard.press("Control+ArrowRight")
    expect(editor.area).to_have_value("A SIREN")
    editor.page.keyboard.press("Alt+ArrowRight")
    expect(editor.area).to_have_value("A SIREN THAT")
    editor.page.keyboard.type(" SOME")
    expect(editor.suggestion).to_have_text("BODY TESTS.")
    editor.saved()
    assert not [url for url in asked if url.endswith("/api/complete")]


def test_escape_sends_it_away_and_tab_then_moves_on_as_ever(open_editor, river):
    editor = open_editor(river, query="&seg=10")
    editor.offered("A SIR", "EN THAT SOMEBODY TESTS.")
    editor.page.keyboard.press("Escape")
    expect(editor.suggestion).to_be_hidden()
    editor.page.keyboard.press("Tab")
    expect(editor.area).not_to_be_focused()
    expect(editor.area).to_have_value("A SIR")


def test_nothing_is_suggested_inside_the_text_or_over_a_selection(open_editor, river):
    editor = open_editor(river, query="&seg=10")
    editor.offered("A SIR", "EN THAT SOMEBODY TESTS.")
    editor.page.keyboard.press("ArrowLeft")
    expect(editor.suggestion).to_be_hidden()
    editor.page.keyboard.press("End")
    expect(editor.suggestion).to_be_visible()
    editor.page.keyboard.press("Control+KeyA")
    expect(editor.suggestion).to_be_hidden()


def test_while_an_input_method_composes_nothing_is_suggested(open_editor, river):
    editor = open_editor(river, query="&seg=10")
    editor.offered("A SIR", "EN THAT SOMEBODY TESTS.")
    devtools = editor.page.context.new_cdp_session(editor.page)
    devtools.send("Input.imeSetComposition", {"text": "E", "selectionStart": 1, "selectionEnd": 1})
    expect(editor.suggestion).to_be_hidden()
    devtools.send("Input.insertText", {"text": "E"})
    expect(editor.suggestion).to_have_text("N THAT SOMEBODY TESTS.")


def test_in_a_text_that_runs_right_to_left_it_stands_to_the_left_and_the_left_arrow_takes_a_word(server, open_editor):
    server.add("completion-ar", RIVER, language="ar")
    editor = open_editor("completion-ar", to="ar", query="&seg=10")
    editor.offered("A SIR", "EN THAT SOMEBODY TESTS.")
    field, rest = editor.area.bounding_box(), editor.suggestion.bounding_box()
    assert rest["x"] + rest["width"] < field["x"] + field["width"] - 20
    editor.page.keyboard.press("Control+ArrowLeft")
    expect(editor.area).to_have_value("A SIREN")


def test_it_can_be_switched_off_and_stays_off(open_editor, river):
    editor = open_editor(river, query="&seg=10")
    editor.offered("A SIR", "EN THAT SOMEBODY TESTS.")
    editor.page.keyboard.press("Alt+KeyC")
    expect(editor.suggestion).to_be_hidden()
    editor.saved()
    editor.page.reload()
    editor.wait()
    expect(editor.page.locator('[data-action="completion"]')).to_have_attribute("aria-pressed", "false")
    asked: list[str] = []
    editor.page.on("request", lambda request: asked.append(request.url))
    editor.end()
    editor.page.keyboard.type("EN")
    editor.saved()
    assert not [url for url in asked if url.endswith("/api/complete")]


def test_one_request_is_under_way_at_a_time_and_one_without_an_answer_is_given_up(open_editor, river):
    editor = open_editor(river, query="&seg=10")
    editor.page.route("**/api/complete", lambda route: None)
    events: list[int] = []
    editor.page.on("request", lambda request: events.append(1) if request.url.endswith("/complete") else None)
    editor.page.on("requestfailed", lambda request: events.append(-1) if request.url.endswith("/complete") else None)
    editor.area.fill("")
    editor.area.click()
    while events.count(1) < 3:
        editor.page.keyboard.type("A", delay=100)
    assert max(itertools.accumulate(events)) == 1


def test_other_suggestions_are_seen_by_key_and_told_to_who_cannot_see_them(open_editor, river):
    editor = open_editor(river, query="&seg=10")
    answers = ["dos sirenas", "dos bocinas"]
    editor.page.route("**/api/complete", lambda route: route.fulfill(json={"suggestions": answers}))
    editor.area.fill("")
    editor.area.click()
    editor.page.keyboard.press("Alt+BracketRight")
    expect(editor.suggestion).to_have_text("dos sirenas")
    editor.page.keyboard.press("Alt+BracketRight")
    expect(editor.suggestion).to_have_text("dos bocinas")
    expect(editor.page.locator("[aria-live]")).to_have_text("dos bocinas")
    editor.page.keyboard.type("dos s")
    expect(editor.suggestion).to_have_text("irenas")


def test_a_refusal_is_not_the_end_and_a_missing_model_is(open_editor, river):
    editor = open_editor(river, query="&seg=10")
    editor.page.route("**/api/complete", lambda route: route.fulfill(status=400, json={"error": "not now"}))
    editor.area.fill("")
    editor.area.click()
    with editor.page.expect_response("**/api/complete"):
        editor.page.keyboard.type("A")
    editor.page.unroute("**/api/complete")
    editor.offered("A SIR", "EN THAT SOMEBODY TESTS.")
    editor.page.route("**/api/complete", lambda route: route.fulfill(status=422, json={"error": "no model"}))
    with editor.page.expect_response("**/api/complete"):
        editor.page.keyboard.type("X")
    editor.saved()
    asked: list[str] = []
    editor.page.on("request", lambda request: asked.append(request.url))
    editor.page.keyboard.type("Y")
    editor.saved()
    assert not [url for url in asked if url.endswith("/api/complete")]
