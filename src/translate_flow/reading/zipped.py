"""Open a zip file from outside without trusting a word of it, and parse the XML in it the same way."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from translate_flow.errors import InputError, LimitError

_CHUNK = 1 << 16
_MEBIBYTE = 1 << 20
_ENCRYPTED = 0x41
"""Flag bits 0 (encrypted) and 6 (strong encryption) of the general purpose flags (APPNOTE 4.4.4)."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError)
_REMEDY = "save it again with the program it came from"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may hold at most; sizes in bytes, as really unpacked and not as the file claims.

    ``free`` is what any member may hold whatever its ratio: a small file of blanks hurts nobody.
    """

    members: int = 2_000
    entry: int = 64 * _MEBIBYTE
    total: int = 200 * _MEBIBYTE
    ratio: int = 120
    free: int = 256 << 10


def open_zip(
    data: bytes, *, name: str, wanted: Callable[[str], bool] = lambda _: True, limits: Limits | None = None
) -> dict[str, bytes]:
    """The members of a zip file by name, in its order; those not ``wanted`` are checked by name and never unpacked.

    Raises:
        InputError: it is no complete zip file, or a member is encrypted, a link, named twice or named unsafely.
        LimitError: it has too many members, or they unpack to too much.

    """
    limits = limits or Limits()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive.infolist(), limits, name)
            return _unpacked(archive, wanted, limits, name)
    except _BROKEN as exc:
        msg = f"{name}: not a complete zip file ({exc}); {_REMEDY}, or copy it again"
        raise InputError(msg) from exc


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of checked parts, for libraries that insist on opening one themselves."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return buffer.getvalue()


def xml(data: bytes, *, name: str, part: str, doctype: bool = False) -> etree._Element:
    """The root of an XML part. Entities are never resolved and nothing is loaded; nesting is at most 256 deep.

    A DOCTYPE is refused, unless ``doctype`` allows a bare one (XHTML's), which is not read; entity declarations never.

    Raises:
        InputError: not well-formed, or it declares what it must not.

    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        msg = f"{name}: {part} is damaged ({' '.join(str(exc).split())[:120]}); {_REMEDY}"
        raise InputError(msg) from exc
    problem = _declaration(root.getroottree().docinfo, doctype=doctype)
    if problem:
        msg = f"{name}: {part} declares {problem}, which a document never needs; {_REMEDY}"
        raise InputError(msg)
    return root


def _declaration(info: Any, *, doctype: bool) -> str:  # noqa: ANN401 - the stubs of lxml do not know DocInfo
    if info.internalDTD is not None and any(True for _ in info.internalDTD.iterentities()):
        return "entities"
    return "a document type" if info.doctype and not doctype else ""


def _check(members: list[zipfile.ZipInfo], limits: Limits, name: str) -> None:
    if len(members) > limits.members:
        msg = f"{name}: {len(members)} members, more than {limits.members}; {_REMEDY}"
        raise LimitError(msg)
    seen: set[str] = set()
    for member in members:
        folded = str(PurePosixPath(member.orig_filename)).casefold()
        problem = _problem(member) or ("appears twice" if folded in seen else "")
        if problem:
            msg = f"{name}: member {member.orig_filename[:80]!r} {problem}; {_REMEDY}"
            raise InputError(msg)
        seen.add(folded)


def _problem(member: zipfile.ZipInfo) -> str:
    written = member.orig_filename
    path = PurePosixPath(written)
    kind = stat.S_IFMT(member.external_attr >> 16)
    problems = {
        "has an unsafe name": not path.parts or "\\" in written or "\0" in written or written[1:2] == ":",
        "points outside the file": path.is_absolute() or ".." in path.parts,
        "is encrypted: remove the password": bool(member.flag_bits & _ENCRYPTED),
        "is a link or a device": kind not in {0, stat.S_IFREG, stat.S_IFDIR},
    }
    return next((text for text, found in problems.items() if found), "")


def _unpacked(archive: zipfile.ZipFile, wanted: Callable[[str], bool], limits: Limits, name: str) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = limits.total
    for member in archive.infolist():
        if member.is_dir() or not wanted(member.filename):
            continue
        allowed = min(left, limits.entry, max(limits.free, limits.ratio * member.compress_size))
        parts[member.filename] = _inflated(archive, member, allowed, name)
        left -= len(parts[member.filename])
    return parts


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, allowed: int, name: str) -> bytes:
    """The member's bytes, counted as they come: what the header says of their number is only a claim."""
    content = bytearray()
    with archive.open(member) as source:
        while chunk := source.read(_CHUNK):
            content += chunk
            if len(content) > allowed:
                msg = f"{name}: member {member.filename[:80]!r} unpacks to more than {allowed:,} bytes; {_REMEDY}"
                raise LimitError(msg)
    return bytes(content)
