"""Find out what this machine has, what is missing and how to get it."""

from __future__ import annotations

import importlib.util
import sqlite3
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from translate_flow.bootstrap import Desk
from translate_flow.cli.output import counted
from translate_flow.domain.ports import Engine
from translate_flow.engines import ENGINES, Places, Server, covers, open_engine
from translate_flow.engines.argos import ArgosEngine
from translate_flow.engines.inspecting import Damaged, damaged
from translate_flow.errors import EngineError, TranslateFlowError
from translate_flow.settings import CONFIG_NAME


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``remedy`` says how to get what is missing."""

    name: str
    fine: bool
    detail: str
    remedy: str = ""


def examine(root: Path, *, packages: Path, server: Server | None = None) -> Iterator[Finding]:
    """Look at the program, the engines and the workspace; nothing is changed, no network used but for ``server``."""
    yield Finding("python", sys.version_info >= (3, 11), sys.version.split()[0], "install Python 3.11 or newer")
    yield _distribution("streamlit")
    yield _argos()
    yield Finding("sqlite", fine=True, detail=sqlite3.sqlite_version)
    for standing in standings(packages, server=server):
        # nobody needs a server: one that is not named is not missing
        if standing.name != "libretranslate" or server:
            yield _engine(standing)
        yield from map(_package, standing.damaged)
    yield _workspace(root)


class Readiness(StrEnum):
    """How far an engine is from drafting."""

    READY = "ready"
    NOT_SET_UP = "not set up"
    NOT_REACHABLE = "not reachable"
    DAMAGED = "damaged"


Pair = tuple[str, str]
"""Source and target language."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an engine can draft now, else why it cannot and what helps; ``damaged`` are packages that cannot.

    ``taken`` are those of its ``pairs`` that ``auto`` drafts with it.
    """

    name: str
    state: Readiness
    pairs: Sequence[Pair] = ()
    remedy: str = ""
    damaged: Sequence[Damaged] = ()
    taken: Collection[Pair] = ()


_REMEDIES = {
    "argos": "translate-flow models install en es",
    "apertium": "apt install apertium apertium-eng-spa (Debian, Ubuntu)",
    "demo": "reinstall translate-flow; this build carries no demo model",
    "libretranslate": "install languages on the server",
}


def standings(packages: Path, *, server: Server | None, demo: bool = False) -> Iterator[Standing]:
    """How every engine stands, in the order of the table; a server is asked where one is configured.

    ``demo`` says whether ``auto`` may take the demo model; demo packages beside others are its last resort but that.
    """
    trusted = ArgosEngine(packages=packages, demo=False).sound_pairs()
    before: set[Pair] = set()
    for name in ENGINES:
        found = _opened(name, packages=packages, server=server)
        able = trusted if name == "argos" else found.pairs if name != "demo" or demo else ()
        yield replace(found, taken={pair for pair in able if not covers(before, *pair)})
        before |= set(able)


def _opened(name: str, *, packages: Path, server: Server | None) -> Standing:
    try:
        engine = open_engine(name, Places(packages=packages, server=server))
    except EngineError as exc:
        return Standing(name, Readiness.NOT_SET_UP, remedy=str(exc))
    return _standing(engine, damaged(packages) if name == "argos" else ())


def _standing(engine: Engine, bad: Sequence[Damaged]) -> Standing:
    try:
        pairs = sorted(engine.sound_pairs() if isinstance(engine, ArgosEngine) else engine.pairs())
    except EngineError as exc:
        return Standing(engine.name, Readiness.NOT_REACHABLE, remedy=str(exc))
    if pairs:
        return Standing(engine.name, Readiness.READY, pairs, damaged=bad)
    if bad:
        return Standing(engine.name, Readiness.DAMAGED, remedy=str(bad[0]), damaged=bad)
    return Standing(engine.name, Readiness.NOT_SET_UP, remedy=_REMEDIES[engine.name])


def by_source(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    """The targets of each source, both in order.

    >>> by_source([("es", "ca"), ("en", "es"), ("en", "de")])
    {'en': ['de', 'es'], 'es': ['ca']}
    """
    found: dict[str, list[str]] = {}
    for source, target in sorted(pairs):
        found.setdefault(source, []).append(target)
    return found


def _distribution(name: str) -> Finding:
    try:
        return Finding(name, fine=True, detail=version(name))
    except PackageNotFoundError:
        return Finding(name, fine=False, detail="not installed", remedy=f"pip install {name}")


def _argos() -> Finding:
    """Either build of Argos serves; torch beside it means the large one, which we do not load."""
    build = next((name for name in ("argos-translate-lt", "argostranslate") if _distribution(name).fine), "")
    if not build:
        return Finding("argostranslate", fine=False, detail="not installed", remedy="pip install argos-translate-lt")
    torch = " (with torch, which is not used)" if importlib.util.find_spec("torch") else ""
    return Finding("argostranslate", fine=True, detail=f"{build} {version(build)}{torch}")


_SHOWN = 12
"""Pairs of an engine that are named one by one."""


def _engine(standing: Standing) -> Finding:
    groups = by_source(standing.pairs)
    detail = "; ".join(f"{source}→{', '.join(targets)}" for source, targets in groups.items()) or "no language pair"
    if len(standing.pairs) > _SHOWN:
        detail = f"{len(standing.pairs)} pairs from {len(groups)} languages (translate-flow engines names them)"
    return Finding(f"engine {standing.name}", bool(standing.pairs), detail, standing.remedy)


def _package(bad: Damaged) -> Finding:
    return Finding(
        f"{PACKAGE}{bad.from_code or '?'}→{bad.to_code or '?'}", fine=False, detail=bad.why, remedy=bad.remedy
    )


PACKAGE = "package "
"""How the names of findings about damaged packages begin."""


def _workspace(root: Path) -> Finding:
    if not (root / CONFIG_NAME).exists():
        return Finding("workspace", fine=False, detail=f"{root} is none", remedy="translate-flow init")
    try:
        with Desk(root).records.read() as uow:
            count = sum(1 for _ in uow.articles.all())
    except TranslateFlowError as exc:
        return Finding("workspace", fine=False, detail=str(exc), remedy="see the line before")
    return Finding("workspace", fine=True, detail=f"{root}: {counted(count, 'article')}")
