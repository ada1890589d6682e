"""The board in the database: sums that agree with the targets after every write, filters, orders, a person's work."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest

from bitexts import BY_PERSON, MACHINE
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.assignment import Assignment, Detail, Span, Task
from translate_flow.domain.board import Amount, Due, Order, Timed, Waits, Wanted
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.domain.revisions import Rewrite
from translate_flow.domain.shelves import Shelf
from translate_flow.domain.translation import Action, State
from translate_flow.errors import NotAllowedError
from translate_flow.store import SqlStore, open_store
from translate_flow.workflow import board

TODAY = date(2026, 6, 1)
BREAD = Article(
    "en",
    (
        Segment(Kind.TITLE, "Bread day"),
        Segment(Kind.PARAGRAPH, "The oven is hot again."),
        Segment(Kind.CODE, "bake()"),
        Segment(Kind.PARAGRAPH, "It smells of rye."),
    ),
)
ZOO = Article("en", (Segment(Kind.TITLE, "Zoo"), Segment(Kind.PARAGRAPH, "Two bears.")))
TITLE, OVEN, CODE, RYE = range(4)


@pytest.fixture
def desk(store: SqlStore) -> SqlStore:
    """Two articles, the older for Spanish and French, and three people."""
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(BREAD, languages=["es", "fr"], slug="bread")
        uow.articles.add(ZOO, languages=["es"], slug="zoo")
        uow.people.add(Person("root", Role.ADMIN))
    with store.write(by="root") as uow:
        uow.people.add(Person("ana", Role.TRANSLATOR))
        uow.people.add(Person("ben", Role.REVIEWER))
    return store


def do(
    store: SqlStore, place: int, action: Action, state: State, text: str = "algo", by: str = "ben", **where: str
) -> None:
    with store.write(by=by) as uow:
        unit = uow.targets.bitext(where.get("slug", "bread"), where.get("language", "es")).units[place]
        wanted = replace(unit.target, text=text, state=state, origin=BY_PERSON, source_hash=unit.segment.source_hash)
        uow.targets.write(wanted, base=unit.target.version, action=action)


def approve(store: SqlStore, place: int, text: str = "algo", **more: str) -> None:
    do(store, place, Action.APPROVE, State.APPROVED, text, **more)


def draft(store: SqlStore, slug: str = "bread", language: str = "es", **fields) -> None:
    with store.write(by="root") as uow:
        units = [unit for unit in uow.targets.bitext(slug, language).units if unit.segment.kind is not Kind.CODE]
        fields = {"text": "borrador", "state": State.DRAFT, "origin": MACHINE, **fields}
        uow.targets.write_drafts(
            [replace(unit.target, source_hash=unit.segment.source_hash, **fields) for unit in units]
        )


def assign(store: SqlStore, slug: str, language: str = "es", **fields) -> None:
    with store.write(by="root") as uow:
        uow.assignments.put(Assignment(slug, language, **fields))


def page(store: SqlStore, limit: int = 20, offset: int = 0, **wanted):
    with store.read() as uow:
        return uow.board.page(Wanted(TODAY, **wanted), limit=limit, offset=offset)


def shown(store: SqlStore, **wanted) -> list[tuple[str, str]]:
    return [(item.slug, item.language) for item in page(store, **wanted)]


def standing(store: SqlStore, slug: str = "bread", language: str = "es"):
    return next(item for item in page(store, slug=slug) if item.language == language)


def test_a_new_article_has_everything_to_draft_and_code_is_nobodys_work(desk: SqlStore) -> None:
    found = standing(desk)
    assert (found.all, found.done) == (Amount(3, 11), Amount())
    assert found.states[State.UNTRANSLATED] == Amount(3, 11)
    assert (found.active, found.active_by, found.title, found.source) == (None, "", "Bread day", "en")


def test_the_sums_follow_every_write(desk: SqlStore) -> None:
    draft(desk, flags=("numbers",), confidence=0.1)
    assert (standing(desk).flagged, standing(desk).doubtful, standing(desk).active_by) == (3, 3, "root")
    approve(desk, OVEN)
    do(desk, RYE, Action.CONFIRM, State.TRANSLATED, by="ana")
    found = standing(desk)
    assert (found.done, found.active_by) == (Amount(1, 5), "ana")
    assert found.states[State.TRANSLATED] == Amount(1, 4)
    assert standing(desk, language="fr").all == Amount(3, 11)


def test_the_sums_follow_a_revision_of_the_article(desk: SqlStore) -> None:
    approve(desk, OVEN)
    approve(desk, RYE)
    with desk.write(by="root") as uow:
        numbers = [item.id for item in uow.articles.segments("bread")]
        text = replace(BREAD.segments[OVEN], text="The oven is cold.")
        revised = replace(BREAD, segments=(BREAD.segments[TITLE], text))
        uow.articles.revise("bread", Rewrite(revised, numbers[:2]))
    found = standing(desk)
    assert (found.all, found.done, found.stale) == (Amount(2, 6), Amount(), 1)


def test_the_sums_agree_with_the_progress_that_is_counted_anew(desk: SqlStore) -> None:
    draft(desk, flags=("numbers",))
    approve(desk, OVEN)
    with desk.read() as uow:
        counted = {(row.slug, row.language): row for row in uow.targets.progress()}
    for item in page(desk):
        row = counted[item.slug, item.language]
        assert (item.all, item.done) == (
            Amount(row.segments, row.words),
            Amount(row.approved_segments, row.approved_words),
        )
        assert {state: amount.segments for state, amount in item.states.items()} == row.states
        assert (item.stale, item.flagged) == (row.stale, row.flagged)


def _add_and_fail(store: SqlStore) -> None:
    with store.write(by="root") as uow:
        uow.articles.add(ZOO, languages=["es"], slug="zoo-2")
        uow.articles.add_language("bread", "de")
        uow.people.disable("root")


def test_a_write_that_is_taken_back_leaves_the_sums_alone(desk: SqlStore) -> None:
    with pytest.raises(NotAllowedError):
        _add_and_fail(desk)
    assert shown(desk, text="zoo-2") == []
    assert ("bread", "de") not in [(item.slug, item.language) for item in page(desk)]


FILTERS = {
    "language": ({"languages": ["fr"]}, [("bread", "fr")]),
    "title": ({"text": "BREAD"}, [("bread", "es"), ("bread", "fr")]),
    "wildcard": ({"text": "%"}, []),
    "who translates": ({"person": "ana"}, [("zoo", "es")]),
    "who was the last": ({"person": "ben"}, [("bread", "es")]),
    "to draft": ({"waits": Waits.DRAFT}, [("bread", "es"), ("bread", "fr")]),
    "to edit": ({"waits": Waits.EDIT}, [("zoo", "es"), ("bread", "es")]),
    "sent back": ({"waits": Waits.SENT_BACK}, [("bread", "es")]),
    "to review": ({"waits": Waits.REVIEW}, []),
    "finished": ({"waits": Waits.NOTHING}, []),
    "overdue": ({"due": Due.OVERDUE}, [("zoo", "es")]),
    "within a week": ({"due": Due.WEEK}, [("bread", "fr")]),
    "without a deadline": ({"due": Due.NONE}, [("bread", "es")]),
    "risky": ({"risky": True}, [("zoo", "es")]),
    "several": ({"languages": ["es"], "waits": Waits.DRAFT, "person": "ben"}, [("bread", "es")]),
    "everything": ({}, [("zoo", "es"), ("bread", "es"), ("bread", "fr")]),
}


@pytest.mark.parametrize("what", FILTERS)
def test_the_board_shows_what_is_wanted(desk: SqlStore, what: str) -> None:
    wanted, expected = FILTERS[what]
    draft(desk, "zoo", flags=("numbers",))
    do(desk, OVEN, Action.SEND_BACK, State.NEEDS_WORK)
    assign(desk, "zoo", translator="ana", due=TODAY - timedelta(days=1))
    assign(desk, "bread", "fr", due=TODAY + timedelta(days=7))
    assert shown(desk, **wanted) == expected
    with desk.read() as uow:
        assert uow.board.count(Wanted(TODAY, **wanted)) == len({slug for slug, _ in expected})


@pytest.mark.parametrize("text", ["école", "ÉCOLE", "École d", "ecole"])
def test_a_title_is_found_without_case_and_marks_and_stands_where_one_looks_for_it(store: SqlStore, text: str) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        for slug, title in (("a", "École d’été"), ("b", "Zebra"), ("c", "Ωρα")):
            uow.articles.add(Article("en", (Segment(Kind.TITLE, title),)), languages=["es"], slug=slug)
    assert shown(store, text=text) == [("a", "es")]
    assert shown(store, text="ωΡΑ") == [("c", "es")]
    assert [slug for slug, _ in shown(store, order=Order.TITLE)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("order", "slugs"),
    [
        (Order.NEWEST, ["zoo", "ant", "bread"]),
        (Order.TITLE, ["ant", "bread", "zoo"]),
        (Order.DUE, ["ant", "bread", "zoo"]),
        (Order.ACTIVE, ["bread", "zoo", "ant"]),
        (Order.LEFT, ["bread", "zoo", "ant"]),
        (Order.RISK, ["zoo", "ant", "bread"]),
    ],
)
def test_the_board_comes_in_the_order_that_was_asked_for(store: SqlStore, order: Order, slugs: list[str]) -> None:
    ant = Article("en", (Segment(Kind.TITLE, "ant"),))
    with store.write(by=LOCAL_OWNER) as uow:
        for slug, article in (("bread", BREAD), ("ant", ant), ("zoo", ZOO)):
            uow.articles.add(article, languages=["es"], slug=slug)
        uow.people.add(Person("root", Role.ADMIN))
    draft(store, "zoo", confidence=0.1)
    assign(store, "ant", due=TODAY)
    assign(store, "bread", due=TODAY + timedelta(days=1))
    edit_later(store, "bread", than="zoo")
    assert [slug for slug, _ in shown(store, order=order)] == slugs


def edit_later(store: SqlStore, slug: str, *, than: str) -> None:
    """Edit an article, again where two writes fell into one millisecond."""
    other = page(store, slug=than)[0].active
    while (page(store, slug=slug)[0].active or other) == other:
        do(store, TITLE, Action.EDIT, State.DRAFT, by="root", slug=slug)


def test_pages_follow_each_other_without_gap_or_repetition(desk: SqlStore) -> None:
    assert [item.slug for item in page(desk, limit=1)] == ["zoo"]
    assert [item.slug for item in page(desk, limit=1, offset=1)] == ["bread", "bread"]
    assert page(desk, limit=1, offset=2) == ()


def test_a_cell_says_who_has_which_part_and_the_first_deadline(desk: SqlStore) -> None:
    assign(desk, "bread", translator="ana", span=Span(1, 2), due=TODAY)
    assign(desk, "bread", translator="ben", span=Span(3), due=TODAY - timedelta(days=1))
    found = standing(desk)
    assert [(item.translator, str(item.span)) for item in found.assignments] == [("ana", "1-2"), ("ben", "3-")]
    assert (found.due, found.overdue(TODAY)) == (TODAY - timedelta(days=1), True)


def work(store: SqlStore, person: str) -> list[tuple[Task, str, str, Amount]]:
    with store.read() as uow:
        pieces = uow.board.work(person, limit=9)
    return [(item.task, item.slug, item.language, item.left) for item in pieces]


def test_work_is_what_is_left_of_ones_own_part_the_first_deadline_first(desk: SqlStore) -> None:
    assign(desk, "bread", translator="ana", reviewer="ben", span=Span(1, 2))
    assign(desk, "zoo", translator="ana", due=TODAY)
    do(desk, OVEN, Action.CONFIRM, State.TRANSLATED, by="ana")
    assert work(desk, "ana") == [
        (Task.TRANSLATE, "zoo", "es", Amount(2, 3)),
        (Task.TRANSLATE, "bread", "es", Amount(1, 2)),
    ]
    assert work(desk, "ben") == [(Task.REVIEW, "bread", "es", Amount(1, 5))]


def waiting(store: SqlStore, person: str) -> list[tuple[str, Amount, Amount]]:
    with store.read() as uow:
        pieces = uow.board.work(person, limit=9)
    return [(item.slug, item.left, item.waiting) for item in pieces]


def test_a_reviewer_has_what_is_translated_to_review_and_is_told_what_is_still_with_the_translator(
    desk: SqlStore,
) -> None:
    assign(desk, "bread", translator="ana", reviewer="ben")
    draft(desk)
    do(desk, OVEN, Action.CONFIRM, State.TRANSLATED, by="ana")
    do(desk, TITLE, Action.SEND_BACK, State.NEEDS_WORK, by="ben")
    assert waiting(desk, "ben") == [("bread", Amount(1, 5), Amount(2, 6))]
    assert waiting(desk, "ana") == [("bread", Amount(2, 6), Amount())]


def test_a_draft_waits_for_the_reviewer_where_nobody_translates(desk: SqlStore) -> None:
    assign(desk, "zoo", reviewer="ben")
    assign(desk, "bread", reviewer="ben")
    draft(desk, "zoo")
    assert waiting(desk, "ben") == [("zoo", Amount(2, 3), Amount()), ("bread", Amount(), Amount(3, 11))]


def test_what_was_approved_for_an_older_source_is_with_its_translator_first(desk: SqlStore) -> None:
    assign(desk, "zoo", translator="ana", reviewer="ben")
    approve(desk, TITLE, slug="zoo")
    approve(desk, OVEN, slug="zoo")
    with desk.write(by="root") as uow:
        numbers = [item.id for item in uow.articles.segments("zoo")]
        revised = replace(ZOO, segments=(ZOO.segments[0], replace(ZOO.segments[1], text="Three old bears.")))
        uow.articles.revise("zoo", Rewrite(revised, numbers))
    assert waiting(desk, "ana") == [("zoo", Amount(1, 3), Amount())]
    assert waiting(desk, "ben") == [("zoo", Amount(), Amount(1, 3))]
    with desk.write(by="root") as uow:
        uow.assignments.put(Assignment("zoo", "es"), unset=[Detail.TRANSLATOR])
    assert waiting(desk, "ben") == [("zoo", Amount(1, 3), Amount())]


def test_under_four_eyes_ones_own_translation_is_not_ones_to_review(desk: SqlStore) -> None:
    assign(desk, "bread", reviewer="ben")
    do(desk, OVEN, Action.CONFIRM, State.TRANSLATED, by="ben")
    do(desk, RYE, Action.CONFIRM, State.TRANSLATED, by="ana")

    def told() -> list[tuple[int, int]]:
        return [(item.left.segments, item.own.segments) for item in board.work(desk, "ben").pieces]

    assert told() == [(2, 0)]
    with desk.write(by="root") as uow:
        uow.people.set_four_eyes("es", on=True)
    assert told() == [(1, 1)]
    do(desk, RYE, Action.APPROVE, State.APPROVED, by="ben")
    assert told() == [(0, 1)]


def test_work_that_is_done_is_not_shown_any_more(desk: SqlStore) -> None:
    assign(desk, "bread", translator="ana", reviewer="ben", span=Span(2, 3))
    approve(desk, OVEN)
    assert (work(desk, "ana"), work(desk, "ben")) == ([], [])


def sent_back(store: SqlStore, person: str) -> list[tuple[str, int, str]]:
    with store.read() as uow:
        return [(item.slug, item.place, item.by) for item in uow.board.sent_back(person, limit=9)]


def test_what_is_sent_back_waits_for_whoever_translated_it(desk: SqlStore) -> None:
    do(desk, OVEN, Action.CONFIRM, State.TRANSLATED, by="ana")
    do(desk, OVEN, Action.SEND_BACK, State.NEEDS_WORK, by="ben")
    assert (sent_back(desk, "ana"), sent_back(desk, "ben")) == ([("bread", 2, "ben")], [])
    do(desk, OVEN, Action.CONFIRM, State.TRANSLATED, by="ana")
    assert sent_back(desk, "ana") == []


def test_a_draft_that_is_sent_back_waits_for_who_has_to_translate_it(desk: SqlStore) -> None:
    assign(desk, "bread", translator="ana", span=Span(2, 2))
    draft(desk)
    for place in (OVEN, RYE):
        do(desk, place, Action.SEND_BACK, State.NEEDS_WORK, by="ben")
    assert sent_back(desk, "ana") == [("bread", 2, "ben")]


def trend(store: SqlStore, what: str, **asked):
    with store.read() as uow:
        return list(getattr(uow.trends, what)(**asked))


@pytest.fixture
def timed(tmp_path: Path) -> Iterator[Callable[..., Timed]]:
    """Decides the segments of an article one after the other, at these minutes and by these people, and times it."""
    path = tmp_path / "timed.sqlite"
    store = open_store(path)
    with store.write(by=LOCAL_OWNER) as uow:
        segments = tuple(Segment(Kind.PARAGRAPH, "Two words") for _ in range(9))
        uow.articles.add(Article("en", segments), languages=["es", "fr"], slug="bread")

    def decide(*when: tuple[str, int], limit: int = 99, language: str = "es") -> Timed:
        for place in range(len(when)):
            do(store, place, Action.CONFIRM, State.TRANSLATED, by=LOCAL_OWNER)
        with sqlite3.connect(path) as connection:
            for place, (author, minute) in enumerate(when):
                at = (author, minute * 60_000, place + 1)
                connection.execute("UPDATE revision SET author = ?, at = ? WHERE segment = ?", at)
        connection.close()
        with store.read() as uow:
            return uow.trends.timed(language, pause=timedelta(minutes=5), limit=limit)

    yield decide
    store.close()


MINUTE = timedelta(minutes=1)


def test_a_decision_is_timed_from_the_one_before(timed: Callable[..., Timed]) -> None:
    assert timed(("ana", 0), ("ana", 2), ("ana", 3)) == Timed(2, 4, 3 * MINUTE)


def test_a_pause_is_no_work(timed: Callable[..., Timed]) -> None:
    assert timed(("ana", 0), ("ana", 5), ("ana", 11), ("ana", 12)) == Timed(2, 4, 6 * MINUTE)


def test_each_author_has_a_time_of_their_own(timed: Callable[..., Timed]) -> None:
    assert timed(("ana", 0), ("ben", 1), ("ana", 2), ("ben", 4)) == Timed(2, 4, 5 * MINUTE)


def test_the_newest_decisions_are_looked_at_and_no_others(timed: Callable[..., Timed]) -> None:
    assert timed(("ana", 0), ("ana", 4), ("ana", 5), limit=2) == Timed(1, 2, MINUTE)


def test_another_language_is_timed_by_itself(timed: Callable[..., Timed]) -> None:
    assert timed(("ana", 0), ("ana", 4), language="fr") == Timed()


def test_what_was_only_edited_is_no_decision(desk: SqlStore) -> None:
    for _ in range(3):
        do(desk, TITLE, Action.EDIT, State.DRAFT)
    with desk.read() as uow:
        assert uow.trends.timed("es", pause=MINUTE, limit=9) == Timed()


def test_words_count_on_the_day_they_are_approved_and_not_again_while_they_stay_so(desk: SqlStore) -> None:
    approve(desk, RYE)
    approve(desk, RYE, "otra cosa")
    approve(desk, OVEN, language="fr")
    found = trend(desk, "approvals", since=date(2000, 1, 1))
    assert {(item.language, item.words) for item in found} == {("es", 4), ("fr", 5)}
    assert trend(desk, "approvals", since=found[0].day + timedelta(days=2)) == []


def test_what_was_edited_is_the_last_draft_before_the_approval(desk: SqlStore) -> None:
    draft(desk, text="huele")
    approve(desk, RYE, "Huele a centeno.")
    approve(desk, TITLE, "borrador", slug="zoo")
    assert [(item.engine, item.draft, item.approved) for item in trend(desk, "edited", language="es", limit=9)] == [
        ("argos", "huele", "Huele a centeno.")
    ]


def put_away(store: SqlStore, slug: str, how: Shelf) -> None:
    with store.write(by="root") as uow:
        if how is Shelf.ARCHIVED:
            uow.shelves.archive(slug)
        else:
            uow.shelves.delete(slug, until=datetime(2999, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(("how", "count"), [(Shelf.ARCHIVED, 1), (Shelf.DELETED, 0)])
def test_work_on_archived_articles_counts_in_every_trend_and_on_deleted_ones_in_none(
    desk: SqlStore, how: Shelf, count: int
) -> None:
    draft(desk, "zoo")
    for place in range(2):
        approve(desk, place, slug="zoo")
    put_away(desk, "zoo", how)
    since = date(2000, 1, 1)
    assert len(trend(desk, "approvals", since=since)) == count
    assert len(trend(desk, "edited", language="es", limit=9)) == 2 * count
    with desk.read() as uow:
        assert uow.trends.timed("es", pause=timedelta(hours=1), limit=9).decisions == count


def test_a_deleted_article_leaves_its_place_among_the_newest_to_others(desk: SqlStore) -> None:
    draft(desk)
    approve(desk, RYE)
    draft(desk, "zoo")
    approve(desk, TITLE, slug="zoo")
    put_away(desk, "zoo", Shelf.DELETED)
    assert [item.approved for item in trend(desk, "edited", language="es", limit=1)] == ["algo"]


def test_what_is_wanted_is_summed_up_by_language_over_all_pages(desk: SqlStore) -> None:
    draft(desk, "zoo", flags=("numbers",))
    approve(desk, OVEN)
    with desk.read() as uow:
        sums = {item.language: item for item in uow.board.sums(Wanted(TODAY))}
        [zoo] = uow.board.sums(Wanted(TODAY, slug="zoo"))
    assert (sums["es"].all, sums["es"].done, sums["es"].flagged) == (Amount(5, 14), Amount(1, 5), 2)
    assert (sums["fr"].all, sums["fr"].done, sums["fr"].slug) == (Amount(3, 11), Amount(), "")
    assert (zoo.language, zoo.all) == ("es", Amount(2, 3))


def test_the_languages_of_the_board_are_those_that_articles_are_open_for(desk: SqlStore) -> None:
    with desk.read() as uow:
        assert uow.board.languages() == ("es", "fr")


def test_the_upgrade_sums_up_what_the_program_sums_up(desk: SqlStore, tmp_path: Path) -> None:
    draft(desk, flags=("numbers",), confidence=0.1)
    approve(desk, OVEN)
    made = import_module("translate_flow.store.migrations.versions.0010_board")
    with sqlite3.connect(tmp_path / "data" / "desk.sqlite") as connection:
        written = connection.execute("SELECT * FROM standing ORDER BY article, language").fetchall()
        connection.execute("DELETE FROM standing")
        connection.execute(made._summed_up())
        assert connection.execute("SELECT * FROM standing ORDER BY article, language").fetchall() == written
    connection.close()
