"""Targets and their history in the database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, exists, insert, or_, select, update

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.bitext import Bitext, Unit
from translate_flow.domain.people import Right, right_for
from translate_flow.domain.ports import Approved, Progress
from translate_flow.domain.translation import Action, OriginKind, Revision, State, Target
from translate_flow.errors import ConflictError, FourEyesError, NotFoundError
from translate_flow.store import tables
from translate_flow.store.rights import Require
from translate_flow.store.rows import (
    now,
    opened,
    origin_from,
    revision_from,
    revision_row,
    segment_from,
    target_row,
    unit_from,
)
from translate_flow.store.shelved import refuse_shelved
from translate_flow.store.standings import fresh, sum_up_around

_SIGNED_OFF = frozenset({State.APPROVED, State.PUBLISHED})
_TRANSLATING = frozenset({Action.EDIT, Action.CONFIRM, Action.RESTORE})
_ACCEPTING = frozenset({Action.CONFIRM, Action.APPROVE})
_DRAFTABLE = frozenset({State.UNTRANSLATED, State.DRAFT})
# SQLite takes at most 32,766 variables in one statement.
_CHUNK = 10_000
_UNCONFIRMED = [State.DRAFT.value, State.NEEDS_WORK.value]


class SqlTargets:
    """The target tables, through the connection of a unit of work."""

    def __init__(self, connection: Connection, *, by: str, require: Require, is_watched: Callable[[str], bool]) -> None:
        """``require`` checks a right before each write, ``is_watched`` tells where four eyes are the rule."""
        self._connection = connection
        self._by = by
        self._require = require
        self._is_watched = is_watched

    def bitext(self, slug: str, language: str) -> Bitext:
        """An article with its targets, in reading order."""
        article, own = opened(self._connection, slug, language)
        current = (tables.segment.c.article == article, tables.segment.c.gone.is_(None))
        units = self._connection.execute(_units(language).where(*current))
        return Bitext(slug, own, language, tuple(unit_from(unit, language=language) for unit in units))

    def unit(self, segment: int, language: str) -> Unit:
        """One segment with its target."""
        row = self._connection.execute(_units(language).where(tables.segment.c.id == segment)).first()
        if row is None or row.target_segment is None:
            raise NotFoundError(f"segment {segment} has no target in {language}; reload the page")
        return unit_from(row, language=language)

    def units(self, segments: Sequence[int], language: str) -> tuple[Unit, ...]:
        """Segments with their targets, in the order asked for."""
        found: dict[int, Unit] = {}
        for start in range(0, len(segments), _CHUNK):
            chosen = _units(language).where(tables.segment.c.id.in_(segments[start : start + _CHUNK]))
            found |= {row.id: unit_from(row, language=language) for row in self._connection.execute(chosen)}
        return tuple(found[segment] for segment in segments if segment in found)

    def waiting(self, slug: str, language: str, *, again: bool = False) -> Sequence[int]:
        """The segments that a machine may draft and should, in reading order."""
        rows = self._connection.execute(_drafted(slug, language))
        return [row.id for row in rows if _waits(row, again=again)]

    def write(self, target: Target, *, base: int, action: Action) -> Target:
        """Save over version ``base`` and append a revision."""
        unit = self.unit(target.segment, target.language)
        stored = unit.target
        self._require(right_for(action, before=unit.effective_state, after=target.state), language=target.language)
        self._refuse_shelved([target.segment])
        self._look_twice(target, stored)
        if stored.version != base:
            raise ConflictError(
                f"segment {target.segment} in {target.language} is at version {stored.version}, not {base}; reload it"
            )
        saved = replace(target, version=base + 1)
        at = now()
        self._connection.execute(
            update(tables.target)
            .where(tables.target.c.segment == target.segment, tables.target.c.language == target.language)
            .values(**target_row(saved), changed=at, changed_by=self._by)
        )
        row = revision_row(saved, before=stored.state, action=action, by=self._by, at=at)
        self._connection.execute(insert(tables.revision), [row])
        sum_up_around(self._connection, [saved.segment], language=saved.language)
        return saved

    def _refuse_shelved(self, segments: Sequence[int]) -> None:
        own = tables.segment.c
        for start in range(0, len(segments), _CHUNK):
            articles = select(own.article).where(own.id.in_(segments[start : start + _CHUNK]))
            refuse_shelved(self._connection, tables.article.c.id.in_(articles))

    def _look_twice(self, target: Target, stored: Target) -> None:
        """Under the rule of four eyes nobody signs off what they wrote or confirmed themselves.

        Raises:
            FourEyesError: they do.

        """
        same = stored.state in _SIGNED_OFF and (stored.text, stored.source_hash) == (target.text, target.source_hash)
        if target.state not in _SIGNED_OFF or same or not self._is_watched(target.language):
            return
        if target.text != stored.text or self._by in self._translators(target.segment, target.language):
            raise FourEyesError(
                f"in {target.language} nobody approves their own translation; let another reviewer approve it"
            )

    def _translators(self, segment: int, language: str) -> frozenset[str]:
        """Who wrote the text by hand, back to whoever confirmed it last; empty where it is the machine's alone.

        What a revision put together may be anybody's who translated something of the article.
        """
        history, authors = self.history(segment, language), set[str]()
        texts = ["", *(entry.text for entry in history)]
        for entry, before in zip(reversed(history), reversed(texts[:-1]), strict=True):
            if entry.action is Action.DRAFT or not entry.text:
                break
            if entry.action is Action.SOURCE:
                if entry.text != before:
                    return self._everybody(segment, language) | authors
            elif entry.action in _TRANSLATING or entry.text != before:  # what is sent back or approved may be reworded
                authors.add(entry.author)
            if entry.action in _ACCEPTING:
                break
        return frozenset(authors)

    def _everybody(self, segment: int, language: str) -> frozenset[str]:
        """Who ever translated something of the segment's article, or reworded it while they reviewed."""
        revision, own, before = tables.revision.c, tables.segment.c, tables.revision.alias("before")
        earlier = (before.c.segment == revision.segment, before.c.language == revision.language)
        same = exists().where(*earlier, before.c.version == revision.version - 1, before.c.text == revision.text)
        by_hand = revision.action.in_([action.value for action in _TRANSLATING])
        reworded = and_(revision.action.in_([Action.SEND_BACK.value, Action.APPROVE.value]), ~same)
        article = select(own.article).where(own.id == segment).scalar_subquery()
        query = (
            select(revision.author)
            .join(tables.segment, own.id == revision.segment)
            .where(own.article == article, revision.language == language)
            .where(or_(by_hand, reworded))
        )
        return frozenset(self._connection.execute(query.distinct()).scalars())

    def write_drafts(self, drafts: Sequence[Target]) -> frozenset[int]:
        """Save machine drafts in bulk, where nobody has touched the target meanwhile."""
        for language in {draft.language for draft in drafts}:
            self._require(Right.EDIT, language=language)
        self._refuse_shelved([draft.segment for draft in drafts])
        at = now()
        chunks = (drafts[start : start + _CHUNK] for start in range(0, len(drafts), _CHUNK))
        return frozenset(segment for chunk in chunks for segment in self._write_drafts(chunk, at=at))

    def _write_drafts(self, drafts: Sequence[Target], *, at: int) -> Sequence[int]:
        stored = self._draftable(drafts)
        fresh = [
            (replace(draft, version=draft.version + 1), stored[draft.segment, draft.language][0])
            for draft in drafts
            if stored.get((draft.segment, draft.language), (None, -1, ""))[1:] == (draft.version, draft.source_hash)
        ]
        if not fresh:
            return []
        keys = tables.target.c
        for language in {draft.language for draft, _ in fresh}:
            rows = [(draft, before) for draft, before in fresh if draft.language == language]
            self._connection.execute(
                update(tables.target).where(keys.language == language, keys.segment == bindparam("key")),
                [
                    {"key": draft.segment, **target_row(draft), "changed": at, "changed_by": self._by}
                    for draft, _ in rows
                ],
            )
        self._connection.execute(
            insert(tables.revision),
            [revision_row(draft, before=before, action=Action.DRAFT, by=self._by, at=at) for draft, before in fresh],
        )
        for language in {draft.language for draft, _ in fresh}:
            written = [draft.segment for draft, _ in fresh if draft.language == language]
            sum_up_around(self._connection, written, language=language)
        return [draft.segment for draft, _ in fresh]

    def _draftable(self, drafts: Sequence[Target]) -> dict[tuple[int, str], tuple[State, int, str]]:
        """State, version and current source hash of the targets a machine may write."""
        target, segment = tables.target.c, tables.segment.c
        query = (
            select(target.segment, target.language, target.state, target.version, target.origin, segment.source_hash)
            .join(tables.segment, segment.id == target.segment)
            .where(
                target.segment.in_({draft.segment for draft in drafts}),
                target.language.in_({draft.language for draft in drafts}),
                target.state.in_([state.value for state in _DRAFTABLE]),
            )
        )
        return {
            (row.segment, row.language): (State(row.state), row.version, row.source_hash)
            for row in self._connection.execute(query)
            if origin_from(row.origin).kind is not OriginKind.PERSON
        }

    def history(self, segment: int, language: str) -> tuple[Revision, ...]:
        """All revisions of a target, oldest first."""
        keys = tables.revision.c
        query = select(tables.revision).where(keys.segment == segment, keys.language == language).order_by(keys.version)
        return tuple(revision_from(row) for row in self._connection.execute(query))

    def sources(self, slug: str, language: str) -> Mapping[int, Segment]:
        """What stale targets were made for, by their segment's number.

        A target may come from another segment of the article (`translate_flow.workflow.composing`), so its source is
        looked for in the whole article, among what its segments say and said.
        """
        stale = {row.segment: row.source_hash for row in self._connection.execute(_stale(slug, language))}
        if not stale:
            return {}
        wanted, found = set(stale.values()), dict[str, Segment]()
        for query in _saying(slug):
            found.update(
                {
                    row.source_hash: segment_from(row)
                    for row in self._connection.execute(query)
                    if row.source_hash in wanted
                }
            )
        return {number: found[source] for number, source in stale.items() if source in found}

    def proposed(self, slug: str, language: str, *, by: Sequence[str]) -> Mapping[int, str]:
        """Who of these wrote what stands unconfirmed, by segment."""
        if not by:
            return {}
        article, keys = opened(self._connection, slug, language)[0], tables.target.c
        here = (keys.article == article, keys.language == language, keys.state.in_(_UNCONFIRMED), keys.text != "")
        query = select(keys.segment, keys.changed_by).where(*here, keys.changed_by.in_(by))
        return {row.segment: row.changed_by for row in self._connection.execute(query)}

    def progress(self, slug: str = "") -> Iterator[Progress]:
        """Progress per article and language, newest article first."""
        query = _PROGRESS.where(tables.article.c.slug == slug) if slug else _PROGRESS
        rows = self._connection.execute(query).all()
        return map(_progress, rows or (fresh(self._connection, slug) if slug else ()))

    def approved_sources(self, hashes: Collection[str], *, source: str, language: str) -> Mapping[str, Approved]:
        """Approved, current targets by source hash; the newest wins."""
        found: dict[str, Approved] = {}
        ordered = sorted(hashes)
        for start in range(0, len(ordered), _CHUNK):
            query = _approved(ordered[start : start + _CHUNK], source=source, language=language)
            rows = self._connection.execute(query)
            found.update({row.source_hash: Approved(row.text, origin_from(row.origin)) for row in rows})
        return found


