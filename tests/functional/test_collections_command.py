"""The collections commands as a person runs them: defaults kept, changed, taken back; articles put in and taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from commandline import Desk, desk_in
from libreserver import Served
from translate_flow.bootstrap import open_desk
from translate_flow.domain.assignment import Assignment
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.settings import ENGINE_NAMES
from translate_flow.workflow import collections

ARTICLE = b"The fair\n\nIt rained.\n\nThen it stopped.\n"
MADE = {
    "name": "spring",
    "title": "Spring series",
    "languages": ["es", "fr"],
    "engine": "argos",
    "engines": {"es": "apertium"},
    "translators": {"es": "ana"},
    "reviewers": {"es": "ben"},
    "days": 14,
    "due": None,
}


def given(desk: Desk, slug: str, *languages: str) -> list[Assignment]:
    """The work that was given out on an article, by language."""
    opened = open_desk(desk.root)
    with opened.store.read() as uow:
        found = [part for language in languages for part in uow.assignments.of(slug, language)]
    opened.store.close()
    return found


def with_team(desk: Desk) -> Desk:
    """An article for Spanish and French, an admin, a translator, a reviewer, and a collection."""
    desk("import", "-", "--source", "en", "--to", "es,fr", "--as", "fair", stdin=ARTICLE)
    for name, role in (("root", "admin"), ("ana", "translator"), ("ben", "reviewer")):
        desk("users", "add", name, "--role", role, "--password-stdin", stdin=b"four big blue whales")
    people = ("--translator", "es=ana", "--reviewer", "es=ben", "--days", "14")
    engines = ("--engine", "argos", "--engine", "es=apertium")
    desk("collections", "add", "spring", "--title", "Spring series", "--to", "es,fr", *engines, *people)
    return desk


def late_since_then(desk: Desk, name: str) -> None:
    """As a collection is whose deadline passed since it was set."""
    opened = open_desk(desk.root)
    kept = collections.find(opened.store, name)
    late = replace(kept, days=None, due=date(2001, 1, 1))
    collections.change(opened.store, late, seen=kept, by=LOCAL_OWNER, engines=ENGINE_NAMES, today=date(2001, 1, 1))
    opened.store.close()


@pytest.fixture
def team(desk: Desk) -> Desk:
    return with_team(desk)


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The same for those who change nothing."""
    desk = desk_in(tmp_path_factory.mktemp("refusing"), "desk")
    desk("init")
    return with_team(desk)


def test_a_collection_is_shown_as_it_was_made_with_its_articles_and_progress(team: Desk) -> None:
    (found,) = team("collections", "list", "--json").json()
    assert found == {**MADE, "articles": 0, "terms": 0, "progress": []}
    team("collections", "put", "spring", "fair")
    found = team("collections", "show", "spring", "--json").json()
    words = {"words": 7, "approved": 0, "percent": 0.0}
    assert found == {
        **MADE,
        "articles": 1,
        "terms": 0,
        "progress": [{"language": "es", **words}, {"language": "fr", **words}],
        "slugs": ["fair"],
    }
    assert "es apertium ana → ben" in team("collections", "list").out
    assert "fair: The fair" in team("collections", "show", "spring").out


def test_what_is_named_is_changed_and_the_rest_stays(team: Desk) -> None:
    change = ("--engine", "es=", "--translator", "es=", "--due", "2999-12-24", "--to", "de")
    made = team("collections", "change", "spring", *change, "--json").json()
    expected = {**MADE, "engines": {}, "translators": {}, "days": None, "due": "2999-12-24", "languages": ["de"]}
    assert made == expected
    assert team("collections", "change", "spring", "--no-deadline", "--json").json() == {**expected, "due": None}


def test_work_is_given_out_when_an_article_is_put_in_and_stays_when_it_is_taken(team: Desk) -> None:
    team("collections", "put", "spring", "fair")
    parts = given(team, "fair", "es", "fr")
    assert [(part.language, part.translator, part.reviewer, bool(part.due)) for part in parts] == [
        ("es", "ana", "ben", True), ("fr", "", "", True),
    ]  # fmt: skip
    team("collections", "take", "fair")
    assert team("collections", "show", "spring", "--json").json()["slugs"] == []
    assert given(team, "fair", "es", "fr") == parts


def test_who_may_not_is_told_and_the_rest_is_given_out(team: Desk) -> None:
    team("users", "remove", "ana")
    told = team("collections", "put", "spring", "fair").err
    assert told.startswith(
        "translate-flow: fair into es is not assigned as its collection says: ana may not edit in es"
    )
    assert told.count("\n") == 1
    (part,) = given(team, "fair", "es")
    assert (part.translator, part.reviewer, bool(part.due)) == ("", "ben", True)


