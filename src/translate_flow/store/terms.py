"""The termbase in the database."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, func, insert, select, update

from translate_flow.domain.languages import primary
from translate_flow.domain.people import Right
from translate_flow.domain.terms import Build, Term, folded
from translate_flow.errors import NotFoundError
from translate_flow.store import tables
from translate_flow.store.judgements import judge_terms_again
from translate_flow.store.recent import Recent
from translate_flow.store.rights import Require
from translate_flow.store.rows import now, pairs_of

_Built = TypeVar("_Built")

_TERM = tables.term.c
_KEY = ("source", "target", "source_language", "language", "collection")
# SQLite takes at most 32,766 variables in one statement.
_CHUNK = 10_000


class SqlTerms:
    """The term table, through the connection of a unit of work."""

    def __init__(self, connection: Connection, *, by: str, require: Require, recent: Recent) -> None:
        """``require`` checks a right before each write: terms bind everybody, so who approves may set them.

        ``recent`` outlives the transaction: a stamp is never used twice, not even by one that is rolled back.
        """
        self._connection = connection
        self._recent = recent
        self._by = by
        self._require = require

    def add(self, terms: Iterable[Term]) -> int:
        """Keep terms, the last of those with the same key; returns how many."""
        wanted = {_key(term): term for term in terms}
        for language in {term.language for term in wanted.values()}:
            self._require(Right.APPROVE, language=language)
        if not wanted:
            return 0
        self._check_collections({term.collection for term in wanted.values()} - {""})
        stored = self._stored({(term.source_language, term.language) for term in wanted.values()})
        rows = [_row(term) | {"changed": now(), "changed_by": self._by} for term in wanted.values()]
        self._insert([row for row in rows if tuple(row[name] for name in _KEY) not in stored])
        self._update([row for row in rows if tuple(row[name] for name in _KEY) in stored])
        self._mark([(term.source, primary(term.language)) for term in wanted.values()])
        return len(wanted)

    def all(self, *, source: str = "", language: str = "", collection: str = "") -> Sequence[Term]:
        """The terms of a language pair, or of every pair, oldest first."""
        query = select(tables.term).where(*_among(collection, source, language)).order_by(_TERM.id)
        return [_term(row) for row in self._connection.execute(query)]

    def search(
        self,
        text: str,
        *,
        source: str = "",
        language: str = "",
        collection: str = "",
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[Term]:
        """Terms that hold ``text`` on either side, in any case; by source, for ``folded`` begins with it."""
        query = (
            select(tables.term).where(*_holding(text, collection, source, language)).order_by(_TERM.folded, _TERM.id)
        )
        return [_term(row) for row in self._connection.execute(query.limit(limit).offset(offset))]

    def count(self, text: str = "", *, source: str = "", language: str = "", collection: str = "") -> int:
        """How many terms hold ``text``."""
        query = select(func.count()).select_from(tables.term).where(*_holding(text, collection, source, language))
        return self._connection.execute(query).scalar_one()

    def pairs(self) -> Sequence[tuple[str, str, int]]:
        """How many terms each pair of languages has."""
        return pairs_of(self._connection, tables.term)

    def stored(self, term: Term) -> Term | None:
        """The term as it is kept now."""
        row = self._connection.execute(select(tables.term).where(*_same(term))).one_or_none()
        return None if row is None else _term(row)

    def discard(self, term: Term) -> None:
        """Delete this very term."""
        self._require(Right.APPROVE, language=term.language)
        if self._connection.execute(delete(tables.term).where(*_same(term))).rowcount:
            self._mark([(term.source, primary(term.language))])

    def remove(self, source_text: str, target: str = "", *, source: str, language: str, collection: str = "") -> int:
        """Delete the terms of a source text; returns how many there were."""
        self._require(Right.APPROVE, language=language)
        chosen = [_TERM.source == source_text, *_among(collection, source, language)]
        if target:
            chosen.append(_TERM.target == target)
        count = self._connection.execute(delete(tables.term).where(*chosen)).rowcount
        if count:
            self._mark([(source_text, primary(language))])
        return count

    def clear(self, collection: str) -> None:
        """Delete all terms of a collection."""
        mine = _TERM.collection == collection
        terms = [(row.source, row.language) for row in self._connection.execute(select(tables.term).where(mine))]
        for language in {language for _, language in terms}:
            self._require(Right.APPROVE, language=language)
        if self._connection.execute(delete(tables.term).where(mine)).rowcount:
            self._mark([(source, primary(language)) for source, language in terms])

    def built(self, build: Build[_Built], *, source: str, language: str, collection: str = "") -> _Built:
        """What ``build`` makes of the terms of a language pair, kept while they stay the same.

        Most collections have none of their own, and nothing is kept for those.
        """
        pair = {"source": source, "language": language}
        if collection and not self._any(collection, source, language):
            return build((), **pair)
        key = (build, self.stamp(), source, language, collection)
        return self._recent.get(key, lambda: build(self.all(**pair, collection=collection), **pair))

    def _any(self, collection: str, source: str, language: str) -> bool:
        query = select(_TERM.id).where(*_among(collection, source, language)).limit(1)
        return self._connection.execute(query).first() is not None

    def _check_collections(self, names: Iterable[str]) -> None:
        for name in names:
            query = select(tables.collection.c.name).where(tables.collection.c.name == name)
            if self._connection.execute(query).first() is None:
                raise NotFoundError(f"there is no collection named {name}; run: translate-flow collections list")

    def stamp(self) -> str:
        """Changes with every write; empty while nothing was ever written."""
        return self._connection.execute(select(tables.term_stamp.c.stamp)).scalar() or ""

    def _stored(self, pairs: Iterable[tuple[str, str]]) -> set[tuple[Any, ...]]:
        columns = select(*(_TERM[name] for name in _KEY))
        return {
            tuple(row)
            for source, language in pairs
            for row in self._connection.execute(
                columns.where(_TERM.source_language == source, _TERM.language == language)
            )
        }

    def _insert(self, rows: Sequence[dict[str, Any]]) -> None:
        for start in range(0, len(rows), _CHUNK):
            self._connection.execute(insert(tables.term), rows[start : start + _CHUNK])

    def _update(self, rows: Sequence[dict[str, Any]]) -> None:
        if not rows:
            return
        same = [_TERM[name] == bindparam(f"key_{name}") for name in _KEY]
        rest: dict[str, Any] = {name: bindparam(f"new_{name}") for name in rows[0] if name not in _KEY}
        values = [{f"{'key' if name in _KEY else 'new'}_{name}": row[name] for name in row} for row in rows]
        self._connection.execute(update(tables.term).where(*same).values(**rest), values)

    def _mark(self, changed: Sequence[tuple[str, str]]) -> None:
        """The termbase is another, and these are the source texts and the languages of what changed."""
        judge_terms_again(self._connection, changed)
        self._connection.execute(delete(tables.term_stamp))
        self._connection.execute(insert(tables.term_stamp).values(id=1, stamp=uuid.uuid4().hex))


def _of_pair(source: str, language: str) -> list[ColumnElement[bool]]:
    if source and language:
        return [_TERM.pair == f"{primary(source)} {primary(language)}"]
    chosen = [_TERM.pair.startswith(f"{primary(source)} ", autoescape=True)] if source else []
    return chosen + ([_TERM.pair.endswith(f" {primary(language)}", autoescape=True)] if language else [])


def _among(collection: str, source: str, language: str) -> list[ColumnElement[bool]]:
    return [_TERM.collection == collection, *_of_pair(source, language)]


def _holding(text: str, collection: str, source: str, language: str) -> list[ColumnElement[bool]]:
    holds = [_TERM.folded.contains(folded(text), autoescape=True)] if text else []
    return holds + _among(collection, source, language)


def _same(term: Term) -> list[ColumnElement[bool]]:
    return [_TERM[name] == value for name, value in zip(_KEY, _key(term), strict=True)]


def _key(term: Term) -> tuple[str, ...]:
    return term.source, term.target, term.source_language, term.language, term.collection


def _row(term: Term) -> dict[str, Any]:
    return {
        "source": term.source,
        "target": term.target,
        "source_language": term.source_language,
        "language": term.language,
        "pair": f"{primary(term.source_language)} {primary(term.language)}",
        "part_of_speech": term.part_of_speech,
        "forbidden": json.dumps(term.forbidden, ensure_ascii=False),
        "case_sensitive": term.case_sensitive,
        "note": term.note,
        "collection": term.collection,
        "folded": folded("\n".join((term.source, term.target, *term.forbidden))),
    }


def _term(row: Row[Any]) -> Term:
    return Term(
        source=row.source,
        target=row.target,
        source_language=row.source_language,
        language=row.language,
        part_of_speech=row.part_of_speech,
        forbidden=tuple(json.loads(row.forbidden)),
        case_sensitive=row.case_sensitive,
        note=row.note,
        collection=row.collection,
    )
