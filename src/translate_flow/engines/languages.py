"""Translate between the language tags of the desk (BCP 47) and the codes that model packages and modes use."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

_FROM_ARGOS = {"pb": "pt-BR", "zt": "zh-Hant"}
"""Argos' own codes for what BCP 47 writes with a region or script."""

_TO_ARGOS = {"pt-br": "pb", "zh-hant": "zt", "zh-tw": "zt", "zh-hk": "zt", "no": "nb"}

_ISO_639 = {
    "afr": "af", "arg": "an", "bel": "be", "bre": "br", "bul": "bg", "cat": "ca", "ces": "cs", "cym": "cy",
    "dan": "da", "deu": "de", "ell": "el", "eng": "en", "epo": "eo", "est": "et", "eus": "eu", "fin": "fi",
    "fra": "fr", "gle": "ga", "glg": "gl", "hbs": "sh", "hin": "hi", "hye": "hy", "ind": "id", "isl": "is",
    "ita": "it", "kaz": "kk", "kir": "ky", "lav": "lv", "lit": "lt", "mar": "mr", "mkd": "mk", "mlt": "mt",
    "msa": "ms", "nld": "nl", "nno": "nn", "nob": "nb", "oci": "oc", "pol": "pl", "por": "pt", "ron": "ro",
    "rus": "ru", "slk": "sk", "slv": "sl", "sme": "se", "spa": "es", "sqi": "sq", "srd": "sc", "srp": "sr",
    "swe": "sv", "tat": "tt", "tur": "tr", "ukr": "uk", "urd": "ur", "uzb": "uz", "zlm": "ms",
}  # fmt: skip
"""ISO 639-3 to 639-1 for the languages Apertium publishes; a language without two letters keeps three."""


HUB = "en"
"""The language to go through first of all: nearly every Argos package has it on one side."""


def candidates(tag: str) -> tuple[str, ...]:
    """The codes to try for a language tag, best first: as written, Argos' own, then without region and script.

    >>> candidates("pt-BR")
    ('pt-BR', 'pb', 'pt')
    >>> candidates("en")
    ('en',)
    """
    alias = _TO_ARGOS.get(tag.lower(), tag)
    return tuple(dict.fromkeys((tag, alias, tag.partition("-")[0])))


def candidate_pairs(source: str, target: str) -> Iterator[tuple[str, str]]:
    """The pairs of codes to try for a pair of language tags, best first."""
    return product(candidates(source), candidates(target))


def tag_of_argos(code: str) -> str:
    """The language tag of a package's code."""
    return _FROM_ARGOS.get(code, code)


def tag_of_apertium(name: str) -> str | None:
    """The language tag of one half of a mode's name, None for a spelling norm that no tag tells apart.

    >>> [tag_of_apertium(name) for name in ("eng", "fr", "eng_US", "cat_valencia", "cat_iec2017")]
    ['en', 'fr', 'en-US', 'ca-valencia', None]
    """
    code, _, variant = name.partition("_")
    base = _ISO_639.get(code, code)
    if not variant:
        return base
    is_region = len(variant) == 2 and variant.isupper()
    return f"{base}-{variant}" if is_region or variant == "valencia" else None
