"""What the desk needs from outside: an engine that drafts, a store that keeps, a splitter that finds sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from translate_flow.domain.article import Article, Change, Segment, Sentence
from translate_flow.domain.assignment import NotBack
from translate_flow.domain.bitext import Bitext, Unit
from translate_flow.domain.board_ports import Planning
from translate_flow.domain.collection_port import Collections
from translate_flow.domain.desk_ports import Reviewing
from translate_flow.domain.memory_port import Memory
from translate_flow.domain.people import Right
from translate_flow.domain.people_ports import Audit, People, Sessions
from translate_flow.domain.revisions import ArticleRevision, Replaced, Rewrite
from translate_flow.domain.search import Search
from translate_flow.domain.shelves import Shelf, Shelves
from translate_flow.domain.term_port import Terms
from translate_flow.domain.translation import NO_ORIGIN, Action, Origin, Revision, State, Target
from translate_flow.errors import ShelvedError


@dataclass(frozen=True, slots=True)
class Link:
    """A source span and the target span that it became, in code points of the plain sentences."""

    source_start: int
    source_end: int
    target_start: int
    target_end: int


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One reading of a sentence by an engine.

    ``score`` is the mean token log-probability where the engine has one; ``links`` is its word alignment, empty where
    it cannot tell.
    """

    text: str
    score: float | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft(Hypothesis):
    """What an engine made of one sentence: its best hypothesis, and the ``others`` it was asked for, best first."""

    origin: Origin = NO_ORIGIN
    others: Sequence[Hypothesis] = ()


class Engine(Protocol):
    """A machine-translation engine. Sentences are plain text, without inline tags and line breaks."""

    @property
    def name(self) -> str:
        """Its name in the engine table."""

    def pairs(self) -> Collection[tuple[str, str]]:
        """The (source, target) language codes it can translate now, pivots included.

        Raises:
            EngineError: it cannot be asked now, such as a server that does not answer.

        """

    def translate(self, sentences: Iterable[str], *, source: str, target: str, n_best: int = 1) -> Iterator[Draft]:
        """Draft every sentence, in input order; ``sentences`` is read ahead, but never to its end at once.

        With ``n_best`` above 1 a draft may carry that many hypotheses, itself included; an engine that has only one
        gives one.

        Raises:
            NoModelError: nothing installed translates the pair; the text names the command that installs it.
            EngineError: the engine failed.

        """

    def complete(self, sentence: str, prefix: str, *, source: str, target: str, n_best: int = 1) -> tuple[str, ...]:
        """How the translation of ``sentence`` may go on after ``prefix``, best first; empty where it cannot tell.

        ``prefix`` is what was typed so far and may end inside a word; each answer is what follows it directly, with
        the space that belongs between.

        Raises:
            NoModelError: nothing installed translates the pair.
            EngineError: the engine failed.

        """


class Splitter(Protocol):
    """Finds the sentences of a text."""

    def spans(self, text: str, language: str) -> Sequence[Sentence]:
        """Spans that cover ``text`` without gap or overlap; trailing spaces belong to the sentence before."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the store, without its segments; ``until`` tells when a deleted one can no longer be restored."""

    id: int
    slug: str
    language: str
    title: str
    byline: str
    languages: tuple[str, ...]
    segments: int
    words: int
    created: datetime
    revision: int = 1
    collection: str = ""
    archived: datetime | None = None
    deleted: datetime | None = None
    deleted_by: str = ""
    until: datetime | None = None

    @property
    def shelf(self) -> Shelf:
        """Where it stands."""
        if self.deleted is not None:
            return Shelf.DELETED
        return Shelf.OPEN if self.archived is None else Shelf.ARCHIVED

    def require_open(self) -> None:
        """Go on only if it may be changed.

        Raises:
            ShelvedError: it is archived or deleted.

        """
        if self.shelf is not Shelf.OPEN:
            raise ShelvedError(self.slug, self.shelf)


class Home(NamedTuple):
    """The article that a segment belongs to, its language, and its collection; empty where it is in none."""

    slug: str
    language: str
    collection: str = ""


@dataclass(frozen=True, slots=True)
class StoredSegment:
    """A segment in the store; an archived one left the article in a revision and waits for its return.

    ``former`` are the hashes of what it said in earlier revisions; ``done`` tells how far its targets are, all
    languages together: of two equal segments the one with more is the one to keep.
    """

    id: int
    segment: Segment
    archived: bool = False
    former: frozenset[str] = frozenset()
    done: int = 0


@dataclass(frozen=True, slots=True)
class Approved:
    """A text that a person signed off, and whose it was before."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one article is in one language. Words are counted in the source.

    ``approved_words`` and ``approved_segments`` leave out what was approved for an older source; ``flagged`` counts
    segments whose target has a flag and that nobody has accepted yet.
    """

    slug: str
    language: str
    segments: int
    words: int
    states: Mapping[State, int]
    approved_words: int
    approved_segments: int
    stale: int
    flagged: int = 0

    @property
    def percent(self) -> float:
        """Approved words of all words, 0 to 100, one decimal."""
        return round(100 * self.approved_words / self.words, 1) if self.words else 0.0


