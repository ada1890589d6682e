"""Which articles stand on which shelf, as conditions; and the one place where writes to shelved ones are refused."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, and_, case, or_, select

from translate_flow.domain.shelves import Shelf
from translate_flow.errors import ShelvedError
from translate_flow.store import tables

_ARTICLE = tables.article.c

STANDS: Mapping[Shelf, ColumnElement[bool]] = {
    Shelf.OPEN: and_(_ARTICLE.archived.is_(None), _ARTICLE.deleted.is_(None)),
    Shelf.ARCHIVED: and_(_ARTICLE.archived.is_not(None), _ARTICLE.deleted.is_(None)),
    Shelf.DELETED: _ARTICLE.deleted.is_not(None),
}
SHELF = case(*((stands, shelf.value) for shelf, stands in STANDS.items())).label("shelf")
"""The shelf of an article, as a column."""


def refuse_shelved(connection: Connection, articles: ColumnElement[bool]) -> None:
    """Let a write go on only if these articles are open.

    Raises:
        ShelvedError: one of them is not.

    """
    shelved = or_(STANDS[Shelf.ARCHIVED], STANDS[Shelf.DELETED])
    query = select(_ARTICLE.slug, _ARTICLE.deleted).where(articles, shelved).limit(1)
    row = connection.execute(query).first()
    if row is not None:
        raise ShelvedError(row.slug, Shelf.ARCHIVED if row.deleted is None else Shelf.DELETED)
