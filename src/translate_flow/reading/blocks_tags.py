"""What HTML elements mean to a reader of articles, and which addresses a link may have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import regex
from lxml.html import HtmlElement

from translate_flow.domain.inline import CodeKind

INLINE: Mapping[str, CodeKind] = {
    "b": CodeKind.BOLD,
    "strong": CodeKind.BOLD,
    "i": CodeKind.ITALIC,
    "em": CodeKind.ITALIC,
    "cite": CodeKind.ITALIC,
    "dfn": CodeKind.ITALIC,
    "var": CodeKind.ITALIC,
    "u": CodeKind.UNDERLINE,
    "ins": CodeKind.UNDERLINE,
    "s": CodeKind.STRIKE,
    "strike": CodeKind.STRIKE,
    "del": CodeKind.STRIKE,
    "code": CodeKind.CODE,
    "kbd": CodeKind.CODE,
    "samp": CodeKind.CODE,
    "tt": CodeKind.CODE,
    "sup": CodeKind.SUPERSCRIPT,
    "sub": CodeKind.SUBSCRIPT,
}

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
BLOCKS = (
    HEADINGS
    | LISTS
    | frozenset(
        [
            "html",
            "body",
            "frameset",
            "noframes",
            "div",
            "section",
            "article",
            "main",
            "header",
            "footer",
            "nav",
            "aside",
            "p",
            "li",
            "dt",
            "dd",
            "blockquote",
        ]
    )
    | frozenset(
        [
            "pre",
            "figure",
            "figcaption",
            "address",
            "center",
            "details",
            "summary",
            "fieldset",
            "legend",
            "form",
            "hgroup",
            "search",
            "hr",
        ]
    )
    | frozenset(["table", "caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th", "listing", "xmp"])
)
SKIPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "iframe",
        "object",
        "select",
        "option",
        "datalist",
        "textarea",
        "input",
        "audio",
        "video",
        "canvas",
        "annotation",
        "annotation-xml",
        "progress",
        "meter",
        "title",
        "link",
        "meta",
        "frame",
        "applet",
        "basefont",
    ]
)
"""Elements whose text nobody reads as part of a page."""

_READING_AIDS = frozenset({"rt", "rp", "rtc"})
"""They repeat the word beside them."""

LEFT_OUT: Mapping[str, str] = {
    **dict.fromkeys(["button", "textarea", "select", "datalist", "option"], "form"),
    **dict.fromkeys(["iframe", "noscript", "object", "audio", "video", "canvas", "applet", "template"], "hidden"),
    **dict.fromkeys(["progress", "meter"], "hidden"),
    "svg": "image",
}
"""Why the words of some of these are left out; those of the others are no words for readers."""

SKIPPED_CLASSES = frozenset(
    [
        "mw-editsection",
        "mw-cite-backlink",
        "headerlink",
        "anchorjs-link",
        "heading-anchor",
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "mw-jump-link",
        "mwe-math-fallback-image-inline",
        "Inline-Template",
        "need_ref_tag",
    ]
)
"""The page's machinery inside a line: edit links, anchors, "citation needed", words for screen readers only."""

_CAPTION = regex.compile(
    r"(?:^|[\s_-])(?<!\b(?:has|with|no|without)[_-])(?:\w*caption|(?:img|image|photo|pic|foto|figure)[_-]?(?:cap|desc\w*|legend)"
    r"|bildunterschrift|bildtext|bildtitel|l[eé]gende|leyenda|legenda|didascalia|pie-?(?:de-)?foto|ep[ií]grafe)"
    r"(?=$|[\s_-])",
    regex.IGNORECASE,
)
_LONGEST_CAPTION = 600
"""Characters: an element with more is the article that has the picture."""
_PICTURES = frozenset({"img", "picture", "video", "amp-img", "iframe"})
_NEAR_PICTURE, _LOOKED_AT = 2, 40
"""How many elements up and aside the picture may be, and how many elements of each are looked at."""

_SCHEME = regex.compile(r"^[\s\x00-\x20]*([a-z][a-z0-9+.-]*):", regex.IGNORECASE)
_SAFE = frozenset({"http", "https", "mailto", "tel", "ftp"})
_HIDDEN = regex.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", regex.IGNORECASE)


def tag_of(element: HtmlElement) -> str:
    """The element's name in lower case without a prefix; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def classes(element: HtmlElement) -> frozenset[str]:
    """The class names as written."""
    return frozenset((element.get("class") or "").split())


def skipped(element: HtmlElement) -> bool:
    """Whether the element and all it holds is no text of the page."""
    if tag_of(element) in SKIPPED or classes(element) & SKIPPED_CLASSES:
        return True
    if tag_of(element) in _READING_AIDS:
        return any(tag_of(a) == "ruby" for a in element.iterancestors())
    if tag_of(element) == "button":
        return not any(tag_of(a) in HEADINGS | {"summary"} for a in element.iterancestors())
    hidden = element.get("aria-hidden") == "true" and tag_of(element) not in BLOCKS
    return hidden and not any(char.isalnum() for char in "".join(element.itertext()))


def words_left_out(element: HtmlElement) -> str:
    """The words inside an element of `LEFT_OUT` that a browser shows or would show, in one line."""
    if tag_of(element) == "svg":
        texts = element.xpath(
            ".//*[local-name()='text' or local-name()='foreignobject' or local-name()='foreignObject']"
        )
        found = [text for inner in texts for text in inner.itertext()]
    else:
        found = element.xpath(".//text()[not(parent::script or parent::style)]")
    return " ".join(" ".join(found).split())


def is_caption(element: HtmlElement) -> bool:
    """Whether a class names the element a picture's caption and the picture is near."""
    named = _CAPTION.search(element.get("class") or "")
    if not named or len("".join(element.itertext())) > _LONGEST_CAPTION:
        return False
    return any(tag_of(found) in _PICTURES for near in _beside(element) for found in islice(near.iter(), _LOOKED_AT))


def _beside(element: HtmlElement) -> Iterator[HtmlElement]:
    """The element, and what stands right before and after it and after the elements around it."""
    yield element
    for around in (element, *islice(element.iterancestors(), _NEAR_PICTURE)):
        yield from islice(around.itersiblings(preceding=True), _NEAR_PICTURE)
        yield from islice(around.itersiblings(), _NEAR_PICTURE)


def hidden(element: HtmlElement) -> bool:
    """Whether a browser would not show the element."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def safe_address(address: str) -> str:
    r"""The address of a link when it may be followed, else empty: no ``javascript:``, no ``data:``.

    >>> safe_address(" https://example.org/a "), safe_address("/b"), safe_address("java\nscript:alert(1)")
    ('https://example.org/a', '/b', '')
    """
    cleaned = regex.sub(r"[\x00-\x1f\x7f]", "", address).strip()
    match = _SCHEME.match(cleaned)
    if match and match.group(1).lower() not in _SAFE:
        return ""
    return cleaned
