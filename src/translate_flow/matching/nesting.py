"""The tree that the tags of a sentence form: what encloses what, what belongs to another sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import accumulate

from translate_flow.domain.inline import Code, Form, Tag, tokens

_DEEPEST = 50
"""Pairs inside each other up to which each is placed by its words; no author means more."""


class Role(IntEnum):
    """What a node does in this sentence, in the order in which nodes at one place are written."""

    CLOSES = 0
    WITHIN = 1
    OPENS = 2


@dataclass(slots=True)
class Node:
    """A pair over ``start:end`` of the plain source with what it encloses; a standalone mark where these are equal."""

    tags: tuple[Tag | None, Tag | None]
    start: int
    end: int
    role: Role = Role.WITHIN
    children: list[Node] = field(default_factory=list)


def parse(source: str, codes: Sequence[Code]) -> tuple[str, list[tuple[int, Tag]]]:
    """The text without its tags, and the tags with their places in it."""
    plain, tags = "", []
    for token in tokens(source, codes):
        if isinstance(token, str):
            plain += token
        else:
            tags.append((len(plain), token))
    return plain, tags


def tree(tags: Sequence[tuple[int, Tag]], length: int) -> list[Node] | None:
    """The nodes at the top, None when tags cross or nest beyond reason."""
    levels: list[list[Node]] = [[]]
    opened: list[Node] = []
    if _depth(tags) > _DEEPEST:
        return None
    for at, tag in tags:
        if tag.form is Form.EMPTY:
            levels[-1].append(Node((tag, None), at, at))
        elif tag.form is Form.OPEN:
            opened.append(Node((tag, None), at, length, Role.OPENS))
            levels[-1].append(opened[-1])
            levels.append(opened[-1].children)
        elif not opened:
            levels = [[Node((None, tag), 0, at, Role.CLOSES, children=levels[0])]]
        elif _id(opened[-1].tags[0]) == tag.code.id:
            node = opened.pop()
            node.tags, node.end, node.role = (node.tags[0], tag), at, Role.WITHIN
            levels.pop()
        else:
            return None
    return levels[0]


def _depth(tags: Sequence[tuple[int, Tag]]) -> int:
    """How many pairs enclose one place, those counted that open or close in another sentence."""
    steps = [(tag.form is Form.OPEN) - (tag.form is Form.CLOSE) for _, tag in tags]
    levels = list(accumulate(steps, initial=0))
    return max(levels) - min(levels)


def _id(tag: Tag | None) -> int | None:
    return tag.code.id if tag else None


def in_order(tags: Sequence[tuple[int, Tag]], length: int, target: str) -> str:
    """The tags as they follow each other, each at its share of the way; for what nothing better can be done with."""
    edges = [match.start() for match in re.finditer(r"(?<!\S)\S|$", target)]
    parts, last = [], 0
    for at, tag in tags:
        wanted = at / max(1, length) * len(target)
        here = min((edge for edge in edges if edge >= last), key=lambda edge: abs(edge - wanted))
        parts += [target[last:here], str(tag)]
        last = here
    return "".join([*parts, target[last:]])


def keeps_shape(before: str, after: str, codes: Sequence[Code]) -> bool:
    """Whether ``after`` holds the tags of ``before``, each once, crossing no more than there.

    What opens or closes in another sentence must do so in the same order, so that sentences joined are whole again.
    """
    left, right = _tags(before, codes), _tags(after, codes)
    shape = _shape(left)
    return Counter(map(str, left)) == Counter(map(str, right)) and (shape is None or shape == _shape(right))


def _tags(text: str, codes: Sequence[Code]) -> list[Tag]:
    return [token for token in tokens(text, codes) if isinstance(token, Tag)]


def _shape(tags: Iterable[Tag]) -> tuple[list[int], list[int]] | None:
    """The codes that close and that open without their partner, in order; None when pairs cross."""
    closing: list[int] = []
    opening: list[int] = []
    for tag in tags:
        if tag.form is Form.OPEN:
            opening.append(tag.code.id)
        elif tag.form is Form.CLOSE and not opening:
            closing.append(tag.code.id)
        elif tag.form is Form.CLOSE and opening.pop() != tag.code.id:
            return None
    return closing, opening
