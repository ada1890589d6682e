"""The benchmark of the memory runs, on a handful of units, and finds what is there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_the_benchmark_finds_every_best_match_among_a_few_units():
    command = [sys.executable, "-m", "bench.memory", "--units", "300", "--queries", "20", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=240)
    figures = json.loads(done.stdout.splitlines()[-1])
    assert (figures["units"], figures["recall_best"]) == (300, 1.0)
