"""Articles and drafts for the browser tests, in words of our own."""

from __future__ import annotations

from dataclasses import replace

from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.translation import Origin, OriginKind, State, Target

DEMO = Origin(OriginKind.MACHINE, engine="argos", model="translate-en_es-0_1", demo=True)
APERTIUM = Origin(OriginKind.MACHINE, engine="apertium", model="eng-spa")

RIVER = Article(
    "en",
    (
        Segment(Kind.TITLE, "The night the river came back"),
        Segment(Kind.BYLINE, "By Marta Ruiz, in Alder Bend"),
        Segment(
            Kind.PARAGRAPH,
            "The <1>gauge</1> under the old bridge read 4.2 metres at midnight, and <2>the council’s map</2> ended "
            "at four.<3/> By one o’clock nobody in the lower town was asleep.",
            (
                Code(1, CodeKind.BOLD),
                Code(2, CodeKind.LINK, ref="https://example.org/map"),
                Code(3, CodeKind.FOOTNOTE, ref="1"),
            ),
        ),
        Segment(Kind.QUOTE, "We carried the schoolbooks first. You can dry a sofa; you cannot dry a library."),
        Segment(Kind.PARAGRAPH, "Forty volunteers formed a line from school to church and passed boxes for hours."),
        Segment(Kind.HEADING, "What the town had learned", level=2),
        Segment(Kind.PARAGRAPH, "After the flood of 1998 the engineers asked for three things:"),
        Segment(Kind.ITEM, "a wall along the mill race;", level=1, label="1."),
        Segment(Kind.ITEM, "pumps that <1>start by themselves</1>;", (Code(1, CodeKind.ITALIC),), level=1, label="2."),
        Segment(Kind.ITEM, "a siren that somebody tests.", level=1, label="3."),
        Segment(Kind.CODE, "level_m = gauge.read() / 100"),
        Segment(Kind.CAPTION, "The mill race at dawn. Photograph: the author."),
        Segment(Kind.PARAGRAPH, "Two of the three were built. The siren was tested until the caretaker retired."),
        Segment(Kind.HEADING, "Morning", level=2),
        Segment(Kind.PARAGRAPH, "By morning the water had gone as quietly as it came, and left a line on every wall."),
        Segment(Kind.NOTE, "The map was last revised in 2004.", label="1"),
    ),
)  # fmt: skip

_SPANISH = {
    0: "La noche en que volvió el río",
    1: "Por Marta Ruiz, en Alder Bend",
    2: "El <1>medidor</1> bajo el puente viejo marcaba 4,2 metros a medianoche, y <2>el mapa del concejo</2> terminaba "
    "en cuatro. A la una ya nadie dormía en la parte baja.",
    3: "Primero sacamos los libros de la escuela. Un sofá se seca; una biblioteca, no.",
    4: "Cuarenta voluntarios formaron una fila de la escuela a la iglesia y pasaron cajas de mano en mano tres horas.",
    5: "Lo que el pueblo había aprendido",
    6: "Tras la crecida de 1998 los ingenieros pidieron tres cosas:",
    7: "un muro junto al caz del molino;",
    8: "bombas que <1>arranquen solas</1>;",
    12: "Dos de las tres se hicieron. La sirena sonó cada primer lunes hasta que se jubiló el conserje.",
    13: "La mañana",
    14: "Por la mañana el agua se había ido tan callada como vino, y dejó una línea en cada pared.",
}
_ARABIC = {
    0: "ليلة عودة النهر",
    1: "بقلم مارتا رويث",
    2: "كان <1>المقياس</1> تحت الجسر القديم يشير إلى 4.2 متر عند منتصف الليل، "
    "و<2>خريطة المجلس</2> تنتهي عند أربعة.<3/> لم ينم أحد.",
    3: "حملنا كتب المدرسة أولاً. يمكن تجفيف الأريكة، أما المكتبة فلا.",
    4: "شكّل أربعون متطوعاً صفاً من المدرسة إلى الكنيسة ومرّروا الصناديق باليد ثلاث ساعات.",
    7: "جدار على طول مجرى الطاحونة؛",
}


def spanish(target: Target, position: int) -> Target:
    """A draft of RIVER: the demo model's to its fourth segment, Apertium's from there, some left open."""
    flags = ("codes",) if position == 2 else ()
    origin = DEMO if position < 4 else APERTIUM
    return replace(target, text=_SPANISH.get(position, ""), state=State.DRAFT, origin=origin, score=-0.4, flags=flags)


def arabic(target: Target, position: int) -> Target:
    """A draft of RIVER in Arabic, with many segments left open."""
    return replace(target, text=_ARABIC.get(position, ""), state=State.DRAFT, origin=APERTIUM)


def numbered(count: int) -> Article:
    """An article of so many paragraphs."""
    return Article(
        "en",
        tuple(Segment(Kind.PARAGRAPH, f"Paragraph {n} tells of the mill and its pump.") for n in range(1, count + 1)),
    )


def drafted(target: Target, position: int) -> Target:
    """A draft of a numbered article."""
    return replace(
        target, text=f"El párrafo {position + 1} habla del molino y su bomba.", state=State.DRAFT, origin=APERTIUM
    )
