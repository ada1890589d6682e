"""Numbers in words and in Roman numerals, as far as a guard against lost numbers must know them."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

import regex

from translate_flow.checks.han_numerals import LANGUAGES, han_numbers, han_says
from translate_flow.domain.languages import primary

WORDS = MappingProxyType(
    {
        "en": """
            one|first|once|single|an? two|twos|twice|second|doubl* three|third*|tripl* four* five*|fif* six*
            seven* eight* nine*|nin* ten|tenth* eleven* twel*|dozen*|noon thirteen* fourteen* fifteen*
            sixteen* seventeen* eighteen* nineteen*
        """,
        "es": """
            una?|uno|primer*|únic* dos|segund[oa]*|doble*|ambos|ambas tres|tercer*|tripl* cuatro|cuart[oa]*
            cinco|quint[oa]* seis|sext[oa]* siete|séptim*|septim* ocho|octav* nueve|noven[oa]* diez|décim*
            once|undéc* doce*|duodéc* trece* catorce* quince* diecis[eé]is* diecisiete* dieciocho* diecinueve*
        """,
        "fr": """
            une?|premi* deux*|second[es]*|doubl* trois*|tripl*|tiers quatre|quatrième*|quart* cinq|cinqui*
            six|sixi* sept|septi* huit|huiti* neuf|neuvi* dix|dixi* onz* douz*|midi treiz* quatorz* quinz*
            seiz* dix-sept* dix-huit* dix-neu*
        """,
        "de": """
            ein*|erst* zwei*|doppel*|beide* drei*|dritt* vier* fünf* sechs* sieb* acht* neun* zehn* elf*
            zwölf*|dutzend* dreizehn* vierzehn* fünfzehn* sechzehn* siebzehn* achtzehn* neunzehn*
        """,
        "it": """
            un[oa]?|prim[oaie] due|second[oiae]*|doppi* tre|terz[oiae]|tripl* quattro|quart[oiae]
            cinque|quint[oiae] sei|sest[oiae] sette|settim[oiae] otto|ottav* nove|non[oa] dieci|decim* undic*
            dodic*|dozzin* tredic* quattordic* quindic* sedic* diciassett* diciott* diciannov*
        """,
        "pt": """
            uma?|primeir* dois|duas|segund[oa]*|dobr* três|terceir*|terço*|tripl* quatro|quart[oa]*
            cinco|quint[oa]* seis|sext[oa]* sete|sétim* oito|oitav* nove|non[oa] dez|décim* onze* doze*|dúzi*
            treze* catorze*|quatorze* quinze* dezass?eis*|dezess?eis* dez[ae]ssete* dezoito* dez[ae]nove*
        """,
        "ca": """
            una?|primer* dos|dues|segon*|doble* tres|tercer*|tripl* quatre|quart[ae]* cinc|cinqu* sis|sis[èe]*
            set|set[èe]* vuit* nou|nov[èe]* deu|des[èe] onz* dotz* tretz* catorz* quinz* setz* disset* divuit*
            dinou*
        """,
        "nl": """
            een|één|eerste*|enkel* twee*|dubbel* drie*|derde* vier* vijf* zes* zeven* acht* negen* tien* elf*
            twaalf*|dozijn* dertien* veertien* vijftien* zestien* zeventien* achttien* negentien*
        """,
        "tr": """
            bir|biri*|ilk*|tek* iki*|çift* üç* dört*|dörd* beş* altı* yedi* sekiz* dokuz* on|onuncu*|onda
            on\\s?bir* on\\s?iki*|düzine* on\\s?üç* on\\s?dör* on\\s?beş* on\\s?altı* on\\s?yedi*
            on\\s?sekiz* on\\s?dokuz*
        """,
    }
)
"""The words for 1 to 19, ordinals and multiples included: blanks part the numbers, a star stands for any ending."""

_ROUND = MappingProxyType(
    {
        20: "twent*|veint*|vingt*|zwanz*|vent*|vint*|twint*|yirmi*",
        30: "thirt*|trein*|trent*|dreiß*|trint*|dertig*|otuz*",
        40: "forty*|forti*|cuarent*|quarant*|vierz*|quarent*|veert*|kırk*",
        50: "fift*|cincuent*|cinquant*|fünfz*|cinquent*|vijft*|elli*",
        60: "sixt*|sesent*|soixant*|sechz*|sessant*|sessent*|seixant*|zest*|altmış*",
        70: "sevent*|setent*|soixante*|siebz*|settant*|zevent*|yetmiş*",
        80: "eight*|ochent*|quatre-vingt*|achtz*|ottant*|oitent*|vuitant*|tacht*|seksen*",
        90: "ninet*|novent*|quatre-vingt*|neunz*|novant*|norant*|negent*|doksan*",
        100: "hundred*|cien*|cent*|hundert*|cem|honderd*|yüz*",
        1000: "thousand*|mil|mill*|tausend*|duizend*|bin*",
    }
)
"""The same for round numbers, in all these languages together."""

_TEENS = MappingProxyType(
    {
        "pl": r"""
            trzyna[sś]* czterna[sś]* piętna[sś]* szesna[sś]* siedemna[sś]* osiemna[sś]* dziewiętna[sś]*
            dwudziest*|dwadzieścia dwudziest\w+\spierwsz*|dwadzieścia\sjeden
        """,
        "ru": r"""
            тринадцат* четырнадцат* пятнадцат* шестнадцат* семнадцат* восемнадцат* девятнадцат* двадцат*
            двадцать\s(?:перв|один|одн)*
        """,
        "uk": r"""
            тринадцят* чотирнадцят* п.ятнадцят* шістнадцят* сімнадцят* вісімнадцят* дев.ятнадцят* двадцят*
            двадцять\s(?:перш|один|одн)*
        """,
        "ar": r"""
            *(?:ثالث|ثلاث)*\sعشر* *(?:رابع|أربع|اربع)*\sعشر* *(?:خامس|خمس)*\sعشر*
            *(?:سادس|ست)*\sعشر* *(?:سابع|سبع)*\sعشر* *(?:ثامن|ثمان)*\sعشر*
            *(?:تاسع|تسع)*\sعشر* *عشر[وي]ن* *(?:حادي|واحد|إحدى|احدى)*\sو*عشر[وي]ن*
        """,
    }
)
"""The words for 13 to 21, written like `WORDS`: they tell that a century is named, and not that one is missing."""

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

_TWENTIES = "fr"
"""The language that counts on from 60 and 80 up to nineteen: soixante-quinze."""

_JOINT = r"\w{0,5}[\s-]?(?:(?:and|y|i|e|et|en|und)[\s-])?"
"""What may stand between the words of a number, the ending of the first included."""

_PARTS = MappingProxyType(
    {
        2: r"hal[fbv]*|medi[oa]s?|demie?s?|mezz[oa]|mei[oa]|meia|mig|mitja|anderthalb*|[^\W\d]+einhalb*|yarım|buçuk*",
        3: r"third*|terci*|tercer*|tiers|drittel*|terz[oi]|terç*|derde*|üçte",
        4: r"quarter*|cuart*|quart*|viertel*|dreiviertel*|kwart*|vierde*|çeyrek|dörtte",
    }
)
"""The words for a half, a third and a quarter in the languages above."""

_MOST = 1_000_000
_KEPT = 512
"""Patterns that are kept; there are as many as numbers."""


def named(number: int, text: str, language: str) -> bool | None:
    """Whether a text names a whole number below a million; None where the words are unknown.

    >>> named(3, "El tercer día", "es"), named(4, "El tercer día", "es"), named(3, "Харашо", "ru")
    (True, False, None)
    >>> named(24, "vierundzwanzig Tage", "de"), named(35, "otuz beş gün", "tr"), named(25, "二十五天", "zh")
    (True, True, True)
    """
    short = primary(language)
    if short in LANGUAGES:
        return number in han_numbers(text) or han_says(number, text, short)
    if short not in WORDS:
        return _teen(number, text, short) or None
    decade = number - 1900 if 1900 < number < 2000 and number % 10 == 0 else number
    words = _words(decade, short)
    return bool(words) and _pattern(words).search(text) is not None


def named_part(value: Fraction, text: str, language: str) -> bool | None:
    """Whether a text names a number with a half, thirds or quarters, such as 2½; None where the words are unknown.

    >>> named_part(Fraction(5, 2), "dos horas y media", "es"), named_part(Fraction(1, 3), "la moitié", "fr")
    (True, False)
    """
    if value.denominator not in _PARTS:
        return False
    if primary(language) not in WORDS:
        return None
    whole = value.numerator // value.denominator
    return _pattern(_PARTS[value.denominator]).search(text) is not None and (
        whole <= 1 or named(whole, text, language) is not False
    )


def _teen(number: int, text: str, short: str) -> bool:
    """Whether a text names a number from 13 to 21, as centuries are, in a language whose other words are unknown."""
    rows = _TEENS.get(short, "").split()
    return 13 <= number < 13 + len(rows) and _pattern(f"{rows[number - 13]}*").search(text) is not None


@lru_cache(maxsize=_KEPT)
def _words(number: int, short: str) -> str:
    """A pattern for the number in words, a star for any ending; empty where it cannot be said in these words."""
    if number in _ROUND:
        return _ROUND[number]
    if not 1 <= number < _MOST:
        return ""
    if number < 20:
        return WORDS[short].split()[number - 1]
    return _compound(number, short)


def _compound(number: int, short: str) -> str:
    unit = next(size for size in (1000, 100, 10) if number >= size)
    count, rest = divmod(number, unit)
    if unit > 10:
        many = rf"(?:{_stem(count, short)}){_JOINT}" if count > 1 else ""
        tail = rf"{_JOINT}(?:{_words(rest, short)})" if rest else "*"
        return rf"{many}(?:{_stem(unit, short)}){tail}"
    if short == _TWENTIES and number >= 70:
        count, rest = number // 20 * 2, number % 20
    tens, ones = _stem(count * 10, short), _words(rest, short)
    return rf"(?:{tens}){_JOINT}(?:{ones})|(?:{_stem(rest, short)}){_JOINT}(?:{tens})*"


def _stem(number: int, short: str) -> str:
    """The words without any ending, for more is to follow."""
    return _words(number, short).replace("*", "")


@lru_cache(maxsize=_KEPT)
def _pattern(words: str) -> regex.Pattern[str]:
    endings = words.replace("*", r"\w*")
    return regex.compile(rf"(?i)\b(?:{endings})\b")


def roman(number: int, text: str) -> bool:
    """Whether a text holds a number from 1 to 39 in Roman numerals, as centuries and monarchs have.

    >>> roman(20, "el siglo XX"), roman(20, "el siglo XXI"), roman(19, "au XIXe siècle")
    (True, False, True)
    """
    if not 1 <= number <= 39:
        return False
    written, rest = "", number
    for value, letters in _ROMAN:
        written += letters * (rest // value)
        rest %= value
    return regex.search(rf"(?<![\p{{L}}]){written}(?![\p{{Lu}}])", text) is not None
