"""What was typed is continued by the real model, from inside a word too, in time or not at all."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import ctranslate2
import pytest

from translate_flow.engines.argos import ArgosEngine
from translate_flow.engines.completing import Completer
from translate_flow.engines.decoding import Decoding
from translate_flow.engines.models import load
from translate_flow.engines.packages import install_file
from translate_flow.engines.shelf import Shelf
from translate_flow.engines.tokenizing import open_tokenizer
from translate_flow.errors import NoModelError, PackageError

JUDGE = "The local judge reviewed the letter."
SPANISH = "La jueza local revisó la carta."

PATIENCE_SECONDS = 60


def engine_of(folder: Path, **options: object) -> ArgosEngine:
    return ArgosEngine(packages=folder, shelf=Shelf(decoding=Decoding(workers=2), **options))


def asked(engine: ArgosEngine, prefix: str, *, sentence: str = JUDGE, target: str = "es", n_best: int = 1):
    """The answer once there is one: models load in the background, and a busy machine answers late."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if found := engine.complete(sentence, prefix, source="en", target=target, n_best=n_best):
            return found
        threading.Event().wait(0.02)
    return ()


def whole(engine: ArgosEngine, prefix: str) -> str:
    """What stands there once suggestion after suggestion was taken."""
    for _ in range(6):
        if prefix.endswith("."):
            break
        prefix += asked(engine, prefix)[0]
    return prefix


@pytest.mark.parametrize("typed", ["", "L", "La", "La ", "La jue", "La jueza", "La jueza local rev", "La jueza local "])
def test_the_models_own_translation_is_found_from_wherever_it_was_left(packages, typed):
    assert whole(engine_of(packages), typed) == SPANISH


def test_what_follows_is_not_what_was_typed_again(packages):
    engine = engine_of(packages)
    assert asked(engine, "La juez")[0].startswith("a local")
    assert asked(engine, "La jueza")[0].startswith(" local")
    assert asked(engine, "La jueza ")[0].startswith("local")


def test_another_word_than_the_models_own_is_gone_on_from(packages):
    [found] = asked(engine_of(packages), "La abogada ")
    assert found.startswith("local ")


def test_alternatives_begin_with_different_words_the_likeliest_first(packages):
    engine = engine_of(packages)
    found = asked(engine, "La jueza", sentence="The secret mayor defended the plan.", n_best=3)
    assert 1 <= len(found) == len(set(found)) <= 3
    assert found[0] == asked(engine, "La jueza", sentence="The secret mayor defended the plan.")[0]


def test_a_finished_sentence_is_not_gone_on_from(packages):
    engine = engine_of(packages)
    assert asked(engine, "")
    assert engine.complete(JUDGE, SPANISH, source="en", target="es") == ()


def test_a_suggestion_ends_with_its_phrase(packages):
    sentence = "The local judge reviewed the letter, the mayor defended the plan."
    assert asked(engine_of(packages), "", sentence=sentence)[0].endswith((",", "."))


def test_nothing_comes_while_the_model_is_loading(packages):
    gate = threading.Event()

    def slowly(package, *, decoding):
        gate.wait(PATIENCE_SECONDS)
        return load(package, decoding=decoding)

    engine = engine_of(packages, loader=slowly)
    assert engine.complete(JUDGE, "", source="en", target="es") == ()
    gate.set()
    assert asked(engine, "")


def test_an_answer_that_would_be_late_is_none(packages):
    engine = engine_of(packages)
    assert asked(engine, "")
    (package,) = engine.route("en", "es")
    model = load(package, decoding=Decoding(workers=1))
    assert model.complete(JUDGE, "", n_best=1, until=time.monotonic() - 1) == ()


class Clock:
    """Stands still while a model decodes, so that only what a test says is how late it is."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def completer(packages) -> Completer:
    """Reckons with 5 ms a token at first, and learns that a token takes no time."""
    (package,) = ArgosEngine(packages=packages).route("en", "es")
    translator = ctranslate2.Translator(str(package.path / "model"), inter_threads=1, intra_threads=1)
    tokenizer = open_tokenizer(package.path / "sentencepiece.model", source="en", target="es")
    return Completer(translator, tokenizer, given=(), language="es", name="test", clock=Clock())


def test_in_haste_a_word_is_suggested_and_with_time_its_phrase(completer):
    (word,) = completer.complete(JUDGE, "", n_best=1, until=0.05)
    (phrase,) = completer.complete(JUDGE, "", n_best=1, until=1)
    assert len(word.split()) < len(phrase.split())
    assert phrase.startswith(word)


def test_a_long_continuation_that_is_at_hand_is_used_in_haste_too(completer):
    phrase = completer.complete(JUDGE, "", n_best=1, until=1)
    assert completer.complete(JUDGE, "", n_best=1, until=0.0001) == phrase


def test_what_needs_another_look_is_left_out_where_that_would_come_late(completer):
    assert completer.complete(JUDGE, "La jueza rev", n_best=1, until=0.0001) == ()
    assert completer.complete(JUDGE, "La jueza rev", n_best=1, until=1)


def test_through_another_language_the_last_step_is_continued(packages):
    assert asked(engine_of(packages), "La ", target="ca")[0]


def test_a_token_that_a_package_wants_first_is_not_part_of_the_answer(variant, tmp_path):
    install_file(variant(target_prefix="▁La"), folder=tmp_path / "packages")
    engine = engine_of(tmp_path / "packages")
    assert asked(engine, "")[0].startswith("jueza")
    assert asked(engine, "jue")[0].startswith("za ")


def test_a_package_with_a_bpe_tokenizer_is_continued(variant, tmp_path):
    codes = b"#version: 0.2\nt h\nth e</w>\no f</w>\n"
    install_file(variant(drop="sentencepiece.model", add={"bpe.model": codes}), folder=tmp_path / "packages")
    engine = engine_of(tmp_path / "packages")
    assert isinstance(engine.complete("of the old", "of ", source="en", target="es"), tuple)


def test_a_pair_without_a_model_says_which_command_helps(packages):
    with pytest.raises(NoModelError, match="translate-flow models install de fr"):
        engine_of(packages).complete("Hallo.", "", source="de", target="fr")


def test_a_model_that_cannot_be_loaded_is_told(variant, tmp_path):
    package = install_file(variant(), folder=tmp_path / "packages")
    (package.path / "model" / "model.bin").write_bytes(b"broken")
    engine = engine_of(tmp_path / "packages")
    with pytest.raises(PackageError, match="models install en es"):
        asked(engine, "")
