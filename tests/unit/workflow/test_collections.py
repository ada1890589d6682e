"""An article of a collection, from import to approval: its languages, its people, its engine, its terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from shouting import Shouting
from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment, Sentence
from translate_flow.domain.assignment import Assignment, Span
from translate_flow.domain.collections import Collection
from translate_flow.domain.people import LOCAL_OWNER, Person, Role
from translate_flow.domain.ports import Draft, Engine, Hypothesis
from translate_flow.domain.terms import Term, Use
from translate_flow.domain.translation import Action
from translate_flow.errors import ConfigError, ConflictError, EngineError, NotAllowedError, NotFoundError
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore
from translate_flow.workflow import assigning, collections, drafting, importing, terminology
from translate_flow.workflow.importing import bring_in, open_languages
from translate_flow.workflow.joining import Unassigned
from translate_flow.workflow.reviewing import Operation, apply
from translate_flow.workflow.revising import revise

TODAY = date(2026, 6, 1)
DUE = date(2026, 6, 15)
ENGINES = ("auto", "loud", "quiet")
SPRING = Collection(
    "spring",
    languages=("es", "fr"),
    engine="loud",
    engines={"fr": "quiet"},
    translators={"es": "ana"},
    reviewers={"es": "ben"},
    days=14,
)
SPLITTER = SrxSplitter()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """A collection, an admin, a translator and a reviewer of Spanish."""
    opened = new_store(tmp_path / "desk.sqlite")
    with opened.write(by=LOCAL_OWNER) as uow:
        uow.people.add(Person("root", Role.ADMIN))
    with opened.write(by="root") as uow:
        uow.people.add(Person("ana", Role.READER, {"es": Role.TRANSLATOR}))
        uow.people.add(Person("ben", Role.READER, {"es": Role.REVIEWER}))
    collections.add(opened, SPRING, by="root", engines=ENGINES)
    yield opened
    opened.close()


def article(text: str = "The port is open.", language: str = "en") -> Article:
    return Article(language, (Segment(Kind.PARAGRAPH, text, sentences=(Sentence(0, len(text)),)),))


def brought(store: SqlStore, slug: str = "fair", *, within: str = "spring", text: str = "The port is open.", **more):
    wanted = {"languages": ["es", "fr"], "by": "root", "today": TODAY, **more}
    return bring_in(store, article(text), slug=slug, collection=within, **wanted)


def changed(store: SqlStore, wanted: Collection) -> Collection:
    seen = collections.find(store, wanted.name)
    return collections.change(store, wanted, seen=seen, by="root", engines=ENGINES, today=date(2026, 5, 1))


def work(store: SqlStore, slug: str = "fair", language: str = "es") -> list[Assignment]:
    with store.read() as uow:
        return list(uow.assignments.of(slug, language))


def test_what_comes_in_is_given_to_whom_the_collection_names_in_the_same_transaction(store: SqlStore) -> None:
    made = brought(store)
    assert (made.entry.collection, made.unassigned) == ("spring", ())
    assert work(store) == [Assignment("fair", "es", translator="ana", reviewer="ben", due=DUE)]
    assert work(store, language="fr") == [Assignment("fair", "fr", due=DUE)]
    assert [(notice.task, notice.due) for notice in assigning.notices(store, "ana")] == [("translate", DUE)]


def test_what_is_refused_leaves_nothing_of_the_article(store: SqlStore) -> None:
    with pytest.raises(NotFoundError, match="no collection named autumn"):
        brought(store, within="autumn")
    with pytest.raises(NotAllowedError):
        brought(store, by="ana")
    with store.read() as uow:
        assert list(uow.articles.all()) == []


def test_an_article_in_one_of_the_languages_is_not_opened_for_it() -> None:
    assert SPRING.targets("fr") == ("es",)
    assert SPRING.targets("en") == ("es", "fr")


def test_a_language_that_is_opened_later_is_given_out_too(store: SqlStore) -> None:
    brought(store, languages=["fr"])
    assert open_languages(store, "fair", ["es", "de"], by="root") == []
    assert [item.translator for item in work(store)] == ["ana"]
    with store.write(by="root") as uow:
        uow.people.disable("ben")
    brought(store, "mill", languages=["fr"])
    (told,) = revise(store, "mill", article("It is shut."), splitter=SPLITTER, languages=["es"], by="root").unassigned
    assert (told.slug, told.language) == ("mill", "es")


def test_opening_a_language_once_more_gives_nothing_back_that_was_taken(store: SqlStore) -> None:
    brought(store)
    assigning.clear(store, ["fair"], ["es"], by="root")
    open_languages(store, "fair", ["es"], by="root")
    assert work(store) == []


def test_what_somebody_has_stays_theirs_when_the_article_is_put_in(store: SqlStore) -> None:
    brought(store, within="")
    part = Assignment("fair", "es", Span(1, 1), translator="root")
    with store.write(by="root") as uow:
        uow.assignments.put(part)
    assert collections.put(store, "spring", ["fair"], by="root", today=TODAY) == []
    assert work(store) == [part]
    assert work(store, language="fr") == [Assignment("fair", "fr", due=DUE)]


def test_a_lost_role_leaves_the_part_unassigned_and_says_so(store: SqlStore) -> None:
    with store.write(by="root") as uow:
        uow.people.assign("ana", Role.READER, {})
    (told,) = brought(store).unassigned
    assert (told.slug, told.language, told.reason.split(";")[0]) == ("fair", "es", "ana may not edit in es")
    assert work(store) == [Assignment("fair", "es", reviewer="ben", due=DUE)]
    with store.read() as uow:
        assert ("not assigned", "fair es") in [(item.action, item.subject) for item in uow.audit.entries(limit=9)]


def test_where_nobody_may_the_deadline_still_stands(store: SqlStore) -> None:
    with store.write(by="root") as uow:
        uow.people.disable("ana")
        uow.people.disable("ben")
    assert [told.reason.split(" ")[0] for told in brought(store).unassigned] == ["ana", "ben"]
    assert work(store) == [Assignment("fair", "es", due=DUE)]


def test_the_rule_of_four_eyes_leaves_the_review_open(store: SqlStore) -> None:
    with store.write(by="root") as uow:
        uow.people.set_four_eyes("es", on=True)
    changed(store, replace(SPRING, translators={"es": "ben"}))
    (told,) = brought(store).unassigned
    assert "nobody approves their own translation" in told.reason
    assert work(store) == [Assignment("fair", "es", translator="ben", due=DUE)]


def test_a_deadline_that_has_passed_is_left_out_and_told(store: SqlStore) -> None:
    late = replace(SPRING, days=None, due=date(2026, 5, 31))
    changed(store, late)
    told = brought(store).unassigned
    assert told == tuple(Unassigned("fair", language, date(2026, 5, 31)) for language in ("es", "fr"))
    assert {item.reason for item in told} == {"the deadline 2026-05-31 has passed"}
    assert work(store) == [Assignment("fair", "es", translator="ana", reviewer="ben")]
    assert work(store, language="fr") == []


def test_a_deadline_that_has_passed_is_refused_and_one_that_passes_meanwhile_is_in_nobodys_way(store: SqlStore) -> None:
    late = replace(SPRING, name="late", days=None, due=date(2026, 5, 31))
    with pytest.raises(ConfigError, match=r"2026-05-31 has passed; name today \(2026-06-01\) or a later day"):
        collections.add(store, late, by="root", engines=ENGINES, today=TODAY)
    kept = collections.add(store, late, by="root", engines=ENGINES, today=date(2026, 5, 31))
    renamed = replace(kept, title="Late")
    assert collections.change(store, renamed, seen=kept, by="root", engines=ENGINES, today=TODAY) == renamed
    earlier = replace(renamed, due=date(2026, 5, 30))
    with pytest.raises(ConfigError, match="2026-05-30 has passed"):
        collections.change(store, earlier, seen=renamed, by="root", engines=ENGINES, today=TODAY)
    assert collections.find(store, "late") == renamed


def test_other_defaults_change_nothing_that_came_in_before(store: SqlStore) -> None:
    brought(store)
    before = work(store)
    changed(store, Collection("spring", languages=("de",)))
    assert work(store) == before
    with store.read() as uow:
        assert uow.articles.get("fair").languages == ("es", "fr")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Spring"},
        {"name": ""},
        {"title": "x" * 201},
        {"title": "a\x00b"},
        {"languages": ("nope-nope-nope",)},
        {"engine": "deepl"},
        {"engines": {"es": "deepl"}},
        {"engines": {"nope-nope-nope": "loud"}},
        {"days": -1},
        {"due": DUE},
    ],
)
def test_a_collection_that_cannot_be_is_refused(store: SqlStore, wrong) -> None:
    with pytest.raises(ConfigError):
        collections.add(store, replace(SPRING, **{"name": "other", **wrong}), by="root", engines=ENGINES)


def test_codes_are_kept_canonical_and_empty_defaults_left_out(store: SqlStore) -> None:
    wanted = Collection("other", title=" A  b ", languages=("ES", "spa", "fr"), engines={"ES": "loud", "fr": ""})
    kept = collections.add(store, wanted, by="root", engines=ENGINES)
    assert kept == Collection("other", title="A b", languages=("es", "fr"), engines={"es": "loud"})


class Named(Shouting):
    """Shouts under another name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class Dying(Shouting):
    """Fails at once."""

    def translate(self, sentences: Iterable[str], *, source: str, target: str, n_best: int = 1) -> Iterator[Draft]:
        raise EngineError("the engine died; try again")


