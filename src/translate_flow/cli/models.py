"""Commands for translation models: list, install, remove."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translate_flow.cli.output import (
    demo_counts,
    desk,
    json_option,
    packages_folder,
    print_json,
    print_table,
    progress_bar,
    server,
)
from translate_flow.domain.languages import check, english_name
from translate_flow.engines import index, packages
from translate_flow.engines.packages import Package

if TYPE_CHECKING:
    from translate_flow.cli.diagnosis import Standing

_PAIR = re.compile(r"([A-Za-z-]+)[_:→>/]([A-Za-z-]+)|([a-z]{2,3})-([a-z]{2,3})")


@click.group()
def models() -> None:
    """List, install and remove Argos translation models."""


@models.command("list")
@click.option("--available", is_flag=True, help="What the model index offers (asks the network).")
@json_option
@click.pass_context
def list_(context: click.Context, available: bool, as_json: bool) -> None:
    """Show the installed models, or with --available those of the index."""
    if available:
        offered = [
            {"from": entry.from_code, "to": entry.to_code, "version": entry.version} for entry in index.fetch_index()
        ]
        return _print(offered, as_json=as_json, empty="The model index is empty.")
    rows = [_row(package) for package in packages.installed(packages_folder(context))]
    empty = "No model is installed; fetch one with: translate-flow models install en es"
    return _print(rows, as_json=as_json, empty=empty)


def _print(rows: Sequence[Mapping[str, object]], *, as_json: bool, empty: str) -> None:
    if as_json:
        print_json(rows)
    elif rows:
        print_table(list(rows[0]), [list(row.values()) for row in rows])
    else:
        click.echo(empty)


def _row(package: Package) -> dict[str, object]:
    return {
        "from": package.from_code,
        "to": package.to_code,
        "version": package.version,
        "megabytes": round(package.size / 1e6, 1),
        "demo": package.demo,
        "path": str(package.path),
    }


@models.command()
@click.argument("what", nargs=-1, required=True, metavar="FILE | FROM TO")
@click.pass_context
def install(context: click.Context, what: tuple[str, ...]) -> None:
    """Install models: .argosmodel files, or a pair such as en es fetched from the model index."""
    folder = packages_folder(context)
    pair = _pair(what)
    if pair is None:
        for name in what:
            _tell(packages.install_file(Path(name), folder=folder))
        return
    with progress_bar(f"{pair[0]} → {pair[1]}") as show:
        found = index.install_pair(*pair, folder=folder, progress=show)
    for package in found:
        _tell(package)


def _pair(what: tuple[str, ...]) -> tuple[str, str] | None:
    """The pair that was meant, None where files were."""
    if any(Path(name).exists() or name.endswith(".argosmodel") or "/" in name for name in what):
        return None
    if len(what) == 2:
        return check(what[0]), check(what[1])
    if len(what) == 1 and (match := _PAIR.fullmatch(what[0])):
        source, target = (part for part in match.groups() if part)
        return check(source), check(target)
    raise click.UsageError("name one or more .argosmodel files, or a pair such as: en es")


def _tell(package: Package) -> None:
    demo = ", a demo model: do not rely on what it says" if package.demo else ""
    click.echo(f"installed {package.from_code}→{package.to_code} {package.version}{demo}: {package.path}")


@models.command()
@click.argument("source")
@click.argument("target")
@click.pass_context
def remove(context: click.Context, source: str, target: str) -> None:
    """Remove the models of a pair, such as: en es."""
    for package in packages.remove(check(source), check(target), folder=packages_folder(context)):
        click.echo(f"removed {package.from_code}→{package.to_code} {package.version}")


@models.command()
@click.argument("pair", nargs=-1, metavar="[FROM TO]")
@click.option("--dry-run", is_flag=True, help="Measure only; the settings stay as they are.")
@json_option
@click.pass_context
def tune(context: click.Context, pair: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Measure how this machine decodes fastest, and write it to translate-flow.yaml.

    It takes a few minutes and wants the machine for itself. Without a pair the largest installed model is measured.
    """
    from translate_flow.cli.tuning import report  # noqa: PLC0415 - loads models

    report(desk(context), pair, dry_run=dry_run, as_json=as_json)


@click.command()
@json_option
@click.pass_context
def engines(context: click.Context, as_json: bool) -> None:
    """Show the translation engines, what each can draft now, which of it auto takes, and how to get the others."""
    from translate_flow.cli.diagnosis import standings  # noqa: PLC0415 - opens every engine

    found = standings(packages_folder(context), server=server(context), demo=demo_counts(context))
    if as_json:
        return print_json([row for standing in found for row in _rows(standing)])
    for standing in found:
        click.echo("\n".join(_lines(standing)))
    return None


def _lines(standing: Standing) -> Iterator[str]:
    """A line for the engine, one for each source language, one for each damaged package."""
    from translate_flow.cli.diagnosis import by_source  # noqa: PLC0415 - as above

    some = 0 < len(standing.taken) < len(standing.pairs)
    auto = "auto takes what has a *" if some else "auto takes these" if standing.taken else "auto takes others"
    yield f"{standing.name:<14}  {standing.state:<13}  {auto if standing.pairs else standing.remedy}"
    for source, targets in by_source(standing.pairs).items():
        marks = ["*" if some and (source, target) in standing.taken else "" for target in targets]
        listed = ", ".join(target + mark for target, mark in zip(targets, marks, strict=True))
        yield f"  {source} → {listed}"
    yield from (f"  damaged: {bad}" for bad in standing.damaged if standing.pairs)


def _rows(standing: Standing) -> Iterator[dict[str, object]]:
    """A row for each pair; one without a pair, that says what helps, for each damaged package or where none is."""
    for source, target in standing.pairs:
        row = {"engine": standing.name, "from": source, "to": target, "language": english_name(target)}
        yield {**row, "auto": (source, target) in standing.taken}
    nothing = {"engine": standing.name, **dict.fromkeys(("from", "to", "language"))}
    yield from ({**nothing, "state": "damaged", "remedy": str(bad)} for bad in standing.damaged)
    if not (standing.pairs or standing.damaged):
        yield {**nothing, "state": standing.state, "remedy": standing.remedy}


COMMANDS: tuple[click.Command, ...] = (models, engines)
