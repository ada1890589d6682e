"""The list of articles for who cannot see it: every button says what it is for, and looks as short as before."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.served import Desk

ARTICLES = {"ferry": "The ferry", "orchard": "The orchard * in [May] :material/bolt: :smile:"}
LANGUAGES = ("es", "ca", "nds")
REVIEW = {"en": "Review", "de": "Prüfen", "ar": "مراجعة"}


@pytest.fixture(scope="module")
def listed(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Two articles open for three languages each, one of a long name; some can be drafted."""
    folder: Path = tmp_path_factory.mktemp("sources")
    for slug, title in ARTICLES.items():
        source = folder / f"{slug}.txt"
        source.write_text(f"{title}\n\nIt is old.\n", encoding="utf-8")
        desk.run("import", str(source), "--source", "en", "--to", ",".join(LANGUAGES), "--as", slug)
    return desk


def reviews(page: Page, desk: Desk, interface: str) -> Locator:
    """The review buttons of a loaded list; Streamlit keeps a second, hidden one of each for small screens."""
    page.goto(f"{desk.url}/?ui={interface}")
    expect(page.get_by_role("heading", level=2)).to_have_count(2, timeout=30_000)
    shown = page.locator("[data-testid=stMain] button[kind=primary]:visible")
    expect(shown).to_have_count(6)
    return shown


def names(page: Page) -> list[str]:
    """The accessible names of all buttons, as a screen reader is given them."""
    tree = page.locator("body").aria_snapshot()
    return re.findall(r'- .?button "(.*)"', tree)  # quoted as YAML where a name has colons


@pytest.mark.parametrize("interface", list(REVIEW))
def test_no_two_buttons_of_the_list_are_named_alike(page: Page, listed: Desk, interface: str) -> None:
    reviews(page, listed, interface)
    expect(page.get_by_role("button", name="The ferry")).to_have_count(10)
    found = names(page)
    assert len(found) >= 16
    assert [name for name, count in Counter(found).items() if count > 1] == []


def test_a_button_says_language_and_article(page: Page, listed: Desk) -> None:
    reviews(page, listed, "en")
    expect(page.get_by_role("button", name="Review Spanish · The ferry", exact=True)).to_have_count(1)
    orchard = page.get_by_role(
        "button", name="Review Spanish · The orchard * in [May] :\u2060material/bolt: :\u2060smile:"
    )
    expect(orchard).to_have_count(1)
    expect(page.get_by_role("button", name="Draft Spanish · The ferry", exact=True)).to_have_count(1)
    expect(page.get_by_role("button", name="Add languages The ferry", exact=True)).to_have_count(1)
    page.get_by_role("button", name="No engine Low German · The ferry", exact=True).click()
    expect(page.get_by_text("No engine here can draft into: Low German.")).to_be_visible()


@pytest.mark.parametrize("interface", list(REVIEW))
def test_an_eye_sees_the_short_label_on_one_line(page: Page, listed: Desk, interface: str) -> None:
    for button in reviews(page, listed, interface).all():
        rest, label = button.locator(".stMarkdownColoredText"), button.locator("p")
        assert (button.text_content() or "").startswith(f"{REVIEW[interface]} ")
        expect(rest).to_have_css("clip-path", "inset(50%)")
        assert (rest.bounding_box() or {})["width"] <= 1
        assert label.evaluate("e => [e.scrollWidth <= e.clientWidth, e.clientHeight < 30]") == [True, True]


def test_a_title_that_names_pictures_stays_text(page: Page, listed: Desk) -> None:
    reviews(page, listed, "en")
    titles = [title.replace("\u2060", "").strip("\u2068\u2069\n ") for title in page.locator("h2").all_inner_texts()]
    assert sorted(titles) == sorted(ARTICLES.values())
    expect(page.locator("h2 [data-testid=stIconMaterial]")).to_have_count(0)
