"""What became of a segment is told beside it, and is one press away."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.samples import RIVER, arabic
from translate_flow.domain.translation import Action, State

EVIL = '<img src=x onerror="window.hacked=1">'


def test_the_history_shows_each_change_and_goes_back_to_any_of_them_undoably(server, open_editor, river):
    draft = server.targets(river)[4].text
    server.write(river, 4, f"Cuarenta voluntarios {EVIL}.", action=Action.CONFIRM)
    editor = open_editor(river, query="&seg=5")
    editor.area.click()
    editor.page.keyboard.press("Alt+KeyI")
    steps = editor.page.locator(".step")
    expect(steps).to_have_count(2)
    expect(steps.nth(0)).to_contain_text("Confirmed")
    expect(steps.nth(0).locator("ins")).to_contain_text(["<img"])
    expect(steps.nth(1)).to_contain_text("Drafted · apertium")
    expect(steps.nth(0).get_by_role("button")).to_have_count(0)
    steps.nth(1).get_by_role("button", name="Go back to this").click()
    expect(editor.area).to_have_value(draft)
    expect(editor.area).to_be_focused()
    editor.saved()
    assert (server.targets(river)[4].text, server.targets(river)[4].state) == (draft, State.DRAFT)
    editor.page.keyboard.press("Alt+KeyZ")
    editor.saved()
    assert server.targets(river)[4].state is State.TRANSLATED
    assert editor.page.evaluate("window.hacked") is None


def test_the_history_opens_and_closes_by_keyboard_alone(open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.area.click()
    panel = editor.page.get_by_role("group", name="History of the segment, and back")
    editor.page.keyboard.press("Alt+KeyI")
    expect(panel).to_be_focused()
    expect(panel.locator(".step")).to_have_count(1)
    editor.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(editor.area).to_be_focused()
    editor.page.keyboard.press("Alt+KeyI")
    editor.page.keyboard.press("Alt+ArrowDown")
    editor.at(6)
    expect(panel).to_be_hidden()


def test_a_segment_without_a_translation_says_that_there_was_none(server, open_editor):
    server.add("river-untouched", RIVER)
    editor = open_editor("river-untouched", query="&seg=5")
    editor.area.click()
    editor.page.keyboard.press("Alt+KeyI")
    expect(editor.page.get_by_text("Nobody has translated this segment yet.")).to_be_visible()


@pytest.mark.parametrize("language", ["ar", "ja"])
def test_the_history_runs_as_its_language_does(server, open_editor, language):
    slug = f"river-history-{language}"
    server.add(slug, RIVER, language=language, drafts=arabic if language == "ar" else None)
    server.write(slug, 4, "تغيير" if language == "ar" else "変更", language=language)
    editor = open_editor(slug, to=language, query="&seg=5")
    editor.area.click()
    editor.page.keyboard.press("Alt+KeyI")
    text = editor.page.locator(".step .text").first
    expect(text).to_be_visible()
    assert text.evaluate("node => [getComputedStyle(node).direction, node.lang]") == [
        "rtl" if language == "ar" else "ltr",
        language,
    ]
