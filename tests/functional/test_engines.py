"""Engines by one line of settings: a LibreTranslate server drafts beside this machine's, or says what is wrong."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from commandline import Desk
from libreserver import Handler, Served, hangs, says
from translate_flow.engines.libretranslate import BATCH


@pytest.fixture
def article(desk: Desk, fair: Path, served: Served) -> Desk:
    """A desk with an article for Spanish and German; German is drafted by the server."""
    settings(desk, served, "engines: {de: libretranslate}")
    desk("import", str(fair), "--to", "es", "--to", "de", "--as", "fair")
    return desk


def settings(desk: Desk, served: Served, *lines: str) -> None:
    text = "\n".join([f"libretranslate: {{url: {served.url}, api_key: from-the-file}}", *lines])
    (desk.root / "translate-flow.yaml").write_text(text, encoding="utf-8")


def status(desk: Desk, language: str) -> dict[str, Any]:
    return next(row for row in desk("status", "fair", "--json").json() if row["language"] == language)


def test_a_language_is_drafted_by_the_engine_that_the_settings_name_for_it(article: Desk, served: Served) -> None:
    (made,) = article("draft", "fair", "--to", "de", "--json").json()
    assert (made["engine"], made["segments"]) == ("libretranslate", 3)
    assert "THE MAYOR CAME. IT RAINED." in article("export", "fair", "--to", "de", "--format", "txt", "-o", "-").out
    assert {body["api_key"] for body in served.translated} == {"from-the-file"}


def test_a_key_in_the_environment_goes_first(article: Desk, served: Served) -> None:
    article.environment["LIBRETRANSLATE_API_KEY"] = "from-outside"
    article("draft", "fair", "--to", "de")
    assert {body["api_key"] for body in served.translated} == {"from-outside"}


def test_the_demo_drafts_with_what_the_settings_of_its_workspace_name(desk: Desk, served: Served) -> None:
    settings(desk, served)
    desk.environment.update(ARGOS_PACKAGE_INDEX="http://127.0.0.1:9/", APERTIUM_MODES=str(desk.root / "none"))
    assert "by libretranslate" in desk("demo", "--no-serve", "--to", "de").out


def test_the_origin_of_each_draft_is_kept(article: Desk, served: Served) -> None:
    article("draft", "fair", "--to", "de")
    exported = article("export", "fair", "--to", "de", "--format", "jsonl", "--state", "any", "-o", "-").out
    assert "libretranslate" in exported
    assert served.url.removeprefix("http://") in exported


def test_a_stop_while_a_server_is_silent_keeps_what_was_drafted_and_tells_how_to_go_on(
    article: Desk, served: Served, tmp_path: Path
) -> None:
    long = tmp_path / "long.txt"
    long.write_text(
        "\n\n".join(f"Sentence {number} was said. It was heard {number} times." for number in range(20)),
        encoding="utf-8",
    )
    article("import", str(long), "--source", "en", "--to", "de", "--as", "long")
    silent = Event()

    def falls_silent(handler: Handler) -> None:
        silent.set()
        hangs(handler)

    served.fail(lambda handler: handler.answer(200, handler.drafted(served.translated[-1])), falls_silent)
    command = article.command("draft", "long", "--to", "de")
    with subprocess.Popen(command, env=article.environment, stderr=subprocess.PIPE) as process:
        assert silent.wait(timeout=60)
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130
    assert told.strip() == ("translate-flow: stopped; what was drafted is kept, the same command goes on from there")
    (row,) = article("status", "long", "--json").json()
    assert (row["draft"], row["untranslated"]) == (BATCH // 2, row["segments"] - BATCH // 2)
    article("draft", "long", "--to", "de")
    (row,) = article("status", "long", "--json").json()
    assert (row["draft"], row["untranslated"]) == (row["segments"], 0)


def test_the_reason_of_a_flag_is_told_with_its_place(article: Desk, served: Served, tmp_path: Path) -> None:
    text = tmp_path / "crowd.txt"
    text.write_text("The crowd\n\nNobody left.\n\nThe mayor came with 3500 people.\n", encoding="utf-8")
    article("import", str(text), "--source", "en", "--to", "de", "--as", "crowd")
    made = ["Die Menge", "Niemand ging.", "Der Bürgermeister kam mit Leuten."]
    served.fail(says(200, {"translatedText": made}))
    article("draft", "crowd", "--to", "de")
    (row,) = article("status", "crowd", "--flagged", "--json").json()
    assert row == {
        "slug": "crowd",
        "language": "de",
        "segment": 3,
        "why": "numbers differ",
        "source": "The mayor came with 3500 people.",
        "text": made[2],
    }
    assert "numbers differ" in article("status", "--flagged").out


def test_without_a_flag_that_is_told(article: Desk) -> None:
    assert article("status", "fair", "--flagged").out == "No draft is flagged.\n"


def test_a_server_that_fails_leaves_the_article_as_it_was(article: Desk, served: Served) -> None:
    before = status(article, "de")
    served.fail(says(500, {"error": "Cannot translate text: out of memory"}))
    refused = article("draft", "fair", "--to", "de", expect=1)
    assert refused.err == (
        f"translate-flow: the LibreTranslate server {served.url}: Cannot translate text: out of memory;"
        " see the log of the server\n"
    )
    assert status(article, "de") == before
    article("draft", "fair", "--to", "de")
    assert status(article, "de")["draft"] == 3


def test_engines_tells_of_each_whether_it_can_draft_and_what_helps(desk: Desk, served: Served) -> None:
    rows = {row["engine"]: row for row in desk("engines", "--json").json()}
    assert list(rows)[-2:] == ["libretranslate", "demo"]
    missing = rows["libretranslate"]
    assert (missing["state"], missing["from"]) == ("not set up", None)
    assert "write in translate-flow.yaml" in missing["remedy"]
    assert rows["argos"]["state"] == "not set up"
    settings(desk, served)
    rows = desk("engines", "--json").json()
    expected = [{"engine": "libretranslate", "from": "en", "to": "de", "language": "German", "auto": True}]
    assert [row for row in rows if row["to"] == "de"] == expected
    assert "\n  en → de" in desk("engines").out


def test_engines_groups_by_source_and_marks_what_auto_takes(desk: Desk, served: Served, en_es: Path) -> None:
    desk.environment["APERTIUM_MODES"] = str(desk.root / "none")
    settings(desk, served)
    codes = ["ca", "de", "en", "es", "fr"]
    served.languages = [{"code": code, "name": code, "targets": codes} for code in codes]
    desk("models", "install", str(en_es))
    lines = desk("engines").out.splitlines()
    assert lines[:2] == [f"argos           {'ready':<13}  auto takes these", "  en → es"]
    at = lines.index(f"libretranslate  {'ready':<13}  auto takes what has a *")
    assert lines[at + 1 : at + 6] == [
        "  ca → de*, en*, es*, fr*",
        "  de → ca*, en*, es*, fr*",
        "  en → ca*, de*, es, fr*",
        "  es → ca*, de*, en*, fr*",
        "  fr → ca*, de*, en*, es*",
    ]
    rows = desk("engines", "--json").json()
    taken = [row["engine"] for row in rows if (row["from"], row["to"]) == ("en", "es") and row["auto"]]
    assert taken == ["argos"]
    detail = next(row["detail"] for row in desk("doctor", "--json").json() if row["name"] == "engine libretranslate")
    assert detail == "20 pairs from 5 languages (translate-flow engines names them)"


def test_auto_takes_another_engine_where_a_model_is_damaged_and_says_so(
    article: Desk, served: Served, en_es: Path
) -> None:
    article.environment["APERTIUM_MODES"] = str(article.root / "none")
    article("models", "install", str(en_es))
    (tokenizer,) = article.packages.glob("*/sentencepiece.model")
    tokenizer.write_bytes(tokenizer.read_bytes()[:1000])
    made = article("draft", "fair", "--to", "es", "--json")
    assert [row["engine"] for row in made.json()] == ["libretranslate"]
    assert made.err.count(f"{tokenizer}: the tokenizer cannot be read") == 1
    assert "run: translate-flow models install en es (libretranslate takes en→es until then)" in made.err


def test_engines_tells_of_a_server_that_does_not_answer(desk: Desk, served: Served) -> None:
    settings(desk, served)
    served.fail_lists(hangs)
    assert "libretranslate  not reachable  the LibreTranslate server" in desk("engines").out


def test_a_server_is_no_business_of_a_desk_that_names_none(desk: Desk, tmp_path: Path, served: Served) -> None:
    refused = desk("import", str(_note(tmp_path)), "--to", "de", "--as", "note")
    assert refused.code == 0
    assert "no LibreTranslate server is named" in desk("draft", "--engine", "libretranslate", expect=1).err
    assert "models install en de" in desk("draft", expect=1).err
    assert served.asked == []


def _note(folder: Path) -> Path:
    note = folder / "note.txt"
    note.write_text("The fair\n\nThe mayor came.\n", encoding="utf-8")
    return note
