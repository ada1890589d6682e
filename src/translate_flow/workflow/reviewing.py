"""Review: what people do to targets, one idempotent operation at a time, over the version they saw."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from translate_flow.domain.article import Kind
from translate_flow.domain.bitext import Bitext, Unit
from translate_flow.domain.comments import Tally
from translate_flow.domain.efforts import NOTHING_SPENT, Spent
from translate_flow.domain.export import NOT_XML
from translate_flow.domain.inline import complete
from translate_flow.domain.people import Role, right_for
from translate_flow.domain.ports import Splitter, Store, UnitOfWork
from translate_flow.domain.terms import Use
from translate_flow.domain.translation import (
    NO_ORIGIN,
    Action,
    Origin,
    OriginKind,
    Revision,
    State,
    Target,
    after,
    says_nothing,
)
from translate_flow.errors import (
    ConflictError,
    FourEyesError,
    NotAllowedError,
    NotFoundError,
    ShelvedError,
    TransitionError,
)
from translate_flow.workflow.choosing import TERMS
from translate_flow.workflow.remembering import remember
from translate_flow.workflow.suggesting import Passage, difference
from translate_flow.workflow.terminology import hits

_BY_HAND = frozenset({Action.EDIT, Action.CONFIRM, Action.APPROVE, Action.SEND_BACK, Action.RESTORE})
_ACCEPTED = frozenset({Action.CONFIRM, Action.APPROVE})


@dataclass(frozen=True, slots=True)
class Operation:
    """What a person wants done to one target.

    ``id`` is made by the client and makes a repeated operation run once; ``base`` is the version that the person saw.
    ``version`` names the revision that a restore goes back to (0: before the first); a ``text`` that differs from
    that revision's counts as an edit on top of it. ``spent`` is what led to it since the operation before; it is kept
    where the operation is saved.
    """

    id: str
    segment: int
    language: str
    action: Action
    text: str
    base: int
    version: int | None = None
    spent: Spent = NOTHING_SPENT


class Outcome(StrEnum):
    """What became of an operation."""

    SAVED = "saved"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Answer:
    """The target after an operation, whether or not the operation changed it.

    On a conflict these are the newer text, state and version that are kept, and ``by`` wrote them. ``reason`` is a
    stable word for a refusal: ``"empty"``, ``"action"``, ``"code"``, ``"control"``, ``"not_allowed"``, ``"four_eyes"``,
    ``"gone"``, ``"archived"``, ``"deleted"``; ``"reused"`` where the id is that of another operation of theirs. Of what
    is saved it may be ``"left"``: the segment is not in the article any more, and its text is kept apart.
    """

    operation: str
    outcome: Outcome
    segment: int
    text: str = ""
    state: State = State.UNTRANSLATED
    version: int = 0
    by: str = ""
    origin: Origin = NO_ORIGIN
    flags: tuple[str, ...] = ()
    reason: str = ""


def units(store: Store, slug: str, language: str) -> Bitext:
    """An article beside its translation, for the editor.

    Raises:
        NotFoundError: no such article, or it is not open for the language.

    """
    with store.read() as uow:
        return uow.targets.bitext(slug, language)


@dataclass(frozen=True, slots=True)
class Opened:
    """An article beside its translation, as of a ``revision`` of the article.

    ``changed`` says what became of the source of stale targets, by segment; ``comments`` counts what was said there;
    ``proposed`` names who wrote what stands there and may only propose, until somebody who may do more takes it up.
    """

    bitext: Bitext
    changed: Mapping[int, tuple[Passage, ...]]
    comments: Mapping[int, Tally]
    revision: int
    proposed: Mapping[int, str]


def opened(store: Store, slug: str, language: str) -> Opened:
    """What the editor shows of an article.

    Raises:
        NotFoundError: no such article, or it is not open for the language.

    """
    with store.read() as uow:
        bitext = uow.targets.bitext(slug, language)
        before = uow.targets.sources(slug, language)
        comments = uow.comments.tallies(slug, language)
        revision = uow.articles.get(slug).revision
        proposed = uow.targets.proposed(slug, language, by=_proposers(uow, language))
    now = {unit.id: unit.segment.plain for unit in bitext.units if unit.id in before}
    changed = {number: difference(before[number].plain, text) for number, text in now.items()}
    return Opened(bitext, changed, comments, revision, proposed)


def _proposers(uow: UnitOfWork, language: str) -> Sequence[str]:
    return [person.name for person in uow.people.all() if person.role_in(language) is Role.PROPOSER]


def apply(store: Store, operations: Iterable[Operation], *, by: str, splitter: Splitter) -> list[Answer]:
    """Carry out operations in order, each in a transaction of its own; one answer for each.

    What is approved the translation memory learns in the same transaction, sentences found by ``splitter``; what is
    no longer approved it forgets.

    An operation that was answered before is answered the same again, without effect. One that was made over an older
    version changes nothing and is answered with the newer text. A refused one does not stop those after it.
    """
    return [_apply(store, operation, by=by, splitter=splitter) for operation in operations]


def _apply(store: Store, operation: Operation, *, by: str, splitter: Splitter) -> Answer:
    try:
        with store.write(by=by) as uow:
            return _answer(uow, operation, splitter)
    except TransitionError:
        return _refused(operation, "empty")
    except FourEyesError:
        return _refused(operation, "four_eyes")
    except NotAllowedError:
        return _refused(operation, "not_allowed")
    except NotFoundError:
        return _refused(operation, "gone")
    except ShelvedError as exc:
        return _refused(operation, exc.shelf)


def _refused(operation: Operation, reason: str) -> Answer:
    return Answer(operation.id, Outcome.REFUSED, operation.segment, text=operation.text, reason=reason)


def _answer(uow: UnitOfWork, operation: Operation, splitter: Splitter) -> Answer:
    # The person is part of the key: nobody can ask for another's answer.
    key = f"{uow.by}:{operation.id}"
    known = uow.operations.answer(key)
    if known is not None:
        return _again(operation, known)
    unit = uow.targets.unit(operation.segment, operation.language)
    if operation.action not in _BY_HAND:
        return _refused(operation, "action")
    if unit.segment.kind is Kind.CODE:
        return _refused(operation, "code")
    if NOT_XML.search(operation.text):
        return _refused(operation, "control")
    answer = _carry_out(uow, operation, unit, splitter)
    if unit.left and answer.outcome is Outcome.SAVED:
        answer = replace(answer, reason="left")
    if answer.outcome is Outcome.SAVED:
        if operation.spent != NOTHING_SPENT:
            uow.efforts.add(operation.segment, operation.language, operation.spent, base=operation.base)
        uow.operations.remember(key, _dumps(answer, digest=_digest(operation)))
    return answer


def _carry_out(uow: UnitOfWork, operation: Operation, unit: Unit, splitter: Splitter) -> Answer:
    if says_nothing(operation.text):
        operation = replace(operation, text="")
    stored = unit.target
    history = uow.targets.history(operation.segment, operation.language)
    wanted = _with_terms(uow, unit, _wanted(operation, unit, history))
    if (wanted.text, wanted.state, wanted.source_hash) == (stored.text, stored.state, stored.source_hash):
        # nothing is written, so no write of the store asks
        uow.require(
            right_for(operation.action, before=unit.effective_state, after=wanted.state), language=operation.language
        )
        _require_open(uow, unit)
        return _told(operation, Outcome.SAVED, stored, history)
    if stored.version != operation.base:
        _require_open(uow, unit)
        return _told(operation, Outcome.CONFLICT, stored, history)
    try:
        saved = uow.targets.write(wanted, base=operation.base, action=operation.action)
    except ConflictError:
        return _told(operation, Outcome.CONFLICT, stored, history)
    remember(uow, replace(unit, target=saved), splitter=splitter)
    return replace(_told(operation, Outcome.SAVED, saved, history), by=uow.by)


def _require_open(uow: UnitOfWork, unit: Unit) -> None:
    """An article that was put away is told as that, and shows nothing of what it holds."""
    uow.articles.anywhere(uow.articles.home(unit.id).slug).require_open()


def _with_terms(uow: UnitOfWork, unit: Unit, target: Target) -> Target:
    """The target with a flag where it misses a required term or has a forbidden one, as drafts have."""
    changed = target.text != unit.target.text or target.flags != unit.target.flags
    if not changed or says_nothing(target.text):
        return target
    wrong = any(hit.use is not Use.USED for hit in hits(uow, unit, text=target.text))
    return replace(target, flags=(*target.flags, TERMS)) if wrong and TERMS not in target.flags else target


def _told(operation: Operation, outcome: Outcome, target: Target, history: tuple[Revision, ...]) -> Answer:
    return Answer(
        operation.id,
        outcome,
        operation.segment,
        text=target.text,
        state=target.state,
        version=target.version,
        by=history[-1].author if history else "",
        origin=target.origin,
        flags=target.flags,
    )


def _wanted(operation: Operation, unit: Unit, history: tuple[Revision, ...]) -> Target:
    """The target as the operation wants it.

    The source it was made for changes only when a person accepts it: an edit of a stale target leaves it stale.
    """
    if operation.action is Action.RESTORE:
        return _restored(operation, unit, history)
    edited = _edited(unit, operation.text)
    state = after(unit.target.state, operation.action, text=operation.text)
    if operation.action in _ACCEPTED:
        return replace(edited, state=state, source_hash=unit.segment.source_hash, flags=_code_flag(unit, edited.text))
    return replace(edited, state=state)


def _edited(unit: Unit, text: str) -> Target:
    """The target with a person's text.

    Text that stays as it was keeps its origin: an approved draft remains the engine's. A changed one becomes a
    person's, and its origin still names the engine it started from: that is a post-edit, and a demo draft with one
    letter changed is still a demo draft. The draft itself stays in the history, where post-edit effort is measured.
    """
    target = unit.target
    if text == target.text:
        return target
    origin = replace(target.origin, kind=OriginKind.PERSON) if not says_nothing(text) else NO_ORIGIN
    source_hash = target.source_hash if target.text else unit.segment.source_hash
    fresh = replace(target, score=None, confidence=None, flags=_code_flag(unit, text))
    return replace(fresh, text=text, origin=origin, source_hash=source_hash)


def _restored(operation: Operation, unit: Unit, history: tuple[Revision, ...]) -> Target:
    earlier = next((revision for revision in history if revision.version == operation.version), None)
    if earlier is None and operation.version != 0:
        raise NotFoundError(f"segment {operation.segment} has no version {operation.version}; reload the page")
    back = _before(unit) if earlier is None else _back_to(unit, earlier)
    if operation.text == back.text:
        return back
    edited = _edited(replace(unit, target=back), operation.text)
    return replace(edited, state=after(back.state, Action.EDIT, text=operation.text))


def _before(unit: Unit) -> Target:
    """The target as it was before anybody wrote it."""
    return Target(unit.target.segment, unit.target.language, version=unit.target.version)


def _back_to(unit: Unit, earlier: Revision) -> Target:
    """The target as it was, made for the source it was made for then: an old text does not become a current one."""
    return replace(
        unit.target,
        text=earlier.text,
        state=earlier.state,
        origin=earlier.origin,
        source_hash=earlier.source_hash,
        score=None,
        confidence=None,
        flags=_code_flag(unit, earlier.text),
    )


def _code_flag(unit: Unit, text: str) -> tuple[str, ...]:
    """What a reviewer must still look at once a person touched the text: inline codes that are not whole."""
    whole = says_nothing(text) or complete(text, unit.segment.codes)
    return () if whole else ("codes",)


def _again(operation: Operation, stored: str) -> Answer:
    """The answer of before; what is another operation under the id of one is not told that it was saved."""
    fields = json.loads(stored)
    # answers that are older than the digest have none
    if fields.pop("digest", "") not in {"", _digest(operation)}:
        return _refused(operation, "reused")
    return _loaded(fields)


def _digest(operation: Operation) -> str:
    """What an operation asks for, whatever its id and what was spent on it."""
    asked = {name: value for name, value in asdict(replace(operation, id="")).items() if name != "spent"}
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _dumps(answer: Answer, *, digest: str) -> str:
    return json.dumps({**asdict(answer), "digest": digest}, ensure_ascii=False)


def _loaded(fields: dict[str, Any]) -> Answer:
    origin = fields.pop("origin")
    return Answer(
        **{
            **fields,
            "outcome": Outcome(fields["outcome"]),
            "state": State(fields["state"]),
            "flags": tuple(fields["flags"]),
        },
        origin=Origin(**{**origin, "kind": OriginKind(origin["kind"]), "pivot": tuple(origin["pivot"])}),
    )
