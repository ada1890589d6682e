"""The command that assigns work: in bulk, in part, taken back, refused."""

from __future__ import annotations

import pytest

from commandline import Desk

ARTICLE = b"The fair\n\nIt rained.\n\nThen it stopped.\n"


@pytest.fixture
def team(desk: Desk) -> Desk:
    """Two articles for Spanish and French, an admin and a translator."""
    for slug in ("fair", "mill"):
        desk("import", "-", "--source", "en", "--to", "es,fr", "--as", slug, stdin=ARTICLE)
    desk("users", "add", "root", "--password-stdin", stdin=b"four big blue whales")
    desk("users", "add", "ana", "--role", "translator", "--password-stdin", stdin=b"four big blue whales")
    return desk


def test_articles_are_assigned_in_bulk_in_part_and_taken_back(team: Desk) -> None:
    everything = team("assign", "fair", "mill", "--to", "es,fr", "--translator", "ana", "--due", "2999-12-24", "--json")
    assert [(row["slug"], row["language"], row["due"]) for row in everything.json()] == [
        (slug, language, "2999-12-24") for slug in ("fair", "mill") for language in ("es", "fr")
    ]
    part = team("assign", "fair", "--to", "es", "--reviewer", "root", "--segments", "2-99", "--json").json()
    assert [(row["segments"], row["translator"], row["reviewer"]) for row in part] == [
        ("1-1", "ana", ""), ("2-3", "ana", "root"),
    ]  # fmt: skip
    assert "Nobody has work there now." in team("assign", "fair", "--to", "es", "--clear").out
    newest = team("users", "log", "--limit", "1", "--json").json()
    assert [(row["action"], row["subject"]) for row in newest] == [("assignment cleared", "fair es")]


def test_what_was_settled_is_left_open_again(team: Desk) -> None:
    team("assign", "fair", "--to", "es", "--translator", "ana", "--due", "2999-12-24")
    [row] = team("assign", "fair", "--to", "es", "--unset", "due", "--json").json()
    assert (row["translator"], row["due"]) == ("ana", None)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("fair", "--translator", "ana"), 2, "--to"),
        (("fair", "--to", "es", "--segments", "x"), 2, "such as 3-10"),
        (("fair", "--to", "es", "--due", "tomorrow"), 2, "tomorrow"),
        (("fair", "--to", "es", "--clear", "--translator", "ana"), 2, "--clear takes no"),
        (("fair", "nowhere", "--to", "es", "--translator", "ana"), 1, "there is no article named nowhere"),
        (("fair", "--to", "es", "--translator", "nemo"), 1, "there is no person named nemo"),
        (("fair", "--to", "es", "--reviewer", "ana"), 1, "ana may not approve in es"),
        (("fair", "--to", "es", "--due", "2001-01-01"), 1, "has passed"),
        (("fair", "--to", "es"), 1, "there is nothing to assign"),
        (("fair", "--to", "es", "--translator", "ana", "--segments", "9-12"), 1, "fair has 3 segments"),
    ],
)
def test_what_cannot_be_assigned_is_told_and_changes_nothing(team: Desk, arguments, code, said) -> None:
    assert said in team("assign", *arguments, expect=code).err
    assert team("assign", "fair", "--to", "es", "--clear", "--segments", "3", "--json").json() == []
