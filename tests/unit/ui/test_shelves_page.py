"""Articles put away and brought back on their page, and what review and the library then show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from paging import desk_for_pages, shown
from translate_flow.bootstrap import Desk
from translate_flow.domain.people import LOCAL_OWNER, Role
from translate_flow.domain.shelves import Shelf
from translate_flow.workflow import accounts, importing, progress, shelving


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with desk_for_pages(tmp_path, monkeypatch, languages=["es"]) as desk:
        made = importing.prepare(b"The mill\n\nIt turned.\n", name="x.txt", splitter=desk.splitter, language="en")
        importing.store(desk.store, made, languages=["es"], by=LOCAL_OWNER, slug="mill")
        yield desk


def standing(desk: Desk) -> dict[str, str]:
    return {entry.slug: shelf.value for shelf in Shelf for entry in progress.articles(desk.store, shelf)}


def buttons(page: AppTest) -> set[str]:
    return {str(button.key).split(":")[0] for button in page.button}


def headers(page: AppTest) -> list[str]:
    return [header.value.strip("\u2068\u2069") for header in page.header]


def look(page: AppTest, shelf: Shelf) -> AppTest:
    return page.radio(key="shelf").set_value(shelf).run()


def test_nothing_is_asked_as_long_as_every_article_is_open(desk: Desk) -> None:
    assert not shown("articles").radio
    shelving.archive(desk.store, ["mill"], by=LOCAL_OWNER)
    assert len(shown("articles").radio) == 1


@pytest.mark.parametrize(("key", "shelf"), [("archive", Shelf.ARCHIVED), ("delete", Shelf.DELETED)])
def test_an_article_is_put_away_with_a_press_and_back_with_another(desk: Desk, key: str, shelf: Shelf) -> None:
    page = shown("articles")
    page.button(key=f"{key}:fair").click().run()
    assert not page.exception
    assert standing(desk) == {"fair": shelf, "mill": "open"}
    assert headers(page) == ["The mill"]
    page.button(key="shelf:undo").click().run()
    assert standing(desk) == {"fair": "open", "mill": "open"}
    assert headers(page) == ["The mill", "The fair"]
    assert "Restored" in page.success[0].value


def test_the_archive_has_its_list_with_the_ways_on(desk: Desk) -> None:
    shelving.archive(desk.store, ["fair"], by=LOCAL_OWNER)
    page = look(shown("articles"), Shelf.ARCHIVED)
    assert headers(page) == ["The fair"]
    assert buttons(page) == {"restore", "read", "delete"}
    page.button(key="delete:fair").click().run()
    assert standing(desk)["fair"] == "deleted"
    assert [info.value for info in page.info][-1] == "No article is archived."
    look(page, Shelf.DELETED)
    page.button(key="restore:fair").click().run()
    assert standing(desk)["fair"] == "archived"


def test_the_choice_stays_while_the_counts_change(desk: Desk) -> None:
    shelving.archive(desk.store, ["fair", "mill"], by=LOCAL_OWNER)
    page = look(shown("articles"), Shelf.ARCHIVED)
    page.button(key="restore:fair").click().run()
    assert page.radio(key="shelf").value == Shelf.ARCHIVED
    assert headers(page) == ["The mill"]


def test_deleting_for_good_takes_the_name_typed(desk: Desk) -> None:
    shelving.delete(desk.store, ["fair"], by=LOCAL_OWNER, days=30)
    page = look(shown("articles"), Shelf.DELETED)
    assert "It can be restored until" in " ".join(caption.value.replace("\\", "") for caption in page.caption)
    assert page.button(key="purge:fair:go").disabled
    page.text_input(key="purge:fair").input("mill").run()
    assert page.button(key="purge:fair:go").disabled
    page.text_input(key="purge:fair").input("fair").run()
    page.button(key="purge:fair:go").click().run()
    assert not page.exception
    assert standing(desk) == {"mill": "open"}
    assert "Deleted for good" in page.success[0].value


def test_what_another_moved_meanwhile_is_told_and_left_there(desk: Desk) -> None:
    page = shown("articles")
    page.button(key="archive:fair").click().run()
    shelving.restore(desk.store, ["fair"], by=LOCAL_OWNER)
    page.button(key="shelf:undo").click().run()
    assert "is open meanwhile" in page.error[0].value
    page = shown("articles")
    shelving.delete(desk.store, ["mill"], by=LOCAL_OWNER, days=30)
    page.button(key="archive:mill").click().run()
    assert headers(page) == ["The fair"]
    assert standing(desk) == {"fair": "open", "mill": "deleted"}


@pytest.mark.parametrize(
    ("role", "offered"),
    [(Role.REVIEWER, set()), (Role.COORDINATOR, {"restore"}), (Role.ADMIN, {"restore", "purge"})],
)
def test_what_a_person_may_not_is_not_offered(desk: Desk, role: Role, offered: set[str]) -> None:
    shelving.delete(desk.store, ["fair"], by=LOCAL_OWNER, days=30)
    accounts.add(desk.store, "root", role=Role.ADMIN, by=LOCAL_OWNER)
    accounts.add(desk.store, "ann", role=role, by="root", password="four big blue whales")
    page = shown("articles", by="ann")
    assert ("archive" in buttons(page)) == bool(offered)
    assert buttons(look(page, Shelf.DELETED)) == offered


def test_review_of_an_archived_article_is_read_only_until_it_is_restored(desk: Desk) -> None:
    shelving.archive(desk.store, ["fair"], by=LOCAL_OWNER)
    page = asked("review", "fair")
    assert "This article is archived" in page.info[0].value
    assert page.selectbox[0].value == "fair"
    assert not [button for button in page.button if "Draft" in button.label]
    page.button(key="restore:fair").click().run()
    assert not page.exception
    assert standing(desk)["fair"] == "open"
    assert not [info for info in page.info if "archived" in info.value]


def test_review_offers_an_archived_article_only_where_it_is_named_and_the_library_always(desk: Desk) -> None:
    shelving.archive(desk.store, ["fair"], by=LOCAL_OWNER)
    assert asked("review", "mill").selectbox[0].options == ["The mill"]
    assert asked("library", "mill").selectbox[0].options == ["The mill", "The fair (archived)"]
    shelving.delete(desk.store, ["fair"], by=LOCAL_OWNER, days=30)
    assert "no article named fair" in asked("review", "fair").warning[0].value


def asked(page: str, slug: str) -> AppTest:
    """A page whose address names an article."""

    def script(module: str, article: str) -> None:
        from importlib import import_module  # noqa: PLC0415 - what AppTest runs is this body alone

        import streamlit as st  # noqa: PLC0415 - as above

        if "article" not in st.query_params:
            st.query_params["article"] = article
        import_module(f"translate_flow.ui.pages.{module}").page()

    run = AppTest.from_function(script, default_timeout=60, args=(page, slug)).run()
    assert not run.exception
    return run
