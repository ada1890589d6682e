"""Remember what is approved, and offer it again: whole segments, and sentences where they surely correspond."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.bitext import Threshold, Unit
from translate_flow.domain.inline import plain
from translate_flow.domain.memory import Grain, Held, Match, MemoryUnit
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.ports import Splitter, Store, UnitOfWork
from translate_flow.domain.translation import Action
from translate_flow.matching.concordance import beginning, needed, words
from translate_flow.matching.concordance import best as held_best
from translate_flow.matching.counterparts import correspond
from translate_flow.matching.memory import best
from translate_flow.segmentation.tagged import tagged_spans

# Each batch is a transaction, a quarter of a second in which nobody else can save.
_BATCH = 50
# A search takes milliseconds, and somebody waits for all of them.
_MOST_SENTENCES = 16
_MOST_HELD = 1_000


def remember(uow: UnitOfWork, unit: Unit, *, splitter: Splitter, at: datetime | None = None, by: str = "") -> None:
    """Teach the memory what a target as it is now is worth: what is approved for today's source, else nothing.

    To be called in the transaction that wrote the target. A source that changes meanwhile makes nothing forgotten:
    what was approved for it remains right.
    """
    lessons: Sequence[MemoryUnit] = ()
    if unit.reached(Threshold.APPROVED) and unit.segment.kind is not Kind.CODE:
        slug, source, _ = uow.articles.home(unit.id)
        whole = MemoryUnit(
            source=unit.segment.plain.strip(),
            target=plain(unit.target.text, unit.segment.codes).strip(),
            source_language=source,
            language=unit.target.language,
            origin=unit.target.origin,
            article=slug,
            author=by or uow.by,
            changed=(at or datetime.now(UTC)).replace(microsecond=0),  # TMX keeps whole seconds
        )
        lessons = _lessons(whole, unit, splitter, draft=_draft(uow, unit))
    uow.memory.learn(unit.id, unit.target.language, lessons)


def _draft(uow: UnitOfWork, unit: Unit) -> str:
    """What a machine last made of the segment; empty where nobody asked one, or it was made for another source."""
    history = uow.targets.history(unit.id, unit.target.language)
    last = next((entry for entry in reversed(history) if entry.action is Action.DRAFT), None)
    return last.text if last and last.source_hash == unit.segment.source_hash else ""


def _lessons(whole: MemoryUnit, unit: Unit, splitter: Splitter, *, draft: str) -> list[MemoryUnit]:
    if not (whole.source and whole.target):
        return []
    pairs = sentence_pairs(
        unit.segment, unit.target.text, draft=draft, language=unit.target.language, splitter=splitter
    )
    parts = [replace(whole, source=one, target=other, grain=Grain.SENTENCE) for one, other in pairs]
    return [whole, *(part for part in parts if part.source != whole.source)]


def sentence_pairs(
    segment: Segment, target: str, *, draft: str = "", language: str, splitter: Splitter
) -> list[tuple[str, str]]:
    """The sentences of a segment beside those of its target, plain; none where it is not sure which is whose.

    `matching.counterparts` says what is sure; ``draft`` is what a machine made of the segment, empty where it made
    nothing. Of verse or other text with line breaks in a sentence those sentences are left out: drafting takes them
    line by line.
    """
    sources = _sentences(segment)
    targets, drafted = (_sentences(_in_place(segment, text, splitter, language)) for text in (target, draft))
    if not correspond(sources, targets, draft=drafted if draft else ()):
        return []
    pairs = zip(sources, targets, strict=True)
    return [(one, other) for one, other in pairs if one and other and "\n" not in one + other]


def _in_place(segment: Segment, text: str, splitter: Splitter, language: str) -> Segment:
    """The segment with a translation in the place of its text."""
    spans = tagged_spans(replace(segment, text=text, sentences=()), splitter, language)
    return replace(segment, text=text, sentences=spans)


def _sentences(segment: Segment) -> list[str]:
    spans = [segment.text[span.start : span.end] for span in segment.sentences] or [segment.text]
    return [plain(span, segment.codes).strip() for span in spans]


def matches(uow: UnitOfWork, unit: Unit, *, limit: int = 5, now: datetime | None = None) -> Sequence[Match]:
    """What the memory has for a segment, best first; what only this segment taught is not offered to it.

    Where it has nothing for the whole segment, it may have something for its sentences: the best match of each, told
    by `Match.sentence`, in the order of the text, at most ``limit``.
    """
    if unit.segment.kind is Kind.CODE:
        return []
    slug, source, _ = uow.articles.home(unit.id)
    at = now or datetime.now(UTC)

    def offered(text: str, most: int) -> Sequence[Match]:
        language = unit.target.language
        found = uow.memory.candidates(text, source=source, language=language, besides=unit.id)
        return best(text, found, article=slug, language=language, limit=most, now=at)

    return offered(unit.segment.plain, limit) or _by_sentence(unit.segment, lambda text: offered(text, 1), limit=limit)


def _by_sentence(segment: Segment, offered: Callable[[str], Sequence[Match]], *, limit: int) -> list[Match]:
    sentences = [sentence for sentence in _sentences(segment) if sentence]
    if len(sentences) < 2:
        return []
    once = list(dict.fromkeys(sentences))[:_MOST_SENTENCES]
    found = (replace(match, sentence=sentence) for sentence in once for match in offered(sentence))
    return list(islice(found, limit))


def search(
    store: Store, text: str, *, language: str, source: str, limit: int = 5, least: int, now: datetime | None = None
) -> Sequence[Match]:
    """What the memory has for any text, best first."""
    with store.read() as uow:
        found = uow.memory.candidates(text, source=source, language=language, least=least)
    at = now or datetime.now(UTC)
    return best(text, found, article="", language=language, limit=limit, least=least, now=at)


def concordance(store: Store, text: str, *, source: str, language: str, limit: int = 50) -> Sequence[Held]:
    """Units of which one side holds the words of ``text``, or most of them, or words near to them; best first.

    Both directions of the memory's pair are looked through, the units that came last first; of words that are in
    many more than are asked for, the thousand that came last.
    """
    asked = words(text)
    if not asked:
        return []
    with store.read() as uow:
        units = uow.memory.holding(
            list(map(beginning, asked)), need=needed(len(asked)), source=source, language=language
        )
        return held_best(asked, islice(units, _MOST_HELD), limit=limit)


def known_sentences(
    uow: UnitOfWork, sentences: Collection[str], *, source: str, language: str
) -> Mapping[str, MemoryUnit]:
    """The units that translate these very sentences, by the sentence as it was given (plain text)."""
    return uow.memory.exact(sentences, grain=Grain.SENTENCE, source=source, language=language)


def catch_up(store: Store, *, splitter: Splitter, by: str = LOCAL_OWNER) -> int:
    """Learn what was approved and not learnt yet, some at a time; returns how many targets were looked at.

    Costs one look into an empty table when there is nothing left to do.
    """
    done = 0
    while _waits(store):
        with store.write(by=by) as uow:
            for unit in _waiting(uow):
                _learn_late(uow, unit, splitter)
                done += 1
    return done


def learn_postponed(store: Store, targets: Sequence[tuple[int, str]], *, splitter: Splitter, by: str) -> None:
    """Learn these targets (segment, language), some at a time, so that whoever saves meanwhile need not wait for all.

    They stand on the backlog since the transaction that wrote them: should this end early, `catch_up` learns the rest.
    """
    for start in range(0, len(targets), _BATCH):
        with store.write(by=by) as uow:
            for segment, language in targets[start : start + _BATCH]:
                _learn_late(uow, uow.targets.unit(segment, language), splitter)


def _waits(store: Store) -> bool:
    with store.read() as uow:
        return bool(uow.memory.backlog(1))


def _waiting(uow: UnitOfWork) -> Iterator[Unit]:
    for segment, language in uow.memory.backlog(_BATCH):
        yield uow.targets.unit(segment, language)


def _learn_late(uow: UnitOfWork, unit: Unit, splitter: Splitter) -> None:
    """Learn with the date and the author of the last decision, not of an upgrade or a revision of the article.

    What only a revision put together is by whoever revised.
    """
    history = uow.targets.history(unit.id, unit.target.language)
    decisions = [entry for entry in history if entry.action is not Action.SOURCE] or history
    last = decisions[-1] if decisions else None
    remember(uow, unit, splitter=splitter, at=last.at if last else None, by=last.author if last else "")
