"""How fast a search over every article answers: python -m bench.search [--segments N] [--json].

Segments are half sources, half targets, of English, Chinese, Japanese and Thai. Queries are one to three words of
texts that are there, so common words as often as they are common. Beside it, in the same run, the plain way: `LIKE`
over both tables, newest first. Recall is the share of queries that find the text that they were taken from, where that
text is among the newest that hold the words: read from the texts themselves.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench._sentences import Sentences, joined
from bench.memory import timed
from translate_flow.store import SqlStore, open_store
from translate_flow.workflow.searching import follow, search

PER_ARTICLE = 50
_ARTICLE = (
    "INSERT INTO article (id, slug, language, title, byline, origin, created, created_by)"
    " VALUES (?, ?, 'en', ?, '', '', 0, 'local')"
)
_SEGMENT = (
    "INSERT INTO segment (id, article, position, kind, level, label, text, codes, sentences, source_hash, words)"
    " VALUES (?, ?, ?, 'paragraph', 0, '', ?, '[]', '[]', ?, 10)"
)
_TARGET = (
    "INSERT INTO target (segment, language, article, text, state, version, source_hash, origin, flags, changed,"
    " changed_by) VALUES (?, ?, ?, ?, 'draft', 1, '', '{}', '[]', 0, 'local')"
)
_LIKE = (
    "SELECT id FROM segment WHERE text LIKE ? UNION ALL SELECT segment FROM target WHERE text LIKE ?"
    " ORDER BY 1 DESC LIMIT 400"
)


def fill(path: Path, count: int) -> list[tuple[str, str]]:
    """A workspace with so many texts, half of them targets; returns language and text of each."""
    open_store(path).close()
    made = [(language, joined(words, language)) for language, words in Sentences().units(count)]
    with sqlite3.connect(path) as database:
        halves = enumerate(zip(made[::2], made[1::2], strict=True), start=1)
        articles = range(1, count // 2 // PER_ARTICLE + 2)
        database.executemany(_ARTICLE, ((number, f"a{number}", f"Article {number}") for number in articles))
        rows = [(number, 1 + number // PER_ARTICLE, one, other) for number, (one, other) in halves]
        database.executemany(
            _SEGMENT, ((number, article, number % PER_ARTICLE, one[1], str(number)) for number, article, one, _ in rows)
        )
        database.executemany(_TARGET, ((number, other[0], article, other[1]) for number, article, _, other in rows))
    database.close()
    return made


def queries(made: list[tuple[str, str]], count: int) -> Iterator[tuple[str, str]]:
    """Words to look for, and the text they are from."""
    dice = Sentences(seed=7).dice
    for _ in range(count):
        language, text = dice.choice(made)
        if language == "en":
            words = text.strip(".").split()
            yield " ".join(dice.sample(words, min(len(words), dice.randint(1, 3)))), text
        else:
            start = dice.randrange(max(1, len(text) - 4))
            yield text[start : start + dice.randint(2, 4)], text


def measure(store: SqlStore, path: Path, asked: list[tuple[str, str]]) -> dict[str, float]:
    """Milliseconds of our searches and of the plain way, and how often ours finds what it should."""
    took, missed, whole = [], 0, 0
    for words, text in asked:
        results, spent, _ = timed(partial(search, store, words))
        took.append(spent)
        whole += not results.more
        missed += not results.more and text not in [each.passage.text for each in results.found]
    with sqlite3.connect(path) as database:
        plain = [timed(partial(_plain, database, words))[1] for words, _ in asked[:20]]
    ranked = sorted(took)
    return {
        "p50_ms": round(statistics.median(took), 1),
        "p95_ms": round(ranked[int(0.95 * len(ranked))], 1),
        "max_ms": round(ranked[-1], 1),
        "like_p50_ms": round(statistics.median(plain), 1),
        "recall": round(1 - missed / max(1, whole), 4),
        "ratio": round(statistics.median(plain) / statistics.median(took), 1),
    }


def _plain(database: sqlite3.Connection, words: str) -> list[object]:
    wanted = f"%{words.split(maxsplit=1)[0]}%"
    return database.execute(_LIKE, (wanted, wanted)).fetchall()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=100_000, help="texts in all, sources and targets")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--json", action="store_true", help="the last line is JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="translate-flow-search-") as folder:
        path = Path(folder) / "desk.sqlite"
        made = fill(path, options.segments)
        before, store = path.stat().st_size, open_store(path)
        _, spent, _ = timed(partial(follow, store))
        found = measure(store, path, list(queries(made, options.queries)))
        store.close()
        found |= {"index_s": round(spent / 1000, 1), "index_mb": round((path.stat().st_size - before) / 1e6)}
    print(json.dumps({"segments": options.segments, **found}) if options.json else found)


if __name__ == "__main__":
    main()
