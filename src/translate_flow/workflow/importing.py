"""Bring an article in: read and clean it, find its sentences, keep it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from translate_flow.domain.article import Article, Change, folded, slugified
from translate_flow.domain.assignment import Assignment
from translate_flow.domain.languages import check
from translate_flow.domain.ports import Entry, Splitter, Store
from translate_flow.domain.shelves import Titled
from translate_flow.errors import ConfigError
from translate_flow.reading import read
from translate_flow.workflow.joining import Unassigned, join, open_language
from translate_flow.workflow.segmenting import segment

_ELEMENTS = (
    "a|article|aside|b|blockquote|body|br|div|em|figure|footer|h[1-6]|head|header|html|i|img|li|main|meta|nav|ol|p|pre"
    "|section|span|strong|style|table|title|ul"
)
_MARKUP = re.compile(rf"(?is)\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|(?:{_ELEMENTS})(?=[\s/>])[^<>]*)>")


def pasted_format(text: str) -> str:
    """The format of a text without a file name: ``html`` where it begins with an element of HTML.

    >>> pasted_format("<p>Rain.</p>"), pasted_format("<1> is a number"), pasted_format("# Rain")
    ('html', 'text', 'text')
    """
    return "html" if _MARKUP.match(text) else "text"


def prepare(
    data: bytes,
    *,
    name: str,
    splitter: Splitter,
    format: str = "",  # noqa: A002 - the word the command line uses
    language: str = "",
    title: str = "",
    keep: frozenset[int] = frozenset(),
) -> Article:
    """The article as it would be stored, for a preview or for `store`.

    ``name`` is the file's name, for its ending and for messages; ``keep`` holds the lines whose cleaning is taken back.

    Raises:
        InputError: the bytes hold no article.
        ConfigError: the format or language is unknown.

    """
    source = check(language) if language else ""
    article = read(data, name=name, format=format, language=source, title=title, keep=keep)
    return segment(article, splitter=splitter)


def store(
    store: Store, article: Article, *, languages: Sequence[str], by: str, slug: str = "", origin: str = ""
) -> Entry:
    """Keep a prepared article and open it for ``languages``, in one transaction.

    Raises:
        ConfigError: a language is unknown, or is the article's own.
        ConflictError: the slug is taken.

    """
    return bring_in(store, article, languages=languages, by=by, slug=slug, origin=origin).entry


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """A new article, the work on it that its collection gave out, and what of it could not be given out as it says."""

    entry: Entry
    unassigned: tuple[Unassigned, ...] = ()
    given: tuple[Assignment, ...] = ()


def bring_in(
    store: Store,
    article: Article,
    *,
    languages: Sequence[str],
    by: str,
    slug: str = "",
    origin: str = "",
    collection: str = "",
    today: date | None = None,
) -> BroughtIn:
    """Keep a prepared article as `store` does, in a collection where one is named: its people get the work at once.

    ``today`` is the day from which deadlines count.

    Raises:
        ConfigError: a language is unknown, or is the article's own.
        ConflictError: the slug is taken.
        NotFoundError: there is no such collection.

    """
    targets = targets_for(article.language, languages)
    with store.write(by=by) as uow:
        entry = uow.articles.add(article, languages=targets, slug=slug, origin=origin)
        if not collection:
            return BroughtIn(entry)
        unassigned = join(uow, collection, entry.slug, today=today)
        given = tuple(work for language in targets for work in uow.assignments.of(entry.slug, language))
        return BroughtIn(uow.articles.get(entry.slug), unassigned, given)


class Known:
    """The open articles, to tell whether one that comes in is a new version of one of them."""

    def __init__(self, articles: Iterable[Titled]) -> None:
        """The ``articles`` that are there."""
        self._titled: dict[tuple[str, str], list[str]] = {}
        self._languages: dict[str, str] = {}
        for each in articles:
            self.add(each)

    def add(self, article: Titled) -> None:
        """One more is there."""
        self._titled.setdefault((article.language, folded(article.title)), []).append(article.slug)
        self._languages[article.slug] = article.language

    def of_title(self, article: Article) -> Sequence[str]:
        """The names of those in its language that have its title; none for an article without one."""
        return tuple(self._titled.get((article.language, folded(article.title)), ())) if folded(article.title) else ()

    def of_file(self, name: str, article: Article) -> Sequence[str]:
        """The one in its language that is named as the file, ``name``, that it was read from; at most one."""
        slug = slugified(PurePath(name).stem)
        return (slug,) if self._languages.get(slug) == article.language else ()


def known(store: Store) -> Known:
    """What is there already."""
    with store.read() as uow:
        return Known(uow.shelves.titles())


def targets_for(source: str, languages: Sequence[str]) -> tuple[str, ...]:
    """The target languages, checked and without repeats, in the order given."""
    targets = tuple(dict.fromkeys(check(language) for language in languages))
    if source in targets:
        raise ConfigError(
            f"the article is in {source} already; leave out --to {source}, or name its language with --source"
        )
    return targets


def cleaned(store: Store, slug: str) -> Sequence[Change]:
    """What cleaning dropped or altered when the article was read.

    Raises:
        NotFoundError: there is no such article.

    """
    with store.read() as uow:
        return uow.articles.changes(slug)


def open_languages(store: Store, slug: str, languages: Sequence[str], *, by: str) -> Sequence[Unassigned]:
    """Open an article for more languages; returns what could not be given out as its collection says.

    Raises:
        ConfigError: a language is unknown, or is the article's own.
        NotFoundError: there is no such article.

    """
    with store.write(by=by) as uow:
        targets = targets_for(uow.articles.get(slug).language, languages)
        return [told for language in targets for told in open_language(uow, slug, language)]
