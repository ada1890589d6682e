"""Suggest how a target goes on while somebody types it."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.inline import plain
from translate_flow.domain.literals import STAND_IN
from translate_flow.domain.ports import Splitter, Store
from translate_flow.domain.terms import Use
from translate_flow.matching.terms import Termbase
from translate_flow.segmentation.tagged import tagged_spans
from translate_flow.workflow.collections import engine_of
from translate_flow.workflow.drafting import EngineFor
from translate_flow.workflow.sentences import Piece, pieces
from translate_flow.workflow.terminology import termbase_of

DEADLINE = 0.15
"""Seconds after which a suggestion is of no use: the person has typed on."""

MOST = 3
"""Suggestions at most, the best first."""

_PROBE = "X"
_HALF_A_TAG = re.compile(r"<[^<>]*$")


@dataclass(frozen=True, slots=True)
class Typing:
    """Where somebody types: ``before`` is the target up to the caret, inline tags included."""

    segment: int
    language: str
    before: str


@dataclass(frozen=True, slots=True)
class Place:
    """The source sentence that is being translated, and what is typed of it; both plain, as engines want them."""

    piece: Piece
    prefix: str


def complete(
    store: Store,
    typing: Typing,
    *,
    engine_for: EngineFor,
    splitter: Splitter,
    deadline: float = DEADLINE,
) -> tuple[str, ...]:
    """What may follow the caret, best first; nothing where it cannot be told for sure, or not in ``deadline`` seconds.

    The engine is the one that drafts the article; what would put a forbidden term there is left out.

    Raises:
        NotFoundError: no such segment or language, or its article is deleted.
        NoModelError: nothing installed translates the pair.

    """
    started = time.monotonic()
    with store.read() as uow:
        home = uow.articles.home(typing.segment, even_deleted=False)
        source, wish = home.language, engine_of(uow, home.collection, typing.language)
        segment = uow.targets.unit(typing.segment, typing.language).segment
        terms = termbase_of(uow, typing.segment, typing.language)
    place = locate(segment, typing.before, source=source, language=typing.language, splitter=splitter)
    if place is None:
        return ()
    engine = engine_for(source, typing.language, wish)
    found = engine.complete(
        place.piece.protected.asked, place.prefix, source=source, target=typing.language, n_best=MOST
    )
    wanted = tuple(_restored(text, place.piece) for text in found if not _forbidden(text, place, terms))
    return wanted if time.monotonic() - started < deadline else ()


def _forbidden(text: str, place: Place, terms: Termbase) -> bool:
    """Whether a forbidden term ends in what is suggested; what was typed before is the person's own."""
    hits = terms.hits(place.piece.plain, place.prefix + text)
    return any(hit.use is Use.FORBIDDEN and hit.found and hit.found[1] > len(place.prefix) for hit in hits)


def locate(segment: Segment, before: str, *, source: str, language: str, splitter: Splitter) -> Place | None:
    """The sentence being typed: as many sentences into the source as into the target; None where that is unsure."""
    if segment.kind is Kind.CODE or _HALF_A_TAG.search(before):
        return None
    # A letter at the caret tells whether a sentence begins there or goes on.
    typed = replace(segment, text=before + _PROBE)
    parts = pieces(replace(typed, sentences=tagged_spans(typed, splitter, language)), source=language, target=source)
    wanted = pieces(segment, source=source, target=language)
    if len(parts) > len(wanted) or not wanted[len(parts) - 1].translatable:
        return None
    piece = wanted[len(parts) - 1]
    return Place(piece, _named(parts[-1].tagged, piece, segment).removesuffix(_PROBE))


def _named(text: str, piece: Piece, segment: Segment) -> str:
    """What is typed as the engine sees it: protected passages by their names, no tags."""
    for name, passage in piece.protected.passages:
        text = text.replace(passage, name, 1)
    return plain(text, segment.codes)


def _restored(text: str, piece: Piece) -> str:
    passages = dict(piece.protected.passages)
    return STAND_IN.sub(lambda match: passages.get(match.group(), match.group()), text)
