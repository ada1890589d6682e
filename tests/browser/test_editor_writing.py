"""Keys for what a keyboard lacks, in the language that is written."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.driving import Editor
from translate_flow.domain.article import Article, Kind, Segment

BELL = Article("en", (Segment(Kind.PARAGRAPH, "The bell rang twice."), Segment(Kind.PARAGRAPH, "Nobody came.")))


@pytest.fixture
def writing(server, open_editor, request):
    """An empty translation into a language, with a text typed and the caret or the selection in it."""

    def open_(language: str, text: str, start: int, end: int | None = None) -> Editor:
        slug = f"bell-{request.node.name.encode().hex()[-40:]}"
        server.add(slug, BELL, language=language)
        editor = open_editor(slug, to=language)
        editor.area.fill(text)
        editor.area.evaluate("(area, at) => area.setSelectionRange(...at)", [start, start if end is None else end])
        return editor

    return open_


def selection(editor: Editor) -> str:
    return str(editor.area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)"))


@pytest.mark.parametrize(
    ("language", "text", "caret", "turns"),
    [
        ("es", "la plaza mayor", 5, ["la Plaza mayor", "la PLAZA mayor", "la plaza mayor"]),
        ("es", "El <1>río</1>", 7, ["El <1>Río</1>", "El <1>RÍO</1>", "El <1>río</1>"]),
        ("tr", "irmak", 0, ["İrmak", "İRMAK", "irmak"]),
        ("es", "y a", 3, ["y A", "y a", "y A"]),
        ("ja", "鐘が鳴った", 2, ["鐘が鳴った"]),
    ],
)
def test_the_case_of_the_word_at_the_caret_turns(writing, language, text, caret, turns):
    editor = writing(language, text, caret)
    for expected in turns:
        editor.page.keyboard.press("Alt+KeyU")
        expect(editor.area).to_have_value(expected)


def test_the_case_of_a_selection_turns_and_one_undo_of_the_browser_takes_it_back(writing):
    editor = writing("es", "plaza mayor de la villa", 0, 11)
    editor.page.keyboard.press("Alt+KeyU")
    expect(editor.area).to_have_value("Plaza Mayor de la villa")
    assert selection(editor) == "Plaza Mayor"
    editor.page.keyboard.press("Control+KeyZ")
    expect(editor.area).to_have_value("plaza mayor de la villa")


@pytest.mark.parametrize(
    ("language", "text", "start", "end", "expected"),
    [
        ("es", "Dijo hola.", 5, 9, "Dijo «hola»."),
        ("fr", "Il dit oui.", 7, 10, "Il dit «\u00a0oui\u00a0»."),
        ("de", "Er sagte ja.", 9, 11, "Er sagte „ja“."),
        ("ja", "鐘が鳴った", 0, 1, "「鐘」が鳴った"),
        ("ar", "قال نعم.", 4, 7, "قال «نعم»."),
        ("pl", "Tak.", 0, 3, "„Tak”."),
        ("es", "«Dijo hola.»", 6, 10, "«Dijo “hola”.»"),
        ("de", "„Er sagte ja.“", 10, 12, "„Er sagte ‚ja‘.“"),
        ("en-GB", "He said yes.", 8, 11, "He said “yes”."),
    ],
)
def test_quotation_marks_of_the_language_go_around_the_selection(writing, language, text, start, end, expected):
    editor = writing(language, text, start, end)
    editor.page.keyboard.press("Alt+KeyQ")
    expect(editor.area).to_have_value(expected)


def test_without_a_selection_the_caret_lands_between_the_quotation_marks(writing):
    editor = writing("fr", "Il dit ", 7)
    editor.page.keyboard.press("Alt+KeyQ")
    editor.page.keyboard.type("oui")
    expect(editor.area).to_have_value("Il dit «\u00a0oui\u00a0»")


@pytest.mark.parametrize(
    ("language", "text", "caret", "expected"),
    [
        ("es", "20 km", 2, "20\u00a0km"),
        ("es", "20 km", 3, "20\u00a0km"),
        ("es", "20km", 2, "20\u00a0km"),
        ("fr", "Qui ?", 3, "Qui\u202f?"),
        ("fr", "Qui :", 3, "Qui\u00a0:"),
        ("fr", "20 km", 2, "20\u00a0km"),
    ],
)
def test_a_space_that_does_not_break_takes_the_place_of_one_that_does(writing, language, text, caret, expected):
    editor = writing(language, text, caret)
    editor.page.keyboard.press("Control+Shift+Space")
    expect(editor.area).to_have_value(expected)
