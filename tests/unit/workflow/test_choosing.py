"""Choose among hypotheses, and look at no more of them than that takes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from translate_flow.domain.later import Later
from translate_flow.domain.ports import Draft, Hypothesis
from translate_flow.domain.terms import Term
from translate_flow.matching.terms import Termbase
from translate_flow.workflow.choosing import Chooser

SOURCE = "The mill has 12 wheels."


@pytest.fixture
def looked() -> list[str]:
    """The other hypotheses that were looked at."""
    return []


def others(looked: list[str], *texts: str) -> Later[Hypothesis]:
    def made() -> Iterator[Hypothesis]:
        for text in texts:
            looked.append(text)
            yield Hypothesis(text)

    return Later(made)


def chooser(*terms: Term) -> Chooser:
    return Chooser(source="en", language="es", terms=Termbase(terms, source="en", language="es"))


def test_the_others_are_left_alone_where_the_first_is_good(looked: list[str]) -> None:
    draft = Draft("El molino tiene 12 ruedas.", others=others(looked, "El molino posee 12 ruedas."))
    assert chooser().choose(SOURCE, draft).hypothesis.text == "El molino tiene 12 ruedas."
    assert looked == []


def test_another_is_taken_where_the_guard_stops_the_first(looked: list[str]) -> None:
    draft = Draft("El molino tiene 21 ruedas.", others=others(looked, "El molino posee 12 ruedas."))
    choice = chooser().choose(SOURCE, draft)
    assert (choice.hypothesis.text, choice.flags) == ("El molino posee 12 ruedas.", ())


def test_all_are_looked_at_for_the_one_with_the_required_term(looked: list[str]) -> None:
    draft = Draft("El molino tiene 12 ruedas.", others=others(looked, "La aceña tiene 12 ruedas."))
    choice = chooser(Term("mill", "aceña", "en", "es")).choose(SOURCE, draft)
    assert (choice.hypothesis.text, choice.flags) == ("La aceña tiene 12 ruedas.", ())
