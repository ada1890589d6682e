"""Commands for accounts: add, list, role, remove, invitations, password, four eyes, the audit log."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

import click

from translate_flow.cli.output import desk, json_option, print_json, print_table
from translate_flow.domain.languages import check
from translate_flow.domain.people import LOCAL_OWNER, Person, Role, told_roles
from translate_flow.errors import ConfigError
from translate_flow.workflow import accounts, administering, password_links

_SHOWN = 8
"""Characters of a digest that name an invitation."""

_roles = click.Choice([role.value for role in Role])


def _by_language(_context: click.Context, _option: click.Parameter, given: Sequence[str]) -> Mapping[str, Role]:
    """What ``es=reviewer`` says, repeated or not."""
    found: dict[str, Role] = {}
    for pair in given:
        language, _, role = pair.partition("=")
        if role not in {item.value for item in Role}:
            raise click.BadParameter(f"{pair!r} is no LANGUAGE=ROLE, such as es=reviewer")
        found[check(language)] = Role(role)
    return found


_language_option = click.option(
    "--language",
    "languages",
    multiple=True,
    callback=_by_language,
    metavar="LANGUAGE=ROLE",
    help="A higher role in one language, such as es=reviewer; may be repeated.",
)
_display_option = click.option("--display", default="", metavar="NAME", help="The name that others see.")

_email_option = click.option(
    "--email", default="", metavar="ADDRESS", help="Whom an OpenID Connect provider knows by it signs in as NAME."
)
_password_option = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input; asked for otherwise."
)


@click.group()
def users() -> None:
    """Say who may do what; the first person makes the desk ask everybody to sign in."""


@users.command()
@click.argument("name")
@click.option("--role", type=_roles, help="What they are everywhere; the first person is admin, others reader.")
@_language_option
@_display_option
@_email_option
@_password_option
@json_option
@click.pass_context
def add(
    context: click.Context,
    name: str,
    role: str | None,
    languages: Mapping[str, Role],
    display: str,
    email: str,
    password_stdin: bool,
    as_json: bool,
) -> None:
    """Make an account for NAME; with an address of theirs it needs no password."""
    store = desk(context).store
    first = not accounts.exist(store)
    wanted = Role(role) if role else Role.ADMIN if first else Role.READER
    password = _password(from_stdin=password_stdin) if password_stdin or not email else ""
    given = {"password": password, "display": display, "email": email}
    person = accounts.add(store, name, role=wanted, by=LOCAL_OWNER, languages=languages, **given)
    if as_json:
        return print_json(_row(person))
    click.echo(f"{person.name}: {_shown(person)}")
    if first:
        click.echo("from now on everybody who opens the desk has to sign in", err=True)
    return None


@users.command("list")
@json_option
@click.pass_context
def list_(context: click.Context, as_json: bool) -> None:
    """List the accounts."""
    people = administering.everybody(desk(context).store)
    if as_json:
        return print_json([_row(person) for person in people])
    if not people:
        click.echo("no accounts yet: the desk is its local owner's; run: translate-flow users add NAME")
        return None
    return print_table(
        ["name", "roles", "shown as", "email"],
        [[person.name, _shown(person), person.display, person.email] for person in people],
    )


@users.command()
@click.argument("name")
@click.argument("role", type=_roles)
@_language_option
@click.pass_context
def role(context: click.Context, name: str, role: str, languages: Mapping[str, Role]) -> None:
    """Give NAME a ROLE everywhere, and those given in single languages, in the place of what they had."""
    person = administering.change_roles(desk(context).store, name, Role(role), languages, by=LOCAL_OWNER)
    click.echo(f"{person.name}: {_shown(person)}")


@users.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Let them in again.")
@click.pass_context
def remove(context: click.Context, name: str, undo: bool) -> None:
    """Keep NAME out; what they wrote stays theirs."""
    administering.keep_out(desk(context).store, name, by=LOCAL_OWNER, undo=undo)
    click.echo(f"{name} may sign in again" if undo else f"{name} may not sign in any more")


@users.command()
@click.option("--role", type=_roles, default=Role.READER.value, show_default=True, help="What they will be everywhere.")
@_language_option
@_display_option
@click.pass_context
def invite(context: click.Context, role: str, languages: Mapping[str, Role], display: str) -> None:
    """Print the path of a link that makes one account, within a week; put the desk's address before it."""
    store = desk(context).store
    if not accounts.exist(store):
        raise ConfigError("there are no accounts yet; add an admin first: translate-flow users add NAME")
    token = accounts.invite(store, role=Role(role), by=LOCAL_OWNER, languages=languages, display=display)
    click.echo(f"/invitation?token={token}")


