"""The checks that ask more than a pair of texts, each on cases of its own in several languages."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from bitexts import BY_PERSON
from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.terms import Term
from translate_flow.domain.translation import Action, State
from translate_flow.segmentation import SrxSplitter
from translate_flow.store import SqlStore
from translate_flow.workflow.checking import check, look
from translate_flow.workflow.segmenting import segment as with_sentences

SPLITTER = SrxSplitter()
TERMS = (
    Term("ferry", "transbordador", "en", "es", forbidden=("ferri",)),
    Term("ferry", "عبّارة", "en", "ar"),
    Term("ferry", "bac", "en", "fr", forbidden=("traversier",)),
    Term("lock", "esclusa", "en", "es", forbidden=("cerradura",)),
    Term("lock", "Schleuse", "en", "de", forbidden=("Schloss",)),
    Term("lock", "écluse", "en", "fr", forbidden=("serrure",)),
    Term("lock", "水門", "en", "ja", forbidden=("錠",)),
)
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    opened = new_store(tmp_path_factory.mktemp("cases") / "desk.sqlite")
    with opened.write(by=LOCAL_OWNER) as uow:
        uow.terms.add(TERMS)
    yield opened
    opened.close()


def add(store: SqlStore, language: str, *pairs: tuple[str, str], codes: tuple[Code, ...] = ()) -> tuple[str, list[int]]:
    """An article of these paragraphs, translated so; its name and the numbers of its segments."""
    slug = f"case-{next(_NUMBERS)}"
    segments = tuple(Segment(Kind.PARAGRAPH, source, codes) for source, _ in pairs)
    with store.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(with_sentences(Article("en", segments), splitter=SPLITTER), languages=[language], slug=slug)
        units = uow.targets.bitext(slug, language).units
        for unit, (_, text) in zip(units, pairs, strict=True):
            if text:
                made = replace(unit.target, text=text, state=State.TRANSLATED, origin=BY_PERSON)
                uow.targets.write(made, base=0, action=Action.CONFIRM)
    return slug, [unit.id for unit in units]


def codes_of(store: SqlStore, source: str, language: str, target: str, codes: tuple[Code, ...] = ()) -> set[str]:
    _, (number,) = add(store, language, (source, ""), codes=codes)
    return {item.issue.code for item in look(store, number, language=language, text=target, splitter=SPLITTER)}


MISSING = [
    ("es", "The ferry left.", "El transbordador salió.", False),
    ("es", "The ferry left.", "El barco salió.", True),
    ("es", "Two ferries left.", "Salieron dos transbordadores.", False),
    ("es", "Two ferries left.", "Salieron dos barcos.", True),
    ("es", "FERRY", "TRANSBORDADOR", False),
    ("es", "The ferryman left.", "El barquero salió.", False),
    ("de", "The lock opens.", "Die Schleuse öffnet sich.", False),
    ("de", "The lock opens.", "Das Tor öffnet sich.", True),
    ("de", "The locks open.", "Die Schleusen öffnen sich.", False),
    ("fr", "The ferry left.", "Le bac est parti.", False),
    ("fr", "The ferry left.", "Le bateau est parti.", True),
    ("fr", "The lock opens.", "L’écluse s’ouvre.", False),
    ("ja", "The lock opens.", "水門が開く。", False),
    ("ja", "The lock opens.", "門が開く。", True),
    ("ar", "The ferry left.", "غادرت العبّارة.", False),
    ("ar", "The ferry left.", "غادر القارب.", True),
]


FORBIDDEN = [
    ("es", "The lock opens.", "La cerradura se abre.", True),
    ("es", "The lock opens.", "La esclusa se abre.", False),
    ("es", "The locks open.", "Las cerraduras se abren.", True),
    ("es", "THE LOCK", "LA CERRADURA", True),
    ("es", "The key turns.", "La cerradura gira.", False),
    ("es", "The ferry left.", "El ferri salió.", True),
    ("de", "The lock opens.", "Das Schloss öffnet sich.", True),
    ("de", "The lock opens.", "Die Schleuse öffnet sich.", False),
    ("fr", "The lock opens.", "La serrure s’ouvre.", True),
    ("fr", "The ferry left.", "Le traversier est parti.", True),
    ("fr", "The ferry left.", "Le bac est parti.", False),
    ("ja", "The lock opens.", "錠が開く。", True),
    ("ja", "The lock opens.", "水門が開く。", False),
]


@pytest.mark.parametrize(
    ("code", "language", "source", "target", "wrong"),
    [
        *(("term_missing", *case) for case in MISSING),
        *(("term_forbidden", *case) for case in FORBIDDEN),
    ],
)
def test_a_term_is_missing_or_a_forbidden_word_stands_there_or_not(
    store: SqlStore, code: str, language: str, source: str, target: str, wrong: bool
) -> None:
    assert (code in codes_of(store, source, language, target)) is wrong


TAGS = (Code(1, CodeKind.BOLD), Code(2, CodeKind.LINK, ref="https://example.org"), Code(3, CodeKind.FOOTNOTE, ref="1"))
TAGGED = "The <1>old</1> mill is <2>open</2>.<3/>"
FORMATTING = [
    ("es", "El molino <1>viejo</1> está <2>abierto</2>.<3/>", False),
    ("es", "Está <2>abierto</2> el molino <1>viejo</1>.<3/>", False),
    ("es", "El molino viejo está <2>abierto</2>.<3/>", True),
    ("es", "El molino <1>viejo</1> está <2>abierto</2>.", True),
    ("es", "El molino <1>viejo está <2>abierto</2>.<3/>", True),
    ("es", "El molino <1>viejo</1> está <1>muy</1> <2>abierto</2>.<3/>", True),
    ("es", "El molino <1>viejo está <2>abierto</1></2>.<3/>", True),
    ("es", "El molino <2>está <1>abierto</1></2>.<3/>", False),
    ("ja", "<1>古い</1>水車小屋は<2>開いている</2>。<3/>", False),
    ("ja", "古い水車小屋は開いている。", True),
    ("ar", "الطاحونة <1>القديمة</1> <2>مفتوحة</2>.<3/>", False),
    ("ar", "الطاحونة <1>القديمة</1> مفتوحة.<3/>", True),
]


@pytest.mark.parametrize(("language", "target", "wrong"), FORMATTING)
def test_the_formatting_of_the_source_comes_once_and_whole_or_not(
    store: SqlStore, language: str, target: str, wrong: bool
) -> None:
    assert ("codes" in codes_of(store, TAGGED, language, target, TAGS)) is wrong


def told_beside(store: SqlStore, code: str, language: str, pairs: Sequence[tuple[str, str]]) -> list[int]:
    """The places, from 1, at which the check tells something."""
    slug, _ = add(store, language, *pairs)
    found = check(store, slug, language=language, splitter=SPLITTER)
    return [item.unit.position + 1 for item in found if item.issue.code == code]


OPEN, SHUT = "The mill is open.", "The mill is shut."
INCONSISTENT = [
    ("es", [(OPEN, "El molino está abierto."), (OPEN, "El molino está abierto.")], []),
    ("es", [(OPEN, "El molino está abierto."), (OPEN, "El molino abre.")], [1, 2]),
    ("es", [(OPEN, "El molino está abierto."), (OPEN, "el molino está  abierto.")], []),
    ("es", [(OPEN, "El molino está abierto."), (OPEN, "")], []),
    ("es", [(OPEN, "El molino está abierto."), (SHUT, "El molino está cerrado.")], []),
    ("es", [(OPEN, "Está abierto."), (SHUT, "Está cerrado."), (OPEN, "Abre el molino.")], [1, 3]),
    ("es", [("THE MILL IS OPEN.", "EL MOLINO ABRE."), (OPEN, "El molino está abierto.")], [1, 2]),
    ("ja", [(OPEN, "水車小屋は開いている。"), (OPEN, "水車小屋が開く。")], [1, 2]),
    ("ja", [(OPEN, "水車小屋は開いている。"), (OPEN, "水車小屋は開いている。")], []),
    ("ar", [(OPEN, "الطاحونة مفتوحة."), (OPEN, "فُتحت الطاحونة.")], [1, 2]),
    ("ar", [(OPEN, "الطاحونة مفتوحة."), (SHUT, "الطاحونة مغلقة.")], []),
]


DOGS, CATS = "Dogs stay outside the old hall.", "Cats stay outside the old hall."
REPEATED = [
    ("es", [(DOGS, "Los perros se quedan fuera."), (CATS, "Los perros se quedan fuera.")], [1, 2]),
    ("es", [(DOGS, "Los perros se quedan fuera."), (CATS, "Los gatos se quedan fuera.")], []),
    ("es", [(DOGS, "Los perros se quedan fuera."), (DOGS, "Los perros se quedan fuera.")], []),
    ("es", [(DOGS, "Los perros se quedan fuera."), (CATS, "LOS PERROS SE QUEDAN FUERA.")], [1, 2]),
    ("es", [("Open", "Abierto"), ("Opened", "Abierto")], []),
    ("es", [("Good morning to you", "Muy buenos días"), ("Good day to you", "Muy buenos días")], []),
    ("es", [(DOGS, "Los perros se quedan fuera."), (CATS, "")], []),
    ("es", [(DOGS, "Fuera se quedan todos ellos."), (OPEN, "Abre."), (CATS, "Fuera se quedan todos ellos.")], [1, 3]),
    ("de", [(DOGS, "Hunde bleiben vor der Halle."), (CATS, "Hunde bleiben vor der Halle.")], [1, 2]),
    ("de", [(DOGS, "Hunde bleiben vor der Halle."), (CATS, "Katzen bleiben vor der Halle.")], []),
    ("ar", [(DOGS, "تبقى الكلاب خارج القاعة القديمة."), (CATS, "تبقى الكلاب خارج القاعة القديمة.")], [1, 2]),
    ("ar", [(DOGS, "تبقى الكلاب خارج القاعة القديمة."), (CATS, "تبقى القطط خارج القاعة القديمة.")], []),
]


@pytest.mark.parametrize(
    ("code", "language", "pairs", "places"),
    [
        *(("inconsistent", *case) for case in INCONSISTENT),
        *(("repeated", *case) for case in REPEATED),
    ],
)
def test_one_source_is_said_in_two_ways_or_two_in_one_or_not(
    store: SqlStore, code: str, language: str, pairs: list[tuple[str, str]], places: list[int]
) -> None:
    assert told_beside(store, code, language, pairs) == places
