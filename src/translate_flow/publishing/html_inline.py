"""Turn a segment's text into HTML: everything escaped, no address but the web's, footnotes linked both ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from html import escape

from translate_flow.domain.inline import HTML_ELEMENTS, Code, CodeKind, render
from translate_flow.publishing.pieces import safe_link

_ANCHOR = re.compile(r"</?a\b[^>]*>")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Inline:
    """Writes the texts of one document.

    ``signs`` says what is printed for a footnote's label. Only texts that are rendered with ``anchored`` carry the
    anchors that footnotes link back to: in a bilingual edition each mark stands there twice, and an id may not.
    """

    def __init__(self, signs: Mapping[str, str], *, image: str) -> None:
        """Start with no footnote mark seen; ``image`` stands for a picture without a description."""
        self._signs = signs
        self._ids = {label: number for number, label in enumerate(signs, start=1)}
        self._image = image
        self._seen: Counter[str] = Counter()

    def html(self, text: str, codes: Collection[Code], *, anchored: bool) -> str:
        """The text as HTML; line breaks become ``<br>``."""
        return render(text, codes, literal=_literal, enclose=lambda code, inner: self._enclose(code, inner, anchored))

    def note_id(self, label: str) -> str:
        """The id of a footnote."""
        return f"note-{self._ids[label]}"

    def sign(self, label: str) -> str:
        """What is printed for a footnote."""
        return self._signs[label]

    def backlinks(self, label: str) -> list[str]:
        """The ids of the marks written so far that point to a footnote."""
        return [self._mark_id(label, number) for number in range(1, self._seen[label] + 1)]

    def _enclose(self, code: Code, inner: str, anchored: bool) -> str:  # noqa: FBT001 - fits render's callback
        if code.kind is CodeKind.LINK:
            return _link(code.ref, inner)
        if code.kind is CodeKind.IMAGE:
            return self._picture(code)
        if code.kind is CodeKind.FOOTNOTE:
            return self._mark(code.ref, anchored=anchored)
        return f"<{HTML_ELEMENTS[code.kind]}>{inner}</{HTML_ELEMENTS[code.kind]}>"

    def _picture(self, code: Code) -> str:
        """A link, not the picture: opening an edition never loads anything."""
        return f'<span class="picture">{_link(code.ref, escape(code.alt or self._image))}</span>'

    def _mark(self, label: str, *, anchored: bool) -> str:
        if label not in self._signs:
            return f'<sup class="mark">{escape(label)}</sup>'
        anchor = ""
        if anchored:
            self._seen[label] += 1
            anchor = f' id="{self._mark_id(label, self._seen[label])}"'
        link = f'<a href="#{self.note_id(label)}" role="doc-noteref">{escape(self._signs[label])}</a>'
        return f'<sup class="mark"{anchor}>{link}</sup>'

    def _mark_id(self, label: str, number: int) -> str:
        return f"mark-{self._ids[label]}" + (f"-{number}" if number > 1 else "")


def _literal(text: str) -> str:
    return _LINE_BREAK.sub("<br>", escape(text))


def _link(address: str, inner: str) -> str:
    """The outer link wins over one inside it, which HTML forbids."""
    if not safe_link(address):
        return inner
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{_ANCHOR.sub("", inner)}</a>'
