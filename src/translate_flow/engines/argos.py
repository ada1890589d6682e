"""Draft with the Argos packages that are installed, straight through CTranslate2 and SentencePiece.

`argostranslate.translate` is not imported: it decodes one paragraph at a time, loads onnxruntime (whose telemetry looks
up a host at import) and loses the alignment. The parameters are its own, so the drafts are too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from translate_flow.domain.later import Later
from translate_flow.domain.ports import Draft, Hypothesis
from translate_flow.domain.translation import Origin, OriginKind
from translate_flow.engines.attention import compose
from translate_flow.engines.continuing import Continuing
from translate_flow.engines.decoding import Decoding
from translate_flow.engines.inspecting import Damaged, inspect, tell, unreadable
from translate_flow.engines.languages import HUB, candidates, tag_of_argos
from translate_flow.engines.models import Readings
from translate_flow.engines.packages import Package, default_folder, installed
from translate_flow.engines.shelf import Shelf, shared_shelf
from translate_flow.errors import EngineError, NoModelError, PackageError


class ArgosEngine:
    """An `Engine` over a folder of packages, Argos' own by default.

    A draft's links are in code points of the sentence as given and of the draft's text; the text has no outer spaces.
    A pivot's score is the sum of both steps' scores.
    """

    def __init__(
        self,
        *,
        packages: Path | None = None,
        name: str = "argos",
        decoding: Decoding | None = None,
        shelf: Shelf | None = None,
        demo: bool | None = None,
    ) -> None:
        self._folder = packages if packages is not None else default_folder()
        self._name = name
        self._shelf = shelf or shared_shelf(decoding or Decoding())
        self._demo = demo
        self._continuing = Continuing(self._shelf, self.route)

    @property
    def name(self) -> str:
        """Its name in the engine table."""
        return self._name

    def pairs(self) -> Collection[tuple[str, str]]:
        """See Engine."""
        return _pairs(self._packages())

    def sound_pairs(self) -> Collection[tuple[str, str]]:
        """The pairs that are left without the damaged packages; takes milliseconds for each package."""
        return _pairs(package for package in self._packages() if not inspect(package))

    def route(self, source: str, target: str) -> tuple[Package, ...]:
        """The package, or the two, that lead from ``source`` to ``target``; damaged ones are gone round, and told.

        Raises:
            PackageError: only damaged ones do.
            NoModelError: none do.

        """
        sources, targets, packages = candidates(source), candidates(target), self._packages()
        passed: dict[Package, Damaged] = {}
        while found := _best(packages, sources, targets):
            bad = {package: wrong for package in found if (wrong := inspect(package))}
            if not bad:
                for wrong in passed.values():
                    tell(f"{wrong} (another model takes {source}→{target} until then)")
                return found
            passed |= bad
            packages = [package for package in packages if package not in bad]
        raise self._missing(source, target, [*passed.values(), *self._unreadable(sources, targets)])

    def _missing(self, source: str, target: str, damaged: Sequence[Damaged]) -> EngineError:
        if damaged:
            return PackageError(str(damaged[0]))
        return NoModelError(
            f"no {self._name} model for {source}→{target}; run: translate-flow models install {source} {target}"
        )

    def _unreadable(self, sources: Sequence[str], targets: Sequence[str]) -> Iterator[Damaged]:
        return (each for each in unreadable(self._folder) if each.from_code in sources and each.to_code in targets)

    def _packages(self) -> list[Package]:
        return [package for package in installed(self._folder) if self._demo in {None, package.demo}]

    def translate(self, sentences: Iterable[str], *, source: str, target: str, n_best: int = 1) -> Iterator[Draft]:
        """See Engine. The route is settled at the call, models load at the first sentence."""
        return self._drafts(iter(sentences), self.route(source, target), n_best=n_best)

    def complete(self, sentence: str, prefix: str, *, source: str, target: str, n_best: int = 1) -> tuple[str, ...]:
        """See Engine. Nothing comes while a model is loading, or where it takes too long."""
        return self._continuing.complete(sentence, prefix, source=source, target=target, n_best=n_best)

    def _drafts(self, sentences: Iterator[str], route: Sequence[Package], *, n_best: int) -> Iterator[Draft]:
        origin = self._origin(route)
        for best, others in self._readings(sentences, route, n_best=n_best):
            yield Draft(best.text, best.score, best.links, origin, others=others)

    def _readings(self, sentences: Iterator[str], route: Sequence[Package], *, n_best: int) -> Iterator[Readings]:
        """Both steps of a pivot run side by side: the second reads what the first has ready."""
        *before, last = route
        if not before:
            yield from self._shelf.get(last).stream(sentences, n_best=n_best)
            return
        passed: deque[Hypothesis] = deque()

        def between() -> Iterator[str]:
            for best, _ in self._readings(sentences, before, n_best=1):
                passed.append(best)
                yield best.text

        for best, others in self._shelf.get(last).stream(between(), n_best=n_best):
            first = passed.popleft()
            yield _through(first, best), Later(partial(_each_through, first, others))

    def _origin(self, route: Sequence[Package]) -> Origin:
        return Origin(
            OriginKind.MACHINE,
            engine=self._name,
            model=" + ".join(package.model for package in route),
            pivot=tuple(tag_of_argos(package.to_code) for package in route[:-1]),
            demo=any(package.demo for package in route),
        )


def _pairs(packages: Iterable[Package]) -> set[tuple[str, str]]:
    direct = {(tag_of_argos(package.from_code), tag_of_argos(package.to_code)) for package in packages}
    return direct | {(a, d) for a, b in direct for c, d in direct if b == c and a != d}


def _best(packages: Sequence[Package], sources: Sequence[str], targets: Sequence[str]) -> tuple[Package, ...] | None:
    routes = _routes(packages, sources, targets)
    return min(routes, key=lambda route: _cost(route, sources, targets), default=None)


def _routes(
    packages: Sequence[Package], sources: Sequence[str], targets: Sequence[str]
) -> Iterator[tuple[Package, ...]]:
    for first in packages:
        if first.from_code not in sources:
            continue
        if first.to_code in targets:
            yield (first,)
        yield from (
            (first, second)
            for second in packages
            if second.from_code == first.to_code and second.to_code in targets and second.to_code not in sources
        )


def _cost(route: tuple[Package, ...], sources: Sequence[str], targets: Sequence[str]) -> tuple[int, ...]:
    """Real models before demo ones, direct before pivots, English between before others, the nearest language code."""
    return (
        any(package.demo for package in route),
        len(route),
        route[0].to_code != HUB,
        sources.index(route[0].from_code) + targets.index(route[-1].to_code),
    )


def _each_through(first: Hypothesis, others: Iterable[Hypothesis]) -> list[Hypothesis]:
    return [_through(first, second) for second in others]


def _through(first: Hypothesis, second: Hypothesis) -> Hypothesis:
    scores = [reading.score for reading in (first, second) if reading.score is not None]
    return Hypothesis(second.text, score=sum(scores) if scores else None, links=compose(first.links, second.links))
