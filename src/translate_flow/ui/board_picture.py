"""Draw a page of the board as a picture, to be sent to people who do not sign in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate

from PIL import Image, ImageDraw

from translate_flow.domain.board import Standing
from translate_flow.ui.board_bar import COLOURS, OUTDATED, STRIPE, amounts
from translate_flow.ui.board_fonts import Font, drawn, font_for, shapes

_NAME, _WIDTH, _ROW, _LINE, _FACT, _PAD, _LEAST = 380, 280, 44, 22, 18, 16, 760
_INK, _PAPER, _GROUND, _SAID, _RULE = "#1f2937", "#ffffff", "#d1d5db", "#7c3aed", "#e5e7eb"
_HEAD, _BODY, _SMALL = 20, 14, 12


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in the picture, all of it in one language.

    ``names`` are what articles are called, by slug, ``languages`` what languages are, by tag, and ``percents`` the
    approved shares, by both, as ``facts`` are what stands below a bar, a line each; ``lines`` say when it was made and
    what it shows. ``keys`` are pieces of a bar and what they mean, one that has no colour is the ground of it;
    ``bubble`` is what the bubble means.
    """

    title: str
    lines: Sequence[str]
    names: Mapping[str, str]
    languages: Mapping[str, str]
    percents: Mapping[tuple[str, str], str]
    facts: Mapping[tuple[str, str], Sequence[str]]
    keys: Sequence[tuple[str, str]]
    bubble: str
    right_to_left: bool = False


class _Sheet:
    """Paper on which everything is placed from the side where reading starts."""

    def __init__(self, width: int, height: int, *, right_to_left: bool) -> None:
        self.image = Image.new("RGB", (width, height), _PAPER)
        self._draw, self._width, self._mirrored = ImageDraw.Draw(self.image), width, right_to_left

    def text(self, at: int, top: int, text: str, *, room: int, size: int = _BODY, instead: str = "") -> int:
        """Write a text, cut to its room; ``instead`` where no font has its letters. Returns the room it took."""
        font = font_for(text, size)
        if font is None:
            return self.text(at, top, instead, room=room, size=size) if instead else 0
        said = self._cut(drawn(text), font, room)
        width = int(self._draw.textlength(said, font))
        way = "rtl" if self._mirrored and shapes() else None
        # on one line, whatever the height of a font's letters
        self._draw.text((self._from(at, width), top + size), said, _INK, font, anchor="ls", direction=way)
        return width

    def _cut(self, text: str, font: Font, room: int) -> str:
        """Without its middle where it is too long: a slug stands at the end of a name."""
        said, kept = text, len(text)
        while kept > 1 and self._draw.textlength(said, font) > room:
            kept -= 1
            said = f"{text[: kept // 2]}…{text[kept // 2 - kept :]}"
        return said

    def box(self, at: float, top: int, width: float, height: int, colour: str) -> None:
        left = self._from(at, width)
        self._draw.rectangle((left, top, left + width, top + height), colour)

    def piece(self, at: float, top: int, width: float, height: int, key: str) -> None:
        """A part of a bar, or its sign in the legend: in its colour, striped where that is not to be its only sign."""
        self.box(at, top, width, height, COLOURS.get(key, _GROUND))
        if key == OUTDATED:
            for stripe in range(2, int(width), 4):
                self.box(at + stripe, top, 1, height, STRIPE)

    def bubble(self, at: int, top: int) -> None:
        left = self._from(at, 12)
        self._draw.rounded_rectangle((left, top, left + 12, top + 8), 2, _SAID)
        self._draw.polygon([(left + 2, top + 8), (left + 6, top + 8), (left + 2, top + 12)], _SAID)

    def _from(self, at: float, width: float) -> float:
        return self._width - at - width if self._mirrored else at


