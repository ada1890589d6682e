"""Part a segment in two, and join two: where a person knows better than the source's paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from translate_flow.domain.article import Kind, Segment, Sentence
from translate_flow.domain.inline import Code, Form, Tag, plain, tokens
from translate_flow.domain.languages import is_spaceless
from translate_flow.errors import StructureError

PARTED = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.VERSE, Kind.HEADING, Kind.ITEM, Kind.NOTE, Kind.CAPTION})
"""What may be parted and joined: not a title or byline, of which there is one, no cell of a table, no code."""

_INSIDE = regex.compile(r"[\p{L}\p{M}\p{N}]{2}")


def parted(segment: Segment, at: int, language: str) -> tuple[Segment, Segment]:
    """The segment, in ``language``, in two, cut before code point ``at`` of its plain text; both keep their sentences.

    The second has no label of its own. Formatting must not be cut: bold text on both sides of the cut is refused.

    >>> [part.text for part in parted(Segment(Kind.PARAGRAPH, "It rained. Nobody left."), 11, "en")]
    ['It rained.', 'Nobody left.']

    Raises:
        StructureError: it is of a kind that is not parted, nothing is left on one side, or the cut is inside a word
            or formatting.

    """
    if segment.kind not in PARTED:
        raise StructureError("kind", f"a {segment.kind.value} cannot be split; split a paragraph")
    if inside_a_word(segment, at, language):
        raise StructureError("place", "a word would be cut there; choose a place between words")
    cut = _cut(segment, at)
    if cut is None:
        raise StructureError("codes", "formatting such as bold or a link would be cut there; choose another place")
    left, right = segment.text[:cut].rstrip(), segment.text[cut:].lstrip()
    begin = len(segment.text) - len(right)
    first = replace(segment, text=left, codes=_used(left, segment.codes), sentences=_within(segment, 0, len(left)))
    rest = _within(segment, begin, len(segment.text))
    second = replace(segment, text=right, codes=_used(right, segment.codes), label="", sentences=rest)
    if not first.plain.strip() or not second.plain.strip():
        raise StructureError("place", "nothing would be left on one side; choose a place between words")
    return first, second


def _within(segment: Segment, begin: int, end: int) -> tuple[Sentence, ...]:
    """The sentences of a part of its text, cut where that is."""
    spans = ((max(span.start, begin), min(span.end, end)) for span in segment.sentences)
    return tuple(Sentence(start - begin, stop - begin) for start, stop in spans if start < stop)


def sentence_starts(segment: Segment) -> Sequence[int]:
    """Where in its plain text the sentences begin, in code points, the first one left out.

    >>> from translate_flow.domain.article import Sentence
    >>> sentence_starts(Segment(Kind.PARAGRAPH, "Dr. Ito left.", sentences=(Sentence(0, 4), Sentence(4, 13))))
    [4]
    """
    return [len(plain(segment.text[: sentence.start], segment.codes)) for sentence in segment.sentences[1:]]


def inside_a_word(segment: Segment, at: int, language: str) -> bool:
    """Whether a cut before code point ``at`` of its plain text would be inside a word, as far as spaces show it."""
    return not is_spaceless(language) and bool(_INSIDE.match(segment.plain[max(at - 1, 0) : at + 1]))


def _cut(segment: Segment, at: int) -> int | None:
    """Where the text with its tags is cut, None within formatting; tags that close or stand alone stay on the left."""
    place, left, open_ = 0, at, 0
    for token in tokens(segment.text, segment.codes):
        if isinstance(token, str):
            if left < len(token):
                return place + left if not open_ else None
            left -= len(token)
        elif left == 0 and token.form is Form.OPEN:
            return place if not open_ else None
        else:
            open_ += {Form.OPEN: 1, Form.CLOSE: -1, Form.EMPTY: 0}[token.form]
        place += len(str(token))
    return place


def _used(text: str, codes: Sequence[Code]) -> tuple[Code, ...]:
    used = {token.code.id for token in tokens(text, codes) if isinstance(token, Tag)}
    return tuple(code for code in codes if code.id in used)


def joined(first: Segment, second: Segment, language: str) -> Segment:
    """Two segments of one kind in one, without sentences; the codes of the second are numbered after the first's.

    Raises:
        StructureError: they are of two kinds, or of one that is not joined.

    """
    if first.kind not in PARTED or second.kind is not first.kind:
        kinds = f"a {first.kind.value} and a {second.kind.value}"
        raise StructureError("kind", f"{kinds} cannot be merged; merge two paragraphs, or two items")
    after = last_code(first)
    text = first.text + seam(first, language) + renumbered(second.text, second.codes, after)
    codes = (*first.codes, *(replace(code, id=code.id + after) for code in second.codes))
    return replace(first, text=text, codes=codes, sentences=())


def seam(segment: Segment, language: str) -> str:
    """What stands between two texts that are joined."""
    return "\n" if segment.kind is Kind.VERSE else "" if is_spaceless(language) else " "


def last_code(segment: Segment) -> int:
    """The highest number of its codes, 0 where there are none."""
    return max((code.id for code in segment.codes), default=0)


def renumbered(text: str, codes: Sequence[Code], after: int) -> str:
    """A text whose codes are numbered after that number."""
    return "".join(_renumbered(token, after) for token in tokens(text, codes))


def _renumbered(token: str | Tag, after: int) -> str:
    return token if isinstance(token, str) else str(replace(token, code=replace(token.code, id=token.code.id + after)))
