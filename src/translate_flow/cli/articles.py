"""Commands around articles: init, status, export."""

from __future__ import annotations

import click

from translate_flow.bootstrap import create_workspace, workspace_folder
from translate_flow.cli import flags
from translate_flow.cli.files import STANDARD, write_export
from translate_flow.cli.output import desk, json_option, print_json, print_table
from translate_flow.cli.shelving import list_shelf
from translate_flow.domain.bitext import Threshold
from translate_flow.domain.ports import Progress, Store
from translate_flow.domain.shelves import Shelf
from translate_flow.domain.translation import State
from translate_flow.workflow import exporting, shelving
from translate_flow.workflow import progress as progress_of

_REMEDY = "bring one in with: translate-flow import FILE --to LANGUAGE"


@click.command()
@click.argument("folder", required=False, metavar="[DIR]")
@click.pass_context
def init(context: click.Context, folder: str | None) -> None:
    """Make a workspace: settings, a database folder, a place for exports."""
    root = workspace_folder(folder or context.obj)
    new = create_workspace(root)
    click.echo(f"{root} is a workspace now" if new else f"{root} is a workspace already; nothing was changed")


@click.command()
@click.argument("slug", required=False, default="")
@click.option("--flagged", is_flag=True, help="Show each flagged draft, and why it is flagged.")
@click.option("--archived", "shelf", flag_value=Shelf.ARCHIVED, type=Shelf, help="List what is archived.")
@click.option("--deleted", "shelf", flag_value=Shelf.DELETED, type=Shelf, help="List what is deleted, and until when.")
@json_option
@click.pass_context
def status(context: click.Context, slug: str, flagged: bool, shelf: Shelf | None, as_json: bool) -> None:
    """Show how far each open article is in each language; percent is approved words of all words."""
    if shelf and (slug or flagged):
        raise click.UsageError(f"--{shelf} takes no article and no --flagged")
    store = desk(context).records
    if shelf:
        return list_shelf(store, shelf, as_json=as_json)
    if flagged:
        return _flagged(store, slug, as_json=as_json)
    rows = [_progress(row) for row in progress_of.status(store, slug)]
    if as_json:
        return print_json(rows)
    if rows:
        print_table(list(rows[0]), [list(row.values()) for row in rows])
    entries = [progress_of.article(store, slug)] if slug else progress_of.articles(store)
    unopened = [entry.slug for entry in entries if not entry.languages]
    for name in unopened:
        click.echo(f"{name} is open for no language yet; run: translate-flow draft {name} --to LANGUAGE")
    if not rows and not unopened:
        put_away = any(shelving.counts(store).values())
        click.echo(f"There is no {'open article' if put_away else 'article yet'}; {_REMEDY}")
    return None


def _flagged(store: Store, slug: str, *, as_json: bool) -> None:
    rows = [flags.row(*found) for found in progress_of.flagged(store, slug)]
    if as_json:
        print_json(rows)
    elif rows:
        print_table(list(rows[0]), flags.lines(rows))
    else:
        click.echo("No draft is flagged.")


def _progress(row: Progress) -> dict[str, object]:
    return {
        "slug": row.slug,
        "language": row.language,
        "segments": row.segments,
        "words": row.words,
        "untranslated": row.states[State.UNTRANSLATED],
        "draft": row.states[State.DRAFT],
        "needs_work": row.states[State.NEEDS_WORK],
        "translated": row.states[State.TRANSLATED],
        "approved": row.states[State.APPROVED] + row.states[State.PUBLISHED],
        "stale": row.stale,
        "flagged": row.flagged,
        "percent": row.percent,
    }


def _not_empty(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value == "":
        raise click.BadParameter("name a file, a folder or -")
    return value


@click.command()
@click.argument("slug")
@click.option("--to", "language", required=True, metavar="LANGUAGE", help="The target language.")
@click.option(
    "--format",
    "format_",
    default="tmx",
    show_default=True,
    type=click.Choice(exporting.formats()),
    help="What to write.",
)
@click.option(
    "-o",
    "--output",
    callback=_not_empty,
    metavar="PATH",
    help="Where to; corpus/ of the workspace when left out, - for standard output.",
)
@click.option(
    "--state",
    "threshold",
    type=click.Choice([item.value for item in Threshold]),
    help="Least state to take: approved for parallel texts and any for editions when left out.",
)
@click.option("--bilingual", is_flag=True, help="Source and translation side by side (md, txt, html).")
@json_option
@click.pass_context
def export(
    context: click.Context,
    slug: str,
    language: str,
    format_: str,
    output: str | None,
    threshold: str | None,
    bilingual: bool,
    as_json: bool,
) -> None:
    """Write a translation: tmx, tsv, csv, jsonl or moses for programs; md, txt or html for readers."""
    open_desk = desk(context)
    made = exporting.export(
        open_desk.store,
        slug,
        language=language,
        format=format_,
        threshold=Threshold(threshold) if threshold else None,
        bilingual=bilingual,
    )
    paths = list(write_export(made, output, folder=open_desk.root / "corpus"))
    if as_json and output != STANDARD:
        return print_json([{"slug": slug, "language": language, "format": format_, "path": path} for path in paths])
    for path in paths:
        click.echo(path)
    return None


COMMANDS: tuple[click.Command, ...] = (init, status, export)
