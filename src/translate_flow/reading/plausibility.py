"""Tell how much a decoding looks like written language: the judge between legacy encodings.

A language detector alone is fooled by scripts that one language owns: any Thai letters are "Thai" to it. So letters
that cannot stand where they stand, in any language of their script, count against the decoding.
"""

from __future__ import annotations

import regex

from translate_flow.reading.language import detect

_MISPLACED = regex.compile(
    r"(?<=\p{L})[\p{S}\p{Pi}\p{Ps}¡¿·‚„†‡…•‰¦§¨©ª¬¶¸º¼½¾¹²³](?=\p{L})"  # a symbol inside a word
    r"|(?<=\p{Ll})\p{Lu}"  # a capital after a small letter
    r"|[\u2219-\u2265\u2320-\u2321\u2500-\u25ff\uff61-\uff9f]"  # roots, boxes, half-width kana
    r"|(?<![\p{Arabic}\u064b-\u0652])[\u064b-\u0652]"  # an Arabic vowel sign without its letter
    r"|(?<=\p{Latin})[\u0e4f-\u0e5b]|[\u0e4f-\u0e5b](?=\p{Latin})"  # a Thai digit or sign in a Latin word
    r"|[ךםןףץς](?=[א-תα-ω])"  # a final form before another letter
    r"|(?<![ก-ฮ\u0e31-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]"  # a Thai mark without its consonant
    r"|[เแโใไ](?![ก-ฮ])"  # a Thai vowel that leads nothing
    r"|(?<=\p{Latin})[\p{L}--\p{Latin}]|(?<=[\p{L}--\p{Latin}--\p{Han}--\p{Kana}--\p{Hira}--\p{Hang}])\p{Latin}"
    r"|(?<=\p{Cyrillic})[\p{Greek}\p{Hebrew}]"
    r"|(?<!\p{L})־"  # a Hebrew hyphen that joins nothing
    r"|(?<!\p{L}\p{M}*)[\p{M}\u200c\u200d]",
    flags=regex.V1,
)
_KANA = regex.compile(r"[\p{Hira}\p{Kana}]")
_HAN = regex.compile(r"[\p{Han}]")
_TONOS = regex.compile(r"[άέήίόύώ]")
_RARE_GREEK = regex.compile(r"[ξψΰΐ]")
_THAI_VOWELS = regex.compile(r"[ะ-ฺเ-์]")


def _greek(text: str) -> bool:
    """Words of two syllables carry an accent; xi and psi make 1 % of the letters."""
    return bool(_TONOS.search(text)) and len(_RARE_GREEK.findall(text)) <= 0.05 * len(text)


def _thai(text: str) -> bool:
    """A third of the characters are vowels and tone marks."""
    return len(_THAI_VOWELS.findall(text)) >= 0.2 * len(text)


_SHARES = {"el": _greek, "th": _thai}
"""What the letters of a script that one language owns must show to be that language."""
_JAPANESE = frozenset({"cp932", "euc-jp"})
_EAST_ASIAN = _JAPANESE | {"gb18030", "big5hkscs", "cp949"}

_BORROWED = "éèêëçñöüäïîôàáâíóúãåæøß"
_LETTERS = {
    "ca": "àéèíïóòúüç·", "cs": "áčďéěíňóřšťúůýž", "da": "æøåé", "de": "äöüßéèà", "en": "éèêëçñöüäïôàáíóæøåœ",
    "es": "áéíóúüñºª", "et": "äöõüšž", "eu": "ñçü", "fi": "äöåšž", "fr": "àâæçéèêëîïôœùûüÿ", "ga": "áéíóú",
    "gl": "áéíóúüñ", "hr": "čćđšž", "hu": "áéíóöőúüű", "is": "áéíóúýþðæö", "it": "àèéìíîòóùú",
    "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "nb": "æøåéóòô", "nl": "áéëèïíóöüúêâûôç", "pl": "ąćęłńóśźż",
    "pt": "áàâãçéêíóôõúüºª", "ro": "ăâîșțşţ", "sk": "áäčďéíĺľňóôŕšťúýž", "sl": "čšž", "sq": "çë",
    "sv": "åäöéàü", "tr": "çğıİöşüâîû", "vi": "àáâãèéêìíòóôõùúýăđĩũơư",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя", "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџшčćđšž", "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
}  # fmt: skip
"""The letters beyond ASCII that a language writes; what its neighbours' letters would betray."""


def plausible(text: str, encoding: str) -> float:
    """How much ``text``, decoded by ``encoding``, looks like a language, from 0 (not at all) to 1."""
    language, score = detect(text)
    marked = sum(1 for char in text if not char.isascii() and not char.isspace())
    if not marked or not language:
        return 0.0
    wrong = len(_MISPLACED.findall(text)) + _foreign(text, language) + _east_asian(text, encoding)
    return score * max(0.0, 1.0 - 2.0 * wrong / marked)


def _foreign(text: str, language: str) -> float:
    """Letters that the language does not write; those that many borrow count half."""
    if language in _SHARES and not _SHARES[language](text.lower()):
        return len(text) / 2
    own = _LETTERS.get(language)
    if own is None:
        return 0.0
    strange = [c for c in text.lower() if c.isalpha() and not c.isascii() and c not in own and c != "\u0307"]
    return sum(0.5 if char in _BORROWED else 1.0 for char in strange)


def _east_asian(text: str, encoding: str) -> float:
    """Japanese is written with kana, and no other language is."""
    if encoding not in _EAST_ASIAN:
        return 0.0
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    if encoding in _JAPANESE:
        return han if kana < 0.1 * (kana + han) else 0.0
    return kana + han if kana > 0.05 * (kana + han) else 0.0
