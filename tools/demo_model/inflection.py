"""Inflect English and Spanish words by rule; the tables list only what the rules get wrong."""

from __future__ import annotations

VOWELS = "aeiou"
PERSONS = ("1s", "3s", "1p", "3p")
"""The persons the grammar speaks in; the polite Spanish *usted* is a third person."""

_ENDINGS = {
    "pres": {"ar": "o a amos an", "er": "o e emos en", "ir": "o e imos en"},
    "past": {"ar": "é ó amos aron", "er": "í ió imos ieron", "ir": "í ió imos ieron"},
    "imp": {"ar": "aba aba ábamos aban", "er": "ía ía íamos ían", "ir": "ía ía íamos ían"},
}
_FUTURE = {"fut": "é á emos án", "cond": "ía ía íamos ían"}
_HARD = {"c": "qu", "g": "gu", "z": "c"}
"""How a stem in -ar is respelt before e: *buscar, busque*."""


_PLURALS = {"joven": "jóvenes"}
_COUNTERPARTS = {"alcaldesa": "alcalde", "jueza": "juez", "concejal": "concejala", "sastre": "sastra"}
_THIRDS = {"be": "is", "have": "has"}


def english_plural(noun: str) -> str:
    """The regular plural: box, boxes; story, stories; shop, shops."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def spanish_plural(noun: str) -> str:
    """The regular plural of a noun or an adjective: luz, luces; estación, estaciones; the first word carries it."""
    head, space, rest = noun.partition(" ")
    if head in _PLURALS:
        return _PLURALS[head] + space + rest
    if head[-1] in "aeiouáéó":
        return head + "s" + space + rest
    if head.endswith("z"):
        return head[:-1] + "ces" + space + rest
    for accented, plain in (("ón", "on"), ("ín", "in"), ("án", "an"), ("és", "es"), ("ús", "us")):
        if head.endswith(accented):
            head = head.removesuffix(accented) + plain
    return head + "es" + space + rest


def spanish_feminine(adjective: str) -> str:
    """The feminine of an adjective: nuevo, nueva; español, española stands in the table; verde stays."""
    return adjective[:-1] + "a" if adjective.endswith("o") else adjective


def other_gender(person: str) -> str:
    """The same person, or job, of the other gender: panadero, panadera; profesora, profesor; ciclista stays."""
    if person in _COUNTERPARTS:
        return _COUNTERPARTS[person]
    if person.endswith("or"):
        return person + "a"
    if person.endswith("ora"):
        return person[:-1]
    if person.endswith("a") and not person.endswith("ista"):
        return person[:-1] + "o"
    return spanish_feminine(person)


def english_verb(forms: str) -> dict[str, str]:
    """All forms of a verb written ``base[/past[/participle[/ing]]]``: ``throw away/threw/thrown``."""
    base, past, participle, ing = [*forms.split("/"), "", "", ""][:4]
    head, space, particle = base.partition(" ")
    past = past or _with_ed(head)
    third = _THIRDS.get(head) or (head + "es" if head.endswith("o") else english_plural(head))
    forms_of_head = {"base": head, "s": third, "past": past, "pp": participle or past, "ing": ing or _with_ing(head)}
    return {name: form + space + particle for name, form in forms_of_head.items()}


def _with_ed(head: str) -> str:
    if head.endswith("e"):
        return head + "d"
    if head.endswith("y") and head[-2] not in VOWELS:
        return head[:-1] + "ied"
    return _doubled(head) + "ed"


def _with_ing(head: str) -> str:
    return (head[:-1] if head.endswith("e") and not head.endswith("ee") else _doubled(head)) + "ing"


def _doubled(head: str) -> str:
    one_vowel = sum(letter in VOWELS for letter in head) == 1
    closed = head[-2] in VOWELS and head[-1] not in VOWELS + "wxy"
    return head + head[-1] if one_vowel and closed else head


def spanish_verb(infinitive: str, irregular: dict[str, str]) -> dict[str, str]:
    """All forms of a verb, keyed ``tense.person`` or by the name of a form without person.

    Args:
        infinitive: as in a dictionary; words after it (*dar de comer*) follow every form.
        irregular: what the rules get wrong: ``pres``, ``past``, ``imp`` four forms with spaces between; ``fut`` the
            stem of future and conditional; ``pp``, ``ger``, ``cmd`` (the polite imperative) one form.

    """
    head, space, rest = infinitive.partition(" ")
    stem, group = head[:-2], head[-2:].replace("í", "i")
    forms = {"inf": head, "pp": irregular.get("pp", stem + ("ado" if group == "ar" else "ido"))}
    forms["ger"] = irregular.get("ger", stem + ("ando" if group == "ar" else "iendo"))
    for tense, endings in _ENDINGS.items():
        regular = [stem + ending for ending in endings[group].split()]
        regular[0] = _hardened(stem) + "é" if (tense, group) == ("past", "ar") else regular[0]
        forms |= _by_person(tense, irregular[tense].split() if tense in irregular else regular)
    future = irregular.get("fut", head.replace("í", "i"))
    for tense, ending in _FUTURE.items():
        forms |= _by_person(tense, [future + e for e in ending.split()])
    forms["cmd"] = irregular.get("cmd") or _command(forms["pres.1s"], forms["pres.3s"], group=group)
    return {name: form + space + rest for name, form in forms.items()}


def _by_person(tense: str, forms: list[str]) -> dict[str, str]:
    return {f"{tense}.{person}": form for person, form in zip(PERSONS, forms, strict=True)}


def _command(first: str, third: str, *, group: str) -> str:
    if group == "ar":
        return _hardened(third[:-1]) + "e"
    return first[:-1] + "a"


def _hardened(stem: str) -> str:
    return stem[:-1] + _HARD.get(stem[-1], stem[-1])
