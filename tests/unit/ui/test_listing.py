"""The list of articles beside its jobs: what is finished waits for nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from paging import desk_for_pages, shown
from shouting import Shouting
from translate_flow.bootstrap import Desk
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.ui.revision import STORED, Stored
from translate_flow.workflow import drafting, importing, revising

WAITING = "Waiting for the worker …"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with desk_for_pages(tmp_path, monkeypatch, languages=["es"]) as desk:
        yield desk


def captions(shown: AppTest) -> list[str]:
    return [caption.value for caption in shown.caption]


def drafted(desk: Desk) -> None:
    drafting.draft(desk.store, "fair", language="es", engine_for=lambda *_: Shouting(), by=LOCAL_OWNER)


def test_a_language_that_has_something_to_draft_waits_for_the_worker(desk: Desk) -> None:
    desk.jobs.draft("fair", "es", by=LOCAL_OWNER)
    page = shown("articles")
    assert WAITING in captions(page)
    assert not [button.label for button in page.button if button.label.startswith("Draft")]


def test_a_language_whose_drafts_are_all_there_waits_for_nobody(desk: Desk) -> None:
    desk.jobs.draft("fair", "es", by=LOCAL_OWNER)
    drafted(desk)
    assert WAITING not in captions(shown("articles"))


def test_drafts_of_an_older_source_still_wait(desk: Desk) -> None:
    drafted(desk)
    text = b"The fair\n\nIt rained all day.\n"
    revised = importing.prepare(text, name="x.txt", splitter=desk.splitter, language="en")
    revising.revise(desk.store, "fair", revised, splitter=desk.splitter, by=LOCAL_OWNER)
    desk.jobs.draft("fair", "es", by=LOCAL_OWNER)
    assert WAITING in captions(shown("articles"))


def test_a_revision_of_an_article_without_languages_is_told_on_the_list_and_taken_back_there(desk: Desk) -> None:
    for text in (b"The mill\n\nIt rained.\n", b"The mill\n\nIt rained all day.\n"):
        made = importing.prepare(text, name="x.txt", splitter=desk.splitter, language="en")
        if not revising.known(desk.store, "mill"):
            importing.store(desk.store, made, languages=[], by=LOCAL_OWNER, slug="mill")
    revised = revising.revise(desk.store, "mill", made, splitter=desk.splitter, by=LOCAL_OWNER)
    page = shown("articles", state={STORED: Stored("mill", revised.entry.revision, "Edited: 1")})
    [said] = page.info
    assert said.value.replace("\\", "") == "\u2068The mill\u2069 · Revision 2 is stored. Edited: 1"
    page.button(key="revision:undo").click().run()
    assert "Revision 2 is taken back" in page.success[0].value
    assert revising.known(desk.store, "mill").revision == 3
    assert not page.run().success


def test_a_revision_that_its_review_tells_of_is_not_told_on_the_list(desk: Desk) -> None:
    page = shown("articles", state={STORED: Stored("fair", 1, "Edited: 1")})
    assert not page.info


def test_a_title_that_names_an_icon_is_written_apart_from_the_icon(desk: Desk) -> None:
    made = importing.prepare(
        b"The :material/bolt: mill\n\nIt rained.\n", name="x.txt", splitter=desk.splitter, language="en"
    )
    importing.store(desk.store, made, languages=["es"], by=LOCAL_OWNER, slug="mill")
    page = shown("articles")
    written = [*(header.value for header in page.header), *(button.label for button in page.button)]
    assert any("mill" in text for text in written)
    assert not [text for text in written if ":material" in text]
