"""Nothing that was typed is lost and nobody is overwritten, whatever comes between; see `bench.losses`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from browser.driving import Server
from browser.line import Line, line
from browser.losses import SCENARIOS, SESSION_SECONDS, Outcome, run


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    """A desk that soon forgets the session of a page that is cut off."""
    server = Server(tmp_path_factory.mktemp("losses"), session_seconds=SESSION_SECONDS)
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def way(server) -> Iterator[Line]:
    with line(server.port) as made:
        yield made


@pytest.mark.parametrize("name", SCENARIOS)
def test_nothing_typed_is_lost_and_nobody_is_overwritten(chromium, server, way, name):
    assert run(name, server, way, chromium, seed=1) == Outcome(lost=0, overwritten=0)
