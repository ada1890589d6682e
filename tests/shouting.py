"""A small real engine for tests of what stands around engines: it writes in capitals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from translate_flow.domain.ports import Draft
from translate_flow.domain.translation import Origin, OriginKind
from translate_flow.errors import EngineError


class Shouting:
    """Translates anything by writing it in capitals; breaks after ``limit`` sentences when one is given."""

    name = "shouting"

    def __init__(self, *, limit: int | None = None) -> None:
        self.limit = limit
        self.seen: list[str] = []

    def pairs(self) -> Collection[tuple[str, str]]:
        return {("en", "es")}

    def complete(self, sentence: str, prefix: str, *, source: str, target: str, n_best: int = 1) -> tuple[str, ...]:
        whole = sentence.upper()
        return (whole[len(prefix) :],) if whole.startswith(prefix) else ()

    def translate(self, sentences: Iterable[str], *, source: str, target: str, n_best: int = 1) -> Iterator[Draft]:
        for sentence in sentences:
            if self.limit is not None and len(self.seen) >= self.limit:
                raise EngineError("the engine ran out of breath; give it a rest")
            self.seen.append(sentence)
            yield Draft(sentence.upper(), -0.25, origin=Origin(OriginKind.MACHINE, "shouting", "loud 1"))
