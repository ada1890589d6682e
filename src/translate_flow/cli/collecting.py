"""Commands for collections: series and topics with defaults for every article that comes in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypedDict, TypeVar, Unpack

import click

from translate_flow.cli.output import counted, desk, due_option, json_option, print_json, print_table, to_option
from translate_flow.domain.assignment import Assignment
from translate_flow.domain.board import Standing
from translate_flow.domain.collections import MOST_DAYS, Collection
from translate_flow.domain.languages import check
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.settings import ENGINE_NAMES
from translate_flow.workflow import collections as keeping
from translate_flow.workflow.collections import Shown
from translate_flow.workflow.joining import Unassigned

Options = TypeVar("Options", bound=Callable[..., None])
"""A command that takes options."""

_ALL = ""


def _by_language(_context: click.Context, _option: click.Parameter, given: Sequence[str]) -> Mapping[str, str]:
    """What ``es=ana`` says, repeated or not; ``es=`` takes it back."""
    found: dict[str, str] = {}
    for pair in given:
        language, mark, value = pair.partition("=")
        if not mark:
            raise click.BadParameter(f"{pair!r} is no LANGUAGE=NAME, such as es=ana")
        found[check(language)] = value
    return found


def _engines(context: click.Context, option: click.Parameter, given: Sequence[str]) -> Mapping[str, str]:
    """The same for engines, where one without a language is for all."""
    everywhere = [pair for pair in given if "=" not in pair][-1:]
    found = _by_language(context, option, [pair for pair in given if "=" in pair])
    return {**found, _ALL: everywhere[0]} if everywhere else found


class _Said(TypedDict):
    """What the options say."""

    title: str | None
    languages: tuple[str, ...]
    engines: Mapping[str, str]
    translators: Mapping[str, str]
    reviewers: Mapping[str, str]
    days: int | None
    due: date | None


def _over(known: Collection, *, no_deadline: bool = False, **said: Unpack[_Said]) -> Collection:
    """The collection with what was said in the place of what it had."""
    engines = {**said["engines"]}
    everywhere = engines.pop(_ALL, known.engine)
    new_deadline = no_deadline or said["days"] is not None or said["due"] is not None
    return replace(
        known,
        title=known.title if said["title"] is None else said["title"],
        languages=said["languages"] or known.languages,
        engine=everywhere,
        engines={**known.engines, **engines},
        translators={**known.translators, **said["translators"]},
        reviewers={**known.reviewers, **said["reviewers"]},
        days=said["days"] if new_deadline else known.days,
        due=said["due"] if new_deadline else known.due,
    )


_DEFAULTS = (
    click.option("--title", help="What people call it; its name when left out."),
    to_option,
    click.option(
        "--engine",
        "engines",
        multiple=True,
        callback=_engines,
        metavar="[LANGUAGE=]ENGINE",
        help="What drafts its articles, such as es=apertium, or argos for all languages; may be repeated.",
    ),
    click.option(
        "--translator",
        "translators",
        multiple=True,
        callback=_by_language,
        metavar="LANGUAGE=NAME",
        help="Who translates what comes in, such as es=ana; may be repeated.",
    ),
    click.option(
        "--reviewer",
        "reviewers",
        multiple=True,
        callback=_by_language,
        metavar="LANGUAGE=NAME",
        help="Who reviews it, such as es=ben; may be repeated.",
    ),
    click.option("--days", type=click.IntRange(0, MOST_DAYS), help="It is due so many days after it comes in."),
    due_option,
)


def _defaults(command: Options) -> Options:
    for option in reversed(_DEFAULTS):
        command = option(command)
    return command


@click.group()
def collections() -> None:
    """Keep series and topics: defaults for every article that comes in, and terms of their own."""


@collections.command()
@click.argument("name")
@_defaults
@json_option
@click.pass_context
def add(context: click.Context, /, name: str, as_json: bool, **said: Unpack[_Said]) -> None:
    """Make the collection NAME."""
    made = keeping.add(desk(context).store, _over(Collection(name), **said), by=LOCAL_OWNER, engines=ENGINE_NAMES)
    return print_json(_row(made)) if as_json else click.echo(f"{made.name}: {_told(made)}")


@collections.command()
@click.argument("name")
@_defaults
@click.option("--no-deadline", is_flag=True, help="What comes in is due on no day.")
@json_option
@click.pass_context
def change(context: click.Context, /, name: str, no_deadline: bool, as_json: bool, **said: Unpack[_Said]) -> None:
    """Change the defaults of NAME, those that are named; LANGUAGE= takes one back.

    Languages, people and deadlines hold for what comes in from now on; engines and terms for all of its articles.
    """
    made = keeping.amend(
        desk(context).store,
        name,
        lambda known: _over(known, no_deadline=no_deadline, **said),
        by=LOCAL_OWNER,
        engines=ENGINE_NAMES,
    )
    return print_json(_row(made)) if as_json else click.echo(f"{made.name}: {_told(made)}")


@collections.command("list")
@json_option
@click.pass_context
def list_(context: click.Context, as_json: bool) -> None:
    """List the collections, and how far their articles are."""
    found = keeping.listed(desk(context).store, today=date.today())
    if as_json:
        return print_json([_shown(item) for item in found])
    if not found:
        click.echo("There is no collection yet; make one with: translate-flow collections add NAME --to LANGUAGE")
        return None
    header = ["name", "title", "articles", "terms", "defaults", "approved"]
    return print_table(header, [_cells(item) for item in found])


@collections.command()
@click.argument("name")
@json_option
@click.pass_context
def show(context: click.Context, name: str, as_json: bool) -> None:
    """Show one collection: its defaults, its progress, its articles."""
    store = desk(context).store
    found = keeping.shown(store, name, today=date.today())
    members = keeping.articles(store, name)
    if as_json:
        return print_json({**_shown(found), "slugs": [member.slug for member in members]})
    kept = found.held.collection
    click.echo(f"{kept.name}: {kept.shown}\n{_told(kept)}\n{counted(found.held.terms, 'term')} of its own")
    for sums in found.sums:
        click.echo(f"{sums.language}: {sums.percent:.1f} % of {sums.all.words} words approved")
    for member in members:
        click.echo(f"{member.slug}: {member.shown}")
    return None


@collections.command()
@click.argument("name")
@click.option("--with-terms", is_flag=True, help="Delete its own terms too; without it they keep it from going.")
@click.pass_context
def remove(context: click.Context, name: str, with_terms: bool) -> None:
    """Remove the collection NAME; its articles stay."""
    keeping.remove(desk(context).store, name, by=LOCAL_OWNER, with_terms=with_terms)
    click.echo(f"{name} is removed; its articles are in no collection now")


@collections.command()
@click.argument("name")
@click.argument("slugs", nargs=-1, required=True, metavar="ARTICLE...")
@click.pass_context
def put(context: click.Context, name: str, slugs: tuple[str, ...]) -> None:
    """Put articles into NAME, out of the collection they were in; work that nobody has yet is given out."""
    tell_unassigned(keeping.put(desk(context).store, name, slugs, by=LOCAL_OWNER))
    click.echo(f"{name}: {', '.join(slugs)}")


@collections.command()
@click.argument("slugs", nargs=-1, required=True, metavar="ARTICLE...")
@click.pass_context
def take(context: click.Context, slugs: tuple[str, ...]) -> None:
    """Take articles out of their collection; who has work on them keeps it."""
    keeping.take(desk(context).store, slugs, by=LOCAL_OWNER)
    click.echo(f"in no collection: {', '.join(slugs)}")


def tell_given(slug: str, kept: Collection, languages: Sequence[str], given: Sequence[Assignment]) -> None:
    """Say what a collection did with an article that came in: who got the work, until when, and what will draft it."""
    click.echo(f"{slug}: in the collection {kept.name}")
    for row in given_rows(kept, languages, given):
        people = [f"{duty} {row[duty]}" for duty in ("translator", "reviewer") if row[duty]] or ["assigned to nobody"]
        due = f"due {row['due']}" if row["due"] else "no deadline"
        engine = [f"engine {row['engine']}"] if row["engine"] else []
        click.echo(f"{slug}: opened for {row['language']}: {', '.join([*people, due, *engine])}")


def given_rows(kept: Collection, languages: Sequence[str], given: Sequence[Assignment]) -> list[dict[str, str]]:
    """The same for programs: a row for each language."""
    work = {item.language: item for item in given}
    return [_given_row(work.get(each) or Assignment("", each), kept.engine_into(each)) for each in languages]


def _given_row(work: Assignment, engine: str) -> dict[str, str]:
    due = work.due.isoformat() if work.due else ""
    people = {"translator": work.translator, "reviewer": work.reviewer}
    return {"language": work.language, **people, "due": due, "engine": engine}


def tell_unassigned(refused: Iterable[Unassigned]) -> None:
    """Say on standard error what nobody was given although a collection names somebody."""
    for item in refused:
        click.echo(f"translate-flow: {item}", err=True)


def unassigned_rows(refused: Iterable[Unassigned]) -> list[dict[str, str]]:
    """The same for programs."""
    return [{"language": item.language, "reason": item.reason} for item in refused]


def _shown(item: Shown) -> dict[str, object]:
    held = item.held
    progress = [_progress(sums) for sums in item.sums]
    return {**_row(held.collection), "articles": held.articles, "terms": held.terms, "progress": progress}


def _row(collection: Collection) -> dict[str, object]:
    return {
        "name": collection.name,
        "title": collection.title,
        "languages": list(collection.languages),
        "engine": collection.engine,
        "engines": dict(collection.engines),
        "translators": dict(collection.translators),
        "reviewers": dict(collection.reviewers),
        "days": collection.days,
        "due": collection.due.isoformat() if collection.due else None,
    }


def _progress(sums: Standing) -> dict[str, object]:
    percent = round(sums.percent, 1)
    return {"language": sums.language, "words": sums.all.words, "approved": sums.done.words, "percent": percent}


def _cells(item: Shown) -> list[object]:
    held, kept = item.held, item.held.collection
    approved = ", ".join(f"{sums.language} {sums.percent:.1f} %" for sums in item.sums)
    return [kept.name, kept.title, held.articles, held.terms, _told(kept), approved]


def _told(collection: Collection) -> str:
    """The defaults in one line."""
    facts = [f"engine {collection.engine}" if collection.engine else ""]
    facts += [_told_of(collection, language) for language in collection.named]
    facts += [f"due after {counted(collection.days, 'day')}" if collection.days is not None else ""]
    facts += [f"due {collection.due}" if collection.due else ""]
    return "; ".join(fact for fact in facts if fact) or "no defaults"


def _told_of(collection: Collection, language: str) -> str:
    facts = [
        language if language in collection.languages else f"({language})",
        collection.engines.get(language, ""),
        " → ".join(filter(None, (collection.translators.get(language), collection.reviewers.get(language)))),
    ]
    return " ".join(fact for fact in facts if fact)


COMMANDS: tuple[click.Command, ...] = (collections,)