@users.command()
@json_option
@click.pass_context
def invitations(context: click.Context, as_json: bool) -> None:
    """List the invitations that nobody has taken yet."""
    found = administering.invitations(desk(context).store)
    rows = [
        [
            digest[:_SHOWN],
            each.display,
            told_roles(each.role, each.languages),
            each.expires.isoformat(timespec="minutes"),
        ]
        for digest, each in found
    ]
    header = ["id", "for", "roles", "until"]
    if as_json:
        return print_json([dict(zip(header, row, strict=True)) for row in rows])
    return print_table(header, rows) if rows else click.echo("no invitation is open")


@users.command()
@click.argument("invitation", metavar="ID")
@click.pass_context
def withdraw(context: click.Context, invitation: str) -> None:
    """Take back the invitation ID of `users invitations`."""
    administering.withdraw(desk(context).store, invitation, by=LOCAL_OWNER)
    click.echo(f"{invitation} is worth nothing any more")


@users.command()
@click.argument("name")
@_password_option
@click.pass_context
def password(context: click.Context, name: str, password_stdin: bool) -> None:
    """Set the password of NAME; their sessions end."""
    accounts.set_password(desk(context).store, name, _password(from_stdin=password_stdin), by=LOCAL_OWNER)
    click.echo(f"{name} has a new password")


@users.command("password-link")
@click.argument("name")
@click.pass_context
def password_link(context: click.Context, name: str) -> None:
    """Print the path of a link by which NAME sets a new password, within a day; put the desk's address before it."""
    click.echo(f"/new-password?token={password_links.make(desk(context).store, name, by=LOCAL_OWNER)}")


@users.command("set")
@click.argument("name")
@click.option("--email", required=True, metavar="ADDRESS", help="Their address at a provider; '' takes it away.")
@click.pass_context
def set_(context: click.Context, name: str, email: str) -> None:
    """Give NAME another e-mail address."""
    person = administering.change_email(desk(context).store, name, email, by=LOCAL_OWNER)
    click.echo(f"{person.name}: {person.email or 'no address'}")


@users.command("four-eyes")
@click.argument("language", required=False)
@click.argument("setting", type=click.Choice(["on", "off"]), default="on")
@click.pass_context
def four_eyes(context: click.Context, language: str | None, setting: str) -> None:
    """Let nobody approve what they translated into LANGUAGE, where somebody else may; without one, list where."""
    store, named = desk(context).store, [language] if language else []
    on, off = (named, []) if setting == "on" else ([], named)
    found = (
        administering.set_four_eyes(store, on=on, off=off, by=LOCAL_OWNER)
        if language
        else administering.four_eyes(store)
    )
    click.echo(f"four eyes: {', '.join(found) or 'in no language'}")


@users.command()
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="Entries, newest first.")
@json_option
@click.pass_context
def log(context: click.Context, limit: int, as_json: bool) -> None:
    """Show the audit log: who did what to whom."""
    entries = administering.log(desk(context).store, size=limit).entries
    rows = [
        [item.at.isoformat(timespec="seconds"), item.by, item.action, item.subject, item.detail] for item in entries
    ]
    header = ["at", "by", "action", "subject", "detail"]
    return print_json([dict(zip(header, row, strict=True)) for row in rows]) if as_json else print_table(header, rows)


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise ConfigError("there is no terminal to ask for a password; give it on standard input with --password-stdin")
    found: str = click.prompt("password", hide_input=True, confirmation_prompt=True, err=True)
    return found


def _shown(person: Person) -> str:
    return ", ".join([told_roles(person.role, person.languages), *(["kept out"] if person.disabled else [])])


def _row(person: Person) -> dict[str, object]:
    languages = {tag: role.value for tag, role in person.languages.items()}
    return {
        "name": person.name,
        "role": person.role.value,
        "languages": languages,
        "display": person.display,
        "email": person.email,
        "disabled": person.disabled,
    }


COMMANDS: tuple[click.Command, ...] = (users,)
