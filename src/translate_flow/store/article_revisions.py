"""The revisions of an article in the database: a list of them, and the text that the last one replaced."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, Row, select

from translate_flow.domain.article import Article, Change
from translate_flow.domain.assignment import Assignment
from translate_flow.domain.ports import Entry
from translate_flow.domain.revisions import ArticleRevision, Replaced
from translate_flow.domain.translation import Target
from translate_flow.store import tables
from translate_flow.store.assignments import assignment_from, assignment_row
from translate_flow.store.following import Parts, parts_of
from translate_flow.store.rows import change_row, moment, segment_from, target_from, target_row

*_SAID, _HASH = tables.SAID


def listed(connection: Connection, entry: Entry) -> Sequence[ArticleRevision]:
    """The revisions of an article, the newest first."""
    table = tables.article_revision.c
    columns = table.number, table.at, table.by, table.origin, table.effect, table.undoes
    rows = connection.execute(select(*columns).where(table.article == entry.id).order_by(table.number.desc()))
    return [
        ArticleRevision(row.number, moment(row.at), row.by, row.origin, json.loads(row.effect), row.undoes)
        for row in rows
    ]


def replaced(connection: Connection, entry: Entry) -> Replaced | None:
    """What the last revision of an article replaced."""
    text = _last(connection, entry)
    return None if text is None else _replaced(entry, json.loads(text))


def replaced_text(connection: Connection, entry: Entry, segments: Sequence[Row[Any]], targets: Sequence[Target]) -> str:
    """An article as it is stored now, and the targets that are about to change, as JSON."""
    current = sorted((row for row in segments if row.gone is None), key=lambda row: row.position)
    article = connection.execute(select(tables.article.c.origin).where(tables.article.c.id == entry.id)).scalar_one()
    query = select(tables.change).where(tables.change.c.article == entry.id).order_by(tables.change.c.id)
    changes = [Change(row.line, row.before, row.after, row.reason) for row in connection.execute(query)]
    fields = {
        "origin": article,
        "segments": [[row.id, {name: row._mapping[name] for name in _SAID}] for row in current],
        "changes": [change_row(change, entry.id) for change in changes],
        "targets": [[target.segment, target.language, target_row(target)] for target in targets],
        "comments": _comments(connection, entry),
        "assignments": {
            language: [assignment_row(item, entry.id) for item in items]
            for language, items in parts_of(connection, entry.id).items()
        },
    }
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _comments(connection: Connection, entry: Entry) -> Sequence[Sequence[int]]:
    """The comments on an article, each with its segment."""
    comment = tables.comment.c
    rows = connection.execute(select(comment.id, comment.segment).where(comment.article == entry.id))
    return [list(row) for row in rows]


def earlier_parts(connection: Connection, entry: Entry) -> Mapping[str, Parts]:
    """Who had which part of the text that the last revision replaced, by language."""
    fields = json.loads(_last(connection, entry) or "{}")
    return {
        language: [_assignment(entry.slug, columns) for columns in items]
        for language, items in fields.get("assignments", {}).items()
    }


def _assignment(slug: str, columns: dict[str, Any]) -> Assignment:
    return assignment_from(SimpleNamespace(slug=slug, **columns))


def _last(connection: Connection, entry: Entry) -> str | None:
    table = tables.article_revision.c
    query = select(table.replaced).where(table.article == entry.id, table.number == entry.revision)
    return connection.execute(query).scalar()


def _replaced(entry: Entry, fields: dict[str, Any]) -> Replaced:
    segments = tuple(segment_from(SimpleNamespace(**said)) for _, said in fields["segments"])
    changes = (Change(it["line"], it["before"], it["after"], it["reason"]) for it in fields["changes"])
    return Replaced(
        entry.revision,
        Article(entry.language, segments, tuple(changes)),
        tuple(number for number, _ in fields["segments"]),
        fields["origin"],
        tuple(_target(*each) for each in fields["targets"]),
        tuple((number, segment) for number, segment in fields.get("comments", ())),
    )


def _target(segment: int, language: str, columns: dict[str, Any]) -> Target:
    labelled = {f"target_{name}": value for name, value in columns.items()}
    return target_from(SimpleNamespace(target_segment=segment, target_language=language, **labelled))