def engines(chosen: str = ""):
    """As the desk chooses: what is asked for, else what is wished for, else its own."""
    opened = {name: Named(name) for name in (*ENGINES, "own")}

    def choose(_source: str, _target: str, wish: str = "") -> Engine:
        return opened[chosen or wish or "own"]

    return choose


def drafted_by(store: SqlStore, *orders: tuple[str, str], chosen: str = "") -> list[str]:
    made = drafting.draft_all(store, orders, engine_for=engines(chosen), by="root", again=True)
    return [item.engine for item in made]


def test_what_somebody_changed_meanwhile_is_not_undone(store: SqlStore) -> None:
    changed(store, replace(SPRING, title="Spring series"))
    with pytest.raises(ConflictError, match="spring was changed meanwhile; look again"):
        collections.change(store, replace(SPRING, days=7), seen=SPRING, by="root", engines=ENGINES)
    assert collections.find(store, "spring") == replace(SPRING, title="Spring series")


def test_who_names_only_what_changes_builds_on_what_is_there(store: SqlStore) -> None:
    changed(store, replace(SPRING, title="Spring series"))
    kept = collections.amend(store, "spring", lambda known: replace(known, days=7), by="root", engines=ENGINES)
    assert kept == collections.find(store, "spring") == replace(SPRING, title="Spring series", days=7)


