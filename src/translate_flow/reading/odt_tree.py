"""Turn the body of an OpenDocument text (ODF 1.3, part 3) into an HTML tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree, html
from lxml.html import HtmlElement

from translate_flow.reading.blocks_front import BYLINE, COMMENT, DELETED, TITLE
from translate_flow.reading.odt_styles import Styles

_SAME = {
    "list-item": "li", "list-header": "li", "table": "table", "table-row": "tr", "table-cell": "td", "section": "div",
    "text-box": "div", "bibliography": "div", "index-body": "div", "table-header-rows": "tbody", "table-rows": "tbody",
    "table-row-group": "tbody",
}  # fmt: skip
_LEFT_OUT = frozenset(
    [
        "tracked-changes",
        "annotation",
        "annotation-end",
        "table-of-content",
        "alphabetical-index",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "forms",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
        "ruby-text",
        "covered-table-cell",
        "script",
        "bookmark",
        "bookmark-start",
        "bookmark-end",
        "soft-page-break",
        "binary-data",
        "image",
        "desc",
        "title",
    ]
)
_BY_STYLE = {
    "title": "h1", "subtitle": "p", "quotations": "blockquote", "quote": "blockquote", "intense quote": "blockquote",
    "preformatted text": "pre", "source code": "pre", "caption": "figcaption", "illustration": "figcaption",
    "figure": "figcaption", "drawing": "figcaption",
}  # fmt: skip
_CLASSES = {"title": TITLE, "author": BYLINE, "byline": BYLINE, "poem": "poem", "verse": "poem"}
_XLINK = "{http://www.w3.org/1999/xlink}href"


class Converter:
    """Converts one document; ``parts`` are the roots of styles.xml and content.xml, the later overruling."""

    def __init__(self, parts: Iterable[etree._Element]) -> None:
        """Read the styles."""
        self._styles = Styles(parts)
        self._notes: list[tuple[str, etree._Element]] = []
        self._lists: list[str] = []

    def convert(self, text: etree._Element) -> HtmlElement:
        """The document's text as a ``body``; at the end its notes as ``div``, then what is left out as marked ``p``."""
        body = html.Element("body")
        self._fill(body, text)
        for number, note in self._notes:  # a note inside a note lands at the end of the list
            holder = etree.SubElement(body, "div", id=f"odt-note-{number}")
            self._fill(holder, note)
        for kind, words in _left_out(text):
            etree.SubElement(body, "p", {"class": kind}).text = words
        return body

    def _fill(self, target: HtmlElement, source: etree._Element) -> None:
        _append(target, source.text if _holds_text(source) else None)
        for child in source:
            self._add(target, child)
            _append(target, child.tail if _holds_text(source) else None)

    def _add(self, target: HtmlElement, child: etree._Element) -> None:
        tag = _local(child)
        if not tag or tag in _LEFT_OUT:
            return
        special = {
            "p": self._paragraph, "h": self._heading, "span": self._span, "a": self._link, "list": self._list,
            "note": self._note, "frame": self._frame, "s": self._spaces, "tab": self._spaces, "line-break": self._break,
        }.get(tag)  # fmt: skip
        if special:
            special(target, child)
        elif tag in _SAME:
            self._fill(etree.SubElement(target, _SAME[tag]), child)
        else:
            self._fill(target, child)

    def _paragraph(self, target: HtmlElement, source: etree._Element) -> None:
        names = self._styles.ancestry("paragraph", _attribute(source, "style-name"))
        level = next((int(n[-1]) for n in names if n.startswith("heading ") and n[-1] in "123456"), 0)
        tag = next((_BY_STYLE[name] for name in names if name in _BY_STYLE), f"h{level}" if level else "p")
        last = target[-1] if len(target) else None
        if tag == "pre" and last is not None and last.tag == "pre" and not (last.tail or "").strip():
            _append(last, "\n")
            self._fill(last, source)
            return
        holder = etree.SubElement(target, tag)
        label = next((_CLASSES[name] for name in names if name in _CLASSES), "")
        if label:
            holder.set("class", label)
        self._fill(holder, source)

    def _heading(self, target: HtmlElement, source: etree._Element) -> None:
        level = _attribute(source, "outline-level")
        names = self._styles.ancestry("paragraph", _attribute(source, "style-name"))
        holder = etree.SubElement(target, f"h{min(6, max(1, int(level) if level.isdecimal() else 1))}")
        if "title" in names:
            holder.tag = "h1"
            holder.set("class", TITLE)
        self._fill(holder, source)

    def _span(self, target: HtmlElement, source: etree._Element) -> None:
        holder = target
        for tag in self._styles.inline(_attribute(source, "style-name")):
            holder = etree.SubElement(holder, tag)
        self._fill(holder, source)

    def _link(self, target: HtmlElement, source: etree._Element) -> None:
        self._fill(etree.SubElement(target, "a", href=source.get(_XLINK) or ""), source)

    def _list(self, target: HtmlElement, source: etree._Element) -> None:
        name = _attribute(source, "style-name") or (self._lists[-1] if self._lists else "")
        self._lists.append(name)
        holder = etree.SubElement(target, "ol" if self._styles.numbered(name, len(self._lists)) else "ul")
        start = next((_attribute(item, "start-value") for item in source), "")
        if start:
            holder.set("start", start)
        self._fill(holder, source)
        self._lists.pop()

    def _note(self, target: HtmlElement, source: etree._Element) -> None:
        """A mark that leads to the note, which `convert` puts at the end."""
        bodies = [child for child in source if _local(child) == "note-body"]
        if not bodies:
            return
        number = str(len(self._notes) + 1)
        citation = next((_words(child) for child in source if _local(child) == "note-citation"), "")
        self._notes.append((number, bodies[0]))
        mark = etree.SubElement(etree.SubElement(target, "sup"), "a", href=f"#odt-note-{number}")
        mark.set("class", "footnote-ref")
        mark.text = citation if 0 < len(citation) <= 4 else number

    def _frame(self, target: HtmlElement, source: etree._Element) -> None:
        images: Sequence[etree._Element] = [child for child in source if _local(child) == "image"]
        words = [_words(child) for child in source if _local(child) in {"title", "desc"}]
        if images:
            address = images[0].get(_XLINK) or ""
            remote = address if address.startswith(("http://", "https://")) else ""
            etree.SubElement(target, "img", src=remote, alt=next(filter(None, words), ""))
        else:
            self._fill(target, source)

    @staticmethod
    def _spaces(target: HtmlElement, _source: etree._Element) -> None:
        _append(target, " ")

    @staticmethod
    def _break(target: HtmlElement, _source: etree._Element) -> None:
        etree.SubElement(target, "br")


def _left_out(text: etree._Element) -> Iterator[tuple[str, str]]:
    """Tracked deletions and annotations: the class that marks them, and their words."""
    for element in text.iter():
        kind = {"deletion": DELETED, "annotation": COMMENT}.get(_local(element), "")
        paragraphs = [_words(child) for child in element.iter() if _local(child) in {"p", "h"}] if kind else []
        words = "\n".join(filter(None, paragraphs))
        if any(char.isalnum() for char in words):
            yield kind, words


def _append(target: HtmlElement, text: str | None) -> None:
    if not text:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _words(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext()).strip()


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if etree.QName(str(key)).localname == name), "")


def _holds_text(element: etree._Element) -> bool:
    """Whether white space between an element's children is text and not layout of the file."""
    return _local(element) not in {
        "text",
        "list",
        "list-item",
        "table",
        "table-row",
        "table-cell",
        "section",
        "note-body",
    }
