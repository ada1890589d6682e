"""The words of a search, found in the units of a memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from translate_flow.domain.memory import MemoryUnit
from translate_flow.matching.concordance import best, words

RIVER = MemoryUnit("The river rose at night.", "El río creció de noche.", "en", "es")


def texts(asked: str, units: Sequence[MemoryUnit], *, limit: int = 9) -> list[tuple[int, str]]:
    return [(held.score, held.unit.source) for held in best(words(asked), units, limit=limit)]


def marked(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_the_words_are_marked_where_a_side_has_them_whatever_their_case() -> None:
    (held,) = best(words("NIGHT river"), [RIVER], limit=1)
    assert (held.score, marked(RIVER.source, held.source), held.target) == (100, ["river", "night"], ())
    (held,) = best(words("Río"), [RIVER], limit=1)
    assert (held.score, held.source, marked(RIVER.target, held.target)) == (100, (), ["río"])


def test_the_side_that_holds_more_counts_and_sides_are_not_added() -> None:
    assert texts("river noche", [RIVER]) == []
    assert texts("river rose noche", [RIVER]) == [(66, RIVER.source)]


@pytest.mark.parametrize(
    ("asked", "text", "score"),
    [
        ("river", "Rivers are cold.", 83),  # one letter more of six
        ("rivers", "The river is cold.", 83),
        ("approve", "They approved it.", 87),  # one letter more of eight
        ("river", "A riverside walk.", 0),  # four of nine are another word's
        ("art", "The party is over.", 0),
        ("port", "An export.", 0),
    ],
)
def test_a_word_near_to_what_was_asked_counts_by_its_likeness(asked: str, text: str, score: int) -> None:
    assert [found for found, _ in texts(asked, [replace(RIVER, source=text)])] == ([score] if score else [])


def test_words_in_a_row_come_before_words_apart_and_the_newest_before_older() -> None:
    apart = replace(RIVER, source="Night fell and the river rose.", changed=datetime(2025, 1, 1, tzinfo=UTC))
    old, new = (
        replace(RIVER, source=f"A night river, {year}.", changed=datetime(year, 1, 1, tzinfo=UTC))
        for year in (2020, 2024)
    )
    assert [text for _, text in texts("night river", [apart, old, new])] == [new.source, old.source, apart.source]
    assert len(texts("night river", [apart, old, new], limit=2)) == 2


def test_text_without_spaces_is_found_as_it_stands() -> None:
    unit = MemoryUnit("東京都は計画を承認した。", "x", "ja", "es")
    (held,) = best(words("計画"), [unit], limit=1)
    assert (held.score, marked(unit.source, held.source)) == (100, ["計画"])
    assert texts("計都", [unit]) == []


def test_signs_alone_are_no_words() -> None:
    assert words(" — … !") == ()
