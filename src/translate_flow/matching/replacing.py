"""Say what to replace in a target that lacks a term or holds a forbidden variant of it."""

from __future__ import annotations

from collections.abc import Sequence

from translate_flow.domain.languages import primary
from translate_flow.domain.ports import Link
from translate_flow.domain.terms import TermHit, Use
from translate_flow.matching.tokens import tokens

_ROOM = 2
"""Words that an aligned span may have beyond the longer of term and translation: more is a guess gone wrong."""


def replacement(
    source_text: str, target_text: str, hit: TermHit, links: Sequence[Link] = ()
) -> tuple[int, int, str] | None:
    """The span of the plain target to replace, in code points, and with what; None where that cannot be told.

    A forbidden variant is replaced where it stands, a missing term where the engine's ``links`` put it: in whole words,
    and only where no word outside the term was translated by the same ones. What is put in has the letter case of
    what it replaces, but the form that the termbase gives: endings, articles and agreement are the person's to look
    at, so this is to be offered, never done unasked.
    """
    if hit.use is Use.USED:
        return None
    span = hit.found or _aligned(source_text, target_text, hit, links)
    if span is None:
        return None
    start, end = span
    wanted = hit.term.target
    return start, end, wanted if hit.term.case_sensitive else _cased(wanted, target_text[start:end], hit.term.language)


def _aligned(source_text: str, target_text: str, hit: TermHit, links: Sequence[Link]) -> tuple[int, int] | None:
    inside = [link for link in links if link.source_start < hit.end and hit.start < link.source_end]
    if not inside:
        return None
    first, last = min(link.target_start for link in inside), max(link.target_end for link in inside)
    words = [
        token
        for token in tokens(target_text, hit.term.language)
        if token.start < last and first < token.end and any(char.isalnum() for char in token.forms.written)
    ]
    if not words or len(words) > _most(source_text, hit):
        return None
    start, end = words[0].start, words[-1].end
    elsewhere = (link for link in links if link not in inside)
    shared = any(link.target_start < end and start < link.target_end for link in elsewhere)
    return None if shared else (start, end)


def _most(source_text: str, hit: TermHit) -> int:
    source = tokens(source_text[hit.start : hit.end], hit.term.source_language)
    return max(len(source), len(tokens(hit.term.target, hit.term.language))) + _ROOM


def _cased(wanted: str, replaced: str, language: str) -> str:
    """``wanted`` in the letter case of ``replaced``; small letters change nothing, for *Internet* may be written so."""
    if len(replaced) > 1 and replaced.isupper():
        return _upper(wanted, language)
    return _upper(wanted[:1], language) + wanted[1:] if replaced[:1].isupper() else wanted


def _upper(text: str, language: str) -> str:
    return (text.replace("i", "İ") if primary(language) in {"tr", "az"} else text).upper()
