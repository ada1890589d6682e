"""Packages for the engine tests: the real tiny model, and variations of it."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from translate_flow.engines.packages import install_file


@pytest.fixture(scope="session")
def en_es(shared: Path) -> Path:
    """The file of the tiny English to Spanish package."""
    return shared / "data" / "models" / "translate-en_es-0_1.argosmodel"


@pytest.fixture(scope="session")
def models(shared: Path) -> list[Path]:
    """Both tiny packages: en→es, and es→ca to pivot on."""
    return sorted((shared / "data" / "models").glob("*.argosmodel"))


@pytest.fixture
def packages(models: list[Path], tmp_path: Path) -> Path:
    """A packages folder with both tiny packages installed."""
    folder = tmp_path / "packages"
    for file in models:
        install_file(file, folder=folder)
    return folder


@pytest.fixture
def variant(en_es: Path, tmp_path: Path) -> Callable[..., Path]:
    """Makes an .argosmodel file like the tiny one, with other metadata and other or fewer members."""

    def make(name: str = "variant", *, drop: str = "", add: dict[str, bytes] | None = None, **metadata: object) -> Path:
        file = tmp_path / f"{name}.argosmodel"
        with zipfile.ZipFile(en_es) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as sink:
            for member in source.infolist():
                content = source.read(member)
                inner = member.filename.partition("/")[2]
                if drop and inner.startswith(drop):
                    continue
                if inner == "metadata.json":
                    content = json.dumps({**json.loads(content), **metadata}).encode()
                sink.writestr(f"{name}/{inner}", content)
            for inner, content in (add or {}).items():
                sink.writestr(f"{name}/{inner}", content)
        return file

    return make


@pytest.fixture(scope="session")
def apertium() -> None:
    """Apertium's eng-spa, eng-cat and fr-es must be installed; on CI their absence is a failure."""
    modes = Path("/usr/share/apertium/modes")
    if shutil.which("lt-proc") and all((modes / f"{name}.mode").exists() for name in ("eng-spa", "eng-cat", "fr-es")):
        return
    if os.environ.get("CI") == "true":
        pytest.fail("apertium-eng-spa, apertium-eng-cat and apertium-fr-es are not installed")
    pytest.skip("apertium-eng-spa, apertium-eng-cat and apertium-fr-es are not installed")
