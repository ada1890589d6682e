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

_LONGER: Mapping[str, str] = {
    "de": "Geschrieben von", "en": "Written by", "es": "Escrito por", "fr": "Écrit par", "it": "Scritto da",
    "nl": "Geschreven door", "pt": "Escrito por",
}  # fmt: skip


def begins_byline(lead: str, language: str) -> bool:
    """Whether ``lead`` is how a byline begins in the language, whose words are known."""
    own = language.partition("-")[0]
    known = {word.casefold().rstrip(":：") for word in (BY.get(own, ""), _LONGER.get(own, "")) if word}
    return lead.strip().casefold().rstrip(":： ") in known


def signed(lead: str, name: str, *, source: str, target: str) -> str | None:
    """The byline ``lead name`` in another language; None where the lead says more than "by", or not in ``source``.

    "Di" is how an Italian byline begins, and how an English name may.

    >>> signed("By", "Ann Lee", source="en", target="es"), signed("Di", "Morgan Lee", source="en", target="es")
    ('Por Ann Lee', None)
    """
    words = BY.get(target.partition("-")[0])
    if words is None or not begins_byline(lead, source):
        return None
    return f"{words}{'' if words.endswith('：') else ' '}{name}"
