"""Language codes and offline detection."""

from __future__ import annotations

import pytest

from translate_flow.domain.article import Kind, Segment
from translate_flow.errors import ConfigError, InputError
from translate_flow.reading.language import detect, normalise, settle
from translate_flow.reading.parsed import Parsed

GERMAN = (
    "Die Gemeinde hat die alte Mühle nach zwei Jahren wieder geöffnet, und die Kinder dürfen samstags kostenlos hinein."
)


@pytest.mark.parametrize(
    ("code", "base"),
    [
        ("en-US", "en"),
        ("pt-BR", "pt"),
        ("zh-Hans", "zh"),
        ("zh-TW", "zt"),
        ("zh_Hant_HK", "zt"),
        ("no", "nb"),
        ("iw", "he"),
        ("deu", "de"),
        ("zt", "zt"),
        ("pb", "pb"),
        (" FR ", "fr"),
    ],
)
def test_codes_come_to_the_form_that_argos_uses(code, base):
    assert normalise(code) == base


@pytest.mark.parametrize("code", ["xx", "english", "12", "e"])
def test_an_unknown_code_is_refused_with_an_example(code):
    with pytest.raises(ConfigError, match=r"unknown language code .* such as en"):
        normalise(code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The council has reopened the old mill.", "en"),
        ("El ayuntamiento ha reabierto el viejo molino.", "es"),
        ("經過兩年的施工，市政府重新開放了老磨坊。", "zt"),
        ("经过两年的施工，市政府重新开放了老磨坊。", "zh"),
        ("Regjeringen åpnet den gamle møllen igjen i går, og det var ikke lett.", "nb"),
        ("町は古い水車小屋を再び公開した。", "ja"),
    ],
)
def test_the_language_of_a_sentence_is_told(text, code):
    assert detect(text)[0] == code


def test_text_without_letters_has_no_language():
    assert detect("12 + 3 = 15") == ("", 0.0)


def parsed(text: str, declared: str = "") -> Parsed:
    return Parsed((Segment(Kind.PARAGRAPH, text),), (), declared)


def test_a_template_that_declares_the_wrong_language_is_not_believed():
    assert settle(parsed(f"{GERMAN} {GERMAN}", "en"), name="a") == "de"


def test_a_short_text_has_the_language_it_declares():
    assert settle(parsed("Taxi Bar Hotel", "de-AT"), name="a") == "de"


def test_a_text_that_tells_nothing_asks_for_its_language():
    with pytest.raises(InputError, match="could not be told"):
        settle(parsed("12 + 3 = 15"), name="a.txt")
