"""What a check says about a translation: where, how bad, and what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad an issue is: an ``error`` should not be approved, a ``note`` is a matter of style."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment or sentence and its translation, both plain text, and their languages as the desk writes them.

    ``sentences`` are how many sentences the two have, None where nobody counted.
    """

    source: str
    target: str
    source_language: str
    language: str
    sentences: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One place of the target, from code point ``start`` to before ``end``; an empty span is a place between two.

    ``wanted`` is what the source has or the language asks for. ``fix`` takes the place of the span; None where only a
    person can tell what is right.
    """

    start: int
    end: int
    wanted: str = ""
    fix: str | None = None


Check = Callable[[Pair], Iterator[Finding]]
"""Looks at a pair that has a target, and finds what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding of the check named ``code``, and how bad such a thing is; ``found`` is the text of its span."""

    code: str
    severity: Severity
    finding: Finding
    found: str = ""
