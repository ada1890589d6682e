"""Tell whether a negative number lost its sign, or another got one."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import regex

from translate_flow.checks.readings import Number
from translate_flow.domain.languages import primary

_SIGN = regex.compile(r"[-−–‑﹣－]\s?\p{Nd}")
_WORDS = MappingProxyType(
    {
        "en": r"\b(?:minus|negative|below|under|sub-?zero|drop\w*|f[ae]ll\w*|decreas\w+|declin\w+|loss|lost|down)\b",
        "es": r"\b(?:menos|negativ\w+|bajo|debajo|ca[íie]\w+|desc\w+|disminu\w+|p[ée]rd\w+|baj\w+)\b",
        "fr": r"\b(?:moins|négati\w+|dessous|sous|baiss\w+|chut\w+|recul\w*|diminu\w+|perd\w+|perte\w*)\b",
        "de": r"\b(?:minus|negativ\w*|unter\w*|kälte|gesunken|sank\w*|fiel\w*|gefallen|rückg\w+|verlust\w*|weniger)\b",
        "it": r"\b(?:meno|negativ\w+|sotto|cal\w+|perd\w+|diminu\w+)\b",
        "pt": r"\b(?:menos|negativ\w+|abaixo|ca[íi]\w+|qued\w+|perd\w+|diminu\w+)\b",
        "nl": r"\b(?:min|minus|negatie\w+|onder|vorst\w*|dal\w+|gedaald|verlie\w+)\b",
        "tr": r"\b(?:eksi|negatif\w*|alt[ıi]\w*|düş\w+|azal\w+|kayb\w+)\b",
        "zh": r"[负負零]|以下|降|跌|下|亏|虧|少",
        "ja": r"マイナス|零下|氷点下|負|減|下|損",
        "ko": r"마이너스|영하|음수|감소|하락|손실|아래",
        "hi": r"माइनस|ऋण|शून्य|नीचे|कम|गिर|घट|हानि",
    }
)
"""How languages say that a number is below nought, or has become less."""


def sign_lost(
    source: str, target: str, before: Sequence[Number], after: Sequence[Number], *, languages: tuple[str, str]
) -> bool:
    """Whether one side has a negative number that the other says as a positive one, and nowhere that it is less.

    Languages whose words for it are unknown are given the benefit of the doubt.

    >>> from translate_flow.checks.readings import found
    >>> sides = "It was -5 degrees.", "Hacía 5 grados."
    >>> sign_lost(*sides, *map(found, sides), languages=("en", "es"))
    True
    """
    one = _dropped(before, after) and not _negates(target, languages[1])
    return one or (_dropped(after, before) and not _negates(source, languages[0]))


def _dropped(before: Sequence[Number], after: Sequence[Number]) -> bool:
    positive = [item.values for item in after if not item.negative]
    return any(item.negative and any(item.values & values for values in positive) for item in before)


def _negates(text: str, language: str) -> bool:
    words = _WORDS.get(primary(language))
    return words is None or _SIGN.search(text) is not None or regex.search(f"(?i){words}", text) is not None
