"""Turn domain values into rows and back."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, func, select

from translate_flow.domain.article import Change, Kind, Segment, Sentence
from translate_flow.domain.bitext import Unit
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.translation import Action, Origin, OriginKind, Revision, State, Target
from translate_flow.domain.words import count_words
from translate_flow.errors import NotFoundError
from translate_flow.store import tables


def now() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def moment(milliseconds: int) -> datetime:
    """A stored time as an aware datetime."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def maybe_moment(milliseconds: int | None) -> datetime | None:
    """A time that may not be stored."""
    return None if milliseconds is None else moment(milliseconds)


def milliseconds(at: datetime) -> int:
    """A time as it is stored."""
    return int(at.timestamp() * 1000)


def no_article(slug: str) -> NotFoundError:
    """What to raise where there is none of that name."""
    return NotFoundError(f"there is no article named {slug}; translate-flow status lists them")


def deleted_article(slug: str) -> NotFoundError:
    """What to raise where it is deleted."""
    return NotFoundError(f"the article {slug} is deleted; to have it back, run: translate-flow restore {slug}")


def opened(connection: Connection, slug: str, language: str) -> tuple[int, str]:
    """The number and the own language of an article that is open for a language.

    Raises:
        NotFoundError: there is no such article, it is deleted, or it is not open for the language.

    """
    article, languages = tables.article.c, tables.article_language.c
    here = and_(languages.article == article.id, languages.language == language)
    query = select(article.id, article.language, article.deleted, languages.language.label("open"))
    query = query.join(tables.article_language, here, isouter=True).where(article.slug == slug)
    row = connection.execute(query).first()
    if row is None:
        raise no_article(slug)
    if row.deleted is not None:
        raise deleted_article(slug)
    if row.open is None:
        raise NotFoundError(f"{slug} is not open for {language}; run: translate-flow draft {slug} --to {language}")
    return row.id, row.language


def pairs_of(connection: Connection, table: Table) -> Sequence[tuple[str, str, int]]:
    """How many rows of a table each pair of languages has, the most first."""
    pair = table.c.source_language, table.c.language
    query = select(*pair, func.count()).group_by(*pair).order_by(func.count().desc(), *pair)
    return [(source, language, count) for source, language, count in connection.execute(query)]


def sentences_text(sentences: Sequence[Sentence]) -> str:
    """Spans as they are stored."""
    return _dump([[sentence.start, sentence.end] for sentence in sentences])


def segment_row(segment: Segment, *, article: int, position: int) -> dict[str, Any]:
    """The columns of a segment, its number aside."""
    return {
        "article": article,
        "position": position,
        "kind": segment.kind.value,
        "level": segment.level,
        "label": segment.label,
        "text": segment.text,
        "codes": _dump([[code.id, code.kind.value, code.ref, code.alt] for code in segment.codes]),
        "sentences": sentences_text(segment.sentences),
        "source_hash": segment.source_hash,
        "words": 0 if segment.kind is Kind.CODE else count_words(segment.plain),
    }


def change_row(change: Change, article: int) -> dict[str, Any]:
    """The columns of a line that cleaning dropped or altered."""
    fields = {"line": change.line, "before": change.before, "after": change.after, "reason": change.reason}
    return {"article": article, **fields}


def effect_text(effect: Mapping[str, int]) -> str:
    """What a revision did, as JSON; what it did to no segment is left out."""
    return _dump({name: count for name, count in effect.items() if count})


def empty_target_row(*, by: str, at: int) -> dict[str, Any]:
    """The columns of a target that nobody has written yet, its key aside."""
    return {**target_row(Target(0, "")), "changed": at, "changed_by": by}


def codes_from(text: str) -> tuple[Code, ...]:
    """A table of inline codes from its JSON."""
    return tuple(Code(number, CodeKind(kind), ref, alt) for number, kind, ref, alt in json.loads(text))


def segment_from(row: Row[Any] | SimpleNamespace) -> Segment:
    """A segment from a row of `segment`, or from whatever else has its columns."""
    return Segment(
        kind=Kind(row.kind),
        text=row.text,
        codes=codes_from(row.codes),
        level=row.level,
        label=row.label,
        sentences=tuple(Sentence(start, end) for start, end in json.loads(row.sentences)),
    )


def origin_text(origin: Origin) -> str:
    """An origin as JSON, empty fields left out."""
    fields = {
        "kind": origin.kind.value,
        "engine": origin.engine,
        "model": origin.model,
        "pivot": list(origin.pivot),
        "match": origin.match,
        "demo": origin.demo,
        "reused": origin.reused,
    }
    return _dump({name: value for name, value in fields.items() if value})


def origin_from(text: str) -> Origin:
    """An origin from its JSON."""
    fields = json.loads(text)
    return Origin(
        kind=OriginKind(fields["kind"]),
        engine=fields.get("engine", ""),
        model=fields.get("model", ""),
        pivot=tuple(fields.get("pivot", ())),
        match=fields.get("match"),
        demo=fields.get("demo", False),
        reused=fields.get("reused", 0),
    )


def target_row(target: Target) -> dict[str, Any]:
    """The columns that a write changes; the checks have to look again."""
    return {
        "text": target.text,
        "state": target.state.value,
        "version": target.version,
        "source_hash": target.source_hash,
        "origin": origin_text(target.origin),
        "score": target.score,
        "flags": _dump(list(target.flags)),
        "confidence": target.confidence,
        "failing": None,
    }


def target_from(row: Row[Any] | SimpleNamespace) -> Target:
    """A target from a row whose target columns are labelled ``target_…``, or from whatever else has them."""
    return Target(
        segment=row.target_segment,
        language=row.target_language,
        text=row.target_text,
        state=State(row.target_state),
        version=row.target_version,
        source_hash=row.target_source_hash,
        origin=origin_from(row.target_origin),
        score=row.target_score,
        flags=tuple(json.loads(row.target_flags)),
        confidence=row.target_confidence,
    )


def unit_from(row: Row[Any], *, language: str) -> Unit:
    """A unit from a segment joined with its target; a segment that is never translated has an empty one."""
    target = Target(row.id, language) if row.target_segment is None else target_from(row)
    return Unit(row.id, row.position, segment_from(row), target, left=row.gone is not None)


def revision_row(target: Target, *, before: State, action: Action, by: str, at: int) -> dict[str, Any]:
    """The history entry of a write that led from ``before`` to ``target``."""
    return {
        "segment": target.segment,
        "language": target.language,
        "version": target.version,
        "text": target.text,
        "state": target.state.value,
        "from_state": before.value,
        "action": action.value,
        "source_hash": target.source_hash,
        "origin": origin_text(target.origin),
        "author": by,
        "at": at,
    }


def revision_from(row: Row[Any]) -> Revision:
    """A revision from its row."""
    return Revision(
        segment=row.segment,
        language=row.language,
        version=row.version,
        text=row.text,
        state=State(row.state),
        from_state=State(row.from_state),
        action=Action(row.action),
        source_hash=row.source_hash,
        origin=origin_from(row.origin),
        author=row.author,
        at=moment(row.at),
    )


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
