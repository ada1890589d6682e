"""The checks of a finished translation: what each finds (as the mended text where it can mend) and lets pass."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from translate_flow.checks.issues import Finding, Issue, Pair, Severity
from translate_flow.checks.quality import CHECKS, look

# Language of the source and of the target, the source, the target, and what is found: each as the text would be mended,
# where it can be, else the text of its span between ⟦⟧. Nothing at all is a target that passes.
CASES = {
    "untranslated": [
        ("en-es", "The market opens.", "", ["⟦⟧"]),
        ("en-es", "The market opens.", "   ", ["⟦   ⟧"]),
        ("en-es", "The market opens.", " … ", ["⟦ … ⟧"]),
        ("en-ja", "The market opens.", "。", ["⟦。⟧"]),
        ("ar-en", "السوق مفتوح.", "-", ["⟦-⟧"]),
        ("en-es", "…", "", []),
        ("en-es", "* * *", "* * *", []),
        ("en-es", "42", "42", []),
        ("en-zh", "Yes.", "是。", []),
        ("en-es", "!", "", []),
    ],
    "copied": [
        ("en-es", "The council closed the bridge in May.", "The council closed the bridge in May.", "whole"),
        ("en-fr", "She walks to the old harbour every morning.", "Elle walks to the old harbour every matin.", "whole"),
        ("en-de", "The river rose slowly during the night.", "The river rose slowly during the night.", "whole"),
        ("en-ar", "They mend the nets by hand.", "They mend the nets by hand.", "whole"),
        ("en-ja", "Opening times and prices", "Opening times and prices", "whole"),
        ("en-es", "Amina Diallo", "Amina Diallo", []),
        ("en-fr", "See https://example.org/map", "Voir https://example.org/map", []),
        ("en-es", "Error fatal", "Error fatal", []),
        ("es-pt", "La casa es grande.", "A casa é grande.", []),
        ("en-de", "Café Central, Hotel Astoria", "Café Central, Hotel Astoria", []),
    ],
    "numbers": [
        ("en-es", "It cost 1,250 dollars.", "Costó 1.520 dólares.", ["⟦1.520⟧"]),
        ("en-fr", "In 1987 the mill closed.", "En 1978, le moulin a fermé.", ["⟦1978⟧"]),
        ("en-de", "There were 48 boats.", "Es gab viele Boote.", "whole"),
        ("en-es", "3 million people", "3 mil personas", "whole"),
        ("en-ar", "The 24 children", "الأطفال ٤٢", ["⟦٤٢⟧"]),
        ("en-ja", "It took 15 days.", "51日かかった。", ["⟦51⟧"]),
        ("en-es", "It cost 1,250.50 dollars.", "Costó 1.250,50 dólares.", []),
        ("en-hi", "In 2019", "२०१९ में", []),
        ("en-de", "Five boats", "5 Boote", []),
        ("en-zh", "350 million", "3.5亿", []),
        ("en-fr", "at 3:30 p.m.", "à 15 h 30", []),
    ],
    "urls": [
        ("en-es", "See https://example.org/a.", "Véase https://example.org/b.", ["Véase https://example.org/a."]),
        ("en-es", "See https://example.org/a.", "Véase la página.", ["⟦⟧"]),
        ("en-fr", "Read on.", "Lisez www.example.org.", ["⟦www.example.org⟧"]),
        ("en-de", "www.example.org", "www.exemple.org", ["www.example.org"]),
        ("en-ar", "At https://example.org/x?a=1", "في https://example.org/x?a=2", ["في https://example.org/x?a=1"]),
        ("en-es", "See https://example.org/a.", "Véase https://example.org/a.", []),
        ("en-ja", "See https://example.org/a.", "https://example.org/a をご覧ください。", []),
        ("en-es", "At www.x.org/a and www.x.org/b", "En www.x.org/a y www.x.org/", ["En www.x.org/a y www.x.org/b"]),
        ("en-es", "Two: www.a.org, www.b.org", "Dos: www.b.org y www.a.org", []),
        ("en-es", "No address", "Ninguna dirección", []),
        ("en-ar", "www.example.org", "www.example.org", []),
    ],
    "emails": [
        ("en-es", "Write to ann@example.org.", "Escriba a ana@example.org.", ["Escriba a ann@example.org."]),
        ("en-es", "Write to ann@example.org.", "Escríbanos.", ["⟦⟧"]),
        ("en-fr", "Write to us.", "Écrivez à ann@example.org.", ["⟦ann@example.org⟧"]),
        ("en-de", "a@b.org and c@d.org", "a@b.org", ["⟦⟧"]),
        ("en-ja", "ann@example.org", "ann@example.com", ["ann@example.org"]),
        ("en-es", "Write to ann@example.org.", "Escriba a ann@example.org.", []),
        ("en-ar", "ann@example.org", "ann@example.org", []),
        ("en-ja", "Mail ann@example.org.", "ann@example.orgまで。", []),
        ("en-es", "@ann said so", "@ann lo dijo", []),
        ("en-es", "No address", "Ninguna dirección", []),
    ],
    "placeholders": [
        ("en-es", "Hello {name}!", "¡Hola, {nombre}!", ["¡Hola, {name}!"]),
        ("en-es", "%d files", "archivos", ["⟦⟧"]),
        ("en-fr", "Press <enter>.", "Appuyez.", ["⟦⟧"]),
        ("en-de", "See /usr/local/bin", "Siehe /usr/lokal/bin", ["Siehe /usr/local/bin"]),
        ("en-es", "Thanks, @harbour_news", "Gracias, @puerto", ["Gracias, @harbour_news"]),
        ("en-es", "Hello {name}!", "¡Hola, {name}!", []),
        ("en-ja", "%s of %s", "%sの%s", []),
        ("en-ar", "{count} boats", "{count} قوارب", []),
        ("en-es", "20 % off", "20 % menos", []),
        ("en-es", "Thanks", "Gracias", []),
    ],
    "brackets": [
        ("en-es", "The mill (1820) stands.", "El molino (1820 sigue en pie.", ["⟦(⟧"]),
        ("en-es", "The mill (1820) stands.", "El molino 1820) sigue en pie.", ["⟦)⟧"]),
        ("en-fr", "A [sic] note", "Une note [sic", ["⟦[⟧"]),
        ("en-ja", "The mill (old)", "水車小屋（古い", ["⟦（⟧"]),
        ("en-de", "Text (a (b) c)", "Text (a (b c)", ["⟦(⟧"]),
        ("en-zh", "【note】", "【注", ["⟦【⟧"]),
        ("en-es", "The mill (1820) stands.", "El molino (1820) sigue en pie.", []),
        ("en-es", "a) bread b) milk", "a) pan b) leche", []),
        ("en-es", "1) bread", "1) pan", []),
        ("en-es", "Great :)", "Genial :)", []),
        ("en-es", "unclosed (here", "sin cerrar (aquí", []),
        ("en-fr", "(food from the sea)", "(de la nourriture de mer)", []),
        ("en-ja", "The mill (old)", "水車小屋（古い）", []),
    ],
    "quotes": [
        ("en-es", "“Come in,” she said.", "«Pase, dijo.", ["⟦«⟧"]),
        ("en-es", "“Come in,” she said.", "“Pase, dijo.", ["⟦“⟧"]),
        ("en-de", "“Come in,” she said.", "„Herein, sagte sie.", ["⟦„⟧"]),
        ("en-ja", "“Come in.”", "「お入りください。", ["⟦「⟧"]),
        ("en-fr", "“Come in.”", "Entrez. »", ["⟦»⟧"]),
        ("en-es", '"Come in."', '"Pase.', ['⟦"⟧']),
        ("en-es", "“Come in,” she said.", "«Pase», dijo.", []),
        ("en-de", "“Come in,” she said.", "„Herein“, sagte sie.", []),
        ("en-de", "“Come in,” she said.", "»Herein«, sagte sie.", []),
        ("en-sv", "“Come in,” she said.", "”Kom in”, sade hon.", []),
        ("en-ja", "“Come in.”", "「お入りください。」", []),
        ("en-es", "“To be continued", "“Continuará", []),
        ("en-es", 'A 19" screen', 'Una pantalla de 19"', []),
        ("en-es", "It's late.", "C'est l’heure.", []),
    ],
    "quote_style": [
        ("en-es", '"Yes"', '"Sí"', ['«Sí"', '"Sí»']),
        ("en-de", "“Yes”", "“Ja”", ["„Ja”", "“Ja“"]),
        ("en-fr", '"Yes"', '"Oui"', ['«\u00a0Oui"', '"Oui\u00a0»']),
        ("en-ja", "“Yes”", "“はい”", ["「はい”", "“はい」"]),
        ("en-fr", '"Yes"', '" Oui ".', ['« Oui ".', '" Oui ».']),
        ("en-pl", '"Yes"', '"Tak"', ['„Tak"', '"Tak”']),
        ("en-pt-BR", "“Yes”", "«Sim»", ["“Sim»", "«Sim”"]),
        ("en-ru", '"Yes"', '"Да"', ['«Да"', '"Да»']),
        ("en-es", '"Yes"', "«Sí»", []),
        ("en-es", '"Yes"', "“Sí”", []),
        ("en-de", "“Yes”", "„Ja“", []),
        ("en-de", "“Yes”", "»Ja«", []),
        ("en-zh", "“Yes”", "“是”", []),
        ("en-he", "“Yes”", "„כן”", []),
        ("en-xx", '"Yes"', '"Yes"', []),
        ("en-es", '19" wide', 'de 19" de ancho', []),
    ],
    "end_mark": [
        ("en-es", "The boats came in.", "Llegaron los barcos", ["Llegaron los barcos."]),
        ("en-es", "The boats", "Los barcos.", ["Los barcos"]),
        ("en-fr", "Who came in?", "Qui est venu.", ["Qui est venu?"]),
        ("en-ja", "The boats came in.", "船が着いた", ["船が着いた。"]),
        ("en-ar", "Who came in?", "من جاء.", ["من جاء؟"]),
        ("en-hi", "The boats came in.", "नावें आ गईं", ["नावें आ गईं।"]),
        ("en-zh", "Bring:", "请带上。", ["请带上："]),
        ("en-el", "Who came in?", "Ποιος ήρθε.", ["Ποιος ήρθε;"]),
        ("en-es", "“They came.”", "«Llegaron»", ["⟦⟧"]),
        ("en-ur", "The boats came in.", "کشتیاں آ گئیں", ["کشتیاں آ گئیں۔"]),
        ("en-ja", "The boats came in.", "船が着いた。", []),
        ("en-ar", "Who came in?", "من جاء؟", []),
        ("en-el", "Who came in?", "Ποιος ήρθε;", []),
        ("en-th", "The boats came in.", "เรือมาถึงแล้ว", []),
        ("en-th", "Who came in?", "ใครมา", []),
        ("en-hi", "The boats came in.", "नावें आ गईं।", []),
        ("en-es", "“They came.”", "«Llegaron».", []),
        ("en-de", "by Ann Weber", "von Ann Weber u. a.", []),
        ("en-es", "Wait…", "Espera...", []),
        ("en-de", "Room 3", "Das 3.", []),
        ("en-es", "It opens at 7.", "Abre a las 7", ["Abre a las 7."]),
        ("en-es", "Stop!", "¡Alto!", []),
        ("en-hy", "Who came in?", "Ո՞վ եկավ։", []),
    ],
    "foreign_mark": [
        ("en-ja", "The boats came in.", "船が着いた.", ["船が着いた。"]),
        ("en-zh", "Who came in?", "谁来了?", ["谁来了？"]),
        ("en-ar", "Who came in?", "من جاء?", ["من جاء؟"]),
        ("en-fa", "Who came in?", "چه کسی آمد?", ["چه کسی آمد؟"]),
        ("en-zh", "Stop!", "停!", ["停！"]),
        ("en-ur", "They came.", "وہ آئے.", ["وہ آئے۔"]),
        ("en-ja", "The boats came in.", "船が着いた。", []),
        ("en-zh", "Version 2.", "版本 2.", ["版本 2。"]),
        ("en-ar", "They came.", "جاؤوا.", []),
        ("en-ja", "By Ann Weber Inc.", "Ann Weber Inc.", []),
        ("en-de", "Who came in?", "Wer kam?", []),
        ("en-hi", "They came.", "वे आए.", []),
    ],
    "inverted_marks": [
        ("en-es", "Who came in?", "Quién ha venido?", ["⟦?⟧"]),
        ("en-es", "What a day!", "Qué día!", ["⟦!⟧"]),
        ("en-es", "Yes. Who is it?", "Sí. Quién es?", ["⟦?⟧"]),
        ("en-ast", "Who came in?", "Quién vieno?", ["⟦?⟧"]),
        ("en-es", "Who? And when was it?", "¿Quién? Y cuándo fue?", ["⟦?⟧"]),
        ("en-es", "Who came in?", "¿Quién ha venido?", []),
        ("en-es", "What a day!", "¡Qué día!", []),
        ("en-es", "And you, who are you?", "Y tú, ¿quién eres?", []),
        ("en-fr", "Who came in?", "Qui est venu ?", []),
        ("en-pt", "Who came in?", "Quem veio?", []),
        ("en-es", "No!", "No!", []),
        ("en-es", "Really?!", "¡¿De verdad?!", []),
    ],
    "double_spaces": [
        ("en-es", "The old mill", "El  molino viejo", ["El molino viejo"]),
        ("en-fr", "He said: yes", "Il dit\u00a0 : oui", ["Il dit\u00a0: oui"]),
        ("en-de", "a b", "a   b", ["a b"]),
        ("en-ar", "The old mill", "الطاحونة  القديمة", ["الطاحونة القديمة"]),
        ("en-es", "One. Two.", "Uno.  Dos.", ["Uno. Dos."]),
        ("en-es", "a\tb", "a \tb", ["a b"]),
        ("en-es", "The old mill", "El molino viejo", []),
        ("en-es", "name:   value", "nombre:   valor", []),
        ("en-es", "two\nlines", "dos\nlíneas", []),
        ("en-es", "The old mill", "  El molino viejo", []),
        ("en-ja", "The old mill", "古い　水車小屋", []),
    ],
    "edge_spaces": [
        ("en-es", "The mill", " El molino", ["El molino"]),
        ("en-es", "The mill", "El molino ", ["El molino"]),
        ("en-ar", "The mill", "الطاحونة\n", ["الطاحونة"]),
        ("en-ja", "The mill", "　水車小屋", ["水車小屋"]),
        ("en-es", "The mill", " El molino ", ["El molino ", " El molino"]),
        ("en-es", "The mill", "El molino", []),
        ("en-es", " The mill", " El molino", []),
        ("en-es", "The mill ", "El molino ", []),
        ("en-fr", "The mill", "Le moulin\u00a0", ["Le moulin"]),
        ("en-es", "The mill", "El\u00a0molino", []),
    ],
    "space_before_mark": [
        ("en-es", "Yes, she came.", "Sí , vino.", ["Sí, vino."]),
        ("en-de", "Who?", "Wer ?", ["Wer?"]),
        ("en-es", "He said: yes.", "Dijo : sí.", ["Dijo: sí."]),
        ("en-pt", "She came.", "Ela veio .", ["Ela veio."]),
        ("fr-es", "Oui !", "¡Sí !", ["¡Sí!"]),
        ("en-ar", "She came.", "جاءت .", ["جاءت."]),
        ("en-es", "Yes, she came.", "Sí, vino.", []),
        ("en-fr", "Who?", "Qui ?", []),
        ("en-es", "about .5 metres", "unos .5 metros", []),
        ("en-es", "the .org domain", "el dominio .org", []),
        ("en-es", "Wait ...", "Espera ...", []),
        ("en-es", "Great :)", "Genial :)", []),
    ],
    "french_spaces": [
        ("en-fr", "Who?", "Qui?", ["Qui\u202f?"]),
        ("en-fr", "Here: bread", "Ici: du pain", ["Ici\u00a0: du pain"]),
        ("en-fr", "“Yes”", "«Oui»", ["«\u00a0Oui»", "«Oui\u00a0»"]),
        ("en-fr", "Yes!", "Oui!", ["Oui\u202f!"]),
        ("en-fr", "one; two", "un; deux", ["un\u202f; deux"]),
        ("en-fr-CA", "Here: bread", "Ici: du pain", ["Ici\u00a0: du pain"]),
        ("en-fr", "Who?", "Qui\u202f?", []),
        ("en-fr", "Who?", "Qui\u00a0?", []),
        ("en-fr-CA", "Who?", "Qui?", []),
        ("en-fr", "at 12:30", "à 12:30", []),
        ("en-fr", "https://example.org", "https://example.org", []),
        ("en-fr", "What?!", "Quoi\u202f?!", []),
        ("en-es", "Who?", "¿Quién?", []),
    ],
    "breaking_spaces": [
        ("en-fr", "Who?", "Qui ?", ["Qui\u202f?"]),
        ("en-fr", "Here: bread", "Ici : du pain", ["Ici\u00a0: du pain"]),
        ("en-fr", "“Yes”", "« Oui\u00a0»", ["«\u00a0Oui\u00a0»"]),
        ("en-fr", "“Yes”", "«\u00a0Oui »", ["«\u00a0Oui\u00a0»"]),
        ("en-fr-CA", "Who?", "Qui ?", ["Qui?"]),
        ("en-fr", "Yes!", "Oui !", ["Oui\u202f!"]),
        ("en-fr", "Who?", "Qui\u202f?", []),
        ("en-fr", "Who?", "Qui\u00a0?", []),
        ("en-fr-CA", "Here: bread", "Ici\u00a0: du pain", []),
        ("en-es", "Who?", "¿Quién ?", []),
    ],
    "invisible": [
        ("en-es", "The mill", "El\u200b molino", ["El molino"]),
        ("en-es", "The mill", "\ufeffEl molino", ["El molino"]),
        ("en-es", "The mill", "El mo\u00adlino", ["El molino"]),
        ("en-es", "The mill", "El\x07 molino", ["El molino"]),
        ("en-ja", "The mill", "水車\u2060小屋", ["水車小屋"]),
        ("en-es", "The\u200b mill", "El\u200b molino", []),
        ("en-th", "The mill", "โรง\u200bสี", []),
        ("en-km", "The mill", "ម៉ា\u200bស៊ីន", []),
        ("en-fa", "I go", "می\u200cروم", []),
        ("en-hi", "right", "क्\u200dष", []),
        ("en-ar", "The mill (x)", "الطاحونة \u200e(x)\u200f", []),
        ("en-es", "two\nlines", "dos\nlíneas", []),
    ],
    "doubled_words": [
        ("en-es", "On Sunday", "El domingo domingo", ["El domingo"]),
        ("en-de", "in the house", "im Haus Haus", ["im Haus"]),
        ("en-fr", "the bread", "le pain pain", ["le pain"]),
        ("es-en", "el molino", "the the mill", ["the mill"]),
        ("en-es", "They came late.", "Llegaron llegaron tarde.", ["Llegaron tarde."]),
        ("en-es", "On Sunday", "El domingo", []),
        ("en-fr", "You see each other.", "Vous vous voyez.", []),
        ("en-de", "He said that that is so.", "Er sagte, dass das das ist.", []),
        ("en-id", "children", "anak anak", []),
        ("en-zh", "Thank you", "谢谢 谢谢", []),
        ("en-es", "No no no", "No no no", []),
    ],
    "repetition": [
        ("en-es", "He laughed.", "Se rió, se rió, se rió.", "whole"),
        ("en-de", "He laughed.", "Er lachte und lachte und lachte und lachte.", "whole"),
        ("en-zh", "Good", "好的好的好的好的好的", "whole"),
        ("en-es", "Goal", "Gooooooooooooooool", "whole"),
        ("en-fr", "The mill", "Le moulin le moulin le moulin", "whole"),
        ("en-es", "Ha, ha, ha!", "¡Ja, ja, ja!", []),
        ("en-es", "He laughed.", "Se rió.", []),
        ("en-ja", "People", "人々", []),
        ("en-es", "very, very good", "muy, muy bueno", []),
        ("en-fr", "The mill", "Le moulin", []),
    ],
    "length": [
        ("en-es", "The mayor refused to answer a single question about the bridge.", "El alcalde.", "whole"),
        ("en-de", "Yes.", "Ja, und außerdem noch viele weitere Dinge, die hier keiner gesagt hat.", "whole"),
        ("en-ja", "The mayor refused to answer a single question about the old bridge.", "はい。", "whole"),
        ("en-ar", "The mayor refused to answer a single question about the old bridge.", "نعم.", "whole"),
        ("en-fr", "Bread", "Du pain, du beurre, de la confiture et encore bien d'autres bonnes choses", "whole"),
        ("en-es", "Yes.", "Por supuesto que sí.", []),
        ("en-zh", "The mayor refused to answer a question.", "市长拒绝回答问题。", []),
        ("en-de", "The mayor", "Die Bürgermeisterin", []),
        ("zh-en", "市长拒绝回答问题。", "The mayor refused to answer a question.", []),
        ("en-es", "Hi", "Hola", []),
    ],
    "sentences": [],
    "script": [
        ("en-ru", "The mill stands.", "El molino está en pie junto al río.", "whole"),
        ("en-es", "The mill stands.", "Мельница стоит.", "whole"),
        ("en-ar", "The mill stands.", "El molino sigue en pie.", "whole"),
        ("en-ja", "The mill stands by the river.", "Мельница стоит у реки.", "whole"),
        ("en-el", "The mill stands by the river.", "Мельница стоит у реки.", "whole"),
        ("en-ru", "The mill stands.", "Мельница стоит.", []),
        ("en-es", "The mill stands.", "El molino está en pie.", []),
        ("en-ja", "The NGO Bread for All", "NGOのBread for All", []),
        ("en-sr", "The mill", "Воденица", []),
        ("en-sr", "The mill", "Vodenica", []),
    ],
    "leftovers": [
        ("en-es", "A sluice.", "Una <unk>.", "whole"),
        ("en-es", "A sluice.", "Una▁compuerta.", "whole"),
        ("en-de", "A sluice.", "Eine Schleu@@ se.", "whole"),
        ("en-fr", "Bread & milk", "Du pain &amp; du lait", "whole"),
        ("en-es", "A sluice.", "Una compuerta\ufffd.", "whole"),
        ("en-es", "The token <unk>", "El símbolo <unk>", []),
        ("en-es", "A sluice.", "Una compuerta.", []),
        ("en-fr", "Bread &amp; milk", "Du pain &amp; du lait", []),
        ("en-es", "ann@@example", "ann@@example", []),
        ("en-ja", "A sluice.", "水門。", []),
    ],
}  # fmt: skip
FLAT = [(code, *case) for code, cases in CASES.items() for case in cases]


def found(code: str, pair: Pair) -> list[Issue]:
    return [issue for issue in look(pair) if issue.code == code]


def mended(target: str, finding: Finding) -> str:
    return f"{target[: finding.start]}{finding.fix}{target[finding.end :]}"


def told(issue: Issue, target: str) -> str:
    return mended(target, issue.finding) if issue.finding.fix is not None else f"⟦{issue.found}⟧"


@pytest.mark.parametrize(("code", "languages", "source", "target", "expected"), FLAT)
def test_each_check_finds_what_it_should_and_nothing_else(code, languages, source, target, expected) -> None:
    one, _, other = languages.partition("-")
    issues = found(code, Pair(source, target, one, other))
    wanted = [f"⟦{target}⟧"] if expected == "whole" else expected
    assert [told(issue, target) for issue in issues] == wanted


@pytest.mark.parametrize(("counts", "expected"), [((2, 2), 0), ((2, 3), 1), ((3, 1), 1), (None, 0), ((1, 1), 0)])
def test_sentences_are_counted_by_whoever_can(counts, expected) -> None:
    assert len(found("sentences", Pair("One. Two.", "Uno. Dos.", "en", "es", counts))) == expected


def test_every_check_has_ten_cases_that_find_or_pass() -> None:
    for code in CHECKS.keys() - {"sentences"}:
        cases = CASES[code]
        assert len(cases) >= 10, code
        assert {bool(case[3]) for case in cases} == {True, False}, code


def test_a_severity_may_be_another_or_none() -> None:
    pair = Pair("Yes, she came.", "Sí , vino  ya", "en", "es")
    usual = {issue.code: issue.severity for issue in look(pair)}
    assert usual == {"end_mark": "warning", "double_spaces": "warning", "space_before_mark": "warning"}
    other = look(pair, severities={"end_mark": None, "double_spaces": Severity.NOTE})
    assert {issue.code: issue.severity for issue in other} == {"double_spaces": "note", "space_before_mark": "warning"}


def test_a_fix_mends_what_was_found() -> None:
    for code, languages, source, target, _ in FLAT:
        one, _, other = languages.partition("-")
        for issue in found(code, Pair(source, target, one, other)):
            if issue.finding.fix is not None:
                after = found(code, Pair(source, mended(target, issue.finding), one, other))
                assert len(after) < len(found(code, Pair(source, target, one, other))) or code == "quote_style"


def test_people_s_translations_raise_few_alarms(shared: Path) -> None:
    with (shared / "data" / "pud" / "pud.en-es-fr.tsv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    ways = [(one, other) for one in ("en", "es", "fr") for other in ("en", "es", "fr") if one != other]
    counts = dict.fromkeys(CHECKS, 0)
    for one, other in ways:
        for row in rows:
            for code in {issue.code for issue in look(Pair(row[one], row[other], one, other))}:
                counts[code] += 1
    most = {code: count / (len(rows) * len(ways)) for code, count in counts.items()}
    assert {code: share for code, share in most.items() if share >= 0.03 and CHECKS[code][0] != Severity.NOTE} == {}
