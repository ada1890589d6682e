"""The words of a text as a search index keeps them, and what to ask it for.

Kept are the words, their first letters, and of what is written without spaces single characters and pairs; besides the
language, so that a search may be for one. Changing this takes a migration that builds the index anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from translate_flow.domain.languages import family
from translate_flow.matching.memory import gram, tokens

FIRST = 4
"""Letters that a word and its inflected forms have in common, as a rule."""

_BEGINNING, _LANGUAGE = "0", "00"
# FTS5's `ascii` tokenizer parts a text at these; all else belongs to a term.
_ASCII_MARKS = re.compile(r"[!-/:-@\[-`{-~]+")


def indexed(text: str, language: str) -> str:
    """The terms of a text in a language, parted by spaces; sources are one language, "".

    >>> indexed("Two rivers", "en")
    '00en two rivers 0two 0rive'
    >>> indexed("東京へ", "")
    '00 東 京 へ 東京 京へ'
    """
    return " ".join(dict.fromkeys(filter(None, [_marker(language), *_terms(text)])))


def _terms(text: str) -> Iterator[str]:
    found = tokens(text)
    yield from map(_plain, found)
    for size, group in groupby(found, key=gram):
        run = list(group)
        yield from map(_beginning, run) if size == 1 else _pairs(run)


def _beginning(word: str) -> str:
    return _BEGINNING + _plain(word)[:FIRST]


def _pairs(run: Iterable[str]) -> Iterator[str]:
    return (one + other for one, other in pairwise(run))


def _plain(token: str) -> str:
    return _ASCII_MARKS.sub("", token)


def _marker(language: str) -> str:
    return _LANGUAGE + (family(language).replace("-", "").lower() if language else "")


def queries(asked: Sequence[str], *, language: str | None = None) -> Iterator[str]:
    """FTS5 queries for words (see `concordance.words`), each wider than the one before: as written, then inflected.

    ``language`` is "" for sources, None for everything.

    >>> list(queries(["rivers", "東京"], language="es"))
    ['"00es" AND "rivers" AND "東京"', '"00es" AND "0rive" AND "東京"']
    """
    marker = [] if language is None else [_marker(language)]
    narrow, wide = ([*marker, *_wanted(asked, beginnings=beginnings)] for beginnings in (False, True))
    yield from dict.fromkeys(" AND ".join(f'"{term}"' for term in terms) for terms in (narrow, wide) if terms != marker)


def _wanted(asked: Sequence[str], *, beginnings: bool) -> Iterable[str]:
    for word in asked:
        if gram(word[0]) == 1:
            yield _beginning(word) if beginnings else _plain(word)
        else:
            run = tokens(word)
            yield from _pairs(run) if len(run) > 1 else run
