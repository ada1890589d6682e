"""The commands that archive, delete and restore, and the worker that empties the bin."""

from __future__ import annotations

import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from commandline import Desk

ARTICLE = b"The fair\n\nIt rained.\n\nThen it stopped.\n"


@pytest.fixture
def two(desk: Desk) -> Desk:
    """Two articles for Spanish."""
    for slug in ("fair", "mill"):
        desk("import", "-", "--source", "en", "--to", "es", "--as", slug, stdin=ARTICLE)
    return desk


def listed(desk: Desk, *options: str) -> list[str]:
    return sorted({row["slug"] for row in desk("status", *options, "--json").json()})


def test_articles_are_archived_deleted_and_restored_in_bulk(two: Desk) -> None:
    assert "mill is archived" in two("archive", "fair", "mill").out
    assert (listed(two), listed(two, "--archived")) == ([], ["fair", "mill"])
    assert "There is no open article" in two("status").out
    assert listed(two, "fair") == ["fair"]
    deleted = two("delete", "fair", "--json").json()
    assert [(row["slug"], row["shelf"], row["deleted_by"]) for row in deleted] == [("fair", "deleted", "local")]
    assert (listed(two, "--archived"), listed(two, "--deleted")) == (["mill"], ["fair"])
    assert "translate-flow restore fair" in two("status", "fair", expect=1).err
    two("restore", "fair", "mill")
    assert (listed(two), listed(two, "--archived"), listed(two, "--deleted")) == (["mill"], ["fair"], [])
    two("restore", "fair")
    assert listed(two) == ["fair", "mill"]


def test_an_archived_article_is_still_searched_and_exported(two: Desk) -> None:
    two("archive", "fair")
    told = [line.split() for line in two("search", "rained").out.splitlines()[1:]]
    assert told[2] == ["fair", "(archived)", "2", "en", "source", "It", "rained."]
    assert told[3] == ["es", "untranslated"]
    row = two("search", "rained", "--json").json()[1]
    assert row["translations"] == [{"language": "es", "text": "", "state": "untranslated", "stale": False}]
    assert [row["archived"] for row in two("search", "rained", "--json").json()] == [False, True]
    two("export", "fair", "--to", "es", "--format", "txt", "-o", "-")
    assert "fair" not in two("draft", "--engine", "demo").out
    two("delete", "fair")
    assert [row["article"] for row in two("search", "rained", "--json").json()] == ["mill"]
    assert "is deleted" in two("export", "fair", "--to", "es", "--format", "txt", expect=1).err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("archive",), 2, "ARTICLE"),
        (("archive", "mill", "nowhere"), 1, "there is no article named nowhere"),
        (("delete", "mill", "--now"), 2, "add --yes where nobody can be asked"),
        (("delete", "mill", "--yes"), 2, "--yes goes with --now"),
        (("delete", "mill", "nowhere", "--now", "--yes"), 1, "there is no article named nowhere"),
        (("status", "--archived", "mill"), 2, "takes no article"),
        (("draft", "fair", "--engine", "demo"), 1, "translate-flow restore fair"),
        (("assign", "fair", "--to", "es", "--translator", "local"), 1, "translate-flow restore fair"),
        (("import", "-", "--source", "en", "--as", "fair"), 1, "translate-flow restore fair"),
        (("import", "-", "--source", "en", "--as", "fair", "--preview"), 1, "translate-flow restore fair"),
    ],
)
def test_what_is_refused_is_told_with_its_remedy_and_changes_nothing(two: Desk, arguments, code, said) -> None:
    two("archive", "fair")
    assert said in two(*arguments, expect=code, stdin=b"The fair\n\nIt snowed.\n").err
    assert (listed(two), listed(two, "--archived")) == (["mill"], ["fair"])


def test_an_import_under_a_deleted_name_says_what_to_do(two: Desk) -> None:
    two("delete", "fair")
    refused = two("import", "-", "--source", "en", "--as", "fair", expect=1, stdin=ARTICLE)
    assert "choose another with --as, or run: translate-flow restore fair" in refused.err


def test_deleting_for_good_takes_the_name_free_again(two: Desk) -> None:
    assert two("delete", "fair", "--now", "--yes").out == "fair is deleted for good\n"
    assert "no article named fair" in two("restore", "fair", expect=1).err
    two("import", "-", "--source", "en", "--to", "es", "--as", "fair", stdin=ARTICLE)
    assert listed(two) == ["fair", "mill"]


def database(desk: Desk) -> Path:
    return desk.root / "data" / "translate-flow.sqlite"


def overdue(desk: Desk, slug: str) -> None:
    """Let the time of a deleted article be over."""
    with closing(sqlite3.connect(database(desk))) as connection, connection:
        connection.execute("UPDATE article SET until = 1 WHERE slug = ?", [slug])


def known(desk: Desk) -> list[str]:
    with closing(sqlite3.connect(database(desk))) as connection:
        return [slug for (slug,) in connection.execute("SELECT slug FROM article ORDER BY slug")]


def test_the_next_deletion_empties_the_bin_of_what_is_over(two: Desk) -> None:
    two("delete", "fair")
    overdue(two, "fair")
    two("delete", "mill")
    assert known(two) == ["mill"]


def test_the_worker_empties_the_bin(two: Desk) -> None:
    two("delete", "fair", "mill")
    overdue(two, "fair")
    worker = subprocess.Popen(two.command("worker"), env=two.environment, stdout=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 60
        while "fair" in known(two):
            assert worker.poll() is None
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.05)
    finally:
        worker.terminate()
        worker.wait(60)
    assert known(two) == ["mill"]


def test_the_settings_say_how_long_a_deleted_article_is_kept(two: Desk) -> None:
    settings = two.root / "translate-flow.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("bin_days: 30", "bin_days: 0"), encoding="utf-8")
    assert "bin_days: it must be from 1 to 3650, not 0" in two("delete", "fair", expect=1).err
    settings.write_text(text.replace("bin_days: 30", "bin_days: 3650"), encoding="utf-8")
    (row,) = two("delete", "fair", "--json").json()
    assert int(row["until"][:4]) - int(row["deleted"][:4]) in (9, 10)