def _units(language: str) -> Select[Any]:
    target = tables.target.c
    columns = [
        column.label(f"target_{column.name}")
        for column in target
        if column.name not in {"article", "changed", "changed_by"}
    ]
    return (
        select(tables.segment, *columns)
        .join(tables.target, and_(target.segment == tables.segment.c.id, target.language == language), isouter=True)
        .order_by(tables.segment.c.position)
    )


def _drafted(slug: str, language: str) -> Select[Any]:
    """What decides whether a segment waits for a draft; the text itself is not read."""
    target, segment, article = tables.target.c, tables.segment.c, tables.article.c
    return (
        select(segment.id, target.state, target.origin, (target.source_hash == segment.source_hash).label("current"))
        .join(tables.target, and_(target.segment == segment.id, target.language == language))
        .join(tables.article, article.id == segment.article)
        .where(article.slug == slug, segment.gone.is_(None), segment.kind != Kind.CODE.value)
        .where(target.state.in_([state.value for state in _DRAFTABLE]))
        .order_by(segment.position)
    )


def _waits(row: Any, *, again: bool) -> bool:  # noqa: ANN401 - a row has no type of its own
    if row.state == State.UNTRANSLATED:
        return True
    return origin_from(row.origin).kind is not OriginKind.PERSON and (again or not row.current)


