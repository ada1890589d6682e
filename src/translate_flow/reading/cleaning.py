"""Clean a copied text: chrome out, wrapped paragraphs joined, every change told and every change revocable.

Decisions are made on the whole text first; what a person takes back is put back afterwards, so that restoring one
line never changes what happens to another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from translate_flow.domain.article import Change, Kind, Segment
from translate_flow.domain.inline import Code
from translate_flow.reading.head import sort_head
from translate_flow.reading.lines import Line, split
from translate_flow.reading.middle import drop_anywhere, drop_mail, drop_repeats
from translate_flow.reading.notes import attached, find_notes, mark
from translate_flow.reading.structure import shape
from translate_flow.reading.tail import sort_tail
from translate_flow.reading.underlines import take_underlines
from translate_flow.reading.wrapping import Unit, units

Step = Callable[[Sequence[Unit]], list[Unit]]

STEPS: tuple[Step, ...] = (
    take_underlines,
    drop_mail,
    drop_anywhere,
    sort_head,
    sort_tail,
    drop_repeats,
    find_notes,
    shape,
)
"""What is done to the units, in order; each step returns every unit, dropped ones with their reason."""

_FIRST = {Kind.TITLE: 0, Kind.BYLINE: 1}


def clean(text: str, *, keep: frozenset[int] = frozenset()) -> tuple[tuple[Segment, ...], tuple[Change, ...]]:
    """Turn the text of a copied page into segments, title and byline first, and the changes that were made.

    ``keep`` holds the `Change.line` numbers to take back: such a line stands in the segments as it stood in the text.
    Marks of lists and notes become labels and inline codes; that is structure, and no change.
    """
    lines = split(text)
    found = units(lines)
    for step in STEPS:
        found = step(found)
    labels = {unit.label for unit in found if unit.kind is Kind.NOTE}
    bodies = [unit.text for unit in found if not unit.reason and unit.kind is not Kind.NOTE]
    bare = attached(labels, bodies) if labels else frozenset[str]()
    segments = [segment for unit in found for segment in _segments(unit, labels, bare, keep)]
    segments.sort(key=lambda segment: _FIRST.get(segment.kind, 2))
    return tuple(segments), tuple(_changes(lines, found, keep))


def _segments(unit: Unit, labels: set[str], bare: frozenset[str], keep: frozenset[int]) -> Iterator[Segment]:
    kept = [line for line in unit.lines if line.number in keep]
    if unit.reason:
        if kept:
            yield Segment(Kind.PARAGRAPH, " ".join(line.raw for line in kept))
    elif unit.kind is Kind.VERSE:
        yield Segment(
            Kind.VERSE, "\n".join(line.raw if line in kept else line.text.rstrip("\xad") for line in unit.lines)
        )
    elif kept:
        yield _restored(unit)
    else:
        kind = unit.kind or Kind.PARAGRAPH
        text, codes = (unit.text, tuple[Code, ...]()) if kind is Kind.NOTE else mark(unit.text, labels, bare)
        yield Segment(kind, text, codes, level=unit.level, label=unit.label)


def _restored(unit: Unit) -> Segment:
    """The unit as it stood: a wrapped paragraph gets its lines back."""
    kind = unit.kind or Kind.PARAGRAPH
    if kind in {Kind.ITEM, Kind.NOTE}:
        return Segment(Kind.PARAGRAPH, unit.raw)
    return Segment(Kind.VERSE if kind is Kind.PARAGRAPH and len(unit.lines) > 1 else kind, unit.raw, level=unit.level)


def _changes(lines: Sequence[Line], found: Sequence[Unit], keep: frozenset[int]) -> list[Change]:
    made = [change for unit in found for change in _unit_changes(unit)]
    held = {line.number for unit in found for line in unit.lines}
    made += [Change(line.number, line.raw, "", line.reason) for line in lines if line.raw and line.number not in held]
    return sorted((change for change in made if change.line not in keep), key=lambda change: change.line)


def _unit_changes(unit: Unit) -> Iterator[Change]:
    if unit.reason:
        yield from (Change(line.number, line.raw, "", unit.reason) for line in unit.lines)
    elif unit.kind is Kind.VERSE:
        yield from (Change(line.number, line.raw, line.text, line.reason) for line in unit.lines if line.reason)
    elif len(unit.lines) > 1:
        yield Change(unit.number, unit.raw, unit.text, "wrapped")
    elif unit.edit or unit.lines[0].reason:
        yield Change(unit.number, unit.raw, unit.text, unit.edit or unit.lines[0].reason)
