"""Bring a translation memory in from a file, and hand it out as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from translate_flow.domain.languages import check
from translate_flow.domain.memory import MemoryUnit
from translate_flow.domain.people import Right
from translate_flow.domain.ports import Store
from translate_flow.errors import FormatError
from translate_flow.formats import read_units, tmx_memory
from translate_flow.workflow.exporting import Export

# Units per transaction: some seconds in which nobody else can save would be too long.
_BATCH = 5_000
_TIDY_FROM = 20_000


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: how many units the file has for the languages asked for, and how many are new here."""

    name: str
    units: int
    new: int


def import_units(
    store: Store,
    stream: BinaryIO,
    *,
    name: str,
    by: str,
    source: str = "",
    language: str = "",
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Imported:
    """Add the units of a TMX or TSV file, whose ``stream`` can be rewound; see `translate_flow.formats.read_units`.

    The whole file is read once before anything is written, so one that breaks in the middle changes nothing; then it
    is written in short transactions. Stopped between them, it can simply be imported again: a unit is kept once.

    Raises:
        FormatError: the file is damaged, hostile, or has no unit for the languages.
        LimitError: a unit is out of proportion.
        ConfigError: a language is unknown.
        NotAllowedError: only coordinators import.

    """
    wanted = {"source": check(source) if source else "", "language": check(language) if language else ""}
    with store.write(by=by) as uow:
        uow.require(Right.COORDINATE)
    total = sum(1 for _ in read_units(stream, name=name, **wanted))
    if not total:
        raise FormatError(f"{name}: there is no pair in it for these languages; leave out --source or --to to take all")
    stream.seek(0)
    new = _write(store, read_units(stream, name=name, **wanted), by=by, progress=lambda done: progress(done, total))
    return Imported(name, total, new)


def _write(store: Store, units: Iterator[MemoryUnit], *, by: str, progress: Callable[[int], None]) -> int:
    done = new = 0
    while batch := list(islice(units, _BATCH)):
        with store.write(by=by) as uow:
            new += uow.memory.add(batch)
        done += len(batch)
        progress(done)
    if new >= _TIDY_FROM:
        with store.write(by=by) as uow:
            uow.memory.tidy()
    return new


def export_units(store: Store, *, source: str = "", language: str = "") -> Export:
    """The memory, or what of it agrees with the languages, as TMX 1.4b; `import_units` takes it back whole.

    Raises:
        FormatError: there is nothing, or XML cannot hold a character.
        ConfigError: a language is unknown.

    """
    pair = {"source": check(source) if source else "", "language": check(language) if language else ""}
    stem = ".".join(["memory", *(code for code in pair.values() if code)])
    return Export(stem, "application/x-tmx+xml", {".tmx": tmx_memory.write(_units(store, **pair))})


def _units(store: Store, *, source: str, language: str) -> Iterator[MemoryUnit]:
    with store.read() as uow:
        yield from uow.memory.all(source=source, language=language)
