"""The termbase at work, on a real database and in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from fakes import MemoryStore
from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.ports import Store
from translate_flow.domain.terms import Term, TermHit, Use
from translate_flow.errors import ConflictError, FormatError
from translate_flow.workflow import terminology

ARTICLE = Article("en", (Segment(Kind.PARAGRAPH, "The <1>old</1> port", (Code(1, CodeKind.BOLD),)),))
PORT = Term("port", "puerto", "en", "es", forbidden=("muelle",))


@pytest.fixture(params=["sqlite", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    opened = new_store(tmp_path / "desk.sqlite")
    yield opened
    opened.close()


def segment_in(store: Store) -> int:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.terms.add([PORT])
        uow.articles.add(ARTICLE, languages=["es", "fr"], slug="port")
        return uow.articles.segments("port")[0].id


def hits(store: Store, segment: int, language: str, *, text: str | None = None) -> list[TermHit]:
    with store.read() as uow:
        return list(terminology.hits(uow, uow.targets.unit(segment, language), text=text))


def test_what_is_typed_is_looked_at_without_its_tags(store: Store) -> None:
    segment = segment_in(store)
    (hit,) = hits(store, segment, "es", text="El <1>viejo</1> muelle")
    assert (hit.use, hit.start, hit.end, hit.found) == (Use.FORBIDDEN, 8, 12, (9, 15))
    (hit,) = hits(store, segment, "es", text="El <1>viejo</1> puerto")
    assert hit.use is Use.USED


def test_the_stored_target_is_looked_at_when_nothing_is_typed(store: Store) -> None:
    (hit,) = hits(store, segment_in(store), "es")
    assert hit.use is Use.MISSING


def test_a_language_without_terms_has_no_hits(store: Store) -> None:
    assert hits(store, segment_in(store), "fr", text="le port") == []


def test_a_termbase_is_built_once_until_its_terms_change(store: Store) -> None:
    segment = segment_in(store)
    with store.read() as uow:
        first = terminology.termbase(uow, source="en", language="es")
        assert terminology.termbase(uow, source="en", language="es") is first
    with store.write(by=LOCAL_OWNER) as uow:
        uow.terms.add([Term("old", "antiguo", "en", "es")])
    assert [hit.term.source for hit in hits(store, segment, "es")] == ["old", "port"]


def test_two_workspaces_share_no_termbase(store: Store) -> None:
    other = MemoryStore()
    with store.read() as uow, other.read() as another:
        known = terminology.termbase(uow, source="fr", language="de")
        assert terminology.termbase(another, source="fr", language="de") is not known
        assert terminology.termbase(uow, source="fr", language="de") is known


def test_a_refused_write_leaves_no_termbase_behind(store: Store) -> None:
    segment = segment_in(store)
    with suppress(RuntimeError), store.write(by=LOCAL_OWNER) as uow:
        uow.terms.add([Term("old", "antiguo", "en", "es")])
        assert len(terminology.termbase(uow, source="en", language="es")) == 2
        raise RuntimeError
    assert [hit.term.source for hit in hits(store, segment, "es")] == ["port"]


def kept(store: Store, *terms: Term) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.terms.add(terms)


def held(store: Store) -> list[Term]:
    with store.read() as uow:
        return list(uow.terms.all())


def test_a_changed_term_takes_the_place_of_the_old_one(store: Store) -> None:
    kept(store, PORT)
    harbour = replace(PORT, source="  harbour ", forbidden=())
    assert terminology.change(store, PORT, harbour, by=LOCAL_OWNER) == replace(harbour, source="harbour")
    assert held(store) == [replace(harbour, source="harbour")]


def test_a_change_overwrites_no_other_term(store: Store) -> None:
    other = Term("port", "oporto", "en", "es", note="the wine")
    kept(store, PORT, other)
    with pytest.raises(ConflictError, match="oporto"):
        terminology.change(store, PORT, replace(PORT, target="oporto"), by=LOCAL_OWNER)
    assert held(store) == [PORT, other]


@pytest.mark.parametrize("now", [(), (replace(PORT, note="by somebody else"),)])
def test_what_was_changed_or_deleted_meanwhile_is_not_overwritten(store: Store, now: tuple[Term, ...]) -> None:
    kept(store, *now)
    with pytest.raises(ConflictError, match="meanwhile"):
        terminology.change(store, PORT, replace(PORT, note="mine"), by=LOCAL_OWNER)
    with pytest.raises(ConflictError, match="meanwhile"):
        terminology.delete(store, PORT, by=LOCAL_OWNER)
    assert held(store) == list(now)


def test_a_change_to_what_is_no_term_changes_nothing(store: Store) -> None:
    kept(store, PORT)
    with pytest.raises(FormatError, match="no letter or digit"):
        terminology.change(store, PORT, replace(PORT, target="—"), by=LOCAL_OWNER)
    assert held(store) == [PORT]


def test_a_deleted_term_can_be_added_again_whole(store: Store) -> None:
    kept(store, PORT)
    terminology.delete(store, PORT, by=LOCAL_OWNER)
    assert held(store) == []
    terminology.add(store, PORT, by=LOCAL_OWNER, replacing=False)
    assert held(store) == [PORT]


def test_a_known_term_is_added_again_only_to_replace_it(store: Store) -> None:
    kept(store, PORT)
    with pytest.raises(ConflictError, match="already"):
        terminology.add(store, replace(PORT, note="new"), by=LOCAL_OWNER, replacing=False)
    assert held(store) == [PORT]
    terminology.add(store, replace(PORT, note="new"), by=LOCAL_OWNER)
    assert held(store) == [replace(PORT, note="new")]


def test_a_page_says_how_many_there_are_and_past_the_last_stands_the_last(store: Store) -> None:
    kept(store, *(Term(f"term {number}", "x", "en", "es") for number in range(1, 6)), Term("t", "x", "en", "fr"))
    shown = {n: terminology.page(store, "TERM", source="en", language="es", number=n, size=2) for n in (1, 3, 9)}
    assert [[term.source for term in page.terms] for page in shown.values()] == [
        ["term 1", "term 2"],
        ["term 5"],
        ["term 5"],
    ]
    assert {page.total for page in shown.values()} == {5}
    assert terminology.page(store, "none", number=1, size=2).terms == []
