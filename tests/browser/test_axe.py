"""axe finds nothing to mend in the editor, whatever it shows, in light and dark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.driving import Editor, Server
from browser.samples import RIVER
from translate_flow.domain.memory import MemoryUnit
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.terms import Term


def _conflict(server: Server, editor: Editor, river: str) -> None:
    server.write(river, 4, "Cuarenta vecinos.")
    editor.end()
    editor.page.keyboard.type(" Mío.")
    editor.page.locator(".theirs").wait_for()


def _suggestion(server: Server, editor: Editor, river: str) -> None:
    editor.offered("FORTY VOL", "UNTEERS FORMED A LINE FROM SCHOOL TO CHURCH AND PASSED BOXES FOR HOURS.")


def _beside(server: Server, editor: Editor, river: str) -> None:
    source = RIVER.segments[4].plain.replace("Forty", "Thirty")
    with server.store.write(by=LOCAL_OWNER) as uow:
        uow.memory.add([MemoryUnit(source, "Treinta voluntarios.", "en", "es")])
        terms = [("school", "escuela", ()), ("line", "cola", ()), ("church", "parroquia", ("iglesia",))]
        uow.terms.add([Term(word, made, "en", "es", forbidden=never) for word, made, never in terms])
    editor.page.keyboard.press("Alt+ArrowUp")
    editor.page.keyboard.press("Alt+ArrowDown")
    expect(editor.page.locator(".match")).to_be_visible()


def _changed(server: Server, editor: Editor, river: str) -> None:
    changed = replace(RIVER.segments[4], text=f"Then it snowed. {RIVER.segments[4].text}")
    server.revise(river, replace(RIVER, segments=(*RIVER.segments[:4], changed, *RIVER.segments[5:])))
    editor.page.reload()
    editor.wait()
    expect(editor.row(5).locator(".change")).to_be_visible()


def _checks(server: Server, editor: Editor, river: str) -> None:
    editor.area.fill("Cuarenta  voluntarios en 1999 {name}")
    expect(editor.page.locator(".issue")).not_to_have_count(0)
    editor.page.get_by_role("button", name="No mistake").first.click()
    expect(editor.page.locator(".noting input")).to_be_focused()


def _split(server: Server, editor: Editor, river: str) -> None:
    editor.area.click()
    editor.page.keyboard.press("Alt+Shift+KeyJ")
    expect(editor.page.get_by_role("slider")).to_be_focused()


def _history(server: Server, editor: Editor, river: str) -> None:
    server.write(river, 4, "Cuarenta vecinos.")
    editor.area.click()
    editor.page.keyboard.press("Alt+KeyI")
    expect(editor.page.locator(".step")).to_have_count(2)


def _together(server: Server, editor: Editor, river: str) -> None:
    other = editor.page.context.new_page()
    other.goto(editor.page.url.replace("&seg=5", "&seg=6"))
    Editor(other).wait()
    editor.page.keyboard.press("Alt+ArrowUp")
    expect(editor.page.locator(".badge.here")).to_be_visible()


VIEWS: dict[str, Callable[[Server, Editor, str], object]] = {
    "editing": lambda server, editor, river: editor.page.keyboard.press("Alt+ArrowUp"),
    "conflict": _conflict,
    "help": lambda server, editor, river: editor.page.keyboard.press("F1"),
    "nothing": lambda server, editor, river: editor.page.locator('[data-filter="needs_work"]').click(),
    "suggestion": _suggestion,
    "matches and terms": _beside,
    "changed original": _changed,
    "checks": _checks,
    "split": _split,
    "history": _history,
    "together": _together,
    "reading": lambda server, editor, river: editor.page.locator("[data-choice=view]").select_option("both"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_violation(server, chromium, open_editor, river, scheme, view):
    with chromium.new_context(viewport={"width": 1366, "height": 768}, color_scheme=scheme) as context:
        editor = open_editor(river, within=context, query="&seg=5")
        VIEWS[view](server, editor, river)
        found = Axe().run(editor.page)
    told = [f"{each['id']}: {[node['target'] for node in each['nodes'][:3]]}" for each in found.response["violations"]]
    assert told == []
