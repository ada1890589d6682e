"""Keep what no translation may change: inline code, placeholders, addresses, paths.

Each stands as a short name such as ``X1`` in what the engine is asked, for engines copy such names, and comes back in
its place with the tags of its code around it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import regex

from translate_flow.domain.inline import Code, CodeKind, Form, Tag, plain, tokens
from translate_flow.domain.literals import LITERAL, STAND_IN

_HOLE = "\0"
_KEPT = regex.compile(rf"{LITERAL.pattern}|{_HOLE}")
_RUN = regex.compile(r"(?<![A-Za-z0-9_])(?:[A-Za-z0-9_]*\0)+[A-Za-z0-9_]*")
"""Passages that meet are one, with the letters that touch them (``{n}th``): a name must stand alone."""

_STRAY = regex.compile(r"X[0-9]+")


@dataclass(frozen=True, slots=True)
class Protected:
    """A sentence as an engine is asked it.

    ``tagged`` has the tags that are not part of a protected passage, ``asked`` none; ``passages`` are name and passage,
    the tags of its code included, in order.
    """

    tagged: str
    asked: str
    passages: tuple[tuple[str, str], ...] = ()

    @property
    def worded(self) -> bool:
        """Whether a word is left to translate."""
        rest = self.asked
        for name, _ in self.passages:
            rest = rest.replace(name, "", 1)
        return any(char.isalpha() for char in rest)


def protect(tagged: str, codes: Collection[Code]) -> Protected:
    """Name what must stay in a sentence with tags: what code encloses, placeholders, addresses and paths.

    >>> protect("Run <1>pump --start</1>, {name}.", [Code(1, CodeKind.CODE)]).asked
    'Run X1, X2.'
    """
    parts = list(_parts(tagged, codes))
    names = (name for number in count(1) if (name := f"X{number}") not in tagged)
    stays = iter([part for part, kept in parts if kept])
    passages: list[tuple[str, str]] = []

    def named(match: regex.Match[str]) -> str:
        passages.append((next(names), "".join(next(stays) if char == _HOLE else char for char in match.group())))
        return passages[-1][0]

    written = _RUN.sub(named, "".join(_HOLE if kept else part for part, kept in parts))
    return Protected(written, plain(written, codes), tuple(passages))


def restore(protected: Protected, text: str) -> tuple[str, bool]:
    """A translation of ``protected`` with every passage in it exactly once; and whether the engine kept all names.

    A passage whose name is lost stands at the end; of a doubled name the first counts.
    """
    passages = dict(protected.passages)
    seen: list[str] = []

    def passage(match: regex.Match[str]) -> str:
        name = match.group()
        if name not in passages:
            return name
        seen.append(name)
        return passages[name] if seen.count(name) == 1 else ""

    restored = STAND_IN.sub(passage, text)
    lost = [passages[name] for name in passages if name not in seen]
    strays = passages and _strays(text) - _strays(protected.asked)
    return " ".join([restored, *lost]), not strays and sorted(seen) == sorted(passages)


def _strays(text: str) -> set[str]:
    """What is left of names that an engine wrote into other words."""
    return set(_STRAY.findall(STAND_IN.sub("", text)))


def _parts(tagged: str, codes: Collection[Code]) -> Iterator[tuple[str, bool]]:
    """The sentence in parts, and whether each must stay; code that opens or ends in another sentence is cut here."""
    found = list(tokens(tagged, codes))
    start = _end_of_code_before(found)
    if start:
        yield "".join(map(str, found[:start])), True
    at = start
    while at < len(found):
        token = found[at]
        end = at + 1
        if isinstance(token, str):
            yield from _literals(token)
        elif _is_code(token, Form.OPEN):
            end = _partner(found, at) + 1
            yield "".join(map(str, found[at:end])), True
        else:
            yield str(token), False
        at = end


def _end_of_code_before(found: Sequence[str | Tag]) -> int:
    """How many tokens belong to code that began in an earlier sentence."""
    opened = {token.code.id for token in found if isinstance(token, Tag) and token.form is Form.OPEN}
    ends = [
        at + 1
        for at, token in enumerate(found)
        if isinstance(token, Tag) and _is_code(token, Form.CLOSE) and token.code.id not in opened
    ]
    return max(ends, default=0)


def _partner(found: Sequence[str | Tag], at: int) -> int:
    """Where the code that opens at ``at`` closes; the end where that is in a later sentence."""
    closing = str(found[at]).replace("<", "</")
    return next((i for i in range(at + 1, len(found)) if str(found[i]) == closing), len(found) - 1)


def _is_code(token: str | Tag, form: Form) -> bool:
    return isinstance(token, Tag) and token.code.kind is CodeKind.CODE and token.form is form


def _literals(text: str) -> Iterator[tuple[str, bool]]:
    at = 0
    for match in _KEPT.finditer(text):
        yield text[at : match.start()], False
        yield match.group(), True
        at = match.end()
    yield text[at:], False
