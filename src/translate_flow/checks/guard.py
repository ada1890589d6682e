"""Look for drafts that are broken in ways that need no second language to see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType

from translate_flow.checks.addresses import addresses
from translate_flow.checks.copied import copied
from translate_flow.checks.lengths import empty, length
from translate_flow.checks.markers import markers
from translate_flow.checks.numbers import numbers
from translate_flow.checks.repetition import repetition
from translate_flow.checks.scripts import script

Guard = Callable[[str, str, str, str], bool]
"""Says of (source, target, source language, target language), one plain sentence each, whether something is wrong."""

GUARDS: MappingProxyType[str, Guard] = MappingProxyType(
    {
        "empty": empty,
        "repetition": repetition,
        "length": length,
        "script": script,
        "copied": copied,
        "numbers": numbers,
        "addresses": addresses,
        "markers": markers,
    }
)
"""The guards by the flag that each one gives; flags are stable words, kept in the store and named by the editor."""


def judge(source: str, target: str, *, source_language: str, language: str) -> tuple[str, ...]:
    """The flags of a translation, in the order of `GUARDS`; plain sentences, language codes as the desk writes them.

    >>> judge("Call 555 now.", "Llama al 556 ya.", source_language="en", language="es")
    ('numbers',)
    """
    return tuple(flag for flag, wrong in GUARDS.items() if wrong(source, target, source_language, language))


def choose(
    source: str, hypotheses: Iterable[str], *, source_language: str, language: str
) -> tuple[int, tuple[str, ...]]:
    """The index of the first hypothesis without a flag, else of the first with the fewest; and its flags.

    Hypotheses are read no further than to the one that is taken.

    Raises:
        ValueError: there is no hypothesis.

    """
    judged = (judge(source, text, source_language=source_language, language=language) for text in hypotheses)
    best: tuple[int, tuple[str, ...]] | None = None
    for place, flags in enumerate(judged):
        if best is None or len(flags) < len(best[1]):
            best = place, flags
        if not flags:
            break
    if best is None:
        raise ValueError("no hypothesis to choose from")
    return best
