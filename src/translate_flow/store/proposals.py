"""What became of the texts that a person proposed, in the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from translate_flow.domain.board import UNACCEPTED, Proposals
from translate_flow.domain.shelves import Shelf
from translate_flow.domain.translation import State
from translate_flow.store import tables
from translate_flow.store.shelved import STANDS

_TARGET, _SEGMENT, _ARTICLE = tables.target.c, tables.segment.c, tables.article.c
_REVISION = tables.revision.c


def proposals(connection: Connection, person: str, *, limit: int) -> tuple[Proposals, ...]:
    """The articles and languages of the newest ``limit`` texts that a person wrote, the newest first."""
    newest: dict[tuple[int, str], Row[Any]] = {}
    for row in connection.execute(_written(person, limit)):
        newest.setdefault((row.segment, row.language), row)
    found: dict[tuple[str, str], list[Row[Any]]] = {}
    for row in newest.values():
        if row.state != State.NEEDS_WORK.value:
            found.setdefault((row.slug, row.language), []).append(row)
    return tuple(_summed(rows, person) for rows in found.values())


def _written(person: str, limit: int) -> Any:  # noqa: ANN401 - a select
    written = select(_REVISION.segment, _REVISION.language, _REVISION.text, _REVISION.at)
    newest = written.where(tables.EDITED, _REVISION.author == person).order_by(_REVISION.at.desc()).limit(limit)
    mine = newest.subquery()
    here = and_(_TARGET.segment == mine.c.segment, _TARGET.language == mine.c.language)
    return (
        select(mine, _TARGET.text.label("stands"), _TARGET.state, _TARGET.changed_by)
        .add_columns(_SEGMENT.position, _ARTICLE.slug, _ARTICLE.title)
        .join_from(mine, tables.target, here)
        .join(tables.segment, and_(_SEGMENT.id == _TARGET.segment, _SEGMENT.gone.is_(None)))
        .join(tables.article, _ARTICLE.id == _TARGET.article)
        .where(STANDS[Shelf.OPEN])
        .order_by(mine.c.at.desc(), _SEGMENT.position)
    )


def _summed(rows: Sequence[Row[Any]], person: str) -> Proposals:
    waiting = [row for row in rows if row.changed_by == person and row.state in UNACCEPTED]
    accepted = [row for row in rows if row.stands == row.text and row not in waiting]
    place = min(row.position for row in waiting or rows) + 1
    first = rows[0]
    changed = len(rows) - len(waiting) - len(accepted)
    return Proposals(first.slug, first.title, first.language, place, len(waiting), len(accepted), changed)
