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
    """Wait until Streamlit runs nothing: what is clicked or typed while a page is built may be lost."""
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_visible(timeout=30_000)


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
    """Pick an option by typing its beginning; the list closes when the page moves under it, so until it took."""
    box = page.get_by_role("combobox", name=label)
    for _ in range(5):
        box.click()
        box.press_sequentially(option)
        page.keyboard.press("Enter")
        try:
            expect(box).to_have_value(option, timeout=5_000)
        except AssertionError:
            continue
        return
    pytest.fail(f"{option} could not be chosen")


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
    """Type and press Enter until it took: a page drawn anew forgets what is typed, and a list that filters, Enter."""
    for _ in range(5):
        page.keyboard.type(option)
        with suppress(AssertionError):
            expect(page.get_by_role("option").first).to_contain_text(option)
            page.keyboard.press("Enter")
        settled(page)
        if _holds(box, option):
            break
        box.locator("input").focus()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.press("Backspace")
    if page.get_by_role("option").count():
        page.keyboard.press("Escape")  # where no list is open it would take the choice back
        settled(page)
    assert _holds(box, option), f"{option} could not be chosen"


def _holds(box: Locator, option: str) -> bool:
    """Whether it was taken: beside the field in a box for several, in it in a box for one once its list is closed."""
    if option in box.inner_text():
        return True
    field = box.locator("input")
    return field.get_attribute("aria-expanded") == "false" and option in field.input_value()


def tabbed(page: Page, aim: Locator) -> None:
    """Press Tab until the focus is there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if aim.evaluate("node => node === document.activeElement || node.contains(document.activeElement)"):
            return
    pytest.fail(f"Tab does not lead to {aim}")
