"""The command that checks translations: what it shows, and what the settings change."""

from __future__ import annotations

import pytest

from commandline import Desk
from translate_flow.bootstrap import open_desk
from translate_flow.cli.checking import WORDS
from translate_flow.domain.dismissals import Place
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import Action
from translate_flow.workflow.checking import USUAL, Verdict, judge
from translate_flow.workflow.reviewing import Operation, apply

ARTICLE = b"Opening times\n\nDoors open at 7.\n"


@pytest.fixture
def checked(desk: Desk) -> Desk:
    """An article with a translation that ends otherwise and has another number."""
    desk("import", "-", "--source", "en", "--to", "es", "--as", "fair", stdin=ARTICLE)
    opened = open_desk(desk.root)
    with opened.store.read() as uow:
        target = uow.targets.bitext("fair", "es").units[1].target
    confirmed = Operation("one", target.segment, "es", Action.CONFIRM, "Se abre a las 8", target.version)
    apply(opened.store, [confirmed], by=LOCAL_OWNER, splitter=opened.splitter)
    opened.store.close()
    return desk


def test_every_issue_is_shown_with_its_place_and_in_words(checked: Desk) -> None:
    rows = checked("check", "fair", "--to", "es", "--json").json()
    assert [(row["segment"], row["check"], row["fix"]) for row in rows] == [(2, "numbers", None), (2, "end_mark", ".")]
    for row in rows:
        assert row.keys() == {"segment", "severity", "check", "start", "end", "text", "wanted", "fix", "dismissed"}
        assert row["dismissed"] is None
    told = checked("check", "fair", "--to", "es").out
    assert all(WORDS[row["check"]] in told for row in rows)


def test_what_somebody_dismissed_is_shown_only_when_it_is_asked_for(checked: Desk) -> None:
    number, _ = checked("check", "fair", "--to", "es", "--json").json()
    opened = open_desk(checked.root)
    with opened.store.read() as uow:
        target = uow.targets.bitext("fair", "es").units[1].target
    place = Place(number["check"], number["start"], number["end"])
    judge(opened.store, Verdict(target.segment, "es", place, target.text, note="the clock changed"), by=LOCAL_OWNER)
    opened.store.close()
    assert [row["check"] for row in checked("check", "fair", "--to", "es", "--json").json()] == ["end_mark"]
    every = checked("check", "fair", "--to", "es", "--dismissed", "--json").json()
    assert every[0]["dismissed"] == {"by": LOCAL_OWNER, "note": "the clock changed"}
    assert "(dismissed by local)" in checked("check", "fair", "--to", "es", "--dismissed").out


def test_the_settings_say_what_counts(checked: Desk) -> None:
    rows = checked("check", "fair", "--to", "es", "--json").json()
    codes = {row["check"] for row in rows}
    off = "".join(f"  {code}: off\n" for code in codes)
    (checked.root / "translate-flow.yaml").write_text(f"checks:\n{off}", encoding="utf-8")
    assert "Nothing was found." in checked("check", "fair", "--to", "es").out
    (checked.root / "translate-flow.yaml").write_text("checks: {es: {grammar: off}}", encoding="utf-8")
    assert "checks.es.grammar is no check" in checked("check", "fair", "--to", "es", expect=1).err


def test_an_unknown_language_is_refused(checked: Desk) -> None:
    assert "not open" in checked("check", "fair", "--to", "fr", expect=1).err


def test_every_check_has_words() -> None:
    assert WORDS.keys() == USUAL.keys()
