"""TSV, CSV, JSON Lines and Moses: what their readers get."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitexts import BOLD, DEMO, LINK, PICTURE, bitext, pair, sample
from translate_flow.domain.bitext import Bitext, Threshold
from translate_flow.domain.translation import State
from translate_flow.errors import FormatError
from translate_flow.formats import FORMATS
from translate_flow.formats.tabular import guard, unguard

AWKWARD = ["a\tb", "a\nb", "a\r\nb", "a\\nb", 'say "no"', "a,b;c", "'a", '"', "  a  ", "a\u2028b", "ا\u200fب"]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "-"]


def written(name: str, of: Bitext) -> str:
    return b"".join(FORMATS[name].write(of, threshold=Threshold.ANY)).decode()


def tsv_rows(text: str) -> list[list[str]]:
    """Read as a line tool would: split, then undo the four escapes."""
    lines = text.removesuffix("\n").split("\n")
    return [[unescaped(cell) for cell in line.split("\t")] for line in lines]


def unescaped(cell: str) -> str:
    characters = iter(cell)
    undo = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    return "".join(undo[next(characters)] if character == "\\" else character for character in characters)


def csv_rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


TABLES = pytest.mark.parametrize(("name", "read"), [("tsv", tsv_rows), ("csv", csv_rows)])


@TABLES
def test_a_table_starts_with_its_header_and_holds_plain_text(name, read):
    header, row = read(written(name, bitext(pair("<1>a</1>", "<1>b</1>", codes=(BOLD,), state=State.TRANSLATED))))
    assert header == ["source", "target", "state", "kind"]
    assert row == ["a", "b", "translated", "paragraph"]


@TABLES
@pytest.mark.parametrize("text", AWKWARD)
def test_an_awkward_cell_comes_back_exactly(name, read, text):
    assert read(written(name, bitext(pair("plain", text))))[1][1] == text


@given(st.text(st.sampled_from("'=+-@\t\r") | st.characters(codec="utf-8")))
def test_any_guarded_cell_comes_back_and_starts_no_formula(cell):
    assert unguard(guard(cell)) == cell
    assert not guard(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


@TABLES
@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_looks_like_a_formula_gets_an_apostrophe(name, read, text):
    row = read(written(name, bitext(pair(text, text))))[1]
    assert row[:2] == [f"'{text}"] * 2


def test_a_csv_opens_with_the_byte_order_mark_that_spreadsheets_need():
    assert b"".join(FORMATS["csv"].write(sample(), threshold=Threshold.APPROVED)).startswith(b"\xef\xbb\xbfsource,")


def test_json_lines_keep_everything():
    of = bitext(pair("x"), pair("<1>a</1> <2>b</2>", "<2>c</2>", codes=(BOLD, LINK), state=State.DRAFT, origin=DEMO))
    (record,) = map(json.loads, written("jsonl", of).splitlines())
    unit = of.units[1]
    assert (record["slug"], record["position"], record["kind"]) == ("night-buses-1", 1, "paragraph")
    assert (record["source"], record["source_plain"]) == ("<1>a</1> <2>b</2>", "a b")
    assert (record["target"], record["target_plain"]) == ("<2>c</2>", "c")
    assert record["codes"][1] == {"id": 2, "kind": "link", "ref": LINK.ref, "alt": ""}
    assert (record["state"], record["stale"], record["origin"]["demo"]) == ("draft", False, True)
    assert record["source_hash"] == unit.segment.source_hash


@given(st.text(min_size=1))
def test_json_lines_hold_any_text_whatsoever_on_one_line(text):
    raw = b"".join(FORMATS["jsonl"].write(bitext(pair(text, text)), threshold=Threshold.APPROVED))
    assert raw.count(b"\n") == 1
    assert json.loads(raw)["target"] == text


def test_json_lines_escape_half_a_surrogate_pair():
    raw = b"".join(FORMATS["jsonl"].write(bitext(pair("a", "b\ud800")), threshold=Threshold.APPROVED))
    assert json.loads(raw)["target"] == "b\ud800"


@pytest.mark.parametrize("language", ["es", "ar", "ja"])
def test_moses_files_are_parallel_line_by_line(language):
    of = sample(language)
    files = FORMATS["moses"].parts(of, threshold=Threshold.APPROVED)
    assert list(files) == ["en", language]
    source, target = (b"".join(chunks).decode().splitlines() for chunks in files.values())
    assert len(source) == len(target) == 10
    assert source[2] == "The council passed the plan and published the full text."
    assert source[8] == "Nobody sleeps at the stop"


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t\x85\u2028")), min_size=1)
)
def test_moses_lines_never_break_apart(texts):
    of = bitext(pair("start", "inicio"), *(pair(f"s{text}", f"t{text}") for text in texts))
    try:
        files = FORMATS["moses"].parts(of, threshold=Threshold.APPROVED)
    except FormatError as refusal:
        assert "U+FFF" in str(refusal)  # noqa: PT017 - a noncharacter is rightly refused
        return
    source, target = (b"".join(chunks).decode().splitlines() for chunks in files.values())
    assert len(source) == len(target) == len(texts) + 1


def test_moses_leaves_out_a_pair_without_words_on_both_files_alike():
    of = bitext(pair("<1/>", "<1/>", codes=(PICTURE,)), pair("Word", "Palabra"))
    files = FORMATS["moses"].parts(of, threshold=Threshold.APPROVED)
    assert [b"".join(chunks) for chunks in files.values()] == [b"Word\n", b"Palabra\n"]


def test_moses_with_no_words_at_all_is_refused():
    with pytest.raises(FormatError, match="no line of text on both sides"):
        FORMATS["moses"].write(bitext(pair("<1/>", "<1/>", codes=(PICTURE,))), threshold=Threshold.APPROVED)


def test_moses_in_one_stream_is_a_zip_of_both_files():
    raw = b"".join(FORMATS["moses"].write(sample(), threshold=Threshold.APPROVED))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["night-buses-1.es.en", "night-buses-1.es.es"]
        assert archive.read("night-buses-1.es.es").decode().splitlines()[0] == "Los autobuses nocturnos vuelven"
