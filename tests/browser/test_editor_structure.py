"""Segments are split and merged in the editor, with their translations, and one key takes that back."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import Locator, expect

from browser.driving import Editor, Server
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import Action, State
from translate_flow.segmentation import SrxSplitter
from translate_flow.workflow.segmenting import segment as with_sentences

FERRY = Article(
    "en",
    (
        Segment(Kind.TITLE, "The ferry"),
        Segment(Kind.PARAGRAPH, "The <1>ferry</1> left at nine. Nobody was late.", (Code(1, CodeKind.BOLD),)),
        Segment(Kind.PARAGRAPH, "The bell rang twice."),
        Segment(Kind.QUOTE, "We heard it."),
    ),
)
SAID = {
    "es": ("El <1>barco</1> salió a las nueve.", "Nadie llegó tarde.", "La campana sonó dos veces."),
    "ar": ("غادرت <1>العبّارة</1> في التاسعة.", "لم يتأخر أحد.", "دقّ الجرس مرتين."),
    "ja": ("<1>フェリー</1>は九時に出た。", "誰も遅れなかった。", "鐘は二度鳴った。"),
}
_NUMBERS = itertools.count(1)


@pytest.fixture
def ferry(server: Server):
    """The article under a name of its own, its paragraphs approved in a language."""

    def add(language: str = "es") -> str:
        slug = f"ferry-{next(_NUMBERS)}"
        server.add(slug, with_sentences(FERRY, splitter=SrxSplitter()), language=language)
        one, two, bell = SAID[language]
        between = "" if language == "ja" else " "
        server.write(slug, 1, f"{one}{between}{two}", action=Action.APPROVE, language=language)
        server.write(slug, 2, bell, action=Action.APPROVE, language=language)
        return slug

    return add


def targets(server: Server, slug: str, language: str = "es") -> list[tuple[str, State]]:
    return [(target.text, target.state) for target in server.targets(slug, language)]


def cutting(editor: Editor) -> Locator:
    """The place where the segment is cut, asked for by its key."""
    editor.area.click()
    editor.page.keyboard.press("Alt+Shift+KeyJ")
    return editor.page.get_by_role("slider", name="Where to split")


@pytest.mark.parametrize("language", ["es", "ar", "ja"])
def test_a_segment_is_split_by_keyboard_with_its_translation_and_one_key_puts_it_together(
    server, open_editor, ferry, language
):
    slug = ferry(language)
    before = targets(server, slug, language)
    editor = open_editor(slug, to=language, query="&seg=2")
    cut = cutting(editor)
    expect(cut).to_be_focused()
    expect(cut).to_have_attribute("aria-valuetext", "between “The ferry left at nine.” and “Nobody was late.”")
    editor.page.keyboard.press("Enter")
    expect(editor.page.locator(".row")).to_have_count(5)
    editor.at(2)
    one, two, _ = SAID[language]
    assert targets(server, slug, language)[1:3] == [(one, State.APPROVED), (two, State.APPROVED)]
    editor.area.click()
    editor.page.keyboard.press("Alt+KeyZ")
    expect(editor.page.locator(".row")).to_have_count(4)
    assert targets(server, slug, language) == before


def test_two_segments_are_merged_by_a_key_and_parted_by_another(server, open_editor, ferry):
    slug = ferry()
    before = targets(server, slug)
    editor = open_editor(slug, query="&seg=2")
    editor.area.click()
    editor.page.keyboard.press("Alt+KeyJ")
    expect(editor.page.locator(".row")).to_have_count(3)
    text, state = targets(server, slug)[1]
    assert text.endswith("Nadie llegó tarde. La campana sonó dos veces.")
    assert state is State.APPROVED
    editor.at(2)
    editor.area.click()
    editor.page.keyboard.press("Alt+KeyZ")
    expect(editor.page.locator(".row")).to_have_count(4)
    assert targets(server, slug) == before


def test_the_cut_goes_word_by_word_and_by_a_click_and_can_be_left(open_editor, ferry):
    editor = open_editor(ferry(), query="&seg=2")
    cut = cutting(editor)
    for key, told in [
        ("ArrowLeft", "between “The ferry left at” and “nine. Nobody was late.”"),
        ("Home", "between “The” and “ferry left at nine. Nobody was late.”"[: len("between “The” and “") + 30] + "”"),
        ("ArrowDown", "between “The ferry left at nine.” and “Nobody was late.”"),
    ]:
        editor.page.keyboard.press(key)
        expect(cut).to_have_attribute("aria-valuetext", told)
    box = cut.bounding_box()
    cut.click(position={"x": 30, "y": box["height"] / 2})
    expect(cut).not_to_have_attribute("aria-valuetext", "between “The ferry left at nine.” and “Nobody was late.”")
    editor.page.keyboard.press("Escape")
    expect(cut).to_be_hidden()
    expect(editor.area).to_be_focused()
    expect(editor.page.locator(".row")).to_have_count(4)


def test_a_sentence_is_corrected_by_a_key_and_one_key_takes_that_back(server, open_editor, ferry):
    slug = ferry()
    before = targets(server, slug)
    editor = open_editor(slug, query="&seg=2")
    cut = cutting(editor)
    expect(cut.locator(".sentence")).to_have_text(["The ferry left at nine. ", "Nobody was late."])
    editor.page.keyboard.press("Space")
    expect(editor.page.get_by_role("button", name="A sentence ends here")).to_be_visible()
    assert sentences(server, slug, 1) == ["The <1>ferry</1> left at nine. Nobody was late."]
    editor.page.keyboard.press("ArrowLeft")
    editor.page.keyboard.press("Space")
    expect(editor.page.get_by_role("button", name="The sentence goes on here")).to_be_visible()
    assert sentences(server, slug, 1) == ["The <1>ferry</1> left at ", "nine. Nobody was late."]
    editor.page.keyboard.press("Escape")
    editor.page.keyboard.press("Alt+KeyZ")
    with editor.page.expect_response(lambda answer: '"sentences":[24]' in answer.text()):
        editor.page.keyboard.press("Alt+KeyZ")
    editor.page.keyboard.press("Alt+Shift+KeyJ")
    expect(cut.locator(".sentence")).to_have_text(["The ferry left at nine. ", "Nobody was late."])
    assert sentences(server, slug, 1) == ["The <1>ferry</1> left at nine. ", "Nobody was late."]
    assert targets(server, slug) == before


def sentences(server: Server, slug: str, place: int) -> list[str]:
    with server.store.read() as uow:
        segment = uow.articles.segments(slug)[place].segment
    return [segment.text[span.start : span.end] for span in segment.sentences]


def test_what_cannot_be_says_why_and_changes_nothing(server, open_editor, ferry):
    slug = ferry()
    before = targets(server, slug)
    editor = open_editor(slug, query="&seg=3")
    said = editor.page.locator(".box[role=alert]")
    editor.area.click()
    editor.page.keyboard.press("Alt+KeyJ")
    expect(said).to_have_text("Segments of this kind cannot be split or merged with one another.")
    editor.row(4).click()
    editor.at(4)
    editor.area.click()
    editor.page.keyboard.press("Alt+KeyJ")
    expect(said).to_have_text("There is no segment after this one.")
    editor.row(2).click()
    editor.at(2)
    expect(said).to_have_count(0)
    editor.area.click()
    editor.page.keyboard.press("Alt+Shift+KeyJ")
    with server.store.write(by=LOCAL_OWNER) as uow:
        uow.shelves.archive(slug)
    editor.page.keyboard.press("Enter")
    expect(editor.page.get_by_text("This article is archived: restore it first.")).to_be_visible()
    assert targets(server, slug) == before


def test_what_is_typed_is_saved_before_a_segment_is_split(server, open_editor, ferry):
    slug = ferry()
    editor = open_editor(slug, query="&seg=3")
    editor.end()
    editor.page.keyboard.type(" Otra vez.")
    editor.page.keyboard.press("Alt+ArrowUp")
    editor.at(2)
    editor.saved()
    editor.page.keyboard.press("Alt+Shift+KeyJ")
    editor.page.keyboard.press("Enter")
    expect(editor.page.locator(".row")).to_have_count(5)
    assert targets(server, slug)[3][0] == "La campana sonó dos veces. Otra vez."


def test_another_editor_of_the_article_follows(server, open_editor, ferry):
    slug = ferry()
    editor, other = (Editor(open_editor(slug, query="&seg=2").page) for _ in range(2))
    editor.area.click()
    editor.page.keyboard.press("Alt+KeyJ")
    expect(editor.page.locator(".row")).to_have_count(3)
    other.area.click()
    other.page.keyboard.press("Alt+KeyJ")
    expect(other.page.get_by_text("The article was revised meanwhile; reload the page.").last).to_be_visible()
    other.page.reload()
    other.wait()
    expect(other.page.locator(".row")).to_have_count(3)


def test_undo_that_cannot_be_yet_says_why_in_sight_and_stays_to_be_pressed_again(server, open_editor, ferry):
    slug = ferry()
    editor = open_editor(slug, query="&seg=2")
    editor.area.click()
    editor.page.keyboard.press("Alt+Shift+KeyJ")
    editor.page.keyboard.press("Enter")
    expect(editor.page.locator(".row")).to_have_count(5)
    before = targets(server, slug)[2][0]
    server.write(slug, 2, "Nadie se retrasó.", action=Action.APPROVE)
    editor.area.click()
    editor.page.keyboard.press("Alt+KeyZ")
    box = editor.page.locator(".box[role=alert]")
    expect(box).to_have_text("Somebody has worked on a part of it since; merge the parts instead.")
    assert targets(server, slug)[2][0] == "Nadie se retrasó." != before
    expect(editor.page.locator('[data-action="undo"]')).to_have_attribute("aria-disabled", "false")
    editor.end()
    editor.page.keyboard.type(" Y")
    expect(box).to_have_count(0)
