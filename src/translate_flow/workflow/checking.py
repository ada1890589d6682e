"""Check the translations of an article: each for itself, and all of them beside each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType

from translate_flow.checks import quality
from translate_flow.checks.issues import Finding, Issue, Pair, Severity
from translate_flow.checks.quality import CHECKS
from translate_flow.checks.spelling import spelling
from translate_flow.domain.article import Kind
from translate_flow.domain.bitext import Bitext, Unit
from translate_flow.domain.dismissals import Dismissal, Place, digest_of
from translate_flow.domain.inline import complete, plain
from translate_flow.domain.ports import Splitter, Store, UnitOfWork
from translate_flow.domain.spelling import Speller
from translate_flow.domain.terms import TermHit, Use
from translate_flow.domain.translation import OriginKind, State, says_nothing
from translate_flow.errors import InputError
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
        "spelling": Severity.NOTE,
        "unread": Severity.NOTE,
    }
)
"""The checks that ask more than the pair: codes, terms, a dictionary, the other segments, the clock."""

USUAL: Mapping[str, Severity] = MappingProxyType(
    {**{code: severity for code, (severity, _) in CHECKS.items()}, **_AMONG}
)
"""Every check by its code, and how bad what it finds is as a rule."""

_RANK = list(Severity)
UNREAD_SECONDS = 2
"""Nobody reads a source and its translation in less; a workspace may set another number."""

_SAYS_LITTLE = 3
"""Words up to which different sources may well have one translation."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An issue of one segment; its span is in the plain target. ``dismissal`` says who knows that it is none."""

    unit: Unit
    issue: Issue
    dismissal: Dismissal | None = None


def check(
    store: Store,
    slug: str,
    *,
    language: str,
    splitter: Splitter,
    speller: Speller | None = None,
    severities: Severities = MappingProxyType({}),
    unread_seconds: int = UNREAD_SECONDS,
    least: Severity = Severity.NOTE,
) -> Sequence[Checked]:
    """The issues of an article in a language that are at least that bad, in the order of the text.

    Segments without a target have nothing to check: how many there are is progress, not quality. A draft that was
    approved in fewer than ``unread_seconds`` counts as unread; 0 asks nobody how fast they were.

    Raises:
        NotFoundError: there is no such article, or it is not open for the language.

    """
    with store.read() as uow:
        bitext = uow.targets.bitext(slug, language)
        collection = uow.articles.get(slug).collection
        terms = termbase(uow, source=bitext.source, language=language, collection=collection)
        dismissed = uow.dismissals.listed(slug, language)
        hurried = _hurried(uow, slug, language, unread_seconds)
    judge = _Judge(bitext.source, language, terms, splitter, speller, {**USUAL, **severities})
    found = _judged(judge, bitext, dismissed, hurried)
    return [item for item in found if _RANK.index(item.issue.severity) >= _RANK.index(least)]


def _judged(
    judge: _Judge, bitext: Bitext, dismissed: Mapping[int, Sequence[Dismissal]], hurried: Collection[int]
) -> Iterator[Checked]:
    units = [unit for unit in bitext.units if unit.target.text and unit.segment.kind is not Kind.CODE]
    beside = _beside(judge, units)
    for unit in units:
        issues = [*judge.issues(unit), *beside.get(unit.id, ()), *_unread(judge, unit, hurried)]
        yield from _marked(unit, issues, dismissed.get(unit.id, ()))


def _hurried(uow: UnitOfWork, slug: str, language: str, seconds: int) -> Collection[int]:
    return uow.trends.hurried(slug, language, within=timedelta(seconds=seconds)) if seconds else ()


def _unread(judge: _Judge, unit: Unit, hurried: Collection[int]) -> Iterator[Issue]:
    """A machine's draft that somebody approved as it was, faster than they could have read it."""
    if unit.id in hurried and unit.target.origin.kind is OriginKind.MACHINE:
        target = plain(unit.target.text, unit.segment.codes)
        yield from judge.issue("unread", target, Finding(0, len(target)))


