"""A segment is split and merged with its translations, states, history and memory, and that is undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bitexts import BY_PERSON
from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.bitext import Unit
from translate_flow.domain.inline import Code, CodeKind, complete
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.domain.translation import Action, State
from translate_flow.errors import ConflictError, NotAllowedError, NotFoundError, ShelvedError, StructureError
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore
from translate_flow.workflow import shelving
from translate_flow.workflow.restructuring import merge, split, unsplit
from translate_flow.workflow.reviewing import Operation, apply
from translate_flow.workflow.revising import revise, revisions, undo
from translate_flow.workflow.segmenting import segment as with_sentences

SPLITTER = SrxSplitter()
BOLD = (Code(1, CodeKind.BOLD),)
SEGMENTS = (
    Segment(Kind.TITLE, "The ferry"),
    Segment(Kind.PARAGRAPH, "The <1>ferry</1> left at nine. Nobody was late.", BOLD),
    Segment(Kind.PARAGRAPH, "The <1>bell</1> rang twice.", BOLD),
    Segment(Kind.QUOTE, "We heard it."),
)
SPANISH = (
    "El transbordador",
    "El <1>transbordador</1> salió a las nueve. Nadie llegó tarde.",
    "La <1>campana</1> sonó dos veces.",
    "La oímos.",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """An article, all of it approved in Spanish and none of it translated into French."""
    opened = new_store(tmp_path / "desk.sqlite")
    with opened.write(by=LOCAL_OWNER) as uow:
        article = with_sentences(Article("en", SEGMENTS), splitter=SPLITTER)
        uow.articles.add(article, languages=["es", "fr"], slug="ferry", origin="ferry.txt")
        for unit, text in zip(uow.targets.bitext("ferry", "es").units, SPANISH, strict=True):
            hashed = replace(unit.target, text=text, source_hash=unit.segment.source_hash, origin=BY_PERSON)
            uow.targets.write(replace(hashed, state=State.APPROVED), base=0, action=Action.APPROVE)
    yield opened
    opened.close()


def units(store: SqlStore, language: str = "es") -> tuple[Unit, ...]:
    with store.read() as uow:
        return tuple(uow.targets.bitext("ferry", language).units)


def told(store: SqlStore) -> list[tuple[str, str, State]]:
    return [(unit.segment.text, unit.target.text, unit.target.state) for unit in units(store)]


BEFORE = [(segment.text, text, State.APPROVED) for segment, text in zip(SEGMENTS, SPANISH, strict=True)]


def test_a_split_takes_the_translation_apart_and_it_stays_approved(store: SqlStore) -> None:
    number = units(store)[1].id
    split(store, number, 24, splitter=SPLITTER, by=LOCAL_OWNER, seen=1)
    assert told(store) == [
        BEFORE[0],
        ("The <1>ferry</1> left at nine.", "El <1>transbordador</1> salió a las nueve.", State.APPROVED),
        ("Nobody was late.", "Nadie llegó tarde.", State.APPROVED),
        *BEFORE[2:],
    ]
    assert not any(unit.stale for unit in units(store))
    assert len(units(store, "fr")) == 5


def test_undoing_a_split_brings_all_of_it_back(store: SqlStore) -> None:
    number = units(store)[1].id
    split(store, number, 24, splitter=SPLITTER, by=LOCAL_OWNER)
    undo(store, "ferry", splitter=SPLITTER, by=LOCAL_OWNER)
    assert told(store) == BEFORE
    assert units(store)[1].id == number
    with store.read() as uow:
        assert next(step.text for step in uow.targets.history(number, "es")) == SPANISH[1]


def test_a_merge_puts_the_translations_together_and_is_undone(store: SqlStore) -> None:
    merge(store, units(store)[1].id, splitter=SPLITTER, by=LOCAL_OWNER)
    found = units(store)
    assert [unit.segment.kind for unit in found] == [Kind.TITLE, Kind.PARAGRAPH, Kind.QUOTE]
    both = found[1]
    assert both.segment.plain == "The ferry left at nine. Nobody was late. The bell rang twice."
    assert both.target.state is State.APPROVED
    assert "salió a las nueve. Nadie llegó tarde." in both.target.text
    assert both.target.text.endswith("campana</2> sonó dos veces.")
    assert complete(both.target.text, both.segment.codes)
    undo(store, "ferry", splitter=SPLITTER, by=LOCAL_OWNER)
    assert told(store) == BEFORE


def test_a_split_inside_a_sentence_loses_no_word_of_what_was_approved(store: SqlStore) -> None:
    number = units(store)[1].id
    split(store, number, 9, splitter=SPLITTER, by=LOCAL_OWNER)
    with store.read() as uow:
        texts = {step.text for unit in units(store) for step in uow.targets.history(unit.id, "es")}
    assert SPANISH[1] in texts
    undo(store, "ferry", splitter=SPLITTER, by=LOCAL_OWNER)
    assert told(store) == BEFORE


SEAMS = {
    "a sentence over the seam": (
        [("Many people came to the", "Beaucoup de gens sont venus au"), ("old market.", "vieux marché.")],
        "Beaucoup de gens sont venus au vieux marché.",
    ),
    "two list items": (
        [("Bread and honey", "Pain et miel"), ("Milk and cheese", "Lait et fromage")],
        "Pain et miel Lait et fromage",
    ),
    "a sentence over the seam and others": (
        [("It rained. Nobody left the", "Il pleuvait. Personne ne quitta la"),
         ("square that evening. The band played on.", "place ce soir-là. La fanfare continua.")],
        "Il pleuvait. Personne ne quitta la place ce soir-là. La fanfare continua.",
    ),
    "one of them not translated": ([("Bread and honey", "Pain et miel"), ("Milk", "")], "Pain et miel"),
}  # fmt: skip


def approved(store: SqlStore, slug: str, texts: list[tuple[str, str]], kind: Kind = Kind.ITEM) -> list[int]:
    """An article of items, approved in French as far as there is a text; the numbers of its segments."""
    with store.write(by=LOCAL_OWNER) as uow:
        body = tuple(Segment(kind, source) for source, _ in texts)
        uow.articles.add(with_sentences(Article("en", body), splitter=SPLITTER), languages=["fr"], slug=slug)
        found = uow.targets.bitext(slug, "fr").units
        for unit, (_, text) in zip(found, texts, strict=True):
            if text:
                made = replace(unit.target, text=text, source_hash=unit.segment.source_hash, origin=BY_PERSON)
                uow.targets.write(replace(made, state=State.APPROVED), base=0, action=Action.APPROVE)
        return [unit.id for unit in found]


def french(store: SqlStore, slug: str) -> list[tuple[str, State]]:
    with store.read() as uow:
        return [(unit.target.text, unit.target.state) for unit in uow.targets.bitext(slug, "fr").units]


@pytest.mark.parametrize("name", SEAMS)
def test_a_merge_over_a_sentence_drops_no_word_and_is_undone(store: SqlStore, name: str) -> None:
    texts, together = SEAMS[name]
    first, _ = approved(store, "seam", texts)
    before = french(store, "seam")
    merge(store, first, splitter=SPLITTER, by=LOCAL_OWNER)
    assert [text for text, _ in french(store, "seam")] == [together]
    with store.read() as uow:
        assert uow.targets.bitext("seam", "fr").units[0].id == first
    undo(store, "seam", splitter=SPLITTER, by=LOCAL_OWNER)
    assert french(store, "seam") == before


def test_a_merge_that_cuts_one_language_keeps_what_each_other_language_has(store: SqlStore) -> None:
    texts = [("Bread and honey", "Pain et miel"), ("Milk and cheese", "Lait et fromage")]
    first, second = approved(store, "both", texts)
    with store.write(by=LOCAL_OWNER) as uow:
        for language in ("de", "pt"):
            uow.articles.add_language("both", language)
        for number, language, text in ((second, "de", "Milch und Käse"), (first, "pt", "Pão e mel")):
            unit = uow.targets.unit(number, language)
            made = replace(unit.target, text=text, source_hash=unit.segment.source_hash, origin=BY_PERSON)
            uow.targets.write(replace(made, state=State.APPROVED), base=0, action=Action.APPROVE)
    merge(store, first, splitter=SPLITTER, by=LOCAL_OWNER)
    with store.read() as uow:
        said = {language: uow.targets.bitext("both", language).units[0].target.text for language in ("fr", "de", "pt")}
    assert said == {"fr": "Pain et miel Lait et fromage", "de": "Milch und Käse", "pt": "Pão e mel"}


@pytest.mark.parametrize(("at", "kind"), [(9, Kind.ITEM), (9, Kind.PARAGRAPH)])
def test_a_split_that_cannot_part_the_translation_keeps_it_whole_on_the_first_part(store, at, kind) -> None:
    (only,) = approved(store, "whole", [("Bread and honey", "Pain et miel")], kind)
    split(store, only, at, splitter=SPLITTER, by=LOCAL_OWNER)
    assert [text for text, _ in french(store, "whole")] == ["Pain et miel", ""]
    merge(store, only, splitter=SPLITTER, by=LOCAL_OWNER)
    assert [text for text, _ in french(store, "whole")] == ["Pain et miel"]


def test_undo_does_not_put_away_what_somebody_approved_in_a_part_meanwhile(store: SqlStore) -> None:
    number = units(store)[1].id
    split(store, number, 24, splitter=SPLITTER, by=LOCAL_OWNER)
    second = units(store)[2]
    wish = Operation("worked-on-1", second.id, "es", Action.APPROVE, "Nadie se retrasó.", second.target.version)
    apply(store, [wish], by=LOCAL_OWNER, splitter=SPLITTER)
    with pytest.raises(StructureError) as refused:
        unsplit(store, number, splitter=SPLITTER, by=LOCAL_OWNER, seen=2)
    assert refused.value.reason == "worked"
    assert units(store)[2].target.text == "Nadie se retrasó."


def test_comments_go_with_their_text_into_the_merged_segment(store: SqlStore) -> None:
    _, paragraph, bell, _ = (unit.id for unit in units(store))
    with store.write(by=LOCAL_OWNER) as uow:
        uow.comments.add(bell, "es", "Which bell?")
    merge(store, paragraph, splitter=SPLITTER, by=LOCAL_OWNER)
    with store.read() as uow:
        assert [(item.place, item.text) for item in uow.comments.listed("ferry", "es", only_open=True)] == [
            (2, "Which bell?")
        ]
    undo(store, "ferry", splitter=SPLITTER, by=LOCAL_OWNER)
    assert open_comments(store) == [(3, "Which bell?")]


def open_comments(store: SqlStore) -> list[tuple[int | None, str]]:
    with store.read() as uow:
        return [(item.place, item.text) for item in uow.comments.listed("ferry", "es", only_open=True)]


def test_comments_on_a_part_go_back_into_the_whole_when_its_split_is_taken_back(store: SqlStore) -> None:
    number = units(store)[1].id
    split(store, number, 24, splitter=SPLITTER, by=LOCAL_OWNER, seen=1)
    with store.write(by=LOCAL_OWNER) as uow:
        uow.comments.add(units(store)[2].id, "es", "Really nobody?")
    assert open_comments(store) == [(3, "Really nobody?")]
    unsplit(store, number, splitter=SPLITTER, by=LOCAL_OWNER, seen=2)
    assert open_comments(store) == [(2, "Really nobody?")]


def test_comments_stay_open_when_the_author_joins_their_paragraph_to_another(store: SqlStore) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.comments.add(units(store)[2].id, "es", "Which bell?")
    joined = replace(SEGMENTS[1], text=f"{SEGMENTS[1].text} {SEGMENTS[2].text}")
    again = with_sentences(Article("en", (SEGMENTS[0], joined, *SEGMENTS[3:])), splitter=SPLITTER)
    revise(store, "ferry", again, splitter=SPLITTER, by=LOCAL_OWNER)
    assert open_comments(store) == [(2, "Which bell?")]
    undo(store, "ferry", splitter=SPLITTER, by=LOCAL_OWNER)
    assert open_comments(store) == [(3, "Which bell?")]


def test_who_reworded_a_text_while_sending_it_back_approves_no_part_of_it(store: SqlStore) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.people.add(Person("root", Role.ADMIN))
    with store.write(by="root") as uow:
        for name in ("dee", "ben"):
            uow.people.add(Person(name, Role.COORDINATOR))
        uow.people.set_four_eyes("es", on=True)
    target = units(store)[1].target
    mine = target.text.replace("salió", "partió")

    def did(number: int, action: Action, text: str, by: str) -> str:
        base = next(unit.target.version for unit in units(store) if unit.id == number)
        wish = Operation(f"four-{by}-{number}-{base}-{action}", number, "es", action, text, base)
        return apply(store, [wish], by=by, splitter=SPLITTER)[0].outcome

    assert did(target.segment, Action.SEND_BACK, mine, "dee") == "saved"
    assert did(target.segment, Action.APPROVE, mine, "dee") == "refused"
    split(store, target.segment, 24, splitter=SPLITTER, by="dee")
    for unit in units(store)[1:3]:
        assert did(unit.id, Action.APPROVE, unit.target.text, "dee") == "refused"
        assert did(unit.id, Action.APPROVE, unit.target.text, "ben") == "saved"


def test_what_is_split_and_merged_again_is_as_it_was_and_still_comes_from_its_file(store: SqlStore) -> None:
    number = units(store)[1].id
    split(store, number, 24, splitter=SPLITTER, by=LOCAL_OWNER)
    merge(store, units(store)[1].id, splitter=SPLITTER, by=LOCAL_OWNER)
    assert told(store) == BEFORE
    with store.read() as uow:
        replaced = uow.articles.replaced("ferry")
    assert replaced is not None
    assert replaced.origin == "ferry.txt"
    assert [item.number for item in revisions(store, "ferry")] == [3, 2]


def test_who_looked_at_an_older_revision_is_told_and_changes_nothing(store: SqlStore) -> None:
    number = units(store)[1].id
    split(store, number, 24, splitter=SPLITTER, by=LOCAL_OWNER, seen=1)
    after = told(store)
    with pytest.raises(ConflictError):
        split(store, number, 9, splitter=SPLITTER, by=LOCAL_OWNER, seen=1)
    assert told(store) == after


def test_what_cannot_be_is_refused_with_the_reason_and_changes_nothing(store: SqlStore) -> None:
    title, paragraph, bell, quote = (unit.id for unit in units(store))
    with pytest.raises(StructureError, match="cannot be split"):
        split(store, title, 4, splitter=SPLITTER, by=LOCAL_OWNER)
    with pytest.raises(StructureError, match="nothing would be left"):
        split(store, paragraph, 0, splitter=SPLITTER, by=LOCAL_OWNER)
    with pytest.raises(StructureError, match="a paragraph and a quote"):
        merge(store, bell, splitter=SPLITTER, by=LOCAL_OWNER)
    with pytest.raises(StructureError, match="no segment after"):
        merge(store, quote, splitter=SPLITTER, by=LOCAL_OWNER)
    with pytest.raises(NotFoundError):
        merge(store, 999, splitter=SPLITTER, by=LOCAL_OWNER)
    assert told(store) == BEFORE


def test_only_who_coordinates_splits_and_never_what_is_archived(store: SqlStore) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.people.add(Person("root", Role.ADMIN))
    with store.write(by="root") as uow:
        uow.people.add(Person("rita", Role.REVIEWER))
    number = units(store)[1].id
    with pytest.raises(NotAllowedError):
        split(store, number, 24, splitter=SPLITTER, by="rita")
    shelving.archive(store, ["ferry"], by="root")
    with pytest.raises(ShelvedError):
        split(store, number, 24, splitter=SPLITTER, by="root")
    assert told(store) == BEFORE
