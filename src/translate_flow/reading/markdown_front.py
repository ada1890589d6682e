"""Read the front matter of Markdown: YAML between ``---``, TOML between ``+++``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

import regex
import yaml

from translate_flow.errors import InputError
from translate_flow.reading.blocks_front import Front
from translate_flow.reading.encoding import storable

_FRONT = regex.compile(
    r"\A\s*^(?P<fence>---|\+\+\+)[ \t]*\n(?P<front>.*?)^(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)", regex.S | regex.M
)
_FIELD = regex.compile(r"^([A-Za-z][\w-]*)\s*[:=]\s*(.*)$", regex.M)
_LONGEST = {"---": 64 << 10, "+++": 16 << 10}
"""Front matter longer than this, in characters, is text; the reader of TOML takes the square of a key's length."""
_DEEPEST = 3
"""A list of mappings with names is read, and nothing below it: an alias may lead round in a circle."""
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_TITLES = ("title", "titel", "titre", "título", "titulo", "headline")
_AUTHORS = ("byline", "author", "authors", "autor", "auteur", "autore", "creator", "by")
_LANGUAGES = ("lang", "language", "locale", "lng")


def part(text: str, *, name: str) -> tuple[Front, str, str]:
    """What the front matter says, the language it declares (or an empty string), and the text without it.

    Characters that no document can hold, such as half a surrogate pair, become a space.

    Raises:
        InputError: it holds a number that is too long.

    """
    try:
        fields, body = _split(text)
        front = Front(_field(fields, _TITLES), _field(fields, _AUTHORS), shown=True)
        return front, _field(fields, _LANGUAGES).replace("_", "-"), body
    except ValueError as exc:
        msg = f"{name}: a number in the front matter is too long; put it in quotes"
        raise InputError(msg) from exc


def _split(text: str) -> tuple[Mapping[str, Any], str]:
    """Front matter and the rest; two rules at the top of a text are no front matter."""
    match = _FRONT.match(text)
    if match is None or len(match["front"]) > _LONGEST[match["fence"]]:
        return {}, text
    fields = _toml(match["front"]) if match["fence"] == "+++" else _yaml(match["front"])
    return ({}, text) if fields is None else (fields, text[match.end() :])


def _yaml(front: str) -> Mapping[str, Any] | None:
    """The fields as they are written; those on lines of their own where the YAML is broken (an unquoted colon)."""
    try:
        fields = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but strings, lists and mappings
    except (yaml.YAMLError, RecursionError):
        fields = _lines(front) or None
    return fields if isinstance(fields, dict) else ({} if not front.strip() else None)


def _toml(front: str) -> Mapping[str, Any]:
    import tomllib  # noqa: PLC0415 - rarely needed

    try:
        return tomllib.loads(front)
    except (tomllib.TOMLDecodeError, RecursionError):
        return _lines(front)


def _lines(front: str) -> Mapping[str, Any]:
    return {key: value.strip("\"' ") for key, value in _FIELD.findall(front)}


def _field(fields: Mapping[str, Any], names: tuple[str, ...]) -> str:
    lower = {str(key).casefold(): value for key, value in fields.items()}
    return next((text for name in names if (text := _text(lower.get(name)))), "")


def _text(value: Any, *, depth: int = _DEEPEST) -> str:  # noqa: ANN401 - whatever YAML holds
    if isinstance(value, dict):
        return _text(value.get("name"), depth=depth - 1) if depth else ""
    if isinstance(value, list):
        items = [_text(item, depth=depth - 1) for item in value[:8] if not isinstance(item, list)] if depth else []
        return ", ".join(filter(None, items))
    if isinstance(value, bool) or not isinstance(value, (str, int, float, date, time)) or value in _NOTHING:
        return ""
    return storable(str(value))
