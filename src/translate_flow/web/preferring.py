"""The route by which the editor keeps the keys that a person chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.routing import Route

from translate_flow.web.answering import guarded, posted
from translate_flow.web.door import HasStore
from translate_flow.web.messages import parsed
from translate_flow.web.security import Tokens, person_of
from translate_flow.workflow.preferring import Key, choose_keys

MOST_BYTES = 20_000
"""Far more than a key for every command."""

_Name = Annotated[str, Field(pattern=r"^[a-z_0-9]{1,40}$")]


class _Key(BaseModel):
    """A key as the browser tells it."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9]{1,30}$")]
    mod: bool
    alt: bool
    shift: bool


class _Keys(BaseModel):
    """Every key that a person chose, by what it does."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    keys: Annotated[dict[_Name, _Key], Field(max_length=100)]


def preference_routes(desk: HasStore, tokens: Tokens) -> list[Route]:
    """Where a person's keys are kept."""

    async def keep(request: Request) -> dict[str, Any]:
        item = parsed(_Keys, await posted(request, tokens, most=MOST_BYTES))
        keys = {name: Key(**key.model_dump()) for name, key in item.keys.items()}
        person = person_of(request)
        await run_in_threadpool(lambda: choose_keys(desk.store, keys, by=person))
        return {"keys": keys_json(keys)}

    return [Route("/api/keys", guarded(keep), methods=["POST"])]


def keys_json(keys: Mapping[str, Key]) -> dict[str, Any]:
    """The keys that a person chose, for their browser."""
    return {name: asdict(key) for name, key in keys.items()}
