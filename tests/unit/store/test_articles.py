"""Articles: names, languages, what cleaning dropped."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from translate_flow.domain.article import Article, Change, Kind, Segment
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.ports import Entry
from translate_flow.errors import ConflictError, InputError, NotFoundError
from translate_flow.store import SqlStore


def article(title: str = "Spring fair") -> Article:
    return Article("en", (Segment(Kind.TITLE, title),), (Change(3, "Share this", "", "share"),))


def add(store: SqlStore, item: Article, *, slug: str = "", languages: tuple[str, ...] = ("es",)) -> Entry:
    with store.write(by=LOCAL_OWNER) as uow:
        return uow.articles.add(item, languages=languages, slug=slug)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Spring fair", "spring-fair"),
        ("Spring fair 2026", "spring-fair-2026"),
        ("Où est l'été ?", "ou-est-l-ete"),
        ("市場の日", "article"),
        ("../../etc/passwd", "etc-passwd"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_a_name_is_made_from_the_title(store: SqlStore, title: str, slug: str) -> None:
    assert add(store, article(title)).slug == slug


def test_a_name_has_a_number_only_where_an_article_on_any_shelf_has_it_without(store: SqlStore) -> None:
    for slug in ("spring-fair-4", "spring-fair-in-the-rain", "spring-fair0"):
        add(store, article("Any"), slug=slug)
    assert add(store, article()).slug == "spring-fair"
    with store.write(by=LOCAL_OWNER) as uow:
        uow.shelves.archive("spring-fair")
    assert add(store, article()).slug == "spring-fair-2"
    with store.write(by=LOCAL_OWNER) as uow:
        uow.shelves.delete("spring-fair-2", until=datetime(2999, 1, 1, tzinfo=UTC))
    assert [add(store, article()).slug for _ in range(2)] == ["spring-fair-3", "spring-fair-5"]
    with store.write(by=LOCAL_OWNER) as uow:
        uow.shelves.purge("spring-fair-2")
    assert add(store, article()).slug == "spring-fair-2"


def test_a_name_that_is_taken_is_refused_and_nothing_stored(store: SqlStore) -> None:
    add(store, article(), slug="fair")
    with pytest.raises(ConflictError, match="--as"):
        add(store, article(), slug="fair")
    with store.read() as uow:
        assert len(list(uow.articles.all())) == 1


@pytest.mark.parametrize("slug", ["../up", "Fair", "a b", "-a", "a" * 81, "a/b"])
def test_a_name_with_other_characters_is_refused(store: SqlStore, slug: str) -> None:
    with pytest.raises(InputError, match="a-z"):
        add(store, article(), slug=slug)


def test_what_cleaning_dropped_is_kept(store: SqlStore) -> None:
    add(store, article(), slug="fair")
    with store.read() as uow:
        assert uow.articles.changes("fair") == (Change(3, "Share this", "", "share"),)


def test_a_language_is_opened_once(store: SqlStore) -> None:
    add(store, article(), slug="fair")
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add_language("fair", "fr")
        uow.articles.add_language("fair", "fr")
        assert uow.articles.get("fair").languages == ("es", "fr")
        assert len(uow.targets.bitext("fair", "fr").units) == 1


def test_a_language_that_is_not_open_is_named(store: SqlStore) -> None:
    add(store, article(), slug="fair")
    with store.read() as uow, pytest.raises(NotFoundError, match="--to de"):
        uow.targets.bitext("fair", "de")
