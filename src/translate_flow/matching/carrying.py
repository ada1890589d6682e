"""Carry a translation over to a source that says the same under other inline codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from translate_flow.domain.inline import Code, Form, Tag, plain, tokens
from translate_flow.matching.codes import Placed, place
from translate_flow.matching.nesting import keeps_shape, parse


def carried(before: str, now: str, target: str, *, old: Sequence[Code], new: Sequence[Code]) -> Placed:
    """``target``, made for ``before``, with the codes of ``now``; ``old`` and ``new`` are the two code tables.

    A code that encloses the same words keeps its place, whatever it is now; one that left goes from the target. One
    that came is placed where the words tell for sure (`codes.place`), else it stays out. The answer is ``sure`` when
    every code of ``now`` stands in it as there, or as little as the translator had it before.
    """
    same = _written(before, old) == _written(now, new)
    ways = _paired(before, now, old, new)
    text = _renumbered(target, old, ways)
    if not ways and new and not keeps_shape(now, text, new):
        placed = place(now, tuple(new), plain(target, old))
        return placed if placed.sure else Placed(text, sure=False)
    whole = keeps_shape(now, text, new) or (same and not keeps_shape(before, target, old))
    return Placed(text, sure=whole and plain(text, new) == plain(text, [*ways.values()]))


@dataclass(frozen=True, slots=True)
class _Span:
    """What a code encloses, in letters of the plain text that are no blanks; None where that is another sentence's."""

    start: int | None
    end: int | None
    alone: bool


def _written(text: str, codes: Sequence[Code]) -> list[tuple[Form, str, str, str]]:
    tags = parse(text, codes)[1]
    return [(tag.form, tag.code.kind, tag.code.ref, tag.code.alt) for _, tag in tags]


def _paired(before: str, now: str, old: Sequence[Code], new: Sequence[Code]) -> dict[int, Code]:
    """For each old code that is there still the new one: those of one kind first, then those that became another."""
    left, right = dict(_spans(before, old)), dict(_spans(now, new))
    ways: dict[int, Code] = {}
    for strict in (True, False):
        for code, span in left.items():
            if code.id in ways:
                continue
            fits = (
                other
                for other, there in right.items()
                if there == span and other not in ways.values() and (not strict or other.kind is code.kind)
            )
            if (found := next(fits, None)) is not None:
                ways[code.id] = found
    if plain(before, old).split() != plain(now, new).split():
        # the words around a code were edited: what stands in both tables is the same one
        kept = [code for code in left if code.id not in ways and code in right and code not in ways.values()]
        ways |= {code.id: code for code in kept}
    return ways


def _spans(text: str, codes: Sequence[Code]) -> Iterator[tuple[Code, _Span]]:
    written, tags = parse(text, codes)
    places: dict[Code, dict[Form, int]] = {}
    for at, tag in tags:
        places.setdefault(tag.code, {})[tag.form] = len("".join(written[:at].split()))
    for code, forms in places.items():
        start = forms.get(Form.EMPTY, forms.get(Form.OPEN))
        yield code, _Span(start, forms.get(Form.EMPTY, forms.get(Form.CLOSE)), code.standalone)


def _renumbered(target: str, old: Sequence[Code], ways: Mapping[int, Code]) -> str:
    """The target with the new numbers, without the tags of codes that left and the blank that stood beside one."""
    parts: list[str] = []
    for token in tokens(target, old):
        if isinstance(token, str):
            parts.append(token[1:] if _doubles(parts, token) else token)
        elif token.code.id in ways:
            parts.append(str(Tag(ways[token.code.id], token.form)))
        else:
            parts.append("")
    return "".join(parts)


def _doubles(parts: Sequence[str], token: str) -> bool:
    """Whether a blank would follow a blank where a tag was left out."""
    left_out = bool(parts) and parts[-1] == ""
    return left_out and token[:1] == " " and "".join(parts)[-1:] in {" ", ""}
