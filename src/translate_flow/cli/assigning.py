"""The command that assigns work."""

from __future__ import annotations

from datetime import date

import click

from translate_flow.cli.output import desk, due_option, json_option, print_json, print_table, to_option
from translate_flow.domain.assignment import WHOLE, Assignment, Detail, Span, parsed
from translate_flow.domain.languages import check
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.errors import InputError
from translate_flow.workflow import assigning


def _span(_context: click.Context, _option: click.Parameter, given: str | None) -> Span:
    try:
        return WHOLE if given is None else parsed(given)
    except InputError as exc:
        raise click.BadParameter(str(exc)) from exc


@click.command()
@click.argument("slugs", nargs=-1, required=True, metavar="ARTICLE...")
@to_option
@click.option("--translator", default="", metavar="NAME", help="Who translates; as it was when left out.")
@click.option("--reviewer", default="", metavar="NAME", help="Who reviews; as it was when left out.")
@due_option
@click.option(
    "--unset",
    type=click.Choice([detail.value for detail in Detail]),
    multiple=True,
    help="Leave this open again; may be given more than once.",
)
@click.option("--segments", "span", callback=_span, metavar="RANGE", help="Only these, such as 3-10 or 3-, from 1.")
@click.option("--clear", is_flag=True, help="Take the work from whoever has it.")
@json_option
@click.pass_context
def assign(
    context: click.Context,
    slugs: tuple[str, ...],
    languages: tuple[str, ...],
    translator: str,
    reviewer: str,
    due: date | None,
    unset: tuple[str, ...],
    span: Span,
    clear: bool,
    as_json: bool,
) -> None:
    """Say who translates and reviews each ARTICLE in each language, and until when: all of them, or none."""
    if not languages:
        raise click.UsageError("name at least one language with --to")
    if clear and (translator or reviewer or due or unset):
        raise click.UsageError("--clear takes no --translator, --reviewer, --due or --unset")
    tags, store = [check(tag) for tag in languages], desk(context).store
    if clear:
        found = assigning.clear(store, slugs, tags, span=span, by=LOCAL_OWNER)
    else:
        found = assigning.assign(
            store,
            slugs,
            tags,
            span=span,
            translator=translator,
            reviewer=reviewer,
            due=due,
            unset=[Detail(name) for name in unset],
            by=LOCAL_OWNER,
        )
    rows = [_row(item) for item in found]
    if as_json:
        return print_json(rows)
    if not rows:
        click.echo("Nobody has work there now.")
        return None
    return print_table(list(rows[0]), [["" if value is None else value for value in row.values()] for row in rows])


def _row(item: Assignment) -> dict[str, object]:
    return {
        "slug": item.slug,
        "language": item.language,
        "segments": str(item.span),
        "translator": item.translator,
        "reviewer": item.reviewer,
        "due": item.due.isoformat() if item.due else None,
    }


COMMANDS: tuple[click.Command, ...] = (assign,)
