"""Read the word tables of the grammar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import inflection

FOLDER = Path(__file__).parent / "grammar"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun; ``gender`` is m, f or fa (feminine with *el*: el agua); ``en`` and ``es`` are (singular, plural)."""

    kinds: frozenset[str]
    en: tuple[str, str]
    es: tuple[str, str]
    gender: str
    mass: bool

    def of_gender(self, gender: str) -> Noun:
        """A person's noun in this gender, singular; the plural is not given."""
        return (
            self
            if gender == self.gender
            else replace(self, es=(inflection.other_gender(self.es[0]), ""), gender=gender)
        )


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective; ``es`` in the order masculine singular, feminine singular, and both plurals."""

    kinds: frozenset[str]
    en: str
    es: tuple[str, str, str, str]
    copula: str
    comparative: str


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with all its forms and the kinds of nouns that go with it."""

    frame: str
    subjects: frozenset[str]
    objects: frozenset[str]
    en: dict[str, str]
    es: dict[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write ``symbol``: slots to fill, then both sides with the slots in braces."""

    symbol: str
    weight: float
    slots: tuple[tuple[str, str], ...]
    en: str
    es: str


def rows(name: str, *, width: int) -> Iterator[list[str]]:
    """The lines of a table as ``width`` columns; comments and empty lines are passed over."""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            columns = line.split("\t")
            yield columns + [""] * (width - len(columns))


def nouns() -> list[Noun]:
    """All nouns, with the regular plurals filled in."""
    return [_noun(*columns) for columns in rows("nouns.tsv", width=6)]


def _noun(kinds: str, en: str, es: str, gender: str, en_plural: str, es_plural: str) -> Noun:
    return Noun(
        frozenset(kinds.split(",")),
        (en, en_plural or inflection.english_plural(en)),
        (es, es_plural or inflection.spanish_plural(es)),
        gender,
        mass=en_plural == "-",
    )


def adjectives() -> list[Adjective]:
    """All adjectives, with their four Spanish forms."""
    return [_adjective(*columns) for columns in rows("adjectives.tsv", width=6)]


def _adjective(kinds: str, en: str, es: str, copula: str, feminine: str, comparative: str) -> Adjective:
    return Adjective(frozenset(kinds.split(",")), en, four_forms(es, feminine), copula, comparative)


def four_forms(masculine: str, feminine: str = "") -> tuple[str, str, str, str]:
    """Masculine and feminine singular, masculine and feminine plural."""
    feminine = feminine or inflection.spanish_feminine(masculine)
    return masculine, feminine, inflection.spanish_plural(masculine), inflection.spanish_plural(feminine)


def verbs() -> list[Verb]:
    """All verbs, conjugated."""
    return [_verb(*columns) for columns in rows("verbs.tsv", width=6)]


def _verb(frame: str, subjects: str, objects: str, en: str, es: str, irregular: str) -> Verb:
    given = dict(part.split("=") for part in irregular.split(";") if part)
    forms = inflection.spanish_verb(es, given)
    return Verb(
        frame, frozenset(subjects.split(",")), frozenset(objects.split(",")), inflection.english_verb(en), forms
    )


def rules() -> list[Rule]:
    """All rules: those of rules.tsv, and each line of phrases.tsv as a rule without slots."""
    phrases = [Rule(symbol, 1, (), en, es) for symbol, en, es in rows("phrases.tsv", width=3)]
    return phrases + [_rule(*columns) for columns in rows("rules.tsv", width=5)]


def _rule(symbol: str, weight: str, slots: str, en: str, es: str) -> Rule:
    pairs = tuple((name, spec) for name, _, spec in (slot.partition("=") for slot in slots.split()))
    return Rule(symbol, float(weight), pairs, en, es)