def picture(standings: Sequence[Standing], words: Words) -> bytes:
    """A PNG: articles beside languages; in each cell the approved share, a bar of words by state, and what is told.

    A bubble and a number say how many segments have open comments; a legend stands below. A text for whose letters this
    machine has no font gives way: an article's name to its slug, a language's to its tag.
    """
    languages = sorted({item.language for item in standings}, key=lambda code: words.languages[code])
    slugs = list(dict.fromkeys(item.slug for item in standings))
    top = _PAD + _LINE * (len(words.lines) + 2)
    width = max(_LEAST, _NAME + _WIDTH * len(languages) + 2 * _PAD)
    *tops, end = _tops(standings, words)
    below = top + _LINE + end + _PAD
    height = below + _LINE * (len(words.keys) + 1) + _PAD
    sheet = _Sheet(width, height, right_to_left=words.right_to_left)
    _headed(sheet, words, width)
    for column, code in enumerate(languages):
        sheet.text(_column(column), top, words.languages[code], room=_WIDTH - _PAD, instead=code)
    for slug, down in zip(slugs, tops, strict=True):
        _row(sheet, words.names[slug], slug, top + _LINE + down, width)
    for item in standings:
        at = _column(languages.index(item.language)), top + _LINE + tops[slugs.index(item.slug)] + 8
        _cell(sheet, item, words, at)
    _legend(sheet, words, below)
    out = BytesIO()
    sheet.image.save(out, "PNG")
    return out.getvalue()


def _tops(standings: Sequence[Standing], words: Words) -> Sequence[int]:
    """How far down each row begins, in the order of the articles, and where the last one ends."""
    most: dict[str, int] = {}
    for item in standings:
        most[item.slug] = max(most.get(item.slug, 0), len(words.facts[item.slug, item.language]))
    return list(accumulate((_ROW + _FACT * count for count in most.values()), initial=0))


def _column(number: int) -> int:
    return _PAD + _NAME + _WIDTH * number


def _headed(sheet: _Sheet, words: Words, width: int) -> None:
    sheet.text(_PAD, _PAD, words.title, room=width - 2 * _PAD, size=_HEAD)
    for number, line in enumerate(words.lines, start=1):
        sheet.text(_PAD, _PAD + _LINE * number + 8, line, room=width - 2 * _PAD)


def _row(sheet: _Sheet, name: str, slug: str, top: int, width: int) -> None:
    sheet.box(_PAD, top, width - 2 * _PAD, 0, _RULE)
    sheet.text(_PAD, top + 12, name, room=_NAME - _PAD, instead=slug)


def _cell(sheet: _Sheet, item: Standing, words: Words, at: tuple[int, int]) -> None:
    left, top = at
    key = item.slug, item.language
    after = left + sheet.text(left, top - 4, words.percents[key], room=_WIDTH - 2 * _PAD) + 10
    if item.comments:
        sheet.bubble(after, top)
        sheet.text(after + 16, top - 4, str(item.comments), room=_WIDTH)
    _bar(sheet, item, (left, top))
    for line, fact in enumerate(words.facts[key]):
        sheet.text(left, top + 28 + _FACT * line, fact, room=_WIDTH - 2 * _PAD, size=_SMALL)


def _bar(sheet: _Sheet, item: Standing, at: tuple[int, int]) -> None:
    left, top = at
    room, begin = _WIDTH - 2 * _PAD, float(left)
    sheet.box(left, top + 18, room, 6, _GROUND)
    for key, amount in amounts(item).items():
        width = room * amount.words / (item.all.words or 1)
        if width >= 1:
            sheet.piece(begin, top + 18, width, 6, key)
        begin += width


def _legend(sheet: _Sheet, words: Words, top: int) -> None:
    """The colours and the bubble, below each other."""
    for number, (key, name) in enumerate(words.keys):
        sheet.piece(_PAD, top + _LINE * number + 5, 16, 8, key)
        sheet.text(_PAD + 26, top + _LINE * number, name, room=_LEAST - 4 * _PAD)
    last = top + _LINE * len(words.keys)
    sheet.bubble(_PAD + 2, last + 4)
    sheet.text(_PAD + 26, last, words.bubble, room=_LEAST - 4 * _PAD)