def test_a_removed_collection_leaves_its_articles(team: Desk) -> None:
    team("collections", "put", "spring", "fair")
    assert "in no collection now" in team("collections", "remove", "spring").out
    assert "There is no collection yet" in team("collections", "list").out
    assert team("status", "fair", "--json").json()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("add", "spring"), 1, "spring already"),
        (("add", "Spring!"), 1, "cannot be a collection's name"),
        (("add", "x", "--engine", "es=deepl"), 1, "unknown engine 'deepl'; choose one of: auto, argos"),
        (("add", "x", "--engine", "xx-nope=argos"), 1, "xx-nope"),
        (("add", "x", "--translator", "ana"), 2, "such as es=ana"),
        (("add", "x", "--translator", "es=nemo"), 1, "no person named nemo"),
        (("add", "x", "--reviewer", "es=ana"), 1, "ana may not approve in es"),
        (("add", "x", "--days", "3", "--due", "2999-01-01"), 1, "not both"),
        (("add", "x", "--due", "2001-01-01"), 1, "the deadline 2001-01-01 has passed; name today"),
        (("change", "spring", "--due", "2001-01-01"), 1, "the deadline 2001-01-01 has passed; name today"),
        (("change", "nowhere"), 1, "no collection named nowhere"),
        (("show", "nowhere"), 1, "no collection named nowhere"),
        (("put", "spring", "fair", "nothing"), 1, "no article named nothing"),
        (("take", "nothing"), 1, "no article named nothing"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(refusing: Desk, arguments, code, said) -> None:
    assert said in refusing("collections", *arguments, expect=code).err
    (found,) = refusing("collections", "list", "--json").json()
    assert found == {**MADE, "articles": 0, "terms": 0, "progress": []}


def test_what_is_imported_into_a_collection_takes_its_languages_its_engine_and_its_people(
    desk: Desk, served: Served, fair: Path
) -> None:
    settings = f"libretranslate: {{url: {served.url}}}\nengine: argos\n"
    (desk.root / "translate-flow.yaml").write_text(settings, encoding="utf-8")
    desk("collections", "add", "spring", "--to", "en,de", "--engine", "libretranslate", "--translator", "de=local")
    (made,) = desk("import", str(fair), "--source", "en", "--as", "fair", "--in", "spring", "--json").json()
    assert (made["languages"], made["collection"], made["unassigned"]) == (["de"], "spring", [])
    (part,) = given(desk, "fair", "de")
    assert part.translator == "local"
    (alone,) = desk("import", str(fair), "--source", "en", "--as", "alone", "--to", "de", "--json").json()
    assert "collection" not in alone
    refused = desk("draft", "--json", expect=1)
    assert [(row["slug"], row["engine"]) for row in refused.json()] == [("fair", "libretranslate")]
    assert "no argos model for en→de" in refused.err
    late_since_then(desk, "spring")
    (drafted,) = desk("draft", "fair", "--to", "es", "--json").json()
    assert drafted["unassigned"] == [{"language": "es", "reason": "the deadline 2001-01-01 has passed"}]


def test_an_import_says_what_its_collection_did_with_it(team: Desk) -> None:
    due = (date.today() + timedelta(days=14)).isoformat()
    told = team("import", "-", "--source", "en", "--as", "mill", "--in", "spring", stdin=ARTICLE).out.splitlines()
    assert told[1:] == [
        "mill: in the collection spring",
        f"mill: opened for es: translator ana, reviewer ben, due {due}, engine apertium",
        f"mill: opened for fr: assigned to nobody, due {due}, engine argos",
    ]
    team("users", "remove", "ana")
    (made,) = team("import", "-", "--source", "en", "--in", "spring", "--to", "es", "--json", stdin=ARTICLE).json()
    people = {"translator": "", "reviewer": "ben"}
    assert made["given"] == [{"language": "es", **people, "due": due, "engine": "apertium"}]
    assert [row["language"] for row in made["unassigned"]] == ["es"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--in", "nowhere"), 1, "no collection named nowhere"),
        (("--in", "spring", "--as", "fair"), 2, "collections put spring fair"),
    ],
)
def test_an_article_comes_into_a_collection_that_there_is_and_only_once(refusing: Desk, arguments, code, said) -> None:
    assert said in refusing("import", "-", "--source", "en", *arguments, stdin=ARTICLE, expect=code).err
    assert len(refusing("status", "--json").json()) == 2
