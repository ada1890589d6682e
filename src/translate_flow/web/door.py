"""Pages of plain HTML for who is not let in yet, and for their own account: sign in, invitation, password, sign out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from translate_flow.catalogs import catalog, nearest
from translate_flow.domain.languages import direction, display_name
from translate_flow.domain.people import LOCAL_OWNER, Identity, Person
from translate_flow.domain.ports import Store
from translate_flow.errors import (
    ConfigError,
    ConflictError,
    InputError,
    NotAllowedError,
    NotFoundError,
    TranslateFlowError,
)
from translate_flow.web.answering import PRIVATE
from translate_flow.web.elsewhere import NoProviders, Providers, forgotten, kept, sent, way_to
from translate_flow.web.security import SESSION_COOKIE, is_from_elsewhere, person_of
from translate_flow.workflow import accounts, password_links
from translate_flow.workflow.identities import StrangerError, sign_in_as
from translate_flow.workflow.passwords import WeakPasswordError

_MOST_BYTES = 8_192
_MOST_FIELDS = 20
_INTERFACE_COOKIE = "translate_flow_ui"
# Nothing on these pages comes from elsewhere, and nobody may show them inside a page of their own. Another referrer
# policy, such as none at all, would take the origin from our own forms.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
_HEADERS = {**PRIVATE, "Content-Security-Policy": _POLICY, "Referrer-Policy": "same-origin"}

Words = Callable[[str], str]


class HasStore(Protocol):
    """The part of a desk that these pages need."""

    @property
    def store(self) -> Store:
        """The workspace's store."""


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a form."""

    name: str
    label: str = ""
    type: str = "text"
    autocomplete: str = "off"
    value: str = ""
    hint: str = ""
    hidden: bool = False
    required: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """A form that posts to an address of ours."""

    action: str
    button: str
    fields: tuple[Field, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A way that needs no form."""

    address: str
    label: str


def door_routes(desk: HasStore, providers: Providers | None = None) -> list[Route]:
    """The routes; all of them are open to strangers but the account's own."""
    door = _Door(desk, providers or NoProviders())
    return [
        Route("/login", door.login, methods=["GET", "POST"]),
        Route("/login/with", door.elsewhere, methods=["GET"]),
        Route("/invitation", door.invitation, methods=["GET", "POST"]),
        Route("/new-password", door.new_password, methods=["GET", "POST"]),
        Route("/account", door.account, methods=["GET"]),
        Route("/account/password", door.password, methods=["POST"]),
        Route("/logout", door.logout, methods=["POST"]),
    ]


