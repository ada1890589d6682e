"""The import command: bring articles in, or new revisions of known ones."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from typing import NamedTuple

import click

from translate_flow.bootstrap import Desk
from translate_flow.cli.collecting import given_rows, tell_given, tell_unassigned, unassigned_rows
from translate_flow.cli.files import article_bytes, shown_name
from translate_flow.cli.output import desk, json_option, print_json, to_option
from translate_flow.cli.revising import plan_json, print_plan, warn_of_another_article
from translate_flow.domain.article import Article
from translate_flow.domain.assignment import Assignment
from translate_flow.domain.collections import Collection
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.ports import Entry
from translate_flow.domain.shelves import Titled
from translate_flow.errors import ConfigError, TranslateFlowError
from translate_flow.reading import READERS
from translate_flow.workflow import collections, importing, revising
from translate_flow.workflow.importing import Known
from translate_flow.workflow.joining import Unassigned
from translate_flow.workflow.planning import Plan
from translate_flow.workflow.revising import Revised

_MOST_ALIKE = 3
"""Articles of one title that are named; whoever has more of them means to."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@to_option
@click.option("--source", metavar="LANGUAGE", default="", help="Language of the article; found out when left out.")
@click.option(
    "--format", "format_", type=click.Choice(list(READERS)), help="Format of the files; found out when left out."
)
@click.option("--title", default="", help="The title, where the file has none or a wrong one.")
@click.option("--as", "slug", metavar="SLUG", default="", help="Name of the article; a known one is revised.")
@click.option("--in", "collection", metavar="COLLECTION", default="", help="Put them into it: its defaults count.")
@click.option("--keep", metavar="LINES", default="", help="Lines whose cleaning is taken back, such as 3,17.")
@click.option(
    "--preview",
    is_flag=True,
    help="Show what would be stored, or what a revision would do, and what cleaning dropped; store nothing.",
)
@json_option
@click.pass_context
def import_(  # noqa: PLR0913 - click passes every option by name
    context: click.Context,
    files: tuple[str, ...],
    languages: tuple[str, ...],
    source: str,
    format_: str | None,
    title: str,
    slug: str,
    collection: str,
    keep: str,
    preview: bool,
    as_json: bool,
) -> None:
    """Bring articles in: text, HTML, Markdown, DOCX, ODT or EPUB; - reads standard input."""
    if len(files) > 1 and (slug or title or keep):
        raise click.UsageError("--as, --title and --keep go with a single file")
    open_desk = desk(context)
    known = _known(open_desk, slug, collection)
    there = Known(()) if slug else importing.known(open_desk.records)
    imported: list[Imported] = []
    previews: list[Previewed] = []
    refused = 0
    for name in files:
        try:
            article = _prepared(
                open_desk,
                name,
                form=format_ or "",
                language=source or (known.language if known else ""),
                title=title,
                keep=_lines(keep),
            )
            _tell_alike(there, article, name)
            if preview:
                previews.append(_previewed(open_desk, article, known))
                continue
            place = _Place(slug, shown_name(name), collection, there)
            imported.append(_kept(open_desk, article, languages, known=known, place=place))
        except TranslateFlowError as exc:
            if len(files) == 1:
                raise
            refused += 1
            click.echo(f"translate-flow: {exc}", err=True)
    if preview:
        _show(previews, as_json=as_json)
    else:
        _report(imported, as_json=as_json)
    if refused:
        sys.exit(1)


def _known(open_desk: Desk, slug: str, collection: str) -> Entry | None:
    """The article that is revised, if it is one."""
    known = revising.known(open_desk.store, slug) if slug else None
    if known and collection:
        raise click.UsageError(f"{slug} is there already; run: translate-flow collections put {collection} {slug}")
    return known


def _tell_alike(there: Known, article: Article, name: str) -> None:
    """Say on standard error that an article of this title is there: it may be meant as its next revision."""
    for slug in there.of_title(article)[:_MOST_ALIKE]:
        told = f"there is an article titled {article.title!r} already, {slug}; to store the text as its next revision"
        click.echo(f"translate-flow: {told}, run: translate-flow import {shlex.quote(name)} --as {slug}", err=True)


def _prepared(open_desk: Desk, name: str, *, form: str, language: str, title: str, keep: frozenset[int]) -> Article:
    """Read a file.

    Raises:
        ConfigError: a line to keep was not changed by cleaning.

    """
    shown = shown_name(name)
    prepare = partial(
        importing.prepare,
        article_bytes(name),
        name=shown,
        splitter=open_desk.splitter,
        format=form,
        language=language,
        title=title,
    )
    unknown = sorted(keep - {change.line for change in prepare().changes}) if keep else []
    if unknown:
        raise ConfigError(f"{shown}: cleaning did not change line {unknown[0]}; --preview shows the lines it changed")
    return prepare(keep=keep)


def _lines(keep: str) -> frozenset[int]:
    try:
        return frozenset(int(part) for part in keep.split(",") if part.strip())
    except ValueError as exc:
        raise click.UsageError(f"--keep takes line numbers such as 3,17, not {keep!r}") from exc


