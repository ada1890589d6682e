"""Write a bitext as JSON Lines: nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from translate_flow.domain.bitext import Bitext, Threshold, Unit
from translate_flow.domain.inline import plain
from translate_flow.formats.taking import take


def write(bitext: Bitext, *, threshold: Threshold) -> Iterator[bytes]:
    """One JSON object per segment and line, in UTF-8.

    ``source`` and ``target`` hold the numbered inline tags that ``codes`` explains, ``source_plain`` and
    ``target_plain`` none; ``sentences`` are spans of ``source`` in code points.

    Raises:
        FormatError: nothing reached the threshold.

    """
    return (_line(_record(bitext, unit)) for unit in take(bitext, threshold=threshold))


def _record(bitext: Bitext, unit: Unit) -> dict[str, object]:
    segment, target = unit.segment, unit.target
    return {
        "slug": bitext.slug,
        "position": unit.position,
        "source_language": bitext.source,
        "target_language": bitext.language,
        "kind": segment.kind.value,
        "level": segment.level,
        "label": segment.label,
        "source": segment.text,
        "target": target.text,
        "source_plain": segment.plain,
        "target_plain": plain(target.text, segment.codes),
        "codes": [asdict(code) for code in segment.codes],
        "sentences": [[sentence.start, sentence.end] for sentence in segment.sentences],
        "state": target.state.value,
        "stale": unit.stale,
        "origin": asdict(target.origin),
        "score": target.score,
        "flags": list(target.flags),
        "source_hash": segment.source_hash,
    }


def _line(record: dict[str, object]) -> bytes:
    """Half a surrogate pair has no UTF-8, but JSON can escape it (RFC 8259, section 8.2)."""
    text = json.dumps(record, ensure_ascii=False)
    try:
        return f"{text}\n".encode()
    except UnicodeEncodeError:
        return f"{json.dumps(record)}\n".encode()