def look(
    store: Store,
    segment: int,
    *,
    language: str,
    text: str | None,
    splitter: Splitter,
    speller: Speller | None = None,
    severities: Severities = MappingProxyType({}),
    unread_seconds: int = UNREAD_SECONDS,
) -> Sequence[Checked]:
    """The issues of one segment as it is typed (None: as it is stored), without those that show only beside others.

    It is told as unread, as `check` does, as long as the text is the one that was approved.

    Raises:
        NotFoundError: there is no such segment, or it is not translated into the language.

    """
    with store.read() as uow:
        home = uow.articles.home(segment, even_deleted=False)
        unit = uow.targets.unit(segment, language)
        terms = termbase(uow, source=home.language, language=language, collection=home.collection)
        dismissed = uow.dismissals.at(segment, language)
        same = text in {None, unit.target.text} and unit.target.state is State.APPROVED
        hurried = _hurried(uow, home.slug, language, unread_seconds) if same else ()
    typed = unit if text is None else replace(unit, target=replace(unit.target, text=text))
    if says_nothing(typed.target.text):
        return ()
    judge = _Judge(home.language, language, terms, splitter, speller, {**USUAL, **severities})
    return list(_marked(typed, [*judge.issues(typed), *_unread(judge, typed, hurried)], dismissed))


