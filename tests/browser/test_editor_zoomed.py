"""The editor at 200 % zoom, and its keys while an input method is at work."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import CDPSession, expect

from browser.driving import Editor
from browser.samples import RIVER
from translate_flow.domain.translation import Action, State

HALF = {"width": 640, "height": 400}
"""A screen of 1280 × 800 pixels as a page sees it at 200 %."""

FITS = "() => document.documentElement.scrollWidth <= innerWidth"
INSIDE = """() => {
  const find = (node) => node.shadowRoot ?? [...node.children].map(find).find(Boolean);
  const root = find(document.body) ?? document;
  const seen = [...root.querySelectorAll('button, select, input, textarea')].filter((node) => node.offsetParent);
  const boxes = seen.map((node) => [node.dataset.action ?? node.className, node.getBoundingClientRect()]);
  return boxes.filter(([, box]) => box.left < -1 || box.right > innerWidth + 1).map(([name]) => name);
}"""
PANELS = {".comments": "Alt+KeyM", ".past-panel": "Alt+KeyI", ".structure": "Alt+Shift+KeyJ", "dialog": "F1"}
"""What each key opens."""

TEXTS = {"es": "Primero sacamos los libros.", "ar": "أخرجنا الكتب أولًا.", "ja": "まず教科書を運び出した。"}
_NUMBERS = itertools.count(1)


@pytest.mark.parametrize("language", TEXTS)
def test_at_twice_the_size_everything_fits_and_is_worked_by_keyboard(chromium, server, open_editor, language):
    slug = f"zoomed-{next(_NUMBERS)}"
    server.add(slug, RIVER, language=language)
    server.write(slug, 3, TEXTS[language], action=Action.CONFIRM, language=language)
    with chromium.new_context(viewport=HALF, device_scale_factor=2, reduced_motion="reduce") as context:
        editor = open_editor(slug, to=language, within=context, query="&seg=4")
        editor.area.click()
        for panel, key in PANELS.items():
            editor.page.keyboard.press(key)
            expect(editor.page.locator(panel)).to_be_visible()
            assert (panel, editor.page.evaluate(FITS), editor.page.evaluate(INSIDE)) == (panel, True, [])
            editor.page.keyboard.press("Escape")
            editor.area.focus()
        editor.page.keyboard.press("Control+Enter")
        editor.saved()
        expect(editor.area).to_be_focused()
        expect(editor.area).to_be_in_viewport()
        assert server.targets(slug, language)[3].state is State.APPROVED


KEYS = [
    *("Control+Enter", "Control+Shift+Enter", "Alt+KeyB", "Alt+Shift+KeyB", "Alt+ArrowDown", "Alt+KeyN", "Alt+KeyZ"),
    *("Alt+KeyS", "Alt+KeyU", "Alt+KeyQ", "Control+Shift+Space", "Alt+KeyX", "Alt+KeyJ", "Alt+Shift+KeyJ", "Alt+KeyV"),
    *("Alt+KeyM", "Alt+KeyI", "Alt+Digit1"),
]


@pytest.fixture
def kana(server, open_editor) -> Editor:
    slug = f"kana-{next(_NUMBERS)}"
    server.add(slug, RIVER, language="ja")
    editor = open_editor(slug, to="ja", query="&seg=4")
    editor.area.click()
    return editor


def composing(editor: Editor, text: str) -> CDPSession:
    devtools = editor.page.context.new_cdp_session(editor.page)
    devtools.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    return devtools


def test_no_key_of_the_editor_acts_while_a_word_is_being_composed(server, kana):
    composing(kana, "にほん")
    for key in KEYS:
        kana.page.evaluate(
            """([code, alt, ctrl, shift]) => {
                const find = (node) => node.shadowRoot ?? [...node.children].map(find).find(Boolean);
                const area = (find(document.body) ?? document).querySelector('textarea.area');
                const init = { code, key: code, altKey: alt, ctrlKey: ctrl, shiftKey: shift };
                area.dispatchEvent(new KeyboardEvent('keydown', {
                    ...init, isComposing: true, bubbles: true, composed: true, cancelable: true }));
            }""",
            [key.split("+")[-1], "Alt" in key, "Control" in key, "Shift" in key],
        )
        assert (key, kana.number, kana.area.input_value()) == (key, 4, "にほん")
    expect(kana.area).to_be_focused()
    slug = kana.page.url.split("article=")[1].split("&")[0]
    assert server.targets(slug, "ja")[3].version == 0


@pytest.mark.parametrize(
    ("key", "made"),
    [
        ("Alt+KeyQ", "「日本」"),
        ("Alt+KeyU", "日本"),
        ("Control+Shift+Space", "日本\u00a0"),
    ],
)
def test_the_keys_that_write_go_on_from_what_was_composed(server, kana, key, made):
    devtools = composing(kana, "にほん")
    devtools.send("Input.insertText", {"text": "日本"})
    if key == "Alt+KeyQ":
        kana.page.keyboard.press("Control+KeyA")
    kana.page.keyboard.press(key)
    expect(kana.area).to_have_value(made)
    kana.page.keyboard.press("Control+Enter")
    kana.saved()
    slug = kana.page.url.split("article=")[1].split("&")[0]
    assert server.targets(slug, "ja")[3].text.strip() == made.strip()
