"""Assignments in the database: who may be given work, what they are told, what the audit log says."""

from __future__ import annotations

from datetime import date

import pytest

from team import let_in
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.assignment import WHOLE, Assignment, Span, Task
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.errors import InputError, NotAllowedError, NotFoundError
from translate_flow.store import SqlStore

ARTICLE = Article("en", tuple(Segment(Kind.PARAGRAPH, text) for text in "ABCDEFGH"))
DAY = date(2026, 12, 24)


@pytest.fixture
def team(store: SqlStore) -> SqlStore:
    """An article of eight segments for Spanish and French, two translators, two reviewers of Spanish."""
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(ARTICLE, languages=["es", "fr"], slug="fair")
    let_in(store, {"ana": Role.TRANSLATOR, "ben": Role.REVIEWER, "cid": Role.REVIEWER}, language="es")
    return store


def put(store: SqlStore, translator: str = "", reviewer: str = "", *, span: Span = WHOLE, **more) -> None:
    fields = {"slug": "fair", "language": "es", "by": "root", **more}
    by = fields.pop("by")
    with store.write(by=by) as uow:
        uow.assignments.put(Assignment(span=span, translator=translator, reviewer=reviewer, **fields))


def of(store: SqlStore) -> list[tuple[str, str, str, date | None]]:
    with store.read() as uow:
        found = uow.assignments.of("fair", "es")
    return [(str(item.span), item.translator, item.reviewer, item.due) for item in found]


def told(store: SqlStore, person: str) -> list[tuple[Task, str]]:
    with store.read() as uow:
        return [(notice.task, str(notice.span)) for notice in uow.assignments.notices(person, limit=9)]


def test_an_assignment_comes_back_as_it_was_put(team: SqlStore) -> None:
    put(team, "ana", "ben", due=DAY)
    assert of(team) == [("1-", "ana", "ben", DAY)]
    put(team, "ben", span=Span(3, 4))
    assert of(team) == [("1-2", "ana", "ben", DAY), ("3-4", "ben", "ben", DAY), ("5-", "ana", "ben", DAY)]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"translator": "ana", "language": "fr"}, "ana may not edit in fr"),
        ({"reviewer": "ana"}, "ana may not approve in es"),
    ],
)
def test_nobody_is_given_work_they_may_not_do(team: SqlStore, wanted: dict[str, str], said: str) -> None:
    with pytest.raises(NotAllowedError, match=said):
        put(team, **wanted)


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (Role.PROPOSER, "pia is a proposer there, who may read, and propose texts"),
        (Role.READER, "pia is a reader there, who may read;"),
    ],
)
def test_who_may_only_propose_is_told_with_what_they_may_and_who_could_be_chosen(
    team: SqlStore, role: Role, said: str
) -> None:
    with team.write(by="root") as uow:
        uow.people.add(Person("pia", role))
    with pytest.raises(NotAllowedError, match=said) as refused:
        put(team, "pia")
    assert str(refused.value).endswith("; choose ana, ben, cid, root, or give pia another role")
    with pytest.raises(NotAllowedError, match="choose ben, cid, root, or give pia"):
        put(team, reviewer="pia")


@pytest.mark.parametrize(
    "wanted",
    [
        {"translator": "nemo"},
        {"translator": LOCAL_OWNER},
        {"slug": "nowhere", "reviewer": "ben"},
        {"language": "de", "reviewer": "root"},
    ],
)
def test_what_is_not_there_is_not_found(team: SqlStore, wanted: dict[str, str]) -> None:
    with pytest.raises(NotFoundError):
        put(team, **wanted)
    assert of(team) == []


def test_segments_that_the_article_does_not_have_are_refused(team: SqlStore) -> None:
    with pytest.raises(InputError, match="fair has 8 segments"):
        put(team, "ana", span=Span(9, 10))
    put(team, "ana")
    with team.write(by="root") as uow, pytest.raises(InputError, match="fair has 8 segments, so 9- names none"):
        uow.assignments.clear("fair", "es", Span(9))
    assert of(team) == [("1-", "ana", "", None)]


def test_a_range_ends_with_its_article_and_leaves_no_part_and_no_news_beyond_it(team: SqlStore) -> None:
    put(team, "ana")
    put(team, "ben", span=Span(2, 99))
    assert of(team) == [("1-1", "ana", "", None), ("2-8", "ben", "", None)]
    assert told(team, "ana") == [(Task.TAKEN, "2-"), (Task.TRANSLATE, "1-")]
    assert told(team, "ben") == [(Task.TRANSLATE, "2-8")]
    with team.read() as uow:
        assert uow.audit.entries(limit=1)[0].detail == "segments 2-8, translator ben"


def test_an_open_end_stays_open(team: SqlStore) -> None:
    put(team, "ana", span=Span(2))
    assert of(team) == [("2-", "ana", "", None)]


def test_what_is_taken_back_past_the_end_leaves_no_part_beyond_it(team: SqlStore) -> None:
    put(team, "ana")
    with team.write(by="root") as uow:
        uow.assignments.clear("fair", "es", Span(2, 99))
    assert of(team) == [("1-1", "ana", "", None)]
    assert told(team, "ana") == [(Task.TAKEN, "2-"), (Task.TRANSLATE, "1-")]


def test_somebody_who_was_kept_out_is_given_nothing(team: SqlStore) -> None:
    with team.write(by="root") as uow:
        uow.people.disable("ana")
    with pytest.raises(NotAllowedError):
        put(team, "ana")


