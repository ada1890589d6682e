"""The plain text edition, as a person reads it."""

from __future__ import annotations

from bitexts import BOLD, PICTURE, bitext, pair, sample
from translate_flow.domain.article import Kind
from translate_flow.domain.bitext import Bitext, Threshold
from translate_flow.publishing import EDITIONS

WHOLE = """\
Los autobuses nocturnos vuelven

Por Nela Ruiz

100 % approved

El consejo aprobó el plan y publicó el texto completo.[1]


Qué cambia

1. Salen cada hora
  - Los sábados, cada media hora

> «No basta», dijo una conductora.

Foto: el último autobús

Nadie duerme
en la parada

    for bus in night:
        print(bus)


Footnotes

[1] Acta del 3 de mayo.
"""


def text(of: Bitext, *, bilingual: bool = False) -> str:
    return b"".join(EDITIONS["txt"].write(of, threshold=Threshold.APPROVED, bilingual=bilingual)).decode()


def test_a_whole_article_reads_from_top_to_bottom():
    assert text(sample()) == WHOLE


def test_a_bilingual_passage_is_followed_by_its_source_under_its_language():
    item = pair("- Two", "Dos", kind=Kind.ITEM, level=2)
    of = bitext(pair("<1>One</1>", "<1>Uno</1>", codes=(BOLD,)), item, pair("Three"))
    body = text(of, bilingual=True).partition("original language\n")[2]
    assert body == "\nUno\n[en] One\n\n  - Dos\n[en] - - Two\n\n[en] Three\n"


def test_a_picture_is_its_description():
    assert "[A night bus]" in text(bitext(pair("<1/>", "<1/>", codes=(PICTURE,))))
