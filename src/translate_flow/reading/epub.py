"""Read an article or a book from an EPUB: every chapter of the spine, in order, as one text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import regex
from lxml import etree, html
from lxml.html import HtmlElement

from translate_flow.errors import InputError
from translate_flow.reading import blocks as walker
from translate_flow.reading.blocks import Block
from translate_flow.reading.blocks_front import Front, settled
from translate_flow.reading.blocks_tags import classes, tag_of
from translate_flow.reading.html_tree import parse_page
from translate_flow.reading.parsed import Parsed
from translate_flow.reading.zipped import open_zip, xml

_CONTAINER = "META-INF/container.xml"
_OPF, _DC, _OPS = (
    "{http://www.idpf.org/2007/opf}",
    "{http://purl.org/dc/elements/1.1/}",
    "{http://www.idpf.org/2007/ops}",
)
_PAGES = ("application/xhtml+xml", "text/html", "application/html", "text/x-oeb1-document")
_SUFFIXES = (".xhtml", ".html", ".htm", ".xml", ".opf", ".xht")
_ENTITY = regex.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
_APART = {"toc": "contents", "landmarks": "contents", "page-list": "contents", "cover": "cover", "cover-page": "cover"}
_MARK = "tf-apart-"


@dataclass(frozen=True, slots=True)
class _Chapter:
    """One item of the spine; ``apart`` says why its blocks are not part of the text, empty when they are."""

    path: str
    apart: str = ""


def parse(data: bytes, *, name: str, keep: frozenset[int]) -> Parsed:
    """Read an .epub; ``Change.line`` counts the blocks of all chapters from 1.

    The table of contents, the cover and pages outside the linear order are left out, save for notes that the text
    refers to. A note's label that another chapter has used already becomes the next free number.

    Raises:
        InputError: not an EPUB, damaged, or hostile.
        LimitError: it unpacks to too much.

    """
    parts = open_zip(data, name=name, wanted=lambda part: part == _CONTAINER or part.lower().endswith(_SUFFIXES))
    opf = _package_path(parts, name)
    package = xml(_part(parts, opf, name), name=name, part=opf, doctype=True)
    root = html.Element("body")
    for chapter in _spine(package, opf, name):
        body = _body(_part(parts, chapter.path, name), chapter, name)
        if body is not None:
            root.append(body)
    front = Front(
        _metadata(package, "title")[:1][0] if _metadata(package, "title") else "",
        ", ".join(_metadata(package, "creator")),
    )
    segments, changes = settled(walker.read(root), front, keep=keep, reason=_apart)
    return Parsed(segments, changes, next(iter(_metadata(package, "language")), ""))


def _package_path(parts: dict[str, bytes], name: str) -> str:
    if _CONTAINER not in parts:
        msg = f"{name}: a zip file, but not an EPUB ({_CONTAINER} is missing); export it as EPUB again"
        raise InputError(msg)
    container = xml(parts[_CONTAINER], name=name, part=_CONTAINER)
    paths = [element.get("full-path") or "" for element in container.iter() if tag_of(element) == "rootfile"]
    if not paths or not paths[0]:
        msg = f"{name}: {_CONTAINER} names no package document; export it as EPUB again"
        raise InputError(msg)
    return unquote(paths[0])


def _part(parts: dict[str, bytes], path: str, name: str) -> bytes:
    """A part by its path; programs on Windows get the case of letters wrong."""
    found = parts.get(path)
    if found is None:
        folded = {part.casefold(): content for part, content in parts.items()}
        found = folded.get(path.casefold())
    if found is None:
        msg = f"{name}: {path[:120]} is missing from the EPUB; export it again"
        raise InputError(msg)
    return found


def _metadata(package: etree._Element, key: str) -> list[str]:
    texts = (
        " ".join("".join(str(part) for part in element.itertext()).split()) for element in package.iter(f"{_DC}{key}")
    )
    return [text for text in texts if text]


def _spine(package: etree._Element, opf: str, name: str) -> Iterator[_Chapter]:
    items = {item.get("id"): item for item in package.iter() if tag_of(item) == "item"}
    guide = {
        _resolved(opf, ref.get("href") or ""): _APART.get((ref.get("type") or "").lower(), "")
        for ref in package.iter()
        if tag_of(ref) == "reference"
    }
    found = False
    for reference in package.iter():
        item = items.get(reference.get("idref")) if tag_of(reference) == "itemref" else None
        if item is None or not _is_page(item):
            continue
        found = True
        path = _resolved(opf, item.get("href") or "")
        contents = "contents" if "nav" in (item.get("properties") or "").split() else ""
        aside = "not linear" if reference.get("linear") == "no" else ""
        yield _Chapter(path, contents or guide.get(path, "") or aside)
    if not found:
        msg = f"{name}: the EPUB's spine names no chapter; export it again"
        raise InputError(msg)


def _is_page(item: etree._Element) -> bool:
    media = (item.get("media-type") or "").lower()
    return media in _PAGES or (item.get("href") or "").lower().endswith((".htm", ".html", ".xhtml"))


def _resolved(base: str, href: str) -> str:
    return normpath(join(dirname(base), unquote(href.partition("#")[0]))) if href.partition("#")[0] else base


def _body(data: bytes, chapter: _Chapter, name: str) -> HtmlElement | None:
    """A chapter's body as a section whose ids and internal links hold in the whole book."""
    page = _page(data, chapter.path, name)
    body = next((element for element in page.iter() if tag_of(element) == "body"), None)
    if body is None:
        return None
    body.tag = "section"
    apart = chapter.apart or next(
        (_APART[kind] for kind in (body.get(f"{_OPS}type") or "").split() if kind in _APART), ""
    )
    body.set("class", f"{_MARK}{apart.replace(' ', '-')}" if apart else "")
    for element in body.iter():
        _globalise(element, chapter.path)
    return body


def _page(data: bytes, path: str, name: str) -> etree._Element:
    """XHTML as it should be; what is not well-formed is read as HTML."""
    try:
        root = xml(_ENTITY.sub(_character, data), name=name, part=path, doctype=True)
    except InputError as exc:
        if b"<!ENTITY" in data or not isinstance(exc.__cause__, etree.XMLSyntaxError):
            raise
        page: etree._Element = parse_page(data, name=f"{name}: {path}")
        return page
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = etree.QName(element).localname.lower()
    return root


def _character(match: regex.Match[bytes]) -> bytes:
    text = unescape(match.group().decode("ascii"))
    return match.group() if text.startswith("&") else "".join(f"&#{ord(char)};" for char in text).encode("ascii")


def _globalise(element: etree._Element, path: str) -> None:
    for key in ("id", "name"):
        if element.get(key):
            element.set(key, f"{path}#{element.get(key)}")
    href = element.get("href") or ""
    if tag_of(element) == "a" and href and not regex.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", href):
        element.set("href", f"#{_resolved(path, href)}#{unquote(href.partition('#')[2])}")


def _apart(block: Block) -> str:
    """Why a block is not part of the text; a note is, wherever it stands."""
    if block.segment.label and block.segment.kind.value == "note":
        return ""
    for around in (block.element, *block.element.iterancestors()):
        found = next((c for c in classes(around) if c.startswith(_MARK)), "")
        kinds = (around.get(f"{_OPS}type") or "").split() if tag_of(around) == "nav" else []
        if found or kinds:
            return found.removeprefix(_MARK).replace("-", " ") or "contents"
    return ""
