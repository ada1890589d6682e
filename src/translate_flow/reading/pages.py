"""Find what a PDF prints on every page: page numbers, and the running heads beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import regex

from translate_flow.reading.lines import Line

PAGE_NUMBER = regex.compile(
    r"[-–—|\s]*(?:(?:page|página|seite|pagina|strona|стр\.?|p\.)\s*)?(?P<number>\d{1,4})(?:\s*(?:/|of|de|von|di|van|sur)\s*\d{1,4})?[-–—|\s]*",
    regex.IGNORECASE,
)
# A volume and a year, or pages from and to behind a year: what a journal prints above its articles.
_JOURNAL = regex.compile(
    r"\b(?:vol|jg|bd|t|issue|nr?o?|núm|n°|№|том|вып)\b[.°]?\s?\d{1,4}\b.{0,40}\b(?:1[89]|20)\d\d\b|"
    r"\b\d{1,4}\s?\((?:1[89]|20)\d\d\)[,:]?\s?\d{1,4}\s?[–-]\s?\d{1,4}$",
    regex.IGNORECASE,
)
_LEAST_LINES = 12
"""On a page, between two numbers: lists of numbers are closer."""
_LONGEST = 110
_STOPS = (".", "!", "?", ":", "…", "”", '"', "»")


def furniture(lines: Sequence[Line]) -> Mapping[int, str]:
    """Lines that belong to the pages and not to the text, by `Line.number`, each with its reason.

    Page numbers count on from page to page; a running head stands beside one, or is a journal's line above everything.
    """
    filled = [line for line in lines if line.text]
    numbers = _numbers(filled)
    heads = {place for place in _beside(numbers, filled) if _is_head(filled, place)}
    if filled and _JOURNAL.search(filled[0].text) and len(filled[0].text) <= _LONGEST and len(filled) > _LEAST_LINES:
        heads.add(0)
    found = dict.fromkeys((filled[place].number for place in numbers), "page number")
    return found | dict.fromkeys((filled[place].number for place in heads), "header")


def _numbers(filled: Sequence[Line]) -> list[int]:
    """The places of page numbers: each is one more than the last and a page away from it, and one cuts a sentence.

    Stanzas, chapters and years are numbered too, but between sentences.
    """
    matches = ((place, PAGE_NUMBER.fullmatch(line.text)) for place, line in enumerate(filled))
    marks = [(place, int(match["number"])) for place, match in matches if match]
    found: set[int] = set()
    for (before, low), (after, high) in pairwise(marks):
        if high == low + 1 and after - before >= _LEAST_LINES:
            found |= {before, after}
    return sorted(found) if any(_cuts(filled, place) for place in found) else []


def _cuts(filled: Sequence[Line], place: int) -> bool:
    """Whether a sentence that stands before a page's number and head goes on behind them in small letters."""
    before, after = filled[max(0, place - 2) : place], filled[place + 1 : place + 3]
    ends = not before or all(line.text.endswith(_STOPS) for line in before)
    return not ends and any(line.text[:1].islower() for line in after)


def _beside(numbers: Sequence[int], filled: Sequence[Line]) -> set[int]:
    beside = {place + step for place in numbers for step in (-1, 1)}
    return {place for place in beside if 0 <= place < len(filled)} - set(numbers)


def _is_head(filled: Sequence[Line], place: int) -> bool:
    text = filled[place].text
    if len(text) > _LONGEST or text.endswith(_STOPS) or text[:1].islower():
        return False
    return bool(_JOURNAL.search(text)) or sum(_key(line.text) == _key(text) for line in filled) > 1


def _key(text: str) -> str:
    return regex.sub(r"\P{L}+", " ", text).casefold().strip()
