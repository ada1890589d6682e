"""Find out what this machine has, what is missing and how to get it."""

from __future__ import annotations

import importlib.util
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from translate_flow.bootstrap import Desk
from translate_flow.engines import ENGINES, open_engine
from translate_flow.errors import EngineError, TranslateFlowError
from translate_flow.settings import CONFIG_NAME


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``remedy`` says how to get what is missing."""

    name: str
    fine: bool
    detail: str
    remedy: str = ""


def examine(root: Path, *, packages: Path) -> Iterator[Finding]:
    """Look at the program, the engines and the workspace; nothing is changed and no network is used."""
    yield Finding("python", sys.version_info >= (3, 11), sys.version.split()[0], "install Python 3.11 or newer")
    yield _distribution("streamlit")
    yield _argos()
    yield Finding("sqlite", fine=True, detail=sqlite3.sqlite_version)
    pairs = engine_pairs(packages)
    yield _engine("argos", pairs, "translate-flow models install en es")
    yield _engine("apertium", pairs, "apt install apertium apertium-eng-spa (Debian, Ubuntu)")
    yield _engine("demo", pairs, "reinstall translate-flow; this build carries no demo model")
    yield _workspace(root)


def engine_pairs(packages: Path) -> dict[str, Sequence[tuple[str, str]]]:
    """What each engine can draft now, by engine."""
    found: dict[str, Sequence[tuple[str, str]]] = {}
    for name in ENGINES:
        try:
            found[name] = sorted(open_engine(name, packages=packages).pairs())
        except EngineError:
            found[name] = ()
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


def _engine(name: str, pairs: dict[str, Sequence[tuple[str, str]]], remedy: str) -> Finding:
    found = pairs.get(name, ())
    detail = ", ".join(f"{source}→{target}" for source, target in found) or "no language pair"
    return Finding(f"engine {name}", bool(found), detail, "" if found else remedy)


def _workspace(root: Path) -> Finding:
    if not (root / CONFIG_NAME).exists():
        return Finding("workspace", fine=False, detail=f"{root} is none", remedy="translate-flow init")
    try:
        with Desk(root).store.read() as uow:
            count = sum(1 for _ in uow.articles.all())
    except TranslateFlowError as exc:
        return Finding("workspace", fine=False, detail=str(exc), remedy="see the line before")
    return Finding("workspace", fine=True, detail=f"{root}: {count} articles")
