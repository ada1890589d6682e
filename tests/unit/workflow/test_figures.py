"""Post-edit figures: who may see whose, and how they add up."""

from __future__ import annotations

import csv
import io
import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bitexts import BY_PERSON, MACHINE
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.efforts import Figures, Line, Spent, Worked
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.domain.translation import Action, State
from translate_flow.errors import NotAllowedError
from translate_flow.store import SqlStore, open_store
from translate_flow.workflow.figures import as_csv, figures, summed

TOMORROW = datetime.now(UTC) + timedelta(days=1)
ARTICLE = Article("en", (Segment(Kind.PARAGRAPH, "The oven is hot."), Segment(Kind.PARAGRAPH, "It smells of rye.")))
SECOND = timedelta(seconds=1)

LOOKERS = {
    "ana": Person("ana", Role.TRANSLATOR),
    "ben": Person("ben", Role.TRANSLATOR),
    "reader": Person("reader", Role.READER),
    "proposer": Person("proposer", Role.PROPOSER),
    "reviewer": Person("reviewer", Role.REVIEWER),
    "spanish": Person("spanish", Role.READER, {"es": Role.COORDINATOR}),
    "french": Person("french", Role.REVIEWER, {"fr": Role.COORDINATOR}),
    "everywhere": Person("everywhere", Role.COORDINATOR),
}
SEES_SPANISH = {"spanish", "everywhere", "root"}


@pytest.fixture
def store(tmp_path: Path) -> SqlStore:
    """Ana post-edited the first segment into Spanish and French, Ben the second into Spanish."""
    store = open_store(tmp_path / "desk.sqlite")
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(ARTICLE, languages=["es", "fr"], slug="bread")
        units = [unit for language in ("es", "fr") for unit in uow.targets.bitext("bread", language).units]
        fields = {"text": "uno dos tres cuatro", "state": State.DRAFT, "origin": MACHINE}
        uow.targets.write_drafts([replace(u.target, source_hash=u.segment.source_hash, **fields) for u in units])
        uow.people.add(Person("root", Role.ADMIN))
    with store.write(by="root") as uow:
        for person in LOOKERS.values():
            uow.people.add(person)
    for by, language, place in (("ana", "es", 0), ("ana", "fr", 0), ("ben", "es", 1)):
        with store.write(by=by) as uow:
            unit = uow.targets.bitext("bread", language).units[place]
            made = replace(unit.target, text="uno dos tres cinco", state=State.TRANSLATED, origin=BY_PERSON)
            uow.targets.write(made, base=1, action=Action.CONFIRM)
            uow.efforts.add(unit.id, language, Spent(4_000, typed=6, deleted=2), base=1)
    return store


@pytest.mark.parametrize(("by", "person"), list(itertools.product([*LOOKERS, "root", "nobody"], ["ana", "ben", ""])))
def test_figures_are_seen_by_whose_they_are_and_who_coordinates_the_language(store, by, person):
    if by == person or by in SEES_SPANISH:
        lines = figures(store, by=by, person=person, language="es", now=TOMORROW)
        assert {line.person for line in lines if line.person} == ({person} if person else {"ana", "ben"})
        assert {line.language for line in lines} == {"es"}
        return
    with pytest.raises(NotAllowedError, match=f"{by} may not coordinate in es"):
        figures(store, by=by, person=person, language="es", now=TOMORROW)


@pytest.mark.parametrize("by", ["spanish", "french", "reviewer"])
def test_a_role_in_one_language_shows_no_other(store, by):
    for asked in ({"language": "fr"}, {}):
        if (by, asked) == ("french", {"language": "fr"}):
            continue
        with pytest.raises(NotAllowedError):
            figures(store, by=by, now=TOMORROW, **asked)


def test_ones_own_are_of_every_language(store):
    lines = figures(store, by="ana", person="ana", now=TOMORROW)
    assert [(line.language, line.engine, line.person) for line in lines] == [
        *(("es", None, None), ("es", "argos", None), ("es", None, "ana")),
        *(("fr", None, None), ("fr", "argos", None), ("fr", None, "ana")),
    ]


def test_who_did_nothing_yet_has_no_figures(store):
    assert figures(store, by="reader", person="reader", now=TOMORROW) == []


def test_what_is_older_than_the_days_asked_for_is_left_out(store):
    assert figures(store, by="root", now=TOMORROW, days=2)
    assert figures(store, by="root", now=TOMORROW + timedelta(days=2), days=2) == []


def test_without_accounts_the_desk_is_its_owners(tmp_path):
    store = open_store(tmp_path / "desk.sqlite")
    assert figures(store, by=LOCAL_OWNER, now=TOMORROW) == []
    with pytest.raises(NotAllowedError):
        figures(store, by="somebody", now=TOMORROW)


def test_the_figures_of_a_language_are_those_of_its_people_together(store):
    whole, engine, ana, ben = figures(store, by="root", language="es", now=TOMORROW)
    [score] = {whole.figures.chrf, engine.figures.chrf, ana.figures.chrf, ben.figures.chrf}
    assert 60 < score < 100
    assert ana == Line("es", Figures(1, 4, 4 * SECOND, 4 * SECOND, 3600, 2, 1, 25, score), person="ana")
    assert whole == Line("es", Figures(2, 8, 8 * SECOND, 4 * SECOND, 3600, 2, 2, 25, score))


def test_the_median_is_of_segments_and_speed_keys_and_scores_are_of_sums():
    found = summed(
        [
            Worked("ana", "es", "argos", 2, Spent(1_000, typed=1), "a b", "a b"),
            Worked("ana", "es", "argos", 30, Spent(3_000, deleted=1), "a b c d e f", "z z z d e f"),
            Worked("ana", "es", "", 4, Spent(20_000, other=34)),
        ]
    )
    assert (found.segments, found.words, found.time, found.median) == (3, 36, 24 * SECOND, 3 * SECOND)
    assert (found.words_per_hour, found.keys_per_word, found.compared) == (5400, 1, 2)
    assert found.ter == pytest.approx(100 * 3 / 8)


def test_nothing_is_divided_by_nothing():
    found = summed([Worked("ana", "es", "", 0, Spent())])
    assert (found.words_per_hour, found.keys_per_word, found.ter, found.chrf) == (None, None, None, None)


def test_the_file_has_a_line_for_each_language_engine_and_person(store):
    text = as_csv(figures(store, by="root", language="es", now=TOMORROW)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["language"], row["of"], row["name"]) for row in rows] == [
        *(("es", "language", ""), ("es", "engine", "argos"), ("es", "person", "ana"), ("es", "person", "ben")),
    ]
    assert (rows[0]["seconds"], rows[0]["median_seconds"], rows[0]["ter"]) == ("8.0", "4.0", "25.0")
