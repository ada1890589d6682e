"""Measure a packed model on held-out pairs: ``python score.py PACKAGE test.tsv``; chrF as in sacreBLEU, beam 4."""

from __future__ import annotations

import argparse
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

import ctranslate2
import sentencepiece


def main() -> None:
    """Print chrF, the share of exact translations, and the same for English copied as it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--show", action="store_true", help="print the pairs that differ")
    options = parser.parse_args()
    pairs = [line.split("\t") for line in options.pairs.read_text(encoding="utf-8").splitlines()]
    sources, wanted = ([pair[side] for pair in pairs] for side in (0, 1))
    got = translated(options.package, sources)
    exact = sum(a == b for a, b in zip(got, wanted, strict=True))
    copied = chrf(sources, wanted)
    print(f"{len(pairs)} sentences: chrF {chrf(got, wanted):.1f}, exact {exact}; English copied: {copied:.1f}")
    for source, answer, reference in zip(sources, got, wanted, strict=True):
        if options.show and answer != reference:
            print(f"\n{source}\n  got    {answer}\n  wanted {reference}")


def translated(package: Path, sentences: list[str]) -> list[str]:
    """The sentences in Spanish, in order."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(package) as archive:
            archive.extractall(folder)
        root = next(Path(folder).iterdir())
        tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(root / "sentencepiece.model"))
        translator = ctranslate2.Translator(str(root / "model"), "cpu", intra_threads=1)
        tokens = tokenizer.encode(sentences, out_type=str)
        results = translator.translate_batch(
            tokens, beam_size=4, length_penalty=0.2, max_batch_size=512, batch_type="tokens"
        )
        return [tokenizer.decode_pieces(result.hypotheses[0]) for result in results]


def chrf(got: list[str], wanted: list[str], *, order: int = 6, beta: float = 2) -> float:
    """Character F-score of a corpus, 0 to 100; Popović 2015, sacreBLEU's defaults (no spaces)."""
    scores = []
    for length in range(1, order + 1):
        pairs = [(_grams(a, length), _grams(b, length)) for a, b in zip(got, wanted, strict=True)]
        hits = sum((a & b).total() for a, b in pairs)
        precision = hits / max(1, sum(a.total() for a, _ in pairs))
        recall = hits / max(1, sum(b.total() for _, b in pairs))
        scores.append((precision, recall))
    precision, recall = (sum(column) / order for column in zip(*scores, strict=True))
    return 100 * (1 + beta**2) * precision * recall / max(1e-9, beta**2 * precision + recall)


def _grams(text: str, length: int) -> Counter[str]:
    joined = "".join(text.split())
    return Counter(joined[i : i + length] for i in range(len(joined) - length + 1))


if __name__ == "__main__":
    main()
