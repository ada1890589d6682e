"""Find the loops that a decoder falls into: words or letters that come again and again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from translate_flow.domain.languages import primary

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_TOKEN = regex.compile(rf"[{_UNSPACED}]|[[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}]]+", flags=regex.V1)
_LONGEST = 24
"""Words of the longest loop that is looked for."""

_LONGEST_UNSPACED = 96
"""The same in characters, where each is a token: about as much text."""

_LONG_LOOP = 6
"""Words from which a loop counts when it goes round only twice."""

_SYLLABLES = 2
"""Characters up to which a loop in a script without spaces may be a word that is said so: 人人人, どんどんどん."""

_LETTERS = 10
"""Times that a letter, or two or three, may follow themselves inside a word ("Goooool")."""


_LONG_WORD = regex.compile(rf"\p{{L}}{{{_LETTERS + 1},}}")
_LETTER_LOOPS = tuple(regex.compile(rf"((\p{{L}}{{{period}}})\2{{{_LETTERS},}})") for period in (1, 2, 3))

_EMPHASIS = 2
"""Words of the longest phrase that people say again for emphasis ("very, very")."""

_TWICE = regex.compile(r"(?i)(?<![\w'’-])([\p{L}\p{M}]{3,40})\s+\1(?![\w'’-])")
_SINGLE = frozenset(
    """
    ca cs da de en es fr gl it nb nl nn no pl pt ro ru sk sv uk
    """.split()  # noqa: SIM905 - words read better than quotes
)
"""Languages that hardly ever say a word twice without a comma; others do it to mean many, or slowly."""

_MAY = frozenset(
    """
    that had her vous nous die der das sie was que très muy very really sehr muito molto molt heel más more bien
    viel non nein nee nie ей его что так очень bora pago bye cha ha hah har heh вот еле чуть via pian piano man così
    ben quasi appena well now there long far many never jamais toujours nunca siempre casi luego là
    """.split()  # noqa: SIM905 - words read better than quotes
)
"""Words that may stand twice in a row in one of those languages."""


def repetition(source: str, target: str, _source_language: str = "", language: str = "") -> bool:
    """Whether the target goes in circles where the source does not.

    A loop is one or more words said three times in a row, a phrase of six words or more said twice, or letters over
    and over inside a word; in languages that don't, a word that stands twice with nothing between. What the source
    repeats ("ha, ha, ha") the target may, and what it says twice for emphasis the target may say once more.

    >>> repetition("He laughed.", "Se rió, se rió, se rió."), repetition("Ha, ha, ha!", "¡Ja, ja, ja!")
    (True, False)
    >>> repetition("On Sunday", "El domingo domingo", "en", "es"), repetition("I'm very, very glad", "非常非常高兴")
    (True, False)
    """
    words = _words(source)
    echoes = list(_echoes(words))
    if not echoes and any(doubled(source, target, language)):
        return True
    said = max((rounds for _, rounds in _loops(source, words, echoes)), default=0)
    again = 1 + max((rounds for period, rounds in echoes if period <= _reach(words)), default=-1)
    there = _words(target)
    loops = _loops(target, there, list(_echoes(there)))
    return any(rounds > max(said, again if period <= _EMPHASIS else 0) for period, rounds in loops)


def doubled(source: str, target: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Where a word stands twice in a row, and that word; nothing where the source does so, or the language may."""
    if primary(language) in _SINGLE and not _TWICE.search(source):
        for match in _TWICE.finditer(target):
            if match[1].casefold() not in _MAY:
                yield *match.span(), match[1]


def _reach(words: Sequence[str]) -> int:
    """The longest phrase said for emphasis; four characters where each is a token."""
    return 2 * _EMPHASIS if _unspaced(words) else _EMPHASIS


def _unspaced(words: Sequence[str]) -> bool:
    """Whether most tokens are characters of a script without spaces; a number or a name may stand among them."""
    return sum(len(word) == 1 for word in words) > len(words) / 2


def _loops(text: str, words: Sequence[str], echoes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The loops of a text, each with its period in words (0 for letters) and how often it goes round."""
    # one or two characters of a script without spaces say less than a word: they are a loop only when they go on
    brief = _SYLLABLES if _unspaced(words) else 0
    loops = [(period, n) for period, n in echoes if n >= (4 if period <= brief else 3) or period >= _LONG_LOOP]
    return [*loops, *((0, n) for n in _letter_loops(text))]


def _words(text: str) -> list[str]:
    return [token.casefold() for token in _TOKEN.findall(text)]


def _echoes(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Whatever is said twice or more in a row: the words of it, and how often."""
    for period in sorted(_distances(words)):
        rounds = 1 + _longest_echo(words, period) // period
        if rounds > 1:
            yield period, rounds


def _distances(words: Sequence[str]) -> set[int]:
    """How far apart a word stands from itself: no other period is worth a look."""
    most = min(_LONGEST_UNSPACED if _unspaced(words) else _LONGEST, len(words) // 2)
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word, []).append(place)
    return {
        after - before
        for same in places.values()
        for at, before in enumerate(same)
        for after in same[at + 1 : at + 1 + most]
        if after - before <= most
    }


def _letter_loops(text: str) -> Iterator[int]:
    for letters in _LONG_WORD.findall(text):
        for loop in _LETTER_LOOPS:
            yield from (len(whole) // len(once) for whole, once in loop.findall(letters))


def _longest_echo(items: Sequence[str], period: int) -> int:
    """The longest run of items that equal the one ``period`` before them."""
    best = run = 0
    for before, item in zip(items, items[period:], strict=False):
        run = run + 1 if item == before else 0
        best = max(best, run)
    return best
