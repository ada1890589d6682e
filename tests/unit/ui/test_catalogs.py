"""The interface catalogs: the template is what the code says, and every language says all of it."""

from __future__ import annotations

import re
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import translate_flow as package
from translate_flow.catalogs import DOMAIN
from translate_flow.resources import resource
from translate_flow.ui import i18n

# The keywords of tools/catalogs.py.
KEYWORDS = {"_": None, "ngettext": (1, 2)}
LANGUAGES = ("ar", "de", "es", "fr")
# Arabic says none, one and two in words; those forms need no {n}.
IN_WORDS = {"ar": (0, 1, 2)}
CATEGORIES = ("zero", "one", "two", "few", "many", "other")


def read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def template() -> Catalog:
    return read(resource("locales") / f"{DOMAIN}.pot")


@pytest.fixture(params=LANGUAGES)
def catalog(request) -> Catalog:
    return read(resource("locales") / request.param / "LC_MESSAGES" / f"{DOMAIN}.po", request.param)


def ids(catalog: Catalog) -> set[str | tuple[str, ...]]:
    return {message.id for message in catalog if message.id}


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


def complaint(what: str, found) -> str:
    return "\n  ".join([f"{what}; run tools/catalogs.py and translate:", *sorted(map(str, found))])


def test_the_template_holds_what_the_code_says():
    found = extract_from_dir(Path(package.__file__).parent, keywords=KEYWORDS)
    said, held = {message for _, _, message, _, _ in found}, ids(template())
    assert not said - held, complaint("not in the template", said - held)
    assert not held - said, complaint("in the template, but no longer in the code", held - said)


def test_every_catalog_of_the_folder_is_tested():
    assert {path.parts[-3] for path in resource("locales").glob(f"*/LC_MESSAGES/{DOMAIN}.po")} == set(LANGUAGES)


def test_a_catalog_holds_the_messages_of_the_template_and_no_others(catalog):
    wanted, held = ids(template()), ids(catalog)
    assert not wanted - held, complaint(f"{catalog.locale}: missing", wanted - held)
    assert not held - wanted, complaint(f"{catalog.locale}: not in the template", held - wanted)
    assert not catalog.obsolete, complaint(f"{catalog.locale}: obsolete", catalog.obsolete)


def test_every_message_is_translated_in_all_its_forms(catalog):
    expected = {True: catalog.num_plurals, False: 1}
    empty = [
        message.id
        for message in catalog
        if message.id
        and (
            len(forms(message.string)) != expected[message.pluralizable]
            or not all(map(str.strip, forms(message.string)))
        )
    ]
    assert not empty, complaint(f"{catalog.locale}: untranslated", empty)


def test_no_message_is_fuzzy(catalog):
    fuzzy = [message.id or "the header" for message in catalog if message.fuzzy]
    assert not fuzzy, complaint(f"{catalog.locale}: fuzzy", fuzzy)


def test_a_translation_keeps_the_placeholders(catalog):
    wrong = [
        f"{message.id} → {form}"
        for message in catalog
        if message.id
        for number, form in enumerate(forms(message.string))
        if not keeps(
            message.id, form, in_words=message.pluralizable and number in IN_WORDS.get(str(catalog.locale), ())
        )
    ]
    assert not wrong, complaint(f"{catalog.locale}: other placeholders", wrong)


def keeps(source: str | tuple[str, ...], form: str, *, in_words: bool) -> bool:
    wanted = set().union(*map(placeholders, forms(source)))
    optional = {"n"} if in_words else set()
    return wanted - optional <= placeholders(form) <= wanted


@pytest.mark.parametrize(
    ("form", "in_words", "kept"),
    [
        ("{n} von {total}", False, True),
        ("{n} von allen", False, False),
        ("{n} von {gesamt}", False, False),
        ("von {total}", False, False),
        ("eines von {total}", True, True),
        ("eines von allen", True, False),
    ],
)
def test_a_lost_or_renamed_placeholder_is_seen(form, in_words, kept):
    assert keeps("{n} of {total}", form, in_words=in_words) is kept


# Babel's own rule for Arabic swaps the last two forms: eleven would read as a hundred does.
def test_plural_forms_stand_in_the_order_of_cldr(catalog):
    form, category = c2py(catalog.plural_expr), Locale.parse(str(catalog.locale)).plural_form
    found = sorted({(form(n), CATEGORIES.index(category(n))) for n in range(1000)})
    assert [number for number, _ in found] == list(range(catalog.num_plurals))
    assert [place for _, place in found] == sorted(place for _, place in found)


def test_arabic_counts_in_its_six_ways():
    say = i18n.catalog("ar").ngettext
    said = [say("{n} segment", "{n} segments", n) for n in (0, 1, 2, 3, 11, 100)]
    assert said == ["لا مقاطع", "مقطع واحد", "مقطعان", "{n} مقاطع", "{n} مقطعًا", "{n} مقطع"]


def test_the_header_names_the_language_and_no_person(catalog):
    headers = dict(catalog.mime_headers)
    assert headers["Language"] == str(catalog.locale)
    assert not [name for name in ("Last-Translator", "Language-Team", "Report-Msgid-Bugs-To") if "@" in headers[name]]
