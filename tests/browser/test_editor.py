"""What the editor promises to a person: nothing typed is lost, nothing is overwritten, everything works by keyboard."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from browser.driving import Editor
from browser.samples import RIVER, arabic, drafted, numbered
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.translation import Action, State


def test_twenty_approvals_at_forty_milliseconds_are_twenty_saved(server, open_editor):
    server.add("rapid", numbered(30), drafts=drafted)
    editor = open_editor("rapid")
    editor.area.click()
    for _ in range(20):
        editor.page.keyboard.press("Control+Enter")
        editor.page.wait_for_timeout(40)
    editor.at(21)
    editor.saved()
    states = [target.state for target in server.targets("rapid")]
    assert states == [State.APPROVED] * 20 + [State.DRAFT] * 10
    assert [target.version for target in server.targets("rapid")][:20] == [2] * 20


def test_typing_and_approving_segment_by_segment_saves_each_text(server, open_editor):
    server.add("typing", numbered(6), drafts=drafted)
    editor = open_editor("typing")
    for number in range(1, 6):
        editor.at(number)
        editor.end()
        editor.page.keyboard.type(f" Nota {number}.")
        editor.page.keyboard.press("Control+Enter")
    editor.saved()
    expected = [f"El párrafo {number} habla del molino y su bomba. Nota {number}." for number in range(1, 6)]
    assert [target.text for target in server.targets("typing")][:5] == expected


def test_a_reload_eighty_milliseconds_after_typing_loses_nothing(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.end()
    editor.page.keyboard.type(" Y cantaron.")
    editor.page.wait_for_timeout(80)
    editor.page.reload()
    editor.wait()
    expect(editor.area).to_have_value(re.compile(r"Y cantaron\.$"))
    editor.saved()
    assert server.targets(river)[4].text.endswith("tres horas. Y cantaron.")


def test_a_tab_closed_while_typing_gives_the_text_back_when_it_is_opened_again(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.cut_off()
    editor.end()
    editor.page.keyboard.type(" Y cantaron.")
    editor.page.close()
    assert "cantaron" not in server.targets(river)[4].text
    again = open_editor(river, query="&seg=5")
    expect(again.area).to_have_value(re.compile(r"Y cantaron\.$"))
    again.saved()
    assert server.targets(river)[4].text.endswith("Y cantaron.")


def test_what_another_open_tab_is_typing_is_left_to_it(open_editor, river):
    first = open_editor(river, query="&seg=5")
    first.cut_off()
    first.end()
    first.page.keyboard.type(" Y cantaron.")
    second = open_editor(river, query="&seg=5")
    expect(second.area).to_have_value(re.compile(r"tres horas\.$"))


def test_a_server_killed_in_the_middle_gets_the_text_when_it_is_back(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.end()
    editor.page.keyboard.type(" Antes.")
    server.kill()
    editor.page.keyboard.type(" Durante.")
    editor.page.keyboard.press("Control+Enter")
    editor.page.locator('.saved[data-state="offline"]').wait_for()
    server.start()
    editor.saved(timeout=30_000)
    target = server.targets(river)[4]
    assert target.text.endswith("tres horas. Antes. Durante.")
    assert target.state is State.APPROVED


def test_an_approval_over_a_source_that_changed_meanwhile_shows_the_new_source_first(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    source = RIVER.segments[4]
    changed = replace(source, text=f"{source.text} Then it snowed.")
    server.revise(river, replace(RIVER, segments=(*RIVER.segments[:4], changed, *RIVER.segments[5:])))
    editor.at(5)
    editor.area.click()
    editor.page.keyboard.press("Control+Enter")
    expect(editor.row(5).locator(".text.source")).to_contain_text("Then it snowed.")
    target = server.targets(river)[4]
    assert (target.state, target.source_hash) == (State.DRAFT, source.source_hash)


def test_of_two_tabs_the_later_overwrites_nothing_and_the_person_decides(server, open_editor, river):
    first, second = open_editor(river, query="&seg=5"), open_editor(river, query="&seg=5")
    first.end()
    first.page.keyboard.type(" Primera.")
    first.page.keyboard.press("Control+Enter")
    first.saved()
    second.end()
    second.page.keyboard.type(" Segunda.")
    second.page.keyboard.press("Control+Enter")
    second.page.locator('.saved[data-state="attention"]').wait_for()
    assert server.targets(river)[4].text.endswith(" Primera.")
    second.page.keyboard.press("Alt+ArrowUp")
    expect(second.page.locator(".theirs")).to_contain_text("Primera.")
    expect(second.area).to_have_value(re.compile(r"Segunda\.$"))
    second.page.locator('[data-action="keep_mine"]').click()
    second.saved()
    target = server.targets(river)[4]
    assert target.text.endswith("tres horas. Segunda.")
    assert target.state is State.APPROVED


def test_taking_theirs_shows_the_saved_text_and_changes_nothing(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    server.write(river, 4, "Cuarenta vecinos.", action=Action.APPROVE)
    editor.end()
    editor.page.keyboard.type(" Mío.")
    editor.page.locator('[data-action="take_theirs"]').click()
    expect(editor.area).to_have_value("Cuarenta vecinos.")
    editor.saved()
    target = server.targets(river)[4]
    assert (target.text, target.state, target.version) == ("Cuarenta vecinos.", State.APPROVED, 2)


def test_undo_after_approving_brings_back_the_draft_and_redo_the_approval(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.area.click()
    editor.page.keyboard.press("Control+Enter")
    editor.at(6)
    editor.saved()
    assert server.targets(river)[4].state is State.APPROVED
    editor.page.keyboard.press("Alt+KeyZ")
    editor.at(5)
    editor.saved()
    assert server.targets(river)[4].state is State.DRAFT
    editor.page.keyboard.press("Alt+Shift+KeyZ")
    editor.saved()
    assert server.targets(river)[4].state is State.APPROVED


def test_undo_goes_back_through_typing_and_approving_one_step_at_a_time(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    before = server.targets(river)[4].text
    editor.end()
    editor.page.keyboard.type(" Y cantaron.")
    editor.page.keyboard.press("Control+Enter")
    editor.at(6)
    editor.saved()
    editor.page.keyboard.press("Alt+KeyZ")
    editor.at(5)
    editor.saved()
    target = server.targets(river)[4]
    assert target.text.endswith("tres horas. Y cantaron.")
    assert target.state is State.DRAFT
    editor.page.keyboard.press("Alt+KeyZ")
    expect(editor.area).to_have_value(before)
    editor.saved()
    assert server.targets(river)[4].text == before


def test_undo_reopens_what_was_approved_long_before(server, open_editor, river):
    server.write(river, 4, "Cuarenta vecinos.", action=Action.APPROVE)
    editor = open_editor(river, query="&seg=5")
    editor.area.click()
    editor.page.keyboard.press("Alt+KeyB")
    editor.saved()
    assert server.targets(river)[4].state is State.NEEDS_WORK
    editor.page.keyboard.press("Alt+KeyZ")
    editor.saved()
    assert server.targets(river)[4].state is State.APPROVED


def test_a_filter_shows_its_state_and_counts_it(server, open_editor, river):
    server.write(river, 0, "La noche", action=Action.CONFIRM)
    editor = open_editor(river)
    button = editor.page.locator('[data-filter="translated"]')
    expect(button).to_contain_text("1")
    button.click()
    expect(editor.page.locator(".row:visible")).to_have_count(1)
    editor.at(1)
    expect(button).to_have_attribute("aria-pressed", "true")


def test_a_filter_that_nothing_fits_says_so_and_offers_everything(open_editor, river):
    editor = open_editor(river)
    editor.page.locator('[data-filter="needs_work"]').click()
    expect(editor.page.get_by_text("No segment fits this filter.")).to_be_visible()
    editor.page.locator('[data-action="show_all"]').click()
    expect(editor.page.locator(".row:visible")).to_have_count(len(RIVER.segments))


@pytest.mark.parametrize(
    ("words", "numbers"), [("GAUGE", [3, 11]), ("rio volvio", [1]), ("sirena lunes", [13]), ("zzz", [])]
)
def test_a_search_finds_source_and_translation_without_case_and_accents(open_editor, river, words, numbers):
    editor = open_editor(river)
    editor.page.keyboard.press("Alt+KeyF")
    editor.page.keyboard.type(words)
    expect(editor.page.locator(".row:visible")).to_have_count(len(numbers))
    shown = [int(row.get_attribute("data-number")) for row in editor.page.locator(".row:visible").all()]
    assert shown == numbers


def test_the_whole_work_can_be_done_without_a_mouse(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    expect(editor.area).to_be_focused()
    keyboard = editor.page.keyboard
    keyboard.press("Alt+ArrowDown")
    editor.at(6)
    keyboard.press("Control+Shift+Enter")
    editor.at(7)
    keyboard.press("Alt+KeyS")
    expect(editor.area).to_have_value(RIVER.segments[6].text)
    keyboard.press("Alt+ArrowUp")
    editor.at(6)
    editor.saved()
    keyboard.press("F1")
    expect(editor.page.get_by_role("dialog")).to_be_visible()
    keyboard.press("Escape")
    expect(editor.page.get_by_role("dialog")).to_be_hidden()
    targets = server.targets(river)
    assert (targets[5].state, targets[6].text) == (State.TRANSLATED, RIVER.segments[6].text)


def test_plain_letters_reach_the_text_and_nothing_else(open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.end()
    editor.page.keyboard.type("rc")
    expect(editor.area).to_have_value(re.compile("rc$"))
    editor.saved()
    expect(editor.page.get_by_role("dialog")).to_have_count(0)


def test_an_empty_segment_is_not_approved(server, open_editor, river):
    editor = open_editor(river, query="&seg=10")
    editor.area.click()
    editor.page.keyboard.press("Control+Enter")
    expect(editor.page.get_by_text("There is no translation yet: type one first.").first).to_be_attached()
    assert editor.number == 10
    assert server.targets(river)[9].version == 0


def test_drafts_of_the_demo_model_are_labelled_on_each_row(open_editor, river):
    editor = open_editor(river)
    badges = [editor.row(number).locator(".badge").first.inner_text() for number in range(1, 8)]
    assert badges == ["demo", "demo", "demo", "demo", "apertium", "apertium", "apertium"]


def test_code_is_shown_and_never_edited(open_editor, river):
    editor = open_editor(river, query="&seg=10")
    editor.area.click()
    editor.page.keyboard.press("Alt+ArrowDown")
    editor.at(12)
    expect(editor.row(11)).to_contain_text("level_m = gauge.read() / 100")


def test_a_link_to_a_segment_opens_it_and_moving_changes_the_link(open_editor, river):
    editor = open_editor(river, query="&seg=13")
    editor.at(13)
    editor.area.click()
    editor.page.keyboard.press("Alt+ArrowDown")
    editor.page.wait_for_url("**seg=14*")


def test_the_work_resumes_at_the_first_open_segment(server, open_editor, river):
    server.write(river, 0, "La noche", action=Action.APPROVE)
    assert open_editor(river).number == 2


def test_markup_in_a_text_stays_text(server, open_editor, river):
    evil = '<img src=x onerror="window.hacked=1"><b>hola</b>'
    server.write(river, 4, evil)
    editor = open_editor(river)
    expect(editor.row(5).locator(".target")).to_have_text(evil)
    assert editor.page.evaluate("window.hacked") is None


def test_a_target_that_runs_right_to_left_is_shown_and_saved_so(server, open_editor):
    server.add("river-ar", RIVER, language="ar", drafts=arabic)
    editor = open_editor("river-ar", to="ar", query="&seg=4")
    assert (editor.area.get_attribute("dir"), editor.area.get_attribute("lang")) == ("rtl", "ar")
    expect(editor.row(5).locator(".source")).to_have_attribute("dir", "ltr")
    editor.end()
    editor.page.keyboard.insert_text(" كلمة")
    editor.page.keyboard.press("Control+Enter")
    editor.saved()
    assert server.targets("river-ar", "ar")[3].text.endswith("كلمة")


def test_a_half_composed_word_is_neither_saved_nor_approved(server, open_editor):
    server.add("kana", RIVER, language="ja")
    editor = open_editor("kana", to="ja", query="&seg=4")
    editor.area.click()
    devtools = editor.page.context.new_cdp_session(editor.page)
    devtools.send("Input.imeSetComposition", {"text": "にほん", "selectionStart": 3, "selectionEnd": 3})
    editor.page.wait_for_timeout(1200)  # longer than the autosave waits
    assert server.targets("kana", "ja")[3].text == ""
    devtools.send("Input.insertText", {"text": "日本"})
    editor.page.keyboard.press("Control+Enter")
    editor.at(5)
    editor.saved()
    target = server.targets("kana", "ja")[3]
    assert (target.text, target.state) == ("日本", State.APPROVED)


def test_two_thousand_segments_open_filter_and_save(server, open_editor):
    server.add("long", numbered(2000), drafts=drafted)
    editor = open_editor("long", query="&seg=1990")
    editor.at(1990)
    expect(editor.area).to_be_in_viewport()
    editor.area.click()
    editor.page.keyboard.press("Control+Enter")
    editor.at(1991)
    editor.saved()
    editor.page.locator('[data-filter="approved"]').click()
    expect(editor.page.locator(".row:visible")).to_have_count(1)
    assert server.targets("long")[1989].state is State.APPROVED


def test_new_drafts_appear_when_the_page_asks_and_typed_text_stays(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.cut_off()
    editor.end()
    editor.page.keyboard.type(" Mío.")
    server.write(river, 9, "una sirena que alguien pruebe.")
    editor.page.evaluate("Object.defineProperty(Date, 'now', {value: () => performance.timeOrigin + 1e6})")
    editor.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(editor.row(10).locator(".target")).to_contain_text("una sirena que alguien pruebe.")
    expect(editor.area).to_have_value(re.compile(r"Mío\.$"))


def test_an_article_that_cannot_be_opened_says_so_and_can_be_tried_again(server, context, river):
    page = context.new_page()
    page.route("**/api/segments*", lambda route: route.abort())
    page.goto(f"{server.url}/?article={river}&to=es")
    expect(page.get_by_text("The article could not be opened.")).to_be_visible()
    page.unroute("**/api/segments*")
    page.get_by_role("button", name="Try again").click()
    Editor(page).wait()


def test_a_narrow_screen_shows_the_translation_under_its_source(server, chromium, open_editor, river):
    with chromium.new_context(viewport={"width": 420, "height": 800}) as context:
        editor = open_editor(river, within=context, query="&seg=5")
        source, target = (
            editor.row(6).locator(".source").bounding_box(),
            editor.row(6).locator(".target").bounding_box(),
        )
        assert target["y"] >= source["y"] + source["height"]
        wide = editor.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide


def test_a_duplicated_tab_keeps_its_text_apart_from_the_first(server, open_editor, river):
    first = open_editor(river, query="&seg=5")
    first.cut_off()
    first.end()
    first.page.keyboard.type(" Primera.")
    # A window that a page opens inherits its session storage, as a duplicated tab does.
    with first.page.expect_popup() as popup:
        first.page.evaluate("window.open(location.href)")
    second = Editor(popup.value).wait()
    names = [editor.page.evaluate("sessionStorage.getItem('translate-flow:tab')") for editor in (first, second)]
    assert names[0] != names[1]
    expect(second.area).to_have_value(re.compile(r"tres horas\.$"))


def test_an_article_without_anything_to_translate_says_so(server, context):
    server.add("only-code", Article("en", (Segment(Kind.CODE, "print(1)"),)))
    page = context.new_page()
    page.goto(f"{server.url}/?article=only-code&to=es")
    expect(page.get_by_text("This article has nothing to translate.")).to_be_visible()


def test_a_text_the_server_will_never_take_is_reported_and_does_not_hold_up_the_others(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.area.fill("a" * 1_000_001)
    editor.page.keyboard.press("Alt+ArrowDown")
    editor.at(6)
    editor.page.keyboard.press("Control+Enter")
    editor.page.locator('.saved[data-state="attention"]').wait_for()
    expect(editor.row(5)).to_contain_text("not saved")
    targets = server.targets(river)
    assert (targets[4].version, targets[5].state) == (1, State.APPROVED)
