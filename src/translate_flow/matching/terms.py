"""Find the terms of a source, and how a target uses them.

A term matches whole words, in any case and in simple inflection (`translate_flow.matching.inflection`); Chinese,
Japanese, Thai, Lao, Khmer and Burmese have no word boundaries, Korean only the one before. The words of a term must
follow each other directly. Of terms that overlap the longest counts. Several terms for the same words are
alternatives: a target that uses one of them is right.

Conservative on purpose: a compound is another word (*Hafenamt* neither uses *Hafen* nor counts against it), and so is
a word that differs by an accent only, outside German and Russian. What is told missing may be there in a form that
cannot be known.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import lru_cache
from typing import NamedTuple

from translate_flow.domain.languages import primary
from translate_flow.domain.terms import Term, TermHit, Use, folded
from translate_flow.matching.inflection import Likeness
from translate_flow.matching.inflection import likeness as of_words
from translate_flow.matching.tokens import Token, begins_word, tokens


class Found(NamedTuple):
    """A place of a source, in code points, and the terms it may be: alternatives, in the order they were given."""

    start: int
    end: int
    terms: tuple[Term, ...]


class _Entry(NamedTuple):
    term: Term
    tokens: tuple[Token, ...]


class _Place(NamedTuple):
    start: int
    end: int
    use: bool
    term: Term


class Termbase:
    """Terms of one language pair, ready to be found. Built once; safe to share between threads."""

    def __init__(self, terms: Iterable[Term], *, source: str, language: str) -> None:
        """Index ``terms``; those of other languages (by primary subtag) are left out."""
        self.source, self.language = source, language
        pair = primary(source), primary(language)
        self._entries: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
        self._lengths: dict[str, set[int]] = defaultdict(set)
        self._sources: set[str] = set()
        self._under: Termbase | None = None
        for term in terms:
            if (primary(term.source_language), primary(term.language)) == pair:
                self._add(term)

    def _add(self, term: Term) -> None:
        entry = _Entry(term, _phrase(term.source, self.source))
        if entry.tokens:
            stems = _stems(entry.tokens)
            self._entries[stems].append(entry)
            self._lengths[stems[0]].add(len(stems))
            self._sources.add(folded(term.source))

    def over(self, others: Termbase) -> Termbase:
        """These terms, and those of ``others`` whose source is none of these', in any case.

        Nothing is indexed anew, and both stay as they are.
        """
        if not self._entries:
            return others
        both = copy(self)
        both._under = others
        return both

    def __len__(self) -> int:
        """How many terms it holds."""
        under = self._under._entries.values() if self._under else ()
        return sum(map(len, self._entries.values())) + sum(len(self._left(entries)) for entries in under)

    def _left(self, entries: Sequence[_Entry]) -> list[_Entry]:
        """What is not said otherwise by a term of these."""
        return [entry for entry in entries if folded(entry.term.source) not in self._sources]

    def _of(self, stems: tuple[str, ...]) -> Sequence[_Entry]:
        own = self._entries.get(stems, [])
        under = self._under._entries.get(stems) if self._under else None
        return [*own, *self._left(under)] if under else own

    def _lengths_of(self, stem: str) -> Iterable[int]:
        own = self._lengths.get(stem, set())
        return own | self._under._lengths.get(stem, set()) if self._under else own

    def find(self, source_text: str) -> tuple[Found, ...]:
        """The terms of a plain source, in order, none overlapping another."""
        if not self._entries:
            return ()
        candidates = sorted(self._candidates(source_text), key=lambda found: (found.start - found.end, found.start))
        ground = _Ground(source_text)
        return tuple(sorted(found for found in candidates if ground.take(found.start, found.end)))

    def hits(self, source_text: str, target_text: str) -> list[TermHit]:
        """How a plain target uses the terms of a plain source, in the order of the source.

        Each place of the source claims a place of its own in the target, longer ones first. Where the target has
        fewer, a forbidden variant is told; without one, a use elsewhere serves again, for a repetition is often left
        out or said by a pronoun.
        """
        return self.judge(self.find(source_text), target_text)

    def judge(self, found: Sequence[Found], target_text: str) -> list[TermHit]:
        """`hits` for terms that `find` has found already: to compare several targets of one source."""
        if not found:
            return []
        target = _Target(target_text, self.language)
        longest_first = sorted(found, key=lambda item: item.start - item.end)
        return sorted((target.claim(item) for item in longest_first), key=lambda hit: hit.start)

    def _candidates(self, text: str) -> Iterator[Found]:
        found = tokens(text, self.source)
        for at, token in enumerate(found):
            for length in self._lengths_of(token.forms.stem):
                window = found[at : at + length]
                entries = self._of(_stems(window))
                terms = self._closest(entries, window) if entries and begins_word(found, at) else ()
                if terms:
                    yield Found(token.start, window[-1].end, terms)

    def _closest(self, entries: Sequence[_Entry], window: tuple[Token, ...]) -> tuple[Term, ...]:
        """Of the terms that match, those as written go before others, then the exact language before its variants."""
        ranked = [
            ((closeness, entry.term.language == self.language), entry.term)
            for entry in entries
            if (closeness := _closeness(entry.tokens, window, entry.term, self.source))
        ]
        best = max((rank for rank, _ in ranked), default=None)
        return tuple(term for rank, term in ranked if rank == best)


def rank(uses: Sequence[Use]) -> tuple[int, int]:
    """Sort key of a hypothesis by how it uses the terms: fewest forbidden variants, then most terms used.

    >>> rank([Use.USED, Use.MISSING]) < rank([Use.MISSING, Use.MISSING]) < rank([Use.USED, Use.FORBIDDEN])
    True
    """
    return uses.count(Use.FORBIDDEN), -uses.count(Use.USED)


class _Ground:
    """Which characters of a text are taken."""

    def __init__(self, text: str) -> None:
        self._taken = bytearray(len(text))

    def take(self, start: int, end: int) -> bool:
        if self._taken.find(1, start, end) >= 0:
            return False
        self._taken[start:end] = b"\1" * (end - start)
        return True


class _Places:
    """Where a target may use a term: the places nobody has claimed yet, uses first, and what serves when none is."""

    def __init__(self, places: Sequence[_Place]) -> None:
        self._unclaimed = deque(places)
        self._spare = places[0] if places else None

    def claim(self, ground: _Ground) -> _Place | None:
        while self._unclaimed:
            place = self._unclaimed.popleft()
            if ground.take(place.start, place.end):
                return place
        return self._spare


class _Target:
    """A target whose words are claimed by one term after the other."""

    def __init__(self, text: str, language: str) -> None:
        self._language = language
        self._text = text
        self._tokens = tokens(text, language)
        self._ground = _Ground(text)
        self._known: dict[tuple[Term, ...], _Places] = {}
        self._at: dict[str, list[int]] = defaultdict(list)
        for at, token in enumerate(self._tokens):
            self._at[token.forms.stem].append(at)

    def claim(self, found: Found) -> TermHit:
        if found.terms not in self._known:
            self._known[found.terms] = _Places(self._places(found.terms))
        place = self._known[found.terms].claim(self._ground)
        if place is None:
            return TermHit(found.terms[0], found.start, found.end, Use.MISSING)
        use = Use.USED if place.use else Use.FORBIDDEN
        return TermHit(place.term, found.start, found.end, use, (place.start, place.end))

    def _places(self, terms: tuple[Term, ...]) -> list[_Place]:
        """Uses, then forbidden variants; of two that overlap the longer counts, of two as long the use."""
        every = [place for term in terms for place in self._of_term(term)]
        every.sort(key=lambda place: (place.start - place.end, not place.use, place.start))
        ground = _Ground(self._text)
        taken = [place for place in every if ground.take(place.start, place.end)]
        return sorted(taken, key=lambda place: (not place.use, place.start))

    def _of_term(self, term: Term) -> Iterator[_Place]:
        for variant, use in ((term.target, True), *((text, False) for text in term.forbidden)):
            phrase = _phrase(variant, self._language)
            for at in self._at.get(phrase[0].forms.stem, ()) if phrase else ():
                window = self._tokens[at : at + len(phrase)]
                if _closeness(phrase, window, term, self._language) and begins_word(self._tokens, at):
                    yield _Place(window[0].start, window[-1].end, use, term)


@lru_cache(maxsize=65_536)
def _phrase(text: str, language: str) -> tuple[Token, ...]:
    return tokens(text, language)


def _stems(window: Iterable[Token]) -> tuple[str, ...]:
    return tuple(token.forms.stem for token in window)


def _closeness(wanted: tuple[Token, ...], window: tuple[Token, ...], term: Term, language: str) -> int:
    """3 as a case-sensitive term is written, 2 the same words, 1 inflected ones, 0 others."""
    if len(wanted) != len(window):
        return 0
    pairs = zip(wanted, window, strict=True)
    if term.case_sensitive:
        return 3 * all(one.forms.written == other.forms.written for one, other in pairs)
    tag = primary(language)
    return min((of_words(one.forms, other.forms, tag) for one, other in pairs), default=Likeness.OTHER).value
