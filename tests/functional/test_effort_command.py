"""The command that tells what translating took."""

from __future__ import annotations

import re

import pytest

from commandline import Desk
from translate_flow.bootstrap import open_desk
from translate_flow.domain.efforts import Spent
from translate_flow.domain.translation import Action
from translate_flow.workflow.reviewing import Operation, apply


@pytest.fixture
def fair(desk: Desk) -> Desk:
    """An article whose first segment Ana translated from nothing, in four seconds."""
    desk("import", "-", "--source", "en", "--to", "es", "--as", "fair", stdin=b"The fair\n\nIt rained.\n")
    for name, role in (("root", "admin"), ("ana", "translator")):
        desk("users", "add", name, "--role", role, "--password-stdin", stdin=b"four big blue whales")
    opened = open_desk(desk.root)
    with opened.store.read() as uow:
        segment = uow.targets.bitext("fair", "es").units[0].id
    made = Operation("one", segment, "es", Action.CONFIRM, "La feria", 0, spent=Spent(4_000, typed=8))
    assert apply(opened.store, [made], by="ana", splitter=opened.splitter)[0].outcome == "saved"
    opened.store.close()
    return desk


def test_figures_are_told_of_a_language_its_engines_and_on_request_its_people(fair: Desk) -> None:
    whole, engine = fair("effort", "--json").json()
    assert whole == {
        "language": "es",
        "of": "language",
        "name": "",
        "segments": 1,
        "words": 2,
        "seconds": 4.0,
        "median_seconds": 4.0,
        "words_per_hour": 1800.0,
        "keys_per_word": 4.0,
        "compared": 0,
        "ter": None,
        "chrf": None,
    }
    assert engine == {**whole, "of": "engine"}
    assert fair("effort", "--people", "--json").json()[2] == {**whole, "of": "person", "name": "ana"}


def test_the_table_names_what_nothing_drafted(fair: Desk) -> None:
    head, whole, engine, ana = fair("effort", "--language", "es", "--people").out.splitlines()
    assert head.split()[:4] == ["language", "of", "segments", "words"]
    named = [re.split(r" {2,}", line)[1] for line in (whole, engine, ana)]
    assert named == ["all", "no draft", "ana"]
    assert whole.split()[-2:] == ["-", "-"]


def test_a_desk_where_nobody_worked_says_so_and_stays_as_it_is(desk: Desk) -> None:
    assert "Nothing was measured" in desk("effort").out
    assert desk("effort", "--json").json() == []
    assert list((desk.root / "data").iterdir()) == []
