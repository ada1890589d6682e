"""Language codes: which ones the desk takes, how they are written, which way they run.

The desk's codes are BCP 47 tags (RFC 5646), as short as they can be: ``es``, ``pt-BR``, ``zh-Hant``. What people and
model packages write instead (``pb``, ``zt``, ``zh-CN``, ``spa``, ``pt_BR``) is understood and folded into them.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Literal

from translate_flow.errors import ConfigError

KNOWN = MappingProxyType(
    {
        "af": "Afrikaans", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
        "bn": "Bangla", "br": "Breton", "bs": "Bosnian", "ca": "Catalan", "ckb": "Central Kurdish",
        "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
        "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish",
        "fr": "French", "ga": "Irish", "gl": "Galician", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi",
        "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is": "Icelandic",
        "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "ko": "Korean",
        "ky": "Kyrgyz", "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "mr": "Marathi",
        "ms": "Malay", "mt": "Maltese", "my": "Burmese", "nb": "Norwegian Bokmål", "ne": "Nepali", "nl": "Dutch",
        "nn": "Norwegian Nynorsk", "oc": "Occitan", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto",
        "pt": "Portuguese", "pt-BR": "Brazilian Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
        "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
        "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
        "uz": "Uzbek", "vi": "Vietnamese", "yi": "Yiddish", "zh": "Chinese", "zh-Hant": "Traditional Chinese",
    }
)  # fmt: skip
"""The languages the desk offers by name (every Argos language is among them); `check` takes more."""

_ALIASES = {
    "pb": "pt-BR",  # Argos
    "zt": "zh-Hant",  # Argos
    "zh-tw": "zh-Hant",
    "zh-hant-tw": "zh-Hant",
    "zh-hans": "zh",
    "zh-cn": "zh",
    "zh-hans-cn": "zh",
    "no": "nb",
    "fil": "tl",
}
_WRITTEN = {"zh": "zh-Hans"}
"""Where the desk's code says less than a file should: Argos' ``zh`` is simplified Chinese."""

_OWN_STANDARD = frozenset({"pt-BR", "de-CH", "de-LI", "zh-Hant-HK", "zh-Hant-MO"})
"""Written otherwise than the language without a region: Brazilian spelling, Swiss ss, the characters of Hong Kong."""

_NOT_A_LANGUAGE = frozenset({"und", "mul", "zxx", "root", "mis"})
_RTL_LANGUAGES = frozenset(
    {"ar", "arc", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "nqo", "pnb", "ps"}
    | {"prs", "sd", "skr", "syr", "ug", "ur", "yi"}
)
_RTL_SCRIPTS = frozenset({"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi"})
_TAG = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?(?:-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))?")

_SPACELESS = frozenset({"zh", "ja", "th", "lo", "km", "my"})

Direction = Literal["ltr", "rtl"]


def direction(code: str) -> Direction:
    """Which way a language is written; a script in the tag decides before the language does.

    >>> direction("ar"), direction("pt-BR"), direction("az-Arab"), direction("ks-Deva")
    ('rtl', 'ltr', 'rtl', 'ltr')
    """
    language, *rest = code.lower().replace("_", "-").split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in _RTL_SCRIPTS else "ltr"
    return "rtl" if language in _RTL_LANGUAGES else "ltr"


def bcp47(code: str) -> str:
    """The tag to write into a file (``lang``, ``xml:lang``) for one of the desk's codes or Argos' own.

    >>> bcp47("zh"), bcp47("zt"), bcp47("pb"), bcp47("pt_br"), bcp47("es")
    ('zh-Hans', 'zh-Hant', 'pt-BR', 'pt-BR', 'es')
    """
    short = _fold(code)
    return _WRITTEN.get(short, short)


def primary(code: str) -> str:
    """The language without script and region.

    >>> primary("pt-BR"), primary("zh_TW"), primary("es")
    ('pt', 'zh', 'es')
    """
    return code.replace("_", "-").partition("-")[0].lower()


def is_spaceless(code: str) -> bool:
    """Whether a language is written without spaces between words and sentences.

    >>> is_spaceless("zh-Hant"), is_spaceless("zt"), is_spaceless("ko"), is_spaceless("es")
    (True, True, False, False)
    """
    return primary(_fold(code)) in _SPACELESS


@cache
def family(code: str) -> str:
    """A tag without what varies inside one written language: its region and its variants; the script stays.

    >>> family("es-MX"), family("zt"), family("sr-Latn-RS"), family("pb")
    ('es', 'zh-Hant', 'sr-Latn', 'pt')
    """
    language, *rest = _fold(code).split("-")
    return "-".join([language, *(part for part in rest if len(part) == 4 and part.isalpha())])


@cache
def region(code: str) -> str:
    """The region of a tag; empty where it names none.

    >>> region("es-MX"), region("es-419"), region("zh-Hant"), region("es")
    ('MX', '419', '', '')
    """
    rest = _fold(code).split("-")[1:]
    return next((part for part in rest if len(part) == 2 or (len(part) == 3 and part.isdecimal())), "")


def agree(one: str, other: str) -> bool:
    """Whether text in one tag may serve for the other: same language and script, no two different regions.

    >>> agree("es-MX", "es"), agree("es-MX", "es-ES"), agree("zh", "zh-Hant")
    (True, False, False)
    """
    regions = {region(one), region(other)} - {""}
    return family(one) == family(other) and len(regions) < 2


@cache
def interchangeable(one: str, other: str) -> bool:
    """Whether text in one tag may stand for the other unasked: `agree`, and both are written by one standard.

    Where two tags that agree differ, one of them names no region; it means the region that it is mostly used in, and
    text of another serves for it unless that one spells differently (`_OWN_STANDARD`) or has another script there.

    >>> interchangeable("es-ES", "es"), interchangeable("pt-BR", "pt"), interchangeable("zh-HK", "zh")
    (True, False, False)
    """
    one, other = _fold(one), _fold(other)
    apart = any(f"{family(code)}-{region(code)}" in _OWN_STANDARD for code in (one, other))
    alike = _variant(one) == _variant(other) and _script(one) == _script(other)
    return one == other or (agree(one, other) and alike and not apart)


def english_name(code: str) -> str:
    """The language's name in English; the code itself when it has none.

    >>> english_name("pt-BR"), english_name("sc"), english_name("es-MX")
    ('Brazilian Portuguese', 'Sardinian', 'Spanish (MX)')
    """
    short = _fold(code)
    language, _, rest = short.partition("-")
    if short in KNOWN or not rest:
        return KNOWN.get(short) or _names().get(language, short)
    return f"{english_name(language)} ({rest})"


def display_name(code: str, interface: str) -> str:
    """The language's name in another language; in English where CLDR does not know it.

    >>> display_name("es", "de"), display_name("zh", "fr")
    ('Spanisch', 'chinois (simplifié)')
    """
    from babel import Locale  # noqa: PLC0415 - heavy, and rarely needed

    tag = bcp47(code).replace("-", "_")
    try:
        return Locale.parse(tag).get_display_name(interface) or english_name(code)
    except ValueError:
        return english_name(code)


def autonym(code: str) -> str:
    """The language's name in the language itself; in English where CLDR does not know it.

    >>> autonym("es"), autonym("zh-Hant"), autonym("sc")
    ('español', '繁體中文', 'sardu')
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - heavy, and rarely needed

    short = _fold(code)
    try:
        locale = Locale.parse(short, sep="-")
    except (UnknownLocaleError, ValueError):
        return english_name(short)
    return locale.languages.get(short.replace("-", "_")) or locale.display_name or english_name(short)


