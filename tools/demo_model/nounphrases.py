"""Build noun phrases in both languages at once: determiner, adjective, noun and what follows it."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import lexicon
from lexicon import Noun

Expand = Callable[..., tuple[str, str]]
"""Write a symbol of the rules: (symbol, bound slots) → (English, Spanish)."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase; persons as in inflection.PERSONS, in English also ``2s``; ``personal`` takes *a* as object."""

    en: str
    es: str
    en_person: str = "3s"
    es_person: str = "3s"
    gender: str = "m"
    kinds: frozenset[str] = frozenset()
    personal: bool = False

    @property
    def form(self) -> int:
        """Which of an adjective's four forms agrees."""
        return (self.gender != "m") + 2 * self.es_person.endswith("p")


PRONOUNS = {"I": "1s", "we": "1p", "he": "3s", "she": "3s", "they": "3p", "you": "3s"}
"""English subject pronouns; Spanish leaves them out and the verb tells."""

_ARTICLES = {
    "the": ("el", "la", "los", "las"),
    "a": ("un", "una", "", ""),
    "this": ("este", "esta", "", ""),
    "these": ("", "", "estos", "estas"),
    "that": ("ese", "esa", "", ""),
    "every": ("cada", "cada", "", ""),
    "no": ("ningún", "ninguna", "", ""),
    "the whole": ("todo el", "toda la", "", ""),
    "some": ("", "", "algunos", "algunas"),
    "many": ("", "", "muchos", "muchas"),
    "several": ("", "", "varios", "varias"),
    "a few": ("", "", "unos pocos", "unas pocas"),
    "all the": ("", "", "todos los", "todas las"),
    "my": ("mi", "mi", "mis", "mis"),
    "our": ("nuestro", "nuestra", "nuestros", "nuestras"),
    "your": ("su", "su", "sus", "sus"),
    "his": ("su", "su", "sus", "sus"),
    "her": ("su", "su", "sus", "sus"),
    "its": ("su", "su", "sus", "sus"),
    "their": ("su", "su", "sus", "sus"),
    "": ("", "", "", ""),
}
_SINGULAR = {
    "the": 50,
    "a": 24,
    "this": 4,
    "that": 2,
    "every": 3,
    "the whole": 1,
    "POSSESSIVE": 13,
    "ORDINAL": 4,
    "WEEKDAY": 2,
}
_PLURAL = {"the": 40, "": 24, "these": 3, "some": 5, "many": 5, "several": 3, "a few": 2, "all the": 4}
_PLURAL |= {"POSSESSIVE": 10, "FEW": 10, "ONLY": 2, "NUMBER": 4}
_MASS = {"the": 38, "": 42, "this": 4, "POSSESSIVE": 10, "all the": 3}
_COUNTING = {"a", "FEW", "ONLY", "NUMBER", "many", "several", "some", "a few"}
_PLURAL_ONLY = {"plural", "FEW", "ONLY", "many", "these"}
_WITHOUT = {"bare": "", "plural": ""}
_BEFORE_STRESSED_A = {"la": "el", "una": "un", "toda la": "toda el", "ninguna": "ningún"}
"""The feminine articles of *el agua*."""
_POSSESSIVES = ("my", "our", "our", "your", "his", "her", "its", "their", "their")


