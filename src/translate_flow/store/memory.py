"""The translation memory in the database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from heapq import nlargest
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, bindparam, delete, exists, func, insert, select, update

from translate_flow.domain.languages import agree, interchangeable
from translate_flow.domain.memory import Grain, MemoryUnit
from translate_flow.domain.people import Right
from translate_flow.matching.memory import LEAST, Scorer, gram, most_lost, tokens
from translate_flow.store import tables
from translate_flow.store.memory_index import MemoryIndex
from translate_flow.store.memory_words import holding
from translate_flow.store.rows import milliseconds, moment, now, origin_from, origin_text, pairs_of

_CHUNK = 5_000
_COLUMNS = tables.memory_unit.c
_INDEXED = (_COLUMNS.id, _COLUMNS.folded, _COLUMNS.source_language, _COLUMNS.language)
# Statements built once: composing one takes SQLAlchemy longer than SQLite takes to answer it.
_FOLDED = select(*_INDEXED).where(
    _COLUMNS.id.in_(bindparam("numbers", expanding=True)), _COLUMNS.words.between(bindparam("low"), bindparam("high"))
)
_WHOLE = select(tables.memory_unit).where(_COLUMNS.id.in_(bindparam("numbers", expanding=True)))
_BY_KEY = select(tables.memory_unit).where(_COLUMNS.source_key.in_(bindparam("keys", expanding=True)))
_KNOWN = select(_COLUMNS.identity, _COLUMNS.id, _COLUMNS.changed).where(
    _COLUMNS.identity.in_(bindparam("identities", expanding=True))
)


class _Numbers(NamedTuple):
    """The numbers of units that were new, and of those that were there."""

    fresh: frozenset[int]
    known: frozenset[int]

    @property
    def all(self) -> frozenset[int]:
        return self.fresh | self.known


class SqlMemory:
    """The memory's tables, through the connection of a unit of work."""

    def __init__(self, connection: Connection, *, require: Callable[[Right], None]) -> None:
        """``require`` checks a right before each write that has no other write before it."""
        self._connection = connection
        self._require = require
        self._index = MemoryIndex(connection)

    def add(self, units: Iterable[MemoryUnit]) -> int:
        """Keep units from outside, in bulk; returns how many were not there yet."""
        self._require(Right.COORDINATE)
        worded = (unit for unit in units if unit.source.strip() and unit.target.strip())
        batches = iter(lambda: list(islice(worded, _CHUNK)), [])
        return sum(len(self._keep(batch, kept=True).fresh) for batch in batches)

    def tidy(self) -> None:
        """Put the search index in order."""
        self._require(Right.COORDINATE)
        self._index.tidy()

    def learn(self, segment: int, language: str, units: Sequence[MemoryUnit]) -> None:
        """Put ``units`` in the place of what this segment's approved target taught."""
        lesson, backlog = tables.memory_lesson, tables.memory_backlog
        owned = and_(lesson.c.segment == segment, lesson.c.language == language)
        before = set(self._connection.execute(select(lesson.c.unit).where(owned)).scalars())
        waiting = and_(backlog.c.segment == segment, backlog.c.language == language)
        self._connection.execute(delete(backlog).where(waiting))
        if before:
            self._connection.execute(delete(lesson).where(owned))
        now = self._keep(units, kept=False).all if units else frozenset()
        if now:
            rows = [{"segment": segment, "language": language, "unit": number} for number in sorted(now)]
            self._connection.execute(insert(lesson), rows)
        self._forget(before - now)

    def exact(self, sources: Collection[str], *, grain: Grain, source: str, language: str) -> Mapping[str, MemoryUnit]:
        """Units by plain source text."""
        keys = {_key(text): _flat(text) for text in sources}
        found: dict[str, tuple[tuple[bool, int, bool, int], MemoryUnit]] = {}
        for row in self._chunked(_BY_KEY, "keys", sorted(keys)):
            if interchangeable(row.language, language) and agree(row.source_language, source):
                merit = (row.language == language, row.changed or 0, row.grain == grain, row.id)
                flat = _flat(row.source)
                if flat == keys[row.source_key] and (flat not in found or found[flat][0] < merit):
                    found[flat] = (merit, _unit(row))
        return {text: found[_flat(text)][1] for text in sources if _flat(text) in found}

    def candidates(
        self,
        text: str,
        *,
        source: str,
        language: str,
        limit: int = 50,
        least: int = LEAST,
        besides: int | None = None,
    ) -> Sequence[MemoryUnit]:
        """The units that score at least ``least``, best first; the very text is found by its hash."""
        asked = tokens(text)
        scores = self._scores(asked, source=source, language=language, least=least)
        for row in self._connection.execute(_BY_KEY, {"keys": [_key(text)]}):
            if agree(row.source_language, source) and agree(row.language, language):
                scores[row.id] = 101.0
        for number in self._taught_only_by(besides, language):
            scores.pop(number, None)
        numbers = nlargest(limit, scores, key=lambda number: (scores[number], number))
        rows = {row.id: row for row in self._chunked(_WHOLE, "numbers", numbers)}
        return [_unit(rows[number]) for number in numbers]

    def _scores(self, asked: Sequence[str], *, source: str, language: str, least: int) -> dict[int, float]:
        """The likely units that score at least ``least``, by number."""
        lost = most_lost(len(asked), least=least) * max(map(gram, asked), default=1)
        numbers = self._index.search(asked, source=source, language=language, lost=lost)
        score, found = Scorer(asked, least=least), {}
        for row in self._chunked(_FOLDED, "numbers", numbers, low=score.shortest, high=score.longest):
            reached = score(row.folded.split(" "))
            if reached and agree(row.source_language, source) and agree(row.language, language):
                found[row.id] = reached
        return found

    def _taught_only_by(self, segment: int | None, language: str) -> Sequence[int]:
        """Units that a segment taught, and nobody else."""
        if segment is None:
            return ()
        own, other = tables.memory_lesson, tables.memory_lesson.alias()
        elsewhere = exists().where(other.c.unit == own.c.unit, other.c.segment != segment)
        query = (
            select(own.c.unit)
            .join(tables.memory_unit, _COLUMNS.id == own.c.unit)
            .where(own.c.segment == segment, own.c.language == language, _COLUMNS.kept == 0, ~elsewhere)
        )
        return self._connection.execute(query).scalars().all()

    def all(self, *, source: str = "", language: str = "") -> Iterator[MemoryUnit]:
        """Every unit whose languages agree with those given, page by page."""
        last = 0
        while rows := self._page(after=last):
            for row in rows:
                last = row.id
                wanted = (not source or agree(row.source_language, source)) and (
                    not language or agree(row.language, language)
                )
                if wanted:
                    yield _unit(row)

    def _page(self, *, after: int) -> Sequence[Row[Any]]:
        query = select(tables.memory_unit).where(_COLUMNS.id > after).order_by(_COLUMNS.id).limit(_CHUNK)
        return self._connection.execute(query).all()

    def pairs(self) -> Sequence[tuple[str, str, int]]:
        """How many units each pair of languages has; reads the whole table."""
        return pairs_of(self._connection, tables.memory_unit)

    def newest(self) -> int:
        """The number of the newest unit; costs one look at the end of the table."""
        return self._connection.execute(select(func.max(tables.memory_unit.c.id))).scalar() or 0

    def holding(self, beginnings: Sequence[str], *, need: int, source: str, language: str) -> Iterator[MemoryUnit]:
        """Units of which one side holds enough of the beginnings, the newest entry first; reads the table backwards."""
        for row in self._connection.execute(holding(beginnings, need=need, source=source, language=language)):
            if agree(row.source_language, source) and agree(row.language, language):
                yield _unit(row)

    def backlog(self, limit: int) -> Sequence[tuple[int, str]]:
        """What is approved and waits to be learnt."""
        table, target = tables.memory_backlog.c, tables.target.c
        same = and_(target.segment == table.segment, target.language == table.language)
        query = select(table.segment, table.language).join(tables.target, same)
        query = query.order_by(table.segment, table.language).limit(limit)
        return [(row.segment, row.language) for row in self._connection.execute(query)]

    def postpone(self, targets: Collection[tuple[int, str]]) -> None:
        """Put segments and languages on the backlog, those that are not there yet."""
        table = tables.memory_backlog
        known = {(row.segment, row.language) for row in self._connection.execute(select(table))}
        rows = [{"segment": segment, "language": language} for segment, language in sorted(set(targets) - known)]
        if rows:
            self._connection.execute(insert(table), rows)

    def _keep(self, units: Sequence[MemoryUnit], *, kept: bool) -> _Numbers:
        """Write units; those that are there already get the newer particulars."""
        rows = _newest(_row(unit, kept=kept) for unit in units)
        known = {row.identity: row for row in self._chunked(_KNOWN, "identities", sorted(rows))}
        self._renew([{**rows[identity], "key": row.id} for identity, row in known.items()], known)
        last = self._connection.execute(select(func.coalesce(func.max(_COLUMNS.id), 0))).scalar_one()
        fresh = [row for identity, row in rows.items() if identity not in known]
        for number, row in enumerate(fresh, start=last + 1):
            row["id"] = number
        if fresh:
            self._connection.execute(insert(tables.memory_unit), fresh)
            self._index.add((row["id"], row["folded"], row["source_language"], row["language"]) for row in fresh)
        return _Numbers(frozenset(row["id"] for row in fresh), frozenset(row.id for row in known.values()))

    def _renew(self, rows: Sequence[dict[str, Any]], known: Mapping[int, Row[Any]]) -> None:
        """The newest unit tells who, where and when; one that was added stays so."""
        names = ("grain", "origin", "article", "author", "changed")
        newer = [row for row in rows if (row["changed"] or 0) >= (known[row["identity"]].changed or 0)]
        unit = update(tables.memory_unit).where(_COLUMNS.id == bindparam("key"))
        if newer:
            self._connection.execute(unit, [{name: row[name] for name in ("key", *names)} for row in newer])
        if added := [{"key": row["key"], "kept": 1} for row in rows if row["kept"]]:
            self._connection.execute(unit, added)

    def _forget(self, numbers: Collection[int]) -> None:
        """Delete units that nobody teaches any more and that were not added."""
        if not numbers:
            return
        taught = exists().where(tables.memory_lesson.c.unit == _COLUMNS.id)
        query = select(*_INDEXED).where(_COLUMNS.id.in_(numbers), _COLUMNS.kept == 0, ~taught)
        rows = self._connection.execute(query).all()
        self._index.remove((row.id, row.folded, row.source_language, row.language) for row in rows)
        self._connection.execute(delete(tables.memory_unit).where(_COLUMNS.id.in_([row.id for row in rows])))

    def _chunked(self, query: Any, name: str, values: Sequence[int], **others: int) -> Iterator[Row[Any]]:  # noqa: ANN401 - a Select of any columns
        """The rows of a query with one list of values, as many at a time as SQLite takes."""
        for start in range(0, len(values), _CHUNK):
            yield from self._connection.execute(query, {name: values[start : start + _CHUNK], **others})


