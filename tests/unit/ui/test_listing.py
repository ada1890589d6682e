"""The list of articles beside its jobs: what is finished waits for nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from shouting import Shouting
from translate_flow.bootstrap import WORKSPACE_VARIABLE, Desk, open_desk
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.ui.desk import desk as desk_of_the_page
from translate_flow.workflow import drafting, importing, revising

WAITING = "Waiting for the worker …"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk without a worker, with an article for Spanish; the page opens the same one."""
    monkeypatch.setenv(WORKSPACE_VARIABLE, str(tmp_path))
    desk_of_the_page.cache_clear()
    opened = open_desk(tmp_path, create=True)
    made = importing.prepare(b"The fair\n\nIt rained.\n", name="x.txt", splitter=opened.splitter, language="en")
    importing.store(opened.store, made, languages=["es"], by=LOCAL_OWNER, slug="fair")
    yield opened
    desk_of_the_page.cache_clear()


def listing() -> AppTest:
    def script() -> None:
        from translate_flow.ui.pages.articles import page  # noqa: PLC0415 - what AppTest runs is this body alone

        page()

    shown = AppTest.from_function(script, default_timeout=60).run()
    assert not shown.exception
    return shown


def captions(shown: AppTest) -> list[str]:
    return [caption.value for caption in shown.caption]


def drafted(desk: Desk) -> None:
    drafting.draft(desk.store, "fair", language="es", engine_for=lambda *_: Shouting(), by=LOCAL_OWNER)


def test_a_language_that_has_something_to_draft_waits_for_the_worker(desk: Desk) -> None:
    desk.jobs.draft("fair", "es", by=LOCAL_OWNER)
    shown = listing()
    assert WAITING in captions(shown)
    assert not [button.label for button in shown.button if button.label.startswith("Draft")]


def test_a_language_whose_drafts_are_all_there_waits_for_nobody(desk: Desk) -> None:
    desk.jobs.draft("fair", "es", by=LOCAL_OWNER)
    drafted(desk)
    assert WAITING not in captions(listing())


def test_drafts_of_an_older_source_still_wait(desk: Desk) -> None:
    drafted(desk)
    text = b"The fair\n\nIt rained all day.\n"
    revised = importing.prepare(text, name="x.txt", splitter=desk.splitter, language="en")
    revising.revise(desk.store, "fair", revised, splitter=desk.splitter, by=LOCAL_OWNER)
    desk.jobs.draft("fair", "es", by=LOCAL_OWNER)
    assert WAITING in captions(listing())
