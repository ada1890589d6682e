"""Read an article from a Word document: mammoth's HTML with styles, footnotes, endnotes and links kept."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from html import escape

import regex
from lxml import etree

from translate_flow.errors import InputError, LimitError
from translate_flow.reading import blocks as walker
from translate_flow.reading.blocks_front import COMMENT, DELETED, PAGE_FOOT, PAGE_HEAD, Front, left_out, settled
from translate_flow.reading.html_tree import parse_text
from translate_flow.reading.parsed import Parsed
from translate_flow.reading.zipped import open_zip, pack, xml

_STYLES = """
p[style-name='Title'] => h1.tf-title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Author'] => p.tf-byline:fresh
p[style-name='Byline'] => p.tf-byline:fresh
p[style-name='Heading 7'] => h6:fresh
p[style-name='Heading 8'] => h6:fresh
p[style-name='Heading 9'] => h6:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='Illustration'] => figcaption:fresh
p[style-name='Figure'] => figcaption:fresh
p[style-name='Table'] => figcaption:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Preformatted Text'] => pre:separator('\\n')
p[style-name='Source Code'] => pre:separator('\\n')
p[style-name='Poem'] => p.poem:fresh
p[style-name='Verse'] => p.poem:fresh
p[style-name='Body Text'] => p:fresh
p[style-name='No Spacing'] => p:fresh
r[style-name='Strong'] => strong
r[style-name='Emphasis'] => em
r[style-name='Intense Emphasis'] => strong > em
u => u
strike => s
"""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WITH_DELETIONS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_COMMENTS = "word/comments.xml"
_MARGIN = regex.compile(r"word/(?:header|footer)\d*\.xml")
_MAIN = "word/document.xml"
_CONTENTS = frozenset({"[Content_Types].xml", "_rels/.rels", "docProps/core.xml"})
_DC = "{http://purl.org/dc/elements/1.1/}"
_BROKEN = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    SyntaxError,
    RecursionError,
    etree.LxmlError,
)
"""What mammoth raises on documents with parts missing or out of place."""


def parse(data: bytes, *, name: str, keep: frozenset[int]) -> Parsed:
    """Read a .docx; ``Change.line`` counts its blocks from 1.

    Tracked insertions count as made, tracked deletions as gone; these and comments stand among the changes, after all
    others. Text boxes are read where they are anchored. Title, author and language of the document's properties are
    used where its text has none.

    Raises:
        InputError: not a Word document, damaged, or hostile.
        LimitError: it unpacks to too much.

    """
    parts = open_zip(data, name=name, wanted=_wanted)
    if "[Content_Types].xml" not in parts or not any(
        part.endswith(".xml") and part.startswith("word/") for part in parts
    ):
        msg = f"{name}: a zip file, but not a Word document ({_MAIN} is missing); save it as .docx again"
        raise InputError(msg)
    for part, content in parts.items():
        xml(content, name=name, part=part)
    front, language = _properties(parts, name)
    markup = f"{_converted(parts, name)}{''.join(_left_out(parts, name))}"
    root, deep = parse_text(f"<body>{markup}</body>", name=name)
    if deep:
        msg = f"{name}: its lists or tables nest more than 256 deep; copy the text into a new document"
        raise LimitError(msg)
    segments, changes = settled(walker.read(root), front, keep=keep, reason=left_out)
    return Parsed(segments, changes, language)


def _left_out(parts: dict[str, bytes], name: str) -> Iterator[str]:
    """Tracked deletions, comments and what stands on every page, as marked paragraphs for the list of changes."""
    for part in _WITH_DELETIONS:
        for deletion in xml(parts[part], name=name, part=part).iter(f"{_W}del") if part in parts else ():
            yield _paragraph(DELETED, deletion.iter(f"{_W}delText"))
    if _COMMENTS in parts:
        for comment in xml(parts[_COMMENTS], name=name, part=_COMMENTS).iter(f"{_W}comment"):
            yield _paragraph(COMMENT, comment.iter(f"{_W}t"))
    margins = (_margin(parts[part], name=name, part=part) for part in sorted(parts) if _MARGIN.fullmatch(part))
    yield from dict.fromkeys(paragraph for margin in margins for paragraph in margin)


def _margin(content: bytes, *, name: str, part: str) -> Iterator[str]:
    """The paragraphs of a page header or footer; Word keeps one for first, even and odd pages each."""
    kind = PAGE_HEAD if "header" in part else PAGE_FOOT
    return (_paragraph(kind, p.iter(f"{_W}t")) for p in xml(content, name=name, part=part).iter(f"{_W}p"))


def _paragraph(kind: str, texts: Iterable[etree._Element]) -> str:
    text = "".join(element.text or "" for element in texts)
    return f'<p class="{kind}">{escape(text)}</p>' if any(char.isalnum() for char in text) else ""


def _wanted(part: str) -> bool:
    return part in _CONTENTS or (part.startswith("word/") and part.endswith((".xml", ".rels")))


def _properties(parts: dict[str, bytes], name: str) -> tuple[Front, str]:
    if "docProps/core.xml" not in parts:
        return Front(), ""
    core = xml(parts["docProps/core.xml"], name=name, part="docProps/core.xml")
    title, creator, language = (
        " ".join((core.findtext(f"{_DC}{key}") or "").split()) for key in ("title", "creator", "language")
    )
    return Front(title, creator.replace(";", ", ").replace("  ", " ")), language


def _converted(parts: dict[str, bytes], name: str) -> str:
    import mammoth  # noqa: PLC0415 - only this format needs it

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(pack(parts)),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
        )
    except _BROKEN as exc:
        cause = " ".join(str(exc).split())[:120]
        msg = f"{name}: a damaged Word document ({cause}); open it in a word processor and save it again"
        raise InputError(msg) from exc
    return str(result.value)
