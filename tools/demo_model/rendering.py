"""Write what a rule's slots hold: verb forms that agree, contractions, spaces, capitals."""

from __future__ import annotations

import re

import lexicon
from lexicon import Verb
from nounphrases import Phrase

_WAS = {"1s": "was", "3s": "was"}
_BE = {"pres": {"1s": "am", "3s": "is"}, "past": _WAS, "imp": _WAS}
_BE_ELSE = {"pres": "are", "past": "were", "imp": "were"}
_EN_FORM = {"inf": "base", "cmd": "base", "ger": "ing", "pp": "pp", "ppa": "pp", "past": "past", "imp": "past"}
_PARTICLES = {"away", "up", "home"}
"""They follow a pronoun: throw it away, but look at it."""
_CLITICS = {"it": "lo", "them": "los"}

OF_PHRASE = {
    "TO": lambda phrase: "they" if phrase.en_person == "3p" else "it",
    "LES": lambda phrase: "les" if phrase.es_person == "3p" else "le",
    "TOS": lambda phrase: f"a {phrase.es}",
}
"""Marks that only need a phrase: the pronoun for it, and what *gustar* puts before the verb."""


def english(verb: Verb, form: str, person: str) -> str:
    """A form of the verb; ``inf_it`` is one with a pronoun as its object."""
    form, _, pronoun = form.partition("_")
    if pronoun:
        head, _, particle = verb.en[_EN_FORM[form]].partition(" ")
        return " ".join([head, pronoun, particle] if particle in _PARTICLES else [head, particle, pronoun])
    if form in {"fut", "cond"}:
        return ("will " if form == "fut" else "would ") + verb.en["base"]
    if verb.en["base"] == "be" and form in _BE:
        return _BE[form].get(person, _BE_ELSE[form])
    if form == "pres":
        return verb.en["s" if person == "3s" else "base"]
    return verb.en[_EN_FORM[form]]


def spanish(verb: Verb, form: str, phrase: Phrase) -> str:
    """The same in Spanish; ``ppa`` is the participle that agrees with the phrase like an adjective."""
    form, _, pronoun = form.partition("_")
    if pronoun and form == "inf":
        head, space, rest = verb.es["inf"].partition(" ")
        return head + _CLITICS[pronoun] + space + rest
    if pronoun:
        return f"{_CLITICS[pronoun]} {spanish(verb, form, phrase)}"
    if form == "ppa":
        head, space, rest = verb.es["pp"].partition(" ")
        return lexicon.four_forms(head)[phrase.form] + space + rest
    return verb.es.get(form) or verb.es[f"{form}.{phrase.es_person}"]


def tidied(text: str) -> str:
    """One space between words, none before a mark, a capital first."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r" ([,.;:?!»])|(?<=«) ", r"\1", text)
    text = re.sub(r",+(?=[,.?!])", "", text)
    return re.sub(r"^([¿¡“«\"]*)(\w)", lambda start: start[1] + start[2].upper(), text)


def contracted(text: str) -> str:
    """*de el* to *del*, *a el* to *al*; *y* to *e* before its own sound."""
    text = re.sub(r"\b([Aa]|[Dd]e) el (?=[a-záéíóúñ])", r"\1l ", text)
    return re.sub(r"\by (?=h?[ií](?!e))", "e ", text)
