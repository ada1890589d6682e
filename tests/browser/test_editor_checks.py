"""What the checks find is told while somebody types, mended by one key, and dismissed where it is no mistake."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import Locator, expect

from browser.driving import Editor, Server
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import Action, Origin, OriginKind, State, Target
from translate_flow.segmentation import SrxSplitter
from translate_flow.workflow import shelving
from translate_flow.workflow.reviewing import Operation, apply

FAIR = Article(
    "en",
    (
        Segment(Kind.PARAGRAPH, "Is the fair open at 7?"),
        Segment(
            Kind.PARAGRAPH, "The <1>ferry</1> leaves at 9, see https://example.org/ferry.", (Code(1, CodeKind.BOLD),)
        ),
        Segment(Kind.PARAGRAPH, "Nobody came."),
    ),
)
_NUMBERS = itertools.count(1)


@pytest.fixture
def fair(server: Server):
    """The article under a name of its own, open for a language."""

    def add(language: str = "es") -> str:
        slug = f"fair-{next(_NUMBERS)}"
        server.add(slug, FAIR, language=language)
        return slug

    return add


def issues(editor: Editor) -> Locator:
    """What is found in the segment that is worked on."""
    return editor.page.locator(".checks > .issues > .issue")


@pytest.mark.parametrize(
    ("language", "text", "found", "mended"),
    [
        ("es", "La feria se abre a las 7?", "inverted_marks", None),
        ("es", "¿La feria  se abre a las 7?", "double_spaces", "¿La feria se abre a las 7?"),
        ("ar", "هل يفتح السوق الساعة 7?", "foreign_mark", "هل يفتح السوق الساعة 7؟"),
        ("ja", "市は7時に開きますか？ ", "edge_spaces", "市は7時に開きますか？"),
        ("fr", "La foire ouvre-t-elle à 7 h?", "french_spaces", None),
    ],
)
def test_a_finding_is_told_as_it_is_typed_and_a_key_mends_it(open_editor, fair, language, text, found, mended):
    editor = open_editor(fair(language), to=language, query="&seg=1")
    editor.area.fill(text)
    line = editor.page.locator(f'.checks [data-check="{found}"]')
    expect(line).to_be_visible()
    if mended:
        expect(line.locator("kbd")).to_have_text("Alt+X")
        editor.page.keyboard.press("Alt+KeyX")
        expect(editor.area).to_have_value(mended)
        expect(line).to_have_count(0)
        editor.page.keyboard.press("Control+KeyZ")
        expect(editor.area).to_have_value(text)


def test_a_click_on_a_finding_selects_its_place_behind_tags(open_editor, fair):
    editor = open_editor(fair(), query="&seg=2")
    editor.area.fill("El <1>barco</1> sale a las  9, vea https://example.org/ferry.")
    editor.page.locator('.checks [data-check="double_spaces"] .told').click()
    place = editor.area.evaluate("area => [area.selectionStart, area.selectionEnd]")
    assert editor.area.input_value()[place[0] - 3 : place[1] + 1] == "las  9"


def test_a_finding_of_a_good_text_is_none_and_one_that_is_mended_goes(open_editor, fair):
    editor = open_editor(fair(), query="&seg=1")
    editor.area.fill("¿Está abierta la feria a las 8?")
    expect(issues(editor)).to_have_count(1)
    editor.area.fill("¿Está abierta la feria a las 7?")
    expect(issues(editor)).to_have_count(0)


def test_what_is_dismissed_with_a_note_stays_so_after_a_reload_and_is_told_when_the_text_changes(open_editor, fair):
    slug = fair()
    editor = open_editor(slug, query="&seg=1")
    editor.area.fill("¿Está abierta la feria a las 8?")
    issues(editor).get_by_role("button", name="No mistake").click()
    editor.page.keyboard.type("The clocks were put forward <b>that</b> night.")
    editor.page.keyboard.press("Enter")
    expect(editor.page.get_by_text("Dismissed: 1")).to_be_visible()
    expect(issues(editor)).to_have_count(0)
    expect(editor.area).to_be_focused()
    editor.saved()
    editor.page.reload()
    editor.wait()
    editor.page.get_by_text("Dismissed: 1").click()
    past = editor.page.locator(".checks .past")
    expect(past).to_contain_text("The clocks were put forward <b>that</b> night.")
    past.get_by_role("button", name="Tell it again").click()
    expect(issues(editor)).to_have_count(1)
    issues(editor).get_by_role("button", name="No mistake").click()
    editor.page.keyboard.press("Enter")
    expect(issues(editor)).to_have_count(0)
    editor.area.fill("¿Está abierta la feria a las 10?")
    expect(issues(editor)).to_have_count(1)


def test_who_gives_up_dismissing_is_back_in_the_text(open_editor, fair):
    editor = open_editor(fair(), query="&seg=1")
    editor.area.fill("¿Está abierta la feria a las 8?")
    issues(editor).get_by_role("button", name="No mistake").click()
    editor.page.keyboard.press("Escape")
    expect(editor.area).to_be_focused()
    expect(issues(editor)).to_have_count(1)


def test_an_error_takes_a_second_press_to_be_approved(server, open_editor, fair):
    slug = fair()
    editor = open_editor(slug, query="&seg=2")
    editor.area.fill("El <1>barco</1> sale a las 9, vea https://example.org/barco.")
    expect(editor.page.locator('.checks .error[data-check="urls"]')).to_be_visible()
    editor.area.click()
    editor.page.keyboard.press("Control+Enter")
    expect(editor.page.locator("#tf-notes")).to_contain_text("A check calls this an error.")
    editor.at(2)
    assert server.targets(slug)[1].state is not State.APPROVED
    editor.page.keyboard.press("Control+Enter")
    editor.at(3)
    editor.saved()
    assert server.targets(slug)[1].state is State.APPROVED


def test_the_whole_article_is_checked_by_a_key_and_what_was_found_is_shown(server, open_editor, fair):
    slug = fair()
    server.write(slug, 0, "¿Está abierta la feria a las 8?", action=Action.APPROVE)
    server.write(slug, 2, "Nadie vino.", action=Action.APPROVE)
    editor = open_editor(slug)
    expect(editor.page.locator('[data-filter="issues"]')).to_be_hidden()
    editor.page.keyboard.press("Alt+KeyK")
    expect(editor.page.locator('[data-filter="issues"]')).to_contain_text("1")
    expect(editor.page.locator(".row:visible")).to_have_count(1)
    editor.at(1)
    expect(issues(editor)).to_have_count(1)


def test_a_clean_article_says_that_nothing_was_found(server, open_editor, fair):
    slug = fair()
    server.write(slug, 2, "Nadie vino.", action=Action.APPROVE)
    editor = open_editor(slug)
    editor.page.get_by_role("button", name="Check the whole article").click()
    expect(editor.page.get_by_text("The checks find nothing.")).to_be_visible()
    expect(editor.page.locator(".row:visible")).to_have_count(len(FAIR.segments))


def test_a_dismissal_in_an_article_that_was_archived_meanwhile_says_why_it_is_refused(server, open_editor, fair):
    slug = fair()
    editor = open_editor(slug, query="&seg=1")
    editor.area.fill("¿Está abierta la feria a las 8?")
    editor.saved()
    expect(issues(editor)).to_have_count(1)
    shelving.archive(server.store, [slug], by=LOCAL_OWNER)
    issues(editor).get_by_role("button", name="No mistake").click()
    editor.page.keyboard.press("Enter")
    expect(editor.page.get_by_text("This article is archived: restore it first.")).to_be_visible()
    expect(issues(editor)).to_have_count(1)


def test_a_draft_that_was_approved_unread_is_told_beside_it_until_somebody_says_that_it_was_read(
    server, open_editor, fair
):
    slug = fair()
    _approve_at_once(server, slug)
    editor = open_editor(slug, query="&seg=3")
    line = editor.page.locator('.checks > .issues > [data-check="unread"]')
    line.get_by_role("button", name="No mistake").click()
    editor.page.keyboard.press("Enter")
    expect(editor.page.get_by_text("Dismissed: 1")).to_be_visible()
    expect(line).to_have_count(0)


def _approve_at_once(server: Server, slug: str) -> None:
    """Approve a machine's draft of the first and the last segment in one go."""
    with server.store.write(by=LOCAL_OWNER) as uow:
        units = uow.targets.bitext(slug, "es").units[::2]
        machine = Origin(OriginKind.MACHINE, engine="apertium")
        texts = zip(units, ("¿La feria abre a las 7?", "No vino nadie."), strict=True)
        uow.targets.write_drafts(
            [
                Target(unit.id, "es", text, State.DRAFT, source_hash=unit.segment.source_hash, origin=machine)
                for unit, text in texts
            ]
        )
    with server.store.read() as uow:
        drafts = [unit.target for unit in uow.targets.bitext(slug, "es").units[::2]]
    wanted = [
        Operation(f"{slug}-{draft.segment}", draft.segment, "es", Action.APPROVE, draft.text, draft.version)
        for draft in drafts
    ]
    apply(server.store, wanted, by=LOCAL_OWNER, splitter=SrxSplitter())
