"""chrF says what sacreBLEU says, of one pair and of many together."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics import CHRF

from translate_flow.matching.chrf import chrf, counts
from translate_flow.matching.effort import edits, effort, rate

PAIRS = [
    ("", ""),
    ("", "agua"),
    ("agua", ""),
    ("agua", "agua"),
    ("a", "a"),
    ("agua", "sí"),  # the final text has no runs of three
    ("sí", "agua"),
    ("uno dos", "unodos"),  # white space is left out
    ("uno\u00a0dos\u3000tres", "unodos tres"),  # all of Unicode's
    ("uno\u200bdos", "unodos"),  # a space without width is a character
    ("Río", "Ri\u0301o"),  # what is composed and what is not are different
    ("👩‍👩‍👧 hola", "👩‍👧 hola"),  # code points, not what is drawn as one
    ("東京へ行く", "京都へ行く"),
    ("الجسر القديم", "الجسرُ القديم جدا"),
    ("aaaa", "aa"),  # a run counts as often as both have it
    ("Hello", "hello"),
]


def of_sacrebleu(pairs):
    drafts, finals = zip(*pairs, strict=True)
    return CHRF().corpus_score(list(drafts), [list(finals)]).score


@pytest.mark.parametrize(("draft", "final"), PAIRS)
def test_a_pair_has_the_score_that_sacrebleu_gives(draft, final):
    assert chrf([counts(draft, final)]) == pytest.approx(of_sacrebleu([(draft, final)]))


def test_many_pairs_have_one_score_of_their_sums():
    assert chrf(counts(*pair) for pair in PAIRS) == pytest.approx(of_sacrebleu(PAIRS))


def test_real_texts_have_the_score_that_sacrebleu_gives(shared: Path):
    with (shared / "data" / "pud" / "pud.en-es-fr.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) >= 3][:300]
    pairs = [(row[-2], row[-1]) for row in rows]
    assert len(pairs) == 300
    assert chrf(counts(*pair) for pair in pairs) == pytest.approx(of_sacrebleu(pairs))
    for pair in pairs[:50]:
        assert chrf([counts(*pair)]) == pytest.approx(of_sacrebleu([pair]))


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), min_size=1, max_size=4))
def test_any_texts_have_the_score_that_sacrebleu_gives(pairs):
    assert chrf(counts(*pair) for pair in pairs) == pytest.approx(of_sacrebleu(pairs))


def test_nothing_has_no_score():
    assert chrf([]) == 0


def test_edits_of_many_texts_add_up_by_their_length():
    pairs = [("the old bridge", "the very old bridges"), ("yes", "no")]
    changed, length = (sum(part) for part in zip(*(edits(*pair) for pair in pairs), strict=True))
    assert (changed, length) == (3, 5)
    assert rate(changed, length) == 60
    assert [effort(*pair) for pair in pairs] == [50, 100]
