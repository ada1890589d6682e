"""Join the lines of hard-wrapped paragraphs (mail, PDF copies); leave verse, lists and addresses as they stand.

Text is hard-wrapped when its lines are nearly all as long as a common width and run on from one line to the next.
Then a line is joined to the next where the next line's first word would not have fitted, or goes on in small letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import regex

from translate_flow.domain.article import Kind
from translate_flow.reading.lines import Line
from translate_flow.reading.pages import PAGE_NUMBER, furniture

MARKER = regex.compile(
    r"^(?P<marker>[-*+•‣◦▪▫●○■□◆◇►✓✔·∙]|\(?(?P<label>\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|(?P<label>\d{1,2}|[一二三四五六七八九十]{1,3})、)"
    r"(?:\s+|(?<=[、•●■►◆]))(?=\S)"
)


RULE = regex.compile(r"([-=~*_#^+])\1{2,}")
"""A line of one mark: a rule, or the underline of a heading."""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_END = regex.compile(r"[.!?…。！？｡؟۔।॥։።។៕།](?:[\"”“’'»›)\]」』】）*_]|\[\d+\]|[¹²³⁰⁴-⁹])*$")
_UNSPACED = regex.compile(
    r"[\p{Han}\p{Hira}\p{Kana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々、。！？「」『』（）〔〕・…：；，]"
)
_COMPOUND = regex.compile(r"\p{L}+-\p{L}+")
_HYPHEN = regex.compile(r"(?<=\p{L})[-\u2010\u00ad]$")
_PREFIXES = _set("""
well self non ex cross half high low long short so all co anti pre post multi semi ultra vice part full real
much ever vis arrière demi celles ceux est là peut avant après contre sous rendez
""")
_PAUSES = ".,;:!?—"
_NARROWEST, _WIDEST = 30, 130
_INDENT = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph-to-be: the lines it came from and what it will say.

    ``block`` counts the runs of lines between blank lines. ``reason`` says why it was dropped, ``edit`` why ``text``
    says less than its lines; both empty when neither.
    """

    lines: tuple[Line, ...]
    text: str
    block: int
    kind: Kind | None = None
    level: int = 0
    label: str = ""
    reason: str = ""
    edit: str = ""

    @property
    def number(self) -> int:
        """The number of its first line."""
        return self.lines[0].number

    @property
    def indent(self) -> int:
        """The least indentation of its lines, in columns."""
        return min(line.indent for line in self.lines)

    @property
    def raw(self) -> str:
        """Its lines as they stood."""
        return "\n".join(line.raw for line in self.lines)


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a full stop or the like, closing quotes and brackets allowed.

    >>> ends_sentence("He said: “No.”"), ends_sentence("done。"), ends_sentence("The Mill")
    (True, True, False)
    """
    return bool(_END.search(text))


def width(text: str) -> int:
    """Columns that the text takes; East Asian wide characters take two."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def units(lines: Sequence[Line]) -> list[Unit]:
    """Group lines into units: wrapped paragraphs joined, every other line one unit."""
    found = list(blocks(lines))
    common = wrap_width(found)
    printed = furniture(lines)
    whole = frozenset(word for line in lines if "-" in line.text for word in _COMPOUND.findall(line.text))
    result: list[Unit] = []
    for number, block in enumerate(found):
        at = common or (wrap_width([block], at_least=3) if len(block) > 3 else 0)
        result += (_unit(group, number, whole) for part in _parts(block, printed) for group in _groups(part, at))
    result = [replace(unit, reason=printed.get(unit.number, "")) for unit in result]
    return list(_across_pages(_page_numbers(result))) if common else result


def _parts(block: Sequence[Line], printed: Mapping[int, str]) -> Iterator[list[Line]]:
    """The block, cut before and after each line that belongs to the page."""
    for _, part in groupby(block, key=lambda line: line.number if line.number in printed else 0):
        yield list(part)


