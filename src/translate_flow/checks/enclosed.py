"""Find brackets and quotation marks that do not close, and those of another language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

import regex

from translate_flow.checks.issues import Finding, Pair
from translate_flow.domain.languages import primary
from translate_flow.domain.literals import LITERAL

_BRACKETS = MappingProxyType({")": "(", "]": "[", "}": "{", "）": "（", "］": "［", "】": "【", "〕": "〔"})
_ITEM = regex.compile(r"(?:^|(?<=[\s(;,]))[\p{L}\p{N}]{1,3}\)")
_FACE = regex.compile(r"(?<!\w)[:;=8][-'o^]?[)(\]\[]+")

_PAIRED = MappingProxyType({"」": "「", "』": "『", "》": "《", "〉": "〈"})
_DOUBLE = regex.compile(r"[\"“”„‟«»＂〝〞]")
_INCHES = regex.compile(r"(?<=\d)[\"”″]")

_CURLY, _GUILLEMETS, _LOW, _LOW_RIGHT = ("“", "”"), ("«", "»"), ("„", "“"), ("„", "”")
_INWARD, _RIGHT, _CORNER = ("»", "«"), ("”", "”"), ("「", "」")
_STYLES: MappingProxyType[str, Sequence[tuple[str, str]]] = MappingProxyType(
    {
        **dict.fromkeys(("en", "nl", "ga", "cy", "id", "ms", "vi", "th", "hi", "ta", "te", "bn", "mr"), (_CURLY,)),
        **dict.fromkeys(("tr", "ko", "sw", "tl", "af", "eo"), (_CURLY,)),
        **dict.fromkeys(("es", "ca", "gl", "eu", "it", "pt"), (_GUILLEMETS, _CURLY)),
        "pt-BR": (_CURLY,),
        "fr": (_GUILLEMETS, _CURLY),
        "de": (_LOW, _INWARD),
        "de-CH": (_GUILLEMETS,),
        **dict.fromkeys(("cs", "sk", "sl", "is"), (_LOW, _INWARD)),
        **dict.fromkeys(("bg", "lt", "et", "ka"), (_LOW,)),
        **dict.fromkeys(("pl", "ro", "hu"), (_LOW_RIGHT, _INWARD, _GUILLEMETS)),
        **dict.fromkeys(("hr", "bs", "sr"), (_LOW_RIGHT, _INWARD, _LOW, _GUILLEMETS)),
        **dict.fromkeys(("ru", "uk", "be", "kk", "ky"), (_GUILLEMETS, _LOW)),
        **dict.fromkeys(("el", "hy", "nb", "nn", "fa", "az", "sq"), (_GUILLEMETS, _CURLY)),
        **dict.fromkeys(("sv", "fi"), (_RIGHT, ("»", "»"))),
        "da": (_CURLY, _INWARD, _LOW, _RIGHT),
        "ar": (_GUILLEMETS, _CURLY, ("”", "“")),
        "he": (_RIGHT, _CURLY, ("„", "”")),
        "zh": (_CURLY, _CORNER, ("《", "》")),
        "zh-Hant": (_CORNER,),
        "ja": (_CORNER,),
    }
)
"""The double quotation marks of languages (CLDR and the national standards), what is usual first."""

_SINGLE = ("‘", "’")
_INNER = MappingProxyType({_CURLY: _SINGLE, _CORNER: ("『", "』"), _LOW: ("‚", "‘"), _RIGHT: ("’", "’")})
"""The marks inside of others (CLDR); with those that are not here a language's second style is the inner one."""

_FRENCH = MappingProxyType({"«": "«\u00a0", "»": "\u00a0»"})


