"""Find the sentences of a segment: split its plain text, and lay the spans over the text with its tags."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from translate_flow.domain.article import Kind, Segment, Sentence
from translate_flow.domain.inline import CodeKind, Form, Tag, tokens
from translate_flow.domain.ports import Splitter

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def tagged_spans(segment: Segment, splitter: Splitter, language: str) -> tuple[Sentence, ...]:
    """Spans that cover ``segment.text`` (tags included) without gap or overlap; none for an empty text.

    An opening tag goes with the sentence after it, a closing tag with the one before, as does a footnote mark
    after a full stop; an image goes with the sentence that it opens. Code is one span; every line of verse is a break.
    """
    if not segment.text:
        return ()
    if segment.kind is Kind.CODE:
        return (Sentence(0, len(segment.text)),)
    plain = segment.plain
    found = _by_line(plain, splitter, language) if segment.kind is Kind.VERSE else splitter.spans(plain, language)
    cuts = _cuts(segment, plain, [sentence.start for sentence in found][1:])
    return tuple(Sentence(start, end) for start, end in zip((0, *cuts), (*cuts, len(segment.text)), strict=True))


def cut_before(segment: Segment, start: int) -> int:
    """Where in ``segment.text`` a sentence begins that begins at code point ``start`` of its plain text."""
    return _cuts(segment, segment.plain, [start])[0]


def _by_line(plain: str, splitter: Splitter, language: str) -> Sequence[Sentence]:
    """Sentences of each line; blank lines belong to the one before, or at the top to the one after."""
    starts = [
        match.start() + sentence.start
        for match in _LINE.finditer(plain)
        if not match.group().isspace()
        for sentence in splitter.spans(match.group(), language)
    ]
    edges = [0, *starts[1:], len(plain)]
    return [Sentence(start, end) for start, end in pairwise(edges)]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A literal or a tag, with its place in the plain and in the tagged text."""

    plain: int
    tagged: int
    token: str | Tag


def _pieces(segment: Segment) -> Iterator[_Piece]:
    plain = tagged = 0
    for token in tokens(segment.text, segment.codes):
        yield _Piece(plain, tagged, token)
        tagged += len(str(token))
        plain += len(token) if isinstance(token, str) else 0


def _cuts(segment: Segment, plain: str, starts: Sequence[int]) -> tuple[int, ...]:
    """Where in the tagged text the sentences begin that begin at ``starts`` (ascending) in the plain one."""
    pieces = list(_pieces(segment))
    places = [piece.plain for piece in pieces]
    return tuple(_cut(pieces, bisect_left(places, _end_before(plain, start)), start) for start in starts)


def _end_before(plain: str, start: int) -> int:
    """Where the sentence before ends, its blanks left out."""
    while start and plain[start - 1].isspace():
        start -= 1
    return start


def _cut(pieces: Sequence[_Piece], first: int, start: int) -> int:
    """The cut for a sentence that begins at ``start``; ``pieces[first:]`` hold every tag between it and the one before.

    It lies before the first tag that opens and does not close again before ``start``, else after the last tag that
    closes what the sentence before opened, else where the text begins.
    """
    opened: list[int] = []
    cut = 0
    for piece in pieces[max(first - 1, 0) :]:
        if piece.plain > start or (piece.plain == start and isinstance(piece.token, str)):
            break
        if isinstance(piece.token, str):
            cut = piece.tagged + min(start - piece.plain, len(piece.token))
        elif piece.token.form is Form.OPEN:
            opened.append(piece.tagged)
        elif piece.token.form is Form.CLOSE and opened:
            opened.pop()
        elif not opened and (piece.token.form is Form.CLOSE or piece.token.code.kind is CodeKind.FOOTNOTE):
            cut = piece.tagged + len(str(piece.token))
    return opened[0] if opened else cut
