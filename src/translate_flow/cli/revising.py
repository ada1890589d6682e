"""Revisions on the command line: what one would do, the list of them, taking the last one back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from translate_flow.cli.output import desk, json_option, print_json, print_table
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.revisions import ArticleRevision
from translate_flow.workflow import revising
from translate_flow.workflow.planning import Edit, Effect, Plan
from translate_flow.workflow.suggesting import Change, difference

_MARKS = {Change.SAME: "{}", Change.GONE: "[-{}-]", Change.NEW: "{{+{}+}}"}
"""How wdiff marks what went and what came."""


def plan_json(plan: Plan) -> dict[str, object]:
    """The effect of a revision for programs: segments by what became of them, amounts by language, edits."""
    return {
        "slug": plan.entry.slug,
        "differs": plan.differs,
        "effect": dict(plan.counts),
        "languages": [_effect(each) for each in plan.effects],
        "edits": [
            {"number": edit.number, "how": edit.how.value, "before": edit.before, "now": edit.now}
            for edit in plan.edits
        ],
        "gone": list(plan.gone),
    }


def _effect(effect: Effect) -> dict[str, object]:
    shown = {name: {"segments": amount.segments, "words": amount.words} for name, amount in effect.amounts.items()}
    return {"language": effect.language, **shown}


def print_plan(plan: Plan) -> None:
    """Print what a revision would do: a table of words and segments by language, then the edits word by word."""
    if not plan.differs:
        click.echo(f"{plan.entry.slug}: the text is the stored one; nothing would change")
        return
    click.echo(f"{plan.entry.slug}: revision {plan.entry.revision + 1} would be: {told(plan.counts)}\n")
    warn_of_another_article(plan)
    if plan.effects:
        click.echo("Words (segments) by language; nothing is stored yet:")
        print_table(_HEADER, [_line(effect) for effect in plan.effects])
    for edit in plan.edits:
        click.echo(f"\n{edit.number:>4}  {edit.how.value:<8}{_difference(edit)}")
    for text in plan.gone:
        click.echo(f"\n      {'gone':<8}{_MARKS[Change.GONE].format(text)}")


def warn_of_another_article(plan: Plan) -> None:
    """Say so on standard error where the text seems to be another article's."""
    if plan.resembles_another:
        slug = plan.entry.slug
        click.echo(f"{slug}: hardly anything of the old text is in the new one; is it another article's?", err=True)


_HEADER = [
    "language",
    "approved now",
    "approved then",
    "stale",
    "other text",
    "untranslated",
    "put together",
    "archived",
]


def _line(effect: Effect) -> list[str]:
    return [effect.language, *(f"{amount.words} ({amount.segments})" for amount in effect.amounts.values())]


def told(counts: Mapping[str, int]) -> str:
    """Counts of segments in one line, those of none left out.

    >>> told({"untouched": 3, "edited": 1, "gone": 0})
    'untouched 3, edited 1'
    """
    return ", ".join(f"{name} {count}" for name, count in counts.items() if count) or "nothing"


def _difference(edit: Edit) -> str:
    passages = difference(edit.before, edit.now)
    return "".join(_MARKS[passage.change].format(passage.text) for passage in passages)


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="[undo] ARTICLE")
@json_option
@click.pass_context
def revisions(context: click.Context, names: tuple[str, ...], as_json: bool) -> None:
    """List the revisions of ARTICLE, the newest first; with undo before it, take the last one back.

    What people translated since is kept: as it is where the source is the same, else as stale.
    """
    if len(names) == 1:
        return _list(context, names[0], as_json=as_json)
    if len(names) == 2 and names[0] == "undo":
        return _undo(context, names[1], as_json=as_json)
    raise click.UsageError("name one article, or undo and one article")


def _list(context: click.Context, slug: str, *, as_json: bool) -> None:
    rows = [_row(item) for item in revising.revisions(desk(context).records, slug)]
    if as_json:
        return print_json(rows)
    if rows:
        return print_table(list(rows[0]), [list(_cells(row)) for row in rows])
    return click.echo(f"no revision of {slug} is kept; bring a new text with: translate-flow import FILE --as {slug}")


def _row(item: ArticleRevision) -> dict[str, object]:
    return {
        "revision": item.number,
        "at": item.at.isoformat(timespec="seconds"),
        "by": item.by,
        "file": item.origin,
        "undoes": item.undoes,
        "effect": dict(item.effect),
    }


def _cells(row: Mapping[str, object]) -> Iterator[object]:
    for value in row.values():
        if isinstance(value, Mapping):
            yield told(value) if row["undoes"] is None else _taken_back(value)
        else:
            yield "" if value is None else value


def _taken_back(effect: Mapping[str, int]) -> str:
    """What taking a revision back did; of one from before this was kept, only that it did."""
    counts = [f"{effect[name]} {name}" for name in ("restored", "kept") if effect.get(name)]
    return ", ".join(["text taken back", f"translations: {', '.join(counts)}"] if counts else ["text taken back"])


def _undo(context: click.Context, slug: str, *, as_json: bool) -> None:
    open_desk = desk(context)
    undone = revising.undo(open_desk.store, slug, splitter=open_desk.splitter, by=LOCAL_OWNER)
    if as_json:
        return print_json(
            {
                "slug": slug,
                "undone": undone.number,
                "revision": undone.entry.revision,
                "restored": undone.restored,
                "kept": undone.kept,
                "not_back": [
                    {"language": item.language, "person": item.person, "task": item.task.value}
                    for item in undone.not_back
                ],
            }
        )
    for item in undone.not_back:
        click.echo(
            f"{slug} {item.language}: not given back to {item.person}, who may not {item.task} any more", err=True
        )
    return click.echo(
        f"{slug}: revision {undone.number} is taken back, as revision {undone.entry.revision}; "
        f"{undone.restored} translations are as they were, {undone.kept} that people wrote since are kept"
    )


COMMANDS: tuple[click.Command, ...] = (revisions,)
