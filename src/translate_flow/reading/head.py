"""Sort the top of a copied page: what is chrome, which line is the title, who wrote it, when it appeared."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import regex

from translate_flow.domain.article import Kind
from translate_flow.reading import chrome
from translate_flow.reading.bylines import announced, is_announced, is_byline, is_desk, is_name, is_role
from translate_flow.reading.dates import dateless, is_date_label, is_dateline
from translate_flow.reading.middle import in_company, is_button_count
from translate_flow.reading.weight import is_caption, is_prose, words
from translate_flow.reading.wrapping import MARKER, Unit, ends_sentence

_CRUMB = regex.compile(r"\s*(?:»|›|→|▸|▶|❯|>)\s*|\s+(?:/|\||::|<|«|‹|·|•)\s+")
# A tag written as text: what it ends with is no arrow.
_TAG = regex.compile(r"</?\p{L}[^<>]*>")
_SUFFIX = regex.compile(r"\s+[-–—|•·:«»]\s+|\s*[|｜]\s*|\s?[_＿]\s?|\s+[-–—]|[-–—]\s+")
_LABELS = frozenset({"by", "por", "par", "von", "di", "door", "av", "af", "autor", "author", "автор", "بقلم", "作者"})
_AFTER_NAME = regex.compile(r",|\s+(?:in|en|à|aus|w)\s+|\s*[(|·•–—]\s*|\s+-\s+|\s+\S+@\S+")
_SHORT = 3
_MOTTO = 12
_LONGEST_HEAD = 400
"""Units; no menu is longer."""
_WALLS = frozenset({"cookies", "newsletter"})
"""Chrome that no page prints between its title and its byline."""
_AFTER_PROSE = frozenset(
    {"share", "listen", "comments", "newsletter", "cookies", "advertisement", "copyright", "count"}
)


def sort_head(found: Sequence[Unit]) -> list[Unit]:
    """Mark title, byline and chrome among the units before the second paragraph of prose.

    The first paragraph may be a standfirst, so bylines and buttons are looked for behind it too.
    """
    result = list(found)
    start = _first_prose(result, 0)
    end = _first_prose(result, start + 1)
    if start > _LONGEST_HEAD and start < len(result):
        start = end = _LONGEST_HEAD
    _drop_chrome(result, start, end)
    _drop_menus(result, start)
    _untrail(result, min(start, _LONGEST_HEAD))
    title = _find_title(result, start)
    if title is not None:
        _settle_title(result, title, start, end)
    _settle_byline(result, title, start, end)
    return result


def _live(found: Sequence[Unit], end: int) -> list[int]:
    return [i for i, unit in enumerate(found[:end]) if not unit.reason]


def _first_prose(found: Sequence[Unit], start: int) -> int:
    """Index of the first paragraph of the article's own prose from ``start``; the end when there is none."""
    for index in range(start, len(found)):
        text = found[index].text
        if found[index].reason or not is_prose(text) or _asks(found, index):
            continue
        if not chrome.at_end(text) and not _aside(text):
            return index
    return len(found)


def _asks(found: Sequence[Unit], index: int) -> bool:
    """Whether the first line is a single question or cry: a headline, however long."""
    text = found[index].text
    single = text.endswith(("?", "!", "？", "！", "؟")) and not regex.search(r"[.!?。]\s", text) and words(text) <= 20
    return single and not any(not unit.reason for unit in found[:index])


def _aside(text: str) -> bool:
    return is_caption(text) or is_byline(text) or is_dateline(text)


def _drop_chrome(found: list[Unit], start: int, end: int) -> None:
    limit = end if start < len(found) else min(end, _poem_limit(found))
    for index in _live(found, limit):
        reason = chrome.at_end(found[index].text) or ("count" if is_button_count(found, index) else "")
        if reason and (index < start or (reason in _AFTER_PROSE and in_company(found, index))):
            found[index] = replace(found[index], reason=reason)


def _poem_limit(found: Sequence[Unit]) -> int:
    """Without any prose there is no telling where the text begins: look at the first lines only."""
    return min(len(found), 6)


