"""Commands that move whole articles: archive, delete, restore."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from translate_flow.bootstrap import Desk
from translate_flow.cli.output import desk, json_option, print_json, print_table
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.ports import Entry, Store
from translate_flow.domain.shelves import Shelf
from translate_flow.workflow import progress, shelving

_articles = click.argument("slugs", nargs=-1, required=True, metavar="ARTICLE...")


@click.command()
@_articles
@json_option
@click.pass_context
def archive(context: click.Context, slugs: tuple[str, ...], as_json: bool) -> None:
    """Put finished articles aside: read-only, out of the lists, still searched and exported. All of them, or none."""
    _tell(shelving.archive(desk(context).store, slugs, by=LOCAL_OWNER), as_json=as_json)


@click.command()
@_articles
@click.option("--now", is_flag=True, help="Delete for good, at once; nothing brings them back.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@click.pass_context
def delete(context: click.Context, slugs: tuple[str, ...], now: bool, yes: bool, as_json: bool) -> None:
    """Put articles into the bin, to be restored within bin_days of translate-flow.yaml. All of them, or none."""
    if yes and not now:
        raise click.UsageError("--yes goes with --now; without it articles can be restored")
    open_desk = desk(context)
    if now:
        return _purge(open_desk, slugs, yes=yes, as_json=as_json)
    shelving.empty_bin(open_desk.learned_store)
    days = open_desk.config.bin_days
    return _tell(shelving.delete(open_desk.store, slugs, by=LOCAL_OWNER, days=days), as_json=as_json)


def _purge(open_desk: Desk, slugs: Sequence[str], *, yes: bool, as_json: bool) -> None:
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("--now deletes for good; add --yes where nobody can be asked")
        click.confirm(f"Delete {', '.join(slugs)} for good?", abort=True, err=True)
    shelving.purge(open_desk.store, slugs, by=LOCAL_OWNER, splitter=open_desk.splitter)
    shelving.empty_bin(open_desk.store)
    if as_json:
        return print_json([{"slug": slug, "shelf": None} for slug in dict.fromkeys(slugs)])
    for slug in dict.fromkeys(slugs):
        click.echo(f"{slug} is deleted for good")
    return None


@click.command()
@_articles
@json_option
@click.pass_context
def restore(context: click.Context, slugs: tuple[str, ...], as_json: bool) -> None:
    """Bring archived articles back to work, and deleted ones to where they were. All of them, or none."""
    _tell(shelving.restore(desk(context).store, slugs, by=LOCAL_OWNER), as_json=as_json)


def _tell(entries: Sequence[Entry], *, as_json: bool) -> None:
    if as_json:
        return print_json([_row(entry) for entry in entries])
    for entry in entries:
        click.echo(_told(entry))
    return None


def _told(entry: Entry) -> str:
    if entry.until is None:
        return f"{entry.slug} is {entry.shelf}"
    return f"{entry.slug} is deleted; until {entry.until:%Y-%m-%d} run: translate-flow restore {entry.slug}"


def list_shelf(store: Store, shelf: Shelf, *, as_json: bool) -> None:
    """Print what stands on a shelf, newest first, and until when it can be restored."""
    rows = [_row(entry) for entry in progress.articles(store, shelf)]
    if as_json:
        return print_json(rows)
    if not rows:
        return click.echo(f"No article is {shelf}.")
    return print_table(list(rows[0]), [["" if value is None else value for value in row.values()] for row in rows])


def _row(entry: Entry) -> dict[str, object]:
    times = {"archived": entry.archived, "deleted": entry.deleted, "until": entry.until}
    return {
        "slug": entry.slug,
        "title": entry.title,
        "shelf": entry.shelf.value,
        **{name: at.isoformat(timespec="seconds") if at else None for name, at in times.items()},
        "deleted_by": entry.deleted_by,
    }


COMMANDS: tuple[click.Command, ...] = (archive, delete, restore)
