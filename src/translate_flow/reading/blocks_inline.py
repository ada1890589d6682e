"""Settle a run of inline markup: white space as a browser shows it, codes without empty or crossing ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import regex

from translate_flow.domain.inline import Code, CodeKind, InlineBuilder
from translate_flow.reading.lines import tidy

_PIECE = regex.compile(r"[\s\u200b]+|[^\s\u200b]+")
_SPACE = regex.compile(r"\s")
_SEPARATE = frozenset({CodeKind.CODE, CodeKind.SUPERSCRIPT, CodeKind.SUBSCRIPT})
"""Two of these with a space between them are two, not one that was cut."""


@dataclass(frozen=True, slots=True)
class Open:
    """A paired code begins."""

    kind: CodeKind
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Close:
    """The paired code opened last ends."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A standalone code."""

    kind: CodeKind
    ref: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


Token = str | Open | Close | Mark | Break


def settle(tokens: Iterable[Token]) -> list[Token]:
    r"""Collapse white space, move it out of codes, merge codes that touch, drop those that hold nothing.

    ``tokens`` must nest; `Break` becomes the string ``"\n"``. White space at either end goes. A no-break space stays
    where typography wants one (`lines.tidy`).
    """
    settled = _Settled()
    for token in tokens:
        if isinstance(token, str):
            for piece in _PIECE.findall(token):
                settled.space(piece) if piece.isspace() or not piece.strip("\u200b") else settled.word(tidy(piece))
        elif isinstance(token, Break):
            settled.space("\n", hard=True)
        elif isinstance(token, Mark):
            settled.visible(token)
        else:
            settled.tags.append(token)
    return settled.finish()


@dataclass(slots=True)
class _Settled:
    """The output so far, and what stands between its last visible piece and the next."""

    out: list[Token] = field(default_factory=list)
    opened: list[Open] = field(default_factory=list)
    tags: list[Open | Close] = field(default_factory=list)
    run: str = ""
    hard: bool = False
    last: str = ""

    def space(self, run: str, *, hard: bool = False) -> None:
        self.run += run
        self.hard = self.hard or hard

    def word(self, word: str) -> None:
        if word:
            self.visible(word)

    def visible(self, token: str | Mark) -> None:
        gap = self._gap(token if isinstance(token, str) else "")
        tags = self._reduced(gap)
        closes = [tag for tag in tags if isinstance(tag, Close)]
        opens = [tag for tag in tags if isinstance(tag, Open)]
        del self.opened[len(self.opened) - len(closes) :]
        self.opened += opens
        self.out += [*closes, *([gap] if gap else []), *opens, token]
        self.last = token[-1] if isinstance(token, str) else "\ufffc"
        self.tags, self.run, self.hard = [], "", False

    def finish(self) -> list[Token]:
        self.out += [tag for tag in self._reduced("") if isinstance(tag, Close)]
        return self.out

    def _gap(self, word: str) -> str:
        if not self.last or not self.run:
            return ""
        if self.hard:
            return "\n"
        plain = " \t\n\r\f"
        if not self.run.strip(plain):
            return " "
        if not self.run.strip("\u200b"):
            return ""
        found = _SPACE.search(tidy(f"{self.last}{self.run.replace(chr(10), ' ')}{word or 'x'}"))
        return found.group() if found else " "

    def _reduced(self, gap: str) -> list[Open | Close]:
        """Closing tags, then opening ones: pairs that hold nothing and cuts through one code are gone."""
        result: list[Open | Close] = []
        for tag in self.tags:
            last = result[-1] if result else None
            if (isinstance(tag, Close) and isinstance(last, Open)) or (
                isinstance(tag, Open) and isinstance(last, Close) and self._continues(tag, len(result), gap)
            ):
                result.pop()
            else:
                result.append(tag)
        return result

    def _continues(self, tag: Open, closes: int, gap: str) -> bool:
        return self.opened[-closes] == tag and (not gap or (gap != "\n" and tag.kind not in _SEPARATE))


def uncovered(tokens: list[Token], kinds: frozenset[CodeKind]) -> list[Token]:
    """The settled tokens without those codes of ``kinds`` that enclose everything: a bold heading is just a heading."""
    while tokens and isinstance(tokens[0], Open) and tokens[0].kind in kinds and _partner(tokens) == len(tokens) - 1:
        tokens = tokens[1:-1]
    return tokens


def _partner(tokens: list[Token]) -> int:
    depth = 0
    for index, token in enumerate(tokens):
        depth += isinstance(token, Open) - isinstance(token, Close)
        if depth == 0:
            return index
    return -1


def build(tokens: Iterable[Token]) -> tuple[str, tuple[Code, ...]]:
    """A segment's text and code table from settled tokens."""
    builder = InlineBuilder()
    for token in tokens:
        if isinstance(token, str):
            builder.text(token)
        elif isinstance(token, Open):
            builder.open(token.kind, ref=token.ref)
        elif isinstance(token, Close):
            builder.close()
        elif isinstance(token, Mark):
            builder.mark(token.kind, ref=token.ref, alt=token.alt)
    return builder.build()
