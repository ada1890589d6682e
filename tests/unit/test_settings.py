"""The settings file: what it may say, and what is said of a wrong line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from translate_flow.engines.decoding import Decoding
from translate_flow.errors import ConfigError
from translate_flow.settings import CONFIG_NAME, SAMPLE, Config, Drafting, load_config, save_block

TOO_MANY = 4 * (os.cpu_count() or 1) + 1


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
    lines = [
        line.removeprefix("# ")
        for line in SAMPLE.splitlines()
        if line.startswith(("# packages:", "# libre", "# drafting:"))
    ]
    found = read("\n".join(lines))
    assert (found.packages, found.libretranslate.url) == (Path("models"), "http://127.0.0.1:5000")
    assert found.drafting == Drafting()


def test_models_decode_by_default_as_the_engines_do():
    assert Decoding(**Drafting().model_dump()) == Decoding()


def test_a_language_may_have_an_engine_of_its_own(read):
    found = read("engine: argos\nengines: {fr: apertium, pt_BR: libretranslate}")
    chosen = [found.engine_into(language) for language in ("fr", "pt-BR", "es")]
    assert chosen == ["apertium", "libretranslate", "argos"]


def test_checks_are_judged_for_all_languages_and_for_one(read):
    found = read("checks: {quote_style: off, end_mark: error, pt_BR: {quote_style: warning}}")
    assert found.severities_into("es") == {"quote_style": None, "end_mark": "error"}
    assert found.severities_into("pt-BR") == {"quote_style": "warning", "end_mark": "error"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("checks: {grammar: off}", "checks.grammar is no check; there are: untranslated"),
        ("checks: {length: loud}", "checks.length: it must be error, warning, note or off, not 'loud'"),
        ("checks: {fr: {length: true}}", "checks.fr.length: it must be error, warning, note or off, not True"),
        ("checks: {klingon: {length: off}}", "klingon"),
        ("checks: {length: [a]}", "checks.length: it must be error, warning, note or off, not ['a']"),
        ("checks: {fr: {length: {x: y}}}", "checks.fr.length: it must be error, warning, note or off"),
        ("checks: [length]", "checks: it must hold settings such as {quote_style: off}"),
        ("engine: google", "engine: it must be 'auto'"),
        ("engines: {fr: google}", "engines.fr: it must be 'auto'"),
        ("engines: {klingon: argos}", "klingon"),
        ("engines: argos", "engines is no setting for all languages at once: that is engine"),
        ("engines: [argos]", "engines: it must hold settings such as {fr: apertium}, not ['argos']"),
        ("languages: es", "languages: it must be a list such as [first, second], not 'es'"),
        ("unread_seconds: -1", "unread_seconds: it must be from 0 to 60, not -1"),
        ("idle_seconds: 0", "idle_seconds: it must be from 1 to 3600, not 0"),
        ("unread_seconds: 61", "unread_seconds: it must be from 0 to 60, not 61"),
        ("bin_days: 0", "bin_days: it must be from 1 to 3650, not 0"),
        ("bin_days: 3651", "bin_days: it must be from 1 to 3650, not 3651"),
        ("bin_days: a month", "bin_days: it must be a whole number, not 'a month'"),
        ("bin_days: yes", "bin_days: it must be a whole number, not True"),
        ("demo_model: maybe", "demo_model: it must be true or false, not 'maybe'"),
        ("drafting: fast", "drafting: it must hold settings such as {name: value}, not 'fast'"),
        ("drafting: {beam: 0}", "drafting.beam: it must be from 1 to 16, not 0"),
        ("drafting: {beam: 17}", "drafting.beam: it must be from 1 to 16, not 17"),
        ("drafting: {workers: many}", "drafting.workers: it must be a whole number, not 'many'"),
        ("drafting: {beam: true}", "drafting.beam: it must be a whole number, not True"),
        ("drafting: {memory_mb: no}", "drafting.memory_mb: it must be a whole number, not False"),
        ("drafting: {memory_mb: 0}", "drafting.memory_mb: it must be 1 or more, not 0"),
        (
            f"drafting: {{workers: {TOO_MANY}}}",
            f"drafting.workers: it must be from 0 to {TOO_MANY - 1}, 4 times the cores",
        ),
        (
            f"drafting: {{threads: {TOO_MANY}}}",
            f"drafting.threads: it must be from 1 to {TOO_MANY - 1}, 4 times the cores",
        ),
        ("drafting: {threads: 1.5}", "drafting.threads: it must be a whole number, not 1.5"),
        ("drafting: {memory_mb: [1]}", "drafting.memory_mb: it must be a whole number, not [1]"),
        ("drafting: {compute_type: int4}", "drafting.compute_type: it must be 'default', 'auto', 'int8'"),
        ("drafting: {speed: 1}", "drafting.speed is no setting; there are: beam, batch_tokens"),
        ("libretranslate: http://a.org", "libretranslate: it must hold settings"),
        ("libretranslate: {}", "libretranslate.url has to be named too"),
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


DECODING = {"beam": 2, "workers": 3}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("engine: auto\n", "engine: auto\ndrafting: {beam: 2, workers: 3}\n"),
        ("engine: auto", "engine: auto\ndrafting: {beam: 2, workers: 3}\n"),
        ("drafting: {beam: 4}\nrules: []\n", "drafting: {beam: 2, workers: 3}\nrules: []\n"),
        ("drafting:\n  beam: 4\n  workers: 0 # all\nrules: []\n", "drafting: {beam: 2, workers: 3}\nrules: []\n"),
        (
            "drafting:\n  beam: 4\n\n# All of them.\n  # Really.\n  workers: 0\n\n# Ours.\nrules: []\n",
            "drafting: {beam: 2, workers: 3}\n\n# Ours.\nrules: []\n",
        ),
        ("drafting:\n\n  beam: 4\n  # Last.\nrules: []", "drafting: {beam: 2, workers: 3}\n  # Last.\nrules: []"),
        ("# drafting: {beam: 4}\n\n# Note.\n", "drafting: {beam: 2, workers: 3}\n\n# Note.\n"),
        ("", "drafting: {beam: 2, workers: 3}\n"),
    ],
)
def test_a_block_is_written_and_every_other_line_stays(tmp_path, before, after):
    path = tmp_path / CONFIG_NAME
    path.write_text(before, encoding="utf-8")
    save_block(path, "drafting", DECODING)
    assert path.read_text(encoding="utf-8") == after
    assert load_config(path).drafting == Drafting(beam=2, workers=3)


def test_a_block_goes_into_the_settings_of_a_new_workspace(tmp_path):
    path = tmp_path / CONFIG_NAME
    path.write_text(SAMPLE, encoding="utf-8")
    save_block(path, "drafting", DECODING)
    text = path.read_text(encoding="utf-8")
    assert load_config(path).drafting == Drafting(beam=2, workers=3)
    assert text.count("drafting:") == 1
    assert len(text.splitlines()) == len(SAMPLE.splitlines())


def test_settings_that_would_be_wrong_are_not_written(tmp_path):
    path = tmp_path / CONFIG_NAME
    path.write_text("engine: auto\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"^translate-flow\.yaml: drafting\.beam: "):
        save_block(path, "drafting", {"beam": 0})
    assert path.read_text(encoding="utf-8") == "engine: auto\n"
    assert list(tmp_path.iterdir()) == [path]
