"""Bring a translation memory in from a file, and hand it out as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import BinaryIO

from translate_flow.domain.languages import check
from translate_flow.domain.memory import LeftOut, MemoryUnit
from translate_flow.domain.people import Right
from translate_flow.domain.ports import Store
from translate_flow.errors import FormatError
from translate_flow.formats import read_units, tmx_memory
from translate_flow.workflow.exporting import Export

MOST_PAIRS = 12
"""Language pairs that are named where a memory is told; of more only how many there are."""

# Units per transaction: some seconds in which nobody else can save would be too long.
_BATCH = 5_000
_TIDY_FROM = 20_000
_WORDS = {
    LeftOut.EMPTY: ("empty text", "empty texts"),
    LeftOut.UNCONFIRMED: ("unit that nobody confirmed", "units that nobody confirmed"),
    LeftOut.OTHER_LANGUAGE: ("text in another language", "texts in other languages"),
    LeftOut.NOTES: ("unit's notes", "units' notes"),
    LeftOut.PROPERTIES: tuple(
        f"{whose} properties of another program, such as levels of confirmation" for whose in ("unit's", "units'")
    ),
}
"""What was left out, in words for one and for more."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: how many units the file has for the languages asked for, and how many are new here.

    ``pairs`` are the units by source and target language, the most first; ``left_out`` is what the memory does not
    keep, only what there is of it.
    """

    name: str
    units: int
    new: int
    pairs: tuple[tuple[str, str, int], ...]
    left_out: Mapping[LeftOut, int]


def import_units(
    store: Store,
    stream: BinaryIO,
    *,
    name: str,
    by: str,
    source: str = "",
    language: str = "",
    both_ways: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Imported:
    """Add the units of a TMX or TSV file, whose ``stream`` can be rewound; see `translate_flow.formats.read_units`.

    A unit serves in the direction it is read in: a TMX's own, or from ``source`` where that is another of its
    languages. With ``both_ways`` each is kept a second time, from its target to its source, and serves both; that
    takes twice the room, so it is done only for a file whose other direction is wanted.

    The whole file is read once before anything is written, so one that breaks in the middle changes nothing; then it
    is written in short transactions. Stopped between them, it can simply be imported again: a unit is kept once.

    Raises:
        FormatError: the file is damaged, hostile, or has no unit for the languages.
        LimitError: a unit is out of proportion.
        ConfigError: a language is unknown.
        NotAllowedError: only coordinators import.

    """
    pair = {"source": check(source) if source else "", "language": check(language) if language else ""}
    read = partial(read_units, stream, name=name, source=pair["source"], language=pair["language"])
    with store.write(by=by) as uow:
        uow.require(Right.COORDINATE)
    left_out = Counter[LeftOut]()
    found = _directed(read(left_out=left_out), both_ways=both_ways)
    pairs = Counter((unit.source_language, unit.language) for unit in found)
    total = pairs.total()
    if not total:
        raise FormatError(_nothing(name, left_out))
    stream.seek(0)
    units = _directed(read(), both_ways=both_ways)
    new = _write(store, units, by=by, progress=lambda done: progress(done, total))
    named = tuple((*pair, count) for pair, count in pairs.most_common())
    return Imported(name, total, new, named, {what: count for what, count in left_out.items() if count})


def _directed(units: Iterable[MemoryUnit], *, both_ways: bool) -> Iterator[MemoryUnit]:
    for unit in units:
        yield unit
        if both_ways:
            yield replace(
                unit,
                source=unit.target,
                target=unit.source,
                source_language=unit.language,
                language=unit.source_language,
            )


def _nothing(name: str, left_out: Mapping[LeftOut, int]) -> str:
    found = "; ".join(told(left_out))
    remedy = "leave out --source or --to to take all" if left_out[LeftOut.OTHER_LANGUAGE] else "export it with its text"
    return f"{name}: there is no pair in it for these languages{f' ({found})' if found else ''}; {remedy}"


def told(left_out: Mapping[LeftOut, int]) -> list[str]:
    """What the memory does not keep, in words.

    >>> told({LeftOut.EMPTY: 2}), told({LeftOut.EMPTY: 1})
    (['2 empty texts'], ['1 empty text'])
    """
    return [f"{left_out[what]:,} {words[left_out[what] != 1]}" for what, words in _WORDS.items() if left_out.get(what)]


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


def pairs(store: Store) -> Sequence[tuple[str, str, int]]:
    """Source and target languages of the memory, and how many units they have; the most first."""
    with store.read() as uow:
        return uow.memory.pairs()


def newest(store: Store) -> int:
    """A number that is another one as soon as something was added to the memory."""
    with store.read() as uow:
        return uow.memory.newest()


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
