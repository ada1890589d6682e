"""Split the pairs, train the tokenizer and write token numbers: ``python prep.py pairs.tsv WORKDIR``."""

from __future__ import annotations

import argparse
import io
import pickle
import random
from pathlib import Path

import sentencepiece

HELD_OUT = 300
PIECES = 3000


def main() -> None:
    """Write test.tsv (held out), train.tsv, sentencepiece.model and tokens.pickle into the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    lines = options.pairs.read_text(encoding="utf-8").splitlines()
    random.Random(5).shuffle(lines)
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, part in (("test.tsv", lines[:HELD_OUT]), ("train.tsv", lines[HELD_OUT:])):
        (options.folder / name).write_text("\n".join(part) + "\n", encoding="utf-8")
    pairs = [line.split("\t") for line in lines[HELD_OUT:]]
    model = options.folder / "sentencepiece.model"
    model.write_bytes(train_tokenizer([side for pair in pairs for side in pair]))
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(model))
    tokens = [tokenizer.encode([pair[side] for pair in pairs]) for side in (0, 1)]
    (options.folder / "tokens.pickle").write_bytes(pickle.dumps(tokens))
    print(len(pairs), "pairs;", *(sum(map(len, side)) for side in tokens), "tokens")


def train_tokenizer(sentences: list[str]) -> bytes:
    """One SentencePiece model for both languages; single bytes stand for what it never saw."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=model,
        vocab_size=PIECES,
        model_type="unigram",
        character_coverage=0.9999,
        byte_fallback=True,
        normalization_rule_name="identity",
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()


if __name__ == "__main__":
    main()
