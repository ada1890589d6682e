"""Apertium is spoken to through a pipeline that stays alive."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from translate_flow.engines.apertium import MODES, ApertiumEngine, modes
from translate_flow.engines.pipeline import Pipeline, escape, stages, unescape
from translate_flow.errors import EngineError, NoModelError


@pytest.fixture
def engine(apertium):
    engine = ApertiumEngine()
    yield engine
    engine.close()


def texts(engine: ApertiumEngine, *sentences: str, pair: tuple[str, str] = ("en", "es")) -> list[str]:
    return [draft.text for draft in engine.translate(sentences, source=pair[0], target=pair[1])]


@pytest.mark.parametrize(
    ("pair", "sentence", "expected"),
    [
        (("en", "es"), "The mayor rejected the plan.", "plan"),
        (("es", "en"), "La casa es roja.", "house"),
        (("fr", "es"), "Le maire a répondu.", "alcalde"),
        (("en", "ca"), "The red house.", "casa"),
        (("en-GB", "es-MX"), "The red house.", "casa"),
    ],
)
def test_installed_pairs_translate(engine, pair, sentence, expected):
    assert expected in texts(engine, sentence, pair=pair)[0].lower()


def test_modes_become_language_pairs(tmp_path):
    for name in (
        "eng-spa",
        "eng-cat_valencia",
        "por_BR-cat",
        "eng-cat_iec2017",
        "eco-es-fr",
        "nob-nno",
        "eng-spa-morph",
        "x",
    ):
        (tmp_path / f"{name}.mode").write_text("cat")
    found = {(mode.source, mode.target) for mode in modes(tmp_path)}
    assert found == {("en", "es"), ("en", "ca-valencia"), ("pt-BR", "ca"), ("nb", "nn")}
    assert modes(tmp_path / "none") == []


ADDRESSES = ["https://example.org/a_b?c=1&d=[2]#the-house", "www.example.org/about/the/house", "me.the@example.org"]
NAMES = ["@the_house", "#house", "house.txt", "src/house.py", "the_house", "100%", "3.5", "<b>"]
MARKS = ["“", "”", "«", "»", "\u00a0", "\u202f", "🎉", "{", "}", "^", "$", "/", "\\", "[", "]", "§", "…", "—"]


@pytest.mark.parametrize("piece", ADDRESSES + NAMES + MARKS)
def test_what_is_no_word_comes_out_byte_for_byte(engine, piece):
    (text,) = texts(engine, f"The report {piece} is red.")
    assert text.count(piece) == 1


def test_line_breaks_stay(engine):
    assert texts(engine, "The red house.\nThe old car.")[0].count("\n") == 1


def test_no_unknown_word_is_marked(engine):
    assert texts(engine, "The zorgblat is red.") == ["El zorgblat es rojo."]


def test_the_full_stop_is_there_when_the_source_has_one_and_only_then(engine):
    found = texts(engine, "The red house", "The red house.", "Is the house red?", "1.", "")
    assert [text[-1:] for text in found] == ["a", ".", "?", ".", ""]


def test_many_sentences_come_back_in_order(engine):
    sentences = [f"The report {number} is red." for number in range(200)]
    assert texts(engine, *sentences) == [f"El informe {number} es rojo." for number in range(200)]


def test_more_text_than_the_pipes_hold_does_not_jam(engine):
    sentence = "The red house is old and " * 4000 + "red."
    (text,) = texts(engine, sentence)
    assert text.count("roja") > 3000


def test_drafts_name_engine_and_mode_and_link_words(engine):
    (draft,) = engine.translate(["The red house."], source="en", target="es")
    assert (draft.origin.engine, draft.origin.model, draft.origin.demo) == ("apertium", "eng-spa", False)
    assert draft.score is None
    source = "The red house."
    shown = {source[a.source_start : a.source_end]: draft.text[a.target_start : a.target_end] for a in draft.links}
    assert shown["house"] == "casa"
    assert shown["red"] == "roja"


def test_a_missing_pair_is_refused_at_the_call(engine):
    with pytest.raises(NoModelError, match="apt-cache search apertium-"):
        engine.translate(["Hei."], source="fi", target="ja")


def test_threads_share_a_pipeline(engine):
    results: dict[int, list[str]] = {}

    def ask(number: int) -> None:
        results[number] = texts(engine, *(f"The report {number}{n} is red." for n in range(20)))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {k: [f"El informe {k}{n} es rojo." for n in range(20)] for k in range(1, 5)}


def alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_killed_stage_is_replaced_unnoticed(engine):
    assert texts(engine, "The red house.") == ["La casa roja."]
    (pipeline,) = engine.pipelines()
    os.kill(pipeline.process_ids[3], signal.SIGKILL)
    assert texts(engine, "The old house.") == ["La casa vieja."]
    assert not any(alive(process_id) for process_id in pipeline.process_ids)


def test_closing_ends_its_own_processes_only(engine):
    other = Pipeline(MODES / "eng-spa.mode")
    texts(engine, "The red house.")
    (pipeline,) = engine.pipelines()
    engine.close()
    assert not any(alive(process_id) for process_id in pipeline.process_ids)
    assert other.translate(["The red house."], timeout=20) == ["La casa roja."]
    other.close()


LEAVE = """
from translate_flow.engines.apertium import ApertiumEngine
engine = ApertiumEngine()
print([draft.text for draft in engine.translate(["The red house."], source="en", target="es")])
print(*engine.pipelines()[0].process_ids)
"""


def test_no_process_outlives_the_interpreter(apertium):
    done = subprocess.run([sys.executable, "-c", LEAVE], capture_output=True, text=True, check=True, timeout=60)
    process_ids = [int(number) for number in done.stdout.splitlines()[1].split()]
    assert len(process_ids) > 5
    assert not any(alive(process_id) for process_id in process_ids)


def mode(folder: Path, command: str) -> ApertiumEngine:
    (folder / "eng-spa.mode").write_text(command)
    return ApertiumEngine(folder=folder, timeout=0.3)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("{python} -c 'import time; time.sleep(60)' x", "no answer in time"),
        ("{python} -c 'pass' x", "ended|failed"),
        ("no-such-program-here x", "cannot start"),
        ("cat | | cat", "empty stage"),
        ("cat 'unclosed", "not a readable"),
    ],
)
def test_a_pipeline_that_does_not_work_is_an_error_and_leaves_no_process(command, reason, tmp_path):
    script = tmp_path / "stage"
    script.write_text(f"#!/bin/sh\nexec {command.format(python=sys.executable).removesuffix(' x')}\n")
    script.chmod(0o755)
    engine = mode(tmp_path, str(script) if command.endswith(" x") and "{" in command else command)
    with pytest.raises(EngineError, match=reason):
        texts(engine, "The red house.")
    assert all(pipeline.closed for pipeline in engine.pipelines())


def test_every_stage_is_told_to_flush_and_none_to_mark(tmp_path):
    (tmp_path / "a-b.mode").write_text(
        "lt-proc -w 'x y.bin' | vislcg3 -g x | apertium-tagger -g $2 'p' | lt-proc $1 'g.bin'\n"
    )
    assert stages(tmp_path / "a-b.mode") == [
        ["lt-proc", "-z", "-w", "x y.bin"],
        ["vislcg3", "-g", "x"],
        ["apertium-tagger", "-z", "-g", "p"],
        ["lt-proc", "-z", "-n", "g.bin"],
    ]


@pytest.mark.parametrize("text", ["a[b]{c}^d$e/f\\g@h<i>", "https://a.org/[x]\\", "tab\there", "\\[", "[[t]]x[[/]]"])
def test_escaping_is_undone_exactly(text):
    assert unescape(escape(text)) == text
