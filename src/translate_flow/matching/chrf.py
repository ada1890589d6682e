"""How near a draft is to what stands in its place now, by the runs of characters that both have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

ORDER = 6
"""The longest runs, in code points; the shortest is one."""

_BETA_SQUARED = 4
_RUNS = range(1, ORDER + 1)

Counts = tuple[tuple[int, int, int], ...]
"""For each length of runs from one: those of the draft, those of the final text, and those that both have."""


def counts(draft: str, final: str) -> Counts:
    """What a pair adds to the score of many; white space (as `str.split` knows it) is left out of both.

    Runs of a length that the final text is too short for count on neither side, as in sacreBLEU.
    """
    drafted, wanted = ("".join(text.split()) for text in (draft, final))
    return tuple(_counted(_runs(drafted, length), _runs(wanted, length)) for length in _RUNS)


def _runs(text: str, length: int) -> Counter[str]:
    return Counter(text[start : start + length] for start in range(len(text) - length + 1))


def _counted(drafted: Counter[str], wanted: Counter[str]) -> tuple[int, int, int]:
    return drafted.total() if wanted else 0, wanted.total(), (drafted & wanted).total()


def chrf(pairs: Iterable[Counts]) -> float:
    """The score of all these pairs together, in [0, 100]; the counts are summed up first, so long texts weigh more.

    chrF2 (Popović 2015, 2016): precision and recall of runs of 1 to 6 characters, each the mean over the lengths, and
    recall twice as important. In sacreBLEU's words ``nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no``.

    >>> round(chrf([counts("the old bridge", "the very old bridges")]), 1)
    53.9
    >>> chrf([])
    0.0
    """
    each = zip(*pairs, strict=True)
    sums = [tuple(map(sum, zip(*of_length, strict=True))) for of_length in each]
    shares = [(both / drafted, both / wanted) for drafted, wanted, both in sums if drafted and wanted]
    precision, recall = (sum(part) / len(shares) for part in zip(*shares, strict=True)) if shares else (0.0, 0.0)
    if not precision and not recall:
        return 0.0
    return 100 * (1 + _BETA_SQUARED) * precision * recall / (_BETA_SQUARED * precision + recall)
