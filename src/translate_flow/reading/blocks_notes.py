"""Find footnotes in an HTML tree: the marks in the text, the notes they lead to, the links back.

Known by their shape, not by one tool's names: a short link to a place further down whose block is the note. That holds
for Word's HTML, mammoth, Pandoc, Markdown, MediaWiki (``cite_ref``) and EPUB (``epub:type="noteref"``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex
from lxml.html import HtmlElement

from translate_flow.reading.blocks_tags import BLOCKS, HEADINGS, tag_of

_MARK = regex.compile(
    r"^\W{0,2}((?:nb|note|n)\.?\s?\d{1,3}|\d{1,4}|\p{L}{1,2}|[ivxlc]{1,6}|[*†‡§¶※]{1,3})\W{0,2}$", regex.I
)
_NAMED = regex.compile(
    r"(?:^|[\s#_-])(?:_?ftn|fn|foot-?note|end-?note|cite_(?:note|ref)|note-?ref|sdfootnote|sdendnote|fnref)(?:$|[\s_:.-]|\d|ref|anc)",
    regex.I,
)
_AFTER_LINK = regex.compile(r"^\s*[\])]?[.:]\s+")
_TYPE = "{http://www.idpf.org/2007/ops}type"
_LONGEST = 4_000
"""Characters: a block longer than this is a chapter that a mark happens to lead to, not a note."""


@dataclass(slots=True)
class Notes:
    """What the walk needs to know: marks and note blocks with their labels, elements to leave out."""

    marks: dict[HtmlElement, str] = field(default_factory=dict)
    bodies: dict[HtmlElement, str] = field(default_factory=dict)
    back: set[HtmlElement] = field(default_factory=set)
    raised: set[HtmlElement] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Reference:
    link: HtmlElement
    target: HtmlElement
    label: str


def find(root: HtmlElement) -> Notes:
    """Find the notes below ``root``, whose text loses the brackets around marks and the labels before notes."""
    order = {element: number for number, element in enumerate(root.iter())}
    targets = _targets(root)
    notes = Notes()
    taken: set[str] = set()
    for body, references in _by_body(_references(root, targets, order)).items():
        label = _free(references[0].label, taken)
        taken.add(label)
        notes.bodies[body] = label
        for reference in references:
            notes.marks[reference.link] = label
            _unwrap(reference.link, notes)
        notes.back.update(_links_back(body, references, targets))
        _cut_label(body, references[0].label)
    return notes


def _targets(root: HtmlElement) -> dict[str, HtmlElement]:
    found: dict[str, HtmlElement] = {}
    for element in root.iter():
        for key in (element.get("id"), element.get("name")) if isinstance(element.tag, str) else ():
            if key:
                found.setdefault(key, element)
    return found


def _references(
    root: HtmlElement, targets: dict[str, HtmlElement], order: dict[HtmlElement, int]
) -> Iterator[_Reference]:
    for link in root.iter("a"):
        href = link.get("href") or ""
        target = targets.get(href[1:]) if href.startswith("#") else None
        text = " ".join("".join(link.itertext()).split())
        match = _MARK.match(text)
        if target is None or order[target] <= order[link] or not match:
            continue
        if _named(link) or _set_apart(link, text):
            yield _Reference(link, target, match.group(1))


def _named(link: HtmlElement) -> bool:
    kind = f"{link.get(_TYPE) or ''} {link.get('epub:type') or ''} {link.get('role') or ''}"
    words = " ".join(link.get(key) or "" for key in ("class", "id", "name", "rel", "href"))
    return "noteref" in kind or bool(_NAMED.search(words))


def _set_apart(link: HtmlElement, text: str) -> bool:
    raised = any(tag_of(near) == "sup" for near in (*link.iterancestors(), *link))
    return raised or text[0] in "[(*†‡§" or (_before(link).endswith("[") and (link.tail or "").startswith("]"))


def _by_body(references: Iterator[_Reference]) -> dict[HtmlElement, list[_Reference]]:
    """References by the block that is their note; a block that several places share is none."""
    found: dict[HtmlElement, list[_Reference]] = defaultdict(list)
    for reference in references:
        body = _body(reference)
        if body is not None:
            found[body].append(reference)
    single = {body: refs for body, refs in found.items() if len({id(ref.target) for ref in refs}) == 1}
    return {body: refs for body, refs in single.items() if not any(a in single for a in body.iterancestors())}


def _body(reference: _Reference) -> HtmlElement | None:
    around = (reference.target, *reference.target.iterancestors())
    body = next((element for element in around if tag_of(element) in BLOCKS), None)
    if body is not None and tag_of(body) == "dt" and body.getnext() is not None and tag_of(body.getnext()) == "dd":
        body = body.getnext()
    if body is not None and tag_of(body) in {"td", "th"}:
        body = body.getparent()
    if body is None or tag_of(body) in HEADINGS | {"body", "html", "article", "main"}:
        return None
    holds_heading = any(tag_of(element) in HEADINGS for element in body.iter())
    too_long = len("".join(body.itertext())) > _LONGEST
    own = any(element is body for element in reference.link.iterancestors())
    return None if holds_heading or too_long or own else body


def _free(label: str, taken: set[str]) -> str:
    """The label, or the next number when an earlier note (of another chapter) has it."""
    if label not in taken:
        return label
    return next(str(number) for number in range(1, len(taken) + 2) if str(number) not in taken)


def _links_back(
    body: HtmlElement, references: list[_Reference], targets: dict[str, HtmlElement]
) -> Iterator[HtmlElement]:
    links = {reference.link for reference in references}
    for link in body.iter("a"):
        href = link.get("href") or ""
        place = targets.get(href[1:]) if href.startswith("#") else None
        near = {place, *place.iter(), *place.iterancestors("sup", "span")} if place is not None else set()
        named = "backlink" in f"{link.get('role') or ''} {link.get('class') or ''}" or "backref" in (
            link.get("class") or ""
        )
        if named or near & links or (place is not None and not any(c.isalnum() for c in "".join(link.itertext()))):
            yield link


def _unwrap(link: HtmlElement, notes: Notes) -> None:
    """Take the brackets beside a mark away; remember the ``sup`` around it, which the mark replaces."""
    for around in link.iterancestors("sup"):
        notes.raised.add(around)
    before, after = _before(link), link.tail or ""
    if before.endswith(("[", "(")) and after.startswith(("]", ")")):
        _set_before(link, before[:-1])
        link.tail = after[1:]


def _before(element: HtmlElement) -> str:
    previous = element.getprevious()
    parent = element.getparent()
    holder = previous.tail if previous is not None else parent.text if parent is not None else ""
    return holder or ""


def _set_before(element: HtmlElement, text: str) -> None:
    previous = element.getprevious()
    parent = element.getparent()
    if previous is not None:
        previous.tail = text
    elif parent is not None:
        parent.text = text


def _cut_label(body: HtmlElement, label: str) -> None:
    """Cut the label that a note repeats at its start (``1. Text``, ``<sup>1</sup> Text``)."""
    lead = regex.compile(rf"^\s*[\[(]?\s*{regex.escape(label)}\s*(?:[\])]\s*[.:]?|[.:]|(?=\s|$))\s*")
    for element in body.iter():
        if tag_of(element) == "a" and (element.get("href") or "").startswith("#"):
            if element.tail and element.tail.strip():
                element.tail = _AFTER_LINK.sub("", element.tail, count=1)
                return
            continue
        if element.text and element.text.strip():
            alone = element.text.strip(" .[]():") == label
            if alone or element is body or tag_of(element) in BLOCKS:
                element.text = lead.sub("", element.text, count=1)
            return
