"""The editor counts the time and the keys that a segment takes, and sends them with its save."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from browser.driving import Editor, Server

CUT = 5
"""Seconds of a pause that count, as the page of these tests is told."""


class Watched:
    """An editor whose clock stands still unless it is told to go on, and what the store was told of its work."""

    def __init__(self, server: Server, editor: Editor) -> None:
        self.server, self.editor, self.page = server, editor, editor.page
        self.page.evaluate(
            """() => {
                let at = performance.now();
                performance.now = () => at;
                window.pass = (seconds) => { at += 1000 * seconds; };
            }"""
        )
        self.editor.end()
        self.type(".")
        self.before = self._all()

    def passes(self, seconds: float) -> None:
        self.page.evaluate("(seconds) => window.pass(seconds)", seconds)

    def hide(self, *, hidden: bool) -> None:
        self.page.evaluate(
            """(hidden) => {
                Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
                document.dispatchEvent(new Event("visibilitychange"));
            }""",
            hidden,
        )

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.saved()

    def saved(self) -> None:
        expect(self.page.locator('.saved[data-state="saved"]')).to_be_visible()

    def spent(self) -> dict[str, int]:
        """Since the editor is watched."""
        return {name: count - self.before[name] for name, count in self._all().items() if count != self.before[name]}

    def _all(self) -> Counter[str]:
        with self.server.store.read() as uow:
            found = uow.efforts.worked(since=datetime(2000, 1, 1, tzinfo=UTC), limit=1000)
        return sum((Counter(asdict(item.spent)) for item in found), Counter())


@pytest.fixture
def watched(server, open_editor, river) -> Watched:
    return Watched(server, open_editor(river, query=f"&seg=5&idle={CUT}"))


def test_the_time_and_the_keys_of_a_segment_come_with_its_save(watched):
    watched.passes(2)
    watched.type("Ay")
    watched.page.keyboard.press("Backspace")
    watched.passes(1.5)
    watched.page.keyboard.insert_text("todo de una vez")
    watched.saved()
    assert watched.spent() == {"milliseconds": 3_500, "typed": 2, "deleted": 1, "other": 1}


def test_keys_that_change_nothing_are_not_counted(watched):
    for key in ("ArrowLeft", "ArrowRight", "Home", "End", "Shift"):
        watched.page.keyboard.press(key)
    watched.type("a")
    assert watched.spent() == {"typed": 1}


def test_of_a_pause_no_more_than_the_cut_counts(watched):
    watched.passes(CUT + 600)
    watched.type("a")
    assert watched.spent() == {"milliseconds": 1000 * CUT, "typed": 1}


def test_a_save_in_a_pause_does_not_make_it_longer(watched):
    watched.page.keyboard.type("a")
    watched.passes(3)
    watched.saved()
    watched.passes(600)
    watched.type("b")
    assert watched.spent() == {"milliseconds": 1000 * CUT, "typed": 2}


def test_who_reads_and_moves_the_pointer_is_there(watched):
    for place in range(4):
        watched.passes(CUT - 1)
        watched.editor.area.hover(position={"x": 5 + 5 * place, "y": 5})
    watched.type("a")
    assert watched.spent() == {"milliseconds": 4000 * (CUT - 1), "typed": 1}


def test_a_field_without_the_keyboard_costs_nothing(watched):
    watched.editor.area.blur()
    watched.passes(4)
    watched.editor.end()
    watched.type("a")
    assert watched.spent() == {"typed": 1}


def test_a_draft_that_is_approved_as_it_is_took_the_time_to_read_it(watched):
    watched.page.keyboard.press("Alt+ArrowDown")
    watched.editor.at(6)
    watched.passes(4)
    watched.page.keyboard.press("Control+Enter")
    watched.editor.at(7)
    watched.saved()
    assert watched.spent() == {"milliseconds": 4_000}


def test_a_save_whose_answer_is_lost_counts_once(watched):
    lost = []

    def lose(route):
        route.fetch()
        lost.append(route.request.post_data)
        route.abort()

    watched.page.route("**/api/ops", lose, times=1)
    watched.passes(2)
    watched.type("a")
    assert (len(lost), watched.spent()) == (1, {"milliseconds": 2_000, "typed": 1})


def test_what_a_conflict_cost_comes_with_the_decision(watched):
    watched.server.write(watched.page.url.partition("article=")[2].partition("&")[0], 4, "Otra cosa.")
    watched.passes(1)
    watched.page.keyboard.type("ab")
    keep = watched.page.locator('[data-action="keep_mine"]')
    expect(keep).to_be_visible()
    assert watched.spent() == {}
    keep.click()
    watched.saved()
    assert watched.spent() == {"milliseconds": 1_000, "typed": 2}


def test_what_was_counted_survives_a_reload_with_the_text(watched):
    watched.editor.cut_off()
    watched.passes(2)
    watched.page.keyboard.type("ab")
    watched.page.reload()
    watched.editor.wait()
    watched.saved()
    assert watched.spent() == {"milliseconds": 2_000, "typed": 2}


def test_a_page_that_is_hidden_costs_nothing(watched):
    """The shell of Chromium has no windows to hide, so the page is told what a browser with some would tell it."""
    watched.passes(1)
    watched.hide(hidden=True)
    watched.passes(4)
    watched.hide(hidden=False)
    watched.passes(2)
    watched.type("a")
    assert watched.spent() == {"milliseconds": 3_000, "typed": 1}
