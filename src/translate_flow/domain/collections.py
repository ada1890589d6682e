"""Series and topics: articles that belong together, and what is meant for each that comes in."""

from __future__ import annotations

from collections.abc import Collection as Names
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

import regex

from translate_flow.domain.article import SLUG
from translate_flow.domain.assignment import Assignment
from translate_flow.domain.export import NOT_XML
from translate_flow.domain.languages import check
from translate_flow.domain.shelves import Shelf
from translate_flow.errors import ConfigError

LONGEST_TITLE = 200
MOST_DAYS = 3_650

_HIDDEN = regex.compile(r"[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
"""What nobody sees, and what would turn the text around it."""


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Collection:
    """A series or topic, by its name, and its defaults; an article is in one at most.

    ``languages`` are what its articles are opened for, in this order. ``engine`` drafts them, but for the languages in
    ``engines``; empty where the settings of the workspace decide. ``translators`` and ``reviewers`` are accounts by
    language. The work is due ``days`` after an article comes in, or on the day ``due``; never both.
    """

    name: str
    title: str = ""
    languages: tuple[str, ...] = ()
    engine: str = ""
    engines: Mapping[str, str] = field(default_factory=_nothing)
    translators: Mapping[str, str] = field(default_factory=_nothing)
    reviewers: Mapping[str, str] = field(default_factory=_nothing)
    days: int | None = None
    due: date | None = None

    @property
    def shown(self) -> str:
        """What people call it."""
        return self.title or self.name

    @property
    def named(self) -> tuple[str, ...]:
        """Every language of which something is said: those that are opened first, in their order."""
        said = (*self.languages, *self.engines, *self.translators, *self.reviewers)
        return tuple(dict.fromkeys(said))

    def targets(self, source: str) -> tuple[str, ...]:
        """What an article in ``source`` is opened for: a collection may hold articles in several languages."""
        return tuple(language for language in self.languages if language != source)

    def engine_into(self, language: str) -> str:
        """What drafts into a language; empty where the workspace decides."""
        return self.engines.get(language, self.engine)

    def deadline(self, today: date) -> date | None:
        """The last day for what comes in ``today``."""
        return self.due if self.days is None else today + timedelta(days=self.days)

    def assignment(self, slug: str, language: str, *, today: date) -> Assignment | None:
        """The work on an article that comes in ``today``; None where the collection says nothing of it."""
        translator, reviewer = self.translators.get(language, ""), self.reviewers.get(language, "")
        due = self.deadline(today)
        if not (translator or reviewer or due):
            return None
        return Assignment(slug, language, translator=translator, reviewer=reviewer, due=due)


@dataclass(frozen=True, slots=True)
class Held:
    """A collection, and how many articles and terms of its own it has."""

    collection: Collection
    articles: int
    terms: int


@dataclass(frozen=True, slots=True)
class Member:
    """An article, in a collection or in none; ``opened`` tells whether it is for any language."""

    slug: str
    title: str
    shelf: Shelf = Shelf.OPEN
    opened: bool = True

    @property
    def shown(self) -> str:
        """What people call it."""
        return self.title or self.slug


def checked(wanted: Collection, *, engines: Names[str]) -> Collection:
    """The collection as it may be kept: codes of languages canonical, empty defaults left out.

    ``engines`` are the names that an engine may have.

    Raises:
        ConfigError: its name, title, a language, an engine or its deadline is none.

    """
    kept = replace(
        wanted,
        name=_name(wanted.name),
        title=_title(wanted.title),
        languages=tuple(dict.fromkeys(check(language) for language in wanted.languages)),
        engines=_by_language(wanted.engines),
        translators=_by_language(wanted.translators),
        reviewers=_by_language(wanted.reviewers),
    )
    for engine in (kept.engine, *kept.engines.values()):
        if engine and engine not in engines:
            raise ConfigError(f"unknown engine {engine!r}; choose one of: {', '.join(engines)}")
    _check_deadline(kept)
    return kept


def check_ahead(wanted: Collection, *, today: date, before: date | None = None) -> None:
    """Refuse a deadline that is over before anything comes in; one that was set ``before`` may pass.

    Raises:
        ConfigError: its day is before ``today``.

    """
    if wanted.due and wanted.due < today and wanted.due != before:
        raise ConfigError(f"the deadline {wanted.due} has passed; name today ({today}) or a later day")


def _name(name: str) -> str:
    if not SLUG.fullmatch(name):
        raise ConfigError(f"{name!r} cannot be a collection's name; use up to 80 of a-z, 0-9 and -, such as spring")
    return name


def _title(title: str) -> str:
    kept = " ".join(_HIDDEN.sub("", title).split())
    if len(kept) > LONGEST_TITLE or NOT_XML.search(kept):
        raise ConfigError(f"{kept[:30]!r}… cannot be a title; use up to {LONGEST_TITLE} characters of text")
    return kept


def _by_language(given: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({check(language): value for language, value in given.items() if value})


def _check_deadline(wanted: Collection) -> None:
    if wanted.days is not None and wanted.due is not None:
        raise ConfigError("a collection has one deadline; name a number of days or a day, not both")
    if wanted.days is not None and not 0 <= wanted.days <= MOST_DAYS:
        raise ConfigError(f"{wanted.days} is no number of days for a deadline; name one from 0 to {MOST_DAYS}")
