"""Sentences to fill a memory with: seeded, Zipfian, English, Chinese, Japanese and Thai, of words found offline.

The commonest words are real: those of UD-PUD where the shared test data is beside the repository, and the names that
CLDR (babel) has in each language. The long tail is put together from their beginnings and ends, as new words are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

import regex
from babel import Locale

SHARES = {"en": 0.7, "zh": 0.1, "ja": 0.1, "th": 0.1}
_TYPES = {"en": 120_000, "zh": 60_000, "ja": 60_000, "th": 40_000}
_CHARACTERS = {"zh": ("gb2312", 16, 55), "ja": ("euc_jp", 16, 47)}
_PUD = Path(__file__).parents[2] / "shared" / "data" / "pud" / "pud.en-es-fr.tsv"
_CLUSTER = regex.compile(r"\P{M}\p{M}*")
_REPEATED = 0.15
"""The share of units that are an earlier one with some words changed, as memories of manuals and news hold many."""


class Sentences:
    """An endless source of sentences, the same for the same seed."""

    def __init__(self, *, seed: int = 1) -> None:
        self.dice = random.Random(seed)

    def language(self) -> str:
        return self.dice.choices(list(SHARES), list(SHARES.values()))[0]

    def new(self, language: str) -> list[str]:
        """The words of a sentence nobody wrote before."""
        length = max(1, min(60, round(self.dice.lognormvariate(2.5, 0.6))))
        words, weights = _vocabulary(language)
        return self.dice.choices(words, cum_weights=weights, k=length)

    def edited(self, words: Sequence[str], language: str) -> list[str]:
        """The sentence after one to a quarter of its words were replaced, left out or added."""
        made = list(words)
        for _ in range(self.dice.randint(1, max(1, len(words) // 4))):
            place = self.dice.randrange(len(made) + 1)
            other = self.new(language)[:1]
            made[place : place + self.dice.randint(0, 1)] = self.dice.choice([other, other, []])
        return made or self.new(language)

    def units(self, count: int) -> Iterator[tuple[str, list[str]]]:
        """Languages and words; some are like one of the last ten thousand."""
        recent: list[tuple[str, list[str]]] = []
        for number in range(count):
            if recent and self.dice.random() < _REPEATED:
                language, words = self.dice.choice(recent)
                unit = language, self.edited(words, language)
            else:
                language = self.language()
                unit = language, self.new(language)
            if len(recent) < 10_000:
                recent.append(unit)
            else:
                recent[number % 10_000] = unit
            yield unit


def joined(words: Sequence[str], language: str) -> str:
    """The words as a sentence."""
    if language == "en":
        text = " ".join(words)
        return f"{text[:1].upper()}{text[1:]}."
    return "".join(words) + ("" if language == "th" else "。")


@cache
def _vocabulary(language: str) -> tuple[list[str], list[float]]:
    """Words, the commonest first, with their summed weights (Zipf and Mandelbrot: 1/(rank + 2.7))."""
    dice = random.Random(language)
    words = dict.fromkeys(_real(language))
    parts = [_CLUSTER.findall(word) for word in words]
    for _ in range(3 * _TYPES[language]):
        words[_compound(dice, language, parts)] = None
    found = list(words)[: _TYPES[language]]
    return found, list(accumulate(1 / (rank + 2.7) for rank in range(len(found))))


def _compound(dice: random.Random, language: str, parts: Sequence[Sequence[str]]) -> str:
    if language in _CHARACTERS:
        return "".join(dice.choices(_characters(language), k=dice.choices((1, 2, 3), (1, 6, 2))[0]))
    head, tail = dice.choice(parts), dice.choice(parts)
    return "".join([*head[: dice.randint(1, len(head))], *tail[len(tail) - dice.randint(0, min(4, len(tail))) :]])


@cache
def _characters(language: str) -> str:
    """The common characters: level 1 of the national standard, and the syllables for Japanese."""
    codec, first, last = _CHARACTERS[language]
    cells = (bytes((row + 0xA0, cell + 0xA0)) for row in range(first, last + 1) for cell in range(1, 95))
    kana = "いうかがきくけこさしすせそたちてとなにのはまもやよらりるれろわを" * 20 if language == "ja" else ""
    return "".join(cell.decode(codec, "ignore") for cell in cells) + kana


def _real(language: str) -> Iterator[str]:
    if language == "en" and _PUD.is_file():
        counted: dict[str, int] = {}
        for line in _PUD.read_text("utf-8").splitlines()[1:]:
            for word in regex.findall(r"\p{L}+", line.split("\t")[1].lower()):
                counted[word] = counted.get(word, 0) + 1
        yield from sorted(counted, key=lambda word: -counted[word])
    locale = Locale.parse(language)
    for names in (locale.months["format"]["wide"], locale.days["format"]["wide"], locale.languages, locale.territories):
        for name in names.values():
            yield from regex.findall(r"[\p{L}\p{M}]+", str(name).lower())
