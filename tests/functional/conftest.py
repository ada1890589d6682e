"""What several files draft with and from: a LibreTranslate server that shouts, and a small article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from libreserver import Served, serving
from shouting import Shouting

LANGUAGES = [{"code": "en", "name": "English", "targets": ["en", "es", "de"]}]


@pytest.fixture
def served() -> Iterator[Served]:
    with serving(Shouting(), languages=LANGUAGES) as found:
        yield found


@pytest.fixture(scope="session")
def en_es(shared: Path) -> Path:
    """The file of the tiny English to Spanish package."""
    return shared / "data" / "models" / "translate-en_es-0_1.argosmodel"


@pytest.fixture
def fair(tmp_path: Path) -> Path:
    path = tmp_path / "fair.txt"
    path.write_text("The fair\n\nThe mayor came. It rained.\n\nNobody left.\n", encoding="utf-8")
    return path
