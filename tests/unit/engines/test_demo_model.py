"""The carried demo model and the grammar it was trained on."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import ctranslate2
import pytest
import sentencepiece

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "src" / "translate_flow" / "engines" / "demo" / "demo-en_es-0_1.argosmodel"
TOOLS = ROOT / "tools" / "demo_model"

# Written and translated by hand; none of them is among the pairs of the training (seed 7).
EXPECTED = {
    "The baker sells bread near the station.": "El panadero vende pan cerca de la estación.",
    "The libraries open at nine o'clock.": "Las bibliotecas abren a las nueve.",
    "The new bicycle costs 85 euros.": "La bicicleta nueva cuesta 85 euros.",
    "In winter there are pumpkins and carrots.": "En invierno hay calabazas y zanahorias.",
    "The neighbours want to repair the old bench.": "Los vecinos quieren reparar el banco viejo.",
    "“The soup is hot,” says the cook.": "«La sopa está caliente», dice la cocinera.",
    "When it rains, the children play in the library.": "Cuando llueve, los niños juegan en la biblioteca.",
    "The number 12 bus stops in front of the museum.": "El autobús número 12 para delante del museo.",
    "Elena, a gardener, waters the tomatoes every day.": "Elena, una jardinera, riega los tomates todos los días.",
    "The tickets are cheap, but the theatre is small.": "Los billetes son baratos, pero el teatro es pequeño.",
    "Bring an umbrella.": "Traiga un paraguas.",
    "The volunteers clean the workshop on Fridays.": "Los voluntarios limpian el taller los viernes.",
    "We cannot close the school garden.": "No podemos cerrar el huerto escolar.",
    "The pupils took the letters to the town hall.": "Los alumnos llevaron las cartas al ayuntamiento.",
}

ALIGNED = [
    ("The baker sells cheese.", "cheese", "queso"),
    ("The old mill is near the river.", "mill", "molino"),
    ("The old mill is near the river.", "river", "río"),
    ("In summer there are tomatoes and peppers.", "summer", "verano"),
]


class Demo:
    """The package, unzipped and opened without any of our own code."""

    def __init__(self, folder: Path) -> None:
        with zipfile.ZipFile(PACKAGE) as archive:
            archive.extractall(folder)
        root = next(folder.iterdir())
        self.metadata = json.loads((root / "metadata.json").read_text(encoding="utf-8"))
        self.readme = (root / "README.md").read_text(encoding="utf-8")
        self.tokenizer: Any = sentencepiece.SentencePieceProcessor(model_file=str(root / "sentencepiece.model"))
        self._translator: Any = ctranslate2.Translator(str(root / "model"), "cpu", intra_threads=1)

    def decode(self, sentence: str) -> tuple[list[str], list[str], list[list[float]]]:
        """Source tokens, target tokens, and for each target token its attention over the source tokens."""
        tokens = self.tokenizer.encode(sentence, out_type=str)
        result = self._translator.translate_batch([tokens], beam_size=4, length_penalty=0.2, return_attention=True)[0]
        return tokens, result.hypotheses[0], result.attention[0]

    def translate(self, sentence: str) -> str:
        """The sentence in Spanish."""
        return str(self.tokenizer.decode_pieces(self.decode(sentence)[1]))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return Demo(tmp_path_factory.mktemp("demo"))


def generate(file: Path, *arguments: str, hash_seed: str = "0") -> list[tuple[str, str]]:
    """Pairs from a fresh process."""
    command = [sys.executable, "-B", str(TOOLS / "generate.py"), "1500", str(file), *arguments]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": hash_seed})
    lines = file.read_text(encoding="utf-8").splitlines()
    return [(en, es) for en, _, es in (line.partition("\t") for line in lines)]


def test_the_package_says_that_it_is_a_demo(demo: Demo) -> None:
    assert demo.metadata["demo"] is True
    assert (demo.metadata["from_code"], demo.metadata["to_code"]) == ("en", "es")
    assert demo.metadata["package_version"] == "0.1"
    assert "demo" in demo.readme.splitlines()[0]


def test_the_package_is_at_most_two_and_a_half_megabytes() -> None:
    assert PACKAGE.stat().st_size <= 2_500_000


@pytest.mark.parametrize(("source", "target"), EXPECTED.items())
def test_a_sentence_of_the_grammar_comes_out_exactly(demo: Demo, source: str, target: str) -> None:
    assert demo.translate(source) == target


@pytest.mark.parametrize(("sentence", "source", "target"), ALIGNED)
def test_the_attention_of_a_word_points_at_the_word_it_translates(
    demo: Demo, sentence: str, source: str, target: str
) -> None:
    given, made, attention = demo.decode(sentence)
    row = next(row for token, row in zip(made, attention, strict=True) if token == f"▁{target}")
    assert given[row.index(max(row))] == f"▁{source}"


def test_argos_itself_installs_splits_and_translates_without_a_download(tmp_path: Path) -> None:
    code = (
        "import sys; from argostranslate import package, translate; package.install_from_path(sys.argv[1]);"
        "print([(p.from_code, p.to_code, p.package_version) for p in package.get_installed_packages()]);"
        "print(translate.translate('“The soup is hot,” says the cook. Bring an umbrella.', 'en', 'es'))"
    )
    places = {"HOME": str(tmp_path), "ARGOS_PACKAGES_DIR": str(tmp_path / "packages"), "ORT_DISABLE_TELEMETRY": "1"}
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        places[name] = str(tmp_path / name.lower())
    for name in ("http_proxy", "https_proxy"):
        places[name] = places[name.upper()] = "http://127.0.0.1:9"  # the discard port: any download fails at once
    command = [sys.executable, "-c", code, str(PACKAGE)]
    done = subprocess.run(command, check=True, env={**os.environ, **places}, capture_output=True, text=True)
    listed, translation = done.stdout.splitlines()
    assert listed == "[('en', 'es', '0.1')]"
    assert translation == "«La sopa está caliente», dice la cocinera. Traiga un paraguas."


def test_a_seed_writes_the_same_pairs_in_every_process(tmp_path: Path) -> None:
    first = generate(tmp_path / "first.tsv", hash_seed="1")
    assert first == generate(tmp_path / "second.tsv", hash_seed="2")
    assert first != generate(tmp_path / "third.tsv", "--seed", "8")


def test_the_sentences_of_a_named_article_are_left_out_and_no_others(tmp_path: Path) -> None:
    every = [en for en, _ in generate(tmp_path / "all.tsv")]
    article = tmp_path / "article.md"
    article.write_text("\n\n".join(f"**{en}**" for en in every[::100]), encoding="utf-8")
    left = {en for en, _ in generate(tmp_path / "left.tsv", "--without", str(article))}
    text = bare("\n".join(every[::100]))
    assert left.isdisjoint(every[::100])
    assert {en for en in every if bare(en) not in text} <= left


def bare(text: str) -> str:
    """Text without what an article may write differently; a heading that is part of a sentence counts as in it."""
    return re.sub(r"[“”\"’']|\.$", "", text).lower()


def test_the_pairs_contract_their_articles_and_leave_no_slot_open(tmp_path: Path) -> None:
    pairs = generate(tmp_path / "pairs.tsv")
    assert any(" del " in es for _, es in pairs)
    assert any(" al " in es for _, es in pairs)
    wrong = [es for _, es in pairs if re.search(r"\b([Dd]e|[Aa]) el [a-z]|[{}]|  | [.,;:?»]|« ", es)]
    assert wrong == []