def quotation_marks(language: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """What opens and closes a quotation in a language, and one inside of it; French ones with their spaces."""
    outer, *others = _styles(language) or (_CURLY,)
    inner = _INNER.get(outer) or (others[0] if others else _SINGLE)
    if primary(language) == "fr":
        outer = _FRENCH[outer[0]], _FRENCH[outer[1]]
    return outer, inner


def brackets(pair: Pair) -> Iterator[Finding]:
    """A bracket without its partner, where those of the source all have one; ``1)`` in a list has none."""
    if not list(_unpaired(pair.source)):
        for place in _unpaired(pair.target):
            yield Finding(place, place + 1)


def quotes(pair: Pair) -> Iterator[Finding]:
    """A quotation mark that does not close, or was never opened, where those of the source do."""
    if not list(_open_quotes(pair.source)):
        for place in _open_quotes(pair.target):
            yield Finding(place, place + 1)


def quote_style(pair: Pair) -> Iterator[Finding]:
    """Quotation marks that the language does not use; the fix is the usual one, opening or closing by its place.

    An odd number of them is left to `quotes`.
    """
    styles = _styles(pair.language)
    if not styles or len(found := _doubles(pair.target)) % 2:
        return
    for count, place in enumerate(found):
        role = 0 if _opens(pair.target, place, first=count % 2 == 0) else 1
        if pair.target[place] not in {style[role] for style in styles}:
            mark = styles[0][role]
            fix = _spaced(mark, pair.target, place) if primary(pair.language) == "fr" else mark
            yield Finding(place, place + 1, wanted=mark, fix=fix)


def _styles(language: str) -> Sequence[tuple[str, str]]:
    return _STYLES.get(language) or _STYLES.get(primary(language)) or ()


def _unpaired(text: str) -> Iterator[int]:
    """The places of brackets without a partner."""
    covered = {
        place for pattern in (_FACE, LITERAL) for match in pattern.finditer(text) for place in range(*match.span())
    }
    items = {match.end() - 1 for match in _ITEM.finditer(text)}
    waiting: list[int] = []
    for place, char in enumerate(text):
        if place in covered:
            continue
        if char in _BRACKETS.values():
            waiting.append(place)
        elif char in _BRACKETS:
            if waiting and text[waiting[-1]] == _BRACKETS[char]:
                waiting.pop()
            elif waiting or place not in items:
                yield place
    yield from waiting


def _open_quotes(text: str) -> Iterator[int]:
    yield from _unclosed(text)
    found = _doubles(text)
    outward = [place for place in found if text[place] in "«»"]
    others = [place for place in found if text[place] not in "«»"]
    both = len({text[place] for place in outward}) == 2
    if len(outward) % 2 or (both and sum(text[place] == "«" for place in outward) * 2 != len(outward)):
        yield outward[-1]
    if len(others) % 2:
        yield others[-1]


def _unclosed(text: str) -> Iterator[int]:
    waiting: list[int] = []
    for place, char in enumerate(text):
        if char in _PAIRED.values():
            waiting.append(place)
        elif char in _PAIRED:
            if waiting and text[waiting[-1]] == _PAIRED[char]:
                waiting.pop()
            else:
                yield place
    yield from waiting


def _doubles(text: str) -> list[int]:
    """The places of double quotation marks that are no inches, and not part of an address or a tag."""
    kept = {place for match in LITERAL.finditer(text) for place in range(*match.span())}
    inches = {match.start() for match in _INCHES.finditer(text)} if '"' in text and not _even(text) else set()
    return [match.start() for match in _DOUBLE.finditer(text) if match.start() not in kept | inches]


def _even(text: str) -> bool:
    return text.count('"') % 2 == 0


def _opens(text: str, place: int, *, first: bool) -> bool:
    """Whether a mark opens, by what stands beside it; without blanks by whether it is the ``first`` of two."""
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if before.isspace() and not after.isalnum():
        return first
    if not before or before.isspace() or before in "([{（—–-¿¡'‘/":
        return True
    return first and not (not after or after.isspace() or after in ".,;:!?)]}")


def _spaced(mark: str, text: str, place: int) -> str:
    """A French mark with its blank, where there is none beside it."""
    beside = text[place + 1 : place + 2] if mark == "«" else text[place - 1 : place]
    return mark if beside.isspace() else _FRENCH.get(mark, mark)