def test_a_collection_names_the_engine_where_nobody_else_does(store: SqlStore) -> None:
    brought(store)
    brought(store, "mill", within="")
    orders = [("fair", "es"), ("mill", "es"), ("fair", "fr"), ("mill", "fr")]
    assert drafted_by(store, *orders) == ["loud", "own", "quiet", "own"]
    assert drafted_by(store, *orders, chosen="auto") == ["auto"] * 4
    changed(store, replace(SPRING, engines={}))
    assert drafted_by(store, *orders) == ["loud", "own", "loud", "own"]
    collections.take(store, ["fair"], by="root")
    assert drafted_by(store, ("fair", "es")) == ["own"]


def test_a_draft_that_opens_a_language_gives_the_work_out(store: SqlStore) -> None:
    brought(store, languages=[])
    with store.write(by="root") as uow:
        uow.people.disable("ben")
    made = drafting.draft(store, "fair", language="es", engine_for=engines(), by="root")
    assert [told.reason.split(" ")[0] for told in made.unassigned] == ["ben"]
    assert [item.translator for item in work(store)] == ["ana"]


def test_a_draft_that_fails_tells_what_opening_the_language_left_unassigned(store: SqlStore) -> None:
    brought(store, languages=[])
    with store.write(by="root") as uow:
        uow.people.disable("ben")
    (made,) = drafting.draft_all(store, [("fair", "es")], engine_for=lambda *_: Dying(), by="root")
    assert isinstance(made, drafting.Failed)
    assert [told.reason.split(" ")[0] for told in made.unassigned] == ["ben"]


def test_an_article_of_a_collection_that_was_removed_meanwhile_has_the_engine_of_the_workspace(store: SqlStore) -> None:
    entry = brought(store).entry
    assert collections.engine_into(store, entry, "fr") == "quiet"
    assert collections.by_name(store) == {"spring": SPRING}
    collections.remove(store, "spring", by="root")
    assert collections.engine_into(store, entry, "fr") == ""


PORT = Term("port", "puerto", "en", "es")
OWN = replace(PORT, source="Port", target="dársena", collection="spring")
SHIP = Term("ship", "barco", "en", "es")


def kept(store: SqlStore, *terms: Term) -> None:
    with store.write(by="root") as uow:
        uow.terms.add(terms)


def wanted_terms(store: SqlStore, slug: str, *, text: str = "") -> list[tuple[str, Use]]:
    with store.read() as uow:
        unit = uow.targets.bitext(slug, "es").units[0]
        return [(hit.term.target, hit.use) for hit in terminology.hits(uow, unit, text=text)]


