"""Compare the lengths of a sentence and its translation, pair by pair."""

from __future__ import annotations

from types import MappingProxyType

from translate_flow.domain.languages import primary

DENSITY = MappingProxyType(
    {"en": 1.0, "zh": 0.33, "ja": 0.5, "ko": 0.55, "th": 0.95, "lo": 0.95, "ar": 0.9, "he": 0.8, "fa": 0.95}
    | {"ur": 1.0, "yi": 1.0, "hi": 1.0, "bn": 1.0, "km": 1.0, "de": 1.15, "fr": 1.17, "es": 1.13, "el": 1.15}
)
"""Characters for what English says in one, rounded; a third more or less makes no difference to the guard."""

_USUAL = 1.1
_SHORT, _LONG = 0.45, 1.9
_SLACK = 14
"""Characters of English by which a short sentence may be longer; by half as many it may be shorter."""

_ENDS = ".!?…。！？؟।"
_CUT_OFF = 0.75
_CLOSING = "\"'”’»›)]」』） "


def empty(source: str, target: str, _source_language: str = "", _language: str = "") -> bool:
    """Whether nothing was said where the source says something; punctuation says nothing.

    >>> empty("Hello.", " . "), empty("...", "…")
    (True, False)
    """
    return _says(source) and not _says(target)


def length(source: str, target: str, source_language: str, language: str) -> bool:
    """Whether the target is far too short or too long for its source: less than half, or more than twice.

    Lengths are in characters, brought to what English would take; short sentences get a slack. A target that lacks the
    stop of its source was cut off when it is a quarter too short.

    >>> length("Yes.", "Por supuesto que sí.", "en", "es")
    False
    >>> length("The mayor refused to answer a single question about the bridge.", "El alcalde.", "en", "es")
    True
    """
    if empty(source, target):
        return False
    before, after = weight(source, source_language), weight(target, language)
    cut = _stops(source) and not _stops(target) and after < _CUT_OFF * before - _SLACK / 2
    return cut or after < _SHORT * before - _SLACK / 2 or after > _LONG * before + _SLACK


def weight(text: str, language: str) -> float:
    """Characters of a text, blanks left out, in those that English would take."""
    return len("".join(text.split())) / DENSITY.get(primary(language), _USUAL)


def _says(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _stops(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(tuple(_ENDS))
