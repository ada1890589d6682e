"""What holds for every format of parallel text."""

from __future__ import annotations

import hashlib
import tracemalloc

import pytest

from bitexts import MACHINE, bitext, pair, sample
from translate_flow.domain.article import Kind
from translate_flow.domain.bitext import Bitext, Threshold
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.translation import State
from translate_flow.errors import FormatError
from translate_flow.formats import FORMATS

EVERY = pytest.mark.parametrize("name", FORMATS)


def written(name: str, of: Bitext, threshold: Threshold = Threshold.APPROVED) -> bytes:
    return b"".join(chunk for chunks in FORMATS[name].parts(of, threshold=threshold).values() for chunk in chunks)


@EVERY
def test_the_same_bitext_gives_the_same_bytes(name):
    assert b"".join(FORMATS[name].write(sample(), threshold=Threshold.APPROVED)) == b"".join(
        FORMATS[name].write(sample(), threshold=Threshold.APPROVED)
    )


@EVERY
def test_a_target_below_the_threshold_stays_out(name):
    mixed = bitext(
        pair("Approved source", "Aprobado"),
        pair("Draft source", "Borrador", state=State.DRAFT, origin=MACHINE),
        pair("Confirmed source", "Confirmado", state=State.TRANSLATED),
        pair("Stale source", "Caducado", stale=True),
        pair("Empty source"),
    )
    approved, translated, everything = (written(name, mixed, threshold).decode() for threshold in Threshold)
    assert [word in approved for word in ("Aprobado", "Confirmado", "Borrador", "Caducado")] == [1, 0, 0, 0]
    assert [word in translated for word in ("Aprobado", "Confirmado", "Borrador", "Caducado")] == [1, 1, 0, 0]
    assert [word in everything for word in ("Aprobado", "Confirmado", "Borrador", "Caducado")] == [1, 1, 1, 1]
    assert "Empty source" not in everything


@EVERY
def test_a_code_block_is_left_out_even_with_a_target(name):
    of = bitext(pair("Text", "Texto"), pair("print(1)", "print(uno)", kind=Kind.CODE))
    assert b"print" not in written(name, of, Threshold.ANY)


@EVERY
@pytest.mark.parametrize(
    ("threshold", "remedy"),
    [
        (Threshold.APPROVED, "nothing in bus-7 is approved in es yet; review it, or export with --state any"),
        (Threshold.TRANSLATED, "nothing in bus-7 is translated in es yet; confirm it, or export with --state any"),
        (Threshold.ANY, "nothing in bus-7 has a text in es yet; run: translate-flow draft bus-7 --to es"),
    ],
)
def test_nothing_to_export_is_refused_before_the_first_byte_with_a_remedy(name, threshold, remedy):
    with pytest.raises(FormatError) as refusal:
        FORMATS[name].write(bitext(pair("Text"), slug="bus-7"), threshold=threshold)
    assert str(refusal.value) == remedy


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "jsonl"])
@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_a_character_that_the_format_cannot_hold_is_refused_by_segment_before_the_first_byte(name, character):
    of = bitext(pair("Fine", "Bien"), pair("Bad", f"Ma{character}l"))
    with pytest.raises(
        FormatError, match=r"night-buses-1, segment 2: the translation holds the character U\+"
    ) as refusal:
        FORMATS[name].write(of, threshold=Threshold.APPROVED)
    assert f"U+{ord(character):04X}" in str(refusal.value)


@EVERY
@pytest.mark.parametrize(
    "target", ["<1>sin cierre", "</1>al revés", "<1><2>cruz</1></2>", "<1/>", "<9>ajeno</9>", "<1>"]
)
def test_a_target_with_broken_tags_is_still_exported(name, target):
    codes = (Code(1, CodeKind.BOLD), Code(2, CodeKind.LINK, "https://example.org"))
    of = bitext(pair("<1>a</1> <2>b</2>", target, codes=codes), pair("Word", "Palabra"))
    assert "Palabra" in written(name, of).decode()


@EVERY
def test_a_huge_article_is_written_in_pieces_with_flat_memory(name):
    of = bitext(*(pair(f"Source {n} " + "word " * 60, f"Texto {n} " + "palabra " * 60) for n in range(5000)))
    total, digest = 0, hashlib.sha256()
    chunks = FORMATS[name].write(of, threshold=Threshold.APPROVED)
    tracemalloc.start()
    for chunk in chunks:
        total += len(chunk)
        digest.update(chunk)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert digest.hexdigest() != hashlib.sha256().hexdigest()
    assert peak < 1_000_000
    assert total > (30_000 if name == "moses" else 4_000_000)
