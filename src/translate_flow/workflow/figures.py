"""Post-edit figures: what people spend on segments and make of drafts, for themselves and who coordinates them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from statistics import median

from translate_flow.domain.efforts import Figures, Line, Worked
from translate_flow.domain.people import Right
from translate_flow.domain.ports import Store
from translate_flow.formats import effort_csv
from translate_flow.matching.chrf import Counts, chrf, counts
from translate_flow.matching.effort import edits, rate

DAYS = 30
MOST = 2_000
"""Segments that figures are of at most, the newest: comparing that many texts takes a second."""

_HOUR = timedelta(hours=1)


def figures(
    store: Store, *, by: str, now: datetime, language: str = "", person: str = "", days: int = DAYS
) -> Sequence[Line]:
    """Figures of the last days: of each language its whole, then its engines, then its people, by their names.

    Of one ``language`` or one ``person`` alone where they are named; at most `MOST` segments are looked at.

    Raises:
        NotAllowedError: ``by`` asks for others' and does not coordinate in the language, or everywhere where none is
            named.

    """
    if not person or person != by:
        with store.write(by=by) as uow:  # writes nothing: only a transaction in somebody's name knows what they may
            uow.require(Right.COORDINATE, language=language)
    with store.read() as uow:
        since = now - timedelta(days=days)
        worked = uow.efforts.worked(since=since, limit=MOST, language=language, person=person)
    return _lines(worked)


def as_csv(lines: Iterable[Line]) -> bytes:
    """Figures as a table for a spreadsheet."""
    return b"".join(effort_csv.write(lines))


@dataclass(frozen=True, slots=True)
class _Measured:
    """What was worked on, with its texts compared: that takes time, and each sum of them none."""

    item: Worked
    edits: tuple[int, int] | None = None
    counts: Counts | None = None


def _measured(item: Worked) -> _Measured:
    if item.draft is None or item.final is None:
        return _Measured(item)
    return _Measured(item, edits(item.draft, item.final), counts(item.draft, item.final))


def _lines(worked: Sequence[Worked]) -> Sequence[Line]:
    measured = [_measured(item) for item in worked]
    languages = _grouped(measured, lambda each: each.item.language)
    return [line for language, items in languages for line in _of_language(language, items)]


def _of_language(language: str, measured: Sequence[_Measured]) -> Iterator[Line]:
    yield Line(language, _summed(measured))
    for engine, items in _grouped(measured, lambda each: each.item.engine):
        yield Line(language, _summed(items), engine=engine)
    for person, items in _grouped(measured, lambda each: each.item.person):
        yield Line(language, _summed(items), person=person)


def _grouped(
    measured: Sequence[_Measured], key: Callable[[_Measured], str]
) -> Iterator[tuple[str, Sequence[_Measured]]]:
    for name, items in groupby(sorted(measured, key=key), key=key):
        yield name, list(items)


def summed(worked: Sequence[Worked]) -> Figures:
    """What work on some segments came to, one at least.

    Speed, keys and both scores are of the sums, so that long segments weigh as much as they are.
    """
    return _summed([_measured(item) for item in worked])


def _summed(measured: Sequence[_Measured]) -> Figures:
    times = [each.item.spent.milliseconds for each in measured]
    time, words = timedelta(milliseconds=sum(times)), sum(each.item.words for each in measured)
    keys = sum(each.item.spent.keys for each in measured)
    changed = [each.edits for each in measured if each.edits is not None]
    runs = [each.counts for each in measured if each.counts is not None]
    return Figures(
        segments=len(measured),
        words=words,
        time=time,
        median=timedelta(milliseconds=median(times)),
        words_per_hour=words / (time / _HOUR) if time else None,
        keys_per_word=keys / words if words else None,
        compared=len(changed),
        ter=rate(*(sum(part) for part in zip(*changed, strict=True))) if changed else None,
        chrf=chrf(runs) if runs else None,
    )
