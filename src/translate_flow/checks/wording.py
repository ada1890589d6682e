"""Find words that stand twice, and texts that are empty, copied, of the wrong length, script or number of sentences."""

from __future__ import annotations

from collections.abc import Iterator

from translate_flow.checks.copied import copied
from translate_flow.checks.guard import Guard
from translate_flow.checks.issues import Check, Finding, Pair
from translate_flow.checks.lengths import empty, length
from translate_flow.checks.markers import markers
from translate_flow.checks.repetition import doubled, repetition
from translate_flow.checks.scripts import script


def doubled_words(pair: Pair) -> Iterator[Finding]:
    """A word that stands twice with nothing between, in languages that don't do so; the fix leaves the first."""
    for start, end, once in doubled(pair.source, pair.target, pair.language):
        yield Finding(start, end, wanted=once, fix=once)


def sentence_count(pair: Pair) -> Iterator[Finding]:
    """Another number of sentences than the source has."""
    if pair.sentences and pair.sentences[0] != pair.sentences[1]:
        yield Finding(0, len(pair.target), wanted=str(pair.sentences[0]))


def _whole(guard: Guard) -> Check:
    """A check that says of the whole text what a guard says of a draft."""

    def check(pair: Pair) -> Iterator[Finding]:
        if guard(pair.source, pair.target, pair.source_language, pair.language):
            yield Finding(0, len(pair.target))

    check.__doc__ = guard.__doc__
    return check


untranslated, source_copied, length_ratio = _whole(empty), _whole(copied), _whole(length)
other_script, loop, leftovers = _whole(script), _whole(repetition), _whole(markers)
