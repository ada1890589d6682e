"""Argos packages are run through CTranslate2 directly, with Argos' own results."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import ctranslate2
import pytest
import sentencepiece
from argostranslate.tokenizer import BPETokenizer

from newsroom import reports
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.engines.argos import ArgosEngine
from translate_flow.engines.decoding import Decoding
from translate_flow.engines.models import AHEAD, WINDOW, load
from translate_flow.engines.packages import Package, install_file, installed
from translate_flow.engines.shelf import Shelf
from translate_flow.errors import NoModelError, PackageError
from translate_flow.matching.codes import place

ARGOS_PARAMETERS = {
    "replace_unknowns": True, "max_batch_size": 32, "batch_type": "tokens", "beam_size": 4, "num_hypotheses": 1,
    "length_penalty": 0.2, "return_scores": True,
}  # fmt: skip
NEWS = reports(140)
ENGLISH = [report.english for report in NEWS]
OTHERS = ["“It’s over,” she said — nobody knew.", "See https://example.org/a_b?c=1.", "3.5 million euros, 🎉!", "x"]


def engine_of(folder: Path, **options: object) -> ArgosEngine:
    return ArgosEngine(packages=folder, shelf=Shelf(decoding=Decoding(workers=2)), **options)


def raw(package: Package, sentences: list[str], *, prefix: str = "") -> list[tuple[list[str], float]]:
    """What CTranslate2 gives for each sentence alone, with Argos' parameters: tokens and mean token log-probability."""
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(package.path / "sentencepiece.model"))
    translator = ctranslate2.Translator(str(package.path / "model"), inter_threads=1, intra_threads=1)
    found = []
    for sentence in sentences:
        tokens = tokenizer.encode(sentence, out_type=str)
        target_prefix = [[prefix]] if prefix else None
        (result,) = translator.translate_batch([tokens], target_prefix=target_prefix, **ARGOS_PARAMETERS)
        scored = translator.score_batch([tokens], result.hypotheses)[0].log_probs[1 if prefix else 0 :]
        found.append((result.hypotheses[0], sum(scored) / len(scored)))
    return found


def test_drafts_equal_what_the_model_gives_sentence_by_sentence(packages):
    package = next(package for package in installed(packages) if package.to_code == "es")
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(package.path / "sentencepiece.model"))
    sentences = ENGLISH + OTHERS
    drafts = list(engine_of(packages).translate(sentences, source="en", target="es"))
    expected = raw(package, sentences)
    assert [draft.text for draft in drafts] == [tokenizer.decode_pieces(tokens) for tokens, _ in expected]
    assert [draft.score for draft in drafts] == pytest.approx([score for _, score in expected], abs=1e-3)


ARGOS = """
import json, sys
from argostranslate.translate import get_translation_from_codes
translation = get_translation_from_codes("en", "es")
print(json.dumps([translation.translate(sentence) for sentence in json.load(sys.stdin)]))
"""


