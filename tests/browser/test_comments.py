"""Comments under a segment: written, kept, sent, resolved and answered by keyboard; whoever is named finds them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.driving import Editor, Server
from browser.samples import RIVER, arabic
from browser.served import Desk, settled
from translate_flow.domain.article import Article
from translate_flow.domain.comments import MOST, Comment
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import State

EVIL = '<img src=x onerror="window.hacked=1">'
GOOD = b"four big blue whales"
CUT = """() => {
  const real = window.fetch;
  const cut = () => Promise.reject(new TypeError("cut off"));
  const isSent = (url, options) => String(url).endsWith("/api/comments") && options?.method === "POST";
  window.fetch = (url, options) => (isSent(url, options) ? cut() : real(url, options));
}"""
"""Lets no comment reach the server any more."""
HOLD = """method => {
  const real = window.fetch;
  const gate = new Promise((open) => { window.release = open; });
  window.fetch = async (url, options) => {
    const answer = await real(url, options);
    const mine = String(url).includes("/api/comments") && (options?.method ?? "GET") === method;
    if (!mine || window.held) return answer;
    window.held = await answer.json();
    await gate;
    return { ok: true, json: async () => window.held };
  };
}"""
"""Lets the next answer about comments to a request of a method arrive when it is released, and not before."""
RELEASE = "() => { window.release(); return new Promise((done) => setTimeout(done)); }"
LONG = {"timeout": 60_000}


def said(server: Server, slug: str, *, language: str = "es") -> list[Comment]:
    with server.store.read() as uow:
        return list(uow.comments.listed(slug, language))


def say(server: Server, slug: str, place: int, text: str, *, language: str = "es") -> Comment:
    """What somebody else says meanwhile."""
    segment = server.targets(slug, language)[place - 1].segment
    with server.store.write(by=LOCAL_OWNER) as uow:
        return uow.comments.add(segment, language, text)


def edited(changes: dict[int, str]) -> Article:
    """The sample article with other words at some places, from 1, or, for no words, without them."""
    changed = [replace(one, text=changes.get(place, one.text)) for place, one in enumerate(RIVER.segments, 1)]
    return replace(RIVER, segments=tuple(one for one in changed if one.text))


def box(editor: Editor):
    return editor.page.locator(".comment-box")


def thread(editor: Editor):
    """The open comments."""
    return editor.page.locator(".comments > .thread .comment")


def test_a_comment_is_written_resolved_and_opened_again_by_keyboard_alone(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    expect(box(editor)).to_be_hidden()
    editor.area.focus()
    editor.page.keyboard.press("Alt+KeyM")
    expect(box(editor)).to_be_focused()
    editor.page.keyboard.type(f"Which church? {EVIL}")
    editor.page.keyboard.press("Enter")
    editor.page.keyboard.type("There are two.")
    editor.page.keyboard.press("Control+Enter")
    expect(thread(editor)).to_contain_text(f"Which church? {EVIL}\nThere are two.")
    expect(box(editor)).to_have_value("")
    expect(box(editor)).to_be_focused()
    expect(editor.row(5).locator(".talk")).to_have_text("1")
    assert editor.number == 5
    assert server.targets(river)[4].state is State.DRAFT
    assert [(item.place, item.text) for item in said(server, river)] == [(5, f"Which church? {EVIL}\nThere are two.")]
    editor.page.keyboard.press("Shift+Tab")
    editor.page.keyboard.press("Shift+Tab")
    expect(editor.page.locator('[data-action="resolve"]')).to_be_focused()
    editor.page.keyboard.press("Enter")
    expect(editor.page.get_by_text("Resolved: 1")).to_be_visible()
    expect(thread(editor)).to_have_count(0)
    expect(box(editor)).to_be_focused()
    editor.page.keyboard.press("Shift+Tab")
    editor.page.keyboard.press("Enter")
    editor.page.locator('[data-action="reopen"]').press("Enter")
    expect(thread(editor)).to_have_count(1)
    editor.page.keyboard.press("Escape")
    expect(editor.area).to_be_focused()
    assert [item.resolved for item in said(server, river)] == [None]
    assert editor.page.evaluate("window.hacked") is None


def test_keys_that_decide_about_the_segment_do_nothing_in_the_box_and_those_that_move_do(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    before = server.targets(river)[4]
    editor.area.focus()
    editor.page.keyboard.press("Alt+KeyM")
    for key in ("Alt+KeyB", "Alt+KeyS", "Alt+KeyZ", "Control+Shift+Enter", "Control+Enter"):
        editor.page.keyboard.press(key)
    editor.page.keyboard.press("Alt+ArrowDown")
    editor.at(6)
    expect(editor.area).to_be_focused()
    editor.saved()
    assert server.targets(river)[4] == before
    assert said(server, river) == []


def test_what_is_typed_survives_a_reload_and_stands_under_its_segment(open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.row(5).locator(".talk").click()
    box(editor).fill("Half a thou")
    editor.page.keyboard.press("Alt+ArrowDown")
    editor.at(6)
    expect(box(editor)).to_be_hidden()
    editor.page.reload()
    editor.wait()
    editor.page.keyboard.press("Alt+ArrowUp")
    editor.at(5)
    expect(box(editor)).to_be_visible()
    expect(box(editor)).to_have_value("Half a thou")


def test_whoever_names_nobody_is_told_so_once_and_the_comment_is_stored(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.row(5).locator(".talk").click()
    box(editor).fill("Ask @nemo, not ana@example.org")
    editor.page.keyboard.press("Control+Enter")
    problem = editor.page.locator(".comments > .problem")
    expect(problem).to_have_text("The comment is stored, but nobody of this name can be told: \u2068@nemo\u2069")
    expect(thread(editor)).to_have_count(1)
    expect(box(editor)).to_have_value("")
    box(editor).press("a")
    expect(problem).to_be_hidden()
    assert [item.text for item in said(server, river)] == ["Ask @nemo, not ana@example.org"]


def test_what_could_not_be_sent_is_kept_and_sent_once(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.page.evaluate(CUT)
    editor.row(5).locator(".talk").click()
    box(editor).fill("Is it a line?")
    editor.page.keyboard.press("Control+Enter")
    expect(editor.page.locator(".comment.unsent")).to_contain_text("Is it a line?")
    expect(editor.page.locator('.saved[data-state="offline"]')).to_be_visible()
    assert said(server, river) == []
    editor.page.reload()
    editor.wait()
    expect(thread(editor)).to_contain_text("Is it a line?")
    expect(editor.page.locator(".comment.unsent")).to_have_count(0)
    editor.saved()
    editor.page.reload()
    editor.wait()
    expect(thread(editor)).to_have_count(1)
    assert [item.text for item in said(server, river)] == ["Is it a line?"]


def test_what_was_typed_on_segments_that_a_revision_took_out_comes_back_with_them(server, open_editor, river):
    editor = open_editor(river, query="&seg=6")
    editor.row(6).locator(".talk").click()
    box(editor).fill("Half a thou")
    editor.page.evaluate(CUT)
    editor.row(5).locator(".talk").click()
    box(editor).fill("Is it a line?")
    editor.page.keyboard.press("Control+Enter")
    expect(editor.page.locator('.saved[data-state="offline"]')).to_be_visible()
    server.revise(river, edited({5: "", 6: ""}))
    with server.store.write(by=LOCAL_OWNER) as uow:
        uow.shelves.archive(river)
    editor.page.reload()
    editor.wait()
    editor.saved()
    with server.store.write(by=LOCAL_OWNER) as uow:
        uow.shelves.restore(river)
    server.revise(river, RIVER)
    editor.page.reload()
    editor.wait()
    for place, text in ((5, "Is it a line?"), (6, "Half a thou")):
        editor.row(place).click()
        expect(box(editor)).to_have_value(text)
    assert said(server, river) == []


def test_an_older_answer_takes_no_comment_away(server, open_editor, river):
    say(server, river, 5, "An old question.")
    editor = open_editor(river, query="&seg=4")
    editor.page.evaluate(HOLD, "GET")
    editor.row(5).locator(".talk").click()
    editor.page.wait_for_function("window.held")
    box(editor).fill("A new question.")
    editor.page.keyboard.press("Control+Enter")
    expect(thread(editor)).to_have_count(2)
    editor.page.evaluate(RELEASE)
    expect(editor.row(5).locator(".talk")).to_have_text("2")
    expect(thread(editor)).to_contain_text(["An old question.", "A new question."])


def test_a_late_answer_takes_nothing_that_was_typed_since_the_article_came_anew(server, open_editor, river):
    editor = open_editor(river, query="&seg=5")
    editor.page.evaluate(HOLD, "POST")
    editor.row(5).locator(".talk").click()
    box(editor).fill("Is it a line?")
    editor.page.keyboard.press("Control+Enter")
    editor.page.wait_for_function("window.held")
    server.revise(river, edited({7: "After the flood of 1999 the engineers asked for three things:"}))
    editor.row(7).click()
    editor.page.keyboard.press("Control+Enter")
    expect(editor.row(7).locator(".text.source")).to_contain_text("1999")
    editor.row(5).click()
    expect(thread(editor)).to_contain_text(["Is it a line?"])
    editor.saved()
    box(editor).fill("Half a thou")
    editor.page.evaluate(RELEASE)
    editor.page.reload()
    editor.wait()
    expect(box(editor)).to_have_value("Half a thou")
    expect(thread(editor)).to_have_count(1)


def test_a_text_that_is_too_long_is_told_and_kept_whole(server, open_editor, river):
    editor = open_editor(river, query="&seg=5&comments=1")
    expect(box(editor)).to_be_focused()
    editor.page.keyboard.insert_text("x" * (MOST + 1))
    editor.page.keyboard.press("Control+Enter")
    expect(editor.page.locator(".comments .problem")).to_contain_text(f"{MOST:,} characters at most")
    expect(box(editor)).to_have_value("x" * (MOST + 1))
    box(editor).fill("🐋" * MOST)
    editor.page.keyboard.press("Control+Enter")
    expect(thread(editor)).to_have_count(1)
    editor.saved()
    assert [item.text for item in said(server, river)] == ["🐋" * MOST]


def test_open_comments_are_seen_without_asking_and_found_by_a_filter(server, open_editor, river):
    say(server, river, 4, "What is a schoolbook here?")
    editor = open_editor(river, query="&seg=1")
    expect(editor.row(4).locator(".talk")).to_have_attribute("aria-label", "Comments on segment 4: 1 open of 1")
    expect(editor.page.locator('[data-filter="comments"] .count')).to_have_text("1")
    editor.page.locator('[data-filter="comments"]').click()
    editor.at(4)
    expect(editor.page.locator(".row:visible")).to_have_count(1)
    expect(thread(editor)).to_contain_text("What is a schoolbook here?")
    expect(thread(editor).locator(".by")).to_contain_text(re.compile(r"^you · .*20\d\d"))
    expect(box(editor)).not_to_be_focused()
    editor.row(4).locator(".talk").click()
    expect(thread(editor)).to_be_hidden()


def test_a_comment_is_deleted_on_the_second_press_and_one_that_went_meanwhile_is_told(server, open_editor, river):
    mine, other = say(server, river, 5, "Mine."), say(server, river, 5, "Other.")
    editor = open_editor(river, query="&seg=5")
    remove = thread(editor).filter(has_text="Mine.").locator('[data-action="remove"]')
    remove.click()
    expect(remove).to_have_text("Delete for good?")
    assert len(said(server, river)) == 2
    remove.click()
    expect(thread(editor)).to_have_count(1)
    assert [item.id for item in said(server, river)] == [other.id]
    assert mine.id != other.id
    with server.store.write(by=LOCAL_OWNER) as uow:
        uow.comments.remove(other.id)
    thread(editor).locator('[data-action="resolve"]').click()
    expect(editor.page.locator(".comments .problem")).to_have_text("That is not there any more.")
    expect(thread(editor)).to_have_count(0)


def test_the_address_of_a_mention_opens_the_segment_with_its_comments(open_editor, river):
    editor = open_editor(river, query="&seg=7&comments=1")
    editor.at(7)
    expect(box(editor)).to_be_focused()


def test_comments_run_in_their_own_direction_on_a_page_that_runs_right_to_left(server, open_editor):
    server.add("river-ar", RIVER, language="ar", drafts=arabic)
    say(server, "river-ar", 4, "أي كتب؟", language="ar")
    say(server, "river-ar", 4, "Which books?", language="ar")
    editor = open_editor("river-ar", to="ar", query="&seg=4&ui=ar")
    words = thread(editor).locator(".words")
    expect(words).to_have_count(2)
    assert [words.nth(i).evaluate("node => getComputedStyle(node).direction") for i in (0, 1)] == ["rtl", "ltr"]
    button, number = editor.row(4).locator(".talk").bounding_box(), editor.row(4).locator(".number").bounding_box()
    assert button["x"] < number["x"]
    assert re.search(r"[٠-٩]|20\d\d", thread(editor).locator("time").first.inner_text())


@pytest.mark.parametrize(("scheme", "ui"), [("light", "en"), ("dark", "en"), ("light", "ar")])
def test_axe_finds_nothing_to_mend_where_people_talk(server, chromium, open_editor, river, scheme, ui):
    done = say(server, river, 5, "An old question.")
    say(server, river, 5, "A new question.")
    with server.store.write(by=LOCAL_OWNER) as uow:
        uow.comments.resolve(done.id)
    with chromium.new_context(viewport={"width": 1366, "height": 768}, color_scheme=scheme) as context:
        editor = open_editor(river, within=context, query=f"&seg=5&comments=1&ui={ui}")
        editor.page.locator(".settled summary").click()
        editor.page.locator('[data-action="remove"]').first.click()
        expect(editor.page.get_by_text("An old question.")).to_be_visible()
        found = Axe().run(editor.page)
    assert [(each["id"], each["nodes"][0]["target"]) for each in found.response["violations"]] == []


# ---- people


@pytest.fixture(scope="module")
def team(desk: Desk) -> Desk:
    """An article for Spanish, two translators and a reader."""
    text = b"The harbour market\n\nThe boats come in before six.\n"
    desk.run("import", "-", "--to", "es", "--source", "en", "--as", "harbour", stdin=text)
    for name, role in (("root", "admin"), ("ana", "translator"), ("ben", "translator"), ("rita", "reader")):
        desk.run("users", "add", name, "--role", role, "--password-stdin", stdin=GOOD)
    return desk


def open_as(page: Page, desk: Desk, name: str, to: str) -> Page:
    page.goto(f"{desk.url}/login")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(GOOD.decode())
    page.get_by_label("Password").press("Enter")
    expect(page.get_by_text(f"Signed in as {name}")).to_be_visible(timeout=60_000)
    page.goto(f"{desk.url}/{to}")
    settled(page)
    return page


def names(page: Page):
    """The people that are offered while somebody names one."""
    return page.locator("#tf-people").get_by_role("option")


def test_whoever_is_named_finds_the_comment_in_their_work_and_answers(chromium, team: Desk):
    here = "review?article=harbour&language=es&seg=2"
    with chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en") as first:
        page = open_as(first.new_page(), team, "ana", here)
        editor = Editor(page).wait()
        editor.area.focus()
        page.keyboard.press("Alt+KeyM")
        page.keyboard.type("Which boats, @")
        expect(names(page)).to_have_count(3)
        page.keyboard.type("x")
        expect(names(page)).to_have_count(0)
        page.keyboard.press("Backspace")
        expect(page.locator("#tf-people").get_by_role("option", selected=True)).to_have_text("ben")
        page.keyboard.press("ArrowDown")
        expect(page.locator("#tf-people").get_by_role("option", selected=True)).to_have_text("rita")
        page.keyboard.press("Escape")
        expect(names(page)).to_have_count(0)
        expect(box(editor)).to_be_focused()
        page.keyboard.type("be")
        expect(names(page)).to_have_count(1)
        page.keyboard.press("Tab")
        expect(box(editor)).to_have_value("Which boats, @ben ")
        page.keyboard.type("?")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".mention")).to_have_text("@ben")
    with chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en") as second:
        page = open_as(second.new_page(), team, "ben", "my_work")
        expect(
            page.get_by_test_id("stSidebarNav").or_(page.get_by_role("link", name="My work (1)")).first
        ).to_be_visible()
        expect(page.get_by_text("Which boats, @ben ?")).to_be_visible()
        page.get_by_role("button", name=re.compile("^Open .*harbour")).click()
        page.wait_for_url("**/review?*seg=2*")
        editor = Editor(page).wait()
        editor.at(2)
        expect(thread(editor)).to_contain_text("Which boats, @ben ?")
        thread(editor).locator('[data-action="resolve"]').click()
        expect(page.get_by_text("Resolved: 1")).to_be_visible()
        page.goto(f"{team.url}/my_work")
        settled(page)
        page.locator(".st-key-work-heard button").click()
        expect(page.get_by_text("No open comment names you.")).to_be_visible(timeout=30_000)
    [row] = team.run("comments", "harbour", "--to", "es", "--json").json()
    assert (row["by"], row["mentions"], row["resolved_by"]) == ("ana", ["ben"], "ben")


def test_a_reader_reads_what_others_say_and_has_no_box(chromium, team: Desk):
    team.run("comments", "add", "harbour", "1", "A question of the desk.", "--to", "es")
    with chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en") as context:
        page = open_as(context.new_page(), team, "rita", "review?article=harbour&language=es&seg=1")
        editor = Editor(page).wait()
        expect(thread(editor)).to_contain_text("A question of the desk.")
        expect(thread(editor)).to_contain_text("the command line")
        expect(thread(editor).get_by_role("button")).to_have_count(0)
        expect(box(editor)).to_be_hidden()
        page.keyboard.press("Alt+KeyM")
        expect(page.locator(".comments")).to_be_focused()


def test_nothing_is_offered_about_ones_own_comment_on_an_archived_article(chromium, team: Desk):
    team.run("import", "-", "--to", "es", "--source", "en", "--as", "pier", stdin=b"The pier\n\nIt is closed.\n")
    with chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en") as context:
        page = open_as(context.new_page(), team, "ana", "review?article=pier&language=es&seg=1&comments=1")
        editor = Editor(page).wait()
        box(editor).fill("Mine.")
        box(editor).press("Control+Enter")
        expect(thread(editor).get_by_role("button")).to_have_count(2)
        team.run("archive", "pier")
        page.reload()
        expect(page.get_by_text("This article is archived")).to_be_visible(**LONG)
        editor.wait()
        expect(thread(editor)).to_contain_text("Mine.")
        expect(thread(editor).get_by_role("button")).to_have_count(0)
