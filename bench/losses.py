"""What is lost when work is interrupted: python -m bench.losses [--runs N] [--only NAME] [--json].

Each scenario of `tests/browser/losses.py` that often, with other texts and other moments each time: rapid approvals,
reload while typing, tab closed while typing, server killed with SIGKILL in the middle of a save, connection cut for
longer than the page's session lives, two tabs, two people, an input method's composition. Counted are the characters
that were typed and are not in the store afterwards, and the texts of others that are gone without a question.
``--json`` prints a last line with both for each scenario. Needs Chromium and the test dependencies.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from playwright.sync_api import Browser, sync_playwright

from browser.driving import Server
from browser.line import Line, line
from browser.losses import SCENARIOS, SESSION_SECONDS, Outcome, run


def counted(name: str, runs: int, server: Server, way: Line, browser: Browser) -> Outcome:
    """One scenario so many times, all added up."""
    total = Outcome()
    for seed in range(runs):
        outcome = run(name, server, way, browser, seed=seed)
        if outcome != Outcome():
            print(f"  run {seed}: {outcome}", flush=True)
        total.lost += outcome.lost
        total.overwritten += outcome.overwritten
    return total


def measured(runs: int, names: list[str]) -> Mapping[str, Outcome]:
    """Every scenario on one server."""
    found = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder), session_seconds=SESSION_SECONDS)
        server.start()
        path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        try:
            with line(server.port) as way:
                for name in names:
                    found[name] = counted(name, runs, server, way, browser)
                    lost, gone = found[name].lost, found[name].overwritten
                    print(f"{name:<50} {runs} runs: {lost} characters lost, {gone} overwritten", flush=True)
        finally:
            browser.close()
            server.kill()
    return found


def main() -> None:
    """Count, and tell."""
    asked = argparse.ArgumentParser(prog="python -m bench.losses")
    asked.add_argument("--runs", type=int, default=50)
    asked.add_argument("--only", choices=list(SCENARIOS), action="append")
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    found = measured(options.runs, options.only or list(SCENARIOS))
    if options.json:
        print(json.dumps({name: {"lost": it.lost, "overwritten": it.overwritten} for name, it in found.items()}))


if __name__ == "__main__":
    main()
