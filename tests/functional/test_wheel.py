"""The wheel carries everything: catalogs, migrations, component assets, sentence rules, samples, the demo model."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from commandline import Desk

ROOT = Path(__file__).parents[2]

LOOK = """
import json, pathlib, translate_flow
from translate_flow.resources import resource
from translate_flow.catalogs import available
package = pathlib.Path(translate_flow.__file__).parent
print(json.dumps({
    "package": str(package),
    "carried": [str(resource(name).is_relative_to(package)) for name in ("app.py", "corpus", "locales")],
    "languages": available(),
    "component": (package / "pyproject.toml").exists() and (package / "ui/segment_grid/assets/grid.js").exists(),
    "style": (package / "publishing" / "edition.css").exists(),
}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the wheel's content and nothing else; dependencies come from this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([*pip, *build], check=True, capture_output=True, timeout=240)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    subprocess.run([*pip, "install", "--no-deps", "--target", str(target), str(wheel)], check=True, timeout=240)
    return target


@pytest.fixture
def desk(new_desk: Callable[[str], Desk], installed: Path) -> Desk:
    made = new_desk("from-wheel")
    made.environment["PYTHONPATH"] = str(installed)
    return made


def test_the_wheel_finds_all_it_carries(desk: Desk, installed: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOK], env=desk.environment, cwd=installed, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    assert Path(found["package"]) == installed / "translate_flow"
    assert found["carried"] == ["True"] * 3
    assert {"en", "es", "ar"} <= set(found["languages"])
    assert found["component"]
    assert found["style"]


def test_the_wheel_goes_the_whole_way(desk: Desk) -> None:
    desk.environment["ARGOS_PACKAGE_INDEX"] = "http://127.0.0.1:9/"
    desk("init")
    desk("demo", "--no-serve")
    rows = desk("status", "--json").json()
    assert [row["untranslated"] for row in rows] == [0]
    assert "<article" in desk("export", "saturday-market", "--to", "es", "--format", "html", "-o", "-").out


def test_the_demo_opens_a_workspace_that_has_accounts_by_now(desk: Desk) -> None:
    desk.environment["ARGOS_PACKAGE_INDEX"] = "http://127.0.0.1:9/"
    desk("demo", "--no-serve")
    desk("users", "add", "root", "--password-stdin", stdin=b"four big blue whales")
    desk("archive", "saturday-market")
    desk("demo", "--no-serve")
    assert [row["untranslated"] for row in desk("status", "--json").json()] == [0]


def test_the_carried_demo_model_drafts_and_says_that_it_is_one(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "note.txt"
    source.write_text("The bread is fresh. The library is closed.\n", encoding="utf-8")
    alone = replace(desk, root=tmp_path / "alone")
    alone("init")
    alone("import", str(source), "--source", "en", "--as", "note")
    drafted = alone("draft", "note", "--to", "es", "--engine", "demo")
    assert "demo model" in drafted.err
    assert "Modelo de demostración" in alone("export", "note", "--to", "es", "--format", "txt", "-o", "-").out
