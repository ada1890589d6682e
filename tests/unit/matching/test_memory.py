"""The fuzzy match score by OmegaT's definition, its penalties, and the order of matches."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.domain.memory import MemoryUnit
from translate_flow.domain.translation import Origin, OriginKind
from translate_flow.matching import memory
from translate_flow.matching.memory import best, most_lost, score, terms, tokens

NOW = datetime(2024, 6, 1, tzinfo=UTC)
UNIT = MemoryUnit("The river rose at night.", "El río creció de noche.", "en", "es", article="river", changed=NOW)
BY_MACHINE = Origin(OriginKind.MACHINE, "argos", "en_es 1.0")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The river rose at night.", "The river rose at night.", 100),
        ("The river rose at night.", "the RIVER rose — at night!", 100),
        ("The river rose at night.", "The river fell at night.", 80),  # 1 of 5 words
        ("The river rose at night.", "The river rose.", 60),  # 2 of 5 are missing
        ("The river rose.", "The river rose at night again.", 50),  # 3 of 6
        ("Call 12 people", "Call 13 people", 66),  # ⌊100·2/3⌋
        ("a b c d e f g", "b c d e f g a", 71),  # moved: one left out, one added: ⌊100·5/7⌋
        ("東京へ行く", "京都へ行く", 60),  # 2 of 5 characters
        ("ราคา", "ราคาดี", 80),  # 1 of ร า ค า ดี: a vowel sign counts with its letter
        ("—", "…", 0),  # no words on either side
        ("red", "blue", 0),
    ],
)  # fmt: skip
def test_the_score_is_the_share_of_the_longer_text_that_needs_no_edit(one, other, expected):
    assert score(tokens(one), tokens(other)) == expected


@given(st.text(alphabet="abÉß1²½._',:·’ 0;-“”ªº", max_size=12))
def test_latin_text_is_tokenized_as_any_other(text):
    lower = text.lower()
    assert memory._LATIN_TOKEN.findall(lower) == memory._TOKEN.findall(lower)


@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=12), st.lists(st.sampled_from("abcdef"), max_size=12))
def test_what_scores_enough_misses_no_more_tokens_than_said(one, other):
    if score(one, other) >= 75:
        rest = list(other)
        kept = [token for token in one if token in rest and (rest.remove(token) or True)]
        assert len(one) - len(kept) <= most_lost(len(one))


def test_search_terms_are_words_pairs_of_han_and_triples_of_thai():
    assert terms(tokens("iPhone 東京都 ราคาดี")) == ["iphone", "東京", "京都", "ราค", "าคา", "คาดี"]


def match(unit: MemoryUnit, text: str = UNIT.source, **options):
    [found] = best(text, [unit], article="river", now=NOW, **options)
    return found


@pytest.mark.parametrize(
    ("unit", "penalty"),
    [
        (UNIT, 0),
        (replace(UNIT, origin=BY_MACHINE), memory.MACHINE_MADE),
        (replace(UNIT, origin=replace(BY_MACHINE, demo=True)), memory.DEMO_MADE),
        (replace(UNIT, article="market"), memory.OTHER_ARTICLE),
        (replace(UNIT, language="es-MX"), memory.OTHER_REGION),
        (replace(UNIT, source="The river rose, at night"), memory.OTHER_MARKS),
        (replace(UNIT, changed=NOW - timedelta(days=5 * 365)), 2),
        (replace(UNIT, changed=NOW - timedelta(days=100 * 365)), memory.OLDEST),
        (replace(UNIT, changed=None), 0),
        (replace(UNIT, changed=NOW + timedelta(days=9999)), 0),
    ],
)
def test_each_reason_for_less_trust_takes_its_points_off(unit, penalty):
    found = match(unit, language="es")
    assert (found.score, found.penalty, found.rank) == (100, penalty, 100 - penalty)


def test_a_match_that_ranks_too_low_is_not_offered():
    unit = replace(UNIT, source="The river fell at night.", origin=BY_MACHINE)
    assert match(unit).rank == 75
    assert best(UNIT.source, [replace(unit, article="market")], article="river", now=NOW) == []


def test_the_best_come_first_then_the_newest_and_no_translation_twice():
    older = replace(UNIT, target="El río subió de noche.", changed=NOW - timedelta(days=30))
    fuzzy = replace(UNIT, source="The river fell at night.")
    twice = replace(UNIT, article="market")
    found = best(UNIT.source, [fuzzy, older, twice, UNIT], article="river", now=NOW)
    assert [item.unit for item in found] == [UNIT, older, fuzzy]
    assert len(best(UNIT.source, [fuzzy, older, UNIT], article="river", now=NOW, limit=2)) == 2
