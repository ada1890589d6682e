"""The coordinator's board: where everything stands, how long it will still take, and where the work is heading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from translate_flow.domain.board import Approvals, Edited, Piece, SentBack, Standing, Timed, Wanted
from translate_flow.domain.ports import Store, UnitOfWork
from translate_flow.matching.effort import effort

PAGE = 20
"""Articles on a page of the board."""

PAUSE = timedelta(minutes=5)
"""Who decides nothing for longer was doing something else."""

LEAST = 20
"""Timed decisions that an estimate needs."""

_DECISIONS = 200
_EDITED = 200
_DAYS = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """One article in one language; ``left`` is the time that its words will take, None where nobody can tell yet."""

    standing: Standing
    left: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the board: how many articles are wanted in all, and the cells of those on it, article by article."""

    total: int
    cells: Sequence[Cell]


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


def show(store: Store, wanted: Wanted, *, number: int = 1, size: int = PAGE) -> Shown:
    """A page of the board, from 1."""
    with store.read() as uow:
        standings = uow.board.page(wanted, limit=size, offset=(number - 1) * size)
        paces = _paces(uow, {item.language for item in standings})
        return Shown(uow.board.count(wanted), [Cell(item, _left(item, paces)) for item in standings])


def everything(store: Store, wanted: Wanted) -> Sequence[Cell]:
    """All that is wanted, for a file."""
    return show(store, wanted, size=show(store, wanted, size=1).total or 1).cells


def languages(store: Store) -> Sequence[str]:
    """Every language that an article is open for."""
    with store.read() as uow:
        return uow.board.languages()


def _paces(uow: UnitOfWork, codes: Iterable[str]) -> Mapping[str, float | None]:
    return {code: words_per_minute(uow.trends.timed(code, pause=PAUSE, limit=_DECISIONS)) for code in codes}


def words_per_minute(timed: Timed) -> float | None:
    """The speed at which people here read, post-edit and decide, in words of the source; None where it isn't known.

    A decision is a confirmation or an approval; `translate_flow.domain.board_ports.Trends.timed` says how it is timed.
    The speed is the sum of the words by the sum of the minutes, so that long segments weigh as much as they take.
    Fewer than `LEAST` timed decisions tell nothing.
    """
    minutes = timed.time / timedelta(minutes=1)
    return timed.words / minutes if timed.decisions >= LEAST and minutes and timed.words else None


def _left(standing: Standing, paces: Mapping[str, float | None]) -> timedelta | None:
    """The time for every word that isn't approved yet, once at the language's own speed."""
    pace = paces[standing.language]
    return timedelta(minutes=standing.left.words / pace) if pace else None


def approved_by_day(store: Store, *, today: date, days: int = _DAYS) -> Sequence[Approvals]:
    """Words approved per day and language in the last days, by day (UTC)."""
    with store.read() as uow:
        return uow.trends.approvals(since=today - timedelta(days=days - 1))


def efforts(store: Store) -> Sequence[Effort]:
    """Post-edit effort per engine and language, over the newest approvals of each language."""
    with store.read() as uow:
        samples = [item for code in uow.board.languages() for item in uow.trends.edited(code, limit=_EDITED)]
    found: dict[tuple[str, str], list[Edited]] = {}
    for item in samples:
        found.setdefault((item.engine, item.language), []).append(item)
    return [
        Effort(engine, language, fmean(effort(item.draft, item.approved) for item in items), len(items))
        for (engine, language), items in sorted(found.items())
    ]


def work(store: Store, person: str, *, limit: int = 100) -> Work:
    """What a person has to do, the first deadline first, and what was sent back to them."""
    with store.read() as uow:
        return Work(uow.board.work(person, limit=limit), uow.board.sent_back(person, limit=limit))
