"""Terms that a translation must use, and how a target uses them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the termbase: ``source`` is to be translated as ``target``, and never as one of ``forbidden``.

    ``part_of_speech`` is TBX's word for it (noun, verb, adjective, …) or empty; with ``case_sensitive`` both sides
    count only as they are written.
    """

    source: str
    target: str
    source_language: str
    language: str
    part_of_speech: str = ""
    forbidden: tuple[str, ...] = ()
    case_sensitive: bool = False
    note: str = ""


class Use(StrEnum):
    """How a target uses a term of its source."""

    USED = "used"
    MISSING = "missing"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term found in a source, and how the target uses it.

    ``start`` and ``end`` are in code points of the plain source; ``found`` is the span of the target that uses it, or
    that holds a forbidden variant, None where there is neither.
    """

    term: Term
    start: int
    end: int
    use: Use
    found: tuple[int, int] | None = None
