"""Find web and mail addresses, placeholders and handles that did not come through, and numbers that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import regex

from translate_flow.checks.addresses import kept, places
from translate_flow.checks.issues import Finding, Pair
from translate_flow.checks.numbers import numbers

_FIGURE = regex.compile(r"\p{N}(?:[\p{N}.,'’٫٬]*\p{N})?")


def urls(pair: Pair) -> Iterator[Finding]:
    """A web address of the source that is missing or altered, or one that came from nowhere."""
    return _differing(pair, _is_url)


def emails(pair: Pair) -> Iterator[Finding]:
    """The same for mail addresses."""
    return _differing(pair, _is_email)


def placeholders(pair: Pair) -> Iterator[Finding]:
    """The same for placeholders, tags written as text, paths and handles."""
    return _differing(pair, lambda text: not _is_url(text) and not _is_email(text))


def figures(pair: Pair) -> Iterator[Finding]:
    """Numbers that are not those of the source, in whichever notation; see `translate_flow.checks.numbers`."""
    if not numbers(pair.source, pair.target, pair.source_language, pair.language):
        return
    there = Counter(_FIGURE.findall(pair.source))
    strange = [match for match in _FIGURE.finditer(pair.target) if match[0] not in there]
    first = strange[0].span() if strange else (0, len(pair.target))
    yield Finding(*first)


def _is_url(text: str) -> bool:
    return "://" in text or text.lower().startswith("www.")


def _is_email(text: str) -> bool:
    return "@" in text and not text.startswith("@") and not _is_url(text)


def _differing(pair: Pair, wanted: Callable[[str], bool]) -> Iterator[Finding]:
    left = Counter(filter(wanted, kept(pair.source)))
    added: list[tuple[int, int]] = []
    for start, end in places(pair.target):
        text = pair.target[start:end]
        if left[text]:
            left[text] -= 1
        elif wanted(text):
            added.append((start, end))
    lost = list(left.elements())
    for start, end in added:
        right = lost[0] if len(lost) == len(added) == 1 else None
        yield Finding(start, end, wanted=right or "", fix=right)
    for text in lost[len(added) :]:
        yield Finding(len(pair.target), len(pair.target), wanted=text)
