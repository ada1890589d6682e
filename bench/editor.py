"""How long an approval takes in the browser: python -m bench.editor [--approvals N] [--units N] [--json].

From the key to the next segment with the caret in it, to "saved", and to the matches and terms beside the next segment,
for articles of 50, 500 and 2,000 segments; with one person, and with nine others who approve over the same routes, one
every second each, in an article of their own. The panels are filled from a memory of 100,000 units and a termbase.
Whoever is measured goes on as soon as all three are there. What was approved and is not in the store was lost.

No other web editor for translations could be run beside it here: Weblate needs services that this bench cannot start.
Prints median and 95th percentile in milliseconds; ``--json`` a last line with those of one person at 2,000 segments.
Needs Chromium and the test dependencies.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.synchronize import Event
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from playwright.sync_api import Browser, Page, sync_playwright

from bench._sentences import Sentences, joined
from browser.driving import Editor, Server
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.memory import MemoryUnit
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.terms import Term
from translate_flow.domain.translation import Origin, OriginKind, State, Target

SIZES = (50, 500, 2000)
OTHERS = 9
THINKS = 1.0
_BATCH = 5_000
_PATIENCE = 30_000

# All in the page, so that driving the browser costs nothing: `took` has [focused, stored, panel] of each approval.
_WATCH = """() => {
  const find = (node) => node.shadowRoot ?? [...node.children].map(find).find(Boolean);
  const root = find(document.body) ?? document;
  const [saved, beside] = ['.saved', '.beside'].map((name) => root.querySelector(name));
  window.took = [];
  let press = null;
  window.pressed = () => press;
  const active = () => root.querySelector('.row.active')?.dataset.number;
  const done = () => {
    if (press.times.includes(null)) return;
    took.push(press.times);
    press = null;
  };
  const mark = (place) => {
    if (!press || press.times[place] !== null) return;
    press.times[place] = performance.now() - press.at;
    done();
  };
  const look = () => {
    if (!press) return;
    const area = root.querySelector('textarea.area');
    if (active() !== press.from && root.activeElement === area) mark(0);
    if (saved.dataset.state === 'saved' && press.left) mark(1);
    if (active() !== press.from && !beside.hidden && beside.querySelector('.match')) mark(2);
    if (saved.dataset.state !== 'saved') press.left = true;
  };
  window.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    press = { at: performance.now(), from: active(), left: false, times: [null, null, null] };
  }, true);
  new MutationObserver(look).observe(root, { attributes: true, childList: true, subtree: true });
  root.addEventListener('focusin', look);
}"""


@dataclass
class Taken:
    """Milliseconds of each approval, and how many of them the store does not have."""

    opened: float = 0.0
    focused: list[float] = field(default_factory=list)
    stored: list[float] = field(default_factory=list)
    panel: list[float] = field(default_factory=list)
    lost: int = 0


def measure(page: Page, url: str, count: int) -> Taken:
    """Open an article and approve some of its segments, as fast as everything is there."""
    started = time.perf_counter()
    page.goto(url)
    editor = Editor(page).wait(timeout=60_000)
    taken = Taken(opened=time.perf_counter() - started)
    editor.area.click()
    page.locator(".match").first.wait_for(timeout=_PATIENCE)
    page.evaluate(_WATCH)
    for done in range(1, count + 1):
        page.keyboard.press("Control+Enter")
        page.wait_for_function("count => window.took.length >= count", arg=done, timeout=_PATIENCE)
    for focused, stored, panel in page.evaluate("window.took"):
        taken.focused.append(focused)
        taken.stored.append(stored)
        taken.panel.append(panel)
    return taken


def filled(server: Server, units: int, approvals: int) -> None:
    """A memory, a termbase, and articles of whose segments the memory has each with a word changed."""
    source = Sentences(seed=7)
    # Sentences of a handful of words, as articles have them; a match for each is among the units.
    texts = list(_texts(source, units))
    made = [MemoryUnit(joined(words, "en"), f"Traducción {place}.", "en", "es") for place, words in enumerate(texts)]
    for start in range(0, len(made), _BATCH):
        with server.store.write(by=LOCAL_OWNER) as uow:
            uow.memory.add(made[start : start + _BATCH])
    frequent = sorted({word for words in texts[:200] for word in words if len(word) > 4})[:300]
    with server.store.write(by=LOCAL_OWNER) as uow:
        uow.terms.add([Term(word, word, "en", "es", case_sensitive=True) for word in frequent])
    for name in ("alone", "crowd"):
        for size in SIZES:
            _add(server, f"{name}-{size}", _article(source, texts, size))
    for place in range(OTHERS):
        _add(server, f"other-{place}", _article(source, texts, max(100, approvals * 4)))


def _texts(source: Sentences, units: int) -> Iterator[list[str]]:
    found = 0
    while found < units:
        words = source.new("en")
        if len(words) >= 8:
            found += 1
            yield words


def _article(source: Sentences, texts: list[list[str]], size: int) -> Article:
    """Segments that differ in one word from what the memory has."""
    chosen = [[*words[:4], source.new("en")[0], *words[5:]] for words in source.dice.choices(texts, k=size)]
    return Article("en", tuple(Segment(Kind.PARAGRAPH, joined(words, "en")) for words in chosen))


def _add(server: Server, slug: str, article: Article) -> None:
    """An article with drafts that use every term, so that nothing asks for a second press."""

    def draft(target: Target, position: int) -> Target:
        text = article.segments[position].text
        origin = Origin(OriginKind.MACHINE, engine="apertium")
        return Target(target.segment, target.language, text=text, state=State.DRAFT, origin=origin)

    server.add(slug, article, drafts=draft)


def _others(port: int, stop: Event) -> None:
    """Nine people in one process, each in a thread of their own: what they do takes the server's time, not ours."""
    threads = [threading.Thread(target=_other, args=(port, place, stop)) for place in range(OTHERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _other(port: int, place: int, stop: Event) -> None:
    dice = random.Random(place)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Host": f"localhost:{port}", "Content-Type": "application/json"}
    connection.request("GET", f"/api/segments?article=other-{place}&language=es", headers=headers)
    opened = json.loads(connection.getresponse().read())
    headers["X-Translate-Flow-Token"] = opened["token"]
    for row in opened["rows"]:
        if stop.wait(dice.expovariate(1 / THINKS)):
            return
        operation = {"id": f"other-{place}-{row['id']}", "segment": row["id"], "language": "es", "action": "approve"}
        body = json.dumps({"operations": [{**operation, "text": row["text"], "base": row["version"]}]})
        connection.request("POST", "/api/ops", body, headers)
        connection.getresponse().read()


@contextmanager
def crowd(port: int) -> Iterator[None]:
    """Nine others at work, for as long as it lasts."""
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    process = context.Process(target=_others, args=(port, stop))
    process.start()
    try:
        yield
    finally:
        stop.set()
        process.join(90)


def run(browser: Browser, server: Server, name: str, size: int, count: int) -> Taken:
    """Measure one article in a fresh tab."""
    slug = f"{name}-{size}"
    with browser.new_context(viewport={"width": 1366, "height": 768}) as context:
        taken = measure(context.new_page(), f"{server.url}/?article={slug}", count)
    approved = sum(target.state is State.APPROVED for target in server.targets(slug))
    taken.lost = count - approved
    return taken


def tail(found: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(found, n=20, method="inclusive")[-1]


def told(taken: Taken) -> str:
    """One line."""
    parts = [
        f"{what} {statistics.median(found):.0f} / {tail(found):.0f}"
        for what, found in (("focused", taken.focused), ("stored", taken.stored), ("panel", taken.panel))
    ]
    return f"opened in {taken.opened:.2f} s; {', '.join(parts)} ms; {taken.lost} lost"


def main() -> None:
    """Measure each size alone and among others, in one run on one server."""
    asked = argparse.ArgumentParser(prog="python -m bench.editor")
    asked.add_argument("--approvals", type=int, default=40)
    asked.add_argument("--units", type=int, default=100_000)
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    found: dict[tuple[str, int], Taken] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        filled(server, options.units, options.approvals)
        server.start()
        path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        try:
            for size in SIZES:
                found["alone", size] = run(browser, server, "alone", size, options.approvals)
                print(f"{size:>5} segments,  1 person: {told(found['alone', size])}", flush=True)
                with crowd(server.port):
                    found["crowd", size] = run(browser, server, "crowd", size, options.approvals)
                print(f"{size:>5} segments, 10 people: {told(found['crowd', size])}", flush=True)
        finally:
            browser.close()
            server.kill()
    if options.json:
        most = found["alone", SIZES[-1]]
        figures = {"focus": most.focused, "stored": most.stored, "panel": most.panel}
        line = {f"{name}_p95_ms": round(tail(times), 1) for name, times in figures.items()}
        print(json.dumps({**line, "lost": sum(taken.lost for taken in found.values())}))


if __name__ == "__main__":
    main()
