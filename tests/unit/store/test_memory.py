"""The memory on a real SQLite file: kept once, found by likeness, forgotten when nobody teaches it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.memory import Grain, MemoryUnit
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.errors import NotAllowedError
from translate_flow.matching.memory import score, tokens
from translate_flow.store import SqlStore, open_store

OLD, NEW = datetime(2020, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)
RIVER = MemoryUnit("The river rose at night.", "El río creció de noche.", "en", "es", article="river", changed=NEW)


def add(store: SqlStore, *units: MemoryUnit) -> int:
    with store.write(by=LOCAL_OWNER) as uow:
        return uow.memory.add(units)


def learn(store: SqlStore, segment: int, *units: MemoryUnit) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.memory.learn(segment, "es", units)


def held(store: SqlStore, **pair: str) -> list[MemoryUnit]:
    with store.read() as uow:
        return list(uow.memory.all(**pair))


def like(store: SqlStore, text: str, *, source: str = "en", language: str = "es", **options) -> Sequence[MemoryUnit]:
    with store.read() as uow:
        return uow.memory.candidates(text, source=source, language=language, **options)


def exact(store: SqlStore, *texts: str, grain: Grain = Grain.SEGMENT, source: str = "en", language: str = "es"):
    with store.read() as uow:
        return uow.memory.exact(texts, grain=grain, source=source, language=language)


def test_a_unit_comes_back_as_it_went_in(store: SqlStore):
    add(store, RIVER, replace(RIVER, changed=None, target="Subió el río.", grain=Grain.SENTENCE, author="Ana"))
    assert held(store) == [
        RIVER,
        replace(RIVER, changed=None, target="Subió el río.", grain=Grain.SENTENCE, author="Ana"),
    ]


def test_the_same_pair_is_kept_once_and_the_newest_tells_the_rest(store: SqlStore):
    older, newer = replace(RIVER, changed=OLD, article="old"), replace(RIVER, changed=NEW, article="new")
    assert add(store, newer, older) == 1
    assert add(store, older) == 0
    assert held(store) == [newer]
    add(store, replace(RIVER, changed=datetime(2025, 1, 1, tzinfo=UTC), article="newest"))
    assert [unit.article for unit in held(store)] == ["newest"]


def test_units_without_words_on_a_side_are_left_out(store: SqlStore):
    assert add(store, replace(RIVER, source=" "), replace(RIVER, target="")) == 0


def test_an_exact_text_is_found_whatever_its_spaces(store: SqlStore):
    add(store, RIVER)
    found = exact(store, "The river  rose\nat night.", "The river fell.")
    assert found == {"The river  rose\nat night.": RIVER}


def test_of_exact_units_the_newest_wins_then_the_grain(store: SqlStore):
    sentence = replace(RIVER, target="a", grain=Grain.SENTENCE, changed=OLD)
    newest = replace(RIVER, target="c", changed=OLD + timedelta(days=1))
    add(store, replace(RIVER, target="b", changed=OLD), sentence)
    assert exact(store, RIVER.source, grain=Grain.SENTENCE)[RIVER.source] == sentence
    add(store, newest)
    assert exact(store, RIVER.source, grain=Grain.SENTENCE)[RIVER.source] == newest


def test_a_date_to_come_wins_over_no_approval_of_today(store: SqlStore):
    add(store, replace(RIVER, target="of the future", changed=datetime(9999, 12, 31, tzinfo=UTC)))
    add(store, replace(RIVER, target="of today", changed=datetime.now(UTC)))
    assert exact(store, RIVER.source)[RIVER.source].target == "of today"


@pytest.mark.parametrize(
    ("asked", "kept", "offered", "taken"),
    [
        ("es", "es", True, True),
        ("es-MX", "es", True, True),
        ("es", "es-ES", True, True),
        ("es-MX", "es-ES", False, False),
        ("pt", "pt-BR", True, False),
        ("pt-BR", "pt", True, False),
        ("fr", "es", False, False),
    ],
)
def test_regions_that_agree_are_offered_and_those_of_one_standard_are_taken_unasked(store, asked, kept, offered, taken):
    add(store, replace(RIVER, language=kept, source_language="en-GB"))
    assert bool(like(store, RIVER.source, language=asked)) is offered
    assert bool(like(store, "The river fell at night.", language=asked)) is offered
    assert bool(exact(store, RIVER.source, language=asked)) is taken


def test_the_very_language_goes_before_a_newer_unit_of_a_region(store: SqlStore):
    add(store, replace(RIVER, target="a", changed=OLD), replace(RIVER, target="b", language="es-ES", changed=NEW))
    assert exact(store, RIVER.source)[RIVER.source].target == "a"


def test_scripts_are_languages_of_their_own(store: SqlStore):
    add(store, MemoryUnit("Hello there", "你好", "en", "zh"))
    assert like(store, "Hello there", language="zh")
    assert not like(store, "Hello there", language="zh-Hant")


@pytest.mark.parametrize(
    ("language", "text", "other"),
    [
        ("en", "Night buses return to the harbour in spring", "Night buses return to the station in spring"),
        ("ja", "市議会は計画を承認した。", "市議会は計画を否決した。"),
        ("zh", "委员会批准了新的计划。", "委员会批准了旧的计划。"),
        ("th", "สภาอนุมัติแผนใหม่แล้ว", "สภาอนุมัติแผนเก่าแล้ว"),
        ("ko", "위원회는 새로운 계획을 어제 승인했다", "위원회는 낡은 계획을 어제 승인했다"),
        ("en", "'quoted' \"text\" AND OR NOT * (x) it's 3.5", "'quoted' \"text\" AND OR NOT * (y) it's 3.5"),
        ("zh", "水", "水"),
        ("en", "—", "—"),
    ],
)
def test_a_text_is_found_by_one_that_is_like_it(store: SqlStore, language, text, other):
    add(store, MemoryUnit(text, "x", language, "es"))
    assert [unit.source for unit in like(store, other, source=language, least=60)] == [text]


def test_the_best_come_first_and_no_more_than_wanted(store: SqlStore):
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    texts = [" ".join(words[:count] + ["x"] * (8 - count)) for count in (6, 8, 7)]
    add(store, *(MemoryUnit(text, "y", "en", "es") for text in texts))
    assert [unit.source for unit in like(store, " ".join(words))] == [texts[1], texts[2], texts[0]]
    assert len(like(store, " ".join(words), limit=2)) == 2


def test_every_text_that_scores_enough_is_found_among_thousands(store: SqlStore):
    dice = random.Random(5)
    words = [f"w{number}" for number in range(40)]
    texts = [" ".join(dice.choices(words, range(40, 0, -1), k=dice.randint(1, 14))) for _ in range(3000)]
    add(store, *(MemoryUnit(text, "x", "en", "es") for text in texts))
    for text in dice.sample(texts, 40):
        query = text.split()
        query[dice.randrange(len(query))] = dice.choice(words)
        asked = tuple(query)
        wanted = max(score(asked, tokens(each)) for each in texts)
        found = like(store, " ".join(query))
        assert max((score(asked, tokens(unit.source)) for unit in found), default=0) == (wanted if wanted >= 75 else 0)


@pytest.mark.parametrize("count", [200, 900])
def test_a_long_text_is_found_though_not_every_term_is_looked_up(store: SqlStore, count):
    dice = random.Random(count)
    texts = [dice.choices([f"w{number}" for number in range(2000)], k=count) for _ in range(50)]
    add(store, *(MemoryUnit(" ".join(words), "x", "en", "es") for words in texts))
    query = ["new" if place % 5 == 0 else word for place, word in enumerate(texts[7])]  # 80 % are left
    assert [unit.source for unit in like(store, " ".join(query))] == [" ".join(texts[7])]


def test_a_segment_that_forgets_takes_its_units_out_of_the_search(store: SqlStore):
    learn(store, 1, RIVER)
    assert like(store, RIVER.source)
    learn(store, 1)
    assert (held(store), like(store, RIVER.source), like(store, "The river fell at night.")) == ([], [], [])


def test_a_unit_stays_while_another_segment_teaches_it_or_when_it_was_added(store: SqlStore):
    learn(store, 1, RIVER)
    learn(store, 2, RIVER)
    learn(store, 1)
    assert held(store) == [RIVER]
    add(store, RIVER)
    learn(store, 2)
    assert held(store) == [RIVER]


def test_a_new_lesson_takes_the_place_of_the_old_one(store: SqlStore):
    learn(store, 1, RIVER, replace(RIVER, source="At night."))
    learn(store, 1, replace(RIVER, target="El río subió."))
    assert [unit.target for unit in held(store)] == ["El río subió."]


def test_what_only_this_segment_taught_is_not_offered_to_it(store: SqlStore):
    learn(store, 1, RIVER)
    assert like(store, RIVER.source, besides=1) == []
    assert like(store, RIVER.source, besides=2) == [RIVER]
    learn(store, 2, RIVER)
    assert like(store, RIVER.source, besides=1) == [RIVER]


def test_all_gives_the_pairs_that_agree_across_pages(store: SqlStore):
    add(store, *(replace(RIVER, source=f"River {number}") for number in range(5001)), replace(RIVER, language="fr"))
    assert len(held(store, language="es-MX")) == 5001
    assert [unit.language for unit in held(store, source="en", language="fr")] == ["fr"]


def test_the_memory_is_the_same_after_it_was_tidied_and_opened_again(tmp_path: Path):
    path = tmp_path / "desk.sqlite"
    store = open_store(path)
    add(store, RIVER)
    with store.write(by=LOCAL_OWNER) as uow:
        uow.memory.tidy()
    store.close()
    again = open_store(path)
    assert like(again, "The river fell at night.") == [RIVER]
    again.close()


def test_nobody_adds_without_the_right(store: SqlStore):
    with pytest.raises(NotAllowedError), store.write(by="stranger") as uow:
        uow.memory.add([RIVER])
    assert held(store) == []


def test_what_is_postponed_waits_once_until_it_is_learnt(store):
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(Article("en", (Segment(Kind.PARAGRAPH, "The mill."),)), languages=["es"], slug="mill")
        (unit,) = uow.targets.bitext("mill", "es").units
        uow.memory.postpone([(unit.id, "es")])
        uow.memory.postpone([(unit.id, "es"), (unit.id, "es")])
        assert uow.memory.backlog(5) == [(unit.id, "es")]
        uow.memory.learn(unit.id, "es", [])
        assert uow.memory.backlog(5) == []
