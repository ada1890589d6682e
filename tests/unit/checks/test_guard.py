"""The guard flags what is broken and leaves what people write alone; each case is a source, a target, two languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate_flow.checks.guard import GUARDS, choose, judge

EN_ES = ("en", "es")


def flags(source, target, languages=EN_ES):
    return judge(source, target, source_language=languages[0], language=languages[1])


BROKEN = [
    ("repetition", "The house is old.", "La casa de la casa de la casa de la casa.", EN_ES),
    ("repetition", "He laughed.", "Se rió rió rió.", EN_ES),
    ("repetition", "市長は計画を拒否した。", "The mayor the mayor the mayor refused the plan.", ("ja", "en")),
    ("repetition", "The mayor refused.", "市長は拒否し拒否し拒否し拒否した。", ("en", "ja")),
    ("repetition", "A goal!", "¡Goooooooooooool!", EN_ES),
    (
        "repetition",
        "We met on the bridge and talked.",
        "Nos vimos en el puente de piedra y nos vimos en el puente de piedra y hablamos.",
        EN_ES,
    ),
    ("length", "The mayor refused to answer a single question about the bridge on Monday.", "El alcalde.", EN_ES),
    ("length", "The mayor refused to answer a single question about the bridge.", "市长。", ("en", "zh")),
    (
        "length",
        "Yes, of course.",
        "Sí, por supuesto, y además el alcalde dijo que el puente se abriría muy pronto.",
        EN_ES,
    ),
    (
        "length",
        "The mayor refused to answer a single question about the bridge, and went home early.",
        "El alcalde se negó a responder a una sola pregunta",
        EN_ES,
    ),
    ("script", "The old house is empty.", "Старый дом пуст.", EN_ES),
    ("script", "The old house is empty.", "La casa vieja está пуста.", EN_ES),
    ("script", "La casa está vacía.", "Staryy dom sovsem pust.", ("es", "ru")),
    ("script", "The old house is empty.", "The casa vieja вообще", ("en", "ar")),
    ("script", "A house.", "Kuća stara.", ("en", "sr-Cyrl")),
    ("copied", "He left the house early.", "He left the house early.", EN_ES),
    ("copied", "He left the house early and never came back to it.", "Se fue early and never came back to it.", EN_ES),
    ("copied", "He left the house early.", "He left the house early.", ("en", "ru")),
    ("copied", "市議会は承認した。", "市議会は承認した。", ("ja", "ko")),
    ("numbers", "It opened in 1950.", "Se inauguró en 1590.", EN_ES),
    ("numbers", "About 4,200 people came.", "Vino mucha gente.", EN_ES),
    ("numbers", "About 4,200 people came.", "Vinieron unas 42.000 personas.", EN_ES),
    ("numbers", "It costs 3.5 million.", "Cuesta 35 millones.", EN_ES),
    ("numbers", "Five of 12 came.", "Vinieron cinco de 13.", EN_ES),
    ("numbers", "He has 3 dogs.", "Tiene perros.", EN_ES),
    ("numbers", "The F1 race", "La carrera de F", EN_ES),
    ("numbers", "At 14:30 on Monday", "El lunes a las 14:50", EN_ES),
    ("numbers", "Bis 2030 sollen es 1.500 sein.", "By 2030 there should be 15,000.", ("de", "en")),
    ("numbers", "حضر ١٢٣٤ شخصا", "1324 people came", ("ar", "en")),
    ("addresses", "Write to ann@example.org.", "Escriba a ann@ejemplo.org.", EN_ES),
    ("addresses", "See https://example.org/a_b.", "Véase https://example.org/a b.", EN_ES),
    ("addresses", "Follow @city_desk today.", "Siga a la mesa de la ciudad hoy.", EN_ES),
    ("addresses", "You have {count} new messages.", "Tiene {cuenta} mensajes nuevos.", EN_ES),
    ("addresses", "Hello %(name)s, welcome.", "Hola, bienvenido.", EN_ES),
    ("addresses", "Set $HOME to /usr/local/bin now.", "Ponga $HOME en /usr/local/bim ya.", EN_ES),
    ("addresses", "A <br/> b.", "A b.", EN_ES),
    ("addresses", "Press X1, then X2.", "Pulse X1 y X1.", EN_ES),
    ("numbers", "It has 3 million users.", "Tiene 3 mil usuarios.", EN_ES),
    ("numbers", "It has 3 billion users.", "Tiene 3 billones de usuarios.", EN_ES),
    ("numbers", "It costs 1.5 million.", "Cuesta 1.500 millones.", EN_ES),
    ("numbers", "About 4,200 people came.", "Vinieron unas 4,2 personas.", EN_ES),
    ("numbers", "It cost 30 million.", "它花费了30万。", ("en", "zh")),
    ("numbers", "It cost 2 billion yen.", "2億円かかった。", ("en", "ja")),
    ("numbers", "It cost 2 billion won.", "2억 원이 들었다.", ("en", "ko")),
    ("numbers", "It cost 50 million rupees.", "इसमें 5 लाख रुपये लगे।", ("en", "hi")),
    ("numbers", "It cost 3 million.", "Es kostete 3 Milliarden.", ("en", "de")),
    ("numbers", "It cost 3 million.", "它花费了三百元。", ("en", "zh")),
    ("numbers", "It was -5 degrees.", "Hacía 5 grados.", EN_ES),
    ("numbers", "It was −5 °C.", "気温は5度だった。", ("en", "ja")),
    ("numbers", "It was 5 degrees.", "Hacía -5 grados.", EN_ES),
    ("numbers", "On 12 May 2020", "El 5 de diciembre de 2020", EN_ES),
    ("numbers", "Am 05.12.2020", "On 12 May 2020", ("de", "en")),
    ("numbers", "On 2020-05-12", "El 2020-12-05", EN_ES),
    ("numbers", "On March 5 he left.", "他5月3日离开了。", ("en", "zh")),
    ("numbers", "25 people came.", "来了二十六个人。", ("en", "zh")),
    ("numbers", "It took 24 days.", "Es dauerte vierunddreißig Tage.", ("en", "de")),
    ("numbers", "It took 35 days.", "Otuz altı gün sürdü.", ("en", "tr")),
    ("numbers", "It took 2½ hours.", "Tardó dos horas.", EN_ES),
    ("repetition", "The house is very, very, very old.", "La casa es muy, muy, muy, muy, muy vieja.", EN_ES),
    ("repetition", "Ley Day", "Day Day Ley Day", EN_ES),
    ("repetition", "He came on Sunday.", "Vino el domingo domingo.", EN_ES),
    ("repetition", "非常非常好。", "Very very very very very good.", ("zh", "en")),
    ("copied", "Opening concert", "Opening concert", EN_ES),
    ("copied", "Opening concert", "Opening concert", ("en", "fr")),
    ("copied", "Opening concert", "Opening concert", ("en", "ru")),
    ("copied", "Press conference tonight", "Press conference tonight", ("en", "it")),
    ("markers", "A sluice is here.", "Aquí hay una <unk>.", EN_ES),
    ("markers", "A sluice is here.", "Aquí▁hay una esclusa.", EN_ES),
    ("markers", "A sluice is here.", "Aquí hay una ⁇ .", EN_ES),
    ("markers", "A sluice is here.", "</s> Aquí hay una esclusa.", EN_ES),
    ("markers", "A sluice is here.", "Aquí hay una es@@ clusa.", EN_ES),
    ("markers", "A sluice is here.", "Aqu&iacute; hay una esclusa.", EN_ES),
    ("markers", "It's a sluice.", "C&#39;est une écluse.", ("en", "fr")),
    ("markers", "A sluice is here.", "[UNK] hay una esclusa.", EN_ES),
    ("repetition", "He laughed.", "彼は笑った彼は笑った彼は笑った。", ("en", "ja")),
    ("repetition", "He laughed.", "他笑了他笑了他笑了。", ("en", "zh")),
    ("repetition", "He went.", "เขาไปเขาไปเขาไป", ("en", "th")),
    ("repetition", "3 men from NHK left.", "NHKの男3人が去った去った去った。", ("en", "ja")),
    (
        "repetition",
        "The city council agreed on Friday to close the bridge for repairs.",
        2 * "市議会は金曜日に修理のために橋を閉鎖することに同意しました。",
        ("en", "ja"),
    ),
    ("numbers", "3 people came.", "人々が来た。", ("en", "ja")),
    ("numbers", "3 people came.", "人们来了。", ("en", "zh")),
    ("numbers", "He waited 5 hours.", "彼は四時間待った。", ("en", "ja")),
    ("numbers", "The gate opens at 7:30 p.m.", "Brama otwiera się o 18.30.", ("en", "pl")),
    ("numbers", "A 19th-century house", "Osiemnastowieczny dom", ("en", "pl")),
    ("numbers", "A 19th-century house", "بيت من القرن الثامن عشر", ("en", "ar")),
    ("copied", "Local news", "Local news", ("en", "ja")),
    ("copied", "Local News", "Local News", ("en", "ru")),
    ("copied", "OPENING HOURS", "OPENING HOURS", ("en", "ar")),
    ("copied", "weather", "weather", ("en", "ja")),
    ("copied", "Noticias Locales", "Noticias Locales", ("es", "el")),
    ("copied", "Mayor Vows Swift Bridge Repair", "Mayor Vows Swift Bridge Repair", ("en", "zh")),
    ("copied", "Новости", "Новости", ("ru", "es")),
    ("empty", "Hello.", "", EN_ES),
    ("empty", "Hello.", " … ", EN_ES),
]


@pytest.mark.parametrize(("flag", "source", "target", "languages"), BROKEN)
def test_what_is_broken_gets_its_flag(flag, source, target, languages):
    assert flag in flags(source, target, languages)


SOUND = [
    ("Ha ha ha ha!", "¡Ja, ja, ja, ja!", EN_ES),
    ("No, no, no!", "¡No, no y no!", EN_ES),
    ("Vous vous êtes trompés.", "You were wrong.", ("fr", "en")),
    ("You were wrong.", "Vous vous êtes trompés.", ("en", "fr")),
    ("人人都知道。", "Everybody knows.", ("zh", "en")),
    ("Yes.", "Por supuesto que sí.", EN_ES),
    (
        "The mayor refused to answer a single question about the bridge.",
        "市长拒绝回答关于大桥的任何问题。",
        ("en", "zh"),
    ),
    (
        "市长拒绝回答关于大桥的任何问题。",
        "The mayor refused to answer a single question about the bridge.",
        ("zh", "en"),
    ),
    (
        "For those who follow social media transitions on Capitol Hill, this will be a little different.",
        "Для тех, кто следит за передачей материалов о Конгрессе в социальных сетях, это будет несколько по-другому.",
        ("en", "ru"),
    ),
    ("For those who follow it, this will be different.", "これをフォローした人にとっては、少し違う。", ("en", "ja")),
    ("An iPhone by Apple", "iPhone от Apple", ("en", "ru")),
    ("Use π = 3.14 here.", "Usa π = 3,14 aquí.", EN_ES),
    ("A house.", "Kuća.", ("en", "sr-Latn")),
    ("A house.", "Kuća.", ("en", "sr")),
    ("A house.", "Anything at all", ("en", "qaa")),
    ("Kofi Annan", "Kofi Annan", EN_ES),
    ("Hotel Central", "Hotel Central", EN_ES),
    ("Radio, piano, taxi.", "Radio, piano, taxi.", EN_ES),
    ("“The Old Man and the Sea” sold well.", "«The Old Man and the Sea» se vendió bien.", EN_ES),
    ("La casa es de madera.", "La casa é de madeira.", ("es", "pt")),
    ("La mesa grande.", "La mesa grande.", ("es", "gl")),
    ("It cost $1,234.50.", "Costó 1.234,50 dólares.", EN_ES),
    ("It cost 1,234.50.", "Cela coûte 1 234,50.", ("en", "fr")),
    ("It cost 1,234.5.", "الثمن ١٬٢٣٤٫٥", ("en", "ar")),
    ("About 10 000 people", "10,000 people or so", ("fr", "en")),
    ("25,000 people came.", "来了2.5万人。", ("en", "zh")),
    ("It has 3 billion users.", "Tiene 3000 millones de usuarios.", EN_ES),
    ("In the 20th century", "En el siglo XX", EN_ES),
    ("au XIXe siècle", "in the 19th century", ("fr", "en")),
    ("In the 1960s", "En los años 60", EN_ES),
    ("In the 1960s", "En los años sesenta", EN_ES),
    ("At 3 p.m. on Monday", "El lunes a las 15 horas", EN_ES),
    ("At 14:30 sharp", "A las 14.30 en punto", EN_ES),
    ("On 12/05/2020", "2020年5月12日", ("en", "ja")),
    ("On 05/12/2020", "El 12.05.2020", EN_ES),
    ("The 2nd of 5 rooms", "La segunda de cinco salas", EN_ES),
    ("La segunda de cinco salas", "The 2nd of 5 rooms", ("es", "en")),
    ("On 1 October", "Le 1er octobre", ("en", "fr")),
    ("At 06:30", "A las 6:30", EN_ES),
    ("See https://example.org/a_b.", "Véase https://example.org/a_b.", EN_ES),
    ("Hello {name}, you have %d.", "Tiene %d, {name}.", EN_ES),
    ("Press X1, then X2.", "Pulse X2 antes de X1.", EN_ES),
    ("It has 1.3 billion people.", "它有13亿人。", ("en", "zh")),
    ("It has 1.3 billion people.", "13億人がいる。", ("en", "ja")),
    ("It cost 350 million yen.", "3億5000万円かかった。", ("en", "ja")),
    ("It cost 30 million won.", "3천만 원이 들었다.", ("en", "ko")),
    ("It cost 25,000 won.", "2만 5천 원이 들었다.", ("en", "ko")),
    ("It cost 50 million rupees.", "इसमें 5 करोड़ रुपये लगे।", ("en", "hi")),
    ("It cost 5 lakh rupees.", "Costó 500.000 rupias.", EN_ES),
    ("It cost 3 trillion yuan.", "它花费了3万亿元。", ("en", "zh")),
    ("它花费了三百万元。", "It cost 3 million yuan.", ("zh", "en")),
    ("It cost 3 million yuan.", "它花费了三百万元。", ("en", "zh")),
    ("It cost 3 million.", "Costó tres millones.", EN_ES),
    ("It cost 2,000,000.", "Es kostete zwei Millionen.", ("en", "de")),
    ("It cost $3bn.", "Es kostete 3 Mrd. Dollar.", ("en", "de")),
    ("It cost 1.5 million.", "Cela a coûté 1 million et demi.", ("en", "fr")),
    ("It is 3 m tall.", "Mide 3 metros.", EN_ES),
    ("Between 3 and 5 million came.", "Vinieron entre 3 millones y 5 millones.", EN_ES),
    ("2 to 3 million came.", "来了200～300万人。", ("en", "zh")),
    ("It has 3 million users.", "В нём 3 млн пользователей.", ("en", "ru")),
    ("It has 3 million users.", "Ezek 3 millióan vannak.", ("en", "hu")),
    ("It was -5 degrees.", "Hacía cinco grados bajo cero.", EN_ES),
    ("It was -5 degrees.", "Hacía 5 grados bajo cero.", EN_ES),
    ("It was -5 degrees.", "气温为零下5度。", ("en", "zh")),
    ("From 1990 -2000 he slept.", "De 1990 a 2000 durmió.", EN_ES),
    ("COVID-19 came.", "Llegó la covid 19.", EN_ES),
    ("On 12 May 2020", "El 12.05.2020", EN_ES),
    ("On May 12, 2020", "2020年5月12日", ("en", "zh")),
    ("12 to 5 May", "Del 12 al 5 de mayo", EN_ES),
    ("25 people came.", "来了二十五个人。", ("en", "zh")),
    ("25 people came.", "二十五人が来た。", ("en", "ja")),
    ("25 people came.", "스물다섯 명이 왔다.", ("en", "ko")),
    ("It took 24 days.", "Es dauerte vierundzwanzig Tage.", ("en", "de")),
    ("It took 250 days.", "Es dauerte zweihundertfünfzig Tage.", ("en", "de")),
    ("It took 35 days.", "Otuz beş gün sürdü.", ("en", "tr")),
    ("It took 35 days.", "Tardó treinta y cinco días.", EN_ES),
    ("It took 75 days.", "Cela a pris soixante-quinze jours.", ("en", "fr")),
    ("It took 2½ hours.", "Tardó 2,5 horas.", EN_ES),
    ("It took 2½ hours.", "Tardó dos horas y media.", EN_ES),
    ("Add ½ cup of milk.", "Añada 1/2 taza de leche.", EN_ES),
    ("Add 1/2 cup of milk.", "Añada media taza de leche.", EN_ES),
    ("Very, very good", "Muy, muy bueno", EN_ES),
    ("Very, very good", "Muy, muy, muy bueno", EN_ES),
    ("非常非常好。", "Very, very good.", ("zh", "en")),
    ("Good", "Muy, muy bueno", EN_ES),
    ("Nous nous sommes vus.", "We met.", ("fr", "en")),
    ("We met.", "Nous nous sommes vus.", ("en", "fr")),
    ("He walked slowly.", "Yavaş yavaş yürüdü.", ("en", "tr")),
    ("Error fatal", "Error fatal", EN_ES),
    ("Radio Free Europe", "Radio Free Europe", EN_ES),
    ("The token <unk> is special.", "El símbolo <unk> es especial.", EN_ES),
    ("Bang!", "どんどんどん！", ("en", "ja")),
    ("Everybody", "人人人", ("en", "zh")),
    ("3 people came.", "三人が来た。", ("en", "ja")),
    ("3 people came.", "３人が来た。", ("en", "ja")),
    ("2 or 3 people came.", "二三人が来た。", ("en", "ja")),
    ("2 people came.", "ふたりが来た。", ("en", "ja")),
    ("Both 2 cities", "両市", ("en", "ja")),
    ("For 6 months", "为期半年", ("en", "zh")),
    ("2 people came.", "来了两个人。", ("en", "zh")),
    ("The gate opens at 7:30 p.m.", "Brama otwiera się o 19:30.", ("en", "pl")),
    ("The gate opens at 7:30 p.m.", "Brama otwiera się o 19.30.", ("en", "pl")),
    ("The gate opens at 7:30 p.m.", "Kapı 19.30'da açılıyor.", ("en", "tr")),
    ("Kapı 19.30'da açılıyor.", "The gate opens at 7:30 p.m.", ("tr", "en")),
    ("It is 12:30 a.m.", "Jest 00.30.", ("en", "pl")),
    ("A 19th-century house", "Dziewiętnastowieczny dom", ("en", "pl")),
    ("A 19th-century house", "Dom z dziewiętnastego wieku", ("en", "pl")),
    ("A 19th-century house", "بيت من القرن التاسع عشر", ("en", "ar")),
    ("A 20th-century house", "بيت من القرن العشرين", ("en", "ar")),
    ("A 21st-century house", "بيت من القرن الحادي والعشرين", ("en", "ar")),
    ("A 19th-century house", "Дом девятнадцатого века", ("en", "ru")),
    ("Kofi Annan", "Kofi Annan", ("en", "ja")),
    ("Leonardo da Vinci", "Leonardo da Vinci", ("it", "ru")),
    ("Andrea della Robbia", "Andrea della Robbia", ("en", "ja")),
    ("The New York Times", "The New York Times", ("en", "ja")),
    ("Dr. Martin Luther King Jr.", "Dr. Martin Luther King Jr.", ("en", "ru")),
    ("In 2 weeks", "再来週", ("en", "ja")),
    ("He came 2nd.", "他得了亚军。", ("en", "zh")),
    ("NATO", "NATO", ("en", "ru")),
    ("BBC News", "BBC News", ("en", "ar")),
    ("Fox News", "Fox News", ("en", "ja")),
    ("Apple", "Apple", ("en", "zh")),
    ("iPhone", "iPhone", ("en", "ja")),
    ("km/h", "km/h", ("en", "ru")),
    ("bash, zsh", "bash, zsh", ("en", "ja")),
    ("…", "…", EN_ES),
    ("", "", EN_ES),
]


@pytest.mark.parametrize(("source", "target", "languages"), SOUND)
def test_what_a_person_would_write_gets_none(source, target, languages):
    assert flags(source, target, languages) == ()


def test_translations_by_people_are_almost_never_flagged(shared: Path):
    header, *lines = (shared / "data/pud/pud.en-es-fr.tsv").read_text("utf-8").splitlines()
    languages = header.split("\t")[1:]
    rows = [line.split("\t")[1:] for line in lines]
    ways = [(a, b) for a in range(3) for b in range(3) if a != b]
    flagged = [row for row in rows for a, b in ways if flags(row[a], row[b], (languages[a], languages[b]))]
    assert len(flagged) < 0.01 * len(rows) * len(ways)


def test_the_first_hypothesis_without_a_flag_is_chosen():
    hypotheses = ["Abrió en 1590.", "Abrió en 1950.", "Se abrió en 1950."]
    assert choose("It opened in 1950.", hypotheses, source_language="en", language="es") == (1, ())


def test_among_flagged_hypotheses_the_one_with_the_fewest_flags_is_chosen_and_its_flags_told():
    hypotheses = ["Открыто в 1590.", "Abrió en 1590.", "Abrió en 1905."]
    assert choose("It opened in 1950.", hypotheses, source_language="en", language="es") == (1, ("numbers",))


def test_there_must_be_something_to_choose_from():
    with pytest.raises(ValueError, match="no hypothesis"):
        choose("It opened.", [], source_language="en", language="es")


@pytest.mark.parametrize(
    "text",
    [
        *("a" * 30_000, "1" * 30_000, "7 " * 10_000, "a@" * 10_000, "X1" * 10_000, "字" * 10_000, "the " * 10_000),
        *("½" * 10_000, "1/2 " * 250, "3 million " * 250, "3" + " million" * 9_000, "千" * 10_000, "-5 May " * 250),
    ],
)
def test_no_text_is_too_strange_to_be_judged(text):
    assert set(flags(text, text)) <= set(GUARDS)