def test_where_four_eyes_are_the_rule_nobody_reviews_what_they_translate(team: SqlStore) -> None:
    with team.write(by="root") as uow:
        uow.people.set_four_eyes("es", on=True)
    put(team, "ben")
    with pytest.raises(NotAllowedError, match="another reviewer than ben"):
        put(team, reviewer="ben")
    assert of(team) == [("1-", "ben", "", None)]


def test_a_desk_without_accounts_gives_work_to_its_local_owner_alone(store: SqlStore) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(ARTICLE, languages=["es"], slug="fair")
    put(store, LOCAL_OWNER, by=LOCAL_OWNER)
    assert of(store) == [("1-", LOCAL_OWNER, "", None)]
    with pytest.raises(NotFoundError, match="no person named ana"):
        put(store, "ana", by=LOCAL_OWNER)


def test_who_is_given_work_is_told_and_so_is_who_loses_it(team: SqlStore) -> None:
    put(team, "ana", "ben")
    put(team, "cid")
    assert told(team, "ana") == [(Task.TAKEN, "1-")]
    assert told(team, "ben") == [(Task.REVIEW, "1-")]
    assert told(team, "cid") == [(Task.TRANSLATE, "1-")]


def test_who_loses_a_part_of_their_work_is_told_which_and_not_that_they_were_given_the_rest(team: SqlStore) -> None:
    put(team, "ana", span=Span(1, 6))
    put(team, "cid", span=Span(3, 4))
    assert told(team, "ana") == [(Task.TAKEN, "3-4"), (Task.TRANSLATE, "1-6")]


def test_who_reviews_from_now_on_what_they_translated_is_told_both(team: SqlStore) -> None:
    put(team, "ben", span=Span(1, 2))
    put(team, "ana", "ben", span=Span(1, 2))
    assert told(team, "ben") == [(Task.TAKEN, "1-2"), (Task.REVIEW, "1-2")]


def test_who_loses_one_of_two_tasks_is_told(team: SqlStore) -> None:
    put(team, "ben", "ben")
    put(team, "ana")
    assert told(team, "ben")[0] == (Task.TAKEN, "1-")


def test_an_older_part_is_no_reason_to_refuse_another(team: SqlStore) -> None:
    put(team, "ben", "ben", span=Span(1, 2))
    with team.write(by="root") as uow:
        uow.people.set_four_eyes("es", on=True)
    put(team, "ana", "cid", span=Span(3, 4))
    assert of(team)[1][:3] == ("3-4", "ana", "cid")


def test_another_deadline_is_told_and_the_same_again_is_not(team: SqlStore) -> None:
    put(team, "ana")
    put(team, "ana")
    assert told(team, "ana") == [(Task.TRANSLATE, "1-")]
    put(team, due=DAY)
    with team.read() as uow:
        [notice] = uow.assignments.notices("ana", limit=9)
    assert (notice.due, notice.segments) == (DAY, 8)


def test_what_is_given_back_is_news_and_that_it_was_taken_is_none_any_more(team: SqlStore) -> None:
    put(team, "ana")
    put(team, "cid")
    put(team, "ana", span=Span(3, 5))
    assert told(team, "ana") == [(Task.TRANSLATE, "3-5")]


def test_what_one_takes_oneself_away_is_no_news(team: SqlStore) -> None:
    let_cora_coordinate(team)
    put(team, "cora")
    put(team, "ana", by="cora")
    assert told(team, "cora") == []


def let_cora_coordinate(store: SqlStore) -> None:
    with store.write(by="root") as uow:
        uow.people.add(Person("cora", Role.COORDINATOR))


def test_news_of_one_part_stays_when_another_part_is_taken(team: SqlStore) -> None:
    put(team, "ana", span=Span(1, 2))
    put(team, "ana", span=Span(7, 8))
    put(team, "cid", span=Span(7, 8))
    assert told(team, "ana") == [(Task.TAKEN, "7-8"), (Task.TRANSLATE, "1-2")]


def test_translating_stays_news_when_reviewing_the_same_is_taken(team: SqlStore) -> None:
    put(team, "ben", "ben")
    put(team, reviewer="cid")
    assert told(team, "ben") == [(Task.TAKEN, "1-"), (Task.TRANSLATE, "1-")]


def test_who_assigns_to_themselves_is_not_told(team: SqlStore) -> None:
    put(team, "root")
    assert told(team, "root") == []


def test_notices_are_seen_by_whom_they_are_for_and_by_nobody_else(team: SqlStore) -> None:
    put(team, "ana")
    for by, seen in (("ben", False), ("ana", True)):
        with team.write(by=by) as uow:
            uow.assignments.see([notice.id for notice in uow.assignments.notices("ana", limit=9)])
        with team.read() as uow:
            assert [notice.seen for notice in uow.assignments.notices("ana", limit=9)] == [seen]


def test_the_audit_log_says_who_assigned_what(team: SqlStore) -> None:
    put(team, "ana", "ben", due=DAY, span=Span(2, 3))
    with team.write(by="root") as uow:
        uow.assignments.clear("fair", "es", WHOLE)
    with team.read() as uow:
        found = [(event.by, event.action, event.subject, event.detail) for event in uow.audit.entries(limit=2)]
    said = "segments 2-3, translator ana, reviewer ben, due 2026-12-24"
    assert found == [("root", "assignment cleared", "fair es", "1-"), ("root", "assigned", "fair es", said)]
