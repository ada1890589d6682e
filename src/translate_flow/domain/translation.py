"""Targets, their states, and which action leads from which state to which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import regex

from translate_flow.errors import TransitionError


class State(StrEnum):
    """How far a target is, in the order of the work."""

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    NEEDS_WORK = "needs_work"
    TRANSLATED = "translated"
    APPROVED = "approved"
    PUBLISHED = "published"


class Action(StrEnum):
    """What may be done to a target; rights are checked per action. ``source`` is the article's change under it."""

    DRAFT = "draft"
    EDIT = "edit"
    CONFIRM = "confirm"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    RESTORE = "restore"
    SOURCE = "source"


_TEXT_NEEDED = frozenset({Action.CONFIRM, Action.APPROVE, Action.SEND_BACK})
_RESULT = {
    Action.DRAFT: State.DRAFT,
    Action.EDIT: State.DRAFT,
    Action.CONFIRM: State.TRANSLATED,
    Action.APPROVE: State.APPROVED,
    Action.SEND_BACK: State.NEEDS_WORK,
}


# The letters of Hangul that only fill a place can be ignored by default; the empty pattern of Braille cannot.
_NOTHING = regex.compile(r"[\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*")


def says_nothing(text: str) -> bool:
    """Whether there is nothing to see in a text: it is empty, or all blanks and characters without a shape.

    >>> says_nothing(" \N{ZERO WIDTH SPACE}\N{HANGUL FILLER}"), says_nothing("\N{ZERO WIDTH SPACE}a")
    (True, False)
    """
    return _NOTHING.fullmatch(text) is not None


def after(state: State, action: Action, *, text: str) -> State:
    """The state that ``action`` leads to.

    A person's edit keeps ``needs work`` and otherwise leads to ``draft``: it counts as translated only when it is
    confirmed. Emptying a target makes it untranslated again.

    Raises:
        TransitionError: an empty target cannot be confirmed, approved or sent back.

    """
    if says_nothing(text):
        if action in _TEXT_NEEDED:
            msg = "this segment has no translation yet; type one first"
            raise TransitionError(msg)
        return State.UNTRANSLATED
    if action is Action.EDIT and state is State.NEEDS_WORK:
        return State.NEEDS_WORK
    return _RESULT[action]


class OriginKind(StrEnum):
    """Who or what made the text of a target."""

    NONE = "none"
    MACHINE = "machine"
    MEMORY = "memory"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a target's text came from.

    ``engine`` is an engine's name, ``model`` names the package with its fingerprint, ``pivot`` the languages between,
    ``match`` a memory match in percent, ``reused`` counts sentences of it that were approved elsewhere, ``demo`` marks
    the carried demo model, whose output nobody should rely on.
    """

    kind: OriginKind = OriginKind.NONE
    engine: str = ""
    model: str = ""
    pivot: tuple[str, ...] = ()
    match: int | None = None
    demo: bool = False
    reused: int = 0


NO_ORIGIN = Origin()


@dataclass(frozen=True, slots=True)
class Target:
    """The text of one segment in one language.

    ``version`` counts its changes from 0 and is the optimistic lock; ``source_hash`` is the source it was made for;
    ``score`` is the engine's mean token log-probability (0 is best), None where there is none; ``flags`` are stable
    words such as ``"codes"`` for what a reviewer should look at first; ``confidence`` orders drafts from 0
    (the riskiest) to 1, see `translate_flow.checks.confidence`; None for what a person wrote or nothing ever judged.
    """

    segment: int
    language: str
    text: str = ""
    state: State = State.UNTRANSLATED
    version: int = 0
    source_hash: str = ""
    origin: Origin = NO_ORIGIN
    score: float | None = None
    flags: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One entry of a target's history: what it became, who did it, and from which state."""

    segment: int
    language: str
    version: int
    text: str
    state: State
    from_state: State
    action: Action
    source_hash: str
    origin: Origin
    author: str
    at: datetime
