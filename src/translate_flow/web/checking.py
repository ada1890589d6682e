"""The routes by which the editor shows what checks find, and takes a person's word that it is right."""

from __future__ import annotations

from typing import Annotated, Any, Protocol

from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.routing import Route

from translate_flow.domain.dismissals import Place
from translate_flow.domain.ports import Splitter, Store
from translate_flow.domain.spelling import Speller
from translate_flow.errors import NotAllowedError, ShelvedError
from translate_flow.web.answering import asked, guarded, posted
from translate_flow.web.messages import MOST_TYPED, Language, Number, parsed
from translate_flow.web.security import Tokens, person_of
from translate_flow.workflow import checking
from translate_flow.workflow.checking import Checked, Severities, Verdict

MOST_BYTES = 200_000
"""Far more than the longest segment; what is longer is saved and not checked as it is typed."""

_WHOLE = "/api/checks?article=...&language=..."


class HasChecks(Protocol):
    """The parts of a desk that the routes need."""

    @property
    def store(self) -> Store:
        """The workspace's store."""

    @property
    def splitter(self) -> Splitter:
        """Finds sentences."""

    @property
    def speller(self) -> Speller:
        """Knows how words are spelt."""

    @property
    def unread_seconds(self) -> int:
        """In how many seconds nobody reads a draft; 0 where that is not asked."""

    def severities_into(self, language: str) -> Severities:
        """How bad what checks find is in a language, as the settings say."""


class _Typed(BaseModel):
    """A segment as somebody types it."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    segment: Number
    language: Language
    text: Annotated[str, Field(max_length=MOST_TYPED)]


class _Verdict(_Typed):
    """A person's word on a finding; its place is in code points of the plain target."""

    code: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    start: Number
    end: Number
    dismissed: bool
    note: Annotated[str, Field(max_length=MOST_TYPED)] = ""


def check_routes(desk: HasChecks, tokens: Tokens) -> list[Route]:
    """What checks find in an article, in a segment as it is typed, and what people say to that."""
    checks = _Checks(desk, tokens)
    return [
        Route("/api/checks", guarded(checks.article), methods=["GET"]),
        Route("/api/checks", guarded(checks.segment), methods=["POST"]),
        Route("/api/verdicts", guarded(checks.verdict), methods=["POST"]),
    ]


class _Checks:
    """The handlers; what blocks runs in the thread pool."""

    def __init__(self, desk: HasChecks, tokens: Tokens) -> None:
        self._desk, self._tokens = desk, tokens

    async def article(self, request: Request) -> dict[str, Any]:
        """What is found in a whole article, by segment."""
        article, language = (asked(request, name, example=_WHOLE) for name in ("article", "language"))
        desk = self._desk
        severities = desk.severities_into(language)
        found = await run_in_threadpool(
            lambda: checking.check(
                desk.store,
                article,
                language=language,
                splitter=desk.splitter,
                speller=desk.speller,
                severities=severities,
                unread_seconds=desk.unread_seconds,
            )
        )
        segments: dict[int, list[dict[str, Any]]] = {}
        for item in found:
            segments.setdefault(item.unit.id, []).append(_issue(item))
        return {"segments": segments}

    async def segment(self, request: Request) -> dict[str, Any]:
        """What is found in one segment as it is typed."""
        return await self._looked(parsed(_Typed, await posted(request, self._tokens, most=MOST_BYTES)))

    async def verdict(self, request: Request) -> dict[str, Any]:
        """Dismiss a finding, or take that back, and answer with what is found now, or why nothing was done."""
        item = parsed(_Verdict, await posted(request, self._tokens, most=MOST_BYTES))
        place = Place(item.code, item.start, item.end)
        verdict = Verdict(item.segment, item.language, place, item.text, dismissed=item.dismissed, note=item.note)
        person = person_of(request)
        try:
            await run_in_threadpool(lambda: checking.judge(self._desk.store, verdict, by=person))
        except NotAllowedError:
            return {"reason": "not_allowed"}
        except ShelvedError as exc:
            return {"reason": exc.shelf}
        return await self._looked(item)

    async def _looked(self, item: _Typed) -> dict[str, Any]:
        desk = self._desk
        severities = desk.severities_into(item.language)
        found = await run_in_threadpool(
            lambda: checking.look(
                desk.store,
                item.segment,
                language=item.language,
                text=item.text,
                splitter=desk.splitter,
                speller=desk.speller,
                severities=severities,
                unread_seconds=desk.unread_seconds,
            )
        )
        return {"issues": [_issue(one) for one in found], "reason": ""}


def _issue(item: Checked) -> dict[str, Any]:
    finding, dismissal = item.issue.finding, item.dismissal
    return {
        "code": item.issue.code,
        "severity": item.issue.severity.value,
        "start": finding.start,
        "end": finding.end,
        "found": item.issue.found,
        "wanted": finding.wanted,
        "fix": finding.fix,
        "dismissed": {"by": dismissal.by, "note": dismissal.note} if dismissal else None,
    }
