"""Measure a model with this workspace's own text, and keep the fastest settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice

import click

from translate_flow.bootstrap import Desk
from translate_flow.cli.output import print_json
from translate_flow.domain.languages import check
from translate_flow.engines.decoding import Decoding
from translate_flow.engines.languages import candidate_pairs
from translate_flow.engines.packages import Package, installed
from translate_flow.engines.tuning import Measured, tune
from translate_flow.errors import ConfigError, NoModelError
from translate_flow.resources import resource
from translate_flow.settings import CONFIG_NAME, save_block
from translate_flow.workflow.sampling import sentences

ENOUGH = 400
"""Sentences of the workspace to measure with; the samples that come along are added where there are fewer."""


def report(desk: Desk, pair: Sequence[str], *, dry_run: bool, as_json: bool) -> None:
    """Measure, say what was found, and write it unless it is a dry run.

    Raises:
        ConfigError: one language was named, or the settings cannot be written.
        NoModelError: there is nothing to measure.

    """
    package = _package(desk, pair)
    found = sentences(desk.store, package.from_code, splitter=desk.splitter, samples=_samples())
    click.echo(f"{package.model}, {package.size / 1e6:.0f} MB: speed beside the settings before", err=True)
    best = tune(package, list(islice(found, ENOUGH)), start=desk.decoding, told=_tell)
    settings = asdict(best.decoding)
    if not dry_run:
        save_block(desk.root / CONFIG_NAME, "drafting", settings)
    if as_json:
        print_json({**settings, "sentences_per_second": round(best.speed, 1)})
    else:
        written = "measured only" if dry_run else f"written to {CONFIG_NAME}"
        click.echo(f"{_described(best.decoding)}: {best.speed:.1f} sentences a second ({written})")


def _tell(measured: Measured) -> None:
    place = f"{measured.number} of {measured.total}"
    click.echo(f"  {place:>8}  {measured.speed:8.2f}  {_described(measured.decoding)}", err=True)


def _described(decoding: Decoding) -> str:
    return (
        f"{decoding.decoders} workers x {decoding.threads} threads, batches of {decoding.batch_tokens} tokens, "
        f"{decoding.compute_type}, beam {decoding.beam}"
    )


def _package(desk: Desk, pair: Sequence[str]) -> Package:
    if len(pair) not in {0, 2}:
        raise ConfigError("name both languages of a model, such as: models tune en es")
    wanted = set(candidate_pairs(check(pair[0]), check(pair[1]))) if pair else None
    found = [package for package in installed(desk.packages) if wanted is None or package.pair in wanted]
    if not found:
        named = " ".join(pair) or "en es"
        raise NoModelError(f"no such model in {desk.packages}; run: translate-flow models install {named}")
    return max(found, key=lambda package: package.size)


def _samples() -> Iterator[str]:
    for path in sorted(resource("corpus").glob("*.*")):
        yield from path.read_text("utf-8").split("\n\n")
