"""Signing in with an account of an OpenID Connect provider: the way there, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from translate_flow.domain.people import Identity

_NEXT, _INVITATION = "translate_flow_next", "translate_flow_invitation"
_LASTS = 900
"""Seconds that somebody may take to sign in elsewhere."""


class Providers(Protocol):
    """The providers that a desk trusts; what they answer is proven before it comes here."""

    def names(self) -> Sequence[str]:
        """Their names, empty where there are none."""

    def address(self, name: str) -> str:
        """Where the browser goes to sign in with one."""

    def identity(self, cookies: Mapping[str, str]) -> Identity | None:
        """Who a provider said that the browser's owner is, None where it has said nothing."""

    def traces(self, cookies: Mapping[str, str]) -> Sequence[str]:
        """The cookies that tell so: our own session takes their place."""


class NoProviders:
    """A desk whose people sign in with passwords alone."""

    def names(self) -> Sequence[str]:
        """None."""
        return ()

    def address(self, name: str) -> str:
        """Where nobody is sent."""
        return f"/login?{name}"

    def identity(self, cookies: Mapping[str, str]) -> Identity | None:  # noqa: ARG002 - the protocol's
        """Nobody."""
        return None

    def traces(self, cookies: Mapping[str, str]) -> Sequence[str]:  # noqa: ARG002 - the protocol's
        """None."""
        return ()


def way_to(name: str, *, onward: str = "", invitation: str = "") -> str:
    """The address on this desk that leads to a provider and comes back to ``onward``, or with an invitation."""
    return f"/login/with?provider={quote(name)}&next={quote(onward, safe='')}&invitation={quote(invitation)}"


def sent(request: Request, address: str) -> Response:
    """Send the browser off; where it wanted to go it keeps itself."""
    answer = RedirectResponse(address, status_code=303, headers={"Cache-Control": "no-store"})
    for cookie, name in ((_NEXT, "next"), (_INVITATION, "invitation")):
        value = quote(request.query_params.get(name, "")[:2000], safe="")
        secure = request.url.scheme == "https"
        answer.set_cookie(cookie, value, max_age=_LASTS, path="/login", httponly=True, samesite="lax", secure=secure)
    return answer


def kept(request: Request) -> tuple[str, str]:
    """Where the browser wanted to go, and the token of its invitation; empty where there is none."""
    onward, invitation = (unquote(request.cookies.get(name, "")) for name in (_NEXT, _INVITATION))
    return onward, invitation


def forgotten(answer: Response, traces: Sequence[str]) -> Response:
    """The answer, which makes the browser drop what it kept on the way and what the provider said."""
    for name in (_NEXT, _INVITATION):
        answer.delete_cookie(name, path="/login")
    for name in traces:
        answer.delete_cookie(name, path="/")
    return answer
