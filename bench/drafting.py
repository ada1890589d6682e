"""Sentences a second beside Argos, those who call it, and CTranslate2 itself: same package, same text, one run.

Each way runs in a process of its own that loads its model first; then they take turns at the same text, so that what
else the machine does slows all of them. Ours is the whole use case: read from a workspace, split, drafted with four
hypotheses and alignments, stored. Argos gets the paragraphs it would get. Argos' best settings are the best of those
tried. ``raw`` decodes all sentences in one sorted batch and does nothing with them: the limit.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from bench._texts import packages, paragraphs
from translate_flow.domain.ports import Engine, Splitter

BEAM = 4
CORES = len(os.sched_getaffinity(0))
Paragraphs = list[list[str]]
Translate = Callable[[Paragraphs], tuple[float, list[str]]]
"""Seconds for some paragraphs, and their translations."""


def argos(_folder: Path) -> Translate:
    """The public API: one paragraph after the other."""
    from argostranslate.translate import get_translation_from_codes

    translation = get_translation_from_codes("en", "es")
    return _each(translation.translate)


def libretranslate(_folder: Path) -> Translate:
    """As the server does for a list of texts: hypotheses of one text after the other."""
    from argostranslate.translate import get_translation_from_codes

    translation = get_translation_from_codes("en", "es")
    return _each(lambda text: translation.hypotheses(text, 1)[0].value)


def argos_files(_folder: Path) -> Translate:
    """As argos-translate-files does for a document: one element after the other, through its tags."""
    from argostranslate.tags import Tag, translate_tags
    from argostranslate.translate import get_translation_from_codes

    translation = get_translation_from_codes("en", "es")

    class Paragraph(Tag):
        translateable = True

    return _each(lambda text: translate_tags(translation, Paragraph([text])).text())


def _each(translate: Callable[[str], str]) -> Translate:
    def run(texts: Paragraphs) -> tuple[float, list[str]]:
        joined = [" ".join(sentences) for sentences in texts]
        started = time.perf_counter()
        made = [translate(text) for text in joined]
        return time.perf_counter() - started, made

    return run


def ours(folder: Path) -> Translate:
    """The use case over a workspace: reading, splitting, drafting, storing."""
    from translate_flow.domain.people import LOCAL_OWNER
    from translate_flow.engines import Places, open_engine
    from translate_flow.segmentation import SrxSplitter
    from translate_flow.store import open_store
    from translate_flow.workflow import drafting, importing

    engine = open_engine("argos", Places(packages=folder))
    root = Path(tempfile.mkdtemp(prefix="translate-flow-desk-"))
    store, splitter = open_store(root / "desk.sqlite"), SrxSplitter()

    def run(texts: Paragraphs) -> tuple[float, list[str]]:
        text = "\n\n".join(["News of the week", *(" ".join(sentences) for sentences in texts)])
        article = importing.prepare(text.encode(), name="news.txt", splitter=splitter, language="en")
        slug = importing.store(store, article, languages=["es"], by=LOCAL_OWNER).slug
        started = time.perf_counter()
        drafting.draft(store, slug, language="es", engine_for=lambda *_: engine, by=LOCAL_OWNER)
        return time.perf_counter() - started, [_plainly(engine, splitter, sentences) for sentences in texts]

    return run


def _plainly(engine: Engine, splitter: Splitter, sentences: Sequence[str]) -> str:
    """What the engine itself says, not timed: the guard may have taken another hypothesis than Argos would."""
    text = " ".join(sentences)
    split = [text[span.start : span.end].strip() for span in splitter.spans(text, "en")]
    return " ".join(draft.text for draft in engine.translate(split, source="en", target="es", n_best=4))


def raw(folder: Path) -> Translate:
    """CTranslate2 with everything at once, already cut into tokens."""
    import ctranslate2
    import sentencepiece

    from translate_flow.engines.decoding import Decoding

    (root,) = folder.iterdir()
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(root / "sentencepiece.model"))
    translator = ctranslate2.Translator(str(root / "model"), "cpu", inter_threads=CORES, intra_threads=1)

    def run(texts: Paragraphs) -> tuple[float, list[str]]:
        tokens = [tokenizer.encode(sentence, out_type=str) for sentences in texts for sentence in sentences]
        started = time.perf_counter()
        results = translator.translate_batch(
            tokens,
            max_batch_size=Decoding().batch_tokens,
            batch_type="tokens",
            beam_size=BEAM,
            length_penalty=0.2,
            replace_unknowns=True,
        )
        seconds = time.perf_counter() - started
        done = iter(tokenizer.decode_pieces(result.hypotheses[0]) for result in results)
        return seconds, [" ".join(next(done) for _ in sentences) for sentences in texts]

    return run


_PLAIN = {"CT2_FORCE_CPU_ISA": "", "CT2_USE_EXPERIMENTAL_PACKED_GEMM": "0"}
"""CTranslate2 as it comes, as those who call Argos have it; this module's imports would bring our settings."""


def _threads(inter: int, intra: int, batch: int) -> dict[str, str]:
    return {
        "ARGOS_INTER_THREADS": str(inter),
        "ARGOS_INTRA_THREADS": str(intra),
        "ARGOS_BATCH_SIZE": str(batch),
    }


