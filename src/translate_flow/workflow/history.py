"""What became of a target, step by step, with what each step changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from translate_flow.domain.ports import Store
from translate_flow.domain.translation import Action, Revision
from translate_flow.workflow.suggesting import Passage, difference

TOGETHER = timedelta(minutes=5)
"""What one person types with pauses shorter than this is one step: the editor saves whenever they pause."""


@dataclass(frozen=True, slots=True)
class Step:
    """A revision, the last of those that it stands for, and how its text differs from the one before, tags included."""

    revision: Revision
    passages: tuple[Passage, ...]


def history(store: Store, segment: int, language: str) -> Sequence[Step]:
    """What became of a target, the newest first.

    Raises:
        NotFoundError: there is no such segment, or it is not translated into the language.

    """
    with store.read() as uow:
        uow.articles.home(segment, even_deleted=False)
        uow.targets.unit(segment, language)
        revisions = uow.targets.history(segment, language)
    return list(_steps(revisions))[::-1]


def _steps(revisions: Sequence[Revision]) -> Iterator[Step]:
    before = ""
    for place, revision in enumerate(revisions):
        following = revisions[place + 1] if place + 1 < len(revisions) else None
        if following is not None and _is_typed_on(revision, following):
            continue
        yield Step(revision, difference(before, revision.text))
        before = revision.text


def _is_typed_on(revision: Revision, following: Revision) -> bool:
    """Whether somebody went on with what they were typing."""
    typed = revision.action is following.action is Action.EDIT
    return typed and revision.author == following.author and following.at - revision.at < TOGETHER
