"""Comments in the database: whose they are, whom they reach, what becomes of them when the article changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from team import let_in
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.board import Order, Wanted
from translate_flow.domain.comments import Comment, Tally
from translate_flow.domain.people import LOCAL_OWNER, Role
from translate_flow.domain.revisions import Rewrite
from translate_flow.errors import InputError, NotAllowedError, NotFoundError
from translate_flow.store import SqlStore

ARTICLE = Article(
    "en", (*(Segment(Kind.PARAGRAPH, words) for words in ("One.", "Two.", "Three.")), Segment(Kind.CODE, "four()"))
)
ANYTHING = Wanted(date(2026, 6, 1))


@pytest.fixture
def team(store: SqlStore) -> SqlStore:
    """An article for Spanish and French, and people who write Spanish."""
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(ARTICLE, languages=["es", "fr"], slug="fair")
    let_in(store, {"ana": Role.TRANSLATOR, "ben": Role.PROPOSER, "cid": Role.COORDINATOR}, language="es")
    return store


def numbers(store: SqlStore) -> list[int]:
    with store.read() as uow:
        return [unit.id for unit in uow.targets.bitext("fair", "es").units]


def say(store: SqlStore, words: str, *, place: int = 1, by: str = "ana", language: str = "es") -> Comment:
    segment = numbers(store)[place - 1]
    with store.write(by=by) as uow:
        return uow.comments.add(segment, language, words)


def resolve(store: SqlStore, comment: Comment, *, by: str, resolved: bool = True) -> Comment:
    with store.write(by=by) as uow:
        return uow.comments.resolve(comment.id, resolved=resolved)


def remove(store: SqlStore, comment: Comment, *, by: str) -> None:
    with store.write(by=by) as uow:
        uow.comments.remove(comment.id)


def texts(store: SqlStore, *, only_open: bool = False) -> list[tuple[int | None, str]]:
    with store.read() as uow:
        found = uow.comments.listed("fair", "es", only_open=only_open)
    return [(item.place, item.text) for item in found]


def mentions(store: SqlStore, person: str) -> list[tuple[str, bool]]:
    with store.read() as uow:
        return [(item.comment.text, item.seen) for item in uow.comments.mentions(person, limit=9)]


def risky(store: SqlStore) -> dict[str, int]:
    with store.read() as uow:
        return {item.language: item.comments for item in uow.board.page(ANYTHING, limit=9)}


def revise(store: SqlStore, *kept: int) -> None:
    """Keep these segments, by their places now; the rest is archived."""
    with store.write(by="root") as uow:
        ids = [item.id for item in uow.articles.segments("fair")]
        shorter = replace(ARTICLE, segments=tuple(ARTICLE.segments[place - 1] for place in kept))
        uow.articles.revise("fair", Rewrite(shorter, [ids[place - 1] for place in kept]))


def test_a_comment_comes_back_as_it_was_said(team: SqlStore) -> None:
    said = say(team, "  Who is “they”, @ben?\r\n@nemo @ana", place=2)
    assert (said.author, said.text, said.place) == ("ana", "Who is “they”, @ben?\n@nemo @ana", 2)
    assert (said.slug, said.language, said.mentions, said.resolved) == ("fair", "es", frozenset({"ben"}), None)
    with team.read() as uow:
        assert uow.comments.thread(said.segment, "es") == (said,)
        assert uow.comments.thread(said.segment, "fr") == ()
        assert uow.comments.tallies("fair", "es") == {said.segment: Tally(1, 1)}


@pytest.mark.parametrize("words", ["", " \n", "\x07", "x" * 4001])
def test_what_cannot_be_said_leaves_nothing(team: SqlStore, words: str) -> None:
    with pytest.raises(InputError):
        say(team, words)
    assert texts(team) == []
    assert risky(team) == {"es": 0, "fr": 0}


def test_code_and_what_is_not_there_cannot_be_talked_about(team: SqlStore) -> None:
    with pytest.raises(NotFoundError, match="no target"):
        say(team, "Why?", place=4)
    with pytest.raises(NotFoundError, match="no target in de"), team.write(by="root") as uow:
        uow.comments.add(numbers(team)[0], "de", "Why?")
    with pytest.raises(NotFoundError, match="no comment 77"), team.write(by="root") as uow:
        uow.comments.resolve(77)


def test_anybody_who_proposes_resolves_and_reopens(team: SqlStore) -> None:
    said = say(team, "Why?")
    done = resolve(team, said, by="ben")
    assert (done.resolved is not None, done.resolved_by) == (True, "ben")
    assert resolve(team, said, by="cid") == done
    again = resolve(team, said, by="ana", resolved=False)
    assert again == said


def test_authors_keep_their_comments_when_they_lose_their_role(team: SqlStore) -> None:
    mine, other = say(team, "Mine.", by="ben"), say(team, "Not mine.")
    with team.write(by="root") as uow:
        uow.people.assign("ben", Role.READER, {})
    assert resolve(team, mine, by="ben").resolved is not None
    remove(team, mine, by="ben")
    for write in (resolve, remove):
        with pytest.raises(NotAllowedError):
            write(team, other, by="ben")
    assert texts(team) == [(1, "Not mine.")]


def test_who_was_kept_out_does_nothing_with_their_own_comments(team: SqlStore) -> None:
    mine = say(team, "Mine.", by="ben")
    with team.write(by="root") as uow:
        uow.people.disable("ben")
    for write in (resolve, remove):
        with pytest.raises(NotAllowedError):
            write(team, mine, by="ben")


def test_a_coordinator_takes_out_what_others_said_and_the_log_tells(team: SqlStore) -> None:
    said = say(team, "Nonsense.", place=3)
    with pytest.raises(NotAllowedError):
        remove(team, said, by="ben")
    remove(team, said, by="cid")
    with team.read() as uow:
        [event] = uow.audit.entries(limit=1)
    assert (event.by, event.action, event.subject, event.detail) == (
        ("cid", "comment removed", "fair es", "segment 3, by ana")
    )
    assert texts(team) == []


def test_the_number_of_a_comment_is_never_given_twice(team: SqlStore) -> None:
    first = say(team, "One.")
    remove(team, first, by="ana")
    assert say(team, "Two.").id > first.id


def test_the_list_follows_the_article(team: SqlStore) -> None:
    say(team, "On three.", place=3)
    done = say(team, "On one.")
    say(team, "On one too.")
    resolve(team, done, by="ana")
    assert texts(team) == [(1, "On one."), (1, "On one too."), (3, "On three.")]
    assert texts(team, only_open=True) == [(1, "On one too."), (3, "On three.")]


def test_a_mention_reaches_whoever_it_names_until_it_is_seen_and_settled(team: SqlStore) -> None:
    first, second = say(team, "@ben first"), say(team, "@ben @cid second")
    say(team, "@ben to myself", by="ben")
    assert mentions(team, "ben") == [("@ben @cid second", False), ("@ben first", False)]
    with team.write(by="cid") as uow:
        uow.comments.see([first.id, second.id])
    assert mentions(team, "ben") == [("@ben @cid second", False), ("@ben first", False)]
    assert mentions(team, "cid") == [("@ben @cid second", True)]
    with team.write(by="ben") as uow:
        uow.comments.see([second.id])
    resolve(team, second, by="ana")
    assert mentions(team, "ben") == [("@ben first", False)]
    remove(team, first, by="ana")
    assert mentions(team, "ben") == []


def test_nobody_is_told_who_cannot_come_in(team: SqlStore) -> None:
    with team.write(by="root") as uow:
        uow.people.disable("ben")
    assert say(team, "@ben").mentions == frozenset()


def test_the_board_counts_the_segments_with_open_comments(team: SqlStore) -> None:
    one, two = say(team, "Why?"), say(team, "And how?")
    say(team, "When?", place=2)
    assert risky(team) == {"es": 2, "fr": 0}
    resolve(team, one, by="ana")
    assert risky(team)["es"] == 2
    resolve(team, two, by="ana")
    assert risky(team)["es"] == 1
    resolve(team, one, by="ben", resolved=False)
    assert risky(team)["es"] == 2
    remove(team, one, by="ana")
    assert risky(team)["es"] == 1
    with team.read() as uow:
        assert [item.comments for item in uow.board.sums(ANYTHING)] == [1, 0]
        risks = replace(ANYTHING, risky=True, order=Order.RISK)
        assert [item.language for item in uow.board.page(risks, limit=9)] == ["es"]


def test_comments_stay_with_a_segment_that_leaves_and_returns_and_do_not_wait_meanwhile(team: SqlStore) -> None:
    say(team, "@ben on two", place=2)
    revise(team, 1, 3, 4)
    assert texts(team) == [(None, "@ben on two")]
    assert texts(team, only_open=True) == []
    assert mentions(team, "ben") == []
    assert risky(team)["es"] == 0
    with team.write(by="root") as uow:
        ids = [item.id for item in uow.articles.segments("fair")]
        uow.articles.revise("fair", Rewrite(ARTICLE, [ids[0], ids[3], ids[1], ids[2]]))
    assert texts(team, only_open=True) == [(2, "@ben on two")]
    assert risky(team)["es"] == 1


def test_comments_and_mentions_go_with_their_article(team: SqlStore) -> None:
    say(team, "@ben")
    with team._engine.begin() as connection:
        connection.execute(text("DELETE FROM article"))
        left = [connection.execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in ("comment", "mention")]
    assert left == [0, 0]
