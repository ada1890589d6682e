"""How each language says who wrote an article: no engine translates a lone "By", nor a person's name."""

from __future__ import annotations

from collections.abc import Mapping

BY: Mapping[str, str] = {
    "ar": "بقلم", "az": "Müəllif:", "bg": "Автор:", "bn": "লেখক:", "ca": "Per", "cs": "Autor:",
    "da": "Af", "de": "Von", "el": "Συντάκτης:", "en": "By", "eo": "De", "es": "Por",
    "et": "Autor:", "eu": "Egilea:", "fa": "نویسنده:", "fi": "Kirjoittaja:", "fr": "Par",
    "ga": "Le", "gl": "Por", "he": "מאת", "hi": "लेखक:", "hr": "Autor:", "hu": "Szerző:",
    "id": "Oleh", "it": "Di", "ja": "文：", "ko": "글:", "lt": "Autorius:", "lv": "Autors:",
    "mk": "Автор:", "ms": "Oleh", "nb": "Av", "nl": "Door", "nn": "Av", "pl": "Autor:", "pt": "Por",
    "ro": "De", "ru": "Автор:", "sk": "Autor:", "sl": "Avtor:", "sq": "Nga", "sr": "Аутор:",
    "sv": "Av", "th": "โดย", "tl": "Ni", "tr": "Yazan:", "uk": "Автор:", "ur": "تحریر:",
    "vi": "Tác giả:", "zh": "作者：",
}  # fmt: skip
"""The usual words before the author's name, by language without its region."""

_LONGER = {"written by", "escrito por", "écrit par", "geschrieben von", "scritto da", "geschreven door"}
_WORDS = frozenset({word.casefold().rstrip(":：") for word in BY.values()} | _LONGER)


def signed(lead: str, name: str, language: str) -> str | None:
    """The byline ``lead name`` in another language; None where the lead says more than "by" or the language is unknown.

    >>> signed("By", "Ann Lee", "es"), signed("Por", "Ana Ruiz", "zh-Hant"), signed("Photographs by", "Ann Lee", "es")
    ('Por Ann Lee', '作者：Ana Ruiz', None)
    """
    words = BY.get(language.partition("-")[0])
    if words is None or lead.strip().casefold().rstrip(":： ") not in _WORDS:
        return None
    return f"{words}{'' if words.endswith('：') else ' '}{name}"
