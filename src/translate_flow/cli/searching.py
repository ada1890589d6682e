"""The command that searches in every article and language."""

from __future__ import annotations

from collections.abc import Iterator

import click

from translate_flow.cli.output import desk, json_option, print_json, print_table
from translate_flow.domain.languages import check
from translate_flow.domain.search import Found, Passage, Rendering
from translate_flow.workflow.searching import SOURCES, follow
from translate_flow.workflow.searching import search as find


@click.command()
@click.argument("text")
@click.option("--language", default="", metavar="LANGUAGE", help="Look in translations into this language only.")
@click.option("--sources", is_flag=True, help="Look in the articles as they were written only.")
@click.option("--limit", type=click.IntRange(1, 500), default=20, show_default=True, help="How many at most.")
@json_option
@click.pass_context
def search(context: click.Context, text: str, language: str, sources: bool, limit: int, as_json: bool) -> None:
    """Find the words of TEXT in every article and language, as written or inflected."""
    if language and sources:
        raise click.UsageError("--language and --sources exclude each other")
    store = desk(context).records
    follow(store)
    results = find(store, text, language=check(language) if language else SOURCES if sources else None, limit=limit)
    if as_json:
        return print_json([_row(found) for found in results.found])
    if not results.found:
        return click.echo("Nothing holds it.")
    print_table(
        ["article", "segment", "language", "state", "text"], [row for each in results.found for row in _rows(each)]
    )
    if results.more:
        click.echo(f"more than {limit}; --limit shows more", err=True)
    return None


def _rows(found: Found) -> Iterator[list[object]]:
    """What was found, and under it what stands beside it: the source of a target, the targets of a source."""
    passage = found.passage
    place = [_article(found), passage.position + 1]
    yield [*place, passage.language, _state(passage) if passage.state else "source", passage.text]
    if passage.state:
        yield ["", "", passage.source_language, "source", passage.source]
    for each in found.renderings:
        yield ["", "", each.language, _state(each), each.text]


def _state(target: Passage | Rendering) -> str:
    return f"{target.state} (stale)" if target.stale else f"{target.state}"


def _article(found: Found) -> str:
    return f"{found.passage.slug} (archived)" if found.passage.archived else found.passage.slug


def _row(found: Found) -> dict[str, object]:
    passage = found.passage
    return {
        "article": passage.slug,
        "archived": passage.archived,
        "segment": passage.position + 1,
        "language": passage.language,
        "text": passage.text,
        "source": passage.source,
        "state": passage.state.value if passage.state else "",
        "stale": passage.stale,
        "translations": [
            {"language": each.language, "text": each.text, "state": each.state.value, "stale": each.stale}
            for each in found.renderings
        ],
        "score": found.score,
    }


COMMANDS: tuple[click.Command, ...] = (search,)
