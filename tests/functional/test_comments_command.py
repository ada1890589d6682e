"""The command that lists, adds and resolves comments."""

from __future__ import annotations

import pytest

from commandline import Desk


@pytest.fixture
def fair(desk: Desk) -> Desk:
    """An article for Spanish, an admin and a translator."""
    desk("import", "-", "--source", "en", "--to", "es", "--as", "fair", stdin=b"The fair\n\nIt rained.\n")
    for name, role in (("root", "admin"), ("ana", "translator")):
        desk("users", "add", name, "--role", role, "--password-stdin", stdin=b"four big blue whales")
    return desk


def test_a_comment_is_added_listed_and_resolved(fair: Desk) -> None:
    assert "No comment." in fair("comments", "fair", "--to", "es").out
    (made,) = fair("comments", "add", "fair", "2", "Hard, @ana?", "--to", "es", "--json").json()
    assert (made["segment"], made["by"], made["text"], made["mentions"]) == (2, "local", "Hard, @ana?", ["ana"])
    assert "Hard, @ana?" in fair("comments", "fair", "--to", "es", "--open").out
    (done,) = fair("comments", "resolve", str(made["id"]), "--json").json()
    assert done["resolved_by"] == "local"
    assert fair("comments", "fair", "--to", "es", "--json").json() == [done]
    assert "No open comment." in fair("comments", "fair", "--to", "es", "--open").out


def test_whoever_names_nobody_is_told_so_and_the_comment_is_kept(fair: Desk) -> None:
    made = fair("comments", "add", "fair", "2", "Ask @nemo or @ana, ana@example.org", "--to", "es", "--json")
    assert "nobody named nemo can be told of it; translate-flow users list" in made.err
    assert made.err.count("\n") == 1
    assert fair("comments", "fair", "--to", "es", "--json").json() == made.json()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("fair",), 2, "name the language with --to"),
        (("add", "fair", "2", "--to", "es"), 2, "a segment's place and a text"),
        (("add", "fair", "two", "Why?", "--to", "es"), 2, "a segment's place and a text"),
        (("add", "fair", "3", "Why?", "--to", "es"), 1, "fair has 2 segments, so 3 names none"),
        (("add", "fair", "2", " ", "--to", "es"), 1, "says nothing"),
        (("add", "fair", "2", "Why?", "--to", "fr"), 1, "fair is not open for fr"),
        (("nowhere", "--to", "es"), 1, "there is no article named nowhere"),
        (("resolve", "9"), 1, "there is no comment 9"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(fair: Desk, arguments, code, said) -> None:
    assert said in fair("comments", *arguments, expect=code).err
    assert fair("comments", "fair", "--to", "es", "--json").json() == []
