"""Comments on an article that was put away: nobody adds to them, and of a deleted one nobody reads them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stores import new_store
from team import let_in
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.people import Role
from translate_flow.domain.shelves import Shelf
from translate_flow.errors import ShelvedError
from translate_flow.store import SqlStore
from translate_flow.workflow.commenting import Act, Wish, carry_out, mentions

ARTICLE = Article("en", (Segment(Kind.TITLE, "Market day"),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """An article in Spanish with a comment that names ana."""
    opened = new_store(tmp_path / "desk.sqlite")
    let_in(opened, {"ana": Role.TRANSLATOR})
    with opened.write(by="root") as uow:
        uow.articles.add(ARTICLE, languages=["es"], slug="market")
        uow.comments.add(segment(uow), "es", "@ana: fair or market?")
    yield opened
    opened.close()


def segment(uow) -> int:
    return uow.targets.bitext("market", "es").units[0].id


def put_away(store: SqlStore, shelf: Shelf) -> None:
    with store.write(by="root") as uow:
        uow.shelves.archive("market")
        if shelf is Shelf.DELETED:
            uow.shelves.delete("market", until=datetime.now(UTC) + timedelta(days=1))


@pytest.mark.parametrize("shelf", [Shelf.ARCHIVED, Shelf.DELETED])
@pytest.mark.parametrize("act", Act)
def test_nothing_is_said_or_settled_there(store: SqlStore, shelf: Shelf, act: Act) -> None:
    with store.read() as uow:
        number = segment(uow)
        (comment,) = uow.comments.thread(number, "es")
    put_away(store, shelf)
    wish = Wish(f"a-wish-to-{act}", act, number, "es", "Fair.", comment.id)
    answer = carry_out(store, wish, by="root")
    assert (answer.reason, len(answer.thread)) == (shelf, 1 if shelf is Shelf.ARCHIVED else 0)


def test_who_is_named_there_finds_it_again_once_the_article_is_restored(store: SqlStore) -> None:
    put_away(store, Shelf.ARCHIVED)
    assert mentions(store, "ana") == ()
    with store.write(by="root") as uow:
        uow.shelves.restore("market")
    assert [mention.comment.author for mention in mentions(store, "ana")] == ["root"]


def test_the_author_writes_no_more_than_others(store: SqlStore) -> None:
    with store.read() as uow:
        (comment,) = uow.comments.thread(segment(uow), "es")
    put_away(store, Shelf.ARCHIVED)
    with pytest.raises(ShelvedError), store.write(by="root") as uow:
        uow.comments.remove(comment.id)