def _flat(text: str) -> str:
    return " ".join(text.split())


def _key(text: str) -> int:
    return _hash(_flat(text))


def _hash(*parts: str) -> int:
    """64 bits, signed as SQLite keeps them."""
    digest = hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _newest(rows: Iterable[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """One row for each identity: the newest, of equals the last."""
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        other = found.get(row["identity"])
        if other is None or (row["changed"] or 0) >= (other["changed"] or 0):
            found[row["identity"]] = row
    return found


def _row(unit: MemoryUnit, *, kept: bool) -> dict[str, Any]:
    folded = tokens(unit.source)
    return {
        "identity": _hash(unit.source, unit.target, unit.source_language, unit.language),
        "source_key": _key(unit.source),
        "words": len(folded),
        "folded": " ".join(folded),
        "source_language": unit.source_language,
        "language": unit.language,
        "kept": int(kept),
        "changed": _kept_time(unit.changed),
        "grain": unit.grain.value,
        "origin": origin_text(unit.origin),
        "article": unit.article,
        "author": unit.author,
        "source": unit.source,
        "target": unit.target,
    }


def _kept_time(at: datetime | None) -> int | None:
    # A date to come would win over every later approval.
    return None if at is None else min(now(), milliseconds(at))


def _unit(row: Row[Any]) -> MemoryUnit:
    return MemoryUnit(
        source=row.source,
        target=row.target,
        source_language=row.source_language,
        language=row.language,
        grain=Grain(row.grain),
        origin=origin_from(row.origin),
        article=row.article,
        author=row.author,
        changed=None if row.changed is None else moment(row.changed),
    )
