"""Score how well units of a translation memory match a text, and choose the best."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from heapq import nsmallest
from itertools import groupby

import regex
from rapidfuzz.distance import Levenshtein

from translate_flow.domain.memory import Match, MemoryUnit
from translate_flow.domain.translation import OriginKind

LEAST = 75
"""The score from which a match saves work; below it most translators would rather start anew."""

MACHINE_MADE = 5
"""An approved draft that nobody reworded was checked, but not written, by a person."""
DEMO_MADE = 20
"""Of the demo model nothing should be relied on, approved or not."""
OTHER_ARTICLE = 1
"""The same words may mean something else elsewhere: the article's own way of saying it wins a tie."""
OTHER_REGION = 2
"""es and es-MX understand each other, and still differ in words."""
OTHER_MARKS = 1
"""All words are the same, but not the text: case, punctuation or spaces differ, so a person must look."""
OLD = 1
"""For every `AGE` since the unit was approved or changed: terms and house style move on."""
AGE = timedelta(days=2 * 365)
OLDEST = 5
"""The most that age takes off: an old translation is still a translation."""

_FIRST_SIGN, _OTHER_SIGN = 0x4E00, "-"

_ONE_BY_ONE = r"\p{Han}\p{Hiragana}\p{Katakana}\u30FC\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_TOKEN = regex.compile(
    rf"""[{_ONE_BY_ONE}&&[\p{{L}}\p{{N}}]]\p{{M}}*
    | [[\p{{L}}\p{{N}}]--[{_ONE_BY_ONE}]]
      (?: [[\p{{L}}\p{{N}}\p{{M}}_]--[{_ONE_BY_ONE}]]
        | (?<=[\p{{L}}\p{{M}}]) [.:·'’] (?=[\p{{L}}--[{_ONE_BY_ONE}]])
        | (?<=\p{{N}}) [.,;'] (?=\p{{N}})
      )*""",
    flags=regex.V1 | regex.VERBOSE,
)

# The same for Latin text, four times as fast: an import of a million units tokenizes each.
_NUMERAL = "0-9²³¹¼½¾"
_LATIN_TOKEN = re.compile(
    rf"[^\W_](?:\w|(?<=[^\W_{_NUMERAL}])[.:·'’](?=[^\W_{_NUMERAL}])|(?<=[{_NUMERAL}])[.,;'](?=[{_NUMERAL}]))*"
)
_BEYOND_LATIN = re.compile("[^\0-\u02ff\u2010-\u2027]")


def tokens(text: str) -> tuple[str, ...]:
    """The words of a plain text in lower case, punctuation and white space left out.

    Words are those of UAX #29 (WB5 to WB13b) that hold a letter or a digit. What is written without spaces (Han, Kana,
    Thai, Lao, Khmer, Burmese) counts character by character, each with the marks on it, where UAX #29 too finds no
    words without a dictionary.

    >>> tokens("It's 3.5 km, she said.")
    ("it's", '3.5', 'km', 'she', 'said')
    >>> tokens("東京へ行く")
    ('東', '京', 'へ', '行', 'く')
    """
    lower = unicodedata.normalize("NFC", text).lower()
    pattern = _TOKEN if _BEYOND_LATIN.search(lower) else _LATIN_TOKEN
    return tuple(pattern.findall(lower))


