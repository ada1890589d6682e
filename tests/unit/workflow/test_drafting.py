"""Drafting: what is written, what is reused, what is left alone."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bitexts import BY_PERSON
from shouting import Shouting
from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment, Sentence
from translate_flow.domain.bitext import Unit
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.memory import MemoryUnit
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.domain.ports import Draft, Engine, Hypothesis
from translate_flow.domain.terms import Term
from translate_flow.domain.translation import Action, Origin, OriginKind, State
from translate_flow.errors import EngineError, NoModelError, NotAllowedError, NotFoundError
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore
from translate_flow.workflow.drafting import Drafted, Failed, draft, draft_all
from translate_flow.workflow.remembering import remember


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = new_store(tmp_path / "desk.sqlite")
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

    def none(source: str, target: str, _wish: str) -> Engine:
        raise NoModelError(f"no model for {source}→{target}")

    with pytest.raises(NoModelError):
        draft(store, "fair", language="de", engine_for=none, by=LOCAL_OWNER)
    with store.read() as uow:
        assert uow.articles.get("fair").languages == ("es",)


def stalls(count: int) -> list[Segment]:
    return [paragraph(f"Stall number {n} sells bread.") for n in range(count)]


def test_an_engine_that_fails_midway_leaves_what_is_done_and_a_second_run_finishes(store: SqlStore) -> None:
    add(store, *stalls(300))
    with pytest.raises(EngineError):
        run(store, Shouting(limit=290))
    assert sum(unit.target.state is State.DRAFT for unit in units(store)) == 290
    assert run(store) == (10, 10, 0)


def test_an_engine_that_gives_too_few_drafts_is_named(store: SqlStore) -> None:
    class Short(Shouting):
        def translate(self, sentences, **options):
            yield from itertools.islice(super().translate(sentences, **options), 3)

    add(store, *stalls(5))
    with pytest.raises(EngineError, match="shouting left 2 sentences without a draft"):
        run(store, Short())
    assert sum(unit.target.state is State.DRAFT for unit in units(store)) == 3


def test_cancelling_keeps_what_was_drafted_and_resuming_skips_it(store: SqlStore) -> None:
    add(store, *stalls(600))

    def stop(done: int, total: int) -> None:
        if done >= 256:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        draft(store, "fair", language="es", engine_for=lambda *_: Shouting(), by=LOCAL_OWNER, progress=stop)
    kept = sum(unit.target.state is State.DRAFT for unit in units(store))
    assert 256 <= kept < 600
    engine = Shouting()
    assert run(store, engine)[0] == 600 - kept
    assert len(engine.seen) == 600 - kept


def test_progress_is_told_up_to_the_whole(store: SqlStore) -> None:
    add(store, *stalls(300))
    told: list[tuple[int, int]] = []
    draft(
        store,
        "fair",
        language="es",
        engine_for=lambda *_: Shouting(),
        by=LOCAL_OWNER,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told[-1] == (300, 300)
    assert told == sorted(told)
    assert len(told) > 1


def test_a_sentence_that_stands_twice_is_sent_once_and_both_targets_name_its_engine(store: SqlStore) -> None:
    add(store, paragraph("Come early. Bring a bag."), paragraph("Bring a bag. Come early."))
    engine = Shouting()
    run(store, engine)
    assert engine.seen == ["Come early.", "Bring a bag."]
    first, second = (unit.target for unit in units(store))
    assert (first.text, second.text) == ("COME EARLY. BRING A BAG.", "BRING A BAG. COME EARLY.")
    assert first.origin == second.origin
    assert second.origin.engine == "shouting"


def test_articles_of_a_pair_are_one_stream_and_are_counted_apart(store: SqlStore) -> None:
    add(store, paragraph("Come early. Bring a bag."), slug="fair")
    add(store, paragraph("Bring a bag."), paragraph("It rains."), slug="rain")
    engine = Shouting()
    made = draft_all(store, [("rain", "es"), ("fair", "es")], engine_for=lambda *_: engine, by=LOCAL_OWNER)
    assert engine.seen == ["Bring a bag.", "It rains.", "Come early."]
    assert [(item.slug, item.segments, item.sentences) for item in made if isinstance(item, Drafted)] == [
        ("rain", 2, 2),
        ("fair", 1, 2),
    ]


def test_the_whole_is_known_from_the_first_draft_on(store: SqlStore) -> None:
    add(store, paragraph("Come early."), paragraph("It rains."))
    told: list[tuple[int, int]] = []
    languages = ("es", "fr", "de", "it", "nl")
    draft_all(
        store,
        [("fair", language) for language in languages],
        engine_for=lambda *_: Shouting(),
        by=LOCAL_OWNER,
        progress=lambda done, total: told.append((done, total)),
    )
    assert {total for _, total in told} == {10}
    assert told[-1] == (10, 10)


def test_each_article_is_told_its_own_share_of_the_time(store: SqlStore) -> None:
    add(store, *[paragraph(f"It rains {number}.") for number in range(40)], slug="rain")
    add(store, *[paragraph(f"Come early {number}.") for number in range(40)], slug="fair")
    began = time.monotonic()
    made = draft_all(store, [("rain", "es"), ("fair", "es")], engine_for=lambda *_: Shouting(), by=LOCAL_OWNER)
    took = time.monotonic() - began
    # each is rounded to milliseconds
    assert 0 < sum(item.seconds for item in made if isinstance(item, Drafted)) <= took + 0.001


def test_what_one_language_lacks_does_not_stop_the_others(store: SqlStore) -> None:
    add(store, paragraph("Come early."))

    def choose(source: str, target: str, _wish: str) -> Engine:
        if target == "de":
            raise NoModelError(f"no model for {source}→{target}")
        return Shouting()

    told: list[tuple[int, int]] = []
    made = draft_all(
        store,
        [("fair", "de"), ("fair", "es"), ("fair", "fr")],
        engine_for=choose,
        by=LOCAL_OWNER,
        progress=lambda done, total: told.append((done, total)),
    )
    assert [type(item) for item in made] == [Failed, Drafted, Drafted]
    assert told[-1] == (2, 2)
    with store.read() as uow:
        assert uow.articles.get("fair").languages == ("es", "fr")


def test_a_failure_in_the_second_article_leaves_the_first_one_drafted(store: SqlStore) -> None:
    add(store, paragraph("Come early."), slug="fair")
    add(store, paragraph("It rains."), slug="rain")
    engine = Shouting(limit=1)
    made = draft_all(store, [("fair", "es"), ("rain", "es")], engine_for=lambda *_: engine, by=LOCAL_OWNER)
    assert [type(item) for item in made] == [Drafted, Failed]


def test_an_unknown_article_is_named(store: SqlStore) -> None:
    with pytest.raises(NotFoundError, match="fair"):
        run(store)


def test_who_may_translate_may_draft_and_for_others_no_engine_is_asked(store: SqlStore) -> None:
    add(store, paragraph("The market opens early."))
    with store.write(by=LOCAL_OWNER) as uow:
        uow.people.add(Person("root", Role.ADMIN))
    with store.write(by="root") as uow:
        uow.people.add(Person("ann", Role.READER, {"es": Role.TRANSLATOR}))
        uow.people.add(Person("bea", Role.PROPOSER))
    engine = Shouting()
    with pytest.raises(NotAllowedError, match="bea may not edit in es"):
        draft(store, "fair", language="es", engine_for=lambda *_: engine, by="bea")
    assert engine.seen == []
    with pytest.raises(NotAllowedError):  # a language that is not open yet is a coordinator's to open
        draft(store, "fair", language="fr", engine_for=lambda *_: engine, by="ann")
    assert draft(store, "fair", language="es", engine_for=lambda *_: engine, by="ann").segments == 1


class Speaking(Shouting):
    """Answers with the hypotheses it was told, best first."""

    def __init__(self, told: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.told = told

    def translate(self, sentences, **options):
        for sentence in sentences:
            self.seen.append(sentence)
            best, *others = (Hypothesis(text, -0.1) for text in self.told[sentence])
            yield Draft(best.text, best.score, origin=Origin(OriginKind.MACHINE, "speaking"), others=tuple(others))


def approve(store: SqlStore, unit: Unit, text: str) -> None:
    write(store, unit, text, State.APPROVED)
    with store.write(by=LOCAL_OWNER) as uow:
        remember(uow, uow.targets.unit(unit.id, "es"), splitter=SrxSplitter())


def test_known_sentences_are_spliced_in_and_only_the_rest_goes_to_the_engine(store: SqlStore) -> None:
    add(store, paragraph("The market opens early. Bring a bag."), slug="other")
    approve(store, units(store, "other")[0], "El mercado abre pronto. Traiga una bolsa.")
    add(store, paragraph("It rains today. Bring a bag. The market opens early."))
    engine = Shouting()
    made = draft(store, "fair", language="es", engine_for=lambda *_: engine, by=LOCAL_OWNER)
    assert (made.segments, made.sentences, made.reused, made.spliced) == (1, 1, 0, 2)
    target = units(store)[0].target
    assert target.text == "IT RAINS TODAY. Traiga una bolsa. El mercado abre pronto."
    assert (target.origin.engine, target.origin.reused) == ("shouting", 2)
    assert engine.seen == ["It rains today."]


def test_a_segment_of_known_sentences_alone_needs_no_engine(store: SqlStore) -> None:
    add(store, paragraph("The market opens early. Bring a bag."), slug="other")
    approve(store, units(store, "other")[0], "El mercado abre pronto. Traiga una bolsa.")
    add(store, paragraph("Bring a bag. The market opens early."))
    assert run(store) == (1, 0, 0)
    target = units(store)[0].target
    assert target.text == "Traiga una bolsa. El mercado abre pronto."
    assert (target.origin.kind, target.origin.match, target.origin.reused) == (OriginKind.MEMORY, 100, 2)
    assert target.confidence == 1.0


def test_a_sentence_with_formatting_is_left_to_the_engine(store: SqlStore) -> None:
    add(store, paragraph("The market opens early. Bring a bag."), slug="other")
    approve(store, units(store, "other")[0], "El mercado abre pronto. Traiga una bolsa.")
    add(store, paragraph("It rains. Bring a <1>bag</1>.", Code(1, CodeKind.BOLD)))
    run(store)
    assert units(store)[0].target.text == "IT RAINS. BRING A <1>BAG</1>."


def test_an_imported_unit_fills_a_segment_like_an_approved_one(store: SqlStore) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.memory.add([MemoryUnit("Come early.", "Venid pronto.", "en", "es")])
    add(store, paragraph("Come early."), paragraph("Bring a bag."))
    assert run(store) == (2, 1, 1)
    assert units(store)[0].target.text == "Venid pronto."


def test_the_guard_takes_the_next_hypothesis(store: SqlStore) -> None:
    add(store, paragraph("Tickets cost 12 euros."))
    run(
        store, Speaking({"Tickets cost 12 euros.": ["Las entradas cuestan 2 euros.", "Las entradas cuestan 12 euros."]})
    )
    target = units(store)[0].target
    assert (target.text, target.flags) == ("Las entradas cuestan 12 euros.", ())


def test_what_no_hypothesis_is_spared_is_flagged_and_trusted_less(store: SqlStore) -> None:
    add(store, paragraph("Tickets cost 12 euros."), paragraph("Entry costs 10 euros."))
    told = {
        "Tickets cost 12 euros.": ["Las entradas cuestan 2 euros.", "Las entradas cuestan 20 euros."],
        "Entry costs 10 euros.": ["La entrada cuesta 10 euros."],
    }
    run(store, Speaking(told))
    wrong, right = (unit.target for unit in units(store))
    assert (wrong.flags, right.flags) == (("numbers",), ())
    assert wrong.confidence < right.confidence <= 1


def test_the_hypothesis_with_the_required_term_is_taken(store: SqlStore) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.terms.add([Term("council", "ayuntamiento", "en", "es", forbidden=("consejo",))])
    add(store, paragraph("The council meets today."), paragraph("The council rests."))
    told = {
        "The council meets today.": ["El consejo se reúne hoy.", "El ayuntamiento se reúne hoy."],
        "The council rests.": ["El consejo descansa.", "El concejo descansa."],
    }
    run(store, Speaking(told))
    found, missed = (unit.target for unit in units(store))
    assert (found.text, found.flags) == ("El ayuntamiento se reúne hoy.", ())
    assert (missed.text, missed.flags) == ("El concejo descansa.", ("terms",))


def test_text_of_the_demo_model_stays_marked_wherever_it_is_used_again(store: SqlStore) -> None:
    add(store, paragraph("The market opens early. Bring a bag."), slug="other")
    unit = units(store, "other")[0]
    shown = replace(
        unit.target,
        text="El mercado abre pronto. Traiga una bolsa.",
        state=State.APPROVED,
        source_hash=unit.segment.source_hash,
        origin=Origin(OriginKind.MACHINE, "demo", demo=True),
    )
    with store.write(by=LOCAL_OWNER) as uow:
        uow.targets.write(shown, base=unit.target.version, action=Action.APPROVE)
        remember(uow, uow.targets.unit(unit.id, "es"), splitter=SrxSplitter())
    add(store, paragraph("The market opens early. Bring a bag."), paragraph("It rains. Bring a bag."))
    run(store)
    assert [unit.target.origin.demo for unit in units(store)] == [True, True]


def test_approved_text_that_lost_its_formatting_is_flagged_where_it_is_used_again(store: SqlStore) -> None:
    bold = Code(1, CodeKind.BOLD)
    add(store, paragraph("The <1>bread</1> is fresh.", bold), slug="other")
    write(store, units(store, "other")[0], "El pan es fresco.", State.APPROVED)
    add(store, paragraph("The <1>bread</1> is fresh.", bold))
    run(store)
    assert (units(store)[0].target.text, units(store)[0].target.flags) == ("El pan es fresco.", ("codes",))


@pytest.mark.parametrize(
    ("source", "target"),
    [("We sold 5 apples.", "Vendimos 6 manzanas."), ("Read it all.", "Lea <1>todo.")],
)
def test_a_unit_that_the_guard_stops_or_that_reads_as_a_tag_is_not_filled_in(
    store: SqlStore, source: str, target: str
) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.memory.add([MemoryUnit(source, target, "en", "es")])
    add(store, paragraph(source))
    assert run(store) == (1, 1, 0)
    assert units(store)[0].target.text == source.upper()


def test_a_bare_number_is_kept_whatever_the_memory_says(store: SqlStore) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.memory.add([MemoryUnit("2024", "1999", "en", "es")])
    add(store, paragraph("2024"))
    run(store)
    assert units(store)[0].target.text == "2024"
