"""import → draft → review → export by the command line, with the real tiny Argos package."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from commandline import Desk

ARTICLE = """---
title: The market opens again
author: Ana Ruiz
lang: en
---

The council opened the **new market** on Monday. The mayor thanked the [volunteers](https://example.org/help).

## What changed

- The old bridge was repaired.
- The library is closed.

> The teacher bought a new bicycle.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "market.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def model(desk: Desk, shared: Path) -> Desk:
    """A desk with the tiny English-Spanish package installed."""
    desk("models", "install", str(shared / "data" / "models" / "translate-en_es-0_1.argosmodel"))
    return desk


def test_an_article_goes_in_and_its_translation_comes_out(model: Desk, article: Path, tmp_path: Path) -> None:
    imported = model("import", str(article), "--to", "es", "--as", "market", "--json").json()
    assert imported == [
        {
            "slug": "market",
            "segments": 7,
            "words": 36,
            "language": "en",
            "languages": ["es"],
            "title": "The market opens again",
            "byline": "Ana Ruiz",
        }
    ]
    drafted = model("draft", "market", "--to", "es", "--json").json()
    assert [(row["slug"], row["language"], row["segments"], row["engine"]) for row in drafted] == [
        ("market", "es", 7, "argos")
    ]
    assert set(drafted[0]) == {
        *("slug", "language", "segments", "sentences", "reused", "engine", "seconds", "spliced", "unassigned")
    }
    status = model("status", "--json").json()
    assert (status[0]["draft"], status[0]["untranslated"], status[0]["percent"]) == (7, 0, 0.0)
    output = tmp_path / "out.html"
    model("export", "market", "--to", "es", "--format", "html", "-o", str(output))
    html = output.read_text(encoding="utf-8")
    assert "<strong>" in html
    assert 'href="https://example.org/help"' in html


@pytest.mark.parametrize("name", ["tmx", "tsv", "csv", "jsonl", "md", "txt", "html"])
def test_each_format_is_written_into_the_corpus_folder(model: Desk, article: Path, name: str) -> None:
    model("import", str(article), "--to", "es", "--as", "market")
    model("draft", "market")
    written = model("export", "market", "--to", "es", "--format", name, "--state", "any").out.strip()
    assert written == str(model.root / "corpus" / f"market.es.{name}")
    assert "mercado" in Path(written).read_text(encoding="utf-8")


def test_moses_writes_two_files_of_the_same_length(model: Desk, article: Path, tmp_path: Path) -> None:
    model("import", str(article), "--to", "es", "--as", "market")
    model("draft", "market")
    model("export", "market", "--to", "es", "--format", "moses", "--state", "any", "-o", str(tmp_path / "m"))
    english, spanish = ((tmp_path / f"m.{code}").read_text().splitlines() for code in ("en", "es"))
    assert len(english) == len(spanish) == 7


def test_only_what_is_approved_goes_into_a_corpus_unless_told_otherwise(model: Desk, article: Path) -> None:
    model("import", str(article), "--to", "es", "--as", "market")
    model("draft", "market")
    refused = model("export", "market", "--to", "es", expect=1)
    assert "--state any" in refused.err
    assert refused.err.count("\n") == 1
    assert list((model.root / "corpus").iterdir()) == []


def test_the_same_name_again_is_a_revision_of_the_article(model: Desk, article: Path) -> None:
    model("import", str(article), "--to", "es", "--as", "market")
    model("draft", "market")
    article.write_text(ARTICLE.replace("- The library is closed.\n", "- The library is open.\n"), encoding="utf-8")
    revised = model("import", str(article), "--as", "market", "--json").json()[0]
    assert (revised["slug"], revised["revision"], revised["languages"]) == ("market", 2, ["es"])
    effect = {name: revised[name] for name in ("untouched", "moved", "edited", "new", "gone")}
    assert effect == {"untouched": 6, "moved": 0, "edited": 1, "new": 0, "gone": 0}
    status = model("status", "--json").json()[0]
    assert (status["segments"], status["draft"], status["stale"]) == (7, 7, 1)
    assert model("draft", "market", "--json").json()[0]["segments"] == 1
    assert model("status", "--json").json()[0]["stale"] == 0


def test_a_revision_in_another_language_is_refused(model: Desk, article: Path) -> None:
    model("import", str(article), "--to", "es", "--as", "market")
    refused = model("import", str(article), "--source", "fr", "--as", "market", expect=1)
    assert "--as" in refused.err
    assert refused.err.count("\n") == 1


def test_drafting_again_changes_nothing(model: Desk, article: Path) -> None:
    model("import", str(article), "--to", "es", "--as", "market")
    model("draft", "market")
    assert model("draft", "market", "--json").json()[0]["segments"] == 0


def test_a_pivot_is_used_and_named(model: Desk, shared: Path, article: Path) -> None:
    model("models", "install", str(shared / "data" / "models" / "fake-es_ca-0_1.argosmodel"))
    model("import", str(article), "--to", "ca", "--as", "market")
    model("draft", "market")
    model("export", "market", "--to", "ca", "--format", "jsonl", "--state", "any")
    rows = [json.loads(line) for line in (model.root / "corpus" / "market.ca.jsonl").read_text().splitlines()]
    assert all(row["origin"]["pivot"] == ["es"] for row in rows if row["origin"]["engine"] == "argos")


def test_the_demo_ends_with_a_drafted_article(desk: Desk) -> None:
    desk.environment["ARGOS_PACKAGE_INDEX"] = "http://127.0.0.1:9/"
    desk("demo", "--no-serve")
    desk("demo", "--no-serve")
    rows = desk("status", "--json").json()
    assert len(rows) == 1
    assert rows[0]["untranslated"] == 0
    assert rows[0]["draft"] == rows[0]["segments"]


def test_models_are_listed_and_removed(model: Desk) -> None:
    assert [(row["from"], row["to"]) for row in model("models", "list", "--json").json()] == [("en", "es")]
    row = {"engine": "argos", "from": "en", "to": "es", "language": "Spanish", "auto": True}
    assert row in model("engines", "--json").json()
    model("models", "remove", "en", "es")
    assert model("models", "list", "--json").json() == []


def test_the_doctor_says_what_is_missing_and_how_to_get_it(desk: Desk) -> None:
    findings = {row["name"]: row for row in desk("doctor", "--json").json()}
    assert findings["workspace"]["fine"]
    assert findings["engine argos"] == {
        "name": "engine argos",
        "fine": False,
        "detail": "no language pair",
        "remedy": "translate-flow models install en es",
    }


def test_a_damaged_model_is_named_by_doctor_and_engines_with_what_helps(model: Desk) -> None:
    (package,) = model.packages.glob("translate-en_es*")
    weights = package / "model" / "model.bin"
    weights.write_bytes(weights.read_bytes()[:100_000])
    findings = {row["name"]: row for row in model("doctor", "--json").json()}
    found = findings["package en→es"]
    assert (found["fine"], found["remedy"]) == (False, "translate-flow models install en es")
    assert f"{weights}: damaged" in found["detail"]
    assert not findings["engine argos"]["fine"]
    assert "damaged  package en→es" in model("doctor").out
    rows = [row for row in model("engines", "--json").json() if row["engine"] == "argos"]
    assert [(row["from"], row["state"]) for row in rows] == [(None, "damaged")]
    assert f"argos           damaged        {weights}: damaged" in model("engines").out


def test_every_command_has_help(desk: Desk) -> None:
    for command in (
        "init",
        "import",
        "draft",
        "status",
        "export",
        "models",
        "engines",
        "serve",
        "worker",
        "demo",
        "doctor",
    ):
        assert "Usage: translate-flow" in desk(command, "--help").out


def test_standard_input_and_output_work(desk: Desk) -> None:
    desk("import", "-", "--source", "en", "--to", "es", "--as", "note", stdin=b"A note\n\nThe bread is fresh today.\n")
    assert "The bread is fresh today." in desk("export", "note", "--to", "es", "--format", "txt", "-o", "-").out


def test_the_store_is_what_status_says(desk: Desk, article: Path) -> None:
    desk("import", str(article), "--to", "es", "--to", "fr", "--as", "market")
    with sqlite3.connect(desk.root / "data" / "translate-flow.sqlite") as connection:
        (count,) = connection.execute("SELECT count(*) FROM target").fetchone()
    assert count == sum(row["segments"] for row in desk("status", "--json").json()) == 14


def test_a_preview_shows_segments_and_cleaning_as_json_and_stores_nothing(desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Home > News > Bread day\nBread day\n\nThe bread is fresh today.\n", encoding="utf-8")
    (shown,) = desk("import", str(page), "--source", "en", "--preview", "--json").json()
    assert [item["text"] for item in shown["segments"]] == ["Bread day", "The bread is fresh today."]
    assert [(item["line"], item["reason"]) for item in shown["changes"]] == [(1, "breadcrumb")]
    assert desk("status", "--json").json() == []
