"""Reading the article as an article, and finding one's way in it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.driving import Editor
from browser.samples import RIVER, arabic
from translate_flow.domain.comments import Comment
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.terms import Term
from translate_flow.domain.translation import Action, State


def sides(editor: Editor) -> tuple[bool, bool]:
    row = editor.row(5)
    return row.locator(".source").is_visible(), row.locator(".target").is_visible()


def test_one_key_goes_from_editing_through_the_ways_to_read_and_back_to_the_same_segment(open_editor, river):
    editor = open_editor(river, query="&seg=5")
    seen = []
    for _ in range(3):
        editor.page.keyboard.press("Alt+KeyV")
        expect(editor.area).to_have_count(0)
        seen.append((editor.page.locator("[data-choice=view]").input_value(), *sides(editor)))
    assert seen == [("target", False, True), ("source", True, False), ("both", True, True)]
    expect(editor.page.locator(".number:visible, .state:visible, .chip:visible")).to_have_count(0)
    editor.page.keyboard.press("Alt+KeyV")
    editor.at(5)
    expect(editor.area).to_be_focused()


def test_a_click_on_what_is_read_edits_it(open_editor, river):
    editor = open_editor(river)
    editor.page.locator("[data-choice=view]").select_option("target")
    editor.row(13).locator(".target").click()
    editor.at(13)
    expect(editor.page.locator("[data-choice=view]")).to_have_value("edit")
    editor.page.locator("[data-choice=view]").select_option("source")
    editor.row(4).locator(".source").click()
    editor.at(4)


def test_who_reads_goes_through_the_article_by_keyboard_and_enters_where_they_like(open_editor, river):
    editor = open_editor(river, query="&seg=4")
    editor.page.keyboard.press("Alt+KeyV")
    expect(editor.row(4).locator(".target")).to_be_focused()
    editor.page.keyboard.press("ArrowDown")
    editor.page.keyboard.press("ArrowDown")
    editor.page.keyboard.press("Enter")
    editor.at(6)
    expect(editor.area).to_be_focused()


def test_what_was_typed_is_read_and_saved(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.end()
    editor.page.keyboard.type(" Y cantaron.")
    editor.page.keyboard.press("Alt+KeyV")
    expect(editor.row(5).locator(".target")).to_contain_text("Y cantaron.")
    editor.saved()
    assert server.targets(river)[4].text.endswith("Y cantaron.")


def test_an_arabic_translation_is_read_from_right_to_left(server, open_editor):
    server.add("river-read-ar", RIVER, language="ar", drafts=arabic)
    editor = open_editor("river-read-ar", to="ar")
    editor.page.keyboard.press("Alt+KeyV")
    style = editor.row(5).locator(".target").evaluate("node => [getComputedStyle(node).direction, node.lang]")
    assert style == ["rtl", "ar"]


def test_a_search_looks_where_it_is_told_and_says_how_much_it_found(open_editor, river):
    editor = open_editor(river)
    where = editor.page.locator("[data-choice=where]")
    editor.page.keyboard.press("Alt+KeyF")
    editor.page.keyboard.type("sirena")
    expect(editor.page.locator(".found")).to_have_text(f"1 of {len(RIVER.segments)} segments shown")
    where.select_option("source")
    expect(editor.page.get_by_text("No segment fits this filter.")).to_be_visible()
    where.select_option("target")
    expect(editor.page.locator(".row:visible")).to_have_count(1)
    editor.page.locator('input[type="search"]').fill("")
    expect(editor.page.locator(".found")).to_have_text("")


def test_a_key_goes_to_the_next_unfinished_segment_and_around(server, open_editor, river):
    for place in (4, 5, 6):
        server.write(river, place, f"Texto {place}.", action=Action.APPROVE)
    editor = open_editor(river, query="&seg=4")
    last = len(RIVER.segments)
    seen = []
    for start in (4, last):
        editor.row(start).click()
        editor.at(start)
        editor.page.keyboard.press("Alt+KeyN")
        expect(editor.row(start)).not_to_have_class(re.compile(r"\bactive\b"))
        seen.append(editor.number)
    assert seen == [8, 1]


def test_a_question_mark_lists_the_keys_except_where_it_is_typed(open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.end()
    editor.page.keyboard.type("?")
    expect(editor.page.locator("dialog.help")).to_be_hidden()
    expect(editor.area).to_have_value(re.compile(r"tres horas\.\?$"))
    editor.page.keyboard.press("Alt+KeyV")
    editor.page.keyboard.press("Shift+Slash")
    expect(editor.page.locator("dialog.help")).to_be_visible()
    expect(editor.page.locator("dialog.help")).to_contain_text("Change the case of the word")


def said(server, slug: str) -> list[Comment]:
    with server.store.read() as uow:
        return list(uow.comments.listed(slug, "es"))


def test_a_segment_is_sent_back_with_the_reason_as_a_comment(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.area.click()
    editor.page.keyboard.press("Alt+Shift+KeyB")
    box = editor.page.get_by_label("What should be changed? @ names a person")
    expect(box).to_be_focused()
    assert server.targets(river)[4].state is State.DRAFT
    editor.page.keyboard.type("From the school to the church, not a chain.")
    editor.page.keyboard.press("Control+Enter")
    editor.at(6)
    editor.saved()
    assert server.targets(river)[4].state is State.NEEDS_WORK
    assert [(item.place, item.text) for item in said(server, river)] == [
        (5, "From the school to the church, not a chain.")
    ]


def test_who_gives_no_reason_after_all_sends_nothing_back(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.area.click()
    editor.page.keyboard.press("Alt+Shift+KeyB")
    editor.page.keyboard.press("Escape")
    expect(editor.area).to_be_focused()
    editor.page.keyboard.press("Alt+KeyM")
    expect(editor.page.get_by_label("Write a comment; @ names a person")).to_be_focused()
    assert server.targets(river)[4].state is State.DRAFT


@pytest.mark.parametrize("language", ["es", "ja"])
def test_what_the_termbase_knows_is_marked_in_the_source(server, open_editor, language):
    slug = f"river-terms-{language}"
    server.add(slug, RIVER, language=language)
    with server.store.write(by=LOCAL_OWNER) as uow:
        uow.terms.add([Term("gauge", "X", "en", language), Term("council", "Y", "en", language)])
    editor = open_editor(slug, to=language, query="&seg=3")
    marks = editor.row(3).locator(".source mark")
    expect(marks).to_have_text(["gauge", "council"])
    expect(marks.first).to_have_css("text-decoration-line", "underline")
    editor.page.keyboard.press("Alt+ArrowDown")
    editor.at(4)
    expect(editor.page.locator(".source mark")).to_have_count(0)


def test_on_a_phone_a_link_leads_to_its_segment_and_nothing_is_wider_than_the_screen(
    chromium, server, open_editor, river
):
    with chromium.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce") as context:
        editor = open_editor(river, within=context, query="&seg=9")
        expect(editor.row(9)).to_be_in_viewport()
        wide = "() => document.documentElement.scrollWidth <= innerWidth"
        assert editor.page.evaluate(wide)
        rows = editor.page.locator(".toolbar").evaluate_all(
            "bars => bars.flatMap((bar) => [...bar.querySelectorAll('select, input, .saved')])"
            ".map((node) => node.getBoundingClientRect()).every((box) => box.left >= 0 && box.right <= innerWidth)"
        )
        assert rows
        editor.area.click()
        editor.page.get_by_role("button", name="Approve & next").click()
        editor.saved()
        assert server.targets(river)[8].state is State.APPROVED
        editor.page.locator("[data-choice=view]").select_option("target")
        expect(editor.row(9).locator(".target")).to_be_visible()
        assert editor.page.evaluate(wide)
