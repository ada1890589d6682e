"""Align the words of a rule-based translation: each source word, translated alone, is looked for in the sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from translate_flow.domain.ports import Link
from translate_flow.engines.attention import words
from translate_flow.engines.tokenizing import Span

_CAPACITY = 50_000
"""Words remembered; a news desk's vocabulary, a few megabytes."""

_STEM = 3
"""Letters two forms of a word must begin with alike at least; shorter ones must be equal."""

_LONGEST = 300
"""Words of a sentence that are compared with each other; a longer one gets no links."""


class Lexicon:
    """What single words became."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}

    def learn(self, sentences: Sequence[str], translate: Callable[[Sequence[str]], Sequence[str]]) -> None:
        """Translate the words of these sentences that are new."""
        found = (sentence[start:end] for sentence in sentences for start, end in words(sentence))
        new = [word for word in dict.fromkeys(found) if word not in self._known and any(map(str.isalpha, word))]
        if len(self._known) + len(new) > _CAPACITY:
            self._known.clear()
        for word, text in zip(new, translate(new) if new else (), strict=True):
            self._known[word] = tuple(text[start:end].casefold() for start, end in words(text))

    def links(self, source: str, target: str) -> tuple[Link, ...]:
        """Links between words found again: equal forms first, then such with a common stem; each word once."""
        left, right = words(source), words(target)
        if max(len(left), len(right)) > _LONGEST:
            return ()
        ranked = sorted(self._candidates(source, left, target, right))
        free_left, free_right = set(left), set(right)
        found = []
        for _, _, origin, place in ranked:
            if origin in free_left and place in free_right:
                free_left.remove(origin)
                free_right.remove(place)
                found.append(Link(*origin, *place))
        return tuple(sorted(found, key=lambda link: link.target_start))

    def _candidates(
        self, source: str, left: Sequence[Span], target: str, right: Sequence[Span]
    ) -> Iterator[tuple[int, float, Span, Span]]:
        """Rank (0 equal, 1 alike), distance along the sentence in shares, and the two spans."""
        places = [(place, target[place[0] : place[1]].casefold()) for place in right]
        for origin in left:
            forms = self._known.get(source[origin[0] : origin[1]], (source[origin[0] : origin[1]],))
            for place, text in places:
                rank = 0 if text in forms else 1 if any(_alike(text, form) for form in forms) else 2
                if rank < 2:
                    yield rank, abs(origin[0] / len(source) - place[0] / len(target)), origin, place


def _alike(one: str, other: str) -> bool:
    pairs = enumerate(zip(one, other, strict=False))
    shared = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    return shared >= _STEM and shared > 0.6 * max(len(one), len(other))
