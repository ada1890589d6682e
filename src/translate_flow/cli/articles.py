"""Commands that follow an article through the house: init, import, draft, status, export."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict

import click

from translate_flow.bootstrap import Desk, create_workspace, workspace_folder
from translate_flow.cli.files import article_bytes, shown_name, write_export
from translate_flow.cli.output import desk, json_option, print_json, print_table, progress_bar
from translate_flow.domain.article import Article
from translate_flow.domain.bitext import Threshold
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.ports import Entry, Progress
from translate_flow.domain.translation import State
from translate_flow.engines import ENGINES
from translate_flow.errors import ConfigError, TranslateFlowError
from translate_flow.reading import READERS
from translate_flow.workflow import drafting, exporting, importing, revising
from translate_flow.workflow import progress as progress_of
from translate_flow.workflow.revising import Revised

to_option = click.option(
    "--to", "languages", multiple=True, metavar="LANGUAGE", help="Target language; may be repeated."
)


@click.command()
@click.argument("folder", required=False, metavar="[DIR]")
@click.pass_context
def init(context: click.Context, folder: str | None) -> None:
    """Make a workspace: settings, a database folder, a place for exports."""
    root = workspace_folder(folder or context.obj)
    new = create_workspace(root)
    click.echo(f"{root} is a workspace now" if new else f"{root} is a workspace already; nothing was changed")


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@to_option
@click.option("--source", metavar="LANGUAGE", default="", help="Language of the article; found out when left out.")
@click.option(
    "--format", "format_", type=click.Choice(list(READERS)), help="Format of the files; found out when left out."
)
@click.option("--title", default="", help="The title, where the file has none or a wrong one.")
@click.option("--as", "slug", metavar="SLUG", default="", help="Name of the article; a known one is revised.")
@click.option("--keep", metavar="LINES", default="", help="Lines whose cleaning is taken back, such as 3,17.")
@click.option("--preview", is_flag=True, help="Show what would be stored and what cleaning dropped; store nothing.")
@json_option
@click.pass_context
def import_(
    context: click.Context,
    files: tuple[str, ...],
    languages: tuple[str, ...],
    source: str,
    format_: str | None,
    title: str,
    slug: str,
    keep: str,
    preview: bool,
    as_json: bool,
) -> None:
    """Bring articles in: text, HTML, Markdown, DOCX, ODT or EPUB; - reads standard input."""
    if len(files) > 1 and (slug or title or keep):
        raise click.UsageError("--as, --title and --keep go with a single file")
    open_desk = desk(context)
    known = revising.known(open_desk.store, slug) if slug else None
    imported: list[tuple[Entry, Revised | None]] = []
    previews: list[Article] = []
    refused = 0
    for name in files:
        try:
            article = importing.prepare(
                article_bytes(name),
                name=shown_name(name),
                splitter=open_desk.splitter,
                format=format_ or "",
                language=source or (known.language if known else ""),
                title=title,
                keep=_lines(keep),
            )
            if preview:
                previews.append(article)
                continue
            imported.append(_kept(open_desk, article, languages, known=known, slug=slug, name=shown_name(name)))
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


def _lines(keep: str) -> frozenset[int]:
    try:
        return frozenset(int(part) for part in keep.split(",") if part.strip())
    except ValueError as exc:
        raise click.UsageError(f"--keep takes line numbers such as 3,17, not {keep!r}") from exc


def _show(articles: Sequence[Article], *, as_json: bool) -> None:
    """Print articles as they would be stored."""
    if as_json:
        return print_json([_preview(article) for article in articles])
    for article in articles:
        _print_preview(article)
    return None


def _preview(article: Article) -> dict[str, object]:
    return {
        "title": article.title,
        "byline": article.byline,
        "language": article.language,
        "segments": [{"kind": segment.kind.value, "text": segment.plain} for segment in article.segments],
        "changes": [asdict(change) for change in article.changes],
    }


def _print_preview(article: Article) -> None:
    """Print an article, then what cleaning did."""
    click.echo(f"language  {article.language}\ntitle     {article.title}\nbyline    {article.byline}\n")
    for segment in article.segments:
        click.echo(f"{segment.kind.value:<10}{segment.plain}")
    if article.changes:
        click.echo("\nCleaning (take a line back with --keep LINE):")
    for change in article.changes:
        click.echo(
            f"{change.line:>6}  {change.reason:<14} {change.before!r}"
            + (f" → {change.after!r}" if change.after else "")
        )


def _kept(
    open_desk: Desk, article: Article, languages: Sequence[str], *, known: Entry | None, slug: str, name: str
) -> tuple[Entry, Revised | None]:
    """Store an article; under the name of a stored one it is that one's next revision."""
    if known:
        revised = revising.revise(open_desk.store, slug, article, languages=languages, by=LOCAL_OWNER, origin=name)
        return revised.entry, revised
    wanted = languages or open_desk.config.languages
    return importing.store(open_desk.store, article, languages=wanted, by=LOCAL_OWNER, slug=slug, origin=name), None


def _report(imported: Sequence[tuple[Entry, Revised | None]], *, as_json: bool) -> None:
    if as_json:
        return print_json([{**_entry(entry), **_effect(revised)} for entry, revised in imported])
    for entry, revised in imported:
        languages = f" → {', '.join(entry.languages)}" if entry.languages else ""
        click.echo(
            f"{entry.slug}: {entry.segments} segments, {entry.words} words, {entry.language}{languages}: {entry.title}"
        )
        if revised:
            effect = ", ".join(f"{name} {count}" for name, count in _effect(revised).items())
            click.echo(f"{entry.slug}: {effect}")
    return None


