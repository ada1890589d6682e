"""Who works on which segment now: told to those beside them, kept nowhere."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.routing import Route

from translate_flow.web.answering import guarded, posted
from translate_flow.web.assisting import HasAids
from translate_flow.web.messages import Id, Language, Number, parsed
from translate_flow.web.security import Tokens, person_of
from translate_flow.workflow import revising

MOST_BYTES = 2_000
GONE_SECONDS = 45.0
"""A tab tells of itself three times as often; one that was silent for this long has gone."""

MOST_TABS = 5_000
"""Tabs that are known at once; more are forgotten, the one that was silent for longest first."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A tab of a person, in an article and language, on a segment (0: none), typing there or not."""

    tab: str
    person: str
    article: str
    language: str
    segment: int
    typing: bool


class Presence:
    """The latest sign of each tab, in this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` counts seconds."""
        self._clock, self._lock = clock, threading.Lock()
        self._signs: dict[tuple[str, str], tuple[float, Sign]] = {}

    def here(self, sign: Sign) -> Sequence[Sign]:
        """Take a sign, and tell those of the others in the same article and language, by person."""
        now = self._clock()
        # The person is part of the key: nobody speaks for another's tab.
        key = (sign.person, sign.tab)
        with self._lock:
            self._signs.pop(key, None)
            self._signs[key] = now, sign
            self._forget(now)
            beside = [other for at, other in self._signs.values() if at > now - GONE_SECONDS and other is not sign]
        place = (sign.article, sign.language)
        return sorted(
            (other for other in beside if (other.article, other.language) == place), key=lambda other: other.person
        )

    def leave(self, person: str, tab: str) -> None:
        """Forget a tab that was closed."""
        with self._lock:
            self._signs.pop((person, tab), None)

    def _forget(self, now: float) -> None:
        """Those that were silent for long; signs are kept in the order in which they came."""
        while self._signs:
            key, (at, _) = next(iter(self._signs.items()))
            if at > now - GONE_SECONDS and len(self._signs) <= MOST_TABS:
                return
            del self._signs[key]


class _Sign(BaseModel):
    """What a tab tells of itself."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    tab: Id
    article: Annotated[str, Field(max_length=100)]
    language: Language
    segment: Number
    typing: bool
    leaving: bool = False


def presence_routes(desk: HasAids, tokens: Tokens) -> list[Route]:
    """Where tabs tell of themselves, hear of each other, and of the article's revision as it is now (0: gone)."""
    known = Presence()

    async def here(request: Request) -> dict[str, Any]:
        item = parsed(_Sign, await posted(request, tokens, most=MOST_BYTES))
        person = person_of(request)
        if item.leaving:
            known.leave(person, item.tab)
            return {"others": [], "revision": 0}
        article = await run_in_threadpool(lambda: revising.known(desk.store, item.article))
        others = known.here(Sign(item.tab, person, item.article, item.language, item.segment, item.typing))
        return {"others": [_other(other) for other in others], "revision": article.revision if article else 0}

    return [Route("/api/presence", guarded(here), methods=["POST"])]


def _other(sign: Sign) -> dict[str, Any]:
    """Another's place; their tab stays theirs."""
    return {"person": sign.person, "segment": sign.segment, "typing": sign.typing}
