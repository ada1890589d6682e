"""Tell whether addresses, placeholders and handles came through letter for letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import regex

from translate_flow.domain.literals import STAND_IN, literal_places

_HANDLE = regex.compile(r"(?<![\w@.])@[A-Za-z0-9_]{2,30}(?![\w@])")


def addresses(source: str, target: str, _source_language: str = "", _language: str = "") -> bool:
    """Whether a web or mail address, a handle, a path, a placeholder or a tag of the source is lost or altered.

    >>> addresses("Write to ann@example.org.", "Escriba a ann@ejemplo.org.")
    True
    """
    wanted = list(kept(source))
    return bool(wanted and Counter(wanted) - Counter(kept(target)))


def kept(text: str) -> Iterator[str]:
    """What must stay letter for letter, and the names that stand for it when an engine is asked."""
    return (text[start:end] for start, end in places(text))


def places(text: str) -> Iterator[tuple[int, int]]:
    """Where that stands."""
    found = list(literal_places(text))
    yield from found
    for pattern in (STAND_IN, _HANDLE):
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in found):
                yield match.span()
