"""Typing never waits for a model: it loads, fails, is drafted with and makes room in a thread of its own."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable
from typing import TypeVar

import pytest

from translate_flow.engines.argos import ArgosEngine
from translate_flow.engines.continuing import Continuing
from translate_flow.engines.decoding import Decoding
from translate_flow.engines.models import load
from translate_flow.engines.packages import installed
from translate_flow.engines.shelf import Shelf
from translate_flow.errors import EngineError

PATIENCE_SECONDS = 60
Found = TypeVar("Found")


def once(ask: Callable[[], Found]) -> Found:
    """The answer as soon as there is one."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := ask()):
        assert time.monotonic() < deadline, "waited in vain"
        threading.Event().wait(0.02)
    return found


class Gated:
    """A shelf of one model that writes in capitals, and drafts when its gate is open."""

    def __init__(self) -> None:
        self.gate = threading.Event()

    def get(self, _package):
        return self

    ready = get

    def draft(self, sentence):
        assert self.gate.wait(PATIENCE_SECONDS)
        return sentence.upper()

    def complete(self, sentence, prefix, *, n_best, until):
        return (sentence[len(prefix) :],)


@pytest.fixture
def routes(packages):
    engine = ArgosEngine(packages=packages)
    return engine.route


def test_nobody_waits_while_a_pivot_is_drafted(routes):
    shelf = Gated()
    continuing = Continuing(shelf, routes)
    assert continuing.complete("rain", "", source="en", target="ca", n_best=1) == ()
    assert continuing.complete("lluvia", "llu", source="es", target="ca", n_best=1) == ("via",)
    shelf.gate.set()
    assert once(lambda: continuing.complete("rain", "RA", source="en", target="ca", n_best=1)) == ("IN",)


def test_a_model_that_found_no_memory_is_told_once_and_loaded_again(routes):
    failures = [MemoryError("no room")]

    def loader(package, *, decoding):
        if failures:
            raise failures.pop()
        return load(package, decoding=decoding)

    continuing = Continuing(Shelf(decoding=Decoding(workers=1), loader=loader), routes)

    def ask():
        return continuing.complete("The judge.", "", source="en", target="es", n_best=1)

    with pytest.raises(EngineError, match=r"translate-en_es.*no room; install the package again"):
        once(ask)
    assert once(ask)


def test_a_model_that_made_room_is_freed_and_loaded_again_when_it_is_wanted(packages, routes):
    loaded = []

    def loader(package, *, decoding):
        model = load(package, decoding=decoding)
        loaded.append((package.pair, weakref.ref(model)))
        return model

    continuing = Continuing(Shelf(decoding=Decoding(workers=1, memory_mb=1), loader=loader), routes)
    assert all(package.size > 500_000 for package in installed(packages))
    for source, target in (("en", "es"), ("es", "ca"), ("en", "es")):
        once(lambda pair=(source, target): continuing.complete("La.", "", source=pair[0], target=pair[1], n_best=1))
        once(lambda: sum(model() is not None for _, model in loaded) == 1)
    assert [pair for pair, _ in loaded] == [("en", "es"), ("es", "ca"), ("en", "es")]
