"""The command that tells post-edit figures: the time and the keys of segments, and what became of drafts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import click

from translate_flow.cli.output import desk, json_option, print_json, print_table
from translate_flow.domain.efforts import Line
from translate_flow.domain.languages import check
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.formats import effort_csv
from translate_flow.workflow.figures import DAYS, figures

_SHOWN = {
    "language": "language",
    "name": "of",
    "segments": "segments",
    "words": "words",
    "seconds": "seconds",
    "median_seconds": "median",
    "words_per_hour": "words/h",
    "keys_per_word": "keys/word",
    "ter": "TER",
    "chrf": "chrF",
}


@click.command()
@click.option("--language", default="", metavar="LANGUAGE", help="Of this language only.")
@click.option("--people", is_flag=True, help="Of each person too.")
@click.option("--days", type=click.IntRange(1, 3650), default=DAYS, show_default=True, help="Of how many days.")
@json_option
@click.pass_context
def effort(context: click.Context, language: str, people: bool, days: int, as_json: bool) -> None:
    """Tell what translating took: time and keys of segments, and how near drafts were (TER, chrF)."""
    asked = check(language) if language else ""
    found = figures(desk(context).records, by=LOCAL_OWNER, now=datetime.now(UTC), language=asked, days=days)
    rows = [_row(line) for line in found if people or line.person is None]
    if as_json:
        return print_json(rows)
    if not rows:
        return click.echo("Nothing was measured: the editor counts while somebody works in it.")
    return print_table(list(_SHOWN.values()), [_cells(row) for row in rows])


def _row(line: Line) -> dict[str, object]:
    named = zip(effort_csv.HEADER, effort_csv.cells(line), strict=True)
    return {name: None if value == "" and name != "name" else value for name, value in named}


def _cells(row: dict[str, object]) -> Sequence[object]:
    of = {"language": "all", "engine": row["name"] or "no draft", "person": row["name"]}[str(row["of"])]
    return ["-" if value is None else value for value in ({**row, "name": of}[name] for name in _SHOWN)]


COMMANDS: tuple[click.Command, ...] = (effort,)