def _drop_menus(found: list[Unit], start: int) -> None:
    """Drop short unknown lines that stand between known menu entries, above the first line of some length."""
    if start == len(found):
        return
    long = next(
        (i for i in _live(found, start) if words(found[i].text) > _SHORT and _may_be_title(found[i].text)), start
    )
    known = [i for i in range(long) if found[i].reason == "navigation"]
    keys = [chrome.bare(unit.text) for unit in found[:start]]
    between = range(known[0], known[-1]) if len(known) > 1 else range(0)
    unknown = [i for i in between if not found[i].reason and keys.count(keys[i]) == 1 and not _aside(found[i].text)]
    if long == start and not any(i > known[-1] and _may_be_title(found[i].text) for i in _live(found, start) if known):
        unknown = unknown[:-1]  # the last of them must be the title: nothing else is left
    for index in unknown:
        found[index] = replace(found[index], reason="navigation")


def _crumbs(text: str) -> list[str]:
    return [part for part in (piece.strip() for piece in _CRUMB.split(text)) if part]


def _untrail(found: list[Unit], start: int) -> None:
    """Drop breadcrumb trails; of one whose last part stands nowhere else, keep that part."""
    for index in _live(found, start):
        parts = _crumbs(found[index].text)
        if len(parts) < 2 or _TAG.search(found[index].text):
            continue
        others = {chrome.bare(found[i].text) for i in _live(found, start + 1) if i != index}
        last = chrome.bare(parts[-1])
        heads = {
            key for key in others if len(last) >= 8 and (key.startswith(last) or last.startswith(key)) and len(key) >= 8
        }
        if _is_trail(found[index].text, parts) or (last in others and len(parts) > 1 and words(parts[0]) <= _SHORT):
            found[index] = _shorten(found[index], parts, repeated=last in others or bool(heads))


def _is_trail(text: str, parts: Sequence[str]) -> bool:
    if any(words(part) > 5 for part in parts[:-1]):
        return False
    arrows = bool(regex.search(r"[»›→▸▶❯>]", text))
    return chrome.is_home(parts[0]) or (len(parts) >= 3 and arrows)


def _shorten(unit: Unit, parts: Sequence[str], *, repeated: bool) -> Unit:
    whole = repeated or words(parts[-1]) < _SHORT or bool(chrome.at_end(parts[-1]))
    return replace(unit, reason="breadcrumb") if whole else replace(unit, text=parts[-1], edit="breadcrumb")


def _find_title(found: Sequence[Unit], start: int) -> int | None:
    if len(_live(found, len(found))) < 2:
        return None
    limit = start if start < len(found) else _poem_limit(found)
    options = [i for i in _live(found, limit) if _may_be_title(found[i].text)]
    options = options or [i for i in _live(found, limit) if _could_be_title(found[i].text)][:1]
    signed = [i for i in _live(found, limit) if is_announced(found[i].text)]
    options = options or (signed[:1] if len(signed) > 1 else [])  # "By Train Through Wales", by Jane Doe
    if start == len(found):
        options = [i for i in options if i < _poem_limit(found)][:1]
    twice = [i for i in options if any(_same(found[i].text, found[j].text) for j in options if j != i)]
    crumb = [i for i in options if found[i].edit in {"breadcrumb", "mail header"}]
    if crumb and found[crumb[-1]].edit == "breadcrumb" and words(found[crumb[-1]].text) < 5 and options[-1] > crumb[-1]:
        return _likeliest(found, options[options.index(crumb[-1]) + 1 :])
    if named := _named_by_trail(found, options):
        return named[-1]
    if signed and (above := _above_byline(found, options, signed[0])) is not None:
        return above
    if crumb or twice:
        return (crumb or _cleanest(found, twice))[-1]
    return _likeliest(found, options)


