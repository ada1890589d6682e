"""Report how well confidence puts the worst drafts first: its rank correlation with chrF against references.

Usage: python -m bench.confidence [--shared FOLDER] [--json]

Real engines on real text: Apertium (en→es, fr→es, es→fr where installed), the tiny Argos package of the shared data and
the carried demo model, all on UD-PUD; the demo model on its own grammar, and that mixed with PUD. The formula's
numbers were chosen on the sentences with even numbers; the figures are of the others. "Found" is the share of the worst
tenth, by chrF, among the fifth that confidence, or the model's score alone, puts first.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sacrebleu.metrics import CHRF

from translate_flow.checks.confidence import confidence
from translate_flow.checks.guard import judge
from translate_flow.domain.ports import Engine
from translate_flow.engines.apertium import ApertiumEngine
from translate_flow.engines.argos import ArgosEngine
from translate_flow.engines.carried import carried_files
from translate_flow.engines.packages import install_file

ROOT = Path(__file__).parents[1]
_CHRF = CHRF()


class Judged(NamedTuple):
    """A draft: its sentence chrF, its confidence, the engine's score (0 where it has none), how many flags."""

    chrf: float
    confidence: float
    score: float
    flags: int


class Row(NamedTuple):
    """The figures of one engine on one text."""

    name: str
    sentences: int
    chrf: float
    by_confidence: float
    by_score: float
    found: float
    found_by_score: float
    flagged: float


def pud(shared: Path, source: str, target: str) -> list[tuple[str, str]]:
    header, *lines = (shared / "data/pud/pud.en-es-fr.tsv").read_text("utf-8").splitlines()
    columns = header.split("\t")
    return [
        (cells[columns.index(source)], cells[columns.index(target)]) for cells in (line.split("\t") for line in lines)
    ]


def grammar(count: int) -> list[tuple[str, str]]:
    """Pairs of the demo model's own grammar, of another seed than its training text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.tsv"
        command = [sys.executable, "generate.py", str(count), str(path), "--seed", "4711"]
        subprocess.run(command, cwd=ROOT / "tools/demo_model", check=True)
        return [(row[0], row[1]) for row in csv.reader(path.open(encoding="utf-8"), delimiter="\t")]


def argos(file: Path) -> ArgosEngine:
    folder = Path(tempfile.mkdtemp(prefix="bench-")) / "packages"
    install_file(file, folder=folder)
    return ArgosEngine(packages=folder)


def judged(engine: Engine, pairs: Sequence[tuple[str, str]], source: str, target: str) -> list[Judged]:
    languages = {"source_language": source, "language": target}
    drafts = engine.translate([text for text, _ in pairs], source=source, target=target)
    found = []
    for (text, reference), draft in zip(pairs, drafts, strict=True):
        flags = judge(text, draft.text, **languages)
        sure = confidence(text, draft.text, score=draft.score, flags=flags, **languages)
        chrf = _CHRF.sentence_score(draft.text, [reference]).score
        found.append(Judged(chrf, sure, draft.score or 0.0, len(flags)))
    return found


def ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 0, equal values sharing the mean of theirs."""
    order = sorted(range(len(values)), key=values.__getitem__)
    result = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            result[place] = (start + end - 1) / 2
        start = end
    return result


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    left, right = ranks(one), ranks(other)
    mean = (len(left) - 1) / 2
    shared = sum((a - mean) * (b - mean) for a, b in zip(left, right, strict=True))
    spread = sum((a - mean) ** 2 for a in left) * sum((b - mean) ** 2 for b in right)
    return shared / spread**0.5 if spread else 0.0


def worst_found(drafts: Sequence[Judged], by: Sequence[float]) -> float:
    order = sorted(range(len(drafts)), key=lambda place: drafts[place].chrf)
    first = sorted(range(len(drafts)), key=by.__getitem__)
    worst = set(order[: len(drafts) // 10])
    return len(worst & set(first[: len(drafts) // 5])) / len(worst)


def row(name: str, drafts: Sequence[Judged]) -> Row:
    chrf, sure, scores = ([item[column] for item in drafts] for column in range(3))
    scored = any(scores)
    return Row(
        name,
        len(drafts),
        round(sum(chrf) / len(chrf), 1),
        round(spearman(sure, chrf), 2),
        round(spearman(scores, chrf), 2),
        round(worst_found(drafts, sure), 2),
        round(worst_found(drafts, scores), 2) if scored else 0.0,
        round(sum(bool(item.flags) for item in drafts) / len(drafts), 3),
    )


def rows(shared: Path) -> Iterator[tuple[str, list[Judged]]]:
    apertium = ApertiumEngine()
    for source, target in (("en", "es"), ("fr", "es"), ("es", "fr")):
        if (source, target) in apertium.pairs():
            yield f"Apertium {source}→{target}, PUD", judged(apertium, pud(shared, source, target), source, target)
    tiny = argos(shared / "data/models/translate-en_es-0_1.argosmodel")
    yield "tiny model, PUD", judged(tiny, pud(shared, "en", "es"), "en", "es")
    demo = argos(carried_files()[0])
    strange = judged(demo, pud(shared, "en", "es"), "en", "es")
    own = judged(demo, grammar(300), "en", "es")
    yield "demo model, PUD", strange
    yield "demo model, own grammar", own
    yield "demo model, both mixed", [item for pair in zip(strange, own, strict=False) for item in pair]


def above(strange: Sequence[Judged], own: Sequence[Judged]) -> float:
    """How often a sentence of the model's own grammar has more confidence than one of PUD, of all pairs."""
    pairs = [(one.confidence, other.confidence) for one in own for other in strange]
    return round(sum(one > other for one, other in pairs) / len(pairs), 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on the last line")
    options = parser.parse_args()
    drafted = dict(rows(options.shared))
    figures = [
        row(name, drafts if "mixed" in name or "own" in name else drafts[1::2]) for name, drafts in drafted.items()
    ]
    print(f"{'':28}{'n':>5}{'chrF':>7}{'Spearman':>10}{'(score)':>9}{'found':>8}{'(score)':>9}{'flagged':>9}")
    for item in figures:
        print(
            f"{item.name:28}{item.sentences:5}{item.chrf:7.1f}{item.by_confidence:10.2f}{item.by_score or '–':>9}"
            f"{item.found:8.0%}{item.found_by_score:9.0%}{item.flagged:9.1%}"
        )
    own_above = above(drafted["demo model, PUD"], drafted["demo model, own grammar"])
    print(f"a sentence of the demo's own grammar has more confidence than one of PUD: {own_above:.1%} of all pairs")
    if options.json:
        print(json.dumps({"rows": [item._asdict() for item in figures], "own_above_pud": own_above}))


if __name__ == "__main__":
    main()
