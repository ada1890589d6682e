"""English news sentences whose Spanish is known phrase by phrase: what the tiny model can translate."""

from __future__ import annotations

import random
from dataclasses import dataclass


def _table(text: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in row.split("|")) for row in text.split(";")]


# English | Spanish | gender
PEOPLE = _table(
    "mayor | alcalde | m; minister | ministro | m; judge | jueza | f; teacher | profesora | f; nurse | enfermera | f;"
    "lawyer | abogada | f; company | empresa | f; union | sindicato | m; court | tribunal | m"
)
THINGS = _table(
    "report | informe | m; law | ley | f; plan | plan | m; contract | contrato | m; letter | carta | f;"
    "decision | decisión | f; agreement | acuerdo | m; reform | reforma | f"
)
# English | masculine | feminine
ADJECTIVES = _table(
    "local | local | local; public | público | pública; secret | secreto | secreta; official | oficial | oficial;"
    "foreign | extranjero | extranjera"
)
VERBS = _table(
    "published | publicó; approved | aprobó; rejected | rechazó; signed | firmó; presented | presentó;"
    "defended | defendió; corrected | corrigió; reviewed | revisó"
)
DAYS = _table("on Monday | el lunes; on Friday | el viernes; on Sunday | el domingo")
ARTICLE = {"m": "el", "f": "la"}


@dataclass(frozen=True)
class Report:
    """A sentence, its translation, and the phrases that correspond: (English, Spanish)."""

    english: str
    spanish: str
    phrases: tuple[tuple[str, str], ...]


def reports(count: int, *, seed: int = 1) -> list[Report]:
    """That many different sentences."""
    dice = random.Random(seed)
    found: dict[str, Report] = {}
    while len(found) < count:
        report = _report(dice)
        found[report.english] = report
    return list(found.values())


def _report(dice: random.Random) -> Report:
    subject, thing = _phrase(dice, PEOPLE), _phrase(dice, THINGS)
    verb = dice.choice(VERBS)
    parts = [(_capital(subject[0]), _capital(subject[1])), (verb[0], verb[1]), thing]
    if dice.random() < 0.4:
        day = dice.choice(DAYS)
        parts.append((day[0], day[1]))
    english, spanish = (" ".join(part[side] for part in parts) + "." for side in (0, 1))
    return Report(english, spanish, tuple(parts))


def _phrase(dice: random.Random, nouns: list[tuple[str, ...]]) -> tuple[str, str]:
    english, spanish, gender = dice.choice(nouns)
    if dice.random() < 0.5:
        return f"the {english}", f"{ARTICLE[gender]} {spanish}"
    adjective = dice.choice(ADJECTIVES)
    return f"the {adjective[0]} {english}", f"{ARTICLE[gender]} {spanish} {adjective[1 + (gender == 'f')]}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
