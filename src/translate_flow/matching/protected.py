"""Keep what no translation may change: inline code, placeholders, addresses.

Each stands as a short name such as ``X1`` in what the engine is asked, for engines copy such names, and comes back in
its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count

import regex

from translate_flow.domain.inline import Code, CodeKind, Form, tokens
from translate_flow.domain.ports import Draft, Link

_LITERAL = regex.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.)[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?)\]'’]"  # web address
    r"|[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+"  # mail address
    r"|\{\{\s?[\w.|-]+\s?\}\}|\$?\{[\w.:!-]*\}"  # {name}, {{name}}, ${name}, {0:.2f}
    r"|%(?:\(\w+\))?(?:\d+\$)?[-+0]?\d*(?:\.\d+)?[sdifxgu](?!\w)|%%",  # %s, %(name)s, %1$d
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Literal:
    """One protected passage: ``text`` at ``start`` of the plain sentence, ``name`` at ``place`` of what is asked."""

    text: str
    start: int
    name: str
    place: int


@dataclass(frozen=True, slots=True)
class Protected:
    """A plain sentence as an engine is asked it; ``asked`` is the sentence itself where nothing is protected."""

    asked: str
    literals: tuple[Literal, ...] = ()

    @property
    def worded(self) -> bool:
        """Whether a word is left to translate."""
        rest = self.asked
        for literal in self.literals:
            rest = rest.replace(literal.name, "", 1)
        return any(char.isalpha() for char in rest)


def protect(tagged: str, codes: Collection[Code]) -> Protected:
    """Name what must stay in a sentence with tags: what code encloses, placeholders, web and mail addresses.

    >>> protect("Run <1>pump --start</1>, {name}.", [Code(1, CodeKind.CODE)]).asked
    'Run X1, X2.'
    """
    plain, enclosed = _enclosed(tagged, codes)
    spans = _merged([*enclosed, *(match.span() for match in _LITERAL.finditer(plain))], plain)
    names = (name for number in count(1) if (name := f"X{number}") not in plain)
    asked, literals, at = "", list[Literal](), 0
    for start, end in spans:
        asked += plain[at:start]
        literals.append(Literal(plain[start:end], start, next(names), len(asked)))
        asked, at = asked + literals[-1].name, end
    return Protected(asked + plain[at:], tuple(literals))


def unprotect(protected: Protected, draft: Draft) -> Draft | None:
    """The draft with every passage in its place again; None where the engine lost or doubled a name."""
    found = [_places(literal.name, draft.text) for literal in protected.literals]
    if any(len(places) != 1 for places in found):
        return None
    targets = sorted(
        ((places[0], literal) for places, literal in zip(found, protected.literals, strict=True)),
        key=lambda pair: pair[0],
    )
    text, at = "", 0
    for place, literal in targets:
        text += draft.text[at:place] + literal.text
        at = place + len(literal.name)
    sources = [(literal.place, literal) for literal in protected.literals]
    links = tuple(_moved(link, sources, targets) for link in draft.links)
    return replace(draft, text=text + draft.text[at:], links=links)


def insist(protected: Protected, draft: Draft) -> tuple[Draft, bool]:
    """The draft of the sentence itself, with the passages it lost at its end; and whether it lost none."""
    missing = list[str]()
    for literal in protected.literals:
        wanted = [item.text for item in protected.literals].count(literal.text)
        if draft.text.count(literal.text) < wanted and literal.text not in missing:
            missing.append(literal.text)
    return replace(draft, text=" ".join([draft.text, *missing])), not missing


def _enclosed(tagged: str, codes: Collection[Code]) -> tuple[str, list[tuple[int, int]]]:
    """The plain sentence, and what code encloses in it; one that opens or closes in another sentence takes the rest."""
    plain, spans, opened = "", list[tuple[int, int]](), -1
    for token in tokens(tagged, codes):
        if isinstance(token, str):
            plain += token
        elif token.code.kind is CodeKind.CODE:
            if token.form is Form.CLOSE:
                spans.append((max(opened, 0), len(plain)))
            opened = len(plain) if token.form is Form.OPEN else -1
    return plain, [*spans, (opened, len(plain))] if opened >= 0 else spans


def _merged(spans: Iterable[tuple[int, int]], plain: str) -> list[tuple[int, int]]:
    """The spans in order, with the letters that touch them (``{n}th``); those that meet are one."""
    merged: list[tuple[int, int]] = []
    for span in sorted(_grown(span, plain) for span in spans if span[0] < span[1]):
        if merged and span[0] <= merged[-1][1]:
            before = merged.pop()
            merged.append((before[0], max(before[1], span[1])))
        else:
            merged.append(span)
    return merged


def _grown(span: tuple[int, int], plain: str) -> tuple[int, int]:
    """The span up to where a name can stand alone; scripts without spaces are not ASCII and need no gap."""
    start, end = span
    while start and _sticks(plain[start - 1]):
        start -= 1
    while end < len(plain) and _sticks(plain[end]):
        end += 1
    return start, end


def _sticks(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_")


def _places(name: str, text: str) -> list[int]:
    return [match.start() for match in regex.finditer(rf"(?<![A-Za-z0-9_]){name}(?![A-Za-z0-9_])", text)]


def _moved(link: Link, sources: Sequence[tuple[int, Literal]], targets: Sequence[tuple[int, Literal]]) -> Link:
    return Link(
        _shifted(link.source_start, sources, end=False),
        _shifted(link.source_end, sources, end=True),
        _shifted(link.target_start, targets, end=False),
        _shifted(link.target_end, targets, end=True),
    )


def _shifted(at: int, placed: Sequence[tuple[int, Literal]], *, end: bool) -> int:
    """A place behind names that grew or shrank; one inside a name goes to the passage's edge."""
    shift = 0
    for place, literal in placed:
        if at > place and (at >= place + len(literal.name) or end):
            shift += len(literal.text) - len(literal.name)
            at = max(at, place + len(literal.name))
        elif place < at:
            at = place
    return at + shift
