"""The revisions of an article: what each one did, and what it replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from translate_flow.domain.article import Article
from translate_flow.domain.translation import Target


@dataclass(frozen=True, slots=True)
class ArticleRevision:
    """One revision of an article.

    ``effect`` counts segments by what became of them; ``undoes`` is the number of the revision that it took back, None
    where it brought a new text.
    """

    number: int
    at: datetime
    by: str
    origin: str
    effect: Mapping[str, int]
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Replaced:
    """What the last revision replaced: the text before it with its segments' numbers, and the targets it changed.

    ``targets`` are as they were before, but with the version that the revision gave them: who finds another one there
    knows that somebody has worked on it since.
    """

    number: int
    article: Article
    segments: tuple[int, ...]
    origin: str
    targets: tuple[Target, ...]
