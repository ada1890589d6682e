"""What people say about a segment in a language, and whom they name there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

import regex

from translate_flow.domain.export import NOT_XML
from translate_flow.errors import InputError, LimitError

MOST = 4_000
"""Characters (code points) of a comment."""

_SAYS = regex.compile(r"[\p{L}\p{N}\p{P}\p{S}]")
# Not in an e-mail address and not in the path of a web address; scripts that write words together may stand around it.
_NAMED = regex.compile(r"(?<![\p{Latin}\p{N}_@/])@([A-Za-z0-9][A-Za-z0-9._-]*+)(?![\p{Latin}\p{M}\p{N}@])")
_PUNCTUATION = "._-"
# What somebody may take for a name: letters that no account's name has as well, in a script of its own from its start.
_CALLED = regex.compile(
    r"(?<![\p{Latin}\p{N}_@/])@([\p{Latin}\p{N}][\p{Latin}\p{M}\p{N}._-]*+|(?<!\p{L}@)\p{L}[\p{L}\p{M}\p{N}]{0,39}+)(?!@)"
)
_ADDRESS = regex.compile(r"(?i)(?:(?<![a-z0-9])[a-z][a-z0-9+.-]*://|(?<![a-z0-9])www\.)[!-~]+")


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said about a segment in a language: plain text; resolved once it asks nothing of anybody any more.

    ``place`` is the segment's in its article now, from 1; None where a revision archived it: the comment stays with it,
    and is not open. ``mentions`` are the people that it was meant for.
    """

    id: int
    segment: int
    language: str
    author: str
    at: datetime
    text: str
    slug: str
    title: str
    place: int | None
    mentions: frozenset[str] = frozenset()
    resolved: datetime | None = None
    resolved_by: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many comments a segment has in a language, and how many of them are open."""

    open: int
    all: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A comment that names a person, and whether they have seen it."""

    comment: Comment
    seen: bool


def checked(text: str) -> str:
    """The text of a comment as it is kept: no control characters, no space around it, lines ended by a line feed.

    Raises:
        InputError: it says nothing.
        LimitError: it is longer than `MOST`.

    """
    kept = NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not _SAYS.search(kept):
        raise InputError("the comment says nothing; write what the others should know")
    if len(kept) > MOST:
        raise LimitError(f"the comment has {len(kept):,} characters; write {MOST:,} at most")
    return kept


def passages(text: str, names: Collection[str]) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with the person whom it names (``@name``, in any letter case), or with nobody.

    Names that are not among ``names`` are just text, and so are those in e-mail and web addresses; punctuation that
    follows a name is no part of it.

    >>> list(passages("Ask @Ana. Or ana@example.org?", {"ana"}))
    [('Ask ', ''), ('@Ana', 'ana'), ('. Or ana@example.org?', '')]
    """
    at = 0
    for match in _NAMED.finditer(text):
        if name := _known(match[1].lower(), names):
            yield from _unnamed(text[at : match.start()])
            at = match.start() + 1 + len(name)
            yield text[match.start() : at], name
    yield from _unnamed(text[at:])


def strangers(text: str, names: Collection[str]) -> tuple[str, ...]:
    """Whom a text names, as it is written there, and who is nobody of ``names``; web and e-mail addresses name nobody.

    >>> strangers("@ana, @Nemo: see https://example.org/?by=@x or write to nobody@example.org.", {"ana"})
    ('Nemo',)
    """
    unnamed = [piece for piece, name in passages(_ADDRESS.sub(" ", text), names) if not name]
    called = (match[1].rstrip(_PUNCTUATION) for piece in unnamed for match in _CALLED.finditer(piece))
    return tuple(dict.fromkeys(called))


def _unnamed(text: str) -> Iterator[tuple[str, str]]:
    if text:
        yield text, ""


def _known(word: str, names: Collection[str]) -> str:
    while word and word not in names:
        word = word[:-1] if word[-1] in _PUNCTUATION else ""
    return word


def mentioned(text: str, names: Collection[str]) -> frozenset[str]:
    """Who of ``names`` is named in a text.

    >>> sorted(mentioned("@ben, @ana: see @nobody", {"ana", "ben", "cid"}))
    ['ana', 'ben']
    """
    return frozenset(name for _, name in passages(text, names) if name)
