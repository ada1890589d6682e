"""Who translates and reviews which part of an article in a language, and until when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from translate_flow.errors import InputError

END = 1_000_000_000
"""The last segment of a span that ends with its article, however long that grows."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Segments of an article by their place in it now, from 1, both ends included; all of them when nothing is said.

    Raises:
        InputError: it begins before the first segment, or ends before it begins.

    """

    first: int = 1
    last: int = END

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last:
            raise InputError(f"{self} is no range of segments; say the first and the last of them, such as 3-10")

    def __str__(self) -> str:
        return f"{self.first}-{'' if self.last == END else self.last}"

    def common(self, other: Span) -> Span | None:
        """The segments in both; None where there are none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Span(first, last) if first <= last else None

    def without(self, other: Span) -> Iterator[Span]:
        """What is left when ``other`` is taken away: at most two spans.

        >>> [str(span) for span in Span().without(Span(5, 10))]
        ['1-4', '11-']
        """
        if self.common(other) is None:
            yield self
            return
        if self.first < other.first:
            yield Span(self.first, other.first - 1)
        if other.last < self.last:
            yield Span(other.last + 1, self.last)


WHOLE = Span()


def parsed(text: str) -> Span:
    """What a person wrote as a range of segments: ``3-10``, ``3-`` to the end, or ``3`` alone.

    Raises:
        InputError: it is none.

    """
    first, dash, last = (part.strip() for part in text.partition("-"))
    if not first.isdecimal() or (last and not last.isdecimal()):
        raise InputError(f"{text!r} is no range of segments; say the first and the last of them, such as 3-10")
    return Span(int(first), min(int(last), END) if last else END if dash else int(first))


@dataclass(frozen=True, slots=True)
class Assignment:
    """A part of an article in a language, who translates and who reviews it (names of accounts), and until when.

    The deadline is a day and includes it. What is not settled yet is empty.
    """

    slug: str
    language: str
    span: Span = WHOLE
    translator: str = ""
    reviewer: str = ""
    due: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it asks nothing of anybody."""
        return not (self.translator or self.reviewer or self.due)

    def people(self) -> frozenset[str]:
        """Everybody it names."""
        return frozenset({self.translator, self.reviewer} - {""})


class Detail(StrEnum):
    """What an assignment may settle, and what may be left open again."""

    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    DUE = "due"


class Task(StrEnum):
    """What a person is asked to do; ``taken`` is work no longer theirs, ``changed`` theirs that says something else."""

    TRANSLATE = "translate"
    REVIEW = "review"
    TAKEN = "taken"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person is told about their work: what is asked of them, where, by whom, and when it was said.

    ``segments`` is how many the article has to translate now.
    """

    id: int
    at: datetime
    by: str
    task: Task
    slug: str
    title: str
    language: str
    span: Span = WHOLE
    due: date | None = None
    seen: bool = False
    segments: int = 0


@dataclass(frozen=True, slots=True)
class NotBack:
    """Work in a language that does not come back to whoever had it: they may not do it any more."""

    language: str
    person: str
    task: Task


def planned(
    stored: Sequence[Assignment], wanted: Assignment, *, unset: Collection[Detail] = frozenset()
) -> list[Assignment]:
    """The assignments of an article in a language once ``wanted`` is put over them, in reading order.

    Outside its span everything stays; within, what it says is new, and what it leaves empty is kept, unless it is to be
    ``unset``: that is open again.
    """
    outside = cleared(stored, wanted.span)
    inside = [_over(old, wanted, common, unset) for old in stored if (common := old.span.common(wanted.span))]
    open_spans = [wanted.span]
    for old in inside:
        open_spans = [rest for span in open_spans for rest in span.without(old.span)]
    fresh = [replace(wanted, span=span) for span in open_spans]
    return _joined([item for item in (*outside, *inside, *fresh) if not item.is_empty])


def cleared(stored: Sequence[Assignment], span: Span) -> list[Assignment]:
    """The assignments that are left when nobody has anything to do with ``span`` any more."""
    return _joined([replace(old, span=rest) for old in stored for rest in old.span.without(span)])


