"""Decide what an edition shows of each segment, and what its head has to say about it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.bitext import Bitext, Threshold, Unit
from translate_flow.domain.export import check_characters
from translate_flow.domain.inline import Code, CodeKind, Form, Tag, tokens
from translate_flow.domain.translation import OriginKind, State
from translate_flow.domain.words import count_words
from translate_flow.publishing.labels import Labels

_SAFE_LINK = re.compile(r"(?:https?://|mailto:|#)[^\s\x00-\x1f]*", re.IGNORECASE)
_NUMBER = re.compile(r"([0-9]{1,9})[.)]?")
_MARK_SIGN = re.compile(r"[0-9]{1,4}|[^\w\s]{1,3}")


class Mark(StrEnum):
    """What a reader must know about a passage; each is the name of its field in `Labels`."""

    MISSING = "missing"
    MACHINE = "machine"
    DRAFT = "draft"
    STALE = "stale"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Piece:
    """One segment as it is shown: ``text`` is the target where ``translated``, else the source."""

    segment: Segment
    text: str
    translated: bool
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The pieces of an edition: ``head`` (title, byline), ``body``, and the ``notes`` at its end.

    ``notices`` are the lines that the head shows, the approved share first; ``lift`` is 1 where sections count from 1.
    """

    head: tuple[Piece, ...]
    body: tuple[Piece, ...]
    notes: tuple[Piece, ...]
    notices: tuple[tuple[Mark | None, str], ...]
    percent: int
    lift: int

    def rank(self, segment: Segment) -> int:
        """A heading's rank below the title, 2 to 6; where the sections count from 1, all of them move down by one."""
        if segment.kind is Kind.TITLE:
            return 2
        return max(2, min(6, segment.level + self.lift))


def lay_out(bitext: Bitext, *, threshold: Threshold, labels: Labels, form: str) -> Layout:
    """Everything a writer needs; ``form`` names the edition in refusals.

    Raises:
        FormatError: a character cannot stand in a document.

    """
    check_characters(bitext.units, slug=bitext.slug, form=form)
    pieces = [_piece(unit, threshold) for unit in bitext.units]
    flow = [piece for piece in pieces if piece.segment.kind is not Kind.NOTE]
    head = tuple(takewhile(lambda piece: piece.segment.kind in {Kind.TITLE, Kind.BYLINE}, flow))
    notes = tuple(piece for piece in pieces if piece.segment.kind is Kind.NOTE)
    percent = approved_percent(bitext)
    lift = any(piece.segment.kind is Kind.HEADING and piece.segment.level <= 1 for piece in flow)
    return Layout(head, tuple(flow[len(head) :]), notes, _notices(pieces, percent, labels), percent, int(lift))


def _piece(unit: Unit, threshold: Threshold) -> Piece:
    segment = unit.segment
    if segment.kind is Kind.CODE:
        return Piece(segment, segment.text, translated=False)
    if not unit.reached(threshold):
        marks = (Mark.MISSING,) if segment.plain.strip() else ()
        return Piece(segment, segment.text, translated=False, marks=marks)
    return Piece(segment, unit.target.text, translated=True, marks=tuple(_marks(unit)))


def _marks(unit: Unit) -> Iterable[Mark]:
    copied = unit.target.origin.kind is OriginKind.NONE and unit.target.text == unit.segment.text
    if unit.target.state in {State.DRAFT, State.NEEDS_WORK} and not copied:
        yield Mark.MACHINE if unit.target.origin.kind is OriginKind.MACHINE else Mark.DRAFT
    if unit.stale:
        yield Mark.STALE
    if unit.target.origin.demo:
        yield Mark.DEMO


def _notices(pieces: Sequence[Piece], percent: int, labels: Labels) -> tuple[tuple[Mark | None, str], ...]:
    present = {mark for piece in pieces for mark in piece.marks}
    marked = tuple((mark, str(getattr(labels, mark.value))) for mark in Mark if mark in present)
    return ((None, labels.approved.format(percent=percent)), *marked)


def approved_percent(bitext: Bitext) -> int:
    """Approved, current words of all words of the source, code blocks aside; rounded down, so 100 means all."""
    counted = [(count_words(u.segment.plain), u) for u in bitext.units if u.segment.kind is not Kind.CODE]
    total = sum(words for words, _ in counted)
    approved = sum(words for words, unit in counted if unit.reached(Threshold.APPROVED))
    return 100 * approved // total if total else 0


def note_signs(notes: Iterable[Piece]) -> Mapping[str, str]:
    """What is printed for each footnote's label: numbers and signs such as ``*`` as they are, else counted from 1."""
    labels = list(dict.fromkeys(note.segment.label for note in notes))
    if all(_MARK_SIGN.fullmatch(label) for label in labels):
        return {label: label for label in labels}
    return {label: str(number) for number, label in enumerate(labels, start=1)}


def safe_link(address: str) -> bool:
    """Whether a document may link there: the web, mail, or a place in itself; never ``javascript:`` or a file."""
    return _SAFE_LINK.fullmatch(address) is not None


def item_number(label: str) -> int | None:
    """The number that a list item's label says, None for bullets and for labels such as ``"a)"``."""
    match = _NUMBER.fullmatch(label.strip())
    return int(match.group(1)) if match else None


def balanced(text: str, codes: Collection[Code]) -> list[str | Tag]:
    """The tokens of a text without tags that lack a partner or cross another: what `inline.render` would use."""
    found = list(tokens(text, codes))
    opened: list[int] = []
    keep: set[int] = set()
    for place, token in enumerate(found):
        if isinstance(token, str) or token.form is Form.EMPTY:
            keep.add(place)
        elif token.form is Form.OPEN:
            opened.append(place)
        elif opened and str(found[opened[-1]]) == f"<{token.code.id}>":
            keep |= {opened.pop(), place}
    return [token for place, token in enumerate(found) if place in keep]


def footnote_refs(text: str, codes: Collection[Code]) -> set[str]:
    """The labels of the footnotes that a text points to."""
    found = (token.code for token in tokens(text, codes) if isinstance(token, Tag))
    return {code.ref for code in found if code.kind is CodeKind.FOOTNOTE}
