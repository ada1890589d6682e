"""The command that checks the translations of an article."""

from __future__ import annotations

from collections.abc import Sequence

import click

from translate_flow.checks.issues import Severity
from translate_flow.cli import flags
from translate_flow.cli.output import desk, json_option, print_json, print_table
from translate_flow.workflow import checking
from translate_flow.workflow.checking import Checked

WORDS = {
    **{code: flags.WORDS[code] for code in ("codes", "repetition", "length", "script", "copied", "numbers")},
    "untranslated": "says nothing",
    "urls": "a web address differs",
    "emails": "a mail address differs",
    "placeholders": "a placeholder, tag, path or handle differs",
    "brackets": "a bracket has no partner",
    "quotes": "a quotation mark has no partner",
    "quote_style": "quotation marks of another language",
    "end_mark": "ends otherwise than its source",
    "foreign_mark": "ends with a mark of another script",
    "inverted_marks": "the mark that opens it is missing",
    "double_spaces": "two spaces or more",
    "edge_spaces": "a space at the beginning or the end",
    "space_before_mark": "a space before a mark",
    "french_spaces": "no space where French has one",
    "breaking_spaces": "a space at which the line may break",
    "invisible": "a character that nobody sees",
    "doubled_words": "a word stands twice",
    "sentences": "another number of sentences",
    "leftovers": flags.WORDS["markers"],
    "term_missing": "a required term is missing",
    "term_forbidden": "a forbidden term",
    "inconsistent": "the same source is translated otherwise elsewhere",
    "spelling": "no dictionary of the language has this word",
    "unread": "a draft approved as it was, faster than it can be read",
    "repeated": "another source has the same translation",
}
"""What each check found, in words; in those of the guard where it looks for the same."""

_SHOWN = 40


@click.command()
@click.argument("slug", metavar="ARTICLE")
@click.option("--to", "language", required=True, metavar="LANGUAGE", help="The target language.")
@click.option(
    "--least",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.NOTE.value,
    show_default=True,
    help="Show what is at least that bad.",
)
@click.option("--dismissed", is_flag=True, help="Show what somebody dismissed as a false alarm too.")
@json_option
@click.pass_context
def check(context: click.Context, slug: str, language: str, least: str, dismissed: bool, as_json: bool) -> None:
    """Check the translations of an article: punctuation, numbers, terms and much more; see checks: in the settings."""
    open_desk = desk(context)
    found = checking.check(
        open_desk.records,
        slug,
        language=language,
        splitter=open_desk.splitter,
        speller=open_desk.speller,
        severities=open_desk.severities_into(language),
        unread_seconds=open_desk.unread_seconds,
        least=Severity(least),
    )
    found = [item for item in found if dismissed or item.dismissal is None]
    rows = [_row(item) for item in found]
    if as_json:
        print_json(rows)
    elif rows:
        print_table(["segment", "severity", "what", "text", "wanted"], [_line(item) for item in found])
        click.echo(_summed_up(found))
    else:
        click.echo("Nothing was found.")


def _row(item: Checked) -> dict[str, object]:
    finding = item.issue.finding
    return {
        "segment": item.unit.position + 1,
        "severity": item.issue.severity.value,
        "check": item.issue.code,
        "start": finding.start,
        "end": finding.end,
        "text": item.issue.found,
        "wanted": finding.wanted,
        "fix": finding.fix,
        "dismissed": {"by": item.dismissal.by, "note": item.dismissal.note} if item.dismissal else None,
    }


def _line(item: Checked) -> Sequence[object]:
    issue = item.issue
    what = WORDS.get(issue.code, issue.code) + (f" (dismissed by {item.dismissal.by})" if item.dismissal else "")
    return [item.unit.position + 1, issue.severity.value, what, _short(issue.found), _short(issue.finding.wanted)]


def _short(text: str) -> str:
    shown = text.replace(" ", "␣") if text.isspace() else text
    line = "".join(f"\\u{ord(char):04x}" if not char.isprintable() else char for char in shown)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _summed_up(found: Sequence[Checked]) -> str:
    counts = [(severity, sum(item.issue.severity is severity for item in found)) for severity in reversed(Severity)]
    return ", ".join(f"{count} {severity}{'s' if count != 1 else ''}" for severity, count in counts if count)


COMMANDS: tuple[click.Command, ...] = (check,)
