"""Fixtures every test may use."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from commandline import Desk, desk_in

# Tests are never timed: a busy machine is no bug.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared test data beside the repository; a missing one fails on CI and skips elsewhere."""
    folder = Path(os.environ.get("TRANSLATE_FLOW_SHARED", Path(__file__).parents[2] / "shared"))
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the shared test data is missing: {folder}")
        pytest.skip(f"the shared test data is absent: {folder}")
    return folder


@pytest.fixture
def new_desk(tmp_path: Path) -> Callable[[str], Desk]:
    """Makes desks that share nothing with this machine's user."""

    def make(name: str) -> Desk:
        return desk_in(tmp_path, name)

    return make


@pytest.fixture
def desk(new_desk: Callable[[str], Desk]) -> Desk:
    """An initialised workspace."""
    made = new_desk("desk")
    made("init")
    return made
