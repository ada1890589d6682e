"""Termbases as tables: tolerant in reading, safe in spreadsheets, exact round trips, errors with line numbers."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.domain.terms import Term
from translate_flow.errors import FormatError
from translate_flow.formats.termbases import TERM_FORMATS, Read, Wanted

CSV = TERM_FORMATS["csv"]
PORT = Term("port", "puerto", "en", "es", "noun", ("muelle", "a; b", "c\\d"), case_sensitive=True, note='say "no", or')


def written(*terms: Term) -> bytes:
    return b"".join(CSV.write(terms).chunks)


def read(data: bytes | str, source: str = "", language: str = "") -> Read:
    raw = data.encode() if isinstance(data, str) else data
    return CSV.read(raw, name="terms.csv", wanted=Wanted(source, language))


def test_a_table_has_a_header_and_every_field() -> None:
    header, row = csv.reader(io.StringIO(written(PORT).decode("utf-8-sig"), newline=""))
    assert header == ["source", "target", "source_language", "language", "part_of_speech", "forbidden", "case", "note"]
    assert row == ["port", "puerto", "en", "es", "noun", r"muelle; a\; b; c\\d", "yes", 'say "no", or']


def test_a_term_comes_back_whole() -> None:
    assert read(written(PORT)) == Read((PORT,))


_text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp", "Cf", "Co", "Cn"]))


@given(
    source=_text.map(lambda text: f"{text}a"[-200:]),
    target=st.sampled_from(["=1+1", "+1", "-1", "@x1", "'=1", "''-1", "'tis", ";a", "\\a", '"a"', "a,b", "ا"]),
    forbidden=st.lists(_text.map(lambda text: f"{text[:50]}z"), max_size=3, unique=True),
)
def test_any_term_comes_back_whole(source: str, target: str, forbidden: list[str]) -> None:
    term = Term(source, target, "en", "ar", forbidden=tuple(forbidden))
    assert read(written(term)).terms == (term,)


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM1"])
def test_no_cell_starts_a_formula(formula: str) -> None:
    term = Term(formula, formula, "en", "es", formula, (formula + "x",), note=formula)
    (_, row) = csv.reader(io.StringIO(written(term).decode("utf-8-sig"), newline=""))
    assert not [cell for cell in row if cell[:1] in set("=+-@")]
    assert read(written(term)).terms == (term,)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiter_and_encoding_are_found_out(delimiter: str, encoding: str) -> None:
    rows = [["Target", "Note", "SOURCE"], ["ciudad", "a", "city"], ["peña", '"x"', "rock"]]
    table = "\r\n".join(delimiter.join(row) for row in rows)
    assert read(table.encode(encoding), "en", "es").terms == (
        Term("city", "ciudad", "en", "es", note="a"),
        Term("rock", "peña", "en", "es", note="x"),
    )


def test_excels_separator_line_is_understood() -> None:
    assert read("sep=;\r\nsource;target\r\na;b\r\n", "en", "es").terms == (Term("a", "b", "en", "es"),)


def test_columns_may_be_called_as_other_programs_call_them() -> None:
    table = "Source Term,Translation,Source-Lang,target language,POS,Comment,Case Sensitive\na,b,en,pt_br,noun,n,TRUE\n"
    assert read(table).terms == (Term("a", "b", "en", "pt-BR", "noun", case_sensitive=True, note="n"),)


def test_blank_lines_and_short_rows_are_no_error() -> None:
    assert read("\nsource,target,note\n\n,,\na,b\n", "en", "es").terms == (Term("a", "b", "en", "es"),)


def test_rows_of_other_languages_are_left_out_and_told() -> None:
    table = "source,target,source_language,language\na,b,en,es\nc,d,en,fr\ne,f,en-GB,es-MX\n"
    found = read(table, "en", "es")
    assert [term.source for term in found.terms] == ["a", "e"]
    assert found.notes == ("terms.csv: 1 terms of other languages were left out",)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", "terms.csv: empty"),
        ("city,ciudad\n", "terms.csv: line 1: the first line must name the columns source and target"),
        ("source,target,colour\na,b,c\n", "terms.csv: line 1: the column 'colour' is unknown"),
        ("source,target,term\na,b,c\n", "terms.csv: line 1: two columns are source"),
        ("source,target\n", "terms.csv: no term"),
        ("source,target\na,b\n\nc,\n", "terms.csv: line 4: the target has no letter"),
        ("source,target\n…,b\n", "terms.csv: line 2: the source has no letter"),
        ('source,target,note\na,b,"two\nlines"\nc,\n', "terms.csv: line 4: the target"),
        ("source,target\na,b,c\n", "terms.csv: line 2: more cells than columns"),
        ('source,target\na,"b\n', "terms.csv: line 2: "),
        ("sep=,\nsource,target\na,\n", "terms.csv: line 3: the target"),
        ("source,target,case\na,b,maybe\n", "terms.csv: line 2: case is 'maybe'"),
        ("source,target,language\na,b,klingonisch\n", "terms.csv: line 2: unknown language"),
        ("source,target,forbidden\na,b,c;b\n", "terms.csv: line 2: 'b' is both"),
        ("source,target\na,b\x01c\n", "terms.csv: line 2: the character U+0001"),
        (f"source,target\na,{'b' * 251}\n", "terms.csv: line 2: 'bbb"),
        (f"source,target\na,b{'b' * 140_000}\n", "terms.csv: line 2: "),
        (b"source,target\na,b\nc,\xe9\n", "terms.csv: line 3: not UTF-8"),
    ],
)
def test_a_bad_table_is_refused_with_file_and_line(table: str | bytes, told: str) -> None:
    with pytest.raises(FormatError) as refused:
        read(table, "en", "es")
    assert str(refused.value).startswith(told)
    assert "\n" not in str(refused.value)


def test_a_table_without_languages_is_refused_unless_they_are_named() -> None:
    with pytest.raises(FormatError, match=r"line 2: a language is missing; .*--source"):
        read("source,target\na,b\n", "en")


def test_a_term_into_its_own_language_is_refused() -> None:
    with pytest.raises(FormatError, match="both en-GB"):
        read("source,target,source_language,language\na,b,en,en-GB\n")
