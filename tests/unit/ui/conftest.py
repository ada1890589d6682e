"""What Streamlit's AppTest leaves behind is taken back."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _same_main() -> Iterator[None]:
    """AppTest puts its script in the place of the main module, which every spawned process would then run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
