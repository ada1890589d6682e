"""The JSON that the editor and the server exchange."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from translate_flow.domain.article import Kind
from translate_flow.domain.bitext import Unit
from translate_flow.domain.comments import Tally
from translate_flow.domain.efforts import NOTHING_SPENT, Spent
from translate_flow.domain.inline import Code
from translate_flow.domain.parting import sentence_starts
from translate_flow.domain.translation import Action, Origin
from translate_flow.domain.words import count_words
from translate_flow.errors import InputError
from translate_flow.workflow.completing import Typing
from translate_flow.workflow.history import Step
from translate_flow.workflow.reviewing import Answer, Opened, Operation
from translate_flow.workflow.suggesting import Found, Needed, Passage, Suggestions

MOST_OPERATIONS = 200
MOST_BYTES = 1_000_000
MOST_TYPED = 20_000
"""Code points of a text that suggestions are made for."""

MOST_MILLISECONDS = 24 * 3600 * 1000
MOST_KEYS = 100_000
"""More than these nobody spends between two saves: a count beyond is wrong, and no reason to refuse the text."""

_SILENCE = Tally(0, 0)

Number = Annotated[int, Field(ge=0, lt=2**53)]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{8,64}$")]
"""Made by the browser for what may come twice."""

Language = Annotated[str, Field(pattern=r"^[A-Za-z0-9]{2,8}([-_@][A-Za-z0-9]{1,8})*$", max_length=35)]
_Text = Annotated[str, Field(max_length=MOST_TYPED)]
_Model = TypeVar("_Model", bound=BaseModel)


class Wanted(NamedTuple):
    """What suggestions are wanted for; ``text`` None is the stored one."""

    segment: int
    language: str
    text: str | None
    matches: bool


class _Spent(BaseModel):
    """What led to an operation; see `translate_flow.domain.efforts.Spent`."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    milliseconds: Number
    typed: Number
    deleted: Number
    other: Number


class _Operation(BaseModel):
    """One operation as the browser sends it; nothing is converted, nothing unknown is accepted."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: Id
    segment: Number
    language: Language
    action: Literal["edit", "confirm", "approve", "send_back", "restore"]
    text: str
    base: Number
    version: Number | None = None
    spent: _Spent | None = None


class _Batch(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    operations: Annotated[tuple[_Operation, ...], Field(min_length=1, max_length=MOST_OPERATIONS)]


class _Typing(BaseModel):
    """Where somebody types."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    segment: Number
    language: Language
    before: Annotated[str, Field(max_length=MOST_TYPED)]


class _Pairs(BaseModel):
    """Texts to compare, each with what it was."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    pairs: Annotated[tuple[tuple[_Text, _Text], ...], Field(max_length=10)]


class _Asked(BaseModel):
    """Which segment somebody works on, and what is typed there."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    segment: Number
    language: Language
    text: Annotated[str, Field(max_length=MOST_TYPED)] | None = None
    matches: bool = True


def parse_asked(body: bytes) -> Wanted:
    """Read which suggestions are wanted.

    Raises:
        InputError: not the JSON that was asked for; the text names the place.

    """
    item = parsed(_Asked, body)
    return Wanted(item.segment, item.language, item.text, item.matches)


def parse_operations(body: bytes) -> list[Operation]:
    """Read a batch.

    Raises:
        InputError: not the JSON that was asked for; the text names the place.

    """
    return [_operation(item) for item in parsed(_Batch, body).operations]


def parse_typing(body: bytes) -> Typing:
    """Read where somebody types.

    Raises:
        InputError: not the JSON that was asked for; the text names the place.

    """
    item = parsed(_Typing, body)
    return Typing(item.segment, item.language, item.before)


def parse_pairs(body: bytes) -> Sequence[tuple[str, str]]:
    """Read which texts are to be compared.

    Raises:
        InputError: not the JSON that was asked for; the text names the place.

    """
    return parsed(_Pairs, body).pairs


def parsed(model: type[_Model], body: bytes) -> _Model:
    """Read JSON as a model says.

    Raises:
        InputError: not the JSON that was asked for; the text names the place.

    """
    try:
        # Tuples and enums have no JSON form of their own; pydantic's JSON mode is strict about everything else.
        return model.model_validate_json(body)
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the body"
        raise InputError(f"{place}: {first['msg']}".replace("\n", " ")) from exc


