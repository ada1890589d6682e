"""Write XML little by little."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any, Final, TypeAlias

from lxml import etree

XML: Final = "http://www.w3.org/XML/1998/namespace"
XML_LANG: Final = f"{{{XML}}}lang"
_CHUNK = 32 * 1024

Writer: TypeAlias = Any
"""What ``etree.xmlfile`` opens; lxml's stubs name it by a private word."""


def stream(document: Callable[[Writer], Iterator[None]]) -> Iterator[bytes]:
    """A document in UTF-8, in chunks: ``document`` writes it and yields wherever a chunk may end."""
    buffer = BytesIO()
    with etree.xmlfile(buffer, encoding="utf-8") as xml:
        xml.write_declaration()
        for _ in document(xml):
            if buffer.tell() > _CHUNK:
                yield _drain(buffer)
    yield _drain(buffer) + b"\n"


def lines(xml: Writer, elements: Iterable[etree._Element]) -> Iterator[None]:
    """Write elements, each on a line of its own; a chunk may end after each."""
    for element in elements:
        xml.write("\n", element)
        yield
    xml.write("\n")


def _drain(buffer: BytesIO) -> bytes:
    chunk = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return chunk
