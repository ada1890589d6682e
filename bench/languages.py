"""One article into ten languages at once: sentences a second beside one language alone, and the memory it takes.

Ten packages of real size are installed, and models are kept within ``--memory`` megabytes, so that each one makes room
for another. ``--json`` prints one last line: ``ratio_of_one`` (1 is no loss by changing models), ``peak_mb`` and
``one_mb``.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench._texts import packages, paragraphs
from translate_flow.domain.languages import english_name

LANGUAGES = ("es", "fr", "de", "it", "pt", "ca", "nl", "pl", "ro", "sv")
PARAGRAPHS = 12


def draft(folder: Path, languages: list[str], memory: int) -> dict[str, float]:
    """Draft one article into the languages; seconds, sentences and the peak in MB."""
    from translate_flow.domain.people import LOCAL_OWNER
    from translate_flow.engines import Places, open_engine
    from translate_flow.engines.decoding import Decoding
    from translate_flow.segmentation import SrxSplitter
    from translate_flow.store import open_store
    from translate_flow.workflow import drafting, importing

    engine = open_engine("argos", Places(packages=folder, decoding=Decoding(memory_mb=memory)))
    text = "\n\n".join(["News of the week", *(" ".join(sentences) for sentences in paragraphs(PARAGRAPHS))])
    with tempfile.TemporaryDirectory() as root:
        store = open_store(Path(root) / "desk.sqlite")
        article = importing.prepare(text.encode(), name="news.txt", splitter=SrxSplitter(), language="en")
        slug = importing.store(store, article, languages=languages, by=LOCAL_OWNER).slug
        started = time.perf_counter()
        made = drafting.draft_all(
            store, [(slug, language) for language in languages], engine_for=lambda *_: engine, by=LOCAL_OWNER
        )
        seconds = time.perf_counter() - started
    sentences = sum(item.sentences for item in made if isinstance(item, drafting.Drafted))
    return {
        "sentences": sentences,
        "seconds": seconds,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _installed() -> Path:
    """A package of real size for each language: the same weights under other names."""
    real = packages("real")
    (first,) = real.iterdir()
    metadata = json.loads((first / "metadata.json").read_text("utf-8"))
    for language in LANGUAGES[1:]:
        other = real / f"translate-en_{language}"
        shutil.copytree(first, other)
        named = {**metadata, "to_code": language, "to_name": english_name(language)}
        (other / "metadata.json").write_text(json.dumps(named), "utf-8")
    return real


def _measure(folder: Path, languages: list[str], memory: int) -> dict[str, float]:
    asked = ["--packages", str(folder), "--languages", ",".join(languages), "--memory", str(memory)]
    done = subprocess.run([sys.executable, "-m", "bench.languages", *asked], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    speed = found["sentences"] / found["seconds"]
    print(f"{len(languages):2} languages: {speed:5.1f} sentences/s, peak {found['peak_mb']:.0f} MB")
    return {**found, "speed": speed}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--memory", type=int, default=250, help="megabytes that loaded models may take; one is 97")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--packages", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--languages", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.languages:
        print(json.dumps(draft(options.packages, options.languages.split(","), options.memory)))
        return
    folder = _installed()
    one, ten = (_measure(folder, list(languages), options.memory) for languages in (LANGUAGES[:1], LANGUAGES))
    found = {
        "ratio_of_one": round(ten["speed"] / one["speed"], 2),
        "peak_mb": round(ten["peak_mb"]),
        "one_mb": round(one["peak_mb"]),
    }
    print(json.dumps(found) if options.json else f"{found['ratio_of_one']:.0%} of one language's speed")


if __name__ == "__main__":
    main()
