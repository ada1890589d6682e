"""How far articles are in their languages, who works there, until when, and what is risky: what a coordinator asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from translate_flow.domain.assignment import Assignment, Span, Task
from translate_flow.domain.translation import State

DOUBTFUL = 0.25
"""Below this confidence a draft is a risk: half is the mean probability of its tokens then, were nothing else wrong."""

TO_EDIT = (State.DRAFT, State.NEEDS_WORK)
UNACCEPTED = (State.UNTRANSLATED, *TO_EDIT)
SIGNED_OFF = (State.APPROVED, State.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Amount:
    """Segments, and the words of their sources."""

    segments: int = 0
    words: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.segments + other.segments, self.words + other.words)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(self.segments - other.segments, self.words - other.words)


@dataclass(frozen=True, slots=True)
class Standing:
    """One article in one language.

    ``done`` is approved for the source as it is now. Risks are segments: among what nobody has accepted those
    ``flagged`` as they were drafted and those ``doubtful`` by `DOUBTFUL`, and, whatever their state, those ``stale``
    for an older source, those ``failing``, in which a check finds something that is a warning or worse, and those with
    open ``comments``. ``active`` is when somebody last changed a target, ``active_by`` who did; None and empty where
    nobody has. Whoever revises the article's text has changed none, though targets go along with it.
    """

    slug: str
    title: str
    source: str
    language: str
    states: Mapping[State, Amount]
    done: Amount
    stale: int = 0
    flagged: int = 0
    failing: int = 0
    doubtful: int = 0
    comments: int = 0
    active: datetime | None = None
    active_by: str = ""
    assignments: Sequence[Assignment] = ()

    @property
    def all(self) -> Amount:
        """Everything there is to translate."""
        return sum(self.states.values(), Amount())

    @property
    def outdated(self) -> Amount:
        """What was approved for an older source."""
        return sum((self.states[state] for state in SIGNED_OFF), Amount()) - self.done

    @property
    def left(self) -> Amount:
        """What isn't approved yet."""
        return self.all - self.done

    @property
    def risks(self) -> int:
        """Everything that deserves a look, a segment as often as it does."""
        return self.flagged + self.failing + self.doubtful + self.comments + self.stale

    @property
    def percent(self) -> float:
        """Approved words of all words, 0 to 100."""
        return 100 * self.done.words / self.all.words if self.all.words else 0.0

    @property
    def due(self) -> date | None:
        """The first of its deadlines."""
        return min((item.due for item in self.assignments if item.due), default=None)

    def overdue(self, today: date) -> bool:
        """Whether a deadline of any part has passed and something isn't approved yet, in whatever part."""
        return bool(self.due and self.due < today and self.left.segments)


def most_urgent(standings: Sequence[Standing]) -> Standing:
    """Where to begin: with what is unfinished, of that the first deadline, the most at risk, the most left to do."""
    return min(standings, key=_urgency)


def _urgency(item: Standing) -> tuple[bool, date, int, int]:
    return (not item.left.segments, item.due or date.max, -item.risks, -item.left.words)


class Waits(StrEnum):
    """What work a language of an article waits for; ``nothing`` where all of it is approved."""

    DRAFT = "draft"
    EDIT = "edit"
    SENT_BACK = "sent_back"
    REVIEW = "review"
    NOTHING = "nothing"


class Due(StrEnum):
    """Deadlines to look for, where something isn't approved yet."""

    OVERDUE = "overdue"
    WEEK = "week"
    NONE = "none"


class Order(StrEnum):
    """What comes first on the board."""

    NEWEST = "newest"
    TITLE = "title"
    DUE = "due"
    ACTIVE = "active"
    LEFT = "left"
    RISK = "risk"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which languages of which articles to show: those that every filter lets through, empty ones let all.

    ``person`` is one who has work there or was the last to change anything; ``text`` is part of a title or slug.
    """

    today: date
    languages: Sequence[str] = ()
    person: str = ""
    waits: Waits | None = None
    due: Due | None = None
    risky: bool = False
    text: str = ""
    slug: str = ""
    collection: str = ""
    order: Order = Order.NEWEST


@dataclass(frozen=True, slots=True)
class Timed:
    """Decisions that somebody made soon after one before: how many, the words of their segments, and the time."""

    decisions: int = 0
    words: int = 0
    time: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Approvals:
    """Words approved in a language on one day (UTC)."""

    day: date
    language: str
    words: int


@dataclass(frozen=True, slots=True)
class Edited:
    """A machine's draft, and what was approved in its place."""

    engine: str
    language: str
    draft: str
    approved: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an article that a person has to translate or to review; ``left`` is what they can do now.

    ``waiting`` is what a reviewer gets once it is translated: it is with the translator, or nobody has begun. ``own``
    is what a reviewer translated and, under four eyes, somebody else has to approve.
    """

    task: Task
    slug: str
    title: str
    language: str
    span: Span
    due: date | None
    all: Amount
    left: Amount
    waiting: Amount = Amount()
    own: Amount = Amount()


@dataclass(frozen=True, slots=True)
class SentBack:
    """A segment that a reviewer sent back to whoever translated it: its place from 1, and its plain source."""

    slug: str
    title: str
    language: str
    place: int
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Proposals:
    """What became of the texts that a person proposed for an article in a language, in segments.

    Nobody has taken up the ``waiting`` ones yet; the ``accepted`` stand as they were proposed, the ``changed`` do not.
    ``place`` (from 1) is that of the first that waits, else of the first of all.
    """

    slug: str
    title: str
    language: str
    place: int
    waiting: int = 0
    accepted: int = 0
    changed: int = 0
