"""Read an article from an OpenDocument text: its paragraphs as HTML, its styles as inline codes."""

from __future__ import annotations

import io
from typing import Any

from lxml import etree

from translate_flow.errors import InputError
from translate_flow.reading import blocks as walker
from translate_flow.reading.blocks_front import Front, left_out, settled
from translate_flow.reading.odt_tree import Converter
from translate_flow.reading.parsed import Parsed
from translate_flow.reading.zipped import open_zip, pack, xml

_PARTS = frozenset({"mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml"})
_BROKEN = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, etree.LxmlError)
"""What odfdo raises on documents with parts missing or out of place."""
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def parse(data: bytes, *, name: str, keep: frozenset[int]) -> Parsed:
    """Read an .odt; ``Change.line`` counts its blocks from 1.

    Tracked deletions and annotations are left out and told at the end of the changes; the generated table of contents
    is left out. Title, author and language of the
    document's properties are used where its text has none.

    Raises:
        InputError: not an OpenDocument text, damaged, encrypted or hostile.
        LimitError: it unpacks to too much.

    """
    parts = open_zip(data, name=name, wanted=_PARTS.__contains__)
    if "content.xml" not in parts or b"opendocument.text" not in parts.get("mimetype", b"opendocument.text"):
        msg = f"{name}: a zip file, but not an OpenDocument text (content.xml is missing); save it as .odt again"
        raise InputError(msg)
    roots = {part: xml(content, name=name, part=part) for part, content in parts.items() if part.endswith(".xml")}
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        msg = f"{name}: the document is encrypted; save it without a password"
        raise InputError(msg)
    text = roots["content.xml"].find(f"{_OFFICE}body/{_OFFICE}text")
    if text is None:
        msg = f"{name}: an OpenDocument file without a text (a spreadsheet?); save it as .odt"
        raise InputError(msg)
    front, language = _properties(parts, name)
    tree = Converter([roots[part] for part in ("styles.xml", "content.xml") if part in roots]).convert(text)
    segments, changes = settled(walker.read(tree), front, keep=keep, reason=left_out)
    return Parsed(segments, changes, language)


def _properties(parts: dict[str, bytes], name: str) -> tuple[Front, str]:
    if "meta.xml" not in parts:
        return Front(), ""
    import odfdo  # noqa: PLC0415 - only this format needs it

    try:
        meta: Any = odfdo.Document(io.BytesIO(pack(parts))).meta
        title, creator, language = meta.title, meta.initial_creator or meta.creator, meta.language
    except _BROKEN as exc:
        cause = " ".join(str(exc).split())[:120]
        msg = f"{name}: a damaged OpenDocument text ({cause}); open it in a word processor and save it again"
        raise InputError(msg) from exc
    return Front(title or "", creator or ""), language or ""
