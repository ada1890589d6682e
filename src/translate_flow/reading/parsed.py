"""What every reader gives back, before the article has a language."""

from __future__ import annotations

from dataclasses import dataclass

from translate_flow.domain.article import Change, Segment


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document as its format tells it.

    ``segments`` stand in reading order, the title first when there is one, then the byline; their ``sentences`` are
    empty. ``language`` is what the document declares (``html lang``, ``dc:language``), as written there, else empty.
    """

    segments: tuple[Segment, ...]
    changes: tuple[Change, ...] = ()
    language: str = ""