class Articles(Protocol):
    """The articles of a workspace."""

    def add(self, article: Article, *, languages: Sequence[str], slug: str = "", origin: str = "") -> Entry:
        """Keep an article and an untranslated target for each segment and language.

        Without a slug one is made from the title and the new id. ``origin`` names the file it came from.

        Raises:
            ConflictError: the slug is taken, be it by an archived or a deleted article.

        """

    def segments(self, slug: str) -> Sequence[StoredSegment]:
        """The segments of an article in reading order, then those that left it."""

    def revise(self, slug: str, rewrite: Rewrite) -> Sequence[NotBack]:
        """Put another text in the place of the stored one; returns work that does not come back to who had it.

        A changed segment keeps its earlier source, and its targets get a revision: nobody approves the new one unseen.
        """

    def resentence(self, segment: int, sentences: Sequence[Sentence]) -> None:
        """Say where the sentences of a segment's text end."""

    def revisions(self, slug: str) -> Sequence[ArticleRevision]:
        """The revisions that replaced a text, the newest first; none for an article that was never revised."""

    def replaced(self, slug: str) -> Replaced | None:
        """What the last revision replaced; None when there is none, or it is older than this book-keeping."""

    def add_language(self, slug: str, language: str) -> None:
        """Open an article for one more language; nothing happens when it is open already."""

    def get(self, slug: str) -> Entry:
        """Find one article, open or archived.

        Raises:
            NotFoundError: there is none of that name, or it is deleted.

        """

    def anywhere(self, slug: str) -> Entry:
        """Find one article, deleted or not.

        Raises:
            NotFoundError: there is none of that name.

        """

    def all(self, shelf: Shelf = Shelf.OPEN) -> Iterator[Entry]:
        """Every article of a shelf, newest first."""

    def changes(self, slug: str) -> tuple[Change, ...]:
        """What cleaning dropped or altered."""

    def home(self, segment: int, *, even_deleted: bool = True) -> Home:
        """The article that a segment, archived or not, belongs to.

        Raises:
            NotFoundError: there is no such segment, or unless ``even_deleted`` none that anybody sees.

        """


class Targets(Protocol):
    """The targets of a workspace and their history."""

    def bitext(self, slug: str, language: str) -> Bitext:
        """An article with its targets.

        Raises:
            NotFoundError: no such article, or it is not open for the language.

        """

    def unit(self, segment: int, language: str) -> Unit:
        """One segment with its target.

        Raises:
            NotFoundError: there is none.

        """

    def write(self, target: Target, *, base: int, action: Action) -> Target:
        """Save a target over version ``base``, append a revision, and give back the target as stored.

        Raises:
            ConflictError: the stored version is not ``base``.

        """

    def units(self, segments: Sequence[int], language: str) -> tuple[Unit, ...]:
        """Segments with their targets, in the order asked for; one that is gone is left out."""

    def waiting(self, slug: str, language: str, *, again: bool = False) -> Sequence[int]:
        """The segments to draft, in reading order: untranslated ones and machine drafts of an older source.

        With ``again`` every machine draft is among them; code never is.
        """

    def proposed(self, slug: str, language: str, *, by: Sequence[str]) -> Mapping[int, str]:
        """Who of these wrote what stands unconfirmed, by segment."""

    def sources(self, slug: str, language: str) -> Mapping[int, Segment]:
        """What stale targets of an article were made for, by their segment's number, as far as it is known."""

    def write_drafts(self, drafts: Sequence[Target]) -> frozenset[int]:
        """Save machine drafts, in bulk; returns the segments whose draft was saved.

        Written only where the target is untranslated or a machine's draft, its version is still the draft's and the
        segment's source is still the one drafted: a person's text is never touched.
        """

    def history(self, segment: int, language: str) -> tuple[Revision, ...]:
        """All revisions of a target, oldest first."""

    def progress(self, slug: str = "") -> Iterator[Progress]:
        """Progress per article and language, of one article or of all open ones."""

    def approved_sources(self, hashes: Collection[str], *, source: str, language: str) -> Mapping[str, Approved]:
        """Approved, current targets by source hash (the newest wins), for exact reuse; none of deleted articles."""


class Operations(Protocol):
    """Answers to operations that a browser may send again."""

    def answer(self, operation: str) -> str | None:
        """The stored answer (JSON), None when the operation is new."""

    def remember(self, operation: str, answer: str) -> None:
        """Keep an answer."""


class UnitOfWork(Planning, Reviewing, Protocol):
    """One transaction, in one person's name. Leaving it without an error commits; an error rolls back."""

    @property
    def by(self) -> str:
        """The author of every write."""

    @property
    def articles(self) -> Articles:
        """The articles."""

    @property
    def shelves(self) -> Shelves:
        """Where the articles stand."""

    @property
    def collections(self) -> Collections:
        """Series and topics."""

    @property
    def targets(self) -> Targets:
        """The targets and their history."""

    @property
    def memory(self) -> Memory:
        """The translation memory."""

    @property
    def search(self) -> Search:
        """The search in every source and target."""

    @property
    def operations(self) -> Operations:
        """Answers to operations that may come again."""

    @property
    def terms(self) -> Terms:
        """The termbase."""

    @property
    def people(self) -> People:
        """The accounts."""

    @property
    def sessions(self) -> Sessions:
        """Who is signed in, and who is invited."""

    @property
    def audit(self) -> Audit:
        """What was done to what."""

    def require(self, right: Right, *, language: str = "") -> None:
        """Check the person's right inside the transaction. Every write method calls it by itself.

        Raises:
            NotAllowedError: the role does not include it.

        """


class Store(Protocol):
    """Opens units of work."""

    def write(self, *, by: str) -> AbstractContextManager[UnitOfWork]:
        """A transaction that may write (takes the write lock at once)."""

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """A consistent snapshot."""
