"""The only wiring: reads translate-flow.yaml and the environment, and puts the parts together."""

from __future__ import annotations

import os
import threading
import tomllib
from collections.abc import Collection, Iterable
from functools import cache, cached_property
from pathlib import Path

from translate_flow.domain.ports import Engine
from translate_flow.engines import ENGINES, Engines, Places, Server, covers
from translate_flow.engines.decoding import Decoding
from translate_flow.engines.packages import default_folder
from translate_flow.engines.spelling import Hunspell
from translate_flow.errors import ConfigError, EngineError, NotFoundError
from translate_flow.jobs.claims import Claims
from translate_flow.jobs.queue import Jobs
from translate_flow.segmentation import SrxSplitter
from translate_flow.settings import CONFIG_NAME, SAMPLE, load_config
from translate_flow.store import SqlStore, open_store
from translate_flow.workflow.checking import Severities
from translate_flow.workflow.drafting import EngineFor
from translate_flow.workflow.remembering import catch_up

WORKSPACE_VARIABLE = "TRANSLATE_FLOW_WORKSPACE"
SECRETS = Path(".streamlit") / "secrets.toml"
"""In the workspace: its section ``auth`` names the OpenID Connect providers."""

KEY_VARIABLE = "LIBRETRANSLATE_API_KEY"


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
        config.write_text(SAMPLE.replace("demo_model: false", f"demo_model: {demo_model}".lower()), encoding="utf-8")
    except OSError as exc:
        raise ConfigError(f"{root}: cannot become a workspace ({exc}); choose a folder you may write to") from exc
    return True


def _has_providers(secrets: Path) -> bool:
    """Whether people may come from an OpenID Connect provider; a file that cannot be read names none."""
    try:
        return "auth" in tomllib.loads(secrets.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False


def workspace_folder(given: str | None) -> Path:
    """The workspace: as given, else from the environment, else the current folder."""
    return Path(given or os.environ.get(WORKSPACE_VARIABLE) or ".").resolve()


class Desk:
    """A workspace with everything that works on it; parts are opened when they are first needed."""

    def __init__(self, root: Path, *, owned: bool = False) -> None:
        """``root`` holds the settings file; ``owned`` is for commands, see `translate_flow.store.SqlStore`."""
        self.root, self._owned = root, owned
        self.config = load_config(root / CONFIG_NAME)
        self.engines = Engines(Places(packages=self.packages, server=self.server, decoding=self.decoding))
        self._lock = threading.Lock()
        self._store: SqlStore | None = None

    @property
    def data(self) -> Path:
        """The folder of the databases, the log and the locks."""
        return self.root / "data"

    @property
    def database(self) -> Path:
        """The file of the articles and their translations."""
        return self.data / "translate-flow.sqlite"

    @property
    def job_database(self) -> Path:
        """The file that the page and the worker share."""
        return self.data / "jobs.sqlite"

    @property
    def worker_lock(self) -> Path:
        """The file a running worker keeps locked."""
        return self.data / "worker.lock"

    @property
    def store(self) -> SqlStore:
        """The articles and their translations."""
        with self._lock:
            if self._store is None:
                self._store = open_store(
                    self.database, owned=self._owned, elsewhere=_has_providers(self.root / SECRETS)
                )
            return self._store

    @cached_property
    def learned_store(self) -> SqlStore:
        """The same for who uses the memory: what was approved before there was one is learnt first.

        The page leaves that to its worker, so that nobody waits for the first page.
        """
        catch_up(self.store, splitter=self.splitter)
        return self.store

    @cached_property
    def records(self) -> SqlStore:
        """The same for who only looks: a workspace that holds nothing yet stays as it is."""
        return self.store if self.database.exists() else open_store(Path(":memory:"))

    @cached_property
    def jobs(self) -> Jobs:
        """The drafting jobs."""
        return Jobs(self.job_database)

    @cached_property
    def claims(self) -> Claims:
        """What this and other processes draft now."""
        return Claims(self.data / "drafting.lock")

    @cached_property
    def splitter(self) -> SrxSplitter:
        """The sentence splitter, the workspace's own rules first."""
        return SrxSplitter(extra=[self.root / rules for rules in self.config.rules])

    @property
    def packages(self) -> Path:
        """The folder of installed Argos packages."""
        return self.root / self.config.packages if self.config.packages else default_folder()

    @cached_property
    def server(self) -> Server | None:
        """The LibreTranslate server of the settings; a key in the environment goes before theirs."""
        found = self.config.libretranslate
        return Server(found.url, os.environ.get(KEY_VARIABLE) or found.api_key) if found else None

    @property
    def decoding(self) -> Decoding:
        """How models decode, as the settings say."""
        return Decoding(**self.config.drafting.model_dump())

    @cached_property
    def speller(self) -> Hunspell:
        """The dictionaries of this machine."""
        return Hunspell()

    @property
    def unread_seconds(self) -> int:
        """In how many seconds nobody reads a draft, as the settings say; 0 where that is not asked."""
        return self.config.unread_seconds

    def severities_into(self, language: str) -> Severities:
        """How bad what checks find is in a language, as the settings say."""
        return self.config.severities_into(language)

    def engine_for(self, name: str = "") -> EngineFor:
        """A chooser of engines for language pairs.

        It takes the one named here, else the one that is wished for when it is called, else what the settings say for
        the target language.

        A chooser stays with what it chose for a pair; a new one sees what was installed meanwhile.

        Raises (when the chooser is called):
            NoModelError: nothing installed translates the pair.

        """

        @cache
        def chosen(source: str, target: str, wish: str = "", /) -> Engine:
            return self._choose(name or wish or self.config.engine_into(target), source, target)

        return chosen

    def draftable(self, source: str, targets: Iterable[str], *, wish: str = "") -> frozenset[str]:
        """Those of ``targets`` that the settings' engines, or the one wished for, draft from ``source``.

        Each engine is asked once.
        """
        pairs: dict[str, Collection[tuple[str, str]]] = {}

        def able(target: str) -> bool:
            for name in self._candidates(wish or self.config.engine_into(target)):
                if name not in pairs:
                    pairs[name] = self.pairs(name)
                if covers(pairs[name], source, target):
                    return True
            return False

        return frozenset(filter(able, targets))

    def pairs(self, name: str) -> Collection[tuple[str, str]]:
        """What the engine of that name can draft now; nothing where it is not set up or does not answer."""
        try:
            return self.engines.named(name).pairs()
        except EngineError:
            return ()

    def _candidates(self, name: str) -> tuple[str, ...]:
        """The engines that a name in the settings stands for."""
        if name != "auto":
            return (name,)
        return tuple(engine for engine in ENGINES if engine != "demo" or self.config.demo_model)

    def _choose(self, name: str, source: str, target: str) -> Engine:
        if name != "auto":
            named = self.engines.named(name)
            named.translate((), source=source, target=target)
            return named
        return self.engines.best(source, target, demo=self.config.demo_model)


def open_desk(root: Path, *, create: bool = False, owned: bool = False) -> Desk:
    """Open the workspace at ``root``.

    Raises:
        NotFoundError: there is none, and ``create`` is not set.
        ConfigError: its settings are wrong.

    """
    if not (root / CONFIG_NAME).exists():
        if not create:
            raise NotFoundError(f"{root} is no workspace; run: translate-flow init (or name one with --workspace)")
        create_workspace(root)
    return Desk(root, owned=owned)
