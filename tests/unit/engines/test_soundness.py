"""Damaged weights are told before native code reads them, which would end the process."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from translate_flow.engines.soundness import check_weights
from translate_flow.errors import PackageError


def name(text: str) -> bytes:
    return struct.pack("<H", len(text) + 1) + text.encode() + b"\0"


def variable(label: str, shape: tuple[int, ...] = (2, 3), *, kind: int = 1, data: bytes = bytes(6)) -> bytes:
    dimensions = struct.pack(f"<{len(shape)}I", *shape)
    return name(label) + bytes([len(shape)]) + dimensions + bytes([kind]) + struct.pack("<I", len(data)) + data


def weights(*variables: bytes, version: int = 6, aliases: bytes = struct.pack("<I", 0)) -> bytes:
    head = struct.pack("<I", version) + name("TransformerSpec") + struct.pack("<I", 7)
    return head + struct.pack("<I", len(variables)) + b"".join(variables) + aliases


SOUND = (variable("encoder/weight"), variable("decoder/scale", (), kind=0, data=bytes(4)))


@pytest.fixture
def check(tmp_path: Path) -> Callable[[bytes], None]:
    def run(content: bytes) -> None:
        (tmp_path / "model").mkdir(exist_ok=True)
        (tmp_path / "model" / "model.bin").write_bytes(content)
        check_weights(tmp_path)

    return run


def test_real_packages_are_sound(packages):
    for folder in packages.iterdir():
        if folder.is_dir():
            check_weights(folder)


def test_a_small_one_written_by_hand_is_sound(check):
    check(weights(*SOUND))
    alias = struct.pack("<I", 1) + name("decoder/other") + name("encoder/weight")
    check(weights(*SOUND, aliases=alias))


def test_an_older_one_tells_the_size_of_an_item_in_place_of_its_type(check):
    def old(label: str) -> bytes:
        return name(label) + bytes([1]) + struct.pack("<IBI", 6, 2, 6) + bytes(12)

    check(weights(old("encoder/weight"), old("decoder/weight"), version=3))


@pytest.mark.parametrize("cut", [0, 1, 4, 5, 20, 26, 40, 60, 79])
def test_one_that_breaks_off_is_damaged(check, cut):
    with pytest.raises(PackageError, match=r"model\.bin: damaged \(.*; install the package again"):
        check(weights(*SOUND)[:cut])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (bytes(2000), "version 0 of its format"),
        (b"<html>not found</html>" * 9, "version 1836345404 of its format"),
        (weights(version=7), "version 7 of its format"),
        (weights(variable("encoder/w", (2, 4))), "encoder/w has 8 items in 6 bytes"),
        (weights(variable("encoder/w", (1, 3))), "encoder/w has 3 items in 6 bytes"),
        (weights(variable("encoder/w", kind=0)), "encoder/w has 6 items in 6 bytes"),
        (weights(variable("encoder/w", kind=9)), "a type 9"),
        (weights(variable("encoder/w", (1,) * 9)), "has 9 dimensions"),
        (weights(variable("encoder/w"))[:-8], "ends after the file"),
        (weights()[:26] + struct.pack("<I", 4_000_000_000), "4,000,000,000 variables"),
        (weights(*SOUND, aliases=struct.pack("<I", 1) + name("decoder/a") + name("none")), "which is not there"),
        (weights(variable("encodér/w")), "a name that is none"),
        (weights(SOUND[0]), "holds no decoder"),
        (weights(SOUND[1]), "holds no encoder"),
    ],
)
def test_a_header_that_contradicts_itself_is_named(check, content, said):
    with pytest.raises(PackageError, match=said):
        check(content)


def test_settings_that_are_no_json_are_damaged(check, tmp_path):
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text("{")
    with pytest.raises(PackageError, match="damaged"):
        check(weights(*SOUND))


def test_a_package_without_weights_is_damaged(tmp_path):
    with pytest.raises(PackageError, match="damaged"):
        check_weights(tmp_path)


def test_the_damage_that_ends_a_process_is_found_in_a_real_package(packages, tmp_path):
    """Byte 55 is in the first dimensions: CTranslate2 4.6 reads such a file into too little memory."""
    damaged = tmp_path / "damaged"
    shutil.copytree(next(packages.glob("translate-en_es*")), damaged)
    path = damaged / "model" / "model.bin"
    content = bytearray(path.read_bytes())
    content[55] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(PackageError, match="items in"):
        check_weights(damaged)
