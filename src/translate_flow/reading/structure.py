"""Tell headings, verse, lists, quotes and captions apart in text without markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

import regex

from translate_flow.domain.article import Kind
from translate_flow.reading.weight import could_head, is_caption, is_prose, words
from translate_flow.reading.wrapping import MARKER, Unit, ends_sentence, width

_BULLETS = frozenset("•‣◦▪▫●○■□◆◇►✓✔·∙")
_OPEN, _CLOSE = '"“„«‘「『', '"”“»’」』'
_ATTRIBUTION = regex.compile(r"^(?:[—–―]|--?)\s?\p{L}.{1,80}$")
_SIGNED = regex.compile(r"^[\"“„«「].{12,}[\"”“»」]\s*[—–―]\s?\p{Lu}[^.]{2,60}$", regex.DOTALL)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_HAN_NUMBERS = {char: number for number, char in enumerate("一二三四五六七八九十", start=1)}
_CAPTION_LABEL = regex.compile(r"(?:image|media|video) caption\s?[,:]?", regex.IGNORECASE)
_WIDEST_VERSE = 72
# Who speaks in an interview: "MOSS: May I ask?", "Q: Why?"
_SPEAKS = regex.compile(r"^(?:\p{Lu}[\p{Lu}\s.'’-]{0,30}|[QA]|P|R|F|A)\s?[:：]\s.*[?？؟!！]$")


_Marked = dict[int, regex.Match[str] | None]


def shape(found: Sequence[Unit]) -> list[Unit]:
    """Give every unit that is left a kind."""
    result = _items(_captions(list(found)))
    result = list(_verses(result))
    result = _quotes(result)
    return _headings(result)


def _open(unit: Unit) -> bool:
    return not unit.reason and unit.kind is None


def _ordinal(label: str) -> int:
    low = label.casefold()
    if label.isdigit():
        return int(label)
    return _HAN_NUMBERS.get(label) or (ord(low) - 96 if len(low) == 1 else _ROMAN.get(low, 0))


def _items(found: list[Unit]) -> list[Unit]:
    live = [i for i, unit in enumerate(found) if not unit.reason]
    marked = {place: MARKER.match(found[i].text) for place, i in enumerate(live) if found[i].kind is None}
    base = min((found[live[place]].indent for place, match in marked.items() if match), default=0)
    for place, match in marked.items():
        if match and _is_item(place, match, marked, found[live[place]].text):
            found[live[place]] = _item(found[live[place]], match, base, below=_below(place, match, marked))
    return found


def _is_item(place: int, match: regex.Match[str], marked: _Marked, text: str) -> bool:
    """A bullet, or a marker in a run with its like: the same dash, or a number that counts on."""
    if match["marker"] in _BULLETS:
        return True
    run = [other for other in _run(place, marked) if other is not match]
    if not match["label"]:
        return any(other["marker"] == match["marker"] for other in run)
    if not run:
        apart = [other for step in (-2, 2) if (other := marked.get(place + step))]
        return ends_sentence(text) and any(_counts(match["label"], other["label"]) for other in apart)
    return any(_counts(match["label"], other["label"]) for other in run) or _ordinal(match["label"]) == 1


def _run(place: int, marked: _Marked) -> list[regex.Match[str]]:
    """The markers of the units that stand around one without a gap."""
    first, last = place, place
    while marked.get(first - 1):
        first -= 1
    while marked.get(last + 1):
        last += 1
    return [match for at in range(first, last + 1) if (match := marked[at])]


def _counts(label: str | None, other: str | None) -> bool:
    if not label or not other or label.isdigit() != other.isdigit():
        return False
    if abs(_ordinal(label) - _ordinal(other)) == 1:
        return True
    roman = {label.casefold(), other.casefold()}
    return roman <= set(_ROMAN) and abs(_ROMAN[label.casefold()] - _ROMAN[other.casefold()]) == 1


def _below(place: int, match: regex.Match[str], marked: _Marked) -> bool:
    """Whether letters or bullets stand in a list that began with numbers."""
    first = place
    while marked.get(first - 1):
        first -= 1
    top = marked[first]
    return top is not None and (top["label"] or "").isdigit() and not (match["label"] or "").isdigit()


def _item(unit: Unit, match: regex.Match[str], base: int, *, below: bool) -> Unit:
    label = match["marker"] if match["label"] else ""
    level = 1 + min(5, (unit.indent - base) // 2)
    level = 2 if level == 1 and below else level
    return replace(unit, kind=Kind.ITEM, text=unit.text[match.end() :], label=label, level=level)


def _verses(found: Sequence[Unit]) -> Iterator[Unit]:
    """Join the lines of a stanza or an address into one unit, line breaks kept."""
    single = _single_breaks(found)
    for fits, run in groupby(found, key=lambda unit: (_open(unit) and _short(unit), unit.block)):
        group = list(run)
        if fits[0] and (_is_run_verse(group) if single else _is_stanza(group)):
            yield replace(
                group[0],
                lines=tuple(line for unit in group for line in unit.lines),
                text="\n".join(unit.text for unit in group),
                kind=Kind.VERSE,
            )
        else:
            yield from group


def _short(unit: Unit) -> bool:
    if unit.level:
        return False
    match = MARKER.match(unit.text)
    if match and match["label"]:
        return False
    return (
        len(unit.lines) == 1
        and width(unit.text) <= _WIDEST_VERSE
        and words(unit.text) <= 14
        and not is_caption(unit.text)
    )


def _single_breaks(found: Sequence[Unit]) -> bool:
    """Whether paragraphs follow each other without a blank line."""
    prose = [unit for unit in found if not unit.reason and is_prose(unit.text)]
    pairs = [(a.block, b.block) for a, b in pairwise(prose)]
    return bool(pairs) and sum(a == b for a, b in pairs) > 0.5 * len(pairs)


def _is_stanza(group: Sequence[Unit]) -> bool:
    texts = [unit.text for unit in group]
    if len(texts) < 2 or (
        all(ends_sentence(text) for text in texts[1:]) and not texts[0].endswith((",", ";", "،", "，", "、"))
    ):
        return False
    return len(texts) > 2 or not (could_head(texts[0]) and words(texts[1]) >= 8)


def _is_run_verse(group: Sequence[Unit]) -> bool:
    """In text with single line breaks every line is a paragraph, unless a run of them is plainly verse."""
    texts = [unit.text for unit in group]
    commas = sum(text.endswith((",", ";", "—", "،", "，", "、")) for text in texts)
    stops = sum(ends_sentence(text) for text in texts)
    enough = len(texts) >= 4 and sum(words(text) for text in texts) >= 3 * len(texts)
    return enough and commas >= 0.25 * len(texts) and stops <= 0.6 * len(texts)


def _quotes(found: list[Unit]) -> list[Unit]:
    usual = _usual_indent(found)
    book = _has_first_line_indents(found)
    result = [
        replace(u, kind=Kind.QUOTE) if _open(u) and _is_quote(u, float("inf") if book else usual) else u for u in found
    ]
    for index, unit in enumerate(result[1:], start=1):
        before = result[index - 1]
        if _open(unit) and _ATTRIBUTION.match(unit.text) and words(unit.text) <= 10 and _quoted(before):
            result[index - 1] = replace(before, kind=Kind.QUOTE)
            result[index] = replace(unit, kind=Kind.QUOTE)
    return result


def _has_first_line_indents(found: Sequence[Unit]) -> bool:
    """Whether most paragraphs of several lines begin further in than they go on, as in books."""
    long = [unit for unit in found if _open(unit) and len(unit.lines) > 1]
    return sum(unit.lines[0].indent > unit.indent for unit in long) > 0.5 * len(long)


def _quoted(unit: Unit) -> bool:
    text = unit.text
    whole = text[:1] in _OPEN and text[-1:] in _CLOSE
    return unit.kind is Kind.QUOTE or (_open(unit) and len(text) > 2 and whole)


def _usual_indent(found: Sequence[Unit]) -> float:
    """The indentation from which a paragraph counts as set in; never, when many are."""
    prose = [unit for unit in found if _open(unit) and is_prose(unit.text)]
    if not prose:
        return float("inf")
    usual = median(unit.indent for unit in prose)
    deeper = sum(1 for unit in prose if unit.indent >= usual + 2)
    return usual if deeper <= 0.4 * len(prose) else float("inf")


def _is_quote(unit: Unit, usual: float) -> bool:
    if any(line.depth for line in unit.lines) or _SIGNED.match(unit.text):
        return True
    step = 2 if len(unit.lines) > 1 else 4
    return is_prose(unit.text) and unit.indent >= usual + step


def _captions(found: list[Unit]) -> list[Unit]:
    """A line that only says "Image caption" makes the next one a caption."""
    result = list(found)
    live = [i for i, unit in enumerate(found) if not unit.reason]
    for index, following in pairwise(live):
        if _CAPTION_LABEL.fullmatch(found[index].text) and found[following].kind in {None, Kind.PARAGRAPH}:
            result[index] = replace(found[index], reason="caption label")
            result[following] = replace(found[following], kind=Kind.CAPTION)
    return result


def _headings(found: list[Unit]) -> list[Unit]:
    """From the end up, since a heading is known by what follows it."""
    following: Unit | None = None
    after: list[Kind] = []
    for index in range(len(found) - 1, -1, -1):
        unit = found[index]
        if unit.reason:
            continue
        if unit.kind is None:
            found[index] = unit = replace(unit, kind=_kind(unit, following, after))
            level = (unit.level or _level(unit.text)) if unit.kind is Kind.HEADING else 0
            unit = found[index] = replace(unit, level=level)
        following = unit
        after = [unit.kind or Kind.PARAGRAPH, *after[:1]]
    return found


def _kind(unit: Unit, following: Unit | None, after: Sequence[Kind]) -> Kind:
    if is_caption(unit.text):
        return Kind.CAPTION
    if unit.level and following is not None:
        return Kind.HEADING
    if (
        _SPEAKS.match(unit.text)
        or following is None
        or not could_head(unit.text)
        or list(after) == [Kind.HEADING, Kind.HEADING]
    ):
        return Kind.PARAGRAPH
    follows = following.kind in {Kind.ITEM, Kind.QUOTE, Kind.HEADING, Kind.VERSE, Kind.NOTE, Kind.CAPTION}
    closed = ends_sentence(following.text) or following.text.endswith((":", "："))
    longer = (
        len(following.text) > 1.3 * len(unit.text)
        and words(following.text) >= 5
        and (closed or is_prose(following.text))
    )
    return Kind.HEADING if follows or longer else Kind.PARAGRAPH


def _level(text: str) -> int:
    """2, or one deeper for each further number of "1.2 Method"."""
    match = regex.match(r"\d{1,2}(?:\.\d{1,2})*", text)
    return 2 + min(4, match.group().count(".")) if match else 2
