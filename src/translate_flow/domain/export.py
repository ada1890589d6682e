"""What every export shares: safe file names, and refusals that name the segment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from translate_flow.domain.bitext import Bitext, Unit
from translate_flow.errors import FormatError

_UNSAFE = re.compile(r"[^A-Za-z0-9-]+")
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that XML 1.0 (section 2.2) cannot hold: most control characters, half surrogate pairs, U+FFFE, U+FFFF."""


def filename(bitext: Bitext, suffix: str) -> str:
    """A name to save an export under: no folder, no dot at the start, ASCII only.

    >>> filename(Bitext("night-buses-1", "en", "pt-BR", ()), "tmx")
    'night-buses-1.pt-BR.tmx'
    >>> filename(Bitext("../../etc/passwd", "en", "es", ()), "md")
    'etc-passwd.es.md'
    """
    stem, language = (_UNSAFE.sub("-", part).strip("-")[:100] for part in (bitext.slug, bitext.language))
    return f"{stem or 'article'}.{language or 'und'}.{suffix}"


def check_characters(units: Iterable[Unit], *, slug: str, form: str) -> None:
    """Make sure that every character is one that XML 1.0 (section 2.2) and HTML can hold.

    Raises:
        FormatError: one is not: most control characters, half surrogate pairs, U+FFFE and U+FFFF.

    """
    for unit in units:
        for side, text in _texts(unit):
            if found := NOT_XML.search(text):
                msg = (
                    f"{slug}, segment {unit.position + 1}: the {side} holds the character U+{ord(found.group()):04X}, "
                    f"which {form} cannot hold; delete it there, or export as jsonl"
                )
                raise FormatError(msg)


def _texts(unit: Unit) -> Iterator[tuple[str, str]]:
    yield "source", unit.segment.text
    yield "translation", unit.target.text
    yield "label", unit.segment.label
    for code in unit.segment.codes:
        yield code.kind.value, code.ref + code.alt
