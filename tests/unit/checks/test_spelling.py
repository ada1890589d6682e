"""Words that no dictionary has are found; names, terms and what the source has too are left alone."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

from translate_flow.checks.issues import Pair
from translate_flow.checks.spelling import spelling
from translate_flow.engines.spelling import FOLDERS, Hunspell


class Listed:
    """A dictionary of a few words."""

    def __init__(self, *words: str) -> None:
        self._words = set(words)

    def unknown(self, words: Collection[str], language: str) -> Mapping[str, str]:
        return {word: "molino" if word == "molinno" else "" for word in words if word.lower() not in self._words}


SPANISH = Listed("el", "molino", "viejo", "está", "cerca", "del", "río", "abre", "los", "lunes", "dijo", "vea")


def found(target: str, source: str = "The old mill", known: Collection[str] = ()) -> list[tuple[str, str]]:
    pair = Pair(source, target, "en", "es")
    return [(target[f.start : f.end], f.wanted) for f in spelling(pair, SPANISH, known=frozenset(known))]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("El molinno viejo", [("molinno", "molino")]),
        ("El molino viejjo está cerqa", [("viejjo", ""), ("cerqa", "")]),
        ("Molinno. Viejjo", [("Molinno", ""), ("Viejjo", "")]),
        ("«Viejjo», dijo", [("Viejjo", "")]),
        ("El molinno y el molinno", [("molinno", "molino"), ("molinno", "molino")]),
        ("El molino viejo está cerca del río", []),
        ("El molino de Marta Ruiz y la OTAN", []),
        ("vea www.molinno.example o molinno@example.org", []),
        ("el {molinno} y %(molinno)s", []),
        ("ab cd", []),
        ("dijo McDuff", []),
    ],
)
def test_a_word_is_found_unless_it_is_a_name_or_no_word(target: str, expected: list[tuple[str, str]]) -> None:
    assert found(target) == expected


def test_what_the_source_has_and_what_is_a_term_is_kept_on_purpose() -> None:
    assert found("El molino cerqa", source="The Cerqa mill") == []
    assert found("El molino cerqa", known=["cerqa"]) == []


@pytest.fixture(scope="module")
def hunspell() -> Hunspell:
    if not (FOLDERS[0] / "es_ES.dic").is_file():
        if os.environ.get("CI") == "true":
            pytest.fail("no Spanish dictionary is installed; on Debian: apt-get install hunspell-es")
        pytest.skip("no Spanish dictionary is installed; on Debian: apt-get install hunspell-es")
    return Hunspell()


def test_the_dictionaries_of_the_machine_know_words_in_their_forms_and_suggest_others(hunspell: Hunspell) -> None:
    assert hunspell.unknown(["molinos", "abrieron", "Abrieron"], "es") == {}
    wrong = hunspell.unknown(["abrierron", "xqzt"], "es")
    assert wrong["abrierron"] == "abrieron"
    assert "xqzt" in wrong


def test_a_region_without_a_dictionary_takes_the_usual_one(hunspell: Hunspell) -> None:
    assert hunspell.unknown(["molinno"], "es-PY").keys() == {"molinno"}


def test_the_right_to_left_are_looked_up_too(hunspell: Hunspell) -> None:
    assert hunspell.unknown(["كتاب"], "ar") == {}


def test_without_a_dictionary_every_word_is_known(tmp_path: Path) -> None:
    assert Hunspell([tmp_path]).unknown(["molinno"], "es") == {}
    assert Hunspell().unknown(["molinno"], "tlh") == {}
    (tmp_path / "es_ES.dic").write_text("1\nmolino\n", encoding="utf-8")
    assert Hunspell([tmp_path]).unknown(["molinno"], "es") == {}
