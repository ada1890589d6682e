"""What people spent, in the database: summed up by segment and person, with what they made of a machine's draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bitexts import BY_PERSON, MACHINE
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.board import Timed
from translate_flow.domain.efforts import Spent, Worked
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.domain.revisions import Rewrite
from translate_flow.domain.translation import Action, State
from translate_flow.store import SqlStore

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
OVEN, RYE = 0, 1
MILL = Article("en", (Segment(Kind.PARAGRAPH, "The oven is hot again."), Segment(Kind.PARAGRAPH, "It smells.")))
POST_EDITED = replace(MACHINE, kind=BY_PERSON.kind)


@pytest.fixture
def desk(store: SqlStore) -> SqlStore:
    """An article that a machine drafted into Spanish and nobody into French, and three people."""
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(MILL, languages=["es", "fr"], slug="mill")
        units = uow.targets.bitext("mill", "es").units
        fields = {"text": "El horno", "state": State.DRAFT, "origin": MACHINE}
        uow.targets.write_drafts([replace(u.target, source_hash=u.segment.source_hash, **fields) for u in units])
        uow.people.add(Person("root", Role.ADMIN))
    with store.write(by="root") as uow:
        uow.people.add(Person("ana", Role.TRANSLATOR))
        uow.people.add(Person("ben", Role.REVIEWER))
    return store


def save(store, place, text, state, spent=Spent(), *, by="ana", action=Action.EDIT, language="es"):  # noqa: B008 - a value
    with store.write(by=by) as uow:
        unit = uow.targets.bitext("mill", language).units[place]
        origin = POST_EDITED if unit.target.origin.engine else BY_PERSON
        wanted = replace(unit.target, text=text, state=state, origin=origin, source_hash=unit.segment.source_hash)
        uow.targets.write(wanted, base=unit.target.version, action=action)
        uow.efforts.add(unit.id, language, spent, base=unit.target.version)


def worked(store, *, since=ALWAYS, limit=100, **who):
    with store.read() as uow:
        return uow.efforts.worked(since=since, limit=limit, **who)


def test_what_a_person_spent_on_a_segment_is_one_sum_with_the_draft_and_what_they_left(desk: SqlStore) -> None:
    save(desk, OVEN, "El horno está", State.DRAFT, Spent(2_000, typed=5))
    save(desk, OVEN, "El horno arde", State.TRANSLATED, Spent(3_000, 1, 2, 1), action=Action.CONFIRM)
    spent = Spent(5_000, typed=6, deleted=2, other=1)
    assert worked(desk) == [Worked("ana", "es", "argos", 5, spent, "El horno", "El horno arde")]
    assert spent.keys == 9


def test_who_takes_up_anothers_text_made_nothing_of_the_draft(desk: SqlStore) -> None:
    save(desk, OVEN, "El horno arde", State.TRANSLATED, Spent(3_000), action=Action.CONFIRM)
    save(desk, OVEN, "El horno arde otra vez", State.APPROVED, Spent(1_000), by="ben", action=Action.APPROVE)
    assert worked(desk, person="ben") == [Worked("ben", "es", "argos", 5, Spent(1_000))]
    assert worked(desk, person="ana")[0].final == "El horno arde"


def test_a_draft_that_nobody_finished_has_no_final_text(desk: SqlStore) -> None:
    save(desk, OVEN, "El horno a", State.DRAFT, Spent(900))
    assert worked(desk) == [Worked("ana", "es", "argos", 5, Spent(900))]


def test_what_nothing_drafted_has_time_and_no_engine(desk: SqlStore) -> None:
    save(desk, RYE, "Ça sent.", State.TRANSLATED, Spent(700, typed=8), action=Action.CONFIRM, language="fr")
    assert worked(desk, language="fr") == [Worked("ana", "fr", "", 2, Spent(700, typed=8))]
    assert worked(desk, language="es") == []


def test_a_draft_of_another_source_is_not_compared(desk: SqlStore) -> None:
    save(desk, OVEN, "El horno a", State.DRAFT, Spent(900))
    with desk.write(by="root") as uow:
        numbers = [item.id for item in uow.articles.segments("mill")]
        changed = replace(MILL, segments=(Segment(Kind.PARAGRAPH, "The oven is cold."), MILL.segments[RYE]))
        uow.articles.revise("mill", Rewrite(changed, numbers))
    save(desk, OVEN, "El horno está frío", State.TRANSLATED, Spent(100), action=Action.CONFIRM)
    assert worked(desk) == [Worked("ana", "es", "argos", 4, Spent(1_000))]


def test_only_what_is_new_enough_counts_and_the_newest_of_it(desk: SqlStore) -> None:
    save(desk, OVEN, "uno", State.TRANSLATED, Spent(1), action=Action.CONFIRM)
    save(desk, RYE, "dos", State.TRANSLATED, Spent(2), action=Action.CONFIRM)
    assert worked(desk, since=datetime.now(UTC) + timedelta(hours=1)) == []
    assert [item.spent.milliseconds for item in worked(desk, limit=1)] == [2]


def test_deleted_articles_do_not_count_and_archived_ones_do(desk: SqlStore) -> None:
    save(desk, OVEN, "uno", State.APPROVED, Spent(1), by="ben", action=Action.APPROVE)
    with desk.write(by="root") as uow:
        uow.shelves.archive("mill")
    assert len(worked(desk)) == 1
    with desk.write(by="root") as uow:
        uow.shelves.delete("mill", until=datetime.now(UTC) + timedelta(days=1))
    assert worked(desk) == []
    with desk.read() as uow:
        assert uow.efforts.timed("es", limit=9) == Timed()
    with desk.write(by="root") as uow:
        uow.shelves.purge("mill")
    assert worked(desk) == []


def test_the_time_of_what_stands_approved_is_everybodys(desk: SqlStore) -> None:
    save(desk, OVEN, "El horno arde", State.TRANSLATED, Spent(3_000), action=Action.CONFIRM)
    save(desk, RYE, "Huele.", State.TRANSLATED, Spent(8_000), action=Action.CONFIRM)
    save(desk, OVEN, "El horno arde", State.APPROVED, Spent(1_000), by="ben", action=Action.APPROVE)
    with desk.read() as uow:
        assert uow.efforts.timed("es", limit=9) == Timed(1, 5, timedelta(seconds=4))
        assert uow.efforts.timed("fr", limit=9) == Timed()


def test_counts_may_be_as_large_as_a_browser_counts(desk: SqlStore) -> None:
    most = 2**53 - 1
    save(desk, OVEN, "uno", State.DRAFT, Spent(most, most, most, most))
    assert worked(desk)[0].spent == Spent(most, most, most, most)
