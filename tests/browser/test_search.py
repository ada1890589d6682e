"""The page that searches everywhere: found, marked, and one step from the segment."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.served import Desk, settled
from translate_flow.bootstrap import open_desk
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import Action, State

ARTICLE = (
    b"The harbour market\n\nThe boats come in before six.\n\n"
    b"Whoever asks is told what <b>they caught</b> & what it costs today.\n"
)


@pytest.fixture(scope="module", autouse=True)
def stocked(desk: Desk) -> None:
    desk.run("import", "-", "--to", "es", "--to", "ar", "--source", "en", "--as", "harbour", stdin=ARTICLE)
    opened = open_desk(desk.run.root)
    with opened.store.write(by=LOCAL_OWNER) as uow:
        unit = uow.targets.bitext("harbour", "es").units[1]
        said = replace(unit.target, text="Los barcos llegan antes de las seis.", state=State.DRAFT)
        said = replace(said, source_hash=unit.segment.source_hash)
        uow.targets.write(said, base=unit.target.version, action=Action.EDIT)
    opened.store.close()


def look_for(page: Page, desk: Desk, text: str, *, interface: str = "en", label: str = "Words to look for") -> None:
    page.goto(f"{desk.url}/search?ui={interface}")
    box = page.get_by_label(label)
    expect(box).to_be_visible(timeout=30_000)
    settled(page)
    box.fill(text)
    box.press("Enter")
    settled(page)


def test_what_is_found_is_marked_and_leads_to_its_segment(page: Page, desk: Desk) -> None:
    look_for(page, desk, "boat")
    found = page.locator(".tf-found li")
    expect(found).to_have_count(1)
    expect(found.locator("mark")).to_have_text("boats")
    found.get_by_role("link").first.press("Enter")
    row = page.locator('[aria-current="true"]')
    expect(row).to_contain_text("The boats come in before six.", timeout=60_000)


def test_what_is_found_shows_its_number_and_its_translations_with_their_state_and_the_way_to_each(
    page: Page, desk: Desk
) -> None:
    look_for(page, desk, "boat")
    found = page.locator(".tf-found li")
    expect(found.get_by_role("link")).to_have_text(
        ["The harbour market · segment 2", "Arabic · untranslated", "Spanish · draft"]
    )
    expect(found.locator('[lang="es"]')).to_have_text("Los barcos llegan antes de las seis.")
    left, right = found.locator(".sides > div").all()
    expect(left.locator("mark")).to_have_text("boats")
    expect(right.locator("mark")).to_have_count(0)
    found.get_by_role("link").last.press("Enter")
    expect(page).to_have_url(re.compile(r"seg=2.*language=es|language=es.*seg=2"), timeout=60_000)
    text = page.locator('[aria-current="true"] textarea.area')
    expect(text).to_have_value("Los barcos llegan antes de las seis.", timeout=60_000)


def test_a_translation_that_is_found_shows_its_source_and_leads_to_its_language(page: Page, desk: Desk) -> None:
    look_for(page, desk, "barco")
    found = page.locator(".tf-found li")
    expect(found.locator('[lang="en"]')).to_have_text("The boats come in before six.")
    expect(found.locator("mark")).to_have_text("barcos")
    expect(found.get_by_role("link")).to_have_text("The harbour market · segment 2")
    assert "language=es" in str(found.get_by_role("link").get_attribute("href"))


def test_markup_in_a_text_is_shown_and_never_obeyed(page: Page, desk: Desk) -> None:
    look_for(page, desk, "caught")
    expect(page.locator(".tf-found li")).to_contain_text("<b>they caught</b> & what it costs today.")


def test_nothing_found_is_said(page: Page, desk: Desk) -> None:
    look_for(page, desk, "submarine *_~")
    expect(page.get_by_text("Nothing holds “submarine *_~”.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("interface", "label"), [("en", "Words to look for"), ("ar", "كلمات للبحث عنها")])
def test_axe_finds_no_violation(chromium: Browser, desk: Desk, scheme: str, interface: str, label: str) -> None:
    with chromium.new_context(viewport={"width": 1366, "height": 768}, color_scheme=scheme) as context:
        page = context.new_page()
        look_for(page, desk, "market", interface=interface, label=label)
        expect(page.locator(".tf-found li")).to_have_count(1)
        assert [each["id"] for each in Axe().run(page).response["violations"]] == []
