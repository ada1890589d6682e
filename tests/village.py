"""Everyday English sentences with their Spanish and Arabic: an article of many paragraphs, and its translations."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import product

LANGUAGES = ("es", "ar")

# English | Spanish | Arabic
PEOPLE = """
The baker | El panadero | الخباز
The teacher | El maestro | المعلم
The doctor | El médico | الطبيب
The farmer | El granjero | المزارع
The gardener | El jardinero | البستاني
The carpenter | El carpintero | النجار
The fisherman | El pescador | الصياد
The neighbour | El vecino | الجار
The shopkeeper | El tendero | صاحب المتجر
The bus driver | El conductor del autobús | سائق الحافلة
The night guard | El guarda nocturno | الحارس الليلي
The young cook | El joven cocinero | الطباخ الشاب
"""
DEEDS = """
opens the green door before sunrise | abre la puerta verde antes del amanecer | يفتح الباب الأخضر قبل شروق الشمس
carries two baskets to the market | lleva dos cestas al mercado | يحمل سلتين إلى السوق
reads an old letter by the window | lee una carta vieja junto a la ventana | يقرأ رسالة قديمة قرب النافذة
waits for the rain to stop | espera a que pare la lluvia | ينتظر توقف المطر
counts the coins on the table | cuenta las monedas sobre la mesa | يعد النقود على الطاولة
mends the roof of the small house | arregla el tejado de la casa pequeña | يصلح سقف البيت الصغير
walks along the river every evening | pasea junto al río cada tarde | يمشي بجانب النهر كل مساء
sings while the soup gets warm | canta mientras se calienta la sopa | يغني بينما يسخن الحساء
looks for the key in the garden | busca la llave en el jardín | يبحث عن المفتاح في الحديقة
writes a list of things to buy | escribe una lista de cosas para comprar | يكتب قائمة بأشياء للشراء
gives bread to the hungry dog | da pan al perro hambriento | يعطي الخبز للكلب الجائع
sits under the tree and says nothing | se sienta bajo el árbol y no dice nada | يجلس تحت الشجرة ولا يقول شيئا
"""


@dataclass(frozen=True)
class Sentence:
    """One sentence in English, and its translations by language."""

    english: str
    known: dict[str, str]


def sentences(*, seed: int = 7) -> list[Sentence]:
    """Every sentence there is, each once, in an order that does not repeat a person at once."""
    every = [_sentence(who, deed) for who, deed in product(_table(PEOPLE), _table(DEEDS))]
    random.Random(seed).shuffle(every)
    return every


def paragraphs(count: int, *, seed: int = 7) -> list[list[Sentence]]:
    """That many paragraphs of two to four sentences."""
    dice, rest = random.Random(seed), iter(sentences(seed=seed))
    sizes = [dice.choice((2, 3, 3, 4)) for _ in range(count)]
    return [[next(rest) for _ in range(size)] for size in sizes]


def _sentence(who: list[str], deed: list[str]) -> Sentence:
    english, *known = (f"{one} {other}." for one, other in zip(who, deed, strict=True))
    return Sentence(english, dict(zip(LANGUAGES, known, strict=True)))


def _table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