class Previewed(NamedTuple):
    """An article as it would be stored; ``plan`` is what it would do as a revision of a known one."""

    article: Article
    plan: Plan | None = None


def _previewed(open_desk: Desk, article: Article, known: Entry | None) -> Previewed:
    if known is None:
        return Previewed(article)
    return Previewed(article, revising.preview(open_desk.records, known.slug, article, splitter=open_desk.splitter))


def _show(previews: Sequence[Previewed], *, as_json: bool) -> None:
    """Print articles as they would be stored, or what they would do to those that are."""
    if as_json:
        return print_json([_preview(article, plan) for article, plan in previews])
    for article, plan in previews:
        if plan:
            print_plan(plan)
        else:
            _print_preview(article)
        _print_changes(article)
    return None


def _preview(article: Article, plan: Plan | None) -> dict[str, object]:
    return {
        "title": article.title,
        "byline": article.byline,
        "language": article.language,
        "segments": [{"kind": segment.kind.value, "text": segment.plain} for segment in article.segments],
        "changes": [asdict(change) for change in article.changes],
        **({"revision": plan_json(plan)} if plan else {}),
    }


def _print_preview(article: Article) -> None:
    """Print an article."""
    click.echo(f"language  {article.language}\ntitle     {article.title}\nbyline    {article.byline}\n")
    for segment in article.segments:
        click.echo(f"{segment.kind.value:<10}{segment.plain}")


def _print_changes(article: Article) -> None:
    """Print what cleaning did."""
    if article.changes:
        click.echo("\nCleaning (take a line back with --keep LINE):")
    for change in article.changes:
        click.echo(
            f"{change.line:>6}  {change.reason:<14} {change.before!r}"
            + (f" → {change.after!r}" if change.after else "")
        )


class Imported(NamedTuple):
    """What became of one file; its article is not held, for there may be thousands."""

    entry: Entry
    dropped: int
    revised: Revised | None = None
    unassigned: Sequence[Unassigned] = ()
    given: Sequence[Assignment] = ()
    into: Collection | None = None


class _Place(NamedTuple):
    """Where an article goes, where it came from, and what is there already."""

    slug: str
    name: str
    collection: str
    there: Known


def _kept(
    open_desk: Desk, article: Article, languages: Sequence[str], *, known: Entry | None, place: _Place
) -> Imported:
    """Store an article; under the name of a stored one it is that one's next revision."""
    if known:
        revised = revising.revise(
            open_desk.store,
            place.slug,
            article,
            splitter=open_desk.splitter,
            languages=languages,
            by=LOCAL_OWNER,
            origin=place.name,
        )
        return Imported(revised.entry, _dropped(article), revised, revised.unassigned)
    into = collections.find(open_desk.store, place.collection) if place.collection else None
    made = importing.bring_in(
        open_desk.store,
        article,
        languages=languages or (into and into.targets(article.language)) or open_desk.config.languages,
        by=LOCAL_OWNER,
        slug=place.slug,
        origin=place.name,
        collection=place.collection,
    )
    place.there.add(Titled(made.entry.slug, article.title, article.language))
    return Imported(made.entry, _dropped(article), unassigned=made.unassigned, given=made.given, into=into)


def _dropped(article: Article) -> int:
    return sum(not change.after for change in article.changes)


def _report(imported: Sequence[Imported], *, as_json: bool) -> None:
    if as_json:
        return print_json([{**_entry(item.entry), **_effect(item.revised), **_joined(item)} for item in imported])
    for item in imported:
        entry, dropped, revised = item.entry, item.dropped, item.revised
        languages = f" → {', '.join(entry.languages)}" if entry.languages else ""
        title = f": {entry.title}" if entry.title else ""
        click.echo(f"{entry.slug}: {entry.segments} segments, {entry.words} words, {entry.language}{languages}{title}")
        if dropped:
            what = "1 line was left out" if dropped == 1 else f"{dropped} lines were left out"
            click.echo(f"{entry.slug}: {what}; --preview shows which and why")
        if revised:
            effect = ", ".join(f"{name} {count}" for name, count in _effect(revised).items())
            click.echo(f"{entry.slug}: {effect}")
            warn_of_another_article(revised.plan)
        if item.into:
            tell_given(entry.slug, item.into, entry.languages, item.given)
        tell_unassigned(item.unassigned)
    return None


def _joined(item: Imported) -> dict[str, object]:
    """The collection, what it gave out and what it could not; nothing for an article in none."""
    if not item.entry.collection:
        return {}
    given = {"given": given_rows(item.into, item.entry.languages, item.given)} if item.into else {}
    return {"collection": item.entry.collection, **given, "unassigned": unassigned_rows(item.unassigned)}


def _effect(revised: Revised | None) -> dict[str, int]:
    """The number of a revision and what it did, counted in segments; nothing for a new article."""
    return {} if revised is None else {"revision": revised.entry.revision, **revised.plan.counts}


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "slug": entry.slug,
        "segments": entry.segments,
        "words": entry.words,
        "language": entry.language,
        "languages": list(entry.languages),
        "title": entry.title,
        "byline": entry.byline,
    }


COMMANDS: tuple[click.Command, ...] = (import_,)
