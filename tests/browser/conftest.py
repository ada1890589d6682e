"""A headless Chromium, and a desk it can open: a Streamlit server of its own over a real SQLite file."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser.driving import Editor, Server
from browser.samples import RIVER, spanish
from browser.served import Desk, served

# Scripts that Streamlit runs; importing them would run them.
collect_ignore = ["desk_app.py", "editor_page.py"]

_NUMBERS = itertools.count(1)
# The shell is Chromium without its windows, which no test sees: it opens a page for half the work.
_BROWSERS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser of this machine; a missing one fails on CI and skips elsewhere.

    It ends with its module: as long as it runs, Playwright keeps an event loop in the main thread.
    """
    path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium is installed; on Debian: apt-get install chromium")
        pytest.skip("no Chromium is installed; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_QUIET)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium) -> Iterator[BrowserContext]:
    """A fresh profile on a small laptop's screen."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("desk"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def river(server) -> str:
    """The sample article under a name of its own, drafted in Spanish."""
    slug = f"river-{next(_NUMBERS)}"
    server.add(slug, RIVER, drafts=spanish)
    return slug


@pytest.fixture
def open_editor(server, context) -> Callable[..., Editor]:
    """Open an article in a new tab."""

    def open_(article: str, *, to: str = "es", within: BrowserContext | None = None, query: str = "") -> Editor:
        page = (within or context).new_page()
        page.goto(f"{server.url}/?article={article}&to={to}{query}")
        return Editor(page).wait()

    return open_


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Desk]:
    with served(tmp_path_factory.mktemp("served"), shared) as made:
        yield made


@pytest.fixture
def page(context: BrowserContext, desk: Desk) -> Page:
    """A tab that fails the test when it asks anybody but our own server."""
    opened = context.new_page()
    outside: list[str] = []
    opened.on("request", lambda request: outside.append(request.url) if _outside(request.url, desk) else None)
    yield opened
    assert outside == []


def _outside(url: str, desk: Desk) -> bool:
    return url.startswith(("http", "ws")) and f"127.0.0.1:{desk.port}" not in url
