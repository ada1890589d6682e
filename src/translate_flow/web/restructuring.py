"""The route by which the editor splits and merges segments, and takes that back."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.routing import Route

from translate_flow.domain.parting import sentence_starts
from translate_flow.domain.ports import Entry, Splitter, Store
from translate_flow.errors import ConflictError, NotAllowedError, NotFoundError, ShelvedError, StructureError
from translate_flow.web.answering import guarded, posted
from translate_flow.web.assisting import HasAids
from translate_flow.web.messages import Number, parsed
from translate_flow.web.security import Tokens, person_of
from translate_flow.workflow.restructuring import merge, split, unsplit
from translate_flow.workflow.sentencing import end_sentence, run_on

_SENTENCES = {"end_sentence": end_sentence, "run_on": run_on}

MOST_BYTES = 2_000
"""A few numbers."""


class _Wish(BaseModel):
    """What somebody wants done to a segment; ``seen`` is the article's revision on their page.

    ``at`` is where it is split, or a sentence of it: before that code point of its plain source.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    act: Literal["split", "merge", "undo", "end_sentence", "run_on"]
    segment: Number
    seen: Number
    at: Number = 0


def structure_routes(desk: HasAids, tokens: Tokens) -> list[Route]:
    """Where segments are split and merged."""

    async def restructure(request: Request) -> dict[str, Any]:
        wish = parsed(_Wish, await posted(request, tokens, most=MOST_BYTES))
        person = person_of(request)
        return await run_in_threadpool(lambda: _answer(desk, wish, by=person))

    return [Route("/api/structure", guarded(restructure), methods=["POST"])]


def _answer(desk: HasAids, wish: _Wish, *, by: str) -> dict[str, Any]:
    """The article's revision now; ``reason`` is empty, or a stable word for why nothing was done."""
    try:
        return {"revision": wish.seen, "reason": "", **_done(desk.store, desk.splitter, wish, by=by)}
    except StructureError as exc:
        return {"revision": wish.seen, "reason": exc.reason}
    except ShelvedError as exc:
        return {"revision": wish.seen, "reason": str(exc.shelf)}
    except NotAllowedError:
        return {"revision": wish.seen, "reason": "not_allowed"}
    except ConflictError:
        return {"revision": wish.seen, "reason": "changed"}
    except NotFoundError:
        return {"revision": wish.seen, "reason": "gone"}


def _done(store: Store, splitter: Splitter, wish: _Wish, *, by: str) -> dict[str, Any]:
    """What is other now: the article's revision, or where the sentences of the segment begin."""
    if wish.act in _SENTENCES:
        segment = _SENTENCES[wish.act](store, wish.segment, wish.at, by=by, seen=wish.seen)
        return {"sentences": sentence_starts(segment)}
    return {"revision": _recast(store, splitter, wish, by=by).revision}


def _recast(store: Store, splitter: Splitter, wish: _Wish, *, by: str) -> Entry:
    if wish.act == "split":
        return split(store, wish.segment, wish.at, splitter=splitter, by=by, seen=wish.seen).entry
    if wish.act == "merge":
        return merge(store, wish.segment, splitter=splitter, by=by, seen=wish.seen).entry
    return unsplit(store, wish.segment, splitter=splitter, by=by, seen=wish.seen).entry
