"""The revisions of an article: what each one did, and what it replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from translate_flow.domain.article import Article
from translate_flow.domain.translation import Target


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A text that takes the place of an article's.

    ``continues`` names, for each segment of ``article``, the stored segment that it is now, None for a new one; stored
    ones that are not named are archived. ``targets`` takes the place of those that are there, by place in ``article``
    and language; their numbers and versions are the store's. ``origin``, ``effect`` and ``undoes`` are told of the
    revision later, see `ArticleRevision`.
    """

    article: Article
    continues: Sequence[int | None]
    origin: str = ""
    targets: Mapping[tuple[int, str], Target] = field(default_factory=lambda: MappingProxyType({}))
    effect: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class ArticleRevision:
    """One revision of an article.

    ``effect`` counts segments by what became of them. ``undoes`` is the number of the revision that it took back, None
    where it brought a new text; the effect of taking back counts translations: ``restored`` and ``kept`` ones.
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
    knows that somebody has worked on it since. ``comments`` are the numbers of comments and of the segments that they
    stood at.
    """

    number: int
    article: Article
    segments: tuple[int, ...]
    origin: str
    targets: tuple[Target, ...]
    comments: tuple[tuple[int, int], ...] = ()