def own_issues(
    store: Store,
    slug: str,
    segments: Sequence[int],
    *,
    language: str,
    splitter: Splitter,
    speller: Speller | None = None,
    severities: Severities = MappingProxyType({}),
    unread_seconds: int = UNREAD_SECONDS,
) -> Sequence[tuple[Unit, Sequence[Checked]]]:
    """Segments of an article with their issues, without those that show only beside others.

    Raises:
        NotFoundError: there is no such article, or it is not open for the language.

    """
    with store.read() as uow:
        entry = uow.articles.get(slug)
        units = uow.targets.units(segments, language)
        terms = termbase(uow, source=entry.language, language=language, collection=entry.collection)
        dismissed = uow.dismissals.listed(slug, language)
        hurried = _hurried(uow, slug, language, unread_seconds)
    judge = _Judge(entry.language, language, terms, splitter, speller, {**USUAL, **severities})
    found = ((unit, [*judge.issues(unit), *_unread(judge, unit, hurried)]) for unit in units)
    return [(unit, list(_marked(unit, issues, dismissed.get(unit.id, ())))) for unit, issues in found]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's word on what a check found at a place of a segment, as its target reads in ``text``, tags included.

    It is ``dismissed`` with a note, or else told again.
    """

    segment: int
    language: str
    place: Place
    text: str
    dismissed: bool = True
    note: str = ""


def judge(store: Store, verdict: Verdict, *, by: str) -> None:
    """Dismiss a false alarm, or take that back; the same word twice changes nothing.

    Raises:
        NotFoundError: there is no such segment, or it is not translated into the language.
        NotAllowedError: ``by`` may not edit in the language.
        ShelvedError: the article is archived or deleted.
        InputError: the note is too long, or no check finds anything of that code at that place.

    """
    with store.write(by=by) as uow:
        unit = uow.targets.unit(verdict.segment, verdict.language)
        target = plain(verdict.text, unit.segment.codes)
        _require_place(verdict.place, target)
        if not verdict.dismissed:
            uow.dismissals.remove(verdict.segment, verdict.language, verdict.place)
            return
        digest = digest_of(unit.segment.plain, target)
        uow.dismissals.add(verdict.segment, verdict.language, verdict.place, digest=digest, note=verdict.note)


def _require_place(place: Place, target: str) -> None:
    """A place that a check of the desk can have found in the plain ``target``."""
    if place.code not in USUAL:
        raise InputError(f"no check is called {place.code!r}; reload the page")
    if not 0 <= place.start <= place.end <= len(target):
        where = f"{place.start} to {place.end}"
        raise InputError(f"{where} is no place in a text of {len(target)} characters; reload the page")


def _marked(unit: Unit, issues: Iterable[Issue], dismissed: Sequence[Dismissal]) -> Iterator[Checked]:
    digest = digest_of(unit.segment.plain, plain(unit.target.text, unit.segment.codes)) if dismissed else ""
    known = {item.place: item for item in dismissed if item.digest == digest}
    for issue in issues:
        place = Place(issue.code, issue.finding.start, issue.finding.end)
        yield Checked(unit, issue, known.get(place))


class _Judge:
    """The checks of targets in one language, one by one."""

    def __init__(
        self,
        source: str,
        language: str,
        terms: Termbase,
        splitter: Splitter,
        speller: Speller | None,
        severities: Severities,
    ) -> None:
        self._source, self._language, self._terms = source, language, terms
        self._splitter, self._speller, self._severities = splitter, speller, severities

    def issues(self, unit: Unit) -> Sequence[Issue]:
        """What is wrong with a target in itself."""
        target = plain(unit.target.text, unit.segment.codes)
        pair = self._pair(unit, target)
        hits = self._terms.hits(unit.segment.plain, target)
        own = [*self._own(unit, target, hits), *self._spelling(pair, hits)]
        return [*quality.look(pair, severities=self._severities), *own]

    def _pair(self, unit: Unit, target: str) -> Pair:
        counts = None
        if unit.segment.kind is not Kind.VERSE and unit.segment.sentences:
            counts = len(unit.segment.sentences), len(self._splitter.spans(target, self._language))
        return Pair(unit.segment.plain, target, self._source, self._language, counts)

    def _spelling(self, pair: Pair, hits: Sequence[TermHit]) -> Iterator[Issue]:
        if self._speller is None or self._severities.get("spelling") is None:
            return
        known = frozenset(word.casefold() for hit in hits for word in hit.term.target.split())
        for finding in spelling(pair, self._speller, known=known):
            yield from self.issue("spelling", pair.target, finding)

    def _own(self, unit: Unit, target: str, hits: Sequence[TermHit]) -> Iterator[Issue]:
        if not complete(unit.target.text, unit.segment.codes):
            yield from self.issue("codes", target, Finding(0, len(target)))
        for hit in hits:
            yield from self._term(hit, target)

    def _term(self, hit: TermHit, target: str) -> Iterator[Issue]:
        start, end = hit.found or (0, len(target))
        if hit.use is Use.MISSING:
            yield from self.issue("term_missing", target, Finding(start, end, wanted=hit.term.target))
        if hit.use is Use.FORBIDDEN:
            yield from self.issue("term_forbidden", target, Finding(start, end, wanted=hit.term.target))

    def issue(self, code: str, target: str, finding: Finding) -> Iterator[Issue]:
        """What was found, unless nobody wants to know."""
        severity = self._severities.get(code)
        if severity is not None:
            yield Issue(code, severity, finding, target[finding.start : finding.end])


def _beside(judge: _Judge, units: Sequence[Unit]) -> Mapping[int, Sequence[Issue]]:
    """What only shows beside the other segments: one source said in two ways, two sources said in one."""
    texts = {unit.id: (unit.segment.plain, plain(unit.target.text, unit.segment.codes)) for unit in units}
    folded = {number: (_folded(source), _folded(target)) for number, (source, target) in texts.items()}
    said, meant = _gathered(folded.values()), _gathered((target, source) for source, target in folded.values())
    found: dict[int, Sequence[Issue]] = {}
    for number, (source, target) in folded.items():
        text = texts[number][1]
        ways, sources = _besides(target, said[source]), _besides(source, meant[target])
        if len(text.split()) <= _SAYS_LITTLE:
            sources = ()
        found[number] = [*_other(judge, "inconsistent", text, ways), *_other(judge, "repeated", text, sources)]
    return found


def _other(judge: _Judge, code: str, target: str, others: Sequence[str]) -> Iterator[Issue]:
    if others:
        yield from judge.issue(code, target, Finding(0, len(target), wanted=others[0]))


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