class _Door:
    def __init__(self, desk: HasStore, providers: Providers) -> None:
        self._desk, self._providers = desk, providers

    async def login(self, request: Request) -> Response:
        """Ask for name and password, or take a provider's word, and open a session."""
        if request.method == "GET":
            identity = self._providers.identity(request.cookies)
            return await self._known_elsewhere(request, identity) if identity else self._asked(request)
        form = await _posted(request)
        try:
            signed = await run_in_threadpool(
                accounts.sign_in, self._desk.store, form.get("name", ""), form.get("password", "")
            )
        except NotAllowedError:
            # The same for a locked account: else it would tell which names there are.
            _ = _words(request)
            error = _("The name or the password is wrong; after several wrong ones wait a little.")
            return self._asked(request, form.get("next", "/"), form.get("name", ""), error=error)
        return _let_in(request, signed.token, to=form.get("next", "/"))

    def _asked(self, request: Request, onward: str = "", name: str = "", *, error: str = "") -> Response:
        _, to = _words(request), _local(onward or request.query_params.get("next", "/"))
        return _page(request, *_login(_, to, name), links=self._links(_, onward=to), error=error)

    def _links(self, _: Words, *, onward: str = "", invitation: str = "") -> tuple[Link, ...]:
        """A way to each provider."""
        return tuple(
            Link(
                way_to(name, onward=onward, invitation=invitation),
                _("Sign in with {name}").format(name=_named(_, name)),
            )
            for name in self._providers.names()
        )

    async def elsewhere(self, request: Request) -> Response:
        """Send the browser to a provider."""
        name = request.query_params.get("provider", "")
        if name not in self._providers.names():
            return RedirectResponse("/login", status_code=303, headers=_HEADERS)
        return sent(request, self._providers.address(name))

    async def _known_elsewhere(self, request: Request, identity: Identity) -> Response:
        """Open a session for who comes back from a provider; its word is good once."""
        onward, invitation = kept(request)
        traces = self._providers.traces(request.cookies)
        try:
            signed = await run_in_threadpool(lambda: sign_in_as(self._desk.store, identity, invitation=invitation))
        except TranslateFlowError as exc:
            _ = _words(request)
            stranger = _("No account of this desk belongs to you there; ask for an invitation.")
            refused = _("This account may not sign in; ask an admin.")
            error = stranger if isinstance(exc, StrangerError) else refused
            return forgotten(self._asked(request, onward, error=error), traces)
        return forgotten(_let_in(request, signed.token, to=onward or "/"), traces)

    async def invitation(self, request: Request) -> Response:
        """Make the account of an invitation, and open a session."""
        form = await _posted(request) if request.method == "POST" else dict(request.query_params)
        token = form.get("token", "")
        found = await run_in_threadpool(accounts.invited, self._desk.store, token)
        _ = _words(request)
        if found is None:
            title = _("This invitation is used up or over; ask for a new one.")
            return _page(request, title, (), status=404)
        if request.method == "GET":
            links = self._links(_, invitation=token)
            return _page(request, *_invited(_, token, display=found.display), links=links)
        given = {key: form.get(key, "") for key in ("name", "password", "display")}
        try:
            signed = await run_in_threadpool(lambda: accounts.accept(self._desk.store, token, **given))
        except TranslateFlowError as exc:
            return _page(request, *_invited(_, token, given["name"], given["display"]), error=_refusal(_, exc))
        return _let_in(request, signed.token, to="/")

    async def new_password(self, request: Request) -> Response:
        """Set the password that a link is for, and open a session; every other one ends."""
        form = await _posted(request) if request.method == "POST" else dict(request.query_params)
        token, store, _ = form.get("token", ""), self._desk.store, _words(request)
        name = await run_in_threadpool(password_links.whose, store, token)
        if name and request.method == "GET":
            return _page(request, *_fresh(_, token, name))
        try:
            use = lambda: password_links.use(store, token, password=form.get("password", ""))  # noqa: E731 - as below
            signed = await run_in_threadpool(use)
        except NotFoundError:
            return _page(request, _("This link is used up or over; ask an admin for a new one."), (), status=404)
        except TranslateFlowError as exc:
            return _page(request, *_fresh(_, token, name), error=_refusal(_, exc))
        return _let_in(request, signed.token, to="/")

    async def account(self, request: Request) -> Response:
        """Who is signed in, what they may do, and the ways to change the password and to leave."""
        return await self._account(request)

    async def _account(self, request: Request, *, error: str = "") -> Response:
        name, _ = person_of(request), _words(request)
        if name == LOCAL_OWNER:
            return _page(
                request, _("This desk has no accounts: it is yours alone."), (), back=_("Back to the articles")
            )
        person = await run_in_threadpool(self._person, name)
        lines = (person.display, *_roles(_, person, into=_language(request)))
        return _page(
            request, person.name, _account_forms(_, name), lines=lines, error=error, back=_("Back to the articles")
        )

    def _person(self, name: str) -> Person:
        with self._desk.store.read() as uow:
            return uow.people.get(name)

    async def password(self, request: Request) -> Response:
        """Set a new password; every other session ends."""
        form, name = await _posted(request), person_of(request)
        change = lambda: accounts.change_password(  # noqa: E731 - what runs in the thread pool
            self._desk.store, name, old=form.get("old", ""), new=form.get("new", "")
        )
        try:
            signed = await run_in_threadpool(change)
        except TranslateFlowError as exc:
            return await self._account(request, error=_refusal(_words(request), exc))
        return _let_in(request, signed.token, to="/account")

    async def logout(self, request: Request) -> Response:
        """End the session."""
        await _posted(request)
        token = request.cookies.get(SESSION_COOKIE, "")
        await run_in_threadpool(accounts.sign_out, self._desk.store, token)
        answer = RedirectResponse("/login", status_code=303, headers=_HEADERS)
        answer.delete_cookie(SESSION_COOKIE, path="/")
        return answer


def _named(_: Words, provider: str) -> str:
    """A provider as people read it; one that has no name of its own is the house's."""
    return _("the account of your organisation") if provider == "default" else provider.capitalize()


def _refusal(_: Words, error: TranslateFlowError) -> str:
    """Why a form was not taken."""
    said = {
        WeakPasswordError: _("The password is too short or too easy to guess; take a few words that do not belong."),
        InputError: _("This cannot be a name to show: take at most 80 characters, none of them hidden."),
        ConflictError: _("This name is taken; choose another."),
        accounts.LockedError: _("Too many wrong passwords: wait a little, or ask an admin."),
        NotAllowedError: _("The old password is wrong."),
        ConfigError: _("This cannot be a name: take 2 to 40 small letters, digits, dots, dashes and underscores."),
    }
    return next((text for kind, text in said.items() if isinstance(error, kind)), str(error))


