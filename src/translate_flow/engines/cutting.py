"""Cut a sentence that is too long for a model, and join what became of its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from translate_flow.domain.ports import Hypothesis, Link
from translate_flow.engines import attention
from translate_flow.engines.tokenizing import Tokenizer

LONGEST = 160
"""Source tokens decoded in one piece: well inside the 256 tokens a model may write, so that no end is cut off."""

_CLAUSE = regex.compile(r"[;:,，、；：،؛][\"'”’»)\]]*\s*|\s[–—-]+\s")
_GAP = regex.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence, or a part of one that starts at character ``at``, with its tokens."""

    at: int
    text: str
    tokens: tuple[str, ...]


def cut(sentence: str, tokenizer: Tokenizer) -> list[Part]:
    """The parts of a sentence, one where it is short enough; their texts joined give the sentence back."""
    return list(_cut(sentence, 0, tokenizer))


def _cut(text: str, at: int, tokenizer: Tokenizer) -> Iterator[Part]:
    tokens = tuple(tokenizer.encode(text)) if text.strip() else ()
    if len(text) < 2 or len(tokens) <= LONGEST:
        yield Part(at, text, tokens)
        return
    middle = _boundary(text)
    yield from _cut(text[:middle], at, tokenizer)
    yield from _cut(text[middle:], at + middle, tokenizer)


def _boundary(text: str) -> int:
    """Where to cut: after the clause mark, else the space, nearest to the middle, else in the middle itself."""
    for pattern in (_CLAUSE, _GAP):
        inner = range(len(text) // 5, len(text) - len(text) // 5)
        ends: list[int] = [match.end() for match in pattern.finditer(text) if match.end() in inner]
        if ends:
            return min(ends, key=lambda end: abs(2 * end - len(text)))
    return len(text) // 2


def join(sentence: str, parts: Sequence[tuple[int, Hypothesis]]) -> Hypothesis:
    """One reading of ``sentence`` from those of its parts, each with the character it starts at."""
    text = ""
    found: list[Link] = []
    for at, part in parts:
        gap = " " if text and part.text and sentence[at - 1 : at].isspace() else ""
        found.extend(attention.shift(part.links, source=at, target=len(text + gap)))
        text += gap + part.text
    scores = [part.score for _, part in parts if part.score is not None]
    return Hypothesis(text, score=sum(scores) / len(scores) if scores else None, links=tuple(found))
