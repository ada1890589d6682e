"""Open a zip file from outside without trusting a word of it, and parse the XML in it the same way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from translate_flow.archives import BROKEN, Limits, check_members, inflate
from translate_flow.errors import InputError
from translate_flow.strict_xml import HARDENED

DOCUMENT_LIMITS = Limits()

_REMEDY = "save it again with the program it came from"


def open_zip(
    data: bytes, *, name: str, wanted: Callable[[str], bool] = lambda _: True, limits: Limits = DOCUMENT_LIMITS
) -> dict[str, bytes]:
    """The members of a zip file by name, in its order; those not ``wanted`` are checked by name and never unpacked.

    Raises:
        InputError: it is no complete zip file, or a member is encrypted, a link, named twice or named unsafely.
        LimitError: it has too many members, or they unpack to too much.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_members(archive, name=name, limits=limits, remedy=_REMEDY)
            return _unpacked(archive, wanted, limits, name)
    except (*BROKEN, OSError) as exc:
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
    try:
        root = etree.fromstring(data, parser=etree.XMLParser(**HARDENED))
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


def _unpacked(archive: zipfile.ZipFile, wanted: Callable[[str], bool], limits: Limits, name: str) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = limits.total
    for member in archive.infolist():
        if member.is_dir() or not wanted(member.filename):
            continue
        allowed = limits.allowed(member, left=left)
        parts[member.filename] = b"".join(inflate(archive, member, allowed=allowed, name=name, remedy=_REMEDY))
        left -= len(parts[member.filename])
    return parts
