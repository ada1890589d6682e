"""Checking an article: each translation for itself, with codes and terms, and beside the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bitexts import BY_PERSON
from stores import new_store
from translate_flow.checks.issues import Severity
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.collections import Collection
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.terms import Term
from translate_flow.domain.translation import Action, State
from translate_flow.errors import NotFoundError
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore
from translate_flow.workflow.checking import Checked, check
from translate_flow.workflow.segmenting import segment

SPLITTER = SrxSplitter()
BOLD = (Code(1, CodeKind.BOLD),)
TEXTS = [
    Segment(Kind.TITLE, "The river market"),
    Segment(Kind.PARAGRAPH, "The <1>sluice</1> opens at 7.", BOLD),
    Segment(Kind.PARAGRAPH, "Bring a bag. Bring a basket."),
    Segment(Kind.PARAGRAPH, "Bring a bag. Bring a basket."),
    Segment(Kind.PARAGRAPH, "Dogs stay outside the old hall."),
    Segment(Kind.PARAGRAPH, "Cats stay outside the old hall."),
    Segment(Kind.CODE, "open = 7"),
]
FINE = [
    "El mercado del río",
    "La <1>esclusa</1> se abre a las 7.",
    "Traiga una bolsa. Traiga una cesta.",
    "Traiga una bolsa. Traiga una cesta.",
    "Los perros se quedan fuera de la sala vieja.",
    "Los gatos se quedan fuera de la sala vieja.",
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = new_store(tmp_path / "desk.sqlite")
    with opened.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(segment(Article("en", tuple(TEXTS)), splitter=SPLITTER), languages=["es"], slug="river")
        uow.terms.add([Term("sluice", "esclusa", "en", "es", forbidden=("compuerta",))])
    yield opened
    opened.close()


def found(store: SqlStore, **changed: str) -> list[tuple[int, str, str]]:
    """Place from 1, code and what is wanted; ``changed`` are targets by place, such as ``_2``."""
    targets = dict(enumerate(FINE, 1)) | {int(place[1:]): text for place, text in changed.items()}
    with store.write(by=LOCAL_OWNER) as uow:
        for unit in uow.targets.bitext("river", "es").units:
            if text := targets.get(unit.position + 1):
                wanted = replace(unit.target, text=text, state=State.TRANSLATED, origin=BY_PERSON)
                uow.targets.write(wanted, base=unit.target.version, action=Action.CONFIRM)
    return [_told(item) for item in check(store, "river", language="es", splitter=SPLITTER)]


def _told(item: Checked) -> tuple[int, str, str]:
    return item.unit.position + 1, item.issue.code, item.issue.finding.wanted


def test_a_good_translation_has_no_issue(store: SqlStore) -> None:
    assert found(store) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"_2": "La esclusa se abre a las 7."}, [(2, "codes", "")]),
        ({"_2": "La <1>puerta</1> se abre a las 7."}, [(2, "term_missing", "esclusa")]),
        ({"_2": "La <1>compuerta</1> se abre a las 7."}, [(2, "term_forbidden", "esclusa")]),
        ({"_2": "La <1>esclusa</1> se abre a las 8."}, [(2, "numbers", "")]),
        ({"_3": "Traiga una bolsa y una cesta."},
         [(3, "sentences", "2"), (3, "inconsistent", "traiga una bolsa. traiga una cesta."),
          (4, "inconsistent", "traiga una bolsa y una cesta.")]),
        ({"_6": "Los perros se quedan fuera de la sala vieja."},
         [(5, "repeated", "cats stay outside the old hall."), (6, "repeated", "dogs stay outside the old hall.")]),
        ({"_1": "El mercado  del río"}, [(1, "double_spaces", "")]),
    ],
    ids=["codes", "term missing", "term forbidden", "number", "inconsistent", "repeated", "spaces"],
)  # fmt: skip
def test_an_issue_is_found_where_it_is(store: SqlStore, changed, expected) -> None:
    assert found(store, **changed) == expected


def test_a_collection_s_own_terms_go_before_everybody_s(store: SqlStore) -> None:
    with store.write(by=LOCAL_OWNER) as uow:
        uow.collections.add(Collection("floods"))
        uow.collections.put("floods", "river")
        uow.terms.add([Term("sluice", "compuerta", "en", "es", collection="floods")])
    assert found(store, _2="La <1>compuerta</1> se abre a las 7.") == []
    assert check(store, "river", language="es", splitter=SPLITTER) == []


def test_what_has_no_target_is_not_checked(store: SqlStore) -> None:
    assert check(store, "river", language="es", splitter=SPLITTER) == []


def test_only_what_is_bad_enough_is_told_and_a_check_may_be_off(store: SqlStore) -> None:
    found(store, _1="El mercado  del río", _2="La esclusa se abre a las 8.")
    options = {"language": "es", "splitter": SPLITTER}
    errors = check(store, "river", least=Severity.ERROR, **options)
    assert [_told(item)[:2] for item in errors] == [(2, "codes")]
    without = check(store, "river", severities={"codes": None, "numbers": Severity.NOTE}, **options)
    assert [(_told(item)[:2], item.issue.severity) for item in without] == [
        ((1, "double_spaces"), "warning"), ((2, "numbers"), "note"),
    ]  # fmt: skip


def test_an_unknown_article_is_refused(store: SqlStore) -> None:
    with pytest.raises(NotFoundError):
        check(store, "lake", language="es", splitter=SPLITTER)
