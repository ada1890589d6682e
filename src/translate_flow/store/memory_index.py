"""Find units that share enough terms with a text, in SQLite's FTS5; the memory's only SQL of one dialect.

The index keeps, for each term, the numbers of the units that hold it, nothing else (`content=''`, `detail=none`). Each
term carries its pair of languages, so that one pair's units are never in the way of another's.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection

from translate_flow.domain.languages import family
from translate_flow.matching.memory import terms

# A term in no more units than this is rare: its units are read to the end. Of a common one only so many are looked at,
# to guess from their numbers how common it is.
_RARE = 400
# Common terms are asked for together, as many as leave about so many units.
_WANTED = 40
# A bound for what is all alike, such as a memory of one sentence with a million numbers.
_MOST = 4000
# A term in a larger part of all units than this tells nothing about any of them.
_EVERYWHERE = 0.3
_MOST_GROUPS = 12
_ASCII_MARKS = re.compile(r"[!-/:-@\[-`{-~]+")
_MATCH = "SELECT rowid FROM memory_index WHERE memory_index MATCH ? LIMIT ?"

Row = tuple[int, str, str, str]
"""A unit's number, its folded source, its two languages."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A term, the units that hold it (the first ones, where it is common), and the share of all units that do."""

    text: str
    units: Sequence[int]
    share: float

    @property
    def rare(self) -> bool:
        return len(self.units) <= _RARE


class MemoryIndex:
    """The table ``memory_index``, through the connection of a unit of work."""

    def __init__(self, connection: Connection) -> None:
        """Work on the connection of a unit of work."""
        self._connection = connection

    def add(self, rows: Iterable[Row]) -> None:
        """Index units."""
        values = [(number, _indexed(folded, source, language)) for number, folded, source, language in rows]
        self._cursor().executemany("INSERT INTO memory_index (rowid, terms) VALUES (?, ?)", values)

    def remove(self, rows: Iterable[Row]) -> None:
        """Take units out; an index without content has to be told what it holds about them."""
        values = [("delete", number, _indexed(folded, source, language)) for number, folded, source, language in rows]
        self._cursor().executemany("INSERT INTO memory_index (memory_index, rowid, terms) VALUES (?, ?, ?)", values)

    def tidy(self) -> None:
        """Merge the index into one piece: a search then looks in one place for each term."""
        self._cursor().execute("INSERT INTO memory_index (memory_index) VALUES ('optimize')")

    def search(self, found: Sequence[str], *, source: str, language: str, lost: int) -> Sequence[int]:
        """Numbers of units that may hold all but ``lost`` of the tokens ``found``, the likeliest first.

        The terms are put into groups that share none. What misses ``lost`` terms misses so many groups at most: a unit
        must hold one more group than that, whole. So a rare term makes a group of its own, common ones make one
        together, and what is in most units is asked for only where nothing else is.
        """
        asked = list(dict.fromkeys(_pair(source, language) + _ASCII_MARKS.sub("", term) for term in terms(found)))
        last = self._cursor().execute("SELECT max(id) FROM memory_unit").fetchone()[0]
        if not asked or not last:
            return ()
        known = sorted((self._term(term, last) for term in asked), key=lambda term: term.share)
        votes: Counter[int] = Counter()
        groups = list(_groups(known, need=min(lost + 1, _MOST_GROUPS), total=last))
        for group in groups:
            votes.update(self._units(group))
        least = max(1, len(groups) - lost)
        return [number for number, count in votes.most_common(_MOST) if count >= least]

    def _term(self, text: str, last: int) -> _Term:
        """Units are numbered as they came: the more of the numbers it took to find so many, the rarer the term."""
        units = self._matching(f'"{text}"', limit=_RARE + 1)
        rare = len(units) <= _RARE
        return _Term(text, units, len(units) / last if rare else min(1.0, len(units) / units[-1]))

    def _units(self, group: Sequence[_Term]) -> Sequence[int]:
        if len(group) == 1 and group[0].rare:
            return group[0].units
        return self._matching(" AND ".join(f'"{term.text}"' for term in group), limit=_MOST)

    def _matching(self, query: str, *, limit: int) -> list[int]:
        return [number for (number,) in self._cursor().execute(_MATCH, (query, limit))]

    def _cursor(self) -> sqlite3.Cursor:
        # A search asks some twenty times, and each answer has hundreds of rows: the driver itself is thrice as fast.
        return cast("sqlite3.Cursor", self._connection.connection.cursor())


def _groups(known: Sequence[_Term], *, need: int, total: int) -> Iterator[list[_Term]]:
    """Groups of terms, ``known`` from the rarest on: ``need`` of them where there are so many, more of rare ones."""
    rare = [term for term in known if term.rare]
    yield from ([term] for term in rare)
    leaders = [[term] for term in known[len(rare) : need]]
    spare = [term for term in known[max(len(rare), need) :] if term.share < _EVERYWHERE]
    for term in spare:
        crowded = max(leaders, key=lambda group: _expected(group, total), default=None)
        if crowded is None or _expected(crowded, total) <= _WANTED:
            break
        crowded.append(term)
    yield from leaders


def _expected(group: Sequence[_Term], total: int) -> float:
    """How many units hold the whole group, were its terms independent."""
    units = float(total)
    for term in group:
        units *= term.share
    return units


def _indexed(folded: str, source: str, language: str) -> str:
    """The terms of a unit as FTS5's `ascii` tokenizer takes them apart: everything beyond ASCII belongs to a term."""
    pair = _pair(source, language)
    return _ASCII_MARKS.sub("", " ".join([pair + term for term in terms(folded.split())]))


def _pair(source: str, language: str) -> str:
    """What each term begins with, such as ``en0es0``: regions agree or don't, but share a list."""
    return "".join(f"{family(code).replace('-', '')}0" for code in (source, language)).lower()
