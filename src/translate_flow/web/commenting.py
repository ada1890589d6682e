"""The routes by which the editor shows and writes comments."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.routing import Route

from translate_flow.domain.comments import Comment, passages
from translate_flow.web.answering import asked, asked_number, guarded, posted
from translate_flow.web.door import HasStore
from translate_flow.web.messages import Id, Language, Number, parsed
from translate_flow.web.security import Tokens, person_of
from translate_flow.workflow import commenting
from translate_flow.workflow.commenting import Act, Wish

MOST_BYTES = 100_000
"""Far more than the longest comment."""

_THREAD = "/api/comments?segment=12&language=es"


class _Wish(BaseModel):
    """What somebody wants done, as the browser sends it."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: Id
    act: Literal["add", "resolve", "reopen", "remove"]
    segment: Number
    language: Language
    text: str = ""
    comment: Annotated[int, Field(ge=0, lt=2**53)] = 0


def comment_routes(desk: HasStore, tokens: Tokens) -> list[Route]:
    """A segment's thread, what is done about it, and who may be named in it."""
    talk = _Talk(desk, tokens)
    return [
        Route("/api/comments", guarded(talk.thread), methods=["GET"]),
        Route("/api/comments", guarded(talk.write), methods=["POST"]),
        Route("/api/people", guarded(talk.people), methods=["GET"]),
    ]


class _Talk:
    """The handlers; what blocks runs in the thread pool."""

    def __init__(self, desk: HasStore, tokens: Tokens) -> None:
        self._desk, self._tokens = desk, tokens

    async def thread(self, request: Request) -> dict[str, Any]:
        """What was said about a segment in a language, the oldest first."""
        segment = asked_number(request, "segment", example=_THREAD)
        language = asked(request, "language", example=_THREAD)
        found = await run_in_threadpool(lambda: commenting.thread(self._desk.store, segment, language))
        return {"comments": [_comment_json(comment) for comment in found]}

    async def write(self, request: Request) -> dict[str, Any]:
        """Do one thing, once, and answer with what stands there now."""
        item = parsed(_Wish, await posted(request, self._tokens, most=MOST_BYTES))
        wish = Wish(item.id, Act(item.act), item.segment, item.language, item.text, item.comment)
        person = person_of(request)
        answer = await run_in_threadpool(lambda: commenting.carry_out(self._desk.store, wish, by=person))
        return {
            "wish": answer.wish,
            "segment": wish.segment,
            "reason": answer.reason,
            "comments": [_comment_json(comment) for comment in answer.thread],
            "strangers": list(answer.strangers),
        }

    async def people(self, _request: Request) -> dict[str, Any]:
        """Who may be named, with the name by which others know them."""
        found = await run_in_threadpool(lambda: commenting.people(self._desk.store))
        return {"people": [{"name": person.name, "display": person.display} for person in found]}


def _comment_json(comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.id,
        "author": comment.author,
        "at": comment.at.isoformat(),
        "passages": [{"text": text, "person": person} for text, person in passages(comment.text, comment.mentions)],
        "resolved": comment.resolved.isoformat() if comment.resolved else None,
        "resolved_by": comment.resolved_by,
    }
