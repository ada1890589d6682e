"""Apply SRX rules to a text: at each position the first rule that matches decides."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from translate_flow.errors import FormatError, LimitError
from translate_flow.segmentation.srx import Rule, compile_pattern, compiled

REACH = 100
"""How often ``*`` and ``+`` repeat when a rule looks back; LanguageTool's segmenter has the same bound, for speed."""

SECONDS = 2.0
"""Processor time for one text, besides a second for every 20,000 characters (usual is one for 2,000,000)."""

_UNBOUNDED = regex.compile(
    r"\\.|(\[(?:\\.|[^\[\]\\]|(?1))*+\])|(?P<star>\*)|(?<![*+?}])(?P<plus>\+)|\{(?P<least>\d+),\}", flags=regex.V1
)

_CAPTURING = regex.compile(r"\\.|(\[(?:\\.|[^\[\]\\]|(?1))*+\])|\((?!\?)", flags=regex.V1)

_PLACES = regex.compile(
    r"""
    (?<=[^\p{L}\p{M}\p{Nd},،、\s])\s+           # blanks after a mark
    | \s*\n\s*
    | (?<=[.!?…]\d{1,2})\s+                     # after the number of a note: end.1 The
    | \s(?=\d{1,2}[.)]|[b-eB-E][.)]\s|[•⁃▪‣◦])  # before an item's mark
    | (?<=\p{Thai})\s+
    | [.!?…։:;።፧፨၊-၏।-॥។-៕܀᙮᠃᠉꓿꘎꛳؟۔。｡！？．‼⁇⁈⁉༎᱿፡\u2029][\p{Pe}\p{Pf}\p{Pi}"'\p{Bidi_C}]*
    """,
    flags=regex.V1 | regex.VERBOSE,
)
"""Where a carried rule can break at all: one search for these is ten times as fast as one for every rule."""


def bounded(pattern: str) -> str:
    r"""The pattern with every unbounded repetition outside a character class held to `REACH`.

    >>> bounded(r"\([^*+]*\.\s+")
    '\\([^*+]{0,100}\\.\\s{1,100}'
    """
    return _UNBOUNDED.sub(_bound, pattern)


def _bound(match: regex.Match[str]) -> str:
    if match["star"]:
        return f"{{0,{REACH}}}"
    if match["plus"]:
        return f"{{1,{REACH}}}"
    if match["least"]:
        return f"{{{match['least']},{max(REACH, int(match['least']))}}}"
    return match.group()


@dataclass(frozen=True, slots=True, eq=False)
class _Test:
    """A pattern, and the rule to name when it does not end in time; None for the carried rules, which are many."""

    pattern: regex.Pattern[str]
    rule: Rule | None = None

    @property
    def breaks(self) -> bool:
        """Whether it is a single rule that breaks."""
        return self.rule is not None and self.rule.breaks


class Cascade:
    """The rules of one language, compiled.

    ``own`` are a workspace's rules, which go first and stay apart, so that an error can name the rule; they may break
    anywhere. ``carried`` are ours and LanguageTool's, which break after marks, at lines and before items only; they
    become one pattern, whose alternatives are tried in order.
    """

    def __init__(self, own: Sequence[Rule], carried: Sequence[Rule]) -> None:
        """Compile.

        Raises:
            FormatError: a pattern is not a regular expression.

        """
        self._own = tuple(
            _Test(compile_pattern(_ends(rule) if rule.breaks else _here(rule), rule), rule) for rule in own
        )
        self._can_break = _Test(_any(_fast(rule) for rule in carried if rule.breaks))
        self._carried = _Test(_any(_fast(rule) + ("(?P<breaks>)" if rule.breaks else "") for rule in carried))

    def breaks(self, text: str) -> list[int]:
        """Positions, ascending, where ``text`` breaks; neither 0 nor its end.

        Raises:
            FormatError: a workspace's rule does not end in time on this text.
            LimitError: the text is such that the carried rules do not.

        """
        clock = _Clock(SECONDS + len(text) / 20_000)
        ends = {test: frozenset(clock.ends(test, text)) for test in self._own if test.breaks}
        places = {place for place in _places(text) if clock.match(self._can_break, text, place)}.union(*ends.values())
        return [place for place in sorted(places - {0, len(text)}) if self._decide(text, place, ends, clock)]

    def _decide(self, text: str, place: int, ends: Mapping[_Test, Collection[int]], clock: _Clock) -> bool:
        for test in self._own:
            if place in ends[test] if test.breaks else clock.match(test, text, place):
                return test.breaks
        found = clock.match(self._carried, text, place)
        return found is not None and found["breaks"] is not None


class _Clock:
    """Runs patterns against one deadline."""

    def __init__(self, seconds: float) -> None:
        self._deadline = time.thread_time() + seconds

    def ends(self, test: _Test, text: str) -> list[int]:
        """Where the pattern's matches end, overlapping ones too."""
        try:
            return [match.end() for match in test.pattern.finditer(text, overlapped=True, timeout=self._left())]
        except TimeoutError as exc:
            raise _too_slow(test, text) from exc

    def match(self, test: _Test, text: str, place: int) -> regex.Match[str] | None:
        """The pattern's match at a place; it may look back past it."""
        try:
            return test.pattern.match(text, place, timeout=self._left())
        except TimeoutError as exc:
            raise _too_slow(test, text) from exc

    def _left(self) -> float:
        left = self._deadline - time.thread_time()
        if left <= 0:
            raise TimeoutError
        return left


def _places(text: str) -> Iterator[int]:
    """Every place after a mark or in a run of marks; of a run of blanks, where all breaks are one, the ends."""
    for match in _PLACES.finditer(text):
        start, end = match.start() + 1, match.end()
        yield from {start, end} if text[end - 1].isspace() else range(start, end + 1)


def _ends(rule: Rule) -> str:
    """A pattern whose matches end where the rule applies: much faster to search for than `_here`."""
    return f"(?:{rule.before})(?={rule.after})"


def _here(rule: Rule) -> str:
    """A pattern that matches, without width, where the rule applies."""
    return f"(?<={bounded(rule.before)})(?={rule.after})"


def _fast(rule: Rule) -> str:
    """`_here` for one of many rules: the side first that fails sooner, and no capturing."""
    after = f"(?={rule.after})" if rule.after else ""
    before = f"(?<={bounded(rule.before)})" if rule.before else ""
    return _uncaptured(f"{after}{before}")


def _uncaptured(pattern: str) -> str:
    r"""The pattern without capturing, which costs time; the carried rules refer back to no group.

    >>> _uncaptured(r"(a|b)\(([(]|(?=c))")
    '(?:a|b)\\((?:[(]|(?=c))'
    """
    return _CAPTURING.sub(lambda match: "(?:" if match.group() == "(" else match.group(), pattern)


def _any(patterns: Iterable[str]) -> regex.Pattern[str]:
    """The alternatives in order; the last, which never matches, makes sure that there is one and the group exists."""
    return compiled("|".join((*patterns, "(?!)(?P<breaks>)")))


def _too_slow(test: _Test, text: str) -> FormatError | LimitError:
    if test.rule is None:
        msg = f"a paragraph of {len(text):,} characters takes too long to split; break it into shorter ones"
        return LimitError(msg)
    return FormatError(f"{test.rule.place}: the rule takes too long on a text; avoid nested repetition such as (a+)+")
