"""The draft command: articles through a machine, one language after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from functools import cache

import click

from translate_flow.bootstrap import Desk
from translate_flow.cli.collecting import tell_unassigned, unassigned_rows
from translate_flow.cli.output import INTERRUPTED, counted, desk, json_option, print_json, progress_bar, to_option
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.engines import ENGINES
from translate_flow.errors import ConfigError
from translate_flow.jobs.claims import Order
from translate_flow.workflow import drafting, importing
from translate_flow.workflow.drafting import Drafted, Failed


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@to_option
@click.option(
    "--engine", type=click.Choice(list(ENGINES)), help="What drafts; as collection and settings say when left out."
)
@click.option("--again", is_flag=True, help="Replace machine drafts too; what people wrote stays.")
@json_option
@click.pass_context
def draft(
    context: click.Context,
    slugs: tuple[str, ...],
    languages: tuple[str, ...],
    engine: str | None,
    again: bool,
    as_json: bool,
) -> None:
    """Draft articles by machine: those named, or all; into --to, or every language they are open for.

    A language that no engine can draft is told and left out; the others are drafted.
    """
    open_desk = desk(context)
    wanted = _wanted(open_desk, slugs, languages)
    with _stopping(again=again):
        made = _made(open_desk, wanted, engine_for=open_desk.engine_for(engine or ""), again=again)
    done = [item for item in made if isinstance(item, Drafted)]
    if as_json:
        print_json([_row(item) for item in done])
    else:
        for item in done:
            click.echo(_drafted(item))
    for outcome in made:
        tell_unassigned(outcome.unassigned)
    if any(item.demo for item in done):
        click.echo(
            "These drafts are by the demo model: they show how the desk works and say nothing reliable.", err=True
        )
    _refuse([item for item in made if isinstance(item, Failed)])


def _made(
    open_desk: Desk, wanted: Sequence[Order], *, engine_for: drafting.EngineFor, again: bool
) -> list[Drafted | Failed]:
    """Draft what nobody else drafts now, then what is left of the rest as it becomes free; results as ``wanted``."""
    made: dict[Order, Drafted | Failed] = {}
    while left := [order for order in wanted if order not in made]:
        with claimed(open_desk, left) as orders, progress_bar(_label(orders)) as show:
            results = drafting.draft_all(
                open_desk.learned_store, orders, engine_for=engine_for, by=LOCAL_OWNER, again=again, progress=show
            )
        made.update(zip(orders, results, strict=True))
    return [made[order] for order in wanted]


@contextmanager
def claimed(open_desk: Desk, orders: Sequence[Order]) -> Iterator[Sequence[Order]]:
    """Hold what nobody else drafts; where there is no such, say so once and wait."""
    slug, language = orders[0]
    more = f" and {len(orders) - 1} more" if len(orders) > 1 else ""
    line = f"translate-flow: another process drafts {slug} into {language}{more}; waiting (Ctrl+C stops)"
    with open_desk.claims.some(orders, waits=cache(lambda: click.echo(line, err=True))) as held:
        yield held


@contextmanager
def _stopping(*, again: bool) -> Iterator[None]:
    """Say what a stop leaves, and how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        on = "without --again it goes on with what is untranslated" if again else "the same command goes on from there"
        click.echo(f"\ntranslate-flow: stopped; what was drafted is kept, {on}", err=True)
        sys.exit(INTERRUPTED)


def _label(wanted: Sequence[tuple[str, str]]) -> str:
    slugs, languages = (list(dict.fromkeys(column)) for column in zip(*wanted, strict=True))
    articles = slugs[0] if len(slugs) == 1 else f"{len(slugs)} articles"
    return f"{articles} → {', '.join(languages[:5])}{' …' if len(languages) > 5 else ''}"


def _refuse(failed: Sequence[Failed]) -> None:
    """Say why something was not drafted, each reason once, and end with 1."""
    for reason in dict.fromkeys(str(item.error) for item in failed):
        click.echo(f"translate-flow: {reason}", err=True)
    if failed:
        sys.exit(1)


def _wanted(open_desk: Desk, slugs: Sequence[str], languages: Sequence[str]) -> list[tuple[str, str]]:
    """Which articles into which languages.

    Raises:
        ConfigError: there is nothing to draft into.

    """
    with open_desk.store.read() as uow:
        entries = [uow.articles.get(slug) for slug in slugs] or list(uow.articles.all())
    wanted = [
        (entry.slug, language)
        for entry in entries
        for language in importing.targets_for(entry.language, languages or entry.languages)
    ]
    if not entries:
        raise ConfigError("there is nothing to draft; bring an article in with: translate-flow import FILE")
    if not wanted:
        raise ConfigError(f"{entries[0].slug} is open for no language yet; name one with --to")
    return wanted


def _row(item: Drafted) -> dict[str, object]:
    plain = {field.name: getattr(item, field.name) for field in fields(item) if field.name != "demo"}
    return {**plain, "unassigned": unassigned_rows(item.unassigned)}


def _drafted(item: Drafted) -> str:
    reused = f", {item.reused} reused" if item.reused else ""
    spliced = f", {item.spliced} from the memory" if item.spliced else ""
    return (
        f"{item.slug} → {item.language}: {counted(item.segments, 'segment')} drafted{reused}, "
        f"{counted(item.sentences, 'sentence')} by {item.engine}{spliced} in {item.seconds:.1f} s"
    )


COMMANDS: tuple[click.Command, ...] = (draft,)
