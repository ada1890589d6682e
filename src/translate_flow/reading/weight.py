"""Weigh a paragraph: how many words, is it prose, could it be a headline."""

from __future__ import annotations

from functools import lru_cache

import regex

from translate_flow.reading.wrapping import ends_sentence

_DENSE = regex.compile(r"[\p{Han}\p{Hira}\p{Kana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")

_NOTE_MARKS = regex.compile(r"(?:\[\d{1,3}\]|[⁰¹²³⁴-⁹]{1,3})+$")

_COUNT = regex.compile(r"\p{Nd}{1,3}(?:[.,]?\p{Nd}{1,3})?\s?[kKmM]?")

CAPTION = regex.compile(
    r"^[\[(]?(?:(?:photo(?:graph)?s?|image|picture|pic|illustration|credit|video|figure|fig\.?|table|map|chart|"
    r"graphic|courtesy|"
    r"foto(?:graf[íi]a|s)?|imagen|ilustración|figura|tabla|mapa|imagem|crédito|tabela|"
    r"image|crédit|légende|tableau|carte|graphique|bild|abbildung|abb\.|grafik|tabelle|karte|"
    r"immagine|didascalia|tabella|afbeelding|beeld|figuur|zdjęcie|fot\.|rysunek|rys\.|grafika|"
    r"фото|фотография|рисунок|рис\.|иллюстрация|таблица|карта|صورة|الصورة|شكل|الشكل|图|圖|图片|圖片|写真|図|画像|사진)"
    r"\s?(?:\p{Nd}{1,3}(?:[.-]\p{Nd}+)?)?\s?(?:[:：|／]|[./](?!\p{L}))|"
    r"(?:photo(?:graph)?s?|image|picture|illustration|video|foto|bild) (?:by|via|courtesy|von|de|di|credit|par|"
    r"source)\b|"
    r"(?:figure|fig\.|table|figura|abb\.|abbildung|рис\.|図|图|圖)\s?\p{Nd}+\b|image (?:source|caption),|getty images|"
    r"写真(?:は|＝|=)|(?:图|图片)(?:源|来源)).{0,400}$|"
    r"^.{3,300}(?:\((?:photo|image|picture|foto|bild|credit|photo credit|crédit photo|фото)\s?[:/ ].{2,60}\)|"
    r"\b(?:photograph|photo|foto|bild|crédit|credit|fotografía|imagen)\s?: [^.]{2,60})$",
    regex.IGNORECASE,
)


def words(text: str) -> int:
    """Number of words, roughly; two characters count as one in scripts without spaces."""
    dense = 0 if text.isascii() else len(_DENSE.findall(text))
    return len(text.split()) if dense < 0.3 * len(text) else (len(text) + 1) // 2


def is_caption(text: str) -> bool:
    """Whether the line belongs to a picture.

    >>> [is_caption(t) for t in ("Photo: Ann Lee", "Figure 1: The pond", "The dam. Photo: Ann Lee", "Photos help.")]
    [True, True, True, False]
    """
    return words(text) <= 60 and bool(CAPTION.match(text))


def is_count(text: str) -> bool:
    """Whether the line is a lone number, such as a count of likes: ``48``, ``1.2K``."""
    return bool(_COUNT.fullmatch(text.strip("()[] ")))


@lru_cache(maxsize=1024)
def is_prose(text: str) -> bool:
    """Whether the text reads as a paragraph: a sentence of some length, or simply long."""
    count = words(text)
    return (count >= 8 and ends_sentence(text)) or count >= 28


def could_head(text: str) -> bool:
    """Whether a line could be a heading: short, begins with a capital or digit, ends without a stop.

    A note's mark behind the stop does not hide it.

    >>> could_head("The old mill"), could_head("A toll of one penny.[2]"), could_head("Closed at noon.³")
    (True, False, False)
    """
    text = _NOTE_MARKS.sub("", text) or text
    first = next((char for char in text if char.isalnum()), "")
    if not first or first.islower() or words(text) > 14 or len(text) > 110:
        return False
    if text.endswith((".", ",", ";", ":", "。", "、", "，", "：", "؛", "،", "—", "–", "…")):
        return False
    quoted = text[0] in '"“„«‘「『' and text[-1] in '"”“»’」』'
    return not quoted and text[0] not in "–—―-•*>@"
