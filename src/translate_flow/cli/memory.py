"""Commands for the translation memory: import, export, search."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

import click

from translate_flow.bootstrap import Desk
from translate_flow.cli.files import STANDARD, shown_name, write_export
from translate_flow.cli.output import counted, desk, json_option, print_json, print_table, progress_bar
from translate_flow.domain.languages import check
from translate_flow.domain.memory import Match
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.errors import InputError
from translate_flow.reading.language import detect
from translate_flow.workflow import memory_files, remembering
from translate_flow.workflow.memory_files import MOST_PAIRS, Imported

_SOURCE = click.option("--source", default="", metavar="LANGUAGE", help="Only pairs from this language.")
_TO = click.option("--to", "language", default="", metavar="LANGUAGE", help="Only pairs into this language.")


@click.group()
def memory() -> None:
    """Import, export and search the translation memory; what is approved is in it by itself."""


@memory.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_SOURCE
@_TO
@click.option("--both-ways", is_flag=True, help="Use them from the target to the source too; takes twice the room.")
@json_option
@click.pass_context
def import_(
    context: click.Context, files: tuple[str, ...], source: str, language: str, both_ways: bool, as_json: bool
) -> None:
    """Add the units of TMX files, or of TSV tables (source, tab, target), which need --source and --to; - is stdin.

    A TMX's units go from its source language to the others; with --source another of its languages is the source.
    """
    open_desk = desk(context)
    done: list[Imported] = []
    for name in files:
        done.append(_import(open_desk, name, source=source, language=language, both_ways=both_ways))
        if not as_json:
            _show(done[-1])
    if as_json:
        print_json([_imported(item) for item in done])


def _show(done: Imported) -> None:
    alone = "new" if done.new else "not new"
    new = alone if done.units == 1 else f"{done.new} of them new"
    click.echo(f"{done.name}: {counted(done.units, 'unit')}, {new}")
    shown = [f"{source} → {language} ({count})" for source, language, count in done.pairs[:MOST_PAIRS]]
    rest = len(done.pairs) - len(shown)
    more = f" and {counted(rest, 'more pair')}" if rest else ""
    click.echo(f"  languages: {', '.join(shown)}{more}")
    if done.left_out:
        click.echo(f"  left out: {'; '.join(memory_files.told(done.left_out))}")


def _imported(done: Imported) -> dict[str, object]:
    return {
        "file": done.name,
        "units": done.units,
        "new": done.new,
        "languages": [
            {"source": source, "language": language, "units": count} for source, language, count in done.pairs
        ],
        "left_out": {what.value: count for what, count in done.left_out.items()},
    }


def _import(open_desk: Desk, name: str, *, source: str, language: str, both_ways: bool) -> Imported:
    with _opened(name) as stream, progress_bar(shown_name(name)) as show:
        return memory_files.import_units(
            open_desk.learned_store,
            stream,
            name=shown_name(name),
            by=LOCAL_OWNER,
            source=source,
            language=language,
            both_ways=both_ways,
            progress=show,
        )


def _opened(name: str) -> BinaryIO:
    if name == STANDARD:
        return _kept(sys.stdin.buffer)
    try:
        stream = Path(name).open("rb")  # noqa: SIM115 - the caller closes it
    except OSError as exc:
        raise InputError(f"{name}: {exc.strerror or exc}; give the path of a readable file") from exc
    if not stream.seekable():
        stream.close()
        raise InputError(f"{name}: a pipe can be read only once; save it as a file first")
    return stream


def _kept(stream: BinaryIO) -> BinaryIO:
    """What is read twice, and comes but once."""
    kept = cast("BinaryIO", TemporaryFile())  # noqa: SIM115 - the caller closes it
    shutil.copyfileobj(stream, kept)
    kept.seek(0)
    return kept


@memory.command()
@click.option("-o", "--output", metavar="PATH", help="Where to; corpus/ of the workspace, - for standard output.")
@_SOURCE
@_TO
@click.pass_context
def export(context: click.Context, output: str | None, source: str, language: str) -> None:
    """Write the memory as TMX 1.4b."""
    open_desk = desk(context)
    made = memory_files.export_units(open_desk.learned_store, source=source, language=language)
    for path in write_export(made, output, folder=open_desk.root / "corpus"):
        click.echo(path)


@memory.command()
@click.argument("text")
@click.option("--to", "language", required=True, metavar="LANGUAGE", help="The target language.")
@click.option("--source", default="", metavar="LANGUAGE", help="Language of the text; found out when left out.")
@click.option("--least", type=click.IntRange(1, 100), default=75, show_default=True, help="The least score.")
@click.option("--limit", type=click.IntRange(1, 50), default=5, show_default=True, help="How many at most.")
@json_option
@click.pass_context
def search(
    context: click.Context, text: str, language: str, source: str, least: int, limit: int, as_json: bool
) -> None:
    """Show what the memory has for a text, best first; the score is OmegaT's, less penalties."""
    found = remembering.search(
        desk(context).learned_store,
        text,
        language=check(language),
        source=check(source) if source else _detected(text),
        limit=limit,
        least=least,
    )
    if as_json:
        return print_json([_match(match) for match in found])
    if found:
        print_table(["match", "source", "target"], [[m.rank, m.unit.source, m.unit.target] for m in found])
    else:
        click.echo(f"The memory has nothing like it, from {least} % on; --least finds what is less like it.")
    return None


def _detected(text: str) -> str:
    code, _ = detect(text)
    if not code:
        raise InputError("the language could not be told from the text; name it, such as --source en")
    return check(code)


def _match(match: Match) -> dict[str, object]:
    unit = match.unit
    return {
        "match": match.rank,
        "score": match.score,
        "penalty": match.penalty,
        "source": unit.source,
        "target": unit.target,
        "source_language": unit.source_language,
        "language": unit.language,
        "article": unit.article,
        "author": unit.author,
        "changed": unit.changed.isoformat() if unit.changed else None,
        "origin": unit.origin.kind.value,
    }


COMMANDS: tuple[click.Command, ...] = (memory,)