def _effect(revised: Revised | None) -> dict[str, int]:
    """The number of a revision and what it did, counted in segments; nothing for a new article."""
    if revised is None:
        return {}
    names = ("untouched", "moved", "edited", "new", "gone")
    return {"revision": revised.entry.revision, **{name: getattr(revised, name) for name in names}}


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


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@to_option
@click.option("--engine", type=click.Choice(list(ENGINES)), help="What drafts; the best at hand when left out.")
@click.option("--again", is_flag=True, help="Replace machine drafts too; what people wrote stays.")
@json_option
@click.pass_context
def draft(
    context: click.Context,
    slugs: tuple[str, ...],
    languages: tuple[str, ...],
    engine: str | None,
    again: bool,
    as_json: bool,
) -> None:
    """Draft articles by machine: those named, or all; into --to, or every language they are open for."""
    open_desk = desk(context)
    done: list[drafting.Drafted] = []
    for slug, language in _wanted(open_desk, slugs, languages):
        with progress_bar(f"{slug} → {language}") as show:
            done.append(
                drafting.draft(
                    open_desk.store,
                    slug,
                    language=language,
                    engine_for=open_desk.engine_for(engine or ""),
                    by=LOCAL_OWNER,
                    again=again,
                    progress=show,
                )
            )
        if not as_json:
            click.echo(_drafted(done[-1]))
    if as_json:
        print_json([{key: value for key, value in asdict(item).items() if key != "demo"} for item in done])
    if any(item.demo for item in done):
        click.echo(
            "These drafts are by the demo model: they show how the desk works and say nothing reliable.", err=True
        )


def _wanted(open_desk: Desk, slugs: Sequence[str], languages: Sequence[str]) -> list[tuple[str, str]]:
    """Which articles into which languages.

    Raises:
        ConfigError: there is nothing to draft into.

    """
    with open_desk.store.read() as uow:
        entries = [uow.articles.get(slug) for slug in slugs] or list(uow.articles.all())
    wanted = [
        (entry.slug, language)
        for entry in entries
        for language in importing.targets_for(entry.language, languages or entry.languages)
    ]
    if not wanted:
        raise ConfigError("there is nothing to draft; import an article first, or name a language with --to")
    return wanted


def _drafted(item: drafting.Drafted) -> str:
    reused = f", {item.reused} reused" if item.reused else ""
    return (
        f"{item.slug} → {item.language}: {item.segments} segments drafted{reused}, "
        f"{item.sentences} sentences by {item.engine} in {item.seconds:.1f} s"
    )


@click.command()
@click.argument("slug", required=False, default="")
@json_option
@click.pass_context
def status(context: click.Context, slug: str, as_json: bool) -> None:
    """Show how far each article is in each language; percent is approved words of all words."""
    rows = [_progress(row) for row in progress_of.status(desk(context).store, slug)]
    if as_json:
        return print_json(rows)
    if not rows:
        click.echo("There is no translation yet; bring an article in with: translate-flow import FILE --to LANGUAGE")
        return None
    return print_table(list(rows[0]), [list(row.values()) for row in rows])


def _progress(row: Progress) -> dict[str, object]:
    return {
        "slug": row.slug,
        "language": row.language,
        "segments": row.segments,
        "words": row.words,
        "untranslated": row.states[State.UNTRANSLATED],
        "draft": row.states[State.DRAFT],
        "needs_work": row.states[State.NEEDS_WORK],
        "translated": row.states[State.TRANSLATED],
        "approved": row.states[State.APPROVED] + row.states[State.PUBLISHED],
        "stale": row.stale,
        "percent": row.percent,
    }


def _not_empty(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value == "":
        raise click.BadParameter("name a file, a folder or -")
    return value


@click.command()
@click.argument("slug")
@click.option("--to", "language", required=True, metavar="LANGUAGE", help="The target language.")
@click.option(
    "--format",
    "format_",
    default="tmx",
    show_default=True,
    type=click.Choice(exporting.formats()),
    help="What to write.",
)
@click.option(
    "-o",
    "--output",
    callback=_not_empty,
    metavar="PATH",
    help="Where to; corpus/ of the workspace when left out, - for standard output.",
)
@click.option(
    "--state",
    "threshold",
    type=click.Choice([item.value for item in Threshold]),
    help="Least state to take: approved for parallel texts and any for editions when left out.",
)
@click.option("--bilingual", is_flag=True, help="Source and translation side by side (md, txt, html).")
@click.pass_context
def export(
    context: click.Context,
    slug: str,
    language: str,
    format_: str,
    output: str | None,
    threshold: str | None,
    bilingual: bool,
) -> None:
    """Write a translation: tmx, tsv, csv, jsonl or moses for programs; md, txt or html for readers."""
    open_desk = desk(context)
    made = exporting.export(
        open_desk.store,
        slug,
        language=language,
        format=format_,
        threshold=Threshold(threshold) if threshold else None,
        bilingual=bilingual,
    )
    for path in write_export(made, output, folder=open_desk.root / "corpus"):
        click.echo(path, err=output == "-")


COMMANDS: tuple[click.Command, ...] = (init, import_, draft, status, export)
