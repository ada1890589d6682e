"""Language codes are folded into one, named, given a direction, and refused with a hint."""

from __future__ import annotations

import pytest
from babel import Locale

from translate_flow.domain.languages import KNOWN, bcp47, check, direction, english_name, interchangeable
from translate_flow.errors import ConfigError

ARGOS = [
    "ar", "az", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "eo", "es", "et", "eu", "fa", "fi", "fr", "ga", "gl",
    "he", "hi", "hu", "id", "it", "ja", "ko", "ky", "lt", "lv", "ms", "nb", "nl", "pb", "pl", "pt", "ro", "ru", "sk",
    "sl", "sq", "sr", "sv", "th", "tl", "tr", "uk", "ur", "vi", "zh", "zt",
]  # fmt: skip


@pytest.mark.parametrize("code", ARGOS)
def test_every_argos_language_is_known(code):
    assert check(code) in KNOWN


@pytest.mark.parametrize("code", KNOWN)
def test_a_known_code_is_its_own_canonical_form_and_is_named_as_cldr_names_it(code):
    assert check(code) == code
    assert Locale("en").languages.get(code.replace("-", "_"), KNOWN[code]) == KNOWN[code]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ES", "es"), (" fr ", "fr"), ("pt_BR", "pt-BR"), ("pt-br", "pt-BR"), ("pb", "pt-BR"), ("pt-PT", "pt-PT"),
        ("zt", "zh-Hant"), ("zh-TW", "zh-Hant"), ("zh_Hant", "zh-Hant"), ("zh-CN", "zh"), ("zh-Hans", "zh"),
        ("no", "nb"), ("iw", "he"), ("deu", "de"), ("eng", "en"), ("SR-LATN", "sr-Latn"), ("es-419", "es-419"),
        ("gsw", "gsw"), ("ca-Valencia", "ca-valencia"), ("tl", "tl"), ("fil", "tl"),
    ],
)  # fmt: skip
def test_what_people_write_folds_into_one_code(written, expected):
    assert check(written) == expected
    assert check(check(written)) == expected


@pytest.mark.parametrize(
    "written", ["", "xx", "qq-QQ", "zh-XX", "e", "../etc", "es/fr", "und", "mul", "zxx", "root", "es\nfr", "a" * 5000]
)
def test_what_is_no_language_is_refused_on_one_short_line(written):
    with pytest.raises(ConfigError) as refusal:
        check(written)
    assert "codes look like es, fr, pt-BR" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 160


@pytest.mark.parametrize(
    ("written", "hint"),
    [("spanish", "es (Spanish)"), ("jp", "ja (Japanese)"), ("cz", "cs (Czech)"), ("Arabc", "ar (Arabic)")],
)
def test_a_refusal_offers_what_was_probably_meant(written, hint):
    with pytest.raises(ConfigError, match="did you mean") as refusal:
        check(written)
    assert hint in str(refusal.value)


@pytest.mark.parametrize("code", ["ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "ar-EG", "pa-Arab"])
def test_these_run_from_right_to_left(code):
    assert direction(code) == "rtl"


@pytest.mark.parametrize("code", ["en", "ja", "zh-Hant", "hi", "pa", "az", "tr", "ur-Latn", "sr-Cyrl", "ku"])
def test_these_run_from_left_to_right(code):
    assert direction(code) == "ltr"


@pytest.mark.parametrize(("code", "tag"), [("zh", "zh-Hans"), ("zt", "zh-Hant"), ("pb", "pt-BR"), ("nb", "nb")])
def test_files_get_the_tag_that_says_it_all(code, tag):
    assert bcp47(code) == tag


def test_a_language_without_an_english_name_is_called_by_its_code():
    assert english_name("qaa") == "qaa"


@pytest.mark.parametrize(
    ("one", "other"),
    [("es", "es-ES"), ("es-MX", "es"), ("en-GB", "en"), ("pt", "pt-PT"), ("pt-BR", "pb"), ("zh-TW", "zh-Hant")],
)
def test_a_region_and_none_of_one_standard_stand_for_each_other(one, other):
    assert interchangeable(one, other)
    assert interchangeable(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("es-ES", "es-MX"),
        ("es", "fr"),
        ("pt", "pt-BR"),
        ("de", "de-CH"),
        ("de", "de-1901"),
        ("zh", "zh-Hant"),
        ("zh", "zh-HK"),
        ("zh-Hant", "zh-Hant-HK"),
        ("pa", "pa-PK"),
        ("sr", "sr-Latn"),
    ],
)
def test_other_regions_scripts_and_written_standards_do_not(one, other):
    assert not interchangeable(one, other)
    assert not interchangeable(other, one)
