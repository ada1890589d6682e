"""The coordinator's board: where everything stands, how long it will still take, and where the work is heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from statistics import fmean

from translate_flow.domain.board import Approvals, Edited, Piece, Proposals, SentBack, Standing, Timed, Wanted
from translate_flow.domain.people import Role
from translate_flow.domain.ports import Store, UnitOfWork
from translate_flow.formats import board_csv
from translate_flow.matching.effort import effort

PAGE = 20
"""Articles on a page of the board."""

PAUSE = timedelta(minutes=5)
"""Who decides nothing for longer was doing something else."""

LEAST = 20
"""Timed decisions that an estimate needs."""

_DECISIONS = 200
_EDITED = 200
_PROPOSED = 500
_DAYS = 30
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One article in one language; ``left`` is the time that its words will take, None where nobody can tell yet."""

    standing: Standing
    left: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the board: how many articles are wanted in all, and the cells of those on it, article by article.

    ``sums`` are of everything that is wanted, a cell for each language.
    """

    total: int
    cells: Sequence[Cell]
    sums: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Effort:
    """How much of an engine's drafts was changed before approval, in percent of tokens, over so many segments."""

    engine: str
    language: str
    percent: float
    segments: int


@dataclass(frozen=True, slots=True)
class Work:
    """What a person has to do."""

    pieces: Sequence[Piece]
    sent_back: Sequence[SentBack]
    proposals: Sequence[Proposals] = ()


def show(store: Store, wanted: Wanted, *, number: int = 1, size: int = PAGE) -> Shown:
    """A page of the board, from 1."""
    with store.read() as uow:
        standings = uow.board.page(wanted, limit=size, offset=(number - 1) * size)
        sums = uow.board.sums(wanted)
        paces = _paces(uow, {item.language for item in sums})
        cells, totals = ([Cell(item, _left(item, paces)) for item in items] for items in (standings, sums))
        return Shown(uow.board.count(wanted), cells, totals)


def count(store: Store, wanted: Wanted) -> int:
    """How many articles have a language that is wanted."""
    with store.read() as uow:
        return uow.board.count(wanted)


def as_csv(store: Store, wanted: Wanted) -> Iterator[bytes]:
    """All that is wanted, not one page of it alone, as CSV."""
    with store.read() as uow:
        paces = _paces(uow, uow.board.languages())
        standings = chain.from_iterable(_pages(uow, wanted))
        yield from board_csv.write((standing, _left(standing, paces)) for standing in standings)


def _pages(uow: UnitOfWork, wanted: Wanted) -> Iterator[Sequence[Standing]]:
    for offset in range(0, uow.board.count(wanted), _AT_ONCE):
        yield uow.board.page(wanted, limit=_AT_ONCE, offset=offset)


def languages(store: Store) -> Sequence[str]:
    """Every language that an article is open for."""
    with store.read() as uow:
        return uow.board.languages()


def _paces(uow: UnitOfWork, codes: Iterable[str]) -> Mapping[str, float | None]:
    return {code: _pace(uow, code) for code in codes}


def _pace(uow: UnitOfWork, language: str) -> float | None:
    """As the editor measured it where enough was approved since it does; else as the moments of decisions tell it."""
    measured = words_per_minute(uow.efforts.timed(language, limit=_DECISIONS))
    return measured or words_per_minute(uow.trends.timed(language, pause=PAUSE, limit=_DECISIONS))


def words_per_minute(timed: Timed) -> float | None:
    """The speed at which people here read, post-edit and decide, in words of the source; None where it isn't known.

    What is timed is what the editor measured of the segments approved last, everybody's time together, or decisions as
    `translate_flow.domain.board_ports.Trends.timed` tells. The speed is the sum of the words by the sum of the minutes,
    so that long segments weigh as much as they take. Fewer than `LEAST` timed ones tell nothing.
    """
    minutes = timed.time / timedelta(minutes=1)
    return timed.words / minutes if timed.decisions >= LEAST and minutes and timed.words else None


def _left(standing: Standing, paces: Mapping[str, float | None]) -> timedelta | None:
    """The time for every word that isn't approved yet, once at the language's own speed."""
    pace = paces[standing.language]
    return timedelta(minutes=standing.left.words / pace) if pace else None


def approved_by_day(
    store: Store, *, today: date, days: int = _DAYS, languages: Sequence[str] = ()
) -> Sequence[Approvals]:
    """Words approved in the last days (UTC): one of every day for each language that has any; empty where none has.

    Only ``languages`` where some are named.
    """
    since = today - timedelta(days=days - 1)
    with store.read() as uow:
        found = {(item.day, item.language): item for item in uow.trends.approvals(since=since)}
    shown = sorted({code for _, code in found if code in languages or not languages})
    every = [(since + timedelta(days=number), code) for number in range(days) for code in shown]
    return [found.get(key) or Approvals(*key, words=0) for key in every]


def efforts(store: Store, *, languages: Sequence[str] = ()) -> Sequence[Effort]:
    """Post-edit effort per engine and language, over the newest approvals of each language, or of those named."""
    with store.read() as uow:
        samples = [
            item for code in languages or uow.board.languages() for item in uow.trends.edited(code, limit=_EDITED)
        ]
    found: dict[tuple[str, str], list[Edited]] = {}
    for item in samples:
        found.setdefault((item.engine, item.language), []).append(item)
    return [
        Effort(engine, language, fmean(effort(item.draft, item.approved) for item in items), len(items))
        for (engine, language), items in sorted(found.items())
    ]


def work(store: Store, person: str, *, limit: int = 100) -> Work:
    """What a person has to do, the first deadline first, what was sent back, and what became of what they proposed."""
    with store.read() as uow:
        pieces = uow.board.work(person, limit=limit, watched=_watched(uow, person))
        return Work(pieces, uow.board.sent_back(person, limit=limit), _proposals(uow, person))


def _watched(uow: UnitOfWork, person: str) -> Sequence[str]:
    """The languages in which they may not approve what they translated."""
    if not uow.people.four_eyes():
        return ()
    return [code for code in uow.board.languages() if uow.people.is_watched(code, author=person)]


def _proposals(uow: UnitOfWork, person: str) -> Sequence[Proposals]:
    """Of the languages in which they may do no more than propose."""
    known = next((each for each in uow.people.all() if each.name == person), None)
    if known is None or Role.PROPOSER not in (known.role, *known.languages.values()):
        return ()
    found = uow.board.proposals(person, limit=_PROPOSED)
    return [item for item in found if known.role_in(item.language) is Role.PROPOSER]
