"""Report how exactly sentences are split, ours beside choppa alone, and how fast.

Usage: python bench/segmentation.py [--shared FOLDER] [--errors] [--json]

Two kinds of text: golden rules (a case is exact when all its sentences are) and passages of five
consecutive sentences of UD-PUD, one after the other and, harder, at every offset. Some PUD passages cannot be right:
two sentences lack their full stop, and two questions are kept as one sentence.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from choppa import DEFAULT_SRX_RULESET, SrxDocument, SrxTextIterator

from translate_flow.segmentation import SrxSplitter

Split = Callable[[str, str], list[str]]


class Case(NamedTuple):
    """A text and its sentences."""

    group: str
    language: str
    text: str
    sentences: list[str]


def golden(shared: Path) -> Iterator[Case]:
    for case in json.loads((shared / "data/segmentation/golden-rules.json").read_text("utf-8")):
        sentences = [sentence.strip() for sentence in case["sents"]]
        yield Case("golden " + case["lang"], case["lang"], case["text"], sentences)


def passages(shared: Path, *, step: int) -> Iterator[Case]:
    header, *lines = (shared / "data/pud/pud.en-es-fr.tsv").read_text("utf-8").splitlines()
    for column, language in enumerate(header.split("\t")[1:], start=1):
        sentences = [line.split("\t")[column].strip() for line in lines]
        for start in range(0, len(sentences) - 4, step):
            passage = sentences[start : start + 5]
            name = "pud" if step == 5 else "pud, every offset"
            yield Case(f"{name} {language}", language, " ".join(passage), passage)


def ours() -> Split:
    splitter = SrxSplitter()
    return lambda text, language: _strip(text[span.start : span.end] for span in splitter.spans(text, language))


def choppa_alone() -> Split:
    document = SrxDocument(ruleset=DEFAULT_SRX_RULESET)
    return lambda text, language: _strip(SrxTextIterator(document, f"{language}_two", text))


def _strip(parts: Iterator[str]) -> list[str]:
    return [part.strip() for part in parts if part.strip()]


def exact(split: Split, cases: list[Case], *, errors: bool) -> dict[str, tuple[int, int]]:
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for case in cases:
        parts = split(case.text, case.language)
        found[case.group][0] += parts == case.sentences
        found[case.group][1] += 1
        if errors and parts != case.sentences:
            print(f"{case.group}\n  got  {' ‖ '.join(parts)}\n  want {' ‖ '.join(case.sentences)}")
    return {group: (right, all_) for group, (right, all_) in found.items()}


def speed(split: Split, cases: list[Case]) -> float:
    """Sentences a second of processor time; the best of three rounds, the rules compiled before."""
    rounds = []
    for _ in range(4):
        started = time.process_time()
        for case in cases:
            split(case.text, case.language)
        rounds.append(time.process_time() - started)
    return sum(len(case.sentences) for case in cases) / min(rounds[1:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--errors", action="store_true", help="print every case of ours that is not exact")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on the last line")
    options = parser.parse_args()
    disjoint = list(passages(options.shared, step=5))
    cases = [*golden(options.shared), *disjoint, *passages(options.shared, step=1)]
    splits = {"ours": ours(), "choppa": choppa_alone()}
    figures = {name: exact(split, cases, errors=options.errors and name == "ours") for name, split in splits.items()}
    speeds = {name: round(speed(split, disjoint)) for name, split in splits.items()}
    report(figures, speeds)
    if options.json:
        print(json.dumps({"exact": figures, "sentences_per_second": speeds}))


def report(figures: dict[str, dict[str, tuple[int, int]]], speeds: dict[str, int]) -> None:
    print(f"{'exact':24}{'ours':>14}{'choppa alone':>14}")
    golden_groups = [group for group in figures["ours"] if group.startswith("golden")]
    for table in figures.values():
        table["golden, all"] = (sum(table[g][0] for g in golden_groups), sum(table[g][1] for g in golden_groups))
    for group in figures["ours"]:
        row = [
            f"{right}/{all_} {100 * right / all_:.0f} %" for right, all_ in (table[group] for table in figures.values())
        ]
        print(f"{group:24}{row[0]:>14}{row[1]:>14}")
    print(f"{'sentences a second':24}{speeds['ours']:>14,}{speeds['choppa']:>14,}")


if __name__ == "__main__":
    main()
