"""The only wiring: reads translate-flow.yaml and the environment, and puts the parts together."""

from __future__ import annotations

import os
import reprlib
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from translate_flow.domain.languages import check
from translate_flow.domain.ports import Engine
from translate_flow.engines import best_engine, open_engine
from translate_flow.engines.packages import default_folder
from translate_flow.errors import ConfigError, NoModelError, NotFoundError
from translate_flow.jobs.queue import Jobs
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore, open_store
from translate_flow.workflow.remembering import catch_up

CONFIG_NAME = "translate-flow.yaml"
WORKSPACE_VARIABLE = "TRANSLATE_FLOW_WORKSPACE"

_SAMPLE = """\
# Settings of this translation desk. Every line may be left out.

# Target languages that the page offers first, such as [es, fr].
languages: []

# What drafts: auto (Argos where a package is installed, else Apertium), argos, apertium or demo.
engine: auto

# Whether auto may fall back on the demo model that comes along. Its drafts show how the desk works, nothing more.
demo_model: false

# Where Argos packages are installed; Argos' own folder when left out.
# packages: models

# Sentence rules of your own (SRX 2.0), tried before the ones that come along, such as [rules/house.srx].
rules: []
"""


class Config(BaseModel):
    """What translate-flow.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    languages: tuple[str, ...] = ()
    engine: Literal["auto", "argos", "apertium", "demo"] = "auto"
    demo_model: bool = False
    packages: Path | None = None
    rules: tuple[Path, ...] = ()


def load_config(path: Path) -> Config:
    """Read the settings.

    Raises:
        ConfigError: the file is no YAML, or a setting is unknown or wrong; the text names file, line or setting.

    """
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        config = Config.model_validate(found)
    except yaml.MarkedYAMLError as exc:
        line = exc.problem_mark.line + 1 if exc.problem_mark else 1
        raise ConfigError(
            f"{path.name}: line {line}: {exc.problem}; correct it, or delete the file to use defaults"
        ) from exc
    except ValidationError as exc:
        raise ConfigError(f"{path.name}: {_wrong_setting(exc)}; see the comments of a new file (init)") from exc
    except RecursionError as exc:
        raise ConfigError(f"{path.name}: its settings nest too deep; see the comments of a new file (init)") from exc
    except (OSError, ValueError, yaml.YAMLError) as exc:
        raise ConfigError(f"{path}: cannot be read ({exc}); it must be UTF-8 text in YAML") from exc
    for language in config.languages:
        check(language)
    return config


def _wrong_setting(error: ValidationError) -> str:
    """What is wrong with the first wrong setting, in the words of the settings file."""
    first = error.errors(include_url=False)[0]
    setting = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"{setting} is no setting; there are: {', '.join(Config.model_fields)}"
    if not setting:
        return "it must hold lines such as engine: auto"
    return f"{setting}: {first['msg'].replace('Input should', 'it must')}, not {_shown(first['input'])}"


def _shown(value: object) -> str:
    """A value in few words: aliases may make it huge, and Python writes no integer of thousands of digits."""
    try:
        return reprlib.repr(value)
    except ValueError:
        return "a number that long"


def create_workspace(root: Path, *, demo_model: bool = False) -> bool:
    """Make the settings file and the folders; what is there stays. Returns whether the settings file is new.

    Raises:
        ConfigError: the folder cannot be written.

    """
    config = root / CONFIG_NAME
    try:
        for folder in ("data", "corpus"):
            (root / folder).mkdir(parents=True, exist_ok=True)
        if config.exists():
            return False
        config.write_text(_SAMPLE.replace("demo_model: false", f"demo_model: {demo_model}".lower()), encoding="utf-8")
    except OSError as exc:
        raise ConfigError(f"{root}: cannot become a workspace ({exc}); choose a folder you may write to") from exc
    return True


def workspace_folder(given: str | None) -> Path:
    """The workspace: as given, else from the environment, else the current folder."""
    return Path(given or os.environ.get(WORKSPACE_VARIABLE) or ".").resolve()


class Desk:
    """A workspace with everything that works on it; parts are opened when they are first needed."""

    def __init__(self, root: Path) -> None:
        """``root`` holds the settings file."""
        self.root = root
        self.config = load_config(root / CONFIG_NAME)
        self._engines: dict[tuple[str, str, str], Engine] = {}

    @property
    def data(self) -> Path:
        """The folder of the databases, the log and the locks."""
        return self.root / "data"

    @property
    def job_database(self) -> Path:
        """The file that the page and the worker share."""
        return self.data / "jobs.sqlite"

    @property
    def worker_lock(self) -> Path:
        """The file a running worker keeps locked."""
        return self.data / "worker.lock"

    @cached_property
    def store(self) -> SqlStore:
        """The articles and their translations; what was approved before there was a memory is learnt now."""
        store = open_store(self.data / "translate-flow.sqlite")
        catch_up(store, splitter=self.splitter)
        return store

    @cached_property
    def jobs(self) -> Jobs:
        """The drafting jobs."""
        return Jobs(self.job_database)

    @cached_property
    def splitter(self) -> SrxSplitter:
        """The sentence splitter, the workspace's own rules first."""
        return SrxSplitter(extra=[self.root / rules for rules in self.config.rules])

    @property
    def packages(self) -> Path:
        """The folder of installed Argos packages."""
        return self.root / self.config.packages if self.config.packages else default_folder()

    def engine_for(self, name: str = "") -> Callable[[str, str], Engine]:
        """A chooser of engines for language pairs: the one named, else what the settings say.

        Raises (when the chooser is called):
            NoModelError: nothing installed translates the pair.

        """
        chosen = name or self.config.engine

        def choose(source: str, target: str) -> Engine:
            key = (chosen, source, target)
            if key not in self._engines:
                self._engines[key] = self._choose(*key)
            return self._engines[key]

        return choose

    def _choose(self, name: str, source: str, target: str) -> Engine:
        if name != "auto":
            named = open_engine(name, packages=self.packages)
            named.translate((), source=source, target=target)
            return named
        engine = best_engine(source, target, packages=self.packages)
        if engine.name == "demo" and not self.config.demo_model:
            raise NoModelError(
                f"no model for {source}→{target}; run: translate-flow models install {source} {target}"
                " (--engine demo tries the demo model that comes along)"
            )
        return engine


def open_desk(root: Path, *, create: bool = False) -> Desk:
    """Open the workspace at ``root``.

    Raises:
        NotFoundError: there is none, and ``create`` is not set.
        ConfigError: its settings are wrong.

    """
    if not (root / CONFIG_NAME).exists():
        if not create:
            raise NotFoundError(f"{root} is no workspace; run: translate-flow init (or name one with --workspace)")
        create_workspace(root)
    return Desk(root)
