"""The import page beside what is there already: a new version is offered where it is likely one, and never forced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from paging import desk_for_pages, shown
from translate_flow.bootstrap import Desk
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.workflow import importing, progress, shelving
from translate_flow.workflow.revising import revise, revisions

CHANGED = "The fair\n\nIt rained.\n\nNobody left before the evening.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with desk_for_pages(tmp_path, monkeypatch, languages=["es"]) as desk:
        yield desk


def stored(desk: Desk, slug: str, *, title: str = "The fair", language: str = "en") -> None:
    made = importing.prepare(
        f"{title}\n\nIt rained.\n".encode(), name="x.txt", splitter=desk.splitter, language=language
    )
    importing.store(desk.store, made, languages=[], by=LOCAL_OWNER, slug=slug)


def pasted(text: str = CHANGED, *, article: str = "") -> AppTest:
    page = shown("bring_in", query={"revises": article} if article else None)
    page.text_area(key="paste").input(text).run()
    assert not page.exception
    return page


def said(page: AppTest) -> list[str]:
    return [message.value.translate(dict.fromkeys(map(ord, "\\\u2068\u2069"))) for message in page.info]


def offered(page: AppTest) -> Sequence[str]:
    return [option.translate(dict.fromkeys(map(ord, "\u2068\u2069"))) for option in target(page).options]


def target(page: AppTest):
    (box,) = [box for box in page.selectbox if box.label == "Store as"]
    return box


def slugs(desk: Desk) -> set[str]:
    return {entry.slug for entry in progress.articles(desk.store)}


def test_a_text_whose_title_one_article_has_is_offered_as_its_new_version(desk: Desk) -> None:
    page = pasted()
    assert said(page) == ["There is an article of this title or name, The fair (fair): store this as its new version?"]
    assert target(page).value == "fair"
    assert offered(page) == ["A separate article", "New revision of The fair"]
    assert page.button(key="store:revision")


def test_it_may_be_stored_as_an_article_of_its_own_all_the_same(desk: Desk) -> None:
    page = pasted()
    target(page).select("").run()
    (store,) = [button for button in page.button if str(button.key).startswith("store:")]
    store.click().run()
    assert slugs(desk) == {"fair", "the-fair"}


def test_what_somebody_else_stored_since_the_preview_is_seen_before_anything_is_stored(desk: Desk) -> None:
    page = pasted()
    other = importing.prepare(
        b"The fair\n\nIt rained.\n\nThe band played on until the evening.\n",
        name="x.txt",
        splitter=desk.splitter,
        language="en",
    )
    revise(desk.store, "fair", other, splitter=desk.splitter, by=LOCAL_OWNER)
    page.button(key="store:revision").click().run()
    (error,) = page.error
    assert "revised meanwhile, revision 2" in error.value.replace("\\", "")
    assert [item.number for item in revisions(desk.store, "fair")] == [2]
    page.button(key="store:revision").click().run()
    assert [item.number for item in revisions(desk.store, "fair")] == [3, 2]


def test_articles_of_one_title_are_told_apart_and_none_is_taken_for_granted(desk: Desk) -> None:
    stored(desk, "summer", title="the  FAIR")
    page = pasted()
    assert said(page) == ["There are 2 articles of this title or name: is this a new version of one of them?"]
    assert target(page).value == ""
    assert offered(page)[1:] == ["New revision of the FAIR (summer)", "New revision of The fair (fair)"]


@pytest.mark.parametrize("text", ["The mill\n\nIt turned all day, and nobody saw it stop before the evening.\n"])
def test_a_text_that_nothing_resembles_is_a_new_article(desk: Desk, text: str) -> None:
    page = pasted(text)
    assert said(page) == []
    assert (target(page).value, offered(page)[0]) == ("", "A new article")


def test_what_was_put_away_is_not_offered(desk: Desk) -> None:
    stored(desk, "mill", title="The mill")
    shelving.archive(desk.store, ["fair"], by=LOCAL_OWNER)
    assert target(pasted()).value == ""


def test_an_address_that_names_an_article_has_it_chosen_whatever_the_title(desk: Desk) -> None:
    stored(desk, "mill", title="The mill")
    page = shown("bring_in", query={"revises": "mill"})
    assert said(page) == ["What you upload or paste becomes a new version of The mill."]
    page.text_area(key="paste").input(CHANGED).run()
    assert target(page).value == "mill"
    assert len(said(page)) == 1


def test_an_address_that_names_no_open_article_says_so(desk: Desk) -> None:
    page = pasted(article="nowhere")
    assert "no open article named nowhere" in page.warning[0].value
    assert target(page).value == "fair"


def test_every_article_on_the_list_leads_to_its_new_version_and_those_of_one_title_are_told_apart(desk: Desk) -> None:
    stored(desk, "summer")
    stored(desk, "mill", title="The mill")
    page = shown("articles")
    ways = [button for button in page.button if str(button.key).startswith("version:")]
    labels = {way.key: way.label.replace("\\", "") for way in ways}
    assert labels == {
        "version:mill": "New version :gray[The mill]",
        "version:summer": "New version :gray[The fair (summer)]",
        "version:fair": "New version :gray[The fair (fair)]",
    }
    facts = [caption.value.translate(dict.fromkeys(map(ord, "\\\u2068\u2069"))) for caption in page.caption]
    assert {fact for fact in facts if fact.startswith(("summer", "fair", "mill"))} == {
        "summer · English · 2 segments · 4 words",
        "fair · English · 2 segments · 4 words",
    }


def test_another_articles_text_is_suspected_before_it_is_stored(desk: Desk) -> None:
    again = "The fair\n\nIt rained.\n\nBake it hot.\n\nNobody left.\n"
    assert [item.value for item in pasted(again, article="fair").warning] == []
    [warning] = pasted("Rye bread\n\nThe dough rests.\n\nBake it hot.\n", article="fair").warning
    assert warning.value.startswith("Hardly anything of ")


def test_another_text_under_the_title_of_one_is_offered_as_an_article_of_its_own(desk: Desk) -> None:
    page = pasted("The fair\n\nRye bread is dark.\n\nThe dough rests.\n\nBake it hot.\n")
    assert target(page).value == ""
    assert "store this as its new version?" in said(page)[0]
