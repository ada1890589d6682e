"""Tell HTML in Markdown from words in angle brackets: ``<name>`` and ``Vec<String>`` are text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from translate_flow.reading.blocks_tags import LEFT_OUT, SKIPPED

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_ELEMENTS = (
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br "
    "button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em "
    "embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i "
    "iframe img input ins kbd label legend li link listing main map mark marquee math menu meta meter nav nobr "
    "noembed noframes noscript object ol optgroup option output p param picture pre progress q rb rp rt rtc ruby s "
    "samp script search section select slot small source span strike strong style sub summary sup svg table tbody td "
    "template textarea tfoot th thead time title tr track tt u ul var video wbr xmp "
)
_KNOWN = frozenset(_ELEMENTS.split())
"""The elements of the HTML Standard, obsolete ones included (sections 4 and 16)."""
_VOID = frozenset(["area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta"])
_MACHINERY = frozenset({"html", "head", "body", "title", "base", "link", "meta", "frame", "frameset", "noframes"})
"""What makes up a page and holds no line of a paragraph: in one it is spoken of."""
_SWALLOWING = frozenset({*SKIPPED, *LEFT_OUT}) - _VOID
_FOREIGN = ("svg", "math")
_TAG = regex.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_KEPT_WHOLE = regex.compile(
    r"<!--.*?-->|<\?.*?\?>|<(script|style|svg|math)\b.*?</\1\s*>|</?(?P<name>[A-Za-z][^\s/<>]*)", regex.S | regex.I
)
_ENDS = {"<!--": "-->", "<?": "?>"}
"""What never ends hides the rest of the document, so that it is text."""


def use(reader: MarkdownIt) -> None:
    """Teach a reader of Markdown which tags are markup."""
    from markdown_it.rules_block.html_block import html_block  # noqa: PLC0415 - only this format needs it
    from markdown_it.rules_inline.html_inline import html_inline  # noqa: PLC0415 - as above

    def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        return _opens_block(state, start) and html_block(state, start, end, silent) and _settled(state, silent=silent)

    def inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as above
        return _is_markup(state) and html_inline(state, silent)

    reader.block.ruler.at("html_block", block, {"alt": ["paragraph", "reference", "blockquote"]})
    reader.inline.ruler.at("html_inline", inline)


def _opens_block(state: StateBlock, line: int) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    head = state.src[start : start + 64].lower()
    end = next((end for begin, end in _ENDS.items() if head.startswith(begin)), "")
    if end:
        return _last(state, end) > start
    tag = _TAG.match(head)
    if tag is not None and not tag[1] and tag[2] in _SWALLOWING:
        return _last(state, f"</{tag[2]}") > start
    return tag is None or tag[2] in _KNOWN or _in_drawing(state)


def _settled(state: StateBlock, *, silent: bool) -> bool:
    """Make text of the unknown tags inside a block of HTML; remember whether it leaves a drawing or formula open."""
    if not silent:
        token = state.tokens[-1]
        if not _in_drawing(state):
            token.content = _KEPT_WHOLE.sub(_escaped, token.content)
        for name in _FOREIGN:
            lower = token.content.lower()
            if f"<{name}" in lower or f"</{name}" in lower:
                state.env["drawing"] = lower.rfind(f"<{name}") > lower.rfind(f"</{name}")
    return True


def _in_drawing(state: StateBlock | StateInline) -> bool:
    return bool(state.env.get("drawing"))


def _escaped(match: regex.Match[str]) -> str:
    name = match["name"]
    return match.group() if name is None or name.lower() in _KNOWN else f"&lt;{match.group()[1:]}"


def _is_markup(state: StateInline) -> bool:
    tag = _TAG.match(state.src, state.pos)
    if tag is None:
        return True
    name = tag[2].lower()
    if name in _FOREIGN and _last(state, f"</{name}") > -1:
        return True
    if name not in _KNOWN:
        return _in_foreign(state)
    return name not in _MACHINERY and (bool(tag[1]) or name in _VOID or _closes(state, name))


def _closes(state: StateInline, name: str) -> bool:
    """Whether the element ends in the same text; only one that hides what follows, or stands glued to a word, must."""
    glued = state.pos > 0 and state.src[state.pos - 1].isalnum()
    if glued and len(name) == 1:
        return _last(state, f"</{state.src[state.pos + 1]}") > state.pos
    return name not in _SWALLOWING or _last(state, f"</{name}") > state.pos


def _in_foreign(state: StateInline) -> bool:
    """Whether the place is inside a drawing or a formula, whose elements are their own."""
    inside = any(_first(state, f"<{name}") < state.pos < _last(state, f"</{name}") for name in _FOREIGN)
    return inside or _in_drawing(state)


def _last(state: StateBlock | StateInline, text: str) -> int:
    return _found(state, text)[1]


def _first(state: StateBlock | StateInline, text: str) -> int:
    found = _found(state, text)[0]
    return found if found >= 0 else len(state.src)


def _found(state: StateBlock | StateInline, text: str) -> tuple[int, int]:
    """First and last place of a text, looked up once for each source: a paragraph may hold thousands of tags.

    A text in small letters stands for any case.
    """
    source, places = state.env.setdefault("places", (state.src, {}))
    if source is not state.src:
        places = {}
        state.env["places"] = (state.src, places)
    if text not in places:
        whole = state.src.lower() if text.islower() else state.src
        places[text] = (whole.find(text), whole.rfind(text))
    first, last = places[text]
    return first, last
