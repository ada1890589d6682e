"""Say why drafts are flagged, in words and with the place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from translate_flow.domain.bitext import Unit
from translate_flow.domain.inline import plain

WORDS = {
    "codes": "formatting lost or its place guessed",
    "empty": "empty",
    "repetition": "repeats itself",
    "length": "much longer or shorter than its source",
    "script": "another script than its language's",
    "copied": "left untranslated",
    "numbers": "numbers differ",
    "addresses": "an address or placeholder differs",
    "markers": "a sign of the model's own, such as <unk>, was left in it",
    "terms": "a required term is missing, or a forbidden one used",
}
"""What each flag says; one that is not listed stands for itself."""

_SHOWN = 60


def row(slug: str, unit: Unit) -> dict[str, object]:
    """One flagged target: its article, language, place in the article from 1, reasons, source and text."""
    codes = unit.segment.codes
    return {
        "slug": slug,
        "language": unit.target.language,
        "segment": unit.position + 1,
        "why": "; ".join(WORDS.get(flag, flag) for flag in unit.target.flags),
        "source": unit.segment.plain,
        "text": plain(unit.target.text, codes),
    }


def lines(rows: Iterable[dict[str, object]]) -> list[Sequence[object]]:
    """Rows for a table: texts in one short line."""
    return [[_short(value) if isinstance(value, str) else value for value in row.values()] for row in rows]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
