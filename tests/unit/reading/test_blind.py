"""Documents of many kinds by another hand, on which the readers were then mended: see the README beside them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from translate_flow.domain.article import Article
from translate_flow.reading import read

BLIND = Path(__file__).parents[2] / "data" / "blind"
DOCUMENTS = sorted(path.name for path in BLIND.iterdir() if not path.name.endswith((".tsv", "README.md")))


class Row(NamedTuple):
    kind: str
    text: str


@cache
def article(name: str) -> Article:
    return read((BLIND / name).read_bytes(), name=name)


def rows(name: str) -> list[Row]:
    lines = (BLIND / name).with_suffix(".expected.tsv").read_text("utf-8").splitlines()
    cells = (line.split("\t", 1) for line in lines if "\t" in line)
    return [Row(kind, flat(text)) for kind, text in cells]


def flat(text: str) -> str:
    """Without layout (line breaks, soft hyphens), and without marks of notes, which are codes in some formats."""
    bare = re.sub(r"\[\d+\]", "", unicodedata.normalize("NFC", text)).replace("\xad", "").replace(" / ", " ")
    return " ".join(bare.split())


def texts(name: str) -> list[str]:
    return [flat(segment.plain) for segment in article(name).segments]


def wanted(name: str) -> list[Row]:
    return [row for row in rows(name) if row.kind not in {"drop", "may", "title", "byline"}]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_title_and_byline_are_right(name):
    told = {row.kind: row.text for row in rows(name) if row.kind in {"title", "byline"}}
    assert flat(article(name).title) == told["title"]
    assert told.get("byline", "") in flat(article(name).byline)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_chrome_of_some_length_is_left(name):
    long = [row.text for row in rows(name) if row.kind == "drop" and len(row.text) >= 40]
    whole = " ".join(texts(name))
    assert [text for text in long if text in whole] == []


def test_of_a_hundred_blocks_99_come_out_to_the_letter():
    found = [row.text in texts(name) for name in DOCUMENTS for row in wanted(name)]
    assert len(found) > 700
    assert sum(found) / len(found) >= 0.99


def test_no_word_of_a_block_is_lost():
    lost = []
    for name in DOCUMENTS:
        whole = "".join("".join(texts(name)).split())
        lost += [(name, row.text[:60]) for row in wanted(name) if "".join(row.text.split()) not in whole]
    assert lost == []
