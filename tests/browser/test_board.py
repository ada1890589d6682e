"""The board, assigning and a person's work, as a coordinator, a translator and a reviewer meet them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browser.served import Desk, choose, pick, picked, served, settled, tabbed

GOOD = b"four big blue whales"
ARTICLES = {"harbour": "The harbour market", "mill": "The old mill"}
BODY = "\n\nThe boats come in before six.\n\nThey sell what they caught.\n"
PEOPLE = {"root": ["admin"], "cora": ["reader", "es=coordinator"], "ana": ["translator"], "ben": ["reviewer"]}

OPERATION = """async ([action, place, text]) => {
  const bitext = await (await fetch('/api/segments?article=harbour&language=es')).json();
  const row = bitext.rows[place - 1];
  const id = `${action.replace('_', '-')}-${place}-of-work`;
  const operation = {id, segment: row.id, language: 'es', action, text, base: row.version};
  const answer = await fetch('/api/ops', {method: 'POST', body: JSON.stringify({operations: [operation]}),
    headers: {'Content-Type': 'application/json', 'x-translate-flow-token': bitext.token}});
  return (await answer.json()).answers[0].outcome;
}"""
"""What the editor sends, in the name of whoever is signed in."""


@pytest.fixture(scope="module")
def team(desk: Desk) -> Desk:
    """Two articles for Spanish and French, an admin, a coordinator of Spanish, a translator and a reviewer."""
    for slug, title in ARTICLES.items():
        text = f"{title}{BODY}".encode()
        desk.run("import", "-", "--to", "es,fr", "--source", "en", "--as", slug, stdin=text)
    for name, (role, *special) in PEOPLE.items():
        languages = [part for pair in special for part in ("--language", pair)]
        desk.run("users", "add", name, "--role", role, *languages, "--password-stdin", stdin=GOOD)
    return desk


@pytest.fixture
def unassigned(team: Desk) -> Desk:
    """Nobody has work."""
    team.run("assign", *ARTICLES, "--to", "es,fr", "--clear")
    return team


def open_as(context: BrowserContext, desk: Desk, name: str, to: str) -> Page:
    page = context.new_page()
    page.goto(f"{desk.url}/{to}")
    if page.get_by_label("Name").is_visible():
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(GOOD.decode())
        page.get_by_label("Password").press("Enter")
    expect(page.get_by_text(f"Signed in as {name}")).to_be_visible(timeout=60_000)
    settled(page)
    return page


def cell(page: Page, title: str, language: str) -> Locator:
    """The cell of an article in a language."""
    shown = page.locator(".tf-board thead th")
    # the table is drawn anew in every run: what it holds at once may be nothing yet
    expect(shown.filter(has_text=language)).to_have_count(1, timeout=30_000)
    heads = shown.all_inner_texts()
    return page.locator(".tf-board tbody tr", has_text=title).locator("th, td").nth(heads.index(language))


def open_panel(page: Page) -> None:
    page.get_by_text("Assign work").click()
    expect(page.locator(".st-key-assign-slugs")).to_be_visible()
    settled(page)
    expect(page.locator("details", has_text="Assign work")).to_have_attribute("open", "")


def test_the_board_shows_every_article_in_every_language_and_leads_to_review(context, team: Desk) -> None:
    page = open_as(context, team, "ben", "board")
    expect(page.locator(".tf-board thead th")).to_have_text(["Article", "French", "Spanish"])
    expect(page.locator(".tf-board tbody tr")).to_have_count(3)
    expect(cell(page, "The old mill", "Spanish")).to_contain_text("words left")
    cell(page, "The old mill", "Spanish").get_by_role("link").first.click()
    page.wait_for_url("**/review?article=mill&language=es*")


def test_a_title_leads_to_review_by_keyboard(context, team: Desk) -> None:
    page = open_as(context, team, "ben", "board")
    tabbed(page, page.locator(".tf-board tbody th a").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/review?article=*")


def test_the_board_tells_how_it_is_read(context, team: Desk) -> None:
    page = open_as(context, team, "ben", "board")
    expect(page.locator(".tf-legend")).to_be_hidden()
    page.get_by_text("How to read this").click()
    expect(page.locator(".tf-legend")).to_contain_text("sent back, needs work")


def test_news_leads_to_what_it_speaks_of_and_is_none_once_the_work_is_somebody_elses(context, unassigned: Desk) -> None:
    unassigned.run("assign", "mill", "--to", "fr", "--translator", "ana", "--segments", "2")
    unassigned.run("assign", "harbour", "--to", "fr", "--translator", "ana")
    unassigned.run("assign", "harbour", "--to", "fr", "--translator", "root")
    page = open_as(context, unassigned, "ana", "my_work")
    mine = page.get_by_text(re.compile("assigned you the translation of .*into French"))
    expect(mine).to_have_count(1)
    expect(mine).to_contain_text("The old mill")
    expect(
        page.get_by_text(re.compile("took work on .*The harbour market.* into French away from you"))
    ).to_be_visible()
    page.get_by_role("button", name=re.compile(r"^Open .*The old mill.*French.*Translate.*\d{4}")).click()
    page.wait_for_url("**/review?*article=mill*seg=2*")


def test_a_filter_that_takes_nothing_away_has_no_cross_and_any_takes_it_back(context, team: Desk) -> None:
    page = open_as(context, team, "ben", "board")
    expect(page.get_by_role("button", name="Clear value")).to_have_count(0)
    choose(page, "Deadline", "Overdue")
    expect(page.get_by_text("No article fits all of these filters.")).to_be_visible(timeout=30_000)
    choose(page, "Deadline", "Any")
    expect(page.locator(".tf-board")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Clear value")).to_have_count(0)


def test_a_language_has_a_page_of_its_own(context, team: Desk) -> None:
    page = open_as(context, team, "ben", "board")
    page.locator(".tf-board thead").get_by_role("link", name="Spanish").click()
    expect(page.locator(".tf-board thead th")).to_have_text(["Article", "Spanish"], timeout=30_000)
    assert page.url.endswith("/board?language=es")
    expect(page.get_by_role("heading", name=re.compile("Board · .?Spanish"))).to_be_visible()


def test_a_person_has_a_page_of_their_own(context, unassigned: Desk) -> None:
    unassigned.run("assign", "mill", "--to", "fr", "--translator", "ana", "--segments", "2")
    page = open_as(context, unassigned, "cora", "board?language=fr")
    cell(page, "The old mill", "French").get_by_role("link", name="ana").click()
    expect(page.get_by_role("heading", name=re.compile("Work of .?ana"))).to_be_visible(timeout=30_000)
    line = page.get_by_test_id("stMarkdown").filter(has_text="1 segment left")
    expect(line).to_contain_text("Translate · French · segment 2")
    expect(page.get_by_text("No open comment names them.")).to_be_visible()
    expect(page.get_by_role("button", name="Seen")).to_have_count(0)
    page.get_by_role("button", name="On the board").click()
    page.wait_for_url("**/board?person=ana*")
    expect(page.get_by_role("heading", name=re.compile("Board · .?ana"))).to_be_visible(timeout=30_000)


def test_filters_leave_what_is_asked_for_or_say_that_nothing_is(context, team: Desk) -> None:
    page = open_as(context, team, "ben", "board")
    box = page.get_by_label("Search in titles")
    box.fill("MILL")
    box.press("Enter")
    expect(page.locator(".tf-board tbody tr")).to_have_count(1)
    expect(page.locator(".tf-board")).to_contain_text("The old mill")
    box.fill("nowhere")
    box.press("Enter")
    expect(page.get_by_text("No article fits all of these filters.")).to_be_visible()


def test_a_link_shows_what_was_filtered_and_the_way_back_leads_to_what_was_shown_before(context, team: Desk) -> None:
    page = open_as(context, team, "ben", "board")
    choose(page, "Sort by", "Most risks")
    page.wait_for_url("**/board?order=risk")
    settled(page)
    box = page.get_by_label("Search in titles")
    box.fill("mill")
    box.press("Enter")
    page.wait_for_url(re.compile("order=risk&text=mill|text=mill&order=risk"))
    expect(page.locator(".tf-board tbody tr")).to_have_count(1, timeout=30_000)
    link = page.url
    page.go_back()
    expect(page.locator(".tf-board tbody tr")).to_have_count(3, timeout=30_000)
    expect(box).to_have_value("")
    assert page.url.endswith("/board?order=risk")
    settled(page)
    page.go_forward()
    expect(page.locator(".tf-board tbody tr")).to_have_count(1, timeout=30_000)
    expect(box).to_have_value("mill")
    assert page.url == link
    page.goto(link)
    expect(page.get_by_label("Search in titles")).to_have_value("mill", timeout=30_000)
    expect(page.locator(".tf-board tbody tr")).to_have_count(1, timeout=30_000)


def downloaded(page: Page, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download {name}").click()
    return Path(download.value.path()).read_bytes()


def test_the_board_is_taken_home_as_a_table_and_as_a_picture(context, team: Desk) -> None:
    page = open_as(context, team, "ben", "board?language=fr")
    rows = list(csv.DictReader(io.StringIO(downloaded(page, "board.csv").decode("utf-8-sig"))))
    assert [(row["slug"], row["language"]) for row in rows] == [("mill", "fr"), ("harbour", "fr")]
    image = Image.open(io.BytesIO(downloaded(page, "board.png")))
    assert (image.format, image.width > 300, len(image.getcolors(1 << 20) or ()) > 2) == ("PNG", True, True)


def test_a_coordinator_assigns_in_bulk_and_the_translator_is_told(context, chromium, unassigned: Desk) -> None:
    page = open_as(context, unassigned, "cora", "board")
    open_panel(page)
    pick(page, "assign-slugs", "The old mill", "The harbour market")
    pick(page, "assign-languages", "Spanish")
    choose(page, "Translator", "ana")
    choose(page, "Reviewer", "ben")
    settled(page)
    page.locator(".st-key-assign-go button").click()
    said = page.get_by_test_id("stAlertContentSuccess")
    expect(said).to_contain_text("Spanish")
    for fact in ("The old mill", "The harbour market", "translated by", "ana", "reviewed by", "ben"):
        expect(said).to_contain_text(fact)
    expect(cell(page, "The old mill", "Spanish")).to_contain_text("ana → ben")
    expect(cell(page, "The old mill", "French")).not_to_contain_text("ana")
    with chromium.new_context(viewport={"width": 1366, "height": 768}) as other:
        work = open_as(other, unassigned, "ana", "my_work")
        expect(work.get_by_role("heading", name="News")).to_be_visible()
        expect(work.get_by_role("link", name=re.compile(r"^My work \(\d+\)$"))).to_be_visible()
        expect(work.locator("[class*=st-key-work-open]").get_by_role("button")).to_have_count(2)
        news = work.get_by_text(re.compile("cora.? assigned you the translation of 3 segments of .*The old mill"))
        expect(news).to_be_visible()
        work.get_by_role("button", name="Seen").click()
        expect(work.get_by_role("heading", name="News")).to_have_count(0)
        expect(work.get_by_role("link", name="My work", exact=True)).to_be_visible()
        work.locator("[class*=st-key-work-open]").get_by_role("button").first.click()
        work.wait_for_url("**/review?*article=*")


def test_a_coordinator_of_one_language_assigns_in_no_other(context, unassigned: Desk) -> None:
    page = open_as(context, unassigned, "cora", "board")
    open_panel(page)
    page.locator(".st-key-assign-languages input").click()
    expect(page.get_by_role("option", name="Spanish")).to_be_visible()
    expect(page.get_by_role("option", name="French")).to_have_count(0)


@pytest.mark.parametrize("name", ["ana", "ben"])
def test_who_does_not_coordinate_is_offered_no_assigning(context, team: Desk, name: str) -> None:
    page = open_as(context, team, name, "board")
    expect(page.locator(".tf-board")).to_be_visible()
    expect(page.get_by_text("Assign work")).to_have_count(0)


def test_a_form_that_is_still_open_assigns_nothing_once_the_right_is_gone(context, unassigned: Desk) -> None:
    page = open_as(context, unassigned, "cora", "board")
    open_panel(page)
    choose(page, "Translator", "ana")
    pick(page, "assign-slugs", "The old mill")
    pick(page, "assign-languages", "Spanish")
    # the page has run since the last choice, so nothing of it is still to come once the right is gone
    expect(page.locator(".st-key-assign-go button")).to_be_enabled(timeout=30_000)
    settled(page)
    unassigned.run("users", "role", "cora", "reader")
    try:
        page.locator(".st-key-assign-go button").click()
        expect(page.get_by_text("Assign work")).to_have_count(0, timeout=30_000)
        kept = unassigned.run("assign", "mill", "--to", "es", "--clear", "--segments", "3", "--json").json()
        assert kept == []
    finally:
        unassigned.run("users", "role", "cora", "reader", "--language", "es=coordinator")


def test_a_range_that_is_none_is_told_and_nothing_is_assigned(context, unassigned: Desk) -> None:
    page = open_as(context, unassigned, "cora", "board")
    open_panel(page)
    pick(page, "assign-slugs", "The old mill")
    pick(page, "assign-languages", "Spanish")
    choose(page, "Translator", "ana")
    page.get_by_label("Only segments, such as 3-10").fill("9-2")
    page.keyboard.press("Tab")
    settled(page)
    page.locator(".st-key-assign-go button").click()
    expect(page.get_by_text("is no range of segments")).to_be_visible()
    assert unassigned.run("assign", "mill", "--to", "es", "--clear", "--segments", "3", "--json").json() == []


def test_work_is_assigned_by_keyboard_alone(context, unassigned: Desk) -> None:
    page = open_as(context, unassigned, "cora", "board")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-assign-slugs")).to_be_visible()
    settled(page)
    picked(page, "assign-slugs", "The harbour")
    picked(page, "assign-languages", "Spanish")
    picked(page, "assign-edit", "ana")
    expect(page.locator("details").first).to_have_attribute("open", "")
    # a button that is still disabled is no stop for Tab, and Streamlit begins a run some time after a key
    expect(page.locator(".st-key-assign-go button")).to_be_enabled(timeout=30_000)
    settled(page)
    tabbed(page, page.locator(".st-key-assign-go button"))
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stAlertContentSuccess")).to_contain_text("translated by", timeout=30_000)
    settled(page)
    expect(cell(page, "The harbour market", "Spanish")).to_contain_text("ana → –")


def test_what_is_sent_back_stands_in_the_work_of_who_translated_it(context, chromium, unassigned: Desk) -> None:
    with chromium.new_context(viewport={"width": 1366, "height": 768}) as first:
        assert open_as(first, unassigned, "ana", "").evaluate(OPERATION, ["confirm", 2, "Los barcos."]) == "saved"
    with chromium.new_context(viewport={"width": 1366, "height": 768}) as second:
        assert open_as(second, unassigned, "ben", "").evaluate(OPERATION, ["send_back", 2, "Los barcos."]) == "saved"
    page = open_as(context, unassigned, "ana", "my_work")
    expect(page.get_by_text("The boats come in before six.")).to_be_visible()
    expect(page.get_by_text("Nothing is assigned to you that is not done.")).to_be_visible()
    page.locator("[class*=st-key-work-back]").get_by_role("button").click()
    page.wait_for_url("**/review?*seg=2*")


def test_work_with_a_deadline_says_until_when(context, unassigned: Desk) -> None:
    day = date.today() + timedelta(days=400)
    unassigned.run("assign", "mill", "--to", "fr", "--translator", "ana", "--due", day.isoformat(), "--segments", "2-3")
    page = open_as(context, unassigned, "ana", "my_work")
    line = page.get_by_test_id("stMarkdown").filter(has_text="2 segments left")
    expect(line).to_contain_text(f"Due {day:%b} {day.day}, {day.year} · Translate · French · segments 2–3")


def test_trends_are_drawn_once_they_are_asked_for(context, team: Desk) -> None:
    page = open_as(context, team, "ben", "board")
    assert page.evaluate(OPERATION, ["approve", 3, "Venden lo que pescaron."]) == "saved"
    page.get_by_text("Show trends").click()
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(1, timeout=30_000)
    expect(page.get_by_text("No draft of an engine was approved yet.")).to_be_visible()
    box = page.get_by_test_id("stVegaLiteChart").bounding_box()
    assert box
    assert (box["width"] > 1_000, box["height"] >= 350) == (True, True)


def test_an_empty_desk_says_what_to_do_next(context, tmp_path_factory, shared: Path) -> None:
    with served(tmp_path_factory.mktemp("empty"), shared) as empty:
        page = context.new_page()
        page.goto(f"{empty.url}/my_work")
        expect(page.get_by_text("Nothing was sent back to you.")).to_be_visible(timeout=30_000)
        page.goto(f"{empty.url}/board")
        page.get_by_role("button", name="Import an article").click(timeout=30_000)
        expect(page.get_by_role("heading", name="Import an article")).to_be_visible()


def _panel_and_trends(page: Page) -> None:
    for number in (0, 1):  # assigning, and how it is read
        page.locator("summary").nth(number).click()
    page.locator(".st-key-board-trends label").click()
    expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible(timeout=30_000)


VIEWS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "board": ("board", lambda page: expect(page.locator(".tf-board")).to_be_visible()),
    "panel and trends": ("board", _panel_and_trends),
    "nothing found": ("board?person=cora", lambda page: expect(page.locator(".tf-board")).to_have_count(0)),
    "work": ("my_work", lambda page: expect(page.get_by_role("heading", level=2).first).to_be_visible()),
}


@pytest.mark.parametrize(("locale", "scheme"), [("en", "light"), ("ar", "dark")])
def test_axe_finds_no_violation_in_any_view(
    chromium: Browser, unassigned: Desk, locale: str, scheme: Literal["light", "dark"]
) -> None:
    with chromium.new_context(locale="en", color_scheme="light") as first:
        open_as(first, unassigned, "ben", "").evaluate(OPERATION, ["approve", 1, "El mercado"])
    day = (date.today() + timedelta(days=1)).isoformat()
    unassigned.run("assign", "mill", "--to", "es,fr", "--translator", "root", "--reviewer", "ben", "--due", day)
    with chromium.new_context(locale="en", color_scheme=scheme, viewport={"width": 1366, "height": 768}) as context:
        page = open_as(context, unassigned, "root", "board")
        told = {view: _violations(page, unassigned, view, locale) for view in VIEWS}
    assert told == {view: [] for view in VIEWS}


def _violations(page: Page, desk: Desk, view: str, locale: str) -> list[object]:
    path, act = VIEWS[view]
    page.goto(f"{desk.url}/{path}{'&' if '?' in path else '?'}ui={locale}")
    expect(page.get_by_role("combobox").last).to_be_enabled(timeout=30_000)
    settled(page)
    act(page)
    settled(page)
    expect(page.locator('[data-stale="true"]')).to_have_count(0, timeout=30_000)
    return [(each["id"], each["nodes"][0]["target"]) for each in Axe().run(page).response["violations"]]


@pytest.mark.parametrize(("locale", "scheme"), [("en", "light"), ("ar", "dark")])
def test_the_names_of_languages_stay_at_the_top_while_rows_scroll(
    chromium: Browser, team: Desk, locale: str, scheme: Literal["light", "dark"]
) -> None:
    with chromium.new_context(locale="en", color_scheme=scheme, viewport={"width": 1366, "height": 240}) as context:
        page = open_as(context, team, "ben", "board")
        page.goto(f"{team.url}/board?ui={locale}")
        expect(page.locator(".tf-board tbody tr")).to_have_count(3, timeout=30_000)
        settled(page)
        assert page.evaluate(SCROLLED) == {"moved": True, "top": 0, "shown": True, "opaque": True, "bars": True}


SCROLLED = """() => {
  const board = document.querySelector('.tf-board'), head = board.querySelector('thead th:last-child');
  board.scrollIntoView({block: 'end'});
  board.scrollTop = board.scrollHeight;
  const {left, top, width, height} = head.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  const bar = getComputedStyle(board.querySelector('.tf-bar'));
  return {
    moved: board.scrollTop > 40, top: Math.round(top - board.getBoundingClientRect().top), shown: head.contains(there),
    opaque: /^rgb\\(/.test(getComputedStyle(head).backgroundColor), bars: bar.display === 'flex',
  };
}"""
"""The table at its last row: how far its head is from its top, and whether that is what is seen there."""


def test_the_board_runs_right_to_left_where_the_interface_does(context, team: Desk) -> None:
    page = open_as(context, team, "ben", "board")
    page.goto(f"{team.url}/board?ui=ar")
    expect(page.locator(".tf-board thead th").first).to_have_text("المقال", timeout=30_000)
    first, second = (page.locator(".tf-board thead th").nth(number).bounding_box() for number in (0, 1))
    assert first
    assert second
    assert first["x"] > second["x"]
