"""What the checks find in targets, counted in the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, and_, bindparam, or_, select, update

from translate_flow.domain.judgements import Judgement, Unjudged
from translate_flow.domain.shelves import Shelf
from translate_flow.store import tables
from translate_flow.store.shelved import STANDS
from translate_flow.store.standings import sum_up_around

_MANY = 20
"""From here on it is cheaper to judge every text again than to look for so many words."""

_TARGET, _SEGMENT, _ARTICLE = tables.target.c, tables.segment.c, tables.article.c


class SqlJudgements:
    """The counts, through the connection of a unit of work."""

    def __init__(self, connection: Connection) -> None:
        """The desk writes them by itself, for nobody: no right is asked."""
        self._connection = connection

    def unjudged(self, limit: int) -> Unjudged | None:
        """Segments of the first article and language where any are left; archived and deleted articles wait."""
        waiting = (
            select(_TARGET.article, _TARGET.language, _ARTICLE.slug)
            .join(tables.article, _ARTICLE.id == _TARGET.article)
            .join(tables.segment, _SEGMENT.id == _TARGET.segment)
            .where(tables.UNJUDGED, STANDS[Shelf.OPEN], _SEGMENT.gone.is_(None))
        )
        first = self._connection.execute(waiting.limit(1)).first()
        if first is None:
            return None
        here = (_TARGET.article == first.article, _TARGET.language == first.language, _SEGMENT.gone.is_(None))
        query = select(_TARGET.segment).join(tables.segment, _SEGMENT.id == _TARGET.segment)
        found = self._connection.execute(query.where(tables.UNJUDGED, *here).limit(limit)).scalars().all()
        return Unjudged(first.slug, first.language, found)

    def keep(self, language: str, found: Mapping[int, Judgement]) -> None:
        """Keep the counts of the versions that still stand, and sum their articles up."""
        if not found:
            return
        query = update(tables.target).where(
            _TARGET.segment == bindparam("at"), _TARGET.language == language, _TARGET.version == bindparam("judged")
        )
        rows = [{"at": at, "judged": item.version, "failing": item.failing} for at, item in found.items()]
        self._connection.execute(query, rows)
        sum_up_around(self._connection, list(found), language=language)


def judge_again(connection: Connection, *conditions: ColumnElement[bool]) -> None:
    """Let the checks look again at the targets for which all conditions hold."""
    judged = and_(_TARGET.failing.is_not(None), *conditions)
    connection.execute(update(tables.target).where(judged).values(failing=None))


def judge_terms_again(connection: Connection, terms: Sequence[tuple[str, str]]) -> None:
    """Let the checks look again where terms may stand, given by their source texts and target languages.

    A source may have a term in another form: its longest word without beginning and end has to be there. Of many terms
    every text in their languages is judged again.
    """
    for language in {language for _, language in terms}:
        words = {_core(source) for source, other in terms if other == language}
        here = or_(_TARGET.language == language, _TARGET.language.startswith(f"{language}-"))
        if len(words) > _MANY or "" in words:
            judge_again(connection, here)
            continue
        for word in words:
            segments = select(_SEGMENT.id).where(_SEGMENT.text.icontains(word, autoescape=True))
            judge_again(connection, here, _TARGET.segment.in_(segments))


def _core(term: str) -> str:
    """What every form of a term's longest word has in the middle; empty where too little would be left."""
    word = max(term.split(), key=len)
    return word[1 : -2 if len(word) > 5 else -1] if len(word) > 3 else ""