def _operation(item: _Operation) -> Operation:
    return Operation(
        id=item.id,
        segment=item.segment,
        language=item.language,
        action=Action(item.action),
        text=item.text,
        base=item.base,
        version=item.version,
        spent=_spent(item.spent) if item.spent else NOTHING_SPENT,
    )


def _spent(item: _Spent) -> Spent:
    keys = (min(count, MOST_KEYS) for count in (item.typed, item.deleted, item.other))
    return Spent(min(item.milliseconds, MOST_MILLISECONDS), *keys)


def answer_json(answer: Answer) -> dict[str, Any]:
    """What the browser is told about one operation."""
    return {
        "operation": answer.operation,
        "outcome": answer.outcome.value,
        "segment": answer.segment,
        "text": answer.text,
        "state": answer.state.value,
        "version": answer.version,
        "by": answer.by,
        "origin": _origin(answer.origin),
        "flags": list(answer.flags),
        "reason": answer.reason,
    }


def opened_json(opened: Opened) -> dict[str, Any]:
    """An article beside its translation; a stale row tells how its source changed."""
    bitext = opened.bitext
    return {
        "article": bitext.slug,
        "source": bitext.source,
        "language": bitext.language,
        "revision": opened.revision,
        "rows": [
            {
                **_row(unit, opened.changed.get(unit.id, ()), opened.comments.get(unit.id, _SILENCE)),
                "proposed": opened.proposed.get(unit.id, ""),
            }
            for unit in bitext.units
        ],
    }


def _row(unit: Unit, changed: Sequence[Passage], comments: Tally) -> dict[str, Any]:
    segment, target = unit.segment, unit.target
    return {
        "id": unit.id,
        "number": unit.position + 1,
        "kind": segment.kind.value,
        "level": segment.level,
        "label": segment.label,
        "source": segment.text,
        "words": 0 if segment.kind is Kind.CODE else count_words(segment.plain),
        "codes": [_code(code) for code in segment.codes],
        "sentences": sentence_starts(segment),
        "text": target.text,
        "state": target.state.value,
        "version": target.version,
        "origin": _origin(target.origin),
        "flags": list(target.flags),
        "confidence": target.confidence,
        "stale": unit.stale,
        "changed": _passages(changed),
        "comments": {"open": comments.open, "all": comments.all},
    }


def step_json(step: Step) -> dict[str, Any]:
    """One step of a target's history."""
    revision = step.revision
    return {
        "version": revision.version,
        "text": revision.text,
        "state": revision.state.value,
        "action": revision.action.value,
        "author": revision.author,
        "at": revision.at.isoformat(),
        "engine": revision.origin.engine,
        "passages": _passages(step.passages),
    }


def differences_json(found: Sequence[Sequence[Passage]]) -> dict[str, Any]:
    """What became of texts, word by word."""
    return {"differences": [_passages(each) for each in found]}


def _passages(passages: Sequence[Passage]) -> list[dict[str, str]]:
    return [{"change": passage.change.value, "text": passage.text} for passage in passages]


def _code(code: Code) -> dict[str, Any]:
    return {"id": code.id, "kind": code.kind.value, "ref": code.ref, "alt": code.alt, "alone": code.standalone}


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "kind": origin.kind.value,
        "engine": origin.engine,
        "model": origin.model,
        "pivot": list(origin.pivot),
        "match": origin.match,
        "demo": origin.demo,
        "reused": origin.reused,
    }


def suggestions_json(found: Suggestions) -> dict[str, Any]:
    """Matches and terms; spans are in code points of the plain texts."""
    return {"matches": [_match(item) for item in found.matches], "terms": [_term(item) for item in found.terms]}


def _match(found: Found) -> dict[str, Any]:
    unit = found.match.unit
    return {
        "score": found.match.score,
        "rank": found.match.rank,
        "source": unit.source,
        "passages": _passages(found.passages),
        "target": unit.target,
        "article": unit.article,
        "author": unit.author,
        "changed": unit.changed.isoformat() if unit.changed else None,
        "origin": _origin(unit.origin),
        "same": found.same,
        "sentence": bool(found.match.sentence),
    }


def _term(needed: Needed) -> dict[str, Any]:
    hit = needed.hit
    return {
        "source": hit.term.source,
        "target": hit.term.target,
        "note": hit.term.note,
        "forbidden": list(hit.term.forbidden),
        "use": hit.use.value,
        "start": hit.start,
        "end": hit.end,
        "replace": list(needed.replace) if needed.replace else None,
    }
