"""How fast a translation is continued: python -m bench.completion [--json] [--package FILE] [--sentences N].

A package of real size (see `_realsize`), sentences of 20 words and more, a request after every word and inside every
word, each over texts that were not asked before. Prints median and 95th percentile in milliseconds, and the share
that came within 150 ms with a suggestion; with ``--json`` one last line {"p50_ms", "p95_ms", "shown"}.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from bench._realsize import inflate
from newsroom import reports
from translate_flow.engines.argos import ArgosEngine
from translate_flow.engines.packages import install_file
from translate_flow.workflow.completing import DEADLINE

_SHARED = Path(__file__).parents[2] / "shared" / "data" / "models" / "translate-en_es-0_1.argosmodel"


def sentences(count: int) -> Iterator[tuple[str, str]]:
    """Sentences of 20 words or more with their translations, out of three short ones each."""
    stock = reports(3 * count)
    for at in range(0, 3 * count, 3):
        yield (
            _joined([each.english for each in stock[at : at + 3]], "and"),
            _joined([each.spanish for each in stock[at : at + 3]], "y"),
        )


def _joined(parts: list[str], link: str) -> str:
    return f"{parts[0][:-1]}, {parts[1][:-1]} {link} {parts[2]}"


def prefixes(text: str) -> Iterator[str]:
    """After every word with its space, and two letters into the next."""
    words = text.split(" ")
    for count in range(len(words)):
        before = "".join(f"{word} " for word in words[:count])
        yield before
        if len(words[count]) > 3:
            yield before + words[count][:2]


def measure(engine: ArgosEngine, pairs: list[tuple[str, str]]) -> tuple[list[float], int]:
    """Milliseconds of each request, and how many brought a suggestion in time."""
    took, shown = [], 0
    for source, target in pairs:
        for prefix in prefixes(target):
            started = time.perf_counter()
            found = engine.complete(source, prefix, source="en", target="es", n_best=3)
            seconds = time.perf_counter() - started
            took.append(1000 * seconds)
            shown += bool(found) and seconds < DEADLINE
    return took, shown


def main() -> None:
    """Inflate the package, wait until it is loaded, measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--package", type=Path, default=_SHARED)
    parser.add_argument("--sentences", type=int, default=12)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tiny = install_file(asked.package, folder=Path(folder) / "tiny")
        (Path(folder) / "real").mkdir()
        inflate(tiny.path, Path(folder) / "real")
        engine = ArgosEngine(packages=Path(folder) / "real")
        while not engine.complete("The report.", "", source="en", target="es"):
            time.sleep(0.05)
        took, shown = measure(engine, list(sentences(asked.sentences)))
    middle, tail, share = statistics.median(took), statistics.quantiles(took, n=20)[-1], shown / len(took)
    print(f"{len(took)} requests: median {middle:.0f} ms, p95 {tail:.0f} ms, {share:.0%} shown within 150 ms")
    if asked.json:
        print(json.dumps({"p50_ms": round(middle, 1), "p95_ms": round(tail, 1), "shown": round(share, 3)}))


if __name__ == "__main__":
    main()