@dataclass(frozen=True)
class Way:
    """A way to translate: a function of this module, and the environment it runs in."""

    run: str
    environment: dict[str, str] = field(default_factory=dict)


_WORKERS = _threads(CORES, 1, 32)
WAYS = {
    "argos": Way("argos", _PLAIN),
    "libretranslate": Way("libretranslate", _PLAIN),
    "argos-translate-files": Way("argos_files", _PLAIN),
    "argos, 1 thread": Way("argos", _PLAIN | _threads(1, 1, 32)),
    "argos, 1 thread, full batch": Way("argos", _PLAIN | _threads(1, 1, 512)),
    "argos, a worker a core": Way("argos", _PLAIN | _WORKERS),
    "the same, our instructions": Way("argos", _WORKERS),
    "ours": Way("ours"),
    "raw, as it comes": Way("raw", _PLAIN),
    "raw": Way("raw"),
}
BEST = ("argos, 1 thread", "argos, 1 thread, full batch", "argos, a worker a core")
"""Argos' own settings; which instructions CTranslate2 uses is none of them."""


class Runner:
    """A process that translates one way."""

    def __init__(self, way: Way, folder: Path) -> None:
        self.seconds = 0.0
        self.texts: list[str] = []
        self.peak = 0.0
        home = tempfile.mkdtemp(prefix="translate-flow-home-")
        own = {"HOME": home, "ARGOS_PACKAGES_DIR": str(folder), "ORT_DISABLE_TELEMETRY": "1", **way.environment}
        ours = ("ARGOS_", "CT2_", "XDG_")
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.drafting", "--as", way.run, "--packages", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**inherited, **own},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def ask(self, texts: Paragraphs) -> float:
        """Seconds for some paragraphs; their translations and the peak so far are kept."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(texts), file=self._process.stdin, flush=True)
        answer = json.loads(self._process.stdout.readline() or "{}")
        if not answer:
            raise SystemExit("a process ended early; run it by hand with --as")
        self.texts, self.peak = answer["texts"], answer["peak_mb"]
        return float(answer["seconds"])


def serve(way: str, folder: Path) -> None:
    """Translate what comes on standard input, paragraph lists as JSON lines."""
    translate: Translate = globals()[way](folder)
    for line in sys.stdin:
        seconds, texts = translate(json.loads(line))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "texts": texts, "peak_mb": peak}), flush=True)


def compare(size: str, texts: Paragraphs, *, rounds: int, package: Path | None) -> dict[str, float]:
    """All ways at one size; prints a table, gives back the ratios."""
    folder, count = packages(size, package=package), sum(map(len, texts))
    with ExitStack() as stack:
        runners = {name: stack.enter_context(Runner(WAYS[name], folder)) for name in WAYS}
        for runner in runners.values():
            runner.ask(texts[:1])
        for _ in range(rounds):
            for runner in runners.values():
                runner.seconds += runner.ask(texts)
    print(f"{size} model, {count} sentences, beam {BEAM}, {CORES} cores, {rounds} rounds")
    for name, runner in runners.items():
        same = sum(a == b for a, b in zip(runner.texts, runners["ours"].texts, strict=True))
        speed = rounds * count / runner.seconds
        print(f"  {name:28} {speed:8.1f} sentences/s  peak {runner.peak:5.0f} MB  as ours {same}/{len(texts)}")
    return dict(_ratios(runners, len(texts)))


def _ratios(runners: dict[str, Runner], count: int) -> Iterator[tuple[str, float]]:
    own = runners["ours"]
    equal = sum(a == b for a, b in zip(runners["argos"].texts, own.texts, strict=True))
    yield "ratio_vs_argos", round(runners["argos"].seconds / own.seconds, 2)
    yield "ratio_vs_argos_best", round(min(runners[name].seconds for name in (*BEST, "argos")) / own.seconds, 2)
    yield "ratio_vs_libretranslate", round(runners["libretranslate"].seconds / own.seconds, 2)
    yield "ratio_vs_argos_files", round(runners["argos-translate-files"].seconds / own.seconds, 2)
    yield "ratio_of_raw", round(runners["raw"].seconds / own.seconds, 3)
    yield "outputs_equal", equal == count
    yield "paragraphs_equal", equal / count
    yield "peak_mb", round(own.peak)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=40, help="of five sentences each")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--package", type=Path, help="another small package than the one that comes along")
    parser.add_argument("--size", choices=["tiny", "real"], action="append", help="only this size")
    parser.add_argument("--json", action="store_true", help="the last line is JSON: the ratios at real size")
    parser.add_argument("--as", dest="way", help=argparse.SUPPRESS)
    parser.add_argument("--packages", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        return serve(options.way, options.packages)
    texts = paragraphs(options.paragraphs)
    found = {
        size: compare(size, texts, rounds=options.rounds, package=options.package)
        for size in options.size or ["tiny", "real"]
    }
    *_, last = found.values()
    print(json.dumps({**last, "sizes": found} if options.json else last))
    return None


if __name__ == "__main__":
    main()
