"""Draft with the Apertium pairs that are installed on the machine."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from translate_flow.domain.ports import Draft
from translate_flow.domain.translation import Origin, OriginKind
from translate_flow.engines.dictionary import Lexicon
from translate_flow.engines.languages import candidate_pairs, tag_of_apertium
from translate_flow.engines.pipeline import Pipeline
from translate_flow.errors import EngineError, NoModelError

MODES = Path("/usr/share/apertium/modes")
WINDOW = 64
"""Sentences sent at once: about a third of a second's work, so progress shows."""

_LETTERS_A_SECOND = 250
"""What it does at the least: a paragraph of thousands of words without a full stop takes it a minute."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One direction Apertium offers, such as ``eng-spa``."""

    name: str
    path: Path
    source: str
    target: str


def modes(folder: Path) -> list[Mode]:
    """The translation modes in a folder; debugging modes and special spellings are passed over."""
    names = sorted(folder.glob("*.mode")) if folder.is_dir() else []
    return [mode for mode in map(_mode, names) if mode]


def _mode(path: Path) -> Mode | None:
    source, dash, target = path.stem.partition("-")
    if not dash or "-" in target:
        return None
    tags = tag_of_apertium(source), tag_of_apertium(target)
    return Mode(path.stem, path, tags[0], tags[1]) if tags[0] and tags[1] else None


class ApertiumEngine:
    """An `Engine` over installed Apertium modes; one long-lived pipeline per pair, started at the first sentence.

    Drafts have no score; their links come from what Apertium makes of each word alone. ``timeout`` is in seconds per
    window of sentences; a pipeline that exceeds it or dies is started once more before the error is raised. Apertium
    itself is GPL: it runs as a separate program.
    """

    def __init__(self, *, folder: Path | None = None, timeout: float = 60.0) -> None:
        self._folder = folder or Path(os.environ.get("APERTIUM_MODES", MODES))
        self._timeout = timeout
        self._pipelines: dict[str, Pipeline] = {}
        self._lexicons: dict[str, Lexicon] = {}
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Its name in the engine table."""
        return "apertium"

    def pairs(self) -> Collection[tuple[str, str]]:
        """See Engine."""
        return {(mode.source, mode.target) for mode in modes(self._folder)}

    def translate(self, sentences: Iterable[str], *, source: str, target: str, n_best: int = 1) -> Iterator[Draft]:  # noqa: ARG002 - it has one reading
        """See Engine."""
        return self._drafts(iter(sentences), self._find(source, target))

    def complete(self, sentence: str, prefix: str, *, source: str, target: str, n_best: int = 1) -> tuple[str, ...]:  # noqa: ARG002 - as above
        """See Engine. Apertium translates whole sentences only."""
        self._find(source, target)
        return ()

    def _find(self, source: str, target: str) -> Mode:
        table: Mapping[tuple[str, str], Mode] = {(mode.source, mode.target): mode for mode in modes(self._folder)}
        found = next((table[pair] for pair in candidate_pairs(source, target) if pair in table), None)
        if found is None:
            raise NoModelError(
                f"no Apertium pair for {source}→{target}; install its Debian package (see: apt-cache search apertium-)"
                f" or run: translate-flow models install {source} {target}"
            )
        return found

    def _drafts(self, sentences: Iterator[str], mode: Mode) -> Iterator[Draft]:
        origin = Origin(OriginKind.MACHINE, engine=self.name, model=mode.name)
        while window := list(islice(sentences, WINDOW)):
            texts = self._window(window, mode)
            lexicon = self._lexicons.setdefault(mode.name, Lexicon())
            lexicon.learn(window, lambda words: self._window(words, mode))
            for sentence, text in zip(window, texts, strict=True):
                yield Draft(text, links=lexicon.links(sentence, text), origin=origin)

    def _window(self, window: Sequence[str], mode: Mode) -> list[str]:
        timeout = self._timeout + sum(map(len, window)) / _LETTERS_A_SECOND
        try:
            return self._pipeline(mode).translate(window, timeout=timeout)
        except EngineError:
            return self._pipeline(mode).translate(window, timeout=timeout)

    def _pipeline(self, mode: Mode) -> Pipeline:
        with self._lock:
            pipeline = self._pipelines.get(mode.name)
            if pipeline is None or pipeline.closed:
                pipeline = self._pipelines[mode.name] = Pipeline(mode.path)
            return pipeline

    def pipelines(self) -> tuple[Pipeline, ...]:
        """Those that were started and not yet replaced."""
        with self._lock:
            return tuple(self._pipelines.values())

    def close(self) -> None:
        """End the pipelines; the next sentence starts them anew."""
        with self._lock:
            for pipeline in self._pipelines.values():
                pipeline.close()
            self._pipelines.clear()
