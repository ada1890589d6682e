"""Report how fast terms are found and their use is judged, as a ratio to one regular expression per term.

Usage: python bench/terms.py [--terms N] [--sentences N] [--shared FOLDER] [--json]

The terms are one to three following words of UD-PUD's English sentences, paired with as many of the Spanish ones, and
random words of the same texts up to the number asked for. The naive way searches each term as it is written, without
inflection and without choosing among overlaps, so it does less. Times are of the processor, per pair of sentences:
first with new words to stem, then again.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from translate_flow.domain.terms import Term
from translate_flow.matching.terms import Termbase


def pairs(shared: Path) -> list[tuple[str, str]]:
    header, *lines = (shared / "data/pud/pud.en-es-fr.tsv").read_text("utf-8").splitlines()
    english, spanish = header.split("\t").index("en"), header.split("\t").index("es")
    return [(row[english], row[spanish]) for row in (line.split("\t") for line in lines)]


def terms(known: list[tuple[str, str]], *, count: int) -> list[Term]:
    dice = random.Random(1)
    found = {term.source: term for source, target in known for term in taken(dice, source, target)}
    english, spanish = (vocabulary(text for pair in known for text in pair[side : side + 1]) for side in (0, 1))
    while len(found) < count:
        source = " ".join(dice.sample(english, dice.randint(2, 3)))
        target, other = (" ".join(dice.sample(spanish, 2)) for _ in range(2))
        found[source] = Term(source, target, "en", "es", forbidden=(other,))
    return list(found.values())[:count]


def vocabulary(texts: Iterable[str]) -> list[str]:
    return sorted({word.strip('.,:;()"').lower() for text in texts for word in text.split() if len(word) > 3})


def taken(dice: random.Random, source: str, target: str) -> Iterator[Term]:
    english, spanish = source.split(), target.split()
    for _ in range(3):
        length = dice.randint(1, 3)
        start = dice.randrange(len(english))
        place = min(start, len(spanish) - 1)
        words = " ".join(english[start : start + length]).strip(".,:;")
        if any(char.isalpha() for char in words):
            yield Term(words, " ".join(spanish[place : place + length]), "en", "es")


def naive(known: list[Term], sentences: list[str]) -> tuple[float, int]:
    patterns = [re.compile(rf"(?<!\w){re.escape(term.source)}(?!\w)", re.IGNORECASE) for term in known]
    start = time.process_time()
    found = sum(len(pattern.findall(sentence)) for sentence in sentences for pattern in patterns)
    return (time.process_time() - start) / len(sentences), found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--terms", type=int, default=20_000)
    options.add_argument("--sentences", type=int, default=250, help="pairs of 40 words or so")
    options.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    known = pairs(chosen.shared)
    # Two PUD sentences are about 40 words.
    texts = [(f"{a[0]} {b[0]}", f"{a[1]} {b[1]}") for a, b in zip(known[::2], known[1::2], strict=True)]
    report = measure(terms(known, count=chosen.terms), texts[: chosen.sentences])
    print(json.dumps(report) if chosen.json else "\n".join(f"{name:<24}{value}" for name, value in report.items()))


def measure(known: list[Term], texts: list[tuple[str, str]]) -> dict[str, float]:
    start = time.process_time()
    base = Termbase(known, source="en", language="es")
    built = time.process_time() - start
    again = time.process_time()
    Termbase(known, source="en", language="es")
    rebuilt = time.process_time() - again
    cold, warm = hits(base, texts), hits(base, texts)
    few = [source for source, _ in texts[:5]]
    slow, slow_found = naive(known, few)
    return {
        "terms": len(known),
        "words_per_sentence": round(sum(len(source.split()) for source, _ in texts) / len(texts), 1),
        "build_s": round(built, 2),
        "rebuild_s": round(rebuilt, 2),
        "first_ms": round(1000 * cold, 3),
        "again_ms": round(1000 * warm, 3),
        "naive_ms": round(1000 * slow, 1),
        "ratio_first": round(slow / cold),
        "ratio_again": round(slow / warm),
        "found_in_5": sum(len(base.find(text)) for text in few),
        "naive_found_in_5": slow_found,
    }


def hits(base: Termbase, texts: list[tuple[str, str]]) -> float:
    """Seconds per sentence, source and target."""
    start = time.process_time()
    for source, target in texts:
        base.hits(source, target)
    return (time.process_time() - start) / len(texts)


if __name__ == "__main__":
    main()
