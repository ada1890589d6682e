"""Two people in one article see each other, and what both of them wrote where they meet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from browser.samples import RIVER
from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.translation import Action, State

EVIL = '<img src=x onerror="window.hacked=1">'


def test_who_works_on_a_segment_is_seen_there_and_above_until_they_leave(open_editor, river):
    first, second = open_editor(river, query="&seg=5"), open_editor(river, query="&seg=7")
    second.area.click()
    second.page.keyboard.type("x")
    first.row(6).click()
    first.at(6)
    expect(first.page.locator(".toolbar .here")).to_have_text("Also here: you, in another tab")
    expect(first.row(7).locator(".badge.here")).to_have_text("you, in another tab")
    first.row(7).click()
    first.at(7)
    expect(first.page.locator("#tf-notes")).to_contain_text("On this segment too: you, in another tab")
    second.page.close()
    first.row(8).click()
    first.at(8)
    expect(first.page.locator(".toolbar .here")).to_be_hidden()
    expect(first.row(7).locator(".badge.here")).to_have_count(0)


def test_somebody_in_another_language_of_the_article_is_not_here(server, open_editor):
    server.add("river-two", RIVER)
    with server.store.write(by="local") as uow:
        uow.articles.add_language("river-two", "fr")
    open_editor("river-two", to="fr", query="&seg=5")
    editor = open_editor("river-two", query="&seg=5")
    with editor.page.expect_response("**/api/presence") as told:
        editor.row(6).click()
    assert told.value.json() == {"others": [], "revision": 1}
    expect(editor.page.locator(".toolbar .here")).to_be_hidden()


def test_who_has_the_article_open_is_told_that_it_was_revised_and_keeps_what_they_typed(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    expect(editor.page.locator('[data-action="renew"]')).to_be_hidden()
    fresh = Segment(Kind.PARAGRAPH, "Nobody had seen the river so high before.")
    server.revise(river, replace(RIVER, segments=(*RIVER.segments[:4], fresh, *RIVER.segments[4:])))
    editor.end()
    editor.page.keyboard.type(" Mío.")
    expect(editor.page.locator(".toolbar [aria-live]")).to_have_text("The article was revised: show it")
    editor.page.locator('[data-action="renew"]').click()
    expect(editor.row(5).locator(".source")).to_contain_text("Nobody had seen")
    editor.saved()
    assert server.targets(river)[5].text.endswith(" Mío.")
    expect(editor.page.locator('[data-action="renew"]')).to_be_hidden()


@pytest.mark.parametrize("keep", [True, False], ids=["mine", "theirs"])
def test_a_conflict_shows_what_both_began_with_and_what_each_made_of_it_and_keeps_both(
    server, open_editor, river, keep
):
    base = server.targets(river)[4].text
    editor = open_editor(river, query="&seg=5")
    server.write(river, 4, f"{base} {EVIL}", action=Action.APPROVE)
    editor.end()
    editor.page.keyboard.type(" Mío.")
    box = editor.page.locator(".conflict")
    expect(box.locator(".base")).to_have_text(base)
    expect(box.locator(".theirs ins")).to_contain_text([EVIL[:5]])
    expect(box.locator(".mine ins")).to_contain_text(["Mío"])
    editor.page.locator(f'[data-action="{"keep_mine" if keep else "take_theirs"}"]').click()
    editor.saved()
    stored = server.targets(river)[4]
    assert stored.text == (f"{base} Mío." if keep else f"{base} {EVIL}")
    if not keep:
        editor.page.keyboard.press("Alt+KeyZ")
        expect(editor.area).to_have_value(f"{base} Mío.")
        editor.saved()
        assert (server.targets(river)[4].text, server.targets(river)[4].state) == (f"{base} Mío.", State.DRAFT)
    with server.store.read() as uow:
        texts = [step.text for step in uow.targets.history(stored.segment, "es")]
    assert {f"{base} Mío.", f"{base} {EVIL}"} <= set(texts)
    assert editor.page.evaluate("window.hacked") is None


def test_what_was_typed_before_a_reload_is_compared_with_what_it_was_typed_over(server, open_editor, river):
    base = server.targets(river)[4].text
    editor = open_editor(river, query="&seg=5")
    editor.cut_off()
    editor.end()
    editor.page.keyboard.type(" Mío.")
    expect(editor.page.locator('.saved[data-state="offline"]')).to_be_visible()
    server.write(river, 4, "Cuarenta vecinos.", action=Action.APPROVE)
    editor.page.reload()
    box = editor.page.locator(".conflict")
    expect(box.locator(".base")).to_have_text(base)
    expect(box.locator(".mine ins")).to_contain_text(["Mío"])


def test_the_buttons_of_a_conflict_keep_the_keyboard_while_the_comparison_comes_in(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    server.write(river, 4, "Cuarenta vecinos.", action=Action.APPROVE)
    editor.end()
    editor.page.keyboard.type(" Mío.")
    editor.page.locator('[data-action="take_theirs"]').focus()
    expect(editor.page.locator(".conflict .mine ins")).not_to_have_count(0)
    expect(editor.page.locator('[data-action="take_theirs"]')).to_be_focused()
    editor.page.keyboard.press("Enter")
    expect(editor.area).to_have_value("Cuarenta vecinos.")
