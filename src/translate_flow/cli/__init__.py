"""The command line: thin commands over the use cases."""

from __future__ import annotations

import os
import sys

import click

from translate_flow import __version__
from translate_flow.bootstrap import WORKSPACE_VARIABLE
from translate_flow.cli import (
    articles,
    assigning,
    checking,
    collecting,
    commenting,
    drafting,
    figures,
    importing,
    memory,
    models,
    people,
    revising,
    searching,
    serving,
    shelving,
    terms,
)
from translate_flow.cli.output import INTERRUPTED
from translate_flow.errors import TranslateFlowError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--workspace", metavar="DIR", envvar=WORKSPACE_VARIABLE, help="The workspace; the current folder when left out."
)
@click.version_option(__version__, prog_name="translate-flow")
@click.pass_context
def cli(context: click.Context, workspace: str | None) -> None:
    """An offline translation desk for articles: import, draft by machine, review, export."""
    context.obj = workspace


_MODULES = (
    *(articles, shelving, importing, revising, drafting, checking, assigning, commenting, collecting),
    *(memory, models, terms, people, searching, figures, serving),
)
for module in _MODULES:
    for command in module.COMMANDS:
        cli.add_command(command)


def main() -> None:
    """Run a command. Exit code 0 done, 1 refused with one line on standard error, 2 wrong usage, 130 stopped."""
    try:
        sys.exit(cli.main(prog_name="translate-flow", standalone_mode=False))
    except TranslateFlowError as exc:
        _refuse(str(exc))
    except click.ClickException as exc:
        exc.show()
        sys.exit(exc.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("translate-flow: stopped", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has had enough (head, less); nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except UnicodeEncodeError:
        _refuse("a name or title on the command line is not valid text in this terminal's encoding; write it in UTF-8")
    except OSError as exc:
        _refuse(
            f"{exc.filename or 'the output'}: {exc.strerror or exc}; check the place, its rights and the free space"
        )


def _refuse(message: str) -> None:
    click.echo(f"translate-flow: {' '.join(message.split())}", err=True)
    sys.exit(1)
