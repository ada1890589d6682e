"""How fast the board answers: python -m bench.board [--targets N] [--json].

Fills a workspace with articles of 50 segments in 10 languages and 20 collections, a fifth of the targets approved and a
third of the languages of articles assigned, and times the first page of 20 articles (in two orders, and with filters),
one article, a page of one person's work and an approval. Beside it the same written the naive way: everything counted
for each look, assignments looked up one by one, the page cut in Python. Medians in milliseconds, in one process, after
a first run.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.board import Order, Waits, Wanted
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import Action, State
from translate_flow.store import SqlStore, open_store
from translate_flow.workflow import board

LANGUAGES = ["ar", "ca", "de", "es", "fr", "it", "pt", "ru", "tr", "zh"]
SEGMENTS = 50
_TODAY = date(2026, 6, 1)
_TEXT = "The council opened the new market on Monday, and the mayor thanked forty volunteers for their work."


def fill(path: Path, targets: int) -> SqlStore:
    """A workspace with so many targets, written as it is by the program, and then spread over the states."""
    store = open_store(path)
    segments = tuple(Segment(Kind.PARAGRAPH, f"{number}. {_TEXT}") for number in range(SEGMENTS))
    article = Article("en", segments)
    count = max(20, targets // (SEGMENTS * len(LANGUAGES)))
    for start in range(0, count, 100):
        with store.write(by=LOCAL_OWNER) as uow:
            for number in range(start, min(start + 100, count)):
                uow.articles.add(article, languages=LANGUAGES, slug=f"article-{number}")
    store.close()
    _spread(path)
    return open_store(path)


def _spread(path: Path) -> None:
    """States, flags, confidences, history and assignments, in bulk; then the sums, by the migration's own statement."""
    import sqlite3

    with sqlite3.connect(path) as connection:
        for statement in _STATEMENTS:
            connection.execute(statement)
        connection.execute("DELETE FROM standing")
        connection.execute(_summed_up())
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()


def _summed_up() -> str:
    from importlib import import_module

    made: str = import_module("translate_flow.store.migrations.versions.0010_board")._summed_up()
    return made


_STATES = "CASE segment % 5 WHEN 0 THEN 'approved' WHEN 1 THEN 'translated' WHEN 2 THEN 'untranslated' ELSE 'draft' END"
_APPROVED = f"""UPDATE target SET state = {_STATES}, version = 1, changed = 1780000000000 + segment * 1000,
 text = 'El consejo inauguró el mercado nuevo el lunes.', confidence = (segment * 7919 % 100) / 100.0,
 source_hash = (SELECT source_hash FROM segment WHERE id = target.segment),
 flags = CASE segment % 31 WHEN 0 THEN '["numbers"]' ELSE '[]' END"""
_DECIDED = """INSERT INTO revision
 SELECT segment, language, 1, text, state, 'draft', 'approve', source_hash, origin, 'local',
 1780000000000 + segment * 60000 FROM target WHERE state = 'approved'"""
_ASSIGNED = """INSERT INTO assignment SELECT article, language, 1, 1000000000, 'local', 'local',
 '2026-06-' || substr('0' || (article % 28 + 1), -2) FROM standing WHERE article % 3 = 0"""
_COLLECTED = "UPDATE article SET collection = 'c' || (id % 20)"
_STATEMENTS = (_APPROVED, _DECIDED, _ASSIGNED, _COLLECTED)


def naive_page(store: SqlStore) -> list[Any]:
    """The same page, with everything counted: what is left most comes first."""
    with store.read() as uow:
        left: dict[str, list[Any]] = {}
        for row in uow.targets.progress():
            left.setdefault(row.slug, []).append(row)
        ordered = sorted(left, key=lambda slug: -sum(row.words - row.approved_words for row in left[slug]))
        return [
            (row, uow.assignments.of(row.slug, row.language)) for slug in ordered[: board.PAGE] for row in left[slug]
        ]


def naive_article(store: SqlStore) -> list[Any]:
    """The same of one article: every language's whole text is read and counted."""
    with store.read() as uow:
        found = []
        for language in uow.articles.get("article-7").languages:
            units = uow.targets.bitext("article-7", language).units
            found.append({state: [unit for unit in units if unit.target.state is state] for state in State})
        return found


def approvals(store: SqlStore) -> Iterator[Callable[[], object]]:
    """One approval after the other."""
    with store.read() as uow:
        units = [unit for unit in uow.targets.bitext("article-3", "es").units if unit.target.state is State.DRAFT]
    for unit in units:
        yield lambda unit=unit: _approve(store, unit)


def _approve(store: SqlStore, unit: Any) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        wanted = replace(unit.target, state=State.APPROVED)
        uow.targets.write(wanted, base=unit.target.version, action=Action.APPROVE)


def median(runs: Iterator[Callable[[], object]]) -> float:
    """The median in milliseconds, the first run left out."""
    took = []
    for run in runs:
        started = time.perf_counter()
        run()
        took.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(took[1:]), 2)


def measure(store: SqlStore) -> dict[str, float]:
    """Every look, by what it is."""
    wanted = Wanted(_TODAY)

    def page(times: int = 11, **more: Any) -> float:
        return median(lambda: board.show(store, replace(wanted, **more)) for _ in range(times))

    return {
        "first page, newest": page(),
        "first page, most left": page(order=Order.LEFT),
        "first page, first deadline": page(order=Order.DUE),
        "first page, to review in Spanish, riskiest": page(languages=["es"], waits=Waits.REVIEW, order=Order.RISK),
        "first page, one person": page(person="local"),
        "first page, a collection": page(collection="c3"),
        "one article": page(slug="article-7"),
        "my work": median(lambda: board.work(store, "local") for _ in range(4)),
        "approvals of 30 days": median(lambda: board.approved_by_day(store, today=date(2026, 6, 20)) for _ in range(4)),
        "effort": median(lambda: board.efforts(store) for _ in range(4)),
        "an approval": median(approvals(store)),
        "naive: first page, most left": median(lambda: naive_page(store) for _ in range(3)),
        "naive: one article": median(lambda: naive_article(store) for _ in range(6)),
    }


def main() -> None:
    """Fill, measure, tell."""
    parser = argparse.ArgumentParser(description="How fast the board answers.")
    parser.add_argument("--targets", type=int, default=100_000, help="targets in all (default: 100,000)")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        store = fill(Path(folder) / "desk.sqlite", asked.targets)
        filled = round(time.perf_counter() - started, 1)
        found = measure(store)
        store.close()
    if asked.json:
        print(json.dumps({"targets": asked.targets, "seconds to fill": filled, "milliseconds": found}, indent=2))
        return
    print(f"{asked.targets:,} targets, filled in {filled} s")
    for name, took in found.items():
        print(f"{took:>10.2f} ms  {name}")


if __name__ == "__main__":
    main()
