"""Fixtures every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared test data beside the repository; a missing one fails on CI and skips elsewhere."""
    folder = Path(os.environ.get("TRANSLATE_FLOW_SHARED", Path(__file__).parents[2] / "shared"))
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the shared test data is missing: {folder}")
        pytest.skip(f"the shared test data is absent: {folder}")
    return folder
