"""The board as a picture, for a mail or a slide."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from translate_flow.domain.board import Standing
from translate_flow.domain.translation import State

_NAME, _WIDTH, _ROW, _PAD = 320, 110, 40, 12
_INK, _PAPER, _LINE, _SAID = "#1f2937", "#ffffff", "#d1d5db", "#7c3aed"
_COLOURS = {
    State.PUBLISHED: "#15803d",
    State.APPROVED: "#15803d",
    State.TRANSLATED: "#2563eb",
    State.NEEDS_WORK: "#c02626",
    State.DRAFT: "#b7791f",
}
_CUT, _BUBBLE = 38, 48


def picture(standings: Sequence[Standing]) -> bytes:
    """A PNG: articles down, languages across, a bar of words by state and the approved share in each cell.

    A bubble and a number say how many segments have open comments. Articles go by their slugs and languages by their
    tags, for the font at hand has Latin letters only.
    """
    languages = sorted({item.language for item in standings})
    slugs = list(dict.fromkeys(item.slug for item in standings))
    size = (_NAME + _WIDTH * len(languages) + 2 * _PAD, _ROW * (len(slugs) + 1) + 2 * _PAD)
    image = Image.new("RGB", size, _PAPER)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(14)
    for column, code in enumerate(languages):
        draw.text((_NAME + _WIDTH * column + _PAD, _PAD), code, _INK, font)
    for row, slug in enumerate(slugs, start=1):
        draw.text((_PAD, _ROW * row + _PAD), slug if len(slug) <= _CUT else f"{slug[:_CUT]}...", _INK, font)
    for item in standings:
        left = _NAME + _WIDTH * languages.index(item.language) + _PAD
        _cell(draw, font, item, left, _ROW * (slugs.index(item.slug) + 1) + _PAD)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _cell(
    draw: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, item: Standing, left: int, top: int
) -> None:
    draw.text((left, top - 4), f"{int(item.percent)} %", _INK, font)
    if item.comments:
        _bubble(draw, left + _BUBBLE, top - 2)
        draw.text((left + _BUBBLE + 16, top - 4), str(item.comments), _INK, font)
    room, at = _WIDTH - 2 * _PAD, float(left)
    draw.rectangle((left, top + 16, left + room, top + 22), _LINE)
    for state, colour in _COLOURS.items():
        width = room * item.states[state].words / (item.all.words or 1)
        if width >= 1:
            draw.rectangle((at, top + 16, at + width, top + 22), colour)
        at += width


def _bubble(draw: ImageDraw.ImageDraw, left: int, top: int) -> None:
    draw.rounded_rectangle((left, top, left + 12, top + 8), 2, _SAID)
    draw.polygon([(left + 2, top + 8), (left + 6, top + 8), (left + 2, top + 12)], _SAID)
