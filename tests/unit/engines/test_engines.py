"""Which engine is chosen, and how the carried demo model is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate_flow.engines import ENGINES, Engines, Places, Server, open_engine
from translate_flow.engines.argos import ArgosEngine
from translate_flow.engines.carried import carried_files, unpack
from translate_flow.engines.packages import install_file, installed
from translate_flow.errors import ConfigError, NoModelError, PackageError


@pytest.fixture
def modes(tmp_path: Path) -> Path:
    """A folder that offers en→es and fr→es to Apertium."""
    folder = tmp_path / "modes"
    folder.mkdir()
    for name in ("eng-spa", "fr-es"):
        (folder / f"{name}.mode").write_text("cat")
    return folder


def test_every_engine_of_the_table_opens_by_its_name(tmp_path):
    places = Places(tmp_path, tmp_path, tmp_path / "cache", Server("http://127.0.0.1:9"))
    for name in ENGINES:
        if name != "demo" or carried_files():
            assert open_engine(name, places).name == name


def test_an_unknown_engine_is_refused_with_the_names_there_are():
    with pytest.raises(ConfigError, match="argos, apertium, libretranslate, demo"):
        open_engine("google")


def test_an_installed_package_comes_before_apertium(packages, modes):
    assert Engines(Places(packages, modes)).best("en", "es").name == "argos"


def test_apertium_comes_where_no_package_is_installed(packages, modes):
    assert Engines(Places(packages, modes)).best("fr", "es").name == "apertium"


def test_a_fetched_package_comes_before_apertium(en_es, tmp_path, modes):
    folder = tmp_path / "packages"
    asked = []

    def fetch(source, target):
        asked.append((source, target))
        install_file(en_es, folder=folder)

    engines = Engines(Places(folder, modes))
    assert engines.best("en", "es", fetch=fetch).name == "argos"
    assert engines.best("en", "es", fetch=fetch).name == "argos"
    assert asked == [("en", "es")]


def test_apertium_comes_before_a_demo_package_that_was_installed(variant, tmp_path, modes):
    install_file(variant(demo=True), folder=tmp_path / "packages")
    assert Engines(Places(tmp_path / "packages", modes)).best("en", "es").name == "apertium"
    engine = Engines(Places(tmp_path / "packages", tmp_path)).best("en", "es")
    assert next(engine.translate(["The report."], source="en", target="es")).origin.demo


def test_a_pair_nobody_translates_is_an_error_with_the_command_that_helps(packages, modes, tmp_path):
    with pytest.raises(NoModelError, match="translate-flow models install ja fi"):
        Engines(Places(packages, modes, tmp_path / "cache")).best("ja", "fi")


def test_a_package_installed_meanwhile_is_chosen_next(en_es, tmp_path, modes):
    engines = Engines(Places(tmp_path / "packages", modes))
    assert engines.best("en", "es").name == "apertium"
    install_file(en_es, folder=tmp_path / "packages")
    assert engines.best("en", "es").name == "argos"


def test_an_engine_is_opened_once(packages, modes):
    engines = Engines(Places(packages, modes))
    assert engines.best("en", "es") is engines.best("en", "es")
    assert engines.named("apertium") is engines.best("fr", "es")


def test_a_carried_model_is_unpacked_once(variant, tmp_path):
    file = variant("demo", demo=True)
    folder = unpack([file], tmp_path / "cache")
    stamps = [path.stat().st_mtime_ns for path in sorted(folder.rglob("*.bin"))]
    assert unpack([file], tmp_path / "cache") == folder
    assert [path.stat().st_mtime_ns for path in sorted(folder.rglob("*.bin"))] == stamps
    engine = ArgosEngine(packages=folder, name="demo", demo=True)
    (draft,) = engine.translate(["The report."], source="en", target="es")
    assert (draft.origin.engine, draft.origin.demo) == ("demo", True)


def test_a_newer_carried_model_is_unpacked_beside_the_older(variant, tmp_path):
    old = unpack([variant("a", demo=True)], tmp_path / "cache")
    new = unpack([variant("b", demo=True, package_version="0.2")], tmp_path / "cache")
    assert old != new
    assert [package.version for package in installed(new)] == ["0.2"]


def test_a_carried_model_that_does_not_say_demo_is_refused(variant, tmp_path):
    with pytest.raises(PackageError, match="must say demo"):
        unpack([variant()], tmp_path / "cache")
    with pytest.raises(PackageError, match="must say demo"):
        unpack([variant()], tmp_path / "cache")


def test_the_carried_model_drafts_and_says_that_it_is_a_demo(tmp_path):
    if not carried_files():
        pytest.skip("this checkout carries no demo model")
    engine = open_engine("demo", Places(cache=tmp_path))
    (draft,) = engine.translate(["The mayor signed the contract."], source="en", target="es")
    assert draft.text
    assert draft.origin.demo