def spans(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The `tokens` of a text, each with its place in the text as it is written, in code points.

    >>> list(spans("Río 東"))
    [('río', (0, 3)), ('東', (4, 5))]
    """
    pattern = _TOKEN if _BEYOND_LATIN.search(text) else _LATIN_TOKEN
    for match in pattern.finditer(text):
        yield unicodedata.normalize("NFC", match[0]).lower(), match.span()


def score(one: Sequence[str], other: Sequence[str]) -> int:
    """OmegaT's fuzzy match score of two token lists, 0 to 100: ⌊100·(longer − Levenshtein)/longer⌋.

    OmegaT (`FuzzyMatcher.calcSimilarity`, scores of `FindMatches`) compares three token lists; this is its second, the
    words without stemming, case ignored. It differs in that a number is a word too, for a wrong number is no match,
    and that Chinese, Japanese and Thai count by character, as word counts do, not by pairs of characters. No token on
    either side is 0, as there.

    >>> score(("the", "red", "house"), ("the", "blue", "house"))
    66
    """
    longer = max(len(one), len(other))
    return 100 * (longer - Levenshtein.distance(one, other)) // longer if longer else 0


class Scorer:
    """`score` of one text against many, from a score up: in native code, which makes it some ten times as fast."""

    def __init__(self, asked: Sequence[str], *, least: int) -> None:
        """``asked`` are the tokens of the text; what scores below ``least`` counts for nothing."""
        # a character for each token, for that is what the distance of strings is fast in
        self._signs = {token: chr(_FIRST_SIGN + place) for place, token in enumerate(dict.fromkeys(asked))}
        self._written = "".join(self._signs[token] for token in asked)
        self._least = least / 100 - 1e-9  # 1 - 2/10 is not quite 80 / 100
        self.shortest, self.longest = len(asked) * least // 100, -(-len(asked) * 100 // least)
        """How few and how many tokens a text may have."""

    def __call__(self, found: Sequence[str]) -> float:
        """The score of a text's tokens, 0 to 100, not rounded down; 0 below ``least``."""
        signs = "".join([self._signs.get(token, _OTHER_SIGN) for token in found])
        return 100 * Levenshtein.normalized_similarity(self._written, signs, score_cutoff=self._least)


def same_text(one: str, other: str) -> bool:
    """Whether two texts differ in white space at most."""
    return one.split() == other.split()


def best(
    text: str,
    candidates: Iterable[MemoryUnit],
    *,
    article: str,
    now: datetime,
    language: str = "",
    limit: int = 5,
    least: int = LEAST,
) -> list[Match]:
    """The best matches for a plain text, best first: at most ``limit`` that rank ``least`` or higher.

    ``article`` is the slug the text stands in, ``language`` the one it is translated into (empty: any). Of units that
    say the same only the best is given; of equal matches the newest comes first.
    """
    asked = tokens(text)
    found = (_match(text, asked, unit, article=article, language=language, now=now) for unit in candidates)
    ordered = sorted((match for match in found if match.rank >= least), key=_order)
    distinct = {(match.unit.source, match.unit.target): match for match in reversed(ordered)}
    return nsmallest(limit, distinct.values(), key=_order)


def _order(match: Match) -> tuple[int, int, float]:
    changed = match.unit.changed
    return -match.rank, -match.score, -changed.timestamp() if changed else 0.0


def _match(text: str, asked: Sequence[str], unit: MemoryUnit, *, article: str, language: str, now: datetime) -> Match:
    same = same_text(text, unit.source)
    reached = 100 if same else score(asked, tokens(unit.source))
    marks = OTHER_MARKS if reached == 100 and not same else 0
    return Match(unit, reached, marks + sum(_penalties(unit, article=article, language=language, now=now)))


def _penalties(unit: MemoryUnit, *, article: str, language: str, now: datetime) -> Iterator[int]:
    if unit.origin.demo:
        yield DEMO_MADE
    elif unit.origin.kind is OriginKind.MACHINE:
        yield MACHINE_MADE
    if unit.article != article:
        yield OTHER_ARTICLE
    if language and unit.language != language:
        yield OTHER_REGION
    if unit.changed is not None:
        yield min(OLDEST, max(0, (now - unit.changed) // AGE) * OLD)


def most_lost(count: int, *, least: int = LEAST) -> int:
    """How many of ``count`` tokens a text may miss and still score ``least``.

    A score of s means at most (100 − s)·longer/100 edits, so at least s·longer/100 tokens in common, and the longer
    list has at least ``count`` tokens.
    """
    return count * (100 - least) // 100


_TWO, _THREE = 2, 3
_SYLLABIC = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_DENSE = regex.compile(rf"[{_ONE_BY_ONE}]", flags=regex.V1)


@lru_cache(maxsize=1 << 16)
def gram(token: str) -> int:
    """How many tokens of this writing make a search term: 1 for words, 2 for Han and Kana, 3 for Thai and its kin.

    One Han or Thai character alone is in too many texts to find one by; Thai has few enough letters that two are too.
    """
    if not _DENSE.match(token):
        return 1
    return _THREE if _SYLLABIC.match(token) else _TWO


def terms(found: Sequence[str]) -> list[str]:
    """What to index or to look up for a list of tokens: words, and overlapping pairs or triples of characters.

    >>> terms(("tokyo", "東", "京", "都"))
    ['tokyo', '東京', '京都']
    """
    joined = "".join(found)
    if not _BEYOND_LATIN.search(joined) or not _DENSE.search(joined):
        return list(found)
    return [term for size, run in groupby(found, key=gram) for term in _grams(tuple(run), size)]


def _grams(run: tuple[str, ...], size: int) -> Iterator[str]:
    for start in range(max(1, len(run) - size + 1)) if size > 1 else range(len(run)):
        yield "".join(run[start : start + size])
