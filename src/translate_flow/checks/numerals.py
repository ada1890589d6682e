"""Numbers in words and in Roman numerals, as far as a guard against lost numbers must know them."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

import regex

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
    }
)
"""The words for 1 to 19, ordinals and multiples included: blanks part the numbers, a star stands for any ending."""

_ROUND = MappingProxyType(
    {
        20: "twent*|veint*|vingt*|zwanz*|vent*|vint*|twint*",
        30: "thirt*|trein*|trent*|dreiß*|trint*|dertig*",
        40: "forty*|forti*|cuarent*|quarant*|vierz*|quarent*|veert*",
        50: "fift*|cincuent*|cinquant*|fünfz*|cinquent*|vijft*",
        60: "sixt*|sesent*|soixant*|sechz*|sessant*|sessent*|seixant*|zest*",
        70: "sevent*|setent*|soixante*|siebz*|settant*|zevent*",
        80: "eight*|ochent*|quatre-vingt*|achtz*|ottant*|oitent*|vuitant*|tacht*",
        90: "ninet*|novent*|quatre-vingt*|neunz*|novant*|norant*|negent*",
        100: "hundred*|cien*|cent*|hundert*|cem|honderd*",
        1000: "thousand*|mil|mill*|tausend*|duizend*",
    }
)
"""The same for round numbers, in all these languages together."""

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def named(number: int, text: str, language: str) -> bool | None:
    """Whether a text names a number from 1 to 19, a ten, a hundred or a thousand; None where the words are unknown.

    >>> named(3, "El tercer día", "es"), named(4, "El tercer día", "es"), named(3, "Харашо", "ru")
    (True, False, None)
    """
    short = primary(language)
    if short not in WORDS:
        return None
    small = dict(enumerate(WORDS[short].split(), start=1))
    decade = number - 1900 if 1900 < number < 2000 and number % 10 == 0 else number
    words = small.get(decade) or _ROUND.get(decade)
    return words is not None and _pattern(words).search(text) is not None


@cache
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
