"""Split decoded text into lines and put the spaces inside them in order.

Blanks at either end of a line are layout, like the line break itself, and are not reported. Inside a line, no-break
spaces stay where typography wants them: before ``; : ! ? » %`` and after ``«`` (French), between the groups of a
number, and between a number and its unit. Every other odd space becomes one plain space; invisible characters go.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import regex

_BREAK = regex.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_EDGE = " \t\xa0\u1680\u200b\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
_INVISIBLE = regex.compile(r"[\u200b\u2060\ufeff\ufffc\x00-\x08\x0e-\x1b\x1f\x7f]|\xad(?!$)")
_SPACES = regex.compile(r"[ \t\xa0\u1680\u2000-\u200a\u202f\u205f]+")
_UNITS = (
    r"[%‰°€$£¥₽₴₺]|\d|(?:[kcmdµn]?m[²³]?|[kmµ]?g|[kMG]?t|[cdmh]?l|h|min|s|ms|[kMGT]?W(?:h|att)?|[kM]?V|[kMG]?Hz|[kMGT]?B|ha|kn|"
    r"dB|K|Pa|hPa|km/h|Uhr|h|mi|ft|lb|oz|Mio|Mrd|км|м|см|мм|кг|г|мг|т|л|мл|га|ч|мин|руб|тыс|млн|млрд|zł|zl|kr|Kč|Ft|CHF|EUR|USD|GBP)\b"
)
_THIN = "\u2009\u202f\xa0"
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_LOOSE_MARK = regex.compile(
    r"[\p{Latin}\p{Greek}\p{Cyrillic}][\u0300-\u0345]|[\p{Hira}\p{Kana}][\u3099\u309a]|[\u1100-\u11ff]"
)
_MAIL = regex.compile(r"^((?:[>|]\s?)+)(?=\S|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source.

    ``number`` counts from 1; ``raw`` is the line without its end blanks; ``text`` has its spaces in order and is
    empty for a blank line; ``indent`` is the width of the leading blanks in columns (a tab is 4); ``depth`` the
    number of mail quote marks that were taken off.
    """

    number: int
    raw: str
    text: str
    indent: int = 0
    depth: int = 0

    @property
    def reason(self) -> str:
        """Why ``text`` differs from ``raw``; empty when it does not."""
        if self.text == self.raw:
            return ""
        if self.depth:
            return "quote mark"
        return "spaces" if _bare(self.raw) == _bare(self.text) else "characters"


def _bare(text: str) -> str:
    return _SPACES.sub("", _INVISIBLE.sub("", text)).replace("\xad", "")


def split(text: str) -> tuple[Line, ...]:
    r"""The lines of ``text``; every line end that Unicode or a word processor knows counts.

    >>> [line.text for line in split("a\r\nb\x0bc\u2028 d\u00a0\u00a0e ")]
    ['a', 'b', 'c', 'd e']
    """
    lines = [_line(number, raw) for number, raw in enumerate(_BREAK.split(text), start=1)]
    return _without_mail_marks(lines)


def _line(number: int, raw: str) -> Line:
    trimmed = raw.strip(_EDGE)
    lead = raw[: len(raw) - len(raw.lstrip(_EDGE))]
    return Line(number, trimmed, tidy(trimmed), len(lead.expandtabs(4)))


def tidy(text: str) -> str:
    r"""Put the spaces inside one line in order.

    >>> tidy("two  spaces,\ta tab and\u00a0so on"), tidy("Vraiment\u00a0? 25\u00a0km")
    ('two spaces, a tab and so on', 'Vraiment\xa0? 25\xa0km')
    """
    if text.isascii() and "  " not in text and "\t" not in text and text.isprintable():
        return text
    seen = _INVISIBLE.sub("", text).translate(_LIGATURES)
    if _LOOSE_MARK.search(seen):
        seen = unicodedata.normalize("NFC", seen)
    return _SPACES.sub(_space, seen).strip(_EDGE)


def _space(match: regex.Match[str]) -> str:
    run, text = match.group(), match.string
    kept = next((char for char in run if char in _THIN), "")
    if not kept or match.start() == 0:
        return " "
    before = text[match.start() - 1]
    after = text[match.end() :]
    if before == "«" or after[:1] in tuple(";:!?»›%‰"):
        return kept
    tied = before.isdigit() and regex.match(_UNITS, after)
    return kept if tied else " "


def _without_mail_marks(lines: list[Line]) -> tuple[Line, ...]:
    """Take ``> `` off quoted lines, when there are at least two of them in a row."""
    marked = [bool(_MAIL.match(line.raw)) and line.raw[0] == ">" for line in lines]
    result = list(lines)
    for index, line in enumerate(lines):
        neighbours = marked[max(0, index - 1) : index] + marked[index + 1 : index + 2]
        if marked[index] and any(neighbours):
            result[index] = _unquoted(line)
    return tuple(result)


def _unquoted(line: Line) -> Line:
    match = _MAIL.match(line.raw)
    mark = match.group(1) if match else ""
    rest = _line(line.number, line.raw[len(mark) :])
    return Line(line.number, line.raw, rest.text, rest.indent, mark.count(">"))