def test_a_collections_own_term_goes_before_everybodys_and_others_count_beside_it(store: SqlStore) -> None:
    collections.add(store, Collection("autumn"), by="root", engines=ENGINES)
    kept(store, PORT, SHIP, OWN, replace(OWN, target="oporto", collection="autumn"))
    for slug, within in (("fair", "spring"), ("plain", ""), ("wine", "autumn")):
        brought(store, slug, within=within, text="The ports wait for a ship.")
    assert wanted_terms(store, "fair", text="dársena y barco") == [("dársena", Use.USED), ("barco", Use.USED)]
    assert wanted_terms(store, "fair", text="puerto y barco")[0] == ("dársena", Use.MISSING)
    assert wanted_terms(store, "plain", text="puerto")[0] == ("puerto", Use.USED)
    assert wanted_terms(store, "wine", text="oporto")[0] == ("oporto", Use.USED)
    collections.put(store, "autumn", ["fair"], by="root")
    assert wanted_terms(store, "fair", text="dársena")[0] == ("oporto", Use.MISSING)


def test_approving_a_text_without_the_collections_term_is_flagged(store: SqlStore) -> None:
    kept(store, PORT, OWN)
    brought(store)
    brought(store, "plain", within="")
    for slug, flags in (("fair", ("terms",)), ("plain", ())):
        with store.read() as uow:
            target = uow.targets.bitext(slug, "es").units[0].target
        operation = Operation(f"one-of-{slug}", target.segment, "es", Action.APPROVE, "El puerto.", target.version)
        (answer,) = apply(store, [operation], by="ben", splitter=SPLITTER)
        assert answer.flags == flags


class Unsure(Shouting):
    """Knows two readings of everything."""

    def translate(self, sentences: Iterable[str], *, source: str, target: str, n_best: int = 1) -> Iterator[Draft]:
        for draft in super().translate(sentences, source=source, target=target, n_best=n_best):
            yield replace(draft, text="El puerto está abierto.", others=[Hypothesis("La dársena está abierta.")])


def test_drafts_of_one_stream_follow_the_terms_of_their_collections(store: SqlStore) -> None:
    changed(store, Collection("spring"))
    kept(store, PORT, OWN)
    for slug, within in (("fair", "spring"), ("plain", ""), ("mill", "spring")):
        brought(store, slug, within=within)
    engine = Unsure()
    orders = [(slug, "es") for slug in ("fair", "plain", "mill")]
    drafting.draft_all(store, orders, engine_for=lambda *_: engine, by="root")
    with store.read() as uow:
        made = [uow.targets.bitext(slug, "es").units[0].target.text for slug, _ in orders]
    assert made == ["La dársena está abierta.", "El puerto está abierto.", "La dársena está abierta."]
    assert len(engine.seen) == 2


def test_a_sentence_is_sent_once_for_all_collections_without_terms_of_their_own(store: SqlStore) -> None:
    changed(store, Collection("spring"))
    kept(store, PORT)
    brought(store)
    brought(store, "plain", within="")
    engine = Shouting()
    drafting.draft_all(store, [("fair", "es"), ("plain", "es")], engine_for=lambda *_: engine, by="root")
    assert len(engine.seen) == 1


def test_everybodys_terms_are_indexed_once_for_all_collections(store: SqlStore) -> None:
    collections.add(store, Collection("autumn"), by="root", engines=ENGINES)
    kept(store, PORT, SHIP, OWN)
    pair = {"source": "en", "language": "es"}
    with store.read() as uow:
        everybodys = terminology.termbase(uow, **pair)
        assert terminology.termbase(uow, **pair, collection="autumn") is everybodys
        assert terminology.termbase(uow, **pair, collection="spring")._under is everybodys
        assert [len(terminology.termbase(uow, **pair, collection=name)) for name in ("", "spring")] == [2, 2]


def test_a_collection_goes_with_its_terms_only_when_told(store: SqlStore) -> None:
    kept(store, PORT, OWN)
    with pytest.raises(ConflictError, match="terms of its own"):
        collections.remove(store, "spring", by="root")
    collections.remove(store, "spring", by="root", with_terms=True)
    with store.read() as uow:
        assert list(uow.terms.all()) == [PORT]


def test_the_list_sums_up_what_is_done_by_language(store: SqlStore) -> None:
    brought(store)
    importing.store(store, article(), languages=["es"], by="root", slug="elsewhere")
    (shown,) = collections.listed(store, today=TODAY)
    assert (shown.held.articles, shown.held.terms) == (1, 0)
    assert [(item.language, item.all.segments) for item in shown.sums] == [("es", 1), ("fr", 1)]
    assert collections.shown(store, "spring", today=TODAY) == shown
    with pytest.raises(NotFoundError, match="no collection named nowhere"):
        collections.shown(store, "nowhere", today=TODAY)


def test_a_title_keeps_nothing_that_nobody_sees_or_that_turns_the_text_around_it(store: SqlStore) -> None:
    for name, title, kept in (("one", "\u200b", "one"), ("two", "\u202eSpring\u200b fairs", "Spring fairs")):
        made = collections.add(store, Collection(name, title), by="root", engines=())
        assert made.shown == kept
