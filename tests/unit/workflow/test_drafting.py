"""Drafting: what is written, what is reused, what is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bitexts import BY_PERSON
from shouting import Shouting
from translate_flow.domain.article import Article, Kind, Segment, Sentence
from translate_flow.domain.bitext import Unit
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.ports import Engine
from translate_flow.domain.translation import Action, OriginKind, State
from translate_flow.errors import EngineError, NoModelError, NotFoundError
from translate_flow.store import SqlStore, open_store
from translate_flow.workflow.drafting import BATCH, draft


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(tmp_path / "desk.sqlite")
    yield opened
    opened.close()


def paragraph(text: str, *codes: Code) -> Segment:
    """A segment whose sentences end at each full stop and space."""
    spans, start = [], 0
    for part in text.split(". "):
        end = min(len(text), start + len(part) + 2)
        spans.append(Sentence(start, end))
        start = end
    return Segment(Kind.PARAGRAPH, text, codes, sentences=tuple(spans))


def add(store: SqlStore, *segments: Segment, slug: str = "fair") -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(Article("en", segments), languages=["es"], slug=slug)


def units(store: SqlStore, slug: str = "fair") -> tuple[Unit, ...]:
    with store.read() as uow:
        return uow.targets.bitext(slug, "es").units


def write(store: SqlStore, unit: Unit, text: str, state: State) -> None:
    target = replace(unit.target, text=text, state=state, source_hash=unit.segment.source_hash, origin=BY_PERSON)
    with store.write(by=LOCAL_OWNER) as uow:
        uow.targets.write(target, base=unit.target.version, action=Action.EDIT)


def run(store: SqlStore, engine: Engine | None = None, **options: bool) -> tuple[int, int, int]:
    chosen = engine or Shouting()
    made = draft(store, "fair", language="es", engine_for=lambda *_: chosen, by=LOCAL_OWNER, **options)
    return made.segments, made.sentences, made.reused


def test_every_segment_gets_a_draft_with_its_origin(store: SqlStore) -> None:
    add(store, paragraph("The bread is fresh. The sun shines."), paragraph("Come early."))
    assert run(store) == (2, 3, 0)
    first = units(store)[0].target
    assert (first.text, first.state, first.origin.engine, first.score) == (
        "THE BREAD IS FRESH. THE SUN SHINES.",
        State.DRAFT,
        "shouting",
        -0.25,
    )


def test_inline_codes_come_back_around_the_same_words(store: SqlStore) -> None:
    add(store, paragraph("The <1>bread</1> is fresh.", Code(1, CodeKind.BOLD)))
    run(store)
    assert units(store)[0].target.text == "THE <1>BREAD</1> IS FRESH."
    assert units(store)[0].target.flags == ()


def test_line_breaks_inside_a_segment_stay(store: SqlStore) -> None:
    verse = Segment(
        Kind.VERSE, "Rain on the roof\nand bread in the oven", sentences=(Sentence(0, 17), Sentence(17, 38))
    )
    add(store, verse)
    run(store)
    assert units(store)[0].target.text == "RAIN ON THE ROOF\nAND BREAD IN THE OVEN"


def test_what_has_no_letters_is_kept_and_not_sent_to_the_engine(store: SqlStore) -> None:
    engine = Shouting()
    add(store, paragraph("* * *"), paragraph("2026"))
    assert run(store, engine) == (2, 0, 0)
    assert [unit.target.text for unit in units(store)] == ["* * *", "2026"]
    assert engine.seen == []


@pytest.mark.parametrize(
    ("byline", "draft"),
    [
        ("Grace Hill", "Grace Hill"),
        ("Grace Hill | Reporter", "Grace Hill | REPORTER"),
        ("By Grace Hill", "Por Grace Hill"),
        ("By Grace Hill and Tom Ek | Reporters", "Por Grace Hill and Tom Ek | REPORTERS"),
        ("Di Morgan Hill", "Di Morgan Hill"),
        ("Von Trapp Anna", "Von Trapp Anna"),
        ("Photographs by Grace Hill", "PHOTOGRAPHS BY GRACE HILL"),
    ],
)
def test_the_name_in_a_byline_is_not_translated(store: SqlStore, byline: str, draft: str) -> None:
    add(store, Segment(Kind.BYLINE, byline), paragraph("Come early."))
    run(store)
    assert units(store)[0].target.text == draft


def test_code_is_not_translated(store: SqlStore) -> None:
    add(store, Segment(Kind.CODE, "print(1)"), paragraph("Come early."))
    assert run(store) == (1, 1, 0)
    assert units(store)[0].target.text == ""


def test_an_approved_repeat_is_reused_and_not_sent_to_the_engine(store: SqlStore) -> None:
    add(store, paragraph("Come early."), slug="other")
    write(store, units(store, "other")[0], "Venid pronto.", State.APPROVED)
    add(store, paragraph("Come early."), paragraph("Bring a bag."))
    engine = Shouting()
    assert run(store, engine) == (2, 1, 1)
    target = units(store)[0].target
    assert (target.text, target.state, target.origin.kind, target.origin.match) == (
        "Venid pronto.",
        State.DRAFT,
        OriginKind.MEMORY,
        100,
    )
    assert engine.seen == ["Bring a bag."]


@pytest.mark.parametrize("state", [State.DRAFT, State.NEEDS_WORK, State.TRANSLATED, State.APPROVED])
def test_what_a_person_wrote_stays_even_when_drafting_again(store: SqlStore, state: State) -> None:
    add(store, paragraph("Come early."))
    write(store, units(store)[0], "Venid pronto.", state)
    assert run(store, again=True) == (0, 0, 0)
    assert units(store)[0].target.text == "Venid pronto."


def test_drafting_twice_does_nothing_the_second_time(store: SqlStore) -> None:
    add(store, paragraph("Come early."))
    assert run(store) == (1, 1, 0)
    assert run(store) == (0, 0, 0)
    assert run(store, again=True) == (1, 1, 0)


def test_no_model_changes_nothing(store: SqlStore) -> None:
    add(store, paragraph("Come early."))

    def none(source: str, target: str) -> Engine:
        raise NoModelError(f"no model for {source}→{target}")

    with pytest.raises(NoModelError):
        draft(store, "fair", language="de", engine_for=none, by=LOCAL_OWNER)
    with store.read() as uow:
        assert uow.articles.get("fair").languages == ("es",)


def test_an_engine_that_fails_midway_leaves_what_is_done_and_a_second_run_finishes(store: SqlStore) -> None:
    add(store, *(paragraph(f"Stall number {n} sells bread.") for n in range(BATCH + 5)))
    with pytest.raises(EngineError):
        run(store, Shouting(limit=BATCH + 2))
    assert sum(unit.target.state is State.DRAFT for unit in units(store)) == BATCH
    assert run(store) == (5, 5, 0)


def test_progress_is_told_up_to_the_whole(store: SqlStore) -> None:
    add(store, *(paragraph(f"Stall number {n} sells bread.") for n in range(BATCH + 5)))
    told: list[tuple[int, int]] = []
    draft(
        store,
        "fair",
        language="es",
        engine_for=lambda *_: Shouting(),
        by=LOCAL_OWNER,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(BATCH, BATCH + 5), (BATCH + 5, BATCH + 5)]


def test_an_unknown_article_is_named(store: SqlStore) -> None:
    with pytest.raises(NotFoundError, match="fair"):
        run(store)