def blocks(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    """Runs of lines between blank lines; a change of the mail quote depth ends a run too."""
    for (filled, _), run in groupby(lines, key=lambda line: (bool(line.text), line.depth)):
        if filled:
            yield tuple(run)


def wrap_width(found: Sequence[Sequence[Line]], *, at_least: int = 2) -> int:
    """The width at which the text was wrapped, in columns; 0 when it was not."""
    pairs = [(a, b) for block in found for a, b in pairwise(block) if not MARKER.match(b.text)]
    widths = sorted(width(a.text) for a, _ in pairs)
    if len(pairs) < at_least:
        return 0
    common = widths[int(0.95 * (len(widths) - 1))]
    if not _NARROWEST <= common <= _WIDEST:
        return 0
    if sum(1 for a, _ in pairs if a.text[-1] in _PAUSES) > 0.5 * len(pairs):
        return 0  # verse pauses at its line ends, a wrapped line ends where it happens to
    open_ended = [(a, b) for a, b in pairs if a.text[-1] not in _PAUSES or width(a.text) >= 0.88 * common]
    going_on = [width(a.text) for a, b in open_ended if _goes_on(a.text, b.text, common)]
    filled = sum(1 for w in going_on if w >= 0.78 * common)
    return common if len(going_on) >= max(at_least, 0.25 * len(pairs)) and filled >= 0.6 * len(going_on) else 0


def _goes_on(line: str, following: str, common: int) -> bool:
    if ends_sentence(line):
        return False
    first = next((char for char in following if char.isalnum()), "")
    return first.islower() or (not first.isupper() and width(line) >= 0.85 * common)


def _groups(block: Sequence[Line], common: int) -> Iterator[list[Line]]:
    if not common or _is_verse(block, common):
        yield from ([line] for line in block)
        return
    group, indented = [block[0]], _has_first_line_indents(block)
    for before, line in pairwise(block):
        if not (indented and line.indent >= _INDENT) and _joins(before, line, group, common):
            group.append(line)
        else:
            yield group
            group = [line]
    yield group


def _has_first_line_indents(block: Sequence[Line]) -> bool:
    """Whether paragraphs begin with an indented line, as in books: most lines before one end a sentence."""
    starts = [before for before, line in pairwise(block) if line.indent >= _INDENT]
    flush = sum(1 for line in block if not line.indent)
    return len(starts) > 1 and flush > 1 and sum(ends_sentence(line.text) for line in starts) >= 0.8 * len(starts)


def _is_verse(block: Sequence[Line], common: int) -> bool:
    """Lines that all begin with a capital and stay short of the width, or that mostly could have gone on."""
    if len(block) < 3:
        return False
    capitals = sum(1 for line in block if next((c for c in line.text if c.isalpha()), "a").isupper())
    short = max(width(line.text) for line in block) < 0.85 * common
    pairs = [(a, b) for a, b in pairwise(block) if not MARKER.match(b.text)]
    loose = sum(1 for a, b in pairs if not _full(a, b, common) and not ends_sentence(a.text))
    return (short and bool(pairs) and capitals >= 0.8 * len(block)) or loose > 0.6 * len(pairs)


def _full(line: Line, following: Line, common: int) -> bool:
    room = 0.88 * common - line.indent
    first = following.text.split(maxsplit=1)[0]
    first = first[:1] if _UNSPACED.match(first) else first
    return width(line.text) + 1 + width(first) > room


def _joins(before: Line, line: Line, group: Sequence[Line], common: int) -> bool:
    item = MARKER.match(group[0].text)
    if RULE.fullmatch(line.text) or RULE.fullmatch(before.text):
        return False
    if MARKER.match(line.text) and (item or before.indent >= line.indent) and not _HYPHEN.search(before.text):
        return not (item or ends_sentence(before.text) or before.text.endswith((":", "："))) and _amid(line.text)
    if line.indent >= before.indent + 2 and not item:
        return False
    if not ends_sentence(before.text):
        first = next((char for char in line.text if char.isalnum()), "")
        if first.islower() and _HYPHEN.search(before.text):
            return True
        return width(before.text) >= (0.4 if first.islower() else 0.75) * common
    return _full(before, line, common)


def _amid(text: str) -> bool:
    """Whether a line that begins like an item goes on a sentence instead: "1. It" does not, "12) and" may."""
    match = MARKER.match(text)
    rest = text[match.end() :] if match else text
    return bool(match and match["label"]) and rest[:1].islower()


def _unit(group: Sequence[Line], block: int, whole: Collection[str]) -> Unit:
    pieces = [group[0].text]
    for line in group[1:]:
        joined = join(pieces[-1], line.text, whole=whole)
        pieces[-1:] = [joined[: len(joined) - len(line.text)], line.text]
    return Unit(tuple(group), "".join(pieces).rstrip("\xad"), block)


def join(text: str, following: str, *, whole: Collection[str] = ()) -> str:
    """Join a line to the next: a hyphenated word is closed, scripts without spaces get none.

    A hyphen stays before a capital or digit, after a prefix such as ``well``, and where ``whole`` writes the word so.

    >>> join("some infor-", "mation"), join("a well-", "known mill"), join("水車", "小屋"), join("two", "words")
    ('some information', 'a well-known mill', '水車小屋', 'two words')
    """
    if not text or not following:
        return text + following
    if _HYPHEN.search(text):
        return _close(text, following, whole)
    if _UNSPACED.match(text[-1]) and _UNSPACED.match(following[0]):
        return text + following
    tight = text.endswith("—") and not text.endswith(" —")
    return text + following if tight else f"{text} {following}"


def _close(text: str, following: str, whole: Collection[str]) -> str:
    if text.endswith("\xad"):
        return text[:-1] + following
    head = regex.search(r"[\p{L}\p{M}]*$", text[:-1])
    tail = regex.match(r"[\p{L}\p{M}]*", following)
    before, after = (head.group() if head else ""), (tail.group() if tail else "")
    kept = not following[0].islower() or before.casefold() in _PREFIXES or f"{before}-{after}" in whole
    return text + following if kept else text[:-1] + following


def _page_numbers(found: Sequence[Unit]) -> list[Unit]:
    return [replace(unit, reason="page number") if _is_page(found, index) else unit for index, unit in enumerate(found)]


def _is_page(found: Sequence[Unit], index: int) -> bool:
    """A number that says it is a page's, or that cuts a sentence in two: years and scores stand between sentences."""
    unit = found[index]
    if not PAGE_NUMBER.fullmatch(unit.text) or not _alone(found, index):
        return False
    before, after = found[index - 1].text, found[index + 1].text
    return not unit.text.isdigit() or (not ends_sentence(before) and after[:1].islower())


def _alone(found: Sequence[Unit], index: int) -> bool:
    """Whether blank lines set the unit off; far from the margin, one is enough."""
    around = [*found[max(0, index - 1) : index], *found[index + 1 : index + 2]]
    off = [unit.block != found[index].block for unit in around]
    return len(off) == 2 and (all(off) or (any(off) and found[index].indent >= 8))


def _across_pages(found: Sequence[Unit]) -> Iterator[Unit]:
    """Join the paragraphs that a page number cut in two."""
    held: list[Unit] = []
    for unit in found:
        if held and unit.reason:
            held.append(unit)
        elif held and len(held) > 1 and unit.text[:1].islower() and not ends_sentence(held[0].text):
            joined = Unit(held[0].lines + unit.lines, join(held[0].text, unit.text), held[0].block)
            held = [joined, *held[1:]]
        else:
            yield from held
            held = [unit]
    yield from held
