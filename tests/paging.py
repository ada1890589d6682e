"""A desk with an article, and one of its pages as Streamlit runs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from stores import place_at
from translate_flow.bootstrap import WORKSPACE_VARIABLE, Desk, open_desk
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.ui.desk import desk as desk_of_the_page
from translate_flow.workflow import importing


@contextmanager
def desk_for_pages(folder: Path, monkeypatch: pytest.MonkeyPatch, *, languages: Sequence[str]) -> Iterator[Desk]:
    """A desk without a worker, with the article ``fair``; pages open the same one."""
    monkeypatch.setenv(WORKSPACE_VARIABLE, str(folder))
    desk_of_the_page.cache_clear()
    opened = open_desk(folder, create=True)
    place_at(opened.database)
    made = importing.prepare(b"The fair\n\nIt rained.\n", name="x.txt", splitter=opened.splitter, language="en")
    importing.store(opened.store, made, languages=languages, by=LOCAL_OWNER, slug="fair")
    yield opened
    desk_of_the_page.cache_clear()


def shown(
    page: str,
    *,
    by: str = "",
    state: Mapping[str, object] | None = None,
    query: Mapping[str, str] | None = None,
) -> AppTest:
    """A page by the name of its module, run once; for somebody who is signed in where a name is given.

    ``state`` is what the session holds before, ``query`` what the page's address says.
    """

    def script(module: str, name: str) -> None:
        from importlib import import_module  # noqa: PLC0415 - what AppTest runs is this body alone

        from streamlit.runtime.scriptrunner import get_script_run_ctx  # noqa: PLC0415 - as above

        context = get_script_run_ctx()
        if name and context:
            context.user_info["name"] = name  # where the gate puts it, and `st.user` reads it
        import_module(f"translate_flow.ui.pages.{module}").page()

    run = AppTest.from_function(script, default_timeout=60, args=(page, by))
    for key, value in (state or {}).items():
        run.session_state[key] = value
    for key, text in (query or {}).items():
        run.query_params[key] = text
    run.run()
    assert not run.exception
    return run