def _named_by_trail(found: Sequence[Unit], options: Sequence[int]) -> list[int]:
    """The lines that say what a breadcrumb trail ends in: nothing points to the title more surely."""
    trails = [_crumbs(unit.text)[-1] for unit in found if unit.reason == "breadcrumb" and _crumbs(unit.text)]
    return [i for i in options if any(_same(found[i].text, last) for last in trails)]


def _above_byline(found: Sequence[Unit], options: Sequence[int], byline: int) -> int | None:
    """The line that a byline signs, where the page itself shows it: underlined, or below the last of the chrome."""
    above = [i for i in options if i < byline]
    lined = [i for i in above if found[i].level]
    if lined:
        return lined[-1]
    walls = [i for i, unit in enumerate(found[:byline]) if unit.reason in _WALLS]
    below = [i for i in above if walls and i > walls[-1]]
    if not below or below == above or ends_sentence(found[below[0]].text) or words(found[below[0]].text) <= _SHORT:
        return None
    return below[0]


def _cleanest(found: Sequence[Unit], options: Sequence[int]) -> list[int]:
    """Of lines that say the same title, those without the site's name."""
    shortest = min(len(chrome.bare(found[i].text)) for i in options)
    return [i for i in options if len(chrome.bare(found[i].text)) == shortest]


def _may_be_title(text: str) -> bool:
    return _could_be_title(text) and not _aside(text)


def _could_be_title(text: str) -> bool:
    """As `_may_be_title`, where nothing better is left: "Ferry Returns | The Courier" looks like a name and a role."""
    fit = len(text) <= 220 and any(char.isalpha() for char in text) and not text.startswith(("—", "–"))
    return fit and not (MARKER.match(text) or is_caption(text) or is_dateline(text) or is_announced(text))


def _likeliest(found: Sequence[Unit], options: Sequence[int]) -> int | None:
    """The first line; behind chrome the first of some length, since a site prints its own name above."""
    if not options:
        return None
    chromed = any(unit.reason for unit in found[: options[0] + 1]) or any(u.reason for u in found[: options[-1]])
    long = [i for i in options if words(found[i].text) > _SHORT]
    if len(options) > 1 and _is_site(found, found[options[0]].text):
        return long[0] if long and long[0] != options[0] else options[1]
    if len(options) > 1 and _is_kicker(found, options[0], options[1]):
        return options[1]
    return long[0] if chromed and long else options[0]


def _is_kicker(found: Sequence[Unit], first: int, second: int) -> bool:
    """Whether one word stands above a longer line that a byline, date or button follows at once."""
    following = next((unit for unit in found[second + 1 :] if unit.reason != "separator"), None)
    one = len(found[first].text.split()) == 1 and words(found[first].text) <= 2 and words(found[second].text) > _SHORT
    return one and second == first + 1 and following is not None and (bool(following.reason) or _aside(following.text))


def _is_site(found: Sequence[Unit], text: str) -> bool:
    """Whether the page's copyright line names it."""
    key = chrome.bare(text)
    return any(key in chrome.bare(unit.text) for unit in found if chrome.at_end(unit.text) == "copyright")


def _same(text: str, other: str) -> bool:
    """Whether two lines are one title, up to the site's name behind a dash or bar."""
    a, b = chrome.bare(text), chrome.bare(other)
    if not a or not b:
        return False
    if a == b:
        return True
    longer, shorter = (text, b) if len(a) > len(b) else (other, a)
    return words(shorter) >= 2 and any(
        chrome.bare(longer[: match.start()]) == shorter or chrome.bare(longer[match.end() :]) == shorter
        for match in _SUFFIX.finditer(longer)
    )


def _settle_title(found: list[Unit], title: int, start: int, end: int) -> None:
    text = found[title].text
    for index in _live(found, end):
        if index not in {title, start} and _same(found[index].text, text):
            found[index] = replace(found[index], reason="repeated title")
    chromed = any(unit.reason for unit in found[:title]) or any(_is_site(found, unit.text) for unit in found[:title])
    for index in _live(found, title):
        unit = found[index]
        if (
            (chromed or words(unit.text) <= 2)
            and words(unit.text) <= 5
            and not is_prose(unit.text)
            and not _aside(unit.text)
        ):
            found[index] = replace(unit, reason="navigation")
    _drop_above_wall(found, title)
    found[title] = replace(found[title], kind=Kind.TITLE, level=0)


