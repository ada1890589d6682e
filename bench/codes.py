"""Report how exactly inline codes and protected passages come through drafting, and whether doubt is told.

Usage: python -m bench.codes [--shared FOLDER] [--count N] [--show] [--json]

Sentences of the demo model's grammar, for its word tables tell what each noun and adjective must become: a code around
a noun or a phrase, one inside another, a footnote mark behind a noun, an address and a placeholder beside it. A case is
judged where the expected words stand in the draft exactly once. Engines: the carried demo model, the tiny model of the
shared data (trained on another grammar: its drafts are poorer, and few can be judged), Apertium en→es where installed.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.confidence import ROOT, argos, grammar
from translate_flow.domain.article import Kind, Segment, Sentence
from translate_flow.domain.inline import Code, CodeKind, complete, plain
from translate_flow.domain.ports import Engine
from translate_flow.engines.apertium import ApertiumEngine
from translate_flow.engines.carried import carried_files
from translate_flow.workflow.sentences import assemble, pieces

BOLD, LINK, NOTE = (
    Code(1, CodeKind.BOLD),
    Code(2, CodeKind.LINK, "https://example.org"),
    Code(3, CodeKind.FOOTNOTE, "1"),
)


class Found(NamedTuple):
    """A noun in a sentence, perhaps with an adjective before it, and what both may be in Spanish."""

    sentence: str
    adjective: str
    noun: str
    nouns: frozenset[str]
    adjectives: frozenset[str]


class Case(NamedTuple):
    """A sentence with codes, those codes, and how the draft must look, given its plain text; None when nobody knows."""

    kind: str
    text: str
    codes: tuple[Code, ...]
    expected: Callable[[str], str | None]


def lexicon() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """What English nouns and adjectives are in Spanish, by form."""
    sys.path.insert(0, str(ROOT / "tools/demo_model"))
    tables = importlib.import_module("lexicon")
    nouns: dict[str, set[str]] = {}
    for noun in tables.nouns():
        for english, spanish in zip(noun.en, noun.es, strict=True):
            nouns.setdefault(english, set()).add(spanish)
    return nouns, {item.en: set(item.es) for item in tables.adjectives()}


def found(sentences: list[str]) -> Iterator[Found]:
    nouns, adjectives = lexicon()
    for sentence in sentences:
        words = re.findall(r"[\w’'-]+", sentence)
        for before, word in itertools.pairwise(words):
            if word in nouns and words.count(word) == 1 and before in adjectives and words.count(before) == 1:
                yield Found(sentence, before, word, frozenset(nouns[word]), frozenset(adjectives[before]))
                break


def cases(item: Found) -> Iterator[Case]:
    noun, phrase = item.noun, f"{item.adjective} {item.noun}"
    text = item.sentence
    yield Case("a noun", text.replace(noun, f"<1>{noun}</1>"), (BOLD,), lambda made: _around(made, "<1>{}</1>", item))
    yield Case(
        "a phrase", text.replace(phrase, f"<2>{phrase}</2>"), (LINK,), lambda made: _around_phrase(made, item, "{}")
    )
    nested = f"<2>{item.adjective} <1>{noun}</1></2>"
    yield Case(
        "one in another", text.replace(phrase, nested), (BOLD, LINK),
        lambda made: _around_phrase(made, item, "<1>{}</1>"),
    )  # fmt: skip
    yield Case("a mark", text.replace(noun, f"{noun}<3/>"), (NOTE,), lambda made: _behind_phrase(made, item))


def passages(item: Found) -> Iterator[tuple[str, str]]:
    """Sentences with something that must stay, and what."""
    for kept in ("https://example.org/a_b?c=1", "ann@example.org", "{count}", "%(name)s", "$HOME", "<br/>"):
        yield item.sentence.replace(item.noun, f"{item.noun} ({kept})"), kept


def _once(pattern: str, text: str) -> re.Match[str] | None:
    matches = list(re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text))
    return matches[0] if len(matches) == 1 else None


def _around(made: str, tags: str, item: Found) -> str | None:
    match = _once("|".join(map(re.escape, item.nouns)), made)
    return match and made[: match.start()] + tags.format(match[0]) + made[match.end() :]


def _behind_phrase(made: str, item: Found) -> str | None:
    """A mark behind an English phrase stands behind the whole Spanish one, in which the adjective may come last."""
    match = _phrase(made, item)
    return match and f"{made[: match.end()]}<3/>{made[match.end() :]}"


def _phrase(made: str, item: Found) -> re.Match[str] | None:
    noun, adjective = ("|".join(map(re.escape, forms)) for forms in (item.nouns, item.adjectives))
    return _once(f"(?:{noun}) (?:{adjective})|(?:{adjective}) (?:{noun})", made)


def _around_phrase(made: str, item: Found, inner: str) -> str | None:
    match = _phrase(made, item)
    if not match:
        return None
    noun = "|".join(map(re.escape, item.nouns))
    within = re.sub(rf"(?<!\w)({noun})(?!\w)", lambda hit: inner.format(hit[0]), match[0], count=1)
    return f"{made[: match.start()]}<2>{within}</2>{made[match.end() :]}"


def drafted(engine: Engine, texts: list[tuple[str, tuple[Code, ...]]]) -> Iterator[tuple[str, bool]]:
    """Each text as drafting writes it, and whether it was sure."""
    segments = [Segment(Kind.PARAGRAPH, text, codes, sentences=(Sentence(0, len(text)),)) for text, codes in texts]
    split = [pieces(segment) for segment in segments]
    asked = [part.protected.asked for parts in split for part in parts]
    drafts = engine.translate(asked, source="en", target="es")
    for segment, parts in zip(segments, split, strict=True):
        yield assemble(parts, [next(drafts) for _ in parts], codes=segment.codes, language="es")


def placed(engine: Engine, items: list[Found], *, show: bool) -> dict[str, Counter[str]]:
    figures: dict[str, Counter[str]] = {}
    wanted = [case for item in items for case in cases(item)]
    for case, (text, sure) in zip(wanted, drafted(engine, [(c.text, c.codes) for c in wanted]), strict=True):
        counts = figures.setdefault(case.kind, Counter())
        counts["broken"] += not complete(text, case.codes)
        expected = case.expected(plain(text, case.codes))
        if expected is None:
            continue
        right = "exact" if text == expected else "other"
        counts.update(["judged", right, f"{right}, {'sure' if sure else 'flagged'}"])
        if show and text != expected:
            print(f"  {'sure' if sure else 'flagged'}  {case.text}\n     got {text}\n    want {expected}")
    return figures


def kept(engine: Engine, items: list[Found]) -> Counter[str]:
    counts: Counter[str] = Counter()
    wanted = [passage for item in items for passage in passages(item)]
    for (_, passage), (text, sure) in zip(wanted, drafted(engine, [(text, ()) for text, _ in wanted]), strict=True):
        counts.update(["judged", "kept" if text.count(passage) == 1 else "lost", "sure" if sure else "flagged"])
    return counts


def engines(shared: Path) -> Iterator[tuple[str, Engine]]:
    yield "demo model", argos(carried_files()[0])
    yield "tiny model", argos(shared / "data/models/translate-en_es-0_1.argosmodel")
    apertium = ApertiumEngine()
    if ("en", "es") in apertium.pairs():
        yield "Apertium", apertium


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--count", type=int, default=600, help="sentences that are looked through for phrases")
    parser.add_argument("--show", action="store_true", help="print every case that is not exact")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on the last line")
    options = parser.parse_args()
    items = list(found([english for english, _ in grammar(options.count)]))
    results = {}
    for name, engine in engines(options.shared):
        figures = placed(engine, items, show=options.show)
        stayed = kept(engine, items)
        results[name] = {"codes": figures, "passages": stayed}
        print(f"{name}\n  {'':18}{'judged':>8}{'exact':>8}{'flagged':>9}{'wrong, not flagged':>20}{'broken':>8}")
        for kind, counts in figures.items():
            judged = max(1, counts["judged"])
            flagged = counts["exact, flagged"] + counts["other, flagged"]
            print(
                f"  {kind:18}{counts['judged']:8}{counts['exact'] / judged:8.1%}{flagged / judged:9.1%}"
                f"{counts['other, sure'] / judged:20.1%}{counts['broken']:8}"
            )
        print(
            f"  passages: {stayed['judged']}, kept {stayed['kept']}, lost {stayed['lost']}, flagged {stayed['flagged']}"
        )
    if options.json:
        print(json.dumps(results))


if __name__ == "__main__":
    main()
