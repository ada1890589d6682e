"""A desk as people are served it, with its worker and models, and what they do on its pages."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.driving import answers, free_port
from commandline import desk_in

DEADLINE = 60.0
_TAGS = "[data-tag]"


class Desk:
    """A served workspace, with its worker and models of its own."""

    def __init__(self, folder: Path, shared: Path) -> None:
        self.run = desk_in(folder, "desk")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.run("init")
        self.run("models", "install", str(shared / "data" / "models" / "translate-en_es-0_1.argosmodel"))

    def serve(self) -> subprocess.Popen[bytes]:
        command = self.run.command("serve", "--no-browser", "--port", str(self.port))
        process = subprocess.Popen(command, env=self.run.environment)
        end = time.monotonic() + DEADLINE
        while not answers(self.port):
            assert process.poll() is None, "the server ended"
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.1)
        return process


@contextmanager
def served(folder: Path, shared: Path) -> Iterator[Desk]:
    """A new desk in this folder, for as long as it is needed."""
    made = Desk(folder, shared)
    process = made.serve()
    try:
        yield made
    finally:
        process.terminate()
        process.wait(30)


def settled(page: Page) -> None:
    """Wait until Streamlit runs nothing and no panel opens any more.

    What is clicked or typed while a page is built may be lost, and a list closes when the page moves under it.
    """
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_visible(timeout=30_000)
    expect(page.locator('details[style*="height"]')).to_have_count(0, timeout=30_000)


def paste(page: Page, desk: Desk, text: str, language: str) -> None:
    page.goto(f"{desk.url}/bring_in")
    page.get_by_role("tab", name="Paste a text").click()
    page.get_by_label("Article text, as copied from a page or a mail").fill(text)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="Preview")).to_be_visible(timeout=30_000)
    add_language(page, language)


def add_language(page: Page, typed: str) -> None:
    """Type the beginning of a language's name and press Enter, as people do."""
    box = page.get_by_test_id("stMultiSelect").filter(has=page.get_by_role("combobox", name="Translate into"))
    box.locator("input").click()
    _typed_and_taken(page, box, typed)


def choose(page: Page, label: str, option: str) -> None:
    """Pick an option in a box for one by typing its beginning."""
    field = page.get_by_role("combobox", name=label)
    field.click()
    settled(page)
    # by its place, for a choice may change the language of its label
    number = field.evaluate(
        "node => [...document.querySelectorAll('.stSelectbox')].indexOf(node.closest('.stSelectbox'))"
    )
    _typed_and_taken(page, page.locator(".stSelectbox").nth(number), option)


def picked(page: Page, key: str, option: str) -> None:
    """Choose in a box, for one or for several, by keyboard alone."""
    box = page.locator(f".st-key-{key}")
    tabbed(page, box.locator("input"))
    _typed_and_taken(page, box, option)


def pick(page: Page, key: str, *options: str) -> None:
    """Choose in a box for several by mouse and keyboard."""
    box = page.locator(f".st-key-{key}")
    for option in options:
        box.locator("input").click()
        _typed_and_taken(page, box, option)


def _typed_and_taken(page: Page, box: Locator, option: str) -> None:
    """Type and press Enter until it took, for a list closes when the page moves and forgets then what was typed.

    What was taken is never taken back: what is left in the field is typed over, not deleted.
    """
    field = box.locator("input")
    end = time.monotonic() + DEADLINE
    while not (_tried(page, box, option) or _holds(box, option)):
        assert time.monotonic() < end, f"{option} could not be chosen; {_seen(page, box)}"
        _closed(field)
        settled(page)
        field.focus()
        page.keyboard.press("ControlOrMeta+A")
    _closed(field)
    settled(page)
    assert _holds(box, option), f"{option} was chosen and is not any more; {_seen(page, box)}"


def _tried(page: Page, box: Locator, option: str) -> bool:
    """Type it, and press Enter once it is highlighted in the list, for that is what Enter takes."""
    field = box.locator("input")
    try:
        expect(field).to_be_focused()
        page.keyboard.type(option)
        expect(page.locator('[role="option"][data-focused="true"]')).to_contain_text(option)
        page.keyboard.press("Enter")
        expect(box.locator(_TAGS).or_(box.locator('input[aria-expanded="false"]')).first).to_be_visible()
    except AssertionError:
        return False
    return _holds(box, option)


def _holds(box: Locator, option: str) -> bool:
    """Whether it was taken: beside the field in a box for several, and in it in a box for one.

    A field that loses the focus forgets what was only typed.
    """
    if box.get_by_test_id("stMultiSelectTagsContainer").count():
        return box.locator(_TAGS).filter(has_text=option).count() > 0
    field = box.locator("input")
    field.evaluate("node => { node.blur(); node.focus({preventScroll: true}) }")
    return option in field.input_value()


def _closed(field: Locator) -> None:
    """Close the list, if it is open, by Escape; the first one may only empty the field."""
    for _ in range(2):
        if field.get_attribute("aria-expanded") == "true":
            field.press("Escape")
            with suppress(AssertionError):
                expect(field).to_have_attribute("aria-expanded", "false", timeout=2_000)


def _seen(page: Page, box: Locator) -> str:
    """What a person sees of it, for the message of a failure."""
    seen = page.evaluate(
        "box => ({box: box?.innerText, field: box?.querySelector('input')?.value, drawn: box?.checkVisibility(),"
        " focus: document.activeElement.outerHTML.slice(0, 300), state: document.querySelector('.stApp')?.dataset,"
        " options: [...document.querySelectorAll('[role=option]')].map(each => each.outerHTML.slice(0, 200))})",
        box.element_handle(timeout=1_000) if box.count() else None,
    )
    return f"seen: {seen}"


def tabbed(page: Page, aim: Locator) -> None:
    """Press Tab until the focus is there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if aim.evaluate("node => node === document.activeElement || node.contains(document.activeElement)"):
            return
    pytest.fail(f"Tab does not lead to {aim}")
