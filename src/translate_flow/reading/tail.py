"""Drop what follows the text of a copied page: tags, teasers, comments, buttons, the footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, chain

import regex

from translate_flow.domain.article import Kind
from translate_flow.reading import chrome
from translate_flow.reading.bylines import is_name
from translate_flow.reading.dates import is_dateline
from translate_flow.reading.middle import is_button_count
from translate_flow.reading.notes import looks_like_note
from translate_flow.reading.weight import is_caption, is_prose, words
from translate_flow.reading.wrapping import MARKER, Unit, ends_sentence

_MORE_FROM = regex.compile(
    r"^(?:more (?:from|in|by|about|stories|news|articles)\b|más (?:de|en|sobre|noticias)\b|plus (?:de|"
    r"d'articles)\b|mehr (?:aus|von|zu)\b|"
    r"altro (?:da|su)\b|mais (?:de|sobre|notícias)\b|meer (?:van|over|uit)\b|więcej (?:z|na temat)\b|"
    r"ещё по теме|المزيد من|更多|もっと).{0,40}$",
    regex.IGNORECASE,
)
_LONG = 300
_TAGS = 3


def sort_tail(found: Sequence[Unit]) -> list[Unit]:
    """Drop chrome behind the last paragraphs; paragraphs of prose go only under a heading that tells why."""
    result = list(found)
    _drop_sections(result)
    _drop_lines(result)
    _drop_between(result)
    return result


def _live(found: Sequence[Unit]) -> list[int]:
    return [i for i, unit in enumerate(found) if not unit.reason]


def _shares_before(found: Sequence[Unit]) -> list[float]:
    """How much of the prose stands before each unit, 0 to 1."""
    lengths = [len(unit.text) if not unit.reason and is_prose(unit.text) else 0 for unit in found]
    total = sum(lengths) or 1
    return [before / total for before in accumulate(lengths, initial=0)]


def _drop_sections(found: list[Unit]) -> None:
    before = _shares_before(found)
    for index in _live(found):
        text = found[index].text
        if found[index].reason or found[index].kind or MARKER.match(text):
            continue
        reason = chrome.starter(text) or ("related" if _MORE_FROM.match(text) and not ends_sentence(text) else "")
        if reason and before[index] >= _needed(reason, text):
            _drop_section(found, index, reason)


def _needed(reason: str, text: str) -> float:
    """How much of the article must be over before such a heading is believed."""
    return 0.5 if reason == "comments" and any(char.isdigit() for char in text) else 0.7


def _drop_section(found: list[Unit], start: int, reason: str) -> None:
    rest = (i for i in range(start + 1, len(found)) if not found[i].reason)
    first = next(rest, start)
    if reason == "related" and len(found[first].text) > _LONG:
        return
    found[start] = replace(found[start], reason=reason)
    for index in chain([first] if first > start else [], rest):
        if chrome.starter(found[index].text) or not _belongs(found[index], reason):
            return
        found[index] = replace(found[index], reason=reason)


def _belongs(unit: Unit, reason: str) -> bool:
    if looks_like_note(unit.text):
        return False
    if reason == "comments":
        return True
    if reason == "tags":
        return words(unit.text) <= 6 and not ends_sentence(unit.text)
    return len(unit.text) <= _LONG


def _drop_lines(found: list[Unit]) -> None:
    """Walk up from the end: over buttons and footers, past one paragraph such as a note on the author."""
    title = next((chrome.bare(unit.text) for unit in found if unit.kind is Kind.TITLE), "")
    signed = [f" {chrome.bare(unit.text)} " for unit in found if unit.kind is Kind.BYLINE]
    prose = 0
    for index in reversed(_live(found)):
        unit = found[index]
        if unit.kind is not None:
            break
        reason = (
            chrome.at_end(unit.text)
            or ("count" if not prose and is_button_count(found, index) else "")
            or _dated(found, index, prose)
            or _again(unit.text, title)
            or _signed(unit.text, signed, prose)
        )
        sure = not prose or (_beside_chrome(found, index) and not is_prose(unit.text) and reason != "navigation")
        if reason and sure and (reason != "address" or _beside_chrome(found, index)):
            found[index] = replace(unit, reason=reason)
        elif is_prose(unit.text) and not looks_like_note(unit.text):
            prose += 1
            if prose > 1:
                break


def _dated(found: Sequence[Unit], index: int, prose: int) -> str:
    """A date at the very end may be the last word of a story."""
    return "dateline" if not prose and _beside_chrome(found, index) and is_dateline(found[index].text) else ""


def _beside_chrome(found: Sequence[Unit], index: int) -> bool:
    """Whether something of the page stands right above or below the line."""
    beside = [found[at] for at in (index - 1, index + 1) if 0 <= at < len(found)]
    return any(unit.reason or chrome.at_end(unit.text) for unit in beside)


def _signed(text: str, bylines: Sequence[str], prose: int) -> str:
    """The author's name under the text, where the byline above it says it already."""
    said = not prose and is_name(text) and any(f" {chrome.bare(text)} " in byline for byline in bylines)
    return "repeated byline" if said else ""


def _again(text: str, title: str) -> str:
    return "repeated title" if title and chrome.bare(text) == title else ""


def _drop_between(found: list[Unit]) -> None:
    """Drop short lines that stand between dropped ones behind the last paragraph: tags, counts, names of menus."""
    last = max((i for i in _live(found) if is_prose(found[i].text) or found[i].kind), default=-1)
    dropped = [i for i, unit in enumerate(found) if i > last and unit.reason and unit.reason != "separator"]
    if len(dropped) < 2:
        return
    for index in range(dropped[0], len(found)):
        if _loose(found[index], 8 if index < dropped[-1] else 4):
            found[index] = replace(found[index], reason="navigation")
    labels = [i for i in range(last + 1, dropped[0]) if not found[i].reason]
    if len(labels) >= _TAGS and all(_is_tag(found[i]) for i in labels):
        for index in labels:
            found[index] = replace(found[index], reason="tags")


def _is_tag(unit: Unit) -> bool:
    return _loose(unit, 3) and unit.text[-1].isalnum() and not unit.text[0].islower()


def _loose(unit: Unit, most: int) -> bool:
    """Whether a line behind the text is too short, and too unlike anything else, to be part of it."""
    if unit.reason or unit.kind or words(unit.text) > most or ends_sentence(unit.text):
        return False
    return not is_caption(unit.text) and not MARKER.match(unit.text) and not looks_like_note(unit.text)
