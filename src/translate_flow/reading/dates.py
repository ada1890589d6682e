"""Recognise a line that says nothing but when a text appeared or how long it takes to read."""

from __future__ import annotations

from functools import cache

import regex


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DIGIT = regex.compile(r"\p{Nd}")
_TOKEN = regex.compile(r"\p{Nd}+|[\p{L}\p{M}.'’]+|\S")
_NUMERIC = regex.compile(
    r"\p{Nd}{1,4}[./-]\s?\p{Nd}{1,2}[./-]\s?\p{Nd}{2,4}|\p{Nd}{4}年\s?\p{Nd}{1,2}月(?:\s?\p{Nd}{1,2}日)?|"
    r"\p{Nd}{1,2}月\s?\p{Nd}{1,2}日|"
    r"\p{Nd}{4}년\s?\p{Nd}{1,2}월\s?\p{Nd}{1,2}일|\p{Nd}{1,2}:\p{Nd}{2}"
)
_EAST = regex.compile(
    r"^(?:[（(【\[]?(?:公開日?|更新日?|発行|発表|配信|投稿日?|最終更新日?|掲載|发布|發布|发表|更新于|更新时间|"
    r"发布时间|发布于|日期|时间|"
    r"입력|수정|등록|게시|승인)[:：]?\s?|[\p{Nd}\s.:：/年月日時时分秒년월일시분초()（）［］\[\]-]|"
    r"[月火水木金土日]曜日?|星期[一二三四五六日]|周[一二三四五六日]|"
    r"午前|午後|上午|下午|오전|오후|前|小时|分钟|時間|约|約|阅读|閱讀|読了|で読めます|この記事は|[|｜・])+$"
)

# The paper that a Chinese page names before the author: 来源：江城晚报 作者：林秋禾
_SOURCE = regex.compile(r"^(?:来源|來源|稿源|出处|出處)\s?[:：]\s?\S+\s+(?=(?:作者|记者|記者|文|撰文)\s?[:：/／])")

_FILLERS = _set("""
published updated posted modified last first on at in from by of the date time reading read mins minutes minute
min hours hour hrs hr ago day days yesterday today week weeks month months year years st nd rd th am pm a.m p.m
a.m. p.m. gmt utc bst est edt cet cest pst pdt ist et noon midnight about approx edited created revised issue
originally publicado publicada actualizado actualizada actualización fecha lectura tiempo de del el la a las los
minutos minuto hace hora horas h día días ayer hoy última modificación y publié publiée mis mise à jour le temps
lecture modifié il heure heures jours hier aujourd'hui au du par mn dernière veröffentlicht aktualisiert um uhr
stand erstellt vom lesezeit lesedauer minuten vor stunden stunde tagen tag gestern heute ca zuletzt geändert den
der und erschienen pubblicato pubblicata aggiornato aggiornata alle ore tempo di lettura minuti fa ieri oggi
giorni modifica ultimo ultima aggiornamento e atualizado atualizada em às há leitura ontem hoje dias atualização
o gepubliceerd bijgewerkt op om uur leestijd geleden gisteren vandaag dagen laatst gewijzigd en opublikowano
aktualizacja zaktualizowano dodano data godz godzina czas czytania minut minuty r temu dni wczoraj dzisiaj
ostatnia опубликовано обновлено дата время чтения минут минуты мин в г года назад час часа часов вчера сегодня
дня дней изменено последнее обновление نشر نشرت في تحديث تاريخ النشر آخر وقت القراءة دقائق دقيقة ساعة ساعات منذ
يوم أيام الساعة بتاريخ مساء صباحا ص م تم بتوقيت publicerad uppdaterad kl oppdatert publisert offentliggjort
año años mes meses semana semanas ano anos mês an ans mois semaine semaines y a jahr jahren monat monaten woche
wochen anno anni mese mesi settimana settimane jaar jaren maand maanden weken rok lat miesiąc miesięcy tydzień tygodni
лет год месяц месяцев неделю недель سنة سنوات شهر أشهر أسبوع أسابيع
opdateret julkaistu päivitetty klo güncelleme yayınlanma tarihi dk okuma saat
""")

