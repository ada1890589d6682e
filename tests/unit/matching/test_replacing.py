"""What a replacement would touch, and what it puts there."""

from __future__ import annotations

import pytest

from translate_flow.domain.ports import Link
from translate_flow.domain.terms import Term, TermHit
from translate_flow.matching.replacing import replacement
from translate_flow.matching.terms import Termbase

REPORT = Term("report", "informe", "en", "es", forbidden=("reporte",))


def only(source: str, target: str, term: Term) -> TermHit:
    termbase = Termbase([term], source=term.source_language, language=term.language)
    (hit,) = termbase.hits(source, target)
    return hit


def links(source: str, target: str, *pairs: tuple[str, str]) -> list[Link]:
    """Links between words that occur once on either side."""
    return [
        Link(source.index(a), source.index(a) + len(a), target.index(b), target.index(b) + len(b)) for a, b in pairs
    ]


@pytest.mark.parametrize(
    ("target", "after"),
    [
        ("el reporte final", "el informe final"),
        ("Reporte final", "Informe final"),
        ("EL REPORTE FINAL", "EL INFORME FINAL"),
    ],
)
def test_a_forbidden_variant_is_replaced_in_its_letter_case(target, after):
    offered = replacement("the report", target, only("the report", target, REPORT))
    assert offered is not None
    start, end, text = offered
    assert target[:start] + text + target[end:] == after


def test_a_term_that_is_used_needs_no_replacement():
    assert replacement("the report", "el informe", only("the report", "el informe", REPORT)) is None


def test_a_missing_term_is_replaced_where_the_engine_aligned_it():
    source, target = "the report is late", "la noticia llega tarde"
    hit = only(source, target, REPORT)
    given = links(source, target, ("the", "la"), ("report", "notici"), ("late", "tarde"))
    assert replacement(source, target, hit, given) == (3, 10, "informe")
    assert replacement(source, target, hit) is None


def test_words_that_something_else_became_too_are_not_replaced():
    source, target = "the new report", "la novedad"
    given = links(source, target, ("new", "novedad"), ("report", "novedad"))
    assert replacement(source, target, only(source, target, REPORT), given) is None


def test_a_term_aligned_with_half_the_sentence_is_not_replaced():
    source, target = "report", "uno dos tres cuatro cinco seis"
    given = links(source, target, ("report", target))
    assert replacement(source, target, only(source, target, REPORT), given) is None


def test_a_term_that_became_nothing_is_not_replaced():
    source, target = "the report", "eso"
    given = links(source, target, ("the", "eso"))
    assert replacement(source, target, only(source, target, REPORT), given) is None


def test_a_case_sensitive_term_is_put_in_as_it_is_written():
    term = Term("iPhone", "iPhone", "en", "es", forbidden=("AIFON",), case_sensitive=True)
    assert replacement("iPhone", "AIFON", only("iPhone", "AIFON", term)) == (0, 5, "iPhone")


def test_turkish_capitals_keep_their_dot():
    term = Term("business", "iş", "en", "tr", forbidden=("ticaret",))
    assert replacement("business", "Ticaret", only("business", "Ticaret", term)) == (0, 7, "İş")
