"""Bitexts for tests of what goes out: a short way to write one, and one sample article in several languages."""

from __future__ import annotations

from dataclasses import replace

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.bitext import Bitext, Unit
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.translation import NO_ORIGIN, Origin, OriginKind, State, Target

BY_PERSON = Origin(OriginKind.PERSON)
MACHINE = Origin(OriginKind.MACHINE, engine="argos", model="translate-en_es-1.0")
DEMO = replace(MACHINE, model="demo", demo=True)


def pair(
    text: str,
    target: str = "",
    *,
    kind: Kind = Kind.PARAGRAPH,
    codes: tuple[Code, ...] = (),
    level: int = 0,
    label: str = "",
    state: State | None = None,
    origin: Origin | None = None,
    stale: bool = False,
) -> Unit:
    """A unit that still lacks its place; approved when it has a target and nothing else is said."""
    segment = Segment(kind, text, codes, level, label)
    state = state or (State.APPROVED if target else State.UNTRANSLATED)
    origin = origin or (BY_PERSON if target else NO_ORIGIN)
    made_for = "another source" if stale else segment.source_hash
    return Unit(0, 0, segment, Target(0, "", target, state, source_hash=made_for, origin=origin))


def bitext(*units: Unit, slug: str = "night-buses-1", source: str = "en", language: str = "es") -> Bitext:
    """The units in the order given, numbered."""
    placed = (
        Unit(number + 1, number, u.segment, replace(u.target, segment=number + 1, language=language))
        for number, u in enumerate(units)
    )
    return Bitext(slug, source, language, tuple(placed))


BOLD = Code(1, CodeKind.BOLD)
LINK = Code(2, CodeKind.LINK, "https://example.org/plan?a=1&b=2")
MARK = Code(3, CodeKind.FOOTNOTE, "1")
PICTURE = Code(1, CodeKind.IMAGE, "https://example.org/bus.jpg", "A night bus")

_TEXTS = {
    "es": (
        "Los autobuses nocturnos vuelven", "Por Nela Ruiz",
        "El consejo aprobó el <1>plan</1> y publicó <2>el texto completo</2>.<3/>", "Qué cambia", "Salen cada hora",
        "Los sábados, cada media hora", "«No basta», dijo una conductora.", "Foto: el último autobús",
        "Nadie duerme\nen la parada", "Acta del 3 de mayo.",
    ),
    "ar": (
        "عودة الحافلات الليلية", "بقلم نيلا رويز", "أقرّ المجلس <1>الخطة</1> ونشر <2>النص الكامل</2>.<3/>",
        "ما الذي يتغيّر", "رحلة كل ساعة", "كل نصف ساعة يوم السبت", "قالت سائقة: «هذا لا يكفي».", "صورة: آخر حافلة",
        "لا أحد ينام\nفي الموقف",        "محضر 3 مايو.",
    ),
    "ja": (
        "夜行バスが復活", "ネラ・ルイス", "市議会は<1>計画</1>を承認し、<2>全文</2>を公開した。<3/>", "何が変わるか",
        "毎時一本", "土曜日は三十分ごと", "「足りない」と運転手は言った。", "写真：最終バス",
        "誰も眠らない\n停留所で", "五月三日の議事録。",
    ),
}  # fmt: skip


def sample(language: str = "es") -> Bitext:
    """Every kind of segment, all approved; the code block has no target. Languages: es, ar, ja."""
    title, byline, first, heading, item, nested, quote, caption, verse, note = _TEXTS[language]
    return bitext(
        pair("Night buses return", title, kind=Kind.TITLE),
        pair("By Nela Ruiz", byline, kind=Kind.BYLINE),
        pair(
            "The council passed the <1>plan</1> and published <2>the full text</2>.<3/>", first,
            codes=(BOLD, LINK, MARK),
        ),
        pair("What changes", heading, kind=Kind.HEADING, level=2),
        pair("They leave every hour", item, kind=Kind.ITEM, level=1, label="1."),
        pair("On Saturdays, every half hour", nested, kind=Kind.ITEM, level=2),
        pair("“It is not enough,” a driver said.", quote, kind=Kind.QUOTE),
        pair("Photo: the last bus", caption, kind=Kind.CAPTION),
        pair("Nobody sleeps\nat the stop", verse, kind=Kind.VERSE),
        pair("for bus in night:\n    print(bus)", kind=Kind.CODE),
        pair("Minutes of 3 May.", note, kind=Kind.NOTE, label="1"),
        language=language,
    )  # fmt: skip
