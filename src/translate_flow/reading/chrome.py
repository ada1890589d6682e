"""Recognise what a page prints around an article: menus, share buttons, consent, newsletters, teasers, footers.

Each function tells the reason why one line or paragraph is no part of the article, as the stable word of
`Change.reason`, or "" when it may be. Where in the text a reason counts is up to `cleaning`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

import regex

from translate_flow.reading.patterns import ANYWHERE_SENTENCES, BUTTONS, CLEAR, LABELLED, SENTENCES
from translate_flow.reading.phrases import ANYWHERE, ENDS, HOME, STARTERS

_NUMBER = regex.compile(r"\p{Nd}+(?:[.,]\p{Nd}+)*[kKmM]?\b|\p{Nd}+")
_NOISE = regex.compile(r"[^\p{L}\p{M}\p{Nd}#'& ]+")
_QUOTED = "\"“„«‘'»"
_MOST_WORDS = 14
_EARLY = 36
_LONGEST = 600

_ADDRESS = regex.compile(r"^(?:(?:https?://|www\.)\S+|@\w+)$", regex.IGNORECASE)
_HOST = regex.compile(r"^(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$")


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """The text to look up: no case, no punctuation, ``#`` for a number.

    >>> bare("Comments (12)"), bare("SKIP to content »")
    ('comments #', 'skip to content')
    """
    folded = unicodedata.normalize("NFC", text).casefold().replace("’", "'").replace("‘", "'").replace("#", " ")
    return " ".join(_NOISE.sub(" ", _NUMBER.sub(" # ", folded)).split()).strip("'& ")


def _flat(*tables: Mapping[str, frozenset[str]]) -> dict[str, str]:
    rows = [(phrase, reason) for table in tables for reason, phrases in table.items() for phrase in phrases]
    return {bare(phrase.replace("#", "0")): reason for phrase, reason in rows}


@cache
def _lookup(name: str) -> dict[str, str]:
    tables = {"anywhere": (ANYWHERE,), "ends": (ENDS, ANYWHERE), "starters": (STARTERS,), "home": ({"home": HOME},)}
    return _flat(*tables[name])


@cache
def _sequence() -> regex.Pattern[str]:
    phrases = sorted({*_lookup("ends"), *_lookup("starters")} - {""}, key=len, reverse=True)
    one = "|".join(regex.escape(phrase) for phrase in phrases)
    return regex.compile(rf"(?P<phrase>{one})(?: (?:(?P<phrase>{one})|&|#))*")


@cache
def _compiled(table: tuple[tuple[str, str], ...]) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return tuple((reason, regex.compile(pattern, regex.IGNORECASE)) for reason, pattern in table)


def _sign(text: str) -> str:
    return next((reason for reason, pattern in _compiled(ANYWHERE_SENTENCES) if pattern.search(text)), "")


@cache
def _buttons() -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(pattern, regex.IGNORECASE) for pattern in BUTTONS)


def _find(table: str, key: str) -> str:
    found = _lookup(table).get(key, "")
    return found or (_lookup(table).get(key.replace("#", "").strip(), "") if "#" in key else "")


def names_network(text: str) -> bool:
    """Whether the line names a network to share on.

    >>> names_network("Share on Facebook"), names_network("Print")
    (True, False)
    """
    return bool(regex.search(rf"\b{CLEAR}", text, regex.IGNORECASE))


@lru_cache(maxsize=1024)
def anywhere(text: str) -> str:
    """The reason to drop the line wherever it stands.

    >>> anywhere("ADVERTISEMENT"), anywhere("Read more: Ten quiet walks by the river"), anywhere("Read more books.")
    ('advertisement', 'related', '')
    """
    if len(text) <= _LONGEST and (sign := _sign(text)):
        return sign
    if len(text) > 200:
        return ""
    match = LABELLED.match(text.strip("[]()"))
    if match and len(match["rest"].split()) <= 25 and not match["rest"].rstrip().endswith((".", "。")):
        return "related"
    return _find("anywhere", bare(text)) or _share_button(text)


def _share_button(text: str) -> str:
    return (
        "share"
        if len(text.split()) <= 10 and not text.endswith(".") and any(button.search(text) for button in _buttons())
        else ""
    )


@lru_cache(maxsize=1024)
def at_end(text: str) -> str:
    """The reason to drop the line or paragraph at either end of the copied text.

    >>> at_end("Share Tweet Email"), at_end("We use cookies to improve your visit."), at_end("She sells cookies.")
    ('share', 'cookies', '')
    """
    if len(text) > _LONGEST:
        return ""
    key = bare(text)
    found = anywhere(text) or _find("ends", key) or _mixed(key, text)
    if found:
        return found
    if _ADDRESS.match(text) or _HOST.match(text):
        return "address"
    if text[:1] in _QUOTED:
        return ""
    return next((reason for reason, pattern in _compiled(SENTENCES) if _opens(pattern, text)), "")


def _opens(pattern: regex.Pattern[str], text: str) -> bool:
    """Whether the pattern holds early on: a banner says what it is about at once, a story may say it anywhere."""
    match = pattern.search(text)
    return match is not None and (match.start() <= _EARLY or len(text) < 2 * _EARLY or match.end() >= len(text) - 1)


def _mixed(key: str, text: str) -> str:
    """Several phrases on one line: a menu bar, a row of buttons. Small letters between them make it a title."""
    if not key or len(key.split()) > 4 * _MOST_WORDS:
        return ""
    match = _sequence().fullmatch(key)
    if match is None:
        return ""
    phrases = match.captures("phrase")
    capitals = sum(1 for word in text.split() if word[0].isupper() or not word[0].islower())
    return _find("ends", phrases[0]) or _find("starters", phrases[0]) if capitals >= len(phrases) else ""


def starter(text: str) -> str:
    """The reason to drop what follows: the line heads related stories, comments or tags."""
    return _find("starters", bare(text)) if len(text.split()) <= _MOST_WORDS else ""


def is_home(text: str) -> bool:
    """Whether a breadcrumb trail may begin with this."""
    return bool(_find("home", bare(text)))


def is_separator(text: str) -> bool:
    """Whether the line holds no letter or digit: a rule, a row of stars, a lone arrow.

    >>> is_separator("* * *"), is_separator("5 ★")
    (True, False)
    """
    return not any(char.isalnum() for char in text)
