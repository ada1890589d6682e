"""Check the translations of an article: each for itself, and all of them beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from translate_flow.checks.issues import Finding, Issue, Pair, Severity
from translate_flow.checks.quality import CHECKS, look
from translate_flow.domain.article import Kind
from translate_flow.domain.bitext import Bitext, Unit
from translate_flow.domain.inline import complete, plain
from translate_flow.domain.ports import Splitter, Store
from translate_flow.domain.terms import TermHit, Use
from translate_flow.matching.terms import Termbase
from translate_flow.workflow.terminology import termbase

Severities = Mapping[str, Severity | None]
"""How bad what a check finds is, by its code, where that is another than usual; None for a check that is off."""

_AMONG: Mapping[str, Severity] = MappingProxyType(
    {
        "codes": Severity.ERROR,
        "term_missing": Severity.WARNING,
        "term_forbidden": Severity.WARNING,
        "inconsistent": Severity.WARNING,
        "repeated": Severity.NOTE,
    }
)
"""The checks that ask more than the pair: the inline codes, the termbase, the other segments."""

USUAL: Mapping[str, Severity] = MappingProxyType(
    {**{code: severity for code, (severity, _) in CHECKS.items()}, **_AMONG}
)
"""Every check by its code, and how bad what it finds is as a rule."""

_RANK = list(Severity)
_SAYS_LITTLE = 3
"""Words up to which different sources may well have one translation."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An issue of one segment; its span is in the plain target."""

    unit: Unit
    issue: Issue


def check(
    store: Store,
    slug: str,
    *,
    language: str,
    splitter: Splitter,
    severities: Severities = MappingProxyType({}),
    least: Severity = Severity.NOTE,
) -> Sequence[Checked]:
    """The issues of an article in a language that are at least that bad, in the order of the text.

    Segments without a target have nothing to check: how many there are is progress, not quality.

    Raises:
        NotFoundError: there is no such article, or it is not open for the language.

    """
    with store.read() as uow:
        bitext = uow.targets.bitext(slug, language)
        collection = uow.articles.get(slug).collection
        terms = termbase(uow, source=bitext.source, language=language, collection=collection)
    checker = _Checker(bitext, terms, splitter, {**USUAL, **severities})
    return [found for found in checker.all() if _RANK.index(found.issue.severity) >= _RANK.index(least)]


class _Checker:
    """The checks of one article in one language."""

    def __init__(self, bitext: Bitext, terms: Termbase, splitter: Splitter, severities: Severities) -> None:
        self._bitext, self._terms, self._splitter, self._severities = bitext, terms, splitter, severities
        self._units = [unit for unit in bitext.units if unit.target.text and unit.segment.kind is not Kind.CODE]

    def all(self) -> Iterator[Checked]:
        beside = self._beside()
        for unit in self._units:
            target = plain(unit.target.text, unit.segment.codes)
            issues = [*look(self._pair(unit, target), severities=self._severities), *self._own(unit, target)]
            yield from (Checked(unit, issue) for issue in (*issues, *beside.get(unit.id, ())))

    def _pair(self, unit: Unit, target: str) -> Pair:
        counts = None
        if unit.segment.kind is not Kind.VERSE and unit.segment.sentences:
            counts = len(unit.segment.sentences), len(self._splitter.spans(target, self._bitext.language))
        return Pair(unit.segment.plain, target, self._bitext.source, self._bitext.language, counts)

    def _own(self, unit: Unit, target: str) -> Iterator[Issue]:
        if not complete(unit.target.text, unit.segment.codes):
            yield from self._issue("codes", target, Finding(0, len(target)))
        for hit in self._terms.hits(unit.segment.plain, target):
            yield from self._term(hit, target)

    def _term(self, hit: TermHit, target: str) -> Iterator[Issue]:
        start, end = hit.found or (0, len(target))
        if hit.use is Use.MISSING:
            yield from self._issue("term_missing", target, Finding(start, end, wanted=hit.term.target))
        if hit.use is Use.FORBIDDEN:
            yield from self._issue("term_forbidden", target, Finding(start, end, wanted=hit.term.target))

    def _beside(self) -> Mapping[int, Sequence[Issue]]:
        """What only shows beside the other segments: one source said in two ways, two sources said in one."""
        texts = {unit.id: (unit.segment.plain, plain(unit.target.text, unit.segment.codes)) for unit in self._units}
        folded = {number: (_folded(source), _folded(target)) for number, (source, target) in texts.items()}
        said, meant = _gathered(folded.values()), _gathered((target, source) for source, target in folded.values())
        found: dict[int, Sequence[Issue]] = {}
        for number, (source, target) in folded.items():
            text = texts[number][1]
            ways, sources = _besides(target, said[source]), _besides(source, meant[target])
            if len(text.split()) <= _SAYS_LITTLE:
                sources = ()
            found[number] = [*self._other("inconsistent", text, ways), *self._other("repeated", text, sources)]
        return found

    def _other(self, code: str, target: str, others: Sequence[str]) -> Iterator[Issue]:
        if others:
            yield from self._issue(code, target, Finding(0, len(target), wanted=others[0]))

    def _issue(self, code: str, target: str, finding: Finding) -> Iterator[Issue]:
        severity = self._severities.get(code)
        if severity is not None:
            yield Issue(code, severity, finding, target[finding.start : finding.end])


def _besides(text: str, others: Iterable[str]) -> Sequence[str]:
    return [other for other in others if other != text][:1]


def _gathered(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    """The different second texts that each first one comes with, in order."""
    found: dict[str, dict[str, None]] = {}
    for one, other in pairs:
        found.setdefault(one, {})[other] = None
    return {one: list(others) for one, others in found.items()}


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
