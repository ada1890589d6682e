"""Commands that run something: the page, the worker, the demo, the doctor."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translate_flow.bootstrap import WORKSPACE_VARIABLE, Desk, create_workspace, open_desk, workspace_folder
from translate_flow.cli.drafting import claimed
from translate_flow.cli.output import desk, json_option, packages_folder, print_json, progress_bar, server
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.ports import Engine, Store
from translate_flow.engines.packages import default_folder
from translate_flow.errors import ConfigError, EngineError, NoModelError
from translate_flow.jobs.chores import see_to
from translate_flow.jobs.claims import Claims
from translate_flow.jobs.running import Running
from translate_flow.resources import resource
from translate_flow.web.settings import LOOPBACK_NAMES, STREAMLIT_OPTIONS
from translate_flow.workflow import accounts, drafting, importing, shelving
from translate_flow.workflow.judging import judge_changed
from translate_flow.workflow.progress import untranslated
from translate_flow.workflow.remembering import catch_up

if TYPE_CHECKING:
    from translate_flow.jobs.worker import Work

host_option = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
port_option = click.option(
    "--port", default=8501, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
browser_option = click.option("--browser/--no-browser", default=True, help="Open the page in the browser.")

_START_SECONDS = 60
_SAMPLE = "saturday-market"


@click.command()
@host_option
@port_option
@browser_option
@click.pass_context
def serve(context: click.Context, host: str, port: int, browser: bool) -> None:
    """Open the desk in the browser, with a worker that drafts in the background."""
    _serve(desk(context), host=host, port=port, browser=browser)


def _serve(open_desk: Desk, *, host: str, port: int, browser: bool, page: str = "") -> None:
    if host not in LOOPBACK_NAMES and not accounts.exist(open_desk.store):
        raise ConfigError(
            f"{host} can be reached by others, and this desk has no accounts yet; run: translate-flow users add NAME"
        )
    if not os.access(open_desk.data, os.W_OK):
        raise ConfigError(
            f"{open_desk.data}: cannot be written, and serving needs to; check the rights of the workspace"
        )
    if not _free(host, port):
        raise ConfigError(f"port {port} is in use; choose another with --port")
    own = {"server.address": host, "server.port": port, "server.fileWatcherType": "none", "server.headless": True}
    flags = [f"--{name}={value}" for name, value in {**STREAMLIT_OPTIONS, **own}.items()]
    environment = {**os.environ, WORKSPACE_VARIABLE: str(open_desk.root)}
    command = [sys.executable, "-m", "streamlit", "run", str(resource("app.py")), *flags]
    # A group of its own: Ctrl+C comes to us alone, and the page is ended once and in order.
    process = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 - our own page
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, lambda *_: process.terminate())
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    click.echo(f"Translate Flow: {url}/{page} (Ctrl+C stops it)")
    if browser:
        threading.Thread(target=_show, args=(url, page), daemon=True).start()
    sys.exit(max(process.wait(), 0))


def _show(url: str, page: str) -> None:
    """Open the page as soon as the server answers. Streamlit itself would ask for an e-mail address first."""
    for _ in range(_START_SECONDS * 5):
        with suppress(OSError), urllib.request.urlopen(f"{url}/healthz", timeout=2):  # noqa: S310 - our own address
            webbrowser.open(f"{url}/{page}")
            return
        time.sleep(0.2)


def _free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


@click.command()
@click.option("--supervised", is_flag=True, hidden=True, help="Stop when standard input ends.")
@click.pass_context
def worker(context: click.Context, supervised: bool) -> None:
    """Draft what the page asks for; serve starts one by itself."""
    from translate_flow.jobs.worker import run, stop_with_parent  # noqa: PLC0415 - only this command executes jobs

    open_desk, stop = desk(context), threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if supervised:
        stop_with_parent(stop)
    else:
        click.echo(f"Waiting for drafts to make in {open_desk.root} (Ctrl+C stops)")

    store = open_desk.learned_store
    judge = partial(
        judge_changed,
        store,
        splitter=open_desk.splitter,
        speller=open_desk.speller,
        severities_into=open_desk.severities_into,
        unread_seconds=open_desk.unread_seconds,
    )
    learn, empty = partial(catch_up, store, splitter=open_desk.splitter), partial(shelving.empty_bin, store)
    see_to([learn, empty, judge], stop=stop)
    run(
        open_desk.job_database,
        lock=open_desk.worker_lock,
        work=drafting_work(store, open_desk.engine_for, claims=open_desk.claims),
        stop=stop,
    )


def drafting_work(store: Store, engine_for: Callable[[str], drafting.EngineFor], *, claims: Claims) -> Work:
    """What a job of the worker does: draft with the engine that ``engine_for`` chooses by its name.

    What another process drafts it waits for, alive and without a slot; then only what is left there is drafted.
    """

    def work(slug: str, language: str, *, by: str, engine: str, again: bool, progress: Running) -> None:
        chooser = engine_for(engine)

        def choose(source: str, target: str, wish: str = "", /) -> Engine:
            return progress.watching(chooser(source, target, wish))

        with claims.some([(slug, language)], waits=progress.wait):
            progress.start(empty=untranslated(store, slug, language))
            drafting.draft(store, slug, language=language, engine_for=choose, by=by, again=again, progress=progress)

    return work


@click.command()
@click.option("--to", "language", default="es", show_default=True, metavar="LANGUAGE", help="Language to draft into.")
@host_option
@port_option
@browser_option
@click.option("--no-serve", is_flag=True, help="Import and draft only.")
@click.pass_context
def demo(context: click.Context, language: str, host: str, port: int, browser: bool, no_serve: bool) -> None:
    """Import a sample article, draft it with the best engine at hand, and open it in the browser."""
    root = workspace_folder(context.obj) if context.obj else Path("translate-flow-demo").resolve()
    create_workspace(root, demo_model=True)
    open_demo = open_desk(root, owned=True)
    slug = _sample(open_demo, language)
    _draft_sample(open_demo, slug, language)
    if not no_serve:
        free = next((number for number in range(port, min(port + 50, 65536)) if _free(host, number)), port)
        page = f"review?article={slug}&language={language}"
        _serve(open_demo, host=host, port=free, browser=browser, page=page)


def _sample(open_demo: Desk, language: str) -> str:
    """Import the sample article, once; one that was put away comes back."""
    if known := shelving.opened_again(open_demo.store, _SAMPLE, by=LOCAL_OWNER):
        return known.slug
    path = resource("corpus") / f"{_SAMPLE}.md"
    article = importing.prepare(path.read_bytes(), name=path.name, splitter=open_demo.splitter)
    entry = importing.store(
        open_demo.store, article, languages=[language], by=LOCAL_OWNER, slug=_SAMPLE, origin=path.name
    )
    click.echo(f"{entry.slug}: {entry.segments} segments, {entry.words} words: {entry.title}")
    return entry.slug


def _draft_sample(open_demo: Desk, slug: str, language: str) -> None:
    """Draft with the best engine at hand, with the demo model where that one fails.

    Raises:
        NoModelError: not even the demo model knows the language.

    """
    try:
        made = _drafted(open_demo, slug, language, lambda source, target, _wish="": _best(open_demo, source, target))
    except NoModelError:
        raise
    except EngineError as exc:
        click.echo(f"{exc}\nDrafting with the demo model instead.", err=True)
        made = _drafted(open_demo, slug, language, open_demo.engine_for("demo"))
    click.echo(f"drafted {made.segments} segments into {language} by {made.engine} in {made.seconds:.1f} s")
    if made.demo:
        click.echo("This is the demo model, which shows the way; for real drafts: translate-flow models install en es")


def _best(open_demo: Desk, source: str, target: str) -> Engine:
    """An installed Argos package, else one from the index if it answers soon, else what the workspace has."""
    from translate_flow.engines.index import fetch_quickly  # noqa: PLC0415 - no other command asks the network unasked

    def fetch(source: str, target: str) -> None:
        click.echo(f"No {source}→{target} model is installed; asking the Argos index for a few seconds …")
        with progress_bar("model") as show:
            fetch_quickly(source, target, folder=open_demo.packages, progress=show)

    return open_demo.engines.best(source, target, fetch=fetch)


def _drafted(open_demo: Desk, slug: str, language: str, engine_for: drafting.EngineFor) -> drafting.Drafted:
    with claimed(open_demo, [(slug, language)]), progress_bar(f"{slug} → {language}") as show:
        return drafting.draft(
            open_demo.learned_store, slug, language=language, engine_for=engine_for, by=LOCAL_OWNER, progress=show
        )


@click.command()
@json_option
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Say what is installed, what is missing and how to get it."""
    from dataclasses import asdict  # noqa: PLC0415 - only for --json

    from translate_flow.cli.diagnosis import PACKAGE, examine  # noqa: PLC0415 - opens every engine

    try:
        packages, remote = packages_folder(context), server(context)
    except ConfigError:
        packages, remote = default_folder(), None
    findings = list(examine(workspace_folder(context.obj), packages=packages, server=remote))
    if as_json:
        return print_json([asdict(finding) for finding in findings])
    for finding in findings:
        remedy = f"  → {finding.remedy}" if finding.remedy and not finding.fine else ""
        state = "ok" if finding.fine else "damaged" if finding.name.startswith(PACKAGE) else "missing"
        click.echo(f"{state:<7}  {finding.name:<21} {finding.detail}{remedy}")
    return None


COMMANDS: tuple[click.Command, ...] = (serve, worker, demo, doctor)
