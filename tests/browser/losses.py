"""What interrupts people at work, at moments left to chance: what was typed and is not there afterwards is counted."""

from __future__ import annotations

import difflib
import itertools
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.driving import Editor, Server
from browser.line import Line
from browser.samples import drafted, numbered
from translate_flow.domain.translation import State

SESSION_SECONDS = 1
"""How long the desk of these scenarios keeps the session of a page that is cut off."""

_LETTERS = "abcdefghijlmnopqrstuvxyzáéíñóúü"
_NUMBERS = itertools.count(1)
_SEGMENTS = 12


@dataclass(slots=True)
class Outcome:
    """Characters that were typed and are not stored, and texts of others that are gone without a question."""

    lost: int = 0
    overwritten: int = 0

    def expect(self, text: str, found: str) -> None:
        """Count what of a text is missing in what was found."""
        blocks = difflib.SequenceMatcher(None, text, found, autojunk=False).get_matching_blocks()
        self.lost += len(text) - sum(block.size for block in blocks)


@dataclass
class Scene:
    """One run: a desk, the way to it, a browser, an article of its own, and chance."""

    server: Server
    line: Line
    browser: Browser
    dice: random.Random
    outcome: Outcome = field(default_factory=Outcome)

    def __post_init__(self) -> None:
        self.slug = f"losses-{next(_NUMBERS)}"
        self.server.add(self.slug, numbered(_SEGMENTS), drafts=drafted)
        self.contexts: list[BrowserContext] = []

    def person(self) -> BrowserContext:
        """A browser that shares nothing with another."""
        self.contexts.append(self.browser.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce"))
        return self.contexts[-1]

    def open(self, context: BrowserContext, *, segment: int = 1) -> Editor:
        """The article in a new tab, at a segment."""
        return self.again(context.new_page(), segment=segment)

    def again(self, page: Page, *, segment: int = 1) -> Editor:
        """The article in a tab, as somebody comes back to it."""
        page.goto(f"http://localhost:{self.line.port}/?article={self.slug}&to=es&seg={segment}")
        editor = Editor(page).wait()
        editor.at(segment)
        return editor

    def text(self, segment: int) -> str:
        """What is stored for a segment."""
        return self.server.targets(self.slug)[segment - 1].text

    def words(self) -> str:
        """Something to type, as nobody has typed it before."""
        made = ("".join(self.dice.choices(_LETTERS, k=self.dice.randint(2, 9))) for _ in range(self.dice.randint(1, 4)))
        return f" {' '.join(made)}."

    def types(self, editor: Editor, text: str) -> str:
        """Type at the end, at the speed of fingers or of a paste; what the segment then reads."""
        editor.end()
        before = editor.area.input_value()
        editor.page.keyboard.type(text, delay=self.dice.choice([0, 5, 15]))
        return before + text

    def a_moment(self, page: Page, most: int = 200) -> None:
        """Wait as long as chance has it, in milliseconds."""
        page.wait_for_timeout(self.dice.randint(0, most))

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def rapid_approvals(scene: Scene) -> None:
    editor = scene.open(scene.person())
    typed = {}
    for number in range(1, _SEGMENTS):
        editor.at(number)
        typed[number] = scene.types(editor, scene.words())
        editor.page.keyboard.press("Control+Enter")
        editor.page.wait_for_timeout(40)
    editor.saved()
    stored = scene.server.targets(scene.slug)
    for number, text in typed.items():
        scene.outcome.expect(text, stored[number - 1].text)
        scene.outcome.lost += 0 if stored[number - 1].state is State.APPROVED else len(text)


def reload_while_typing(scene: Scene) -> None:
    editor = scene.open(scene.person(), segment=3)
    scene.types(editor, scene.words())
    scene.a_moment(editor.page, 40)
    text = scene.types(editor, scene.words())
    scene.a_moment(editor.page)
    editor.page.reload()
    editor.wait()
    editor.saved()
    scene.outcome.expect(text, scene.text(3))


def tab_closed_while_typing(scene: Scene) -> None:
    person = scene.person()
    for whole in (True, False):
        editor = scene.open(person, segment=3)
        if not whole:
            scene.line.cut()  # then nothing can be sent as the tab closes
        text = scene.types(editor, scene.words())
        scene.a_moment(editor.page)
        editor.page.close()
        scene.line.mend()
        scene.open(person, segment=3).saved()
        scene.outcome.expect(text, scene.text(3))


def server_killed_in_the_middle_of_a_save(scene: Scene) -> None:
    editor = scene.open(scene.person(), segment=3)
    before = scene.types(editor, scene.words())
    editor.page.keyboard.press("Control+Enter")
    scene.a_moment(editor.page, 60)
    scene.server.kill()
    editor.at(4)
    after = scene.types(editor, scene.words())
    scene.server.start()
    editor.saved(timeout=60_000)
    scene.outcome.expect(before, scene.text(3))
    scene.outcome.expect(after, scene.text(4))


def connection_cut_for_longer_than_the_session_lives(scene: Scene) -> None:
    editor = scene.open(scene.person(), segment=3)
    scene.types(editor, scene.words())
    scene.line.cut()
    during = scene.types(editor, scene.words())
    editor.page.keyboard.press("Control+Enter")
    editor.at(4)
    next_one = scene.types(editor, scene.words())
    editor.page.wait_for_timeout(SESSION_SECONDS * 1000 + scene.dice.randint(500, 1500))
    scene.line.mend()
    editor.saved(timeout=60_000)
    scene.outcome.expect(during, scene.text(3))
    scene.outcome.expect(next_one, scene.text(4))


def two_tabs(scene: Scene) -> None:
    person = scene.person()
    _both(scene, scene.open(person, segment=3), scene.open(person, segment=3))


def two_people(scene: Scene) -> None:
    _both(scene, scene.open(scene.person(), segment=3), scene.open(scene.person(), segment=3))


def _both(scene: Scene, first: Editor, second: Editor) -> None:
    """Both write into one segment and approve; nobody's text may go without a question to who comes later."""
    texts = [scene.types(first, scene.words()), scene.types(second, scene.words())]
    editors = [first, second]
    for editor in scene.dice.sample(editors, 2):
        scene.a_moment(editor.page, 100)
        editor.page.keyboard.press("Control+Enter")
    for editor in editors:
        editor.page.locator('.saved[data-state="saved"], .saved[data-state="attention"]').wait_for()
    stored = scene.text(3)
    asked = [editor.page.locator('.saved[data-state="attention"]').count() for editor in editors]
    for text, mine in zip(texts, asked, strict=True):
        if not mine:
            scene.outcome.overwritten += stored != text
    for editor, text, mine in zip(editors, texts, asked, strict=True):
        if mine:
            _kept(scene, editor, text)


def _kept(scene: Scene, editor: Editor, text: str) -> None:
    """Who was asked says that their own text stays, and it does."""
    if editor.number != 3:
        editor.page.keyboard.press("Alt+ArrowUp")
        editor.at(3)
    scene.outcome.expect(text, editor.area.input_value())
    # The other may have saved once more since they were asked: then they are asked once more.
    for _ in range(3):
        editor.page.locator('[data-action="keep_mine"]').click()
        editor.page.locator('.saved[data-state="saved"], .saved[data-state="attention"]').wait_for()
        if editor.page.locator('.saved[data-state="saved"]').count():
            break
    editor.saved()
    scene.outcome.expect(text, scene.text(3))


def composition(scene: Scene) -> None:
    editor = scene.open(scene.person(), segment=3)
    editor.end()
    before = editor.area.input_value()
    devtools = editor.page.context.new_cdp_session(editor.page)
    for kana in ("に", "にほ", "にほん"):
        devtools.send("Input.imeSetComposition", {"text": kana, "selectionStart": len(kana), "selectionEnd": len(kana)})
        scene.a_moment(editor.page, 600)
    devtools.send("Input.insertText", {"text": "日本"})
    scene.a_moment(editor.page, 30)
    if scene.dice.random() < 0.5:
        editor.page.reload()
        editor.wait()
    else:
        editor.page.keyboard.press("Control+Enter")
        editor.at(4)
    editor.saved()
    expect(editor.row(3)).to_be_attached()
    scene.outcome.expect(f"{before}日本", scene.text(3))
    scene.outcome.lost += "にほん" in scene.text(3)


SCENARIOS: Mapping[str, Callable[[Scene], None]] = MappingProxyType(
    {
        made.__name__: made
        for made in (
            rapid_approvals,
            reload_while_typing,
            tab_closed_while_typing,
            server_killed_in_the_middle_of_a_save,
            connection_cut_for_longer_than_the_session_lives,
            two_tabs,
            two_people,
            composition,
        )
    }
)


def run(name: str, server: Server, line: Line, browser: Browser, *, seed: int) -> Outcome:
    """One run of a scenario; the same seed has the same texts and moments."""
    scene = Scene(server, line, browser, random.Random(f"{name}-{seed}"))
    try:
        SCENARIOS[name](scene)
    finally:
        scene.close()
    return scene.outcome
