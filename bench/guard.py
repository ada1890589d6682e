"""Report how often the guard cries wolf on translations by people, and how many broken ones it finds.

Usage: python -m bench.guard [--shared FOLDER] [--show FLAG] [--json]

False alarms: the reference translations of 500 UD-PUD sentences between English, Spanish and French, all six ways.
Found: the same translations, broken in the ways of machines; each kind counts where it can be done to a sentence.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

from translate_flow.checks.guard import GUARDS, judge

_CYRILLIC = str.maketrans(dict(zip("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопярстувшхуз", strict=True)))
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")


_THOUSANDFOLD = {
    "million": "billion",
    "billion": "million",
    "milliards": "millions",
    "millions": "milliards",
    "millones": "billones",
}
_MILLION = re.compile(rf"(?<=\d )(?:{'|'.join(_THOUSANDFOLD)})\b")


class Pair(NamedTuple):
    """A sentence and its translation by a person."""

    source: str
    target: str
    source_language: str
    language: str


def pairs(shared: Path) -> Iterator[Pair]:
    header, *lines = (shared / "data/pud/pud.en-es-fr.tsv").read_text("utf-8").splitlines()
    languages = header.split("\t")[1:]
    for line in lines:
        texts = dict(zip(languages, line.split("\t")[1:], strict=True))
        for one, other in permutations(languages, 2):
            yield Pair(texts[one], texts[other], one, other)


Breaking = Callable[[Pair, random.Random], "tuple[str, str] | None"]


def _looped(pair: Pair, dice: random.Random) -> tuple[str, str]:
    words = pair.target.split()
    size = dice.randint(1, min(4, len(words)))
    at = dice.randrange(len(words) - size + 1)
    return pair.source, " ".join(words[: at + size] + words[at : at + size] * dice.randint(2, 6) + words[at + size :])


def _cut(pair: Pair, dice: random.Random) -> tuple[str, str] | None:
    words = pair.target.split()
    return (pair.source, " ".join(words[: round(len(words) * dice.uniform(0.1, 0.4))])) if len(words) > 8 else None


def _doubled(pair: Pair, dice: random.Random) -> tuple[str, str] | None:
    shuffled = dice.sample(pair.target.split(), len(pair.target.split()))
    longer = " ".join([pair.target, *shuffled, *shuffled[::-1]])
    return (pair.source, longer) if len(shuffled) > 5 else None


def _other_script(pair: Pair, _: random.Random) -> tuple[str, str]:
    return pair.source, pair.target.lower().translate(_CYRILLIC)


def _untranslated(pair: Pair, _: random.Random) -> tuple[str, str] | None:
    small = [word for word in pair.source.split() if word[:1].islower()]
    return (pair.source, pair.source) if len(small) > 3 else None


def _half_translated(pair: Pair, _: random.Random) -> tuple[str, str] | None:
    left, right = pair.source.split(), pair.target.split()
    if len([word for word in left[len(left) // 2 :] if word.isalpha() and word.islower()]) < 8:
        return None
    return pair.source, " ".join(right[: len(right) // 2] + left[len(left) // 2 :])


def _other_digit(pair: Pair, dice: random.Random) -> tuple[str, str] | None:
    places = [match.start() for match in _DIGIT.finditer(pair.target)]
    if not places or not _DIGIT.search(pair.source):
        return None
    at = dice.choice(places)
    digit = dice.choice([char for char in "123456789" if char != pair.target[at]])
    return pair.source, pair.target[:at] + digit + pair.target[at + 1 :]


def _no_number(pair: Pair, dice: random.Random) -> tuple[str, str] | None:
    found = list(_NUMBER.finditer(pair.target))
    if not found or len(_NUMBER.findall(pair.source)) != len(found):
        return None
    lost = dice.choice(found)
    return pair.source, pair.target[: lost.start()] + pair.target[lost.end() :]


def _thousandfold(pair: Pair, _: random.Random) -> tuple[str, str] | None:
    spoilt = _MILLION.sub(lambda match: _THOUSANDFOLD[match[0]], pair.target)
    return (pair.source, spoilt) if spoilt != pair.target and _DIGIT.search(pair.source) else None


def _doubled_word(pair: Pair, dice: random.Random) -> tuple[str, str] | None:
    words = pair.target.split()
    places = [at for at, word in enumerate(words) if word.isalpha() and len(word) > 4]
    if not places:
        return None
    at = dice.choice(places)
    return pair.source, " ".join([*words[: at + 1], *words[at:]])


def _marked(pair: Pair, dice: random.Random) -> tuple[str, str]:
    words = pair.target.split()
    words[dice.randrange(len(words))] = dice.choice(["<unk>", "▁", "⁇", "</s>"])
    return pair.source, " ".join(words)


def _spoilt_address(pair: Pair, dice: random.Random) -> tuple[str, str]:
    address = dice.choice(
        ["https://example.org/a_b?c=1", "ann.lee@example.org", "@city_desk", "{count}", "%(name)s", "<br/>"]
    )
    at = dice.randrange(1, len(address) - 1)
    spoilt = dice.choice(["", address[:at] + " " + address[at:], address[:at] + address[at + 1 :]])
    return f"{pair.source} {address}", f"{pair.target} {spoilt}"


def _nothing(pair: Pair, dice: random.Random) -> tuple[str, str]:
    return pair.source, dice.choice(["", " ", ".", "…", "- - -"])


BREAKINGS: dict[str, tuple[str, Breaking]] = {
    "words in a loop": ("repetition", _looped),
    "a word doubled": ("repetition", _doubled_word),
    "cut off": ("length", _cut),
    "three times as long": ("length", _doubled),
    "another script": ("script", _other_script),
    "not translated": ("copied", _untranslated),
    "half translated": ("copied", _half_translated),
    "another digit": ("numbers", _other_digit),
    "a number left out": ("numbers", _no_number),
    "a thousand times as much": ("numbers", _thousandfold),
    "a leftover of a model": ("markers", _marked),
    "an address spoilt": ("addresses", _spoilt_address),
    "nothing said": ("empty", _nothing),
}
"""Ways to break a translation, with the flag each should give; None where a sentence does not lend itself to it."""


def judged(pair: Pair) -> tuple[str, ...]:
    return judge(pair.source, pair.target, source_language=pair.source_language, language=pair.language)


def alarms(good: list[Pair], show: str) -> dict[str, float]:
    """Percent of good translations with each flag, and with any."""
    counts: Counter[str] = Counter(dict.fromkeys(GUARDS, 0))
    for pair in good:
        flags = judged(pair)
        counts.update([*flags, *(["any"] if flags else [])])
        if show in flags:
            print(f"{pair.source_language}→{pair.language}\n  {pair.source}\n  {pair.target}")
    return {flag: round(100 * count / len(good), 2) for flag, count in counts.items()}


def found(good: list[Pair]) -> dict[str, tuple[int, int]]:
    """Broken translations with the right flag, of all that could be broken so."""
    result = {}
    for name, (flag, breaking) in BREAKINGS.items():
        dice = random.Random(name)
        broken = [pair._replace(source=made[0], target=made[1]) for pair in good if (made := breaking(pair, dice))]
        result[name] = (sum(flag in judged(pair) for pair in broken), len(broken))
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--show", default="", metavar="FLAG", help="print the good translations that get this flag")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on the last line")
    options = parser.parse_args()
    good = list(pairs(options.shared))
    false, right = alarms(good, options.show), found(good)
    print(f"false alarms on {len(good)} translations by people, percent")
    for flag, percent in false.items():
        print(f"  {flag:24}{percent:8.2f}")
    print("broken translations found")
    for name, (hits, all_) in right.items():
        print(f"  {name:24}{hits:>8}/{all_:<6}{100 * hits / all_:6.1f} %")
    if options.json:
        print(json.dumps({"false_alarms_percent": false, "found": right}))


if __name__ == "__main__":
    main()
