"""Parse a web page into a tree, whatever its markup is like."""

from __future__ import annotations

import regex
from lxml import etree, html
from lxml.html import HtmlElement

from translate_flow.errors import InputError, LimitError
from translate_flow.reading.blocks_tags import words_left_out
from translate_flow.reading.encoding import decode
from translate_flow.reading.html_depth import nests_deeper

_LISTS = frozenset({"ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th"})
_TEXTS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure", "figcaption", "br", "hr"})
_FRAMES = frozenset({"article", "main", "nav", "aside", "header", "footer", "img"})
_BLOCKS = _LISTS | _TEXTS | _FRAMES
_INLINE = frozenset({"a", "b", "strong", "i", "em", "u", "s", "del", "code", "sup", "sub"})
_ATTRIBUTES = {"*": {"class", "id"}, "a": {"href"}, "img": {"src", "alt"}}
_FLATTER = (_BLOCKS | _INLINE, _BLOCKS, frozenset({"p", "br"}))
"""What is left of a page that nests too deep: first without ``div`` and ``span``, then without inline codes."""
_DEEPEST = 12_000
"""A page that nests deeper is an attack; flattening takes the square of the depth, here about a second."""

_HEAD = frozenset(
    {"title", "meta", "link", "style", "script", "base", "basefont", "noscript", "template", "object", "isindex"}
)
"""What may stand in a page's head; anything else there begins the body, whose tag was left out."""

_KICKER = regex.compile(
    r"(?:^|[\s_-])(?:kicker|overline|over-?title|eyebrow|topline|roofline|dachzeile|spitzmarke|ante-?titulo|surtitre"
    r"|occhiello|chap[eé]u)(?=$|[\s_-])",
    regex.IGNORECASE,
)
_BEFORE_HEADLINE = regex.compile(r"^\s*[:|–—-]*\s*")

_CONTROL = regex.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def parse_page(data: bytes, *, name: str) -> HtmlElement:
    """The page's ``html`` element; comments, processing instructions and drawings are gone.

    A page that nests deeper than the parser goes (256) is read again without the elements that hold no meaning.

    Raises:
        InputError: there is no element in it at all.
        LimitError: it nests too deep even so.

    """
    text = _CONTROL.sub("", decode(data, name=name))
    root = parse_whole(text, name=name)
    _part_head(root)
    _part_kickers(root)
    _strip_drawings(root)
    for frames in list(root.iter("noframes")):
        _unfold(frames, name=name)
    return root


def parse_whole(text: str, *, name: str) -> HtmlElement:
    """The tree of a piece of HTML; one that nests too deep loses the elements that hold no meaning.

    Raises:
        InputError: there is no element in it at all.
        LimitError: it nests too deep even so.

    """
    root, deep = parse_text(text, name=name)
    return _flattened(text, root, name=name) if deep else root


def parse_text(text: str, *, name: str) -> tuple[HtmlElement, bool]:
    """The tree of a piece of HTML, and whether it was cut because it nests too deep."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.encode("utf-8", "surrogatepass"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as exc:
        msg = f"{name}: there is no text in this page ({exc}); save the page again, or copy its text into a .txt file"
        raise InputError(msg) from exc
    return root, any("Excessive depth" in entry.message for entry in parser.error_log)


def _flattened(text: str, cut: HtmlElement, *, name: str) -> HtmlElement:
    import nh3  # noqa: PLC0415 - rarely needed

    for tags in () if nests_deeper(text, _DEEPEST) else _FLATTER:
        flat = nh3.clean(text, tags=set(tags), attributes=_ATTRIBUTES, link_rel=None)
        root, deep = parse_text(flat, name=name)
        if not deep:
            break
    else:
        msg = f"{name}: its elements nest too deep; copy the article's text into a .txt file"
        raise LimitError(msg)
    head = cut.find("head")
    if head is not None:
        root.insert(0, head)
    for key, value in cut.attrib.items():
        root.set(key, value)
    return root


def _strip_drawings(root: HtmlElement) -> None:
    """Drawings go; of those with words the words stay, so that they can be told."""
    for drawing in list(root.iter("svg")):
        words = words_left_out(drawing)
        drawing.clear(keep_tail=True)
        if words:
            etree.SubElement(drawing, "text").text = words
        else:
            drawing.tag = "none"
    etree.strip_elements(root, "none", with_tail=False)


def _part_head(root: HtmlElement) -> None:
    """The parser knows no HTML 5: without ``</head>`` or ``<body>``, ``main`` and ``article`` end up in the head."""
    head = root.find("head")
    children = list(head) if head is not None else []
    first = next((n for n, child in enumerate(children) if child.tag not in _HEAD), len(children))
    body = root.find("body")
    if first == len(children):
        return
    if body is None:
        body = etree.SubElement(root, "body")
    children[-1].tail = f"{children[-1].tail or ''}{body.text or ''}"
    body.text = None
    for place, child in enumerate(children[first:]):
        body.insert(place, child)


def _part_kickers(root: HtmlElement) -> None:
    """A line above the headline that stands inside its element becomes a paragraph before it."""
    for heading in list(root.iter("h1", "h2")):
        inner = next((e for e in heading.iterdescendants() if _KICKER.search(e.get("class") or "")), None)
        words = "".join(inner.itertext()) if inner is not None else ""
        if inner is None or not words.strip() or words.split() == "".join(heading.itertext()).split():
            continue
        kicker = etree.Element("p")
        kicker.set("class", inner.get("class") or "")
        rest, inner.tail = inner.tail or "", None
        _leave(inner, _BEFORE_HEADLINE.sub("", rest))
        kicker.append(inner)
        heading.addprevious(kicker)


def _leave(element: HtmlElement, tail: str) -> None:
    """Take an element out, with the text after it where it was."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + tail
    elif parent is not None:
        parent.text = (parent.text or "") + tail


def _unfold(frames: HtmlElement, *, name: str) -> None:
    """The parser takes what stands in ``noframes`` for plain text; it is what a reader without frames sees."""
    markup, frames.text = frames.text or "", None
    if markup.strip():
        frames.extend(parse_whole(f"<div>{markup}</div>", name=name))
