"""A hostile zip file does not get past the guard."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from translate_flow.archives import Limits
from translate_flow.engines.extraction import extract
from translate_flow.errors import PackageError

SMALL = Limits(members=5, entry=300_000, total=400_000, ratio=20)


def archive(*members: tuple[str, bytes], mode: int = 0) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as sink:
        for name, content in members:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            sink.writestr(info, content)
    return buffer.getvalue()


def encrypted() -> bytes:
    content = bytearray(archive(("a", b"secret")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(signature) + offset
        content[at] |= 1
    return bytes(content)


def lying_about_size() -> bytes:
    """Claims 10 bytes in the directory, holds 300 KB."""
    content = bytearray(archive(("a", bytes(300_000))))
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", 10)
    return bytes(content)


RANDOM = bytes((i * i * 7919 >> 3) & 0xFF for i in range(310_000))
HOSTILE = {
    "parent": (archive(("../evil", b"x")), "outside"),
    "deep parent": (archive(("a/../../evil", b"x")), "outside"),
    "absolute": (archive(("/evil-package", b"x")), "outside"),
    "drive": (archive(("C:evil", b"x")), "unsafe"),
    "backslash": (archive(("..\\evil", b"x")), "unsafe"),
    "nul": (archive(("aXb", b"x")).replace(b"aXb", b"a\0b"), "unsafe"),
    "symlink": (archive(("a", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777), "link"),
    "device": (archive(("a", b""), mode=stat.S_IFCHR | 0o600), "device"),
    "duplicate": (archive(("a", b"1"), ("a", b"2")), "twice"),
    "duplicate by case": (archive(("A", b"1"), ("a", b"2")), "twice"),
    "duplicate by dot": (archive(("a", b"1"), ("./a", b"2")), "twice"),
    "encrypted": (encrypted(), "encrypted"),
    "too many": (archive(*((str(n), b"") for n in range(6))), "6 members"),
    "bomb": (archive(("a", bytes(290_000))), "unpacks to more"),
    "large entry": (archive(("a", RANDOM)), "unpacks to more"),
    "large in all": (archive(("a", RANDOM[:250_000]), ("b", RANDOM[:250_000])), "unpacks to more"),
    "lying size": (lying_about_size(), "more|not a complete"),
    "no zip": (b"hello", "not a complete zip"),
    "empty": (b"", "not a complete zip"),
    "file under a file": (archive(("a", b"x"), ("a/b", b"y")), "cannot be unpacked"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_archive_is_refused_and_writes_nothing_outside(case, tmp_path):
    content, reason = HOSTILE[case]
    file, folder = tmp_path / "in" / "x.zip", tmp_path / "in" / "out"
    folder.mkdir(parents=True)
    file.write_bytes(content)
    with pytest.raises(PackageError, match=reason) as caught:
        extract(file, folder, limits=SMALL)
    assert "x.zip" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert {path.name for path in tmp_path.iterdir()} == {"in"}
    assert {path.name for path in (tmp_path / "in").iterdir()} == {"x.zip", "out"}
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) <= SMALL.total
    assert not Path("/evil-package").exists()


def test_an_honest_archive_is_unpacked_exactly(tmp_path):
    (tmp_path / "x.zip").write_bytes(archive(("top/", b""), ("top/a", b"one"), ("top/b/c", bytes(50_000))))
    (tmp_path / "out").mkdir()
    extract(tmp_path / "x.zip", tmp_path / "out", limits=SMALL)
    found = {str(p.relative_to(tmp_path / "out")): p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert found == {"top/a": b"one", "top/b/c": bytes(50_000)}
