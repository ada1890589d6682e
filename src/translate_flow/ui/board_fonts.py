"""Fonts of this machine for pictures: for each text one that has all of its letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from PIL import ImageFont, features

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

# By file name, wherever the system keeps its fonts: Linux, macOS, Windows; those with Latin letters first.
_FILES = (
    *("NotoSans-Regular.ttf", "DejaVuSans.ttf", "NotoSansCJK-Regular.ttc", "Arial Unicode.ttf", "arial.ttf"),
    *("Arial.ttf", "msyh.ttc", "malgun.ttf", "Nirmala.ttf", "NotoSansDevanagari-Regular.ttf"),
    *("NotoSansArabic-Regular.ttf", "NotoSansHebrew-Regular.ttf", "NotoSansThai-Regular.ttf"),
)
_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
_NOBODYS = "\U0010ffff"
# What letters join in or run from right to left with, is drawn letter by letter and backwards without it.
_SHAPED = frozenset({"R", "AL", "AN", "NSM"})


def font_for(text: str, size: int) -> Font | None:
    """A font that draws the whole of a text right; None where this machine has none."""
    if not shapes() and any(unicodedata.bidirectional(letter) in _SHAPED for letter in text):
        return None
    letters = {letter for letter in text if unicodedata.category(letter) not in _UNSEEN}
    return next((font for font in _fonts(size) if all(_has(font, letter) for letter in letters)), None)


@cache
def shapes() -> bool:
    """Whether letters can be joined and texts run from right to left here."""
    return bool(features.check("raqm"))


def drawn(text: str) -> str:
    """The text as it is drawn: without the marks of direction where nobody reads them, for they would be boxes."""
    return text if shapes() else text.translate(_ISOLATES)


def _fonts(size: int) -> Iterator[Font]:
    for name in _FILES:
        if font := _opened(name, size):
            yield font
    yield _own(size)


@cache
def _opened(name: str, size: int) -> Font | None:
    try:
        return ImageFont.truetype(name, size)
    except OSError:
        return None


@cache
def _own(size: int) -> Font:
    """What Pillow carries itself: Latin letters."""
    return ImageFont.load_default(size)


@cache
def _has(font: Font, letter: str) -> bool:
    """Whether a font has a letter: it draws it in another way than one that nobody has."""
    return bytes(font.getmask(letter)) != bytes(font.getmask(_NOBODYS))
