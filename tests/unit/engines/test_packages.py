"""Model packages are installed whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from translate_flow.engines.packages import default_folder, install_file, installed, remove, version_key
from translate_flow.errors import NoModelError, PackageError


def tree(folder: Path) -> dict[str, int]:
    """Every visible file below a folder with its time stamp."""
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("[!.]*") if path.is_file()}


def test_an_installed_file_is_listed_with_all_that_names_it(en_es, tmp_path):
    package = install_file(en_es, folder=tmp_path / "packages")
    assert installed(tmp_path / "packages") == [package]
    assert (package.from_code, package.to_code, package.version, package.name) == ("en", "es", "0.1", "translate-en_es")
    assert package.path.parent == tmp_path / "packages"
    assert not package.demo
    assert package.size == sum(file.stat().st_size for file in package.path.rglob("*") if file.is_file())
    assert len(package.fingerprint) == 12


def test_argos_itself_lists_what_was_installed(en_es, tmp_path):
    from argostranslate.package import get_installed_packages  # noqa: PLC0415 - its import makes folders in the home

    folder = tmp_path / "packages"
    install_file(en_es, folder=folder)
    assert [(package.from_code, package.to_code) for package in get_installed_packages([folder])] == [("en", "es")]


def test_nothing_but_packages_is_left_beside_them(en_es, tmp_path):
    install_file(en_es, folder=tmp_path / "home" / "packages")
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["packages"]
    assert sorted(p.name for p in (tmp_path / "home" / "packages").iterdir()) == [".lock", "translate-en_es-0_1"]


def test_a_newer_package_replaces_the_older_one(en_es, variant, tmp_path):
    folder = tmp_path / "packages"
    install_file(en_es, folder=folder)
    newer = install_file(variant(package_version="0.2"), folder=folder)
    assert installed(folder) == [newer]
    assert newer.version == "0.2"


def test_installing_the_same_version_again_replaces_it(en_es, variant, tmp_path):
    folder = tmp_path / "packages"
    before = install_file(en_es, folder=folder)
    after = install_file(variant(target_prefix="▁El"), folder=folder)
    assert installed(folder) == [after]
    assert after.path == before.path
    assert after.fingerprint != before.fingerprint


def test_a_demo_does_not_replace_a_real_model(en_es, variant, tmp_path):
    folder = tmp_path / "packages"
    install_file(en_es, folder=folder)
    assert install_file(variant(demo=True), folder=folder).demo
    assert [package.demo for package in installed(folder)] == [False, True]


def test_stray_files_and_folders_are_passed_over(en_es, tmp_path):
    folder = tmp_path / "packages"
    package = install_file(en_es, folder=folder)
    (folder / "stray").mkdir()
    (folder / "notes.txt").write_text("hello")
    for name, metadata in {
        "list": "[]",
        "broken": "{",
        "deep": "[" * 100_000,
        "codes": '{"from_code": 1, "to_code": "../x"}',
    }.items():
        shutil.copytree(package.path, folder / name)
        (folder / name / "metadata.json").write_text(metadata)
    shutil.copytree(package.path, folder / "no-weights")
    (folder / "no-weights" / "model" / "model.bin").unlink()
    assert installed(folder) == [package]


def test_a_missing_folder_holds_no_packages(tmp_path):
    assert installed(tmp_path / "nowhere") == []


REFUSED = {
    "no tokenizer": {"drop": "sentencepiece.model"},
    "no weights": {"drop": "model/model.bin"},
    "no metadata": {"drop": "metadata.json"},
    "a sentence splitter": {"type": "sbd"},
    "codes that are paths": {"from_code": "../../etc"},
    "codes that are no text": {"to_code": 7},
    "weights that are none": {"drop": "model/model.bin", "add": {"model/model.bin": b"not a model at all"}},
    "weights cut short": {"drop": "model/model.bin", "add": {"model/model.bin": b"\x06\x00\x00\x00" + b"\x10" * 64}},
    "a tokenizer that is none": {"drop": "sentencepiece.model", "add": {"sentencepiece.model": b"\x00\xffgarbage"}},
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_unusable_package_is_refused_and_the_old_one_stays(case, en_es, variant, tmp_path):
    folder = tmp_path / "home" / "packages"
    before = install_file(en_es, folder=folder)
    stamps = tree(folder)
    with pytest.raises(PackageError, match=r"install|variant\.argosmodel"):
        install_file(variant(**REFUSED[case]), folder=folder)
    assert installed(folder) == [before]
    assert tree(folder) == stamps
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["packages"]


def test_a_truncated_file_is_refused(en_es, tmp_path):
    content = en_es.read_bytes()
    for share in (0.1, 0.5, 0.99):
        file = tmp_path / "cut.argosmodel"
        file.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(PackageError, match="download it again"):
            install_file(file, folder=tmp_path / "packages")
    assert installed(tmp_path / "packages") == []


def test_damaged_bytes_inside_a_file_are_noticed(en_es, tmp_path):
    content = bytearray(en_es.read_bytes())
    content[len(content) // 2] ^= 0xFF
    (tmp_path / "damaged.argosmodel").write_bytes(content)
    with pytest.raises(PackageError, match=r"damaged\.argosmodel"):
        install_file(tmp_path / "damaged.argosmodel", folder=tmp_path / "packages")


def test_a_pinned_digest_decides(en_es, tmp_path):
    digest = hashlib.sha256(en_es.read_bytes()).hexdigest()
    assert install_file(en_es, folder=tmp_path / "a", sha256=digest.upper())
    with pytest.raises(PackageError, match="not the expected"):
        install_file(en_es, folder=tmp_path / "b", sha256="0" * 64)
    assert installed(tmp_path / "b") == []


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(PackageError, match=r"none\.argosmodel: no such file"):
        install_file(tmp_path / "none.argosmodel", folder=tmp_path)


def test_removing_a_pair_leaves_the_others(packages):
    assert [package.pair for package in remove("en", "es", folder=packages)] == [("en", "es")]
    assert [package.pair for package in installed(packages)] == [("es", "ca")]


def test_removing_what_is_not_there_says_so(packages):
    with pytest.raises(NoModelError, match="de→en"):
        remove("de", "en", folder=packages)


def test_removing_a_linked_package_leaves_what_it_points_to(en_es, tmp_path):
    elsewhere = install_file(en_es, folder=tmp_path / "elsewhere")
    (tmp_path / "packages").mkdir()
    (tmp_path / "packages" / "linked").symlink_to(elsewhere.path)
    remove("en", "es", folder=tmp_path / "packages")
    assert installed(tmp_path / "packages") == []
    assert installed(tmp_path / "elsewhere") == [elsewhere]


INSTALL = """
import sys
from pathlib import Path
from translate_flow.engines.packages import install_file
install_file(Path(sys.argv[1]), folder=Path(sys.argv[2]))
"""


def test_installs_at_the_same_time_leave_one_sound_package(en_es, variant, tmp_path):
    folder = tmp_path / "packages"
    files = [en_es, *(variant(f"v{n}", package_version=f"0.{n}") for n in (2, 3))]
    running = [subprocess.Popen([sys.executable, "-c", INSTALL, file, folder]) for file in files]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    (left,) = installed(folder)
    assert json.loads((left.path / "metadata.json").read_text())["package_version"] == left.version


def test_versions_compare_by_number():
    assert version_key("1.10") > version_key("1.9")
    assert version_key("1.0") == version_key("1")


PLACES = [
    ({"HOME": "/h"}, "/h/.local/share/argos-translate/packages"),
    ({"HOME": "/h", "XDG_DATA_HOME": "/d"}, "/d/argos-translate/packages"),
    ({"HOME": "/h", "ARGOS_PACKAGES_DIR": "/p"}, "/p"),
]


@pytest.mark.parametrize(("environment", "expected"), PLACES)
def test_packages_lie_where_argos_keeps_them(environment, expected):
    assert default_folder(environment) == Path(expected)


def test_argos_settings_file_is_honoured(tmp_path):
    settings = tmp_path / ".config" / "argos-translate" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"ARGOS_PACKAGES_DIR": "/from/settings"}')
    assert default_folder({"HOME": str(tmp_path)}) == Path("/from/settings")
