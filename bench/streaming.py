"""Peak memory of drafting 100,000 different sentences beside that of one batch: it must stay flat.

Also said: how soon the first drafts were stored, and what ten languages at once take beside one. Both runs are
processes of their own with the carried demo model, into a workspace on disk; ``--json`` prints one last line with
``peak_mb``, ``one_batch_mb`` and ``grown_mb``.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench._texts import packages, sentences
from translate_flow.domain.article import Article, Kind, Segment, Sentence
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.ports import Store

BATCH = 500
PER_ARTICLE = 20_000
PER_SEGMENT = 4


def draft(count: int, folder: Path) -> dict[str, float]:
    """Draft ``count`` sentences; seconds to the first stored draft and in all, peak in MB."""
    from translate_flow.engines import Places, open_engine
    from translate_flow.store import open_store
    from translate_flow.workflow import drafting

    engine = open_engine("argos", Places(packages=folder))
    first: list[float] = []
    with tempfile.TemporaryDirectory() as root:
        store = open_store(Path(root) / "desk.sqlite")
        slugs = list(_fill(store, count))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        started = time.perf_counter()
        made = drafting.draft_all(
            store,
            [(slug, "es") for slug in slugs],
            engine_for=lambda *_: engine,
            by=LOCAL_OWNER,
            progress=lambda *_: first.append(time.perf_counter() - started) if not first else None,
        )
        seconds = time.perf_counter() - started
    drafted = sum(item.sentences for item in made if isinstance(item, drafting.Drafted))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"sentences": drafted, "seconds": seconds, "first": first[0], "before_mb": before, "peak_mb": peak}


def _fill(store: Store, count: int) -> Iterator[str]:
    """Articles of at most `PER_ARTICLE` sentences, written one by one."""
    texts = _different(count)
    for start in range(0, count, PER_ARTICLE):
        segments = [_segment(texts) for _ in range(start, min(start + PER_ARTICLE, count), PER_SEGMENT)]
        with store.write(by=LOCAL_OWNER) as uow:
            yield uow.articles.add(Article("en", tuple(segments)), languages=["es"], slug=f"news-{start}").slug


def _different(count: int) -> Iterator[str]:
    """Sentences of the grammar; after the first few thousand with a number, for it would take long to find so many."""
    stock = sentences(min(count, 5_000))
    for number in range(count):
        text = stock[number % len(stock)]
        yield text if number < len(stock) else f"{text[:-1]} in {number} days."


def _segment(texts: Iterator[str]) -> Segment:
    text, spans = "", []
    for _ in range(PER_SEGMENT):
        start = len(text)
        text += next(texts) + " "
        spans.append(Sentence(start, len(text)))
    spans[-1] = Sentence(spans[-1].start, len(text) - 1)
    return Segment(Kind.PARAGRAPH, text[:-1], sentences=tuple(spans))


def _measure(count: int, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.streaming", "--one", str(count), "--packages", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    print(
        f"{found['sentences']:8,} sentences: {found['sentences'] / found['seconds']:6.0f}/s, first drafts after "
        f"{found['first']:.1f} s, peak {found['peak_mb']:.0f} MB ({found['before_mb']:.0f} before drafting)"
    )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--size", choices=["tiny", "real"], default="tiny")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--packages", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(draft(options.one, options.packages)))
        return
    folder = packages(options.size)
    one, many = (_measure(count, folder) for count in (BATCH, options.sentences))
    peaks = {"peak_mb": round(many["peak_mb"]), "one_batch_mb": round(one["peak_mb"])}
    found = {**peaks, "grown_mb": round(many["peak_mb"] - one["peak_mb"])}
    print(json.dumps(found) if options.json else f"grown by {found['grown_mb']} MB")


if __name__ == "__main__":
    main()
