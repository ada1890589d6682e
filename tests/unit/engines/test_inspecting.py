"""Damaged packages are found without loading them, with the command that helps, and gone round where another serves."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from translate_flow.engines import Engines, Places
from translate_flow.engines.argos import ArgosEngine
from translate_flow.engines.carried import carried_files
from translate_flow.engines.inspecting import damaged, tell
from translate_flow.engines.packages import install_file
from translate_flow.errors import NoModelError, PackageError


@pytest.fixture(autouse=True)
def untold() -> None:
    """What another test was told may be told again."""
    tell.cache_clear()


@pytest.fixture
def modes(tmp_path: Path) -> Path:
    """A folder that offers en→es to Apertium."""
    folder = tmp_path / "modes"
    folder.mkdir()
    (folder / "eng-spa.mode").write_text("cat")
    return folder


def cut(name: str) -> Callable[[Path], None]:
    """Ends a file of a package in its middle, as a full disk does."""

    def damage(package: Path) -> None:
        content = (package / name).read_bytes()
        (package / name).write_bytes(content[: len(content) // 2])

    return damage


def without(name: str) -> Callable[[Path], None]:
    return lambda package: (package / name).unlink()


def emptied(name: str) -> Callable[[Path], None]:
    return lambda package: (package / name).write_bytes(b"")


DAMAGES = {
    "weights cut short": (cut("model/model.bin"), "ends after the file"),
    "no weights": (without("model/model.bin"), "model/model.bin is missing"),
    "tokenizer cut short": (cut("sentencepiece.model"), "the tokenizer cannot be read"),
    "no tokenizer": (without("sentencepiece.model"), "the tokenizer is missing"),
    "no vocabulary": (without("model/shared_vocabulary.json"), "the vocabulary is missing"),
    "vocabulary cut short": (cut("model/shared_vocabulary.json"), "shared_vocabulary.json: damaged"),
    "no settings in the settings": (emptied("model/config.json"), "damaged"),
    "metadata cut short": (cut("metadata.json"), "metadata.json is missing or cannot be read"),
}


@pytest.mark.parametrize("case", DAMAGES)
def test_each_damage_is_found_and_named_with_what_helps(case, en_es, tmp_path):
    package = install_file(en_es, folder=tmp_path / "packages")
    damage, said = DAMAGES[case]
    assert damaged(tmp_path / "packages") == []
    damage(package.path)
    (found,) = damaged(tmp_path / "packages")
    assert found.path == package.path
    assert said in found.why
    assert "translate-flow models install" in found.remedy


def test_sound_packages_and_what_is_no_model_are_passed_over(packages):
    (packages / "notes").mkdir()
    splitter = packages / "splitter"
    splitter.mkdir()
    (splitter / "metadata.json").write_text(json.dumps({"type": "sbd", "from_code": "en"}))
    assert damaged(packages) == []
    assert damaged(packages / "nowhere") == []


def test_a_package_that_was_mended_is_sound_again(en_es, tmp_path):
    package = install_file(en_es, folder=tmp_path / "packages")
    cut("model/model.bin")(package.path)
    assert damaged(tmp_path / "packages")
    install_file(en_es, folder=tmp_path / "packages")
    assert damaged(tmp_path / "packages") == []


@pytest.mark.parametrize("case", [case for case in DAMAGES if case != "metadata cut short"])
def test_the_next_engine_takes_the_pair_of_a_damaged_package_and_that_is_told(case, en_es, tmp_path, modes, caplog):
    package = install_file(en_es, folder=tmp_path / "packages")
    DAMAGES[case][0](package.path)
    engines = Engines(Places(tmp_path / "packages", modes))
    with caplog.at_level(logging.WARNING):
        assert engines.best("en", "es").name == engines.best("en", "es").name == "apertium"
    (record,) = caplog.records
    assert str(package.path) in record.getMessage()
    assert record.getMessage().endswith("(apertium takes en→es until then)")


def test_a_damaged_package_that_nobody_replaces_is_the_error_itself(en_es, tmp_path):
    package = install_file(en_es, folder=tmp_path / "packages")
    cut("model/model.bin")(package.path)
    engines = Engines(Places(tmp_path / "packages", tmp_path / "none"))
    with pytest.raises(PackageError, match=r"model\.bin: damaged .*; run: translate-flow models install en es"):
        engines.best("en", "es", demo=False)
    with pytest.raises(PackageError, match=r"model\.bin: damaged"):
        ArgosEngine(packages=tmp_path / "packages").translate([], source="en", target="es")


def test_an_older_sound_package_of_the_pair_goes_first_and_drafts(variant, tmp_path, caplog):
    folder = tmp_path / "packages"
    newer = install_file(variant(package_version="2.0"), folder=tmp_path / "elsewhere")
    install_file(variant(package_version="1.0"), folder=folder)
    shutil.copytree(newer.path, folder / "newer")
    engine = ArgosEngine(packages=folder)
    assert engine.route("en", "es")[0].version == "2.0"
    cut("model/model.bin")(folder / "newer")
    with caplog.at_level(logging.WARNING):
        (draft,) = engine.translate(["The report."], source="en", target="es")
    assert " 1.0 " in draft.origin.model
    assert "another model takes en→es" in caplog.text


def test_the_pairs_of_a_damaged_package_are_no_sound_ones(packages):
    engine = ArgosEngine(packages=packages)
    assert set(engine.sound_pairs()) == {("en", "es"), ("es", "ca"), ("en", "ca")}
    cut("model/model.bin")(next(packages.glob("*es_ca*")))
    assert set(engine.sound_pairs()) == {("en", "es")}


def test_the_demo_model_is_no_replacement_where_it_may_not_be(tmp_path):
    if not carried_files():
        pytest.skip("this checkout carries no demo model")
    with pytest.raises(NoModelError, match="--engine demo"):
        Engines(Places(tmp_path / "packages", tmp_path / "none", tmp_path / "cache")).best("en", "es", demo=False)
