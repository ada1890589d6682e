"""Choose among an engine's hypotheses: none that the guard stops, and the one that uses the required terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from translate_flow.checks import guard
from translate_flow.checks.confidence import confidence
from translate_flow.domain.ports import Draft, Hypothesis
from translate_flow.domain.terms import Use
from translate_flow.domain.translation import Origin
from translate_flow.matching.terms import Found, Termbase, rank

N_BEST = 4
"""Hypotheses asked for: as many as Argos' beam keeps anyway."""

TERMS = "terms"
"""The flag of a draft that misses a required term or has a forbidden one, whichever hypothesis is taken."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The hypothesis that was taken, whose it is, the flags it could not be spared, its confidence from 0 to 1."""

    hypothesis: Hypothesis
    origin: Origin
    flags: tuple[str, ...]
    confidence: float


class Chooser:
    """Chooses for one language pair."""

    def __init__(self, *, source: str, language: str, terms: Termbase) -> None:
        self._source, self._language = source, language
        self.terms = terms

    def choose(self, sentence: str, draft: Draft) -> Choice:
        """The best hypothesis for a plain sentence: the fewest flags, then the terms, then the engine's own order."""
        found = self.terms.find(sentence)
        texts = _texts(draft)
        taken, flags = self._by_terms(sentence, [*texts], found) if found else self._by_guard(sentence, texts)
        hypothesis = draft.others[taken - 1] if taken else Hypothesis(draft.text, draft.score, draft.links)
        return Choice(hypothesis, draft.origin, flags, self._confidence(sentence, hypothesis, flags))

    def _by_guard(self, sentence: str, texts: Iterable[str]) -> tuple[int, tuple[str, ...]]:
        return guard.choose(sentence, texts, source_language=self._source, language=self._language)

    def _by_terms(self, sentence: str, texts: Sequence[str], found: Sequence[Found]) -> tuple[int, tuple[str, ...]]:
        judged = [self._judge(sentence, text) for text in texts]
        uses = [[hit.use for hit in self.terms.judge(found, text)] for text in texts]
        taken = min(range(len(texts)), key=lambda place: (len(judged[place]), *rank(uses[place])))
        wrong = any(use is not Use.USED for use in uses[taken])
        return taken, (*judged[taken], *((TERMS,) if wrong else ()))

    def _judge(self, sentence: str, text: str) -> tuple[str, ...]:
        return guard.judge(sentence, text, source_language=self._source, language=self._language)

    def _confidence(self, sentence: str, taken: Hypothesis, flags: Sequence[str]) -> float:
        return confidence(
            sentence,
            taken.text,
            score=taken.score,
            flags=flags,
            source_language=self._source,
            language=self._language,
        )


def _texts(draft: Draft) -> Iterator[str]:
    """All hypotheses, the others only where the first one is not good enough."""
    yield draft.text
    for other in draft.others:
        yield other.text