_UNITS = _set("""
h d hr min mins minute minutes mn minuto minutos minuten minuti minuty minut minuta мин минут минуты минута دقائق دقيقة
dk hours hour ago hace vor fa há geleden temu назад منذ hrs days stunden heures horas hours
""")

_LANGUAGES = (
    "en", "es", "fr", "de", "it", "pt", "nl", "pl", "ru", "uk", "ar", "ca", "sv", "da", "nb", "fi", "cs", "sk", "hu",
    "ro", "el", "tr", "id", "bg", "hr", "sr", "sl", "lt", "lv", "et", "he", "fa", "hi", "vi", "gl", "eu",
)  # fmt: skip


@cache
def _names() -> frozenset[str]:
    """Months and weekdays, long and short, in many languages."""
    from babel import Locale  # noqa: PLC0415 - only plain text needs the names

    locales = [Locale.parse(code) for code in _LANGUAGES]
    tables = [table for locale in locales for table in (locale.months, locale.days)]
    forms = [
        table[use][size] for table in tables for use in ("format", "stand-alone") for size in ("wide", "abbreviated")
    ]
    names = {str(name).casefold().rstrip(".") for form in forms for name in form.values()}
    return frozenset(part for name in names for part in name.split() if not part.isdigit()) | _MORE


_MORE = frozenset({"sept", "tues", "thurs", "thur", "weds", "sat", "يناير", "كانون", "الثاني", "الأول", "شباط", "آذار",
                   "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين"})  # fmt: skip


def is_dateline(text: str) -> bool:
    """Whether the line is a date, a time or a reading time and nothing else.

    >>> [is_dateline(t) for t in ("Tuesday 5 March 2024, 10.30 GMT", "5 min read", "Stand: 05.03.2024, 10:30 Uhr")]
    [True, True, True]
    >>> [is_dateline(t) for t in ("March 2024 was a wet month", "2024", "May Day", "In March", "12")]
    [False, False, False, False, False]
    """
    if len(text) > 120:
        return False
    if not _DIGIT.search(text):
        return text.strip().casefold() in {"yesterday", "today", "just now"}
    if _EAST.match(text) and (_NUMERIC.search(text) or "分" in text):
        return True
    tokens = [token.casefold().strip(".'’") for token in _TOKEN.findall(text)]
    words = [token for token in tokens if any(char.isalpha() for char in token)]
    if any(word not in _FILLERS and word not in _names() for word in words):
        return False
    return bool(_NUMERIC.search(text)) or any(word in _names() or word in _UNITS for word in words)


def is_date_label(text: str) -> bool:
    """Whether the line only announces a date: "Published", "Last updated"."""
    words = [word.strip(".:") for word in text.casefold().split()]
    return 0 < len(words) <= 4 and all(word in _FILLERS for word in words)


def dateless(text: str) -> str:
    """The text without trailing or leading parts that are datelines; parts stand between ``|``, ``·``, ``•`` or dashes.

    >>> dateless("By Ann Lee | 3 March 2024 | 5 min read"), dateless("Ann Lee | Farm reporter")
    ('By Ann Lee', 'Ann Lee | Farm reporter')
    >>> dateless("Posted on 3 March 2024 by Ann Lee"), dateless("By Ann Lee March 3, 2024")
    ('by Ann Lee', 'By Ann Lee')
    """
    text = _SOURCE.sub("", text)
    if len(text) > 200 or not _DIGIT.search(text):
        return text
    parts = regex.split(r"(\s+(?=by\s)|\s+[|·•–—―-]\s+|\s*[|·•]\s*|,\s+(?=\p{L}*\s?\p{Nd}))", text)
    last = next((at for at in range(2, len(parts), 2) if is_dateline("".join(parts[at:]))), len(parts) + 1)
    parts = parts[: last - 1]
    first = next((at for at in range(len(parts) - 1, 0, -2) if is_dateline("".join(parts[: at - 1]))), 0)
    parts = parts[first:]
    return _without_last_words("".join(parts))


def _without_last_words(text: str) -> str:
    """The text before a date that nothing sets off: "By Ann Lee March 3, 2024"."""
    words = text.split(" ")
    for start in range(2, len(words) - 1):
        if is_dateline(" ".join(words[start:])):
            return " ".join(words[:start])
    return text