class NounPhrases:
    """A source of noun phrases; all chance comes from ``chance``, all tails from the rules by ``expand``."""

    def __init__(self, chance: random.Random, expand: Expand) -> None:
        self._chance = chance
        self._expand = expand
        self._nouns = lexicon.nouns()
        self._adjectives = lexicon.adjectives()

    def fits(self, kinds: Collection[str]) -> bool:
        """Whether any noun is of one of these kinds."""
        return any(noun.kinds & frozenset(kinds) for noun in self._nouns)

    def pick(self, kinds: Collection[str], *, determiner: str = "", role: str = "object", tail: bool = True) -> Phrase:
        """A phrase whose noun is of one of ``kinds``; ``determiner`` fixes what is else drawn.

        ``bare`` is none, with a mass noun or a plural; ``plural`` is none, with a plural.
        """
        countable = determiner in _PLURAL_ONLY
        fitting = (noun for noun in self._nouns if noun.kinds & frozenset(kinds))
        noun = self._chance.choice([noun for noun in fitting if not (countable and noun.mass)])
        plural = self._plural(noun, determiner)
        if noun.mass and determiner in _COUNTING:
            determiner = "bare"
        chosen = _WITHOUT.get(determiner, determiner) if determiner else self._draw(noun, plural=plural)
        phrase = self._determined(noun, chosen, plural=plural, role=role)
        return self._with_tail(phrase) if tail and self._chance.random() < 0.16 else phrase

    def job(self, gender: str) -> Phrase:
        """What a person of this gender is: a baker, an old friend."""
        noun = self._chance.choice([n for n in self._nouns if "person" in n.kinds and "fixed" not in n.kinds])
        return self._determined(noun.of_gender(gender), "a", plural=False, role="object")

    def _plural(self, noun: Noun, determiner: str) -> bool:
        if noun.mass or determiner in {"a", "no", "this", "ORDINAL", "every"}:
            return False
        return determiner == "bare" or determiner in _PLURAL_ONLY or self._chance.random() < 0.38

    def _draw(self, noun: Noun, *, plural: bool) -> str:
        table = _MASS if noun.mass else _PLURAL if plural else _SINGULAR
        return self._chance.choices(list(table), list(table.values()))[0]

    def _determined(self, noun: Noun, determiner: str, *, plural: bool, role: str) -> Phrase:
        form = (noun.gender != "m") + 2 * plural
        en, es = self._described(noun, determiner, plural=plural, form=form)
        article_en, article_es = self._determiner(determiner, form=form, role=role, mass=noun.mass)
        if noun.gender == "fa":
            article_es = _BEFORE_STRESSED_A.get(article_es, article_es)
        if article_en == "a" and en[0] in "aeiou" and not en.startswith(("use", "uni")):
            article_en = "an"
        person = "3p" if plural else "3s"
        both = f"{article_en} {en}".strip(), f"{article_es} {es}".strip()
        return Phrase(*both, person, person, noun.gender[0], noun.kinds, personal="person" in noun.kinds)

    def _described(self, noun: Noun, determiner: str, *, plural: bool, form: int) -> tuple[str, str]:
        """The noun with an adjective or a weekday, sometimes."""
        en, es = noun.en[plural], noun.es[plural]
        if determiner == "WEEKDAY" and noun.kinds & {"place", "event", "stall"}:
            day_en, day_es = self._expand("day")
            return f"{day_en} {en}", f"{es} del {day_es}"
        if determiner in {"ORDINAL", "WEEKDAY"} or self._chance.random() >= 0.3:
            return en, es
        adjective = self._adjective(noun.kinds)
        return (f"{adjective.en} {en}", f"{es} {adjective.es[form]}") if adjective else (en, es)

    def _determiner(self, name: str, *, form: int, role: str, mass: bool) -> tuple[str, str]:
        if name == "POSSESSIVE":
            name = self._chance.choice(_POSSESSIVES)
        if name == "ORDINAL":
            en, es = self._expand("ordinal.f" if form % 2 else "ordinal.m")
            article = self._chance.choice(("the", "the", "a")) if en != "last" else "the"
            return f"{article} {en}", f"{_ARTICLES[article][form]} {es}"
        if name == "WEEKDAY":
            name = "the"
        if name in {"FEW", "ONLY"}:
            en, es = self._expand("few")
            return ("only " + en, "solo " + es) if name == "ONLY" else (en, es)
        if name == "NUMBER":
            number = str(self._chance.randint(2, 990))
            return number, number
        if name == "all the" and mass:
            return name, ("todo el", "toda la")[form]
        return name, _ARTICLES["the" if name == "" and role == "subject" else name][form]

    def _adjective(self, kinds: frozenset[str]) -> lexicon.Adjective | None:
        fitting = [adjective for adjective in self._adjectives if adjective.kinds & kinds]
        return self._chance.choice(fitting) if fitting else None

    def adjective(self, phrase: Phrase, *, comparative: bool = False) -> lexicon.Adjective | None:
        """An adjective that fits a phrase; with ``comparative`` one that has an English comparative."""
        fitting = [a for a in self._adjectives if a.kinds & phrase.kinds and (a.comparative or not comparative)]
        return self._chance.choice(fitting) if fitting else None

    def _with_tail(self, phrase: Phrase) -> Phrase:
        tails = [kind for kind in sorted(phrase.kinds) if kind in _TAILED]
        if not tails:
            return phrase
        en, es = self._expand("tail." + self._chance.choice(tails))
        return replace(phrase, en=f"{phrase.en} {en}", es=f"{phrase.es} {es}")

    def several(self, kinds: Collection[str], *, role: str) -> Phrase:
        """A list of two or three bare nouns: bread, cheese and flowers."""
        count = self._chance.choice((2, 2, 3))
        parts = [self.pick(kinds, determiner="bare", role=role, tail=False) for _ in range(count)]
        en, es = (", ".join(texts[:-1]) for texts in ([p.en for p in parts], [p.es for p in parts]))
        gender = "f" if all(part.gender == "f" for part in parts) else "m"
        return Phrase(f"{en} and {parts[-1].en}", f"{es} y {parts[-1].es}", "3p", "3p", gender)


_TAILED = {"person", "group", "place", "stall", "food", "goods", "event", "text", "vehicle", "holder"}
