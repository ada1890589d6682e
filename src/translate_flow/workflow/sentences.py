"""Cut a segment into the pieces an engine translates, and put their translations together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.bylines import begins_byline, signed
from translate_flow.domain.inline import Code, complete, plain
from translate_flow.domain.languages import is_spaceless
from translate_flow.domain.ports import Approved, Hypothesis
from translate_flow.matching.codes import Placed, mend, place
from translate_flow.matching.protected import Protected, protect, restore
from translate_flow.reading.bylines import announced, is_name

_LINE = re.compile(r"(\s*\n\s*)")
_BYLINE = re.compile(r"(\s*\n\s*|\s+[|·•–—]\s+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or a part of one, with its tags; ``space`` is what separates it from the next.

    ``kept`` marks what no engine may change: a person's name is not a word of the language. ``kept_as`` is what stands
    for it in the target where that is not the piece itself; ``reused`` is what was approved elsewhere.
    """

    tagged: str
    plain: str
    space: str
    protected: Protected
    kept: bool = False
    kept_as: str = ""
    reused: Approved | None = None

    @property
    def translatable(self) -> bool:
        """Whether it holds a word; a bare number, a row of stars, an address stay as they are."""
        return not self.kept and self.protected.worded


def pieces(segment: Segment, *, source: str = "", target: str = "") -> list[Piece]:
    """The pieces of a segment between two languages; ``tagged`` and ``space`` joined give the text back."""
    if segment.kind is Kind.BYLINE:
        return [_named(piece, source, target) for piece in _parts(segment.text, segment.codes, _BYLINE)]
    spans = [segment.text[item.start : item.end] for item in segment.sentences] or [segment.text]
    return [piece for span in spans for piece in _parts(span, segment.codes, _LINE)]


def reuse(parts: Sequence[Piece], known: Mapping[str, Approved]) -> list[Piece]:
    """The pieces, with ``known`` translations of plain sentences put in; one with inline codes is the engine's."""
    return [
        replace(piece, kept=True, kept_as=known[piece.plain].text, reused=known[piece.plain])
        if piece.translatable and piece.tagged == piece.plain and piece.plain in known
        else piece
        for piece in parts
    ]


def _named(piece: Piece, source: str, target: str) -> Piece:
    lead, name = announced(piece.plain)
    whole = piece.tagged == piece.plain and is_name(name)
    if whole and (written := signed(lead, name, source=source, target=target)):
        return replace(piece, kept=True, kept_as=written)
    return replace(piece, kept=is_name(piece.plain) and not (lead and begins_byline(lead, source)))


def _parts(span: str, codes: Sequence[Code], separator: re.Pattern[str]) -> Iterator[Piece]:
    parts = separator.split(span)
    for index in range(0, len(parts), 2):
        body = parts[index].rstrip()
        space = parts[index][len(body) :] + (parts[index + 1] if index + 1 < len(parts) else "")
        if body or space:
            yield Piece(body, plain(body, codes), space, protect(body, codes))


def assemble(
    parts: Sequence[Piece], drafts: Sequence[Hypothesis | None], *, codes: Sequence[Code], language: str
) -> tuple[str, bool]:
    """The target of a segment, and whether every inline code found its place for sure.

    ``drafts`` stand beside ``parts``; None keeps the piece as it is. Sentences are joined as the target language
    writes: without spaces in Chinese, Japanese and Thai, with one where a Chinese source had none.
    """
    written: list[str] = []
    sure = True
    for index, (piece, made) in enumerate(zip(parts, drafts, strict=True)):
        text = piece.kept_as or piece.tagged
        if made is not None:
            placed = place(piece.protected.tagged, tuple(codes), made.text, made.links)
            restored, whole = restore(piece.protected, placed.text)
            mended = mend(piece.tagged, tuple(codes), Placed(restored, placed.sure and whole))
            text, sure = mended.text, sure and mended.sure
        written.append(text + (gap(piece.space, language) if index + 1 < len(parts) else ""))
    target = "".join(written)
    return target, sure and complete(target, codes)


def gap(source: str, language: str) -> str:
    """What separates two sentences in ``language`` where ``source`` does in the source."""
    if "\n" in source or source.strip():
        return source
    if is_spaceless(language):
        return ""
    return source or " "
