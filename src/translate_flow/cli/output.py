"""What commands share: the desk they work on, tables, progress bars, JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click

from translate_flow.bootstrap import Desk, open_desk, workspace_folder
from translate_flow.cli.pace import Pace, Steps, told
from translate_flow.engines import Server
from translate_flow.engines.packages import default_folder
from translate_flow.settings import CONFIG_NAME

INTERRUPTED = 130
"""The exit code of what Ctrl+C stopped: 128 and the number of the signal."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def _several(_context: click.Context, _option: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


to_option = click.option(
    "--to",
    "languages",
    multiple=True,
    callback=_several,
    metavar="LANGUAGE",
    help="Target language; may be repeated, or several with commas.",
)


def _day(_context: click.Context, _option: click.Parameter, given: datetime | None) -> date | None:
    return given.date() if given else None


due_option = click.option(
    "--due", type=click.DateTime(["%Y-%m-%d"]), callback=_day, metavar="DAY", help="The last day, such as 2026-12-24."
)


def desk(context: click.Context) -> Desk:
    """The desk of the workspace the command line names.

    Raises:
        NotFoundError: it is no workspace yet.

    """
    return open_desk(workspace_folder(context.obj), owned=True)


def packages_folder(context: click.Context) -> Path:
    """The folder of Argos packages that the workspace names; models may be handled outside of a workspace too."""
    root = workspace_folder(context.obj)
    return open_desk(root).packages if (root / CONFIG_NAME).exists() else default_folder()


def server(context: click.Context) -> Server | None:
    """The LibreTranslate server that the workspace names, if any."""
    root = workspace_folder(context.obj)
    return open_desk(root).server if (root / CONFIG_NAME).exists() else None


def demo_counts(context: click.Context) -> bool:
    """Whether the workspace lets ``auto`` take the demo model."""
    root = workspace_folder(context.obj)
    return (root / CONFIG_NAME).exists() and open_desk(root).config.demo_model


def print_json(value: object) -> None:
    """Print a value as one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under a header, columns aligned; numbers to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(text) for text in column) for column in zip(header, *cells, strict=True)]
    right = [bool(rows) and isinstance(rows[0][index], int | float) for index in range(len(header))]
    for line in [list(header), *cells]:
        parts = [_pad(text, width, right=at_right) for text, width, at_right in zip(line, widths, right, strict=True)]
        click.echo("  ".join(parts).rstrip())


def counted(number: int, noun: str) -> str:
    """A number with its noun, which takes an s for any other than one.

    >>> counted(1, "unit"), counted(0, "unit"), counted(12000, "unit")
    ('1 unit', '0 units', '12000 units')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _pad(text: str, width: int, *, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)


def progress_lines(label: str, *, clock: Callable[[], float] = time.monotonic) -> Callable[[int, int], None]:
    """What takes (done, total) and tells it on standard error in plain lines, as often as `Steps` says."""
    steps, pace = Steps(clock()), Pace()

    def show(done: int, total: int) -> None:
        now = clock()
        left = told(pace.left(done, total, at=now))
        if steps.due(done, total, at=now):
            share = f"{label}: {done:,} of {total:,} ({100 * done // total} %)"
            click.echo(f"{share}, {left}" if left else share, err=True)

    return show


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, fed with (done, total), that estimates the rest; else lines now and then."""
    if not sys.stderr.isatty():
        yield progress_lines(label)
        return
    pace, left = Pace(), ""

    def shown(_: int | None) -> str:
        return left

    with click.progressbar(
        length=1, label=label, file=sys.stderr, show_pos=True, show_eta=False, item_show_func=shown
    ) as bar:

        def show(done: int, total: int) -> None:
            nonlocal left
            left = told(pace.left(done, total, at=time.monotonic()))
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield show
