"""What holds for every kind of edition: what is shown, what is said about it, and that the bytes are stable."""

from __future__ import annotations

import tracemalloc
from dataclasses import fields

import pytest

from bitexts import DEMO, MACHINE, bitext, pair, sample
from translate_flow.domain.article import Kind
from translate_flow.domain.bitext import Bitext, Threshold
from translate_flow.domain.translation import State
from translate_flow.errors import FormatError
from translate_flow.publishing import EDITIONS, ENGLISH, Labels
from translate_flow.publishing.pieces import Mark, approved_percent

EVERY = pytest.mark.parametrize("name", EDITIONS)
BOTH = pytest.mark.parametrize("bilingual", [False, True])


def edition(
    name: str,
    of: Bitext,
    *,
    threshold: Threshold = Threshold.APPROVED,
    bilingual: bool = False,
    labels: Labels = ENGLISH,
) -> str:
    chunks = EDITIONS[name].write(of, threshold=threshold, bilingual=bilingual, labels=labels)
    return b"".join(chunks).decode()


@EVERY
@BOTH
def test_the_same_bitext_gives_the_same_bytes(name, bilingual):
    assert edition(name, sample(), bilingual=bilingual) == edition(name, sample(), bilingual=bilingual)


@EVERY
@BOTH
def test_a_passage_below_the_threshold_shows_its_source_and_the_head_says_so(name, bilingual):
    of = bitext(pair("Old words", "Palabras viejas"), pair("New words", "Palabras nuevas", state=State.DRAFT))
    text = edition(name, of, bilingual=bilingual)
    assert "Palabras viejas" in text
    assert "New words" in text
    assert "Palabras nuevas" not in text
    assert text.index(ENGLISH.missing) < text.index("Palabras viejas")
    assert "50 % approved" in text


@EVERY
def test_a_stale_translation_is_shown_at_any_only_and_the_head_says_so(name):
    of = bitext(pair("Source", "Caducado", stale=True))
    assert "Caducado" not in edition(name, of)
    everything = edition(name, of, threshold=Threshold.ANY)
    assert "Caducado" in everything
    assert ENGLISH.stale in everything


@EVERY
def test_a_machine_draft_is_called_one_at_the_top(name):
    of = bitext(pair("Source", "Borrador", state=State.DRAFT, origin=MACHINE))
    text = edition(name, of, threshold=Threshold.ANY)
    assert text.index(ENGLISH.machine) < text.index("Borrador")
    assert "0 % approved" in text
    assert ENGLISH.demo not in text


@EVERY
def test_a_persons_draft_is_not_called_a_machines(name):
    text = edition(name, bitext(pair("Source", "Borrador", state=State.DRAFT)), threshold=Threshold.ANY)
    assert ENGLISH.machine not in text
    assert ENGLISH.draft in text


@EVERY
@pytest.mark.parametrize("state", [State.DRAFT, State.APPROVED])
def test_output_of_the_demo_model_is_labelled_even_when_somebody_approved_it(name, state):
    text = edition(name, bitext(pair("Source", "Demo", state=state, origin=DEMO)), threshold=Threshold.ANY)
    assert ENGLISH.demo in text


@EVERY
def test_what_is_not_shown_is_not_announced(name):
    of = bitext(pair("Source", "Demo", state=State.DRAFT, origin=DEMO), pair("Word", "Palabra"))
    text = edition(name, of)
    assert ENGLISH.demo not in text
    assert ENGLISH.machine not in text


@EVERY
def test_an_approved_edition_announces_its_share_and_nothing_else(name):
    text = edition(name, sample())
    assert "100 % approved" in text
    assert not any(getattr(ENGLISH, mark.value) in text for mark in Mark)


@EVERY
@BOTH
def test_a_code_block_is_the_sources_once_whatever_its_target(name, bilingual):
    of = bitext(pair("Text", "Texto"), pair("start()", "empezar()", kind=Kind.CODE))
    text = edition(name, of, threshold=Threshold.ANY, bilingual=bilingual)
    assert text.count("start()") == 1
    assert "empezar()" not in text


@EVERY
def test_a_bilingual_edition_holds_both_texts_of_every_passage(name):
    text = edition(name, sample("ja"), bilingual=True)
    for word in (
        "What changes",
        "何が変わるか",
        "Nobody sleeps",
        "誰も眠らない",
        "Minutes of 3 May",
        "五月三日の議事録",
    ):
        assert word in text


@EVERY
def test_the_words_around_the_article_are_the_callers(name):
    labels = Labels("fr", "{percent} % approuvés", footnotes="Notes", missing="Pas encore traduit")
    of = bitext(pair("Source"), pair("Note", "Nota", kind=Kind.NOTE, label="1"))
    text = edition(name, of, labels=labels)
    assert "% approuvés" in text
    assert "Pas encore traduit" in text
    assert "approved" not in text.replace("approved_percent", "")


@EVERY
@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ud800", "\uffff"])
def test_a_character_no_document_holds_is_refused_by_segment_before_the_first_byte(name, character):
    with pytest.raises(FormatError, match="night-buses-1, segment 2: the translation holds"):
        EDITIONS[name].write(bitext(pair("a", "b"), pair("c", f"d{character}")), threshold=Threshold.APPROVED)


@EVERY
@BOTH
def test_an_article_without_anything_translated_is_its_source(name, bilingual):
    text = edition(name, bitext(pair("Only words"), pair("Title", kind=Kind.TITLE)), bilingual=bilingual)
    assert text.count("Only words") == 1
    assert "0 % approved" in text


@EVERY
@BOTH
def test_a_huge_article_is_written_in_pieces(name, bilingual):
    of = bitext(*(pair(f"Source {n} " + "word " * 60, f"Texto {n} " + "palabra " * 60) for n in range(3000)))
    chunks = EDITIONS[name].write(of, threshold=Threshold.APPROVED, bilingual=bilingual)
    tracemalloc.start()
    total = sum(len(chunk) for chunk in chunks)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total > 1_400_000
    assert peak < 700_000


@pytest.mark.parametrize(("state", "percent"), [(State.APPROVED, 100), (State.PUBLISHED, 100), (State.TRANSLATED, 66)])
def test_the_share_counts_approved_words_of_the_source_without_code(state, percent):
    of = bitext(pair("one two", "uno dos"), pair("three", "tres", state=state), pair("x y z", kind=Kind.CODE))
    assert approved_percent(of) == percent


def test_an_almost_complete_article_is_not_called_complete():
    words = " ".join(["word"] * 999)
    assert approved_percent(bitext(pair(words, "palabras"), pair("one"))) == 99


def test_every_mark_has_its_words():
    assert {mark.value for mark in Mark} <= {field.name for field in fields(Labels)}
