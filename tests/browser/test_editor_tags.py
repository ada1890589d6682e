"""Tags in the text field: what is missing is told, put in by key, and judged as the server judges it."""

from __future__ import annotations

import random
import re

from playwright.sync_api import expect

from browser.samples import RIVER
from translate_flow.domain.inline import Code, CodeKind, complete, plain

ASSETS = "/_stcore/bidi-components/translate-flow.segment_grid"
CODES = (Code(1, CodeKind.BOLD), Code(2, CodeKind.FOOTNOTE, ref="a"), Code(3, CodeKind.LINK, ref="b"))
PIECES = ("<1>", "</1>", "<2/>", "<2>", "<3>", "</3>", "<1/>", "<9>", "a < b", "")


def test_a_missing_tag_is_warned_about_and_put_in_by_key(server, open_editor, river):
    editor = open_editor(river, query="&seg=3")
    expect(editor.page.locator(".notes")).to_have_text(re.compile("Formatting tags of the source are missing: .*<3/>"))
    editor.end()
    editor.page.keyboard.press("Alt+KeyT")
    expect(editor.area).to_have_value(re.compile("<3/>$"))
    expect(editor.page.locator(".notes")).to_be_hidden()
    editor.saved()
    assert server.targets(river)[2].flags == ()


def test_a_missing_pair_goes_around_the_selection(open_editor, river):
    editor = open_editor(river, query="&seg=9")
    editor.area.fill("bombas solas")
    editor.area.press("Control+Home")
    for _ in "bombas":
        editor.page.keyboard.press("Shift+ArrowRight")
    editor.page.keyboard.press("Alt+KeyT")
    expect(editor.area).to_have_value("<1>bombas</1> solas")


def test_the_browser_and_the_server_agree_on_when_tags_are_whole(open_editor, river):
    rng = random.Random(7)
    texts = ["".join(rng.choices(PIECES, k=rng.randint(0, 7))) for _ in range(3000)]
    texts += ["<1>a</1><2/><3>b</3>", "<3><1>a</1></3>b<2/>", "<1><3>a</1></3><2/>"]
    codes = [{"id": code.id, "kind": code.kind.value, "alone": code.standalone} for code in CODES]
    told = open_editor(river).page.evaluate(
        f"""async ([texts, codes]) => {{
            const {{ check, plain }} = await import("{ASSETS}/tags.js");
            return texts.map((text) => [check(text, codes).whole, plain(text, codes)]);
        }}""",
        [texts, codes],
    )
    assert told == [[complete(text, CODES), plain(text, CODES)] for text in texts]
    assert any(whole for whole, _ in told)


def test_putting_in_every_missing_tag_makes_an_untagged_text_whole(open_editor, river):
    editor = open_editor(river, query="&seg=3")
    editor.area.fill("El medidor")
    for _ in range(3):
        editor.page.keyboard.press("Alt+KeyT")
    expect(editor.page.locator(".notes")).to_be_hidden()
    assert complete(editor.area.input_value(), RIVER.segments[2].codes)