def _login(_: Words, onward: str, name: str = "") -> tuple[str, tuple[Form, ...]]:
    fields = (
        Field("name", _("Name"), autocomplete="username", value=name),
        Field("password", _("Password"), "password", "current-password"),
        Field("next", value=onward, hidden=True),
    )
    return _("Sign in"), (Form("/login", _("Sign in"), fields),)


def _invited(_: Words, token: str, name: str = "", display: str = "") -> tuple[str, tuple[Form, ...]]:
    fields = (
        Field("name", _("Name"), autocomplete="username", value=name, hint=_("Small letters and digits; to sign in.")),
        Field("display", _("Name that others see"), autocomplete="name", value=display, required=False),
        Field("password", _("Password"), "password", "new-password", hint=_("At least 10 characters.")),
        Field("token", value=token, hidden=True),
    )
    return _("You are invited"), (Form("/invitation", _("Make my account"), fields),)


def _fresh(_: Words, token: str, name: str) -> tuple[str, tuple[Form, ...]]:
    fields = (
        Field("username", value=name, hidden=True),
        Field("password", _("New password"), "password", "new-password", hint=_("At least 10 characters.")),
        Field("token", value=token, hidden=True),
    )
    return name, (Form("/new-password", _("Set the password"), fields, _("New password")),)


def _account_forms(_: Words, name: str) -> tuple[Form, ...]:
    fields = (
        Field("username", value=name, hidden=True),
        Field("old", _("Old password"), "password", "current-password"),
        Field("new", _("New password"), "password", "new-password", hint=_("At least 10 characters.")),
    )
    return (
        Form("/account/password", _("Change the password"), fields, _("New password")),
        Form("/logout", _("Sign out"), title=_("Sign out")),
    )


def _role_names(_: Words) -> Mapping[str, str]:
    """The roles as people read them."""
    return {
        "reader": _("reader"),
        "proposer": _("proposer"),
        "translator": _("translator"),
        "reviewer": _("reviewer"),
        "coordinator": _("coordinator"),
        "admin": _("admin"),
    }


def _roles(_: Words, person: Person, *, into: str) -> tuple[str, ...]:
    names, special = _role_names(_), sorted(person.languages.items())
    return names[person.role], *(f"{display_name(tag, into)}: {names[role]}" for tag, role in special)


async def _posted(request: Request) -> dict[str, str]:
    """The fields of a form of ours.

    Raises:
        HTTPException: another site posts it, or it is no form of ours.

    """
    if is_from_elsewhere(request):
        raise HTTPException(403, "the form comes from another site; open the desk's own page")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise HTTPException(413, "the form is larger than any of this desk's")
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError as exc:
        raise HTTPException(400, "the form has more fields than any of this desk's") from exc


def _words(connection: HTTPConnection) -> Words:
    return catalog(_language(connection)).gettext


def _language(connection: HTTPConnection) -> str:
    """As chosen on the pages before, else as the browser prefers."""
    preferred = connection.headers.get("accept-language", "").partition(",")[0].partition(";")[0].strip()
    return nearest(connection.query_params.get("ui", ""), connection.cookies.get(_INTERFACE_COOKIE, ""), preferred[:20])


def _page(
    request: Request,
    title: str,
    forms: tuple[Form, ...],
    *,
    lines: tuple[str, ...] = (),
    links: tuple[Link, ...] = (),
    error: str = "",
    back: str = "",
    status: int = 200,
) -> Response:
    language = _language(request)
    html = _template().render(
        language=language,
        direction=direction(language),
        title=title,
        forms=forms,
        lines=[line for line in lines if line],
        links=links,
        error=error,
        back=back,
    )
    return HTMLResponse(html, status_code=403 if error else status, headers=_HEADERS)


@cache
def _template() -> Any:  # noqa: ANN401 - jinja2 is loaded when a page is asked for
    from jinja2 import Environment, PackageLoader  # noqa: PLC0415 - as above

    return Environment(loader=PackageLoader("translate_flow.web"), autoescape=True).get_template("door.html")


def _let_in(request: Request, token: str, *, to: str) -> Response:
    answer = RedirectResponse(_local(to), status_code=303, headers=_HEADERS)
    answer.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=int(accounts.LASTS.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


def _local(address: str) -> str:
    r"""An address of this desk, else its first page: ``//evil.example`` and ``/\evil.example`` lead elsewhere."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if plain and all(" " < char < "\x7f" for char in address) else "/"
