"""A person chooses the keys of the editor, and finds them again in another browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from browser.driving import Editor, Server
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.workflow.preferring import choose_keys


@pytest.fixture(autouse=True)
def usual(server: Server) -> Iterator[None]:
    yield
    choose_keys(server.store, {}, by=LOCAL_OWNER)


def choose(editor: Editor, name: str, key: str) -> None:
    """Open the list and press a new key for a command."""
    editor.page.keyboard.press("F1")
    button = editor.page.locator(f'[data-key="{name}"]')
    button.focus()
    editor.page.keyboard.press("Enter")
    expect(editor.page.locator(".told-keys")).to_contain_text("Press the new key for")
    editor.page.keyboard.press(key)


def test_a_chosen_key_works_in_this_browser_and_in_the_next_and_the_usual_one_does_no_more(
    chromium: Browser, open_editor, river
):
    editor = open_editor(river, query="&seg=5")
    choose(editor, "next", "Alt+KeyO")
    expect(editor.page.locator("dialog.help")).to_be_hidden()
    editor.wait()
    with chromium.new_context() as context:
        for page in (editor, open_editor(river, query="&seg=5", within=context)):
            page.area.click()
            page.page.keyboard.press("Alt+KeyO")
            page.at(6)
            page.page.keyboard.press("Alt+ArrowDown")
            page.page.keyboard.press("Alt+KeyO")
            page.at(7)
            expect(page.page.locator('.actions [data-action="skip"]')).to_have_attribute("title", "Alt+O")


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("KeyJ", "That key types"),
        ("Shift+KeyJ", "That key types"),
        ("Control+KeyC", "the browser’s own"),
        ("F5", "the browser’s own"),
        ("Alt+KeyZ", "does something else already: Undo"),
        ("Alt+Digit2", "does something else already: Put in this match"),
    ],
)
def test_a_key_that_cannot_do_it_is_refused_with_the_reason(open_editor, river, key, told):
    editor = open_editor(river, query="&seg=5")
    choose(editor, "next", key)
    expect(editor.page.locator(".told-keys")).to_contain_text(told)
    editor.page.keyboard.press("Escape")
    expect(editor.page.locator("dialog.help")).to_be_visible()
    expect(editor.page.locator('.shortcut:has([data-key="next"]) kbd')).to_have_text("Alt+↓")


def test_the_usual_keys_are_one_press_away(open_editor, river):
    editor = open_editor(river, query="&seg=5")
    choose(editor, "next", "F2")
    expect(editor.page.locator("dialog.help")).to_be_hidden()
    editor.wait()
    editor.page.keyboard.press("F1")
    editor.page.get_by_role("button", name="Back to the usual keys").click()
    expect(editor.page.locator("dialog.help")).to_be_hidden()
    editor.wait()
    editor.area.click()
    editor.page.keyboard.press("Alt+ArrowDown")
    editor.at(6)


def test_what_was_typed_before_a_key_was_chosen_is_saved(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.end()
    editor.page.keyboard.type(" Y cantaron.")
    choose(editor, "next", "F2")
    expect(editor.page.locator("dialog.help")).to_be_hidden()
    editor.wait()
    editor.saved()
    assert server.targets(river)[4].text.endswith("Y cantaron.")
