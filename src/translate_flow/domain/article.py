"""An article: the source document in one language, as ordered segments."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from translate_flow.domain.inline import Code, plain

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
"""What an article may be named, and what holds several."""


_LONGEST_NAME = 60


def slugified(text: str) -> str:
    """A title, or the name of a file, as an article may be named; empty where it has no letter or digit of ASCII.

    >>> slugified("Où est l'été ?"), slugified("市場の日")
    ('ou-est-l-ete', '')
    """
    plainer = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plainer).strip("-")[:_LONGEST_NAME].rstrip("-")


def folded(title: str) -> str:
    """A title as an eye compares it: without case, its spaces all alike.

    >>> folded(" The  FAIR")
    'the fair'
    """
    return " ".join(title.casefold().split())


class Kind(StrEnum):
    """What a segment is in the article."""

    TITLE = "title"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    VERSE = "verse"
    QUOTE = "quote"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    NOTE = "note"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of a segment's text, in code points, tags included: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph-level unit.

    ``level`` is a heading's rank (1 to 6), a list item's depth (from 1), or 1 for a cell that heads its column or row;
    ``label`` is an item's number (``"3."``, empty for a bullet), a footnote's label, or a cell's row and column, both
    from 1 (``"2.1"``). Sentences joined give ``text`` back, byte for byte. A ``CODE`` segment
    is never translated.
    """

    kind: Kind
    text: str
    codes: tuple[Code, ...] = ()
    level: int = 0
    label: str = ""
    sentences: tuple[Sentence, ...] = ()

    @property
    def plain(self) -> str:
        """The text without inline tags."""
        return plain(self.text, self.codes)

    @property
    def source_hash(self) -> str:
        """What a target was made for: SHA-256 over text and codes, 32 hex digits."""
        table = "\x1f".join(f"{c.id} {c.kind} {c.ref} {c.alt}" for c in self.codes)
        return hashlib.sha256(f"{self.text}\x1e{table}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def cell_place(segment: Segment) -> tuple[int, int]:
    """Row and column of a table's cell, from 1; (1, 1) where its label does not say.

    >>> cell_place(Segment(Kind.CELL, "Oak Hill", label="2.1"))
    (2, 1)
    """
    row, _, column = segment.label.partition(".")
    return (int(row), int(column)) if row.isdecimal() and column.isdecimal() else (1, 1)


@dataclass(frozen=True, slots=True)
class Change:
    """One line that cleaning dropped or altered, so that a person can see why and take it back.

    ``line`` counts from 1 in the decoded source (paragraphs, in formats without lines). ``after`` is empty when
    the line was dropped. ``reason`` is a stable word such as ``"breadcrumb"``; the page translates it.
    """

    line: int
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """A document as it was read: segments in reading order, the title first when there is one."""

    language: str
    segments: tuple[Segment, ...]
    changes: tuple[Change, ...] = ()

    @property
    def title(self) -> str:
        """The title without tags; empty when the article has none."""
        return self._first(Kind.TITLE)

    @property
    def byline(self) -> str:
        """The byline without tags; empty when the article has none."""
        return self._first(Kind.BYLINE)

    def _first(self, kind: Kind) -> str:
        return next((segment.plain for segment in self.segments if segment.kind is kind), "")
