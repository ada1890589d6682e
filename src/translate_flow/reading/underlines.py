"""Recognise headings that plain text marks by a rule under them, as mail programs and old text files do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from translate_flow.reading.weight import words
from translate_flow.reading.wrapping import RULE, Unit, ends_sentence

_STARS = regex.compile(r"^(?:\*{1,3}|#{1,6})\s+(?=\S)")
_MOST_WORDS = 20


def take_underlines(found: Sequence[Unit]) -> list[Unit]:
    """Give a short line with a rule right under it the level of a heading: 1 under ``===``, else 2.

    Newsletters as text put stars before such a line; they go.
    """
    result = list(found)
    for index, unit in enumerate(result[:-1]):
        rule = result[index + 1]
        close = rule.number == unit.lines[-1].number + 1
        if unit.reason or not close or not RULE.fullmatch(rule.text) or not _short(unit.text):
            continue
        text = _STARS.sub("", unit.text)
        edit = "characters" if text != unit.text else unit.edit
        result[index] = replace(unit, text=text, edit=edit, level=1 if rule.text[0] == "=" else 2)
        result[index + 1] = replace(rule, reason="separator")
    return result


def _short(text: str) -> bool:
    return words(text) <= _MOST_WORDS and not ends_sentence(text) and any(char.isalnum() for char in text)
