"""Terms are found in sources and in targets: inflection, scripts, overlaps, alternatives, letter case."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.domain.terms import Term, TermHit, Use
from translate_flow.matching.terms import Termbase, rank


def hits(source_text: str, target_text: str, terms: list[Term], *, source: str, language: str) -> list[TermHit]:
    return Termbase(terms, source=source, language=language).hits(source_text, target_text)


def found(term: str, text: str, language: str, *, case_sensitive: bool = False) -> list[str]:
    """What a term finds in a source."""
    base = Termbase([Term(term, "x", language, "xx", case_sensitive=case_sensitive)], source=language, language="xx")
    return [text[place.start : place.end] for place in base.find(text)]


PORT = Term("port", "puerto", "en", "es")


def over(own: list[Term], everybodys: list[Term]) -> Termbase:
    base, below = (Termbase(terms, source="en", language="es") for terms in (own, everybodys))
    return base.over(below)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("a PORT", ["dársena"]), ("ships", ["barco"]), ("city councils", ["ayuntamiento"]), ("a quay", ["muelle"])],
)
def test_terms_go_before_others_of_the_same_source_and_others_count_beside_them(text, wanted):
    own = [Term("Port", "dársena", "en", "es"), Term("city council", "ayuntamiento", "en", "es")]
    base = over(
        own,
        [
            PORT,
            Term("ship", "barco", "en", "es"),
            Term("city", "ciudad", "en", "es"),
            Term("quay", "muelle", "en", "es"),
        ],
    )
    assert [term.target for place in base.find(text) for term in place.terms] == wanted
    assert len(base) == 5


def test_others_stay_as_they_are_under_terms_that_go_before():
    below = Termbase([PORT], source="en", language="es")
    none = Termbase([], source="en", language="es")
    assert none.over(below) is below
    assert Termbase([replace(PORT, target="oporto")], source="en", language="es").over(below) is not below
    assert [hit.term for hit in below.hits("port", "puerto")] == [PORT]


@pytest.mark.parametrize(
    ("language", "term", "form"),
    [
        ("en", "port", "ports"),
        ("en", "policy", "policies"),
        ("en", "stop", "stopped"),
        ("en", "annual report", "annual  reports"),
        ("es", "canción", "canciones"),
        ("es", "informe anual", "informes anuales"),
        ("fr", "journal", "journaux"),
        ("fr", "hôpital", "hôpitaux"),
        ("fr", "rapport annuel", "rapports annuels"),
        ("de", "Haus", "Häuser"),
        ("de", "Hafen", "Häfen"),
        ("de", "Hafen", "Hafens"),
        ("it", "rapporto", "rapporti"),
        ("pt-BR", "relatório", "relatórios"),
        ("nl", "rapport", "rapporten"),
        ("sv", "hamn", "hamnar"),
        ("ru", "школа", "школами"),
        ("ru", "ёлка", "елка"),
        ("el", "άνθρωπος", "ανθρώπου"),
        ("ar", "مدرسة", "المدرسة"),
        ("ar", "مدرسة", "مَدْرَسَة"),
        ("tr", "okul", "okullarımızdan"),
        ("fi", "talo", "taloissa"),
        ("he", "שלום", "שָׁלוֹם"),
    ],
)
def test_a_term_is_found_in_its_inflected_forms(language, term, form):
    assert found(term, f"… {form} …", language) == [form]
    assert found(term, f"{form}.", language) == [form]


@pytest.mark.parametrize(
    ("language", "term", "other"),
    [
        ("en", "port", "porter"),
        ("en", "port", "airport"),
        ("en", "organ", "organic"),
        ("en", "intern", "international"),
        ("en", "annual report", "annual, report"),
        ("es", "informe", "información"),
        ("es", "papá", "papa"),
        ("el", "νόμος", "νομός"),
        ("de", "Hafen", "Hafenamt"),
        ("de", "Hafen", "Seehafen"),
        ("ko", "학교", "대학교"),
    ],
)
def test_another_word_is_no_form_of_a_term(language, term, other):
    assert found(term, f"a {other} b", language) == []


def test_a_language_without_a_stemmer_has_case_folded_only():
    assert found("Hospital", "HOSPITAL hospitals", "xx") == ["HOSPITAL"]


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("ja", "市議会", "東京の市議会は承認した"),
        ("zh", "市议会", "昨天市议会批准了计划"),
        ("th", "โรงเรียน", "เด็กไปโรงเรียนทุกวัน"),
        ("ko", "학교", "그는 학교에서 왔다"),
    ],
)
def test_scripts_without_spaces_need_no_word_boundary(language, term, text):
    assert found(term, text, language) == [term]


def test_a_term_is_found_behind_an_elided_article_and_whatever_the_apostrophe():
    assert found("hôpital", "à l’hôpital", "fr") == ["hôpital"]
    assert found("aujourd'hui", "Aujourd’hui, non", "fr") == ["Aujourd’hui"]


def test_signs_belong_to_a_term():
    assert found("C++", "Write C++, not C.", "en") == ["C++"]
    assert found("e-mail", "An e‑mail and e-mails", "en") == ["e‑mail", "e-mails"]


def test_marks_of_direction_and_soft_hyphens_hide_no_term():
    assert found("مدينة القدس", "في \u2067مدينة\u2069 \u200fالقدس", "ar") == ["مدينة\u2069 \u200fالقدس"]
    assert found("hospital", "hos\u00adpital", "en") == ["hos\u00adpital"]


def test_decomposed_letters_are_the_same_letters():
    assert found("café", "cafe\u0301", "fr") == ["cafe\u0301"]


def test_a_case_sensitive_term_counts_only_as_it_is_written():
    assert found("Apple", "apple Apple APPLE Apples", "en", case_sensitive=True) == ["Apple"]


def test_an_abbreviation_in_capitals_is_no_word_in_small_letters():
    assert found("IT", "it works, It is IT", "en") == ["IT"]
    assert found("NGO", "two NGOs", "en") == ["NGOs"]
    assert found("NATO", "Nato and NATO, not nato", "en") == ["Nato", "NATO"]


def test_turkish_dotted_and_dotless_letters_fold_by_turkish_rules():
    assert found("istanbul", "İSTANBUL", "tr") == ["İSTANBUL"]
    assert found("ışık", "IŞIK", "tr") == ["IŞIK"]


def terms(*pairs: tuple[str, str], forbidden: tuple[str, ...] = ()) -> list[Term]:
    return [Term(source, target, "en", "es", forbidden=forbidden) for source, target in pairs]


def told(source: str, target: str, known: list[Term]) -> list[tuple[str, str, str]]:
    """Source words, use and target words of each hit."""
    return [
        (source[hit.start : hit.end], hit.use.value, "" if hit.found is None else target[slice(*hit.found)])
        for hit in hits(source, target, known, source="en", language="es")
    ]


def test_the_longest_term_wins():
    known = terms(("report", "parte"), ("annual report", "informe anual"), ("annual report office", "oficina anual"))
    assert told("The annual report", "El informe anual", known) == [("annual report", "used", "informe anual")]


def test_overlapping_terms_are_resolved_to_the_longer():
    known = terms(("city council", "ayuntamiento"), ("council of elders", "consejo de ancianos"))
    assert told("city council of elders", "el consejo de ancianos", known) == [
        ("council of elders", "used", "consejo de ancianos")
    ]


def test_missing_used_and_forbidden_are_told_with_their_spans():
    known = [*terms(("port", "puerto"), ("mayor", "alcalde")), *terms(("report", "informe"), forbidden=("reporte",))]
    assert told("The mayor read the report at the port.", "La alcaldesa leyó el reporte en el Puerto.", known) == [
        ("mayor", "missing", ""),
        ("report", "forbidden", "reporte"),
        ("port", "used", "Puerto"),
    ]


def test_a_longer_forbidden_variant_around_the_target_is_forbidden():
    known = terms(("port", "puerto"), forbidden=("puerto deportivo",))
    assert told("the port", "el puerto deportivo", known) == [("port", "forbidden", "puerto deportivo")]


def test_a_longer_target_around_a_forbidden_variant_is_a_use():
    known = terms(("marina", "puerto deportivo"), forbidden=("puerto",))
    assert told("the marina", "el puerto deportivo", known) == [("marina", "used", "puerto deportivo")]


def test_alternatives_for_the_same_words_are_right_each():
    known = [*terms(("mayor", "alcalde")), *terms(("mayor", "alcaldesa"))]
    assert told("the mayor", "la alcaldesa", known) == [("mayor", "used", "alcaldesa")]
    assert told("the mayor", "la jefa", known) == [("mayor", "missing", "")]


def test_each_place_of_the_source_claims_its_own_in_the_target():
    known = terms(("port", "puerto"), forbidden=("muelle",))
    assert told("port to port", "de puerto a puertos", known) == [
        ("port", "used", "puerto"),
        ("port", "used", "puertos"),
    ]
    assert told("port to port", "de puerto a muelle", known) == [
        ("port", "used", "puerto"),
        ("port", "forbidden", "muelle"),
    ]


def test_a_repetition_said_by_a_pronoun_is_no_missing_term():
    known = terms(("port", "puerto"))
    assert told("The port is a port.", "El puerto lo es.", known) == [
        ("port", "used", "puerto"),
        ("port", "used", "puerto"),
    ]


def test_a_longer_term_claims_its_words_before_a_shorter_one():
    known = terms(("report", "informe"), ("annual report", "informe anual"), forbidden=("memoria",))
    assert told("The report on the annual report", "La memoria del informe anual", known) == [
        ("report", "forbidden", "memoria"),
        ("annual report", "used", "informe anual"),
    ]


def test_what_stands_as_written_goes_before_an_inflected_form():
    known = terms(("building", "edificio"), ("build", "construir"))
    assert told("the building", "el edificio", known) == [("building", "used", "edificio")]
    known = [Term("Turkey", "Turquía", "en", "es", case_sensitive=True), *terms(("turkey", "pavo"))]
    assert told("Turkey", "Turquía", known) == [("Turkey", "used", "Turquía")]
    assert told("turkey", "pavo", known) == [("turkey", "used", "pavo")]


def test_languages_compare_by_primary_subtag_and_the_exact_tag_goes_first():
    known = [Term("bus", "autocarro", "en", "pt"), Term("bus", "ônibus", "en-GB", "pt-BR")]
    (brazil,) = hits("a bus", "um ônibus", known, source="en-US", language="pt-BR")
    (angola,) = hits("a bus", "um autocarro", known, source="en", language="pt-AO")
    (other,) = hits("a bus", "um autocarro", known, source="en", language="pt-BR")
    assert (brazil.use, angola.use, other.use) == (Use.USED, Use.USED, Use.MISSING)
    assert hits("a bus", "un bus", known, source="en", language="fr") == []


def test_a_right_to_left_target_is_searched_like_any_other():
    known = [Term("school", "مدرسة", "en", "ar", forbidden=("معهد",))]
    target = "زار الوزير المدرسة"
    (hit,) = hits("The minister visited the school", target, known, source="en", language="ar")
    assert hit.found is not None
    assert (hit.use, target[slice(*hit.found)]) == (Use.USED, "المدرسة")
    (hit,) = hits("school", "المعهد", known, source="en", language="ar")
    assert hit.use is Use.FORBIDDEN


def test_a_cjk_target_is_searched_without_boundaries():
    known = [Term("city council", "市議会", "en", "ja", forbidden=("市会",))]
    (hit,) = hits("The city council agreed.", "東京市議会は承認した", known, source="en", language="ja")
    assert (hit.use, hit.found) == (Use.USED, (2, 5))


def preferred(source: str, texts: Sequence[str], base: Termbase) -> int:
    found = base.find(source)
    return min(range(len(texts)), key=lambda place: rank([hit.use for hit in base.judge(found, texts[place])]))


def test_the_reading_with_most_terms_and_no_forbidden_variant_is_preferred():
    base = Termbase(
        terms(("port", "puerto"), ("report", "informe"), forbidden=("reporte",)), source="en", language="es"
    )
    source = "The report of the port"
    assert preferred(source, ["El muelle", "El informe del muelle", "El informe del puerto"], base) == 2
    assert preferred(source, ["El reporte del puerto", "El texto del muelle"], base) == 1
    assert preferred(source, ["El informe", "Un informe"], base) == 0
    assert preferred("Nothing of it", ["a", "puerto"], base) == 0
    assert preferred(source, ["el reporte"], base) == 0


def test_terms_without_words_find_nothing():
    base = Termbase([Term(" ", "x", "en", "es"), Term("port", "…", "en", "es")], source="en", language="es")
    assert [hit.use for hit in base.hits("port", "")] == [Use.MISSING]
    assert base.hits("", "") == []


def test_a_long_text_of_one_term_repeated_is_no_burden():
    base = Termbase(terms(("port port port", "x"), ("port", "puerto")), source="en", language="es")
    assert len(base.hits("port " * 30_000, "puerto " * 30_000)) == 10_000


def test_threads_may_share_a_termbase_and_the_stemmers():
    base = Termbase(terms(("report", "informe")), source="en", language="es")
    texts = [f"word{number}ing reports walked{number}" for number in range(400)]
    counts: list[int] = []

    def search() -> None:
        counts.append(sum(len(base.find(text)) for text in texts))

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [400] * 4


def test_a_term_differing_in_nothing_but_its_note_is_one_alternative_more_and_changes_no_use():
    (term,) = terms(("port", "puerto"))
    assert told("port", "puerto", [term, replace(term, note="n")]) == [("port", "used", "puerto")]


_words = st.lists(st.sampled_from(["port", "Ports", "annual", "report", "’", "-", "市", "議", "مدرسة", "İ", "ß", " "]))
_texts = st.one_of(_words.map(" ".join), _words.map("".join), st.text(max_size=30))


@given(source=_texts, target=_texts, phrases=st.lists(_texts, max_size=6), language=st.sampled_from(["es", "ja", "tr"]))
def test_whatever_the_texts_spans_lie_inside_them_and_terms_never_overlap(source, target, phrases, language):
    known = [Term(phrase, phrase[::-1], "en", language, forbidden=(phrase,)) for phrase in phrases]
    told_hits = hits(source, target, known, source="en", language=language)
    assert all(0 <= hit.start < hit.end <= len(source) for hit in told_hits)
    assert all(one.end <= other.start for one, other in itertools.pairwise(told_hits))
    assert all(0 <= hit.found[0] < hit.found[1] <= len(target) for hit in told_hits if hit.found)
    assert all((hit.found is None) == (hit.use is Use.MISSING) for hit in told_hits)


@given(before=_texts, after=_texts)
def test_a_term_between_spaces_is_found_or_lies_in_a_longer_one(before, after):
    base = Termbase([Term("annual report", "x", "en", "es")], source="en", language="es")
    text = f"{before} annual report {after}"
    start = len(before) + 1
    assert any(place.start <= start + 7 and start <= place.end for place in base.find(text))
