"""Units of the memory by words of either side, on a real SQLite file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from translate_flow.domain.memory import MemoryUnit
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.store import SqlStore
from translate_flow.workflow import remembering
from translate_flow.workflow.memory_files import newest, pairs

RIVER = MemoryUnit("The river rose at night.", "El río creció de noche.", "en", "es")
BUSES = MemoryUnit("Night buses return.", "Vuelven los autobuses nocturnos.", "en", "es-MX")
RIO = MemoryUnit("Río arriba", "الأنهار في المدينة", "es", "ar")


@pytest.fixture
def full(store: SqlStore) -> SqlStore:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.memory.add([RIVER, BUSES, RIO])
    return store


def holding(store: SqlStore, *beginnings: str, need: int = 1, source: str = "en", language: str = "es") -> list[str]:
    with store.read() as uow:
        found = uow.memory.holding(beginnings, need=need, source=source, language=language)
        return [unit.source for unit in found]


def test_the_pairs_are_counted_the_most_units_first(full: SqlStore) -> None:
    with full.write(by=LOCAL_OWNER) as uow:
        uow.memory.add([replace(RIVER, target="Subió el río.")])
    assert list(pairs(full)) == [("en", "es", 2), ("en", "es-MX", 1), ("es", "ar", 1)]


def test_the_newest_entries_of_the_languages_that_agree_come_first(full: SqlStore) -> None:
    assert holding(full, "night") == [BUSES.source, RIVER.source]
    assert holding(full, "night", language="es-ES") == [RIVER.source]
    assert holding(full, "night", language="fr") == []


@pytest.mark.parametrize("beginning", ["los", "río", "noche", "vuelv"])
def test_a_target_is_found_by_small_letters_whatever_its_own(full: SqlStore, beginning: str) -> None:
    assert len(holding(full, beginning)) == 1


def test_a_source_is_found_by_the_beginnings_of_its_words_only(full: SqlStore) -> None:
    assert holding(full, "riv") == [RIVER.source]
    assert holding(full, "iver") == []


def test_enough_of_the_beginnings_must_be_on_one_side(full: SqlStore) -> None:
    assert holding(full, "river", "night", need=2) == [RIVER.source]
    assert holding(full, "river", "noche", need=2) == []


def test_signs_of_a_search_are_taken_literally(full: SqlStore) -> None:
    assert holding(full, "r_ver") == holding(full, "r%r") == holding(full, "n'ight") == []


def test_words_are_looked_for_in_both_languages_and_near_ones_come_after(full: SqlStore) -> None:
    with full.write(by=LOCAL_OWNER) as uow:
        uow.memory.add([replace(RIVER, source="Rivers are cold.")])
    found = remembering.concordance(full, "river", source="en", language="es")
    assert [(held.score, held.unit.source) for held in found] == [(100, RIVER.source), (83, "Rivers are cold.")]
    (held,) = remembering.concordance(full, "autobuses", source="en", language="es")
    assert held.unit == BUSES
    (held,) = remembering.concordance(full, "المدينة", source="es", language="ar")
    assert held.unit == RIO


def test_a_search_without_a_word_finds_nothing(full: SqlStore) -> None:
    assert remembering.concordance(full, " — ", source="en", language="es") == []


def test_a_search_of_many_words_is_bounded(full: SqlStore) -> None:
    text = " ".join(["river", *(f"word{number}" for number in range(500))])
    assert remembering.concordance(full, text, source="en", language="es") == []


def test_the_newest_unit_is_another_one_once_something_is_added(store: SqlStore) -> None:
    numbers = [newest(store)]
    for unit in (RIVER, BUSES):
        with store.write(by=LOCAL_OWNER) as uow:
            uow.memory.add([unit])
        numbers.append(newest(store))
    assert numbers[0] == 0
    assert len(set(numbers)) == 3
