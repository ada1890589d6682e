"""Keep count of what the checks find in every text of the workspace, so that the board can tell it at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from translate_flow.checks.issues import Severity
from translate_flow.domain.dismissals import Dismissal
from translate_flow.domain.judgements import Judgement
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.ports import Splitter, Store, UnitOfWork
from translate_flow.domain.spelling import Speller
from translate_flow.workflow.checking import UNREAD_SECONDS, Checked, Severities, own_issues

_BATCH = 500
"""Targets that are judged between two looks at what has changed meanwhile: half a second's work."""

_FAILS = frozenset({Severity.WARNING, Severity.ERROR})


def judge_changed(
    store: Store,
    *,
    splitter: Splitter,
    speller: Speller | None = None,
    severities_into: Callable[[str], Severities] = lambda _: MappingProxyType({}),
    unread_seconds: int = UNREAD_SECONDS,
    by: str = LOCAL_OWNER,
) -> int:
    """Judge every text that changed since it was judged last, each for itself; returns how many.

    What only shows beside other segments is left to `translate_flow.workflow.checking.check`.
    """
    judged = 0
    while True:
        with store.read() as uow:
            waiting = uow.judgements.unjudged(_BATCH)
            if waiting is None:
                return judged
            slug, language, segments = waiting
            basis = _basis(uow, slug, language)
        found = own_issues(
            store,
            slug,
            segments,
            language=language,
            splitter=splitter,
            speller=speller,
            severities=severities_into(language),
            unread_seconds=unread_seconds,
        )
        counts = {unit.id: Judgement(unit.target.version, _failing(items)) for unit, items in found}
        with store.write(by=by) as uow:
            # a term or a dismissal may have changed while the checks looked: then they look again
            if _basis(uow, slug, language) == basis:
                uow.judgements.keep(language, counts)
                judged += len(counts)


def _basis(uow: UnitOfWork, slug: str, language: str) -> tuple[str, Mapping[int, Sequence[Dismissal]]]:
    """What a judgement goes by beside the texts."""
    return uow.terms.stamp(), uow.dismissals.listed(slug, language)


def _failing(found: Sequence[Checked]) -> int:
    return sum(item.issue.severity in _FAILS for item in found if item.dismissal is None)
