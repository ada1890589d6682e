"""How fast and how surely the memory finds the best match: python -m bench.memory [--units N] [--json].

Against two peers on the same units and queries: every unit compared by rapidfuzz, with the same score (so what it
finds first is what should be found), and translate-toolkit's matcher (GPL: in a process of its own, where an
interpreter that has it is named in TRANSLATE_TOOLKIT_PYTHON).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bench._sentences import Sentences, joined
from translate_flow.domain.memory import Match, MemoryUnit
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.matching.memory import LEAST, tokens
from translate_flow.store import SqlStore, open_store
from translate_flow.workflow.remembering import search

T = TypeVar("T")

_TOOLKIT_UNITS = 20_000
_TOOLKIT = """
import sys, time, json
from translate.search.match import matcher
from translate.storage import base
store = base.TranslationStore()
lines = open(sys.argv[1], encoding="utf-8").read().split("\\n")
for line in lines:
    unit = base.TranslationUnit(line); unit.target = "x"; store.addunit(unit)
found = matcher(store, max_candidates=5, min_similarity=75, max_length=1000)
took = []
for text in json.load(open(sys.argv[2], encoding="utf-8")):
    started = time.perf_counter(); found.matches(text); took.append(time.perf_counter() - started)
print(json.dumps(took))
"""


class Query(NamedTuple):
    """A text to look up."""

    language: str
    text: str


class Corpus(NamedTuple):
    """What the memory holds, as it was made."""

    units: list[Query]
    queries: list[Query]


def corpus(count: int, queries: int) -> Corpus:
    """Units, and queries: two thirds are units with some words changed, the rest units as they are or new sentences."""
    source = Sentences()
    made = list(source.units(count))
    units = [Query(language, joined(words, language)) for language, words in made]
    return Corpus(units, [_query(source, made) for _ in range(queries)])


def _query(source: Sentences, made: Sequence[tuple[str, list[str]]]) -> Query:
    language, words = source.dice.choice(made)
    kind = source.dice.random()
    if kind < 0.67:
        words = source.edited(words, language)
    elif kind > 0.83:
        words = source.new(language)
    return Query(language, joined(words, language))


def _units(made: Sequence[Query]) -> Iterator[MemoryUnit]:
    return (MemoryUnit(unit.text, f"x{number}", unit.language, "es") for number, unit in enumerate(made))


def build(path: Path, made: Sequence[Query]) -> tuple[SqlStore, float]:
    """A memory in a database, written in the transactions of an import, and the seconds it took."""
    store, started, units = open_store(path), time.perf_counter(), _units(made)
    while batch := list(islice(units, 5_000)):
        with store.write(by=LOCAL_OWNER) as uow:
            uow.memory.add(batch)
    with store.write(by=LOCAL_OWNER) as uow:
        uow.memory.tidy()
    return store, time.perf_counter() - started


class Brute:
    """Every unit of the language, each token one character."""

    def __init__(self, made: Sequence[Query]) -> None:
        self._signs: dict[str, str] = {}
        self._written: dict[str, list[str]] = {}
        for unit in made:
            self._written.setdefault(unit.language, []).append(self._write(unit.text))

    def _write(self, text: str) -> str:
        signs = self._signs
        return "".join(signs.setdefault(token, chr(0x100 + len(signs))) for token in tokens(text))

    def best(self, query: Query) -> int:
        """The score of the best unit, 0 below the threshold."""
        found = process.extractOne(
            self._write(query.text),
            self._written.get(query.language, ()),
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=LEAST / 100,
        )
        return int(100 * found[1] + 1e-9) if found else 0


def timed(function: Callable[[], T]) -> tuple[T, float, float]:
    """What it returns, the milliseconds by the clock, and those of the processor: other programs slow the clock's."""
    started, used = time.perf_counter(), time.process_time()
    result = function()
    return result, 1000 * (time.perf_counter() - started), 1000 * (time.process_time() - used)


def ours(store: SqlStore, query: Query) -> Sequence[Match]:
    return search(
        store, query.text, source=query.language, language="es", least=LEAST, now=datetime(2024, 1, 1, tzinfo=UTC)
    )


def toolkit(made: Corpus) -> float | None:
    """Median milliseconds of translate-toolkit's matcher over fewer units; None where it is absent."""
    python = os.environ.get("TRANSLATE_TOOLKIT_PYTHON")
    if not python:
        return None
    with tempfile.TemporaryDirectory() as folder:
        units, queries = Path(folder, "units.txt"), Path(folder, "queries.json")
        units.write_text("\n".join(unit.text for unit in made.units[:_TOOLKIT_UNITS]), encoding="utf-8")
        queries.write_text(json.dumps([query.text for query in made.queries[:20]]), encoding="utf-8")
        done = subprocess.run([python, "-c", _TOOLKIT, units, queries], capture_output=True, check=True)
    return 1000 * statistics.median(json.loads(done.stdout))


def measure(count: int, queries: int) -> dict[str, float | None]:
    made = corpus(count, queries)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "memory.sqlite")
        store, seconds = build(path, made.units)
        answers = [timed(partial(ours, store, query)) for query in made.queries]
        store.close()
        disk = path.stat().st_size / 1e6
    brute = Brute(made.units)
    truths = [timed(partial(brute.best, query)) for query in made.queries]
    took = [milliseconds for _, milliseconds, _ in answers]
    return {
        "units": count,
        "queries": queries,
        "p95_ms": round(statistics.quantiles(took, n=20)[-1], 1),
        "median_ms": round(statistics.median(took), 1),
        "max_ms": round(max(took), 1),
        "p95_cpu_ms": round(statistics.quantiles([cpu for _, _, cpu in answers], n=20)[-1], 1),
        **recalls(made.queries, [found for found, _, _ in answers], [best for best, _, _ in truths]),
        "build_s": round(seconds, 1),
        "disk_mb": round(disk),
        "brute_median_ms": round(statistics.median(milliseconds for _, milliseconds, _ in truths), 1),
        "toolkit_median_ms": toolkit(made),
    }


def recalls(queries: Sequence[Query], found: Sequence[Sequence[Match]], truths: Sequence[int]) -> dict[str, float]:
    """The share of queries with a match whose best one was found; of all, and of each language."""
    hits: dict[str, list[bool]] = {}
    for query, matches, truth in zip(queries, found, truths, strict=True):
        if truth:
            hit = max((match.score for match in matches), default=0) >= truth
            for name in ("recall_best", f"recall_{query.language}"):
                hits.setdefault(name, []).append(hit)
    return {
        "matched": len(hits.get("recall_best", ())),
        **{name: round(sum(of) / len(of), 4) for name, of in hits.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on the last line")
    options = parser.parse_args()
    figures = measure(options.units, options.queries)
    for name, value in figures.items():
        print(f"{name:>20} {'absent' if value is None else value}")
    if options.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    sys.exit(main())
