"""Revisions by command: what one would do, what it did, taking it back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commandline import Desk
from translate_flow.bootstrap import open_desk
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import Action
from translate_flow.workflow.reviewing import Operation, apply

BEFORE = "The fair\n\nThe mayor came. It rained all day.\n\nNobody left before the evening.\n"
AFTER = "The fair\n\nThe mayor came.\n\nIt rained all day.\n\nNobody left before the morning.\n"
SPANISH = ["La feria", "Vino el alcalde. Llovió todo el día.", "Nadie se fue antes de la noche."]


@pytest.fixture
def fair(desk: Desk, tmp_path: Path) -> Path:
    """The article, approved in Spanish; the file holds its next version."""
    path = tmp_path / "fair.txt"
    path.write_text(BEFORE, encoding="utf-8")
    desk("import", str(path), "--to", "es", "--source", "en", "--as", "fair")
    opened = open_desk(desk.root)
    with opened.store.read() as uow:
        targets = [unit.target for unit in uow.targets.bitext("fair", "es").units]
    wishes = [
        Operation(f"op-{place:05}", target.segment, "es", Action.APPROVE, text, 0)
        for place, (target, text) in enumerate(zip(targets, SPANISH, strict=True))
    ]
    assert {answer.outcome for answer in apply(opened.store, wishes, by=LOCAL_OWNER, splitter=opened.splitter)} == {
        "saved"
    }
    opened.store.close()
    path.write_text(AFTER, encoding="utf-8")
    return path


def status(desk: Desk) -> tuple[int, int]:
    (row,) = desk("status", "fair", "--json").json()
    return row["approved"], row["stale"]


def test_a_preview_of_a_revision_shows_its_effect_in_words_and_segments_and_stores_nothing(desk, fair):
    shown = desk("import", str(fair), "--as", "fair", "--preview").out
    assert "fair: revision 2 would be: untouched 1, edited 1, split 2" in shown
    assert "approved then" in shown
    assert re.search(r"^es +14 \(3\) +9 \(3\)", shown, re.MULTILINE)
    assert "Nobody left before the [-evening-]{+morning+}." in shown
    assert status(desk) == (3, 0)
    assert desk("revisions", "fair", "--json").json() == []


def test_another_articles_text_is_suspected_and_a_new_version_is_not(desk, fair):
    assert "another article's" not in desk("import", str(fair), "--as", "fair", "--preview").err
    fair.write_text("Rye bread\n\nThe dough rests overnight.\n\nBake it hot.\n", encoding="utf-8")
    said = "fair: hardly anything of the old text is in the new one; is it another article's?"
    assert said in desk("import", str(fair), "--as", "fair", "--preview").err
    assert said in desk("import", str(fair), "--as", "fair").err


def test_a_preview_for_programs_has_the_same_effect_as_the_revision(desk, fair):
    (told,) = desk("import", str(fair), "--as", "fair", "--preview", "--json").json()
    (spanish,) = told["revision"]["languages"]
    assert spanish["approved_before"] == {"segments": 3, "words": 14}
    assert spanish["approved"] == {"segments": 3, "words": 9}
    assert spanish["stale"] == {"segments": 1, "words": 5}
    (made,) = desk("import", str(fair), "--as", "fair", "--json").json()
    assert {name: made[name] for name in told["revision"]["effect"]} == told["revision"]["effect"]
    assert status(desk) == (4, 1)


def test_an_import_of_a_title_that_is_there_says_so_and_stores_it_all_the_same(desk, fair):
    said = f"titled 'The fair' already, fair; to store the text as its next revision, run: translate-flow import {fair}"
    shown = desk("import", str(fair), "--source", "en", "--preview")
    assert f"{said} --as fair\n" in shown.err
    made = desk("import", str(fair), "--source", "en", "--json")
    assert made.err.count("already") == 1
    assert [row["slug"] for row in made.json()] == ["the-fair"]
    assert "already" not in desk("import", str(fair), "--source", "en", "--as", "fair").err
    assert "already" not in desk("import", str(fair), "--source", "en", "--as", "other").err


def test_the_same_text_again_is_told_so(desk, fair):
    fair.write_text(BEFORE, encoding="utf-8")
    assert "nothing would change" in desk("import", str(fair), "--as", "fair", "--preview").out


def test_a_moved_paragraph_is_counted_once_before_and_after(desk, fair):
    title, first, second = BEFORE.strip().split("\n\n")
    fair.write_text("\n\n".join([title, second, first]) + "\n", encoding="utf-8")
    (told,) = desk("import", str(fair), "--as", "fair", "--preview", "--json").json()
    (made,) = desk("import", str(fair), "--as", "fair", "--json").json()
    assert (made["untouched"], made["moved"]) == (2, 1)
    assert {name: made[name] for name in told["revision"]["effect"]} == told["revision"]["effect"]


def test_the_last_revision_is_listed_and_taken_back(desk, fair):
    assert "no revision of fair is kept" in desk("revisions", "fair").out
    desk("import", str(fair), "--as", "fair")
    (row,) = desk("revisions", "fair", "--json").json()
    assert (row["revision"], row["by"], row["file"], row["undoes"]) == (2, "local", "fair.txt", None)
    assert row["effect"] == {"untouched": 1, "edited": 1, "split": 2}
    undone = desk("revisions", "undo", "fair")
    assert "revision 2 is taken back, as revision 3; 2 translations are as they were, 0 that people wrote" in undone.out
    assert status(desk) == (3, 0)
    first, second = desk("revisions", "fair", "--json").json()
    assert (first["undoes"], first["effect"], second["undoes"]) == (2, {"restored": 2}, None)
    assert re.search(r"^ +3 .* text taken back, translations: 2 restored$", desk("revisions", "fair").out, re.MULTILINE)
    assert desk("users", "log", "--json").json()[0]["action"] == "revision undone"


def test_work_that_is_not_given_back_when_a_revision_is_undone_is_told(desk, fair):
    for name, role in (("ruth", "admin"), ("ana", "translator")):
        desk("users", "add", name, "--role", role, "--password-stdin", stdin=b"four big blue whales")
    desk("assign", "fair", "--to", "es", "--translator", "ana", "--segments", "3")
    fair.write_text(AFTER.rpartition("\n\n")[0], encoding="utf-8")
    desk("import", str(fair), "--as", "fair")
    desk("users", "remove", "ana")
    assert "fair es: not given back to ana, who may not translate any more" in desk("revisions", "undo", "fair").err


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (("revisions", "undo", "fair"), 1, "has no revision to take back; translate-flow revisions fair"),
        (("revisions", "boat"), 1, "there is no article named boat"),
        (("revisions", "undo", "boat"), 1, "there is no article named boat"),
        (("revisions", "fair", "boat"), 2, "name one article"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(desk, fair, asked, code, said):
    assert said in desk(*asked, expect=code).err


def test_a_search_after_a_revision_says_what_is_stale(desk, fair):
    assert "stale" not in desk("search", "noche").out
    desk("import", str(fair), "--as", "fair")
    assert re.search(r"^fair +4 +es +approved \(stale\) +Nadie", desk("search", "noche").out, re.MULTILINE)
    assert re.search(r"^ +es +approved \(stale\) +Nadie", desk("search", "morning").out, re.MULTILINE)
    [target] = desk("search", "noche", "--json").json()
    [source] = desk("search", "morning", "--json").json()
    assert target["stale"]
    assert [each["stale"] for each in source["translations"]] == [True]
