"""Compare how a source and its translation end: with a stop, a question, an exclamation, a colon, or open."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

import regex

from translate_flow.checks.issues import Finding, Pair
from translate_flow.domain.languages import primary

_CLOSING = regex.compile(r"[\p{Pe}\p{Pf}\p{Pi}\s\"'“”‘’«»」』*†‡\u200e\u200f]+$")
_MARKS = regex.compile(r"[.…,;:!?。．｡，；：！？؟؛،।॥۔։።፧။។៕⸮‼⁇⁈⁉;·]+$")
_ABBREVIATION = regex.compile(
    r"(?:\p{L}\.\s?\p{L}\.|(?<![\p{L}\p{M}])\p{Lu}\."
    r"|(?<![\p{L}\p{M}])(?i:inc|ltd|co|corp|jr|sr|etc|st|dr|mrs?|prof|al|bzw|usw|ca|ud|vs|approx|ave|dept|gmbh|cía|pág)\.)$"
)

_ORDINALS = frozenset("bs cs da de et fi fo hr hu is lb lv nb nn no pl sk sl sr tr".split())  # noqa: SIM905 - as words
"""Languages that write "3." for the third."""

_KINDS = MappingProxyType(
    {
        "question": "?？؟⸮;⁇⁈⁉፧",
        "exclamation": "!！‼",
        "ellipsis": "…",
        "colon": ":：",
        "semicolon": ";；؛",
        "comma": ",，،",
        "stop": ".。．｡।॥۔։።။។៕",
    }
)
_PLAIN = MappingProxyType(
    {"question": "?", "exclamation": "!", "colon": ":", "semicolon": ";", "comma": ",", "stop": "."}
)
_HAN = {"question": "？", "exclamation": "！", "colon": "：", "semicolon": "；", "comma": "，", "stop": "。"}
_ARABIC = {"question": "؟", "semicolon": "؛", "comma": "،"}
_DANDA = {"stop": "।"}
_OWN = MappingProxyType(
    {
        **dict.fromkeys(("zh", "yue"), _HAN),
        "ja": {**_HAN, "comma": "、"},
        **dict.fromkeys(("ar", "fa", "ps", "ckb", "sd", "ug"), _ARABIC),
        "ur": {**_ARABIC, "stop": "۔"},
        **dict.fromkeys(("hi", "bn", "ne", "pa", "as", "or", "sa", "mai"), _DANDA),
        "el": {"question": ";", "semicolon": "·"},
        "hy": {"stop": "։", "colon": "՝"},
        "am": {"stop": "።", "question": "፧"},
        "my": {"stop": "။"},
        "km": {"stop": "។"},
    }
)
"""The marks of a language that are not those of English."""

_UNMARKED = frozenset({"th", "lo", "km", "my", "bo"})
"""Languages that end a sentence with no mark at all, as a rule."""

_INSIDE = frozenset({"hy"})
"""Languages whose marks for a question or an exclamation stand inside the sentence."""

_STRICT = frozenset({"zh", "yue", "ja", "ar", "fa", "ur", "ps"})
"""Languages in which a mark of English is wrong; elsewhere it is a way to write theirs."""

_INVERTED = MappingProxyType({"?": "¿", "!": "¡"})
_SENTENCE = regex.compile(r"[^?!.…]*[?!]+")


def end_mark(pair: Pair) -> Iterator[Finding]:
    """Another kind of ending than the source has, or none where it has one, or one where it has none.

    Quotation marks and brackets behind it are looked through. Thai, Lao, Khmer, Burmese and Tibetan may do without.
    """
    wanted, there = _kind(pair.source, pair.source_language), _kind(pair.target, pair.language)
    if wanted == there or _may_differ(pair, wanted, there):
        return
    start, end = _span(pair.target)
    mark = _mark(wanted, pair.language) if wanted else ""
    plain = end == len(pair.target) and (bool(mark) or not wanted)
    yield Finding(start, end, wanted=mark, fix=mark if plain and not _abbreviated(pair.target, pair.language) else None)


def foreign_mark(pair: Pair) -> Iterator[Finding]:
    """The right kind of ending in the shape of another script: ``.`` for ``。``, ``?`` for ``؟``."""
    if primary(pair.language) not in _STRICT:
        return
    start, end = _span(pair.target)
    there, kind = pair.target[start:end], _kind(pair.target, pair.language)
    mark = _mark(kind, pair.language) if kind else ""
    foreign = kind in _PLAIN and there == _PLAIN[kind] and mark not in {"", there}
    if foreign and _own_script(pair.target[:start]):
        yield Finding(start, end, wanted=mark, fix=mark)


def inverted_marks(pair: Pair) -> Iterator[Finding]:
    """A question or exclamation in Spanish without the mark that opens it; one word alone may have none."""
    if primary(pair.language) not in {"es", "ast"}:
        return
    for closing, opening in _INVERTED.items():
        missing = pair.target.count(closing) - pair.target.count(opening)
        for match in _SENTENCE.finditer(pair.target):
            said = match[0]
            if missing > 0 and said[-1] == closing and not set(said) & {*_INVERTED.values()} and len(said.split()) > 1:
                yield Finding(match.end() - 1, match.end(), wanted=opening)


def _kind(text: str, language: str) -> str:
    start, end = _span(text)
    marks = text[start:end]
    if primary(language) == "el":
        marks = marks.replace(";", "?").replace("·", ";")
    if marks.count(".") > 1:
        return "ellipsis"
    return next((kind for kind, chars in _KINDS.items() if set(marks) & set(chars)), "")


def _span(text: str) -> tuple[int, int]:
    """Where the marks at the end of a text are, before what closes it."""
    closing = _CLOSING.search(text)
    end = closing.start() if closing else len(text)
    marks = _MARKS.search(text[:end])
    return (marks.start(), end) if marks else (end, end)


def _mark(kind: str, language: str) -> str:
    return _OWN.get(primary(language), {}).get(kind) or _PLAIN.get(kind, "…" if kind == "ellipsis" else "")


def _may_differ(pair: Pair, wanted: str, there: str) -> bool:
    languages = {primary(pair.source_language), primary(pair.language)}
    ends = {wanted, there}
    if ends <= {"", "stop", "comma"} and (languages & _UNMARKED or _shortened(pair, there)):
        return True
    if languages & _UNMARKED and ends <= {"", "question", "exclamation", "stop"}:
        return True
    return bool(languages & _INSIDE) and ends <= {"stop", "question", "exclamation", ""}


def _shortened(pair: Pair, there: str) -> bool:
    """Whether the side with a stop ends in an abbreviation, whose dot says nothing about the sentence."""
    text, language = (pair.target, pair.language) if there == "stop" else (pair.source, pair.source_language)
    return _abbreviated(_CLOSING.sub("", text), language)


def _abbreviated(text: str, language: str) -> bool:
    ordinal = primary(language) in _ORDINALS and text[-2:-1].isdigit()
    return ordinal or _ABBREVIATION.search(text) is not None


def _own_script(text: str) -> bool:
    letters = regex.findall(r"\p{L}", text)
    return bool(letters) and regex.match(r"\p{Latin}", letters[-1]) is None