def _drop_above_wall(found: list[Unit], title: int) -> None:
    """Drop the site's name and motto: short lines above a cookie notice that stands above the title."""
    wall = max((i for i in range(title) if found[i].reason in _WALLS), default=0)
    for index in _live(found, wall):
        if words(found[index].text) <= _MOTTO and not ends_sentence(found[index].text):
            found[index] = replace(found[index], reason="navigation")


def _settle_byline(found: list[Unit], title: int | None, start: int, end: int) -> None:
    zone = [i for i in _live(found, min(end, start + 12)) if i != title]
    if start == len(found):
        zone = [i for i in zone if i < _poem_limit(found)]
    _drop_labels(found, zone)
    dates = {i for i in zone if is_dateline(found[i].text) or _placed(found[i].text)}
    dates |= {i for i in zone if is_date_label(found[i].text) and dates & {i - 1, i + 1}}
    for index in dates:
        found[index] = replace(found[index], reason="dateline")
    zone = [i for i in zone if not found[i].reason and i != start]
    byline = next((i for i in zone if is_byline(found[i].text) and (i < start or _names_two(found[i].text))), None)
    if byline is None:
        byline = next((i for i in zone if _bare_name(found, i, title, start)), None)
    if byline is not None:
        _sign(found, byline, zone, byline if title is None else title)


def _names_two(text: str) -> bool:
    """Whether a line below the first paragraph names a person in full: "By Christmas" is a heading there."""
    _, name = announced(text)
    return not name or is_name(_AFTER_NAME.split(dateless(name))[0])


def _placed(text: str) -> bool:
    """A date behind the name of a place: "Madrid - 3 mar 2024"."""
    place = dateless(text)
    return place != text and len(place.split()) == 1 and place[0].isupper()


def _drop_labels(found: list[Unit], zone: Sequence[int]) -> None:
    """Drop a lone "By" above a name."""
    for index, following in itertools.pairwise(zone):
        if found[index].text.casefold().rstrip(":") in _LABELS and is_name(dateless(found[following].text)):
            found[index] = replace(found[index], reason="byline label")


def _bare_name(found: Sequence[Unit], index: int, title: int | None, start: int) -> bool:
    """A name alone: between title and text, or beside a date or a role."""
    name = dateless(found[index].text)
    if is_desk(name):
        return True
    if not is_name(name) or words(name) > 8 or is_caption(name):
        return False
    if name != found[index].text:
        return True
    around = [*found[max(0, index - 1) : index], *found[index + 1 : index + 2]]
    beside = any(
        unit.reason in {"dateline", "share", "byline label"} or is_role(unit.text)
        for unit in around
        if unit.kind is None
    )
    return beside or (title is not None and title < index < start and len(name.split()) <= 4 and len(name) < 40)


def _sign(found: list[Unit], byline: int, zone: Sequence[int], title: int) -> None:
    """Mark the byline without its date, a standfirst above it, its second mention, and the role on the next line."""
    unit = found[byline]
    text = dateless(unit.text)
    found[byline] = replace(unit, kind=Kind.BYLINE, text=text, edit="dateline" if text != unit.text else unit.edit)
    for index in zone:
        other = found[index]
        if index == byline or other.kind or other.reason:
            continue
        key = chrome.bare(dateless(other.text))
        if title < index < byline and not is_caption(other.text):
            found[index] = replace(other, kind=Kind.PARAGRAPH)
        elif key and words(key) > 1 and key in chrome.bare(text) and index < byline + 4:
            found[index] = replace(other, reason="repeated byline")
        elif (
            byline < index <= byline + 2 and (is_role(other.text) or is_byline(other.text)) and not is_prose(other.text)
        ):
            found[index] = replace(other, kind=Kind.BYLINE)
