"""What the command line says and does around the main way: partial drafts, hints, several languages, JSON."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from browser.driving import answers, free_port
from commandline import Desk

TEXT = """Home
News
Contact

Mill Reopens

By Ann Lee

The old mill by the river was opened again on Monday, after eleven years, and the miller gave away small loaves.

Nobody had expected so many people. The bridge was full before noon, and the school band had to play on the bank.
"""


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    path = tmp_path / "mill.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_languages_that_no_engine_knows_do_not_stop_the_others(desk: Desk, shared: Path, mill: Path) -> None:
    desk("models", "install", str(shared / "data" / "models" / "translate-en_es-0_1.argosmodel"))
    desk("import", str(mill), "--to", "km,es", "--as", "mill")
    drafted = desk("draft", "--json", expect=1)
    assert [row["language"] for row in drafted.json()] == ["es"]
    assert "km" in drafted.err
    assert drafted.err.count("\n") == 1


def test_a_single_language_that_no_engine_knows_is_refused(desk: Desk, mill: Path) -> None:
    desk("import", str(mill), "--to", "km", "--as", "mill")
    assert "models install en km" in desk("draft", "mill", expect=1).err


def test_an_import_says_how_many_lines_were_left_out(desk: Desk, mill: Path) -> None:
    assert "3 lines were left out; --preview" in desk("import", str(mill), "--as", "mill").out


def test_an_article_without_languages_is_shown_with_the_way_on(desk: Desk, mill: Path) -> None:
    desk("import", str(mill), "--as", "mill")
    assert "translate-flow draft mill --to LANGUAGE" in desk("status").out
    assert "--to" in desk("draft", expect=1).err


def test_only_lines_that_cleaning_changed_can_be_kept(desk: Desk, mill: Path) -> None:
    assert "did not change line 99" in desk("import", str(mill), "--keep", "2,99", expect=1).err
    assert "2 lines were left out" in desk("import", str(mill), "--keep", "2", "--as", "mill").out


def test_an_export_names_its_files_in_json(desk: Desk, mill: Path) -> None:
    desk("import", str(mill), "--to", "es", "--as", "mill")
    desk("draft", "mill", "--engine", "demo")
    rows = desk("export", "mill", "--to", "es", "--format", "moses", "--state", "any", "--json").json()
    assert [Path(row["path"]).name for row in rows] == ["mill.en-es.en", "mill.en-es.es"]
    assert (
        "2 files"
        in desk("export", "mill", "--to", "es", "--format", "moses", "--state", "any", "-o", "-", expect=1).err
    )


def test_an_edition_speaks_its_own_language(desk: Desk, mill: Path) -> None:
    desk("import", str(mill), "--to", "es", "--as", "mill")
    desk("draft", "mill", "--engine", "demo")
    text = desk("export", "mill", "--to", "es", "--format", "txt", "-o", "-").out
    assert "Traducción automática" in text


@pytest.mark.parametrize("pair", [("en", "es"), ("en-es",), ("en_es",), ("en→es",)])
def test_a_pair_of_models_may_be_written_in_several_ways(desk: Desk, pair: tuple[str, ...]) -> None:
    desk.environment["ARGOS_PACKAGE_INDEX"] = "http://127.0.0.1:9/"
    refused = desk("models", "install", *pair, expect=1)
    assert "127.0.0.1:9" in refused.err


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("engines: argos\n", "engines is no setting"),
        ("engine: google\n", "'google'"),
        ("just words\n", "engine: auto"),
    ],
)
def test_a_wrong_setting_is_told_in_the_words_of_the_file(desk: Desk, settings: str, told: str) -> None:
    (desk.root / "translate-flow.yaml").write_text(settings, encoding="utf-8")
    refused = desk("status", expect=1).err
    assert told in refused
    assert "translate-flow.yaml" in refused


INTERRUPTING = """
import os, runpy, signal, sys

class Interrupting:
    def find_spec(self, name, *_):
        if name == "translate_flow.bootstrap":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
sys.argv = ["translate-flow", "status"]
runpy.run_module("translate_flow", run_name="__main__")
"""


def test_a_stop_while_the_program_loads_is_one_line(desk: Desk) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTING], env=desk.environment, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (130, b"")
    assert done.stderr == b"translate-flow: stopped before anything was done\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_page_says_where_it_is_and_stops_in_order(desk: Desk, number: signal.Signals) -> None:
    port = free_port()
    command = desk.command("serve", "--no-browser", "--port", str(port))
    with subprocess.Popen(command, env=desk.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout is not None
        first = process.stdout.readline().decode()
        while not answers(port):
            assert process.poll() is None
        os.kill(process.pid, number)
        rest = process.communicate(timeout=60)[0].decode()
        assert f"http://127.0.0.1:{port}/" in first
        assert (process.returncode, "Aborted" in rest, answers(port)) == (0, False, False)
