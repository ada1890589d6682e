"""Import 1,000 articles of 40 paragraphs by one command: rows a second and peak memory, beside 2,000 articles.

Memory must not grow with the number of articles: the ratio of both peaks is what is claimed. SQLite fills its page
cache of 64 MB within the first 2,000 articles or so; nothing else may grow.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PARAGRAPHS = 40
WORDS = (
    *("market", "bread", "street", "bicycle", "school", "garden", "river", "morning", "neighbour", "council"),
    *("library", "music", "window", "kitchen", "winter", "volunteer", "repair", "bridge", "station", "harvest"),
    *("letter", "teacher", "weather", "festival", "price", "basket"),
)


def article(seed: int) -> str:
    """A plain-text article: a title and paragraphs of four sentences."""
    rng = random.Random(seed)
    lines = [" ".join(rng.choices(WORDS, k=6)).capitalize()]
    for _ in range(PARAGRAPHS):
        sentences = (" ".join(rng.choices(WORDS, k=14)).capitalize() + "." for _ in range(4))
        lines.append(" ".join(sentences))
    return "\n\n".join(lines) + "\n"


def measure(count: int) -> dict[str, float]:
    """Seconds, rows (segments) and peak memory in MB of one import command in a fresh workspace."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        names = []
        for number in range(count):
            path = root / f"article-{number}.txt"
            path.write_text(article(number), encoding="utf-8")
            names.append(str(path))
        base = [sys.executable, "-m", "translate_flow", "--workspace", str(root / "desk")]
        subprocess.run([*base, "init"], check=True, stdout=subprocess.DEVNULL)
        command = [*base, "import", "--to", "es", "--source", "en", "--json", *names]
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        output = process.stdout.read() if process.stdout else b""
        _, status, usage = _wait(process.pid)
        seconds = time.perf_counter() - started
        if status:
            raise SystemExit(f"the import ended with {status}")
        rows = sum(item["segments"] for item in json.loads(output))
    return {"articles": count, "rows": rows, "seconds": seconds, "peak_mb": usage.ru_maxrss / 1024}


def _wait(pid: int) -> tuple[int, int, resource.struct_rusage]:

    return os.wait4(pid, 0)


def main() -> None:
    """Print both measurements, then one last line of figures as JSON."""
    usual, twice = measure(1000), measure(2000)
    for item in (usual, twice):
        print(
            f"{item['articles']:5.0f} articles: {item['rows'] / item['seconds']:7.0f} rows/s, "
            f"{item['seconds']:6.1f} s, peak {item['peak_mb']:5.0f} MB"
        )
    figures = {
        "rows_per_second": round(usual["rows"] / usual["seconds"]),
        "peak_mb": round(usual["peak_mb"]),
        "peak_ratio_2000_to_1000": round(twice["peak_mb"] / usual["peak_mb"], 2),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
