"""Comments on the command line: the list of them, one more, settling one."""

from __future__ import annotations

from collections.abc import Sequence

import click

from translate_flow.cli.output import desk, json_option, print_json, print_table
from translate_flow.domain.comments import Comment
from translate_flow.domain.languages import check
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.workflow import commenting

_LONG = 16
"""Digits that no number of a comment has."""


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="ARTICLE | add ARTICLE SEGMENT TEXT | resolve ID")
@click.option("--to", "language", default="", metavar="LANGUAGE", help="The target language that is talked about.")
@click.option("--open", "only_open", is_flag=True, help="Only comments that nobody has resolved.")
@json_option
@click.pass_context
def comments(context: click.Context, words: tuple[str, ...], language: str, only_open: bool, as_json: bool) -> None:
    """List what people said about segments of ARTICLE in a language; with add say something, with resolve settle it.

    SEGMENT is a place in the article, from 1. A person named in TEXT, as @ana, finds it under My work.
    """
    found = _carry_out(context, words, language, only_open=only_open)
    rows = [_row(item) for item in found]
    if as_json:
        return print_json(rows)
    if not rows:
        return click.echo("No comment." if not only_open else "No open comment.")
    return print_table(list(rows[0]), [[_cell(value) for value in row.values()] for row in rows])


def _carry_out(context: click.Context, words: Sequence[str], language: str, *, only_open: bool) -> Sequence[Comment]:
    match list(words):
        case [slug]:
            return commenting.listed(desk(context).records, slug, _tag(language), only_open=only_open)
        case ["add", slug, place, text] if place.isdecimal():
            store, tag = desk(context).store, _tag(language)
            made = commenting.add(store, slug, int(place), tag, text, by=LOCAL_OWNER)
            _tell_strangers(commenting.strangers(store, made.text, by=LOCAL_OWNER))
            return [made]
        case ["resolve", number] if number.isdecimal() and len(number) < _LONG:
            return [commenting.resolve(desk(context).store, int(number), by=LOCAL_OWNER)]
    raise click.UsageError(
        "name one article; or add, an article, a segment's place and a text; or resolve and a number"
    )


def _tell_strangers(names: Sequence[str]) -> None:
    for name in names:
        who = "translate-flow users list shows who can"
        click.echo(f"translate-flow: the comment is stored, but nobody named {name} can be told of it; {who}", err=True)


def _tag(language: str) -> str:
    if not language:
        raise click.UsageError("name the language with --to")
    return check(language)


def _row(item: Comment) -> dict[str, object]:
    return {
        "id": item.id,
        "segment": item.place,
        "by": item.author,
        "at": item.at.isoformat(timespec="seconds"),
        "resolved": item.resolved.isoformat(timespec="seconds") if item.resolved else None,
        "resolved_by": item.resolved_by,
        "mentions": sorted(item.mentions),
        "text": item.text,
    }


def _cell(value: object) -> object:
    if isinstance(value, list):
        return " ".join(value)
    return "" if value is None else " ".join(value.split()) if isinstance(value, str) else value


COMMANDS: tuple[click.Command, ...] = (comments,)
