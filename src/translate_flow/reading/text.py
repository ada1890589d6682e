"""Read plain text: an article copied or saved from a page, a mail or a PDF."""

from __future__ import annotations

from translate_flow.reading.cleaning import clean
from translate_flow.reading.encoding import decode
from translate_flow.reading.parsed import Parsed


def parse(data: bytes, *, name: str, keep: frozenset[int]) -> Parsed:
    """Decode and clean; `Change.line` counts lines of the decoded text from 1.

    Raises:
        InputError: the data are binary, or in no encoding that could be told.

    """
    segments, changes = clean(decode(data, name=name), keep=keep)
    return Parsed(segments, changes)