def _stale(slug: str, language: str) -> Select[Any]:
    target, segment, article = tables.target.c, tables.segment.c, tables.article.c
    return (
        select(target.segment, target.source_hash)
        .join(tables.segment, segment.id == target.segment)
        .join(tables.article, article.id == segment.article)
        .where(article.slug == slug, target.language == language, segment.gone.is_(None), target.text != "")
        .where(target.source_hash != segment.source_hash)
    )


def _saying(slug: str) -> Iterator[Select[Any]]:
    """What the segments of an article said in earlier revisions, then what they say or said last."""
    segment, article = tables.segment.c, tables.article.c
    own = select(segment.id).join(tables.article, article.id == segment.article).where(article.slug == slug)
    earlier = tables.earlier_source
    yield select(*(earlier.c[name] for name in tables.SAID)).where(earlier.c.segment.in_(own))
    yield select(*(segment[name] for name in tables.SAID)).where(segment.id.in_(own))


_PROGRESS = (
    select(tables.standing, tables.article.c.slug)
    .join(tables.article, tables.article.c.id == tables.standing.c.article)
    .order_by(tables.article.c.id.desc(), tables.standing.c.language)
)


def _progress(row: Row[Any]) -> Progress:
    return Progress(
        slug=row.slug,
        language=row.language,
        segments=row.segments,
        words=row.words,
        states={state: row._mapping[f"{state.value}_segments"] for state in State},
        approved_words=row.done_words,
        approved_segments=row.done_segments,
        stale=row.stale,
        flagged=row.flagged,
    )


def _approved(hashes: Sequence[str], *, source: str, language: str) -> Select[Any]:
    target, segment, article = tables.target.c, tables.segment.c, tables.article.c
    return (
        select(segment.source_hash, target.text, target.origin)
        .join(tables.segment, and_(segment.id == target.segment, segment.source_hash == target.source_hash))
        .join(tables.article, article.id == target.article)
        .where(
            segment.source_hash.in_(hashes),
            article.language == source,
            article.deleted.is_(None),
            target.language == language,
            target.state.in_([State.APPROVED.value, State.PUBLISHED.value]),
        )
        .order_by(target.changed)
    )