def check(code: str) -> str:
    """The desk's code for what a person or a program wrote, in canonical case.

    Takes the languages of `KNOWN` and any other tag of a language, script and region that CLDR names, as well as
    ISO 639-2 and 639-3 codes of languages that have two letters.

    >>> [check(code) for code in ("ES", "pt_br", "pb", "zh-TW", "spa", "sr-latn", "es-419")]
    ['es', 'pt-BR', 'pt-BR', 'zh-Hant', 'es', 'sr-Latn', 'es-419']

    Raises:
        ConfigError: it is not a language; the text offers the nearest ones.

    """
    short = _fold(code.strip())
    if short in KNOWN or _named(short):
        return short
    hint = _nearest(code.strip())
    meant = f"did you mean {' or '.join(f'{near} ({english_name(near)})' for near in hint)}? " if hint else ""
    msg = f"unknown language {code[:40]!r}: {meant}codes look like es, fr, pt-BR"
    raise ConfigError(msg)


def _fold(code: str) -> str:
    tag = code.replace("_", "-").lower()
    if tag in _ALIASES:
        return _ALIASES[tag]
    language, *rest = tag.split("-")
    if not rest and language not in KNOWN:
        language = _two_letters(language)
    folded = "-".join((language, *map(_cased, rest)))
    return _ALIASES.get(folded.lower(), folded)


def _cased(subtag: str) -> str:
    """RFC 5646, section 2.1.1: scripts are titled, regions upper case, variants lower case."""
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) <= 3 else subtag


def _two_letters(language: str) -> str:
    from babel.core import get_global  # noqa: PLC0415 - heavy, and rarely needed

    short = str(get_global("language_aliases").get(language, language))
    return short if "_" not in short else language


def _named(tag: str) -> bool:
    match = _TAG.fullmatch(tag.lower())
    if match is None:
        return False
    from babel import Locale  # noqa: PLC0415 - heavy, and rarely needed

    language, script, region, _ = match.groups()
    english = Locale("en")
    known_script = script is None or script.title() in english.scripts
    known_region = region is None or region.upper() in english.territories
    return language in _names() and language not in _NOT_A_LANGUAGE and known_script and known_region


@cache
def _names() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - heavy, and rarely needed

    return dict(Locale("en").languages)


def _variant(code: str) -> list[str]:
    """What a tag says beyond language, script and region, such as ``1901`` of ``de-1901``."""
    return [part for part in code.split("-")[1:] if part != region(code) and not (len(part) == 4 and part.isalpha())]


def _script(code: str) -> str:
    """The script that a tag names or, after CLDR's likely subtags, implies: ``zh-HK`` is in Hant."""
    from babel.core import get_global  # noqa: PLC0415 - heavy, and rarely needed

    language, *rest = code.split("-")
    named = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    likely = get_global("likely_subtags")
    whole = likely.get("_".join(filter(None, (language, region(code))))) or likely.get(language, "")
    return named or next((part for part in str(whole).split("_")[1:] if len(part) == 4), "")


def _nearest(written: str) -> list[str]:
    """Codes by name ("spanish"), by country ("jp"), then by likeness; at most two."""
    by_name = {name.lower(): code for code, name in KNOWN.items()}
    names = get_close_matches(written.lower(), by_name, n=1, cutoff=0.8)
    return [by_name[name] for name in names] or _of_country(written) or get_close_matches(written.lower(), KNOWN, n=2)


def _of_country(written: str) -> list[str]:
    from babel.languages import get_official_languages  # noqa: PLC0415 - heavy, and rarely needed

    return [code for code in get_official_languages(written.upper()) if code in KNOWN][:1]
