"""Start and kill a desk's server, and read the editor the way a person does."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from translate_flow.domain.article import Article
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import Action, Target
from translate_flow.segmentation import SrxSplitter
from translate_flow.store.connection import open_store
from translate_flow.workflow.reviewing import Operation, apply
from translate_flow.workflow.revising import revise

SPLITTER = SrxSplitter()
Drafts = Callable[[Target, int], Target]

_UP_SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Whether a desk is being served there."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=2)) as connection:
        try:
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            return connection.getresponse().status == 200
        except OSError:
            return False


def _path() -> str:
    """Where the desk finds the tests' own modules, after what this process was given."""
    return os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH", ""), str(Path(__file__).parents[1])]))


class Server:
    """A desk's server process: started, killed, started again on the same port and the same file."""

    def __init__(self, folder: Path, *, session_seconds: int | None = None) -> None:
        """``session_seconds``: how long the session of a page that is cut off is kept, if not as long as usual."""
        self.session_seconds = session_seconds
        self.path = folder / "desk.sqlite"
        self.store = open_store(self.path)
        self.port = free_port()
        self.log = folder / "server.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        script = Path(__file__).with_name("desk_app.py")
        options = ["--server.headless=true", "--browser.gatherUsageStats=false", "--client.toolbarMode=minimal"]
        address = ["--server.address=127.0.0.1", f"--server.port={self.port}", "--server.fileWatcherType=none"]
        if self.session_seconds is not None:
            options.append(f"--server.disconnectedSessionTTL={self.session_seconds}")
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", str(script), *address, *options],
                stdout=log,
                stderr=log,
                env={**os.environ, "EDITOR_STORE": str(self.path), "PYTHONPATH": _path()},
                cwd=self.path.parent,
            )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + _UP_SECONDS
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                break
            if answers(self.port):
                return
            time.sleep(0.05)
        pytest.fail(f"the server did not start: {self.log.read_text(errors='replace')[-2000:]}")

    def kill(self) -> None:
        """End the process without a chance to tidy up."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(20)

    def add(self, slug: str, article: Article, *, language: str = "es", drafts: Drafts | None = None) -> None:
        """Keep an article, and a machine's draft of each segment where ``drafts`` makes one."""
        with self.store.write(by=LOCAL_OWNER) as uow:
            uow.articles.add(article, languages=[language], slug=slug)
            units = [unit for unit in uow.targets.bitext(slug, language).units if unit.segment.kind != "code"]
            if drafts:
                made = [drafts(unit.target, unit.position) for unit in units]
                hashes = {unit.id: unit.segment.source_hash for unit in units}
                uow.targets.write_drafts([_over(target, hashes[target.segment]) for target in made if target.text])

    def revise(self, slug: str, article: Article) -> None:
        """Bring a new version of an article in, as its author does meanwhile."""
        revise(self.store, slug, article, splitter=SPLITTER, by=LOCAL_OWNER)

    def targets(self, slug: str, language: str = "es") -> list[Target]:
        with self.store.read() as uow:
            return [unit.target for unit in uow.targets.bitext(slug, language).units]

    def write(self, slug: str, place: int, text: str, *, action: Action = Action.EDIT, language: str = "es") -> None:
        """What somebody else does meanwhile."""
        target = self.targets(slug, language)[place]
        operation = Operation(f"other-{time.monotonic_ns()}", target.segment, language, action, text, target.version)
        assert apply(self.store, [operation], by=LOCAL_OWNER, splitter=SPLITTER)[0].outcome == "saved"


def _over(target: Target, source_hash: str) -> Target:
    return replace(target, source_hash=source_hash)


class Editor:
    """The editor as a person sees it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.area: Locator = page.locator("textarea.area")

    def wait(self, *, timeout: float = 30_000) -> Editor:
        self.page.locator('.tf-grid[data-ready="ready"]').wait_for(timeout=timeout)
        return self

    @property
    def number(self) -> int:
        return int(self.page.locator(".row.active").get_attribute("data-number") or 0)

    def at(self, number: int) -> None:
        """Wait until the editor sits in a segment."""
        self.page.locator(f'.row.active[data-number="{number}"]').wait_for()

    def row(self, number: int) -> Locator:
        return self.page.locator(f'.row[data-number="{number}"]')

    def cut_off(self) -> None:
        """Let no save reach the server any more, what the page sends as it closes included."""
        self.page.evaluate(
            """() => {
                const real = window.fetch;
                const cut = () => Promise.reject(new TypeError("cut off"));
                window.fetch = (url, options) => (String(url).endsWith("/api/ops") ? cut() : real(url, options));
            }"""
        )

    def saved(self, *, timeout: float = 20_000) -> None:
        self.page.locator('.saved[data-state="saved"]').wait_for(timeout=timeout)

    @property
    def suggestion(self) -> Locator:
        """What is offered after the caret."""
        return self.page.locator(".ghost .rest")

    def offered(self, typed: str, rest: str) -> None:
        """Type until ``rest`` is offered: a busy machine may answer late, and a late answer is not shown."""
        self.area.click()
        for _ in range(40):
            self.area.fill("")
            self.page.keyboard.type(typed)
            try:
                expect(self.suggestion).to_have_text(rest, timeout=1500)
            except AssertionError:
                continue
            return
        expect(self.suggestion).to_have_text(rest)

    def end(self) -> None:
        self.area.click()
        self.page.keyboard.press("Control+End")
