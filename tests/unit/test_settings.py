"""The settings file: what it may say, and what is said of a wrong line."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate_flow.errors import ConfigError
from translate_flow.settings import SAMPLE, Config, load_config


@pytest.fixture
def read(tmp_path: Path):
    def load(text: str) -> Config:
        file = tmp_path / "translate-flow.yaml"
        file.write_text(text, encoding="utf-8")
        return load_config(file)

    return load


def test_a_new_settings_file_says_what_holds_without_one(read):
    assert read(SAMPLE) == read("") == Config()


def test_every_commented_setting_of_a_new_file_may_be_switched_on(read):
    lines = [line.removeprefix("# ") for line in SAMPLE.splitlines() if line.startswith(("# packages:", "# libre"))]
    found = read("\n".join(lines))
    assert (found.packages, found.libretranslate.url) == (Path("models"), "http://127.0.0.1:5000")


def test_a_language_may_have_an_engine_of_its_own(read):
    found = read("engine: argos\nengines: {fr: apertium, pt_BR: libretranslate}")
    chosen = [found.engine_into(language) for language in ("fr", "pt-BR", "es")]
    assert chosen == ["apertium", "libretranslate", "argos"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("engine: google", "engine: it must be 'auto'"),
        ("engines: {fr: google}", "engines.fr: it must be 'auto'"),
        ("engines: {klingon: argos}", "klingon"),
        ("engines: argos", "engines is no setting for all languages at once: that is engine"),
        ("engines: [argos]", "engines: it must be a valid dictionary"),
        ("libretranslate: http://a.org", "libretranslate: it must be"),
        ("libretranslate: {}", "libretranslate.url: Field required"),
        ("libretranslate: {url: ftp://a.org}", "libretranslate.url: it must be an address such as http://"),
        ("libretranslate: {url: 'file:///etc/passwd'}", "an address such as"),
        ("libretranslate: {url: 'http://'}", "an address such as"),
        ("libretranslate: {url: 'http://someone:longpw@a.org'}", "without a name and password"),
        ("libretranslate: {url: 'http://a.org:99999'}", "libretranslate.url: Port out of range"),
        ("libretranslate: {url: 'http://a.org', key: x}", "libretranslate.key is no setting; there are: url, api_key"),
    ],
)
def test_a_wrong_line_is_named(read, text, said):
    with pytest.raises(ConfigError, match=r"^translate-flow\.yaml: ") as refused:
        read(text)
    assert said in str(refused.value)
    assert "pw@" not in str(refused.value)


def test_an_address_loses_its_last_slash(read):
    assert read("libretranslate: {url: 'https://a.org/mt/'}").libretranslate.url == "https://a.org/mt"
