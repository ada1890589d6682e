"""The routes that help while somebody types."""

from __future__ import annotations

import math
import time
from typing import Any, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from translate_flow.domain.ports import Engine, Splitter, Store
from translate_flow.domain.spelling import Speller
from translate_flow.web.answering import posted
from translate_flow.web.messages import differences_json, parse_asked, parse_pairs, parse_typing, suggestions_json
from translate_flow.web.security import Tokens
from translate_flow.workflow import completing, suggesting
from translate_flow.workflow.checking import Severities
from translate_flow.workflow.drafting import EngineFor

CHOICE_SECONDS = 5.0
"""How long a choice of engines is kept: choosing reads folders, and somebody types a letter every 0.2 s."""

MOST_TYPED_BYTES = 200_000
"""Far more than the longest segment; what is longer is saved and not completed."""


class HasAids(Protocol):
    """The parts of a desk that the routes need."""

    @property
    def store(self) -> Store:
        """The workspace's store."""

    @property
    def splitter(self) -> Splitter:
        """Finds sentences."""

    def engine_for(self) -> EngineFor:
        """A chooser of engines for language pairs."""

    @property
    def speller(self) -> Speller:
        """Knows how words are spelt."""

    @property
    def unread_seconds(self) -> int:
        """In how many seconds nobody reads a draft; 0 where that is not asked."""

    def severities_into(self, language: str) -> Severities:
        """How bad what checks find is in a language, as the settings say."""


class Assistance:
    """The handlers; what blocks runs in the thread pool."""

    def __init__(self, desk: HasAids, tokens: Tokens) -> None:
        self._desk = desk
        self._tokens = tokens
        self._chooser: tuple[float, EngineFor] = -math.inf, desk.engine_for()

    def _engine_for(self, source: str, target: str, wish: str = "", /) -> Engine:
        now = time.monotonic()
        since, choose = self._chooser
        if now - since > CHOICE_SECONDS:
            choose = self._desk.engine_for()
            self._chooser = now, choose
        return choose(source, target, wish)

    async def complete(self, request: Request) -> dict[str, Any]:
        """How the target may go on after the caret, best first; none where that is unsure or not there in time."""
        typing = parse_typing(await posted(request, self._tokens, most=MOST_TYPED_BYTES))
        found = await run_in_threadpool(
            lambda: completing.complete(
                self._desk.store, typing, engine_for=self._engine_for, splitter=self._desk.splitter
            )
        )
        return {"suggestions": list(found)}

    async def differences(self, request: Request) -> dict[str, Any]:
        """What became of texts, word by word."""
        pairs = parse_pairs(await posted(request, self._tokens, most=MOST_TYPED_BYTES))
        found = await run_in_threadpool(lambda: [suggesting.difference(*pair) for pair in pairs])
        return differences_json(found)

    async def suggestions(self, request: Request) -> dict[str, Any]:
        """What the memory and the termbase have for a segment."""
        asked = parse_asked(await posted(request, self._tokens, most=MOST_TYPED_BYTES))
        found = await run_in_threadpool(
            lambda: suggesting.suggest(
                self._desk.store, asked.segment, asked.language, text=asked.text, matches=asked.matches
            )
        )
        return suggestions_json(found)
