"""Choose among an engine's hypotheses: none that the guard stops, and the one that uses the required terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translate_flow.checks import guard
from translate_flow.checks.confidence import confidence
from translate_flow.domain.ports import Draft, Hypothesis
from translate_flow.domain.terms import Use
from translate_flow.matching.terms import Termbase, preference

N_BEST = 4
"""Hypotheses asked for: as many as Argos' beam keeps anyway."""

TERMS = "terms"
"""The flag of a draft that misses a required term or has a forbidden one, whichever hypothesis is taken."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The hypothesis that was taken, the flags it could not be spared, and its confidence from 0 to 1."""

    hypothesis: Hypothesis
    flags: tuple[str, ...]
    confidence: float


class Chooser:
    """Chooses for one language pair."""

    def __init__(self, *, source: str, language: str, terms: Termbase) -> None:
        self._source, self._language, self._terms = source, language, terms

    def choose(self, sentence: str, draft: Draft) -> Choice:
        """The best hypothesis for a plain sentence: the fewest flags, then the terms, then the engine's own order."""
        texts = [draft, *draft.others]
        taken, flags = self._best(sentence, [item.text for item in texts])
        flags += self._term_flag(sentence, texts[taken].text)
        return Choice(texts[taken], flags, self._confidence(sentence, texts[taken], flags))

    def _best(self, sentence: str, texts: Sequence[str]) -> tuple[int, tuple[str, ...]]:
        if not self._terms.find(sentence):
            return guard.choose(sentence, texts, source_language=self._source, language=self._language)
        judged = [guard.judge(sentence, text, source_language=self._source, language=self._language) for text in texts]
        least = min(map(len, judged))
        fair = [place for place, flags in enumerate(judged) if len(flags) == least]
        taken = fair[preference(sentence, [texts[place] for place in fair], self._terms)]
        return taken, judged[taken]

    def _term_flag(self, sentence: str, text: str) -> tuple[str, ...]:
        wrong = any(hit.use is not Use.USED for hit in self._terms.hits(sentence, text))
        return (TERMS,) if wrong else ()

    def _confidence(self, sentence: str, taken: Hypothesis, flags: Sequence[str]) -> float:
        return confidence(
            sentence,
            taken.text,
            score=taken.score,
            flags=flags,
            source_language=self._source,
            language=self._language,
        )