def owners(stored: Sequence[Assignment], *, count: int) -> Mapping[int, Assignment]:
    """Who has which of the ``count`` segments of an article, by their place from 1."""
    return {place: item for item in stored for place in range(item.span.first, min(item.span.last, count) + 1)}


def doers(stored: Sequence[Assignment], *, count: int) -> frozenset[tuple[int, Task, str]]:
    """Who does what at which of the ``count`` places of an article, from 1."""
    found = owners(stored, count=count).items()
    asked = {(place, Task.TRANSLATE, item.translator) for place, item in found if item.translator}
    return frozenset(asked | {(place, Task.REVIEW, item.reviewer) for place, item in found if item.reviewer})


def followed(before: Sequence[Assignment | None], *, fresh: Collection[int]) -> list[Assignment]:
    """The assignments of a revised article, of whose segments ``before`` tells who had each one.

    Those at the places ``fresh`` (from 1) are new: each goes to whoever has the one before it, at the beginning to
    whoever has the first that is not. A part that was open to the end of the article and still ends there stays so.

    >>> mine = Assignment("fair", "es", Span(2, 3), "ana")
    >>> [str(item.span) for item in followed([None, mine, None, mine], fresh={3})]
    ['2-4']
    """
    last = next((item for place, item in enumerate(before, 1) if place not in fresh), None)
    parts = []
    for place, item in enumerate(before, 1):
        last = last if place in fresh else item
        if last:
            parts.append((last, replace(last, span=Span(place, place))))
    found = _joined([part for _, part in parts])
    if parts and parts[-1][0].span.last == END and found[-1].span.last == len(before):
        found[-1] = replace(found[-1], span=Span(found[-1].span.first, END))
    return found


def _over(old: Assignment, wanted: Assignment, span: Span, unset: Collection[Detail]) -> Assignment:
    return replace(
        old,
        span=span,
        translator=wanted.translator or ("" if Detail.TRANSLATOR in unset else old.translator),
        reviewer=wanted.reviewer or ("" if Detail.REVIEWER in unset else old.reviewer),
        due=wanted.due or (None if Detail.DUE in unset else old.due),
    )


def _joined(parts: list[Assignment]) -> list[Assignment]:
    """Neighbours that say the same become one."""
    found: list[Assignment] = []
    for part in sorted(parts, key=lambda item: item.span):
        last = found[-1] if found else None
        if last and last.span.last + 1 == part.span.first and replace(last, span=part.span) == part:
            found[-1] = replace(last, span=Span(last.span.first, part.span.last))
        else:
            found.append(part)
    return found


def tasks(assignments: Sequence[Assignment], person: str) -> frozenset[tuple[Task, Span, date | None]]:
    """What assignments ask of a person."""
    asked = [(Task.TRANSLATE, item) for item in assignments if item.translator == person]
    asked += [(Task.REVIEW, item) for item in assignments if item.reviewer == person]
    return frozenset((task, item.span, item.due) for task, item in asked)


def news(
    before: Sequence[Assignment], after: Sequence[Assignment], person: str
) -> list[tuple[Task, Span, date | None]]:
    """What a person has to be told: what they have now and had not, or not until that day, then what they lost.

    >>> had, has = [Assignment("fair", "es", Span(1, 9), "ana")], [Assignment("fair", "es", Span(4, 12), "ana")]
    >>> [(str(task), str(span)) for task, span, due in news(had, has, "ana")]
    [('translate', '10-12'), ('taken', '1-3')]
    """
    had, has = (sorted(tasks(items, person), key=lambda asked: asked[:2]) for items in (before, after))
    gained = [
        (task, rest, due)
        for task, span, due in has
        for rest in _without(span, [other for kind, other, day in had if (kind, day) == (task, due)])
    ]
    lost = [
        (Task.TAKEN, rest, None)
        for task, span, _ in had
        for rest in _without(span, [other for kind, other, _ in has if kind is task])
    ]
    return [*gained, *dict.fromkeys(lost)]


def _without(span: Span, others: Iterable[Span]) -> list[Span]:
    """What is left of a span without any of the others."""
    left = [span]
    for other in others:
        left = [rest for part in left for rest in part.without(other)]
    return left