def test_drafts_equal_what_argos_own_api_gives(packages, tmp_path):
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "ARGOS_PACKAGES_DIR": str(packages),
        "ARGOS_INTRA_THREADS": "1",
        "ORT_DISABLE_TELEMETRY": "1",
    }
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        environment.pop(name, None)
    asked = ENGLISH[:110]
    done = subprocess.run(
        [sys.executable, "-c", ARGOS],
        input=json.dumps(asked),
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    ours = [draft.text for draft in engine_of(packages).translate(asked, source="en", target="es")]
    assert ours == json.loads(done.stdout.splitlines()[-1])


def test_the_tiny_model_knows_its_own_news(packages):
    drafts = engine_of(packages).translate(ENGLISH, source="en", target="es")
    right = sum(draft.text == report.spanish for draft, report in zip(drafts, NEWS, strict=True))
    assert right > 0.9 * len(NEWS)


def test_results_come_in_input_order_with_repeats_and_gaps(packages):
    engine = engine_of(packages)
    alone = {sentence: next(engine.translate([sentence], source="en", target="es")).text for sentence in ENGLISH[:5]}
    order = [ENGLISH[3], "", ENGLISH[0], ENGLISH[3], "  \u00a0", ENGLISH[4], ENGLISH[1], ENGLISH[3]]
    drafts = list(engine.translate(order, source="en", target="es"))
    assert [draft.text for draft in drafts] == [alone.get(sentence, "") for sentence in order]
    assert drafts[1].score is None
    assert drafts[1].links == ()


def test_an_endless_stream_is_drafted_as_it_is_read(packages):
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield ENGLISH[taken % len(ENGLISH)]

    drafts = engine_of(packages).translate(endless(), source="en", target="es")
    assert next(drafts).text
    assert taken <= AHEAD * WINDOW


def test_an_origin_names_engine_model_and_version(packages):
    package = next(package for package in installed(packages) if package.to_code == "es")
    origin = next(engine_of(packages).translate(["The report."], source="en", target="es")).origin
    assert (origin.engine, origin.model, origin.pivot, origin.demo) == (
        "argos", f"translate-en_es 0.1 {package.fingerprint}", (), False,
    )  # fmt: skip


def test_a_pair_without_a_model_goes_through_another_language_and_says_so(packages):
    engine = engine_of(packages)
    assert set(engine.pairs()) == {("en", "es"), ("es", "ca"), ("en", "ca")}
    sentences = ENGLISH[:8]
    direct = list(engine.translate(sentences, source="en", target="es"))
    second = list(engine.translate([draft.text for draft in direct], source="es", target="ca"))
    through = list(engine.translate(sentences, source="en", target="ca"))
    assert [draft.text for draft in through] == [draft.text for draft in second]
    assert {draft.origin.pivot for draft in through} == {("es",)}
    assert [draft.score for draft in through] == pytest.approx(
        [a.score + b.score for a, b in zip(direct, second, strict=True)], abs=1e-3
    )
    for sentence, draft in zip(sentences, through, strict=True):
        assert all(link.source_end <= len(sentence) and link.target_end <= len(draft.text) for link in draft.links)
        assert draft.links


def test_english_is_preferred_between_two_languages(variant, tmp_path):
    folder = tmp_path / "packages"
    for source, target in (("fr", "aa"), ("aa", "es"), ("fr", "en"), ("en", "es")):
        install_file(variant(f"{source}{target}", from_code=source, to_code=target), folder=folder)
    assert [package.to_code for package in ArgosEngine(packages=folder).route("fr", "es")] == ["en", "es"]


def test_a_region_uses_the_nearest_model(variant, tmp_path):
    folder = tmp_path / "packages"
    for target in ("pt", "pb"):
        install_file(variant(target, to_code=target), folder=folder)
    engine = ArgosEngine(packages=folder)
    assert engine.route("en-GB", "pt-BR")[0].to_code == "pb"
    assert engine.route("en", "pt-PT")[0].to_code == "pt"
    assert ("en", "pt-BR") in engine.pairs()


def test_a_real_model_is_preferred_to_a_demo_even_by_a_detour(variant, tmp_path):
    folder = tmp_path / "packages"
    install_file(variant("demo", demo=True), folder=folder)
    assert next(ArgosEngine(packages=folder).translate(["Hello."], source="en", target="es")).origin.demo
    for source, target in (("en", "fr"), ("fr", "es")):
        install_file(variant(f"{source}{target}", from_code=source, to_code=target), folder=folder)
    assert [package.pair for package in ArgosEngine(packages=folder).route("en", "es")] == [("en", "fr"), ("fr", "es")]


def test_a_missing_pair_is_refused_at_the_call_with_the_command_that_helps(packages):
    with pytest.raises(NoModelError, match="translate-flow models install de fr"):
        ArgosEngine(packages=packages).translate(["Hallo."], source="de", target="fr")


def test_a_target_prefix_is_given_to_the_model_and_kept_out_of_the_text(variant, tmp_path):
    package = install_file(variant(target_prefix="▁La"), folder=tmp_path / "packages")
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(package.path / "sentencepiece.model"))
    drafts = list(engine_of(tmp_path / "packages").translate(ENGLISH[:20], source="en", target="es"))
    expected = raw(package, ENGLISH[:20], prefix="▁La")
    assert [draft.text for draft in drafts] == [tokenizer.decode_pieces(tokens[1:]).strip() for tokens, _ in expected]
    assert [draft.score for draft in drafts] == pytest.approx([score for _, score in expected], abs=1e-3)


