"""How long an approval takes in the browser, from the key to "saved": python -m bench.editor [approvals].

Prints median and 95th percentile in milliseconds for articles of 40, 500 and 2,000 segments, and how long they take to
open. Needs Chromium and the test dependencies.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from playwright.sync_api import Page, sync_playwright

from browser.driving import Editor, Server
from browser.samples import drafted, numbered

_WATCH = """() => {
  const find = (node) => node.shadowRoot ?? [...node.children].map(find).find(Boolean);
  const saved = find(document.body).querySelector('.saved');
  window.took = [];
  let pressed = 0;
  window.addEventListener('keydown', (event) => { if (event.key === 'Enter') pressed = performance.now(); }, true);
  new MutationObserver(() => {
    if (saved.dataset.state === 'saved' && pressed) { window.took.push(performance.now() - pressed); pressed = 0; }
  }).observe(saved, { attributes: true, attributeFilter: ['data-state'] });
}"""


def measure(page: Page, url: str, count: int) -> tuple[float, list[float]]:
    """Seconds to open, and the milliseconds of each approval."""
    started = time.perf_counter()
    page.goto(url)
    editor = Editor(page).wait()
    opened = time.perf_counter() - started
    page.evaluate(_WATCH)
    editor.area.click()
    for done in range(1, count + 1):
        page.keyboard.press("Control+Enter")
        page.wait_for_function("count => window.took.length >= count", arg=done)
    return opened, page.evaluate("window.took")


def main() -> None:
    """Measure each size in a fresh tab of one server."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 35
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        for size in (40, 500, 2000):
            server.add(f"a{size}", numbered(size), drafts=drafted)
        server.start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            for size in (40, 500, 2000):
                with browser.new_context(viewport={"width": 1366, "height": 768}) as context:
                    opened, took = measure(context.new_page(), f"{server.url}/?article=a{size}", count)
                tail = statistics.quantiles(took, n=20)[-1]
                print(f"{size:>5} segments: opened in {opened:.2f} s; {count} approvals: "
                      f"median {statistics.median(took):.0f} ms, p95 {tail:.0f} ms")  # fmt: skip
        finally:
            browser.close()
            server.kill()


if __name__ == "__main__":
    main()
