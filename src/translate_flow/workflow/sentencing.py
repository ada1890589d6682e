"""Correct where the sentences of a segment end, where a person knows better than the rules.

What is drafted, remembered and split from then on goes by it. No text changes and no translation, so that the opposite
takes it back, and it stays when the article is revised elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from translate_flow.domain.article import Kind, Segment, Sentence
from translate_flow.domain.parting import inside_a_word, sentence_starts
from translate_flow.domain.ports import Store
from translate_flow.errors import ConflictError, NotFoundError, StructureError
from translate_flow.segmentation.tagged import cut_before


def end_sentence(store: Store, number: int, at: int, *, by: str, seen: int) -> Segment:
    """Let a sentence begin at code point ``at`` of a segment's plain text; nothing changes where one does already.

    ``seen`` is the article's revision that the person looked at.

    Raises:
        StructureError: no sentence can begin there.
        ConflictError: the article was revised meanwhile.
        NotFoundError: the segment is not in an article any more.
        NotAllowedError: ``by`` may not coordinate.
        ShelvedError: the article is archived.

    """
    return _resentenced(store, number, at, ends=True, by=by, seen=seen)


def run_on(store: Store, number: int, at: int, *, by: str, seen: int) -> Segment:
    """Let the sentence before code point ``at`` of a segment's plain text go on; raises as `end_sentence` does."""
    return _resentenced(store, number, at, ends=False, by=by, seen=seen)


def _resentenced(store: Store, number: int, at: int, *, ends: bool, by: str, seen: int) -> Segment:
    with store.write(by=by) as uow:
        entry = uow.articles.get(uow.articles.home(number).slug)
        if seen != entry.revision:
            raise ConflictError(f"{entry.slug} was revised meanwhile; look at it again")
        there = (item.segment for item in uow.articles.segments(entry.slug) if item.id == number and not item.archived)
        segment = next(there, None)
        if segment is None:
            raise NotFoundError(f"segment {number} is no longer in the article; reload the page")
        if ends:
            _require_place(segment, at, entry.language)
        now = replace(segment, sentences=_sentences(segment, at, ends=ends))
        uow.articles.resentence(number, now.sentences)
        return now


def _require_place(segment: Segment, at: int, language: str) -> None:
    if segment.kind is Kind.CODE:
        raise StructureError("kind", "code has no sentences; choose a paragraph")
    plain = segment.plain
    if not plain[:at].strip() or not plain[at:].strip() or inside_a_word(segment, at, language):
        raise StructureError("place", "a sentence begins between words; choose a place there")


def _sentences(segment: Segment, at: int, *, ends: bool) -> tuple[Sentence, ...]:
    starts = [sentence.start for sentence in segment.sentences[1:]]
    if ends:
        cuts = sorted({*starts, cut_before(segment, at)})
    else:
        cuts = [cut for cut, start in zip(starts, sentence_starts(segment), strict=True) if start != at]
    return tuple(Sentence(start, end) for start, end in pairwise((0, *cuts, len(segment.text))))