def test_a_package_with_a_bpe_tokenizer_is_run_as_argos_runs_it(variant, tmp_path):
    codes = b"#version: 0.2\nt h\nth e</w>\no f</w>\n"
    package = install_file(variant(drop="sentencepiece.model", add={"bpe.model": codes}), folder=tmp_path / "packages")
    sentences = ["The “mayor” isn't here.", "of the old & new"]
    tokenizer = BPETokenizer(package.path / "bpe.model", "en", "es")
    translator = ctranslate2.Translator(str(package.path / "model"), inter_threads=1, intra_threads=1)
    expected = [
        tokenizer.decode(translator.translate_batch([tokenizer.encode(s)], **ARGOS_PARAMETERS)[0].hypotheses[0])
        for s in sentences
    ]
    drafts = list(engine_of(tmp_path / "packages").translate(sentences, source="en", target="es"))
    assert [draft.text for draft in drafts] == [text.strip() for text in expected]


def test_a_broken_bpe_tokenizer_is_refused(variant, tmp_path):
    file = variant(drop="sentencepiece.model", add={"bpe.model": b"#version: 0.2\none two three four\n"})
    with pytest.raises(PackageError, match=r"bpe\.model"):
        install_file(file, folder=tmp_path / "packages")


def test_a_very_long_sentence_goes_through_the_real_model(packages):
    sentence = " and ".join(["the mayor signed the contract"] * 200) + "."
    (draft,) = engine_of(packages).translate([sentence], source="en", target="es")
    assert draft.text


def test_concurrent_first_calls_load_a_model_once(packages):
    loaded = []

    def loader(package, *, decoding):
        loaded.append(package.pair)
        return load(package, decoding=decoding)

    engine = ArgosEngine(packages=packages, shelf=Shelf(loader=loader))
    results: list[str] = []
    start = threading.Barrier(4)

    def ask():
        start.wait()
        results.extend(draft.text for draft in engine.translate(ENGLISH[:3], source="en", target="es"))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert loaded == [("en", "es")]
    assert len(results) == 12
    assert len(set(results)) == 3


def test_the_model_used_longest_ago_makes_room(packages):
    loaded = []

    def loader(package, *, decoding):
        loaded.append(package.pair)
        return load(package, decoding=decoding)

    engine = ArgosEngine(packages=packages, shelf=Shelf(decoding=Decoding(memory_mb=1), loader=loader))
    for pair in (("en", "es"), ("en", "es"), ("es", "ca"), ("en", "es")):
        assert next(engine.translate(["The report."], source=pair[0], target=pair[1])).text
    assert loaded == [("en", "es"), ("es", "ca"), ("en", "es")]


def test_a_package_installed_anew_is_used_at_once(packages, variant):
    engine = engine_of(packages)
    before = next(engine.translate(["The report."], source="en", target="es"))
    install_file(variant(target_prefix="▁La"), folder=packages)
    after = next(engine.translate(["The report."], source="en", target="es"))
    assert before.origin.model != after.origin.model


def test_weights_that_vanish_are_a_package_error(packages):
    package = installed(packages)[0]
    shutil.rmtree(package.path / "model")
    with pytest.raises(PackageError, match="install the package again"):
        load(replace(package), decoding=Decoding())


def test_weights_cut_short_are_refused_before_native_code_reads_them(packages):
    package = installed(packages)[0]
    weights = package.path / "model" / "model.bin"
    weights.write_bytes(weights.read_bytes()[:100_000])
    with pytest.raises(PackageError, match=r"model\.bin: damaged"):
        load(package, decoding=Decoding())


def test_bold_phrases_and_footnotes_land_where_a_translator_would_put_them(packages):
    bold, note = Code(1, CodeKind.BOLD), Code(2, CodeKind.FOOTNOTE, ref="1")
    drafts = engine_of(packages).translate(ENGLISH, source="en", target="es")
    judged = exact = noted = 0
    for report, draft in zip(NEWS, drafts, strict=True):
        if draft.text != report.spanish:
            continue
        for english, spanish in report.phrases:
            judged += 1
            placed = place(report.english.replace(english, f"<1>{english}</1>"), (bold,), draft.text, draft.links)
            exact += placed.text == report.spanish.replace(spanish, f"<1>{spanish}</1>")
            placed = place(report.english.replace(english, f"{english}<2/>"), (note,), draft.text, draft.links)
            noted += placed.text == report.spanish.replace(spanish, f"{spanish}<2/>")
    assert judged > 300
    assert exact > 0.95 * judged
    assert noted > 0.95 * judged
