"""Commands for the termbase: import, export, search, add, remove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import PurePath

import click

from translate_flow.cli.files import STANDARD, article_bytes, shown_name, write_export
from translate_flow.cli.output import desk, json_option, print_json, print_table
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.terms import Term
from translate_flow.formats.termbases import TERM_FORMATS
from translate_flow.workflow import terminology

_format = click.option("--format", "format_", type=click.Choice(list(TERM_FORMATS)), help="Found out when left out.")
_source = click.option("--source", metavar="LANGUAGE", default="", help="Only terms from this language.")
_to = click.option("--to", "language", metavar="LANGUAGE", default="", help="Only terms into this language.")
_from_one = click.option("--source", metavar="LANGUAGE", required=True, help="Language of SOURCE.")
_to_one = click.option("--to", "language", metavar="LANGUAGE", required=True, help="Language of TARGET.")

_collection = click.option(
    "--collection", metavar="NAME", default="", help="The own terms of this collection; everybody's when left out."
)


@click.group()
def terms() -> None:
    """Keep the terms that translations must use, and the words they must not."""


@terms.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--source", metavar="LANGUAGE", default="", help="Language to read the terms from; any when left out.")
@click.option("--to", "language", metavar="LANGUAGE", default="", help="Language of their translations.")
@_collection
@_format
@json_option
@click.pass_context
def import_(
    context: click.Context,
    files: tuple[str, ...],
    source: str,
    language: str,
    collection: str,
    format_: str | None,
    as_json: bool,
) -> None:
    """Bring TBX or CSV termbases in, all files or none; - reads standard input."""
    given = [(shown_name(name), article_bytes(name)) for name in files]
    done = terminology.import_terms(
        desk(context).store,
        given,
        by=LOCAL_OWNER,
        source=source,
        language=language,
        format=format_ or "",
        collection=collection,
    )
    if as_json:
        return print_json({"terms": done.terms, "notes": list(done.notes)})
    _tell(done.notes)
    click.echo("1 term" if done.terms == 1 else f"{done.terms} terms")
    return None


@terms.command()
@click.option(
    "-o", "--output", metavar="PATH", help="Where to; corpus/ of the workspace when left out, - for standard output."
)
@click.option(
    "--format", "format_", type=click.Choice(list(TERM_FORMATS)), help="By the name after -o when left out, else tbx."
)
@_source
@_to
@_collection
@json_option
@click.pass_context
def export(
    context: click.Context,
    output: str | None,
    format_: str | None,
    source: str,
    language: str,
    collection: str,
    as_json: bool,
) -> None:
    """Write the termbase as TBX or CSV."""
    open_desk = desk(context)
    suffix = PurePath(output or "").suffix.lower().removeprefix(".")
    chosen = format_ or (suffix if suffix in TERM_FORMATS else "tbx")
    made = terminology.export_terms(
        open_desk.store, format=chosen, source=source, language=language, collection=collection
    )
    paths = list(write_export(made.file, output or None, folder=open_desk.root / "corpus"))
    if as_json and output != STANDARD:
        return print_json({"path": paths[0], "format": chosen, "terms": made.terms, "notes": list(made.notes)})
    _tell(made.notes)
    for path in paths:
        click.echo(path)
    return None


@terms.command()
@click.argument("text")
@_source
@_to
@_collection
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="Most terms to show.")
@json_option
@click.pass_context
def search(
    context: click.Context, text: str, source: str, language: str, collection: str, limit: int, as_json: bool
) -> None:
    """Show the terms that hold TEXT on either side, in any case."""
    found = terminology.search(
        desk(context).store, text, source=source, language=language, collection=collection, limit=limit
    )
    if as_json:
        return print_json([_fields(term) for term in found])
    if not found:
        click.echo(f"No term holds {text!r}; add one with: translate-flow terms add SOURCE TARGET --source en --to es")
        return None
    header = ("source", "target", "from", "to", "never", "note")
    return print_table(header, [_row(term) for term in found])


@terms.command()
@click.argument("source_text", metavar="SOURCE")
@click.argument("target")
@_from_one
@_to_one
@_collection
@click.option("--forbidden", multiple=True, metavar="TEXT", help="A translation never to use; may be repeated.")
@click.option("--case-sensitive", is_flag=True, help="Both sides count only as they are written.")
@click.option("--part-of-speech", default="", metavar="WORD", help="Such as noun, verb, adjective, properNoun.")
@click.option("--note", default="", help="What a translator should know.")
@json_option
@click.pass_context
def add(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    source_text: str,
    target: str,
    source: str,
    language: str,
    collection: str,
    forbidden: tuple[str, ...],
    case_sensitive: bool,
    part_of_speech: str,
    note: str,
    as_json: bool,
) -> None:
    """Add a term, or replace the one with the same SOURCE and TARGET."""
    term = Term(source_text, target, source, language, part_of_speech, forbidden, case_sensitive, note, collection)
    kept = terminology.add(desk(context).store, term, by=LOCAL_OWNER)
    if as_json:
        return print_json(_fields(kept))
    click.echo(f"{kept.source} ({kept.source_language}) → {kept.target} ({kept.language})")
    return None


@terms.command()
@click.argument("source_text", metavar="SOURCE")
@click.argument("target", default="")
@_from_one
@_to_one
@_collection
@json_option
@click.pass_context
def remove(
    context: click.Context, source_text: str, target: str, source: str, language: str, collection: str, as_json: bool
) -> None:
    """Remove the terms of SOURCE, or only the one with TARGET."""
    pair = {"source": source, "language": language, "collection": collection}
    count = terminology.remove(desk(context).store, source_text, target, by=LOCAL_OWNER, **pair)
    if as_json:
        return print_json({"removed": count})
    click.echo("removed 1 term" if count == 1 else f"removed {count} terms")
    return None


def _tell(notes: Sequence[str]) -> None:
    for note in notes:
        click.echo(f"translate-flow: {note}", err=True)


def _fields(term: Term) -> dict[str, object]:
    return {**asdict(term), "forbidden": list(term.forbidden)}


def _row(term: Term) -> tuple[str, ...]:
    note = " ".join(term.note.split())
    return term.source, term.target, term.source_language, term.language, "; ".join(term.forbidden), note[:60]


COMMANDS: tuple[click.Command, ...] = (terms,)
